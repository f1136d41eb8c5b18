//! Conditions on the result of other entries: 保证项目中有一项不得分 (rule 16).

use super::facts::Place;
use super::{Fault, Lowering};
use crate::label;
use crate::program::{EntryId, Role, Trigger};
use crate::reading::Effect;

impl Lowering<'_> {
    /// So many of the named entries scored nothing; a name that no entry has is a fault.
    pub(super) fn result_trigger(&mut self, place: Place, effect: &Effect, of: &str, at_least: u32) -> Trigger {
        let key = label::key(of);
        let name = key.trim_end_matches(['中', '里', '内']);
        let entries = self.scored_entries(place, name);
        if entries.is_empty() {
            self.program[place.owner].blocked.push(effect.clause);
            self.fault(Fault::UnknownEntry { name: of.to_owned(), span: effect.clause });
        }
        Trigger::ScoredZero { entries, at_least }
    }

    /// The items of the section that a name names, the item itself, or all items beneath the clause's own entry.
    fn scored_entries(&self, place: Place, name: &str) -> Vec<EntryId> {
        let scope = match name {
            "" | "本表" | "本项" | "本大项" | "各" | "各项" | "所有项目" | "其" => Some(place.owner),
            _ => self.entry_named(name),
        };
        scope.map_or_else(Vec::new, |id| if self.program[id].role == Role::Item { vec![id] } else { self.items(id) })
    }

    /// The items beneath an entry.
    fn items(&self, id: EntryId) -> Vec<EntryId> {
        let part = |part: EntryId| if self.program[part].role == Role::Item { vec![part] } else { self.items(part) };
        self.program.parts(id).into_iter().flat_map(part).collect()
    }
}
