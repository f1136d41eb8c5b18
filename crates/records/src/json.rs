//! JSON and JSON Lines to a table: an object is a row, its keys are the headings; numbers keep every digit.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::amounts::scientific;
use crate::cell::{Cell, Format};
use crate::encoding::decode;
use crate::problem::What;
use crate::table::{Line, Table};

/// Reads an array of objects, or an object with one under `records`.
pub(crate) fn table(bytes: &[u8]) -> Option<Table> {
    let decoded = decode(bytes);
    let value: Value = serde_json::from_str(&decoded.text).ok()?;
    let items = match value {
        Value::Array(items) => items,
        Value::Object(mut object) => match object.shift_remove("records") {
            Some(Value::Array(items)) => items,
            Some(_) => return None,
            None => vec![Value::Object(object)],
        },
        _ => return None,
    };
    let rows = (1..).zip(items).map(|(row, item)| (row, Some(item)));
    Some(Table { faults: damage(decoded.bad), ..of_rows(rows) })
}

/// Reads one object a line; a line that is none is a fault of that line alone.
pub(crate) fn lines(bytes: &[u8]) -> Table {
    let decoded = decode(bytes);
    let lines = (1..).zip(decoded.text.lines()).filter(|(_, line)| !line.trim().is_empty());
    let table = of_rows(lines.map(|(row, line)| (row, serde_json::from_str(line).ok())));
    Table { faults: damage(decoded.bad), ..table }
}

fn damage(bad: Option<(&'static str, u32)>) -> Vec<(Option<u32>, What)> {
    bad.map(|(encoding, line)| (None, What::BadBytes { encoding, line })).into_iter().collect()
}

fn of_rows(rows: impl Iterator<Item = (u32, Option<Value>)>) -> Table {
    let mut headings: HashMap<String, usize> = HashMap::new();
    let mut names = Vec::new();
    let mut lines = vec![Line::default()];
    for (row, value) in rows {
        let line = match value.and_then(object) {
            Some(object) => Line { row, cells: cells(object, &mut headings, &mut names), fault: None },
            None => Line { row, cells: Vec::new(), fault: Some(What::BadJson) },
        };
        lines.push(line);
    }
    if let Some(header) = lines.first_mut() {
        header.cells = names.into_iter().map(Cell::Text).collect();
    }
    Table { named: true, lines, ..Table::default() }
}

/// A bare string is a subject's name, as in a list of subjects.
fn object(value: Value) -> Option<Map<String, Value>> {
    match value {
        Value::Object(object) => Some(object),
        Value::String(name) => Some(Map::from_iter([("对象".to_owned(), Value::String(name))])),
        _ => None,
    }
}

fn cells(object: Map<String, Value>, headings: &mut HashMap<String, usize>, names: &mut Vec<String>) -> Vec<Cell> {
    let mut cells = Vec::new();
    for (name, value) in object {
        let next = names.len();
        let index = *headings.entry(name.clone()).or_insert(next);
        if index == next {
            names.push(name);
        }
        if cells.len() <= index {
            cells.resize(index + 1, Cell::Empty);
        }
        if let Some(slot) = cells.get_mut(index) {
            *slot = cell(value);
        }
    }
    cells
}

fn cell(value: Value) -> Cell {
    match value {
        Value::Null => Cell::Empty,
        Value::Bool(flag) => Cell::Flag(flag),
        Value::Number(number) => match scientific(&number.to_string()) {
            Some(value) => Cell::Number(value, Format::Plain),
            None => Cell::Text(number.to_string()),
        },
        Value::String(text) => Cell::Text(text),
        nested => Cell::Text(nested.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_every_digit() {
        let table = table(r#"[{"对象":"甲","数值":0.1000000000000000000001},{"数值":1e2,"备注":null}]"#.as_bytes()).unwrap();
        let shown: Vec<String> = table.lines.iter().map(|line| line.cells.iter().map(Cell::text).collect::<Vec<_>>().join("|")).collect();
        assert_eq!(shown, ["对象|数值|备注", "甲|0.1000000000000000000001", "|100|"]);
    }

    #[test]
    fn a_bad_line_spoils_no_other() {
        let table = lines("{\"对象\":\"甲\"}\n\n{oops\n{\"对象\":\"乙\"}\n".as_bytes());
        let rows: Vec<(u32, bool)> = table.lines.iter().map(|line| (line.row, line.fault.is_some())).collect();
        assert_eq!(rows, [(0, false), (1, false), (3, true), (4, false)]);
    }
}
