//! 95分以上为优秀, 80分以上不足90分为合格, A级:80分以上: a band of the total is given a name.
//!
//! The measure is 得分 where the bound is in points; 满意率90%以上为优秀 keeps its own.

use chidu_grammar::clauses::Rule;

use chidu_values::Number;

use super::{Act, Bound, Convention, Island, Limits, What, comparison, lexemes};
use crate::reading::{Condition, Kind, Op};

/// The measure of bands in points.
const SCORE: &str = "得分";

/// No total has bands within so few points.
const MOST_OF_A_RUNG: i64 = 20;

pub(super) fn read(island: Island<'_>, convention: Convention) -> Option<What> {
    if let Some(mark) = lexemes::find(&island, Rule::pass_mark) {
        return pass_mark(&mark);
    }
    let bound = comparison::read(lexemes::find(&island, Rule::comparison)?, convention)?;
    if let Some(rung) = rung(&island, &bound) {
        return Some(rung);
    }
    let name = lexemes::find(&island, Rule::band_name)
        .or_else(|| lexemes::find(&island, Rule::band_level))
        .or_else(|| lexemes::find(&island, Rule::band_letter))?;
    Some(named(comparison::condition(bound, String::new())?, name.as_str()))
}

/// 差(0-4分): so few points are those of one rung of an entry, which the assessor chooses from, and not of a total.
fn rung(island: &Island<'_>, bound: &Bound) -> Option<What> {
    // 11-19分评定等级为“中”: it says that it is a grade.
    let graded = lexemes::find(island, Rule::be_named).is_some_and(|verb| !matches!(verb.as_str(), "为" | "是"));
    let letter = lexemes::find(island, Rule::band_letter).filter(|_| !graded)?;
    let Limits::Two { low, high, .. } = &bound.limits else { return None };
    let own = Some(Condition::Label(letter.as_str().to_owned()));
    let few = *high <= Number::from(MOST_OF_A_RUNG);
    few.then(|| Act { range: Some((low.clone(), high.clone())), own, ..Act::new(Kind::Award) }.piece())
}

/// 六十分为及格: the least that passes.
fn pass_mark(mark: &Island<'_>) -> Option<What> {
    let value = lexemes::first_number(mark)?;
    let name = lexemes::find(mark, Rule::pass_name)?;
    Some(named(Condition::Compare { measure: SCORE.to_owned(), op: Op::AtLeast, value, unit: "分".to_owned() }, name.as_str()))
}

/// 评为优秀: what it is called; when stands before it.
pub(super) fn called(island: &Island<'_>) -> Option<What> {
    let name = lexemes::find(island, Rule::called_level)?;
    let plainly = lexemes::has(island, Rule::call_named);
    Some(Act { outcome: Some(name.as_str().to_owned()), bare: !plainly, ..Act::new(Kind::Grade) }.piece())
}

/// 其余为D级: when shows in the bands before it.
pub(super) fn rest(island: &Island<'_>) -> Option<What> {
    let name = lexemes::find(island, Rule::rest_level)?.as_str().trim_end_matches(['的', '者', ' ']);
    Some(Act { outcome: Some(name.to_owned()), rest: true, ..Act::new(Kind::Grade) }.piece())
}

fn named(mut own: Condition, name: &str) -> What {
    if let Condition::Compare { measure, unit, .. } | Condition::Within { measure, unit, .. } = &mut own
        && matches!(unit.as_str(), "分" | "分数" | "")
    {
        *measure = SCORE.to_owned();
    }
    let outcome = name.trim_end_matches(['的', '者', '.', ' ']).to_owned();
    Act { own: Some(own), outcome: Some(outcome), ..Act::new(Kind::Grade) }.piece()
}

/// True where a band names a level, or its bound is in points; 达到40%为… of a measure may be anything.
pub(super) fn is_band(island: &Island<'_>) -> bool {
    let levels = lexemes::has(island, Rule::band_level) || lexemes::has(island, Rule::band_letter) || lexemes::has(island, Rule::pass_mark);
    let unit = lexemes::find(island, Rule::unit).map_or("", |unit| unit.as_str());
    // 得分率90%以上为优.
    let name = lexemes::find(island, Rule::band_name).map_or("", |name| name.as_str().trim());
    let levels = levels || matches!(name, "优" | "良" | "中" | "差" | "好" | "一般" | "及格" | "不及格");
    levels || matches!(unit, "分" | "分数" | "")
}
