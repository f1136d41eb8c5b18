//! 得分=实得分÷应得分×100: entries that do not apply are left out of a section or of the whole, and the rest counts for all of its points.
//!
//! Records mark an entry by the 情形 不适用, 不涉及 or 缺项. Not here: values that are missing (缺项 of the rulebook's head). Start at [`Lowering::rescale`].

use chidu_values::Number;

use super::facts::Place;
use super::{Fault, Lowering};
use crate::label;
use crate::program::{EntryId, FactKind, Role};
use crate::reading::{Condition, Effect};

/// What records call an entry that does not apply; the first is its name.
const NAMES: &[&str] = &["不适用", "不涉及", "缺项"];

impl Lowering<'_> {
    /// True where a formula rescales; it is then settled, or a fault.
    pub(super) fn rescale(&mut self, place: Place, effect: &Effect) -> bool {
        let Some(points) = effect.expr.as_deref().and_then(rescaled_to) else { return false };
        let owner = place.owner;
        let sums = self.program.parts(owner).iter().any(|part| !matches!(self.program[*part].role, Role::Bonus | Role::Malus));
        let fits = sums && self.program[owner].points.as_ref() == Some(&points) && effect.when.iter().all(is_about_entries);
        if fits {
            self.program[owner].rescales = true;
        } else {
            self.fault(Fault::NotComputed { span: effect.clause });
            self.program[owner].blocked.push(effect.clause);
        }
        true
    }

    /// What records say of the items that a rescaling leaves out.
    pub(super) fn inapplicable(&mut self) {
        let rescaled = |id: &EntryId| {
            std::iter::successors(self.program[*id].parent, |id| self.program[*id].parent).any(|id| self.program[id].rescales)
        };
        let items: Vec<EntryId> = self.program.entry_ids().filter(|id| self.program[*id].role == Role::Item).filter(rescaled).collect();
        for item in items {
            let taken =
                |name: &&&str| self.program.facts.iter().any(|fact| fact.entry == item && fact.labels.iter().any(|label| label == **name));
            let labels: Vec<String> = NAMES.iter().filter(|name| !taken(name)).map(|name| (*name).to_owned()).collect();
            if let Some(name) = labels.first().cloned() {
                let place = Place { owner: item, criterion: item, block: None };
                self.fact(place, FactKind::Inapplicable, name, labels);
            }
        }
    }
}

/// The points to which 实得分÷应得分×100 scales; `None` for any other expression.
fn rescaled_to(text: &str) -> Option<Number> {
    let text: String = chidu_syntax::fold_str(text).chars().filter(|c| !c.is_whitespace() && !matches!(c, '(' | ')')).collect();
    let text = text.replace("除以", "÷").replace(['/'], "÷").replace("乘以", "×").replace(['*', 'x', 'X'], "×");
    let text = text.strip_suffix('分').filter(|rest| rest.ends_with(|c: char| c.is_ascii_digit())).unwrap_or(&text);
    let text = text.strip_suffix("×100%").unwrap_or(text);
    let mut parts = text.split(['÷', '×']);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    let (signs, rest) = (text.matches(['÷', '×']).collect::<Vec<_>>(), parts.next());
    let (got, due, points) = match signs.as_slice() {
        ["÷", "×"] => (first, second, third),
        ["×", "÷"] => (first, third, second),
        _ => return None,
    };
    let named = |part: &str, word: &str| part.contains(word) && part.ends_with(['分', '数', '值']);
    (rest.is_none() && named(got, "实") && named(due, "应")).then(|| points.parse().ok()).flatten()
}

/// 有缺项的, 不适用的项目: no condition beyond what the records say of entries.
fn is_about_entries(condition: &Condition) -> bool {
    let Condition::Label(text) = condition else { return false };
    let key = label::key(text);
    key.is_empty() || ["不适用", "不涉及", "缺项", "合理缺", "计算公式", "公式", "折算"].iter().any(|word| key.contains(word))
}
