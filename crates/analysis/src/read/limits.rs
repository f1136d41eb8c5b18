//! Caps and exceptions in brackets look back: over one effect a cap is that effect's, over several it is a limit of its own.
//!
//! Not here: how a cap is worded (`forms::cap`). Start at [`Fold::cap`].

use chidu_values::{Number, Unit};

use super::label::label;
use super::region::Found;
use super::{Draft, FAR, Fold, Rung};
use crate::forms::{Act, Bound, CapSaid, Count, Limits, Piece, What};
use crate::reading::{Cap, Condition, Effect, GapKind, Kind, Op, Per, Scope, Sign};

impl Fold<'_> {
    /// 每个业绩得2分,最多提供5个: so many of what is counted are as much as they give. False where a limit is said of something else.
    pub(super) fn cap_count(&mut self, end: usize) -> bool {
        let region = self.pieces.get(self.start..end).unwrap_or_default();
        let Some((number, unit)) = self.most_counted(region) else { return !self.counts_at_most_later(region) };
        if self.drafts.last().is_none_or(|last| !is_counted(last.effect.kind)) {
            return true;
        }
        let sentence = self.sentence;
        // 口头报告每篇5分,壁报每篇3分,最多采计5篇: five in all, of which it is not known which.
        let here = super::of_sentence(&self.drafts, sentence);
        if here.filter(|draft| draft.effect.per.as_ref().is_some_and(|per| per.unit == unit)).count() > 1 {
            return false;
        }
        let last = self.drafts.last_mut().map(|last| &mut last.effect).filter(|last| last.sentence == sentence);
        let fits = |last: &&mut Effect| {
            let same = last.per.as_ref().is_some_and(|per| per.unit == unit && per.step == Number::ONE && !per.down);
            same && last.cap.is_none() && !matches!(last.when.first(), Some(Condition::Compare { .. } | Condition::Within { .. }))
        };
        let Some(last) = last.filter(fits) else { return false };
        let Some(amount) = &last.amount else { return false };
        last.cap = Some(Cap::Points(amount * &number));
        self.start = end;
        true
    }

    /// 最多提供5个, 且不超过5个: so many, and of what.
    fn most_counted(&self, region: &[Piece]) -> Option<(Number, String)> {
        let said: Vec<&Piece> = region.iter().filter(|piece| !self.says_nothing(piece)).collect();
        match said.as_slice() {
            [words, Piece { what: What::Count(Count { number, unit, verb: None, .. }) | What::Quantity(number, unit), .. }]
                if self.counts_at_most(words) =>
            {
                Some((number.clone(), unit.clone()))
            }
            [words @ .., Piece { what: What::Bound(Bound { limits: Limits::One(Op::AtMost, number), unit, .. }), .. }]
                if !is_points(unit) && words.len() < 2 && words.iter().all(|words| self.counts_at_most(words)) =>
            {
                Some((number.clone(), unit.clone()))
            }
            _ => None,
        }
    }

    /// 且, 但 and what parts phrases.
    fn says_nothing(&self, piece: &Piece) -> bool {
        matches!(piece.what, What::Comma | What::Space | What::Open | What::Close | What::Joined(_))
            || matches!(piece.what, What::Text) && matches!(self.text(piece), "但" | "但是")
    }

    /// 每年最多计2篇: so many at most, of each of something that no cap is for.
    fn counts_at_most_later(&self, region: &[Piece]) -> bool {
        let Some(last) = self.drafts.last().filter(|last| last.effect.sentence == self.sentence && is_counted(last.effect.kind)) else {
            return false;
        };
        let counted = |unit: &String| last.effect.per.as_ref().is_some_and(|per| per.unit.split('/').any(|own| own == unit));
        let text = |piece: &Piece| chidu_syntax::fold_str(&label(&self.words(std::slice::from_ref(&piece.at)))).into_owned();
        let most = |piece: &Piece| {
            let words = text(piece);
            let words = COUNTED.iter().find_map(|counted| words.strip_suffix(counted)).unwrap_or(&words);
            matches!(piece.what, What::Text) && MOST.iter().any(|most| words.ends_with(most))
        };
        region
            .iter()
            .any(|piece| matches!(&piece.what, What::Bound(Bound { limits: Limits::One(Op::AtMost, _), unit, .. }) if counted(unit)))
            || region.windows(2).any(|pair| match pair {
                [words, Piece { what: What::Count(Count { unit, .. }) | What::Quantity(_, unit), .. }] => counted(unit) && most(words),
                _ => false,
            })
    }

    /// 计80分,每超1%加1分,最高加至100分: how far it may rise with what it has already, and not how much is added.
    fn is_top(&self, at: usize, points: &Number) -> bool {
        let text = self.pieces.get(at).map_or("", |piece| self.text_of(piece));
        ["加至", "加到", "增至", "增加至", "增加到"].iter().any(|word| text.contains(word)) && self.adds_to_award(points)
    }

    /// 得3分,每多1人加1分: the last adds to points that the sentence has given, fewer than these.
    pub(super) fn adds_to_award(&self, points: &Number) -> bool {
        let mut here = super::of_sentence(&self.drafts, self.sentence).map(|draft| &draft.effect);
        let adds = here.next().is_some_and(|last| last.kind == Kind::Add && last.per.is_some());
        adds && here
            .any(|given| given.kind == Kind::Award && given.per.is_none() && given.amount.as_ref().is_some_and(|amount| amount < points))
    }

    /// 最多提供, 限报, and no more.
    fn counts_at_most(&self, piece: &Piece) -> bool {
        if !matches!(piece.what, What::Text) {
            return false;
        }
        let words = chidu_syntax::fold_str(&label(&self.words(std::slice::from_ref(&piece.at)))).into_owned();
        let rest = MOST.iter().find_map(|most| words.strip_prefix(most));
        rest.is_some_and(|rest| rest.is_empty() || COUNTED.contains(&rest))
    }

    pub(super) fn cap(&mut self, at: usize, said: &CapSaid) {
        if !self.cap_count(at) {
            return self.gap(at, GapKind::Unrecognized);
        }
        let region = self.pieces.get(self.start..at).unwrap_or_default();
        if region.iter().any(|piece| matches!(piece.what, What::Alarm | What::Bound(_) | What::Step(_))) {
            return self.gap(at, GapKind::Unrecognized);
        }
        let spoken = region
            .iter()
            .filter(|piece| matches!(piece.what, What::Text | What::Pause | What::Comma | What::Either | What::Duty | What::Count(_)));
        let words: Vec<_> = spoken.map(|piece| piece.at.clone()).collect();
        let counts = || self.drafts.last().is_some_and(|last| is_counted(last.effect.kind) && last.rung != Rung::Bracketed);
        let words = Some(label(&self.words(&words))).filter(|words| !(is_all_above(words) || sums_up(words) && counts()));
        let words = without_requirement(words.unwrap_or_default());
        let Some(points) = &said.points else { return self.cap_item(at, said.sign) };
        // 第一名得10分,每降一名扣1分,最多扣5分: what the last ones keep, which no step knows.
        if self.drafts.last().is_some_and(|last| last.effect.falls_by_places()) {
            return self.gap(at, GapKind::Unrecognized);
        }
        if said.group.is_some() {
            return if words.is_empty() { self.limit(at, said, points, None) } else { self.gap(at, GapKind::Unrecognized) };
        }
        if words.is_empty() && said.window.is_none() && self.is_said_again(said, points) {
            self.start = at + 1;
            return;
        }
        if said.both {
            return if words.is_empty() { self.cap_both(at, said, points) } else { self.gap(at, GapKind::Unrecognized) };
        }
        if words.is_empty() && said.window.is_none() && self.is_top(at, points) {
            return self.limit(at, &CapSaid { sign: Some(Sign::Award), ..said.clone() }, points, None);
        }
        let Ok(targets) = self.targets(said) else { return self.gap(at, GapKind::Unrecognized) };
        if self.is_of_any(at, said, &targets) {
            return self.gap(at, GapKind::Unrecognized);
        }
        if said.alike && words.is_empty() && said.window.is_none() && targets.len() > 1 {
            return self.cap_each_clause(at, points, &targets);
        }
        if self.cap_of_each(at, said, points, &targets).is_some() {
            return;
        }
        if said.bare && (!words.is_empty() || targets.is_empty()) {
            return self.gap(at, GapKind::Unrecognized);
        }
        let each = region.iter().any(|piece| matches!(piece.what, What::Count(_)));
        if words.is_empty() {
            return self.bind(at, said, points, &targets);
        }
        let in_sentence = self
            .drafts
            .iter()
            .rev()
            .take(FAR)
            .any(|draft| draft.effect.sentence == self.sentence && !draft.rung.is_open() && is_counted(draft.effect.kind));
        let of_points = ["分", "分值", "分数"].iter().any(|ending| words.ends_with(ending));
        if said.spoken_verb && !in_sentence && !of_points {
            return self.assessed(at, said, points);
        }
        if in_sentence && (each || !targets.is_empty()) {
            return self.gap(at, GapKind::Unrecognized);
        }
        self.limit(at, said, points, Some(words));
    }

    /// 单次扣分不超过3分, and 单项不超过2分 beside a sum: of each of what stands elsewhere, or of several here.
    fn is_of_any(&self, at: usize, said: &CapSaid, targets: &[usize]) -> bool {
        let single = self.pieces.get(at).is_some_and(|piece| self.text_of(piece).starts_with("单项"));
        let summed = self.drafts.iter().any(|draft| draft.effect.kind == Kind::Limit);
        let until = self.pieces.get(at).is_some_and(|piece| self.text_of(piece).ends_with('止'));
        targets.is_empty() && (said.once || single && summed) || single && !until && targets.len() > 1
    }

    /// 扣1分(请假的除外),: brackets right behind an effect leave something out of it.
    pub(super) fn exception(&mut self, at: usize, piece: &Piece) {
        let words = self.words(std::slice::from_ref(&piece.at));
        let inner = words.trim_matches(['(', ')', '（', '）']);
        let bracketed = inner.len() < words.len() && words.ends_with([')', '）']) && words.starts_with(['(', '（']);
        let Some(inner) = inner.strip_suffix("除外").filter(|_| bracketed) else { return };
        let found = Found { cases: vec![vec![Condition::Label(label(inner))]], ..Found::default() };
        self.push(at, &Act { outcome: Some("除外".to_owned()), ..Act::new(Kind::Exclude) }, &found, Rung::Not);
    }

    /// 最高加15分,超过15分按15分计: the same limit in other words.
    fn is_said_again(&self, said: &CapSaid, points: &Number) -> bool {
        let last = self.drafts.last().filter(|last| last.effect.sentence == self.sentence).map(|last| &last.effect);
        last.is_some_and(|last| (said.sign.is_none() || said.sign == last.sign) && last.cap == Some(Cap::Points(points.clone())))
    }

    /// 扣完为止: on every deduction of its sentence, or, alone in one, of the passage.
    fn cap_item(&mut self, at: usize, sign: Option<Sign>) {
        let sentence = self.sentence;
        let kind = if sign == Some(Sign::Add) { Kind::Add } else { Kind::Deduct };
        // 每项1分,扣完为止: the verb of bare points that stand alone.
        if let [only] = self.drafts.as_mut_slice()
            && only.rung == Rung::Bare
            && only.effect.per.is_some()
        {
            (only.effect.kind, only.rung) = (kind, Rung::Not);
        }
        let fits = |effect: &Effect| effect.kind == kind || kind == Kind::Deduct && effect.falls_by_places();
        let here = self.near().any(|(_, draft)| fits(&draft.effect) && draft.effect.sentence == sentence);
        if self.sentence_is_far() || !here && self.drafts.len() > FAR {
            return self.gap(at, GapKind::Unrecognized);
        }
        let mut bound = false;
        for draft in self.drafts.iter_mut().rev().take(FAR).filter(|draft| fits(&draft.effect)) {
            if draft.effect.cap.is_none() && (!here || draft.effect.sentence == sentence) {
                draft.effect.cap = Some(Cap::Item);
                bound = true;
            }
        }
        if !bound {
            let clause = self.span_to(at);
            let effect =
                Effect { cap: Some(Cap::Item), sign: Some(sign.unwrap_or(Sign::Deduct)), sentence, ..Effect::new(Kind::Limit, clause) };
            self.drafts.push(Draft::said(effect));
        }
        self.start = at + 1;
    }

    /// Which effects a cap binds: those of its sign since the last `;` or `。`, or of the whole passage where it says so or stands alone.
    pub(super) fn targets(&self, said: &CapSaid) -> Result<Vec<usize>, GapKind> {
        let fits = |draft: &Draft| match said.sign {
            Some(Sign::Deduct) => draft.effect.kind == Kind::Deduct,
            Some(Sign::Add) => draft.effect.kind == Kind::Add,
            Some(_) => matches!(draft.effect.kind, Kind::Award | Kind::Add),
            None => is_counted(draft.effect.kind),
        };
        // 合作(5分):最高得5分: points in brackets are what the item has, and take no cap.
        let owns = |draft: &Draft| draft.rung == Rung::Bracketed && draft.effect.per.is_none();
        if self.sentence_is_far() {
            return Err(GapKind::Unrecognized);
        }
        let all = || self.near().filter(|(_, draft)| fits(draft) && !owns(draft) && draft.effect.target.is_none());
        let here: Vec<usize> = all().filter(|(_, draft)| draft.effect.sentence == self.sentence).map(|(index, _)| index).collect();
        match here.is_empty() || said.scope != Scope::Nearest {
            true if self.drafts.len() > FAR => Err(GapKind::Unrecognized),
            true => Ok(all().map(|(index, _)| index).collect()),
            false => Ok(here),
        }
    }

    /// The last effects, in their order.
    fn near(&self) -> impl Iterator<Item = (usize, &Draft)> {
        self.drafts.iter().enumerate().skip(self.drafts.len().saturating_sub(FAR))
    }

    pub(super) fn bind(&mut self, at: usize, said: &CapSaid, points: &Number, targets: &[usize]) {
        let kinds: Vec<Kind> = targets.iter().filter_map(|&index| self.drafts.get(index)).map(|draft| draft.effect.kind).collect();
        if said.sign.is_none() && kinds.windows(2).any(|pair| pair.first() != pair.last()) {
            // 每年计1分,农村任教每年加0.5分,封顶15分: of all that is given.
            if kinds.iter().all(|kind| matches!(kind, Kind::Award | Kind::Add)) && targets.len() > 2 {
                return self.limit(at, &CapSaid { sign: Some(Sign::Award), ..said.clone() }, points, None);
            }
            return self.gap(at, GapKind::Unrecognized);
        }
        let &[index] = targets else { return self.limit(at, said, points, None) };
        if let Some(draft) = self.drafts.get_mut(index) {
            counts_up_to(&mut draft.effect, points);
        }
        // A second cap binds beside the first.
        let capped = self.drafts.get(index).is_some_and(|draft| matches!(draft.effect.cap, Some(Cap::Points(_))));
        if capped || said.scope == Scope::Section || said.scope == Scope::Total {
            return self.limit(at, said, points, None);
        }
        if let Some(draft) = self.drafts.get_mut(index) {
            draft.effect.cap = Some(Cap::Points(points.clone()));
            draft.effect.scope = said.scope;
            draft.effect.window = said.window;
        }
        self.start = at + 1;
    }

    pub(super) fn limit(&mut self, at: usize, said: &CapSaid, points: &Number, of: Option<String>) {
        let clause = self.span_to(at);
        let span = self.pieces.get(at).map_or(clause, |piece| self.span(piece));
        let (of, when) = self.limited(of.unwrap_or_default());
        let effect = Effect {
            amount: Some(points.clone()),
            cap: Some(Cap::Points(points.clone())),
            sign: said.sign,
            scope: said.scope,
            window: said.window,
            group: said.group.clone(),
            of,
            when,
            clause,
            sentence: self.sentence,
            ..Effect::new(Kind::Limit, span)
        };
        self.drafts.push(Draft::said(effect));
        self.start = at + 1;
    }

    /// 加分最多10分 says of what a limit is; 方向错误的,最高得10分, when it holds.
    pub(super) fn limited(&self, words: String) -> (Option<String>, Vec<Condition>) {
        let own = ["本题", "本项", "该项", "此项", "其"].iter().find_map(|own| words.strip_suffix(own)).map(label);
        let words = own.filter(|rest| !rest.is_empty()).unwrap_or(words);
        let folded = chidu_syntax::fold_str(&words);
        let of_item = self.context.item.is_some_and(|item| chidu_syntax::fold_str(item).contains(folded.as_ref()));
        let named = POINTS.iter().any(|ending| folded.ends_with(ending)) || folded.starts_with(SUMS) || of_item;
        match words.is_empty() {
            true => (None, Vec::new()),
            false if named => (Some(words), Vec::new()),
            false => (None, vec![Condition::Label(words)]),
        }
    }

    /// X的,最多扣5分 with nothing else: the assessor takes up to 5.
    fn assessed(&mut self, at: usize, said: &CapSaid, points: &Number) {
        let kind = if said.sign == Some(Sign::Add) { Kind::Add } else { Kind::Deduct };
        let act = Act { discretion: true, ..Act::new(kind) };
        let found: Result<Found, GapKind> = self.region(at, &act);
        match found {
            Ok(found) => {
                self.push(at, &act, &found, Rung::Not);
                if let Some(last) = self.drafts.last_mut() {
                    last.effect.cap = Some(Cap::Points(points.clone()));
                }
            }
            Err(kind) => self.gap(at, kind),
        }
    }
}

/// 最多提供5个, 限报3项.
const MOST: &[&str] = &["最多不超过", "最多可", "最多", "至多", "不超过", "限", "最高"];
const COUNTED: &[&str] =
    &["提供", "计算", "计", "计分", "加", "加分", "认定", "申报", "报", "提交", "采计", "取", "统计", "认可", "计入", "累计"];
/// What a limit is of ends in one of these,
const POINTS: &[&str] =
    &["分", "分数", "分值", "成绩", "考核", "评价", "评分", "加分", "扣分", "调查", "总和", "之和", "计算", "专业服务", "考评"];
/// or begins with one of these.
const SUMS: [char; 12] = ['每', '各', '可', '本', '该', '此', '全', '以', '上', '共', '总', '单'];

/// 有一次记录的得1分,最多得2分: what has room for more than one is for each.
fn counts_up_to(effect: &mut Effect, most: &Number) {
    let [Condition::Compare { measure, op: Op::Is, value, unit }] = effect.when.as_slice() else { return };
    let counted = effect.kind == Kind::Award && effect.per.is_none() && *value == Number::ONE && !Unit::of(unit).is_measured();
    if counted && effect.amount.as_ref().is_some_and(|amount| amount < most) {
        effect.per = Some(Per { step: Number::ONE, unit: unit.clone(), down: false });
        effect.when = if measure.is_empty() { Vec::new() } else { vec![Condition::Label(measure.clone())] };
    }
}

/// 可累计扣分,最多扣5分: that each counts is said by the effect already.
fn sums_up(words: &str) -> bool {
    let said = words.strip_prefix(['可', '并']).unwrap_or(words);
    let sum = ["累计", "累积", "累加"].iter().find_map(|sum| said.strip_prefix(sum));
    said.is_empty() || matches!(sum, Some("" | "扣分" | "加分" | "计分" | "计算" | "扣除" | "得分"))
}

/// 按出勤加减,核计实得分数,累积分数超过100分: how it is worked out is no part of what a limit is of.
fn without_requirement(words: String) -> String {
    let Some((before, last)) = words.rsplit_once([',', '，']) else { return words };
    let sum = ["累计", "累积", "合计", "实得", "核计"].iter().find_map(|sum| last.trim().strip_prefix(sum));
    let whole = matches!(sum, Some("分数" | "得分" | "总分" | "分" | "积分"));
    if whole && !before.contains(['未', '不', '无', '没', '的', '者', '时']) { String::new() } else { words }
}

/// 以上情形, 上述各项: the effects before, and none of its own.
fn is_all_above(words: &str) -> bool {
    let above = ["以上", "上述", "前述", "上列"].iter().find_map(|word| words.strip_prefix(word));
    let rest = above.unwrap_or(words);
    let counted = rest.trim_start_matches(|c| "各所有全部".contains(c));
    let things = ["项扣分", "项", "种", "条", "类", "情形", "情况", "行为", "问题"];
    let bare = things.iter().fold(counted, |rest, thing| rest.strip_prefix(thing).unwrap_or(rest)).is_empty();
    bare && (above.is_some() || counted.len() < rest.len())
}

fn is_points(unit: &str) -> bool {
    matches!(unit, "分" | "分数" | "")
}

fn is_counted(kind: Kind) -> bool {
    matches!(kind, Kind::Deduct | Kind::Add | Kind::Award)
}

#[cfg(test)]
mod tests {
    use crate::reading::{Cap, Kind};

    #[test]
    fn a_cap_in_all_leaves_an_effect_its_own() {
        let effects = crate::read::read("每发现一处不达标扣1分,最多扣3分;累计最多扣5分", &crate::read::Context::default()).effects;
        let caps: Vec<(Kind, Option<Cap>)> = effects.iter().map(|effect| (effect.kind, effect.cap.clone())).collect();
        let points = |points: i64| Some(Cap::Points(points.into()));
        assert_eq!(caps, [(Kind::Deduct, points(3)), (Kind::Limit, points(5))]);
    }
}
