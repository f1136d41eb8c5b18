//! The end of a passage: rungs without a verb learn what they do, rungs that exclude one another share a number, and the status is told.
//!
//! Not here: rungs of deductions, which are tiers and the evaluator's affair. Start at [`settle`].

use std::borrow::Cow;
use std::collections::BTreeSet;

use chidu_grammar::clauses::is_rating;
use chidu_values::Number;

use super::column::Column;
use super::region::Found;
use super::{Draft, FAR, Fold, Rung, deeds, places, scales, targets};
use crate::forms::{Act, CapSaid, Piece, What};
use crate::reading::{Condition, Effect, Gap, GapKind, Kind, Op, Per, Sign, Status};

impl Fold<'_> {
    /// A number of points without a verb after its words.
    pub(super) fn rung(&mut self, at: usize, act: &Act, bracketed: bool) {
        if self.is_hour(at) {
            return;
        }
        if !bracketed && (self.named_behind(at, act, Rung::Bare) || self.points_first(at, act)) {
            return;
        }
        if bracketed && self.declares_points(at, act) {
            return;
        }
        if bracketed && self.restates_points(at, act) {
            return self.statement(at, &Act { kind: Kind::Points, ..act.clone() });
        }
        let of_contest = |mut found: Found| {
            self.named_before(&mut found, at);
            found
        };
        let found = match self.region(at, act).map(|found| of_contest(self.of_each(at, found))) {
            Ok(found)
                if !found.bare
                    || self.most_next(at, &found).is_some()
                    || self.shares_points(at, &found).is_some()
                    || self.context.column.is_some_and(|column| Column::of(column).is_some())
                    || found.per.is_some() && (self.is_used_up_next(at) || self.capped_next(at).is_some())
                    || found.per.as_ref().is_some_and(|per| self.is_taken_each_next(at, per)) =>
            {
                found
            }
            Ok(_) | Err(_) => return self.gap(at, GapKind::Unrecognized),
        };
        let said = || {
            self.capped_next(at)
                .or_else(|| self.rate(act, &found))
                .or_else(|| self.taken_by_rate(at, &found))
                .or_else(|| self.reached_before(at, &found))
                .or_else(|| self.most_next(at, &found))
                .or_else(|| self.shares_points(at, &found))
        };
        let introduced = self.introduced(at);
        let heading = self.heading().or(introduced).or_else(said).filter(|_| !bracketed);
        let kind = match heading {
            Some(_) => Rung::Not,
            None if bracketed => Rung::Bracketed,
            None => Rung::Bare,
        };
        let act = Act { kind: heading.unwrap_or(Kind::Award), ..act.clone() };
        let per = found.per.clone().or_else(|| introduced.and_then(|_| self.per_before(at)).filter(|_| !bracketed));
        self.push(at, &act, &Found { per, ..found }, kind);
    }

    /// 迟到一次扣2分。(10分): behind everything else, the item's own points once more.
    fn restates_points(&self, at: usize, act: &Act) -> bool {
        let nothing = |piece: &Piece| matches!(piece.what, What::Space | What::Comma | What::HardStop | What::SoftStop);
        let alone = self.pieces.get(self.start..at).unwrap_or_default().iter().all(nothing);
        let last = self.pieces.get(at + 1..).unwrap_or_default().iter().all(nothing);
        let own = self.points().is_some_and(|points| act.amounts.as_slice() == [points]);
        alone && last && own && act.per.is_none() && !self.drafts.is_empty()
    }

    /// 每次加分:学校2分,班级1分: what the heading counts, it counts of each.
    fn per_before(&self, at: usize) -> Option<Per> {
        let mut before = self.pieces.get(..at).unwrap_or_default().iter().rev().filter(|piece| !matches!(piece.what, What::Space));
        before.by_ref().take(MANY).find(|piece| matches!(piece.what, What::Intro))?;
        if !matches!(before.next()?.what, What::Count(_)) {
            return None;
        }
        let last = self.drafts.last().filter(|last| last.effect.sentence == self.sentence)?;
        last.effect.per.clone()
    }

    /// 每项1分,扣完为止: what follows gives bare points their verb.
    fn is_used_up_next(&self, at: usize) -> bool {
        let mut after = self.pieces.iter().skip(at + 1).filter(|piece| !matches!(piece.what, What::Comma | What::Space | What::Open));
        after.next().is_some_and(|piece| matches!(&piece.what, What::Cap(CapSaid { points: None, .. })))
    }

    /// 每次1分,最多加10分: the cap right behind says what they do.
    fn capped_next(&self, at: usize) -> Option<Kind> {
        let mut after = self.pieces.iter().skip(at + 1).filter(|piece| !matches!(piece.what, What::Comma | What::Space | What::Open));
        let What::Cap(CapSaid { points: Some(_), sign: Some(sign), .. }) = &after.next()?.what else { return None };
        match sign {
            Sign::Deduct => Some(Kind::Deduct),
            Sign::Add => Some(Kind::Add),
            Sign::Award => Some(Kind::Award),
            Sign::Veto => None,
        }
    }

    /// 1个证书2分,最高6分: the cap behind it says that each of them counts.
    fn of_each(&self, at: usize, mut found: Found) -> Found {
        let [case] = found.cases.as_slice() else { return found };
        let [Condition::Compare { measure, op: Op::Is, value, unit }] = case.as_slice() else { return found };
        if *value != Number::ONE || found.per.is_some() || unit.is_empty() {
            return found;
        }
        let per = Per { step: Number::ONE, unit: unit.clone(), down: false };
        let cases = vec![vec![Condition::Label(measure.clone())]];
        let each = Found { per: Some(per), cases, ..found.clone() };
        if self.most_next(at, &each).is_some() {
            found = each;
        }
        found
    }

    /// 1个证书2分,最高6分: of what is no fault, so much for each up to a highest is what it gives.
    fn most_next(&self, at: usize, found: &Found) -> Option<Kind> {
        const EARNED: [&str; 18] =
            ["个", "篇", "项", "件", "本", "部", "门", "份", "场", "期", "名", "学期", "学年", "年", "课时", "学时", "小时", "生"];
        let per = found.per.as_ref()?;
        let mut after = self.pieces.iter().skip(at + 1).filter(|piece| !matches!(piece.what, What::Comma | What::Space | What::Open));
        let next = after.next()?;
        let What::Cap(CapSaid { points: Some(_), sign: None, .. }) = &next.what else { return None };
        let most = self.folded.text.get(next.at.clone()).is_some_and(|text| text.contains("最高") || text.contains("封顶"));
        let named = |condition: &Condition| match condition {
            Condition::Label(words) => {
                let words = chidu_syntax::fold_str(words);
                !words.is_empty() && !deeds::is_fault(&words) && !words.contains(['少', '差', '多', '超'])
            }
            _ => false,
        };
        let item = self.context.item.is_some_and(|item| deeds::is_fault(&chidu_syntax::fold_str(item)));
        let counted = !found.bare || EARNED.contains(&per.unit.as_str());
        (most && !item && counted && found.cases.iter().flatten().all(named)).then_some(Kind::Award)
    }

    /// 额外加分:校级1分、市级3分: what a heading within the sentence says.
    fn introduced(&self, at: usize) -> Option<Kind> {
        let before = self.pieces.get(..at).unwrap_or_default().iter().rev().take(MANY);
        let mut sentence = before.take_while(|piece| !matches!(piece.what, What::HardStop | What::SoftStop | What::Close));
        let intro = sentence.find(|piece| matches!(piece.what, What::Intro))?;
        let words = self.folded.text.get(intro.at.clone()).unwrap_or("");
        match (words.contains('扣'), words.contains("加分")) {
            (true, false) => Some(Kind::Deduct),
            (false, true) => Some(Kind::Add),
            _ => None,
        }
    }

    /// 符合标准:10分, 任满一学期:2分: behind a colon, what is reached is awarded.
    fn reached_before(&self, at: usize, found: &Found) -> Option<Kind> {
        let before = self.pieces.get(self.start..at).unwrap_or_default();
        let first = self.drafts.last().is_none_or(|last| last.effect.sentence != self.sentence);
        let who = |piece: &Piece| first && matches!(piece.what, What::Text) && self.text(piece).ends_with('者');
        let ends = |piece: &Piece| matches!(piece.what, What::Colon) || who(piece);
        let colon = before.iter().rfind(|piece| !matches!(piece.what, What::Space)).is_some_and(ends);
        let [case] = found.cases.as_slice() else { return None };
        let said = |condition: &Condition| match condition {
            Condition::Label(words) => deeds::is_reached(&chidu_syntax::fold_str(words)),
            Condition::Compare { measure, op: Op::AtLeast | Op::Above, .. } => !deeds::is_fault(&chidu_syntax::fold_str(measure)),
            _ => false,
        };
        (colon && !case.is_empty() && case.iter().all(said)).then_some(Kind::Award)
    }

    /// 每项1分,缺一项扣1分: what is lost for each of what has points says that these are its points.
    fn is_taken_each_next(&self, at: usize, per: &Per) -> bool {
        let after = self.pieces.get(at + 1..).unwrap_or_default();
        let after = after.get(..FAR).unwrap_or(after);
        let counted = after.iter().position(|piece| matches!(&piece.what, What::Count(count) if count.unit == per.unit));
        let rest = counted.and_then(|at| after.get(at..)).unwrap_or_default();
        rest.iter().any(|piece| matches!(&piece.what, What::Act(act) if act.kind == Kind::Deduct))
    }

    /// What points for each do that stand without a verb: 每篇10点, 15分/篇 of what is earned; else as in a column of the entry's points.
    pub(super) fn rate(&self, act: &Act, found: &Found) -> Option<Kind> {
        let amount = act.amounts.first()?;
        found.per.as_ref()?;
        let labels = found.cases.iter().flatten().map(|condition| match condition {
            Condition::Label(words) | Condition::Compare { measure: words, .. } => chidu_syntax::fold_str(words),
            _ => Cow::default(),
        });
        let labels: Vec<Cow<str>> = labels.collect();
        let fault = labels.iter().any(|label| deeds::is_fault(label));
        let before = self.drafts.last().filter(|last| last.effect.sentence == self.sentence && last.effect.per.is_some());
        // 优秀每次加2分,称职每次1分: as the one before.
        if !fault && before.is_some_and(|last| last.effect.kind == Kind::Add && last.rung == Rung::Not && last.effect.cap.is_none()) {
            return Some(Kind::Add);
        }
        let behind = |label: &str| label.rsplit([':', '：']).next().is_some_and(deeds::is_deed);
        if !fault && labels.iter().any(|label| deeds::is_deed(label) || behind(label) || is_rating(label)) {
            return Some(Kind::Award);
        }
        let before = before.or_else(|| self.all_alike(act));
        // 国家级3分/篇,省级2分/篇: as the one before.
        let same = before.map(|last| last.effect.kind).filter(|kind| matches!(kind, Kind::Award | Kind::Add | Kind::Deduct));
        let column = || act.per.as_ref().and_then(|_| self.column(amount));
        // 旷课1分/学时: nobody earns by it.
        let deed = labels.iter().any(|label| deeds::is_deed(label));
        if fault && deed {
            return None;
        }
        // 书写错误每处1分: what is wrong, and each of it.
        let defects = !labels.is_empty() && labels.iter().all(|label| deeds::is_defect(label));
        let wrong = fault && act.per.is_some() || defects;
        if fault {
            column().or(Some(Kind::Deduct).filter(|_| wrong))
        } else {
            let unit = found.per.as_ref().map(|per| per.unit.as_str());
            let work = unit.filter(|unit| WORK.contains(unit)).filter(|_| !labels.iter().all(|label| label.is_empty()));
            same.or_else(|| column().filter(|_| labels.iter().all(|label| label.is_empty()))).or(work.map(|_| Kind::Award))
        }
    }

    /// 核心期刊8分/篇;普通期刊3分/篇: the effect before a stop, where all before it are of one kind, and the last is for each of something too.
    fn all_alike(&self, act: &Act) -> Option<&Draft> {
        let last = self.drafts.last().filter(|last| last.effect.per.is_some() && last.effect.sentence + 1 == self.sentence)?;
        let alike = self.drafts.len() <= FAR && self.drafts.iter().all(|draft| draft.effect.kind == last.effect.kind);
        (act.per.is_some() && alike).then_some(last)
    }

    /// 早上8点 is an hour, where 8点 after anything else are points. Only what stands near it is looked at.
    pub(super) fn is_hour(&self, at: usize) -> bool {
        let text = |piece: &Piece| self.folded.text.get(piece.at.clone()).unwrap_or("");
        let number = self.pieces.get(at).and_then(|piece| text(piece).split_once('点')).map(|(before, _)| before.trim());
        let hour =
            number.is_some_and(|number| number.trim_start_matches(|c: char| !c.is_ascii_digit()).parse().is_ok_and(|hour: u32| hour <= 24));
        let region = self.pieces.get(self.start..at).unwrap_or_default();
        hour && region.iter().rev().take(6).any(|piece| TIMES.iter().any(|word| text(piece).contains(word)))
    }
}

/// What one does, or makes, and nobody does wrong: 12分/学期, 15分/篇.
const WORK: &[&str] = &["课时", "学时", "学期", "学年", "篇", "部", "本", "册", "生"];

/// How far back the heading of a list is looked for.
const MANY: usize = 60;

const TIMES: &[&str] = &["早", "上午", "中午", "下午", "晚", "凌晨", "时间", "上班", "下班", "每天", "每日", "营业", "到岗"];

impl Fold<'_> {
    /// What bare points do where the entry's name or its points column says so: 扣分项, 加分.
    pub(super) fn heading(&self) -> Option<Kind> {
        if let Some(column) = self.context.column.and_then(Column::of) {
            return Some(column.kind);
        }
        let said = [self.context.item, self.context.points].into_iter().flatten();
        said.filter_map(|text| {
            let text = chidu_syntax::fold_str(text);
            // 奖励纪录, of 4 points, is an item like any other.
            let (deducts, adds) = (text.contains(['扣', '减']), text.contains("加分") || text.contains('奖') && self.points().is_none());
            match (deducts, adds) {
                (true, false) => Some(Kind::Deduct),
                (false, true) => Some(Kind::Add),
                _ => None,
            }
        })
        .next()
    }
}

/// Settles the rungs and numbers the ladders of a passage.
pub(super) fn settle(drafts: &mut Vec<Draft>, gaps: &mut Vec<Gap>, source: &str, (item, points): (Option<&str>, Option<&Number>)) {
    targets::settle(drafts, source);
    parts_by_share(drafts, points);
    beside_opposites(drafts);
    follow(drafts, source);
    lead(drafts, source);
    prizes(drafts);
    beside_awards(drafts);
    scales::tell_apart(drafts);
    scales::settle(drafts, item, points);
    scales::down_to_nothing(drafts, points);
    rungs(drafts, gaps, points);
    number(drafts);
}

/// 证件办理计10分,按完成比例计分: so much is there, of which the share is scored.
fn parts_by_share(drafts: &mut [Draft], points: Option<&Number>) {
    for index in 1..drafts.len() {
        let Some([whole, share]) = drafts.get_mut(index - 1..=index) else { continue };
        let bare = whole.effect.when == share.effect.when && matches!(whole.effect.when.as_slice(), [Condition::Label(_)]);
        let given = whole.effect.kind == Kind::Award && whole.effect.per.is_none() && whole.rung == Rung::Not;
        let all = points.is_none() || whole.effect.amount.as_ref() == points;
        let here = whole.effect.sentence == share.effect.sentence && share.effect.kind == Kind::Ratio;
        if bare && given && here && all {
            become_points(whole, Rung::Not);
            share.effect.when.clear();
        }
    }
}

/// 市级加3分,省级5分: a rung after an effect with a verb does the same; after a weight it declares points.
fn follow(drafts: &mut [Draft], source: &str) {
    let mut before: Option<Draft> = None;
    for draft in drafts {
        // 满分100分,其中师德10分.
        let of_which = |draft: &Draft| draft.effect.clause.of(source).contains("其中");
        let plain =
            |last: &&Draft| last.effect.cap.is_none() && (last.effect.sentence == draft.effect.sentence || is_next_list(last, draft));
        let last = before.as_ref().filter(plain).map(|last| (last.effect.kind, last.rung));
        match last {
            Some((kind @ (Kind::Deduct | Kind::Add | Kind::Award), Rung::Not))
                if draft.rung == Rung::Bare && draft.effect.kind != Kind::History && goes_on(draft, before.as_ref()) =>
            {
                draft.effect.kind = kind;
                draft.rung = Rung::Not;
                // 通报一次扣2分,市级5分: as often as the first.
                draft.effect.per = draft.effect.per.take().or_else(|| before.as_ref().and_then(|last| last.effect.per.clone()));
            }
            Some((Kind::Rank, Rung::Not)) if draft.rung == Rung::Bare && draft.effect.kind == Kind::Rank => {
                draft.effect.sign = before.as_ref().and_then(|last| last.effect.sign);
                draft.rung = Rung::Not;
            }
            Some((Kind::Points, Rung::Not)) if draft.rung == Rung::Bare && of_which(draft) => become_points(draft, Rung::Listed),
            Some((Kind::Weight, _) | (Kind::Points, Rung::Listed)) if draft.rung == Rung::Bare => become_points(draft, Rung::Listed),
            _ => {}
        }
        before = Some(draft.clone());
    }
}

/// 迟到一次扣1分,早退一次1分: as the one before, or each of the same.
fn goes_on(here: &Draft, before: Option<&Draft>) -> bool {
    let unit = |draft: &Draft| draft.effect.per.as_ref().map(|per| per.unit.clone());
    here.effect.per.is_none() || before.is_some_and(|before| unit(before) == unit(here))
}

/// 校级一等奖加3分,二等奖加2分;市级一等奖5分: prizes of another level, in a sentence of their own.
fn is_next_list(last: &Draft, here: &Draft) -> bool {
    let won =
        |draft: &Draft| matches!(draft.effect.when.as_slice(), [Condition::Label(label)] if places::is_won(&chidu_syntax::fold_str(label)));
    last.effect.sentence + 1 == here.effect.sentence && won(last) && won(here)
}

/// 省级5分、市级3分、县级2分扣除: the verb at the end of a list is of all of it.
fn lead(drafts: &mut [Draft], source: &str) {
    let (mut verb, mut led) = (None, false);
    for draft in drafts.iter_mut().rev() {
        if let (Some(kind), Rung::Bare) = (verb, draft.rung) {
            (draft.effect.kind, draft.rung) = (kind, Rung::Not);
            led = true;
        }
        let listed = draft.effect.clause.of(source).starts_with('、') && draft.rung == Rung::Not;
        verb = Some(draft.effect.kind).filter(|kind| listed && matches!(kind, Kind::Deduct | Kind::Add));
    }
    // 每次按省级5分、市级3分扣分: so is the count at its head.
    let mut per = None;
    for draft in drafts.iter_mut().filter(|_| led) {
        let listed = draft.effect.clause.of(source).starts_with('、');
        if listed && draft.effect.per.is_none() {
            draft.effect.per.clone_from(&per);
        }
        per.clone_from(&draft.effect.per);
    }
}

/// 特等奖10分,一等奖8分; 全国前三名5分,四至八名3分: prizes and places of contests side by side are each awarded; they are no parts of anything.
fn prizes(drafts: &mut [Draft]) {
    let open: Vec<&Draft> = drafts.iter().filter(|draft| draft.rung == Rung::Bare).collect();
    let prize = |draft: &&Draft| match draft.effect.when.as_slice() {
        [Condition::Label(label)] => {
            let label = chidu_syntax::fold_str(label);
            places::is_won(&label) || places::is_placed(&label)
        }
        _ => false,
    };
    if open.len() < 2 || !open.iter().all(prize) {
        return;
    }
    drafts.iter_mut().filter(|draft| draft.rung == Rung::Bare).for_each(|draft| draft.rung = Rung::Not);
}

/// 98%以上20分,95%以上得15分: bare points under a bound, beside others of the same measure that are awarded.
fn beside_awards(drafts: &mut [Draft]) {
    let bounded = |draft: &Draft| is_compared(&draft.effect) && draft.effect.per.is_none();
    let given =
        |draft: &Draft| bounded(draft) && !draft.rung.is_open() && matches!(draft.effect.kind, Kind::Award | Kind::Full | Kind::Zero);
    for index in (0..drafts.len()).chain((0..drafts.len()).rev()) {
        let beside = [index.checked_sub(1), Some(index + 1)].into_iter().flatten().filter_map(|at| drafts.get(at));
        let Some(here) = drafts.get(index) else { return };
        let one = |other: &Draft| {
            other.effect.sentence == here.effect.sentence && given(other) && (is_of_one(here, other) || is_of_one(other, here))
        };
        let open = here.rung == Rung::Bare && bounded(here) && here.effect.kind == Kind::Award;
        let awarded = open && beside.into_iter().any(one);
        if let (true, Some(here)) = (awarded, drafts.get_mut(index)) {
            here.rung = Rung::Not;
        }
    }
}

/// 符合2分,不符合0分; 符合2分,每处不符合扣1分: what one gets where its opposite costs.
fn beside_opposites(drafts: &mut [Draft]) {
    for index in 1..drafts.len() {
        let Some([here, next]) = drafts.get_mut(index - 1..=index) else { continue };
        let ([Condition::Label(label)], [Condition::Label(other)]) = (here.effect.when.as_slice(), next.effect.when.as_slice()) else {
            continue;
        };
        let costs = matches!(next.effect.kind, Kind::Zero | Kind::Deduct) && next.effect.sentence == here.effect.sentence;
        let open = here.rung == Rung::Bare && here.effect.kind == Kind::Award && here.effect.per.is_none();
        if costs && open && is_opposite(&chidu_syntax::fold_str(label), &chidu_syntax::fold_str(other)) {
            here.rung = Rung::Not;
        }
    }
}

/// 符合, 不符合.
fn is_opposite(label: &str, other: &str) -> bool {
    let opposite = ["不", "未", "没有", "无"].iter().any(|no| other.replacen(no, "", 1) == label);
    opposite && other != label || matches!((label, other), ("有", "无" | "没有") | ("是", "否"))
}

/// Several rungs with amounts of their own are a ladder; a single bracketed one declares points; else nothing says what they do.
fn rungs(drafts: &mut Vec<Draft>, gaps: &mut Vec<Gap>, points: Option<&Number>) {
    let amounts: Vec<&Number> =
        drafts.iter().filter(|draft| draft.rung.is_open()).filter_map(|draft| draft.effect.amount.as_ref()).collect();
    let distinct = amounts.iter().copied().collect::<BTreeSet<&Number>>().len() == amounts.len();
    // 优秀5分,一般3-4分: a step of the scale whose other steps are ranges.
    let ranged = drafts.iter().any(|draft| draft.effect.kind == Kind::Award && draft.effect.range.is_some() && is_ranked(&draft.effect));
    let step = |draft: &Draft| ranged && draft.effect.per.is_none() && is_ranked(&draft.effect);
    // 内容5分,形式3分 may as well be parts: a scale, bounds, or the highest rung being all that there is to score makes it a ladder.
    let highest = points.is_some() && amounts.iter().copied().max() == points;
    let ranked = drafts.iter().filter(|draft| draft.rung.is_open()).all(|draft| is_ranked(&draft.effect));
    let several = amounts.len() > 1;
    let is_ladder = several && distinct && (highest || ranked);
    // 完成80%以上(5分) is what one gets; beside deductions, 达92%(12分) is what there is.
    let deducts = drafts.iter().any(|draft| draft.effect.kind == Kind::Deduct);
    let all = are_parts(drafts, points);
    for draft in drafts.iter_mut().filter(|draft| draft.rung.is_open()) {
        if is_ladder {
            draft.effect.ladder = Some(1);
        } else if draft.rung == Rung::Bare && (all || is_deed(&draft.effect, points) || is_attained(&draft.effect) || step(draft)) {
            draft.rung = Rung::Not;
        } else if draft.rung == Rung::Bare && draft.effect.per.is_some() && draft.effect.when.is_empty() && deducts {
            become_points(draft, Rung::Not);
        } else if draft.rung == Rung::Bracketed && !several && !deducts && (is_compared(&draft.effect) || is_rated(&draft.effect)) {
            draft.rung = Rung::Not;
        } else if draft.rung == Rung::Bracketed && !several {
            become_points(draft, Rung::Not);
        } else {
            gaps.push(Gap { span: draft.effect.clause, kind: GapKind::Unrecognized });
        }
    }
    drafts.retain(|draft| draft.rung != Rung::Bare || draft.effect.ladder.is_some());
}

/// 优秀(10分): one step of a scale.
fn is_rated(effect: &Effect) -> bool {
    matches!(effect.when.as_slice(), [Condition::Label(label)] if is_rating(&chidu_syntax::fold_str(label)))
}

fn is_compared(effect: &Effect) -> bool {
    effect.when.iter().any(|condition| !matches!(condition, Condition::Label(_)))
}

/// 签订责任书,1分;落实到人,2分 under an entry of 3 points: parts that make up all of it are what each of them is worth.
fn are_parts(drafts: &[Draft], points: Option<&Number>) -> bool {
    let part = |draft: &Draft| {
        let named = matches!(draft.effect.when.as_slice(), [Condition::Label(words)] if !deeds::is_fault(&chidu_syntax::fold_str(words)));
        draft.rung == Rung::Bare && draft.effect.per.is_none() && named
    };
    let sum = drafts.iter().filter_map(|draft| draft.effect.amount.as_ref()).fold(Number::ZERO, |sum, amount| &sum + amount);
    // 内容,2分 names a part that may be done by half.
    let done = drafts.iter().any(|draft| is_deed(&draft.effect, points));
    done && drafts.iter().all(part) && points.is_some_and(|points| *points == sum)
}

/// 签订责任书,1分: something that was done is worth its points, no more than there are.
fn is_deed(effect: &Effect, points: Option<&Number>) -> bool {
    let [Condition::Label(words)] = effect.when.as_slice() else { return false };
    let words = chidu_syntax::fold_str(words);
    let within = points.zip(effect.amount.as_ref()).is_none_or(|(points, amount)| amount <= points);
    within && effect.per.is_none() && deeds::is_done(&words)
}

/// 单一领域五学期平均及格,3分.
fn is_attained(effect: &Effect) -> bool {
    let [Condition::Label(words)] = effect.when.as_slice() else { return false };
    effect.per.is_none() && deeds::is_attained(&chidu_syntax::fold_str(words))
}

/// On a scale, or within bounds.
fn is_ranked(effect: &Effect) -> bool {
    effect.when.iter().all(|condition| match condition {
        Condition::Label(label) => ["其余", "其他", "其它"].contains(&label.as_str()) || is_rating(&chidu_syntax::fold_str(label)),
        _ => true,
    })
}

fn become_points(draft: &mut Draft, rung: Rung) {
    let words = draft.effect.when.drain(..).find_map(|condition| if let Condition::Label(label) = condition { Some(label) } else { None });
    draft.effect.of = words;
    draft.effect.kind = Kind::Points;
    draft.rung = rung;
}

/// Awards, full marks and zeros that stand beside one another under comparisons exclude one another, with 其余 and 否则 as the last rung.
fn number(drafts: &mut [Draft]) {
    let averaged = drafts.iter().any(|draft| draft.effect.kind == Kind::Average);
    let mut ladder = drafts.iter().filter_map(|draft| draft.effect.ladder).max().unwrap_or(0);
    let mut run: Vec<usize> = Vec::new();
    for index in 0..=drafts.len() {
        let rung = drafts.get(index).filter(|draft| is_rung(&draft.effect, averaged)).is_some();
        let of_one = run.last().and_then(|last| drafts.get(*last)).zip(drafts.get(index)).is_none_or(|(last, here)| is_of_one(last, here));
        if rung && of_one {
            run.push(index);
            continue;
        }
        let awards =
            run.iter().filter_map(|&at| drafts.get(at)).filter(|draft| matches!(draft.effect.kind, Kind::Award | Kind::Full)).count();
        if run.len() > 1 && awards > 0 {
            ladder += 1;
            for at in run.drain(..) {
                if let Some(draft) = drafts.get_mut(at) {
                    draft.effect.ladder = Some(ladder);
                }
            }
        }
        run.clear();
        if rung {
            run.push(index);
        }
    }
}

/// 有1座以上中转站…,有1座以上压缩站…: two measures make no ladder. A later rung may name less of its measure, or nothing.
fn is_of_one(last: &Draft, here: &Draft) -> bool {
    fn measure(draft: &Draft) -> Cow<'_, str> {
        match draft.effect.when.first() {
            Some(Condition::Compare { measure, .. } | Condition::Within { measure, .. }) => chidu_syntax::fold_str(measure),
            _ => Cow::default(),
        }
    }
    // 中转站1座以上…,压缩式中转站1座以上: no rungs of one measure stand at one height.
    let bound = |draft: &Draft| match draft.effect.when.first() {
        Some(Condition::Compare { op, value, unit, .. }) => Some((*op, value.clone(), unit.clone())),
        _ => None,
    };
    let level = measure(last) != measure(here) && bound(last).is_some() && bound(last) == bound(here);
    let (last, here) = (measure(last), measure(here));
    let shared = |a: &str, b: &str| a.ends_with(b) || a.starts_with(b);
    let alike = crate::versus::versus(&here).is_some() || shared(&last, &here) || shared(&here, &last);
    last.is_empty() || here.is_empty() || alike && !level
}

fn is_rung(effect: &Effect, averaged: bool) -> bool {
    let scores = matches!(effect.kind, Kind::Award | Kind::Full | Kind::Zero) && effect.per.is_none() && effect.range.is_none();
    let excludes = match effect.when.first() {
        Some(Condition::Compare { .. } | Condition::Within { .. }) => true,
        Some(Condition::Label(label)) => {
            averaged || ["其余", "否则", "其他", "其它"].contains(&label.as_str()) || is_rating(&chidu_syntax::fold_str(label))
        }
        _ => false,
    };
    scores && excludes && effect.ladder.is_none()
}

/// The worst of what was found.
pub(super) fn status(drafts: &[Draft], gaps: &[Gap]) -> Status {
    let of_gap = |gap: &Gap| if gap.kind == GapKind::External { Status::External } else { Status::Unrecognized };
    let of_draft = |draft: &Draft| if draft.assessor { Status::Assessor } else { Status::Understood };
    let all = gaps.iter().map(of_gap).chain(drafts.iter().map(of_draft));
    all.max().unwrap_or(Status::Prose)
}
#[cfg(test)]
mod tests {
    #[test]
    fn all_five_answers_of_a_survey_are_rungs() {
        let text = "很满意得20分,基本满意得16分,一般得12分,不太满意得8分,很不满意得4分";
        let effects = crate::read::read(text, &crate::read::Context::default()).effects;
        let ladders: Vec<Option<u32>> = effects.iter().map(|effect| effect.ladder).collect();
        assert_eq!(ladders, [Some(1); 5]);
    }
}
