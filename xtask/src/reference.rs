//! The English edition of the language reference: its tables and blocks are those of the Chinese one, in the same order, with the readings in English.
//!
//! Not here: the prose of either edition, which people write; and that the examples hold, which `tests/tests/guide.rs` sees to. Start at [`page`].

use std::fs;
use std::ops::Range;
use std::path::PathBuf;

use chidu_analysis::clause::clause;
use chidu_analysis::{Context, sentence};
use chidu_tests::pages::{Block, Piece, Table, pieces, quoted};
use chidu_tests::workspace;

/// Where the edition lies.
pub fn file() -> PathBuf {
    workspace().join("docs/guide/language.en.md")
}

/// The edition as it should be.
pub fn page() -> Result<String, String> {
    let read = |name: &str| fs::read_to_string(workspace().join(name)).map_err(|error| format!("{name}: {error}"));
    let (chinese, english) = (read("docs/guide/language.md")?, read("docs/guide/language.en.md")?);
    let (wanted, there) = (shared(&chinese), shared(&english));
    if wanted.len() != there.len() {
        return Err(format!(
            "docs/guide/language.md has {} tables and blocks, language.en.md {}: write the new section in English, with a table or block in each place",
            wanted.len(),
            there.len()
        ));
    }
    let lines: Vec<&str> = english.lines().collect();
    let mut page = String::new();
    let mut at = 0;
    for ((piece, _), (_, place)) in wanted.iter().zip(&there) {
        lines[at..place.start].iter().for_each(|line| page += &format!("{line}\n"));
        page += &in_english(piece);
        at = place.end;
    }
    lines[at..].iter().for_each(|line| page += &format!("{line}\n"));
    Ok(page)
}

/// The blocks, and the tables of readings and arithmetic, each with its lines.
fn shared(text: &str) -> Vec<(Piece, Range<usize>)> {
    let place = |piece: Piece| match &piece {
        Piece::Block(Block { line, text, .. }) => Some((line - 1..line + 1 + text.lines().count(), piece)),
        Piece::Table(Table { line, head, rows }) if is_shared(head) => Some((line - 1..line + 1 + rows.len(), piece)),
        Piece::Table(_) => None,
    };
    pieces(text).into_iter().filter_map(place).map(|(place, piece)| (piece, place)).collect()
}

fn is_shared(head: &[String]) -> bool {
    let head: Vec<&str> = head.iter().map(String::as_str).collect();
    matches!(head[..], ["写法", "读法"] | ["Wording", "Reading"] | ["评分项", "记录", "算式"] | ["Entry", "Records", "Arithmetic"])
}

fn in_english(piece: &Piece) -> String {
    match piece {
        Piece::Block(Block { info, text, .. }) => format!("```{info}\n{text}```\n"),
        Piece::Table(table) if table.head.len() == 2 => {
            let row = |cells: &Vec<String>| {
                let wording = quoted(&cells[0]).concat();
                let reading = sentence::reading(&clause(&wording, &Context::default()).reading).en;
                format!("| `{wording}` | {reading} |\n")
            };
            format!("| Wording | Reading |\n|---|---|\n{}", table.rows.iter().map(row).collect::<String>())
        }
        Piece::Table(table) => {
            // A remark behind the sum is in Chinese.
            let sum = |cell: &str| cell.split('：').next().unwrap_or_default().to_owned();
            let row = |cells: &Vec<String>| format!("| {} | {} | {} |\n", cells[0], cells[1], sum(&cells[2]));
            format!("| Entry | Records | Arithmetic |\n|---|---|---|\n{}", table.rows.iter().map(row).collect::<String>())
        }
    }
}
