//! 第一名—2分, 一等奖-3分: a dash between words and their points, which looks like a minus.
//!
//! Behind a fault (超标-1分) it is a minus; behind a prize, a place or a level of which nothing bad is said, it only joins the two.
//! Where neither is plain, nothing is read. Not here: signed points themselves ([`crate::forms`]). Start at [`Fold::dashed`].

use chidu_grammar::clauses::is_rating;

use super::{Fold, deeds, places};
use crate::forms::{Act, What};
use crate::reading::{GapKind, Kind};

/// What says that points are lost, wherever it stands in the passage.
const LOST: &[&str] =
    &["扣", "减", "罚", "倒数", "末", "后", "差", "批评", "通报", "投诉", "事故", "未", "不", "违", "警告", "处分", "曝光"];

impl Fold<'_> {
    /// Takes a dash before points for what it is; false where it is a plain minus.
    pub(super) fn dashed(&mut self, at: usize, act: &Act) -> bool {
        let Some(piece) = self.pieces.get(at).filter(|piece| act.kind == Kind::Deduct && self.text_of(piece).starts_with('-')) else {
            return false;
        };
        let Some(before) = at.checked_sub(1).and_then(|before| self.pieces.get(before)).filter(|before| before.at.end == piece.at.start)
        else {
            return false;
        };
        let head = self.text_of(before);
        let head = head.rsplit([',', '、', ';', '。', ':', '(', ')', ' ', '\n']).next().unwrap_or(head);
        let last = ["倒", "末", "后"].iter().any(|word| head.contains(word));
        let ranked = matches!(before.what, What::Rank { .. }) && !last;
        let placed = ranked || places::is_won(head) || places::is_placed(head) || places::is_level(head);
        let harmless = self.is_harmless();
        if placed && harmless && act.range.is_none() {
            self.rung(at, &Act { kind: Kind::Award, ..act.clone() }, false);
        } else if placed
            || self.folded.text.contains("-0分")
            || harmless && (is_rating(head) || deeds::is_deed(head) && !deeds::is_fault(head))
        {
            self.gap(at, GapKind::Unrecognized);
        } else {
            return false;
        }
        true
    }

    /// True where nothing in the passage, or in what it stands under, says that points are lost.
    fn is_harmless(&self) -> bool {
        let said = [self.context.item, self.context.points, self.context.column].into_iter().flatten();
        let lost = |text: &str| LOST.iter().any(|word| text.contains(word)) || deeds::is_fault(text);
        !lost(&self.folded.text) && !said.map(chidu_syntax::fold_str).any(|text| text.contains(['扣', '减']))
    }
}
