//! What one line says: the pairs of the line grammar as plain data, with ranges of the whole folded text.
//!
//! Not here: where the line belongs. Start at [`read`].

use std::ops::Range;

use chidu_grammar::lines::{self, Rule};
use chidu_grammar::tree::Pair;

use crate::ast::BlockKind;
use crate::number::Number;

/// A line by what it says.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    Title { name: Range<usize>, closed: bool, points: Option<Amount> },
    FullMarks(Amount),
    Property { key: Range<usize>, value: Range<usize>, form: PropertyForm },
    Block(BlockHead),
    Entry(Head),
    Numbered(Head),
    Prose(Range<usize>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PropertyForm {
    Known,
    /// A known key without its colon.
    Open,
    /// `以上包括本数, 以下不包括本数`
    Statement,
    Unknown,
}

/// Points or a weight: their words, and the figure as a plain decimal.
#[derive(Clone, Debug)]
pub(crate) struct Amount {
    pub range: Range<usize>,
    pub value: String,
}

/// The beginning of an entry, with its body on the same line.
#[derive(Clone, Debug, Default)]
pub(crate) struct Head {
    pub number: Option<Number>,
    pub name: Range<usize>,
    /// What stands between a colon after the name and points in brackets.
    pub wanted: Option<Range<usize>>,
    pub points: Option<Amount>,
    pub weight: Option<Amount>,
    pub handle: Option<Range<usize>>,
    pub colon: bool,
    pub body: Option<Range<usize>>,
    /// For a line with a number and no points: all of it behind the number.
    pub text: Option<Range<usize>>,
    /// How long `评分标准:` at the head of the body is.
    pub lead: Option<usize>,
    /// Points in brackets at the end of the text.
    pub closing: Option<Amount>,
    /// True where the text may change a score.
    pub scores: bool,
    /// Where the head ends.
    pub end: usize,
}

/// The first line of a block.
#[derive(Clone, Debug)]
pub(crate) struct BlockHead {
    pub kind: BlockKind,
    pub number: Option<Number>,
    pub word: Range<usize>,
    pub title: Option<Range<usize>>,
    pub points: Option<Amount>,
    pub body: Option<Range<usize>>,
    pub end: usize,
}

impl Kind {
    /// Moves every place of it so many bytes on.
    pub fn shift(&mut self, by: usize) {
        match self {
            Kind::Title { name, points, .. } => {
                farther(by, [name]);
                points.iter_mut().for_each(|points| farther(by, [&mut points.range]));
            }
            Kind::FullMarks(points) => farther(by, [&mut points.range]),
            Kind::Property { key, value, .. } => farther(by, [key, value]),
            Kind::Block(head) => head.shift(by),
            Kind::Entry(head) | Kind::Numbered(head) => head.shift(by),
            Kind::Prose(range) => farther(by, [range]),
        }
    }
}

impl Head {
    fn shift(&mut self, by: usize) {
        let Self { number, name, wanted, points, weight, handle, colon: _, body, text, lead: _, closing, scores: _, end } = self;
        farther(by, number.iter_mut().flat_map(Number::places));
        farther(by, points.iter_mut().chain(weight).chain(closing).map(|amount| &mut amount.range));
        farther(by, [name].into_iter().chain(wanted).chain(handle).chain(body).chain(text));
        *end += by;
    }

    /// Notes what the words of a line that begins at an offset say.
    fn look(mut self, at: usize, line: &str) -> Self {
        let words = |range: &Range<usize>| line.get(range.start - at..range.end - at).unwrap_or("");
        self.lead = self.body.as_ref().and_then(|body| lead(words(body)));
        if let Some(text) = &self.text {
            self.scores = scores(words(text));
            self.closing = if self.number.is_some() && self.points.is_none() { closing_points(text.start, words(text)) } else { None };
        }
        self
    }
}

impl BlockHead {
    fn shift(&mut self, by: usize) {
        let Self { kind: _, number, word, title, points, body, end } = self;
        farther(by, number.iter_mut().flat_map(Number::places));
        farther(by, points.iter_mut().map(|points| &mut points.range));
        farther(by, [word].into_iter().chain(title).chain(body));
        *end += by;
    }
}

fn farther<'r>(by: usize, ranges: impl IntoIterator<Item = &'r mut Range<usize>>) {
    ranges.into_iter().for_each(|range| *range = range.start + by..range.end + by);
}

/// Reads a line, which begins at an offset of the folded text, as one of the rules that accept any line.
pub(crate) fn read(rule: Rule, at: usize, text: &str) -> Kind {
    let everything = || Kind::Prose(at..at + text.len());
    let Some(mut pairs) = lines::parse(rule, text) else { return everything() };
    let mut head = Head { end: at + text.len(), ..Head::default() };
    for pair in pairs.next().into_iter().flat_map(Pair::into_inner) {
        let range = range(at, &pair);
        match pair.as_rule() {
            Rule::title | Rule::plain_title => return title(at, pair),
            Rule::full_marks => {
                if let Some(amount) = points_in(at, pair) {
                    return Kind::FullMarks(amount);
                }
            }
            Rule::property | Rule::open_property | Rule::unknown_property => return property(at, pair),
            Rule::block => return block(at, pair),
            Rule::entry => return Kind::Entry(entry(at, pair).look(at, text)),
            Rule::numbered => return Kind::Numbered(entry(at, pair).look(at, text)),
            Rule::prose if head.number.is_some() => {
                head.text = Some(range);
                return Kind::Numbered(head.look(at, text));
            }
            Rule::prose => return Kind::Prose(range),
            _ => head.number = Number::read(at, pair).or(head.number),
        }
    }
    everything()
}

/// True where something in the text may change a score.
pub(crate) fn scores(text: &str) -> bool {
    // 一、扣分: a heading.
    let heading = matches!(text.trim(), "扣分" | "加分" | "加分、扣分" | "扣分、加分" | "加扣分");
    !heading && text.split('\n').any(|line| lines::parse(Rule::scored, line).is_some())
}

/// True for the number of a page.
pub(crate) fn is_page(text: &str) -> bool {
    lines::parse(Rule::page, text).is_some()
}

/// True for what stands above a title: the number of an annex or of the document.
pub(crate) fn is_prelude(text: &str) -> bool {
    lines::parse(Rule::prelude, text).is_some()
}

/// Where the points in brackets at the end of a numbered line stand, where what is right before them scores.
fn closing_points(at: usize, text: &str) -> Option<Amount> {
    let pair = lines::parse(Rule::closing, text)?.flat_map(Pair::into_inner).find(|pair| pair.as_rule() == Rule::points_in_brackets)?;
    let before = text.get(..pair.as_span().start())?.trim_end().trim_end_matches('。');
    let phrase = before.rsplit([',', ';', '。']).next().unwrap_or(before);
    points_in(at, pair).filter(|_| scores(phrase))
}

/// True for a heading that needs no number: 附则, and the caption of a table of deductions or awards.
pub(crate) fn is_caption(text: &str) -> bool {
    lines::parse(Rule::heading, text).is_some() || lines::parse(Rule::caption, text).is_some()
}

/// How long `评分标准:` at the head of a line is, with its colon and the number before it.
pub(crate) fn lead(text: &str) -> Option<usize> {
    let pairs = lines::parse(Rule::lead, text)?;
    pairs.last().map(|pair| pair.as_span().end())
}

/// The place of a pair in the whole folded text.
pub(crate) fn range(at: usize, pair: &Pair<'_, Rule>) -> Range<usize> {
    let span = pair.as_span();
    at + span.start()..at + span.end()
}

fn title(at: usize, pair: Pair<'_, Rule>) -> Kind {
    let (mut name, mut closed, mut points) = (range(at, &pair), true, None);
    for inner in pair.into_inner() {
        match inner.as_rule() {
            Rule::title_name | Rule::plain_name => name = range(at, &inner),
            Rule::unclosed => closed = false,
            _ => points = points_in(at, inner).or(points),
        }
    }
    Kind::Title { name, closed, points }
}

fn property(at: usize, pair: Pair<'_, Rule>) -> Kind {
    let mut form = match pair.as_rule() {
        Rule::unknown_property => PropertyForm::Unknown,
        Rule::open_property => PropertyForm::Open,
        _ => PropertyForm::Known,
    };
    let whole = range(at, &pair);
    let (mut key, mut value) = (whole.clone(), whole.end..whole.end);
    for inner in pair.into_inner() {
        match inner.as_rule() {
            Rule::key | Rule::bare_key | Rule::limit_key | Rule::unknown_key => key = range(at, &inner),
            Rule::value => value = range(at, &inner),
            Rule::statement => (form, key, value) = (PropertyForm::Statement, whole.clone(), whole.clone()),
            _ => {}
        }
    }
    Kind::Property { key, value, form }
}

fn block(at: usize, pair: Pair<'_, Rule>) -> Kind {
    let whole = range(at, &pair);
    let mut head =
        BlockHead { kind: BlockKind::Note, number: None, word: whole.clone(), title: None, points: None, body: None, end: whole.end };
    let inner = pair.into_inner().flat_map(|pair| match pair.as_rule() {
        Rule::scoring_block | Rule::example | Rule::plain_block => pair.into_inner().collect(),
        _ => vec![pair],
    });
    for pair in inner {
        let range = range(at, &pair);
        match pair.as_rule() {
            Rule::example_name => head.title = Some(range),
            Rule::sum => head.points = points_in(at, pair).map(|amount| Amount { range, ..amount }),
            Rule::body => head.body = Some(range),
            rule => match block_kind(rule) {
                Some(kind) => (head.kind, head.word) = (kind, range),
                None => head.number = Number::read(at, pair).or(head.number),
            },
        }
    }
    head.end = head.body.as_ref().map_or(head.end, |body| body.start);
    Kind::Block(head)
}

fn block_kind(rule: Rule) -> Option<BlockKind> {
    Some(match rule {
        Rule::bonus => BlockKind::Bonus,
        Rule::malus => BlockKind::Malus,
        Rule::veto => BlockKind::Veto,
        Rule::bands => BlockKind::Bands,
        Rule::not_assessed => BlockKind::NotAssessed,
        Rule::annual => BlockKind::Annual,
        Rule::sources => BlockKind::Sources,
        Rule::data => BlockKind::Data,
        Rule::example_word => BlockKind::Example,
        Rule::note => BlockKind::Note,
        _ => return None,
    })
}

fn entry(at: usize, pair: Pair<'_, Rule>) -> Head {
    let line_end = at + pair.as_span().end();
    let mut head = Head { end: line_end, ..Head::default() };
    for inner in pair.into_inner() {
        let range = range(at, &inner);
        match inner.as_rule() {
            Rule::name | Rule::loose_name | Rule::label => head.name = range,
            Rule::wanted => head.wanted = Some(range),
            Rule::handle_name => head.handle = Some(range),
            Rule::marks => (head.points, head.weight) = marks(at, inner),
            Rule::colon => head.colon = true,
            Rule::body => head.body = Some(range),
            Rule::text => head.text = Some(range),
            _ => head.number = Number::read(at, inner).or(head.number),
        }
    }
    let label = head.text.is_none();
    head.end = head.wanted.iter().chain(&head.body).chain(&head.text).map(|range| range.start).min().unwrap_or(head.end);
    if head.points.is_none() && head.weight.is_none() {
        let text = head.text.get_or_insert(head.name.start..line_end).clone();
        head.name = if label { head.name } else { text.start..text.start };
    }
    head
}

/// Points and weight of the words behind a name.
pub(crate) fn marks(at: usize, pair: Pair<'_, Rule>) -> (Option<Amount>, Option<Amount>) {
    let whole = range(at, &pair);
    let (mut points, mut weight) = (None, None);
    for inner in pair.into_inner() {
        let place = if matches!(inner.as_rule(), Rule::points | Rule::weight) { range(at, &inner) } else { whole.clone() };
        let leaf = |rules: &[Rule], pair: &Pair<'_, Rule>| rules.contains(&pair.as_rule());
        if leaf(&[Rule::points, Rule::figure, Rule::worded], &inner) {
            points = points_in(at, inner).map(|amount| Amount { range: place, ..amount });
        } else if leaf(&[Rule::weight, Rule::share], &inner) {
            weight = weight_in(inner).map(|value| Amount { range: place, value });
        }
    }
    (points, weight)
}

fn points_in(at: usize, pair: Pair<'_, Rule>) -> Option<Amount> {
    let place = range(at, &pair);
    let itself = (pair.as_rule() == Rule::amount).then(|| pair.as_str());
    let figure =
        itself.or_else(|| pair.into_inner().flatten().find(|inner| inner.as_rule() == Rule::amount).map(|inner| inner.as_str()))?;
    crate::numeral(figure).map(|value| Amount { range: place, value })
}

pub(crate) fn weight_in(pair: Pair<'_, Rule>) -> Option<String> {
    let itself = matches!(pair.as_rule(), Rule::percent | Rule::fraction).then(|| pair.clone());
    let inner = itself.or_else(|| pair.into_inner().flatten().find(|inner| matches!(inner.as_rule(), Rule::percent | Rule::fraction)))?;
    match inner.as_rule() {
        Rule::percent => hundredth(&crate::numeral(inner.as_str().trim_end_matches('%').trim_end())?),
        _ => crate::numeral(inner.as_str()),
    }
}

/// A hundredth of a plain decimal: 12.5 is 0.125.
fn hundredth(decimal: &str) -> Option<String> {
    let (whole, fraction) = decimal.split_once('.').unwrap_or((decimal, ""));
    let padded = format!("{whole:0>3}");
    let (high, low) = padded.split_at_checked(padded.len() - 2)?;
    crate::numeral(&format!("{high}.{low}{fraction}"))
}
