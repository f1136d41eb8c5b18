//! What is wrong with records, as typed facts with their place.
//!
//! Not here: the sentences (`words`). Start at [`RecordProblem`].

use chidu_analysis::program::Program;
use chidu_diagnostics::Text;
use chidu_evaluation::Observations;
use chidu_evaluation::assessment::DataProblem;
use chidu_evaluation::observation::RowId;
use chidu_values::{Number, PeriodKind};

/// Something wrong with a row, a column or a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordProblem {
    pub file: String,
    pub sheet: Option<String>,
    /// As the spreadsheet shows it; `None` where the file or sheet as a whole is meant.
    pub row: Option<u32>,
    /// The column's heading.
    pub column: Option<String>,
    /// A kebab-case name, fixed for machines.
    pub code: &'static str,
    pub message: Text,
    /// What to type instead, where something is near.
    pub suggestion: Option<Text>,
    /// The facts from which the sentences are made.
    pub what: What,
}

/// The facts of a problem. Names that are near or possible are in the author's spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    UnknownEntry {
        written: String,
        near: Option<String>,
    },
    AmbiguousEntry {
        written: String,
        candidates: Vec<String>,
    },
    /// A number such as 1.1 where both 1.1 and 1.10 are entries.
    LostZero {
        written: String,
        longer: String,
    },
    NoEntry,
    UnknownFinding {
        written: String,
        entry: Option<String>,
        near: Option<String>,
    },
    AmbiguousLabel {
        written: String,
        candidates: Vec<String>,
    },
    NoFinding {
        entry: String,
        candidates: Vec<String>,
    },
    UnknownAnswer {
        written: String,
        options: Vec<String>,
        near: Option<String>,
    },
    NotANumber {
        written: String,
    },
    NotWhole {
        written: String,
    },
    Negative {
        written: String,
    },
    /// A number under 次数 that is more likely a day.
    HugeCount {
        written: String,
    },
    WrongUnit {
        written: String,
        unit: Option<String>,
    },
    /// Between 0 and 1, without %, for a measure in per cent.
    BareShare {
        written: String,
        percent: Number,
        /// The kind of file does not tell percent cells from others.
        untold: bool,
    },
    NoValue {
        fact: String,
    },
    /// A percent cell beyond a thousand per cent: 92 typed for 92%.
    HugeShare {
        written: String,
        percent: Number,
    },
    /// 12:30 may be hours and minutes or minutes and seconds.
    AmbiguousTime {
        written: String,
        long: String,
        short: String,
    },
    /// A number under 数值 for a finding, whose count is empty or another one.
    StrayValue {
        written: String,
        count: Option<String>,
        fact: String,
    },
    AmountMissing {
        rule: String,
        /// The least and the most.
        range: Option<(String, String)>,
    },
    OutOfRange {
        written: String,
        low: String,
        high: String,
    },
    /// The value contradicts the condition that the row names.
    Contradicts {
        written: Number,
        named: String,
    },
    NoSubject,
    NoSubjectColumn {
        headers: Vec<String>,
    },
    TotalRow {
        written: String,
    },
    /// The headings once more.
    RepeatedHeadings,
    /// A line of prose beneath or between the rows.
    NoteRow {
        written: String,
    },
    /// 情形 says that nothing was found, and 次数 how often.
    NothingButCounted {
        written: String,
        count: String,
    },
    /// A stroke as 情形 and no count.
    Undecided,
    NoPeriod {
        kind: PeriodKind,
    },
    BadPeriod {
        written: String,
        near: Option<String>,
    },
    /// 3月1日, and nothing tells of which year.
    NoYear {
        written: String,
    },
    PeriodTooCoarse {
        written: String,
        kind: PeriodKind,
    },
    /// A day that lies outside the period or year that the row names beside it.
    /// Rows of another period than the one that stands above the table, or that its sheet is called by.
    TitleDiffers {
        written: String,
        sheet: bool,
        rows: Vec<u32>,
    },
    DateOutside {
        written: String,
        period: String,
    },
    NoSource {
        sources: Vec<String>,
    },
    UnknownSource {
        written: String,
        sources: Vec<String>,
        near: Option<String>,
    },
    NotOnRoster {
        written: String,
        near: Option<String>,
    },
    /// No exception of the finding has this name.
    UnknownException {
        written: String,
        exceptions: Vec<String>,
        near: Option<String>,
    },
    /// 是 where several exceptions can be meant.
    AmbiguousException {
        exceptions: Vec<String>,
    },
    /// A row of a wide table states many things; which of them is left out it cannot say.
    ExceptionInWide,
    /// No day, where a cap binds each week or month.
    /// The row does not say of which object it speaks.
    NoObject {
        fact: String,
    },
    /// One object is named, and several people are counted.
    SeveralObjects {
        written: String,
    },
    /// The rows name other than as many objects as the rulebook asks for.
    ObjectsMissing(Box<Objects>),
    NoDay {
        fact: String,
    },
    FormulaWithoutValue,
    CellError {
        written: String,
    },
    MergedCell,
    BadBytes {
        encoding: &'static str,
        line: u32,
    },
    BadText {
        written: String,
    },
    /// A cell behind the last heading: 1,000 without quotes moves all that follows.
    StrayCell {
        written: String,
    },
    DuplicateRow {
        file: String,
        sheet: Option<String>,
        row: u32,
    },
    UnknownColumn {
        header: String,
        near: Option<String>,
    },
    /// `数据:` of the rulebook gives the column a meaning that there is not.
    UnknownMeaning {
        header: String,
        meaning: String,
        near: Option<String>,
    },
    /// A column that holds something and has no heading.
    BlankHeading {
        column: String,
    },
    /// Two columns of the same meaning say different things.
    TwinsDiffer {
        header: String,
        written: String,
        first: String,
    },
    ColumnOfSeveral {
        header: String,
        columns: Vec<String>,
    },
    DuplicateColumn {
        header: String,
        other: String,
    },
    AmbiguousColumn {
        headers: Vec<String>,
    },
    NoHeader,
    /// A full-width sign stands where delimiters should.
    WideDelimiter {
        sign: char,
    },
    /// The same in a single line: all of it stands in the first cell.
    WideRow {
        sign: char,
    },
    /// A file without a single line.
    EmptyFile,
    BadJson,
    UnclosedQuote,
    CellTooLong,
    /// A formula or comparison divides by a value that is zero.
    DividesByZero {
        fact: String,
    },
    /// Two values of one single-valued measure.
    ConflictingValues {
        fact: String,
        rows: Vec<Text>,
    },
    AmountDiffers {
        rule: String,
        given: String,
        computed: String,
    },
    /// More occurrences are doubled than there were.
    ScaledMore {
        rule: String,
        named: String,
        there: String,
    },
    SourceMissing {
        subject: String,
        /// None where the rulebook has no periods.
        period: Option<String>,
        source: String,
    },
}

/// Which objects there are of an entry, and how many there have to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objects {
    pub subject: String,
    /// None where the rulebook has no periods.
    pub period: Option<String>,
    pub entry: String,
    /// `None`: any, but not none.
    pub wanted: Option<u32>,
    pub names: Vec<String>,
}

impl RecordProblem {
    /// Puts words to facts.
    pub fn new(file: &str, sheet: Option<&str>, row: Option<u32>, column: Option<&str>, what: What) -> Self {
        Self {
            file: file.to_owned(),
            sheet: sheet.map(str::to_owned),
            row,
            column: column.map(str::to_owned),
            code: what.code(),
            message: what.message(),
            suggestion: what.suggestion(),
            what,
        }
    }
}

impl What {
    /// The kebab-case name of the problem.
    pub fn code(&self) -> &'static str {
        match self {
            What::UnknownEntry { .. } => "unknown-entry",
            What::AmbiguousEntry { .. } | What::LostZero { .. } => "ambiguous-entry",
            What::NoEntry => "no-entry",
            What::UnknownFinding { .. } => "unknown-finding",
            What::AmbiguousLabel { .. } => "ambiguous-label",
            What::NoFinding { .. } => "no-finding",
            What::UnknownAnswer { .. } => "unknown-answer",
            What::NotANumber { .. } => "not-a-number",
            What::NotWhole { .. } => "not-whole",
            What::WrongUnit { .. } => "wrong-unit",
            What::BareShare { .. } | What::HugeShare { .. } => "ambiguous-percent",
            What::AmbiguousTime { .. } => "ambiguous-time",
            What::NoValue { .. } => "no-value",
            What::StrayValue { .. } => "stray-value",
            What::AmountMissing { .. } => "amount-missing",
            What::OutOfRange { .. } | What::Negative { .. } | What::HugeCount { .. } => "out-of-range",
            What::Contradicts { .. } => "value-contradicts-finding",
            What::NoSubject | What::NoSubjectColumn { .. } => "no-subject",
            What::StrayCell { .. } => "stray-cell",
            What::TotalRow { .. } => "total-row",
            What::RepeatedHeadings => "repeated-headings",
            What::NoteRow { .. } => "note-row",
            What::NothingButCounted { .. } | What::Undecided => "unclear-finding",
            What::EmptyFile => "empty-file",
            What::NoPeriod { .. } => "no-period",
            What::BadPeriod { .. } => "bad-period",
            What::NoYear { .. } => "no-year",
            What::PeriodTooCoarse { .. } => "period-too-coarse",
            What::DateOutside { .. } => "date-outside-period",
            What::TitleDiffers { .. } => "date-outside-title",
            What::NoSource { .. } => "no-source",
            What::UnknownSource { .. } => "unknown-source",
            What::NotOnRoster { .. } => "not-on-roster",
            What::UnknownException { .. } | What::ExceptionInWide => "unknown-exception",
            What::AmbiguousException { .. } => "ambiguous-exception",
            What::NoDay { .. } => "no-day",
            What::NoObject { .. } => "no-object",
            What::SeveralObjects { .. } => "several-objects",
            What::ObjectsMissing(_) => "objects-missing",
            What::FormulaWithoutValue => "formula-without-value",
            What::CellError { .. } => "cell-error",
            What::MergedCell => "merged-cell",
            What::BadBytes { .. } | What::BadText { .. } => "bad-encoding",
            What::DuplicateRow { .. } => "duplicate-row",
            What::UnknownColumn { .. } | What::UnknownMeaning { .. } | What::BlankHeading { .. } => "unknown-column",
            What::ColumnOfSeveral { .. } => "column-of-several-clauses",
            What::DuplicateColumn { .. } | What::TwinsDiffer { .. } => "duplicate-column",
            What::AmbiguousColumn { .. } => "ambiguous-column",
            What::NoHeader => "no-header",
            What::WideDelimiter { .. } | What::WideRow { .. } => "wide-delimiter",
            What::BadJson => "bad-json",
            What::UnclosedQuote => "unclosed-quote",
            What::CellTooLong => "cell-too-long",
            What::ConflictingValues { .. } => "conflicting-values",
            What::DividesByZero { .. } => "divides-by-zero",
            What::AmountDiffers { .. } => "amount-differs",
            What::ScaledMore { .. } => "scaled-more-than-found",
            What::SourceMissing { .. } => "source-missing",
        }
    }
}

/// What an evaluation found wrong with the data, as record problems at their rows.
pub fn problems_of_data(program: &Program, observations: &Observations, found: &[DataProblem]) -> Vec<RecordProblem> {
    found.iter().flat_map(|problem| of_data(program, observations, problem)).collect()
}

fn of_data(program: &Program, observations: &Observations, problem: &DataProblem) -> Vec<RecordProblem> {
    match problem {
        DataProblem::Conflict { fact, rows } => {
            let places = rows.iter().map(|row| place(observations, *row)).collect();
            let what = What::ConflictingValues { fact: program[*fact].name.clone(), rows: places };
            // Told once, at the row that brought the contradiction.
            rows.last().map(|row| at(observations, *row, what)).into_iter().collect()
        }
        DataProblem::DividesByZero { fact, rows } => {
            let what = What::DividesByZero { fact: program[*fact].name.clone() };
            rows.last().map(|row| at(observations, *row, what)).into_iter().collect()
        }
        DataProblem::AmountDiffers { rule, row, given, computed } => {
            let what = What::AmountDiffers { rule: program[*rule].text.clone(), given: given.to_string(), computed: computed.to_string() };
            vec![at(observations, *row, what)]
        }
        DataProblem::ScaledMore { rule, row, named, there } => {
            let text = program[*rule].text.clone();
            vec![at(observations, *row, What::ScaledMore { rule: text, named: named.to_string(), there: there.to_string() })]
        }
        DataProblem::Objects { subject, period, entry, names } => {
            let subject = observations.subjects.get(subject.0 as usize).cloned().unwrap_or_default();
            let file = observations.files.first().map_or("", String::as_str);
            let entry = &program[*entry];
            let wanted = entry.objects.as_ref().and_then(|objects| objects.count);
            let period = period.year().map(|_| period.to_string());
            let objects = Objects { subject, period, entry: entry.name.clone(), wanted, names: names.clone() };
            let what = What::ObjectsMissing(Box::new(objects));
            vec![RecordProblem::new(file, None, None, None, what)]
        }
        DataProblem::SourceMissing { subject, period, source } => {
            let subject = observations.subjects.get(subject.0 as usize).cloned().unwrap_or_default();
            let source = program.sources.get(*source).map(|source| source.name.clone()).unwrap_or_default();
            let file = observations.files.first().map_or("", String::as_str);
            vec![RecordProblem::new(
                file,
                None,
                None,
                None,
                What::SourceMissing { subject, period: period.year().map(|_| period.to_string()), source },
            )]
        }
    }
}

fn at(observations: &Observations, row: RowId, what: What) -> RecordProblem {
    let (file, sheet, number) = locate(observations, row);
    RecordProblem::new(file, sheet, number, None, what)
}

fn locate(observations: &Observations, row: RowId) -> (&str, Option<&str>, Option<u32>) {
    let Some(row) = observations.rows.get(row.0 as usize) else {
        return ("", None, None);
    };
    let file = observations.files.get(row.file as usize).map_or("", String::as_str);
    let sheet = row.sheet.and_then(|sheet| observations.sheets.get(sheet as usize)).map(String::as_str);
    (file, sheet, Some(row.row))
}

fn place(observations: &Observations, row: RowId) -> Text {
    let (file, sheet, number) = locate(observations, row);
    crate::words::place(file, sheet, number)
}
