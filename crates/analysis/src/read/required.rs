//! What ought to be, before a step that says how far it is missed: 开展满意度调查,满意率每下降1%, and of whom it is (65岁以上老年人体检率每低1%).
//!
//! Not here: bounds of requirements, which are where a step starts ([`super::thresholds`]). Start at [`Fold::requirements_before`].

use chidu_values::Number;

use super::Fold;
use super::asides::{FAILS, is_asked};
use super::label::label;
use super::region::{Found, Region};
use crate::forms::{Act, Bound, Count, Manner, Piece, What};
use crate::reading::Kind;

/// How the name of what is measured ends.
const MEASURES: [char; 11] = ['率', '度', '数', '數', '量', '比', '例', '值', '额', '额', '价'];

impl Fold<'_> {
    /// Where the words begin of what a step measures, behind phrases that only say what ought to be.
    pub(super) fn requirements_before(&self, region: &Region<'_>, index: usize) -> Option<usize> {
        let start = region.phrase(index).start;
        let before = chidu_syntax::fold_str(&label(&self.words(&region.left(0..start)))).into_owned();
        let own = label(&self.words(&region.left(start..index)));
        if before.is_empty() || before.contains(FAILS) || before.ends_with(['的', '者', '时']) {
            return None;
        }
        let due = region.pieces.iter().take(start).any(|piece| matches!(piece.what, What::Duty));
        let names = before.ends_with(MEASURES) || before.contains(['、', '与', '和', '为', '以', '比', '按']);
        let named = own.ends_with(MEASURES) && !own.starts_with(['与', '较', '比']);
        let alone = own.is_empty() && (due || before.contains([',', '。', ';'])) && !names;
        (named || alone).then_some(start)
    }

    /// 每30分钟记录一次,漏记一次: how often something is due is no part of what was missed.
    pub(super) fn leave_due(&self, region: &mut Region<'_>, act: &Act) {
        let Some(comma) = region.pieces.iter().position(|piece| matches!(piece.what, What::Comma)) else { return };
        let head = region.pieces.get(..comma).unwrap_or_default();
        let plain = |piece: &Piece| match &piece.what {
            What::Text | What::Space | What::Duty | What::Pause | What::Enumerator => true,
            What::Count(count) => count.manner != Manner::Each && count.number == Number::ONE,
            _ => false,
        };
        let due =
            head.iter().any(|piece| matches!(piece.what, What::Duty)) && head.iter().any(|piece| matches!(piece.what, What::Count(_)));
        let before = chidu_syntax::fold_str(&self.words(&region.left(0..comma))).into_owned();
        let after = chidu_syntax::fold_str(&label(&self.words(&region.left(comma + 1..region.pieces.len())))).into_owned();
        let missed = after.starts_with(['未', '漏', '没', '不']) && after.chars().count() > 1;
        if act.kind == Kind::Deduct && due && head.iter().all(plain) && missed && !before.contains(FAILS) {
            (0..=comma).for_each(|index| region.take(index));
        }
    }

    /// 登记项目齐全,抽查50人,每缺1项: what ought to be, and how it is seen behind it.
    pub(super) fn asks_first(&self, region: &Region<'_>, start: usize, comma: usize) -> bool {
        let head = region.pieces.get(..comma).unwrap_or_default();
        let plain = head.iter().all(|piece| matches!(piece.what, What::Text | What::Space | What::Pause | What::Enumerator));
        let next = region.stop_after(comma + 1).filter(|next| region.pieces.len() > next + 1);
        let looks = next.is_some_and(|next| self.looks(region, comma + 1..next));
        start == 0 && plain && looks && is_asked(&label(&self.words(&region.left(0..comma))))
    }

    /// 连续5次循环,少一个: how many there ought to be one after another, and no other periods.
    pub(super) fn is_row_due(&self, region: &Region<'_>, found: &Found) -> bool {
        let few = |count: &Count| count.verb.clone().is_some_and(|verb| self.words(&[verb]).starts_with(['少', '缺', '漏']));
        let lacks = |piece: &Piece| matches!(&piece.what, What::Count(count) if few(count));
        let comma = region.pieces.iter().position(|piece| matches!(piece.what, What::Comma)).unwrap_or(0);
        let (before, after) = region.pieces.split_at(comma);
        let in_a_row = found.history.is_some_and(|past| past.times.is_some()) && found.per.is_some();
        in_a_row && before.iter().any(|piece| matches!(piece.what, What::History(_))) && after.iter().any(lacks)
    }

    /// 人员分工明确 无分工的不得分: the cell before it says what ought to be.
    pub(super) fn leave_cell(&self, region: &mut Region<'_>, act: &Act) {
        let Some(space) = region.last(|what| matches!(what, What::Space)) else { return };
        let (before, after) = region.pieces.split_at(space);
        let plain =
            before.iter().all(|piece| matches!(piece.what, What::Text | What::Space | What::Comma | What::Pause | What::Enumerator));
        let next = after.iter().find(|piece| !matches!(piece.what, What::Space));
        let fails =
            next.is_some_and(|piece| matches!(piece.what, What::Text) && self.text(piece).starts_with(['无', '未', '不', '缺', '没']));
        let words = label(&self.words(&region.left(0..space)));
        if matches!(act.kind, Kind::Deduct | Kind::Zero) && plain && fails && is_asked(&words) {
            (0..space).for_each(|index| region.take(index));
        }
    }

    /// 65岁以上老年人体检率每低1%: of whom or what the rate is that the step is of.
    pub(super) fn is_whom(&self, region: &Region<'_>, at: usize, step: usize) -> bool {
        let Some(What::Bound(Bound { unit, .. })) = region.at(at).map(|piece| &piece.what) else { return false };
        let next = region.at(at + 1).filter(|piece| matches!(piece.what, What::Text)).map_or("", |piece| self.text(piece));
        let noun = !next.is_empty() && !next.starts_with(['的', '者', '未', '不', '无', '没', '时', '后', '每', '才', '即']);
        let aged = matches!(unit.as_str(), "岁" | "周岁" | "月龄");
        let plain = |piece: &Piece| matches!(piece.what, What::Text | What::Space | What::Duty | What::Count(_) | What::Pause);
        let between = region.pieces.get(at + 1..step).unwrap_or_default();
        let of = |fold: &[Piece]| fold.iter().all(plain);
        // 7岁以下儿童管理率达到90%,每低1%: of whom the rate is that is asked for.
        let asked = between.iter().position(|piece| matches!(&piece.what, What::Bound(_)));
        let named = match asked {
            Some(bound) => region.phrase(at).contains(&(at + 1 + bound)) && of(between.get(..bound).unwrap_or_default()),
            None => region.phrase(step).contains(&at) && of(between),
        };
        aged && noun && named
    }
}
