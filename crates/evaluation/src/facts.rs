//! What the rows of one case say about each fact: a count, a value, an answer, or nothing.
//!
//! Not here: which rules that fires (`triggers`). Start at [`View`] and [`View::known`].

use chidu_analysis::expr::{Expr, NoValue};
use chidu_analysis::program::{Action, Amount, Combine, EntryId, FactId, FactKind, Program, RuleId, Trigger};
use chidu_values::Number;

use crate::around::{Around, Found};
use crate::cases::observation;
use crate::exceptions::{self, Excepted};
use crate::forms::assessor_range::magnitude;
use crate::matters::Suppressed;
use crate::observation::{Observation, Observations, RowId};

/// The rows of one case, as one source (or all together) gives them.
#[derive(Clone, Debug)]
pub(crate) struct View<'a> {
    pub program: &'a Program,
    pub observations: &'a Observations,
    /// The source whose rows these are.
    pub source: Option<usize>,
    /// By fact.
    list: Vec<u32>,
    /// Rows that count nothing, since another took the same matter.
    pub suppressed: Vec<Suppressed>,
    /// Rows that count nothing, since they name an exception.
    pub excepted: Vec<Excepted>,
    /// Peers and earlier periods; `None` in a 示例, which knows of neither.
    pub around: Option<Around<'a>>,
}

/// What is known of a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Known {
    /// How many were found.
    Count(Number),
    /// The measured value.
    Value(Number),
    /// Which option; `None` is a no.
    Choice(Option<usize>),
    /// Each row counts on its own: events, and answers that are averaged.
    Spread,
    Nothing,
    Conflict,
    /// A derived fact that divides by zero.
    Undefined,
    /// A computed fact that says nothing of this case.
    Silent,
}

impl<'a> View<'a> {
    /// All rows of a case, or those of a source.
    pub fn new(program: &'a Program, observations: &'a Observations, list: &[u32], source: Option<usize>) -> Self {
        let from_source = |position: &&u32| source.is_none() || observation(observations, **position).is_some_and(|o| o.source == source);
        let (list, named): (Vec<u32>, Vec<u32>) = list
            .iter()
            .filter(from_source)
            .partition(|position| observation(observations, **position).is_none_or(|o| o.excepted.is_none()));
        let excepted =
            named.into_iter().filter_map(|position| exceptions::of(program, position, observation(observations, position)?)).collect();
        Self { program, observations, source, list, suppressed: Vec::new(), excepted, around: None }
    }

    /// The same rows, with what lies around their case.
    pub fn within(self, around: Option<Around<'a>>) -> Self {
        Self { around, ..self }
    }

    /// True where no row says anything, not even one that is left out.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty() && self.excepted.is_empty()
    }

    /// The positions of a fact's rows.
    pub fn positions(&self, fact: FactId) -> &[u32] {
        let fact_at = |position: &u32| observation(self.observations, *position).map(|o| o.fact);
        let from = self.list.partition_point(|position| fact_at(position) < Some(fact));
        let rest = self.list.get(from..).unwrap_or_default();
        let to = rest.partition_point(|position| fact_at(position) == Some(fact));
        rest.get(..to).unwrap_or_default()
    }

    /// All rows with their positions.
    pub fn all(&self) -> impl Iterator<Item = (u32, &'a Observation)> {
        self.list.iter().filter_map(|position| Some((*position, observation(self.observations, *position)?)))
    }

    /// What the rows of a fact say, one by one.
    pub fn of(&self, fact: FactId) -> impl Iterator<Item = &'a Observation> {
        let observations = self.observations;
        self.positions(fact).iter().filter_map(move |position| observation(observations, *position))
    }

    /// The same view, in which a fact is stated by this row alone. Other facts stay where its rules look at them.
    pub fn alone(&self, position: u32, fact: FactId) -> Self {
        let program = self.program;
        let elsewhere = |rule: &RuleId| program[*rule].triggers.iter().any(|trigger| trigger.fact() != Some(fact));
        let list = if program[fact].rules.iter().any(elsewhere) {
            let keep = |other: &&u32| **other == position || observation(self.observations, **other).is_none_or(|o| o.fact != fact);
            self.list.iter().filter(keep).copied().collect()
        } else {
            vec![position]
        };
        Self { excepted: Vec::new(), ..self.with(list, Vec::new()) }
    }

    /// The same view without rows that another one overrules.
    pub fn without(&self, suppressed: Vec<Suppressed>) -> Self {
        let stays = |position: &&u32| suppressed.iter().all(|gone| gone.position != **position);
        let list = self.list.iter().filter(stays).copied().collect();
        self.with(list, suppressed)
    }

    /// The rows that count nothing.
    pub fn left_out(&self) -> impl Iterator<Item = &'a Observation> {
        let positions = self.suppressed.iter().map(|gone| gone.position).chain(self.excepted.iter().map(|row| row.position));
        positions.filter_map(|position| observation(self.observations, position))
    }

    /// What rows say of one object in an entry that scores several.
    pub fn of_object(&self, entry: EntryId, object: &Option<String>) -> Self {
        self.only(|row| self.program[row.fact].entry == entry && row.object == *object)
    }

    /// The same view without the rows of some entries.
    pub fn beside(&self, entries: &[EntryId]) -> Self {
        self.only(|row| !entries.contains(&self.program[row.fact].entry))
    }

    fn only(&self, wanted: impl Fn(&Observation) -> bool) -> Self {
        let holds = |position: u32| observation(self.observations, position).is_some_and(&wanted);
        Self {
            list: self.list.iter().copied().filter(|position| holds(*position)).collect(),
            suppressed: self.suppressed.iter().filter(|gone| holds(gone.position)).cloned().collect(),
            excepted: self.excepted.iter().filter(|row| holds(row.position)).cloned().collect(),
            ..self.clone()
        }
    }

    fn with(&self, list: Vec<u32>, suppressed: Vec<Suppressed>) -> Self {
        Self { list, suppressed, ..self.clone() }
    }

    /// What is known of a fact.
    pub fn known(&self, fact: FactId) -> Known {
        match &self.program[fact].kind {
            FactKind::Finding | FactKind::Other | FactKind::Inapplicable => Known::Count(self.count(fact)),
            FactKind::Event => Known::Spread,
            FactKind::Derived(expr) => self.derived(expr),
            FactKind::Measure(combine) => self.value(fact, *combine),
            FactKind::Answer(combine, options) => self.answer(fact, *combine, options.len()),
            FactKind::Computed(_) => match self.computed(fact) {
                Found::Value(value, _) => Known::Value(value),
                Found::Nothing => Known::Nothing,
                Found::Silent => Known::Silent,
            },
        }
    }

    /// The rows that state a fact, less those that found nothing.
    pub fn rows(&self, fact: FactId) -> Vec<RowId> {
        if let FactKind::Derived(expr) = &self.program[fact].kind {
            return rows_of(expr.facts().into_iter().flat_map(|part| self.of(part)));
        }
        if let Some(computed) = self.program[fact].computed() {
            return computed.measure().map_or_else(Vec::new, |of| self.rows(of));
        }
        let says = |row: &&Observation| match &self.program[fact].kind {
            FactKind::Finding | FactKind::Other | FactKind::Inapplicable => row.value.is_positive(),
            FactKind::Answer(_, options) => weight(row, options.len()).is_positive(),
            FactKind::Measure(_) | FactKind::Event | FactKind::Derived(_) | FactKind::Computed(_) => true,
        };
        rows_of(self.of(fact).filter(says))
    }

    /// What an expression of other facts comes to.
    fn derived(&self, expr: &Expr) -> Known {
        match expr.value(&|fact| self.number(fact)) {
            Ok(value) => Known::Value(value),
            Err(NoValue::ByZero) => Known::Undefined,
            Err(NoValue::Unknown(fact)) => match self.known(fact) {
                known @ (Known::Conflict | Known::Undefined) => known,
                _ => Known::Nothing,
            },
        }
    }

    /// The one number that is known of a fact.
    pub fn number(&self, fact: FactId) -> Option<Number> {
        match self.known(fact) {
            Known::Count(value) | Known::Value(value) => Some(value),
            _ => None,
        }
    }

    /// The fact for want of which this one is not known: of a derived one, the first that it rests on.
    pub fn wanting(&self, fact: FactId) -> FactId {
        match &self.program[fact].kind {
            FactKind::Derived(expr) => expr.facts().into_iter().find(|part| self.number(*part).is_none()).unwrap_or(fact),
            FactKind::Computed(computed) => {
                let measure = computed.measure().filter(|of| self.number(*of).is_none());
                measure.map_or(fact, |of| self.wanting(of))
            }
            _ => fact,
        }
    }

    fn count(&self, fact: FactId) -> Number {
        sum(self.of(fact).map(|o| &o.value))
    }

    fn value(&self, fact: FactId, combine: Combine) -> Known {
        let mut values = self.of(fact).map(|o| &o.value);
        let Some(first) = values.next() else {
            return Known::Nothing;
        };
        match combine {
            Combine::Single if values.all(|value| value == first) => Known::Value(first.clone()),
            Combine::Single => Known::Conflict,
            Combine::Highest => Known::Value(values.fold(first, |a, b| a.max(b)).clone()),
            Combine::Lowest => Known::Value(values.fold(first, |a, b| a.min(b)).clone()),
            Combine::Trimmed { highest, lowest } => self.trimmed(fact, highest, lowest),
            Combine::Average => {
                let count = Number::from(i64::try_from(self.positions(fact).len()).unwrap_or(i64::MAX));
                self.count(fact).divide(&count).map_or(Known::Nothing, Known::Value)
            }
        }
    }

    /// The mean of what is left when so many values at either end are taken away; nothing is known where none is left.
    fn trimmed(&self, fact: FactId, highest: u32, lowest: u32) -> Known {
        let mut values: Vec<&Number> = self.of(fact).map(|o| &o.value).collect();
        values.sort();
        let (low, high) = (usize::try_from(lowest).unwrap_or(usize::MAX), usize::try_from(highest).unwrap_or(usize::MAX));
        let kept = values.len().checked_sub(high).and_then(|end| values.get(low..end)).unwrap_or_default();
        let count = Number::from(i64::try_from(kept.len()).unwrap_or(i64::MAX));
        if kept.is_empty() { Known::Nothing } else { sum(kept.iter().copied()).divide(&count).map_or(Known::Nothing, Known::Value) }
    }

    fn answer(&self, fact: FactId, combine: Combine, options: usize) -> Known {
        let mut given = self.of(fact).filter(|o| weight(o, options).is_positive());
        let Some(first) = given.next() else {
            return Known::Nothing;
        };
        let chosen = |o: &Observation| o.option.filter(|_| o.value.is_positive());
        match combine {
            Combine::Average | Combine::Trimmed { .. } => Known::Spread,
            Combine::Single if given.all(|o| chosen(o) == chosen(first) && self.same_amount(fact, o, first)) => {
                Known::Choice(chosen(first))
            }
            Combine::Single => Known::Conflict,
            Combine::Highest | Combine::Lowest => {
                let best = |a: Option<usize>, b: Option<usize>| {
                    let (left, right) = (self.points(fact, a), self.points(fact, b));
                    let second = if combine == Combine::Highest { right > left } else { right < left };
                    if second || (left == right && b < a) { b } else { a }
                };
                Known::Choice(given.map(chosen).fold(chosen(first), best))
            }
        }
    }

    /// Two rows of one answer agree on an amount that the assessor gives.
    fn same_amount(&self, fact: FactId, one: &Observation, other: &Observation) -> bool {
        let assessed = self.program[fact].rules.iter().any(|rule| !matches!(self.program[*rule].amount, Amount::Fixed(_)));
        !assessed || one.given.as_ref().map(magnitude) == other.given.as_ref().map(magnitude)
    }

    /// What an option earns, for 取最高 and 取最低.
    fn points(&self, fact: FactId, option: Option<usize>) -> Number {
        let rules = || self.program[fact].rules.iter().map(|rule| &self.program[*rule]);
        let named =
            rules().find(|rule| rule.triggers.iter().any(|t| matches!(t, Trigger::Option(f, i) if *f == fact && Some(*i) == option)));
        let rule = named.or_else(|| rules().find(|rule| rule.triggers.contains(&Trigger::Otherwise(fact))));
        rule.map_or(Number::ZERO, |rule| match (&rule.action, &rule.amount) {
            (Action::Deduct | Action::DeductAbove(_), Amount::Fixed(amount)) => -amount.clone(),
            (Action::Award | Action::Add, Amount::Fixed(amount)) => amount.clone(),
            _ => Number::ZERO,
        })
    }
}

/// How many a row counts for, where each row counts on its own.
pub(crate) fn weight(observation: &Observation, options: usize) -> Number {
    match observation.option {
        None => observation.times.clone(),
        Some(_) if observation.value.is_positive() => observation.value.clone(),
        // A single option is a yes or a no; of several, none given says nothing.
        Some(_) if options == 1 => Number::ONE,
        Some(_) => Number::ZERO,
    }
}

/// The rows of observations, sorted, each once.
pub(crate) fn rows_of<'a>(observations: impl Iterator<Item = &'a Observation>) -> Vec<RowId> {
    let mut rows: Vec<RowId> = observations.map(|o| o.row).collect();
    rows.sort_unstable();
    rows.dedup();
    rows
}

/// A sum in plain integers as long as they last.
pub(crate) fn sum<'a>(values: impl Iterator<Item = &'a Number>) -> Number {
    let mut whole = 0_i64;
    let mut rest = Number::ZERO;
    for value in values {
        match value.to_i64().and_then(|value| whole.checked_add(value)) {
            Some(sum) => whole = sum,
            None => rest = &rest + value,
        }
    }
    Number::from(whole) + rest
}
