//! How severe a kind of problem is taken, where somebody has decided that otherwise.

use std::collections::BTreeMap;

use crate::{Diagnostic, Severity};

/// Codes whose severity was decided; `None` is not told at all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels(BTreeMap<String, Option<Severity>>);

impl Levels {
    /// Decides a code.
    pub fn set(&mut self, code: &str, level: Option<Severity>) {
        self.0.insert(code.to_owned(), level);
    }

    /// What is told, as severely as was decided. Errors stay errors, for with them nothing can be scored; what a file expects of itself stays, too.
    #[must_use]
    pub fn apply(&self, mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        diagnostics.retain_mut(|diagnostic| {
            let decided = self.0.get(diagnostic.code).filter(|_| diagnostic.severity != Severity::Error && !diagnostic.expected);
            if let Some(Some(severity)) = decided {
                diagnostic.severity = *severity;
            }
            decided != Some(&None)
        });
        diagnostics
    }
}
