//! Bands of the total: the bound, and what must hold beside it (得分90分以上且未发生事故的为优秀).
//!
//! Not here: bands by places (`peers`), and what a veto does to a grade (`grades`). Start at [`Lowering::band`].

use super::conditions::comparison;
use super::effects::clause_text;
use super::facts::Place;
use super::{Fault, Lowering};
use crate::label;
use crate::program::{Band, Bound, Edge, ROOT, Trigger};
use crate::reading::{Condition, Effect};
use chidu_values::Number;

/// The block whose rows say what is found for a grade.
const BLOCK: &str = "等级";
/// How words begin that say that something did not happen.
const ABSENT: &[&str] = &["未发生", "未出现", "未受到", "未存在", "不存在", "没有发生", "没有", "无", "未受", "未被"];

impl Lowering<'_> {
    pub(super) fn band(&mut self, effect: &Effect) {
        let of_total = |condition: &&Condition| match condition {
            Condition::Compare { measure, .. } | Condition::Within { measure, .. } => measure.is_empty() || measure == "得分",
            _ => false,
        };
        let (totals, others): (Vec<&Condition>, Vec<&Condition>) = effect.when.iter().partition(of_total);
        if totals.is_empty() && self.is_as_low(effect) {
            return self.set_grade(effect);
        }
        let [total] = totals.as_slice() else { return self.ungraded(effect) };
        let Some(bound) = comparison(total).map(|found| found.bound) else { return self.ungraded(effect) };
        // 合格率95%以上为优秀: a grade by anything but the total is read, and given to nobody.
        let Some(besides) = others.into_iter().map(|condition| self.beside(condition, &bound)).collect() else {
            return self.ungraded(effect);
        };
        let name = effect.outcome.clone().unwrap_or_default();
        let text = clause_text(effect.clause.of(self.text));
        self.program.bands.push(Band { name, bound, place: None, besides, text, span: effect.clause, line: self.line(effect.span) });
    }

    /// 不足60分或者存在严重问题的,为三级: the other way to the grade of too few points.
    fn is_as_low(&self, effect: &Effect) -> bool {
        let before = self.program.bands.last().filter(|band| band.bound.low.is_none() && band.place.is_none());
        let named = effect.when.iter().all(|condition| matches!(condition, Condition::Label(_)));
        effect.alternative.is_some() && named && before.is_some_and(|band| Some(&band.name) == effect.outcome.as_ref())
    }

    /// Whatever the total: what is found sets the grade, as a veto does.
    fn set_grade(&mut self, effect: &Effect) {
        let place = Place { owner: ROOT, criterion: ROOT, block: Some(BLOCK) };
        let id = format!("{BLOCK}-{}", self.program.vetoes.len() + 1);
        let outcome = effect.outcome.as_ref().map(|name| format!("为{name}"));
        self.veto(place, &Effect { outcome, ..effect.clone() }, id);
    }

    fn ungraded(&mut self, effect: &Effect) {
        self.fault(Fault::NotComputed { span: effect.clause });
    }

    /// What a label asks for: that it was found, or, of a grade that is earned, that what it denies was not.
    fn beside(&mut self, condition: &Condition, bound: &Bound) -> Option<Trigger> {
        let Condition::Label(text) = condition else { return None };
        if text.contains("否决") {
            return None;
        }
        let place = Place { owner: ROOT, criterion: ROOT, block: Some(BLOCK) };
        let folded = chidu_syntax::fold_str(text);
        let denied = ABSENT.iter().find_map(|word| folded.strip_prefix(word)).filter(|rest| !label::key(rest).is_empty());
        let Some(denied) = denied.filter(|_| bound.low.is_some()) else { return Some(Trigger::Found(self.finding(place, text))) };
        let named = if folded.starts_with("未被") { format!("被{denied}") } else { denied.to_owned() };
        let none = Bound { low: None, high: Some(Edge { at: Number::ZERO, closed: true }) };
        Some(Trigger::Bound(self.finding(place, &named), none))
    }
}
