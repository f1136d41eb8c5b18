//! Colours that tell what will run: scoring words, amounts, conditions and names stand out, prose that does not score steps back.
//!
//! Every place is the reading's own ([`chidu_analysis::marks`]) or the name's that was resolved ([`crate::names`]); nothing is told from the
//! characters alone. Start at [`tokens`].

use chidu_analysis::marks::{Mark, marks};
use chidu_analysis::program::Role;
use chidu_diagnostics::Span;
use chidu_syntax::ast::{Block, BlockKind, Entry};
use tower_lsp::lsp_types::{
    Range, SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokens, SemanticTokensDelta, SemanticTokensEdit,
    SemanticTokensFullDeltaResult, SemanticTokensLegend,
};

use crate::names::Referent;
use crate::snapshot::Snapshot;

/// What a stretch is shown as. The order is that of the legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shade {
    Section,
    Entry,
    Property,
    /// Words that score, and the words of blocks.
    Keyword,
    Number,
    /// Bounds and counts.
    Operator,
    /// Conditions and findings.
    Text,
    Unit,
    Grade,
    Handle,
    Comment,
    /// A comment to the machine: prose.
    Prose,
}

const TYPES: [SemanticTokenType; 11] = [
    SemanticTokenType::NAMESPACE,
    SemanticTokenType::CLASS,
    SemanticTokenType::PROPERTY,
    SemanticTokenType::KEYWORD,
    SemanticTokenType::NUMBER,
    SemanticTokenType::OPERATOR,
    SemanticTokenType::STRING,
    SemanticTokenType::TYPE,
    SemanticTokenType::ENUM_MEMBER,
    SemanticTokenType::DECORATOR,
    SemanticTokenType::COMMENT,
];

/// What the numbers of tokens mean. Prose is a comment that documents.
pub fn legend() -> SemanticTokensLegend {
    SemanticTokensLegend {
        token_types: TYPES.to_vec(),
        token_modifiers: vec![SemanticTokenModifier::DECLARATION, SemanticTokenModifier::DOCUMENTATION],
    }
}

const DECLARATION: u32 = 1;
const DOCUMENTATION: u32 = 2;

#[derive(Clone, Copy, Debug)]
struct Token {
    span: Span,
    shade: Shade,
    makes: bool,
}

/// The tokens of the whole text.
pub fn tokens(snapshot: &Snapshot) -> SemanticTokens {
    let data = encoded(snapshot, &found(snapshot, Span::new(0, snapshot.text.len())));
    snapshot.keep_tokens(&data);
    SemanticTokens { result_id: Some(snapshot.version.to_string()), data }
}

/// The tokens of a range.
pub fn tokens_in(snapshot: &Snapshot, range: Range) -> SemanticTokens {
    let places = snapshot.places();
    let within = Span::new(places.offset(range.start), places.offset(range.end));
    let mut all = found(snapshot, within);
    all.retain(|token| touches(token.span, within));
    SemanticTokens { result_id: None, data: encoded(snapshot, &all) }
}

/// What has changed since a result that was sent; all of it where that one is not kept any more.
pub fn tokens_since(snapshot: &Snapshot, earlier: &str) -> SemanticTokensFullDeltaResult {
    let before = earlier.parse().ok().and_then(|version| snapshot.kept_tokens(version));
    let now = tokens(snapshot);
    let Some(before) = before else {
        return SemanticTokensFullDeltaResult::Tokens(now);
    };
    let edits = changed(&before, &now.data).into_iter().collect();
    SemanticTokensFullDeltaResult::TokensDelta(SemanticTokensDelta { result_id: now.result_id, edits })
}

/// The one stretch in which two lists differ.
fn changed(before: &[SemanticToken], now: &[SemanticToken]) -> Option<SemanticTokensEdit> {
    let front = before.iter().zip(now).take_while(|(a, b)| a == b).count();
    let (before, now) = (before.get(front..)?, now.get(front..)?);
    let back = before.iter().rev().zip(now.iter().rev()).take_while(|(a, b)| a == b).count();
    let (gone, new) = (before.len() - back, now.len() - back);
    let data = now.get(..new)?.to_vec();
    (gone > 0 || new > 0).then(|| SemanticTokensEdit { start: fives(front), delete_count: fives(gone), data: Some(data) })
}

/// The protocol counts the five numbers of each token.
fn fives(tokens: usize) -> u32 {
    u32::try_from(tokens * 5).unwrap_or(u32::MAX)
}

fn touches(span: Span, within: Span) -> bool {
    span.start < within.end && within.start < span.end
}

/// Every token in text order, as far as it is wanted; none overlap, and none crosses a line's end.
fn found(snapshot: &Snapshot, within: Span) -> Vec<Token> {
    let mut above = names(snapshot);
    let tree = &snapshot.analysis().parse.tree;
    above.extend(tree.comments.iter().map(|span| token(*span, Shade::Comment)));
    above.sort_by_key(|token| token.span);
    let mut beneath = clauses(snapshot, within);
    heads(snapshot, &mut beneath);
    examples(snapshot, &mut beneath);
    above.retain(|token| touches(token.span, within));
    beneath.retain(|token| touches(token.span, within));
    beneath.sort_by_key(|token| token.span);
    let mut all = apart(&above, &beneath);
    all.extend(above);
    all.sort_by_key(|token| token.span);
    let mut end = 0;
    all.retain(|token| {
        let fits = token.span.start >= end && token.span.start < token.span.end;
        end = if fits { token.span.end } else { end };
        fits
    });
    all.into_iter().flat_map(|token| by_lines(snapshot, token)).collect()
}

fn token(span: Span, shade: Shade) -> Token {
    Token { span, shade, makes: false }
}

/// What is left of the lower layer beside the upper one.
fn apart(above: &[Token], beneath: &[Token]) -> Vec<Token> {
    let mut left = Vec::with_capacity(beneath.len());
    for token in beneath {
        let mut start = token.span.start;
        let first = above.partition_point(|over| over.span.end <= start);
        for over in above.iter().skip(first).take_while(|over| over.span.start < token.span.end) {
            left.push(Token { span: Span { start, end: over.span.start.max(start) }, ..*token });
            start = start.max(over.span.end);
        }
        left.push(Token { span: Span { start: start.min(token.span.end), end: token.span.end }, ..*token });
    }
    left.retain(|token| token.span.start < token.span.end);
    left
}

fn by_lines(snapshot: &Snapshot, token: Token) -> Vec<Token> {
    let mut start = token.span.start as usize;
    let mut parts = Vec::new();
    for line in token.span.of(&snapshot.text).split_inclusive('\n') {
        let words = line.trim();
        let front = line.len() - line.trim_start().len();
        if !words.is_empty() {
            parts.push(Token { span: Span::new(start + front, start + front + words.len()), ..token });
        }
        start += line.len();
    }
    parts
}

fn names(snapshot: &Snapshot) -> Vec<Token> {
    let program = &snapshot.analysis().program;
    let shade = |of: &Referent| match of {
        Referent::Entry(id) if program[*id].role == Role::Section => Some(Shade::Section),
        Referent::Entry(_) | Referent::Source(_) => Some(Shade::Entry),
        Referent::Grade(_) => Some(Shade::Grade),
        Referent::Handle(_) => Some(Shade::Handle),
        // A condition like the words around it.
        Referent::Fact(..) => None,
    };
    let all = snapshot.names().all().iter();
    all.filter_map(|name| Some(Token { span: name.span, shade: shade(&name.of)?, makes: name.makes })).collect()
}

fn clauses(snapshot: &Snapshot, within: Span) -> Vec<Token> {
    let shade = |mark: Mark| match mark {
        Mark::Score => Shade::Keyword,
        Mark::Number => Shade::Number,
        Mark::Unit => Shade::Unit,
        Mark::Relation => Shade::Operator,
        Mark::Condition => Shade::Text,
        Mark::Handle => Shade::Handle,
        Mark::Evidence | Mark::Prose => Shade::Prose,
    };
    let passages = snapshot.analysis().passages.iter().filter(|passage| touches(passage.span, within));
    passages.flat_map(|passage| marks(passage, &snapshot.text)).map(|(span, mark)| token(span, shade(mark))).collect()
}

/// The title, properties, points and the words of blocks.
fn heads(snapshot: &Snapshot, found: &mut Vec<Token>) {
    let tree = &snapshot.analysis().parse.tree;
    found.push(Token { makes: true, ..token(tree.root.name.span, Shade::Section) });
    for property in &tree.properties {
        found.push(token(property.key.span, Shade::Property));
        found.push(token(property.value.span, Shade::Text));
    }
    points(&tree.root, found);
    for block in &tree.blocks {
        found.push(token(word(snapshot, block), Shade::Keyword));
        found.extend(block.title.as_ref().map(|title| token(title.span, Shade::Text)));
        points(&block.entry, found);
    }
}

fn points(entry: &Entry, found: &mut Vec<Token>) {
    found.extend(entry.points.as_ref().map(|points| token(points.span, Shade::Number)));
    found.extend(entry.weight.as_ref().map(|weight| token(weight.span, Shade::Number)));
    found.extend(entry.handle.as_ref().map(|handle| token(handle.span, Shade::Handle)));
    entry.children.iter().for_each(|child| points(child, found));
}

/// The word that opens a block.
fn word(snapshot: &Snapshot, block: &Block) -> Span {
    let head = block.entry.head.of(&snapshot.text);
    let end = head.find([':', '\u{ff1a}', ' ', '"', '“', '(', '（', ',', '，']).unwrap_or(head.len());
    let start = block.entry.head.start as usize;
    Span::new(start, start + end)
}

/// Facts and what they must earn: what was found, how often, and the word before the result.
fn examples(snapshot: &Snapshot, found: &mut Vec<Token>) {
    for example in &snapshot.analysis().program.examples {
        let lines = example.given.iter().map(|given| given.span).chain(example.expected.iter().map(|expected| expected.span));
        lines.for_each(|span| quantities(snapshot, span, found));
    }
    let facts = snapshot.names().all().iter().filter(|name| matches!(name.of, Referent::Fact(..)) && !name.makes);
    found.extend(facts.map(|name| token(name.span, Shade::Text)));
    let blocks = snapshot.analysis().parse.tree.blocks.iter().filter(|block| block.kind == BlockKind::Example);
    for block in blocks {
        let mut start = block.entry.span.start as usize;
        for line in block.entry.span.of(&snapshot.text).split_inclusive('\n') {
            let at = start + line.len() - line.trim_start().len();
            let due = ["应得", "应为", "结果"].iter().find(|due| line.trim_start().starts_with(**due));
            found.extend(due.map(|due| token(Span::new(at, at + due.len()), Shade::Keyword)));
            start += line.len();
        }
    }
}

/// `2处`, `98分` at the end of a line's words.
fn quantities(snapshot: &Snapshot, span: Span, found: &mut Vec<Token>) {
    let digit = |c: char| chidu_syntax::fold_char(c).is_ascii_digit() || c == '.';
    let said = span.of(&snapshot.text);
    let last = said.rfind(char::is_whitespace).map_or(0, |space| space + 1);
    let Some(rest) = said.get(last..) else { return };
    let Some(from) = rest.find(digit) else { return };
    let number = rest.get(from..).unwrap_or_default();
    let digits = number.find(|c: char| !digit(c)).unwrap_or(number.len());
    let start = span.start as usize + last + from;
    found.push(token(Span::new(start, start + digits), Shade::Number));
    found.push(token(Span::new(start + digits, span.end as usize), Shade::Unit));
}

/// As the protocol writes tokens: each relative to the one before.
fn encoded(snapshot: &Snapshot, tokens: &[Token]) -> Vec<SemanticToken> {
    let places = snapshot.places();
    let (mut line, mut column) = (0, 0);
    let one = |token: &Token| {
        let range = places.range(token.span);
        let same = range.start.line == line;
        let encoded = SemanticToken {
            delta_line: range.start.line - line,
            delta_start: if same { range.start.character - column } else { range.start.character },
            length: range.end.character.saturating_sub(range.start.character),
            token_type: kind(token.shade),
            token_modifiers_bitset: if token.makes { DECLARATION } else { 0 } | if token.shade == Shade::Prose { DOCUMENTATION } else { 0 },
        };
        (line, column) = (range.start.line, range.start.character);
        encoded
    };
    tokens.iter().map(one).collect()
}

fn kind(shade: Shade) -> u32 {
    match shade {
        Shade::Section => 0,
        Shade::Entry => 1,
        Shade::Property => 2,
        Shade::Keyword => 3,
        Shade::Number => 4,
        Shade::Operator => 5,
        Shade::Text => 6,
        Shade::Unit => 7,
        Shade::Grade => 8,
        Shade::Handle => 9,
        Shade::Comment | Shade::Prose => 10,
    }
}
