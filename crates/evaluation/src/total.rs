//! One case from its entries to its total: each entry by its sources, missing values, weights, rescaling, rounding.
//!
//! Not here: an entry's own rules (`entry`), the grade (`grade`). Start at [`assess_case`].

use chidu_analysis::program::{EntryId, ROOT, RuleId};
use chidu_values::Number;

use crate::around::Around;
use crate::assessment::{DataProblem, EntryResult, Missing, Step, SubjectResult};
use crate::cases::Case;
use crate::entry::{self, Beneath, Made};
use crate::facts::View;
use crate::forms::entry_result;
use crate::forms::escalation::Incoming;
use crate::ledger::Ledger;
use crate::limits::{Effect, factor_up};
use crate::observation::Observations;
use crate::plan::{self, Plan, Unknown, weighted};
use crate::triggers::Settled;
use crate::{blocks, differences, grade, matters, missing, objects, sources};

/// The rows of a case, as those who look at them see them.
pub(crate) struct Views<'a> {
    /// All rows: for vetoes, exclusions, and rulebooks without sources.
    pub whole: View<'a>,
    pub by_source: Vec<View<'a>>,
}

/// What is worked out of a case, entry by entry.
pub(crate) struct Work {
    pub settled: Vec<Settled>,
    pub results: Vec<EntryResult>,
    /// What each rule really changed in its own entry's score.
    effects: Vec<(EntryId, Effect)>,
}

/// The result of one subject in one period.
pub(crate) fn assess_case(
    plan: &Plan<'_>,
    observations: &Observations,
    case: &Case,
    around: Option<Around<'_>>,
    problems: &mut Vec<DataProblem>,
) -> SubjectResult {
    let whole = View::new(plan.program, observations, &case.list, None).within(around);
    let mut work = Work::new(plan);
    if let Some(excluded) = grade::exclusion(plan.program, &whole) {
        return grade::not_assessed(case, work.results, excluded);
    }
    let views = views(plan, case, whole, &work.settled);
    problems.extend(sources::silent(case, &views.by_source));
    problems.extend(objects::miscounted(plan, case, &views.speaking()));
    problems.extend(differences::find(plan.program, &views));
    for id in &plan.order {
        work.evaluate(plan, &views, *id);
    }
    grade::result(plan, case, &views.whole, work)
}

impl<'a> Views<'a> {
    /// The views that score: each source's that says something, or all rows.
    fn speaking(&self) -> Vec<&View<'a>> {
        if self.by_source.is_empty() { vec![&self.whole] } else { self.by_source.iter().filter(|view| !view.is_empty()).collect() }
    }

    /// The views from which an entry above is reached: each source's with its weight, or all rows. Where missing sources
    /// are left out, the others count for them.
    fn weighted(&self, plan: &Plan<'_>) -> Vec<(&View<'a>, Option<Number>)> {
        if self.by_source.is_empty() {
            return vec![(&self.whole, None)];
        }
        let views = || self.by_source.iter().zip(&plan.program.sources);
        let counted = views().filter(|(view, _)| !view.is_empty() || !missing::rescales(plan));
        let all: Number = counted.map(|(_, source)| source.weight.clone()).sum();
        views().map(|(view, source)| (view, source.weight.divide(&all))).collect()
    }
}

fn views<'a>(plan: &Plan<'_>, case: &Case, whole: View<'a>, settled: &[Settled]) -> Views<'a> {
    let view = |source: usize| View::new(whole.program, whole.observations, &case.list, Some(source)).within(whole.around);
    let one = |source: usize| matters::settle(view(source), settled);
    let by_source = (0..plan.program.sources.len()).map(one).collect();
    Views { whole: matters::settle(whole, settled), by_source }
}

impl Work {
    fn new(plan: &Plan<'_>) -> Self {
        let ids = (0..plan.program.entries.len()).map(|position| EntryId(u32::try_from(position).unwrap_or(u32::MAX)));
        let results = ids.map(|entry| EntryResult { entry, score: None, missing: None, reasons: Vec::new() }).collect();
        Self { settled: vec![Settled::default(); plan.program.entries.len()], results, effects: Vec::new() }
    }

    fn evaluate(&mut self, plan: &Plan<'_>, views: &Views<'_>, id: EntryId) {
        let node = plan.node(id);
        let nothing_but_blocked = node.blocked && node.children.is_empty();
        let made = match missing::inapplicable(plan, &views.whole, id) {
            Some(rows) => Err(Missing::Inapplicable(rows)),
            None if nothing_but_blocked => Err(Missing::Blocked),
            None => self.score(plan, views, id),
        };
        let made = made.map(|made| if is_item(plan, id) { rounded(plan, made, true) } else { made });
        let made = made.and_then(|made| if id == ROOT { self.close(plan, views, made) } else { Ok(made) });
        let made = made.or_else(|gap| stand_in(plan, id, gap));
        let made = made.map(|made| if id == ROOT { rounded(plan, made, false) } else { made });
        self.settle(id, made.map(|made| entry_result::fail(plan, id, views.weighted(plan), &self.settled, made)));
    }

    /// The score by its own rules, then what reaches it from beneath, its clamp, and the spreading of what is missing.
    fn score(&self, plan: &Plan<'_>, views: &Views<'_>, id: EntryId) -> Result<Made, Missing> {
        let gap_of = |child: EntryId| self.gap(child);
        let incoming = Incoming::new(plan, id, views.weighted(plan), &self.settled);
        let all_taken = incoming.takes_all();
        let gap = missing::beneath(plan, id, &gap_of).filter(|_| !all_taken);
        let own = self.own(plan, views, id, &Beneath { missing: gap, ..self.beneath(plan, id, &plan.node(id).children) });
        let mut made = if all_taken { own.unwrap_or_else(|_| blank()) } else { own? };
        incoming.deduct(&mut made);
        incoming.take_all(&mut made);
        if !made.zeroed {
            entry::bounds(plan, id, &mut made);
            missing::rescale(plan, id, &mut made.ledger, &gap_of);
        }
        Ok(made)
    }

    /// What the entry's own rules come to: once, or by each source, clamped and blended.
    fn own(&self, plan: &Plan<'_>, views: &Views<'_>, id: EntryId, beneath: &Beneath) -> Result<Made, Missing> {
        if !plan.node(id).sourced || views.by_source.is_empty() {
            return objects::run(plan, id, &views.whole, &self.settled, beneath);
        }
        let parts = views.by_source.iter().zip(0..);
        sources::blend(plan, id, parts.map(|(view, source)| (source, self.part(plan, id, view, source, beneath))).collect())
    }

    fn part(&self, plan: &Plan<'_>, id: EntryId, view: &View<'_>, source: usize, beneath: &Beneath) -> Result<Made, Missing> {
        if view.is_empty() && plan.unknown != Unknown::Best {
            return Err(Missing::Source(source));
        }
        let mut made = objects::run(plan, id, view, &self.settled, beneath)?;
        if !made.zeroed {
            entry::bounds(plan, id, &mut made);
        }
        Ok(made)
    }

    /// The root's end. A missing 加分项 or 扣分项 makes the total missing, unless 缺项 says otherwise.
    fn close(&self, plan: &Plan<'_>, views: &Views<'_>, mut made: Made) -> Result<Made, Missing> {
        let of_blocks = &plan.node(ROOT).blocks;
        let absent = of_blocks.iter().find(|block| missing::is_absent(plan, self.gap(**block).as_ref()));
        if let Some(block) = absent.filter(|_| !made.zeroed && !missing::rescales(plan)) {
            return Err(Missing::Beneath(*block));
        }
        blocks::close(plan, &views.whole, &mut made, &self.beneath(plan, ROOT, of_blocks));
        Ok(made)
    }

    fn beneath(&self, plan: &Plan<'_>, id: EntryId, children: &[EntryId]) -> Beneath {
        let program = plan.program;
        let of = |child: &EntryId| self.settled.get(child.index());
        let scored = children.iter().filter_map(|child| Some((*child, weighted(&program[*child], of(child)?.score.as_ref()?))));
        let taken = children.iter().filter_map(|child| Some(weighted(&program[*child], &of(child)?.deductions)));
        Beneath { children: scored.collect(), deductions: taken.sum(), effects: self.effects_for(plan, id), missing: None }
    }

    /// What rules of entries beneath, bound by a limit of this entry, change here.
    fn effects_for(&self, plan: &Plan<'_>, id: EntryId) -> Vec<Effect> {
        if plan.program[id].limits.is_empty() {
            return Vec::new();
        }
        let foreign = self.effects.iter().filter(|(entry, effect)| *entry != id && acts_in(plan, effect.rule, *entry));
        foreign.map(|(entry, effect)| Effect { rule: effect.rule, delta: &effect.delta * &factor_up(plan.program, *entry, id) }).collect()
    }

    fn gap(&self, id: EntryId) -> Option<Missing> {
        self.results.get(id.index()).and_then(|result| result.missing.clone())
    }

    fn settle(&mut self, id: EntryId, made: Result<Made, Missing>) {
        let (Some(settled), Some(result)) = (self.settled.get_mut(id.index()), self.results.get_mut(id.index())) else {
            return;
        };
        match made {
            Ok(made) => {
                *settled = Settled { score: Some(made.ledger.score().clone()), deductions: made.deductions };
                result.score = settled.score.clone();
                result.reasons = made.ledger.into_reasons();
                self.effects.extend(made.effects.into_iter().map(|effect| (id, effect)));
            }
            Err(gap) => result.missing = Some(gap),
        }
    }
}

/// True for effects in the entry that owns the rule, or of a rule that reaches it from beneath.
fn acts_in(plan: &Plan<'_>, rule: RuleId, entry: EntryId) -> bool {
    let rule = &plan.program[rule];
    rule.entry == entry || rule.action == chidu_analysis::program::Action::DeductAbove(entry)
}

fn blank() -> Made {
    let mut ledger = Ledger::new(None);
    ledger.push(Step::Start, Number::ZERO, Vec::new());
    Made { ledger, deductions: Number::ZERO, effects: Vec::new(), zeroed: false }
}

/// 按零分计, 按满分计.
fn stand_in(plan: &Plan<'_>, id: EntryId, gap: Missing) -> Result<Made, Missing> {
    if matches!(gap, Missing::Blocked | Missing::Inapplicable(_)) {
        return Err(gap);
    }
    let score = missing::assumed(plan, id).ok_or(gap)?;
    let mut ledger = Ledger::new(None);
    ledger.push(Step::Assumed, score, Vec::new());
    Ok(Made { ledger, deductions: Number::ZERO, effects: Vec::new(), zeroed: false })
}

/// 修约, of each item or of the total.
fn rounded(plan: &Plan<'_>, mut made: Made, of_items: bool) -> Made {
    if let Some(rule) = plan.program.rounding.filter(|rule| rule.items == of_items) {
        let score = made.ledger.score().round(rule.rounding);
        made.ledger.set(Step::Rounded, &score);
    }
    made
}

/// What `修约` of items is about: entries with points and no others beneath; 加分项 and 扣分项 as such are none.
fn is_item(plan: &Plan<'_>, id: EntryId) -> bool {
    plan.node(id).children.is_empty() && !plan::is_block(plan.program[id].role)
}
