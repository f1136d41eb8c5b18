//! Names in all rulebooks of the workspace: entries and blocks, by characters, pinyin or initials.
//!
//! Needs the tree alone, so that rulebooks that nobody has opened cost little. Start at [`symbols`].

use chidu_diagnostics::LineIndex;
use chidu_diagnostics::Span;
use chidu_syntax::ast::Entry;
use tower_lsp::lsp_types::{Location, SymbolInformation, SymbolKind, Url};

use crate::position::Places;
use crate::session::Session;
use crate::spelling::{Name, Typed};

/// More than anybody looks through.
const MOST: usize = 500;

/// A query as it is compared with names.
pub struct Query<'a> {
    words: &'a str,
    typed: Typed,
    pinyin: bool,
}

impl<'a> Query<'a> {
    /// Takes a query as the author typed it; an empty one asks for everything.
    pub fn new(words: &'a str, session: &Session) -> Self {
        let words = words.trim();
        Self { words, typed: Typed::before(words), pinyin: session.pinyin }
    }

    fn finds(&self, name: &str) -> bool {
        self.words.is_empty() || name.contains(self.words) || Name::new(name).spelt_by(&self.typed, self.pinyin) == Some(self.words.len())
    }
}

/// The names of some rulebooks that a query finds.
pub fn symbols<'t>(texts: impl Iterator<Item = (&'t Url, &'t str)>, session: &Session, query: &str) -> Vec<SymbolInformation> {
    let query = Query::new(query, session);
    let mut found = Vec::new();
    for (uri, text) in texts {
        of_rulebook(uri, text, session, &query, &mut found);
        found.truncate(MOST);
    }
    found
}

fn of_rulebook(uri: &Url, text: &str, session: &Session, query: &Query<'_>, found: &mut Vec<SymbolInformation>) {
    let tree = chidu_syntax::parse(text).tree;
    let lines = LineIndex::new(text);
    let places = Places { text, lines: &lines, encoding: session.encoding };
    let title = tree.root.name.text.trim();
    let file = uri.path_segments().and_then(|mut parts| parts.next_back()).unwrap_or_default();
    let within = if title.is_empty() { file } else { title };
    let mut finder = Finder { uri, places, query, found };
    finder.symbol(title, tree.root.name.span, SymbolKind::FILE, file);
    tree.root.children.iter().for_each(|entry| finder.entry(entry, within));
    for block in &tree.blocks {
        let head = block.entry.head.of(text).trim();
        let name = head.split([':', '：']).next().unwrap_or(head).trim();
        finder.symbol(name, block.entry.head, SymbolKind::NAMESPACE, within);
        block.entry.children.iter().for_each(|entry| finder.entry(entry, name));
    }
}

struct Finder<'a, 'f> {
    uri: &'a Url,
    places: Places<'a>,
    query: &'a Query<'a>,
    found: &'f mut Vec<SymbolInformation>,
}

impl Finder<'_, '_> {
    fn entry(&mut self, entry: &Entry, within: &str) {
        let name = entry.name.text.trim();
        let kind = if entry.children.is_empty() { SymbolKind::FIELD } else { SymbolKind::NAMESPACE };
        self.symbol(name, entry.name.span, kind, within);
        let within = if name.is_empty() { within } else { name };
        entry.children.iter().for_each(|child| self.entry(child, within));
    }

    #[expect(deprecated, reason = "the protocol's type still has the field that it took back")]
    fn symbol(&mut self, name: &str, span: Span, kind: SymbolKind, within: &str) {
        if !name.is_empty() && self.found.len() < MOST && self.query.finds(name) {
            self.found.push(SymbolInformation {
                name: name.to_owned(),
                kind,
                tags: None,
                deprecated: None,
                location: Location::new(self.uri.clone(), self.places.range(span)),
                container_name: (!within.is_empty()).then(|| within.to_owned()),
            });
        }
    }
}
