//! 每发现一处X扣1分, 缺一项扣1分, 发现1人不达标扣1分, 每次每处扣0.5分: each occurrence counts. Several units multiply.

use chidu_grammar::clauses::Rule;
use chidu_values::Number;

use super::{Count, Island, Manner, What, lexemes};

pub(super) fn read(island: Island<'_>) -> Option<What> {
    let inner = island.into_inner().next()?;
    let manner = match inner.as_rule() {
        Rule::each => Manner::Each,
        Rule::found => Manner::Found,
        _ => Manner::One,
    };
    let place = |rule| lexemes::find(&inner, rule).map(|part| part.as_span().start()..part.as_span().end());
    let verb = place(Rule::each_telling).or_else(|| place(Rule::each_any)).or_else(|| place(Rule::found_telling));
    // 旷工半天 is another finding than 旷工.
    let verb = verb.or_else(|| place(Rule::each_full_deed)).or_else(|| place(Rule::half_spent)).or_else(|| place(Rule::half_day));
    let number = if lexemes::has(&inner, Rule::number) { lexemes::first_number(&inner)? } else { Number::ONE };
    Some(What::Count(Count { manner, number, unit: unit(&inner), verb, noun: place(Rule::each_noun).or_else(|| place(Rule::one_noun)) }))
}

/// (按次计算), (按税种按次计算): each counts, in brackets behind what is found.
pub(super) fn by_rate(island: &Island<'_>) -> What {
    What::Count(Count { manner: Manner::Each, number: Number::ONE, unit: unit(island), verb: None, noun: None })
}

/// 一个人 counts 人.
fn one_word(unit: &str) -> &str {
    match unit {
        "个人" => "人",
        // 每发现扣1分.
        "发现" | "查实" | "查出" | "出现" | "发生" => "次",
        _ => unit,
    }
}

/// 次/处 of 每次每处.
fn unit(inner: &Island<'_>) -> String {
    let is_unit = |part: &Island<'_>| {
        matches!(
            part.as_rule(),
            Rule::counted_unit
                | Rule::period_unit
                | Rule::one_period
                | Rule::one_hour
                | Rule::half_day
                | Rule::each_name
                | Rule::by_kind
                | Rule::any_unit
                | Rule::thing_unit
                | Rule::found_alone
        )
    };
    let units: Vec<&str> = inner.clone().into_inner().flatten().filter(is_unit).map(|part| one_word(part.as_str())).collect();
    // 每件每超过一个工作日 counts 件/工作日.
    let joined = units.join("/");
    if units.len() > 1 { joined.replace("个工作日", "工作日") } else { joined }
}
