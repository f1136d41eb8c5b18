//! What stands beside a finding and is no part of it: a requirement before the brackets in which it scores, and for when the points are.
//!
//! Not here: how one looks ([`super::counts`]), and what a label ends with ([`super::label`]). Start at [`Fold::leave_requirement`].

use super::Fold;
use super::alternatives::Compared;
use super::label::label;
use super::region::Region;
use crate::forms::{Manner, Piece, What};

/// What says that something is wrong.
pub(super) const FAILS: [char; 14] = ['未', '不', '无', '没', '缺', '少', '漏', '违', '错', '乱', '脏', '损', '坏', '差'];
/// Words of what ought to be.
const ASKED: &[&str] = &[
    "齐全", "规范", "整洁", "清晰", "完整", "及时", "准确", "完好", "落实", "执行", "到位", "做好", "掌握", "熟悉", "保持", "有序", "干净",
    "符合", "遵守", "健全", "正常", "合理", "统一", "定期", "按时", "严格", "认真", "仔细", "严把", "积极", "主动", "确保", "做到", "加强",
    "应", "须", "要", "明确", "完善",
];

impl Fold<'_> {
    /// 未达标的,该项扣2分: from where the points are taken is no part of what was found.
    pub(super) fn without_own<'p>(&self, pieces: &'p [Piece]) -> &'p [Piece] {
        match pieces {
            [before @ .., Piece { what: What::Comma, .. }, own]
                if !before.is_empty() && matches!(own.what, What::Text) && ["该项", "本项", "此项"].contains(&self.text(own)) =>
            {
                before
            }
            _ => pieces,
        }
    }

    /// 是关键项目,如有一项不符合要求: a comparison that is supposed, with nothing behind it; what stands before it is no condition.
    pub(super) fn begins_anew(&self, region: &Region<'_>, compared: &[Compared]) -> bool {
        let [only] = compared else { return false };
        let first = region.at(only.phrase.start).map_or("", |piece| self.text(piece)).trim_start();
        let supposed = ["如有", "如果", "若有", "一旦"].iter().any(|word| first.starts_with(word)) || matches!(first, "如" | "若");
        let before = chidu_syntax::fold_str(&label(&self.words(&region.left(0..only.phrase.start)))).into_owned();
        let after = label(&self.words(&region.left(only.phrase.end..region.pieces.len())));
        supposed && after.is_empty() && !before.contains(FAILS)
    }

    /// 总产值比上年增长12%,完成任务: what the task is, before words that only say that it was done.
    pub(super) fn after_target<'p>(&self, pieces: &'p [Piece]) -> &'p [Piece] {
        const DONE: [&str; 10] =
            ["完成任务", "完成目标", "完成目标任务", "完成指标", "达到目标", "达目标", "达到要求", "完成任务数", "完成计划", "達到目標"];
        let Some(comma) = pieces.iter().rposition(|piece| matches!(piece.what, What::Comma | What::HardStop)) else { return pieces };
        let (before, after) = (pieces.get(..comma).unwrap_or_default(), pieces.get(comma + 1..).unwrap_or_default());
        let words = |pieces: &[Piece]| label(&self.words(&pieces.iter().map(|piece| piece.at.clone()).collect::<Vec<_>>()));
        let plain = |piece: &Piece| matches!(piece.what, What::Text | What::Space | What::Comma);
        let number = |piece: &Piece| {
            matches!(&piece.what, What::Bound(_) | What::Quantity(..) | What::History(_))
                || matches!(&piece.what, What::Count(count) if count.manner != Manner::Each)
        };
        let task = before.iter().all(|piece| plain(piece) || number(piece) || matches!(piece.what, What::Pause | What::Enumerator))
            && before.iter().any(number)
            && !chidu_syntax::fold_str(&words(before)).contains(FAILS);
        let said = after.iter().all(plain) && DONE.contains(&words(after).as_str());
        if task && said { after } else { pieces }
    }

    /// 若当月考评为不合格, 连续两次被评为不合格: the grade right behind the words that suppose it.
    pub(super) fn is_supposed_grade(&self, before: &[Piece]) -> bool {
        let phrase = before.iter().rposition(|piece| matches!(piece.what, What::Comma)).map_or(0, |comma| comma + 1);
        let phrase = before.get(phrase..).unwrap_or_default();
        let act = before.last().and_then(|piece| self.folded.text.get(piece.at.end..)).unwrap_or_default();
        let graded = ["考评为", "考核为", "评价为", "评定为", "评为"].iter().any(|verb| act.starts_with(verb));
        let ends = phrase.last().is_some_and(|piece| self.text(piece).trim_end().ends_with(['的', '者', '则', '时', '后']));
        let first = phrase.first().map_or("", |piece| self.text(piece)).trim_start();
        let supposes = ["若", "如果", "如"].iter().any(|word| first.starts_with(word));
        graded && !ends && (supposes || phrase.iter().any(|piece| matches!(piece.what, What::History(_))))
    }

    /// 扣10分并通知家长,爬墙外出的: what else is done for the finding before, and no part of the next.
    pub(super) fn leave_besides(&self, region: &mut Region<'_>) {
        let goes_on = self.drafts.last().is_some_and(|last| last.effect.sentence == self.sentence);
        let Some(comma) = region.pieces.iter().position(|piece| matches!(piece.what, What::Comma)).filter(|_| goes_on) else { return };
        let begins = region.at(0).is_some_and(|piece| self.text(piece).starts_with(['并', '且']));
        let words =
            chidu_syntax::fold_str(&self.words(&region.pieces.iter().take(comma).map(|piece| piece.at.clone()).collect::<Vec<_>>()))
                .into_owned();
        let plain = region.pieces.iter().take(comma).all(|piece| matches!(piece.what, What::Text | What::Joined(_) | What::Space));
        let says = !label(&self.words(&region.left(comma + 1..region.pieces.len()))).is_empty();
        if begins && plain && says && !words.ends_with(['的', '者', '时']) && !words.contains(FAILS) {
            (0..=comma).for_each(|index| region.take(index));
        }
    }

    /// 把好质量关(因漏检返工的,每次扣2分): of a requirement and of the finding that scores in the brackets behind it, the latter.
    pub(super) fn leave_requirement(&self, region: &mut Region<'_>) {
        let Some(open) = region.last(|what| matches!(what, What::Open)) else { return };
        let inside = region.pieces.get(open + 1..).unwrap_or_default();
        if inside.iter().any(|piece| matches!(piece.what, What::Close)) {
            return;
        }
        let numbers = |what: &What| matches!(what, What::Bound(_) | What::Count(_) | What::Step(_) | What::Quantity(..));
        let plain = region.pieces.iter().take(open).all(|piece| !numbers(&piece.what));
        let before = label(&self.words(&region.left(0..open)));
        let finding = label(&self.words(&region.left(open + 1..region.pieces.len())));
        let asks = before.contains([',', '，']) && is_asked(&before) || before.starts_with('按') && before.ends_with("执行");
        if plain && asks && finding.chars().count() > 1 && !is_shortfall(&finding) {
            (0..=open).for_each(|index| region.take(index));
        }
    }
}

/// 不符合的: what falls short needs what it falls short of, for two requirements of one entry would be of one name.
fn is_shortfall(finding: &str) -> bool {
    let begins = ["不符", "不合", "不达", "未达", "达不", "做不到", "未做到", "未落实", "未执行", "违反", "违者", "否则"];
    finding.chars().count() <= 6 && begins.iter().any(|word| finding.starts_with(word))
}

/// True of a requirement: it says what ought to be, and of nothing that it is wrong.
pub(super) fn is_asked(words: &str) -> bool {
    let folded = chidu_syntax::fold_str(words);
    !folded.contains(FAILS) && ASKED.iter().any(|word| folded.contains(word))
}

/// 加强管理,如存在违规行为: what is supposed is what was found, and a requirement before it is not.
pub(super) fn supposed(words: String) -> String {
    let begins = [",如", "，如", ",若", "，若"].iter().filter_map(|begin| words.rfind(begin)).max();
    let Some((before, rest)) = begins.and_then(|at| words.split_at_checked(at)) else { return words };
    let rest = rest.trim_start_matches([',', '，']);
    let folded = chidu_syntax::fold_str(rest);
    let other = ["如实", "如期", "如下", "如何", "如上", "如图", "若干"].iter().any(|word| folded.starts_with(word));
    let found = label(rest);
    let found = found.strip_prefix(['如', '若']).unwrap_or(&found);
    // 住院以下,如处理及时: what narrows it is no requirement.
    let before = chidu_syntax::fold_str(before);
    let narrows = before.contains(FAILS) || before.contains(['的', '者', '时', '以']) || before.contains(|c: char| c.is_ascii_digit());
    if other || narrows || found.chars().count() < 4 { words } else { found.to_owned() }
}

/// 发生责任事故,当月考核: for when the points are taken, and no part of what was found.
pub(super) fn without_assessment(words: String) -> String {
    let Some((before, last)) = words.rsplit_once([',', '，']) else { return words };
    let last = last.trim();
    let period = ["当月", "本月", "当季度", "当季", "本季度", "当周", "当期", "本期", "当次", "本次"]
        .iter()
        .find_map(|period| last.strip_prefix(period));
    match period {
        Some("考核" | "考评" | "考核成绩" | "考核分") if !label(before).is_empty() => label(before),
        // 发生事件的地区,考核得0分: what is scored, and no finding.
        None if matches!(last, "考核" | "考评" | "考核结果") && label(before).chars().count() > 1 => label(before),
        _ => words,
    }
}
