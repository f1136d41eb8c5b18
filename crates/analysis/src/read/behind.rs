//! 被评为先进的,加2分(校级)、3分(县级): whose each amount is stands in brackets behind it.
//!
//! Not here: one amount with a note behind it, which says nothing of another, and brackets that score. Start at [`Fold::named_behind`].

use super::{FAR, Fold, Rung};
use crate::forms::{Act, Piece, What};
use crate::reading::{Condition, GapKind, Kind};

/// An amount and the piece that names it.
struct Named {
    act: Act,
    name: usize,
}

impl Fold<'_> {
    /// Reads amounts that are named behind; true where these have found their place, or are refused.
    pub(super) fn named_behind(&mut self, at: usize, act: &Act, rung: Rung) -> bool {
        let Some(named) = self.amounts_behind(at, act) else { return false };
        let last = named.last().map_or(at, |last| last.name);
        let found = self.region(at, act).ok().filter(|found| found.rank.is_none() && found.history.is_none());
        let (Some(found), true) = (found, named.iter().all(|amount| self.is_name(amount.name))) else {
            self.gap(last, GapKind::Unrecognized);
            return true;
        };
        let [base] = found.cases.as_slice() else {
            self.gap(last, GapKind::Unrecognized);
            return true;
        };
        for amount in &named {
            let cases = vec![self.with_name(base, amount.name)];
            let kind = if rung == Rung::Not { act.kind } else { amount.act.kind };
            let own = Act { kind, ..amount.act.clone() };
            self.push(at, &own, &super::region::Found { cases, bare: false, ..found.clone() }, rung);
        }
        self.start = last + 1;
        true
    }

    /// 6分:符合一个领域: points before what earns them, at the head of their sentence. True where they have found their place.
    pub(super) fn points_first(&mut self, at: usize, act: &Act) -> bool {
        let before = self.pieces.get(self.start..at).unwrap_or_default();
        let heads = before.iter().all(|piece| matches!(piece.what, What::Space | What::Enumerator | What::HardStop | What::SoftStop));
        if !heads || !matches!(self.pieces.get(at + 1).map(|piece| &piece.what), Some(What::Colon)) || act.per.is_some() {
            return false;
        }
        let rest = self.pieces.get(at + 2..).unwrap_or_default();
        let stop = |piece: &Piece| matches!(piece.what, What::SoftStop | What::HardStop);
        let length = rest.iter().take(FAR).position(stop).unwrap_or(rest.len().min(FAR));
        let words = rest.get(..length).unwrap_or_default();
        let scores = |piece: &Piece| {
            matches!(
                piece.what,
                What::Act(_) | What::Rung(..) | What::Cap(_) | What::Alarm | What::Figure(_) | What::External | What::Colon | What::Onward
            )
        };
        let kind = self.heading().unwrap_or(Kind::Award);
        let act = Act { kind, ..act.clone() };
        let found = self.region_of(words, &act).ok().filter(|found| !found.bare && found.rank.is_none() && found.per.is_none());
        match found.filter(|_| !words.iter().any(scores)) {
            Some(found) => {
                self.push(at, &act, &found, Rung::Not);
                self.start = at + 2 + length;
                true
            }
            None => false,
        }
    }

    /// The amounts of a list that have their brackets behind them; `None` where there is no such list.
    fn amounts_behind(&self, at: usize, act: &Act) -> Option<Vec<Named>> {
        let plain = |act: &Act| {
            matches!(act.kind, Kind::Deduct | Kind::Add | Kind::Award)
                && act.amounts.len() == 1
                && act.range.is_none()
                && act.part.is_none()
        };
        if !plain(act) || !self.is_bracket(at + 1) {
            return None;
        }
        let mut named = vec![Named { act: act.clone(), name: at + 1 }];
        let mut next = at + 2;
        while let Some(What::Pause | What::Comma) = self.pieces.get(next).map(|piece| &piece.what) {
            let bare = match self.pieces.get(next + 1).map(|piece| &piece.what) {
                Some(What::Rung(bare, false)) if plain(bare) && named.len() < FAR => bare,
                _ => break,
            };
            named.push(Named { act: (**bare).clone(), name: next + 2 });
            next += 3;
        }
        (named.len() > 1).then_some(named)
    }

    /// (校级): one bracket, and nothing beside it.
    fn is_bracket(&self, at: usize) -> bool {
        let Some(piece) = self.pieces.get(at).filter(|piece| matches!(piece.what, What::Text)) else { return false };
        let text = self.text(piece).trim();
        text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).is_some_and(|inner| !inner.contains(['(', ')']))
    }

    /// A bracket that names, and neither bounds nor leaves out.
    fn is_name(&self, at: usize) -> bool {
        let inner = self.pieces.get(at).map_or("", |piece| self.text(piece)).trim_matches(['(', ')', ' ']);
        let other = ["除外", "不含", "不包括", "封顶", "为止", "以下", "以内", "超过", "不足", "低于", "高于"];
        self.is_bracket(at)
            && !inner.is_empty()
            && !inner.contains(|c: char| c.is_ascii_digit())
            && !inner.starts_with(['含', '每', '最'])
            && !other.iter().any(|word| inner.contains(word))
    }

    /// 被评为先进(校级); the name alone where nothing stands before.
    fn with_name(&self, base: &[Condition], name: usize) -> Vec<Condition> {
        let bracket = self.pieces.get(name).map_or_else(String::new, |piece| self.words(std::slice::from_ref(&piece.at)));
        let inner = bracket.trim().trim_matches(['(', ')', '（', '）']).trim().to_owned();
        match base {
            [] => vec![Condition::Label(inner)],
            [Condition::Label(words), rest @ ..] => {
                std::iter::once(Condition::Label(format!("{words}{}", bracket.trim()))).chain(rest.iter().cloned()).collect()
            }
            other => other.iter().cloned().chain(std::iter::once(Condition::Label(inner))).collect(),
        }
    }
}
