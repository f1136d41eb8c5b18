//! The changes that diagnostics offer, made: each round makes those that do not touch one another, and looks again.
//!
//! A change is kept only where it removes what it was offered for and brings no new error. Start at [`mend`].

use chidu_diagnostics::{Diagnostic, Fix, Severity};

use crate::check::check;

/// Changes may uncover others; a rulebook that is not at rest after so many rounds stays as it is then.
const ROUNDS: usize = 20;

/// The text with every certain change made, and how many there were. What the file expects of itself stays.
pub fn mend(text: &str) -> (String, usize) {
    let (mut text, mut made) = (text.to_owned(), 0);
    for _ in 0..ROUNDS {
        let found = check(&text);
        let Some((next, changes)) = round(&text, &found) else { break };
        (text, made) = (next, made + changes);
    }
    (text, made)
}

/// One round: all changes together where that helps, else the first alone that does; `None` where none helps.
fn round(text: &str, found: &[Diagnostic]) -> Option<(String, usize)> {
    let offered: Vec<&Fix> = found.iter().filter(|each| !each.expected).filter_map(|each| each.fix.as_ref()).collect();
    let apart = apart(&offered);
    let together = (changed(text, &apart)?, apart.len());
    if helps(found, &together.0) {
        return Some(together);
    }
    offered.iter().filter_map(|fix| changed(text, &[fix])).find(|next| helps(found, next)).map(|next| (next, 1))
}

/// True where there is less to tell than before, and not one error more.
fn helps(before: &[Diagnostic], text: &str) -> bool {
    let after = check(text);
    let errors = |found: &[Diagnostic]| found.iter().filter(|each| each.severity == Severity::Error && !each.expected).count();
    after.len() < before.len() && errors(&after) <= errors(before)
}

/// Those that touch no one before them.
fn apart<'f>(offered: &[&'f Fix]) -> Vec<&'f Fix> {
    let touches =
        |a: &Fix, b: &Fix| a.edits.iter().any(|(one, _)| b.edits.iter().any(|(other, _)| one.start <= other.end && other.start <= one.end));
    let mut kept: Vec<&Fix> = Vec::new();
    for fix in offered {
        if !kept.iter().any(|other| touches(fix, other)) {
            kept.push(fix);
        }
    }
    kept
}

/// The text after changes that touch none of the others; `None` where there are none, or one does not fit the text.
fn changed(text: &str, fixes: &[&Fix]) -> Option<String> {
    let mut edits: Vec<_> = fixes.iter().flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|(span, _)| span.start);
    let (mut next, mut at) = (String::with_capacity(text.len()), 0);
    for (span, new) in &edits {
        next.push_str(text.get(at..span.start as usize)?);
        next.push_str(new);
        at = span.end as usize;
    }
    next.push_str(text.get(at..)?);
    (!edits.is_empty()).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_certain_is_mended_and_the_rest_stays() {
        let (text, changes) = mend("服务态度 IO分: 每发现一处不达标扣l分\n用语 5分: 语言不规范扣1分; 态度差的,扣分\n");
        assert_eq!((text.as_str(), changes), ("服务态度 10分: 每发现一处不达标扣1分\n用语 5分: 语言不规范扣1分; 态度差的,扣分\n", 2));
        assert_eq!(mend(&text), (text.clone(), 0));
    }

    #[test]
    fn what_a_file_expects_of_itself_stays() {
        let text = "// 预期: letter-for-digit\n服务态度 10分: 每发现一处不达标扣l分\n";
        assert_eq!(mend(text), (text.to_owned(), 0));
    }
}
