//! What one effect says, read on its own.

use chidu_diagnostics::Text;
use chidu_values::Number;

use super::units::one_of;
use super::words::{bound, given, named_bound, partial, period_name, points, quantity, range, same, scale, spaced};
use super::{Parts, others};
use crate::program::{Bound, Edge};
use crate::reading::{Cap, Condition, Effect, Kind, Op, Per, Sign, Target, Trim, window_word};
use crate::versus::versus;

/// What one effect says, on its own: `每处扣 1 分，最多扣 5 分（不达标）`.
pub fn effect(effect: &Effect) -> Text {
    if effect.kind == Kind::Exclude && effect.of.as_deref() == Some(crate::read::SAME_MATTER) {
        return Text::new("同一事项只取最大一项", "of one matter the largest counts alone");
    }
    if let Some(falling) = others::falling(effect) {
        return falling;
    }
    let mut parts = Parts::new(act(effect));
    parts.tail.extend(effect_cap(effect));
    parts.tail.extend(effect.partial.map(partial));
    if effect.per.is_none() && is_label(&effect.when) && matters_how_often(effect.kind) {
        parts.tail.push(Text::new("只计一次", "once"));
    }
    parts.when.extend(effect.when.iter().map(|when| what_holds(effect, when)));
    parts.sentence()
}

/// What an effect does, without when and how far: `扣 2 分`.
pub fn act(effect: &Effect) -> Text {
    let of = effect.of.as_deref().unwrap_or("");
    match effect.kind {
        Kind::Deduct | Kind::Add | Kind::Award => scoring_act(effect),
        Kind::Full => Text::new("得满分，不扣分", "full marks"),
        Kind::Zero => Text::new("不得分", "no points"),
        Kind::Veto => outcome("一票否决", "veto", effect),
        Kind::Grade => outcome("定为", "is graded", effect),
        Kind::Scale => scale(effect.amount.as_ref()),
        Kind::Weight => {
            Text::new(format!("{of}占 {}", percent(effect.amount.as_ref())), format!("{of} weighs {}", percent(effect.amount.as_ref())))
        }
        Kind::Limit => effect_limit(effect),
        Kind::Points => worth(effect),
        Kind::Ratio => Text::new("按比例得分", "scores in proportion"),
        Kind::Formula => formula(effect),
        Kind::Average => average(effect),
        Kind::Rank => others::ranked(effect),
        Kind::History => others::past(effect),
        Kind::Exclude if of.is_empty() => Text::new("写明除外的记录不计", "rows that name the exception count nothing"),
        Kind::Exclude => Text::new(format!("{of}不计入"), format!("{of} left out")),
    }
}

/// 去掉 1 个最高和 1 个最低再取平均.
fn mean(trim: Option<Trim>) -> Text {
    let Some(Trim { highest, lowest }) = trim else { return Text::new("取平均", "the mean counts") };
    let ends = [(highest, "最高", "highest"), (lowest, "最低", "lowest")].into_iter().filter(|(count, ..)| *count > 0);
    let (zh, en): (Vec<String>, Vec<String>) =
        ends.map(|(count, zh, en)| (format!(" {count} 个{zh}"), format!("{count} of the {en}"))).unzip();
    Text::new(format!("去掉{}再取平均", zh.join("和")), format!("the mean without {} counts", en.join(" and ")))
}

fn average(effect: &Effect) -> Text {
    let taken = match of_average(effect) {
        "最高" => Text::new("取最高", "the highest counts"),
        "最低" => Text::new("取最低", "the lowest counts"),
        "合计" => Text::new("得分相加", "their sum counts"),
        _ => mean(effect.trim),
    };
    let Some(sample) = &effect.sample else { return taken };
    let count = sample.count.map(|count| count.to_string()).unwrap_or_default();
    let (zh, en) = match (sample.count, sample.at_least) {
        (None, _) => ("每个样本单独计分".to_owned(), "each sample is scored alone".to_owned()),
        (_, true) => (format!("至少 {count} 个样本，各自计分"), format!("at least {count} samples, each scored alone")),
        (_, false) => (format!("{count} 个样本，各自计分"), format!("{count} samples, each scored alone")),
    };
    Text::new(format!("{zh}，{}", taken.zh), format!("{en}; {}", taken.en))
}

fn of_average(effect: &Effect) -> &str {
    effect.of.as_deref().unwrap_or("")
}

pub(super) fn scoring_act(effect: &Effect) -> Text {
    let verb = verb(effect.kind, effect.sign);
    let each = effect.per.as_ref().map_or_else(Text::default, each);
    let amount = effect_amount(effect);
    let above = match effect.target {
        Some(Target::Parent) => Text::new("从上一级", " from the entry above"),
        Some(Target::Total) => Text::new("从总分", " from the total"),
        None => Text::default(),
    };
    let also = if effect.additional && effect.target.is_none() { ("另", "also ") } else { ("", "") };
    Text::new(
        format!("{}{}{}{}{}", above.zh, each.zh, also.0, verb.zh, amount.zh),
        format!("{}{}{}{}{}", also.1, verb.en, amount.en, above.en, each.en),
    )
}

fn verb(kind: Kind, sign: Option<Sign>) -> Text {
    match (kind, sign) {
        (Kind::Deduct, _) | (_, Some(Sign::Deduct)) => Text::new("扣", "deduct"),
        (Kind::Add, _) | (_, Some(Sign::Add)) => Text::new("加", "add"),
        _ => Text::new("得", "score"),
    }
}

fn effect_amount(effect: &Effect) -> Text {
    match (&effect.range, &effect.amount) {
        (Some((low, high)), _) => range(low, high),
        (None, Some(amount)) => spaced(points(amount)),
        (None, None) => given(),
    }
}

fn each(per: &Per) -> Text {
    let one = per.step == Number::ONE;
    let size = quantity(&per.step, &per.unit);
    let en = if one { one_of(&per.unit) } else { size.en };
    // 每处, but 每 5 分钟, 每 1%, 每少 1 次.
    let step = match (one && !per.down, per.unit.as_str()) {
        (true, "%" | "百分点" | "个百分点") | (false, _) => format!(" {}", size.zh),
        (true, unit) => unit.to_owned(),
    };
    let less = if per.down { ("每少", " short") } else { ("每", "") };
    Text::new(format!("{}{step}", less.0), format!(" for each {en}{}", less.1))
}

fn effect_cap(effect: &Effect) -> Option<Text> {
    // A limit is its own cap.
    if effect.kind == Kind::Limit && effect.amount.is_some() {
        return None;
    }
    let cap = match effect.cap.as_ref()? {
        Cap::Item => return Some(Text::new("扣完为止", "until the item has none left")),
        Cap::Points(cap) => points(cap),
    };
    let verb = verb(effect.kind, effect.sign);
    let (zh, en) = match (effect.window, &effect.each) {
        (Some(kind), _) => (format!("每{}", window_word(kind)), format!(" in each {}", period_name(kind))),
        (None, Some(each)) => (format!("每{}", each.unit), format!(" for each {}", one_of(&each.unit))),
        (None, None) => (String::new(), String::new()),
    };
    Some(Text::new(format!("{zh}最多{} {}", verb.zh, cap.zh), format!("at most {}{en}", cap.en)))
}

fn is_label(when: &[Condition]) -> bool {
    when.is_empty() || when.iter().any(|condition| matches!(condition, Condition::Label(_)))
}

fn matters_how_often(kind: Kind) -> bool {
    matches!(kind, Kind::Deduct | Kind::Add)
}

/// What must hold for an effect; a step that begins at 0 has no more to say than what is measured.
fn what_holds(effect: &Effect, when: &Condition) -> Text {
    match when {
        Condition::Compare { measure, op: Op::Above, value, .. }
            if !measure.is_empty() && *value == Number::ZERO && effect.per.is_some() =>
        {
            same(measure)
        }
        _ if effect.kind == Kind::Rank => others::place(effect, when),
        _ => condition(when),
    }
}

/// What must hold, as words.
pub fn condition(condition: &Condition) -> Text {
    match condition {
        Condition::Label(label) | Condition::Zeroed { text: label, .. } => same(label),
        Condition::Compare { measure, op, value, unit } if versus(measure).is_some() => beside(measure, *op, value, unit),
        Condition::Within { measure, low: Some(low), low_in: false, high: Some(high), high_in: true, unit }
            if *low == Number::ZERO && versus(measure).is_some() =>
        {
            beside(measure, Op::AtMost, high, unit)
        }
        Condition::Compare { measure, op, value, unit } => named_bound(measure, ("", ""), &compared(*op, value), unit),
        Condition::Within { measure, low, low_in, high, high_in, unit } => {
            let edge = |at: &Option<Number>, closed: bool| at.clone().map(|at| Edge { at, closed });
            named_bound(measure, ("", ""), &Bound { low: edge(low, *low_in), high: edge(high, *high_in) }, unit)
        }
    }
}

/// 报价低于基准价 is a comparison already: how far is said behind it, and nothing where it is 0.
fn beside(measure: &str, op: Op, value: &Number, unit: &str) -> Text {
    match op {
        Op::Above | Op::AtLeast if *value == Number::ZERO => same(measure),
        Op::AtLeast => {
            let far = quantity(value, unit);
            Text::new(format!("{measure}达到 {}", far.zh), format!("{measure} by at least {}", far.en))
        }
        _ => {
            let far = bound(&compared(op, value), unit);
            Text::new(format!("{measure}{}", far.zh), format!("{measure} by {}", far.en))
        }
    }
}

fn compared(op: Op, value: &Number) -> Bound {
    let edge = |closed| Some(Edge { at: value.clone(), closed });
    match op {
        Op::Above => Bound { low: edge(false), high: None },
        Op::AtLeast => Bound { low: edge(true), high: None },
        Op::Below => Bound { low: None, high: edge(false) },
        Op::AtMost => Bound { low: None, high: edge(true) },
        Op::Is => Bound { low: edge(true), high: edge(true) },
    }
}

pub(super) fn outcome(zh: &str, en: &str, effect: &Effect) -> Text {
    let what = effect.outcome.as_deref().unwrap_or("");
    Text::new(format!("{zh}：{what}"), format!("{en}: {what}"))
}

fn percent(fraction: Option<&Number>) -> String {
    fraction.map_or_else(String::new, |fraction| format!("{}%", fraction * &Number::from(100)))
}

fn effect_limit(effect: &Effect) -> Text {
    // 优秀不超过40%: the condition says all.
    if effect.amount.is_none() && effect.floor.is_none() && effect.cap.is_none() && !effect.when.is_empty() {
        return Text::new("等级的名额", "how many may have a grade");
    }
    if let Some(floor) = &effect.floor {
        let floor = points(floor);
        return Text::new(format!("最低得 {}", floor.zh), format!("scores at least {}", floor.en));
    }
    match effect.sign {
        Some(Sign::Add) => amount_of(effect, "合计最多加", "at most, added together,"),
        Some(Sign::Award) => amount_of(effect, "最高得", "scores at most"),
        _ => amount_of(effect, "合计最多扣", "at most, deducted together,"),
    }
}

fn amount_of(effect: &Effect, zh: &str, en: &str) -> Text {
    let amount = effect.amount.as_ref().map_or_else(Text::default, points);
    Text::new(format!("{zh} {}", amount.zh), format!("{en} {}", amount.en))
}

/// 满分 8 分, 每项满分 2 分.
fn worth(effect: &Effect) -> Text {
    let each = effect.per.as_ref().map_or_else(Text::default, each);
    let worth = amount_of(effect, "满分", "is worth");
    Text::new(format!("{}{}", each.zh, worth.zh), format!("{}{}", worth.en, each.en))
}

fn formula(effect: &Effect) -> Text {
    let expr = effect.expr.as_deref().unwrap_or("?");
    let (zh, en) = match effect.of.as_deref() {
        Some("扣分") => ("扣分", "deducted"),
        Some("加分") => ("加分", "added"),
        _ => ("得分", "score"),
    };
    Text::new(format!("{zh} = {expr}"), format!("{en} = {expr}"))
}
