//! Whether what a rule asks for holds: yes, no, or not known.
//!
//! Not here: which of several rules that hold counts (`tiers`). Start at [`Sight::all`].

use chidu_analysis::program::{EntryId, FactId, Program, Rule, Trigger};
use chidu_values::Number;

use crate::facts::{Known, View};
use crate::observation::Observation;

/// What a trigger came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Truth {
    Yes,
    No,
    /// It rests on this fact, which nothing states or rows contradict.
    Unknown(FactId),
}

/// What is known of an entry once it was evaluated.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settled {
    pub score: Option<Number>,
    /// Deductions before clamping, those beneath included.
    pub deductions: Number,
}

/// Everything that a rule can look at.
#[derive(Clone, Copy)]
pub(crate) struct Sight<'a> {
    pub view: &'a View<'a>,
    /// By entry; those not yet evaluated have no score.
    pub settled: &'a [Settled],
    /// The deductions so far of the entry that is being evaluated.
    pub own: Option<(EntryId, &'a Number)>,
    /// What the entry that is being evaluated has, all but a clause that takes all below a score of its own.
    pub standing: Option<(EntryId, &'a Number)>,
}

impl<'a> Sight<'a> {
    /// All entries that were evaluated, and none that is.
    pub fn new(view: &'a View<'a>, settled: &'a [Settled]) -> Self {
        Self { view, settled, own: None, standing: None }
    }

    pub fn program(&self) -> &'a Program {
        self.view.program
    }

    /// Whether all triggers hold; with a row, those on its fact are tested on that row alone.
    pub fn all(&self, rule: &Rule, row: Option<&Observation>) -> Truth {
        let mut truth = Truth::Yes;
        for trigger in &rule.triggers {
            match self.one(trigger, row) {
                Truth::No => return Truth::No,
                Truth::Unknown(fact) if truth == Truth::Yes => truth = Truth::Unknown(fact),
                _ => {}
            }
        }
        truth
    }

    /// Whether one trigger holds.
    pub fn one(&self, trigger: &Trigger, row: Option<&Observation>) -> Truth {
        match (trigger.fact(), row) {
            (Some(fact), Some(row)) if row.fact == fact => truth(row_holds(trigger, row)),
            (Some(fact), _) => self.fact_holds(fact, trigger),
            (None, _) => truth(self.score_holds(trigger)),
        }
    }

    fn fact_holds(&self, fact: FactId, trigger: &Trigger) -> Truth {
        match (self.view.known(fact), trigger) {
            (Known::Silent, _) => Truth::No,
            (Known::Nothing | Known::Conflict | Known::Undefined, _) => Truth::Unknown(fact),
            (Known::Spread, Trigger::Otherwise(_)) => Truth::Yes,
            (Known::Spread, _) => truth(self.view.of(fact).any(|row| row_holds(trigger, row))),
            (_, Trigger::Otherwise(_)) => Truth::Yes,
            (Known::Count(count), Trigger::Found(_)) => truth(count.is_positive()),
            (Known::Value(_), Trigger::Found(_)) => Truth::Yes,
            (Known::Choice(option), Trigger::Found(_)) => truth(option.is_some()),
            (Known::Count(value) | Known::Value(value), Trigger::Bound(_, bound)) => truth(bound.holds(&value)),
            (Known::Choice(option), Trigger::Option(_, wanted)) => truth(option == Some(*wanted)),
            _ => Truth::No,
        }
    }

    fn score_holds(&self, trigger: &Trigger) -> bool {
        match trigger {
            Trigger::ScoredZero { entries, at_least } => {
                let zeros = entries.iter().filter(|entry| self.score(**entry).is_some_and(Number::is_zero)).count();
                u32::try_from(zeros).unwrap_or(u32::MAX) >= *at_least
            }
            Trigger::Score(entry, bound) => self.score(*entry).is_some_and(|score| bound.holds(score)),
            Trigger::Deductions(entry, bound) => self.deductions(*entry).is_some_and(|taken| bound.holds(taken)),
            _ => false,
        }
    }

    fn score(&self, entry: EntryId) -> Option<&'a Number> {
        if let Some((_, standing)) = self.standing.filter(|(own, _)| *own == entry) {
            return Some(standing);
        }
        self.settled.get(entry.index()).and_then(|settled| settled.score.as_ref())
    }

    fn deductions(&self, entry: EntryId) -> Option<&'a Number> {
        match self.own {
            Some((own, taken)) if own == entry => Some(taken),
            _ => self.settled.get(entry.index()).map(|settled| &settled.deductions),
        }
    }
}

fn truth(holds: bool) -> Truth {
    if holds { Truth::Yes } else { Truth::No }
}

/// Whether a row alone makes a trigger on its fact hold.
fn row_holds(trigger: &Trigger, row: &Observation) -> bool {
    match trigger {
        Trigger::Found(_) if row.option.is_some() => row.value.is_positive(),
        Trigger::Found(_) => row.times.is_positive(),
        Trigger::Bound(_, bound) => row.times.is_positive() && bound.holds(&row.value),
        Trigger::Option(_, wanted) => row.option == Some(*wanted) && row.value.is_positive(),
        Trigger::Otherwise(_) => true,
        _ => false,
    }
}
