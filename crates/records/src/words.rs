//! The sentences of record problems and notes, in Chinese and English side by side.

use chidu_analysis::sentence::{period_name, plural};
use chidu_diagnostics::Text;
use chidu_values::PeriodKind;

use crate::problem::{Objects, What};
use crate::table::LONGEST_CELL;

/// So many possible names are listed in a sentence.
const LISTED: usize = 6;

impl What {
    /// What is wrong, in a sentence that can stand alone.
    pub fn message(&self) -> Text {
        self.about_names().or_else(|| self.about_values()).or_else(|| self.about_frame()).unwrap_or_else(|| self.about_files())
    }

    /// What to do about it, where something can be said.
    pub fn suggestion(&self) -> Option<Text> {
        self.near().map(did_you_mean).or_else(|| Some(self.help()))
    }

    fn near(&self) -> Option<&str> {
        match self {
            What::UnknownEntry { near, .. }
            | What::UnknownFinding { near, .. }
            | What::UnknownAnswer { near, .. }
            | What::BadPeriod { near, .. }
            | What::UnknownSource { near, .. }
            | What::NotOnRoster { near, .. }
            | What::UnknownException { near, .. }
            | What::UnknownMeaning { near, .. }
            | What::UnknownColumn { near, .. } => near.as_deref(),
            _ => None,
        }
    }

    fn about_names(&self) -> Option<Text> {
        Some(match self {
            What::UnknownEntry { written, .. } => {
                text(format!("规则书里没有评分项“{written}”"), format!("the rulebook has no entry “{written}”"))
            }
            What::AmbiguousEntry { written, candidates } => text(
                format!("评分项“{written}”不止一个：{}", list(candidates)),
                format!("there is more than one entry “{written}”: {}", listed(candidates)),
            ),
            What::LostZero { written, longer } => text(
                format!("“{written}”存成了数，不知原来是{written}还是{longer}"),
                format!("“{written}” is stored as a number and may have been {written} or {longer}"),
            ),
            What::NoEntry => text("没有写评分项", "the row names no entry"),
            What::UnknownFinding { written, entry: Some(entry), .. } => {
                text(format!("评分项“{entry}”没有情形“{written}”"), format!("entry “{entry}” has no finding “{written}”"))
            }
            What::UnknownFinding { written, entry: None, .. } => {
                text(format!("规则书里没有情形“{written}”"), format!("the rulebook has no finding “{written}”"))
            }
            What::AmbiguousLabel { written, candidates } => text(
                format!("情形“{written}”不止一处：{}", list(candidates)),
                format!("finding “{written}” stands in more than one place: {}", listed(candidates)),
            ),
            What::NoFinding { entry, candidates } => text(
                format!("评分项“{entry}”有多个情形，这一行没有写是哪个：{}", list(candidates)),
                format!("entry “{entry}” has several findings and the row names none: {}", listed(candidates)),
            ),
            What::UnknownAnswer { written, options, .. } => text(
                format!("“{written}”不是可选的答案：{}", list(options)),
                format!("“{written}” is none of the options: {}", listed(options)),
            ),
            _ => return None,
        })
    }

    fn about_values(&self) -> Option<Text> {
        Some(match self {
            What::NotANumber { written } => text(format!("“{written}”不是数"), format!("“{written}” is not a number")),
            What::NotWhole { written } => {
                text(format!("次数应为整数，这里是“{written}”"), format!("a count is a whole number, this is “{written}”"))
            }
            What::HugeCount { written } => text(format!("“{written}”大得不像次数"), format!("“{written}” is hardly a count")),
            What::Negative { written } => text(format!("“{written}”小于0"), format!("“{written}” is below 0")),
            What::WrongUnit { written, unit: Some(unit) } => text(
                format!("“{written}”的单位不能换算成{unit}"),
                format!("the unit of “{written}” cannot be turned into {}", plural(unit)),
            ),
            What::WrongUnit { written, unit: None } => {
                text(format!("“{written}”带了单位，而规则书在这里没有单位"), format!("“{written}” has a unit where the rulebook has none"))
            }
            What::BareShare { written, percent, .. } => {
                text(format!("“{written}”不知是{written}%还是{percent}%"), format!("“{written}” may mean {written}% or {percent}%"))
            }
            What::HugeShare { written, percent } => text(
                format!("“{written}”不像一个率，不知是不是{percent}%"),
                format!("“{written}” is hardly a rate; it may have been meant as {percent}%"),
            ),
            What::AmbiguousTime { written, long, short } => {
                text(format!("“{written}”不知是{long}还是{short}"), format!("“{written}” may be {long} or {short}"))
            }
            What::NothingButCounted { written, count } => text(
                format!("情形写的是“{written}”，次数却是“{count}”"),
                format!("the finding is “{written}” (nothing), and the count is “{count}”"),
            ),
            What::Undecided => text(
                "情形是一道横线，次数空着，不知是没有发现还是发现一次",
                "the finding is struck out and the count is empty, so it is not known whether anything was found",
            ),
            What::NoValue { fact } => text(format!("没有写“{fact}”的数值"), format!("the value of “{fact}” is not given")),
            What::StrayValue { written, count: Some(count), fact } => text(
                format!("“{fact}”按次数计，次数是“{count}”，数值“{written}”用不上，不知哪个对"),
                format!(
                    "“{fact}” is counted: the count is “{count}”, and nothing uses “{written}” in the value column; which is right is unknown"
                ),
            ),
            What::StrayValue { written, count: None, fact } => text(
                format!("“{fact}”按次数计，次数是空的，不知数值“{written}”是不是次数"),
                format!("“{fact}” is counted and the count is empty; “{written}” in the value column may or may not be the count"),
            ),
            What::AmountMissing { rule, range } => amount_missing(rule, range.as_ref()),
            What::OutOfRange { written, low, high } => {
                text(format!("{written}分超出规定的{low}至{high}分"), format!("{written} points lie outside the stated {low} to {high}"))
            }
            What::Contradicts { written, named } => text(
                format!("数值{written}与这一行写的情形“{named}”不符"),
                format!("the value {written} contradicts the finding “{named}” of the same row"),
            ),
            What::ConflictingValues { fact, rows } => {
                let (zh, en): (Vec<String>, Vec<String>) = rows.iter().map(|row| (row.zh.clone(), row.en.clone())).unzip();
                text(
                    format!("同一对象同一周期的“{fact}”有不同的值：{}", list(&zh)),
                    format!("“{fact}” has different values for one subject and period: {}", listed(&en)),
                )
            }
            What::ScaledMore { rule, named, there } => text(
                format!("“{rule}”写了{named}次，而它所乘的那一条只发生了{there}次，按{there}次计"),
                format!("“{rule}” names {named}, and what it multiplies was found {there} times; {there} count"),
            ),
            What::DividesByZero { fact } => text(
                format!("“{fact}”要除以这里的零，算不出来"),
                format!("“{fact}” divides by the zero stated here, and cannot be computed"),
            ),
            What::AmountDiffers { rule, given, computed } => text(
                format!("这一行写{given}分，按“{rule}”应为{computed}分"),
                format!("the row says {given} points, “{rule}” makes {computed}"),
            ),
            _ => return None,
        })
    }

    fn about_frame(&self) -> Option<Text> {
        Some(match self {
            What::UnknownException { written, exceptions, .. } if exceptions.is_empty() => text(
                format!("规则书没有规定这个情形可以除外，这里写的是“{written}”"),
                format!("the rulebook has no exception for this finding; the row names “{written}”"),
            ),
            What::UnknownException { written, exceptions, .. } => text(
                format!("这个情形没有“{written}”这样的除外：{}", list(exceptions)),
                format!("this finding has no exception “{written}”: {}", listed(exceptions)),
            ),
            What::AmbiguousException { exceptions } => text(
                format!("除外不止一种，这一行没有写是哪种：{}", list(exceptions)),
                format!("there are several exceptions and the row does not say which: {}", listed(exceptions)),
            ),
            What::ExceptionInWide => text(
                "一行有多个情形，不知道除外的是哪个；请一个情形写一行",
                "the row states several findings and does not say which is left out; give each a row of its own",
            ),
            What::NoDay { fact } => text(
                format!("“{fact}”按日期分段封顶，这一行没有写是哪一天"),
                format!("“{fact}” has a cap for each stretch of time, and the row does not say the day"),
            ),
            What::NoObject { fact } => text(
                format!("“{fact}”要分别计算各个对象，这一行没有写是哪一个；请加一列“样本”（或病历号、当事人等）"),
                format!("“{fact}” counts for each object, and the row names none; add a column 样本 (or 病历号, 当事人)"),
            ),
            What::SeveralObjects { written } => text(
                format!("这一行只写了一个对象，人数却是{written}；请一个对象写一行"),
                format!("the row names one object and counts {written} people; give each a row of its own"),
            ),
            What::ObjectsMissing(objects) => objects_missing(objects),
            What::NoSubject => text("没有写考核对象", "the row names no subject"),
            What::NoSubjectColumn { headers } => {
                text(format!("表头里没有考核对象这一列：{}", list(headers)), format!("no column holds the subject: {}", listed(headers)))
            }
            What::TotalRow { written } => {
                text(format!("“{written}”像是汇总行，不是考核对象"), format!("“{written}” looks like a line of totals, not like a subject"))
            }
            What::RepeatedHeadings => text("这一行又是表头，不是记录", "the row repeats the headings and is no record"),
            What::NoteRow { written } => text(
                format!("“{written}”像是表下的说明，不是记录"),
                format!("“{written}” looks like a note on the table, not like a record"),
            ),
            What::NoPeriod { kind } => {
                text(format!("没有写是哪个{}", period(*kind)), format!("the row does not say which {}", period_name(*kind)))
            }
            What::BadPeriod { written, .. } => {
                text(format!("“{written}”不是能认出的日期或周期"), format!("“{written}” is no date or period that can be read"))
            }
            What::TitleDiffers { written, sheet, rows } => title_differs(written, *sheet, rows),
            What::DateOutside { written, period } => text(
                format!("“{written}”不在同一行写的“{period}”里"),
                format!("“{written}” does not lie in “{period}”, which the row names too"),
            ),
            What::NoYear { written } => text(format!("“{written}”没有写是哪一年"), format!("“{written}” does not say the year")),
            What::PeriodTooCoarse { written, kind } => text(
                format!("“{written}”不能说明是哪个{}", period(*kind)),
                format!("“{written}” does not tell which {}", period_name(*kind)),
            ),
            What::NoSource { sources } => {
                text(format!("没有写评价主体：{}", list(sources)), format!("the row names no source: {}", listed(sources)))
            }
            What::UnknownSource { written, sources, .. } => text(
                format!("规则书里没有评价主体“{written}”：{}", list(sources)),
                format!("the rulebook has no source “{written}”: {}", listed(sources)),
            ),
            What::NotOnRoster { written, .. } => text(format!("“{written}”不在名单上"), format!("“{written}” is not on the roster")),
            What::SourceMissing { subject, period, source } => {
                let (zh, en) = period.as_ref().map(|period| (format!("在{period}"), format!(" in {period}"))).unwrap_or_default();
                text(format!("{subject}{zh}没有评价主体“{source}”的记录"), format!("{subject} has no row of source “{source}”{en}"))
            }
            _ => return None,
        })
    }

    fn about_files(&self) -> Text {
        match self {
            What::FormulaWithoutValue => text("公式没有算出的值", "the file holds a formula without its result"),
            What::CellError { written } => text(format!("单元格是错误值{written}"), format!("the cell holds the error {written}")),
            What::MergedCell => text(
                "这一格被合并在上面的单元格里，不知这一行的数是多少",
                "the cell lies beneath a merged one, so the number of this row is not known",
            ),
            What::BadBytes { encoding, line } => text(
                format!("第{line}行起有不合{encoding}编码的字节，含有这种字节的行不计"),
                format!("bytes from line {line} on are not {encoding}; rows with such bytes are not counted"),
            ),
            What::BadText { written } => {
                text(format!("“{written}”里有无法还原的字符"), format!("“{written}” holds a character that was lost"))
            }
            What::StrayCell { written } => text(
                format!("“{written}”在表头之外，这一行的单元格可能错位"),
                format!("“{written}” stands behind the last heading; the cells of this row may have moved"),
            ),
            What::DuplicateRow { file, sheet, row } => {
                let first = place(file, sheet.as_deref(), Some(*row));
                text(format!("与 {} 每一格都相同，只计一次", first.zh), format!("equal to {} in every cell; counted once", first.en))
            }
            What::UnknownColumn { header, .. } => {
                text(format!("不知道“{header}”这一列是什么，没有使用"), format!("column “{header}” is not known and was not used"))
            }
            What::UnknownMeaning { header, meaning, .. } => text(
                format!("规则书的“数据:”说“{header}”是“{meaning}”，而没有“{meaning}”这样的列或数值，没有使用"),
                format!("the rulebook's 数据: takes “{header}” for “{meaning}”, which is no column and no value; it was not used"),
            ),
            What::BlankHeading { column } => text(
                format!("{column}列有内容而没有表头，没有使用"),
                format!("column {column} holds something, has no heading and was not used"),
            ),
            What::TwinsDiffer { header, written, first } => text(
                format!("“{header}”写的是“{written}”，意思相同的另一列写的是“{first}”，不知哪个对"),
                format!("“{header}” says “{written}” and another column of the same meaning “{first}”; which is right is unknown"),
            ),
            What::EmptyFile => text("文件里什么也没有", "the file holds nothing"),
            What::ColumnOfSeveral { header, columns } => text(
                format!("“{header}”这一列对应多个情形，没有使用；应分列：{}", list(columns)),
                format!("column “{header}” stands for several findings and was not used; give each its own: {}", listed(columns)),
            ),
            What::DuplicateColumn { header, other } => text(
                format!("“{header}”与“{other}”两列意思相同，只用了“{other}”"),
                format!("columns “{header}” and “{other}” mean the same; only “{other}” was used"),
            ),
            What::AmbiguousColumn { headers } => text(
                format!("这几列的意思相同，不知用哪一列：{}", list(headers)),
                format!("these columns mean the same and none is preferred: {}", listed(headers)),
            ),
            What::WideDelimiter { sign } => text(
                format!("各列之间写的是全角的“{sign}”，各行的个数又不一样，分不出列"),
                format!("full-width “{sign}” stands between the columns, not as often in each line: they cannot be told apart"),
            ),
            What::WideRow { sign } => {
                text(format!("这一行各列之间写的是全角的“{sign}”"), format!("full-width “{sign}” stands between the columns of this row"))
            }
            What::NoHeader => text("前10行里没有能认出的表头", "no header is known within the first 10 rows"),
            What::UnclosedQuote => text(
                "从这一行起引号没有配对，后面的内容无法分列",
                "a quote that opens in this row is never closed, so what follows cannot be split",
            ),
            What::CellTooLong => text(
                format!("这一行有一格超过{LONGEST_CELL}个字，不像是记录"),
                format!("a cell of this row has more than {LONGEST_CELL} characters and can hardly be a record"),
            ),
            _ => text("这一条不是合法的JSON对象", "this record is not a valid JSON object"),
        }
    }
}

fn amount_missing(rule: &str, range: Option<&(String, String)>) -> Text {
    match range {
        Some((low, high)) => text(
            format!("“{rule}”由考评员定分，这一行没有写分数（{low}至{high}分）"),
            format!("“{rule}” is left to the assessor and the row gives no amount ({low} to {high} points)"),
        ),
        None => text(
            format!("“{rule}”的分数由记录给出，这一行没有写"),
            format!("the amount of “{rule}” comes from the record and the row gives none"),
        ),
    }
}

/// A row, sheet or file as a person names it.
pub(crate) fn place(file: &str, sheet: Option<&str>, row: Option<u32>) -> Text {
    let sheet = sheet.map(|sheet| text(format!(" 工作表“{sheet}”"), format!(" sheet “{sheet}”"))).unwrap_or_default();
    let row = row.map(|row| text(format!(" 第{row}行"), format!(" row {row}"))).unwrap_or_default();
    text(format!("{file}{}{}", sheet.zh, row.zh), format!("{file}{}{}", sheet.en, row.en))
}

/// The question behind a near miss.
fn did_you_mean(name: &str) -> Text {
    text(format!("是不是“{name}”？"), format!("did you mean “{name}”?"))
}

pub(crate) fn text(zh: impl Into<String>, en: impl Into<String>) -> Text {
    Text::new(zh, en)
}

fn title_differs(written: &str, sheet: bool, rows: &[u32]) -> Text {
    let names: Vec<String> = rows.iter().map(u32::to_string).collect();
    let (zh, en) = if sheet { ("工作表名", "name of the sheet") } else { ("标题", "title") };
    let row = if rows.len() == 1 { "row" } else { "rows" };
    text(
        format!("{zh}写的是“{written}”，第 {} 行写的是别的周期（共 {} 行）", list(&names), rows.len()),
        format!("the {en} says “{written}”, and {} {row} of another period: {}", rows.len(), listed(&names)),
    )
}

pub(crate) fn list(names: &[String]) -> String {
    // Names that are enumerations themselves (玩手机、电脑游戏) need a stronger mark between them.
    let between = if names.iter().any(|name| name.contains('、')) { "；" } else { "、" };
    joined(names, between, "等")
}

pub(crate) fn listed(names: &[String]) -> String {
    joined(names, ", ", ", …")
}

fn joined(names: &[String], between: &str, more: &str) -> String {
    let shown = names.iter().take(LISTED).map(String::as_str).collect::<Vec<_>>().join(between);
    if names.len() > LISTED { format!("{shown}{more}") } else { shown }
}

fn period(kind: PeriodKind) -> &'static str {
    match kind {
        PeriodKind::Day => "日",
        PeriodKind::Week => "周",
        PeriodKind::Month => "月份",
        PeriodKind::Quarter => "季度",
        PeriodKind::HalfYear => "半年",
        PeriodKind::Year => "年度",
        PeriodKind::Whole => "周期",
    }
}

/// The rows name other than as many objects as there have to be.
fn objects_missing(objects: &Objects) -> Text {
    let Objects { subject, period, entry, wanted, names } = objects;
    let (zh, en) = period.as_ref().map(|period| (format!("在{period}"), format!(" in {period}"))).unwrap_or_default();
    let (found, named) = (names.len(), if names.is_empty() { String::new() } else { format!("：{}", list(names)) });
    let english = if names.is_empty() { String::new() } else { format!(": {}", listed(names)) };
    match wanted {
        Some(wanted) => text(
            format!("{subject}{zh}的“{entry}”要有{wanted}个样本，记录里有{found}个{named}；没有发现问题的样本也要写一行，次数写0"),
            format!(
                "“{entry}” of {subject}{en} asks for {wanted} samples, and the records name {found}{english}; one without findings needs a row with a count of 0"
            ),
        ),
        None => text(
            format!("{subject}{zh}的“{entry}”没有样本；没有发现问题的样本也要写一行，次数写0"),
            format!("“{entry}” of {subject}{en} has no sample; one without findings needs a row with a count of 0"),
        ),
    }
}
