//! A meaning as a sentence, in both languages: what `chidu reading`, the hover and the inlay hints say.
//!
//! Not here: how words were read (`forms`), and what happened in one run (`reports`). Start at [`rule`] for what the
//! evaluator runs, and at [`effect`] for one clause on its own.

use chidu_diagnostics::Text;
use chidu_values::Number;

use crate::program::{Action, Amount, Bound, Counting, Edge, Fact, FactId, FactKind, Limit, LimitKind, Program, Rule, StepPart, Trigger};
use crate::reading::{Cap, Condition, Effect, Kind, Op, Partial, Per, Sign, Target};

/// What one effect says, on its own: `每处扣 1 分，最多扣 5 分（不达标）`.
pub fn effect(effect: &Effect) -> Text {
    let mut parts = Parts::new(effect_act(effect));
    parts.tail.extend(effect_cap(effect));
    parts.tail.extend(effect.partial.map(partial));
    if effect.per.is_none() && is_label(&effect.when) && matters_how_often(effect.kind) {
        parts.tail.push(Text::new("只计一次", "once"));
    }
    parts.when.extend(effect.when.iter().map(condition));
    parts.sentence()
}

/// What one resolved rule does, with the bounds, tiers and starting points that its neighbours give it.
pub fn rule(program: &Program, rule: &Rule) -> Text {
    let mut parts = Parts::new(rule_act(program, rule));
    parts.tail.extend(counting_note(&rule.counting));
    parts.tail.extend(rule.cap.as_ref().map(|cap| most(&rule.action, cap)));
    parts.tail.extend(once_note(program, rule));
    parts.tail.extend(rule.tier.and_then(|tier| tier_note(program, tier)));
    if rule.same_matter {
        parts.tail.push(Text::new("同一事项只取最大一项", "of one matter the largest counts alone"));
    }
    parts.when.extend(rule.triggers.iter().map(|each| trigger(program, each)));
    parts.sentence()
}

/// What a cap or floor over several rules, or over an entry, says.
pub fn limit(program: &Program, limit: &Limit) -> Text {
    let amount = points(&limit.amount);
    let of = members(program, limit);
    match limit.kind {
        LimitKind::Deductions => {
            Text::new(format!("{}合计最多扣 {}", of.zh, amount.zh), format!("{}at most {} deducted together", of.en, amount.en))
        }
        LimitKind::Additions => {
            Text::new(format!("{}合计最多加 {}", of.zh, amount.zh), format!("{}at most {} added together", of.en, amount.en))
        }
        LimitKind::MostScore => Text::new(format!("最高得 {}", amount.zh), format!("scores at most {}", amount.en)),
        LimitKind::LeastScore => Text::new(format!("最低得 {}", amount.zh), format!("scores at least {}", amount.en)),
    }
}

/// What must hold, in words.
pub fn trigger(program: &Program, trigger: &Trigger) -> Text {
    match trigger {
        Trigger::Found(id) => found(&program[*id]),
        Trigger::Bound(id, within) => fact_bound(&program[*id], within),
        Trigger::Option(id, option) => same(choice(&program[*id], *option)),
        Trigger::Otherwise(_) => Text::new("其余情形", "otherwise"),
        Trigger::ScoredZero { entries, at_least } => scored_zero(program, entries, *at_least),
        Trigger::Score(id, within) => named_bound(&program[*id].name, ("得分", " scores"), within, "分"),
        Trigger::Deductions(id, within) => named_bound(&program[*id].name, ("累计扣分", " loses"), within, "分"),
    }
}

/// An interval in words: `超过 3 分钟且不超过 10 分钟`.
pub fn bound(within: &Bound, unit: &str) -> Text {
    if let (Some(low), Some(high)) = (&within.low, &within.high)
        && low == high
        && low.closed
    {
        let at = quantity(&low.at, unit);
        return Text::new(format!("为 {}", at.zh), format!("is {}", at.en));
    }
    let low = within.low.as_ref().map(|edge| low_edge(edge, unit));
    let high = within.high.as_ref().map(|edge| high_edge(edge, unit));
    match (low, high) {
        (Some(low), Some(high)) => Text::new(format!("{}且{}", low.zh, high.zh), format!("{} and {}", low.en, high.en)),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => Text::new("不限", "any"),
    }
}

/// A number with its unit: `10 分钟`, `10 minutes`.
pub fn quantity(number: &Number, unit: &str) -> Text {
    let en = match english_unit(unit) {
        "%" => format!("{number}%"),
        "" if unit.is_empty() => number.to_string(),
        "" => format!("{number} {unit}"),
        word => format!("{number} {word}{}", if *number == Number::ONE { "" } else { "s" }),
    };
    let zh = match unit {
        "" => number.to_string(),
        "%" => format!("{number}%"),
        unit => format!("{number} {unit}"),
    };
    Text::new(zh, en)
}

/// An amount of points.
pub fn points(number: &Number) -> Text {
    quantity(number, "分")
}

/// A sentence in three parts: what is done, how far, and when.
struct Parts {
    act: Text,
    tail: Vec<Text>,
    when: Vec<Text>,
}

impl Parts {
    fn new(act: Text) -> Self {
        Self { act, tail: Vec::new(), when: Vec::new() }
    }

    fn sentence(self) -> Text {
        let mut text = self.act;
        for part in self.tail {
            text.zh = format!("{}，{}", text.zh, part.zh);
            text.en = format!("{}, {}", text.en, part.en);
        }
        if !self.when.is_empty() {
            text.zh = format!("{}（{}）", text.zh, joined(&self.when, |when| &when.zh, "，且"));
            text.en = format!("{} ({})", text.en, joined(&self.when, |when| &when.en, " and "));
        }
        text
    }
}

fn joined(texts: &[Text], of: fn(&Text) -> &String, by: &str) -> String {
    texts.iter().map(|text| of(text).as_str()).collect::<Vec<_>>().join(by)
}

fn effect_act(effect: &Effect) -> Text {
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
        Kind::Points => amount_of(effect, "满分", "is worth"),
        Kind::Ratio => Text::new("按比例得分", "scores in proportion"),
        Kind::Formula => formula(effect.expr.as_deref().unwrap_or("?")),
        Kind::Average => Text::new("取平均", "the mean counts"),
        Kind::Rank => ranked(effect),
        Kind::History => past(effect),
        Kind::Exclude => Text::new(format!("{of}不计入"), format!("{of} left out").trim_start().to_owned()),
    }
}

fn scoring_act(effect: &Effect) -> Text {
    let verb = verb(effect.kind, effect.sign);
    let each = effect.per.as_ref().map_or_else(Text::default, each);
    let amount = effect_amount(effect);
    let above = match effect.target {
        Some(Target::Parent) => Text::new("从上一级", " from the entry above"),
        Some(Target::Total) => Text::new("从总分", " from the total"),
        None => Text::default(),
    };
    Text::new(format!("{}{}{}{}", above.zh, each.zh, verb.zh, amount.zh), format!("{}{}{}{}", verb.en, amount.en, above.en, each.en))
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

fn range(low: &Number, high: &Number) -> Text {
    Text::new(format!(" {low}–{high} 分，由考评员在此范围内定"), format!(" {low}–{high} points as the assessor sees fit"))
}

fn given() -> Text {
    Text::new("分，多少由考评员定", " as many points as the assessor says")
}

fn spaced(text: Text) -> Text {
    Text::new(format!(" {}", text.zh), format!(" {}", text.en))
}

fn each(per: &Per) -> Text {
    let step = if per.step == Number::ONE { per.unit.clone() } else { format!(" {} {}", per.step, per.unit) };
    let en = if per.step == Number::ONE { one_of(&per.unit) } else { quantity(&per.step, &per.unit).en };
    let less = if per.down { ("每少", " short") } else { ("每", "") };
    Text::new(format!("{}{step}", less.0), format!(" for each {en}{}", less.1))
}

fn one_of(unit: &str) -> String {
    match english_unit(unit) {
        "" => unit.to_owned(),
        "%" => "1%".to_owned(),
        word => word.to_owned(),
    }
}

fn effect_cap(effect: &Effect) -> Option<Text> {
    let cap = match effect.cap.as_ref()? {
        Cap::Item => return Some(Text::new("扣完为止", "until the item has none left")),
        Cap::Points(cap) => points(cap),
    };
    let verb = verb(effect.kind, effect.sign);
    Some(Text::new(format!("最多{} {}", verb.zh, cap.zh), format!("at most {}", cap.en)))
}

fn partial(partial: Partial) -> Text {
    match partial {
        Partial::Down => Text::new("不足一步不计", "whole steps only"),
        Partial::Up => Text::new("不足一步按一步计", "a part of a step counts as a step"),
        Partial::Ratio => Text::new("按比例计", "parts of a step in proportion"),
    }
}

fn is_label(when: &[Condition]) -> bool {
    when.is_empty() || when.iter().any(|condition| matches!(condition, Condition::Label(_)))
}

fn matters_how_often(kind: Kind) -> bool {
    matches!(kind, Kind::Deduct | Kind::Add)
}

fn condition(condition: &Condition) -> Text {
    match condition {
        Condition::Label(label) | Condition::Zeroed { text: label, .. } => same(label),
        Condition::Compare { measure, op, value, unit } => named_bound(measure, ("", ""), &compared(*op, value), unit),
        Condition::Within { measure, low, low_in, high, high_in, unit } => {
            let edge = |at: &Option<Number>, closed: bool| at.clone().map(|at| Edge { at, closed });
            named_bound(measure, ("", ""), &Bound { low: edge(low, *low_in), high: edge(high, *high_in) }, unit)
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

fn outcome(zh: &str, en: &str, effect: &Effect) -> Text {
    let what = effect.outcome.as_deref().unwrap_or("");
    Text::new(format!("{zh}：{what}"), format!("{en}: {what}"))
}

fn scale(factor: Option<&Number>) -> Text {
    match factor {
        Some(factor) if *factor == Number::from(2) => Text::new("加倍", "doubled"),
        Some(factor) => Text::new(format!("按 {factor} 倍计"), format!("counted {factor} times")),
        None => Text::new("加重", "counted more heavily"),
    }
}

fn percent(fraction: Option<&Number>) -> String {
    fraction.map_or_else(String::new, |fraction| format!("{}%", fraction * &Number::from(100)))
}

fn effect_limit(effect: &Effect) -> Text {
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

fn formula(expr: &str) -> Text {
    Text::new(format!("得分 = {expr}"), format!("score = {expr}"))
}

fn ranked(effect: &Effect) -> Text {
    let act = scoring_act(effect);
    Text::new(format!("按名次{}", act.zh), format!("by rank, {}", act.en))
}

fn past(effect: &Effect) -> Text {
    let (count, in_a_row) = effect.times.map_or((0, false), |times| (times.count, times.consecutive));
    let what = effect.outcome.as_deref().unwrap_or("");
    let (zh, en) = if in_a_row { ("连续", "in a row") } else { ("累计", "in a year") };
    Text::new(format!("{zh} {count} 次：{what}"), format!("{count} times {en}: {what}"))
}

fn rule_act(program: &Program, rule: &Rule) -> Text {
    let amount = match &rule.amount {
        Amount::Fixed(amount) => spaced(points(amount)),
        Amount::Range(low, high) => range(low, high),
        Amount::Given => given(),
    };
    let each = counting(program, rule);
    let act = |zh: &str, en: &str| Text::new(format!("{}{zh}{}", each.zh, amount.zh), format!("{en}{}{}", amount.en, each.en));
    match &rule.action {
        Action::Deduct => act("扣", "deduct"),
        Action::DeductAbove(above) => from_above(&program[*above].name, &act("扣", "deduct")),
        Action::Add => act("加", "add"),
        Action::Award => act("得", "score"),
        Action::AwardRatio => Text::new(format!("按实际比例 ×{} 得分", amount.zh), format!("score{} × the rate reached", amount.en)),
        Action::Keep => Text::new("得满分，不扣分", "full marks, nothing deducted"),
        Action::Zero(entry) if *entry != rule.entry => zero_of(&program[*entry].name),
        Action::Zero(_) => Text::new("不得分", "no points"),
        Action::ZeroBudget(budget) => zero_budget(&program[*budget].amount),
        Action::Scale(other) => scaled(&program[*other].id, &rule.amount),
    }
}

fn from_above(name: &str, act: &Text) -> Text {
    let (zh, en) = if name.is_empty() { ("总分", "the total") } else { (name, name) };
    Text::new(format!("从{zh}另{}", act.zh), format!("{} from {en}", act.en))
}

fn zero_of(name: &str) -> Text {
    let (zh, en) = if name.is_empty() { ("总分", "the total") } else { (name, name) };
    Text::new(format!("{zh}不得分"), format!("no points for {en}"))
}

fn zero_budget(amount: &Number) -> Text {
    Text::new(format!("这一条的 {amount} 分不得"), format!("none of the {amount} points of this criterion"))
}

fn scaled(other: &str, amount: &Amount) -> Text {
    let factor = match amount {
        Amount::Fixed(factor) => Some(factor),
        Amount::Range(..) | Amount::Given => None,
    };
    let how = scale(factor);
    Text::new(format!("{other} 的扣分{}", how.zh), format!("what {other} takes is {}", how.en))
}

/// How often, between the condition and the verb: `每处`, `超过 10 分钟后每 5 分钟`.
fn counting(program: &Program, rule: &Rule) -> Text {
    let unit = counted_unit(program, rule);
    match &rule.counting {
        Counting::Once => Text::default(),
        Counting::Each => Text::new(format!("每{unit}"), format!(" for each {}", one_of(&unit))),
        Counting::Beyond { from, down } => beyond(&quantity(from, &unit), &unit, *down),
        Counting::Steps { size, from, down, .. } => {
            // Steps of 百分点 begin at a value in %: the threshold stands in the measure's own unit.
            let own = first_fact(rule).and_then(|id| program[id].unit.as_ref()).map_or(unit.as_str(), |unit| unit.name.as_str());
            steps(&quantity(size, &unit), &quantity(from, own), *down)
        }
    }
}

fn beyond(from: &Text, unit: &str, down: bool) -> Text {
    let (zh, en) = if down { ("比", "short of") } else { ("超过", "beyond") };
    let less = if down { "少的" } else { "的" };
    Text::new(format!("{zh} {}{less}每{unit}", from.zh), format!(" for each {} {en} {}", one_of(unit), from.en))
}

fn steps(size: &Text, from: &Text, down: bool) -> Text {
    let (zh, each, en) = if down { ("从", "起每低", "below") } else { ("从", "起每超过", "beyond") };
    Text::new(format!("{zh} {}{each} {}", from.zh, size.zh), format!(" for each {} {en} {}", size.en, from.en))
}

/// The unit that is counted: of the text where it names one, else of the fact.
fn counted_unit(program: &Program, rule: &Rule) -> String {
    let per = rule.effect.per.as_ref().map(|per| per.unit.clone());
    let fact = || first_fact(rule).and_then(|id| program[id].unit.as_ref().map(|unit| unit.name.clone()));
    per.or_else(fact).unwrap_or_else(|| "次".to_owned())
}

fn first_fact(rule: &Rule) -> Option<FactId> {
    rule.triggers.iter().find_map(|trigger| match trigger {
        Trigger::Found(id) | Trigger::Bound(id, _) | Trigger::Option(id, _) | Trigger::Otherwise(id) => Some(*id),
        Trigger::ScoredZero { .. } | Trigger::Score(..) | Trigger::Deductions(..) => None,
    })
}

fn counting_note(counting: &Counting) -> Option<Text> {
    let Counting::Steps { partial: part, .. } = counting else {
        return None;
    };
    Some(match part {
        StepPart::Nothing => partial(Partial::Down),
        StepPart::Whole => partial(Partial::Up),
        StepPart::Share => partial(Partial::Ratio),
    })
}

fn most(action: &Action, cap: &Number) -> Text {
    let cap = points(cap);
    let verb = match action {
        Action::Add => "加",
        Action::Award | Action::AwardRatio => "得",
        _ => "扣",
    };
    Text::new(format!("最多{verb} {}", cap.zh), format!("at most {}", cap.en))
}

/// Rule 7: where it is once, the reading says so.
fn once_note(program: &Program, rule: &Rule) -> Option<Text> {
    let finding = rule.triggers.iter().any(|trigger| match trigger {
        Trigger::Found(id) => matches!(program[*id].kind, FactKind::Finding | FactKind::Other | FactKind::Event),
        _ => false,
    });
    let acts = matches!(rule.action, Action::Deduct | Action::DeductAbove(_) | Action::Add);
    (rule.counting == Counting::Once && finding && acts).then(|| Text::new("只计一次", "once"))
}

fn tier_note(program: &Program, tier: crate::program::TierId) -> Option<Text> {
    (program[tier].members.len() > 1).then(|| Text::new("各档只取一档", "one tier counts alone"))
}

fn members(program: &Program, limit: &Limit) -> Text {
    let all = limit.members.len() == program[limit.entry].rules.len();
    if all || limit.members.is_empty() {
        return Text::default();
    }
    let ids: Vec<&str> = limit.members.iter().map(|id| program[*id].id.as_str()).collect();
    Text::new(format!("{} ", ids.join("、")), format!("{}: ", ids.join(", ")))
}

fn found(fact: &Fact) -> Text {
    match fact.kind {
        FactKind::Other => Text::new("其他", "anything else"),
        _ if fact.name.is_empty() => Text::new("发现", "found"),
        _ => same(&fact.name),
    }
}

fn fact_bound(fact: &Fact, within: &Bound) -> Text {
    let unit = fact.unit.as_ref().map_or("", |unit| unit.name.as_str());
    named_bound(&fact.name, ("", ""), within, unit)
}

fn named_bound(name: &str, suffix: (&str, &str), within: &Bound, unit: &str) -> Text {
    let bound = bound(within, unit);
    Text::new(format!("{name}{}{}", suffix.0, bound.zh), format!("{name}{} {}", suffix.1, bound.en).trim_start().to_owned())
}

fn choice(fact: &Fact, option: usize) -> &str {
    match &fact.kind {
        FactKind::Answer(_, choices) => choices.get(option).map_or("", |choice| choice.name.as_str()),
        _ => &fact.name,
    }
}

fn scored_zero(program: &Program, entries: &[crate::program::EntryId], at_least: u32) -> Text {
    let names: Vec<&str> = entries.iter().map(|id| program[*id].name.as_str()).collect();
    let names = names.join("、");
    Text::new(format!("{names} 中至少 {at_least} 项得 0 分"), format!("at least {at_least} of {names} scored 0"))
}

fn low_edge(edge: &Edge, unit: &str) -> Text {
    let at = quantity(&edge.at, unit);
    match edge.closed {
        true => Text::new(format!("不低于 {}", at.zh), format!("at least {}", at.en)),
        false => Text::new(format!("超过 {}", at.zh), format!("over {}", at.en)),
    }
}

fn high_edge(edge: &Edge, unit: &str) -> Text {
    let at = quantity(&edge.at, unit);
    match edge.closed {
        true => Text::new(format!("不超过 {}", at.zh), format!("at most {}", at.en)),
        false => Text::new(format!("不足 {}", at.zh), format!("under {}", at.en)),
    }
}

/// The English of common units; empty where there is none, and the Chinese word stays.
fn english_unit(unit: &str) -> &'static str {
    match unit {
        "分" => "point",
        "秒" | "秒钟" => "second",
        "分钟" => "minute",
        "小时" | "个小时" => "hour",
        "天" | "日" => "day",
        "工作日" | "个工作日" => "working day",
        "周" => "week",
        "月" | "个月" => "month",
        "年" => "year",
        "百分点" | "个百分点" => "percentage point",
        "%" => "%",
        "次" => "time",
        "处" => "place",
        "项" => "item",
        "人次" => "visit",
        "起" | "件" | "例" => "case",
        _ => "",
    }
}

fn same(text: &str) -> Text {
    Text::new(text, text)
}

#[cfg(test)]
mod tests {
    use chidu_diagnostics::Span;

    use super::*;

    fn deduct(amount: i64) -> Effect {
        Effect { amount: Some(Number::from(amount)), ..Effect::new(Kind::Deduct, Span::default()) }
    }

    fn per(step: i64, unit: &str) -> Option<Per> {
        Some(Per { step: Number::from(step), unit: unit.to_owned(), down: false })
    }

    fn said(effect: &Effect) -> String {
        let text = super::effect(effect);
        format!("{} | {}", text.zh, text.en)
    }

    #[test]
    fn each_occurrence_with_its_cap() {
        let when = vec![Condition::Label("不达标".to_owned())];
        let effect = Effect { per: per(1, "处"), cap: Some(Cap::Points(Number::from(5))), when, ..deduct(1) };
        assert_eq!(said(&effect), "每处扣 1 分，最多扣 5 分（不达标） | deduct 1 point for each place, at most 5 points (不达标)");
    }

    #[test]
    fn once_is_said() {
        let effect = Effect { when: vec![Condition::Label("未放告知牌".to_owned())], ..deduct(2) };
        assert_eq!(said(&effect), "扣 2 分，只计一次（未放告知牌） | deduct 2 points, once (未放告知牌)");
    }

    #[test]
    fn steps_and_their_parts() {
        let when =
            vec![Condition::Compare {
                measure: "交接时间".to_owned(), op: Op::Above, value: Number::from(10), unit: "分钟".to_owned()
            }];
        let effect = Effect { per: per(5, "分钟"), partial: Some(Partial::Up), when, ..deduct(1) };
        assert_eq!(
            said(&effect),
            "每 5 分钟扣 1 分，不足一步按一步计（交接时间超过 10 分钟） | deduct 1 point for each 5 minutes, a part of a step counts as a step (交接时间 over 10 minutes)"
        );
    }

    #[test]
    fn an_assessors_range() {
        let effect = Effect { amount: None, range: Some((Number::from(1), Number::from(3))), ..deduct(1) };
        assert_eq!(said(&effect), "扣 1–3 分，由考评员在此范围内定，只计一次 | deduct 1–3 points as the assessor sees fit, once");
    }

    #[test]
    fn both_ends_of_a_bound() {
        let edge = |at: i64, closed| Some(Edge { at: Number::from(at), closed });
        let text = bound(&Bound { low: edge(80, true), high: edge(90, false) }, "%");
        assert_eq!(format!("{} | {}", text.zh, text.en), "不低于 80%且不足 90% | at least 80% and under 90%");
    }
}
