//! 保证项目中有一项不得分的, 本表不得分: the result of other entries, as a condition.

use chidu_grammar::clauses::Rule;

use super::{Island, What, lexemes};

pub(super) fn read(island: Island<'_>) -> Option<What> {
    let count = lexemes::find(&island, Rule::entry_some).and_then(|some| lexemes::first_number(&some));
    let count = count.and_then(|count| count.to_string().parse().ok()).unwrap_or(1);
    let noun = lexemes::find(&island, Rule::entry_noun).map(|noun| noun.as_span().start()..noun.as_span().end());
    Some(What::EntryResult(count, noun))
}
