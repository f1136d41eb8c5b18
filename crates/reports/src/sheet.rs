//! The score sheet of a rulebook as it will look, before anything is recorded: what an editor shows beside the text.
//!
//! Nothing here is worked out anew: clauses, ranges and shares are those of [`meaning`](crate::meaning), sums those that `check` compares.
//! Start at [`sheet`].

use chidu_analysis::Analysis;
use chidu_analysis::program::{EntryId, Program, ROOT, Role, Standing};
use chidu_analysis::reading::Status;
use chidu_analysis::sentence;
use chidu_diagnostics::{Lang, Text};
use serde::Serialize;

use crate::meaning::{self, Clause, Meaning, Part};

/// A whole score sheet, with every word in it in one language.
#[derive(Debug, Serialize)]
pub struct Sheet {
    /// The rulebook's title, or its file.
    pub title: String,
    pub total: Row,
    /// Entries in text order, then blocks such as 等级.
    pub rows: Vec<Row>,
    /// How much of it is computed: the points, and the clauses.
    pub summary: Vec<String>,
    pub headings: Headings,
}

/// One line of the sheet.
#[derive(Debug, Serialize)]
pub struct Row {
    /// 1-based; of a block the line of its first clause; `None` for a rulebook without a title.
    pub line: Option<u32>,
    pub depth: usize,
    pub id: String,
    pub name: String,
    pub role: &'static str,
    pub points: Option<String>,
    /// What can be scored: `0–5`.
    pub range: Option<String>,
    /// What the points beneath add up to.
    pub sum: Option<String>,
    /// Said where the sum is not what is stated.
    pub mismatch: Option<String>,
    /// Of items alone: how far they are computed.
    pub standing: Option<Standing>,
    pub clauses: Vec<Told>,
}

/// One clause as it was read.
#[derive(Debug, Serialize)]
pub struct Told {
    pub line: usize,
    pub text: String,
    pub status: Status,
    /// Said of a clause that is not computed as it stands.
    pub mark: Option<String>,
    pub sentences: Vec<String>,
}

/// What stands above the columns, and what the standings are called.
#[derive(Debug, Serialize)]
pub struct Headings {
    pub entry: String,
    pub points: String,
    pub range: String,
    pub clauses: String,
    pub total: String,
    pub sum: String,
    pub computed: String,
    pub assessor: String,
    pub external: String,
}

/// The score sheet of a rulebook.
pub fn sheet(file: &str, text: &str, analysis: &Analysis, lang: Lang) -> Sheet {
    let meaning = meaning::meaning(file, text, analysis, lang);
    let maker = Maker { program: &analysis.program, lang };
    Sheet {
        title: meaning.title.clone().unwrap_or_else(|| meaning.file.clone()),
        total: maker.total(&meaning),
        rows: meaning.parts.iter().filter(|part| part.role != "root").map(|part| maker.row(part)).collect(),
        summary: meaning.coverage.told().iter().map(|text| text.get(lang).to_owned()).collect(),
        headings: headings(lang),
    }
}

struct Maker<'a> {
    program: &'a Program,
    lang: Lang,
}

impl Maker<'_> {
    /// The root's own clauses stand with the total.
    fn total(&self, meaning: &Meaning) -> Row {
        let root = &self.program[ROOT];
        let own = meaning.parts.iter().find(|part| part.role == "root");
        Row {
            line: (root.span.start < root.span.end).then_some(root.line),
            depth: 0,
            id: String::new(),
            name: headings(self.lang).total,
            role: "root",
            points: meaning.points.as_ref().map(ToString::to_string),
            range: meaning::reach(meaning.min.as_ref(), meaning.max.as_ref()),
            sum: self.program.sum_of_parts(ROOT).map(|sum| sum.to_string()),
            mismatch: self.mismatch(ROOT),
            standing: None,
            clauses: own.map(|part| self.clauses(part)).unwrap_or_default(),
        }
    }

    fn row(&self, part: &Part) -> Row {
        let section = part.entry.filter(|id| self.program[*id].role == Role::Section);
        let item = part.entry.filter(|id| self.program[*id].role == Role::Item);
        Row {
            line: part.entry.map(|id| self.program[id].line).or_else(|| u32::try_from(part.clauses.first()?.line).ok()),
            depth: part.depth,
            id: if part.id == part.name { String::new() } else { part.id.clone() },
            name: part.name.clone(),
            role: part.role,
            points: part.points.as_ref().map(ToString::to_string),
            range: meaning::reach(part.min.as_ref(), part.max.as_ref()),
            sum: section.and_then(|id| self.program.sum_of_parts(id)).map(|sum| sum.to_string()),
            mismatch: section.and_then(|id| self.mismatch(id)),
            standing: item.map(|id| self.program.standing(id)),
            clauses: self.clauses(part),
        }
    }

    fn mismatch(&self, id: EntryId) -> Option<String> {
        let (sum, stated) = (self.program.mismatch(id)?, self.program[id].points.clone()?);
        Some(disagreement(&sentence::points(&sum), &sentence::points(&stated)).get(self.lang).to_owned())
    }

    fn clauses(&self, part: &Part) -> Vec<Told> {
        part.clauses.iter().map(|clause| self.clause(clause)).collect()
    }

    fn clause(&self, clause: &Clause) -> Told {
        Told {
            line: clause.line,
            text: clause.text.clone(),
            status: clause.status,
            mark: meaning::mark(clause.status).map(|mark| mark.get(self.lang).to_owned()),
            sentences: clause.effects.iter().map(|effect| effect.sentence.clone()).collect(),
        }
    }
}

/// `各项合计 15 分，这里写 16 分`.
pub fn disagreement(sum: &Text, stated: &Text) -> Text {
    Text::new(format!("各项合计 {}，这里写 {}", sum.zh, stated.zh), format!("items add up to {}, {} stated", sum.en, stated.en))
}

fn headings(lang: Lang) -> Headings {
    let word = |zh: &str, en: &str| Text::new(zh, en).get(lang).to_owned();
    Headings {
        entry: word("评分项", "Entry"),
        points: word("分值", "Points"),
        range: word("可得", "Attainable"),
        clauses: word("读作", "Read as"),
        total: word("总分", "Total"),
        sum: word("各项合计", "Sum"),
        computed: word("可计算", "computed"),
        assessor: word("含考评员给出的数额", "with an amount of the assessor's"),
        external: word("规则书以外", "outside the rulebook"),
    }
}
