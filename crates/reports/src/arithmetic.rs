//! How a reason came to its amount, as a line of arithmetic: `2处 × 1分 = 扣2分`.

use chidu_analysis::expr::Expr;
use chidu_analysis::program::{
    Action, Amount, Combine, Computed, Counting, FactId, FactKind, Line, PastTest, Program, Ranked, Rule, StepPart, Trigger,
};
use chidu_diagnostics::Text;
use chidu_evaluation::assessment::{Basis, Fired, Overruled, Reason, Step};
use chidu_values::Number;

use crate::objects;
use crate::words::{number, points, quantity};

/// The arithmetic of one reason.
pub(crate) fn of(program: &Program, reason: &Reason) -> Text {
    match &reason.step {
        Step::Rule(fired) => rule(program, fired, &reason.delta),
        Step::Escalated(fired) => escalated(program, fired, &reason.delta),
        Step::Start => start(&reason.delta),
        Step::Budget(id) => budget(&program[*id].amount, &reason.delta),
        Step::Limit(id) => limit(&program[*id].text, program[*id].line, &reason.delta),
        Step::Clamp => clamp(&reason.delta),
        Step::Child(id) => child(program, *id, &reason.delta),
        Step::Rescaled { missing, got, due, points } => rescaled(program, missing, [got, due, points]),
        Step::Assumed => assumed(&reason.delta),
        Step::Blend { source, weight, score } => blend(program, *source, weight, score),
        Step::Object { of, together, score, counts } => objects::share(reason.object.as_deref(), *of, *together, score, *counts),
        Step::Rounded => rounded(program),
    }
}

/// The arithmetic in a few words, for a cell of a table: `2处 × 1分`.
pub(crate) fn brief(program: &Program, reason: &Reason) -> Option<Text> {
    let (Step::Rule(fired) | Step::Escalated(fired)) = &reason.step else {
        return None;
    };
    let rule = &program[fired.rule];
    if rule.counting == Counting::Value {
        return derived(program, rule).map(|expr| substituted(program, expr, fired));
    }
    match (&rule.action, &fired.count) {
        (Action::Zero(_) | Action::ZeroBudget(_), _) => Some(Text::new("不得分", "no points")),
        (_, Some(count)) => {
            let unit = if matches!(rule.counting, Counting::Steps { .. }) { "步".to_owned() } else { unit(program, rule) };
            let (count, each) = (quantity(count, &unit), points(&fired.unit));
            Some(Text::new(format!("{} × {}", count.zh, each.zh), format!("{} × {}", count.en, each.en)))
        }
        (_, None) if fired.basis.is_some() => fired.basis.as_ref().map(|basis| behind(program, rule, basis)),
        (_, None) => fired.value.as_ref().map(|value| measured(program, rule, value)),
    }
}

/// Which cap, tier, matter or 其他 decided, if one did, and which peers or periods are behind it.
pub(crate) fn decided(program: &Program, fired: &Fired) -> Vec<Text> {
    let rule = &program[fired.rule];
    // Where the arithmetic is not that of the peers or periods themselves, they are told beside it.
    let beside = fired
        .basis
        .iter()
        .filter(|_| rule.action == Action::AwardRatio || fired.count.is_some() && !matches!(rule.counting, Counting::Steps { .. }));
    let mut notes: Vec<Text> = beside.map(|basis| behind(program, rule, basis)).collect();
    if let Some(by) = fired.overruled {
        notes.push(overruled(program, by));
    }
    if let Some(tier) = fired.instead_of {
        notes.push(instead(program, rule, tier));
    }
    if fired.capped {
        notes.push(capped(rule, fired));
    }
    if fired.by_other {
        notes.push(Text::new("按其他", "taken by “anything else” (其他)"));
    }
    if rule.amount != Amount::Fixed(fired.unit.clone()) && matches!(rule.amount, Amount::Range(..) | Amount::Given) {
        notes.push(Text::new("数额由考评员给出", "the amount is the assessor's"));
    }
    notes
}

/// What a computed value rests on, so that whoever reads it can work it out again: `名次 2/5`, `上年 85.2% → 今年 83.1%`.
pub(crate) fn behind(program: &Program, rule: &Rule, basis: &Basis) -> Text {
    let fact = rule.triggers.iter().find_map(|trigger| match trigger {
        Trigger::Found(id) | Trigger::Bound(id, _) | Trigger::Otherwise(id) => program[*id].computed(),
        _ => None,
    });
    let unit = fact.and_then(|computed| unit_behind(program, computed));
    let shown = |value: &Number| quantity(value, unit.as_deref().unwrap_or_default());
    match basis {
        Basis::Place { value, place, of, tied } => placed(&shown(value), *place, *of, *tied),
        Basis::Mean { value, mean, of } => {
            let (value, mean) = (shown(value), shown(mean));
            Text::new(
                format!("本对象 {}，{of} 个对象平均 {}", value.zh, mean.zh),
                format!("{} against a mean of {} over {of}", value.en, mean.en),
            )
        }
        Basis::Best { value, best, of } => {
            let (value, best) = (shown(value), shown(best));
            Text::new(
                format!("本对象 {}，{of} 个对象中最好 {}", value.zh, best.zh),
                format!("{} against the best of {of}, {}", value.en, best.en),
            )
        }
        Basis::Change { period, before, now } => {
            let (before, now) = (shown(before), shown(now));
            Text::new(format!("{period} {} → 本期 {}", before.zh, now.zh), format!("{period} {} → now {}", before.en, now.en))
        }
        Basis::Periods(periods) => {
            let all: Vec<(String, Text)> = periods.iter().map(|(period, value)| (period.to_string(), shown(value))).collect();
            let told = |of: fn(&Text) -> &String, by: &str| {
                all.iter().map(|(period, value)| format!("{period} {}", of(value))).collect::<Vec<_>>().join(by)
            };
            Text::new(told(|value| &value.zh, "、"), told(|value| &value.en, ", "))
        }
    }
}

fn placed(value: &Text, place: u32, of: u32, tied: u32) -> Text {
    let (zh, en) = if tied > 1 { (format!("，{tied} 个并列"), format!(", shared by {tied}")) } else { (String::new(), String::new()) };
    Text::new(format!("{}，名次 {place}/{of}{zh}", value.zh), format!("{}, place {place} of {of}{en}", value.en))
}

/// The unit of the values that are compared.
fn unit_behind(program: &Program, computed: &Computed) -> Option<String> {
    let score = |of: &Ranked| matches!(of, Ranked::Score(_));
    let scores = match computed {
        Computed::Place { of, .. } | Computed::Distance { of, .. } | Computed::OfBest { of, .. } => score(of),
        Computed::Streak(test) | Computed::Tally { test, .. } => matches!(test, PastTest::Score(..) | PastTest::Grade(_)),
        Computed::Change { .. } | Computed::Again(_) => false,
    };
    if scores {
        return Some("分".to_owned());
    }
    let measure = &program[computed.measure()?];
    let counted = matches!(measure.kind, FactKind::Finding | FactKind::Event);
    measure.unit.as_ref().map(|unit| unit.name.clone()).or(counted.then(|| "次".to_owned()))
}

fn rule(program: &Program, fired: &Fired, delta: &Number) -> Text {
    let rule = &program[fired.rule];
    if fired.overruled.is_some() {
        return Text::new("不计", "counts nothing");
    }
    if rule.counting == Counting::Value {
        return by_formula(program, rule, fired, delta);
    }
    if let (Some(line), Some(value)) = (&rule.slope, &fired.value) {
        return along(program, rule, line, value, &effect(&rule.action, delta));
    }
    match &rule.action {
        Action::Zero(_) | Action::ZeroBudget(_) => zero(delta),
        Action::Keep => Text::new("得满分，不扣分", "full marks, nothing deducted"),
        Action::AwardRatio => ratio(program, rule, fired, delta),
        Action::Scale(other) => scale(program, &program[*other], fired, delta),
        Action::Award if averaged(program, rule) => average(rule, fired, delta),
        _ => counted(program, rule, fired, delta),
    }
}

/// `完成数 ÷ 计划数 × 10 = 45 ÷ 50 × 10 = 9，得9分`: names, then values, then what they come to.
fn by_formula(program: &Program, rule: &Rule, fired: &Fired, delta: &Number) -> Text {
    let result = effect(&rule.action, delta);
    let Some(expr) = derived(program, rule) else { return result };
    let (names, values, comes) =
        (chidu_analysis::sentence::written(program, expr), substituted(program, expr, fired), number(&fired.uncapped));
    Text::new(format!("{names} = {} = {comes}，{}", values.zh, result.zh), format!("{names} = {} = {comes}: {}", values.en, result.en))
}

/// `6分 + (80% − 60%) ÷ (100% − 60%) × (10分 − 6分) = 得8分`.
fn along(program: &Program, rule: &Rule, line: &Line, value: &Number, result: &Text) -> Text {
    let ((x, less), (end, more)) = (&line.from, &line.to);
    let (low, high) = if x < end { (x, end) } else { (end, x) };
    let at = |value: &Number| measured(program, rule, value);
    if value <= low || value >= high {
        let at = at(value);
        return Text::new(format!("{}，{}", at.zh, result.zh), format!("{}: {}", at.en, result.en));
    }
    let (less, more) = (number(less), number(more));
    let whole = x.is_zero() && line.from.1.is_zero();
    let steps = |of: fn(&Text) -> &String| {
        let [value, x, end] = [value, x, end].map(|number| of(&at(number)).clone());
        match whole {
            true => format!("{value} ÷ {end} × {more}"),
            false => format!("{less} + ({value} − {x}) ÷ ({end} − {x}) × ({more} − {less})"),
        }
    };
    Text::new(format!("{} = {}", steps(|text| &text.zh), result.zh), format!("{} = {}", steps(|text| &text.en), result.en))
}

/// `(46人 − 45人)`: how far a value lies from one that the records carry, in front of the steps or bound that it is tested by.
fn apart(program: &Program, rule: &Rule, fired: &Fired) -> Option<Text> {
    let expr = derived(program, rule).filter(|_| !fired.terms.is_empty())?;
    let value = fired.value.as_ref().map(|value| measured(program, rule, value))?;
    let (names, values) = (chidu_analysis::sentence::written(program, expr), substituted(program, expr, fired));
    Some(Text::new(format!("{names} = {} = {}", values.zh, value.zh), format!("{names} = {} = {}", values.en, value.en)))
}

fn derived<'p>(program: &'p Program, rule: &Rule) -> Option<&'p Expr> {
    match first_fact(rule).map(|fact| &program[fact].kind) {
        Some(FactKind::Derived(expr)) => Some(expr),
        _ => None,
    }
}

/// An expression with what the records say in the place of names.
fn substituted(program: &Program, expr: &Expr, fired: &Fired) -> Text {
    let said = |fact: &FactId| {
        let value = fired.terms.iter().find(|(term, _)| term == fact).map(|(_, value)| value);
        let unit = program[*fact].unit.as_ref().map_or("", |unit| unit.name.as_str());
        value.map(|value| quantity(value, unit)).unwrap_or_default()
    };
    let shown = |of: fn(&Text) -> &String| {
        expr.shown(&|leaf| match leaf {
            Expr::Number(value) => number(value),
            Expr::Fact(fact) | Expr::Percent(fact) => of(&said(fact)).clone(),
            Expr::Of(..) => String::new(),
        })
    };
    Text::new(shown(|text| &text.zh), shown(|text| &text.en))
}

fn counted(program: &Program, rule: &Rule, fired: &Fired, delta: &Number) -> Text {
    let result = effect(&rule.action, delta);
    let Some(count) = &fired.count else {
        return with_value(program, rule, fired, result);
    };
    let unit = unit(program, rule);
    let times = times(program, rule, fired, count, &unit);
    let each = points(&fired.unit);
    let product = Text::new(format!("{} × {}", times.zh, each.zh), format!("{} × {}", times.en, each.en));
    let (zh, en) = if fired.capped {
        let uncapped = points(&fired.uncapped);
        (format!("{} = {}，{}", product.zh, uncapped.zh, result.zh), format!("{} = {}, {}", product.en, uncapped.en, result.en))
    } else {
        (format!("{} = {}", product.zh, result.zh), format!("{} = {}", product.en, result.en))
    };
    Text::new(zh, en)
}

/// A once-only effect; where it was measured, with the value.
fn with_value(program: &Program, rule: &Rule, fired: &Fired, result: Text) -> Text {
    if let Some(apart) = apart(program, rule, fired) {
        return Text::new(format!("{}，{}", apart.zh, result.zh), format!("{}: {}", apart.en, result.en));
    }
    if let Some(basis) = &fired.basis {
        let behind = behind(program, rule, basis);
        return Text::new(format!("{}，{}", behind.zh, result.zh), format!("{}: {}", behind.en, result.en));
    }
    let Some(value) = &fired.value else {
        return result;
    };
    let value = measured(program, rule, value);
    Text::new(format!("{}，{}", value.zh, result.zh), format!("{}: {}", value.en, result.en))
}

/// The left side of the product: how many, and how they came about.
fn times(program: &Program, rule: &Rule, fired: &Fired, count: &Number, unit: &str) -> Text {
    match (&rule.counting, &fired.value) {
        (Counting::Steps { size, partial, .. }, Some(_)) if !fired.terms.is_empty() => {
            steps(&apart(program, rule, fired).unwrap_or_default(), &quantity(size, unit), *partial, count)
        }
        (Counting::Steps { size, from, partial, .. }, Some(value)) if fired.basis.is_some() => {
            let behind = fired.basis.as_ref().map_or_else(Text::default, |basis| behind(program, rule, basis));
            let text = steps(&difference(program, rule, value, from), &quantity(size, unit), *partial, count);
            Text::new(format!("{}，{}", behind.zh, text.zh), format!("{}, {}", behind.en, text.en))
        }
        (Counting::Steps { size, from, down, partial }, Some(value)) => {
            let apart = if *down { from - value } else { value - from };
            let [first, second] = if *down { [from, value] } else { [value, from] }.map(|number| measured(program, rule, number));
            // The difference of two rates is told in the steps' own 百分点.
            let apart = if unit.ends_with("百分点") { quantity(&apart, unit) } else { measured(program, rule, &apart) };
            steps(&less(&first, &second, &apart), &quantity(size, unit), *partial, count)
        }
        (Counting::Beyond { .. }, Some(_)) if !fired.terms.is_empty() => {
            let (apart, count) = (apart(program, rule, fired).unwrap_or_default(), quantity(count, unit));
            Text::new(format!("{}，计{}", apart.zh, count.zh), format!("{}; {}", apart.en, count.en))
        }
        (Counting::Beyond { from, down }, Some(value)) => beyond([value, from, count].map(|number| quantity(number, unit)), *down),
        _ => quantity(count, unit),
    }
}

/// `6次超过3次，计3次`: the value, where counting begins, and what is counted.
fn beyond([value, from, count]: [Text; 3], down: bool) -> Text {
    let (zh, en) = if down { ("比", "short of") } else { ("超过", "beyond") };
    Text::new(format!("{}{zh}{}，计{}", value.zh, from.zh, count.zh), format!("{}, {en} {}; {}", value.en, from.en, count.en))
}

fn less(first: &Text, second: &Text, apart: &Text) -> Text {
    Text::new(format!("{} − {} = {}", first.zh, second.zh, apart.zh), format!("{} − {} = {}", first.en, second.en, apart.en))
}

/// How far apart two computed values are, less where the steps begin.
fn difference(program: &Program, rule: &Rule, value: &Number, from: &Number) -> Text {
    let apart = measured(program, rule, value);
    let told = Text::new(format!("差 {}", apart.zh), format!("{} apart", apart.en));
    if from.is_zero() {
        return told;
    }
    let rest = less(&apart, &measured(program, rule, from), &measured(program, rule, &(value - from)));
    Text::new(format!("{}，{}", told.zh, rest.zh), format!("{}, {}", told.en, rest.en))
}

fn steps(difference: &Text, size: &Text, partial: StepPart, count: &Number) -> Text {
    let note = match partial {
        StepPart::Nothing => ("", ""),
        StepPart::Whole => ("，不足一步按一步", ", a part counts as a step"),
        StepPart::Share => ("，按比例", ", in proportion"),
    };
    let count = quantity(count, "步");
    Text::new(
        format!("{}，每{}为一步{}，{}", difference.zh, size.zh, note.0, count.zh),
        format!("{}, each {} is a step{}: {}", difference.en, size.en, note.1, count.en),
    )
}

fn effect(action: &Action, delta: &Number) -> Text {
    let amount = points(&delta.abs());
    match action {
        Action::Deduct | Action::DeductAbove(_) => Text::new(format!("扣{}", amount.zh), format!("{} deducted", amount.en)),
        Action::Add => Text::new(format!("加{}", amount.zh), format!("{} added", amount.en)),
        _ => Text::new(format!("得{}", amount.zh), format!("{} scored", amount.en)),
    }
}

fn zero(delta: &Number) -> Text {
    let amount = points(&delta.abs());
    Text::new(format!("不得分，扣去{}", amount.zh), format!("no points: {} taken", amount.en))
}

fn ratio(program: &Program, rule: &Rule, fired: &Fired, delta: &Number) -> Text {
    let whole = match &rule.amount {
        Amount::Fixed(whole) => points(whole),
        Amount::Range(..) | Amount::Given => points(&fired.unit),
    };
    let value = match (fired.basis.as_deref(), &fired.value) {
        (Some(Basis::Best { value, best, .. }), _) => {
            let share = format!(" × {} ÷ {}", number(value), number(best));
            Text::new(share.clone(), share)
        }
        (_, Some(value)) => {
            let value = measured(program, rule, value);
            Text::new(format!(" × {}", value.zh), format!(" × {}", value.en))
        }
        (_, None) => Text::default(),
    };
    let result = points(delta);
    Text::new(format!("{}{} = 得{}", whole.zh, value.zh, result.zh), format!("{}{} = {} scored", whole.en, value.en, result.en))
}

/// `1次按2倍计，再扣2分`, and where it counts less `1次按0.5倍计，少扣1分`.
fn scale(program: &Program, other: &Rule, fired: &Fired, delta: &Number) -> Text {
    let factor = match &program[fired.rule].amount {
        Amount::Fixed(factor) => number(factor),
        Amount::Range(..) | Amount::Given => String::new(),
    };
    let takes = matches!(other.action, Action::Deduct | Action::DeductAbove(_));
    let (zh, en) = if delta.is_zero() || delta.is_negative() == takes { ("再", "more") } else { ("少", "less") };
    let result = effect(&other.action, delta);
    let unit = unit(program, other);
    let count = fired.count.as_ref().map(|count| quantity(count, &unit)).unwrap_or_default();
    Text::new(
        format!("{}按{factor}倍计，{zh}{}", count.zh, result.zh),
        format!("{} counted {factor} times: {} {en}", count.en, result.en).trim_start().to_owned(),
    )
}

/// `20分 × 2份 ÷ 3份 = 得13.3333分`: how many answers there were in all follows from the share.
fn average(rule: &Rule, fired: &Fired, delta: &Number) -> Text {
    let result = points(delta);
    let all = match (&rule.amount, &fired.count) {
        (Amount::Fixed(amount), Some(count)) => (amount * count).divide(delta).map(|all| (points(amount), number(count), number(&all))),
        _ => None,
    };
    match all {
        Some((each, count, all)) => Text::new(
            format!("取平均：{} × {count}份 ÷ {all}份 = 得{}", each.zh, result.zh),
            format!("the mean: {} × {count} of {all} answers = {} scored", each.en, result.en),
        ),
        None => Text::new(format!("取平均，得{}", result.zh), format!("the mean: {} scored", result.en)),
    }
}

fn averaged(program: &Program, rule: &Rule) -> bool {
    let fact = first_fact(rule).map(|id| &program[id].kind);
    matches!(fact, Some(FactKind::Answer(Combine::Average, _)))
}

fn escalated(program: &Program, fired: &Fired, delta: &Number) -> Text {
    let from = &program[program[fired.rule].entry].name;
    let text = rule(program, fired, delta);
    Text::new(format!("“{from}”：{}", text.zh), format!("“{from}”: {}", text.en))
}

fn start(delta: &Number) -> Text {
    let amount = points(delta);
    Text::new(format!("起评 {}", amount.zh), format!("starts at {}", amount.en))
}

fn budget(amount: &Number, delta: &Number) -> Text {
    let (most, back) = (points(amount), points(&delta.abs()));
    match delta.is_negative() {
        true => Text::new(
            format!("这一条至多{}，减去{}", most.zh, back.zh),
            format!("this criterion has {} at most: {} less", most.en, back.en),
        ),
        false => Text::new(
            format!("这一条扣完为止（共{}），退回{}", most.zh, back.zh),
            format!("this criterion has no more than {}: {} given back", most.en, back.en),
        ),
    }
}

fn limit(text: &str, line: u32, delta: &Number) -> Text {
    let by = points(&delta.abs());
    let (zh, en) = if delta.is_negative() { ("减去", "less") } else { ("退回", "given back") };
    Text::new(format!("“{text}”（第 {line} 行）：{zh}{}", by.zh), format!("“{text}” (line {line}): {} {en}", by.en))
}

fn clamp(delta: &Number) -> Text {
    let by = points(&delta.abs());
    match delta.is_negative() {
        true => Text::new(format!("超出上限的不计，减去{}", by.zh), format!("no more than it can have: {} less", by.en)),
        false => Text::new(format!("扣完为止，退回{}", by.zh), format!("not below 0: {} given back", by.en)),
    }
}

fn child(program: &Program, id: chidu_analysis::program::EntryId, delta: &Number) -> Text {
    let entry = &program[id];
    let got = points(delta);
    let weighed = entry.factor.as_ref().filter(|factor| **factor != Number::ONE);
    let (zh, en) = match weighed {
        Some(factor) => (format!("（折算系数 {}）", number(factor)), format!(" (times {})", number(factor))),
        None => (String::new(), String::new()),
    };
    Text::new(format!("{}得{}{zh}", entry.name, got.zh), format!("{}: {}{en}", entry.name, got.en))
}

fn rescaled(program: &Program, missing: &[chidu_analysis::program::EntryId], parts: [&Number; 3]) -> Text {
    let names: Vec<&str> = missing.iter().map(|id| program[*id].name.as_str()).collect();
    let [got, due, points] = parts.map(number);
    Text::new(
        format!("不计入并折算：{}，{got} ÷ {due} × {points}", names.join("、")),
        format!("left out, the rest rescaled: {}, {got} ÷ {due} × {points}", names.join(", ")),
    )
}

fn assumed(delta: &Number) -> Text {
    match delta.is_zero() {
        true => Text::new("缺项按零分计", "missing, counted as zero"),
        false => Text::new("缺项按满分计", "missing, counted in full"),
    }
}

fn blend(program: &Program, source: usize, weight: &Number, score: &Number) -> Text {
    let name = program.sources.get(source).map_or("", |source| source.name.as_str());
    let percent = number(&(weight * &Number::from(100)));
    let score = points(score);
    Text::new(format!("{name}评 {} × {percent}%", score.zh), format!("{name}: {} × {percent}%", score.en))
}

fn rounded(program: &Program) -> Text {
    let Some(rule) = program.rounding else {
        return Text::new("修约", "rounding");
    };
    let places = rule.rounding.places;
    match rule.rounding.mode {
        chidu_values::Mode::HalfUp => {
            Text::new(format!("四舍五入保留 {places} 位小数"), format!("rounded half up, decimal places: {places}"))
        }
        chidu_values::Mode::HalfEven => {
            Text::new(format!("四舍六入五成双保留 {places} 位小数"), format!("rounded half to even, decimal places: {places}"))
        }
    }
}

fn overruled(program: &Program, by: Overruled) -> Text {
    match by {
        Overruled::Tier(rule) => {
            let text = &program[rule].text;
            Text::new(format!("同一指标只取一档，按“{text}”计"), format!("one tier counts alone: “{text}”"))
        }
        Overruled::SameMatter(rule) => {
            let text = &program[rule].text;
            Text::new(format!("同一事项只计一次，按“{text}”计"), format!("one matter counts once: “{text}”"))
        }
        Overruled::Exception(at) => {
            let name = program.exceptions.get(at).map_or("", |exception| exception.name.as_str());
            Text::new(format!("除外：{name}"), format!("left out: {name}"))
        }
    }
}

fn instead(program: &Program, rule: &Rule, tier: chidu_analysis::program::TierId) -> Text {
    let others = program[tier].members.iter().map(|id| &program[*id]).filter(|other| other.id != rule.id);
    let texts: Vec<String> = others.map(|other| format!("“{}”", other.text)).collect();
    Text::new(format!("取这一档，不另计{}", texts.join("、")), format!("this tier counts instead of {}", texts.join(", ")))
}

fn capped(rule: &Rule, fired: &Fired) -> Text {
    let cap = points(rule.cap.as_ref().unwrap_or(&fired.uncapped));
    Text::new(format!("到上限 {}", cap.zh), format!("capped at {}", cap.en))
}

/// The counting word: of the text where it names one, else of the fact; none of measures, whose unit stands with the value.
fn unit(program: &Program, rule: &Rule) -> String {
    let per = rule.effect.per.as_ref().map(|per| per.unit.clone());
    let fact = || first_fact(rule).and_then(|id| program[id].unit.as_ref().map(|unit| unit.name.clone()));
    per.or_else(fact).unwrap_or_else(|| "次".to_owned())
}

fn measured(program: &Program, rule: &Rule, value: &Number) -> Text {
    let unit = first_fact(rule).and_then(|id| program[id].unit.as_ref()).map_or("", |unit| unit.name.as_str());
    quantity(value, unit)
}

fn first_fact(rule: &Rule) -> Option<FactId> {
    rule.triggers.iter().find_map(Trigger::fact)
}
