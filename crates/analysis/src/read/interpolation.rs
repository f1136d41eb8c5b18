//! What lies between rungs, and shares: 中间按线性插值, 完成率×分值.
//!
//! Not here: the points of such a line, which are rungs like any other ([`super::ladders`]). Start at [`Fold::interpolation`].

use chidu_values::Unit;

use super::label::label;
use super::region::Found;
use super::{Draft, FAR, Fold, Rung};
use crate::forms::{Act, What};
use crate::reading::{GapKind, Kind, Partial};

/// What stands before 按插值 where it is of the rungs before.
const BETWEEN: &[&str] = &[
    "",
    "中间",
    "中间值",
    "中间部分",
    "之间",
    "之间的",
    "其间",
    "其间的",
    "介于两者之间",
    "介于之间",
    "两者之间",
    "中间分值",
    "中间数值",
    "其余",
    "其他",
    "之间部分",
    "区间内",
    "区间",
    "期间",
    "完成率在之间",
    "在此之间",
    "在两者之间",
    "中间得分",
    "其间值",
    "中间段",
    "在之间",
    "介于中间",
    "处于之间",
    "介于两档之间",
    "两档之间",
];

impl Fold<'_> {
    /// 中间按插值, 60%至100%之间按插值法: of the rungs before; under any other words it is not known of what.
    pub(super) fn interpolation(&mut self, at: usize, act: &Act) -> bool {
        if !act.interpolates || self.drafts.is_empty() {
            return false;
        }
        let region = self.pieces.get(self.start..at).unwrap_or_default();
        let words: Vec<_> = region
            .iter()
            .filter(|piece| matches!(piece.what, What::Text | What::Joined(_) | What::Otherwise))
            .map(|piece| piece.at.clone())
            .collect();
        let words = label(&self.words(&words));
        let odd = |piece: &crate::forms::Piece| {
            !matches!(
                piece.what,
                What::Text
                    | What::Comma
                    | What::Space
                    | What::Pause
                    | What::Joined(_)
                    | What::Otherwise
                    | What::SoftStop
                    | What::HardStop
                    | What::Bound(_)
                    | What::Open
                    | What::Close
            )
        };
        if region.iter().any(odd) || !BETWEEN.contains(&chidu_syntax::fold_str(&words).as_ref()) {
            self.gap(at, GapKind::Unrecognized);
            return true;
        }
        self.push(at, act, &Found { cases: vec![Vec::new()], ..Found::default() }, Rung::Not);
        if let Some(last) = self.drafts.last_mut() {
            last.effect.interpolates = true;
        }
        true
    }

    /// 完成率×分值: a formula without its left side.
    pub(super) fn rate_times(&mut self, at: usize, act: &Act) -> bool {
        let Some(piece) = self.pieces.get(at).filter(|_| act.kind == Kind::Ratio) else { return false };
        let text = self.words(std::slice::from_ref(&piece.at));
        let region = self.pieces.get(self.start..at).unwrap_or_default();
        let last = region.last().filter(|piece| matches!(piece.what, What::Text)).map(|piece| piece.at.clone());
        let (Some(last), true) = (last, text.starts_with('率') || text.starts_with("比例")) else { return false };
        let said = label(&self.words(&[last]));
        // 按期交货率: how what is measured is done.
        let done = ["按期", "按时", "按質", "按质", "按量", "按規", "按规", "按約", "按约"].iter().any(|how| said.starts_with(how));
        let name = ["按照", "按", "以", "为"].iter().find_map(|word| said.strip_prefix(word)).filter(|_| !done).unwrap_or(&said).to_owned();
        if name.is_empty() || region.iter().any(|piece| matches!(piece.what, What::Alarm)) {
            return false;
        }
        if region.iter().any(|piece| matches!(piece.what, What::Bound(_))) {
            return self.bounded_rate_times(at, act, &said, &text);
        }
        self.push(
            at,
            &Act { expr: Some(name + without_verb(&text)), ..act.clone() },
            &Found { cases: vec![Vec::new()], ..Found::default() },
            Rung::Not,
        );
        true
    }

    /// 80%以上不足100%的,按完成率×5计分: what the bound before it holds for is a formula.
    fn bounded_rate_times(&mut self, at: usize, act: &Act, name: &str, text: &str) -> bool {
        let region = self.pieces.get(self.start..at).unwrap_or_default();
        let name = name.trim_start_matches(['的', '者', ',', '，']);
        let Some(name) = ["按照", "按", "以", "计", "为"].iter().find_map(|lead| name.strip_prefix(lead)).filter(|name| !name.is_empty())
        else {
            return false;
        };
        let before = region.split_last().map_or(region, |(_, before)| before);
        let expr = format!("{name}{}", without_verb(text));
        let formula = Act { kind: Kind::Formula, of: Some("得分".to_owned()), expr: Some(expr), ..act.clone() };
        let Ok(found) = self.region_of(before, &formula) else { return false };
        self.push(at, &formula, &found, Rung::Not);
        true
    }

    /// 中间值按插值法: of the steps before it.
    pub(super) fn steps_in_proportion(&mut self, at: usize, interpolates: bool) -> bool {
        let sentence = self.sentence;
        // 每超10%加1分,未完成的按比例扣分: what has words of its own is no part of a step.
        let region = self.pieces.get(self.start..at).unwrap_or_default();
        let words: Vec<_> = region.iter().filter(|piece| matches!(piece.what, What::Text)).map(|piece| piece.at.clone()).collect();
        if !interpolates && !BETWEEN.contains(&chidu_syntax::fold_str(&label(&self.words(&words))).as_ref()) {
            return false;
        }
        if self.sentence_is_far() || interpolates && self.drafts.len() > FAR {
            self.gap(at, GapKind::Unrecognized);
            return true;
        }
        // 按比例计分 in a sentence of its own is of what that sentence says.
        let near = |draft: &Draft| interpolates || draft.effect.sentence == sentence;
        let measured = |draft: &Draft| draft.effect.per.as_ref().is_some_and(|per| Unit::of(&per.unit).is_measured());
        let steps = self.drafts.iter_mut().rev().take(FAR).filter(|draft| near(draft) && measured(draft));
        let mut any = false;
        for step in steps {
            step.effect.partial = Some(Partial::Ratio);
            any = true;
        }
        any
    }
}

/// 率×5 of 率×5计分.
fn without_verb(text: &str) -> &str {
    ["计算得分", "计算", "计分", "得分", "计"].iter().find_map(|verb| text.strip_suffix(verb)).unwrap_or(text)
}
