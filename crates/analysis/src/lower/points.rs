//! Points and weights: sums for headings that state none, factors for weights that are no mere check (rules 2 and 17).

use chidu_values::Number;

use super::{Fault, Lowering};
use crate::label;
use crate::program::{EntryId, ROOT, Role};
use crate::reading::{Condition, Kind};

impl Lowering<'_> {
    pub(super) fn points(&mut self) {
        self.stated_weights();
        for id in self.program.entry_ids().collect::<Vec<_>>().into_iter().rev() {
            self.sum(id);
        }
        for id in self.program.entry_ids().collect::<Vec<_>>() {
            self.factor(id);
        }
    }

    /// `服务投诉占比30%` in running text is the weight of the entry that it names.
    fn stated_weights(&mut self) {
        let mut weights = Vec::new();
        for passage in self.passages.iter().filter(|passage| passage.block.is_none()) {
            for effect in passage.reading.effects.iter().filter(|effect| effect.kind == Kind::Weight) {
                let name = match effect.when.first() {
                    Some(Condition::Label(name)) => Some(name.clone()),
                    _ => effect.of.clone(),
                };
                weights.push((passage.entry, name, effect.amount.clone(), effect.span));
            }
        }
        for (entry, name, amount, span) in weights {
            let named = name.as_deref().map_or(Some(entry), |name| self.entry_named(name));
            match named {
                Some(id) if self.program[id].weight.is_none() => self.program[id].weight = amount,
                Some(_) => {}
                None => self.fault(Fault::UnknownWeight { name: name.unwrap_or_default(), span }),
            }
        }
    }

    /// The first entry with this name, compared as labels are.
    pub(super) fn entry_named(&self, name: &str) -> Option<EntryId> {
        self.looked.set(true);
        let key = label::key(name);
        self.program.entry_ids().skip(1).find(|id| !key.is_empty() && self.key_of(*id) == key)
    }

    /// An entry without points of its own has the sum of what is directly beneath it.
    fn sum(&mut self, id: EntryId) {
        if self.program[id].points.is_some() || !matches!(self.program[id].role, Role::Root | Role::Section) {
            return;
        }
        let parts: Vec<EntryId> =
            self.program.parts(id).into_iter().filter(|part| !matches!(self.program[*part].role, Role::Bonus | Role::Malus)).collect();
        let weighted = parts.iter().any(|part| self.program[*part].weight.is_some());
        if parts.is_empty() || weighted && id == ROOT {
            self.program[id].points = (id == ROOT && weighted).then(|| Number::from(100));
            return;
        }
        self.program[id].points = parts.iter().map(|part| self.program[*part].points.clone()).sum();
    }

    /// Weight × full marks ÷ points, where that is not one.
    fn factor(&mut self, id: EntryId) {
        let Some(weight) = self.program[id].weight.clone() else {
            return;
        };
        let above = self.program.above(id);
        let siblings = self.program.parts(above);
        let together: Number = siblings.iter().filter_map(|part| self.program[*part].weight.clone()).sum();
        let whole = if together == Number::ONE { above } else { ROOT };
        let Some(full) = self.program[whole].points.clone() else {
            return;
        };
        let due = &weight * &full;
        match self.program[id].points.clone() {
            Some(points) => self.program[id].factor = due.divide(&points).filter(|factor| *factor != Number::ONE),
            None => self.program[id].points = Some(due),
        }
    }
}
