//! One rule worked out on a few made-up facts, in the words of the statements: `2处 × 1分 = 扣2分`.
//!
//! It shows an author, who has no records yet, what a clause will do: often enough to meet its cap, a step and more beyond its bound. Not here:
//! the arithmetic itself (the evaluator does it) and its words (`arithmetic`). Start at [`of`].

use chidu_analysis::program::{
    Action, Amount, Bound, Counting, Edge, EntryId, ExampleAmount, ExampleFact, FactId, FactKind, Program, Rule, RuleId, Trigger,
};
use chidu_diagnostics::{Span, Text};
use chidu_evaluation::assessment::{Fired, Step, SubjectResult};
use chidu_evaluation::examples;
use chidu_evaluation::plan::Plan;
use chidu_values::Number;

use crate::arithmetic;

/// A rule on one or two made-up findings or values; nothing where it depends on more than those.
///
/// Takes as long as its entry and a look at the program's entries, or, where it takes from what stands above, as all beneath that.
pub fn of(program: &Program, id: RuleId) -> Vec<Text> {
    planned(program, id, &examples::entry_plan(program, scored(program, &program[id])))
}

fn planned(program: &Program, id: RuleId, plan: &Plan<'_>) -> Vec<Text> {
    let rule = &program[id];
    let worked = |given: Vec<ExampleFact>| worked(program, id, &examples::result(plan, program, &given)?);
    let mut told: Vec<Text> = counts(rule).iter().filter_map(|count| given(program, id, rule, count)).filter_map(worked).collect();
    told.dedup();
    told
}

/// The entry whose score a rule changes.
fn scored(program: &Program, rule: &Rule) -> EntryId {
    match rule.action {
        Action::DeductAbove(above) | Action::Zero(above) => above,
        _ => program.owner(rule.entry),
    }
}

/// What the rule came to, with what decided.
fn worked(program: &Program, id: RuleId, result: &SubjectResult) -> Option<Text> {
    let reasons = result.entries.iter().flat_map(|entry| &entry.reasons);
    let (reason, fired) =
        reasons.filter_map(|reason| fired(&reason.step).map(|fired| (reason, fired))).find(|(_, fired)| fired.rule == id)?;
    // What takes or gives a fixed amount once has said it all.
    if fired.count.is_none() && fired.value.is_none() {
        return None;
    }
    let notes = arithmetic::decided(program, fired);
    let start = arithmetic::of(program, reason);
    Some(notes.iter().fold(start, |told, note| Text::new(format!("{}，{}", told.zh, note.zh), format!("{}, {}", told.en, note.en))))
}

fn fired(step: &Step) -> Option<&Fired> {
    match step {
        Step::Rule(fired) | Step::Escalated(fired) => Some(fired),
        _ => None,
    }
}

/// How often it is tried: twice, and once more than its cap allows.
fn counts(rule: &Rule) -> Vec<Number> {
    let two = Number::from(2);
    let beyond = rule.cap.as_ref().and_then(|cap| {
        let Amount::Fixed(amount) = &rule.amount else { return None };
        Some(&cap.divide(amount)?.floor() + &Number::ONE)
    });
    match rule.counting {
        Counting::Once | Counting::Value => vec![Number::ONE],
        _ => std::iter::once(two.clone()).chain(beyond.filter(|count| *count > two)).collect(),
    }
}

/// Facts by which every condition of the rule holds; `None` where one of them is not for records to say.
fn given(program: &Program, id: RuleId, rule: &Rule, count: &Number) -> Option<Vec<ExampleFact>> {
    let facts: Option<Vec<ExampleFact>> = rule
        .triggers
        .iter()
        .enumerate()
        .map(|(at, trigger)| {
            let counted = if at == 0 { count } else { &Number::ONE };
            fact(program, id, rule, trigger, counted)
        })
        .collect();
    let shows = matches!(rule.amount, Amount::Fixed(_)) && !matches!(rule.action, Action::Keep | Action::Zero(_) | Action::ZeroBudget(_));
    facts.filter(|facts| shows && !facts.is_empty())
}

fn fact(program: &Program, id: RuleId, rule: &Rule, trigger: &Trigger, count: &Number) -> Option<ExampleFact> {
    let made =
        |fact: FactId, option, amount| ExampleFact { fact, option, amount, given: None, object: None, source: None, span: Span::at(0) };
    match trigger {
        Trigger::Found(fact) => match program[*fact].kind {
            FactKind::Finding | FactKind::Other => Some(made(*fact, None, ExampleAmount::Value(count.clone()))),
            FactKind::Event => Some(made(*fact, None, ExampleAmount::Times(count.clone(), id))),
            _ => None,
        },
        Trigger::Bound(fact, bound) => match (&program[*fact].kind, &rule.counting) {
            (FactKind::Event, Counting::Each) => Some(made(*fact, None, ExampleAmount::Times(count.clone(), id))),
            (FactKind::Finding | FactKind::Measure(_) | FactKind::Event, counting) => {
                Some(made(*fact, None, ExampleAmount::Value(value(bound, counting, count)?)))
            }
            _ => None,
        },
        Trigger::Option(fact, option) => Some(made(*fact, Some(*option), ExampleAmount::Value(Number::ONE))),
        _ => None,
    }
}

/// A value within the bounds that makes so many steps and a part of one, or is just over the edge.
fn value(bound: &Bound, counting: &Counting, count: &Number) -> Option<Number> {
    let apart = |from: &Number, by: &Number, down: bool| if down { from - by } else { from + by };
    let part = |size: &Number| if *size > Number::ONE { Number::ONE } else { Number::ZERO };
    let value = match counting {
        Counting::Steps { size, from, down, .. } => apart(from, &(&(size * count) + &part(size)), *down),
        Counting::Beyond { from, down } => apart(from, count, *down),
        _ => inside(bound)?,
    };
    (bound.holds(&value) && !value.is_negative()).then_some(value)
}

fn inside(bound: &Bound) -> Option<Number> {
    let just = |edge: &Edge, over: bool| match (edge.closed, over) {
        (true, _) => edge.at.clone(),
        (false, true) => &edge.at + &Number::ONE,
        (false, false) => &edge.at - &Number::ONE,
    };
    bound.low.as_ref().map(|edge| just(edge, true)).or_else(|| bound.high.as_ref().map(|edge| just(edge, false)))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::*;

    /// The files of a name in the folders of a folder.
    fn files(folder: &str, name: &str) -> Vec<PathBuf> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder);
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path().join(name)).filter(|path| path.exists()).collect()
    }

    /// Every rule of the project's rulebooks comes to the same by a plan of its entry as by one of the whole.
    #[test]
    fn an_entrys_plan_says_what_the_whole_one_does() {
        let (mut told, mut rules) = (0, 0);
        for rulebook in
            [files("rulebooks", "rulebook.chidu"), files("tests/lints", "good.chidu"), files("tests/lints", "bad.chidu")].concat()
        {
            let program = chidu_analysis::analyze(&fs::read_to_string(&rulebook).unwrap()).program;
            let whole = examples::example_plan(&program);
            for id in (0..program.rules.len()).map(|at| RuleId(u32::try_from(at).unwrap())) {
                let one = of(&program, id);
                assert_eq!(one, planned(&program, id, &whole), "{}: {}", rulebook.display(), program[id].text);
                (told, rules) = (told + one.len(), rules + 1);
            }
        }
        assert!(rules > 200 && told > 100, "{told} of {rules}");
    }
}
