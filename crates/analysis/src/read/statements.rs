//! What states something without a condition: points, weights, formulas, averages, limits, exclusions.
//!
//! Not here: acts that score under a condition ([`super::effects`]), and what a limit binds ([`super::limits`]). Start at
//! [`Fold::statement`].

use chidu_values::Number;

use super::label::label;
use super::region::Found;
use super::{Fold, Rung};
use crate::forms::{Act, BASE, Manner, Piece, SAME_MATTER, What};
use crate::reading::{Condition, Gap, GapKind, Kind, Per, Trim};

impl Fold<'_> {
    /// What states something without a condition: points, weights, formulas, averages, limits, exclusions. Its words say what it is of.
    pub(super) fn statement(&mut self, at: usize, act: &Act) {
        let region = self.pieces.get(self.start..at).unwrap_or_default();
        if region.iter().any(|piece| matches!(piece.what, What::Alarm)) {
            return self.gap(at, GapKind::Unrecognized);
        }
        if act.kind == Kind::Points && self.each_scores(at) {
            return self.act(at, &Act { kind: Kind::Award, ..act.clone() });
        }
        if self.repeats_same_matter(act, region) {
            self.start = at + 1;
            return;
        }
        let depends = |piece: &Piece| {
            matches!(&piece.what, What::Bound(_) | What::Step(_))
                || matches!(&piece.what, What::Count(count) if count.manner == Manner::Each && !is_subject(&count.unit))
        };
        if act.of.as_deref() == Some(BASE) && region.iter().any(depends) {
            return self.gap(at, GapKind::Unrecognized);
        }
        if act.kind == Kind::Points && self.shares_an_award(at) {
            return self.act(at, &Act { kind: Kind::Award, ..act.clone() });
        }
        if act.kind == Kind::Points && self.judges(region) {
            self.start = at;
            self.push(
                at,
                &Act { discretion: true, ..Act::new(Kind::Award) },
                &Found { cases: vec![Vec::new()], ..Found::default() },
                Rung::Not,
            );
            self.start = at;
        }
        let explained = self.explained(at, act);
        let region = self.pieces.get(self.start..at).unwrap_or_default();
        // 须有证明(未提供的不加分): what stands in the bracket says what is left out.
        let opened = region.iter().rposition(|piece| matches!(piece.what, What::Open | What::Close));
        let opened =
            opened.filter(|open| act.kind == Kind::Exclude && matches!(region.get(*open).map(|piece| &piece.what), Some(What::Open)));
        let region = opened.and_then(|open| region.get(open + 1..)).unwrap_or(region);
        let region =
            region.iter().filter(|piece| !matches!(piece.what, What::Enumerator | What::Evidence | What::Sample(_) | What::Trim(_)));
        let mut words: Vec<_> = region.map(|piece| piece.at.clone()).collect();
        let mut act = act.clone();
        self.name_formula(at, &mut act, &mut words);
        let words = label(&self.words(&words));
        if act.kind == Kind::Weight && self.weighs_several(at, &act, &words) {
            return;
        }
        let words = if act.kind == Kind::Average && says_only_that(&words) { String::new() } else { words };
        // 第三作者不计: the word that leaves it out begins with who it is.
        let begins = self.pieces.get(at).is_some_and(|piece| self.text_of(piece).starts_with('者'));
        let words = if begins && words.ends_with(['作', '患', '记', '学', '读']) { words + "者" } else { words };
        let words = if act.of.as_deref() == Some(SAME_MATTER) && is_item_score(&words) { String::new() } else { words };
        let mut found = Found { cases: vec![explained.unwrap_or_default()], ..Found::default() };
        if !words.is_empty() && words != "即" {
            let conditional = matches!(act.kind, Kind::Exclude | Kind::Average) || act.of.is_some();
            if act.kind == Kind::Average && is_of_prices(&words) || act.of.as_deref() == Some("得分") && is_one_score(&words) {
                return self.gap(at, GapKind::Unrecognized);
            }
            // 进行评价,以1分为级差,最低6分: the assessor scores, and how is not said.
            if act.kind == Kind::Limit && words.ends_with("级差") {
                return self.gap(at, GapKind::Unrecognized);
            }
            if act.kind == Kind::Limit && act.floor.is_some() {
                let (of, when) = self.limited(words);
                (act.of, found.cases) = (of, vec![when]);
            } else if act.kind == Kind::Formula && (is_formula_heading(&words) || defines_price(&words)) {
            } else if conditional {
                found.cases = vec![vec![Condition::Label(words)]];
            } else {
                act.of = Some(words);
            }
        }
        // 不能评为称职,不能加分: of what the consequence before it is of.
        let after_veto = self.drafts.last().filter(|last| last.effect.sentence == self.sentence && last.effect.kind == Kind::Veto);
        if let Some(veto) = after_veto.filter(|_| act.kind == Kind::Exclude && found.cases.iter().all(Vec::is_empty)) {
            found.cases = vec![veto.effect.when.clone()];
        }
        let same_again = act.kind == Kind::Exclude && found.cases.iter().all(Vec::is_empty);
        if same_again && self.drafts.last().is_some_and(|last| last.effect.kind == Kind::Exclude && last.effect.sentence == self.sentence) {
            self.start = at + 1;
            return;
        }
        found.per = act.per.take().map(|unit| Per { step: Number::ONE, unit, down: false });
        self.push(at, &act, &found, Rung::Not);
        if let Some(last) = self.drafts.last_mut().filter(|last| last.effect.kind == Kind::Average) {
            last.effect.sample.clone_from(&self.sample);
            if last.effect.of.is_none() {
                last.effect.trim = self.trim.take().map(|(_, trim)| trim);
            }
        }
    }

    /// 未完成的,按比例计分,即得分=完成数÷目标数×10: the formula says what the proportion is, and holds when that does.
    fn explained(&mut self, at: usize, act: &Act) -> Option<Vec<Condition>> {
        let region = self.pieces.get(self.start..at).unwrap_or_default();
        let mut words = region.iter().filter(|piece| !matches!(piece.what, What::Comma | What::Space | What::Colon | What::Open));
        let says = words.next().is_some_and(|piece| self.text_of(piece) == "即") && words.next().is_none();
        let last = self.drafts.last().filter(|last| last.effect.kind == Kind::Ratio && last.effect.sentence == self.sentence)?;
        let when = (act.kind == Kind::Formula && says && last.effect.per.is_none()).then(|| last.effect.when.clone())?;
        self.drafts.pop();
        Some(when)
    }

    /// 去掉一个最高分和一个最低分,取平均分: what the mean leaves out, said before it, or in brackets behind it.
    pub(super) fn trimmed(&mut self, at: usize, trim: Trim) {
        let sentence = self.sentence;
        let last =
            self.drafts.last_mut().map(|last| &mut last.effect).filter(|last| last.kind == Kind::Average && last.sentence == sentence);
        match last.filter(|last| last.of.is_none() && last.trim.is_none()) {
            Some(last) => last.trim = Some(trim),
            None if self.trim.is_some() => self.gap(at, GapKind::Unrecognized),
            None => self.trim = Some((at, trim)),
        }
    }

    /// What is left out of no mean is not understood.
    pub(super) fn unused_trim(&mut self) {
        if let Some(piece) = self.trim.take().and_then(|(at, _)| self.pieces.get(at)) {
            self.gaps.push(Gap { span: self.span(piece), kind: GapKind::Unrecognized });
        }
    }

    /// 到位率=到位资金/计划资金×100%,: a rate that records state, whatever it is made from. Behind other words it is not known what those are of.
    pub(super) fn defined(&mut self, at: usize) {
        let before = self.pieces.get(self.start..at).unwrap_or_default();
        if before
            .iter()
            .all(|piece| matches!(piece.what, What::Text | What::Space | What::Enumerator | What::Comma | What::Open | What::Colon))
            && before.iter().filter(|piece| matches!(piece.what, What::Text)).count() <= 1
        {
            self.start = at + 1;
        } else {
            self.gap(at, GapKind::Unrecognized);
        }
    }

    /// 评委根据方案给予相应分数,满分5分: how many of the points is the assessor's.
    fn judges(&self, region: &[Piece]) -> bool {
        const ENDS: [&str; 3] = ["相应分数", "相应分值", "相应得分"];
        const HOW: [&str; 8] = ["根据", "按", "由", "视", "评委", "专家", "酌情", "给予"];
        let words: Vec<_> = region.iter().map(|piece| piece.at.clone()).collect();
        let words = chidu_syntax::fold_str(&label(&self.words(&words))).into_owned();
        ENDS.iter().any(|end| words.ends_with(end)) && HOW.iter().any(|how| words.contains(how))
    }

    /// 达到标准者各3分: points of who reaches something, and no parts.
    fn each_scores(&self, at: usize) -> bool {
        let text = |piece: &Piece| self.folded.text.get(piece.at.clone()).unwrap_or("");
        let each = self.pieces.get(at).is_some_and(|piece| text(piece).starts_with('各') && !text(piece).starts_with("各占"));
        let before =
            self.pieces.get(self.start..at).unwrap_or_default().iter().rfind(|piece| !matches!(piece.what, What::Space | What::Comma));
        each && before.is_some_and(|piece| text(piece).ends_with(['者', '的']))
    }

    /// 不累计加分,取最高分: says once more that the largest counts.
    fn repeats_same_matter(&self, act: &Act, region: &[Piece]) -> bool {
        let highest = act.kind == Kind::Average && act.of.as_deref() == Some("最高");
        let alone = region.iter().all(|piece| matches!(piece.what, What::Comma | What::Space | What::Joined(_)));
        let last = self.drafts.last().filter(|last| last.effect.sentence == self.sentence);
        highest && alone && last.is_some_and(|last| last.effect.of.as_deref() == Some(SAME_MATTER))
    }

    /// 主编得4分,其他成员共计2分: points of somebody else, after an award.
    fn shares_an_award(&self, at: usize) -> bool {
        let region = self.pieces.get(self.start..at).unwrap_or_default();
        let first = region.iter().find(|piece| matches!(piece.what, What::Text)).and_then(|piece| self.folded.text.get(piece.at.clone()));
        let of_another = first.is_some_and(|words| !words.starts_with(['本', '该', '此', '总', '满', '以', '各', '全', '上']));
        let after = self.drafts.last().is_some_and(|last| last.effect.kind == Kind::Award && last.effect.sentence == self.sentence);
        of_another && after
    }
}

/// 去掉最高价后取投标报价的平均值: of what bidders ask, and no scores.
fn is_of_prices(words: &str) -> bool {
    ["报价", "报價", "价格", "價格", "基准价", "基準價", "最高价", "最低价"].iter().any(|price| words.contains(price))
}

/// 笔试成绩按30分制折算: one score in other points, and nothing that does not apply.
fn is_one_score(words: &str) -> bool {
    ["成绩", "成績", "得分", "分数", "分數", "总分", "總分"].iter().any(|score| words.ends_with(score))
}

/// 本项目之评分: what the entry scores, and no matter of its own.
fn is_item_score(words: &str) -> bool {
    let folded = chidu_syntax::fold_str(words);
    let own = ["本项目", "本项", "该项目", "该项", "此项", "本条"].iter().find_map(|own| folded.strip_prefix(own));
    matches!(own.map(|rest| rest.trim_start_matches(['的', '之'])), Some("" | "评分" | "得分" | "分数" | "加分" | "积分" | "计分"))
}

/// 最后, 得分: before 取平均 these add nothing.
fn says_only_that(words: &str) -> bool {
    const WORDS: [&str; 40] = [
        "评标委员会",
        "评审委员会",
        "评委会",
        "评审小组",
        "评委",
        "专家",
        "成员",
        "评审",
        "评标",
        "打分",
        "评分",
        "所打",
        "投标人",
        "供应商",
        "选手",
        "最后",
        "最终",
        "综合",
        "结果",
        "得分",
        "分数",
        "成绩",
        "然后",
        "各自",
        "其余",
        "全体",
        "所有",
        "各位",
        "每位",
        "各",
        "对",
        "由",
        "以",
        "后",
        "再",
        "并",
        "为",
        "的",
        "按",
        "取",
    ];
    let mut rest = chidu_syntax::fold_str(words).replace([',', ' '], "");
    while let Some(shorter) = WORDS.iter().find_map(|word| rest.strip_prefix(word)).map(str::to_owned) {
        rest = shorter;
    }
    rest.is_empty()
}

/// 每班基本分100分, 每人每月基础分100分: for whom and how long the base is, which every rulebook says once for all.
fn is_subject(unit: &str) -> bool {
    unit.split('/').all(|unit| {
        matches!(unit, "班" | "村" | "人" | "名" | "户" | "家" | "组" | "队" | "科" | "店" | "周" | "月" | "个月" | "季度" | "年" | "学期")
    })
}

/// 其他投标人的价格分按下列公式计算: what the formula gives, and no condition of it.
fn is_formula_heading(words: &str) -> bool {
    let folded = chidu_syntax::fold_str(words);
    let ends = ["公式", "公式为", "公式如下", "公式计算", "公式计算得分", "公式计分"].iter().any(|ending| folded.ends_with(ending));
    ends && folded.contains('分') && !folded.contains([',', ';', '。'])
}

/// 以最低报价为基准价,其他报价按公式计算: what the names of the formula are, which the records carry.
fn defines_price(words: &str) -> bool {
    let folded = chidu_syntax::fold_str(words);
    let named = ["为基准价", "为评标基准价", "为评审基准价", "为磋商基准价", "为报价基准", "为基准", "作为评标基准价", "作为基准价"];
    let named = named.iter().any(|name| folded.contains(name));
    named && !["未", "不满足", "低于", "高于", "超过", "如果", "若"].iter().any(|word| folded.contains(word))
}
