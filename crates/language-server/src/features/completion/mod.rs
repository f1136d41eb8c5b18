//! What may be written where the cursor is: keywords, units, the rulebook's own names, and whole clauses with gaps to fill in.
//!
//! The list is made for exactly what is typed: `filterText` is that spelling, so that a client keeps 服务态度 for `fwtd`, and the list is
//! marked incomplete, so that it asks again with every letter. Each item says which stretch it replaces, since Chinese has no spaces
//! between words. Start at [`completions`].

mod context;
mod offers;
pub mod patterns;

use chidu_diagnostics::Span;
use tower_lsp::lsp_types::{
    CompletionItem, CompletionList, CompletionTextEdit, Documentation, InsertTextFormat, MarkupContent, MarkupKind, Position, TextEdit,
};

use self::context::Context;
use self::offers::{Names, Offer, offers};
use crate::snapshot::Snapshot;
use crate::spelling::Typed;

/// More than anybody looks through; typing on makes room for the rest.
const MOST: usize = 100;

/// An offer that fits, and how many bytes before the cursor it replaces.
struct Match {
    offer: Offer,
    bytes: usize,
}

/// What may be written at a position.
pub fn completions(snapshot: &Snapshot, position: Position) -> CompletionList {
    let cursor = snapshot.places().offset(position);
    let before = snapshot.text.get(..cursor).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let vocabulary = snapshot.vocabulary();
    let context = context::context(before, line, &vocabulary);
    let typed = if matches!(context, Context::Code { .. }) { Typed::code_before(line) } else { Typed::before(line) };
    let united = snapshot.text.get(cursor..).is_some_and(|after| after.starts_with(|c: char| c.is_alphanumeric() || c == '%'));
    let names = Names { words: &vocabulary, typed: &typed, pinyin: snapshot.session.pinyin };
    let mut fitting: Vec<Match> = offers(&context, &names).into_iter().filter_map(|offer| fit(snapshot, offer, &typed, line)).collect();
    // 5|分 has its unit.
    fitting.retain(|found| !united || found.bytes > 0 || !found.offer.follows_number);
    fitting.sort_by_key(|found| (std::cmp::Reverse(found.bytes), found.offer.order));
    fitting.truncate(MOST);
    let items = fitting.into_iter().enumerate().map(|(at, found)| item(snapshot, found, cursor, at)).collect();
    CompletionList { is_incomplete: true, items }
}

/// An offer where what is typed spells it, or where nothing is typed yet.
fn fit(snapshot: &Snapshot, offer: Offer, typed: &Typed, line: &str) -> Option<Match> {
    let pinyin = snapshot.session.pinyin;
    let bytes = match offer.names.iter().filter_map(|name| name.spelt_by(typed, pinyin)).max() {
        Some(bytes) => bytes,
        None if typed.is_empty() && !offer.follows_number || typed.ends_in_number() && offer.follows_number => 0,
        None => return None,
    };
    let (kept, spelt) = line.split_at_checked(line.len() - bytes)?;
    let fits = !offer.follows_number || kept.ends_with(is_number);
    // What stands there already, as names of the very words that are being typed do.
    (fits && spelt != offer.label).then_some(Match { offer, bytes })
}

fn is_number(c: char) -> bool {
    chidu_syntax::fold_char(c).is_ascii_digit() || "一二三四五六七八九十百两半".contains(c)
}

fn item(snapshot: &Snapshot, Match { offer, bytes }: Match, cursor: usize, at: usize) -> CompletionItem {
    let start = cursor - bytes;
    let spelt = snapshot.text.get(start..cursor).unwrap_or_default();
    let clause = snapshot.text.get(..start).unwrap_or_default().rsplit(['\n', ':', '：', ';', '；', '。']).next().unwrap_or_default();
    // What the clause is about has been typed already.
    let body = if clause.trim().is_empty() { offer.body } else { offer.body.without_lead() };
    let lang = snapshot.session.lang;
    let text = if snapshot.session.snippets { body.snippet() } else { body.plain() };
    let text = if snapshot.text.contains("\r\n") { text.replace('\n', "\r\n") } else { text };
    let documentation = offer.reading.get(lang);
    CompletionItem {
        label: offer.label,
        kind: Some(offer.kind),
        detail: Some(offer.detail.get(lang).to_owned()).filter(|detail| !detail.is_empty()),
        documentation: (!documentation.is_empty())
            .then(|| Documentation::MarkupContent(MarkupContent { kind: MarkupKind::PlainText, value: documentation.to_owned() })),
        sort_text: Some(format!("{at:03}")),
        filter_text: (bytes > 0).then(|| spelt.to_owned()),
        insert_text_format: (snapshot.session.snippets && body.has_gaps()).then_some(InsertTextFormat::SNIPPET),
        text_edit: Some(CompletionTextEdit::Edit(TextEdit::new(snapshot.places().range(Span::new(start, cursor)), text))),
        ..CompletionItem::default()
    }
}
