//! Several objects under one subject: entries that score each of them alone (抽查3份病历,…,取平均分), and caps on each (每人最多扣2分).
//!
//! Start at [`Objects`].

use chidu_diagnostics::Span;

/// Each object is scored by all the rules of an entry alone, and the scores make one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Objects {
    /// How many there have to be; `None` where the text does not say.
    pub count: Option<u32>,
    /// 不少于3份: more are as good.
    pub at_least: bool,
    pub together: Together,
    /// 份 of 抽查3份病历; empty where unsaid.
    pub unit: String,
    /// The words that say so, and where.
    pub text: String,
    pub span: Span,
    pub line: u32,
}

impl Objects {
    /// True where so many objects are as many as there have to be.
    pub fn fits(&self, found: u32) -> bool {
        match self.count {
            Some(count) => found == count || self.at_least && found > count,
            None => found > 0,
        }
    }
}

/// What the scores of several objects make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Together {
    /// 取平均分.
    Mean,
    /// 取最高分.
    Highest,
    /// 按最低分计.
    Lowest,
    /// 各份得分相加.
    Sum,
}
