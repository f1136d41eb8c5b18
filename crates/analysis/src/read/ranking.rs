//! 排名第1名, 辍学率按从低到高: a place among the subjects, and what is ranked.
//!
//! Not here: places in a contest, which are labels ([`super::places`]), and what each further place loses ([`super::placing`]). Start at [`Fold::rank`].

use std::ops::Range;

use super::Fold;
use super::label::label;
use super::region::Region;
use crate::forms::{Act, Piece, What};
use crate::reading::Condition;

/// What 第1名 is of where it is the total: no contest, and no thing that is found.
const TOTALS: &[&str] =
    &["", "获", "得", "获得", "取得", "夺得", "考核", "年度考核", "总分", "总成绩", "总得分", "综合得分", "考核得分", "考核总分"];
/// A place among the subjects.
#[derive(Clone, Debug, Default)]
pub(super) struct Ranking {
    /// 排名第1名, in the author's words.
    pub words: String,
    pub place: Option<Condition>,
    /// What is ranked; empty where unsaid.
    pub of: String,
}

impl Fold<'_> {
    /// True where a place is listed beside words of something else.
    pub(super) fn is_one_of_several(&self, region: &Region<'_>) -> bool {
        let Some(index) = region.last(|what| matches!(what, What::Rank { .. })) else { return false };
        let after = region.pieces.get(index + 1..).unwrap_or_default();
        let listed = after.iter().position(|piece| matches!(piece.what, What::Pause | What::Either));
        let words = listed.map(|at| self.words(&region.left(index + 2 + at..region.pieces.len())));
        words.is_some_and(|words| label(&words).chars().count() > 1)
    }

    /// 辍学率按从低到高分别得10、8、6分: what is ranked is said, and the amounts are as many as the places.
    pub(super) fn ranking_in_order(&self, region: &Region<'_>, act: &Act) -> Option<Ranking> {
        if !act.respectively || act.amounts.len() < 2 || !self.is_in_order(region) {
            return None;
        }
        let of = label(&self.words(&region.left(0..region.pieces.len())));
        // 辍学率按从低到高: what is ranked, and the order.
        let ranked =
            ["按照", "按", "依"].iter().fold(of.clone(), |of, by| of.replace(&format!("{by}从"), "从").replace(&format!("{by}由"), "由"));
        Some(Ranking { words: of, place: None, of: ranked })
    }

    /// 第1名 alone is a rank; 国际比赛第1名 is a label.
    pub(super) fn rank(&self, region: &Region<'_>) -> Option<Ranking> {
        let index = region.last(|what| matches!(what, What::Rank { .. }))?;
        let Some(Piece { what: What::Rank { said, place, .. }, at }) = region.at(index) else { return None };
        let others: Vec<Range<usize>> = region.left(0..region.pieces.len()).into_iter().filter(|range| range != at).collect();
        let of = label(&self.words(&others));
        let behind = of.rsplit([':', '：', '|']).next().unwrap_or_default().trim();
        // 竞赛中位居前10名: of those who took part there.
        let contest = ["竞赛", "比赛", "大赛", "联赛", "运动会"].iter().any(|word| of.contains(word));
        let ranks = *said && !contest || TOTALS.contains(&behind) || is_ranking(&of);
        let words = self.words(std::slice::from_ref(at));
        (ranks && !self.is_of_authors(region, &of)).then(|| Ranking { words, place: place.clone(), of })
    }

    /// 发明专利:排名第一计8分/个: where somebody stands among those who did one of them, and not among the subjects.
    fn is_of_authors(&self, region: &Region<'_>, of: &str) -> bool {
        const WORKS: [&str; 8] = ["专利", "论文", "著作", "教材", "课题", "作者", "完成人", "软著"];
        let end = region.pieces.last().map_or(0, |piece| piece.at.end);
        let act = self.pieces.get(self.pieces.partition_point(|piece| piece.at.start < end));
        let each = matches!(act.map(|piece| &piece.what), Some(What::Act(act) | What::Rung(act, _)) if act.per.as_deref().is_some_and(|unit| matches!(unit, "个" | "项" | "篇" | "件" | "部" | "本" | "册" | "门" | "套")));
        each || WORKS.iter().any(|work| of.contains(work)) || self.drafts.last().is_some_and(|last| matches!(last.effect.when.as_slice(), [Condition::Label(before)] if last.effect.sentence + 1 >= self.sentence && before.contains("排名第")))
    }
}

/// 按总分排名,前三名: words that say that there is a ranking.
fn is_ranking(words: &str) -> bool {
    ["排名", "排序", "排列", "名次", "排位", "由高到低", "从高到低", "由低到高", "从低到高"].iter().any(|end| words.ends_with(end))
}
