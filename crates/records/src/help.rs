//! What to do about each problem of records, in Chinese and English side by side.
//!
//! Not here: what is wrong (`words`). Start at [`What::help`].

use chidu_analysis::sentence::plural;
use chidu_diagnostics::Text;

use crate::problem::What;
use crate::words::text;

/// A unit as it is typed, with what it means.
fn typed(unit: &str) -> String {
    let english = plural(unit);
    if english == unit { english } else { format!("{english} ({unit})") }
}

impl What {
    /// What the author of the row can do; every problem has something.
    pub(crate) fn help(&self) -> Text {
        self.on_names().or_else(|| self.on_numbers()).or_else(|| self.on_frame()).unwrap_or_else(|| self.on_files())
    }

    fn on_names(&self) -> Option<Text> {
        Some(match self {
            What::UnknownEntry { .. } | What::NoEntry => text(
                "写规则书里的名称或编号；“chidu form”生成的表可以从列表里选",
                "give an entry of the rulebook by name or number; the form of `chidu form` has them to choose from",
            ),
            What::LostZero { .. } => {
                text("把这一列设为文本再填，或写评分项的名称", "make the column text and fill it again, or give the entry's name")
            }
            What::AmbiguousEntry { candidates, .. } | What::AmbiguousLabel { candidates, .. } => {
                let first = candidates.first()?;
                text(format!("写全，如“{first}”"), format!("name it in full, such as “{first}”"))
            }
            What::UnknownFinding { .. } => text(
                "写规则书里的情形；没有发现问题的写“无”，或不写这一行",
                "give a finding of the rulebook; where nothing was found write 无, or no row at all",
            ),
            What::NoFinding { .. } => text("在“情形”列写明是哪一个", "say in the finding column (情形) which it is"),
            What::UnknownAnswer { .. } | What::UnknownSource { .. } => text("写其中的一个", "give one of them"),
            What::NoSource { .. } => text("写在“评价主体”列", "fill the source column (评价主体)"),
            What::SourceMissing { .. } => text("补上这个评价主体的记录", "add the rows of this source"),
            What::NotOnRoster { .. } => text("改成名单上的名字，或把它加进名单", "use a name of the roster, or add this one to it"),
            What::UnknownException { exceptions, .. } if exceptions.is_empty() => {
                text("清空“除外”这一格", "clear the exception cell (除外)")
            }
            What::UnknownException { .. } | What::AmbiguousException { .. } => {
                text("在“除外”列写其中的一种", "give one of them in the exception column (除外)")
            }
            What::ExceptionInWide => text("改成一个情形写一行的表", "use a table with a row for each finding"),
            What::NothingButCounted { .. } => text("没有发现的次数写0，发现了的写明情形", "put 0 as the count, or say what was found"),
            What::Undecided => text("没有发现写“无”，发现了写次数", "write 无 where nothing was found, else the count"),
            _ => return None,
        })
    }

    fn on_numbers(&self) -> Option<Text> {
        Some(match self {
            What::NotANumber { .. } => text("写成数，如“2”；一次也没有的写“0”", "type a number, such as “2”; “0” for none"),
            What::HugeCount { .. } => {
                text("看看是不是把日期、编号填在了这一列", "see whether a date or a number of something got into this column")
            }
            What::NotWhole { .. } => text("写整数", "type a whole number"),
            What::Negative { .. } => text("写不小于0的数", "type a number that is not below 0"),
            What::WrongUnit { unit: Some(unit), .. } => text(
                format!("写成以{unit}计的数；或核对这一行说的是不是这一项"),
                format!("give it in {}, or check that the row is about this", typed(unit)),
            ),
            What::WrongUnit { unit: None, .. } => text("只写数，不写单位", "type the number without a unit"),
            What::BareShare { written, percent, untold } => {
                let (zh, en) = if *untold {
                    ("；或另存为xlsx，百分比格式就认得出", "; or save the file as xlsx, which tells percent cells")
                } else {
                    ("", "")
                };
                text(format!("写成“{percent}%”或“{written}%”{zh}"), format!("type “{percent}%” or “{written}%”{en}"))
            }
            What::HugeShare { percent, .. } => {
                text(format!("核对；要写{percent}%的，重新填“{percent}%”"), format!("check it, and type “{percent}%” if that is meant"))
            }
            What::AmbiguousTime { long, short, .. } => text(format!("写成“{long}”或“{short}”"), format!("type “{long}” or “{short}”")),
            What::NoValue { .. } => text("填在“数值”列", "fill the value column (数值)"),
            What::StrayValue { count: Some(_), .. } => text("留下次数，清空“数值”列", "keep the count and clear the value column (数值)"),
            What::StrayValue { .. } => text("把次数填在“次数”列", "put the count into the count column (次数)"),
            What::AmountMissing { .. } => text("填在“扣分”“加分”或“得分”列", "fill the column 扣分, 加分 or 得分"),
            What::OutOfRange { low, high, .. } => {
                text(format!("填{low}到{high}之间的分数"), format!("give points between {low} and {high}"))
            }
            What::Contradicts { .. } => text("改数值，或改情形", "mend the value or the finding"),
            What::ConflictingValues { .. } => text("只留对的一行", "keep the row that is right"),
            What::DividesByZero { .. } => {
                text("核对这一行的数；没有发生的，不写这一行", "check the number; leave the row out where there was nothing to count")
            }
            What::AmountDiffers { .. } => text("核对这一行的分数；得分按规则书算", "check the points of the row; the rulebook's count"),
            What::ScaledMore { .. } => text("核对两行的次数", "check the counts of both rows"),
            _ => return None,
        })
    }

    fn on_frame(&self) -> Option<Text> {
        Some(match self {
            What::NoSubject => text(
                "每一行都写明考核对象；合并的单元格拆开，逐行填上",
                "name the subject in every row; unmerge merged cells and fill each row",
            ),
            What::TotalRow { .. } | What::RepeatedHeadings | What::NoteRow { .. } => {
                text("这一行不计分；从表里删去就不再提示", "the row does not count; delete it and it is not told again")
            }
            What::NoPeriod { .. } | What::PeriodTooCoarse { .. } | What::BadPeriod { .. } => {
                text("写成“2026年3月”或“2026-03-05”这样", "type it like “2026-03” or “2026-03-05”")
            }
            What::TitleDiffers { .. } => {
                text("每一行按自己的日期计分；哪个写错了就改哪个", "each row counts by its own date; mend which is wrong")
            }
            What::DateOutside { .. } => text("改正写错的那一个，两个要一致", "mend the one that is wrong: both must agree"),
            What::NoYear { .. } => text("写全年份，或加一列“年度”", "give the year, or add a column 年度"),
            What::NoDay { .. } => text("在“日期”列写到日，如“2026-03-05”", "give the day in the date column (日期), as “2026-03-05”"),
            What::NoObject { .. } => text("在“样本”列写明是哪一个", "say in the column 样本 which it is"),
            What::SeveralObjects { .. } => text("一个对象写一行", "give each object a row of its own"),
            What::ObjectsMissing(_) => text("补上缺的样本，或删去多的", "add the samples that lack, or take out those too many"),
            _ => return None,
        })
    }

    fn on_files(&self) -> Text {
        match self {
            What::FormulaWithoutValue => text(
                "用电子表格软件打开，另存为xlsx；或直接填上数",
                "open the file in a spreadsheet program and save it as xlsx, or type the value",
            ),
            What::CellError { .. } => text("改正公式，或直接填上内容", "mend the formula, or type the value"),
            What::MergedCell => text("取消合并，每一行各填各的数", "unmerge the cells and fill each row"),
            What::BadBytes { .. } | What::BadText { .. } => text("另存为UTF-8编码的CSV，或xlsx", "save the file as UTF-8 CSV or as xlsx"),
            What::StrayCell { .. } => {
                text("给这一列写上表头；CSV里带逗号的内容要加引号", "give the column a heading; in CSV, texts with commas need quotes")
            }
            What::DuplicateRow { .. } => text(
                "是同一件事就不用管；是两件事的，在“备注”或“证据”里写出区别",
                "nothing is to do where it is the same; two different facts must differ in a remark or evidence",
            ),
            What::UnknownColumn { .. } => text(
                "在规则书的“数据:”里写明它是什么；不是记录的，改成“备注”或删去",
                "say in the rulebook's 数据: what it is; head it 备注 or delete it where it is no record",
            ),
            What::UnknownMeaning { .. } => text(
                "冒号后面写对象、周期、日期、评分项、情形、次数、数值、备注，或规则书里的数值",
                "behind the colon put 对象, 周期, 日期, 评分项, 情形, 次数, 数值, 备注, or a value of the rulebook",
            ),
            What::BlankHeading { .. } => text("写上表头，或清空这一列", "give it a heading, or clear the column"),
            What::ColumnOfSeveral { .. } => text("每个情形一列", "one column for each finding"),
            What::DuplicateColumn { .. } | What::TwinsDiffer { .. } => text("只留一列", "keep one of the columns"),
            What::AmbiguousColumn { .. } => text(
                "改掉其中一列的表头，或在规则书的“数据:”里写明用哪一列",
                "give one of them another heading, or say in the rulebook's 数据: which is used",
            ),
            What::NoSubjectColumn { .. } => text("在规则书的“数据:”里写明哪一列是对象", "say in the rulebook's 数据: which column it is"),
            What::WideDelimiter { .. } | What::WideRow { .. } => {
                text("各列之间改用英文逗号“,”，或另存为xlsx", "part the columns with commas (,), or save the file as xlsx")
            }
            What::NoHeader => {
                text("第一行写表头：对象、日期、评分项、情形、次数、数值", "head the columns 对象, 日期, 评分项, 情形, 次数, 数值")
            }
            What::EmptyFile => text("看看是不是给错了文件", "see whether it is the right file"),
            What::UnclosedQuote => text("补上引号，或删去多的", "close the quote, or take it out"),
            What::CellTooLong => text("看看这一格里粘贴了什么，删短后再用", "see what was pasted into that cell, and shorten it"),
            _ => text("每条写成{\"对象\": …, \"评分项\": …}这样", "write each as {\"subject\": …, \"entry\": …}"),
        }
    }
}
