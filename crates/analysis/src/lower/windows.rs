//! Caps on each week or month of a period (每周累计不超过3分): which stretch is meant, and whether its sum can be worked out row by row.
//!
//! Not here: the sums (`evaluation::windows`). Start at [`Lowering::window`].

use chidu_syntax::ast::BlockKind;
use chidu_values::{Number, PeriodKind};

use super::{Fault, Lowering};
use crate::program::{Action, Amount, Counting, EntryId, FactKind, LimitKind, RuleId, Trigger};
use crate::reading::{Apart, Each, Effect, Kind};

impl Lowering<'_> {
    /// The stretch that a cap binds; `Some(None)` is the whole period. `None` where it cannot be computed: a stretch longer than the period,
    /// or members of which a row does not tell what it takes.
    pub(super) fn window(&self, entry: EntryId, effect: &Effect, members: &[RuleId]) -> Option<Option<PeriodKind>> {
        let period = self.program.period;
        let Some(stretch) = effect.window.filter(|stretch| *stretch != period) else { return Some(None) };
        if period == PeriodKind::Whole && stretch == PeriodKind::Year {
            return Some(None);
        }
        let shorter = period == PeriodKind::Whole || length(stretch) < length(period);
        let sourced = self.tree.blocks.iter().any(|block| block.kind == BlockKind::Sources);
        let alone = members.len() == 1;
        let computed = members.iter().all(|rule| self.program[*rule].entry == entry && self.is_linear(*rule, alone));
        (shorter && computed && !sourced && !members.is_empty()).then_some(Some(stretch))
    }

    /// 每人最多扣2分, 每次最多扣3分: of rows that each tell their own amount.
    pub(super) fn limit_of_each(&mut self, entry: EntryId, effect: &Effect, cap: (LimitKind, Number), members: Vec<RuleId>, each: &Each) {
        let sourced = self.tree.blocks.iter().any(|block| block.kind == BlockKind::Sources);
        let alone = members.len() == 1;
        let computed = members.iter().all(|rule| self.program[*rule].entry == entry && self.is_linear(*rule, alone));
        if members.is_empty() || !computed || sourced {
            self.program[entry].blocked.push(effect.clause);
            self.fault(Fault::NotComputed { span: effect.clause });
            return;
        }
        // A row of two counts two times: each is within the cap already.
        let by_itself = |rule: &RuleId| self.program[*rule].effect.per.as_ref().is_some_and(|per| per.unit == each.unit);
        if each.apart == Apart::Row && members.iter().all(by_itself) {
            return;
        }
        let (kind, amount) = cap;
        self.push_limit(entry, effect.clause, kind, amount, members, None);
        if let Some(limit) = self.program.limits.last_mut() {
            limit.apart = Some(each.apart);
            if effect.kind != Kind::Limit {
                let verb = if limit.kind == LimitKind::Deductions { "扣" } else { "加" };
                limit.text = format!("每{}最多{verb}{}分", each.unit, limit.amount);
            }
        }
    }

    /// True where each row of a rule takes its own amount, whatever the others say.
    fn is_linear(&self, id: RuleId, alone: bool) -> bool {
        let rule = &self.program[id];
        let found = match rule.triggers.as_slice() {
            [Trigger::Found(fact)] => matches!(self.program[*fact].kind, FactKind::Finding | FactKind::Other),
            _ => false,
        };
        let step = rule.effect.per.as_ref().is_some_and(|per| per.step == Number::ONE);
        let scaled = self.program.rules.iter().any(|other| other.action == Action::Scale(id));
        let plain = matches!(rule.amount, Amount::Fixed(_)) && rule.counting == Counting::Each && rule.tier.is_none();
        found && step && plain && !scaled && rule.budget.is_none() && (alone || rule.cap.is_none())
    }
}

fn length(kind: PeriodKind) -> u32 {
    match kind {
        PeriodKind::Day => 1,
        PeriodKind::Week => 7,
        PeriodKind::Month => 30,
        PeriodKind::Quarter => 91,
        PeriodKind::HalfYear => 182,
        PeriodKind::Year => 365,
        PeriodKind::Whole => u32::MAX,
    }
}
