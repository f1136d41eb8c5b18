//! One subject's statements as a page: self-contained, printable, with the hashes of what it was made from.
//!
//! The page holds nothing of any other subject. Its looks are in `templates/statement.html`.

use chidu_diagnostics::Lang;
use minijinja::Environment;
use minijinja::value::Serde;
use serde::Serialize;

use crate::run::Run;
use crate::statement::Statement;
use crate::words;

/// The template does not fit the data.
#[derive(Debug, thiserror::Error)]
#[error("writing the page: {0}")]
pub struct PageError(#[from] minijinja::Error);

const TEMPLATE: &str = include_str!("../templates/statement.html");

/// The page of one subject.
pub fn page(run: &Run<'_>, statements: &[Statement], lang: Lang) -> Result<String, PageError> {
    let mut environment = Environment::new();
    environment.add_template("statement.html", TEMPLATE)?;
    let page = Page {
        zh: lang == Lang::Zh,
        title: run.title(),
        subject_word: words::subject_word(&run.program.subject, lang),
        subject: statements.first().map_or("", |statement| &statement.subject),
        properties: &run.program.properties,
        statements,
        rulebook: Hashed { file: run.short(&run.rulebook.file), sha256: &run.rulebook.sha256 },
        files: run.records.iter().map(|file| Hashed { file: run.short(&file.file), sha256: &file.sha256 }).collect(),
    };
    Ok(environment.get_template("statement.html")?.render(Serde(page))?)
}

/// What the template is filled with.
#[derive(Serialize)]
struct Page<'a> {
    zh: bool,
    title: String,
    subject_word: String,
    subject: &'a str,
    properties: &'a [(String, String)],
    statements: &'a [Statement],
    rulebook: Hashed<'a>,
    files: Vec<Hashed<'a>>,
}

#[derive(Serialize)]
struct Hashed<'a> {
    file: &'a str,
    sha256: &'a str,
}
