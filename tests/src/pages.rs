//! Pages of Markdown as tests see them: fenced blocks and tables, each with the line where it begins.
//!
//! Not here: what a block or a table must hold (`tests/tests/guide.rs`, which says what each kind means). Start at [`read`].

use std::fs;

use crate::workspace;

/// What a page holds besides its prose, in order.
#[derive(Debug)]
pub enum Piece {
    Block(Block),
    Table(Table),
}

/// A fenced block: what stands behind the opening fence, and the text, without the fence's indentation.
#[derive(Clone, Debug)]
pub struct Block {
    pub line: usize,
    pub info: String,
    pub text: String,
}

/// A table: the cells of its head and of each row, with their backticks.
#[derive(Clone, Debug)]
pub struct Table {
    pub line: usize,
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// The pieces of a page of the repository.
pub fn read(name: &str) -> Vec<Piece> {
    pieces(&text(name))
}

/// The text of a page of the repository.
pub fn text(name: &str) -> String {
    fs::read_to_string(workspace().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The pieces of a text.
pub fn pieces(text: &str) -> Vec<Piece> {
    let lines: Vec<&str> = text.lines().collect();
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let (piece, next) = piece(&lines, at);
        pieces.extend(piece);
        at = next;
    }
    pieces
}

/// The piece that begins at a line, and the line behind it.
fn piece(lines: &[&str], at: usize) -> (Option<Piece>, usize) {
    if lines[at].trim_start().starts_with("```") {
        return block(lines, at);
    }
    let is_table = lines[at].starts_with('|') && lines.get(at + 1).is_some_and(|next| next.starts_with("|---"));
    if !is_table {
        return (None, at + 1);
    }
    let rows: Vec<Vec<String>> = lines[at..].iter().take_while(|line| line.starts_with('|')).map(|line| cells(line)).collect();
    let next = at + rows.len();
    let table = Table { line: at + 1, head: rows[0].clone(), rows: rows[2..].to_vec() };
    (Some(Piece::Table(table)), next)
}

fn block(lines: &[&str], at: usize) -> (Option<Piece>, usize) {
    let fence = lines[at].trim_start();
    let indent = lines[at].len() - fence.len();
    let within: Vec<&str> = lines[at + 1..].iter().take_while(|line| !line.trim_start().starts_with("```")).copied().collect();
    let own = |line: &str| line.get(indent.min(line.len() - line.trim_start().len())..).unwrap_or_default().to_owned() + "\n";
    let text = within.iter().map(|line| own(line)).collect();
    (Some(Piece::Block(Block { line: at + 1, info: fence[3..].to_owned(), text })), at + within.len() + 2)
}

/// The cells of a row, each trimmed; a bar within backticks belongs to its cell.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for character in line.trim().trim_start_matches('|').trim_end_matches('|').chars() {
        quoted ^= character == '`';
        match character {
            '|' if !quoted => cells.push(String::new()),
            _ => cells.iter_mut().last().expect("a cell").push(character),
        }
    }
    cells.iter().map(|cell| cell.trim().to_owned()).collect()
}

/// The words in backticks of a cell.
pub fn quoted(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

/// The targets of the links of a text that lead into the repository, without the part behind `#`.
pub fn links(text: &str) -> Vec<String> {
    let targets = text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(target, _)| target);
    let own = targets.filter(|target| !target.contains("://")).map(|target| target.split('#').next().unwrap_or_default());
    own.filter(|target| !target.is_empty()).map(str::to_owned).collect()
}
