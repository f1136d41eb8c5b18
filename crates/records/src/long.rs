//! One row a finding, a measurement or an answer.

use chidu_analysis::label::{key, nearest};
use chidu_analysis::program::{Choice, Counting, Fact, FactKind, RuleId, Trigger};
use chidu_syntax::fold_str;
use chidu_values::Number;

use crate::cell::Cell;
use crate::collect::Statement;
use crate::header::Field;
use crate::names::Target;
use crate::nothing::Nothing;
use crate::problem::What;
use crate::quantity;
use crate::resolve::{Blame, Resolved};
use crate::row::{Context, Frame, Reason, blame, cell, name};
use crate::table::Line;

/// True where whom or when is wrong in a row that is a record otherwise; a total or a note is none.
pub(crate) fn is_slip(what: &What) -> bool {
    matches!(
        what,
        What::BadPeriod { .. } | What::NoYear { .. } | What::PeriodTooCoarse { .. } | What::DateOutside { .. } | What::NotOnRoster { .. }
    )
}

/// A value of a fact, and how often.
pub(crate) struct Said {
    pub target: Target,
    pub value: Number,
    pub times: Number,
}

impl Context<'_, '_> {
    /// Reads one row of a log of findings.
    pub(crate) fn long_row(&self, line: &Line) -> Result<(Frame, Vec<Statement>), Vec<Reason>> {
        let twins = self.twins(line);
        if !twins.is_empty() {
            return Err(twins);
        }
        match self.frame(line) {
            Ok(frame) => self.long(line).map(|statements| (frame, statements)).map_err(|reason| vec![reason]),
            // Whoever mends the day wants to know at once that the entry is misspelt, too.
            Err(reason) if is_slip(&reason.1) => {
                let other = self.long(line).err().filter(|(column, _)| *column != reason.0);
                Err(std::iter::once(reason).chain(other).collect())
            }
            Err(reason) => Err(vec![reason]),
        }
    }

    fn long(&self, line: &Line) -> Result<Vec<Statement>, Reason> {
        let entry = self.entry(line)?;
        let finding = name(self.layout, line, Field::Finding)?;
        let finding = match self.nothing(line, &entry, finding)? {
            Nothing::Found(statements) => return Ok(statements),
            Nothing::Else(finding) => finding,
        };
        let none = self.nothing_found(&entry, &finding, cell(self.layout, line, Field::Count));
        let resolved = match none {
            Some(target) => Ok(Resolved { target, words: None }),
            None => self.names.resolve(&entry, &finding, cell(self.layout, line, Field::Value)),
        };
        let Resolved { target, words } = resolved.map_err(|(blamed, what)| self.blamed(blamed, what))?;
        let object = self.object(line, target.fact)?;
        let source = self.source(line, target.fact)?;
        let matter = self.matter(line)?;
        let Some(Said { target, value, times }) = self.said(line, target)? else { return Ok(Vec::new()) };
        let given = self.given(line, &target, &value)?;
        let excepted = self.exception(line, target.fact)?;
        let date = self.date(line, target.fact)?;
        Ok(vec![Statement { target, source, value, times, words, given, matter, excepted, date, object }])
    }

    /// 评分项 as written. A spreadsheet turns 1.10 into the number 1.1, so where both are entries such a number names neither.
    fn entry(&self, line: &Line) -> Result<String, Reason> {
        let written = name(self.layout, line, Field::Entry)?;
        let longer = format!("{written}0");
        let number = matches!(cell(self.layout, line, Field::Entry).shown(), Cell::Number(number, _) if !number.is_integer());
        if number && self.names.has_id(&written) && self.names.has_id(&longer) {
            return Err(blame(self.layout, Field::Entry, What::LostZero { written, longer }));
        }
        Ok(written)
    }

    pub(crate) fn blamed(&self, blamed: Blame, what: What) -> Reason {
        let field = match blamed {
            Blame::Entry if self.layout.field(Field::Entry).is_some() => Field::Entry,
            _ => Field::Finding,
        };
        blame(self.layout, field, what)
    }

    /// What the row says of the fact; `None` where it says that nothing happened.
    fn said(&self, line: &Line, target: Target) -> Result<Option<Said>, Reason> {
        let fact = &self.program()[target.fact];
        match &fact.kind {
            FactKind::Finding | FactKind::Other | FactKind::Inapplicable => self.finding(line, target, fact).map(Some),
            FactKind::Measure(_) | FactKind::Derived(_) => self.measure(line, target, fact).map(Some),
            // Names of facts that no row states are not in the index.
            FactKind::Computed(_) => {
                let what = What::UnknownFinding { written: fact.name.clone(), entry: None, near: None };
                Err(blame(self.layout, Field::Finding, what))
            }
            FactKind::Event => self.event(line, target, fact),
            FactKind::Answer(_, choices) => self.answer(line, target, fact, choices).map(Some),
        }
    }

    fn finding(&self, line: &Line, target: Target, fact: &Fact) -> Result<Said, Reason> {
        let (count, value) = (cell(self.layout, line, Field::Count), cell(self.layout, line, Field::Value));
        let counted = self.layout.field(Field::Count).is_some();
        let at = |field, cell| quantity::occurrences(cell, fact.unit.as_ref()).map_err(|what| blame(self.layout, field, what));
        let stray = || {
            blame(
                self.layout,
                Field::Value,
                What::StrayValue { written: value.text(), count: (!count.is_absent()).then(|| count.text()), fact: fact.name.clone() },
            )
        };
        if let Some(product) = self.product(line, fact)? {
            let said = Said { target, value: product, times: Number::ONE };
            return if value.is_absent() { Ok(said) } else { Err(stray()) };
        }
        let value = match (count.is_absent(), value.is_absent()) {
            (false, true) => at(Field::Count, count)?,
            (false, false) => {
                let counted = at(Field::Count, count)?;
                // A value that only repeats the count does no harm; any other was meant for something that nobody would see.
                at(Field::Value, value).ok().filter(|value| *value == counted).ok_or_else(stray)?
            }
            (true, true) => Number::ONE,
            (true, false) if !counted => at(Field::Value, value)?,
            (true, false) => return Err(stray()),
        };
        Ok(Said { target, value, times: Number::ONE })
    }

    fn measure(&self, line: &Line, target: Target, fact: &Fact) -> Result<Said, Reason> {
        let count = cell(self.layout, line, Field::Count);
        let value = match self.value(line, fact)? {
            Some(value) => value,
            None if self.counts(fact, count) => {
                quantity::value(count, fact.unit.as_ref(), None).map_err(|what| blame(self.layout, Field::Count, what))?
            }
            None => return Err(self.no_value(fact)),
        };
        self.agrees(&target, &value)?;
        Ok(Said { target: Target { rule: None, ..target }, value, times: Number::ONE })
    }

    /// A row may name a condition (超过10分钟) and give the value: then the one must hold for the other.
    fn agrees(&self, target: &Target, value: &Number) -> Result<(), Reason> {
        match target.rule.filter(|rule| !self.bound_holds(*rule, target, value)) {
            None => Ok(()),
            Some(rule) => {
                let named = self.program()[rule].text.clone();
                Err(blame(self.layout, Field::Value, What::Contradicts { written: value.clone(), named }))
            }
        }
    }

    /// A counted duty may stand under 次数, and so may a number that brings its own unit.
    fn counts(&self, fact: &Fact, count: &Cell) -> bool {
        let measured = fact.unit.as_ref().is_some_and(|unit| unit.is_measured());
        let bare = quantity::value(count, None, None).is_ok();
        if count.is_absent() || count.is_stroke() { false } else { !measured || !bare }
    }

    fn event(&self, line: &Line, target: Target, fact: &Fact) -> Result<Option<Said>, Reason> {
        let count = cell(self.layout, line, Field::Count);
        let sized = !cell(self.layout, line, Field::Value).is_absent();
        let times = match count.is_absent() || (sized && count.is_stroke()) {
            true => Number::ONE,
            false => quantity::count(count, None).map_err(|what| blame(self.layout, Field::Count, what))?,
        };
        if times.is_zero() {
            return Ok(None);
        }
        match (self.value(line, fact)?, target.rule) {
            (Some(value), _) => {
                self.agrees(&target, &value)?;
                Ok(Some(Said { target: Target { rule: None, ..target }, value, times }))
            }
            (None, Some(rule)) => {
                let value = self.edge(rule, &target).ok_or_else(|| self.no_value(fact))?;
                Ok(Some(Said { target, value, times }))
            }
            (None, None) => match self.unbounded(fact, &target) {
                Some(rule) => Ok(Some(Said { target: Target { rule: Some(rule), ..target }, value: Number::ZERO, times })),
                None => Err(self.no_value(fact)),
            },
        }
    }

    /// The rule that counts an event of any size: 迟到每次扣1分 beside 迟到超过30分钟的, 每次扣3分.
    pub(crate) fn unbounded(&self, fact: &Fact, target: &Target) -> Option<RuleId> {
        let any = |rule: &&RuleId| self.program()[**rule].triggers.contains(&Trigger::Found(target.fact));
        fact.rules.iter().find(any).copied()
    }

    fn bound_holds(&self, rule: RuleId, target: &Target, value: &Number) -> bool {
        let mut bounds = self.program()[rule].triggers.iter().filter_map(|trigger| match trigger {
            Trigger::Bound(fact, bound) if *fact == target.fact => Some(bound),
            _ => None,
        });
        bounds.all(|bound| bound.holds(value))
    }

    /// The number that a rule's condition names, for events told by that condition; none where steps beyond it count.
    pub(crate) fn edge(&self, rule: RuleId, target: &Target) -> Option<Number> {
        let rule = &self.program()[rule];
        if matches!(rule.counting, Counting::Steps { .. } | Counting::Beyond { .. }) {
            return None;
        }
        rule.triggers.iter().find_map(|trigger| match trigger {
            Trigger::Bound(fact, bound) if *fact == target.fact => bound.low.as_ref().or(bound.high.as_ref()).map(|edge| edge.at.clone()),
            Trigger::Found(fact) if *fact == target.fact => Some(Number::ZERO),
            _ => None,
        })
    }

    fn answer(&self, line: &Line, target: Target, fact: &Fact, choices: &[Choice]) -> Result<Said, Reason> {
        let (count, value) = (cell(self.layout, line, Field::Count), cell(self.layout, line, Field::Value));
        let how_many = |cell: &Cell, field| match cell.is_absent() {
            true => Ok(Number::ONE),
            false => answers(cell).map_err(|what| blame(self.layout, field, what)),
        };
        if let Some(option) = target.option.or((choices.len() == 1).then_some(0)) {
            let value = if count.is_absent() { how_many(value, Field::Value)? } else { how_many(count, Field::Count)? };
            return Ok(Said { target: Target { option: Some(option), ..target }, value, times: Number::ONE });
        }
        // The 情形 names only the question: the option stands under 数值, or alone under 次数.
        let (named, field) = if value.is_absent() { (count, Field::Count) } else { (value, Field::Value) };
        if named.is_absent() {
            let candidates = choices.iter().map(|choice| choice.name.clone()).collect();
            return Err(blame(self.layout, Field::Finding, What::NoFinding { entry: fact.name.clone(), candidates }));
        }
        let option = which(choices, named).map_err(|what| blame(self.layout, field, what))?;
        let value = if field == Field::Count { Number::ONE } else { how_many(count, Field::Count)? };
        Ok(Said { target: Target { option: Some(option), ..target }, value, times: Number::ONE })
    }

    /// The value of a measure in the fact's unit; `None` where the cell is empty.
    fn value(&self, line: &Line, fact: &Fact) -> Result<Option<Number>, Reason> {
        let cell = cell(self.layout, line, Field::Value);
        if cell.is_absent() {
            return Ok(None);
        }
        let heading = self.layout.field(Field::Value).and_then(|column| column.unit.as_ref());
        let value = quantity::value(cell, fact.unit.as_ref(), heading);
        value.map(Some).map_err(|what| blame(self.layout, Field::Value, what))
    }

    fn no_value(&self, fact: &Fact) -> Reason {
        blame(self.layout, Field::Value, What::NoValue { fact: fact.name.clone() })
    }
}

/// How many gave an answer; of a single option 是, √, 否 and × too.
pub(crate) fn answers(cell: &Cell) -> Result<Number, What> {
    match cell {
        Cell::Text(text) if matches!(text.trim(), "×" | "✗" | "✘" | "x" | "X") => Ok(Number::ZERO),
        cell => quantity::count(cell, None),
    }
}

/// The option whose label a cell holds.
pub(crate) fn which(choices: &[Choice], cell: &Cell) -> Result<usize, What> {
    let written = cell.shown().text();
    let wanted = key(&fold_str(&written));
    let found = choices.iter().position(|choice| choice.labels.contains(&wanted) || key(&fold_str(&choice.name)) == wanted);
    found.filter(|_| !wanted.is_empty()).ok_or_else(|| {
        let options: Vec<String> = choices.iter().map(|choice| choice.name.clone()).collect();
        let near = nearest(&written, options.iter().map(String::as_str)).map(str::to_owned);
        What::UnknownAnswer { written, options, near }
    })
}
