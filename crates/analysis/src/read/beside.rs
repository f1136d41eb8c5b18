//! A comparison in a list of other things: 清掏不彻底、积泥超过10厘米的每座扣0.1分; 温度高于30度或湿度大于75%的每次扣1分.
//!
//! What is counted is named by each of the list (rule 11). What happens once has one way for each of them. Not here: lists of
//! amounts ([`super::respective`]), and steps ([`super::several`]). Start at [`Fold::listed_beside`].

use std::ops::Range;

use super::Fold;
use super::alternatives::Compared;
use super::label::label;
use super::region::Region;
use crate::forms::{Piece, What};
use crate::reading::{Condition, GapKind};

/// Words of a comparison.
const COMPARES: &[&str] = &[
    "超过", "超出", "超", "高于", "大于", "多于", "低于", "小于", "少于", "不足", "不满", "未达", "不到", "达到", "达", "以上", "以下",
    "以内", "≥", "≤", ">", "<",
];
/// Words that excuse nothing and find nothing by themselves: 无故迟到, 未经批准外出.
const EXCUSES: &[&str] =
    &["无正当理由", "没有正当理由", "无正当", "无理由", "无故", "未经批准", "未经允许", "未经许可", "未请假", "没有请假"];

impl Fold<'_> {
    /// The cases of a list with a comparison at its end; `None` where the comparison is of the whole list, or stands alone.
    pub(super) fn listed_beside(
        &self,
        region: &Region<'_>,
        compared: &[Compared],
        counted: bool,
    ) -> Result<Option<Vec<Vec<Condition>>>, GapKind> {
        let Some(listed) = compared.iter().find(|comparison| self.bounds_a_bound(region, comparison)) else { return Ok(None) };
        let before = self.words(&region.left(0..listed.phrase.start));
        let items = self.parts(region, listed);
        let [others @ .., (last, _)] = items.as_slice() else { return Err(GapKind::Unrecognized) };
        let found = |(words, numbered): &(String, bool)| !numbered && fails(words);
        if compared.len() > 1 || !label(&before).is_empty() || !others.iter().all(found) || fails(last) {
            return Err(GapKind::Unrecognized);
        }
        if counted {
            let whole = label(&self.words(&region.left(0..region.pieces.len())));
            return Ok(Some(vec![vec![Condition::Label(whole)]]));
        }
        let mut own = listed.condition.clone();
        if let Condition::Compare { measure, .. } | Condition::Within { measure, .. } = &mut own {
            measure.clone_from(last);
        }
        let mut cases: Vec<Vec<Condition>> = others.iter().map(|(words, _)| vec![Condition::Label(words.clone())]).collect();
        cases.push(vec![own]);
        Ok(Some(cases))
    }

    /// What pauses part before the comparison: the words, and whether a number stands among them. The last is what is compared.
    fn parts(&self, region: &Region<'_>, listed: &Compared) -> Vec<(String, bool)> {
        let split = region.pieces.get(listed.phrase.start..listed.at).unwrap_or_default().split(|piece| matches!(piece.what, What::Pause));
        let words = |part: &[Piece]| {
            let ranges: Vec<Range<usize>> = part.iter().map(|piece| piece.at.clone()).collect();
            (label(&self.words(&ranges)), part.iter().any(|piece| !matches!(piece.what, What::Text | What::Space)))
        };
        split.map(words).collect()
    }

    /// 法人的在100件以内、个人的在800件以内: a list of measures, and not one that is called by the other's bound.
    fn bounds_a_bound(&self, region: &Region<'_>, compared: &Compared) -> bool {
        let before = region.pieces.get(compared.phrase.start..compared.at).unwrap_or_default();
        let paused = before.iter().rposition(|piece| matches!(piece.what, What::Pause));
        // 记录不规范、到会率低于80%: something that is found, and a measure.
        let found = |piece: &Piece| matches!(piece.what, What::Text) && fails(self.text(piece));
        paused.is_some_and(|pause| before.iter().take(pause).any(|piece| matches!(piece.what, What::Bound(_)) || found(piece)))
    }
}

/// True where words say that something is wrong, and not only that there was no reason for it.
fn fails(words: &str) -> bool {
    let core = EXCUSES.iter().find_map(|excuse| words.split_once(excuse)).map_or(words, |(_, core)| core);
    core.contains(['不', '未', '无', '没'])
}

/// 清掏不彻底、积泥超过10厘米: alternatives of which each has at most one number, and the word that it is compared by.
pub(super) fn is_list_of_bounds(words: &str) -> bool {
    let folded = chidu_syntax::fold_str(words);
    let parts: Vec<&str> = folded.split(['、', '或']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let digit = |c: char| c.is_ascii_digit() || c == '.';
    let compared = |part: &str| {
        let numbers = part.split(|c: char| !digit(c)).filter(|run| !run.is_empty()).count();
        numbers == 0 || numbers == 1 && COMPARES.iter().any(|word| part.contains(word))
    };
    parts.len() > 1 && !folded.contains([',', '，']) && parts.iter().all(|part| part.chars().count() > 1 && compared(part))
}
