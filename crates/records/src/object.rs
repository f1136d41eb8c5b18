//! 样本: the object of which a row speaks, where the rulebook scores several alone (抽查3份病历) or has a cap for each (每人最多扣2分).
//!
//! Not here: what the objects' scores make (`evaluation`). Start at [`Context::object`].

use chidu_analysis::program::{EntryId, FactId, FactKind};
use chidu_values::Number;

use crate::cell::Cell;
use crate::collect::Statement;
use crate::header::{Field, Meaning};
use crate::names::{Named, Target};
use crate::problem::What;
use crate::quantity;
use crate::row::{Context, Reason, blame, name};
use crate::table::Line;

impl Context<'_, '_> {
    /// The object that a row names; required where the fact is stated of each of them.
    pub(crate) fn object(&self, line: &Line, fact: FactId) -> Result<Option<String>, Reason> {
        if !self.program().names_object(fact) {
            return Ok(None);
        }
        let written = name(self.layout, line, Field::Object)?;
        if written.is_empty() {
            return Err(blame(self.layout, Field::Object, What::NoObject { fact: self.program()[fact].name.clone() }));
        }
        self.alone(line).map(|()| Some(written))
    }

    /// A row that names one object cannot be of several people at once.
    fn alone(&self, line: &Line) -> Result<(), Reason> {
        let Some(column) = self.layout.times("人") else { return Ok(()) };
        let people = line.cell(column.index);
        match quantity::count(people, None) {
            _ if people.is_absent() => Ok(()),
            Ok(count) if count == Number::ONE || count.is_zero() => Ok(()),
            Ok(_) => Err((Some(column.heading.clone()), What::SeveralObjects { written: people.text() })),
            Err(what) => Err((Some(column.heading.clone()), what)),
        }
    }

    /// A row with a count of 0 and no 情形 says that nothing was found on an object: of the entry's first finding there was none.
    pub(crate) fn nothing_found(&self, entry: &str, finding: &str, count: &Cell) -> Option<Target> {
        let Ok(Named::Entry(entry)) = self.names.entry(entry) else { return None };
        let none = finding.is_empty() && !count.is_absent() && quantity::count(count, None).is_ok_and(|count| count.is_zero());
        self.first_finding(entry).filter(|_| none)
    }

    fn first_finding(&self, entry: EntryId) -> Option<Target> {
        self.program()[entry].objects.as_ref()?;
        let findings = self.names.own(entry).iter().filter(|fact| self.program()[**fact].kind == FactKind::Finding);
        findings.copied().next().map(|fact| Target { fact, option: None, rule: None })
    }

    /// In a wide table each row is one object: one on which nothing was found counts as well.
    pub(crate) fn objects_without_findings(&self, line: &Line, statements: &[Statement]) -> Result<Vec<Statement>, Reason> {
        let mut entries: Vec<EntryId> = Vec::new();
        for column in &self.layout.columns {
            let Meaning::Fact(target) = &column.meaning else { continue };
            let entry = self.program()[target.fact].entry;
            let said = statements.iter().any(|statement| self.program()[statement.target.fact].entry == entry);
            if !said && !entries.contains(&entry) && self.program()[entry].objects.is_some() {
                entries.push(entry);
            }
        }
        let none = entries.into_iter().filter_map(|entry| self.first_finding(entry));
        none.map(|target| {
            let (source, object) = (self.source(line, target.fact)?, self.object(line, target.fact)?);
            let date = self.date(line, target.fact)?;
            Ok(Statement { source, object, date, ..Statement::none_of(target) })
        })
        .collect()
    }
}
