//! Scores that depend on themselves: 一般项目得分低于60%的, 保证项目不得分 beside the same the other way round.
//!
//! An entry that scores nothing below a score of its own (小计得分不足12分的, 本大项不得分) is no such thing: the test is on what it would
//! score without that clause. Start at [`Lowering::cycles`].

use chidu_diagnostics::Span;

use super::{Fault, Lowering};
use crate::program::{Action, EntryId, Program, Rule, Trigger};

/// A rule that makes the score of one entry depend on that of another.
struct Link {
    from: EntryId,
    to: EntryId,
    span: Span,
    owner: EntryId,
}

impl Lowering<'_> {
    /// Each clause by which a score depends on itself is a fault, and its entry is not computed.
    pub(super) fn cycles(&mut self) {
        let links: Vec<Link> = self.program.rules.iter().flat_map(links).collect();
        let mut told: Vec<Span> = Vec::new();
        for link in &links {
            let Some(chain) = chain(&self.program, &links, link).filter(|_| !told.contains(&link.span)) else { continue };
            told.push(link.span);
            self.unfit(link.owner);
            self.program[link.owner].blocked.push(link.span);
            let name = |id: &EntryId| self.program.title_of(*id);
            let chain = chain.iter().map(name).collect();
            self.fault(Fault::ResultCycle { span: link.span, chain });
        }
    }
}

fn links(rule: &Rule) -> Vec<Link> {
    let from = match rule.action {
        Action::Zero(at) | Action::DeductAbove(at) => at,
        _ => rule.entry,
    };
    let takes_all = matches!(rule.action, Action::Zero(_));
    let scored = rule.triggers.iter().flat_map(|trigger| match trigger {
        Trigger::ScoredZero { entries, .. } => entries.clone(),
        Trigger::Score(entry, _) => vec![*entry],
        _ => Vec::new(),
    });
    let link = |to: EntryId| Link { from, to, span: rule.span, owner: rule.entry };
    scored.filter(|to| !(takes_all && *to == from)).map(link).collect()
}

/// From the entry that a link starts at, through it, back to the start.
fn chain(program: &Program, links: &[Link], link: &Link) -> Option<Vec<EntryId>> {
    let mut seen = vec![link.to];
    // Each entry that was reached, with the place in the list of the one it was reached from.
    let mut reached: Vec<(EntryId, usize)> = vec![(link.to, 0)];
    let mut at = 0;
    while let Some((id, _)) = reached.get(at).copied() {
        if id == link.from {
            return Some(way_back(&reached, at, link.from));
        }
        let by_rules = links.iter().filter(|other| other.from == id).map(|other| other.to);
        for next in program.parts(id).into_iter().chain(by_rules) {
            if !seen.contains(&next) {
                seen.push(next);
                reached.push((next, at));
            }
        }
        at += 1;
    }
    None
}

fn way_back(reached: &[(EntryId, usize)], end: usize, start: EntryId) -> Vec<EntryId> {
    let mut chain = Vec::new();
    let mut at = end;
    while let Some((id, before)) = reached.get(at).copied() {
        chain.push(id);
        if at == 0 {
            break;
        }
        at = before;
    }
    chain.push(start);
    chain.reverse();
    chain
}

impl Program {
    /// What an author calls an entry: its name, else its number; the root is 总分.
    pub fn title_of(&self, id: EntryId) -> String {
        let entry = &self[id];
        match (entry.parent.is_none(), entry.name.trim().is_empty()) {
            (true, _) => "总分".to_owned(),
            (_, false) => entry.name.clone(),
            _ => entry.id.clone(),
        }
    }
}
