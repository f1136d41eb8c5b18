//! The drop-downs of the form: a hidden sheet that holds what they offer, and the rules that refer to it.
//!
//! A list that stands in a rule itself may have 255 characters; one in a range any number. The findings of an entry stand together on
//! 选项, and here is on which rows. Start at [`Lists::new`].

use chidu_analysis::program::Program;
use chidu_diagnostics::{Lang, Text};
use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, DataValidationRule, Formula, Worksheet, XlsxError};

use super::choices::Choice;
use super::{Column, OPTIONS};

/// The sheet of the lists.
pub(super) const SHEET: &str = "字典";

/// What the drop-downs offer.
pub(super) struct Lists {
    /// Each entry with its first row on 选项, from 1 beneath the headings, and how many rows it has.
    entries: Vec<(String, u32, u32)>,
    sources: Vec<String>,
    exceptions: Vec<String>,
}

impl Lists {
    pub(super) fn new(program: &Program, choices: &[Choice]) -> Self {
        let mut entries: Vec<(String, u32, u32)> = Vec::new();
        for (row, choice) in (1..).zip(choices) {
            match entries.last_mut().filter(|(entry, ..)| *entry == choice.entry) {
                Some((.., rows)) => *rows += 1,
                None => entries.push((choice.entry.clone(), row, 1)),
            }
        }
        entries.retain(|(entry, ..)| !entry.is_empty());
        let mut exceptions: Vec<String> = program.exceptions.iter().map(|exception| exception.name.clone()).collect();
        exceptions.dedup();
        Self { entries, sources: program.sources.iter().map(|source| source.name.clone()).collect(), exceptions }
    }

    /// A: the entries, B and C: where their findings stand; D: the sources; E: the exceptions.
    pub(super) fn write(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        for (row, (entry, first, rows)) in (0..).zip(&self.entries) {
            sheet.write_string(row, 0, entry)?.write_number(row, 1, *first)?.write_number(row, 2, *rows)?;
        }
        for (column, names) in [(3, &self.sources), (4, &self.exceptions)] {
            for (row, name) in (0..).zip(names) {
                sheet.write_string(row, column, name)?;
            }
        }
        sheet.set_hidden(true);
        Ok(())
    }

    /// What a column takes. Findings may be typed freely too, since 其他 takes what is not listed; the reader rejects what nothing takes.
    pub(super) fn validation(&self, column: Column, entry: &str, lang: Lang) -> Result<Option<DataValidation>, XlsxError> {
        let rule = match column {
            Column::Entry => listed("A", self.entries.len()),
            Column::Source => listed("D", self.sources.len()),
            Column::Except => listed("E", self.exceptions.len()),
            Column::Finding if !self.entries.is_empty() => {
                let last = self.entries.len();
                // MATCH takes a star for anything.
                let starred = self.entries.iter().any(|(entry, ..)| entry.contains('*'));
                let sought = if starred { format!("SUBSTITUTE(${entry}2,\"*\",\"~*\")") } else { format!("${entry}2") };
                let at = format!("MATCH({sought},{SHEET}!$A$1:$A${last},0)");
                let of = |column: &str| format!("INDEX({SHEET}!${column}$1:${column}${last},{at})");
                let findings = format!("=OFFSET({OPTIONS}!$B$1,{},0,{},1)", of("B"), of("C"));
                Some(DataValidation::new().allow_list_formula(Formula::new(findings)))
            }
            Column::Count | Column::Deducted | Column::Added | Column::Scored => {
                Some(DataValidation::new().allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0)))
            }
            _ => None,
        };
        let Some((title, advice)) = advice(column) else { return Ok(rule) };
        let told = |rule: DataValidation| rule.set_error_title(title.get(lang))?.set_error_message(advice.get(lang));
        let told = rule.map(told).transpose()?;
        Ok(told.map(|rule| rule.set_error_style(DataValidationErrorStyle::Warning)))
    }
}

/// A drop-down of a column of the hidden sheet.
fn listed(column: &str, names: usize) -> Option<DataValidation> {
    let list = || DataValidation::new().allow_list_formula(Formula::new(format!("={SHEET}!${column}$1:${column}${names}")));
    (names > 0).then(list)
}

/// What a spreadsheet says to somebody who types something else: in both languages its title, and what to do.
fn advice(column: Column) -> Option<(Text, Text)> {
    let (title, advice) = match column {
        Column::Entry => (
            ("没有这个评分项", "No such entry"),
            ("请从下拉列表里选，或写规则书里的编号。", "Choose from the list, or type the number that the rulebook gives it."),
        ),
        Column::Finding => (
            ("没有列出的情形", "A finding that is not listed"),
            ("只有写了“其他”的评分项收没有列出的情形。", "Only an entry with 其他 (anything else) takes a finding that is not listed."),
        ),
        Column::Source => (("没有这个评价主体", "No such source"), ("请从下拉列表里选。", "Choose from the list.")),
        Column::Except => (("没有这种除外", "No such exception"), ("请从下拉列表里选。", "Choose from the list.")),
        Column::Count | Column::Deducted | Column::Added | Column::Scored => {
            (("不是数", "Not a number"), ("这里填不小于 0 的数。", "Type a number that is not below 0."))
        }
        _ => return None,
    };
    Some((Text::new(title.0, title.1), Text::new(advice.0, advice.1)))
}
