//! What a rulebook was understood to mean, as data that prints as text and as JSON. Start at [`meaning`].

use chidu_analysis::Analysis;
use chidu_analysis::attainable::Interval;
use chidu_analysis::lower::ReadPassage;
use chidu_analysis::program::{Coverage, Entry, EntryId, Program, ROOT, Role};
use chidu_analysis::reading::{Effect, GapKind, Status};
use chidu_analysis::sentence;
use chidu_diagnostics::{Lang, LineIndex, Span, Text};
use chidu_syntax::ast::BlockKind;
use chidu_values::{Mode, Number, Rounding};
use serde::Serialize;

/// A whole rulebook's reading.
#[derive(Debug, Serialize)]
pub struct Meaning {
    pub file: String,
    pub title: Option<String>,
    pub points: Option<Number>,
    /// The least and the most that the total can be; an open end is `None`.
    pub min: Option<Number>,
    pub max: Option<Number>,
    pub parts: Vec<Part>,
    pub coverage: CoverageOut,
}

/// One entry or block with its clauses.
#[derive(Debug, Serialize)]
pub struct Part {
    /// `None` for a block.
    #[serde(skip)]
    pub entry: Option<EntryId>,
    pub id: String,
    pub name: String,
    #[serde(skip)]
    pub depth: usize,
    /// What it is: root, section, item, criterion, heading, bonus, malus, block.
    pub role: &'static str,
    pub points: Option<Number>,
    pub min: Option<Number>,
    pub max: Option<Number>,
    pub clauses: Vec<Clause>,
}

/// One clause, or a stretch that was not understood.
#[derive(Debug, Serialize)]
pub struct Clause {
    pub line: usize,
    pub text: String,
    pub status: Status,
    pub effects: Vec<Told>,
}

/// One effect in words, and as data.
#[derive(Debug, Serialize)]
pub struct Told {
    /// The id of the rule that it became.
    pub rule: Option<String>,
    pub sentence: String,
    pub reading: Effect,
}

/// How many clauses and points are computed.
#[derive(Debug, Serialize)]
pub struct CoverageOut {
    pub understood: u32,
    pub assessor: u32,
    pub external: u32,
    pub unrecognized: u32,
    pub points_computed: Number,
    pub points_assessor: Number,
    pub points_external: Number,
    /// The share of the points that is computed, in per cent with one decimal; `None` where no item owns points.
    pub share: Option<Number>,
}

/// Everything that was understood of a rulebook.
pub fn meaning(file: &str, text: &str, analysis: &Analysis, lang: Lang) -> Meaning {
    let program = &analysis.program;
    let reader = Reader { text, analysis, program, lines: LineIndex::new(text), lang };
    let total = analysis.attainable.first();
    Meaning {
        file: file.to_owned(),
        title: program.title.clone(),
        points: program.entries.first().and_then(|root| root.points.clone()),
        min: total.and_then(|total| total.low.clone()),
        max: total.and_then(|total| total.high.clone()),
        parts: reader.parts(),
        coverage: coverage(&program.coverage),
    }
}

fn coverage(coverage: &Coverage) -> CoverageOut {
    let Coverage { understood, assessor, external, unrecognized, .. } = *coverage;
    CoverageOut {
        understood,
        assessor,
        external,
        unrecognized,
        points_computed: coverage.points_computed.clone(),
        points_assessor: coverage.points_assessor.clone(),
        points_external: coverage.points_external.clone(),
        share: share(coverage),
    }
}

fn share(coverage: &Coverage) -> Option<Number> {
    let all = &(&coverage.points_computed + &coverage.points_assessor) + &coverage.points_external;
    let share = (&coverage.points_computed * &Number::from(100)).divide(&all)?;
    Some(share.round(Rounding { mode: Mode::HalfUp, places: 1 }))
}

struct Reader<'a> {
    text: &'a str,
    analysis: &'a Analysis,
    program: &'a Program,
    lines: LineIndex,
    lang: Lang,
}

impl Reader<'_> {
    /// Entries in text order, then blocks; the root only where it has clauses of its own.
    fn parts(&self) -> Vec<Part> {
        let ids = (0..).map(EntryId).zip(&self.program.entries);
        let entries = ids.map(|(id, entry)| self.entry(id, entry));
        let entries = entries.filter(|part| part.role != "root" || !part.clauses.is_empty());
        let mut parts: Vec<Part> = entries.collect();
        for passage in self.analysis.passages.iter().filter(|passage| passage.block.is_some()) {
            let clauses = self.clauses(passage);
            let name = passage.block.map_or("", block_name);
            match parts.last_mut().filter(|part| part.role == "block" && part.name == name) {
                Some(part) => part.clauses.extend(clauses),
                None => parts.push(block(name, clauses)),
            }
        }
        parts.retain(|part| part.role != "block" || !part.clauses.is_empty());
        parts
    }

    fn entry(&self, id: EntryId, entry: &Entry) -> Part {
        let own = self.analysis.passages.iter().filter(|passage| passage.entry == id && passage.block.is_none());
        let owns = !matches!(entry.role, Role::Criterion | Role::Heading);
        let range: Option<&Interval> = self.analysis.attainable.get(id.index()).filter(|_| owns);
        Part {
            entry: Some(id),
            id: entry.id.clone(),
            name: entry.name.clone(),
            depth: depth(self.program, id),
            role: role(entry.role),
            points: entry.points.clone().filter(|_| owns),
            min: range.and_then(|range| range.low.clone()),
            max: range.and_then(|range| range.high.clone()),
            clauses: own.flat_map(|passage| self.clauses(passage)).collect(),
        }
    }

    /// Effects of one clause together, and what was not understood, in text order.
    fn clauses(&self, passage: &ReadPassage) -> Vec<Clause> {
        let mut clauses: Vec<(Span, Clause)> = Vec::new();
        for (effect, rule) in passage.reading.effects.iter().zip(&passage.rules) {
            let rule = rule.map(|id| &self.program[id]);
            let sentence = rule.map_or_else(|| sentence::effect(effect), |rule| sentence::rule(self.program, rule));
            let told = Told { rule: rule.map(|rule| rule.id.clone()), sentence: self.say(&sentence), reading: effect.clone() };
            match clauses.last_mut().filter(|(span, _)| *span == effect.clause) {
                Some((_, clause)) => clause.effects.push(told),
                None => clauses.push((effect.clause, self.clause(effect.clause, status(effect), vec![told]))),
            }
        }
        for gap in &passage.reading.gaps {
            clauses.push((gap.span, self.clause(gap.span, gap_status(gap.kind), Vec::new())));
        }
        clauses.sort_by_key(|(span, _)| span.start);
        clauses.into_iter().map(|(_, clause)| clause).collect()
    }

    fn clause(&self, span: Span, status: Status, effects: Vec<Told>) -> Clause {
        let whole = span.of(self.text);
        let text = whole.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | ';' | '；' | '。'));
        let start = span.start as usize + whole.len() - text.len();
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        Clause { line: self.lines.line(start), text, status, effects }
    }

    fn say(&self, text: &Text) -> String {
        text.get(self.lang).to_owned()
    }
}

fn block(name: &str, clauses: Vec<Clause>) -> Part {
    Part { entry: None, id: String::new(), name: name.to_owned(), depth: 0, role: "block", points: None, min: None, max: None, clauses }
}

/// An amount that nobody states is the assessor's.
fn status(effect: &Effect) -> Status {
    use chidu_analysis::reading::Kind;
    let scores = matches!(effect.kind, Kind::Deduct | Kind::Add | Kind::Award);
    if scores && effect.amount.is_none() { Status::Assessor } else { Status::Understood }
}

fn gap_status(kind: GapKind) -> Status {
    match kind {
        GapKind::External => Status::External,
        GapKind::Unrecognized | GapKind::MissingAmount | GapKind::Progression => Status::Unrecognized,
    }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Root => "root",
        Role::Section => "section",
        Role::Item => "item",
        Role::Criterion => "criterion",
        Role::Heading => "heading",
        Role::Bonus => "bonus",
        Role::Malus => "malus",
    }
}

fn block_name(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Bonus => "加分项",
        BlockKind::Malus => "扣分项",
        BlockKind::Veto => "一票否决",
        BlockKind::Bands => "等级",
        BlockKind::NotAssessed => "不予考评",
        BlockKind::Annual => "年度结果",
        BlockKind::Sources => "评价主体",
        BlockKind::Data => "数据",
        BlockKind::Example => "示例",
        BlockKind::Note => "说明",
    }
}

fn depth(program: &Program, id: EntryId) -> usize {
    let parent = |id: &EntryId| program[*id].parent.filter(|parent| *parent != ROOT);
    std::iter::successors(parent(&id), parent).count()
}

impl Meaning {
    /// As a person reads it.
    pub fn text(&self, lang: Lang) -> String {
        let mut page = Page { lang, lines: Vec::new() };
        page.head(self);
        for part in &self.parts {
            page.part(part);
        }
        page.coverage(&self.coverage);
        page.left(&self.parts);
        page.lines.join("\n") + "\n"
    }
}

struct Page {
    lang: Lang,
    lines: Vec<String>,
}

impl Page {
    fn put(&mut self, indent: usize, text: &str) {
        self.lines.push(format!("{:indent$}{text}", "").trim_end().to_owned());
    }

    fn say(&self, zh: String, en: String) -> String {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    fn head(&mut self, meaning: &Meaning) {
        let title = meaning.title.as_ref().map_or_else(|| meaning.file.clone(), |title| format!("《{title}》"));
        let range = self.range(meaning.points.as_ref(), meaning.min.as_ref(), meaning.max.as_ref());
        self.put(0, &format!("{title}  {range}"));
        self.put(0, "");
    }

    fn part(&mut self, part: &Part) {
        let indent = 2 * part.depth;
        let name = if part.id == part.name { part.name.clone() } else { format!("{} {}", part.id, part.name).trim().to_owned() };
        let range = self.range(part.points.as_ref(), part.min.as_ref(), part.max.as_ref());
        self.put(indent, &format!("{name}  {range}"));
        for clause in &part.clauses {
            self.clause(indent + 4, clause);
        }
    }

    fn clause(&mut self, indent: usize, clause: &Clause) {
        let line = self.at(clause);
        self.put(indent, &line);
        for effect in &clause.effects {
            let id = effect.rule.as_ref().map(|id| format!("  [{id}]")).unwrap_or_default();
            self.put(indent + 4, &format!("→ {}{id}", effect.sentence));
        }
    }

    /// Clauses that nobody computes as they stand, together at the end.
    fn left(&mut self, parts: &[Part]) {
        let clauses = parts.iter().flat_map(|part| &part.clauses);
        let left: Vec<&Clause> = clauses.filter(|clause| !matches!(clause.status, Status::Understood | Status::Prose)).collect();
        if left.is_empty() {
            return;
        }
        self.put(0, "");
        let heading = self.say("不能照字面计算的：".into(), "not computed as they stand:".into());
        self.put(0, &heading);
        for clause in left {
            let line = self.at(clause);
            self.put(2, &line);
        }
    }

    /// `第 3 行  酌情扣分  [由考评员给出]`.
    fn at(&self, clause: &Clause) -> String {
        let line = self.say(format!("第 {} 行", clause.line), format!("line {}", clause.line));
        let mark = mark(clause.status).map(|mark| format!("  [{}]", mark.get(self.lang))).unwrap_or_default();
        format!("{line}  {}{mark}", clause.text)
    }

    /// `5 分，可得 0–5 分`.
    fn range(&self, points: Option<&Number>, min: Option<&Number>, max: Option<&Number>) -> String {
        let reach = reach(min, max);
        match (points, reach, self.lang) {
            (Some(points), Some(reach), Lang::Zh) => format!("{points} 分，可得 {reach} 分"),
            (Some(points), Some(reach), Lang::En) => format!("{points} points, {reach} attainable"),
            (Some(points), None, Lang::Zh) => format!("{points} 分"),
            (Some(points), None, Lang::En) => format!("{points} points"),
            (None, Some(reach), Lang::Zh) => format!("可得 {reach} 分"),
            (None, Some(reach), Lang::En) => format!("{reach} attainable"),
            (None, None, _) => String::new(),
        }
    }

    fn coverage(&mut self, coverage: &CoverageOut) {
        self.put(0, "");
        for told in coverage.told() {
            self.put(0, told.get(self.lang));
        }
    }
}

/// What is said of a clause that is not computed as it stands.
pub(crate) fn mark(status: Status) -> Option<Text> {
    match status {
        Status::Understood | Status::Prose => None,
        Status::Assessor => Some(Text::new("由考评员给出", "the assessor says how much")),
        Status::External => Some(Text::new("规则书以外的，不计算", "outside the rulebook, not computed")),
        Status::Unrecognized => Some(Text::new("未看懂", "not understood")),
    }
}

/// `0–5`; `None` where neither end is known.
pub(crate) fn reach(min: Option<&Number>, max: Option<&Number>) -> Option<String> {
    let end = |end: Option<&Number>| end.map_or_else(|| "…".to_owned(), Number::to_string);
    (min.is_some() || max.is_some()).then(|| format!("{}–{}", end(min), end(max)))
}

impl CoverageOut {
    /// The points, and the clauses, each by how far they are computed.
    pub(crate) fn told(&self) -> [Text; 2] {
        let Self { understood, assessor, external, unrecognized, points_computed, points_assessor, points_external, share } = self;
        let share = share.as_ref().map(|share| format!(" ({share}%)")).unwrap_or_default();
        let some = |count: &dyn std::fmt::Display, zh: &str, en: &str| {
            let count = count.to_string();
            (count != "0").then(|| Text::new(format!("{count} {zh}"), format!("{count} {en}")))
        };
        let points = together(
            Text::new(format!("分值：{points_computed} 分可计算{share}"), format!("points: {points_computed} computed{share}")),
            [
                some(points_assessor, "分含考评员给出的数额", "with an amount of the assessor's"),
                some(points_external, "分由规则书以外的决定", "by something outside the rulebook"),
                None,
            ],
        );
        let clauses = together(
            Text::new(format!("评分规则：{understood} 条可计算"), format!("clauses: {understood} computed")),
            [
                some(assessor, "条由考评员给出", "by the assessor"),
                some(external, "条在规则书以外", "outside the rulebook"),
                some(unrecognized, "条未看懂", "not understood"),
            ],
        );
        [points, clauses]
    }
}

/// What is computed, and what else there is.
fn together(first: Text, others: [Option<Text>; 3]) -> Text {
    let joined = |first: String, of: fn(&Text) -> &str, by: &str| {
        std::iter::once(first).chain(others.iter().flatten().map(|text| of(text).to_owned())).collect::<Vec<_>>().join(by)
    };
    Text::new(joined(first.zh.clone(), |text| &text.zh, "，"), joined(first.en, |text| &text.en, ", "))
}
