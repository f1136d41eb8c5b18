//! Rows that say that nothing was found: 情形 无, 未发现问题, or a stroke and a count of none.
//!
//! Such a row is used and states nothing; it never falls to 其他. Not here: samples on which nothing was found (`object`). Start at
//! [`Context::nothing`].

use chidu_analysis::program::FactKind;
use chidu_syntax::fold_str;

use crate::cell::Cell;
use crate::collect::Statement;
use crate::header::Field;
use crate::names::{Named, Target};
use crate::problem::What;
use crate::quantity;
use crate::resolve::Blame;
use crate::row::{Context, Reason, blame, cell};
use crate::table::Line;

/// What a row says of findings.
pub(crate) enum Nothing {
    /// There were none.
    Found(Vec<Statement>),
    /// There may be: the 情形 by which to look.
    Else(String),
}

/// Words for nothing.
const WORDS: [&str; 15] = [
    "无",
    "没有",
    "未发现",
    "未发现问题",
    "没有问题",
    "无问题",
    "无异常",
    "未见异常",
    "正常",
    "暂无",
    "无此情况",
    "未发生",
    "无扣分",
    "没有扣分",
    "不扣分",
];

/// Words of praise: no finding, and no plain word for nothing either.
const PRAISE: [&str; 12] = ["合格", "达标", "符合", "符合要求", "良好", "优秀", "好", "较好", "很好", "满意", "是", "通过"];

impl Context<'_, '_> {
    /// Whether the row says that nothing was found.
    pub(crate) fn nothing(&self, line: &Line, entry: &str, finding: String) -> Result<Nothing, Reason> {
        let count = cell(self.layout, line, Field::Count);
        let valued = !cell(self.layout, line, Field::Value).is_absent();
        let stroke = self.layout.field(Field::Finding).is_some_and(|column| line.cell(column.index).shown().is_stroke());
        let worded = is_nothing(&finding) && !self.is_label(entry, &finding);
        if (!stroke && !worded) || (stroke && self.says_all(entry)) {
            return Ok(Nothing::Else(finding));
        }
        if valued {
            return Ok(Nothing::Else(String::new()));
        }
        let none = count.is_stroke() || quantity::count(count, None).is_ok_and(|count| count.is_zero());
        match (none, count.is_absent()) {
            (true, _) => self.none(line, entry).map(Nothing::Found),
            (false, true) if worded => self.none(line, entry).map(Nothing::Found),
            (false, true) => Err(blame(self.layout, Field::Finding, What::Undecided)),
            (false, false) if worded => {
                Err(blame(self.layout, Field::Finding, What::NothingButCounted { written: finding, count: count.text() }))
            }
            (false, false) => Ok(Nothing::Else(finding)),
        }
    }

    /// True where the entry has a finding of this name.
    fn is_label(&self, entry: &str, finding: &str) -> bool {
        self.names.resolve(entry, finding, &Cell::Empty).is_ok_and(|resolved| resolved.words.is_none())
    }

    /// True where the 评分项 names a finding, so that no 情形 is needed.
    fn says_all(&self, entry: &str) -> bool {
        matches!(self.names.entry(entry), Ok(Named::Target(_)))
    }

    /// Of the entry's first finding there was none: who looked, and when, is known.
    fn none(&self, line: &Line, entry: &str) -> Result<Vec<Statement>, Reason> {
        let named = match entry.is_empty() {
            true => Err(What::NoEntry),
            false => self.names.entry(entry),
        };
        let facts = match named.map_err(|what| self.blamed(Blame::Entry, what))? {
            Named::Entry(entry) => self.names.own(entry).to_vec(),
            Named::Block(block) => self.names.of_block(block),
            Named::Target(target) => vec![target.fact],
        };
        let finding = facts.into_iter().find(|fact| self.program()[*fact].kind == FactKind::Finding);
        let Some(fact) = finding else { return Ok(Vec::new()) };
        let (source, object, date) = (self.source(line, fact)?, self.object(line, fact)?, self.date(line, fact)?);
        Ok(vec![Statement { source, object, date, ..Statement::none_of(Target { fact, option: None, rule: None }) }])
    }
}

fn is_nothing(finding: &str) -> bool {
    // Most findings are longer than any of these words.
    finding.len() < 40 && WORDS.contains(&bare(finding).as_str())
}

/// True for 合格 and the like, which nothing takes for a finding that 其他 would count.
pub(crate) fn is_praise(finding: &str) -> bool {
    PRAISE.contains(&bare(finding).as_str())
}

fn bare(finding: &str) -> String {
    fold_str(finding).chars().filter(|character| character.is_alphanumeric()).collect()
}
