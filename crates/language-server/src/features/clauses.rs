//! The clauses of a document with what each was read as: what hover and hints have in common.

use chidu_analysis::lower::ReadPassage;
use chidu_analysis::program::{EntryId, Program, Rule, RuleId};
use chidu_analysis::reading::Effect;
use chidu_analysis::sentence;
use chidu_diagnostics::{Span, Text};

use crate::snapshot::Snapshot;

/// One clause: the effects that stand in it.
pub struct Clause<'a> {
    /// Its place in the file, without the space and punctuation before it.
    pub span: Span,
    pub effects: Vec<Told<'a>>,
}

/// An effect, and the rule that it became.
pub struct Told<'a> {
    pub effect: &'a Effect,
    pub rule: Option<(RuleId, &'a Rule)>,
}

impl Told<'_> {
    /// The whole sentence.
    pub fn sentence(&self, program: &Program) -> Text {
        self.rule.map_or_else(|| sentence::effect(self.effect), |(_, rule)| sentence::rule(program, rule))
    }

    /// What is done, without the words of the condition, which stand beside it.
    pub fn in_short(&self, program: &Program) -> Option<Text> {
        self.rule.map(|(_, rule)| sentence::rule_in_short(program, rule))
    }
}

/// Every clause that scores, in text order.
pub fn clauses(snapshot: &Snapshot) -> Vec<Clause<'_>> {
    let analysis = snapshot.analysis();
    let mut found: Vec<Clause<'_>> = Vec::new();
    for passage in &analysis.passages {
        for told in effects(&analysis.program, passage) {
            let span = trimmed(&snapshot.text, told.effect.clause);
            match found.last_mut().filter(|clause| clause.span == span) {
                Some(clause) => clause.effects.push(told),
                None => found.push(Clause { span, effects: vec![told] }),
            }
        }
    }
    found.sort_by_key(|clause| clause.span);
    found
}

fn effects<'a>(program: &'a Program, passage: &'a ReadPassage) -> impl Iterator<Item = Told<'a>> {
    passage.reading.effects.iter().zip(&passage.rules).map(|(effect, rule)| Told { effect, rule: rule.map(|id| (id, &program[id])) })
}

fn trimmed(text: &str, span: Span) -> Span {
    let stray = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | ';' | '；' | '。' | ':' | '：');
    let whole = span.of(text);
    let inner = whole.trim_start_matches(stray);
    let start = span.start as usize + whole.len() - inner.len();
    Span::new(start, start + inner.trim_end_matches(stray).len())
}

/// `可得 0–5 分`: what an entry can score; `None` where that cannot be said.
pub fn attainable(snapshot: &Snapshot, entry: EntryId) -> Option<Text> {
    let range = snapshot.analysis().attainable.get(entry.index())?;
    let end = |end: &Option<chidu_values::Number>| end.as_ref().map_or_else(|| "…".to_owned(), ToString::to_string);
    let (low, high) = (end(&range.low), end(&range.high));
    Some(Text::new(format!("可得 {low}–{high} 分"), format!("{low}–{high} points attainable")))
}
