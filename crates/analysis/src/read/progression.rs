//! Rungs of counts: 一次扣1分,两次扣3分 are tiers of one count, and 以此类推 goes on with them where their step is clear.
//!
//! The step is clear where the amounts grow with the counts (1次1分, 2次2分), or where three rungs or more grow by the same
//! amount each (1分, 3分, 5分). Not here: 第二次, which is for one occurrence (`region`), and points that fall (`descent`). Start at [`tallies`] and [`Fold::onward`].

use std::collections::BTreeSet;

use chidu_diagnostics::Span;
use chidu_values::{Number, Unit};

use super::{Draft, Fold, Tally, deeds, descent};
use crate::reading::{Condition, Effect, Gap, GapKind, Kind, Op, Partial, Per};

/// One rung: for how many, over how many numbers, of what, and what it costs.
struct Step {
    from: Number,
    width: Number,
    unit: String,
    label: String,
    amount: Number,
}

/// How rungs go on.
enum Onward {
    /// So much for each so many.
    Each { step: Number, partial: Option<Partial> },
    /// So much for the first, and so much more for each beyond it.
    More(Number),
}

impl Fold<'_> {
    /// 以此类推, of the rungs right before it.
    pub(super) fn onward(&mut self, at: usize) {
        if self.is_each() {
            self.start = at + 1;
            return;
        }
        if let Some(rungs) = descent::further(&self.drafts, self.sentence) {
            self.drafts.extend(rungs);
            self.start = at + 1;
            return;
        }
        let first = self.first_rung();
        let steps: Vec<Step> = self.drafts.iter().skip(first).filter_map(step).collect();
        let Some(draft) = self.drafts.get(first).cloned() else { return self.gap(at, GapKind::Progression) };
        let clause = draft.effect.clause.to(self.span_to(at));
        self.drafts.truncate(first);
        let Some(onward) = going_on(&steps) else {
            self.gaps.push(Gap { span: clause, kind: GapKind::Progression });
            self.start = at + 1;
            return;
        };
        let effect = Effect { clause, ..draft.effect };
        self.drafts.extend(replaced(effect, &steps, onward).into_iter().map(Draft::said));
        self.start = at + 1;
    }

    /// 每次扣1分,以此类推: of what is counted each time, it says no more.
    fn is_each(&self) -> bool {
        let mut own = self.drafts.iter().filter(|draft| draft.effect.sentence == self.sentence);
        let (Some(only), None) = (own.next(), own.next()) else { return false };
        let labelled = matches!(only.effect.when.as_slice(), [] | [Condition::Label(_)]);
        // 每超过1天扣1分: a step goes on by itself.
        let stepped = matches!(only.effect.when.as_slice(), [Condition::Compare { .. }])
            && only.effect.per.as_ref().is_some_and(|per| Unit::of(&per.unit).is_measured());
        if stepped && only.effect.amount.is_some() {
            return true;
        }
        only.each && labelled && only.tally == Tally::Not && only.effect.per.is_some() && only.effect.amount.is_some()
    }

    /// Where the rungs begin that end with the last effect.
    fn first_rung(&self) -> usize {
        let Some(kind) = self.drafts.last().map(|draft| draft.effect.kind) else { return 0 };
        let rungs = self.drafts.iter().rev().take_while(|draft| draft.effect.kind == kind && step(draft).is_some()).count();
        self.drafts.len() - rungs
    }
}

/// What a draft says as a rung: 一次扣1分, 两次扣3分, 1-2人扣0.5分.
fn step(draft: &Draft) -> Option<Step> {
    let effect = &draft.effect;
    let plain = matches!(effect.kind, Kind::Deduct | Kind::Add | Kind::Award)
        && effect.target.is_none()
        && effect.cap.is_none()
        && !effect.additional;
    let amount = effect.amount.clone().filter(|_| plain)?;
    let one = Number::ONE;
    match (draft.tally, effect.when.as_slice(), &effect.per) {
        (Tally::One, when @ ([] | [Condition::Label(_)]), Some(per)) => {
            Some(Step { from: one.clone(), width: one, unit: per.unit.clone(), label: named(when), amount })
        }
        (Tally::Several, [Condition::Compare { measure, value, unit, .. }], None) => {
            Some(Step { from: value.clone(), width: one, unit: unit.clone(), label: measure.clone(), amount })
        }
        // 10%(含)至20%: what is measured has no last number before the next.
        (_, [Condition::Within { measure, low: Some(low), low_in: true, high: Some(high), high_in: false, unit }], None) => {
            let width = high - low;
            Some(Step { from: low.clone(), width, unit: unit.clone(), label: measure.clone(), amount })
        }
        (_, [Condition::Within { measure, low: Some(low), low_in: true, high: Some(high), high_in: true, unit }], None) => {
            let width = &(high - low) + &one;
            Some(Step { from: low.clone(), width, unit: unit.clone(), label: measure.clone(), amount })
        }
        _ => None,
    }
}

fn named(when: &[Condition]) -> String {
    when.iter().find_map(|condition| if let Condition::Label(label) = condition { Some(label.clone()) } else { None }).unwrap_or_default()
}

/// The one way in which rungs can go on; `None` where there is none, or more than one.
fn going_on(steps: &[Step]) -> Option<Onward> {
    let (first, second) = (steps.first()?, steps.get(1)?);
    let (apart, more) = (&second.from - &first.from, &second.amount - &first.amount);
    let even = steps.windows(2).all(|pair| match pair {
        [a, b] => {
            &b.from - &a.from == apart && &b.amount - &a.amount == more && b.width == a.width && b.unit == a.unit && follows(first, b)
        }
        _ => false,
    });
    if !even || !apart.is_positive() || !more.is_positive() {
        return None;
    }
    // 10%(含)至20%加1分,20%(含)至30%加2分: a point for every whole ten.
    if Unit::of(&first.unit).is_measured() {
        let steps = first.width == apart && first.from == apart && first.amount == more;
        return steps.then_some(Onward::Each { step: apart, partial: None });
    }
    let wide = first.width > Number::ONE;
    let begins = if wide { first.width == apart && first.from == Number::ONE } else { first.from == apart };
    if begins && first.amount == more {
        return Some(Onward::Each { step: apart, partial: wide.then_some(Partial::Up) });
    }
    let singly = !wide && apart == Number::ONE && first.from == Number::ONE;
    (singly && steps.len() > 2).then_some(Onward::More(more))
}

/// A later rung names the finding of the first, or nothing.
fn follows(first: &Step, later: &Step) -> bool {
    // 缺一次会议, 缺两次: as much of its name as is needed.
    later.label.is_empty() || matches!(later.label.as_str(), "发现" | "发生" | "出现") || first.label.starts_with(&later.label)
}

fn replaced(first: Effect, steps: &[Step], onward: Onward) -> Vec<Effect> {
    let Some(Step { label, unit, .. }) = steps.first() else { return Vec::new() };
    let found = if label.is_empty() { Vec::new() } else { vec![Condition::Label(label.clone())] };
    let per = |step: Number| Some(Per { step, unit: unit.clone(), down: false });
    match onward {
        Onward::Each { step, partial } if Unit::of(unit).is_measured() => {
            let when = vec![compare(label, Op::Above, Number::ZERO, unit)];
            vec![Effect { when, per: per(step), partial, ..first }]
        }
        Onward::Each { step, partial } => vec![Effect { when: found, per: per(step), partial, ..first }],
        Onward::More(more) => {
            let beyond = vec![compare(label, Op::Above, Number::ONE, unit)];
            let once = Effect { when: vec![compare(label, Op::AtLeast, Number::ONE, unit)], per: None, ..first.clone() };
            vec![once, Effect { amount: Some(more), when: beyond, per: per(Number::ONE), additional: true, ..first }]
        }
    }
}

fn compare(measure: &str, op: Op, value: Number, unit: &str) -> Condition {
    Condition::Compare { measure: measure.to_owned(), op, value, unit: unit.to_owned() }
}

/// 组织2次得2分,1次得1分: counts beside one another that award are rungs; one of several alone may be a bound or the only number that counts.
pub(super) fn awards(drafts: &mut Vec<Draft>, gaps: &mut Vec<Gap>) {
    let mut from = 0;
    while from < drafts.len() {
        let until = from + together(drafts.get(from..).unwrap_or_default());
        if let Some(run) = drafts.get_mut(from..until) {
            settle_awards(run, gaps);
        }
        from = until;
    }
    let unread = |draft: &Draft| draft.tally == Tally::Several && draft.effect.kind == Kind::Award;
    drafts.retain(|draft| !unread(draft));
}

/// How many drafts from the first on are awards for numbers of one thing; at least one.
fn together(drafts: &[Draft]) -> usize {
    let Some((first, sentence)) = drafts.first().and_then(|first| Some((counted(first)?, first.effect.sentence))) else { return 1 };
    let fits = |draft: &&Draft| {
        let same = counted(draft).is_some_and(|(unit, of)| unit == first.0 && (of.is_empty() || of == first.1));
        // 符合三项得3分;符合两项得2分: named again, a sentence may stop between them.
        let named = counted(draft).is_some_and(|(_, of)| !of.is_empty());
        same && (named || draft.effect.sentence == sentence)
    };
    drafts.iter().take_while(fits).count().max(1)
}

/// The unit and the thing for a number of which an award is.
fn counted(draft: &Draft) -> Option<(&str, &str)> {
    let effect = Some(&draft.effect).filter(|effect| effect.kind == Kind::Award && effect.range.is_none() && effect.cap.is_none())?;
    match (draft.tally, effect.when.as_slice(), &effect.per) {
        (Tally::One, [], Some(per)) => Some((&per.unit, "")),
        (Tally::One, [Condition::Label(label)], Some(per)) => Some((&per.unit, label)),
        (_, [Condition::Compare { measure, unit, op: Op::AtLeast | Op::Above | Op::Is, .. }], None) => Some((unit, measure)),
        _ => None,
    }
}

fn settle_awards(run: &mut [Draft], gaps: &mut Vec<Gap>) {
    let rungs = run.iter().any(|draft| draft.effect.per.is_none());
    let Some(label) = run.first().and_then(counted).map(|(_, label)| label.to_owned()).filter(|_| rungs) else { return };
    let alone = run.len() == 1;
    // 1天得3分,2天得2分: up to so many days. 缺1项得3分,缺2项得1分: from so many on, as faults are.
    let falls = falls(run) && !deeds::is_fault(&chidu_syntax::fold_str(&label));
    let timed = run.iter().filter_map(step).all(|rung| Unit::of(&rung.unit).is_measured());
    let op = if falls { Op::AtMost } else { Op::AtLeast };
    for draft in run {
        let Some(rung) = step(draft).filter(|_| draft.tally != Tally::Not) else { continue };
        if alone || falls && !timed {
            gaps.push(Gap { span: draft.effect.clause, kind: GapKind::Unrecognized });
            continue;
        }
        draft.effect.when = vec![compare(&label, op, rung.from, &rung.unit)];
        draft.effect.per = None;
        draft.tally = Tally::Not;
    }
}

/// True where the points fall as the numbers rise.
fn falls(run: &[Draft]) -> bool {
    let steps: Vec<Step> = run.iter().filter_map(step).collect();
    let opposite = |pair: &[Step]| matches!(pair, [a, b] if a.from != b.from && (a.from < b.from) == (a.amount > b.amount));
    steps.len() > 1 && steps.windows(2).all(opposite)
}

/// A count of several is a tier where a rung of fewer stands before it, which is then a tier too; else it is not known what it says.
pub(super) fn tallies(drafts: &mut Vec<Draft>, gaps: &mut Vec<Gap>) {
    for index in 0..drafts.len() {
        let before = index.checked_sub(1).and_then(|before| drafts.get(before)).and_then(step);
        let Some(draft) = drafts.get(index).filter(|draft| draft.tally == Tally::Several && draft.effect.kind != Kind::Award) else {
            continue;
        };
        let Some(here) = step(draft) else { continue };
        let rises = before.filter(|before| before.from < here.from && before.unit == here.unit && follows(before, &here));
        match rises {
            Some(before) => settle(drafts, index, &before),
            // 迟到三次扣20分: once they are reached. 滞后1天扣1分,滞后3天扣5分: in place of each day, or beside it.
            None if !here.label.is_empty() && !goes_on_beside(drafts.get(..index).unwrap_or_default(), &here) => {}
            None => {
                let span = draft.effect.clause;
                gaps.push(Gap { span, kind: GapKind::Unrecognized });
                if let Some(draft) = drafts.get_mut(index) {
                    draft.tally = Tally::Not;
                }
            }
        }
    }
    let spans: BTreeSet<Span> = gaps.iter().map(|gap| gap.span).collect();
    let unread = |draft: &Draft| spans.contains(&draft.effect.clause);
    drafts.retain(|draft| !unread(draft));
}

/// True where each of the same costs something right before.
fn goes_on_beside(before: &[Draft], here: &Step) -> bool {
    let Some(last) = before.last().map(|draft| &draft.effect) else { return false };
    let same = last.per.as_ref().is_some_and(|per| per.unit == here.unit);
    let of = |condition: &Condition| match condition {
        Condition::Label(of) | Condition::Compare { measure: of, .. } => of.ends_with(&here.label),
        _ => false,
    };
    same && last.when.iter().any(of)
}

/// The rung before and this one, as tiers of one count.
fn settle(drafts: &mut [Draft], index: usize, before: &Step) {
    let Some([earlier, here]) = drafts.get_mut(index.saturating_sub(1)..=index) else { return };
    if earlier.tally == Tally::One {
        earlier.effect.when = vec![compare(&before.label, Op::AtLeast, Number::ONE, &before.unit)];
        earlier.effect.per = None;
        earlier.tally = Tally::Several;
    }
    if let Some(Condition::Compare { measure, .. }) = here.effect.when.first_mut() {
        before.label.clone_into(measure);
    }
}
