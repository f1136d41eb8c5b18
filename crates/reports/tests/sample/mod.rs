//! A small run made by hand: one section of two items, a subject that is scored and one with a value missing.

use chidu_analysis::program::*;
use chidu_analysis::reading::{Effect, Kind, Per};
use chidu_diagnostics::{Span, Text};
use chidu_evaluation::assessment::*;
use chidu_evaluation::observation::{Observations, Row, RowId, SubjectId};
use chidu_reports::{FileInfo, Problem, RecordFile, Run};
use chidu_values::{Mode, Number, Period, PeriodKind, Rounding, Unit};

pub struct Sample {
    program: Program,
    rulebook: FileInfo,
    records: Vec<RecordFile>,
    observations: Observations,
    assessment: Assessment,
    problems: Vec<Problem>,
    notes: Vec<Text>,
}

impl Sample {
    pub fn new() -> Self {
        Self {
            program: program(),
            rulebook: FileInfo { file: "窗口.chidu".into(), sha256: "ab".repeat(32) },
            records: vec![RecordFile { file: "记录.xlsx".into(), sha256: "cd".repeat(32), read: 5, used: 4, reported: 1 }],
            observations: observations(),
            assessment: assessment(),
            problems: vec![problem()],
            notes: vec![Text::new("没有名单：没有记录的对象不在结果中", "no roster: subjects without records are not in the result")],
        }
    }

    pub fn run(&self) -> Run<'_> {
        Run {
            program: &self.program,
            rulebook: &self.rulebook,
            records: &self.records,
            observations: &self.observations,
            assessment: &self.assessment,
            problems: &self.problems,
            notes: &self.notes,
        }
    }
}

pub fn number(text: &str) -> Number {
    text.parse().expect("a decimal")
}

fn entry(id: &str, name: &str, role: Role, points: &str, parent: Option<u32>) -> Entry {
    Entry {
        objects: None,
        id: id.into(),
        handle: None,
        name: name.into(),
        span: Span::default(),
        line: 1,
        role,
        points: Some(number(points)),
        stated: true,
        factor: None,
        weight: None,
        parent: parent.map(EntryId),
        children: Vec::new(),
        rescales: false,
        start: Start::Full,
        rules: Vec::new(),
        budgets: Vec::new(),
        limits: Vec::new(),
        blocked: Vec::new(),
        former: Vec::new(),
        evidence: Vec::new(),
    }
}

fn rule(id: &str, entry: u32, text: &str, line: u32, amount: &str, fact: u32) -> Rule {
    Rule {
        id: id.into(),
        handle: None,
        entry: EntryId(entry),
        criterion: EntryId(entry),
        text: text.into(),
        span: Span::default(),
        line,
        effect: Effect::new(Kind::Deduct, Span::default()),
        action: Action::Deduct,
        amount: Amount::Fixed(number(amount)),
        triggers: vec![Trigger::Found(FactId(fact))],
        counting: Counting::Once,
        slope: None,
        cap: None,
        tier: None,
        budget: None,
        same_matter: false,
    }
}

fn fact(entry: u32, kind: FactKind, name: &str, unit: &str, rules: &[u32]) -> Fact {
    Fact {
        entry: EntryId(entry),
        criterion: EntryId(entry),
        block: None,
        kind,
        name: name.into(),
        labels: vec![name.into()],
        handles: Vec::new(),
        unit: (!unit.is_empty()).then(|| Unit::of(unit)),
        rules: rules.iter().map(|id| RuleId(*id)).collect(),
    }
}

fn entries() -> Vec<Entry> {
    let mut root = entry("", "窗口考核", Role::Root, "10", None);
    root.start = Start::Children;
    root.children = vec![EntryId(1)];
    let mut section = entry("一", "服务", Role::Section, "10", Some(0));
    section.start = Start::Children;
    section.children = vec![EntryId(2), EntryId(3)];
    let mut attitude = entry("一.1", "服务态度", Role::Item, "6", Some(1));
    attitude.rules = vec![RuleId(0), RuleId(1)];
    attitude.evidence = vec!["以投诉为准".into()];
    let mut waiting = entry("一.2", "等候时间", Role::Item, "4", Some(1));
    waiting.rules = vec![RuleId(2)];
    vec![root, section, attitude, waiting]
}

fn rules() -> Vec<Rule> {
    let mut each = rule("一.1-1", 2, "每发现一处不达标 扣1分, 最多扣3分", 5, "1", 0);
    each.counting = Counting::Each;
    each.cap = Some(number("3"));
    each.effect.per = Some(Per { step: Number::ONE, unit: "处".into(), down: false });
    let mut steps = rule("一.2-1", 3, "每超过5分钟扣0.5分, 不足5分钟按5分钟计", 7, "0.5", 2);
    steps.counting = Counting::Steps { size: number("5"), from: number("10"), down: false, partial: StepPart::Whole };
    steps.effect.per = Some(Per { step: number("5"), unit: "分钟".into(), down: false });
    vec![each, rule("一.1-2", 2, "与群众争吵的 扣2分", 6, "2", 1), steps]
}

fn program() -> Program {
    let bound = |low: &str| Bound { low: Some(Edge { at: number(low), closed: true }), high: None };
    let band = |name: &str, low: &str| Band {
        place: None,
        besides: Vec::new(),
        name: name.into(),
        bound: bound(low),
        text: format!("{low}分以上为{name}"),
        span: Span::default(),
        line: 9,
    };
    Program {
        quotas: Vec::new(),
        title: Some("窗口考核".into()),
        properties: vec![("发布".into(), "某市政务服务局".into())],
        effective: chidu_values::Date::new(2026, 1, 1),
        subject: "窗口".into(),
        period: PeriodKind::Month,
        rounding: Some(RoundingRule { rounding: Rounding { mode: Mode::HalfUp, places: 1 }, items: false }),
        missing: MissingPolicy::Missing,
        ceiling: None,
        may_be_negative: false,
        entries: entries(),
        rules: rules(),
        facts: vec![
            fact(2, FactKind::Finding, "不达标", "处", &[0]),
            fact(2, FactKind::Finding, "与群众争吵", "", &[1]),
            fact(3, FactKind::Measure(Combine::Single), "等候时间", "分钟", &[2]),
        ],
        tiers: Vec::new(),
        budgets: Vec::new(),
        limits: Vec::new(),
        sources: Vec::new(),
        bands: vec![band("优秀", "9"), band("合格", "6")],
        vetoes: vec![Veto {
            id: "一票否决-1".into(),
            triggers: Vec::new(),
            grade: None,
            change: None,
            each: false,
            outcome: "取消评先资格".into(),
            text: "泄露群众信息的, 取消评先资格".into(),
            span: Span::default(),
            line: 12,
        }],
        exclusions: Vec::new(),
        exceptions: Vec::new(),
        annual: vec![Annual {
            by_periods: false,
            times: 1,
            consecutive: false,
            test: AnnualTest::Total(Bound::default()),
            outcome: "全年不评优".into(),
            text: "累计一次不足9分的, 全年不评优".into(),
            span: Span::default(),
            line: 14,
        }],
        columns: Vec::new(),
        examples: Vec::new(),
        coverage: Coverage::default(),
    }
}

fn observations() -> Observations {
    let row = |row: u32| Row { file: 0, sheet: Some(0), row };
    Observations {
        subjects: vec!["三号窗口".into(), "=五号<窗口>".into()],
        files: vec!["记录.xlsx".into()],
        sheets: vec!["3月".into()],
        rows: vec![row(2), row(3), row(5), row(6)],
        assessed: Vec::new(),
        list: Vec::new(),
    }
}

fn fired(rule: u32, unit: &str, count: &str, value: Option<&str>, uncapped: &str) -> Fired {
    Fired {
        basis: None,
        rule: RuleId(rule),
        unit: number(unit),
        count: Some(number(count)),
        of: None,
        value: value.map(number),
        terms: Vec::new(),
        uncapped: number(uncapped),
        capped: false,
        overruled: None,
        instead_of: None,
        by_other: false,
    }
}

fn reason(step: Step, delta: &str, rows: &[u32]) -> Reason {
    Reason { step, delta: number(delta), rows: rows.iter().map(|row| RowId(*row)).collect(), source: None, object: None }
}

fn part(id: u32, score: Option<&str>, reasons: Vec<Reason>) -> EntryResult {
    EntryResult { entry: EntryId(id), score: score.map(number), missing: None, reasons }
}

fn scored() -> SubjectResult {
    let five = Fired { capped: true, ..fired(0, "1", "5", None, "5") };
    SubjectResult {
        computed: Vec::new(),
        quota: None,
        subject: SubjectId(0),
        period: Period::new(PeriodKind::Month, 2026, 3).expect("a month"),
        status: Status::Scored,
        total: Some(number("5.5")),
        grade: Some("合格".into()),
        grade_by: Some(GradeBy::Band(1)),
        consequences: vec![Consequence { text: "取消评先资格".into(), veto: 0, rows: vec![RowId(3)] }],
        entries: vec![
            part(0, Some("5.5"), vec![reason(Step::Child(EntryId(1)), "5.5", &[]), reason(Step::Rounded, "0", &[])]),
            part(1, Some("5.5"), vec![reason(Step::Child(EntryId(2)), "3", &[]), reason(Step::Child(EntryId(3)), "2.5", &[])]),
            part(2, Some("3"), vec![reason(Step::Start, "6", &[]), reason(Step::Rule(five), "-3", &[0, 1])]),
            part(
                3,
                Some("2.5"),
                vec![reason(Step::Start, "4", &[]), reason(Step::Rule(fired(2, "0.5", "3", Some("21"), "1.5")), "-1.5", &[2])],
            ),
        ],
        excluded_by: Vec::new(),
        vetoed_by: Vec::new(),
        place: None,
        points_computed: None,
    }
}

fn missing() -> SubjectResult {
    let mut item = part(3, None, vec![]);
    item.missing = Some(Missing::Fact(FactId(2)));
    let mut section = part(1, None, vec![]);
    section.missing = Some(Missing::Beneath(EntryId(3)));
    SubjectResult {
        subject: SubjectId(1),
        status: Status::Missing,
        total: None,
        grade: None,
        grade_by: None,
        consequences: Vec::new(),
        entries: vec![part(0, None, vec![]), section, part(2, Some("6"), vec![reason(Step::Start, "6", &[])]), item],
        ..scored()
    }
}

fn assessment() -> Assessment {
    let march = Period::new(PeriodKind::Month, 2026, 3).expect("a month");
    let year = AnnualResult { subject: SubjectId(0), year: 2026, consequences: vec![(0, vec![(march, number("5.5"))])] };
    Assessment { results: vec![scored(), missing()], annual: vec![year], problems: Vec::new() }
}

fn problem() -> Problem {
    Problem {
        file: "记录.xlsx".into(),
        sheet: Some("3月".into()),
        row: Some(4),
        column: Some("情形".into()),
        code: "unknown-finding".into(),
        message: Text::new("“服务态度”没有“不打标”这一情形", "“服务态度” has no finding “不打标”"),
        suggestion: Some("是否应为“不达标”？".into()),
    }
}
