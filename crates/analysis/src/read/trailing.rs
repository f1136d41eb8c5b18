//! What stands behind the last effect of a sentence and would change when or how often it counts: 扣5分,每发现一处; 加2分,任期满一年.
//!
//! Not here: amounts that are named behind ([`super::behind`]), and bounds in brackets ([`super::doubts`]). Start at [`Fold::trailing`].

use super::Fold;
use crate::forms::{Bound, Limits, Manner, Piece, What};
use crate::reading::{Gap, GapKind, Kind, Op};

/// What has to be done besides, and no condition: 扣2分,须在3日以上.
const ASKED: &[&str] =
    &["须", "須", "应", "應", "要", "限", "整改", "补", "補", "报", "報", "提交", "处罚", "处理", "并", "另", "不得", "不予", "由", "为"];

impl Fold<'_> {
    /// 扣5分,每发现一处: how often, behind what it is of.
    pub(super) fn trailing(&mut self, region: &[Piece], end: usize) {
        let counts = region.iter().filter(|piece| !matches!(piece.what, What::Space | What::Comma | What::Pause | What::Close));
        let each = |piece: &Piece| matches!(&piece.what, What::Count(count) if count.manner == Manner::Each);
        let mut counts = counts.peekable();
        let follows = self.drafts.last().is_some_and(|last| last.effect.sentence == self.sentence);
        // D级为不满40分或者有失信行为的: another way to a grade, which nothing has read.
        let another = self.drafts.last().is_some_and(|last| last.effect.kind == Kind::Grade)
            && counts.peek().is_some_and(|piece| matches!(piece.what, What::Either));
        if follows && (self.bounds_behind(region) || counts.peek().is_some() && (another || counts.all(each))) {
            let at = end.saturating_sub(1);
            let span = self.span_to(at);
            self.gaps.push(Gap { span, kind: GapKind::Unrecognized });
        }
    }

    /// 加2分,任期满一年: when it counts.
    fn bounds_behind(&self, region: &[Piece]) -> bool {
        // 值班加1分,每次不少于2小时; behind what is lost it is a duty.
        let given = self.drafts.last().is_some_and(|last| matches!(last.effect.kind, Kind::Add | Kind::Award));
        let condition = |piece: &Piece| match &piece.what {
            What::Bound(Bound { limits: Limits::One(Op::AtLeast | Op::Above | Op::Below, _), asks, .. }) => given || !asks,
            _ => false,
        };
        let plain = |piece: &Piece| condition(piece) || matches!(piece.what, What::Text | What::Space | What::Count(_));
        let Some(([Piece { what: What::Comma, .. }], phrase)) = region.split_at_checked(1) else { return false };
        let words = |piece: &Piece| chidu_syntax::fold_str(&self.words(std::slice::from_ref(&piece.at))).into_owned();
        let asked = phrase
            .iter()
            .filter(|piece| matches!(piece.what, What::Text))
            .map(words)
            .any(|words| ASKED.iter().any(|word| words.contains(word)));
        phrase.iter().any(condition) && phrase.iter().all(plain) && !asked
    }
}
