//! 超过10分钟, 低于80%, ≥3人, 80%以上不足90%, 5-15分钟: a measure or count against one number or two.
//!
//! Boundary words follow article 1259 of the Civil Code: 以上, 以下, 以内, 达到 and 满 include the number, 超过, 不满 and 以外 do not;
//! (含) and (不含) win.

use chidu_grammar::clauses::{Rule, islands};
use chidu_values::{Number, Unit};

use super::{Bound, Island, Limits, Piece, What, lexemes, per_step};
use crate::reading::{Condition, Kind, Op};

/// Whether 以上 and 以下 include their number, where a text says so once for all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Convention {
    /// 以上.
    pub above: Option<bool>,
    /// 以下.
    pub below: Option<bool>,
}

impl Convention {
    /// What a sentence says for all; nothing where it says nothing.
    pub fn of(text: &str) -> Self {
        let folded = chidu_syntax::fold_str(text);
        islands(&folded).into_iter().flatten().fold(Self::default(), |said, island| said.with(&island))
    }

    pub(super) fn with(mut self, island: &Island<'_>) -> Self {
        if island.as_rule() != Rule::convention {
            return self;
        }
        let includes = Some(!lexemes::has(island, Rule::excludes));
        let both = lexemes::has(island, Rule::convention_both);
        if both || lexemes::has(island, Rule::convention_above) {
            self.above = includes;
        }
        if both || lexemes::has(island, Rule::convention_below) {
            self.below = includes;
        }
        self
    }
}

pub(super) fn read(island: Island<'_>, convention: Convention) -> Option<Bound> {
    let inner = island.into_inner().next()?;
    let unit = inner.clone().into_inner().flatten().filter(|inner| inner.as_rule() == Rule::unit).last();
    let unit = unit.map_or_else(|| share(&inner), |unit| unit.as_str().to_owned());
    let from = distance(&inner);
    // 低于5个百分点以上: below what is not said.
    let alone = lexemes::has(&inner, Rule::far) && from.is_empty() && inner.as_str().starts_with("低于") && unit.ends_with("百分点");
    if is_far_from(&inner) || alone {
        return None;
    }
    if let Some(limits) = near(&inner).filter(|_| !from.is_empty()) {
        return Some(Bound { limits, unit, from, asks: false });
    }
    let asks = lexemes::has(&inner, Rule::asks_least) || lexemes::has(&inner, Rule::asks_most);
    let parts = lexemes::parts_of_a_thousandth(&inner);
    if parts != Number::ONE {
        let Limits::One(op, value) = limits(inner, convention)? else { return None };
        return Some(Bound { limits: Limits::One(op, value.divide(&parts)?), unit, from, asks });
    }
    if is_of_two_units(&inner) {
        return of_two_sizes(inner, convention);
    }
    Some(Bound { limits: limits(inner, convention)?, unit, from, asks })
}

/// 不超过48小时,超过1例: two bounds of two things.
fn is_of_two_units(within: &Island<'_>) -> bool {
    let ends = within.clone().into_inner().filter(|end| matches!(end.as_rule(), Rule::lower | Rule::upper));
    let units: Vec<String> = ends.filter_map(|end| lexemes::find(&end, Rule::unit)).map(|unit| unit.as_str().to_owned()).collect();
    let of = |unit: &str| per_step::bare(unit).to_owned();
    within.as_rule() == Rule::within && matches!(units.as_slice(), [one, other] if of(one) != of(other))
}

/// 15分钟以上1小时以下: both ends in the smaller unit. How many hours a day has is not said, so days stand alone.
fn of_two_sizes(within: Island<'_>, convention: Convention) -> Option<Bound> {
    const SPANS: [&str; 10] = ["秒", "分钟", "小时", "月", "季度", "年", "元", "万元", "亿元", "米"];
    let mut ends = within.into_inner().filter(|end| matches!(end.as_rule(), Rule::lower | Rule::upper));
    let (first, second) = (ends.next()?, ends.next()?);
    let rises = first.as_rule() == Rule::lower;
    let (lower, upper) = if rises { (first, second) } else { (second, first) };
    let of = |end: &Island<'_>| {
        let unit = lexemes::find(end, Rule::unit)?.as_str().to_owned();
        let size = Unit::of(per_step::bare(&unit));
        Some((unit, size)).filter(|(_, size)| SPANS.contains(&size.name.as_str()))
    };
    let ((unit, from), (other, to)) = (of(&lower)?, of(&upper)?);
    let ((low_op, low), (high_op, high)) = (one(&lower, convention)?, one(&upper, convention)?);
    let (unit, low, high) =
        if from.factor <= to.factor { (unit, low, to.convert(&high, &from)?) } else { (other, from.convert(&low, &to)?, high) };
    let limits = Limits::Two { low: low.clone(), low_in: low_op == Op::AtLeast, high: high.clone(), high_in: high_op == Op::AtMost };
    (low < high).then_some(Bound { limits, unit, from: String::new(), asks: false })
}

/// 低于基准价10%以上, 高于基准价5%以内: how far from it one is, unlike 低于规定数的90%, which is a share of it.
fn distance(end: &Island<'_>) -> String {
    let reference = lexemes::find(end, Rule::reference_share).map_or("", |of| of.as_str());
    let said = lexemes::has(end, Rule::far) || lexemes::has(end, Rule::near);
    let verb = lexemes::find(end, Rule::below).or_else(|| lexemes::find(end, Rule::above));
    let one = matches!(end.as_rule(), Rule::lower | Rule::upper);
    match verb.filter(|_| one && said && !reference.is_empty() && !reference.ends_with('的')) {
        Some(verb) => format!("{}{reference}", verb.as_str()),
        None => String::new(),
    }
}

/// 低于基准价5%以内: below it, and no farther.
fn near(end: &Island<'_>) -> Option<Limits> {
    lexemes::find(end, Rule::near)?;
    let high = lexemes::first_number(&lexemes::find(end, Rule::quantity)?)?;
    Some(Limits::Two { low: Number::ZERO, low_in: false, high, high_in: true })
}

/// 低于基准价的1%: so small a share is no share of it, and how far below is not said either. Nor is a price a share of another: 低于基准价10%;
/// nor what lies beyond a plan by so little: 产量低于计划5%.
fn is_far_from(end: &Island<'_>) -> bool {
    const PLANS: [&str; 20] = [
        "计划",
        "目标",
        "目标值",
        "预算",
        "定额",
        "限额",
        "标准",
        "指标",
        "去年",
        "上年",
        "往年",
        "同期",
        "合同",
        "均值",
        "平均值",
        "平均",
        "平均数",
        "平均水平",
        "基准",
        "规定",
    ];
    let Some(of) = lexemes::find(end, Rule::reference_share).map(|of| of.as_str()) else { return false };
    let share = lexemes::first_number(end).unwrap_or(Number::ZERO);
    let apart = lexemes::has(end, Rule::below) || lexemes::has(end, Rule::above);
    let plan = apart && share < Number::from(50) && PLANS.iter().any(|plan| of.ends_with(plan));
    (of.ends_with('价') || plan) && distance(end).is_empty() || of.ends_with('的') && share <= Number::from(10)
}

/// 为0: none at all.
pub(super) fn nil(island: Island<'_>) -> Option<What> {
    let unit = lexemes::find(&island, Rule::unit).map_or_else(String::new, |unit| unit.as_str().to_owned());
    Some(What::Bound(Bound { limits: Limits::One(Op::Is, Number::ZERO), unit, from: String::new(), asks: false }))
}

/// 百分之九十, 千分之三 say their unit first.
fn share(inner: &Island<'_>) -> String {
    match inner {
        _ if lexemes::has(inner, Rule::percent_words) => "%".to_owned(),
        _ if lexemes::has(inner, Rule::thousandth_words) => "‰".to_owned(),
        _ => String::new(),
    }
}

fn limits(inner: Island<'_>, convention: Convention) -> Option<Limits> {
    match inner.as_rule() {
        Rule::within => two(inner, convention),
        Rule::missing_bound => Some(Limits::Missing),
        Rule::equal => Some(Limits::One(Op::Is, lexemes::first_number(&inner)?)),
        _ => one(&inner, convention).map(|(op, value)| Limits::One(op, value)),
    }
}

fn two(within: Island<'_>, convention: Convention) -> Option<Limits> {
    let stop = within.as_str().contains(',');
    let mut ends = within.into_inner();
    let first = ends.next()?;
    if first.as_rule() == Rule::range_bound {
        return range(&first);
    }
    if first.as_rule() == Rule::sandwich {
        return sandwich(&first);
    }
    let second = ends.next()?;
    let rises = first.as_rule() == Rule::lower;
    let (lower, upper) = if rises { (first, second) } else { (second, first) };
    let ((low_op, low), (high_op, high)) = (one(&lower, convention)?, one(&upper, convention)?);
    if low >= high {
        // 使用率≥85%,低于80%: what is asked for, and what is not enough. 低于80%,高于90% is either side of what is.
        return match (rises, low_op, high_op) {
            (true, Op::AtLeast, Op::Below) if stop => Some(Limits::One(high_op, high)),
            (false, Op::Above, Op::AtMost) if stop => Some(Limits::One(low_op, low)),
            _ => None,
        };
    }
    Some(Limits::Two { low, low_in: low_op == Op::AtLeast, high, high_in: high_op == Op::AtMost })
}

/// 60≤得分<80, 90>得分≥80.
fn sandwich(island: &Island<'_>) -> Option<Limits> {
    let order = island.clone().into_inner().next()?;
    let numbers = lexemes::numbers(&order)?;
    let [first, second] = numbers.get(..2)? else { return None };
    let signs = order.clone().into_inner().filter(|part| matches!(part.as_rule(), Rule::rising_sign | Rule::falling_sign));
    let mut included = signs.map(|sign| lexemes::has(&sign, Rule::rising_in) || lexemes::has(&sign, Rule::falling_in));
    let (first_in, second_in) = (included.next()?, included.next()?);
    let (first, second) = (first.clone(), second.clone());
    Some(match order.as_rule() {
        Rule::falling => Limits::Two { low: second, low_in: second_in, high: first, high_in: first_in },
        _ => Limits::Two { low: first, low_in: first_in, high: second, high_in: second_in },
    })
}

fn range(island: &Island<'_>) -> Option<Limits> {
    let end = |rule| island.clone().into_inner().find(|part| part.as_rule() == rule).and_then(|part| lexemes::first_number(&part));
    // 5天至1个月: two units are no one scale.
    let unit = |part: Option<Island<'_>>| part.and_then(|part| lexemes::find(&part, Rule::unit)).map(|unit| unit.as_str().to_owned());
    let part = |rule| island.clone().into_inner().find(|part| part.as_rule() == rule);
    let units = (unit(part(Rule::range_low)), unit(part(Rule::quantity)));
    // 5000万元至1亿元 is half of one to one.
    let parts = matches!((units.0.as_deref(), units.1.as_deref()), (Some("万元" | "万"), Some("亿元" | "亿")));
    if let (Some(low), Some(high)) = units
        && low.trim_start_matches('个') != high.trim_start_matches('个')
        && !parts
    {
        return None;
    }
    // The ends themselves: 80分(含80分)至90分 names one of them twice.
    let (a, b) = (end(Rule::range_low)?, end(Rule::quantity)?);
    let a = if parts { &a * &"0.0001".parse().ok()? } else { a };
    let first = lexemes::find(island, Rule::range_low);
    let second = island.clone().into_inner().find(|part| part.as_rule() == Rule::inclusion);
    // 80-90分(含80分): behind both, and of the first.
    let of_first = second.as_ref().and_then(lexemes::first_number).is_some_and(|named| named == a && a != b);
    let (first, second) = if of_first { (second, None) } else { (first, second) };
    let said = |rule| [&first, &second].map(|end| end.as_ref().is_some_and(|end| lexemes::has(end, rule)));
    let ([a_out, b_out], [a_marked, b_marked]) = (said(Rule::excludes), said(Rule::includes));
    // 80%(含)至90%: an author who marks one end leaves the other out.
    let a_in = !a_out && (a_marked || !b_marked);
    let b_in = !b_out && (b_marked || !a_marked);
    // 90分至80分(含80分): the marks stay with their numbers.
    Some(if a <= b {
        Limits::Two { low: a, low_in: a_in, high: b, high_in: b_in }
    } else {
        Limits::Two { low: b, low_in: b_in, high: a, high_in: a_in }
    })
}

/// One end: its operator and number.
fn one(end: &Island<'_>, convention: Convention) -> Option<(Op, Number)> {
    let quantity = lexemes::find(end, Rule::quantity)?;
    let value = lexemes::first_number(&quantity)?;
    let strict = lexemes::has(end, Rule::above)
        || lexemes::has(end, Rule::below)
        || lexemes::has(end, Rule::post_above_out)
        || lexemes::has(end, Rule::post_later);
    let included = lexemes::find(end, Rule::inclusion).map(|said| !lexemes::has(&said, Rule::excludes));
    // 未达到95%以上(含): the number is of what would be enough.
    let enough = lexemes::has(end, Rule::below) && lexemes::has(end, Rule::far);
    let included = included.map(|included| included != enough);
    let by_convention = match (lexemes::has(end, Rule::post_above), lexemes::has(end, Rule::post_below)) {
        (true, _) => convention.above,
        (_, true) => convention.below,
        _ => None,
    };
    if !distance(end).is_empty() {
        return Some((if included.is_some_and(|included| !included) { Op::Above } else { Op::AtLeast }, value));
    }
    let included = included.or(by_convention.filter(|_| !strict)).unwrap_or(!strict);
    let op = match (end.as_rule() == Rule::lower, included) {
        (true, true) => Op::AtLeast,
        (true, false) => Op::Above,
        (false, true) => Op::AtMost,
        (false, false) => Op::Below,
    };
    Some((op, value))
}

/// The numbers that a bound of a passage marks as its own with 含: 90分(含)以上.
fn marked(folded: &str, pieces: &[Piece]) -> Vec<Number> {
    let is_marked = |piece: &&Piece| folded.get(piece.at.clone()).is_some_and(|text| text.contains("(含") || text.contains(",含"));
    let low = |piece: &Piece| match &piece.what {
        What::Bound(Bound { limits: Limits::One(Op::AtLeast, low) | Limits::Two { low, low_in: true, .. }, .. }) => Some(low.clone()),
        What::Act(act) => match &act.own {
            Some(Condition::Compare { op: Op::AtLeast, value, .. }) => Some(value.clone()),
            Some(Condition::Within { low, low_in: true, .. }) => low.clone(),
            _ => None,
        },
        _ => None,
    };
    pieces.iter().filter(is_marked).filter_map(low).collect()
}

/// 90%(含)以上 and 90%以下 in one passage: the number is the first one's alone.
pub(super) fn settle_ends(folded: &str, pieces: &mut [Piece]) {
    settle_unshared(folded, pieces);
    let marked = marked(folded, pieces);
    for piece in pieces.iter_mut().filter(|_| !marked.is_empty()) {
        let said = folded.get(piece.at.clone()).is_some_and(|text| text.contains("不超过") || text.contains("(含)以下"));
        match &mut piece.what {
            What::Bound(Bound { limits: Limits::One(op @ Op::AtMost, value), .. }) if !said && marked.contains(&*value) => *op = Op::Below,
            What::Bound(Bound { limits: Limits::Two { high, high_in, .. }, .. }) if marked.contains(&*high) => *high_in = false,
            What::Act(act) => match &mut act.own {
                Some(Condition::Compare { op: op @ Op::AtMost, value, .. }) if !said && marked.contains(&*value) => *op = Op::Below,
                Some(Condition::Within { high: Some(high), high_in, .. }) if marked.contains(&*high) => *high_in = false,
                _ => {}
            },
            _ => {}
        }
    }
}

/// 9.0分以上为优秀,8.9分至7.5分(含7.5分)为良好: what no other grade begins with is of the grade that names it, marked or not.
fn settle_unshared(folded: &str, pieces: &mut [Piece]) {
    let grade = |piece: &Piece| if let What::Act(act) = &piece.what { act.own.clone().filter(|_| act.kind == Kind::Grade) } else { None };
    let begins = |own: Condition| match own {
        Condition::Compare { value, .. } => Some(value),
        Condition::Within { low, .. } => low,
        _ => None,
    };
    let starts: Vec<Number> = pieces.iter().filter_map(grade).filter_map(begins).collect();
    for piece in pieces.iter_mut().filter(|_| starts.len() > 1) {
        let excludes = folded.get(piece.at.clone()).is_some_and(|text| text.contains(['不', '<', '>']));
        if let What::Act(act) = &mut piece.what
            && act.kind == Kind::Grade
            && let Some(Condition::Within { low_in: true, high: Some(high), high_in, .. }) = &mut act.own
            && starts.iter().any(|start| *start > *high)
        {
            *high_in |= !excludes && !starts.contains(&*high);
        }
    }
}

/// The condition that a bound makes of a measure.
pub(crate) fn condition(bound: Bound, measure: String) -> Option<Condition> {
    let (unit, measure) = (bound.unit, measure + &bound.from);
    match bound.limits {
        Limits::One(op, value) => Some(Condition::Compare { measure, op, value, unit }),
        Limits::Two { low, low_in, high, high_in } => {
            Some(Condition::Within { measure, low: Some(low), low_in, high: Some(high), high_in, unit })
        }
        Limits::Missing => None,
    }
}
