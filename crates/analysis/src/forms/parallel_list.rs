//! 国家、省、市级分别加5、3、1分: as many amounts as alternatives, each to its own.

use super::{Act, Island, What, lexemes};

pub(super) fn read(island: Island<'_>) -> Option<What> {
    let kind = lexemes::verb(&island)?;
    let amounts = lexemes::numbers(&island)?;
    Some(Act { amounts, respectively: true, ..lexemes::act(&island, kind) }.piece())
}
