//! 追加扣, 倒扣, 直接扣总分: takes from an entry above.

use chidu_analysis::program::{Action, EntryId, Program, RuleId};

/// True where a rule of an entry beneath deducts from this one.
pub(crate) fn reaches(program: &Program, rule: RuleId, entry: EntryId) -> bool {
    program[rule].action == Action::DeductAbove(entry)
}
