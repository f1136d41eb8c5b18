//! Cells under a heading that says what its figures do: 扣分, 加分(分/次), 分值.
//!
//! Not here: which cells make a row (`syntax`). Start at [`Column::of`].

use crate::reading::{Condition, Effect, Kind, Per, Reading};
use chidu_values::Number;

/// What a table's heading says of the bare figures beneath it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub kind: Kind,
    /// 次 of 扣分(分/次) and of 每次扣分.
    unit: Option<String>,
}

impl Column {
    /// What a heading says; `None` where it says nothing of figures (评分标准, 得分).
    pub(super) fn of(heading: &str) -> Option<Self> {
        let heading: String = chidu_syntax::fold_str(heading).chars().filter(|c| !c.is_whitespace()).collect();
        let (name, bracket) = heading.split_once('(').unwrap_or((&heading, ""));
        let kind = if name.contains("标准") || name.contains("原因") { None } else { kind(name) }?;
        let each = name.strip_prefix('每').and_then(|rest| rest.split(['扣', '加', '减']).next());
        let unit = each.map(str::to_owned).or_else(|| unit(bracket.trim_end_matches(')')));
        Some(Self { kind, unit: unit.filter(|unit| !unit.is_empty() && unit.chars().count() <= 3) })
    }

    /// What the cell leaves to its heading and its row: how often, and what was found.
    pub(super) fn complete(&self, reading: &mut Reading, row: Option<&str>) {
        for effect in reading.effects.iter_mut().filter(|effect| matches!(effect.kind, Kind::Deduct | Kind::Add | Kind::Award)) {
            self.complete_effect(effect, row);
        }
    }

    fn complete_effect(&self, effect: &mut Effect, row: Option<&str>) {
        if let (None, Some(unit)) = (&effect.per, &self.unit) {
            effect.per = Some(Per { step: Number::ONE, unit: unit.clone(), down: false });
        }
        if let (true, Some(row)) = (effect.when.is_empty(), row) {
            effect.when = vec![Condition::Label(super::label::label(row))];
        }
    }
}

fn kind(name: &str) -> Option<Kind> {
    match (name.contains(['扣', '减']), name.contains('加') || name.contains('奖')) {
        (true, false) => Some(Kind::Deduct),
        (false, true) => Some(Kind::Add),
        (false, false) => matches!(name, "分值" | "标准分" | "分数" | "标准分值").then_some(Kind::Award),
        (true, true) => None,
    }
}

/// 分/次, 每次, /人.
fn unit(bracket: &str) -> Option<String> {
    let unit = bracket.split_once('/').map(|(_, unit)| unit).or_else(|| bracket.strip_prefix('每'))?;
    Some(unit.trim_start_matches('每').trim_end_matches('分').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_say_what_figures_do() {
        let said = |heading: &str| Column::of(heading).map(|column| (column.kind, column.unit.unwrap_or_default()));
        let is = |kind: Kind, unit: &str| Some((kind, unit.to_owned()));
        assert_eq!(said("扣分"), is(Kind::Deduct, ""));
        assert_eq!(said("扣分(每次)"), is(Kind::Deduct, "次"));
        assert_eq!(said("扣　分（分／人次）"), is(Kind::Deduct, "人次"));
        assert_eq!(said("每次扣分"), is(Kind::Deduct, "次"));
        assert_eq!(said("加分(分)"), is(Kind::Add, ""));
        assert_eq!(said("分值"), is(Kind::Award, ""));
        assert_eq!(said("扣分标准"), None);
        assert_eq!(said("加扣分"), None);
        assert_eq!(said("得分"), None);
    }
}
