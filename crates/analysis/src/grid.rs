//! The grid that all totals of a rulebook lie on: every total is a multiple of it.
//!
//! Not here: between which bounds totals lie (`attainable`). Start at [`of`].

use chidu_values::Number;

use crate::program::{Action, Amount, Combine, Counting, EntryId, FactKind, MissingPolicy, Program, Rule, Start, StepPart, facts_of};

/// What all totals are multiples of, rounded where the rulebook rounds; `None` where they may be any fraction.
pub(crate) fn of(program: &Program) -> Option<Number> {
    let ranged = program.rules.iter().any(|rule| !matches!(rule.amount, Amount::Fixed(_)));
    let rescaled = program.missing == MissingPolicy::Rescale || program.entries.iter().any(|entry| entry.rescales);
    let continuous = rescaled || program.rules.iter().any(|rule| is_continuous(program, rule));
    let exact = (!continuous).then(|| common(program)).flatten();
    match (&program.rounding, exact) {
        (None, exact) => exact,
        (Some(rule), Some(exact)) if !ranged && exact.round(rule.rounding) == exact => Some(exact),
        (Some(rule), _) => (0..rule.rounding.places).try_fold(Number::ONE, |step, _| step.divide(&Number::from(10))),
    }
}

/// True where the rule's points follow a measure exactly, or are an average.
fn is_continuous(program: &Program, rule: &Rule) -> bool {
    let share = matches!(rule.counting, Counting::Steps { partial: StepPart::Share, .. });
    let averaged = |kind: &FactKind| matches!(kind, FactKind::Answer(Combine::Average, _));
    share
        || rule.slope.is_some()
        || rule.counting == Counting::Value
        || rule.action == Action::AwardRatio
        || facts_of(&rule.triggers).iter().any(|fact| averaged(&program[*fact].kind))
}

/// The greatest number that every amount of the rulebook is a multiple of, as it counts in the total.
fn common(program: &Program) -> Option<Number> {
    let sources = program.sources.iter().map(|source| source.weight.clone()).collect::<Vec<_>>();
    amounts(program)
        .into_iter()
        .flat_map(|(entry, amount)| {
            let whole = &amount.abs() * &share(program, entry);
            sources.iter().map(|weight| &whole * weight).chain([whole.clone()]).collect::<Vec<_>>()
        })
        .filter(|amount| !amount.is_zero())
        .reduce(divisor)
}

/// Every amount that a score can be made of, with the entry where it counts.
fn amounts(program: &Program) -> Vec<(EntryId, Number)> {
    let ids = (0..u32::try_from(program.entries.len()).unwrap_or(0)).map(EntryId);
    let points = ids.clone().filter_map(|id| program[id].points.clone().map(|points| (id, points)));
    let starts = ids.filter_map(|id| match &program[id].start {
        Start::Base(base) => Some((id, base.clone())),
        _ => None,
    });
    let rules = program.rules.iter().flat_map(|rule| of_rule(program, rule));
    let budgets = program.budgets.iter().map(|budget| (budget.entry, budget.amount.clone()));
    let limits = program.limits.iter().map(|limit| (limit.entry, limit.amount.clone()));
    let ceiling = program.ceiling.iter().map(|most| (EntryId(0), most.clone()));
    points.chain(starts).chain(rules).chain(budgets).chain(limits).chain(ceiling).collect()
}

fn of_rule(program: &Program, rule: &Rule) -> Vec<(EntryId, Number)> {
    let entry = match rule.action {
        Action::DeductAbove(above) => above,
        _ => rule.entry,
    };
    let mut amounts: Vec<Number> = rule.cap.iter().cloned().collect();
    match (&rule.action, &rule.amount) {
        (Action::Scale(of), Amount::Fixed(factor)) => {
            if let Amount::Fixed(amount) = &program[*of].amount {
                amounts.push(amount * factor);
            }
        }
        (_, Amount::Fixed(amount)) => amounts.push(amount.clone()),
        (_, Amount::Range(low, high)) => amounts.extend([low.clone(), high.clone()]),
        (_, Amount::Given) => {}
    }
    amounts.into_iter().map(|amount| (entry, amount)).collect()
}

/// What a point of an entry is worth in the total.
fn share(program: &Program, entry: EntryId) -> Number {
    let mut share = Number::ONE;
    let mut at = Some(entry);
    while let Some(id) = at {
        if let Some(factor) = &program[id].factor {
            share = &share * factor;
        }
        at = program[id].parent;
    }
    share
}

/// The greatest common divisor, of fractions too.
fn divisor(a: Number, b: Number) -> Number {
    let (mut a, mut b) = (a, b);
    while !b.is_zero() {
        let Some(times) = a.divide(&b) else { return a };
        let rest = &a - &(&times.floor() * &b);
        (a, b) = (b, rest);
    }
    a
}

#[cfg(test)]
mod tests {
    fn grid(text: &str) -> Option<String> {
        super::of(&crate::analyze(text).program).map(|grid| grid.to_string())
    }

    #[test]
    fn totals_lie_on_the_finest_amount_that_counts() {
        assert_eq!(grid("纪律 10分: 迟到每次扣2分").as_deref(), Some("2"));
        assert_eq!(grid("纪律 10分: 迟到每次扣0.5分, 最多扣3分; 旷工扣0.75分").as_deref(), Some("0.25"));
        assert_eq!(
            grid("《考核》 满分100分\n一、纪律 100分 占60%: 迟到每次扣1分\n二、服务 100分 占40%: 差错每次扣1分").as_deref(),
            Some("0.2")
        );
        assert_eq!(grid("《考核》 满分10分\n修约: 四舍五入保留一位小数\n1. 纪律 10分: 按完成率得分").as_deref(), Some("0.1"));
        assert_eq!(grid("完成 10分: 按完成率得分"), None);
    }
}
