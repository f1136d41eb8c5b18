//! The `chidu.toml` above a document: looked for on a thread of its own, since a disk may be slow.
//!
//! Not here: what is in it (`configuration`), and what it changes (`session`). Start at [`load`].

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use chidu_configuration::{Configuration, Problem, places, read};
use chidu_diagnostics::LineIndex;
use tower_lsp::lsp_types::{Diagnostic, DiagnosticSeverity, Url};

use crate::position::Places;
use crate::session::Session;

/// By which it is known that a file has changed, or that another one is the nearest.
pub type Stamp = Option<(PathBuf, SystemTime, u64)>;

/// What was found for a document.
#[derive(Default)]
pub struct Found {
    pub configuration: Configuration,
    pub stamp: Stamp,
    /// The file, with its text and what in it is not understood.
    pub file: Option<File>,
}

/// A `chidu.toml` that was read.
pub struct File {
    pub uri: Url,
    text: String,
    problems: Vec<Problem>,
}

/// The nearest file above a document; nothing is decided for one that is not on a disk. A file that cannot be read counts as none: the
/// command line tells that.
pub async fn load(document: Url) -> Found {
    let Ok(path) = document.to_file_path() else { return Found::default() };
    let look = move || Found { stamp: stamp_above(&path), ..nearest(&path).unwrap_or_default() };
    tokio::task::spawn_blocking(look).await.unwrap_or_default()
}

/// The stamp as it is now. Asks the disk: call it off the runtime's own threads.
pub fn stamp(document: &Url) -> Stamp {
    stamp_above(&document.to_file_path().ok()?)
}

fn stamp_above(document: &Path) -> Stamp {
    places(document.parent()?).find_map(|file| {
        let about = std::fs::metadata(&file).ok().filter(std::fs::Metadata::is_file)?;
        Some((file, about.modified().ok()?, about.len()))
    })
}

fn nearest(document: &Path) -> Option<Found> {
    let folder = document.parent()?;
    let readable = |file: PathBuf| std::fs::read_to_string(&file).ok().map(|text| (file, text));
    let (path, text) = places(folder).find_map(readable)?;
    let (configuration, problems) = read(&text);
    let file = Url::from_file_path(path).ok().map(|uri| File { uri, text, problems });
    Some(Found { configuration, stamp: None, file })
}

impl File {
    /// What in it is not understood, as the editor shows it.
    pub fn diagnostics(&self, session: &Session) -> Vec<Diagnostic> {
        let lines = LineIndex::new(&self.text);
        let places = Places { text: &self.text, lines: &lines, encoding: session.encoding };
        let one = |problem: &Problem| Diagnostic {
            range: places.range(problem.span),
            severity: Some(DiagnosticSeverity::ERROR),
            source: Some("chidu".into()),
            message: problem.message.get(session.lang).to_owned(),
            ..Diagnostic::default()
        };
        self.problems.iter().map(one).collect()
    }
}
