//! 符合标准得1分, 记8分: the item or the criterion scores this much. 得满分 and 不扣分 leave everything as it is.
//!
//! 按 and 为 are verbs of an award only after a comparison (90%以上为5分); the fold sees to that.

use chidu_grammar::clauses::Rule;

use super::{Act, Island, Piece, What, lexemes};
use crate::reading::Kind;

/// What is as it ought to be.
const SOUND: &[&str] = &["符合", "达到", "达标", "满足", "完成", "齐全", "完整", "合格", "到位", "健全", "规范", "准确", "相符", "一致"];
/// What is not, and what 满分 is the most of.
const OTHERWISE: &[&str] =
    &["不", "未", "无", "没", "缺", "超", "扣", "加", "得", "最", "为", "按", "占", "总", "上限", "基本", "部分", "较"];

/// 85%以上满分, 符合要求满分: right behind a bound, or behind what is as it ought to be, it needs no verb.
pub(super) fn settle(folded: &str, pieces: &mut [Piece]) {
    let text = |piece: &Piece| folded.get(piece.at.clone()).unwrap_or_default().trim_end();
    for index in 1..pieces.len() {
        if !pieces.get(index).is_some_and(|piece| matches!(piece.what, What::Alarm) && text(piece) == "满分") {
            continue;
        }
        let before = pieces.get(..index).unwrap_or_default().iter().rev();
        let mut before = before.filter(|piece| !matches!(piece.what, What::Space) && text(piece) != "的");
        let sound = |words: &str| SOUND.iter().any(|word| words.contains(word)) && !OTHERWISE.iter().any(|word| words.contains(word));
        let bound = before.next().is_some_and(|piece| match piece.what {
            What::Bound(_) => true,
            What::Text => sound(text(piece)),
            _ => false,
        });
        let ends =
            pieces.get(index + 1).is_none_or(|next| matches!(next.what, What::Comma | What::SoftStop | What::HardStop | What::Close));
        if let Some(piece) = pieces.get_mut(index).filter(|_| bound && ends) {
            piece.what = Act::new(Kind::Full).piece();
        }
    }
}

pub(super) fn read(island: Island<'_>) -> Option<What> {
    let amount = lexemes::first_number(&island);
    if island.as_rule() == Rule::full {
        return Some(Act { amounts: amount.into_iter().collect(), ..Act::new(Kind::Full) }.piece());
    }
    let weak = lexemes::find(&island, Rule::award_verb).is_some_and(|verb| matches!(verb.as_str(), "为" | "按"));
    Some(Act { amounts: vec![amount?], bare: weak, ..lexemes::act(&island, Kind::Award) }.piece())
}
