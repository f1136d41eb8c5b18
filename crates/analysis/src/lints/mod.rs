//! Lints: each checks one thing, in one file, under one name, with one page and one pair of fixtures.
//!
//! A lint's page is the `//!` text of its file (Chinese, then `# English`); its fixtures stand in `tests/lints/NAME`. Some
//! lints have no check of their own: the fact is found where the text is read or compiled, and worded here. Start at [`LINTS`].

use chidu_diagnostics::{Diagnostic, Lang, Severity, Span, Text};
use chidu_syntax::Parse;

use crate::attainable::Interval;
use crate::lower::{Fault, ReadPassage};
use crate::program::Program;

/// Everything that a lint may look at.
pub struct Subject<'a> {
    pub text: &'a str,
    pub parse: &'a Parse,
    pub program: &'a Program,
    pub passages: &'a [ReadPassage],
    pub faults: &'a [Fault],
    /// What each entry can score, by id; `[0]` is the total.
    pub attainable: &'a [Interval],
}

/// One thing that `check` tells.
pub struct Lint {
    /// The kebab-case name of the wrong thing.
    pub code: &'static str,
    pub severity: Severity,
    /// True where it says that the words allow two readings, not that they are wrong.
    pub ambiguity: bool,
    /// The source of the lint's file, whose `//!` text is the page.
    source: &'static str,
    /// A small rulebook that is wrong in this way alone.
    pub bad: &'static str,
    /// The same, mended.
    pub good: &'static str,
    check: Option<Check>,
}

type Checks = fn(&Subject<'_>) -> Vec<Diagnostic>;

/// What a check looks at.
enum Check {
    /// The words of one passage at a time, and nothing else: what it says holds as long as they do.
    Passage(Checks),
    /// The rulebook.
    Whole(Checks),
}

impl Lint {
    /// The page in one language, with the bad and the good example.
    pub fn page(&self, lang: Lang) -> String {
        let lines = self.source.lines().map_while(|line| line.strip_prefix("//!")).map(|line| line.strip_prefix(' ').unwrap_or(line));
        let text: Vec<&str> = lines.collect();
        let english = text.iter().position(|line| line.trim() == "# English").unwrap_or(text.len());
        let (chinese, rest) = text.split_at_checked(english).unwrap_or((&text, &[]));
        let (body, bad, good) = match lang {
            Lang::Zh => (chinese, "错误的写法", "正确的写法"),
            Lang::En => (rest.get(1..).unwrap_or(&[]), "Wrong", "Right"),
        };
        let body = body.join("\n");
        format!("{}\n\n{bad}:\n\n```\n{}\n```\n\n{good}:\n\n```\n{}\n```\n", body.trim(), self.bad.trim_end(), self.good.trim_end())
    }
}

impl Lint {
    /// What it is called; in English the first line of its page.
    pub fn title(&self, lang: Lang) -> String {
        self.page(lang).lines().next().unwrap_or_default().trim_start_matches(['#', ' ']).to_owned()
    }
}

/// The comma that the author writes.
fn comma(text: &str) -> &'static str {
    if text.contains('\u{ff0c}') { "\u{ff0c}" } else { ", " }
}

/// Offers the one name of an entry that is a single letter away from what is written, where that stands on the line of the place once.
fn renamed(subject: &Subject<'_>, told: Diagnostic, written: &str, place: Span) -> Diagnostic {
    let wanted = crate::label::key(written);
    let is_near = |name: &&str| crate::label::distance(&wanted, &crate::label::key(name), 1).is_some();
    let mut near: Vec<&str> = subject.program.entries.iter().map(|entry| entry.name.as_str()).filter(is_near).collect();
    near.dedup();
    let at = only_place(subject.text, written, place).filter(|_| !written.is_empty());
    match (near.as_slice(), at) {
        ([name], Some(at)) => told.fix(Text::new(format!("改为“{name}”"), format!("change to {name}")), vec![(at, (*name).to_owned())]),
        _ => told,
    }
}

/// Where words stand on the lines of a place, if they stand there once.
fn only_place(text: &str, words: &str, place: Span) -> Option<Span> {
    let (start, end) = (place.start as usize, place.end as usize);
    let from = text.get(..start)?.rfind('\n').map_or(0, |at| at + 1);
    let to = text.get(end..)?.find('\n').map_or(text.len(), |at| end + at);
    let mut found = text.get(from..to)?.match_indices(words).map(|(at, _)| from + at);
    let at = found.next()?;
    found.next().is_none().then(|| Span::new(at, at + words.len()))
}

/// The word of a text that is as long as a name and differs from it in one letter.
fn misspelt<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let length = name.chars().count();
    let starts = text.char_indices().map(|(at, _)| at);
    let words = starts.filter_map(|at| {
        let rest = text.get(at..)?;
        let end = rest.char_indices().nth(length).map_or(rest.len(), |(end, _)| end);
        rest.get(..end).filter(|word| word.chars().count() == length)
    });
    let mut near = words.filter(|word| word.chars().zip(name.chars()).filter(|(one, other)| one != other).count() == 1);
    near.next().filter(|_| near.next().is_none() && length > 2)
}

/// What all lints say of a compiled rulebook.
pub fn run(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let whole = LINTS.iter().filter_map(|lint| match lint.check {
        Some(Check::Whole(check)) => Some(check),
        _ => None,
    });
    let of_passages = subject.passages.iter().flat_map(|passage| &passage.told);
    of_passages.cloned().chain(whole.flat_map(|check| check(subject))).collect()
}

/// What those lints say that look at a passage alone.
pub(crate) fn of_passage(passage: &ReadPassage, text: &str) -> Vec<Diagnostic> {
    let passages = std::slice::from_ref(passage);
    let (parse, program) = (Parse::default(), Program::empty());
    let subject = Subject { text, parse: &parse, program: &program, passages, faults: &[], attainable: &[] };
    let checks = LINTS.iter().filter_map(|lint| match lint.check {
        Some(Check::Passage(check)) => Some(check),
        _ => None,
    });
    checks.flat_map(|check| check(&subject)).collect()
}

/// The lint of a code.
pub fn find(code: &str) -> Option<&'static Lint> {
    LINTS.iter().find(|lint| lint.code == code)
}

/// True for the code of a lint that says that words allow two readings.
pub fn is_ambiguity(code: &str) -> bool {
    find(code).is_some_and(|lint| lint.ambiguity)
}

/// Declares the lints: the module, the code, the severity, whether the file has a `check` that `reads` each passage alone or `checks` the
/// rulebook, and whether it tells an ambiguity.
macro_rules! lints {
    ($($module:ident $code:literal $severity:ident $($looks:ident check)? $(, $ambiguous:ident)?;)+) => {
        $(mod $module;)+

        /// Every lint, sorted by code. A test holds the list complete.
        pub static LINTS: &[Lint] = &[$(Lint {
            code: $code,
            severity: Severity::$severity,
            ambiguity: lints!(@ambiguous $($ambiguous)?),
            source: include_str!(concat!(stringify!($module), ".rs")),
            bad: include_str!(concat!("../../../../tests/lints/", $code, "/bad.chidu")),
            good: include_str!(concat!("../../../../tests/lints/", $code, "/good.chidu")),
            check: lints!(@check $module $($looks)?),
        }),+];
    };
    (@check $module:ident checks) => { Some(Check::Whole($module::check)) };
    (@check $module:ident reads) => { Some(Check::Passage($module::check)) };
    (@check $module:ident) => { None };
    (@ambiguous ambiguous) => { true };
    (@ambiguous) => { false };
}

lints! {
    alternative_unit "alternative-unit" Advice reads check, ambiguous;
    amount_left_out "amount-left-out" Warning reads check, ambiguous;
    any_of_list "any-of-list" Advice reads check, ambiguous;
    bad_property_value "bad-property-value" Error checks check;
    band_gap "band-gap" Error checks check;
    beyond_or_all "beyond-or-all" Advice reads check, ambiguous;
    blank_left "blank-left" Warning reads check, ambiguous;
    bound_or_finding "bound-or-finding" Advice reads check, ambiguous;
    bracketed_points "bracketed-points" Advice reads check, ambiguous;
    broken_decimal "broken-decimal" Warning reads check;
    cap_above_points "cap-above-points" Warning checks check;
    cap_below_deduction "cap-below-deduction" Warning checks check;
    cap_not_multiple "cap-not-multiple" Advice checks check;
    cap_over_several "cap-over-several" Advice reads check, ambiguous;
    cap_per_unit "cap-per-unit" Advice reads check, ambiguous;
    cap_without_deduction "cap-without-deduction" Advice checks check, ambiguous;
    compared_period "compared-period" Advice reads check, ambiguous;
    compound_unit "compound-unit" Advice reads check, ambiguous;
    deduction_above_points "deduction-above-points" Warning checks check;
    discretion_with_amount "discretion-with-amount" Advice reads check, ambiguous;
    discretion_without_range "discretion-without-range" Warning checks check;
    division_without_rounding "division-without-rounding" Error checks check;
    doubled_boundary "doubled-boundary" Warning reads check, ambiguous;
    doubled_unit "doubled-unit" Warning reads check;
    duty_frequency "duty-frequency" Advice reads check, ambiguous;
    either_effect "either-effect" Error reads check, ambiguous;
    entry_without_clauses "entry-without-clauses" Warning checks check;
    example_fails "example-fails" Error;
    exception_in_brackets "exception-in-brackets" Advice reads check, ambiguous;
    expected_diagnostics "expected-diagnostics" Error;
    external_clause "external-clause" Advice reads check;
    finding_without_amount "finding-without-amount" Advice reads check, ambiguous;
    formula_units "formula-units" Error checks check;
    grade_beside_finding "grade-beside-finding" Advice reads check, ambiguous;
    headless_table "headless-table" Warning;
    history_window "history-window" Advice reads check, ambiguous;
    history_without_periods "history-without-periods" Error checks check;
    joint_measure "joint-measure" Advice reads check, ambiguous;
    late_property "late-property" Warning;
    letter_for_digit "letter-for-digit" Warning checks check;
    look_alike_unit "look-alike-unit" Warning reads check;
    missing_amount "missing-amount" Error reads check, ambiguous;
    missing_colon "missing-colon" Advice;
    mixed_points "mixed-points" Advice checks check, ambiguous;
    money_beside_points "money-beside-points" Advice reads check, ambiguous;
    not_computed "not-computed" Error checks check;
    nothing_to_deduct_from "nothing-to-deduct-from" Error checks check;
    number_jump "number-jump" Warning;
    number_without_bound "number-without-bound" Error reads check, ambiguous;
    other_without_labels "other-without-labels" Warning checks check;
    overlapping_bands "overlapping-bands" Error checks check, ambiguous;
    place_in_contest "place-in-contest" Advice reads check, ambiguous;
    point_for_unit "point-for-unit" Warning reads check;
    points_do_not_add_up "points-do-not-add-up" Error checks check;
    repeated_handle "repeated-handle" Error checks check;
    repeated_name "repeated-name" Warning checks check;
    repeated_number "repeated-number" Warning;
    repeated_property "repeated-property" Warning;
    result_cycle "result-cycle" Error checks check;
    same_condition "same-condition" Warning checks check;
    several_without_each "several-without-each" Advice reads check, ambiguous;
    shared_boundary "shared-boundary" Warning reads check, ambiguous;
    shared_points "shared-points" Advice reads check, ambiguous;
    step_or_threshold "step-or-threshold" Advice reads check, ambiguous;
    step_without_start "step-without-start" Error checks check;
    suppression_without_reason "suppression-without-reason" Warning;
    total_in_words "total-in-words" Advice reads check, ambiguous;
    treated_as "treated-as" Advice reads check, ambiguous;
    unclear_progression "unclear-progression" Error reads check, ambiguous;
    unclear_scale "unclear-scale" Error checks check, ambiguous;
    unclosed_title "unclosed-title" Warning;
    uneven_each "uneven-each" Advice reads check, ambiguous;
    uneven_respectively "uneven-respectively" Advice reads check, ambiguous;
    units_differ "units-differ" Error checks check;
    unknown_entry "unknown-entry" Error checks check;
    unknown_grade "unknown-grade" Warning checks check;
    unknown_property "unknown-property" Warning;
    unknown_weight "unknown-weight" Error checks check;
    unmeetable_quota "unmeetable-quota" Error checks check;
    unreachable_band "unreachable-band" Warning checks check;
    unreachable_cap "unreachable-cap" Warning checks check;
    unreadable_block_line "unreadable-block-line" Error checks check;
    unreadable_example "unreadable-example" Error checks check;
    unrecognized_clause "unrecognized-clause" Error reads check;
    unsaid_partial_step "unsaid-partial-step" Advice checks check;
    unsaid_proportion "unsaid-proportion" Advice checks check, ambiguous;
    unsaid_ranking "unsaid-ranking" Error checks check, ambiguous;
    unsaid_tier "unsaid-tier" Advice checks check;
    unscored_or_zero "unscored-or-zero" Advice reads check, ambiguous;
    unused_suppression "unused-suppression" Warning;
    useless_grade_change "useless-grade-change" Warning checks check;
    veto_without_outcome "veto-without-outcome" Error checks check;
    weights_do_not_add_up "weights-do-not-add-up" Error checks check;
    words_before_bound "words-before-bound" Advice reads check, ambiguous;
    zero_amount "zero-amount" Advice reads check, ambiguous;
}

/// What is wrong with the spelling of points that were read as meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slip {
    /// l分, IOO分
    Letter,
    /// 0。5分, 0,5分, 0 5分
    Decimal,
    /// 扣5.
    Point,
    /// 扣1份
    LookAlike,
    /// 扣1分分
    Doubled,
}

/// Where the passages hold a slip of one kind.
pub(crate) fn slips<'s>(subject: &'s Subject<'_>, wanted: Slip) -> impl Iterator<Item = Span> + 's {
    let spans = subject.passages.iter().flat_map(|passage| &passage.reading.suspects);
    let kind = |span: &Span| match chidu_syntax::fold_str(span.of(subject.text)).as_ref() {
        "." => Slip::Point,
        "份" => Slip::LookAlike,
        "分" => Slip::Doubled,
        words if words.contains([' ', ',', '。']) => Slip::Decimal,
        _ => Slip::Letter,
    };
    spans.copied().filter(move |span| kind(span) == wanted)
}

/// A clause's words without the space and stops around them.
/// A place without the spaces and stops around its words.
fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let kept = trim(words);
    let start = span.start as usize + words.find(kept).unwrap_or_default();
    Span::new(start, start + kept.len())
}

pub(crate) fn trim(words: &str) -> &str {
    words.trim_matches(|c: char| c.is_whitespace() || ",;。:\u{ff0c}\u{ff1b}\u{ff1a}".contains(c))
}
