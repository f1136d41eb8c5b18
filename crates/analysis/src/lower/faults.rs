//! What the lowering could not resolve, as facts. A lint of the same name words each.

use chidu_diagnostics::Span;

/// Something that cannot be compiled as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// 修约, 周期, 缺项, a date … whose value is not understood.
    PropertyValue { key: String, span: Span },
    /// A deduction with no points anywhere above to deduct from.
    NothingToDeductFrom { span: Span },
    /// A step (每超过…) with no threshold of its own, none before it, and none that the item states.
    StepWithoutStart { span: Span },
    /// Two units that cannot be compared on one measure.
    UnitsDiffer { span: Span, unit: String, other: String, first: Span },
    /// Understood, and not computed by this version.
    NotComputed { span: Span },
    /// 迟到、早退累计超过3次 where these are findings of clauses of their own.
    Total { span: Span },
    /// Units within a formula that do not fit: what is on the left, and the sign and what is on the right; without a right side, the result.
    FormulaUnits { span: Span, left: &'static str, right: Option<(&'static str, &'static str)> },
    /// 优秀不超过40% of a grade that is not known, or that has none below it.
    Quota { span: Span, name: String, known: bool },
    /// 第1名 without saying of what.
    UnsaidRanking { span: Span },
    /// 连续两次, 比上年 where the rulebook has no such periods.
    NoSuchPeriods { span: Span },
    /// 一票否决 without saying what follows.
    VetoWithoutOutcome { span: Span },
    /// A line of 不予考评, 年度结果, 等级 or 评价主体 that is not understood.
    BlockLine { block: &'static str, span: Span },
    /// A weight of something that is not an entry.
    UnknownWeight { name: String, span: Span },
    /// 某项不得分 that names no entry.
    UnknownEntry { name: String, span: Span },
    /// A score that depends on itself; the entries on the way, the first again at the end.
    ResultCycle { span: Span, chain: Vec<String> },
    /// 加倍 or 减半 of which it is not said what it multiplies; `several`: more than one clause stands before it.
    UnclearScale { span: Span, several: bool },
    /// A line of a 示例 that names nothing of the rulebook, or whose value is not understood.
    ExampleLine { span: Span, suggestion: Option<String> },
    /// The same handle on two rules.
    HandleTwice { handle: String, span: Span, first: Span },
}
