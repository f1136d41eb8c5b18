//! A meaning as a sentence, in both languages: what `chidu reading`, the hover and the inlay hints say.
//!
//! Not here: how words were read (`forms`), and what happened in one run (`reports`). Start at [`rule`] for what the
//! evaluator runs, and at [`effect`] for one clause on its own.

mod effects;
mod others;
mod rules;
mod units;
mod words;

use chidu_diagnostics::Text;

use crate::reading::{Reading, Status};

pub use effects::{act, condition, effect};
pub use rules::{limit, rule, rule_in_short, trigger, written};
pub use units::{in_english, plural};
pub use words::{bound, period_name, points, quantity};

/// What a passage on its own says: its effects one after another; in brackets where nothing is computed from it.
pub fn reading(reading: &Reading) -> Text {
    let told: Vec<Text> = reading.effects.iter().map(effect).collect();
    let words = Text::new(joined(&told, |text| &text.zh, "；"), joined(&told, |text| &text.en, "; "));
    let note = match reading.status {
        Status::Understood | Status::Assessor => return words,
        Status::Prose => Text::new("（不评分）", "(does not score)"),
        Status::External => Text::new("（规则书以外的，不计算）", "(outside the rulebook, not computed)"),
        Status::Unrecognized => Text::new("（没有看懂）", "(not understood)"),
    };
    Text::new(words.zh + &note.zh, format!("{} {}", words.en, note.en).trim_start().to_owned())
}

/// A sentence in three parts: what is done, how far, and when.
struct Parts {
    act: Text,
    tail: Vec<Text>,
    when: Vec<Text>,
}

impl Parts {
    fn new(act: Text) -> Self {
        Self { act, tail: Vec::new(), when: Vec::new() }
    }

    fn sentence(self) -> Text {
        let mut text = self.act;
        for part in self.tail {
            text.zh = format!("{}，{}", text.zh, part.zh);
            text.en = format!("{}, {}", text.en, part.en);
        }
        if !self.when.is_empty() {
            text.zh = format!("{}（{}）", text.zh, joined(&self.when, |when| &when.zh, "，且"));
            text.en = format!("{} ({})", text.en, joined(&self.when, |when| &when.en, " and "));
        }
        text
    }
}

fn joined(texts: &[Text], of: fn(&Text) -> &String, by: &str) -> String {
    texts.iter().map(|text| of(text).as_str()).collect::<Vec<_>>().join(by)
}

#[cfg(test)]
mod tests {
    use chidu_diagnostics::Span;

    use super::*;
    use crate::program::{Bound, Edge};
    use crate::reading::{Cap, Condition, Effect, Kind, Op, Partial, Per};
    use chidu_values::Number;

    fn deduct(amount: i64) -> Effect {
        Effect { amount: Some(Number::from(amount)), ..Effect::new(Kind::Deduct, Span::default()) }
    }

    fn per(step: i64, unit: &str) -> Option<Per> {
        Some(Per { step: Number::from(step), unit: unit.to_owned(), down: false })
    }

    fn said(effect: &Effect) -> String {
        let text = super::effect(effect);
        format!("{} | {}", text.zh, text.en)
    }

    #[test]
    fn each_occurrence_with_its_cap() {
        let when = vec![Condition::Label("不达标".to_owned())];
        let effect = Effect { per: per(1, "处"), cap: Some(Cap::Points(Number::from(5))), when, ..deduct(1) };
        assert_eq!(said(&effect), "每处扣 1 分，最多扣 5 分（不达标） | deduct 1 point for each place, at most 5 points (不达标)");
    }

    #[test]
    fn once_is_said() {
        let effect = Effect { when: vec![Condition::Label("未放告知牌".to_owned())], ..deduct(2) };
        assert_eq!(said(&effect), "扣 2 分，只计一次（未放告知牌） | deduct 2 points, once (未放告知牌)");
    }

    #[test]
    fn steps_and_their_parts() {
        let when =
            vec![Condition::Compare {
                measure: "交接时间".to_owned(), op: Op::Above, value: Number::from(10), unit: "分钟".to_owned()
            }];
        let effect = Effect { per: per(5, "分钟"), partial: Some(Partial::Up), when, ..deduct(1) };
        assert_eq!(
            said(&effect),
            "每 5 分钟扣 1 分，不足一步按一步计（交接时间超过 10 分钟） | deduct 1 point for each 5 minutes, a part of a step counts as a step (交接时间 over 10 minutes)"
        );
    }

    #[test]
    fn an_assessors_range() {
        let effect = Effect { amount: None, range: Some((Number::from(1), Number::from(3))), ..deduct(1) };
        assert_eq!(said(&effect), "扣 1–3 分，由考评员在此范围内定，只计一次 | deduct 1–3 points as the assessor sees fit, once");
    }

    #[test]
    fn both_ends_of_a_bound() {
        let edge = |at: i64, closed| Some(Edge { at: Number::from(at), closed });
        let text = bound(&Bound { low: edge(80, true), high: edge(90, false) }, "%");
        assert_eq!(format!("{} | {}", text.zh, text.en), "不低于 80%且不足 90% | at least 80% and under 90%");
    }
}
