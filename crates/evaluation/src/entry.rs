//! One entry's own score: where it begins, its effects, their caps, its budgets, what takes all, its clamp (rules 13–16).
//!
//! Not here: how a rule comes to its amount (`forms`); sources, missing values, rounding and the root's end (`total`).
//! Start at [`Entry::run`].

use chidu_analysis::program::{Action, BudgetId, EntryId, FactId, LimitKind, MissingPolicy, Program, ROOT, RuleId, Trigger};
use chidu_values::Number;

use crate::assessment::{Missing, Overruled, Step};
use crate::facts::{Known, View, rows_of};
use crate::forms::{self, Firing, Outcome, scale, zero};
use crate::ledger::{Ledger, clamp};
use crate::limits::{self, Effect};
use crate::plan::{self, Block, Plan, Unknown};
use crate::triggers::{Settled, Sight};

/// What an entry came to, by one source.
#[derive(Clone, Debug)]
pub(crate) struct Made {
    pub ledger: Ledger,
    /// Before clamping, those beneath included.
    pub deductions: Number,
    /// What each rule really changed.
    pub effects: Vec<Effect>,
    /// True where something took all.
    pub zeroed: bool,
}

/// What is there before an entry's own rules.
#[derive(Clone, Debug, Default)]
pub(crate) struct Beneath {
    /// Scores of entries beneath, as they count here.
    pub children: Vec<(EntryId, Number)>,
    pub deductions: Number,
    /// What rules of entries beneath that share a cap of this one take or give here.
    pub effects: Vec<Effect>,
    /// Why this entry is missing whatever its own rules say.
    pub missing: Option<Missing>,
}

/// An entry while it is evaluated.
pub(crate) struct Entry<'a> {
    plan: &'a Plan<'a>,
    id: EntryId,
    view: &'a View<'a>,
    settled: &'a [Settled],
    ledger: Ledger,
    effects: Vec<Effect>,
    /// What each budget of the entry holds.
    budgets: Vec<(BudgetId, Number)>,
    /// Facts that rules rest on and nothing states.
    unknown: Vec<FactId>,
    deductions: Number,
}

impl<'a> Entry<'a> {
    /// What an entry's own rules make of it, seen from one view.
    pub fn run(plan: &'a Plan<'a>, id: EntryId, view: &'a View<'a>, settled: &'a [Settled], beneath: &Beneath) -> Result<Made, Missing> {
        let budgets = plan.program[id].budgets.iter().map(|budget| (*budget, Number::ZERO)).collect();
        let ledger = Ledger::new(view.source);
        let (effects, unknown) = (Vec::new(), Vec::new());
        let mut entry = Entry { plan, id, view, settled, ledger, effects, budgets, unknown, deductions: beneath.deductions.clone() };
        entry.begin(beneath);
        entry.own_effects();
        entry.assume_best();
        entry.shared_caps(beneath);
        entry.close_budgets();
        let zeroed = entry.zeros();
        if !zeroed {
            entry.must_be_known(beneath)?;
        }
        if entry.ledger.is_empty() {
            entry.ledger.push(Step::Start, Number::ZERO, Vec::new());
        }
        Ok(Made { ledger: entry.ledger, deductions: entry.deductions, effects: entry.effects, zeroed })
    }

    fn program(&self) -> &'a Program {
        self.plan.program
    }

    fn begin(&mut self, beneath: &Beneath) {
        let start = plan::start(self.plan, self.id);
        if !start.is_zero() {
            self.ledger.push(Step::Start, start, Vec::new());
        }
        for (child, score) in &beneath.children {
            self.ledger.push(Step::Child(*child), score.clone(), Vec::new());
        }
    }

    /// Rules that look at the entry's own deductions come after those that make them.
    fn own_effects(&mut self) {
        let rules = &self.program()[self.id].rules;
        let (late, early): (Vec<RuleId>, Vec<RuleId>) = rules.iter().partition(|rule| self.looks_at_itself(**rule));
        for rule in early {
            self.own_effect(rule, None);
        }
        let so_far = self.deductions.clone();
        for rule in late {
            self.own_effect(rule, Some(&so_far));
        }
    }

    fn looks_at_itself(&self, rule: RuleId) -> bool {
        self.program()[rule].triggers.iter().any(|trigger| matches!(trigger, Trigger::Deductions(entry, _) if *entry == self.id))
    }

    fn own_effect(&mut self, rule: RuleId, so_far: Option<&Number>) {
        let view = self.view;
        let sight = Sight { own: so_far.map(|taken| (self.id, taken)), ..Sight::new(view, self.settled) };
        let outcome = match self.program()[rule].action {
            Action::Scale(scaled) => scale::extra(&sight, rule, scaled, &self.taken_by(scaled)),
            _ => forms::fire(&sight, rule),
        };
        match (outcome, self.program()[rule].action.clone()) {
            (Outcome::Unknown(fact), _) => self.unknown.push(fact),
            (Outcome::Fired(firings), action) if self.acts_at_once(&action) => {
                let sign = self.sign(&action);
                firings.into_iter().for_each(|firing| self.take(rule, firing, &sign));
            }
            (Outcome::Fired(firings), Action::Zero(_) | Action::ZeroBudget(_)) => {
                // What takes all is told at the end; rows that it leaves out are told here.
                let left_out = firings.into_iter().filter(|firing| matches!(firing.fired.overruled, Some(Overruled::Exception(_))));
                left_out.for_each(|firing| self.ledger.push(Step::Rule(firing.fired), Number::ZERO, firing.rows));
            }
            _ => {}
        }
    }

    fn acts_at_once(&self, action: &Action) -> bool {
        match action {
            Action::Zero(_) | Action::ZeroBudget(_) => false,
            Action::DeductAbove(above) => *above == self.id,
            _ => true,
        }
    }

    fn sign(&self, action: &Action) -> Number {
        match action {
            Action::Deduct | Action::DeductAbove(_) => Number::from(-1),
            Action::Scale(scaled) if self.program()[*scaled].action != *action => self.sign(&self.program()[*scaled].action),
            Action::Keep => Number::ZERO,
            _ => Number::ONE,
        }
    }

    fn taken_by(&self, rule: RuleId) -> Number {
        let program = self.program();
        let of = |effect: &&Effect| effect.rule == rule || program[effect.rule].action == Action::Scale(rule);
        self.effects.iter().filter(of).map(|effect| effect.delta.clone()).sum::<Number>().abs()
    }

    fn take(&mut self, rule: RuleId, firing: Firing, sign: &Number) {
        let delta = &firing.amount * sign;
        if let Some(budget) = self.program()[rule].budget {
            self.change_budget(budget, &delta);
        }
        if sign.is_negative() {
            self.deductions = &self.deductions + &firing.amount;
        }
        self.effects.push(Effect { rule, delta: delta.clone() });
        self.ledger.push(Step::Rule(firing.fired), delta, firing.rows);
    }

    fn change_budget(&mut self, budget: BudgetId, delta: &Number) {
        for (_, held) in self.budgets.iter_mut().filter(|(id, _)| *id == budget) {
            *held = &*held + delta;
        }
    }

    /// In a 示例 what is not mentioned earns the most that it can, except beyond the points of the entries (加分项).
    fn assume_best(&mut self) {
        if self.plan.unknown != Unknown::Best {
            return;
        }
        let unknown = std::mem::take(&mut self.unknown);
        if self.plan.node(self.id).block != Block::Main {
            return;
        }
        for (rule, amount) in best_of(self.program(), self.id, unknown) {
            if let Some(budget) = self.program()[rule].budget {
                self.change_budget(budget, &amount);
            }
            self.ledger.push(Step::Assumed, amount, Vec::new());
        }
    }

    fn shared_caps(&mut self, beneath: &Beneath) {
        let cuts = limits::apply(self.view, &self.limits(false), &mut self.effects, &beneath.effects);
        for cut in cuts {
            if let Some(budget) = cut.budget {
                self.change_budget(budget, &cut.delta);
            }
            if cut.delta.is_positive() {
                self.deductions = &self.deductions - &cut.delta;
            }
            self.ledger.push(Step::Limit(cut.limit), cut.delta, Vec::new());
        }
    }

    /// The entry's limits; of the root, those that bind 加分项 or 扣分项 apply `late`, after these have been added.
    fn limits(&self, late: bool) -> Vec<chidu_analysis::program::LimitId> {
        limits_of(self.plan, self.id, late)
    }

    fn close_budgets(&mut self) {
        for (budget, held) in self.budgets.clone() {
            let zeroed = self.zero_budget(budget, &held);
            let held = if zeroed { Number::ZERO } else { held };
            let kept = clamp(&held, Some(&Number::ZERO), Some(&self.program()[budget].amount));
            let correction = &kept - &held;
            if !correction.is_zero() {
                self.ledger.push(Step::Budget(budget), correction.clone(), Vec::new());
                let program = self.program();
                limits::clamped(&mut self.effects, |effect| program[effect.rule].budget == Some(budget), &correction);
            }
        }
    }

    fn zero_budget(&mut self, budget: BudgetId, held: &Number) -> bool {
        let program = self.program();
        let mut standing = clamp(held, Some(&Number::ZERO), None);
        let mut zeroed = false;
        for rule in program[self.id].rules.iter().filter(|rule| program[**rule].action == Action::ZeroBudget(budget)) {
            let sight = Sight { own: Some((self.id, &self.deductions)), ..Sight::new(self.view, self.settled) };
            if let Some(firing) = zero::all(&sight, *rule, &standing) {
                if held.is_negative() && !zeroed {
                    self.ledger.push(Step::Budget(budget), -held.clone(), Vec::new());
                }
                self.ledger.push(Step::Rule(firing.fired), -standing, firing.rows);
                standing = Number::ZERO;
                zeroed = true;
            }
        }
        if zeroed {
            self.unknown.retain(|fact| !only_in_budget(program, *fact, budget));
            self.effects.iter_mut().filter(|e| program[e.rule].budget == Some(budget)).for_each(|e| e.delta = Number::ZERO);
        }
        zeroed
    }

    /// 不得分 beats deductions, adds and missing values.
    fn zeros(&mut self) -> bool {
        let (program, id) = (self.program(), self.id);
        let mut zeroed = false;
        for rule in program[id].rules.iter().filter(|rule| program[**rule].action == Action::Zero(id)) {
            let sight = Sight { own: Some((id, &self.deductions)), ..Sight::new(self.view, self.settled) };
            let standing = standing(self.plan, id, &self.ledger);
            if let Some(firing) = zero::all(&sight, *rule, &standing) {
                self.ledger.set(Step::Clamp, &standing);
                self.ledger.push(Step::Rule(firing.fired), -standing, firing.rows);
                zeroed = true;
            }
        }
        if zeroed {
            self.effects.iter_mut().for_each(|effect| effect.delta = Number::ZERO);
        }
        zeroed
    }

    fn must_be_known(&self, beneath: &Beneath) -> Result<(), Missing> {
        if let Some(missing) = &beneath.missing {
            return Err(missing.clone());
        }
        let strict = self.plan.unknown == Unknown::Policy(MissingPolicy::Missing) || self.plan.node(self.id).block == Block::Main;
        match self.unknown.first() {
            Some(fact) if strict => Err(unknown(self.view, *fact)),
            _ => Ok(()),
        }
    }
}

/// What 不得分 takes: all that stands. What is below nothing the clamp gives back first.
pub(crate) fn standing(plan: &Plan<'_>, id: EntryId, ledger: &Ledger) -> Number {
    let may_be_negative = plan.node(id).block == Block::Malus || (id == ROOT && plan.program.may_be_negative);
    clamp(ledger.score(), (!may_be_negative).then_some(&Number::ZERO), None)
}

/// One clamp a level; then what is said of the score itself.
pub(crate) fn bounds(plan: &Plan<'_>, id: EntryId, made: &mut Made) {
    let (low, high) = interval(plan, id);
    let before = made.ledger.score().clone();
    let kept = clamp(&before, low.as_ref(), high.as_ref());
    limits::clamped(&mut made.effects, |_| true, &(&kept - &before));
    made.ledger.set(Step::Clamp, &kept);
    if id != ROOT {
        score_limits(plan, id, &mut made.ledger);
    }
}

/// 最低得N分, 最多得N分 of an entry.
pub(crate) fn score_limits(plan: &Plan<'_>, id: EntryId, ledger: &mut Ledger) {
    for limit in &plan.program[id].limits {
        let amount = Some(&plan.program[*limit].amount);
        let kept = match plan.program[*limit].kind {
            LimitKind::LeastScore => clamp(ledger.score(), amount, None),
            LimitKind::MostScore => clamp(ledger.score(), None, amount),
            LimitKind::Deductions | LimitKind::Additions => continue,
        };
        ledger.set(Step::Limit(*limit), &kept);
    }
}

/// The entry's limits; of the root, those that bind 加分项 or 扣分项 apply `late`, after these have been added.
pub(crate) fn limits_of(plan: &Plan<'_>, id: EntryId, late: bool) -> Vec<chidu_analysis::program::LimitId> {
    let program = plan.program;
    let in_block = |rule: &RuleId| plan.node(program[*rule].entry).block != Block::Main;
    let is_late = |limit: &chidu_analysis::program::LimitId| id == ROOT && program[*limit].members.iter().any(in_block);
    program[id].limits.iter().copied().filter(|limit| is_late(limit) == late).collect()
}

/// Between which scores an entry stays. A root of entries has its lower end at the very end, after 加分项 and 扣分项; a
/// root that is a list of criteria is clamped like an item.
fn interval(plan: &Plan<'_>, id: EntryId) -> (Option<Number>, Option<Number>) {
    let entry = &plan.program[id];
    let node = plan.node(id);
    let stated = entry.points.clone().filter(|_| entry.stated);
    let open = id == ROOT && (plan.program.may_be_negative || !node.children.is_empty());
    match node.block {
        Block::Main => ((!open).then_some(Number::ZERO), entry.points.clone()),
        Block::Bonus => (Some(Number::ZERO), stated),
        Block::Malus => (stated.map(|points| -points), Some(Number::ZERO)),
    }
}

fn unknown(view: &View<'_>, fact: FactId) -> Missing {
    let fact = view.wanting(fact);
    match view.known(fact) {
        Known::Undefined => Missing::Undefined(fact, view.rows(fact)),
        Known::Conflict => Missing::Conflict(fact, rows_of(view.of(fact))),
        _ => Missing::Fact(fact),
    }
}

/// For each unknown fact the rule of the entry that earns most by it.
fn best_of(program: &Program, id: EntryId, mut unknown: Vec<FactId>) -> Vec<(RuleId, Number)> {
    unknown.sort_unstable();
    unknown.dedup();
    let uses = |rule: RuleId, fact: FactId| program[rule].triggers.iter().any(|trigger| trigger.fact() == Some(fact));
    let best = |fact: FactId| {
        let rules = program[id].rules.iter().copied().filter(|rule| uses(*rule, fact));
        let earning = rules.filter_map(|rule| Some((rule, forms::award::most(program, rule)?)));
        earning.reduce(|best, next| if next.1 > best.1 { next } else { best })
    };
    unknown.into_iter().filter_map(best).collect()
}

fn only_in_budget(program: &Program, fact: FactId, budget: BudgetId) -> bool {
    program[fact].rules.iter().all(|rule| {
        let rule = &program[*rule];
        rule.budget == Some(budget) || rule.action == Action::ZeroBudget(budget)
    })
}
