//! Diagnostics as SARIF 2.1.0 (OASIS standard of 27 March 2020), which code scanning reads.
//!
//! A subset, as structs: what readers of the format need. Columns count characters (`unicodeCodePoints`).

use std::collections::BTreeMap;
use std::path::Path;

use chidu_diagnostics::{Diagnostic, Lang, LineIndex, Severity, Span, Text};
use serde::Serialize;

use chidu_analysis::lints::find;

use crate::files::Source;
use crate::pages::title;

/// The whole log: one run over all files.
#[derive(Serialize)]
pub struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<Outcome>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
struct Driver {
    name: &'static str,
    version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Message,
    help: Help,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Fix>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Suppression>,
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fix {
    description: Message,
    artifact_changes: [ArtifactChange; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange {
    artifact_location: ArtifactLocation,
    replacements: Vec<Replacement>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Message,
}

/// What was found in each file, as one log.
pub fn log(checked: &[(&Source, Vec<Diagnostic>)], lang: Lang) -> Log {
    let codes: BTreeMap<&'static str, ()> = checked.iter().flat_map(|(_, found)| found).map(|each| (each.code, ())).collect();
    let codes: Vec<&'static str> = codes.into_keys().collect();
    let results = checked.iter().flat_map(|(source, found)| Places::new(source, lang).results(found, &codes)).collect();
    let rules = codes.iter().map(|code| rule(code, lang)).collect();
    let driver = Driver { name: "chidu", version: env!("CARGO_PKG_VERSION"), rules };
    Log {
        schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        version: "2.1.0",
        runs: [Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", results }],
    }
}

/// A code with its page: the title, and the page's own words.
fn rule(code: &'static str, lang: Lang) -> Rule {
    let lint = find(code);
    let said = |text: Option<String>| text.unwrap_or_else(|| code.to_owned());
    let page = said(lint.map(|lint| lint.page(lang)));
    let short_description = Message { text: said(lint.map(|lint| title(lint, lang))) };
    Rule { id: code, short_description, help: Help { text: page.clone(), markdown: page } }
}

/// A file in which places are told.
struct Places<'a> {
    source: &'a Source,
    lines: LineIndex,
    lang: Lang,
}

impl<'a> Places<'a> {
    fn new(source: &'a Source, lang: Lang) -> Self {
        Self { source, lines: LineIndex::new(&source.text), lang }
    }

    fn results(&self, found: &[Diagnostic], codes: &[&'static str]) -> Vec<Outcome> {
        found
            .iter()
            .map(|diagnostic| self.result(diagnostic, codes.iter().position(|code| *code == diagnostic.code).unwrap_or(0)))
            .collect()
    }

    fn result(&self, found: &Diagnostic, rule_index: usize) -> Outcome {
        let told = [Some(&found.message), found.help.as_ref()].into_iter().flatten().map(|text| text.get(self.lang));
        Outcome {
            rule_id: found.code,
            rule_index,
            level: level(found.severity),
            message: Message { text: told.collect::<Vec<_>>().join("\n") },
            locations: [self.location(found.span, None)],
            related_locations: found.labels.iter().map(|label| self.location(label.span, Some(&label.text))).collect(),
            fixes: found.fix.iter().map(|fix| self.fix(fix)).collect(),
            suppressions: if found.expected { vec![Suppression { kind: "inSource" }] } else { Vec::new() },
        }
    }

    fn fix(&self, fix: &chidu_diagnostics::Fix) -> Fix {
        let replacement = |(span, text): &(Span, String)| Replacement {
            deleted_region: self.region(*span),
            inserted_content: Message { text: text.clone() },
        };
        Fix {
            description: Message { text: fix.title.get(self.lang).to_owned() },
            artifact_changes: [ArtifactChange {
                artifact_location: self.file(),
                replacements: fix.edits.iter().map(replacement).collect(),
            }],
        }
    }

    fn location(&self, span: Span, message: Option<&Text>) -> Location {
        let message = message.map(|text| Message { text: text.get(self.lang).to_owned() });
        Location { physical_location: PhysicalLocation { artifact_location: self.file(), region: self.region(span) }, message }
    }

    fn file(&self) -> ArtifactLocation {
        ArtifactLocation { uri: uri(&self.source.name) }
    }

    fn region(&self, span: Span) -> Region {
        let (start_line, start_column) = self.lines.position(&self.source.text, span.start as usize);
        let (end_line, end_column) = self.lines.position(&self.source.text, span.end as usize);
        Region { start_line, start_column, end_line, end_column }
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}

/// A path as a reference (RFC 3986), relative where it is: what is no letter or digit of ASCII goes as percent signs.
fn uri(path: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let slashed = path.replace('\\', "/");
    let escaped: String =
        slashed.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect();
    match (Path::new(path).is_absolute(), escaped.starts_with('/')) {
        (true, true) => format!("file://{escaped}"),
        (true, false) => format!("file:///{escaped}"),
        (false, _) => escaped,
    }
}
