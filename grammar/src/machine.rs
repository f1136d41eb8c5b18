//! The machine that runs a grammar: a parsing expression grammar's steps, each behind a gate of the characters at which it can succeed.
//!
//! A clause is mostly prose, and a choice of sixty forms at each of its characters would cost more than the rest of the reading. The
//! build script works out from the grammar which forms come into question at which character, so that the others are never tried.
//!
//! Not here: the tables, which `grammar/build` makes of the `.pest` files, and what comes out; see [`crate::tree`]. Start at [`parse`].

use crate::tree::{Node as Pair, Pairs};

/// A grammar's table. Everything in it is a number of something else in it, so that it is small and is read where it lies in the program.
pub(crate) struct Grammar<R: 'static> {
    pub alphabet: &'static Alphabet,
    /// For each class of characters, how many words of bits tell which gates let it pass; all of them in the order of the classes.
    pub width: usize,
    pub admits: &'static [u64],
    /// Classes of which one has to come here or later.
    pub needs: &'static [&'static [u16]],
    pub texts: &'static [&'static str],
    /// The steps of all sequences and choices.
    pub lists: &'static [Next],
    pub switches: &'static [Switch],
    pub nodes: &'static [Node<R>],
}

/// Which lists of alternatives there are, and which of them is meant for each class of the next character.
pub(crate) struct Switch {
    pub by_class: &'static [u8],
    pub lists: &'static [List],
}

/// The number of a step.
pub(crate) type Next = u16;

/// Where a list of steps begins, and how many there are.
pub(crate) type List = (u32, u16);

/// The number of a set of classes of characters.
pub(crate) type Gate = u16;

/// A step, and what has to be before it is taken.
pub(crate) struct Node<R> {
    pub gate: Gate,
    /// The number of its need; 0 is none.
    pub need: u16,
    pub step: Step<R>,
}

/// What is done once the gate has let the next character pass.
pub(crate) enum Step<R> {
    /// Takes one character.
    One,
    /// Takes nothing: the gate has decided.
    Look,
    Text(u16),
    Start,
    End(R),
    Rule(R, Kind, Next),
    Seq(List),
    Choice(List),
    Switch(u16),
    /// At least, and at most so often; [`ENDLESS`] is without an end.
    Repeat(Next, u16, u16),
    /// The same of single characters.
    Run(Gate, u16, u16),
    Ahead(Next),
    Not(Next),
}

pub(crate) const ENDLESS: u16 = u16::MAX;

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
pub(crate) fn parse<'i, R: Copy>(grammar: &'static Grammar<R>, entry: Option<Next>, text: &'i str) -> (Option<Pairs<'i, R>>, usize) {
    let first = text.chars().next().map_or(END, |first| grammar.alphabet.class(first));
    let entry = entry.filter(|entry| grammar.nodes.get(usize::from(*entry)).is_some_and(|node| grammar.opens(node.gate, first)));
    let Some(entry) = entry else { return (None, 0) };
    let slots = (text.len() / 2).next_power_of_two().clamp(FEWEST, MOST);
    let tried = vec![Tried { rule: entry, at: usize::MAX, end: None }; slots];
    let (classes, last) = grammar.alphabet.classes(text);
    let mut machine = Machine { grammar, text, classes, last, tree: Vec::new(), shown: true, atomic: false, steps: 0, tried };
    let held = machine.run(entry, 0).is_some();
    let Machine { tree, steps, .. } = machine;
    (held.then(|| Pairs::new(text, tree)), steps)
}

impl<R> Grammar<R> {
    fn opens(&self, gate: Gate, class: u16) -> bool {
        let word = self.admits.get(usize::from(class) * self.width + usize::from(gate >> 6));
        word.is_some_and(|word| word >> (gate & 63) & 1 == 1)
    }

    fn list(&self, (start, len): List) -> &'static [Next] {
        let start = start as usize;
        self.lists.get(start..start + usize::from(len)).unwrap_or_default()
    }
}

/// What came of trying a rule at a place.
#[derive(Clone)]
struct Tried {
    rule: Next,
    at: usize,
    end: Option<usize>,
}

/// How many rules are remembered, by the length of the text. INVARIANT: powers of two.
const FEWEST: usize = 16;
const MOST: usize = 256;

fn slot(rule: Next, at: usize, slots: usize) -> usize {
    (usize::from(rule) + at * 31) & (slots - 1)
}

struct Machine<'i, R: 'static> {
    grammar: &'static Grammar<R>,
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
    tried: Vec<Tried>,
}

impl<R: Copy + 'static> Machine<'_, R> {
    /// Runs a step at a place: the place behind what it takes. A step that fails leaves nothing in the tree.
    #[inline(always)]
    fn run(&mut self, next: Next, at: usize) -> Option<usize> {
        let class = self.classes.get(at).copied()?;
        let node = self.grammar.nodes.get(usize::from(next))?;
        if self.grammar.opens(node.gate, class) && (node.need == 0 || self.comes(node.need, at)) {
            self.enter(next, node, at, class)
        } else {
            None
        }
    }

    #[inline(never)]
    fn enter(&mut self, next: Next, node: &'static Node<R>, at: usize, class: u16) -> Option<usize> {
        self.steps += 1;
        match &node.step {
            Step::One => Some(at + self.width(at)),
            Step::Look => Some(at),
            Step::Text(text) => self.text(*text, at),
            Step::Start => (at == 0).then_some(at),
            Step::End(rule) => self.rule(*rule, Kind::Normal, None, at),
            Step::Rule(rule, kind, body) => self.recalled(next, at).unwrap_or_else(|| {
                let end = self.rule(*rule, *kind, Some(*body), at);
                self.remember(next, at, end);
                end
            }),
            Step::Seq(parts) => self.seq(self.grammar.list(*parts), at),
            Step::Choice(list) => self.grammar.list(*list).iter().find_map(|next| self.run(*next, at)),
            Step::Switch(switch) => {
                let Switch { by_class, lists } = self.grammar.switches.get(usize::from(*switch))?;
                let list = lists.get(usize::from(*by_class.get(usize::from(class))?))?;
                self.grammar.list(*list).iter().find_map(|next| self.run(*next, at))
            }
            Step::Repeat(body, least, most) => self.repeat(*body, *least, *most, at),
            Step::Run(gate, least, most) => self.characters(*gate, *least, *most, at),
            Step::Ahead(body) => self.looks(*body, at).then_some(at),
            Step::Not(body) => (!self.looks(*body, at)).then_some(at),
        }
    }

    fn text(&self, text: u16, at: usize) -> Option<usize> {
        let text = self.grammar.texts.get(usize::from(text))?;
        self.text.as_bytes().get(at..)?.starts_with(text.as_bytes()).then(|| at + text.len())
    }

    /// True where one of the classes of a need comes at a place or behind it.
    fn comes(&self, need: u16, at: usize) -> bool {
        let classes = self.grammar.needs.get(usize::from(need)).copied().unwrap_or_default();
        classes.iter().any(|class| self.last.get(usize::from(*class)).is_some_and(|last| *last as usize > at))
    }

    /// What came of a rule when it was last tried at a place, as far as that is enough: the tree of one that held is not kept.
    fn recalled(&self, rule: Next, at: usize) -> Option<Option<usize>> {
        let tried = self.tried.get(slot(rule, at, self.tried.len())).filter(|tried| tried.at == at && tried.rule == rule)?;
        (tried.end.is_none() || !self.shown).then_some(tried.end)
    }

    fn remember(&mut self, rule: Next, at: usize, end: Option<usize>) {
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

    fn seq(&mut self, parts: &'static [Next], at: usize) -> Option<usize> {
        let mark = self.tree.len();
        let end = parts.iter().try_fold(at, |at, part| self.run(*part, at));
        if end.is_none() {
            self.tree.truncate(mark);
        }
        end
    }

    fn characters(&mut self, gate: Gate, least: u16, most: u16, at: usize) -> Option<usize> {
        let (mut end, mut times) = (at, 0);
        while may_go_on(times, most) && self.classes.get(end).is_some_and(|class| self.grammar.opens(gate, *class)) {
            end += self.width(end);
            times += 1;
        }
        self.steps += times;
        (times >= usize::from(least)).then_some(end)
    }

    fn repeat(&mut self, body: Next, least: u16, most: u16, at: usize) -> Option<usize> {
        let (mark, mut end, mut times) = (self.tree.len(), at, 0);
        while may_go_on(times, most) {
            let Some(next) = self.run(body, end) else { break };
            times += 1;
            end = next;
        }
        if times < usize::from(least) {
            self.tree.truncate(mark);
            return None;
        }
        Some(end)
    }

    fn looks(&mut self, body: Next, at: usize) -> bool {
        let before = std::mem::replace(&mut self.shown, false);
        let held = self.run(body, at).is_some();
        self.shown = before;
        held
    }

    fn rule(&mut self, rule: R, kind: Kind, body: Option<Next>, at: usize) -> Option<usize> {
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

fn may_go_on(times: usize, most: u16) -> bool {
    most == ENDLESS || times < usize::from(most)
}
