//! Statements as plain text. Start at [`text`].

use chidu_diagnostics::Lang;

use crate::run::Run;
use crate::statement::{Decided, Line, LineKind, Part, Statement};
use crate::words;

/// Statements, one after the other, under the rulebook's title.
pub fn text(run: &Run<'_>, statements: &[Statement], lang: Lang) -> String {
    let mut page = Page { lang, subject: words::subject_word(&run.program.subject, lang), lines: Vec::new() };
    page.put(0, run.title());
    for statement in statements {
        page.statement(statement);
    }
    page.lines.join("\n") + "\n"
}

struct Page {
    lang: Lang,
    subject: String,
    lines: Vec<String>,
}

impl Page {
    fn put(&mut self, indent: usize, text: impl AsRef<str>) {
        let line = format!("{:indent$}{}", "", text.as_ref());
        self.lines.push(line.trim_end().to_owned());
    }

    fn say(&self, zh: &'static str, en: &'static str) -> &'static str {
        words::word((zh, en), self.lang)
    }

    /// A word and what it is about.
    fn pair(&self, word: &str, about: &str) -> String {
        format!("{word}{}{about}", words::colon(self.lang))
    }

    fn statement(&mut self, statement: &Statement) {
        self.put(0, "");
        self.head(statement);
        for part in &statement.entries {
            self.part(part);
        }
        self.sum(statement);
        for line in &statement.why {
            self.put(6, line);
        }
        self.decided(&statement.consequences, words::word(words::CONSEQUENCES, self.lang));
        self.decided(&statement.annual, self.say("年度结果", "Annual result"));
    }

    fn head(&mut self, statement: &Statement) {
        let period = match statement.period.as_str() {
            "" => String::new(),
            period => format!("    {}", self.pair(words::word(words::PERIOD, self.lang), period)),
        };
        self.put(0, self.pair(&self.subject, &statement.subject) + &period);
    }

    fn part(&mut self, part: &Part) {
        let indent = 2 * part.depth + 2;
        let score = fraction(part.score.as_deref().unwrap_or("—"), part.points.as_deref(), self.lang);
        self.put(indent, format!("{}  {score}", numbered(&part.id, &part.name)));
        if let Some(missing) = &part.missing {
            self.put(indent + 4, self.pair(self.say("缺项", "missing"), missing));
        }
        for line in &part.lines {
            self.line(indent + 4, line);
        }
        if !part.evidence.is_empty() {
            self.put(indent + 4, self.pair(self.say("依据来源", "evidence"), &part.evidence.join("; ")));
        }
    }

    fn line(&mut self, indent: usize, line: &Line) {
        let delta = line.delta.as_deref().unwrap_or(if line.kind == LineKind::Idle { "·" } else { "" });
        let notes: String = line.notes.iter().map(|note| self.note(note)).collect();
        match (&line.clause, line.line) {
            (Some(clause), Some(number)) => {
                let at = match self.lang {
                    Lang::Zh => format!("（第 {number} 行）"),
                    Lang::En => format!(" (line {number})"),
                };
                self.put(indent, format!("{delta}  {}", self.pair(&format!("{clause}{at}"), &line.arithmetic)) + &notes);
            }
            _ => self.put(indent, format!("{delta}  {}{notes}", line.arithmetic).trim_start()),
        }
        if !line.rows.is_empty() {
            let rows = line.rows.join(self.say("；", "; "));
            self.put(indent + 4, self.pair(self.say("依据", "from"), &rows));
        }
    }

    fn note(&self, note: &str) -> String {
        match self.lang {
            Lang::Zh => format!("，{note}"),
            Lang::En => format!(", {note}"),
        }
    }

    fn sum(&mut self, statement: &Statement) {
        let total = fraction(statement.total.as_deref().unwrap_or("—"), statement.points.as_deref(), self.lang);
        self.put(2, format!("{}  {total}", words::word(words::TOTAL, self.lang)));
        for line in &statement.sum {
            self.line(6, line);
        }
        let grade = statement.grade.as_deref().unwrap_or("—");
        let by = statement.graded_by.as_ref().map(|by| format!("  {by}")).unwrap_or_default();
        self.put(2, format!("{}  {grade}{by}", words::word(words::GRADE, self.lang)));
        if !statement.graded_rows.is_empty() {
            self.put(6, self.pair(self.say("依据", "from"), &statement.graded_rows.join(self.say("；", "; "))));
        }
        self.put(2, format!("{}  {}", words::word(words::STATUS, self.lang), statement.status));
    }

    fn decided(&mut self, all: &[Decided], head: &str) {
        for each in all {
            self.put(2, format!("{head}  {}", self.pair(&each.outcome, &each.why)));
            if !each.behind.is_empty() {
                self.put(6, self.pair(self.say("依据", "from"), &each.behind.join(self.say("；", "; "))));
            }
        }
    }
}

fn numbered(id: &str, name: &str) -> String {
    if id == name || id.is_empty() { name.to_owned() } else { format!("{id} {name}") }
}

fn fraction(score: &str, points: Option<&str>, lang: Lang) -> String {
    match (points, lang) {
        (Some(points), Lang::Zh) => format!("{score} / {points} 分"),
        (Some(points), Lang::En) => format!("{score} of {points}"),
        (None, Lang::Zh) => format!("{score} 分"),
        (None, Lang::En) => score.to_owned(),
    }
}
