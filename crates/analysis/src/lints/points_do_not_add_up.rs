//! # 分值加不起来
//!
//! 下级各项的分值之和与上级写明的分值不符：各评分项加起来不等于大项的分值，或者各大项加起来不等于满分。
//! 这时总有一个数字写错了；按哪个算都有人不服，所以规则书不能评分。
//!
//! 每一处不符只说一次，标在上级的分值上；如果改动某一个数字就能让整本规则书对得上，帮助里会写出应改成多少。
//!
//! # English
//!
//! The points of what is beneath do not add up to what is stated above: items to their section, or sections to the total.
//! One of the figures is wrong, and whichever is used somebody will object, so the rulebook does not score.
//!
//! Each mismatch is told once, at the points stated above; where changing one figure would make everything agree, the help says so.

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};
use chidu_values::Number;

use super::Subject;
use crate::amend;
use crate::program::{EntryId, Program, ROOT, Role};

const CODE: &str = "points-do-not-add-up";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let program = subject.program;
    program.entry_ids().filter_map(|id| program.mismatch(id).map(|sum| diagnostic(subject, id, &sum))).collect()
}

fn diagnostic(subject: &Subject<'_>, id: EntryId, sum: &Number) -> Diagnostic {
    let program = subject.program;
    let entry = &program[id];
    let stated = entry.points.clone().unwrap_or_default();
    let parts: Vec<String> = program.ordinary_parts(id).iter().map(|part| program[*part].points.clone().unwrap_or_default().to_string()).collect();
    let terms = if parts.len() < 2 || parts.len() > 8 { String::new() } else { format!("{} = ", parts.join(" + ")) };
    let message = if id == ROOT {
        Text::new(format!("各项加起来是{sum}分，与满分{stated}分不符"), format!("the points add up to {sum}, not to the total of {stated}"))
    } else {
        let name = &entry.name;
        Text::new(format!("“{name}”写明{stated}分，其下各项加起来是{sum}分"), format!("`{name}` states {stated} points, what is in it adds up to {sum}"))
    };
    let note = Text::new(format!("{terms}{sum}，不是{stated}"), format!("{terms}{sum}, not {stated}"));
    let note = (!terms.is_empty()).then_some(note);
    let span = points_span(subject, id);
    let diagnostic = Diagnostic { note, ..Diagnostic::new(CODE, Severity::Error, span, message) };
    match proposal(program, id, sum) {
        Some((help, figure)) => {
            let title = Text::new(format!("改为{figure}分"), format!("change to {figure}"));
            let replaced = amend::figure(subject.text, span, &figure).unwrap_or_else(|| (span, format!("{figure}分")));
            diagnostic.help(help).fix(title, vec![replaced])
        }
        None => to_the_sum(subject, span, id, sum, diagnostic),
    }
}

/// Which figure is wrong is not known: the one stated here may be.
fn to_the_sum(subject: &Subject<'_>, span: Span, id: EntryId, sum: &Number, told: Diagnostic) -> Diagnostic {
    if let Some(number) = without_unit(subject, id, sum) {
        return without(subject, told, number);
    }
    let told = told.help(Text::new("请核对这一级和下一级的分值，改正写错的那个数字", "compare the points here with those beneath and mend the wrong figure"));
    let (zh, en) = if id == ROOT { ("满分", "the total") } else { ("这里", "this") };
    let title = Text::new(format!("{zh}改为各项之和{sum}分"), format!("change {en} to the sum, {sum}"));
    match amend::figure(subject.text, span, sum) {
        Some(edit) => told.choice(title, vec![edit]),
        None => told,
    }
}

/// A figure that makes everything agree, if there is one for this entry.
fn proposal(program: &Program, id: EntryId, sum: &Number) -> Option<(Text, Number)> {
    let total = program[ROOT].points.clone()?;
    let items: Number = leaves(program, ROOT).iter().map(|leaf| program[*leaf].points.clone()).sum::<Option<Number>>()?;
    if id != ROOT && items == total {
        let help = Text::new(
            format!("全部评分项加起来正好是{total}分，所以这里应为{sum}分"),
            format!("all items add up to exactly {total}, so {sum} is meant here"),
        );
        return Some((help, sum.clone()));
    }
    None
}

/// 三、办事效率(50): a number behind the name of a part, which would make the sum right were it points.
fn without_unit(subject: &Subject<'_>, id: EntryId, sum: &Number) -> Option<Span> {
    let entry = entry_of(&subject.parse.tree.root, subject.program[id].span)?;
    let lacking = subject.program[id].points.as_ref()? - sum;
    let bare = entry.children.iter().filter(|child| child.points.is_none() && child.weight.is_none());
    bare.filter_map(|child| amend::number_at_end(child.name.span, subject.text))
        .find(|number| chidu_syntax::fold_str(number.of(subject.text)).parse() == Ok(lacking.clone()))
}

fn without(subject: &Subject<'_>, told: Diagnostic, number: Span) -> Diagnostic {
    let figure = number.of(subject.text);
    let help = Text::new(format!("“{figure}”后面没有“分”，没有算进去；是分值就写 `{figure}分`"), format!("`{figure}` lacks its 分 and is not counted; where it is points write `{figure}分`"));
    amend::as_points(told, number, subject.text, help)
}

fn entry_of(entry: &chidu_syntax::ast::Entry, head: Span) -> Option<&chidu_syntax::ast::Entry> {
    if entry.head == head { Some(entry) } else { entry.children.iter().find_map(|child| entry_of(child, head)) }
}

fn leaves(program: &Program, id: EntryId) -> Vec<EntryId> {
    let parts = program.ordinary_parts(id);
    parts.into_iter().flat_map(|part| if program[part].role == Role::Item { vec![part] } else { leaves(program, part) }).collect()
}

/// The place of the stated points: the head where the points' own place is not known.
fn points_span(subject: &Subject<'_>, id: EntryId) -> Span {
    let head = subject.program[id].span;
    let points = entry_of(&subject.parse.tree.root, head).and_then(|entry| entry.points.as_ref());
    points.map_or(head, |points| points.span)
}
