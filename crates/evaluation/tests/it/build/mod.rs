//! A builder of small programs and of rows for them, so that a test reads as the rulebook that it is about.
//!
//! Not here: text; the tests of whole rulebooks read their own. Start at [`Rubric`] and [`Rows`].
#![allow(dead_code, reason = "each test file uses its own part")]

pub mod show;

use chidu_analysis::program::*;
use chidu_analysis::reading::{Effect, Kind};
use chidu_diagnostics::Span;
use chidu_evaluation::assessment::Assessment;
use chidu_evaluation::observation::{Given, Observation, Observations, Row, RowId, SubjectId};
use chidu_evaluation::{Options, Plan, assess};
use chidu_values::{Number, Period, PeriodKind, Rounding};

pub fn n(text: &str) -> Number {
    text.parse().expect("a number")
}

pub fn above(at: &str) -> Bound {
    Bound { low: Some(Edge { at: n(at), closed: false }), high: None }
}

pub fn at_least(at: &str) -> Bound {
    Bound { low: Some(Edge { at: n(at), closed: true }), high: None }
}

pub fn below(at: &str) -> Bound {
    Bound { low: None, high: Some(Edge { at: n(at), closed: false }) }
}

pub fn from_below(low: &str, high: &str) -> Bound {
    Bound { low: at_least(low).low, high: below(high).high }
}

/// A program that is being built.
pub struct Rubric {
    pub program: Program,
}

/// A rule that is being built.
#[derive(Clone)]
pub struct Clause {
    action: Action,
    amount: Amount,
    triggers: Vec<Trigger>,
    counting: Counting,
    cap: Option<Number>,
    budget: Option<BudgetId>,
    same_matter: bool,
    criterion: Option<EntryId>,
}

pub fn clause(action: Action, amount: &str) -> Clause {
    let amount = Amount::Fixed(n(amount));
    let (triggers, counting) = (Vec::new(), Counting::Once);
    Clause { action, amount, triggers, counting, cap: None, budget: None, same_matter: false, criterion: None }
}

pub fn deduct(amount: &str) -> Clause {
    clause(Action::Deduct, amount)
}

pub fn add(amount: &str) -> Clause {
    clause(Action::Add, amount)
}

pub fn award(amount: &str) -> Clause {
    clause(Action::Award, amount)
}

impl Clause {
    pub fn found(self, fact: FactId) -> Self {
        self.when(Trigger::Found(fact))
    }

    pub fn bound(self, fact: FactId, bound: Bound) -> Self {
        self.when(Trigger::Bound(fact, bound))
    }

    pub fn option(self, fact: FactId, option: usize) -> Self {
        self.when(Trigger::Option(fact, option))
    }

    pub fn when(mut self, trigger: Trigger) -> Self {
        self.triggers.push(trigger);
        self
    }

    pub fn each(self) -> Self {
        Self { counting: Counting::Each, ..self }
    }

    pub fn counting(self, counting: Counting) -> Self {
        Self { counting, ..self }
    }

    pub fn steps(self, size: &str, from: &str, down: bool, partial: StepPart) -> Self {
        Self { counting: Counting::Steps { size: n(size), from: n(from), down, partial }, ..self }
    }

    pub fn cap(self, cap: &str) -> Self {
        Self { cap: Some(n(cap)), ..self }
    }

    pub fn range(self, low: &str, high: &str) -> Self {
        Self { amount: Amount::Range(n(low), n(high)), ..self }
    }

    pub fn given(self) -> Self {
        Self { amount: Amount::Given, ..self }
    }

    pub fn budget(self, budget: BudgetId) -> Self {
        Self { budget: Some(budget), ..self }
    }

    pub fn same_matter(self) -> Self {
        Self { same_matter: true, ..self }
    }
}

impl Rubric {
    /// A rulebook of so many points.
    pub fn new(points: &str) -> Self {
        let program = Program { period: PeriodKind::Month, ..Program::empty() };
        let mut rubric = Self { program };
        rubric.push(None, Role::Root, "总分", Some(n(points)), Start::Children);
        rubric
    }

    fn push(&mut self, parent: Option<EntryId>, role: Role, name: &str, points: Option<Number>, start: Start) -> EntryId {
        let id = EntryId(self.program.entries.len() as u32);
        let stated = points.is_some();
        self.program.entries.push(Entry {
            id: name.to_owned(),
            handle: None,
            name: name.to_owned(),
            span: Span::default(),
            line: id.0 + 1,
            role,
            points,
            stated,
            objects: None,
            factor: None,
            weight: None,
            parent,
            children: Vec::new(),
            start,
            rules: Vec::new(),
            budgets: Vec::new(),
            limits: Vec::new(),
            blocked: Vec::new(),
            rescales: false,
            former: Vec::new(),
            evidence: Vec::new(),
        });
        if let Some(parent) = parent {
            self.program[parent].children.push(id);
        }
        id
    }

    pub fn section(&mut self, name: &str, points: &str) -> EntryId {
        self.push(Some(ROOT), Role::Section, name, Some(n(points)), Start::Children)
    }

    /// An item that deducts from its points.
    pub fn item(&mut self, parent: EntryId, name: &str, points: &str) -> EntryId {
        self.push(Some(parent), Role::Item, name, Some(n(points)), Start::Full)
    }

    /// An item that starts from nothing.
    pub fn earned(&mut self, parent: EntryId, name: &str, points: &str) -> EntryId {
        self.push(Some(parent), Role::Item, name, Some(n(points)), Start::Zero)
    }

    pub fn criterion(&mut self, parent: EntryId, name: &str) -> EntryId {
        self.push(Some(parent), Role::Criterion, name, None, Start::Zero)
    }

    pub fn bonus(&mut self, points: Option<&str>) -> EntryId {
        self.push(Some(ROOT), Role::Bonus, "加分项", points.map(n), Start::Zero)
    }

    pub fn malus(&mut self, points: Option<&str>) -> EntryId {
        self.push(Some(ROOT), Role::Malus, "扣分项", points.map(n), Start::Zero)
    }

    pub fn fact(&mut self, entry: EntryId, kind: FactKind, name: &str) -> FactId {
        let id = FactId(self.program.facts.len() as u32);
        let labels = vec![name.to_owned()];
        let (handles, rules) = (Vec::new(), Vec::new());
        self.program.facts.push(Fact {
            entry,
            criterion: entry,
            block: None,
            kind,
            name: name.to_owned(),
            labels,
            handles,
            unit: None,
            rules,
        });
        id
    }

    pub fn finding(&mut self, entry: EntryId, name: &str) -> FactId {
        self.fact(entry, FactKind::Finding, name)
    }

    pub fn measure(&mut self, entry: EntryId, name: &str) -> FactId {
        self.fact(entry, FactKind::Measure(Combine::Single), name)
    }

    pub fn event(&mut self, entry: EntryId, name: &str) -> FactId {
        self.fact(entry, FactKind::Event, name)
    }

    pub fn answer(&mut self, entry: EntryId, combine: Combine, name: &str, options: &[&str]) -> FactId {
        let options = options.iter().map(|option| Choice { name: (*option).to_owned(), labels: vec![(*option).to_owned()] }).collect();
        self.fact(entry, FactKind::Answer(combine, options), name)
    }

    pub fn rule(&mut self, entry: EntryId, text: &str, clause: Clause) -> RuleId {
        let id = RuleId(self.program.rules.len() as u32);
        let place = self.program[entry].rules.len() + 1;
        for trigger in &clause.triggers {
            if let Trigger::Found(fact) | Trigger::Bound(fact, _) | Trigger::Option(fact, _) | Trigger::Otherwise(fact) = trigger {
                self.program[*fact].rules.push(id);
            }
        }
        self.program.rules.push(Rule {
            id: format!("{}-{place}", self.program[entry].id),
            handle: None,
            entry,
            criterion: clause.criterion.unwrap_or(entry),
            text: text.to_owned(),
            span: Span::default(),
            line: id.0 + 1,
            effect: Effect::new(Kind::Deduct, Span::default()),
            action: clause.action,
            amount: clause.amount,
            slope: None,
            triggers: clause.triggers,
            counting: clause.counting,
            cap: clause.cap,
            tier: None,
            budget: clause.budget,
            same_matter: clause.same_matter,
        });
        self.program[entry].rules.push(id);
        id
    }

    /// Tightest first.
    pub fn tier(&mut self, entry: EntryId, fact: FactId, members: &[RuleId]) -> TierId {
        let id = TierId(self.program.tiers.len() as u32);
        self.program.tiers.push(Tier { entry, fact, members: members.to_vec() });
        for member in members {
            self.program[*member].tier = Some(id);
        }
        id
    }

    /// A budget, whose award is the item's next rule.
    pub fn budget(&mut self, entry: EntryId, amount: &str) -> BudgetId {
        let id = BudgetId(self.program.budgets.len() as u32);
        let rule = self.rule(entry, &format!("得{amount}分"), award(amount).budget(id));
        self.program.budgets.push(Budget { entry, amount: n(amount), award: rule });
        self.program[entry].budgets.push(id);
        id
    }

    pub fn limit(&mut self, entry: EntryId, kind: LimitKind, amount: &str, members: &[RuleId]) -> LimitId {
        let id = LimitId(self.program.limits.len() as u32);
        let (text, members) = (format!("以{amount}分为限"), members.to_vec());
        self.program.limits.push(Limit {
            entry,
            text,
            span: Span::default(),
            line: 0,
            kind,
            amount: n(amount),
            members,
            window: None,
            apart: None,
        });
        self.program[entry].limits.push(id);
        id
    }

    pub fn source(&mut self, name: &str, weight: &str) {
        self.program.sources.push(Source { name: name.to_owned(), weight: n(weight), span: Span::default() });
    }

    pub fn band(&mut self, name: &str, bound: Bound) {
        self.program.bands.push(Band {
            name: name.to_owned(),
            bound,
            place: None,
            besides: Vec::new(),
            text: name.to_owned(),
            span: Span::default(),
            line: 0,
        });
    }

    pub fn veto(&mut self, outcome: &str, grade: Option<&str>, triggers: Vec<Trigger>) {
        let (id, text) = (format!("否决-{}", self.program.vetoes.len() + 1), outcome.to_owned());
        let (grade, outcome) = (grade.map(str::to_owned), outcome.to_owned());
        self.program.vetoes.push(Veto { id, triggers, grade, change: None, each: false, outcome, text, span: Span::default(), line: 0 });
    }

    pub fn exclude(&mut self, fact: FactId) {
        self.program.exclusions.push(Exclusion { fact, text: "不予考评".to_owned(), span: Span::default(), line: 0 });
    }

    pub fn annual(&mut self, times: u32, consecutive: bool, test: AnnualTest, outcome: &str) {
        let (outcome, text) = (outcome.to_owned(), outcome.to_owned());
        self.program.annual.push(Annual { times, consecutive, by_periods: false, test, outcome, text, span: Span::default(), line: 0 });
    }

    pub fn round(&mut self, rounding: Rounding, items: bool) {
        self.program.rounding = Some(RoundingRule { rounding, items });
    }

    /// Assesses rows, and holds every score against the sum of its reasons.
    pub fn assess(&self, rows: &Rows) -> Assessment {
        self.assess_with(rows, Options::default())
    }

    pub fn assess_with(&self, rows: &Rows, options: Options) -> Assessment {
        let assessment = assess(&Plan::new(&self.program, options), &rows.observations);
        assert_eq!(assessment.check_sums(), []);
        assessment
    }

    /// The statement of every case, clauses that did not fire included.
    pub fn statement(&self, rows: &Rows) -> String {
        show::assessment(&self.program, &self.assess(rows))
    }

    /// Each entry's score in one line a case.
    pub fn scores(&self, rows: &Rows) -> String {
        show::scores(&self.program, &self.assess(rows))
    }
}

/// Rows of one run. Those without a subject or period of their own are of 甲 in 2026-01.
#[derive(Clone, Default)]
pub struct Rows {
    pub observations: Observations,
    subject: u32,
    period: Option<Period>,
    source: Option<usize>,
}

impl Rows {
    /// 甲 is assessed in 2026-01, and nothing is known yet.
    pub fn new() -> Self {
        Self::default().of("甲", "2026-01")
    }

    /// What follows is of this subject and period.
    pub fn of(mut self, subject: &str, period: &str) -> Self {
        let subjects = &mut self.observations.subjects;
        let place = subjects.iter().position(|name| name == subject).unwrap_or_else(|| {
            subjects.push(subject.to_owned());
            subjects.len() - 1
        });
        self.subject = place as u32;
        self.period = Some(period.parse().expect("a period"));
        let pair = (SubjectId(self.subject), self.period.expect("a period"));
        if !self.observations.assessed.contains(&pair) {
            self.observations.assessed.push(pair);
        }
        self
    }

    /// What follows is by this source.
    pub fn by(mut self, source: usize) -> Self {
        self.source = Some(source);
        self
    }

    /// A count or a value.
    pub fn row(mut self, fact: FactId, value: &str) -> Self {
        let row = RowId(self.observations.rows.len() as u32);
        self.observations.rows.push(Row { file: 0, sheet: None, row: row.0 + 2 });
        self.observations.list.push(Observation {
            subject: SubjectId(self.subject),
            period: self.period.expect("of() comes first"),
            source: self.source,
            fact,
            option: None,
            value: n(value),
            times: Number::ONE,
            rule: None,
            words: None,
            given: None,
            matter: None,
            excepted: None,
            date: None,
            object: None,
            row,
        });
        self
    }

    pub fn option(self, fact: FactId, option: usize, count: &str) -> Self {
        self.row(fact, count).change(|row| row.option = Some(option))
    }

    pub fn times(self, times: &str) -> Self {
        self.change(|row| row.times = n(times))
    }

    pub fn given(self, given: Given) -> Self {
        self.change(|row| row.given = Some(given))
    }

    pub fn matter(self, matter: &str) -> Self {
        self.change(|row| row.matter = Some(matter.to_owned()))
    }

    pub fn change(mut self, change: impl FnOnce(&mut Observation)) -> Self {
        change(self.observations.list.last_mut().expect("row() comes first"));
        self
    }
}
