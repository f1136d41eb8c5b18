//! 优秀不超过40%: how many may have a grade, wherever the rulebook says it (rule 22).
//!
//! Not here: who keeps the grade (`evaluation::peers`). Start at [`Lowering::quotas`].

use chidu_values::Number;

use super::effects::clause_text;
use super::{Fault, Lowering};
use crate::label;
use crate::program::{Most, Quota};
use crate::reading::{Condition, Effect, Kind, Op};

impl Lowering<'_> {
    /// Finds every quota, once the grades are known.
    pub(super) fn quotas(&mut self) {
        let effects = self.passages.iter().flat_map(|passage| &passage.reading.effects);
        let quotas: Vec<Effect> = effects.filter(|effect| limited(effect).is_some()).cloned().collect();
        for effect in quotas {
            let Some((name, most)) = limited(&effect) else { continue };
            let key = label::key(name);
            let ranks = self.program.bands_best_first();
            let named = |at: &usize| self.program.bands.get(*at).is_some_and(|band| is_called(&band.name, &key));
            let (band, last) = (ranks.iter().copied().find(named), ranks.last().copied());
            let full = most == Most::Share(Number::ONE);
            match band.filter(|band| Some(*band) != last && !full) {
                Some(band) => {
                    let text = clause_text(effect.clause.of(self.text));
                    let line = self.line(effect.span);
                    self.program.quotas.push(Quota { band, most, text, span: effect.clause, line });
                }
                None => self.fault(Fault::Quota { span: effect.clause, name: name.to_owned(), known: band.is_some() }),
            }
        }
    }
}

/// True where a band has this name: 优秀, or with a word for what it is (优秀等次).
fn is_called(band: &str, key: &str) -> bool {
    let band = label::key(band);
    let rest = band.strip_prefix(key);
    rest.is_some_and(|rest| matches!(rest, "" | "等次" | "等级" | "单位" | "窗口" | "个人" | "级"))
}

/// The grade and the number of a quota; `None` for any other effect.
pub(super) fn limited(effect: &Effect) -> Option<(&str, Most)> {
    if effect.kind != Kind::Limit || effect.amount.is_some() {
        return None;
    }
    let [Condition::Compare { measure, op: Op::AtMost, value, unit }] = effect.when.as_slice() else { return None };
    let most = if unit == "%" { Most::Share(value.divide(&Number::from(100))?) } else { Most::Count(value.clone()) };
    (effect.of.as_ref() == Some(measure)).then_some((measure, most))
}
