//! Tables as Markdown writes them: a row between two `|` is the same row between tabs.
//!
//! Not here: what columns and cells hold; see [`crate::table`]. Start at [`to_tabs`].

/// Gives rows that begin and end with `|` tabs between their cells, and blanks the line of dashes below their header. Every byte stays in its place.
pub(crate) fn to_tabs(folded: &mut String) {
    if !folded.contains('|') {
        return;
    }
    let rows: String = folded.split_inclusive('\n').map(|line| if is_row(line) { row(line) } else { line.to_owned() }).collect();
    *folded = rows;
}

/// `| 迟到 | 2 |`; a single cell is no row.
fn is_row(line: &str) -> bool {
    let row = line.trim();
    row.len() > 1 && row.starts_with('|') && row.ends_with('|') && row.matches('|').count() > 2
}

fn row(line: &str) -> String {
    let (first, last) = (line.find('|'), line.rfind('|'));
    let rule = line.trim().chars().all(|c| matches!(c, '|' | '-' | ':' | ' ' | '\t')) && line.contains('-');
    let one = |(at, character): (usize, char)| match character {
        '\n' | '\r' => character,
        _ if rule => ' ',
        '|' if Some(at) == first || Some(at) == last => ' ',
        '|' => '\t',
        // **合计** says nothing more than 合计.
        '*' => ' ',
        '\t' => ' ',
        _ => character,
    };
    line.char_indices().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn becomes(text: &str, expected: &str) {
        let mut rows = text.to_owned();
        to_tabs(&mut rows);
        assert_eq!(rows, expected);
        assert_eq!(rows.len(), text.len());
    }

    #[test]
    fn rows_between_pipes_are_rows_between_tabs() {
        becomes("| 项目 | 分值 |\n|---|:-:|\n| **环境** | 5 |\n", "  项目 \t 分值  \n         \n    环境   \t 5  \n");
    }

    #[test]
    fn other_lines_stay() {
        becomes("甲|乙\n| 说明 |\n|", "甲|乙\n| 说明 |\n|");
    }
}
