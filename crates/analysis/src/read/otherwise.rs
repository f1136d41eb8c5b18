//! 否则: the last rung behind an effect, and that it is not met behind a requirement.
//!
//! Not here: 其他 and 其余, which are labels of their own ([`super::label`]). Start at [`Fold::leave_otherwise`].

use super::Fold;
use super::label::label;
use super::region::Region;
use crate::forms::{Count, Manner, Piece, What};

/// What names a finding by itself, so that 缺 of 每缺一项 is enough.
const TELLING: &[&str] = &["缺", "少", "漏", "错", "违", "超", "迟", "逾"];

impl Fold<'_> {
    /// 达到90%得满分,否则每低1个百分点; 否则每发现一处问题: what follows says by itself when it holds, and 否则 no more than that.
    pub(super) fn leave_otherwise(&self, region: &mut Region<'_>, index: usize) -> bool {
        let after = region.pieces.get(index + 1..).unwrap_or_default();
        let compares = after.iter().any(|piece| matches!(piece.what, What::Step(_) | What::Bound(_) | What::Nth(_)));
        let leaves = compares || self.names_what_it_counts(region, index) || self.lacks_of_duty(region, index);
        if leaves {
            // 按时完成,否则每推迟一天: what ought to be, and nothing that is measured.
            let number = |piece: &Piece| matches!(piece.what, What::Bound(_) | What::Quantity(..) | What::Count(_));
            let plain = compares && !region.pieces.iter().take(index).any(number);
            (if plain { 0 } else { index }..=index).for_each(|index| region.take(index));
        }
        leaves
    }

    /// 每期不少于2次,否则少一次: of what ought to be, each one that is lacking.
    fn lacks_of_duty(&self, region: &Region<'_>, index: usize) -> bool {
        let (before, after) = region.pieces.split_at_checked(index).unwrap_or_default();
        let lacks = |count: &Count| count.verb.clone().is_some_and(|verb| matches!(self.words(&[verb]).as_str(), "少" | "缺" | "缺少"));
        let unit = after.iter().find_map(|piece| match &piece.what {
            What::Count(count) if count.manner != Manner::One && lacks(count) => Some(&count.unit),
            _ => None,
        });
        let asks = |piece: &Piece| matches!(&piece.what, What::Bound(bound) if bound.asks && Some(&bound.unit) == unit);
        // 不少于2次,做到有教案,否则少一次: what else is asked for stands between.
        before.iter().rfind(|piece| !matches!(piece.what, What::Comma | What::Space)).is_some_and(asks)
    }

    /// 否则每缺一项制度: behind an effect, of what so many are counted.
    fn names_what_it_counts(&self, region: &Region<'_>, index: usize) -> bool {
        let after = region.pieces.get(index + 1..).unwrap_or_default();
        let names = |count: &Count| {
            let verb = count.verb.clone().map(|verb| self.words(&[verb])).unwrap_or_default();
            count.noun.is_some() || TELLING.iter().any(|word| verb.starts_with(word))
        };
        let counted = after.iter().any(|piece| matches!(&piece.what, What::Count(count) if names(count)));
        let each = |count: &Count| count.manner != Manner::One;
        let found = after.iter().any(|piece| matches!(&piece.what, What::Count(count) if each(count)));
        let words = after.iter().any(|piece| matches!(piece.what, What::Text) && !label(self.text(piece)).is_empty());
        self.is_first(region, index) && (counted || found && words)
    }

    /// True where nothing is said before a piece.
    fn is_first(&self, region: &Region<'_>, index: usize) -> bool {
        label(&self.words(&region.left(0..index))).is_empty()
    }

    /// 否则 after an effect is the last rung; after a requirement, that it is not met.
    pub(super) fn otherwise(&self, region: &mut Region<'_>, index: usize) -> String {
        let after = label(&self.words(&region.left(index + 1..region.pieces.len())));
        let before = label(&self.words(&region.left(0..index)));
        let after_is_count = region.pieces.iter().skip(index + 1).all(|piece| !matches!(piece.what, What::Text));
        // 否则追究责任,扣3分: what follows besides is no finding.
        let after_is_count = after_is_count || after.starts_with("追究");
        if before.is_empty() {
            return region.pieces.get(index).map_or(String::new(), |piece| self.words(std::slice::from_ref(&piece.at)));
        }
        if !after_is_count {
            // 否则为迟到: what it is then.
            // 否则按旷工处理: as what it is treated.
            let treated = ["处理", "论处", "对待"].iter().find_map(|end| after.strip_suffix(end)?.strip_prefix('按'));
            if let Some(treated) = treated.filter(|treated| (2..=8).contains(&treated.chars().count()) && !treated.contains(['规', '照']))
            {
                return treated.to_owned();
            }
            return ["视为", "视同", "算作", "算", "为"].iter().find_map(|is| after.strip_prefix(is)).unwrap_or(&after).to_owned();
        }
        match before.rsplit_once("不得") {
            Some((_, forbidden)) if !forbidden.is_empty() => forbidden.to_owned(),
            _ => before.strip_prefix('无').map_or_else(|| format!("未{}", without_duty(&before)), str::to_owned),
        }
    }

    /// 按每少一项扣2分计: how it is counted, and no word of what is.
    pub(super) fn leave_by(&self, region: &mut Region<'_>) {
        let each = |what: &What| matches!(what, What::Step(_) | What::Count(Count { manner: Manner::Each | Manner::Found, .. }));
        for index in 1..region.pieces.len() {
            let Some(piece) = region.at(index - 1).filter(|piece| matches!(piece.what, What::Text)) else { continue };
            if !region.at(index).is_some_and(|piece| each(&piece.what)) {
                continue;
            }
            let text = self.text(piece);
            let Some(rest) = ["按照", "按"].iter().find_map(|by| text.strip_suffix(by)) else { continue };
            if !rest.ends_with(['未', '不', '没', '应', '须', '要']) {
                region.shorten(index - 1, rest.len());
            }
        }
    }
}

/// 须提供证书: what ought to be, without the word that says so.
fn without_duty(words: &str) -> &str {
    ["应当", "必须", "应", "须", "需"].iter().find_map(|duty| words.strip_prefix(duty)).unwrap_or(words)
}
