//! What follows from a result: bands, vetoes, 不予考评 and 年度结果.

use std::cmp::Ordering;
use std::sync::Arc;

use chidu_diagnostics::Span;
use chidu_syntax::ast::{self, Block, BlockKind};

use super::announced::{Announced, announces};
use super::answers::Part;
use super::effects::clause_text;
use super::facts::Place;
use super::grades::follows_grade;
use super::quotas::limited;
use super::tiers::bounds;
use super::{Fault, Lowering, ReadPassage, peers};
use crate::label;
use crate::lints::of_passage;
use crate::program::{Band, Exclusion, ROOT, Veto};
use crate::reading::{Condition, Effect, Kind, Reading, Status};

const VETO: &str = "一票否决";
pub(super) const NOT_ASSESSED: &str = "不予考评";

impl Lowering<'_> {
    pub(super) fn outcomes(&mut self) {
        let mut blocks: Vec<&Block> = self.tree.blocks.iter().collect();
        // What follows from a grade may stand before it.
        blocks.sort_by_key(|block| block.kind != BlockKind::Bands);
        for block in &blocks {
            let mut list = Announced::default();
            for passage in texts(&block.entry, self.text) {
                match block.kind {
                    BlockKind::Bands => self.bands(&passage, &mut list),
                    BlockKind::Veto => self.block_effects(block.kind, VETO, &passage, (Kind::Veto, &mut list)),
                    BlockKind::Annual => self.block_effects(block.kind, "年度结果", &passage, (Kind::History, &mut list)),
                    BlockKind::NotAssessed => self.exclusion(&passage),
                    _ => {}
                }
            }
            if let Some(span) = list.empty {
                self.fault(Fault::BlockLine { block: VETO, span });
            }
        }
        self.program.bands.sort_by(|a, b| {
            // Of one bound, the band that asks for more comes first.
            best_places(a, b).then_with(|| bounds(&a.bound, &b.bound)).then_with(|| b.besides.len().cmp(&a.besides.len()))
        });
        self.quotas();
        self.veto_grades();
        self.annual_grades();
        self.alternatives();
    }

    /// Grades, and behind them what follows from each (不合格的, 限期整改).
    fn bands(&mut self, passage: &ast::Passage, list: &mut Announced) {
        let all = sentences(&passage.text, passage.span);
        let mut names = self.band_names();
        if all.iter().any(|(text, _)| names_something(text)) {
            let read = self.read(passage, None, Some("100"));
            names.extend(read.effects.iter().filter(|effect| effect.kind == Kind::Grade).filter_map(|effect| effect.outcome.clone()));
        }
        let follows = |text: &str| names_something(text) && follows_grade(text, &names);
        for group in all.chunk_by(|a, b| !follows(a.0) && !follows(b.0)) {
            let ([(first, start), ..], [.., (_, end)]) = (group, group) else { continue };
            let span = if follows(first) { *start } else { start.to(*end) };
            let part = ast::Passage { span, text: span.of(self.text).to_owned(), column: None };
            let (name, wanted) = if follows(first) { (VETO, Kind::Veto) } else { ("等级", Kind::Grade) };
            self.block_effects(BlockKind::Bands, name, &part, (wanted, list));
        }
    }

    /// Reads a passage of a block and takes the effects of its kind; a clause with none is a fault.
    fn block_effects(&mut self, kind: BlockKind, name: &'static str, passage: &ast::Passage, (wanted, list): (Kind, &mut Announced)) {
        let whole = vec![(passage.text.as_str(), passage.span)];
        for (text, span) in if wanted == Kind::Grade { whole } else { sentences(&passage.text, passage.span) } {
            let part = ast::Passage { span, text: text.to_owned(), column: None };
            // In 等级 a range is of a total, however small, and never the assessor's: 3分以上不足4分为合格 of 5 points.
            let total = (wanted == Kind::Grade).then_some("100");
            let mut reading = self.read(&part, None, total);
            peers::places(&mut reading.effects);
            let unread = !reading.effects.iter().any(|effect| is_wanted(effect, wanted));
            // 全年不评优: words before the outcome are no condition where the condition is read without them.
            let plainer = |said: &Reading| wanted == Kind::History && is_labelled(&reading) && !is_labelled(said);
            if let Some(said) = self.any_outcome(&part, wanted).filter(|said| unread || plainer(said)) {
                reading = said;
            }
            if wanted == Kind::Veto && list.opens(&part) {
                reading = Reading::default();
            } else if let Some(item) = self.listed(&part, list).filter(|_| wanted == Kind::Veto && unread) {
                list.empty = None;
                (reading.effects, reading.gaps) = (item, Vec::new());
                reading.status = Status::Understood;
            }
            self.take_effects(name, &part, &reading.effects, wanted);
            let rules = vec![None; reading.effects.len()];
            let (text, reading) = (part.text.into(), Arc::new(reading));
            let mut read = ReadPassage { entry: ROOT, block: Some(kind), span, text, reading, told: Vec::new(), rules };
            read.told = of_passage(&read, self.text);
            self.passages.push(read);
        }
    }

    fn take_effects(&mut self, name: &'static str, part: &ast::Passage, effects: &[Effect], wanted: Kind) {
        if let Some(left_out) = effects.iter().find(|effect| effect.kind == Kind::Exclude) {
            // 发生事故的, 定为不合格, 非本单位责任的除外: no row can say that of a veto, and what it says must not be lost.
            self.fault(Fault::NotComputed { span: left_out.clause });
        }
        let place = Place { owner: ROOT, criterion: ROOT, block: Some(VETO) };
        let wants: Vec<&Effect> = effects.iter().filter(|effect| is_wanted(effect, wanted)).collect();
        for (position, effect) in wants.iter().enumerate() {
            let last = position + 1 == wants.len();
            let effect = if last && wanted != Kind::Grade { self.with_the_rest(effect, part) } else { (*effect).clone() };
            match wanted {
                Kind::Grade if effect.kind == Kind::Limit => {}
                _ if effect.falls_by_places() => self.fault(Fault::NotComputed { span: effect.clause }),
                _ if effect.kind == Kind::Rank => {
                    let id = format!("{VETO}-{}", self.program.vetoes.len() + 1);
                    self.rank_rule(Place { block: None, ..place }, &effect, id);
                }
                Kind::Grade => self.band(&effect),
                Kind::Veto if takes_all(&effect) => self.zero_veto(place, &effect),
                Kind::Veto => {
                    let id = format!("{VETO}-{}", self.program.vetoes.len() + 1);
                    self.veto(place, &effect, id);
                }
                _ => self.annual(place, &effect),
            }
        }
        let taken = effects.iter().any(|effect| is_wanted(effect, wanted))
            || wanted == Kind::Veto && announces(&part.text).is_some_and(|(_, rest)| rest.trim().is_empty());
        if !taken && !clause_text(&part.text).is_empty() {
            let fault = if wanted == Kind::Veto {
                Fault::VetoWithoutOutcome { span: trimmed(part) }
            } else {
                Fault::BlockLine { block: name, span: trimmed(part) }
            };
            self.fault(fault);
        }
    }

    /// 取消评先资格, 并定为合格: what follows the outcome that is known belongs to it.
    fn with_the_rest(&self, effect: &Effect, part: &ast::Passage) -> Effect {
        let rest = self.text.get(effect.span.end as usize..part.span.end as usize).map(clause_text).unwrap_or_default();
        let joint = if rest.starts_with('、') { "" } else { ", " };
        let outcome = effect.outcome.clone().filter(|_| !rest.is_empty()).map(|outcome| format!("{outcome}{joint}{rest}"));
        Effect { outcome: outcome.or(effect.outcome.clone()), ..effect.clone() }
    }

    /// 不得分 as a veto takes all points of the rulebook (rule 16).
    fn zero_veto(&mut self, place: Place, effect: &Effect) {
        let zero = Effect { kind: Kind::Zero, outcome: None, ..effect.clone() };
        let number = self.program.rules.iter().filter(|rule| rule.id.starts_with(VETO)).count() + 1;
        self.effect_rule(place, &zero, &Part::default(), format!("{VETO}-0-{number}"), &[], false, &[]);
    }

    /// In 一票否决 and 年度结果 whatever follows the condition is what happens (通报批评, 约谈负责人): the condition is read as it
    /// would be before a consequence that is known, and the author's words are the outcome.
    fn any_outcome(&self, part: &ast::Passage, wanted: Kind) -> Option<Reading> {
        // Behind the name of a grade all is outcome; elsewhere what stands before the last comma may be a condition in parts.
        let comma = if follows_grade(&part.text, &self.band_names()) {
            part.text.find([',', '\u{ff0c}'])
        } else {
            part.text.rfind([',', '\u{ff0c}'])
        }?;
        let (condition, rest) = part.text.split_at_checked(comma)?;
        let outcome = clause_text(rest);
        let probe = ast::Passage { span: part.span, text: format!("{condition},取消资格"), column: None };
        let mut reading = self.read(&probe, None, None);
        let only = reading.effects.len() == 1 && reading.gaps.is_empty() && !outcome.is_empty();
        let effect = reading.effects.first_mut().filter(|effect| only && is_wanted(effect, wanted))?;
        effect.outcome = Some(outcome);
        effect.span = trimmed(part);
        effect.clause = trimmed(part);
        Some(reading)
    }

    pub(super) fn veto(&mut self, place: Place, effect: &Effect, id: String) {
        let graded = self.graded(effect).filter(|_| place.block.is_some());
        let triggers = graded.map_or_else(|| self.triggers(place, effect), |graded| vec![graded]);
        for fact in crate::program::facts_of(&triggers) {
            let fact = &mut self.program[fact];
            fact.handles.push(id.clone());
            fact.handles.extend(effect.handle.clone());
        }
        let text = clause_text(effect.clause.of(self.text));
        let outcome = effect.outcome.clone().unwrap_or_else(|| VETO.to_owned());
        let (each, line) = (effect.per.is_some(), self.line(effect.span));
        self.program.vetoes.push(Veto { id, triggers, grade: None, change: None, each, outcome, text, span: effect.clause, line });
    }

    /// Each sentence of 不予考评 is a finding of its own.
    fn exclusion(&mut self, passage: &ast::Passage) {
        let place = Place { owner: ROOT, criterion: ROOT, block: Some(NOT_ASSESSED) };
        for (part, span) in sentences(&passage.text, passage.span) {
            let text = clause_text(part);
            let label = text.trim_end_matches(NOT_ASSESSED).trim_end_matches([',', '\u{ff0c}', '、', ' ']).to_owned();
            let fact = self.finding(place, if label.is_empty() { &text } else { &label });
            self.program.exclusions.push(Exclusion { fact, text, span, line: self.line(span) });
        }
    }
}

/// 优秀的, …: words before a comma that end as those of which something is said, and hold no number.
fn names_something(text: &str) -> bool {
    let before = text.split([',', '\u{ff0c}']).next().unwrap_or_default();
    before.len() < text.len() && before.trim_end().ends_with(['的', '者']) && !before.contains(|c: char| c.is_numeric())
}

/// The sentences of a text with their places (rule 4), without the space and stops around them: one ends at `;`, `。` or the line's
/// end, but not in brackets, and a line that ends with a comma goes on.
fn sentences(text: &str, span: Span) -> Vec<(&str, Span)> {
    let ends = |c: char| c.is_whitespace() || matches!(c, ';' | '\u{ff1b}' | '。');
    let mut all = Vec::new();
    let mut start = 0;
    for end in breaks(text).into_iter().chain([text.len()]) {
        let part = text.get(start..end).unwrap_or("");
        let core = part.trim_matches(ends);
        let at = span.start as usize + start + part.find(core).unwrap_or(0);
        if !core.is_empty() {
            all.push((core, Span::new(at, at + core.len())));
        }
        start = end;
    }
    all
}

/// Where sentences end, as byte offsets.
fn breaks(text: &str) -> Vec<usize> {
    let mut depth = 0_i32;
    let mut last = ' ';
    let mut ends = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '(' | '\u{ff08}' | '《' | '“' => depth += 1,
            ')' | '\u{ff09}' | '》' | '”' => depth -= 1,
            ';' | '\u{ff1b}' | '。' if depth <= 0 => ends.push(at),
            '\n' if !matches!(last, ',' | '\u{ff0c}' | '、' | ':' | '\u{ff1a}' | '且' | '或') => {
                depth = 0;
                ends.push(at);
            }
            _ => {}
        }
        if !c.is_whitespace() {
            last = c;
        }
    }
    ends
}

/// Grades by places before all others, those that ask for the better place first.
fn best_places(a: &Band, b: &Band) -> Ordering {
    let place = |band: &Band| band.place.as_ref().map(|(_, bound)| bound.high.as_ref().map(|edge| edge.at.clone()));
    match (place(a), place(b)) {
        (Some(a), Some(b)) => a.is_none().cmp(&b.is_none()).then(a.cmp(&b)),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

fn is_labelled(reading: &Reading) -> bool {
    reading.effects.iter().flat_map(|effect| &effect.when).any(|condition| matches!(condition, Condition::Label(_)))
}

/// Whether an effect is what a block is for.
pub(super) fn is_wanted(effect: &Effect, wanted: Kind) -> bool {
    let kind = effect.kind;
    let place = kind == Kind::Rank && effect.outcome.is_some();
    match wanted {
        Kind::Grade => kind == Kind::Grade || place || limited(effect).is_some(),
        Kind::Veto => matches!(kind, Kind::Veto | Kind::Grade | Kind::Zero) || place,
        Kind::History => matches!(kind, Kind::History | Kind::Veto),
        _ => kind == wanted,
    }
}

/// 不得分, 总分为0分.
fn takes_all(effect: &Effect) -> bool {
    let outcome = effect.outcome.as_deref().map(label::key).unwrap_or_default();
    effect.kind == Kind::Zero || ["为0分", "为零分"].iter().any(|zero| outcome.ends_with(zero))
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

pub(super) fn trimmed(passage: &ast::Passage) -> Span {
    let front = passage.text.len() - passage.text.trim_start().len();
    let start = passage.span.start as usize + front;
    Span::new(start, start + passage.text.trim().len())
}
