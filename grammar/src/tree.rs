//! What a grammar found in a text: pairs of a rule and the place where it holds, each with the pairs within it.
//!
//! The methods are those of pest's pairs. Not here: how they are found; see [`crate::machine`]. Start at [`Pairs`].

use std::ops::Range;
use std::rc::Rc;

/// A pair in the list of all, which is in the order of the text, outer before inner.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node<R> {
    pub rule: R,
    pub start: usize,
    pub end: usize,
    /// Where the next pair stands that is not within this one.
    pub next: usize,
}

/// Pairs that follow one another: those of a whole text, or those within a pair.
#[derive(Clone, Debug)]
pub struct Pairs<'i, R> {
    text: &'i str,
    nodes: Rc<[Node<R>]>,
    left: Range<usize>,
    /// Also those within them.
    deep: bool,
}

/// A rule and the place where it holds.
#[derive(Clone, Debug)]
pub struct Pair<'i, R> {
    text: &'i str,
    nodes: Rc<[Node<R>]>,
    at: usize,
    node: Node<R>,
}

/// A place in a text, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    start: usize,
    end: usize,
}

impl<'i, R: Copy> Pairs<'i, R> {
    pub(crate) fn new(text: &'i str, nodes: Vec<Node<R>>) -> Self {
        let left = 0..nodes.len();
        Self { text, nodes: nodes.into(), left, deep: false }
    }

    /// These and all that are within them, in the order of the text.
    pub fn flatten(self) -> Self {
        Self { deep: true, ..self }
    }
}

impl<'i, R: Copy> Iterator for Pairs<'i, R> {
    type Item = Pair<'i, R>;

    fn next(&mut self) -> Option<Pair<'i, R>> {
        let at = self.left.start;
        let node = self.nodes.get(self.left.clone())?.first().copied()?;
        self.left.start = if self.deep { at + 1 } else { node.next };
        Some(Pair { text: self.text, nodes: Rc::clone(&self.nodes), at, node })
    }
}

impl<'i, R: Copy> Pair<'i, R> {
    /// The rule that holds.
    pub fn as_rule(&self) -> R {
        self.node.rule
    }

    /// Where it holds.
    pub fn as_span(&self) -> Span {
        Span { start: self.node.start, end: self.node.end }
    }

    /// The text for which it holds.
    pub fn as_str(&self) -> &'i str {
        self.text.get(self.node.start..self.node.end).unwrap_or_default()
    }

    /// The pairs within it.
    pub fn into_inner(self) -> Pairs<'i, R> {
        Pairs { text: self.text, left: self.at + 1..self.node.next, nodes: self.nodes, deep: false }
    }
}

impl Span {
    /// Its first byte.
    pub fn start(&self) -> usize {
        self.start
    }

    /// The byte behind its last.
    pub fn end(&self) -> usize {
        self.end
    }
}
