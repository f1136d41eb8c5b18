//! What is scored stands behind it: 有下列情形之一的,不得评为A级:(一)…;(二)….
//!
//! Each of the list is a case of the one effect. Not here: a list that scores by itself (按以下情况扣分: its items are effects), and amounts
//! of which it is not said whether the second of the list costs again. Start at [`Fold::list_of_cases`].

use super::region::Region;
use super::{FAR, Fold, Rung};
use crate::forms::{Act, Piece, What};
use crate::reading::Kind;

/// What announces a list.
const ANNOUNCED: &[&str] = &["下列", "以下", "如下"];
/// What is listed.
const LISTED: &[&str] = &["之一", "情形", "情况", "行为", "任一", "任意一"];

impl Fold<'_> {
    /// Reads the list behind an effect; true where every item of it has become a case.
    pub(super) fn list_of_cases(&mut self, at: usize, act: &Act) -> bool {
        let counted = matches!(act.kind, Kind::Deduct | Kind::Add) && (act.amounts.len() == 1 || act.range.is_some());
        let whole = matches!(act.kind, Kind::Veto | Kind::Zero | Kind::Grade) && act.own.is_none();
        if !(whole || counted) || act.respectively || !(self.announces(at) || self.heads(at, act)) {
            return false;
        }
        let Some(colon) = self.pieces.iter().skip(at + 1).position(|piece| matches!(piece.what, What::Colon)) else { return false };
        let items = self.items(at + colon + 2);
        let head = self.region(at, act).ok();
        let per = head.and_then(|head| head.per);
        let scores = |piece: &Piece| {
            matches!(
                piece.what,
                What::Act(_) | What::Rung(..) | What::Cap(_) | What::Alarm | What::Figure(_) | What::Colon | What::External
            )
        };
        let (Some(first), Some(last)) = (items.first(), items.last()) else { return false };
        let plain = !self.pieces.get(first.start..last.end).unwrap_or_default().iter().any(scores);
        if !plain || counted && per.is_none() {
            return false;
        }
        let (start, drafts) = (self.start, self.drafts.len());
        for item in &items {
            self.start = item.start;
            let found = self.region(item.end, act).ok().filter(|found| !found.bare && found.rank.is_none() && found.per.is_none());
            let Some(mut found) = found else {
                self.drafts.truncate(drafts);
                self.start = start;
                return false;
            };
            found.per.clone_from(&per);
            self.push(item.end - 1, act, &found, Rung::Not);
        }
        self.joined_until = last.end;
        self.start = last.end;
        true
    }

    /// 误差超过7%的、得分低于80分的,被一票否决: comparisons that each end in 的 are reasons of their own. Of points it is not said whether both cost.
    pub(super) fn choices(&mut self, at: usize, act: &Act) -> bool {
        if !matches!(act.kind, Kind::Veto | Kind::Zero)
            || act.own.is_some()
            || self.pieces.get(self.start..at).is_none_or(|region| region.len() > FAR)
        {
            return false;
        }
        let parts = self.reasons(at);
        let bounds = |part: &std::ops::Range<usize>| {
            self.pieces.get(part.clone()).unwrap_or_default().iter().any(|piece| matches!(piece.what, What::Bound(_)))
        };
        if parts.len() < 2 || !parts.iter().any(bounds) {
            return false;
        }
        let (start, drafts) = (self.start, self.drafts.len());
        for part in &parts {
            self.start = part.start;
            let found = self
                .region(part.end, act)
                .ok()
                .filter(|found| !found.bare && found.rank.is_none() && found.per.is_none() && found.history.is_none());
            let Some(found) = found else {
                self.drafts.truncate(drafts);
                self.start = start;
                return false;
            };
            self.start = start;
            self.push(at, act, &found, Rung::Not);
        }
        true
    }

    /// What stands between 的、 and 的.
    fn reasons(&self, at: usize) -> Vec<std::ops::Range<usize>> {
        let ends = |index: usize| {
            let before = index.checked_sub(1).and_then(|before| self.pieces.get(before));
            before.is_some_and(|piece| matches!(piece.what, What::Text) && self.text(piece).ends_with(['的', '者']))
        };
        let region = self.pieces.get(self.start..at).unwrap_or_default();
        let pauses =
            region.iter().enumerate().filter(|(_, piece)| matches!(piece.what, What::Pause)).map(|(offset, _)| self.start + offset);
        let mut starts = vec![self.start];
        starts.extend(pauses.filter(|pause| ends(*pause)).map(|pause| pause + 1));
        let stops = starts.iter().skip(1).map(|start| start - 1).chain([at]);
        starts.iter().copied().zip(stops).map(|(from, to)| from..to).collect()
    }

    /// 有下列情形之一的,每次扣1分: the list stands elsewhere, and the words name no finding.
    pub(super) fn lists_elsewhere(&self, at: usize) -> bool {
        let region = self.pieces.get(self.start..at).unwrap_or_default();
        let region = region.get(announcement(self, region)..).unwrap_or_default();
        let mut phrases = region.split(|piece| matches!(piece.what, What::Comma));
        phrases.any(|phrase| {
            let words: String = phrase.iter().map(|piece| self.text(piece)).collect();
            ["下列", "以下", "如下"].iter().any(|word| words.split_once(word).is_some_and(|(_, rest)| rest.contains("之一")))
        })
    }

    /// 有下列情形之一的:不服从管理的,每次扣3分: what heads the first of a list that scores by itself.
    pub(super) fn leave_announcement(&self, region: &mut Region<'_>) {
        let count = announcement(self, region.pieces);
        let heads = |piece: &Piece| matches!(piece.what, What::Colon | What::Space | What::Comma | What::Enumerator);
        let more = region.pieces.iter().skip(count).take_while(|piece| count > 0 && heads(piece)).count();
        (0..count + more).for_each(|index| region.take(index));
    }

    /// 有下列情形之一的,: the words before the effect.
    fn announces(&self, at: usize) -> bool {
        let region = self.pieces.get(self.start..at).unwrap_or_default();
        let words: String = region.iter().map(|piece| self.text(piece)).collect();
        ANNOUNCED.iter().any(|word| words.contains(word)) && LISTED.iter().any(|word| words.contains(word))
    }

    /// 一票否决项:发生事故的;…: the consequence alone before its colon.
    fn heads(&self, at: usize, act: &Act) -> bool {
        let before = self.pieces.get(self.start..at).unwrap_or_default();
        act.kind == Kind::Veto && act.own.is_none() && before.iter().all(|piece| matches!(piece.what, What::Space | What::Enumerator))
    }

    /// What stands between the stops behind a piece.
    fn items(&self, from: usize) -> Vec<std::ops::Range<usize>> {
        let (mut items, mut start) = (Vec::new(), from);
        let end = self.pieces.len().min(from + FAR);
        for index in from..=end {
            let stops = self.pieces.get(index).is_none_or(|piece| matches!(piece.what, What::SoftStop | What::HardStop));
            if stops || index == end {
                let item = self.pieces.get(start..index).unwrap_or_default();
                let says = item.iter().any(|piece| matches!(piece.what, What::Text))
                    && !is_bracket(item.iter().map(|piece| self.text(piece)).collect::<String>().trim());
                items.extend(says.then_some(start..index));
                start = index + 1;
            }
        }
        items
    }
}

/// (查看资料): a bracket by itself, of which none is a case.
fn is_bracket(words: &str) -> bool {
    words.strip_prefix('(').and_then(|words| words.strip_suffix(')')).is_some_and(|inner| !inner.contains(['(', ')']))
}

/// How many pieces announce a list, up to the colon behind them; none where several of the list stand before what they score.
fn announcement(fold: &Fold<'_>, pieces: &[Piece]) -> usize {
    let Some(colon) = pieces.iter().position(|piece| matches!(piece.what, What::Colon | What::Intro)) else { return 0 };
    let (head, rest) = pieces.split_at(colon);
    let words: String = head.iter().map(|piece| fold.text(piece)).collect();
    let announces = ANNOUNCED.iter().any(|word| words.contains(word)) && LISTED.iter().any(|word| words.contains(word));
    let plain = |piece: &Piece| matches!(piece.what, What::Text | What::Space | What::Comma | What::Enumerator | What::Joined(_));
    let several = rest.iter().any(|piece| matches!(piece.what, What::SoftStop | What::HardStop));
    let says = rest.iter().any(|piece| matches!(piece.what, What::Text));
    if announces && says && !several && head.iter().all(plain) { colon + 1 } else { 0 }
}
