//! 每人每次, 人次: a count in two columns, 次数 and 人数, of which the product counts.
//!
//! Where only 次数 is there, it holds the product. Start at [`Context::product`].

use chidu_analysis::program::Fact;
use chidu_values::Number;

use crate::cell::Cell;
use crate::header::{Column, Field};
use crate::problem::What;
use crate::quantity;
use crate::row::{Context, Reason, blame, cell};
use crate::table::Line;

/// Counting words that are two in one.
const BOTH: &[(&str, [&str; 2])] = &[
    ("人次", ["人", "次"]),
    ("户次", ["户", "次"]),
    ("车次", ["车", "次"]),
    ("件次", ["件", "次"]),
    ("项次", ["项", "次"]),
    ("台次", ["台", "次"]),
];

impl Context<'_, '_> {
    /// How often a finding counts that the rulebook counts by two units, or by the one that has a column of its own. `None` where the row has
    /// one count alone, which is read as ever.
    pub(crate) fn product(&self, line: &Line, fact: &Fact) -> Result<Option<Number>, Reason> {
        let units = self.units(fact);
        let given = |column: &Column| !line.cell(column.index).is_absent() && !line.cell(column.index).is_stroke();
        let columns: Vec<&Column> = units.iter().filter_map(|unit| self.layout.times(unit)).filter(|column| given(column)).collect();
        let stray =
            || self.layout.columns.iter().find(|column| matches!(column.meaning, crate::header::Meaning::Times(_)) && given(column));
        let count = cell(self.layout, line, Field::Count);
        if columns.is_empty() {
            return match stray().filter(|_| count.is_absent()) {
                Some(column) => {
                    let what = What::StrayValue { written: line.cell(column.index).text(), count: None, fact: fact.name.clone() };
                    Err((Some(column.heading.clone()), what))
                }
                None => Ok(None),
            };
        }
        let mut product = Number::ONE;
        for column in columns {
            let told = |what| (Some(column.heading.clone()), what);
            product = &product * &whole(line.cell(column.index)).map_err(told)?;
        }
        let times = units.iter().any(|unit| unit == "次") && !count.is_absent();
        if times {
            let count = whole(count).map_err(|what| blame(self.layout, Field::Count, what))?;
            product = &product * &count;
        }
        Ok(Some(product))
    }

    /// The units by which the rulebook counts a finding.
    fn units(&self, fact: &Fact) -> Vec<String> {
        let per = fact.rules.iter().find_map(|rule| self.program()[*rule].effect.per.as_ref()).map(|per| per.unit.clone());
        let unit = per.or_else(|| fact.unit.as_ref().map(|unit| unit.name.clone())).unwrap_or_default();
        let split = BOTH.iter().find(|(whole, _)| *whole == unit).map(|(_, parts)| parts.iter().map(|part| (*part).to_owned()).collect());
        split.unwrap_or_else(|| unit.split('/').map(str::to_owned).collect())
    }
}

fn whole(cell: &Cell) -> Result<Number, What> {
    quantity::count(cell, None)
}
