//! The machine that runs a grammar: a parsing expression grammar's steps, each behind a gate of the characters at which it can succeed.
//!
//! A clause is mostly prose, and a choice of sixty forms at each of its characters would cost more than the rest of the reading. The
//! build script works out from the grammar which forms come into question at which character, so that the others are never tried.
//!
//! Not here: the tables, which `grammar/build` makes of the `.pest` files, and what comes out; see [`crate::tree`]. Start at [`parse`].

use crate::tree::{Node as Pair, Pairs};

/// A grammar as a table. Steps name each other by number.
pub(crate) struct Program<R: 'static> {
    /// The characters that the grammar tells apart, in order; the class of the first is 2.
    pub alphabet: &'static [char],
    /// Sets of classes, as bits.
    pub gates: &'static [&'static [u64]],
    pub nodes: &'static [Node<R>],
}

/// A step, and the number of the gate before it.
pub(crate) struct Node<R: 'static> {
    pub gate: usize,
    pub step: Step<R>,
}

/// What is done once the gate has let the next character pass.
pub(crate) enum Step<R: 'static> {
    /// Takes one character.
    One,
    /// Takes nothing: the gate has decided.
    Look,
    Text(&'static str),
    Start,
    End(R),
    Rule(R, Kind, usize),
    Seq(&'static [usize]),
    /// The alternatives for some classes of the next character, in order of class; then those for all others.
    Choice(&'static [(u16, &'static [usize])], &'static [usize]),
    /// At least, and at most so often.
    Repeat(usize, u32, u32),
    Ahead(usize),
    Not(usize),
}

/// How a rule and what is in it show in the tree, as pest has it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Shows unless it is within an atomic rule.
    Normal,
    /// Likewise, and what is in it does not show.
    Atomic,
    /// Shows, and so does what is in it.
    Compound,
}

/// The class of the end of the text, and that of a character that the grammar does not name.
const END: u16 = 0;
const OTHER: u16 = 1;
const NAMED: u16 = 2;

/// Reads a text by the rule whose step is named: the tree, and how many steps were taken. `None` where the rule does not hold.
pub(crate) fn parse<'i, R: Copy>(program: &'static Program<R>, entry: Option<usize>, text: &'i str) -> (Option<Pairs<'i, R>>, usize) {
    let mut machine =
        Machine { program, text, classes: classes(program.alphabet, text), tree: Vec::new(), shown: true, atomic: false, steps: 0 };
    let held = entry.and_then(|entry| machine.run(entry, 0)).is_some();
    let Machine { tree, steps, .. } = machine;
    (held.then(|| Pairs::new(text, tree)), steps)
}

/// The class of the character at each byte, and the end's behind them.
fn classes(alphabet: &[char], text: &str) -> Vec<u16> {
    let mut classes = vec![END; text.len() + 1];
    for (at, char) in text.char_indices() {
        let class = alphabet.binary_search(&char).ok().and_then(|at| u16::try_from(at).ok()).map_or(OTHER, |at| at + NAMED);
        if let Some(slot) = classes.get_mut(at) {
            *slot = class;
        }
    }
    classes
}

struct Machine<'i, R: 'static> {
    program: &'static Program<R>,
    text: &'i str,
    classes: Vec<u16>,
    tree: Vec<Pair<R>>,
    /// False while something is only looked for.
    shown: bool,
    /// Within an atomic rule.
    atomic: bool,
    steps: usize,
}

impl<R: Copy> Machine<'_, R> {
    /// Runs a step at a place: the place behind what it takes. A step that fails leaves nothing in the tree.
    fn run(&mut self, step: usize, at: usize) -> Option<usize> {
        self.steps += 1;
        let node = self.program.nodes.get(step)?;
        let class = self.classes.get(at).copied()?;
        if !self.opens(node.gate, class) {
            return None;
        }
        match &node.step {
            Step::One => Some(at + self.width(at)),
            Step::Look => Some(at),
            Step::Text(text) => self.text.as_bytes().get(at..)?.starts_with(text.as_bytes()).then(|| at + text.len()),
            Step::Start => (at == 0).then_some(at),
            Step::End(rule) => self.rule(*rule, Kind::Normal, None, at),
            Step::Rule(rule, kind, body) => self.rule(*rule, *kind, Some(*body), at),
            Step::Seq(parts) => self.seq(parts, at),
            Step::Choice(by_class, others) => {
                let found = by_class.binary_search_by_key(&class, |(class, _)| *class).ok().and_then(|found| by_class.get(found));
                found.map_or(*others, |(_, list)| list).iter().find_map(|step| self.run(*step, at))
            }
            Step::Repeat(body, least, most) => self.repeat(*body, *least, *most, at),
            Step::Ahead(body) => self.looks(*body, at).then_some(at),
            Step::Not(body) => (!self.looks(*body, at)).then_some(at),
        }
    }

    fn opens(&self, gate: usize, class: u16) -> bool {
        let word = self.program.gates.get(gate).and_then(|gate| gate.get(usize::from(class >> 6)));
        word.is_some_and(|word| word >> (class & 63) & 1 == 1)
    }

    /// How many bytes the character at a place has.
    fn width(&self, at: usize) -> usize {
        match self.text.as_bytes().get(at) {
            Some(0..0xC0) | None => 1,
            Some(0xC0..0xE0) => 2,
            Some(0xE0..0xF0) => 3,
            Some(_) => 4,
        }
    }

    fn seq(&mut self, parts: &[usize], at: usize) -> Option<usize> {
        let mark = self.tree.len();
        let end = parts.iter().try_fold(at, |at, part| self.run(*part, at));
        if end.is_none() {
            self.tree.truncate(mark);
        }
        end
    }

    fn repeat(&mut self, body: usize, least: u32, most: u32, at: usize) -> Option<usize> {
        let (mark, mut end, mut times) = (self.tree.len(), at, 0);
        while times < most {
            let Some(next) = self.run(body, end) else { break };
            times += 1;
            end = next;
        }
        if times < least {
            self.tree.truncate(mark);
            return None;
        }
        Some(end)
    }

    fn looks(&mut self, body: usize, at: usize) -> bool {
        let before = std::mem::replace(&mut self.shown, false);
        let held = self.run(body, at).is_some();
        self.shown = before;
        held
    }

    fn rule(&mut self, rule: R, kind: Kind, body: Option<usize>, at: usize) -> Option<usize> {
        let before = self.atomic;
        let shows = self.shown && (kind == Kind::Compound || !before);
        let mark = self.tree.len();
        if shows {
            self.tree.push(Pair { rule, start: at, end: at, next: mark + 1 });
        }
        match kind {
            Kind::Normal => {}
            Kind::Atomic => self.atomic = true,
            Kind::Compound => self.atomic = false,
        }
        let end = match body {
            Some(body) => self.run(body, at),
            None => Some(at),
        };
        self.atomic = before;
        let next = self.tree.len();
        match (end, self.tree.get_mut(mark)) {
            (Some(end), Some(pair)) if shows => (pair.end, pair.next) = (end, next),
            (None, _) => self.tree.truncate(mark),
            _ => {}
        }
        end
    }
}
