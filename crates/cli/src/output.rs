//! Where words go: standard output through one locked writer, standard error for failures, files by way of a temporary name.

use std::io::{self, IsTerminal, Write};
use std::path::Path;

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use chidu_diagnostics::{Lang, Severity};

use crate::failure::Failure;

/// The output of one command.
pub struct Output {
    pub lang: Lang,
    /// The user named it: what a `chidu.toml` says does not matter then.
    pub lang_is_named: bool,
    /// True where a person sees standard output.
    pub terminal: bool,
    /// True where colours are wanted there (a terminal, and no `NO_COLOR`).
    pub coloured: bool,
    writer: io::BufWriter<AutoStream<io::StdoutLock<'static>>>,
}

impl Output {
    /// Takes standard output.
    pub fn new(lang: Lang) -> Self {
        let stdout = io::stdout();
        let terminal = stdout.is_terminal();
        let coloured = AutoStream::choice(&stdout) != anstream::ColorChoice::Never;
        Self { lang, lang_is_named: false, terminal, coloured, writer: io::BufWriter::new(AutoStream::auto(stdout.lock())) }
    }

    /// Speaks the language that was decided for the rulebooks, unless the user named one.
    pub fn speak(&mut self, decided: Option<Lang>) {
        if let Some(lang) = decided.filter(|_| !self.lang_is_named) {
            self.lang = lang;
        }
    }

    /// How many columns the terminal has, where a person sees standard output.
    pub fn width(&self) -> Option<u16> {
        terminal_size::terminal_size().filter(|_| self.terminal).map(|(width, _)| width.0)
    }

    /// Writes text; colours in it are taken out where they are not wanted.
    pub fn put(&mut self, text: &str) -> Result<(), Failure> {
        Ok(self.writer.write_all(text.as_bytes())?)
    }

    /// Writes a line.
    pub fn line(&mut self, text: &str) -> Result<(), Failure> {
        self.put(text)?;
        self.put("\n")
    }

    /// One of two wordings.
    pub fn say<'t>(&self, zh: &'t str, en: &'t str) -> &'t str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// Hands everything on.
    pub fn flush(&mut self) -> Result<(), Failure> {
        Ok(self.writer.flush()?)
    }

    /// Tells a failure on standard error; the exit code.
    pub fn fail(&mut self, failure: &Failure) -> u8 {
        // What was said before comes first; if it cannot be written, the failure still is.
        let _ = self.writer.flush();
        let mut stderr = anstream::stderr();
        let style = style(Severity::Error);
        let (head, colon) = (self.say("错误", "error"), self.say("：", ": "));
        let _ = match failure {
            Failure::Said(text) => writeln!(stderr, "{style}{head}{style:#}{colon}{}", text.get(self.lang)),
            Failure::Usage(text) => writeln!(stderr, "{style}{head}{style:#}{colon}{text}"),
            Failure::Closed => Ok(()),
        };
        2
    }

    /// A note on standard error, beside the output.
    pub fn note(&mut self, text: &str) {
        let _ = writeln!(anstream::stderr(), "{text}");
    }
}

/// The colour of a severity.
pub fn style(severity: Severity) -> Style {
    let colour = match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Advice => AnsiColor::Cyan,
    };
    colour.on_default().bold()
}

/// Writes a whole file or nothing: under a temporary name in the same folder, then renamed. A link is followed, and a file that was there
/// keeps its permissions. What is there and no file (a device, a pipe) is written to and never replaced.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let failed = |error: &io::Error| Failure::file(path, error);
    let there = std::fs::canonicalize(path).ok();
    let target = there.as_deref().unwrap_or(path);
    if std::fs::metadata(target).is_ok_and(|there| !there.is_file() && !there.is_dir()) {
        return std::fs::write(target, bytes).map_err(|error| failed(&error));
    }
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".chidu-").tempfile_in(folder).map_err(|error| failed(&error))?;
    file.write_all(bytes).map_err(|error| failed(&error))?;
    match std::fs::metadata(target) {
        Ok(before) => file.as_file().set_permissions(before.permissions()),
        Err(_) => readable(&file),
    }
    .map_err(|error| failed(&error))?;
    file.persist(target).map_err(|error| failed(&error.error))?;
    Ok(())
}

/// Temporary files are for their owner alone; a result is an ordinary file.
#[cfg(unix)]
fn readable(file: &tempfile::NamedTempFile) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.as_file().set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_: &tempfile::NamedTempFile) -> io::Result<()> {
    Ok(())
}
