//! What could be written in a context, before it is asked what is typed.
//!
//! Not here: what fits what is typed (`super`). Start at [`offers`].

use std::sync::LazyLock;

use chidu_analysis::lints::Lint;
use chidu_analysis::{Context as Around, LINTS, read, sentence};
use chidu_diagnostics::{Lang, Severity, Text};
use chidu_values::Unit;
use tower_lsp::lsp_types::CompletionItemKind;

use super::context::Context;
use super::patterns::{BLOCKS, Body, CLAUSES, COUNTED, ENTRY, FIELDS, IN_BLOCKS, PROPERTIES, Pattern};
use crate::spelling::{Name, Typed};
use crate::vocabulary::{Vocabulary, Word};

/// One thing that could be written.
#[derive(Clone)]
pub struct Offer {
    pub label: String,
    pub names: Vec<Name>,
    pub body: Body,
    pub kind: CompletionItemKind,
    pub detail: Text,
    /// What a clause would be read as.
    pub reading: Text,
    /// Among what fits equally well, the lower first.
    pub order: usize,
    /// A unit: only behind a number.
    pub follows_number: bool,
}

static CLAUSE_OFFERS: LazyLock<Vec<Offer>> = LazyLock::new(|| CLAUSES.iter().map(clause).collect());
static ENTRY_OFFER: LazyLock<Offer> = LazyLock::new(|| clause(&ENTRY));
static BLOCK_OFFERS: LazyLock<Vec<Offer>> = LazyLock::new(|| BLOCKS.iter().map(|(word, pattern)| keyword(word, pattern)).collect());
static UNITS: LazyLock<Vec<Offer>> = LazyLock::new(units);

/// More names of one sort than anybody looks through.
const MOST: usize = 200;

/// The rulebook's names, as far as what is typed spells them: there may be thousands.
pub struct Names<'a> {
    pub words: &'a Vocabulary,
    pub typed: &'a Typed,
    pub pinyin: bool,
}

/// Everything for a context, each with its place in the order.
pub fn offers(context: &Context, names: &Names<'_>) -> Vec<Offer> {
    let mut all = match context {
        Context::Nothing => Vec::new(),
        Context::Code { allowed } => codes(*allowed),
        Context::Head { properties, margin } => head(names, *properties, *margin),
        Context::Value(key) => values(key),
        Context::Clause => [clauses(), names.entries(), names.sources(), UNITS.clone()].concat(),
        Context::Block(block, margin) => in_block(block, *margin, names),
        Context::Fact(entry) => facts(entry.as_deref(), names),
        Context::Expected => expected(names),
        Context::Meaning => meanings(names),
    };
    all.iter_mut().enumerate().for_each(|(order, offer)| offer.order = order);
    all
}

impl Names<'_> {
    fn of<'w>(&self, words: impl IntoIterator<Item = &'w Word>, kind: CompletionItemKind) -> Vec<Offer> {
        let fits = |word: &&Word| self.typed.is_empty() || word.name.spelt_by(self.typed, self.pinyin).is_some();
        words.into_iter().filter(fits).take(MOST).map(|word| name(word, kind)).collect()
    }

    fn entries(&self) -> Vec<Offer> {
        self.of(&self.words.entries, CompletionItemKind::FIELD)
    }

    fn sources(&self) -> Vec<Offer> {
        self.of(&self.words.sources, CompletionItemKind::CONSTANT)
    }

    fn grades(&self) -> Vec<Offer> {
        self.of(&self.words.grades, CompletionItemKind::ENUM_MEMBER)
    }

    fn outcomes(&self) -> Vec<Offer> {
        self.of(&self.words.outcomes, CompletionItemKind::EVENT)
    }

    fn handles(&self) -> Vec<Offer> {
        self.of(&self.words.handles, CompletionItemKind::REFERENCE)
    }

    fn findings(&self) -> Vec<Offer> {
        self.of(&self.words.findings, CompletionItemKind::VALUE)
    }
}

fn head(names: &Names<'_>, properties: bool, margin: bool) -> Vec<Offer> {
    let keys = PROPERTIES.iter().filter(|_| properties && margin).map(|(key, _)| property(key));
    let blocks = BLOCK_OFFERS.iter().filter(|_| margin).cloned();
    let entry = std::iter::once(ENTRY_OFFER.clone());
    keys.chain(blocks).chain(entry).chain(clauses()).chain(names.entries()).collect()
}

fn in_block(block: &str, margin: bool, names: &Names<'_>) -> Vec<Offer> {
    let patterns = IN_BLOCKS.iter().filter(|(word, _)| *word == block).map(|(_, pattern)| clause(pattern)).collect();
    let others = if margin { BLOCK_OFFERS.clone() } else { Vec::new() };
    [patterns, names.grades(), names.outcomes(), names.entries(), others, UNITS.clone()].concat()
}

/// Behind an entry's name its findings and units; before it the names of entries and the blocks that records may name.
fn facts(entry: Option<&str>, names: &Names<'_>) -> Vec<Offer> {
    if let Some(entry) = entry {
        return [names.of(names.words.of_entry(entry), CompletionItemKind::VALUE), UNITS.clone()].concat();
    }
    let blocks = ["一票否决", "不予考评"].into_iter().filter(|block| names.words.knows(block));
    let blocks = blocks.map(|block| plain(block, CompletionItemKind::KEYWORD)).collect();
    let due = Offer { body: Body::new("应得: "), ..plain("应得", CompletionItemKind::KEYWORD) };
    [names.entries(), vec![due], blocks, names.handles(), names.findings(), UNITS.clone()].concat()
}

fn expected(names: &Names<'_>) -> Vec<Offer> {
    let fixed = ["总分", "等级", "不予考评"].map(|word| plain(word, CompletionItemKind::KEYWORD)).to_vec();
    [names.entries(), fixed, names.grades(), names.outcomes(), UNITS.clone()].concat()
}

/// What a header of the records can mean.
fn meanings(names: &Names<'_>) -> Vec<Offer> {
    let fields = FIELDS.iter().map(|word| plain(word, CompletionItemKind::KEYWORD)).collect();
    [fields, names.entries(), names.handles(), names.findings()].concat()
}

fn values(key: &str) -> Vec<Offer> {
    let known = PROPERTIES.iter().filter(|(known, _)| *known == key).flat_map(|(_, values)| values.iter());
    known.map(|value| plain(value, CompletionItemKind::VALUE)).collect()
}

/// Lints, by their codes and by what they are called; an error cannot be let stand.
fn codes(allowed: bool) -> Vec<Offer> {
    let lints = LINTS.iter().filter(|lint| !allowed || lint.severity != Severity::Error);
    let offer = |lint: &Lint| {
        let title = Text::new(lint.title(Lang::Zh), lint.title(Lang::En));
        let names = [lint.code, &title.zh].map(Name::new).to_vec();
        Offer { names, detail: title, ..bare(lint.code, Body::literal(lint.code), CompletionItemKind::CONSTANT) }
    };
    lints.map(offer).collect()
}

fn clauses() -> Vec<Offer> {
    CLAUSE_OFFERS.clone()
}

fn units() -> Vec<Offer> {
    let measured = ["分", "%", "个百分点", "分钟", "小时", "天", "元", "万元"].into_iter();
    let rest = Unit::measured_words().into_iter().filter(|word| word.chars().all(|c| !c.is_ascii()));
    let mut words: Vec<&str> = COUNTED.iter().copied().chain(measured).collect();
    for word in rest {
        if !words.contains(&word) {
            words.push(word);
        }
    }
    words.iter().map(|word| Offer { follows_number: true, ..plain(word, CompletionItemKind::UNIT) }).collect()
}

fn name(word: &Word, kind: CompletionItemKind) -> Offer {
    Offer { names: vec![word.name.clone()], detail: word.detail.clone(), ..bare(&word.text, Body::literal(&word.text), kind) }
}

fn plain(word: &str, kind: CompletionItemKind) -> Offer {
    Offer { names: vec![Name::new(word)], ..bare(word, Body::literal(word), kind) }
}

fn property(key: &str) -> Offer {
    let body = Body::new(&format!("{key}: "));
    Offer { names: vec![Name::new(key)], ..bare(key, body, CompletionItemKind::PROPERTY) }
}

fn keyword(word: &str, pattern: &Pattern) -> Offer {
    let detail = Text::new(pattern.zh, pattern.en);
    Offer { names: vec![Name::new(word)], detail, ..bare(word, Body::new(pattern.text), CompletionItemKind::KEYWORD) }
}

/// A clause is found by its own words and by what it is called; what it does is what it is read as.
fn clause(pattern: &Pattern) -> Offer {
    let body = Body::new(pattern.text);
    let names = [&*body.clone().without_lead().words(), pattern.zh].into_iter().map(Name::new).collect();
    let (label, detail) = (body.plain(), Text::new(pattern.zh, pattern.en));
    Offer { names, detail, reading: meaning(&label), ..bare(&label, body, CompletionItemKind::SNIPPET) }
}

fn meaning(text: &str) -> Text {
    let reading = read(text, &Around { points: Some("100"), ..Around::default() });
    let told: Vec<Text> = reading.effects.iter().map(sentence::effect).collect();
    let joined = |of: fn(&Text) -> &String| told.iter().map(|text| of(text).as_str()).collect::<Vec<_>>().join("; ");
    Text::new(joined(|text| &text.zh), joined(|text| &text.en))
}

fn bare(label: &str, body: Body, kind: CompletionItemKind) -> Offer {
    Offer {
        label: label.to_owned(),
        names: Vec::new(),
        body,
        kind,
        detail: Text::default(),
        reading: Text::default(),
        order: 0,
        follows_number: false,
    }
}
