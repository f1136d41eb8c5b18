//! A grade under several conditions: 得分90分以上且未被通报的,评为优秀; 未发生事故且得分80分以上的为合格.
//!
//! The bound of a total is 得分 whatever it is called; what else must hold stands beside it. Not here: a band by its bound alone
//! (`forms::band`). Start at [`Fold::grade`].

use chidu_values::Number;

use super::alternatives::AFTER_BOUND;
use super::label::label;
use super::region::Found;
use super::{FAR, Fold, Rung};
use crate::forms::{Act, Piece, What};
use crate::reading::{Condition, GapKind, Kind, Op};

/// The measure of bands in points.
const SCORE: &str = "得分";
/// How the total is called at the end of its name.
const TOTALS: &[&str] = &["总分", "得分", "总成绩", "总评", "评分", "分数", "考核分", "考评分", "考核", "考评", "成绩", "分值", "积分"];
/// Scores of a part.
const PARTS: &[&str] = &["单项", "单科", "各项", "分项", "其中", "每项", "任一", "理论", "实操", "面试", "笔试"];

/// How a further condition of a band begins behind it.
const ASKED: &[&str] = &["且", "并且", "并无", "并未", "同时无", "同时未", "须", "必须", "应", "无", "未", "没", "不得有", "不存在"];

impl Fold<'_> {
    /// A grade; true where it has found its place, or is no grade.
    pub(super) fn grade(&mut self, at: usize, act: &Act) -> bool {
        if let Some(name) = act.outcome.as_deref().filter(|_| act.kind == Kind::Veto).and_then(set_by)
            && let Ok(found) = self.region(at, act).and_then(|found| self.total_named(found, false))
            && found.cases.iter().all(|case| case.len() > 1 && case.iter().any(is_earned))
        {
            // 得分60分以上且无违规的评为C级: a band of its own, where 弄虚作假的评为C级 leaves nothing better.
            let act = Act { outcome: Some(name.to_owned()), ..Act::new(Kind::Grade) };
            self.push(at, &act, &found, Rung::Not);
            return true;
        }
        if act.kind != Kind::Grade {
            return false;
        }
        if act.own.is_some() && self.is_of_points_lost(at) {
            self.gap(at, GapKind::Unrecognized);
            return true;
        }
        match &act.own {
            None if act.rest => {
                let found = self.below_all(at).ok_or(GapKind::Unrecognized);
                self.give(at, act, found);
                true
            }
            None => {
                let found = || self.region(at, act).and_then(|found| self.total_named(found, act.bare));
                match self.is_told_when(at, act.bare) {
                    true => self.give(at, act, found()),
                    false if self.is_measured(at) || is_letter(act) => self.gap(at, GapKind::Unrecognized),
                    false => {}
                }
                true
            }
            Some(_) if self.asks_more(at) => {
                self.gap(at, GapKind::Unrecognized);
                true
            }
            Some(own) => self.joined(at, act, own),
        }
    }

    /// 90分以上为A级,80分以上为B级,其余为C级: below the lowest of the bands before, where nothing else is said of the rest.
    fn below_all(&self, at: usize) -> Option<Found> {
        let region = self.pieces.get(self.start..at).unwrap_or_default();
        let plain = region.iter().all(|piece| matches!(piece.what, What::Comma | What::Space | What::SoftStop | What::Joined(_)));
        let bands = self.drafts.iter().rev().take(FAR).take_while(|draft| draft.effect.kind == Kind::Grade);
        let lows: Option<Vec<(Number, bool)>> = bands.map(|draft| lowest(&draft.effect.when)).collect();
        let (value, included) = lows.filter(|_| plain)?.into_iter().min_by(|a, b| a.0.cmp(&b.0))?;
        let op = if included { Op::Below } else { Op::AtMost };
        let rest = Condition::Compare { measure: SCORE.to_owned(), op, value, unit: "分".to_owned() };
        Some(Found { cases: vec![vec![rest]], ..Found::default() })
    }

    /// 扣分累计超过30分的为不合格: what was taken, and not what is left.
    fn is_of_points_lost(&self, at: usize) -> bool {
        let region = self.pieces.get(self.start..at).unwrap_or_default();
        let phrase = region.rsplit(|piece| matches!(piece.what, What::Comma)).next().unwrap_or_default();
        let text: String = phrase.iter().map(|piece| self.text(piece)).collect();
        ["扣", "记分", "减分", "加分"].iter().any(|word| text.contains(word))
    }

    fn give(&mut self, at: usize, act: &Act, found: Result<Found, GapKind>) {
        match found {
            Ok(found) => self.push(at, act, &found, Rung::Not),
            Err(kind) => self.gap(at, kind),
        }
    }

    /// …的,评为优秀: what stands before it says when. 年度考核评为优秀 is what was found.
    fn is_told_when(&self, at: usize, bare: bool) -> bool {
        let region = self.pieces.get(self.start..at).unwrap_or_default();
        let score = |piece: &Piece| matches!(&piece.what, What::Bound(bound) if matches!(bound.unit.as_str(), "分" | "分数" | ""));
        let ends = |piece: &Piece| match &piece.what {
            What::Comma => !bare,
            What::Bound(_) => true,
            What::Text => self.text(piece).ends_with(['的', '者', '时']) || AFTER_BOUND.contains(&self.text(piece)),
            _ => false,
        };
        let last = region.iter().rfind(|piece| !matches!(piece.what, What::Space));
        // 情节严重的,为不合格 is a veto of its own form; without a bound of the total 为优秀 is none of a grade.
        last.is_some_and(|last| ends(last) || matches!(last.what, What::Comma)) && (!bare || region.iter().any(score))
    }

    /// 连续3个月及时率≥99%的供应商评为优秀: a bound, or a place, that nothing has taken.
    fn is_measured(&self, at: usize) -> bool {
        let region = self.pieces.get(self.start..at).unwrap_or_default();
        region.iter().any(|piece| matches!(piece.what, What::Bound(_) | What::History(_) | What::Rank { .. } | What::Quantity(..)))
    }

    /// The conditions with the total under its one name. Several for one grade are ways to it.
    fn total_named(&self, found: Found, bare: bool) -> Result<Found, GapKind> {
        let mut found = found;
        let compared = |case: &Vec<Condition>| case.iter().any(|condition| !matches!(condition, Condition::Label(_)));
        if found.bare || found.rank.is_some() || found.per.is_some() || found.history.is_some() || bare && !found.cases.iter().any(compared)
        {
            return Err(GapKind::Unrecognized);
        }
        for condition in found.cases.iter_mut().flatten() {
            if let Condition::Compare { measure, unit, .. } | Condition::Within { measure, unit, .. } = condition
                && is_total(measure, unit)
            {
                *measure = SCORE.to_owned();
            }
        }
        Ok(found)
    }

    /// 未发生事故,得分90分以上的为优秀: what stands before the comma may have to hold too. True where it is left unread.
    fn follows_condition(&mut self, at: usize, phrase: usize) -> bool {
        let before = self.pieces.get(self.start..self.start + phrase).unwrap_or_default();
        let says_when = |part: &[Piece]| {
            let mut texts = part.iter().filter(|piece| matches!(piece.what, What::Text)).map(|piece| self.text(piece).trim());
            let first = texts.next();
            let none = first.is_some_and(|text| text.starts_with(['未', '无', '没']));
            none || texts.next_back().or(first).is_some_and(|text| text.ends_with(['的', '者']))
        };
        let conditional = before.split(|piece| matches!(piece.what, What::Comma)).any(says_when);
        if conditional {
            self.gap(at, GapKind::Unrecognized);
        }
        conditional
    }

    /// 优秀:90分以上且无重大事故; 90分以上为优秀(须无投诉): what stands behind the band, before anything else, has to hold too.
    fn asks_more(&self, at: usize) -> bool {
        let stops = |piece: &Piece| matches!(piece.what, What::SoftStop | What::HardStop | What::Close | What::Act(_));
        let after = self.pieces.get(at + 1..).unwrap_or_default();
        let after = after.get(..FAR).unwrap_or(after);
        let end = after.iter().position(stops).unwrap_or(after.len());
        let acts = after.get(end).is_some_and(|piece| matches!(piece.what, What::Act(_)));
        let mut behind = after.get(..end).unwrap_or_default().iter().filter(|piece| !matches!(piece.what, What::Space | What::Open));
        let begins = |text: &str| ASKED.iter().any(|word| text.starts_with(word));
        let asks = |piece: &Piece| match piece.what {
            What::Joined(surely) => surely && !acts,
            What::Bound(_) => !acts,
            What::Text => {
                let text = self.text(piece).trim_start_matches([',', ' ']);
                text.strip_prefix('(').is_some_and(begins) || !acts && begins(text)
            }
            _ => false,
        };
        behind.any(asks)
    }

    /// 得分80分以上且单项得分不低于60%的为合格: the words after 且 are of the bound, those before it hold as well.
    fn joined(&mut self, at: usize, act: &Act, own: &Condition) -> bool {
        let region = self.pieces.get(self.start..at).unwrap_or_default();
        let phrase = region.iter().rposition(|piece| matches!(piece.what, What::Comma | What::Colon)).map_or(0, |comma| comma + 1);
        let join = region.iter().rposition(|piece| matches!(piece.what, What::Joined(true)));
        let Some(join) = join.filter(|join| *join >= phrase) else { return self.follows_condition(at, phrase) };
        let words: Vec<_> = region.iter().skip(join + 1).map(|piece| piece.at.clone()).collect();
        let of = label(&self.words(&words));
        let found = self.region(self.start + join, act).and_then(|found| self.total_named(found, false));
        let found = found.map(|mut found| {
            found.cases.iter_mut().for_each(|case| case.insert(0, of_measure(own.clone(), &of)));
            found
        });
        let plain = Act { own: None, ..act.clone() };
        self.give(at, &plain, found);
        true
    }
}

/// Where a band of the total begins, and whether it takes that number in; nothing of a band without a lower end.
fn lowest(when: &[Condition]) -> Option<(Number, bool)> {
    match when {
        [Condition::Compare { measure, op, value, .. }] if measure == SCORE => match op {
            Op::AtLeast => Some((value.clone(), true)),
            Op::Above => Some((value.clone(), false)),
            _ => None,
        },
        [Condition::Within { measure, low: Some(low), low_in, .. }] if measure == SCORE => Some((low.clone(), *low_in)),
        _ => None,
    }
}

/// A级, which is called so only where somebody is assessed.
fn is_letter(act: &Act) -> bool {
    act.outcome.as_ref().is_some_and(|name| !act.bare && name.starts_with(|first: char| first.is_ascii_alphabetic()))
}

/// The grade that 评为C级 names.
fn set_by(outcome: &str) -> Option<&str> {
    let names = ["评定为", "确定为", "认定为", "评为", "定为", "列为", "为"];
    names.iter().find_map(|named| outcome.strip_prefix(named))
}

/// So much of the total, or more.
fn is_earned(condition: &Condition) -> bool {
    match condition {
        Condition::Compare { measure, op, .. } => measure == SCORE && matches!(op, Op::Above | Op::AtLeast),
        Condition::Within { measure, low, .. } => measure == SCORE && low.is_some(),
        _ => false,
    }
}

fn of_measure(mut own: Condition, of: &str) -> Condition {
    if let Condition::Compare { measure, unit, .. } | Condition::Within { measure, unit, .. } = &mut own {
        *measure = if is_total(of, unit) { SCORE.to_owned() } else { of.to_owned() };
    }
    own
}

/// 考核得分, and nothing: the total. 单项得分 is of a part.
fn is_total(measure: &str, unit: &str) -> bool {
    let folded = chidu_syntax::fold_str(measure);
    let named = folded.is_empty() || TOTALS.iter().any(|end| folded.trim_end_matches('在').ends_with(end));
    matches!(unit, "分" | "分数" | "") && named && !PARTS.iter().any(|part| folded.contains(part))
}
