//! The run's summary as text: units by period with score, grade, consequences and the largest deductions.
//!
//! Not here: colours. Start at [`summary`].

use chidu_analysis::program::{EntryId, Program, ROOT, Role, Trigger};
use chidu_analysis::sentence;
use chidu_diagnostics::{Lang, Text};
use chidu_evaluation::assessment::{AnnualResult, EntryResult, Reason, Status, Step, SubjectResult};
use chidu_values::Number;
use comfy_table::{Cell, CellAlignment, ColumnConstraint, ContentArrangement, Table, presets};
use unicode_width::UnicodeWidthStr;

use crate::run::{Place, Run, earns, entry_of, part};
use crate::{Problem, RecordFile, arithmetic, json, words};

/// How the summary is laid out.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    pub lang: Lang,
    /// With lines around the cells; else columns of plain text.
    pub framed: bool,
    /// How many columns the reader's terminal has; longer lines are broken within their cells. `None`: lines may be of any length.
    pub width: Option<u16>,
}

/// How many results are listed before the rest is counted.
const RESULTS: usize = 1000;
/// How many problems are listed before the rest is counted.
const PROBLEMS: usize = 20;
/// How many deductions are named for each result.
const DEDUCTIONS: usize = 3;
/// How wide a name may be beside its deduction, in columns of the terminal.
const NAME: usize = 28;

/// The whole summary.
pub fn summary(run: &Run<'_>, layout: Layout) -> String {
    let mut lines = vec![run.title(), String::new()];
    lines.extend(table(run, layout));
    lines.extend(section(annual(run, layout.lang)));
    lines.extend(section(rows(run, layout.lang)));
    lines.extend(section(problems(run, layout.lang)));
    lines.extend(section(notes(run, layout.lang)));
    lines.join("\n") + "\n"
}

fn section(lines: Vec<String>) -> Vec<String> {
    if lines.is_empty() { lines } else { std::iter::once(String::new()).chain(lines).collect() }
}

fn table(run: &Run<'_>, layout: Layout) -> Vec<String> {
    let lang = layout.lang;
    if run.assessment.results.is_empty() {
        return vec![words::word(("没有结果：没有一行记录可以采用", "no results: not one row could be used"), lang).to_owned()];
    }
    let mut table = Table::new();
    table.load_style(if layout.framed { presets::UTF8_FULL_CONDENSED } else { presets::NOTHING });
    match layout.width {
        Some(width) => table.set_content_arrangement(ContentArrangement::Dynamic).set_width(width),
        None => table.set_content_arrangement(ContentArrangement::Disabled),
    };
    let adds = run.assessment.results.iter().any(|result| !bonus(run, result).is_empty());
    let deductions = match adds {
        true => words::word(("主要扣分和加分", "Largest deductions, and bonus"), lang),
        false => words::word(("主要扣分", "Largest deductions"), lang),
    };
    let subject = words::subject_word(&run.program.subject, lang);
    let dated = run.assessment.results.iter().any(|result| !words::period(result.period).is_empty());
    let mut header = vec![subject.as_str()];
    header.extend(dated.then_some(words::word(words::PERIOD, lang)));
    header.extend([words::TOTAL, words::GRADE, words::CONSEQUENCES].map(|each| words::word(each, lang)));
    header.push(deductions);
    table.set_header(header);
    for result in run.assessment.results.iter().take(RESULTS) {
        table.add_row(row(run, result, dated, lang));
    }
    keep_whole(&mut table);
    let rest = run.assessment.results.len().saturating_sub(RESULTS);
    let more = match lang {
        Lang::Zh => format!("……还有 {rest} 个结果，用 -o 输出文件可看到全部"),
        Lang::En => format!("… and {rest} more results; -o writes them all"),
    };
    let shown = table.to_string();
    shown.lines().map(|line| line.trim_end().to_owned()).chain((rest > 0).then_some(more)).collect()
}

/// Names, periods, totals and grades stay on one line; consequences and deductions may break.
fn keep_whole(table: &mut Table) {
    let whole = table.column_count().saturating_sub(2);
    for column in table.column_iter_mut().take(whole) {
        column.set_constraint(ColumnConstraint::ContentWidth);
    }
}

fn row(run: &Run<'_>, result: &SubjectResult, dated: bool, lang: Lang) -> Vec<Cell> {
    let mut cells = vec![Cell::new(run.subject(result.subject))];
    cells.extend(dated.then(|| Cell::new(words::period(result.period))));
    let total = result.total.as_ref().map_or_else(|| "—".to_owned(), words::number);
    cells.push(Cell::new(total).set_alignment(CellAlignment::Right));
    cells.push(Cell::new(grade(result, lang)));
    cells.push(Cell::new(consequences(result)));
    let behind = [lacking(run, result, lang), largest(run, result, lang), bonus(run, result)].concat();
    cells.push(Cell::new(behind.join("\n")));
    cells
}

fn grade(result: &SubjectResult, lang: Lang) -> String {
    let status = words::status(result.status);
    let status = status.get(lang);
    match (&result.grade, result.status, lang) {
        (Some(grade), Status::Vetoed, Lang::Zh) => format!("{grade}（{status}）"),
        (Some(grade), Status::Vetoed, Lang::En) => format!("{grade} ({status})"),
        (Some(grade), ..) => grade.clone(),
        (None, Status::Scored, _) => "—".to_owned(),
        (None, ..) => status.to_owned(),
    }
}

fn consequences(result: &SubjectResult) -> String {
    result.consequences.iter().map(|consequence| consequence.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// What there is no total for want of, in the rulebook's order.
fn lacking(run: &Run<'_>, result: &SubjectResult, lang: Lang) -> Vec<String> {
    if result.total.is_some() || result.status == Status::NotAssessed {
        return Vec::new();
    }
    let why = |part: &EntryResult| {
        let why = words::missing(run.program, part.missing.as_ref()?)?;
        Some(named_so(words::word(("缺", "missing:"), lang), &shortened(&entry_of(run.program, part).name), why.get(lang), lang))
    };
    let all: Vec<String> = result.entries.iter().filter_map(why).collect();
    let rest = all.len().saturating_sub(DEDUCTIONS);
    let more = match lang {
        Lang::Zh => format!("……还缺 {rest} 项"),
        Lang::En => format!("… and {rest} more"),
    };
    all.into_iter().take(DEDUCTIONS).chain((rest > 0).then_some(more)).collect()
}

/// What was added: by each bonus entry, or in all where a cap bound them.
fn bonus(run: &Run<'_>, result: &SubjectResult) -> Vec<String> {
    let of = |id: EntryId| part(result, id).and_then(|part| part.score.clone()).unwrap_or_default();
    let line = |id: EntryId| {
        let amount = of(id);
        amount.is_positive().then(|| format!("{} {}", words::signed(&amount), shortened(&run.program[id].name)))
    };
    let blocks = run.program.entry_ids().filter(|id| run.program[*id].role == Role::Bonus && run.program[*id].parent == Some(ROOT));
    let lines = blocks.flat_map(|block| {
        let children = &run.program[block].children;
        let apart = children.iter().map(|child| of(*child)).sum::<Number>() == of(block);
        if children.is_empty() || !apart { vec![block] } else { children.clone() }
    });
    lines.filter_map(line).collect()
}

/// The largest losses of points, ties in the rulebook's order: what clauses took, and what entries that earn their points fell short.
fn largest(run: &Run<'_>, result: &SubjectResult, lang: Lang) -> Vec<String> {
    if result.status == Status::NotAssessed {
        return Vec::new();
    }
    let mut lost: Vec<(Number, String)> = result.entries.iter().flat_map(|part| losses(run, part, lang)).collect();
    lost.sort_by(|a, b| b.0.cmp(&a.0));
    lost.into_iter().take(DEDUCTIONS).map(|(_, text)| text).collect()
}

/// What an entry's clauses took, and what it did not earn beside that.
fn losses(run: &Run<'_>, part: &EntryResult, lang: Lang) -> Vec<(Number, String)> {
    let mut lost = deductions(run, part, lang);
    let taken: Number = lost.iter().map(|(amount, _)| amount.clone()).sum();
    lost.extend(shortfall(run, part, &taken, lang));
    lost
}

/// What each clause took in the end: what a cap or the clamp gives back is taken off the clauses it binds, the last first.
fn deductions(run: &Run<'_>, part: &EntryResult, lang: Lang) -> Vec<(Number, String)> {
    let takes = |reason: &&Reason| reason.delta.is_negative() && json::fired(&reason.step).is_some();
    let mut taken: Vec<(&Reason, Number)> = part.reasons.iter().filter(takes).map(|reason| (reason, reason.delta.abs())).collect();
    for back in part.reasons.iter().filter(|reason| reason.delta.is_positive()) {
        give_back(run.program, back, &mut taken);
    }
    let left = taken.into_iter().filter(|(_, amount)| amount.is_positive());
    left.map(|(reason, amount)| (amount.clone(), deduction(run, reason, &amount, lang))).collect()
}

fn give_back(program: &Program, back: &Reason, taken: &mut [(&Reason, Number)]) {
    let mut rest = back.delta.clone();
    let bound = taken.iter_mut().rev().filter(|(reason, _)| binds(program, &back.step, reason) && reason.source == back.source);
    for (_, amount) in bound {
        let less = rest.clone().min(amount.clone());
        *amount = &*amount - &less;
        rest = &rest - &less;
    }
}

/// True where a cap, budget or clamp holds a rule.
fn binds(program: &Program, step: &Step, reason: &Reason) -> bool {
    let Some(rule) = json::fired(&reason.step).map(|fired| fired.rule) else {
        return false;
    };
    match step {
        Step::Clamp => true,
        Step::Limit(id) => program[*id].members.contains(&rule),
        Step::Budget(id) => program[rule].budget == Some(*id),
        _ => false,
    }
}

fn deduction(run: &Run<'_>, reason: &Reason, amount: &Number, lang: Lang) -> String {
    let program = run.program;
    let rule = json::fired(&reason.step).map(|fired| &program[fired.rule]);
    let entry = rule.map_or("", |rule| program[rule.entry].name.as_str());
    let named_by = rule.and_then(|rule| rule.triggers.iter().find(|trigger| matches!(trigger, Trigger::Found(_) | Trigger::Option(..))));
    let finding = named_by.map(|trigger| sentence::trigger(program, trigger)).unwrap_or_default();
    let finding = finding.get(lang);
    let name =
        if finding.is_empty() || finding == entry { shortened(entry) } else { format!("{} {}", shortened(entry), shortened(finding)) };
    let how = arithmetic::brief(program, reason).map(|how| how.get(lang).to_owned());
    let cut = (*amount != reason.delta.abs()).then(|| words::word(("扣完为止", "none left"), lang).to_owned());
    let how: Vec<String> = how.into_iter().chain(cut).collect();
    named(&-amount.clone(), &name, &how.join(words::word(("，", ", "), lang)), lang)
}

fn shortfall(run: &Run<'_>, part: &EntryResult, taken: &Number, lang: Lang) -> Option<(Number, String)> {
    let entry = entry_of(run.program, part);
    let (score, points) = (part.score.as_ref()?, entry.points.as_ref().filter(|_| earns(entry))?);
    let short = &(points - score) - taken;
    let got = Text::new(
        format!("满分{}分，得{}分", words::number(points), words::number(score)),
        format!("{} of {}", words::number(score), words::number(points)),
    );
    let text = named(&-short.clone(), &shortened(&entry.name), got.get(lang), lang);
    short.is_positive().then_some((short, text))
}

fn named(delta: &Number, name: &str, how: &str, lang: Lang) -> String {
    named_so(&words::signed(delta), name, how, lang)
}

fn named_so(lead: &str, name: &str, how: &str, lang: Lang) -> String {
    let how = match (how, lang) {
        ("", _) => String::new(),
        (how, Lang::Zh) => format!("（{how}）"),
        (how, Lang::En) => format!(" ({how})"),
    };
    format!("{lead} {name}{how}")
}

fn shortened(name: &str) -> String {
    if name.width() <= NAME {
        return name.to_owned();
    }
    let mut kept = String::new();
    for c in name.chars() {
        if kept.width() >= NAME - 2 {
            break;
        }
        kept.push(c);
    }
    kept + "…"
}

fn annual(run: &Run<'_>, lang: Lang) -> Vec<String> {
    let results = &run.assessment.annual;
    if results.is_empty() {
        return Vec::new();
    }
    let head = words::word(("年度结果", "Annual results"), lang).to_owned();
    std::iter::once(head).chain(results.iter().flat_map(|annual| annual_lines(run, annual))).collect()
}

fn annual_lines(run: &Run<'_>, annual: &AnnualResult) -> Vec<String> {
    let known = annual.consequences.iter().filter_map(|(at, periods)| run.program.annual.get(*at).map(|rule| (rule, periods)));
    known
        .map(|(rule, periods)| {
            let behind: Vec<String> = periods.iter().map(|(period, total)| format!("{period}: {}", words::number(total))).collect();
            format!("  {} {}  {}  {}", run.subject(annual.subject), annual.year, rule.outcome, behind.join("; "))
        })
        .collect()
}

/// Rows read = rows used + rows reported, of each file and of all.
fn rows(run: &Run<'_>, lang: Lang) -> Vec<String> {
    let records = run.records;
    let mut lines: Vec<String> =
        records.iter().map(|file| accounted(run.short(&file.file), [file.read, file.used, file.reported], lang)).collect();
    if records.len() > 1 {
        let sum = |of: fn(&RecordFile) -> usize| records.iter().map(of).sum();
        let name = words::word(("合计", "in all"), lang);
        lines.push(accounted(name, [sum(|file| file.read), sum(|file| file.used), sum(|file| file.reported)], lang));
    }
    lines
}

fn accounted(name: &str, [read, used, reported]: [usize; 3], lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("{name}：读取 {read} 行 = 采用 {used} 行 + 列出问题 {reported} 行"),
        Lang::En => format!("{name}: {read} rows read = {used} used + {reported} reported"),
    }
}

fn problems(run: &Run<'_>, lang: Lang) -> Vec<String> {
    let problems = run.problems;
    if problems.is_empty() {
        return Vec::new();
    }
    let head = match lang {
        Lang::Zh => format!("记录中的问题（{} 条）", problems.len()),
        Lang::En => format!("Record problems ({})", problems.len()),
    };
    let rest = problems.len().saturating_sub(PROBLEMS);
    let more = match lang {
        Lang::Zh => format!("  ……还有 {rest} 条，用 -o 输出文件可看到全部"),
        Lang::En => format!("  … and {rest} more; -o writes them all"),
    };
    let listed = problems.iter().take(PROBLEMS).map(|problem| format!("  {}", problem_line(run, problem, lang)));
    std::iter::once(head).chain(listed).chain((rest > 0).then_some(more)).collect()
}

/// One problem on one line.
fn problem_line(run: &Run<'_>, problem: &Problem, lang: Lang) -> String {
    let file = run.short(&problem.file);
    let sheet = problem.sheet.as_deref();
    let at = match problem.row {
        Some(row) => words::place(&Place { file, sheet, row }, lang),
        None => file.to_owned(),
    };
    let column = problem.column.as_ref().map(|column| format!(" [{column}]")).unwrap_or_default();
    let lead = if at.is_empty() { String::new() } else { format!("{at}{column}{}", words::colon(lang)) };
    let meant = match (&problem.suggestion, lang) {
        (None, _) => String::new(),
        (Some(meant), Lang::Zh) => format!("；{meant}"),
        (Some(meant), Lang::En) => format!("; {meant}"),
    };
    format!("{lead}{}{meant}", problem.message.get(lang))
}

fn notes(run: &Run<'_>, lang: Lang) -> Vec<String> {
    let mut notes = run.notes.to_vec();
    if run.assessment.results.iter().any(|result| result.status == Status::Partial) {
        notes.push(Text::new(
            "规则书中有不能计算的评分规则，结果只是部分评分，没有等级",
            "the rulebook has clauses that are not computed: these results are partial and have no grade",
        ));
    }
    let head = words::word(("注意", "Note"), lang);
    notes.iter().map(|note| format!("{head}{}{}", words::colon(lang), note.get(lang))).collect()
}
