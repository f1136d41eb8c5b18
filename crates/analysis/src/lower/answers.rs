//! Which effects of one passage belong together: budgets (rule 13) and the rungs of an answer.

use chidu_values::Number;

use super::conditions::comparison;
use crate::label;
use crate::reading::{Condition, Effect, Kind};

/// What an effect is to the others of its passage.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Part {
    /// It gives a budget.
    pub gives_budget: bool,
    /// The effect that gives the budget it works within.
    pub within: Option<usize>,
    /// The group of answers that it is a rung of.
    pub answer: Option<usize>,
    /// 否则, 其余: what holds where no other rung does.
    pub otherwise: bool,
}

/// Finds budgets and answers among the effects of a passage. `full_is_award`: no clause of the item deducts, so 得满分 awards.
pub(super) fn parts(effects: &[Effect], item_points: Option<&Number>, full_is_award: bool) -> Vec<Part> {
    let mut parts = vec![Part::default(); effects.len()];
    budgets(effects, item_points, &mut parts);
    let exclusive = exclude_one_another(effects, item_points, full_is_award);
    answers(effects, full_is_award, exclusive, &mut parts);
    parts
}

fn budgets(effects: &[Effect], item_points: Option<&Number>, parts: &mut [Part]) {
    let mut giver: Option<usize> = None;
    let mut members: Vec<usize> = Vec::new();
    let mut close = |giver: Option<usize>, members: &mut Vec<usize>| {
        let deducts = members.iter().any(|index| effects.get(*index).is_some_and(|effect| effect.kind == Kind::Deduct));
        if let (Some(giver), true) = (giver, deducts) {
            for (index, part) in parts.iter_mut().enumerate() {
                part.gives_budget |= index == giver;
                if members.contains(&index) {
                    part.within = Some(giver);
                }
            }
        }
        members.clear();
    };
    for (index, effect) in effects.iter().enumerate() {
        let awards = matches!(effect.kind, Kind::Award | Kind::Full);
        if awards {
            close(giver, &mut members);
            giver = gives_budget(effect, item_points).then_some(index);
        } else if matches!(effect.kind, Kind::Deduct | Kind::Add | Kind::Zero) && effect.target.is_none() {
            members.push(index);
        }
    }
    close(giver, &mut members);
}

/// `得N分`, once, and not one rung of several; 得满分 only where it names fewer points than the item has.
fn gives_budget(effect: &Effect, item_points: Option<&Number>) -> bool {
    let less = effect.kind == Kind::Award || item_points.is_some_and(|points| Some(points) != effect.amount.as_ref());
    effect.amount.is_some() && effect.per.is_none() && effect.ladder.is_none() && effect.range.is_none() && less
}

/// Awards of labels exclude one another (很满意得20分, 基本满意得16分) where they are averaged, where one of several gives all the
/// points of the item, or where they would give more together; else each adds.
fn exclude_one_another(effects: &[Effect], item_points: Option<&Number>, full_is_award: bool) -> bool {
    let labelled = |effect: &&Effect| matches!(effect.when.as_slice(), [Condition::Label(_)]);
    // 全部完成得满分,部分完成得5分: nothing can be added to full marks.
    let full = effects.iter().any(|effect| full_is_award && effect.kind == Kind::Full && labelled(&effect));
    let awards: Vec<&Number> =
        effects.iter().filter(|effect| effect.kind == Kind::Award && effect.per.is_none()).filter(labelled).filter_map(most).collect();
    let averaged = effects.iter().any(|effect| effect.kind == Kind::Average);
    let whole = item_points.is_some_and(|points| awards.contains(&points) || awards.iter().copied().sum::<Number>() > *points);
    awards.len() > 1 && (averaged || whole) || full && !awards.is_empty()
}

/// What an award gives at most: its amount, or the upper end of the assessor's range.
fn most(effect: &Effect) -> Option<&Number> {
    effect.amount.as_ref().or(effect.range.as_ref().map(|(_, high)| high))
}

fn answers(effects: &[Effect], full_is_award: bool, exclusive: bool, parts: &mut [Part]) {
    let mut ladders: Vec<(u32, usize)> = Vec::new();
    let mut groups = 0;
    let mut last: Option<usize> = None;
    let mut labels: Option<usize> = None;
    for (effect, part) in effects.iter().zip(parts.iter_mut()) {
        if part.gives_budget || part.within.is_some() || effect.per.is_some() {
            continue;
        }
        let awards = effect.kind == Kind::Award || effect.kind == Kind::Full && full_is_award;
        let rung = awards || effect.kind == Kind::Zero && (last.is_some() || effect.ladder.is_some());
        if !rung {
            continue;
        }
        part.otherwise = is_otherwise(effect) && last.is_some();
        let measured = effect.when.first().is_some_and(|condition| comparison(condition).is_some());
        let group = match effect.ladder {
            Some(ladder) => match ladders.iter().find(|(number, _)| *number == ladder) {
                Some((_, group)) => *group,
                None => {
                    ladders.push((ladder, groups));
                    groups += 1;
                    groups - 1
                }
            },
            None if awards && !part.otherwise && (measured || labels.is_none()) => {
                groups += 1;
                groups - 1
            }
            None if awards && !part.otherwise => labels.unwrap_or(groups),
            None => last.unwrap_or(groups),
        };
        if exclusive && awards && !measured {
            labels = labels.or(Some(group));
        }
        last = Some(group);
        part.answer = (!measured).then_some(group);
    }
}

/// 否则, 其余, 其他 as the subject of a rung.
fn is_otherwise(effect: &Effect) -> bool {
    match effect.when.as_slice() {
        [Condition::Label(text)] => {
            matches!(label::key(text).as_str(), "否则" | "其余" | "其他" | "其它" | "其他情况" | "其余情况" | "其余情形" | "反之")
        }
        _ => false,
    }
}
