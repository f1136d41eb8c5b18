//! How far a long run has come, on standard error where a person sees it; nothing where it is written to a file or a pipe, nor for short runs.
//!
//! Start at [`Progress::of`].

use std::time::Duration;

use chidu_diagnostics::Lang;
use chidu_records::{Input, Step};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Input of so many bytes takes long enough to wonder.
const LONG: usize = 2_000_000;

/// So often the bar moves while nothing is told.
const TICK: Duration = Duration::from_millis(120);

const BAR: &str = "{spinner} {msg} {wide_bar} {percent}%";
const SPINNER: &str = "{spinner} {msg}";

/// A bar that vanishes when the run is over, however it ends.
pub struct Progress {
    bar: ProgressBar,
    lang: Lang,
}

impl Progress {
    /// A bar for these files; the library draws nothing where standard error is no terminal.
    pub fn of(files: &[Input], lang: Lang) -> Self {
        let long = files.iter().map(|file| file.bytes.len()).sum::<usize>() >= LONG;
        let target = if long { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        if !bar.is_hidden() {
            bar.enable_steady_tick(TICK);
        }
        let progress = Self { bar, lang };
        progress.style(SPINNER);
        progress
    }

    /// A step of reading.
    pub fn step(&self, step: Step<'_>) {
        match step {
            Step::Opening { file } => self.say(format!("打开 {file}"), format!("opening {file}")),
            Step::Reading { rows, of } => {
                if self.bar.length() != Some(of as u64) {
                    self.style(BAR);
                    self.bar.set_length(of as u64);
                }
                self.bar.set_position(rows as u64);
                self.say(format!("读取记录 {rows}/{of} 行"), format!("reading rows {rows}/{of}"));
            }
        }
    }

    /// All is read.
    pub fn scoring(&self) {
        self.style(SPINNER);
        self.say("评分", "scoring");
    }

    fn say(&self, zh: impl Into<String>, en: impl Into<String>) {
        self.bar.set_message(match self.lang {
            Lang::Zh => zh.into(),
            Lang::En => en.into(),
        });
    }

    fn style(&self, template: &str) {
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style.progress_chars("██░"));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
