//! Lines of a table that are no records: totals, headings once more, notes at the foot. They are returned with that as their reason.
//!
//! Start at [`of`].

use crate::cell::Cell;
use crate::collect::identity;
use crate::header::{Field, Layout};
use crate::problem::What;
use crate::row::cell;
use crate::table::Line;

/// Lines that add up others, at the foot of many spreadsheets.
const TOTALS: [&str; 10] = ["平均", "平均分", "平均数", "平均值", "汇总", "总分", "合计数", "总数", "累计", "得分合计"];

/// What a line that adds up others ends with, whatever it adds up: 本页合计, 三月小计.
const SUMS: [&str; 4] = ["合计", "总计", "小计", "共计"];

/// What a line of a table says that is no record, unless the roster knows its subject.
pub(crate) fn of(layout: &Layout, line: &Line, listed: impl Fn(&str) -> bool) -> Option<What> {
    let subject = cell(layout, line, Field::Subject).shown().text();
    if repeats(layout, line) {
        return Some(What::RepeatedHeadings);
    }
    if listed(&subject) {
        return None;
    }
    if is_total(&subject) {
        return Some(What::TotalRow { written: subject });
    }
    let first = line.cells.iter().find(|cell| !cell.is_blank()).map(Cell::text).unwrap_or_default();
    if subject.is_empty() && is_total(&first) {
        return Some(What::TotalRow { written: first });
    }
    let alone = line.cells.iter().filter(|cell| !cell.is_blank()).count() == 1;
    (alone && is_note(&first)).then_some(What::NoteRow { written: first })
}

fn is_total(name: &str) -> bool {
    // One of these stands in each of the words, in either script; most names have none.
    if !name.contains(['合', '计', '計', '总', '總', '汇', '匯', '滙', '彙', '累', '均']) {
        return false;
    }
    let bare = identity(name);
    let bare = bare.split(['(', '[']).next().unwrap_or_default().trim_matches([':', '.', ',', '*', '-']);
    TOTALS.contains(&bare) || SUMS.iter().any(|sum| bare.ends_with(sum) || bare.starts_with(sum))
}

/// 注：以上由窗口填报, 制表人：某某.
fn is_note(text: &str) -> bool {
    text.contains([':', '：']) || text.starts_with('注') || text.starts_with('※')
}

/// Headings stand again on top of each page, and where tables were put one behind the other.
fn repeats(layout: &Layout, line: &Line) -> bool {
    let mut equal = 0;
    for column in &layout.columns {
        match line.cell(column.index).shown().text() {
            text if text.is_empty() => {}
            text if text == column.heading => equal += 1,
            _ => return false,
        }
    }
    equal > 1
}
