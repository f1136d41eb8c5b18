//! Figures at the end of bare rows: 违法停车 9, and 30%-50%/载客 3, whose cell names a bound and something else, either of which costs them.
//!
//! Not here: what the heading of a column says ([`super::column`]). Start at [`Fold::figure`].

use chidu_values::Number;

use super::label::label;
use super::region::Found;
use super::{Fold, Rung};
use crate::forms::{Act, Piece, What};
use crate::reading::{Condition, GapKind, Kind};

impl Fold<'_> {
    /// A bare figure at the end of a row of a deductions column.
    pub(super) fn figure(&mut self, at: usize, figure: &Number) {
        let Some(kind) = self.column(figure).filter(|_| self.drafts.is_empty() && self.gaps.is_empty()) else { return };
        // 提高奖金系数0.1: no points.
        let before = self.pieces.get(..at).unwrap_or_default().iter().rfind(|piece| !matches!(piece.what, What::Space));
        let of = before.map_or("", |piece| self.text_of(piece)).trim_end();
        if ["系数", "比例", "比率", "奖金", "工资", "费用"].iter().any(|name| of.ends_with(name)) {
            return self.gap(at, GapKind::Unrecognized);
        }
        let respectively = self.pieces.get(at).is_some_and(|piece| self.text_of(piece).starts_with('各'));
        let act = Act { amounts: vec![figure.clone()], respectively, ..Act::new(kind) };
        match self.either_in_cell(at, &act) {
            Some(found) => self.push(at, &act, &found, Rung::Not),
            None => self.act(at, &act),
        }
    }

    /// 1-5 in a deductions column: the assessor's, where the heading says what it does.
    pub(super) fn figure_range(&mut self, at: usize, low: &Number, high: &Number) {
        let Some(kind) = self.heading().filter(|_| self.drafts.is_empty() && self.gaps.is_empty()) else { return };
        self.act(at, &Act { range: Some((low.clone(), high.clone())), ..Act::new(kind) });
    }

    /// What a bare figure does: what the heading says, else it is a deduction where the entry has as many points.
    pub(super) fn column(&self, figure: &Number) -> Option<Kind> {
        self.heading().or_else(|| self.points().filter(|points| figure <= points).map(|_| Kind::Deduct))
    }

    /// The two ways of a cell before its figure; `None` where it is no such cell.
    fn either_in_cell(&self, at: usize, act: &Act) -> Option<Found> {
        let cell: Vec<&Piece> = self.pieces.get(self.start..at)?.iter().filter(|piece| !matches!(piece.what, What::Space)).collect();
        let [bound, other] = cell.as_slice() else { return None };
        let named =
            self.text(other).trim().strip_prefix('/').filter(|_| matches!((&bound.what, &other.what), (What::Bound(_), What::Text)))?;
        if named.is_empty() || named.contains(|c: char| c.is_ascii_digit() || c == '%') {
            return None;
        }
        let [bounded] = self.region_of(std::slice::from_ref(*bound), act).ok()?.cases.try_into().ok()?;
        let name = label(self.folded.span(other.at.clone()).of(self.source).trim().trim_start_matches(['/', '／']));
        Some(Found { cases: vec![bounded, vec![Condition::Label(name)]], ..Found::default() })
    }
}
