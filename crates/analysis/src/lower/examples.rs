//! 示例: facts in the author's words and what they must earn.

use chidu_diagnostics::Span;
use chidu_syntax::ast::{Block, BlockKind};
use chidu_syntax::{fold_str, numeral};
use chidu_values::{Number, Unit};

use super::outcomes::texts;
use super::{Fault, Lowering};
use crate::label;
use crate::program::{EntryId, Example, ExampleAmount, ExampleFact, Expectation, Expected, FactId, FactKind, ROOT, RuleId, Trigger};

impl Lowering<'_> {
    pub(super) fn examples(&mut self) {
        let blocks: Vec<&Block> = self.tree.blocks.iter().filter(|block| block.kind == BlockKind::Example).collect();
        for block in blocks {
            let title = block.title.as_ref().map_or_else(String::new, |title| title.text.clone());
            let mut example = Example { title, span: block.entry.head, given: Vec::new(), expected: Vec::new() };
            for passage in texts(&block.entry, self.text) {
                for (part, span) in split(&passage.text, passage.span, &['\n', ';', '\u{ff1b}']) {
                    self.example_line(&mut example, part, span);
                }
            }
            self.program.examples.push(example);
        }
    }

    fn example_line(&mut self, example: &mut Example, line: &str, span: Span) {
        let word = line.char_indices().nth(2).and_then(|(end, _)| line.split_at_checked(end));
        let due = word.filter(|(word, _)| ["应得", "应为", "结果"].contains(&fold_str(word).as_ref()));
        let due = due.map(|(_, rest)| rest.trim_start_matches([':', '\u{ff1a}', ' ']));
        let Some(due) = due else {
            return match self.example_fact(line, span) {
                Some(fact) => example.given.push(fact),
                None => {
                    let suggestion = self.example_suggestion(line);
                    self.fault(Fault::ExampleLine { span, suggestion });
                }
            };
        };
        let start = span.end as usize - due.len();
        for (part, span) in split(due, Span::new(start, span.end as usize), &[',', '、', '\u{ff0c}', '。']) {
            match self.expectation(part) {
                Some(what) => example.expected.push(Expectation { span, what }),
                None => self.fault(Fault::ExampleLine { span, suggestion: None }),
            }
        }
    }

    /// `服务态度 不达标 2处`, `接待时间 12分钟`, `满意度调查 很满意 3人`, `一票否决 弄虚作假`, `病历 缺陷 2处 样本 甲`, `自评 接待 超时`.
    fn example_fact(&self, line: &str, span: Span) -> Option<ExampleFact> {
        let words: Vec<&str> = line.split_whitespace().collect();
        let (source, words) = self.source_named(&words);
        let (object, words) = object_named(words);
        let (given, words) = amount_given(words);
        let (value, rest) = match words.split_last() {
            Some((last, rest)) => match quantity(last) {
                Some(value) => (Some(value), rest),
                None => (None, words),
            },
            None => return None,
        };
        // The longest run of words in front that names an entry; the rest is the label.
        for taken in (0..=rest.len()).rev() {
            let (name, label) = rest.split_at_checked(taken)?;
            let (name, label) = (name.join(" "), label.join(" "));
            if let Some((fact, option)) = self.named_fact(&name, &label, value.as_ref()) {
                if object.is_some() && !self.program.names_object(fact) {
                    return None;
                }
                let amount = self.example_amount(fact, value.as_ref())?;
                return Some(ExampleFact { fact, option, amount, given, object, source, span });
            }
        }
        None
    }

    /// `上级评价 接待 不达标`: who says so; where nobody is named, every source does.
    fn source_named<'w, 's>(&self, words: &'w [&'s str]) -> (Option<usize>, &'w [&'s str]) {
        let named = |word: &str| self.program.sources.iter().position(|source| label::key(&source.name) == label::key(word));
        match words.split_first() {
            Some((first, rest)) if !rest.is_empty() => named(first).map_or((None, words), |source| (Some(source), rest)),
            _ => (None, words),
        }
    }

    fn named_fact(&self, name: &str, wanted: &str, value: Option<&(Number, String)>) -> Option<(FactId, Option<usize>)> {
        let key = label::key(wanted);
        let scope = |fact: FactId| self.in_scope(fact, name);
        let facts: Vec<FactId> = (0..u32::try_from(self.program.facts.len()).ok()?).map(FactId).filter(|fact| scope(*fact)).collect();
        for fact in &facts {
            let known = &self.program[*fact];
            if known.handles.iter().any(|handle| handle == wanted || *handle == name) {
                return Some((*fact, None));
            }
            match &known.kind {
                FactKind::Answer(_, options) => {
                    if let Some(option) = options.iter().position(|option| option.labels.contains(&key)) {
                        return Some((*fact, Some(option)));
                    }
                }
                _ if known.labels.contains(&key) => return Some((*fact, None)),
                _ => {}
            }
        }
        if name.is_empty() {
            return None;
        }
        let measured = value.is_some_and(|(_, unit)| Unit::of(unit).is_measured());
        let fits = |fact: &&FactId| match self.program[**fact].kind {
            FactKind::Measure(_) | FactKind::Event => true,
            FactKind::Finding => !measured,
            FactKind::Answer(_, ref options) => options.len() == 1,
            FactKind::Other | FactKind::Derived(_) | FactKind::Computed(_) | FactKind::Inapplicable => false,
        };
        let alone: Vec<&FactId> = facts.iter().filter(fits).collect();
        match (key.is_empty(), alone.as_slice()) {
            (true, [only]) => Some((**only, None)),
            (false, _) => facts.iter().find(|fact| self.program[**fact].kind == FactKind::Other).map(|fact| (*fact, None)),
            _ => None,
        }
    }

    /// True where a fact belongs to the entry or block that a name names; an empty name is anywhere.
    fn in_scope(&self, fact: FactId, name: &str) -> bool {
        let fact = &self.program[fact];
        if let Some(block) = fact.block {
            return name.is_empty() || name == block;
        }
        name.is_empty()
            || fact.handles.iter().any(|handle| handle == name)
            || [fact.entry, fact.criterion].iter().any(|id| self.is_named(*id, name))
    }

    fn is_named(&self, id: EntryId, name: &str) -> bool {
        let entry = &self.program[id];
        entry.id == name || entry.handle.as_deref() == Some(name) || !name.is_empty() && label::key(&entry.name) == label::key(name)
    }

    /// What a number says of a fact: how many, how much in its unit, or how often where it is an event. `None` where it says neither: a
    /// value needs a number, and 2处 is no time.
    fn example_amount(&self, fact: FactId, said: Option<&(Number, String)>) -> Option<ExampleAmount> {
        let known = &self.program[fact];
        let Some((number, unit)) = said else {
            return match known.kind {
                FactKind::Event => self.how_often(fact, &Number::ONE),
                FactKind::Measure(_) => None,
                _ => Some(ExampleAmount::Value(Number::ONE)),
            };
        };
        let (own, unit) = (known.unit.as_ref().filter(|own| own.is_measured()), Unit::of(unit));
        match own {
            Some(own) if !unit.name.is_empty() => match unit.convert(number, own) {
                Some(value) => Some(ExampleAmount::Value(value)),
                None if known.kind == FactKind::Event && !unit.is_measured() => self.how_often(fact, number),
                None => None,
            },
            _ => Some(ExampleAmount::Value(number.clone())),
        }
    }

    /// 迟到 2次 beside 迟到超过30分钟的: by the rule that counts an event of any size, where there is one.
    fn how_often(&self, fact: FactId, times: &Number) -> Option<ExampleAmount> {
        let any = |rule: &&RuleId| self.program[**rule].triggers.contains(&Trigger::Found(fact));
        let rule = self.program[fact].rules.iter().find(any)?;
        Some(ExampleAmount::Times(times.clone(), *rule))
    }

    /// `服务态度 3分`, `总分 98分`, `等级 优秀`, `优秀`, `取消评先资格`.
    fn expectation(&self, part: &str) -> Option<Expected> {
        let folded = fold_str(part.trim());
        let words: Vec<&str> = folded.split_whitespace().collect();
        let (last, rest) = words.split_last()?;
        if let Some((number, _)) = quantity(last).filter(|(_, unit)| unit == "分" || unit.is_empty()) {
            let name = rest.join(" ");
            return match name.as_str() {
                "" | "总分" | "得分" | "合计" => Some(Expected::Total(number)),
                _ => self.program.entry_ids().find(|id| *id != ROOT && self.is_named(*id, &name)).map(|id| Expected::Score(id, number)),
            };
        }
        let glued = folded.find(|c: char| c.is_ascii_digit()).and_then(|at| folded.split_at_checked(at));
        if let Some((name, number)) = glued.filter(|(name, _)| rest.is_empty() && !name.is_empty()) {
            return self.expectation(&format!("{name} {number}"));
        }
        let name = folded.trim_start_matches("等级").trim_start_matches("评为").trim();
        if self.program.bands.iter().any(|band| band.name == name) {
            return Some(Expected::Grade(name.to_owned()));
        }
        let outcome = |text: &str| label::key(text) == label::key(name);
        let vetoes = self.program.vetoes.iter().any(|veto| outcome(&veto.outcome));
        let known = vetoes || self.program.annual.iter().any(|annual| outcome(&annual.outcome)) || name == "不予考评";
        known.then(|| Expected::Consequence(name.to_owned()))
    }

    fn example_suggestion(&self, line: &str) -> Option<String> {
        let word = line.split_whitespace().next()?;
        let names = self.program.entries.iter().map(|entry| entry.name.as_str()).filter(|name| !name.is_empty());
        label::nearest(word, names).filter(|name| *name != word).map(str::to_owned)
    }
}

/// `样本 甲` at a line's end: the object of which it speaks.
fn object_named<'w, 's>(words: &'w [&'s str]) -> (Option<String>, &'w [&'s str]) {
    match words {
        [rest @ .., word, name] if !rest.is_empty() && matches!(word.trim_end_matches([':', '\u{ff1a}']), "样本") => {
            (Some((*name).to_owned()), rest)
        }
        _ => (None, words),
    }
}

/// `扣2分` at a line's end: the amount that a record would give.
fn amount_given<'w, 's>(words: &'w [&'s str]) -> (Option<Number>, &'w [&'s str]) {
    let Some((last, rest)) = words.split_last() else {
        return (None, words);
    };
    let folded = fold_str(last);
    let amount = ["扣", "加", "得"].iter().find_map(|word| folded.strip_prefix(word)).and_then(|rest| rest.strip_suffix('分'));
    match amount.and_then(|amount| amount.parse::<Number>().ok()) {
        Some(amount) => (Some(amount), rest),
        None => (None, words),
    }
}

/// `2处`, `12分钟`, `92%`, `两次`: a number and its unit.
fn quantity(word: &str) -> Option<(Number, String)> {
    let folded = fold_str(word);
    let end = folded.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(folded.len());
    let (number, unit) = folded.split_at_checked(end)?;
    if let Ok(number) = number.parse::<Number>() {
        return Some((number, unit.to_owned()));
    }
    let mut chars = folded.chars();
    let first = chars.next()?.to_string();
    let rest: String = chars.collect();
    let counted = rest.chars().count() == 1;
    numeral(&first).filter(|_| counted).and_then(|number| number.parse().ok()).map(|number| (number, rest))
}

/// Parts of a text with their places, without blank ones and the space around them.
fn split<'s>(text: &'s str, span: Span, ends: &[char]) -> Vec<(&'s str, Span)> {
    let mut offset = span.start as usize;
    let mut parts = Vec::new();
    for part in text.split_inclusive(ends) {
        let body = part.trim_end_matches(ends);
        let front = body.len() - body.trim_start().len();
        let trimmed = body.trim();
        if !trimmed.is_empty() {
            parts.push((trimmed, Span::new(offset + front, offset + front + trimmed.len())));
        }
        offset += part.len();
    }
    parts
}
