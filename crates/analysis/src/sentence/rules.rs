//! What a resolved rule does, with the bounds, tiers and starting points that its neighbours give it.

use chidu_diagnostics::Text;
use chidu_values::{Number, PeriodKind};

use super::Parts;
use super::others;
use super::units::one_of;
use super::words::{given, named_bound, partial, period_name, points, quantity, range, same, scale, spaced};
use crate::expr::Expr;
use crate::program::{
    Action, Amount, Bound, Counting, EntryId, Fact, FactId, FactKind, Limit, LimitKind, Line, Program, Rule, StepPart, TierId, Trigger,
};
use crate::reading::{Apart, Partial, window_word};

/// What one resolved rule does, with the bounds, tiers and starting points that its neighbours give it.
pub fn rule(program: &Program, rule: &Rule) -> Text {
    if let Some(falling) = others::falling(&rule.effect) {
        return falling;
    }
    let mut parts = deed(program, rule);
    parts.when.extend(conditions(rule).iter().map(|each| trigger(program, each)));
    parts.sentence()
}

/// The same without what must hold: for places that stand right behind the words that say it.
pub fn rule_in_short(program: &Program, rule: &Rule) -> Text {
    if let Some(falling) = others::falling(&rule.effect) {
        return falling;
    }
    deed(program, rule).sentence()
}

/// What is done, and how far.
fn deed(program: &Program, rule: &Rule) -> Parts {
    let mut parts = Parts::new(rule_act(program, rule));
    parts.tail.extend(counting_note(&rule.counting));
    parts.tail.extend(rule.cap.as_ref().map(|cap| most(&rule.action, cap)));
    parts.tail.extend(shared_cap(program, rule));
    parts.tail.extend(once_note(program, rule));
    parts.tail.extend(rule.tier.and_then(|tier| tier_note(program, tier)));
    if rule.same_matter {
        parts.tail.push(Text::new("同一事项只取最大一项", "of one matter the largest counts alone"));
    }
    parts
}

/// What a cap or floor over several rules, or over an entry, says.
pub fn limit(program: &Program, limit: &Limit) -> Text {
    let amount = points(&limit.amount);
    let of = apart(limit.apart, within(limit.window, members(program, limit)));
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

/// 每周 before what a cap of each week binds.
fn within(window: Option<PeriodKind>, of: Text) -> Text {
    window.map_or_else(
        || of.clone(),
        |kind| Text::new(format!("{}每{}", of.zh, window_word(kind)), format!("{}in each {} ", of.en, period_name(kind))),
    )
}

/// 每人, 每次 before what a cap of each of them binds.
fn apart(apart: Option<Apart>, of: Text) -> Text {
    match apart {
        Some(Apart::Object) => Text::new(format!("{}每人（每个对象）", of.zh), format!("{}of each person or object ", of.en)),
        Some(Apart::Row) => Text::new(format!("{}每次（每行记录）", of.zh), format!("{}of each row ", of.en)),
        None => of,
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
        Trigger::Graded(names) => Text::new(format!("等级为{}", names.join("、")), format!("the grade is {}", names.join(", "))),
        Trigger::Deductions(id, within) => named_bound(&program[*id].name, ("累计扣分", " loses"), within, "分"),
    }
}

fn rule_act(program: &Program, rule: &Rule) -> Text {
    let amount = match &rule.amount {
        Amount::Fixed(amount) => spaced(points(amount)),
        Amount::Range(low, high) => range(low, high),
        Amount::Given => given(),
    };
    let each = counting(program, rule);
    if rule.counting == Counting::Value {
        return by_formula(program, rule);
    }
    if let Some(line) = &rule.slope {
        return along(program, rule, line);
    }
    let act = |zh: &str, en: &str| Text::new(format!("{}{zh}{}", each.zh, amount.zh), format!("{en}{}{}", amount.en, each.en));
    match &rule.action {
        Action::Deduct => act("扣", "deduct"),
        Action::DeductAbove(above) => from_above(&program[*above].name, &act("扣", "deduct")),
        Action::Add => act("加", "add"),
        Action::Award => act("得", "score"),
        Action::AwardRatio => in_proportion(program, rule, &amount),
        Action::Keep => Text::new("得满分，不扣分", "full marks, nothing deducted"),
        Action::Zero(entry) if *entry != rule.entry => zero_of(&program[*entry].name),
        Action::Zero(_) => Text::new("不得分", "no points"),
        Action::ZeroBudget(budget) => zero_budget(&program[*budget].amount),
        Action::Scale(other) => scaled(&program[*other].id, &rule.amount),
    }
}

/// 得分 = 完成数 ÷ 计划数 × 10.
fn by_formula(program: &Program, rule: &Rule) -> Text {
    let expr = first_fact(rule).map(|fact| &program[fact].kind);
    let shown = match expr {
        Some(FactKind::Derived(expr)) => written(program, expr),
        _ => String::new(),
    };
    let (zh, en) = match rule.action {
        Action::Deduct | Action::DeductAbove(_) => ("扣分", "deduct"),
        Action::Add => ("加分", "add"),
        _ => ("得分", "score"),
    };
    Text::new(format!("{zh} = {shown}，不低于 0"), format!("{en} {shown}, not less than 0"))
}

/// From 60% (6 分) to 100% (10 分).
fn along(program: &Program, rule: &Rule, line: &Line) -> Text {
    let unit = first_fact(rule).and_then(|id| program[id].unit.as_ref()).map_or("", |unit| unit.name.as_str());
    let end = |(at, worth): &(Number, Number)| (quantity(at, unit), points(worth));
    let ((from, less), (to, more)) = (end(&line.from), end(&line.to));
    Text::new(
        format!("从 {}（{}）到 {}（{}）按直线插值得分，再好也是 {}", from.zh, less.zh, to.zh, more.zh, more.zh),
        format!("score along the line from {} ({}) to {} ({}), and {} beyond", from.en, less.en, to.en, more.en, more.en),
    )
}

/// An expression as names and numbers.
pub fn written(program: &Program, expr: &Expr) -> String {
    expr.shown(&|leaf| match leaf {
        Expr::Number(number) => number.to_string(),
        Expr::Fact(fact) | Expr::Percent(fact) => program[*fact].name.clone(),
        Expr::Of(..) => String::new(),
    })
}

fn in_proportion(program: &Program, rule: &Rule, amount: &Text) -> Text {
    let rate = first_fact(rule).map_or("", |id| program[id].name.as_str());
    Text::new(format!("得{} × {rate}", amount.zh), format!("score{} × {rate}", amount.en))
}

/// A share has no condition beside its rate.
fn conditions(rule: &Rule) -> &[Trigger] {
    match rule.counting {
        Counting::Value => rule.triggers.get(1..).unwrap_or_default(),
        _ if rule.action == Action::AwardRatio => &[],
        _ => &rule.triggers,
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
        Counting::Once | Counting::Value => Text::default(),
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
    rule.triggers.iter().find_map(Trigger::fact)
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

/// A cap that the rule's own clause puts on others as well (累计最多扣6分).
fn shared_cap(program: &Program, rule: &Rule) -> Option<Text> {
    program.limits.iter().find(|limit| limit.span == rule.span).map(|found| limit(program, found))
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

fn tier_note(program: &Program, tier: TierId) -> Option<Text> {
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

fn choice(fact: &Fact, option: usize) -> &str {
    match &fact.kind {
        FactKind::Answer(_, choices) => choices.get(option).map_or("", |choice| choice.name.as_str()),
        _ => &fact.name,
    }
}

fn scored_zero(program: &Program, entries: &[EntryId], at_least: u32) -> Text {
    let names: Vec<&str> = entries.iter().map(|id| program[*id].name.as_str()).collect();
    let names = names.join("、");
    Text::new(format!("{names} 中至少 {at_least} 项得 0 分"), format!("at least {at_least} of {names} scored 0"))
}
