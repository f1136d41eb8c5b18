//! An act and its region become effects.
//!
//! Not here: how a region is read ([`super::region`]) and how caps look back ([`super::limits`]). Start at [`Fold::act`].

use chidu_diagnostics::Span;
use chidu_grammar::clauses::{is_plain_label, is_rating};
use chidu_values::{Number, Unit};

use super::beside::is_list_of_bounds;
use super::closings::graded;
use super::recipients::is_recipient;
use super::region::{Found, TIMES};
use super::{Draft, FAR, Fold, Rung, Tally, past};
use crate::forms::{Act, Bound, Piece, Sampled, What};
use crate::reading::{Cap, Condition, Effect, Gap, GapKind, Kind, Op, Partial, Per, Sample, Sign};

/// A step's verb alone.
const STEPS: &[&str] =
    &["增加", "减少", "超过", "超出", "超", "提高", "降低", "下降", "上升", "高", "低", "多", "少", "提前", "推迟", "延迟"];

impl Fold<'_> {
    /// Something that scores: its effects, or a gap.
    pub(super) fn act(&mut self, at: usize, act: &Act) {
        if act.kind == Kind::Ratio && self.steps_in_proportion(at, act.interpolates) {
            self.start = at + 1;
            return;
        }
        // 8分/栋楼: for each of what, nothing has read.
        if self.pieces.get(at + 1).is_some_and(|next| matches!(next.what, What::Text) && self.text_of(next).starts_with('/')) {
            return self.gap(at, GapKind::Unrecognized);
        }
        if self.has_another_unit(at, act) {
            return self.gap(at, GapKind::Unrecognized);
        }
        if self.dashed(at, act) || self.falls_by_places(at, act) || self.named_behind(at, act, Rung::Not) {
            return;
        }
        if let Some(named) = self.rated_by_phrase(at, act) {
            return self.act(at, &named);
        }
        // 一档(16-20分):方案全面: what stands behind describes the rung that has been named.
        let named = act.own.is_some() && act.range.is_some() || self.award_of_band(act).is_some();
        let lists = !named && self.lists_after(at);
        if lists && self.list_of_cases(at, act) {
            return;
        }
        if self.choices(at, act) {
            return;
        }
        if self.says_nothing_again(at, act) {
            self.start = at + 1;
            return;
        }
        if self.lists_elsewhere(at) {
            return self.gap(at, GapKind::Unrecognized);
        }
        if self.grade(at, act) || self.full_closes(at, act) || self.is_duty(at, act) {
            return;
        }
        let bounded = act.kind == Kind::Formula && self.bounds_before(at);
        if !bounded && matches!(act.kind, Kind::Points | Kind::Weight | Kind::Formula | Kind::Average | Kind::Limit | Kind::Exclude) {
            return self.statement(at, act);
        }
        if act.kind == Kind::Award && act.bare && self.is_hour(at) {
            return;
        }
        if lists || self.clears_another(at) {
            return self.gap(at, GapKind::Unrecognized);
        }
        if let Some(part) = &act.part {
            return match self.points_of(part) {
                Some(amount) => self.act(at, &Act { amounts: vec![amount], part: None, ..act.clone() }),
                None => self.gap(at, GapKind::Unrecognized),
            };
        }
        if let Some((number, up)) = &act.bounded {
            return match self.rest_of_points(number, *up) {
                Some(range) => self.act(at, &Act { range: Some(range), bounded: None, ..act.clone() }),
                None => self.gap(at, GapKind::Unrecognized),
            };
        }
        if self.comes_again(at, act) || self.interpolation(at, act) || self.rate_times(at, act) || self.several(at, act) {
            return;
        }
        let found =
            self.region(at, act).and_then(|found| if self.is_bare_list(at, act, &found) { Err(GapKind::Unrecognized) } else { Ok(found) });
        self.found(at, act, found);
    }

    /// 扣1分/条、座, 扣1分/人或班: for each of which of them, the second is not read.
    fn has_another_unit(&self, at: usize, act: &Act) -> bool {
        let after = self.pieces.get(at + 1..).unwrap_or_default();
        let [join, unit, rest @ ..] = after else { return false };
        let joins = matches!(join.what, What::Pause | What::Either);
        let short = matches!(unit.what, What::Text) && self.text_of(unit).trim_matches(['(', ')', ' ']).chars().count() <= 2;
        let ends =
            matches!(rest.first().map(|piece| &piece.what), None | Some(What::Comma | What::SoftStop | What::HardStop | What::Space));
        act.per.is_some() && joins && short && ends
    }

    /// 内容、形式5/3/2分: for what may be parts of a whole, and neither prizes nor levels nor grades; nothing says which has which.
    fn is_bare_list(&self, at: usize, act: &Act, found: &Found) -> bool {
        let text = self.pieces.get(at).map_or("", |piece| self.text_of(piece));
        let said = |text: &str| ["分别", "依次", "依序", "各"].iter().any(|word| text.starts_with(word));
        let verb = text.chars().any(|c| "扣减得加计记为给赋奖按积".contains(c));
        let bare = act.respectively && act.amounts.len() > 1 && (!verb || text.contains('/') && !said(text));
        let step = |condition: &Condition| match condition {
            Condition::Label(words) => {
                let words = chidu_syntax::fold_str(words);
                // 获国家级奖励: of a level.
                let words =
                    ["荣获", "获得", "取得", "获", "被", "受", "受到"].iter().find_map(|won| words.strip_prefix(won)).unwrap_or(&words);
                super::places::is_won(words) || super::places::is_placed(words) || super::places::of_level(words) || is_rating(words)
            }
            _ => false,
        };
        bare && !found.cases.iter().flatten().all(step)
    }

    /// What the region of an act says becomes its effects.
    pub(super) fn found(&mut self, at: usize, act: &Act, found: Result<Found, GapKind>) {
        match found.and_then(|found| self.settle(act, found, at)).and_then(|found| named_plainly(found, act.kind)) {
            Ok(found) => {
                self.drop_heading(at, &found);
                if found.spreads {
                    self.each_of = found.per.clone().map(|per| (self.sentence, per));
                }
                self.push(at, act, &found, Rung::Not);
            }
            Err(kind) => self.gap(at, kind),
        }
    }

    /// 该项分值的50%, in points. 每项工作…扣该项分值的50% is of what has points of its own.
    fn points_of(&self, part: &Number) -> Option<Number> {
        let region = self.pieces.get(self.start..).unwrap_or_default();
        let region = region.iter().take(FAR).take_while(|piece| !matches!(piece.what, What::Act(_)));
        let mut own =
            region.filter(|piece| matches!(&piece.what, What::Count(count) if matches!(count.unit.as_str(), "项" | "条" | "题" | "个")));
        let points = self.points().filter(|_| own.next().is_none())?;
        Some(part * &points).filter(Number::is_positive)
    }

    /// 准时得8分以上 of 10 points: from 8 to 10. Of as many as a total has, it is a bound.
    fn rest_of_points(&self, number: &Number, up: bool) -> Option<(Number, Number)> {
        let points = self.points().filter(|points| number < points && *points < Number::from(60))?;
        Some(if up { (number.clone(), points) } else { (Number::ZERO, number.clone()) })
    }

    /// 首次扣1分,再次扣2分: every occurrence after the first.
    fn comes_again(&mut self, at: usize, act: &Act) -> bool {
        let said =
            self.pieces.get(at).is_some_and(|piece| self.folded.text.get(piece.at.clone()).is_some_and(|text| text.starts_with("再次")));
        let Some(Draft { effect: first, .. }) = self.drafts.last().filter(|last| last.effect.sentence == self.sentence) else {
            return false;
        };
        let [Condition::Compare { measure, op: Op::AtLeast, value, unit }] = first.when.as_slice() else { return false };
        let bare = self.region(at, act).is_ok_and(|found| found.bare && found.per.is_none());
        if !said || !bare || *value != Number::ONE || unit != TIMES || first.kind != act.kind || !first.additional {
            return false;
        }
        let when = vec![Condition::Compare { measure: measure.clone(), op: Op::Above, value: Number::ONE, unit: unit.clone() }];
        let per = Some(Per { step: Number::ONE, unit: unit.clone(), down: false });
        self.push(at, act, &Found { per, cases: vec![when], ..Found::default() }, Rung::Not);
        true
    }

    /// 低于90%的,得分=完成率÷90%×10: a formula under a condition.
    fn bounds_before(&self, at: usize) -> bool {
        self.pieces.get(self.start..at).unwrap_or_default().iter().any(|piece| matches!(piece.what, What::Bound(_)))
    }

    /// 发生事故的,安全管理考核分清零: of which entry is said, and not known here.
    fn clears_another(&self, at: usize) -> bool {
        let text = |piece: &Piece| self.folded.text.get(piece.at.clone()).unwrap_or("");
        let clears = self.pieces.get(at).is_some_and(|piece| text(piece).ends_with(['零']) && text(piece).contains("分"));
        let region = self.pieces.get(self.start..at).unwrap_or_default();
        let mut before = region.iter().rev().filter(|piece| !matches!(piece.what, What::Space));
        let named =
            before.next().is_some_and(|piece| matches!(piece.what, What::Text) && !text(piece).ends_with(['的', '者', '月', '年', '度']));
        let filled = self
            .pieces
            .get(at)
            .is_some_and(|piece| matches!(&piece.what, What::Act(act) if act.kind == Kind::Full) && text(piece).starts_with("成绩"));
        // 获奖的,发展性测评成绩为满分: of another score.
        if let (true, Some(of)) = (filled, region.last().filter(|piece| matches!(piece.what, What::Text))) {
            let name = text(of).rsplit_once(['的', '者']).map_or(text(of), |(_, name)| name).trim();
            let own = name.is_empty() || name.ends_with(['月', '年', '期', '度']) || name.starts_with(['本', '该', '此']);
            return !own && self.context.item.is_none_or(|item| !chidu_syntax::fold_str(item).contains(name));
        }
        // 请假五天以上当月考勤分记为0分: a bound that its score's name has swallowed.
        if let (true, Some(of)) = (
            self.pieces.get(at).is_some_and(|piece| matches!(&piece.what, What::Act(act) if act.kind == Kind::Zero)),
            region.last().filter(|piece| matches!(piece.what, What::Text) && text(piece).trim_end().ends_with(['分', '绩'])),
        ) {
            let bound = region
                .iter()
                .rev()
                .skip(1)
                .take_while(|piece| !matches!(piece.what, What::Comma))
                .any(|piece| matches!(piece.what, What::Bound(_)));
            let own = ["的", "者", "本项", "该项", "此项"].iter().any(|head| text(of).trim_start().starts_with(head));
            if bound && !own {
                return true;
            }
        }
        let zeroed = self.pieces.get(at).is_some_and(|piece| {
            matches!(piece.what, What::Act(_)) && text(piece).starts_with(['为', '計', '计', '记']) && text(piece).ends_with('分')
        });
        let of = region.iter().rfind(|piece| !matches!(piece.what, What::Space)).filter(|_| zeroed).map_or("", text);
        if self.is_another_score(of) {
            return true;
        }
        clears && named && before.next().is_some_and(|piece| matches!(piece.what, What::Comma))
    }

    /// 超过5项的技术分为0分: points of something by a name of its own.
    fn is_another_score(&self, words: &str) -> bool {
        let name = words.rsplit_once(['的', '者']).map_or(words, |(_, name)| name);
        let own = ["得分", "评分", "得积分", "总分", "总得分", "分", "计分", "记分", "积分", "考核分", "考核得分", "成绩得分"];
        let part = name.ends_with('分') && words.contains(['的', '者']) && !own.contains(&name) && !name.starts_with(['本', '该', '此']);
        part && self.context.item.is_none_or(|item| !chidu_syntax::fold_str(item).contains(name.trim_end_matches('分')))
    }

    /// 扣5分:未建立制度的: what is scored stands behind a colon, and nothing of it is read.
    fn lists_after(&self, at: usize) -> bool {
        let mut after = self.pieces.iter().skip(at + 1).filter(|piece| !matches!(piece.what, What::Space));
        matches!(after.next().map(|piece| &piece.what), Some(What::Colon))
            && matches!(after.next().map(|piece| &piece.what), Some(What::Text | What::Enumerator))
    }

    /// 依据通报扣分,每次扣2分: a verb without an amount, right before one that has it, only heads it.
    fn drop_heading(&mut self, at: usize, found: &Found) {
        // 酌情扣分或不得分: two ways, of which neither heads the other.
        let before = self.pieces.get(self.start..at).unwrap_or_default();
        if before.iter().any(|piece| matches!(piece.what, What::Either)) {
            return;
        }
        let step = found.falls.is_some() || found.per.as_ref().is_some_and(|per| Unit::of(&per.unit).is_measured());
        if self.is_heading() && (found.bare || step && self.says_how()) {
            self.drafts.pop();
        }
    }

    /// 按差距进行扣分: how it is done, and no finding.
    fn says_how(&self) -> bool {
        let words = self.drafts.last().and_then(|last| last.effect.when.first());
        matches!(words, Some(Condition::Label(words)) if ["按", "根据", "依据"].iter().any(|how| words.contains(how)))
    }

    pub(super) fn is_heading(&self) -> bool {
        let last = self.drafts.last().filter(|last| last.assessor && last.effect.sentence == self.sentence).map(|last| &last.effect);
        last.is_some_and(|last| last.kind == Kind::Deduct && last.amount.is_none() && last.range.is_none() && last.cap.is_none())
    }

    /// What the region leaves open: a condition that is shared with the effect before, an amount that is missing.
    fn settle(&self, act: &Act, mut found: Found, at: usize) -> Result<Found, GapKind> {
        self.takes_after(&mut found, act, at)?;
        if self.steps_again(&found) || super::counts::goes_on(act, &found) || past::leads_apart(act, &found) {
            return Err(GapKind::Unrecognized);
        }
        let compared = |case: &Vec<Condition>| case.iter().any(|condition| !matches!(condition, Condition::Label(_)));
        if act.kind == Kind::Award && act.bare && found.per.is_none() && !found.cases.iter().all(compared) {
            return Err(GapKind::Unrecognized);
        }
        if act.kind == Kind::Deduct && act.bare && (found.per.is_some() || found.cases.iter().any(compared)) {
            return Err(GapKind::MissingAmount);
        }
        if act.own.is_some() {
            return Ok(found);
        }
        if found.bare && !self.drafts.is_empty() {
            self.share(act, &mut found)?;
        }
        Ok(found)
    }

    /// 每增加半天扣0.5分、增加一天扣1分: the same step once more, and no finding called 增加.
    fn steps_again(&self, found: &Found) -> bool {
        let verb = |case: &Vec<Condition>| matches!(case.as_slice(), [Condition::Label(label)] if STEPS.contains(&label.as_str()));
        let last = self.drafts.last().filter(|last| last.effect.sentence == self.sentence);
        let stepped =
            last.is_some_and(|last| last.effect.per.is_some() && matches!(last.effect.when.first(), Some(Condition::Compare { .. })));
        stepped && found.cases.iter().any(verb)
    }

    /// Adds the effects of an act, one for each case and amount.
    pub(super) fn push(&mut self, at: usize, act: &Act, found: &Found, rung: Rung) {
        self.remember_value(at, found);
        let clause = self.span_to(at);
        let span = self.pieces.get(at).map_or(clause, |piece| self.span(piece));
        let several = act.amounts.len() > 1;
        let alternative =
            (found.cases.len() > 1 && !act.respectively && !several).then(|| u32::try_from(self.drafts.len()).unwrap_or(u32::MAX));
        for (index, case) in found.cases.iter().enumerate() {
            let amount = if several { act.amounts.get(index) } else { act.amounts.first() };
            let mut draft = self.draft(act, found, case.clone(), amount.cloned(), span, clause);
            draft.rung = rung;
            draft.tally = if found.tally {
                Tally::Several
            } else if found.single {
                Tally::One
            } else {
                Tally::Not
            };
            draft.effect.additional |= found.nth;
            draft.effect.alternative = alternative;
            if act.both_ways {
                let mut other = draft.clone();
                other.effect.kind = Kind::Deduct;
                self.drafts.push(draft);
                draft = other;
            }
            self.drafts.push(draft);
        }
        self.push_other_way(found);
        self.start = at + 1;
    }

    /// 以95%为目标,达到得满分: the one value in a label may be where a later step starts.
    fn remember_value(&mut self, at: usize, found: &Found) {
        let compared = found.cases.iter().flatten().any(|condition| !matches!(condition, Condition::Label(_)));
        let region = self.pieces.get(self.start..at).unwrap_or_default();
        let mut values = region.iter().enumerate().filter(|(_, piece)| matches!(piece.what, What::Quantity(..)));
        if let (false, Some((offset, piece)), None) = (compared, values.next(), values.next()) {
            let stated = self.stated(self.start + offset, &piece.what);
            self.stated.extend(stated);
        }
    }

    fn draft(&self, act: &Act, found: &Found, mut when: Vec<Condition>, amount: Option<Number>, span: Span, clause: Span) -> Draft {
        if let Some(own) = &act.own {
            when = vec![graded(act, own.clone(), &when)];
        }
        let words = span.of(self.source);
        let graded = ["等级", "等次", "档次", "评定", "评为", "等級", "評定", "評為"].iter().any(|word| words.contains(word));
        if let Some(award) = self.award_of_band(act).filter(|_| !graded) {
            return self.draft(&award, found, Vec::new(), None, span, clause);
        }
        let needs_amount = matches!(act.kind, Kind::Deduct | Kind::Add | Kind::Award);
        let assessor = act.discretion || act.range.is_some() || needs_amount && amount.is_none();
        let effect = Effect {
            amount,
            range: act.range.clone(),
            per: found.per.clone(),
            when,
            floor: act.floor.clone(),
            cap: act.most.clone().map(Cap::Points),
            target: act.target,
            of: act.of.clone(),
            expr: act.expr.clone(),
            outcome: act.outcome.clone(),
            sign: act.sign,
            additional: act.additional,
            scope: act.scope,
            partial: found.per.as_ref().and(self.coming_partial),
            clause,
            sentence: self.sentence,
            ..Effect::new(act.kind, span)
        };
        Draft {
            effect: reclassified(effect, found),
            assessor,
            rung: Rung::Not,
            tally: Tally::Not,
            bare: act.bare && act.kind == Kind::Deduct,
            each: found.each,
        }
    }

    /// 优秀:8-10分 under an entry of 10 points is no band of the total.
    fn award_of_band(&self, act: &Act) -> Option<Act> {
        let Some(Condition::Within { low: Some(low), high: Some(high), unit, .. }) = &act.own else { return None };
        if !matches!(unit.as_str(), "" | "分" | "分数") {
            return None;
        }
        if self.drafts.last().is_some_and(|last| last.effect.kind == Kind::Grade) {
            return None;
        }
        // Without points said, so few are no total's: 优秀8-10分, 优档21-25分.
        let few = if act.outcome.as_ref().is_some_and(|name| name.contains('档')) { 59 } else { 20 };
        let points = self.points().or_else(|| Some(Number::from(few)).filter(|_| low < high));
        let points = points.filter(|points| high <= points && *points < Number::from(60))?;
        let own = Condition::Label(act.outcome.clone().filter(|_| act.kind == Kind::Grade && points > Number::ZERO)?);
        Some(Act { range: Some((low.clone(), high.clone())), own: Some(own), ..Act::new(Kind::Award) })
    }

    pub(super) fn text_of(&self, piece: &Piece) -> &str {
        self.folded.text.get(piece.at.clone()).unwrap_or("")
    }

    /// The objects that the passage has spoken of so far: how many, and what they are.
    pub(super) fn sampled(&mut self, said: &Sampled) {
        let said = Sample { count: said.count, at_least: said.at_least, unit: said.unit.clone() };
        self.sample = Some(match self.sample.take() {
            None => said,
            Some(before) => Sample {
                count: before.count.or(said.count),
                at_least: before.at_least || said.at_least,
                unit: if before.unit.is_empty() { said.unit } else { before.unit },
            },
        });
    }

    pub(super) fn weights(&mut self, at: usize, parts: &[(String, Number)]) {
        let clause = self.span_to(at);
        for (name, share) in parts {
            let effect = Effect {
                amount: Some(share.clone()),
                of: Some(name.clone()),
                sentence: self.sentence,
                ..Effect::new(Kind::Weight, clause)
            };
            self.drafts.push(Draft::said(effect));
        }
        self.start = at + 1;
    }

    /// 不足5分钟按5分钟计: of the steps of its sentence in that unit, else of the last step.
    pub(super) fn partial(&mut self, at: usize, partial: Partial, unit: &str) {
        if self.sentence_is_far() {
            return self.gap(at, GapKind::Unrecognized);
        }
        let sentence = self.sentence;
        let fits = |draft: &&mut Draft| {
            let per = draft.effect.per.as_ref().filter(|per| !unit.is_empty() && per.unit == unit);
            per.is_some() && draft.effect.sentence == sentence && draft.effect.partial.is_none()
        };
        let mut any = false;
        for step in self.drafts.iter_mut().rev().take(FAR).filter(fits) {
            step.effect.partial = Some(partial);
            any = true;
        }
        if any {
            return;
        }
        let far = self.drafts.len() > FAR;
        match self.drafts.iter_mut().rev().take(FAR).find(|draft| draft.effect.per.is_some()) {
            Some(step) => step.effect.partial = Some(partial),
            None if far => self.gap(at, GapKind::Unrecognized),
            None => self.coming_partial = Some(partial),
        }
    }

    /// 每处2-5分: what the heading says.
    pub(super) fn rung_range(&mut self, at: usize, low: &Number, high: &Number, per: Option<String>) {
        let range = Act { range: Some((low.clone(), high.clone())), amounts: vec![high.clone()], per, ..Act::new(Kind::Award) };
        let each = || self.region(at, &range).ok().filter(|_| range.per.is_some()).and_then(|found| self.rate(&range, &found));
        match self.kind_of_range(at).or_else(each) {
            Some(kind) => self.act(at, &Act { kind, amounts: Vec::new(), ..range }),
            None => self.gap(at, GapKind::Unrecognized),
        }
    }

    /// 按以下办法扣分 beside amounts of others heads them or has lost its own; alone it is the assessor's.
    pub(super) fn missing_amounts(&mut self) {
        let others = self.drafts.iter().any(|draft| draft.effect.kind == Kind::Deduct && draft.effect.amount.is_some());
        let bare = self.drafts.iter().filter(|draft| others && draft.bare && !matches!(draft.effect.cap, Some(Cap::Points(_))));
        let gaps: Vec<Gap> = bare.map(|draft| Gap { span: draft.effect.clause, kind: GapKind::MissingAmount }).collect();
        self.gaps.extend(gaps);
    }

    /// True of 2-5分 at a phrase's end in a column whose heading says what points do.
    pub(super) fn is_rung_range(&self, at: usize, bound: &Bound) -> bool {
        self.range_of(at, bound).is_some() && self.kind_of_range(at).is_some()
    }

    /// What a range without a verb does: what the heading says, else what the range before it does.
    fn kind_of_range(&self, at: usize) -> Option<Kind> {
        let before = self.drafts.last().filter(|last| last.effect.sentence == self.sentence && last.effect.range.is_some());
        let before = before.map(|last| last.effect.kind).filter(|kind| matches!(kind, Kind::Deduct | Kind::Add | Kind::Award));
        self.heading().or(before).or_else(|| self.is_on_falling_scale(at).then_some(Kind::Award))
    }

    /// The entry's points.
    pub(super) fn points(&self) -> Option<Number> {
        points(self.context.points?)
    }
}

/// Points as they stand beside an item: 20, 20分, -5分.
pub(crate) fn points(said: &str) -> Option<Number> {
    let points = chidu_syntax::fold_str(said);
    points.trim().trim_start_matches('-').trim_end_matches('分').trim().parse().ok()
}

/// 仅1年, 满3次: a number and its unit at the end.
fn ends_in_quantity(measure: &str) -> bool {
    let folded = chidu_syntax::fold_str(measure);
    let units = ['年', '天', '日', '次', '人', '名', '项', '件', '篇', '%', '分'];
    folded.strip_suffix(units).is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()) && !rest.ends_with("第1"))
}

/// 小学100%、初中98%以上, 未固定或轮转不满3年: a bound or a finding of its own stands before what is compared.
fn holds_another(measure: &str) -> bool {
    let bound = ["%和", "%、", "%,", "%，"].iter().any(|end| measure.contains(end));
    let found = measure.rsplit_once('或').is_some_and(|(before, _)| before.contains(['未', '无', '無', '没', '沒']));
    bound || found
}

/// 每少1人/次: a unit that was left behind.
fn ends_in_unit(label: &str) -> bool {
    let folded = chidu_syntax::fold_str(label);
    ["/车", "/次", "/人", "/项", "/处", "/天", "/件", "/例"].iter().any(|unit| folded.ends_with(unit))
}

/// 疲劳驾驶(连续超过4小时): what stands in brackets behind a finding says what it is.
fn without_notes(label: &str) -> String {
    let mut own = String::new();
    let mut rest = label;
    while let Some((before, inside)) = rest.split_once(['(', '（']).filter(|(before, _)| !before.is_empty()) {
        let Some((_, after)) = inside.split_once([')', '）']) else { break };
        own.push_str(before);
        rest = after;
    }
    own + rest
}

/// 迟到的,最多会: what a limit begins with.
fn is_limit(label: &str) -> bool {
    let last = chidu_syntax::fold_str(label.rsplit([',', '，']).next().unwrap_or(label));
    let most = ["最多", "最高", "至多", "顶多", "最大"].iter().find_map(|most| last.strip_prefix(most));
    most.is_some_and(|rest| rest.chars().count() <= 2)
}

/// A number that is left in a label may be a bound or a count of something else: it is not known what it says.
fn named_plainly(found: Found, kind: Kind) -> Result<Found, GapKind> {
    // 不低于平均数的1/2,得2分: how much is what earns it.
    let part = |label: &str| kind != Kind::Deduct && label.contains('/') && label.contains(|c: char| c.is_ascii_digit());
    let counted = found.per.as_ref().is_some_and(|per| !Unit::of(&per.unit).is_measured());
    let plain = |condition: &Condition| match condition {
        // 诚信企业()、良好企业: a bound was taken out of the midst.
        Condition::Label(label) if label.contains("()、") || label.contains("（）、") => false,
        // 对科室扣1分 behind another: of whom it is said, and not for what. 最多会扣5分: a limit in words that no form knows.
        Condition::Label(label) if kind == Kind::Deduct && (is_recipient(label) || is_limit(label)) => false,
        Condition::Label(label) => {
            let own = if kind == Kind::Deduct { without_notes(label) } else { String::new() };
            let plain = |words: &str| is_plain_label(&chidu_syntax::fold_str(words));
            !part(label) && (plain(label) || !own.is_empty() && plain(&own) || counted && is_list_of_bounds(label)) && !ends_in_unit(label)
        }
        // 年资仅1年未满2年: half of what is said stands in the measure's name.
        Condition::Compare { measure, .. } | Condition::Within { measure, .. } => !ends_in_quantity(measure) && !holds_another(measure),
        Condition::Zeroed { .. } => true,
    };
    // 处理率、收集率均达到95%: both of them, and not either.
    let both = |condition: &Condition| matches!(condition, Condition::Compare { measure, .. } if measure.ends_with(['均', '都', '皆']));
    if found.cases.len() > 1 && found.cases.iter().flatten().any(both) {
        return Err(GapKind::Unrecognized);
    }
    let place = found.rank.is_some();
    if place || found.cases.iter().flatten().all(plain) { Ok(found) } else { Err(GapKind::Unrecognized) }
}

/// An effect under a history or a rank is of that kind, and keeps which way it works.
fn reclassified(mut effect: Effect, found: &Found) -> Effect {
    let sign = match effect.kind {
        Kind::Deduct | Kind::Scale | Kind::Zero => Sign::Deduct,
        Kind::Add => Sign::Add,
        Kind::Award | Kind::Full | Kind::Ratio => Sign::Award,
        _ => Sign::Veto,
    };
    effect.does = effect.kind;
    if let Some(past) = found.history {
        effect.times = past.times;
        effect.since = past.since;
        effect.falls = found.falls;
        effect.kind = Kind::History;
        effect.sign = Some(sign);
    } else if let Some(rank) = &found.rank {
        effect.ranked.clone_from(&rank.of);
        if let Some(place) = &rank.place {
            effect.when = vec![place.clone()];
        }
        // 第2名按与第1名的比例得分: still a share.
        if effect.kind != Kind::Ratio {
            effect.of = Some(rank.words.clone());
            let grades = effect.kind == Kind::Grade;
            effect.kind = Kind::Rank;
            effect.sign = Some(sign).filter(|_| !grades);
        }
    }
    effect
}
