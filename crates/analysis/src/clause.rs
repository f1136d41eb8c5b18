//! One clause on its own: its reading, and what `check` would say of it in the body of an item. What `chidu reading --jsonl` prints.
//!
//! The clause is read once, and compiled as the only criterion of a rulebook of one item. Not here: whole rulebooks
//! ([`crate::analyze`]). Start at [`clause`].

use std::sync::Arc;

use chidu_diagnostics::{Diagnostic, Span};
use chidu_syntax::Parse;
use chidu_syntax::ast::Tree;
use serde::{Deserialize, Serialize};

use crate::attainable::attainable;
use crate::lints::{self, Subject};
use crate::lower;
use crate::read::Context;
use crate::reading::Reading;
use crate::rows::rows;

/// A clause as it was understood, and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Clause {
    pub reading: Reading,
    /// In text order; spans are of the clause.
    pub diagnostics: Vec<Diagnostic>,
}

impl Clause {
    /// True where the words allow a second reading.
    pub fn is_ambiguous(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| lints::is_ambiguity(diagnostic.code))
    }

    /// The codes of the diagnostics, sorted, each once.
    pub fn codes(&self) -> Vec<&'static str> {
        let mut codes: Vec<&'static str> = self.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
        codes.sort_unstable();
        codes.dedup();
        codes
    }
}

/// Reads and checks a clause as the body of an item. Where no points are known, what would be said of points is left out.
pub fn clause(text: &str, context: &Context<'_>) -> Clause {
    if let Some(rows) = rows(text, context) {
        return rows;
    }
    let parse = Parse { tree: Tree::default(), diagnostics: Vec::new() };
    let lower::Lowered { program, mut passages, faults, .. } = lower::clause(&parse.tree, text, context);
    let attainable = attainable(&program);
    let subject = Subject { text, parse: &parse, program: &program, passages: &passages, faults: &faults, attainable: &attainable };
    let mut diagnostics = lints::run(&subject);
    // An empty span is the item's head, which no text stands for.
    diagnostics.retain(|diagnostic| diagnostic.span != Span::default());
    diagnostics.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.code));
    let reading = passages.pop().map(|passage| Arc::unwrap_or_clone(passage.reading)).unwrap_or_default();
    Clause { reading, diagnostics }
}

#[derive(Deserialize)]
struct Asked {
    id: serde_json::Value,
    #[serde(default)]
    item: Option<String>,
    #[serde(default)]
    points: Option<String>,
    clause: String,
}

#[derive(Serialize)]
struct Told<'a> {
    id: serde_json::Value,
    reading: &'a Reading,
    diagnostics: Vec<&'static str>,
    ambiguous: bool,
}

/// One line of `chidu reading --jsonl`: `{"id","item","points","clause"}` in, `{"id","reading","diagnostics","ambiguous"}` out.
pub fn jsonl_line(line: &str) -> Result<String, serde_json::Error> {
    let asked: Asked = serde_json::from_str(line)?;
    let context = Context { item: asked.item.as_deref(), points: asked.points.as_deref(), ..Context::default() };
    let clause = clause(&asked.clause, &context);
    let (diagnostics, ambiguous) = (clause.codes(), clause.is_ambiguous());
    serde_json::to_string(&Told { id: asked.id, reading: &clause.reading, diagnostics, ambiguous })
}

#[cfg(test)]
mod tests {
    use super::jsonl_line;

    #[test]
    fn a_line_tells_the_codes_beside_the_reading() {
        let told = jsonl_line(r#"{"id":1,"item":"接待","points":"5分","clause":"每发现一处污迹扣1分,最多扣8分"}"#).expect("JSON");
        assert!(told.ends_with(r#""diagnostics":["cap-above-points"],"ambiguous":false}"#), "{told}");
    }

    #[test]
    fn a_table_of_conditions_and_figures_is_read_by_its_header() {
        let read = |clause: &str| {
            let line = serde_json::json!({ "id": 1, "clause": clause }).to_string();
            serde_json::from_str::<serde_json::Value>(&jsonl_line(&line).expect("JSON")).expect("JSON")["reading"]["effects"].clone()
        };
        let each = read("序号\t违规行为\t扣分（每次）\n1\t迟到\t2\n2\t旷工\t5");
        assert_eq!(each[1]["kind"], "deduct");
        assert_eq!(each[1]["when"]["label"], "旷工");
        assert_eq!((&each[1]["amount"], &each[1]["per"]["unit"]), (&"5".into(), &"次".into()));
        let adds = read("事项\t加分\n受表彰\t2分/次");
        assert_eq!((&adds[0]["kind"], &adds[0]["per"]["unit"], &adds[0]["when"]["label"]), (&"add".into(), &"次".into(), &"受表彰".into()));
        assert_eq!(read("获奖级别\t分值\n省级\t5")[0]["kind"], "award");
        assert_eq!(read("1\t迟到\t2").as_array().map(Vec::len), Some(0), "no header says what the figure does");
    }

    #[test]
    fn an_item_without_points_is_no_mistake_of_the_clause() {
        let told = jsonl_line(r#"{"id":"a","item":null,"points":null,"clause":"每发现一处污迹扣1分"}"#).expect("JSON");
        assert!(told.ends_with(r#""diagnostics":[],"ambiguous":false}"#), "{told}");
    }
}
