//! What follows from a result: bands, vetoes, 不予考评 and 年度结果.

use chidu_diagnostics::Span;
use chidu_syntax::ast::{self, Block, BlockKind};

use super::conditions::comparison;
use super::effects::clause_text;
use super::facts::Place;
use super::tiers::bounds;
use super::{Fault, Lowering, ReadPassage};
use crate::label;
use crate::program::{Annual, AnnualTest, Band, Bound, Exclusion, ROOT, Veto};
use crate::reading::{Condition, Effect, Kind};

const VETO: &str = "一票否决";
const NOT_ASSESSED: &str = "不予考评";

impl Lowering<'_> {
    pub(super) fn outcomes(&mut self) {
        let blocks: Vec<&Block> = self.tree.blocks.iter().collect();
        for block in &blocks {
            for passage in texts(&block.entry, self.text) {
                match block.kind {
                    BlockKind::Bands => self.block_effects(block.kind, "等级", &passage, Kind::Grade),
                    BlockKind::Veto => self.block_effects(block.kind, VETO, &passage, Kind::Veto),
                    BlockKind::Annual => self.block_effects(block.kind, "年度结果", &passage, Kind::History),
                    BlockKind::NotAssessed => self.exclusion(&passage),
                    _ => {}
                }
            }
        }
        self.program.bands.sort_by(|a, b| bounds(&a.bound, &b.bound));
        self.veto_grades();
        self.alternatives();
    }

    /// Reads a passage of a block and takes the effects of its kind; a passage with none is a fault.
    fn block_effects(&mut self, kind: BlockKind, name: &'static str, passage: &ast::Passage, wanted: Kind) {
        let reading = self.read(passage, None, None);
        let effects = reading.effects.clone();
        self.passages.push(ReadPassage {
            entry: ROOT,
            block: Some(kind),
            span: passage.span,
            text: passage.text.clone(),
            rules: vec![None; effects.len()],
            reading,
        });
        let place = Place { owner: ROOT, criterion: ROOT, block: Some(VETO) };
        let mut taken = false;
        for effect in &effects {
            match (effect.kind, wanted) {
                (Kind::Grade, Kind::Grade) => self.band(effect),
                (Kind::Veto | Kind::Grade | Kind::Zero, Kind::Veto) => {
                    let id = format!("{VETO}-{}", self.program.vetoes.len() + 1);
                    self.veto(place, effect, id);
                }
                (Kind::History | Kind::Veto, Kind::History) => self.annual(effect),
                _ => continue,
            }
            taken = true;
        }
        if !taken && !clause_text(&passage.text).is_empty() {
            let fault = if wanted == Kind::Veto {
                Fault::VetoWithoutOutcome { span: trimmed(passage) }
            } else {
                Fault::BlockLine { block: name, span: trimmed(passage) }
            };
            self.fault(fault);
        }
    }

    pub(super) fn band(&mut self, effect: &Effect) {
        let bound = effect.when.iter().find_map(comparison).map(|found| found.bound).unwrap_or_default();
        let name = effect.outcome.clone().unwrap_or_default();
        let text = clause_text(effect.clause.of(self.text));
        self.program.bands.push(Band { name, bound, text, span: effect.clause, line: self.line(effect.span) });
    }

    pub(super) fn veto(&mut self, place: Place, effect: &Effect, id: String) {
        let triggers = self.triggers(place, effect);
        for fact in crate::program::facts_of(&triggers) {
            let fact = &mut self.program[fact];
            fact.handles.push(id.clone());
            fact.handles.extend(effect.handle.clone());
        }
        let text = clause_text(effect.clause.of(self.text));
        let outcome = effect.outcome.clone().unwrap_or_else(|| VETO.to_owned());
        self.program.vetoes.push(Veto { id, triggers, grade: None, outcome, text, span: effect.clause, line: self.line(effect.span) });
    }

    /// A veto that names a band sets the grade; any other is a consequence beside it.
    fn veto_grades(&mut self) {
        let names: Vec<String> = self.program.bands.iter().map(|band| band.name.clone()).collect();
        for veto in &mut self.program.vetoes {
            let outcome = label::key(&veto.outcome);
            let taken_away = ["取消", "不得", "不能", "不予", "不再"].iter().any(|word| outcome.contains(word));
            let named = names.iter().filter(|name| outcome.ends_with(label::key(name).as_str()) && !name.is_empty());
            let longest = named.max_by_key(|name| name.len()).cloned();
            let sets = ["定为", "评为", "视为", "判为", "列为", "确定为", "直接为", "为"].iter().any(|word| outcome.contains(word));
            veto.grade = match longest {
                Some(name) if !taken_away => Some(name),
                None if sets && !taken_away => outcome.rsplit('为').next().map(str::to_owned).filter(|name| !name.is_empty()),
                _ => None,
            };
        }
    }

    pub(super) fn annual(&mut self, effect: &Effect) {
        let compared = effect.when.iter().find_map(comparison).map(|found| found.bound);
        let named = effect.when.iter().find_map(|condition| match condition {
            Condition::Label(text) => Some(text.clone()),
            _ => None,
        });
        let test = match (compared, named) {
            (Some(bound), _) => AnnualTest::Total(bound),
            (None, Some(name)) => AnnualTest::Grade(name),
            (None, None) => AnnualTest::Total(Bound::default()),
        };
        let (Some(times), Some(outcome)) = (effect.times, effect.outcome.clone()) else {
            self.fault(Fault::BlockLine { block: "年度结果", span: effect.clause });
            return;
        };
        let text = clause_text(effect.clause.of(self.text));
        let line = self.line(effect.span);
        self.program.annual.push(Annual {
            times: times.count,
            consecutive: times.consecutive,
            test,
            outcome,
            text,
            span: effect.clause,
            line,
        });
    }

    /// Each sentence of 不予考评 is a finding of its own.
    fn exclusion(&mut self, passage: &ast::Passage) {
        let place = Place { owner: ROOT, criterion: ROOT, block: Some(NOT_ASSESSED) };
        let mut offset = 0;
        for part in passage.text.split_inclusive(['。', ';', '\n', '\u{ff1b}']) {
            let text = clause_text(part);
            let start = passage.span.start as usize + offset + part.find(&text).unwrap_or(0);
            offset += part.len();
            if text.is_empty() {
                continue;
            }
            let span = Span::new(start, start + text.len());
            let label = text.trim_end_matches(NOT_ASSESSED).trim_end_matches([',', '\u{ff0c}', '、', ' ']).to_owned();
            let fact = self.finding(place, if label.is_empty() { &text } else { &label });
            self.program.exclusions.push(Exclusion { fact, text, span, line: self.line(span) });
        }
    }
}

/// The texts of a block: its passages, and those of its numbered lines, each as one passage.
pub(super) fn texts(entry: &ast::Entry, text: &str) -> Vec<ast::Passage> {
    let mut all: Vec<ast::Passage> = entry.passages.clone();
    for child in &entry.children {
        if child.passages.is_empty() || !child.name.text.trim().is_empty() {
            let last = child.passages.last().map_or(child.name.span, |passage| passage.span);
            let span = child.name.span.to(last);
            all.push(ast::Passage { span, text: span.of(text).to_owned(), column: None });
            all.extend(child.children.iter().flat_map(|deeper| texts(deeper, text)));
        } else {
            all.extend(texts(child, text));
        }
    }
    all
}

fn trimmed(passage: &ast::Passage) -> Span {
    let front = passage.text.len() - passage.text.trim_start().len();
    let start = passage.span.start as usize + front;
    Span::new(start, start + passage.text.trim().len())
}
