//! Where the score of each entry begins (rule 13), and how many clauses are computed.

use chidu_values::Number;

use super::Lowering;
use crate::program::{Action, EntryId, Role, Standing, Start};
use crate::reading::{GapKind, Kind, Status};

impl Lowering<'_> {
    pub(super) fn starts(&mut self) {
        for id in self.program.entry_ids().collect::<Vec<_>>() {
            if !self.is_taken(id) {
                self.program[id].start = self.start(id);
            }
        }
    }

    fn start(&self, id: EntryId) -> Start {
        let entry = &self.program[id];
        let parts = self.program.parts(id);
        if let Some(base) = self.base(id) {
            return Start::Base(base);
        }
        if parts.iter().any(|part| !matches!(self.program[*part].role, Role::Bonus | Role::Malus)) {
            return Start::Children;
        }
        if matches!(entry.role, Role::Bonus | Role::Malus) || !entry.budgets.is_empty() {
            return Start::Zero;
        }
        let is = |wanted: fn(&Action) -> bool| entry.rules.iter().any(|rule| wanted(&self.program[*rule].action));
        if is(|action| matches!(action, Action::Award | Action::AwardRatio)) {
            return Start::Zero;
        }
        let takes = is(|action| matches!(action, Action::Deduct | Action::DeductAbove(_) | Action::Zero(_) | Action::Keep));
        let gives = is(|action| matches!(action, Action::Add));
        if gives && !takes || entry.points.is_none() { Start::Zero } else { Start::Full }
    }

    /// `基准N分`.
    pub(super) fn base(&self, id: EntryId) -> Option<Number> {
        self.passages_of_owner(id)
            .flat_map(|passage| &passage.reading.effects)
            .find(|effect| effect.kind == Kind::Points && effect.of.as_deref().is_some_and(is_base))
            .and_then(|effect| effect.amount.clone())
    }

    /// What an item's points are worth in the total.
    fn weighted_points(&self, id: EntryId) -> Option<Number> {
        let mut points = self.program[id].points.clone()?;
        let mut at = Some(id);
        while let Some(entry) = at.map(|at| &self.program[at]) {
            points = entry.factor.as_ref().map_or(points.clone(), |factor| &points * factor);
            at = entry.parent;
        }
        Some(points)
    }

    /// Counts clauses by how far they are computed, and the points of the items that hold them.
    pub(super) fn coverage(&mut self) {
        let mut coverage = crate::program::Coverage::default();
        for passage in &self.passages {
            let gaps = |kinds: &[GapKind]| passage.reading.gaps.iter().filter(|gap| kinds.contains(&gap.kind)).count();
            let unread = gaps(&[GapKind::Unrecognized, GapKind::MissingAmount, GapKind::Progression])
                .max(usize::from(passage.reading.status == Status::Unrecognized));
            let outside = gaps(&[GapKind::External]).max(usize::from(passage.reading.status == Status::External));
            let assessed = passage.reading.effects.iter().filter(|effect| is_assessed(effect)).count();
            let all = passage.reading.effects.len();
            let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
            coverage.understood += number(all.saturating_sub(assessed));
            coverage.assessor += number(assessed);
            coverage.external += number(outside);
            coverage.unrecognized += number(unread);
        }
        for id in self.program.entry_ids().skip(1) {
            let (Role::Item, Some(points)) = (self.program[id].role, self.weighted_points(id)) else { continue };
            let slot = match self.program.standing(id) {
                Standing::External => &mut coverage.points_external,
                Standing::Assessor => &mut coverage.points_assessor,
                Standing::Computed => &mut coverage.points_computed,
            };
            *slot = &*slot + &points;
        }
        self.program.coverage = coverage;
    }
}

/// The name that the reading gives to 基准分, 基本分 and 起评分.
fn is_base(of: &str) -> bool {
    of == crate::forms::BASE
}

fn is_assessed(effect: &crate::reading::Effect) -> bool {
    let scores = matches!(effect.kind, Kind::Deduct | Kind::Add | Kind::Award);
    effect.range.is_some() || scores && effect.amount.is_none()
}
