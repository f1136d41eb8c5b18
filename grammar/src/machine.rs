//! The machine that runs a grammar: a parsing expression grammar's steps, each behind a gate of the characters at which it can succeed.
//!
//! A clause is mostly prose, and a choice of sixty forms at each of its characters would cost more than the rest of the reading. The
//! build script works out from the grammar which forms come into question at which character, so that the others are never tried.
//!
//! Not here: the tables, which `grammar/build` makes of the `.pest` files, and what comes out; see [`crate::tree`]. Start at [`parse`].

use crate::tree::{Node as Pair, Pairs};

/// A set of classes of characters, as bits.
pub(crate) type Gate = &'static [u64];

/// A step, and what has to be before it is taken.
pub(crate) struct Node<R: 'static> {
    pub gate: Gate,
    /// Classes of which one has to come here or later; none where nothing is needed.
    pub need: &'static [u16],
    pub step: Step<R>,
}

type Next<R> = &'static Node<R>;

/// What is done once the gate has let the next character pass.
pub(crate) enum Step<R: 'static> {
    /// Takes one character.
    One,
    /// Takes nothing: the gate has decided.
    Look,
    Text(&'static str),
    Start,
    End(R),
    Rule(R, Kind, Next<R>),
    Seq(&'static [Next<R>]),
    /// Lists of alternatives behind which of them is meant for each class of the next character; the first where no class is named.
    Choice(&'static [u8], &'static [&'static [Next<R>]]),
    /// At least, and at most so often.
    Repeat(Next<R>, u32, u32),
    /// The same of single characters.
    Run(Gate, u32, u32),
    Ahead(Next<R>),
    Not(Next<R>),
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

/// The characters that a grammar tells apart: the class of each, in pages of 256.
pub(crate) struct Alphabet {
    /// For each page up to U+FFFF, which of the pages that hold a class it is.
    pub index: &'static [u8; 256],
    pub pages: &'static [[u16; 256]],
    /// Beyond U+FFFF, in order.
    pub far: &'static [(char, u16)],
    /// How many classes there are.
    pub classes: usize,
}

impl Alphabet {
    fn class(&self, char: char) -> u16 {
        let code = char as usize;
        let class = match self.index.get(code >> 8) {
            Some(page) => self.pages.get(usize::from(*page)).and_then(|page| page.get(code & 255)),
            None => self.far.binary_search_by_key(&char, |(char, _)| *char).ok().and_then(|at| self.far.get(at)).map(|(_, class)| class),
        };
        class.copied().unwrap_or(OTHER)
    }

    /// The class of the character at each byte, and the end's behind them; and for each class how far the text goes up to its last
    /// character.
    fn classes(&self, text: &str) -> (Vec<u16>, Vec<u32>) {
        let (mut classes, mut last) = (vec![END; text.len() + 1], vec![0; self.classes]);
        for (at, char) in text.char_indices() {
            let class = self.class(char);
            if let (Some(slot), Some(last)) = (classes.get_mut(at), last.get_mut(usize::from(class))) {
                (*slot, *last) = (class, u32::try_from(at + 1).unwrap_or(u32::MAX));
            }
        }
        (classes, last)
    }
}

/// Reads a text from a step on: the tree, and how many steps were taken. `None` where the step fails.
pub(crate) fn parse<'i, R: Copy>(alphabet: &Alphabet, entry: Option<Next<R>>, text: &'i str) -> (Option<Pairs<'i, R>>, usize) {
    let first = text.chars().next().map_or(END, |first| alphabet.class(first));
    let Some(entry) = entry.filter(|entry| opens(entry.gate, first)) else { return (None, 0) };
    let slots = (text.len() / 2).next_power_of_two().clamp(FEWEST, MOST);
    let tried = vec![Tried { rule: entry, at: usize::MAX, end: None }; slots];
    let (classes, last) = alphabet.classes(text);
    let mut machine = Machine { text, classes, last, tree: Vec::new(), shown: true, atomic: false, steps: 0, tried };
    let held = machine.run(entry, 0).is_some();
    let Machine { tree, steps, .. } = machine;
    (held.then(|| Pairs::new(text, tree)), steps)
}

fn opens(gate: Gate, class: u16) -> bool {
    gate.get(usize::from(class >> 6)).is_some_and(|word| word >> (class & 63) & 1 == 1)
}

/// What came of trying a rule at a place.
#[derive(Clone)]
struct Tried<R: 'static> {
    rule: Next<R>,
    at: usize,
    end: Option<usize>,
}

/// How many rules are remembered, by the length of the text. INVARIANT: powers of two.
const FEWEST: usize = 16;
const MOST: usize = 256;

fn slot<R>(rule: Next<R>, at: usize, slots: usize) -> usize {
    (std::ptr::from_ref(rule).addr() / size_of::<Node<R>>() + at * 31) & (slots - 1)
}

struct Machine<'i, R: 'static> {
    text: &'i str,
    classes: Vec<u16>,
    /// For each class, how far the text goes up to its last character of it; 0 where it has none.
    last: Vec<u32>,
    tree: Vec<Pair<R>>,
    /// False while something is only looked for.
    shown: bool,
    /// Within an atomic rule.
    atomic: bool,
    steps: usize,
    /// Rules that were tried a short while ago, each in its slot: forms share their first words, and try them at the same place.
    tried: Vec<Tried<R>>,
}

impl<R: Copy + 'static> Machine<'_, R> {
    /// Runs a step at a place: the place behind what it takes. A step that fails leaves nothing in the tree.
    #[inline]
    fn run(&mut self, node: Next<R>, at: usize) -> Option<usize> {
        let class = self.classes.get(at).copied()?;
        if opens(node.gate, class) { self.enter(node, at, class) } else { None }
    }

    fn enter(&mut self, node: Next<R>, at: usize, class: u16) -> Option<usize> {
        self.steps += 1;
        if !node.need.is_empty() && !self.comes(node.need, at) {
            return None;
        }
        match &node.step {
            Step::One => Some(at + self.width(at)),
            Step::Look => Some(at),
            Step::Text(text) => self.text.as_bytes().get(at..)?.starts_with(text.as_bytes()).then(|| at + text.len()),
            Step::Start => (at == 0).then_some(at),
            Step::End(rule) => self.rule(*rule, Kind::Normal, None, at),
            Step::Rule(rule, kind, body) => self.recalled(node, at).unwrap_or_else(|| {
                let end = self.rule(*rule, *kind, Some(body), at);
                self.remember(node, at, end);
                end
            }),
            Step::Seq(parts) => self.seq(parts, at),
            Step::Choice(by_class, lists) => {
                let list = by_class.get(usize::from(class)).map_or(0, |list| usize::from(*list));
                lists.get(list)?.iter().find_map(|node| self.run(node, at))
            }
            Step::Repeat(body, least, most) => self.repeat(body, *least, *most, at),
            Step::Run(gate, least, most) => self.characters(gate, *least, *most, at),
            Step::Ahead(body) => self.looks(body, at).then_some(at),
            Step::Not(body) => (!self.looks(body, at)).then_some(at),
        }
    }

    /// True where one of some classes comes at a place or behind it.
    fn comes(&self, classes: &[u16], at: usize) -> bool {
        classes.iter().any(|class| self.last.get(usize::from(*class)).is_some_and(|last| *last as usize > at))
    }

    /// What came of a rule when it was last tried at a place, as far as that is enough: the tree of one that held is not kept.
    fn recalled(&self, node: Next<R>, at: usize) -> Option<Option<usize>> {
        let tried = self.tried.get(slot(node, at, self.tried.len())).filter(|tried| tried.at == at && std::ptr::eq(tried.rule, node))?;
        (tried.end.is_none() || !self.shown).then_some(tried.end)
    }

    fn remember(&mut self, rule: Next<R>, at: usize, end: Option<usize>) {
        let slot = slot(rule, at, self.tried.len());
        if let Some(slot) = self.tried.get_mut(slot) {
            *slot = Tried { rule, at, end };
        }
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

    fn seq(&mut self, parts: &'static [Next<R>], at: usize) -> Option<usize> {
        let mark = self.tree.len();
        let end = parts.iter().try_fold(at, |at, part| self.run(*part, at));
        if end.is_none() {
            self.tree.truncate(mark);
        }
        end
    }

    fn characters(&mut self, gate: Gate, least: u32, most: u32, at: usize) -> Option<usize> {
        let (mut end, mut times) = (at, 0);
        while times < most && self.classes.get(end).is_some_and(|class| opens(gate, *class)) {
            end += self.width(end);
            times += 1;
        }
        self.steps += times as usize;
        (times >= least).then_some(end)
    }

    fn repeat(&mut self, body: Next<R>, least: u32, most: u32, at: usize) -> Option<usize> {
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

    fn looks(&mut self, body: Next<R>, at: usize) -> bool {
        let before = std::mem::replace(&mut self.shown, false);
        let held = self.run(body, at).is_some();
        self.shown = before;
        held
    }

    fn rule(&mut self, rule: R, kind: Kind, body: Option<Next<R>>, at: usize) -> Option<usize> {
        if !self.shown {
            return body.map_or(Some(at), |body| self.run(body, at));
        }
        let before = self.atomic;
        let shows = kind == Kind::Compound || !before;
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
