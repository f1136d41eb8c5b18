//! The growing tree: entries in one list, each knowing its children, before it becomes the public tree.
//!
//! Not here: which line makes which entry (`build`). Start at [`Node`].

use std::collections::BTreeMap;
use std::ops::Range;

use crate::kind::{Amount, Head};
use crate::number::{Number, Style};

/// Index of an entry in the list.
pub(crate) type Id = usize;

/// An entry in the making. Ranges are of the folded text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Node {
    pub number: Option<Number>,
    pub name: Range<usize>,
    pub points: Option<Amount>,
    pub weight: Option<Amount>,
    pub handle: Option<Range<usize>>,
    pub head: Range<usize>,
    /// A line with a number and no points: all of it, until it is known whether it is a name or a text.
    pub text: Option<Range<usize>>,
    /// True where that text may change a score.
    pub scores: bool,
    /// True where a colon or points promise a body.
    pub promises: bool,
    pub indent: usize,
    /// How deep the first body line on a line of its own is.
    pub body_indent: Option<usize>,
    /// True where something deeper than itself belongs to it.
    pub indented: bool,
    pub parts: Vec<Part>,
    pub children: Vec<Id>,
    /// The numbers of its children by style, each with its first place, and the last of each style.
    pub numbers: BTreeMap<(Style, Vec<u32>), Range<usize>>,
    pub last: BTreeMap<Style, Vec<u32>>,
    /// True where each line is a passage of its own.
    pub by_line: bool,
    pub end: usize,
}

/// A stretch of an entry's text.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub range: Range<usize>,
    /// The header of the column in which it stands.
    pub column: Option<Range<usize>>,
}

impl Node {
    pub fn new(head: Head, begin: usize, indent: usize) -> Self {
        let requirement = head.wanted.map(|wanted| wanted.start..head.body.as_ref().map_or(wanted.end, |body| body.end));
        let inline = requirement.or(head.body);
        let end = inline.as_ref().or(head.text.as_ref()).map_or(head.end, |range| range.end).max(head.end);
        Self {
            promises: head.colon || head.points.is_some() || head.weight.is_some(),
            number: head.number,
            name: head.name,
            points: head.points,
            weight: head.weight,
            handle: head.handle,
            head: begin..head.end,
            text: head.text,
            scores: head.scores,
            indent,
            parts: inline.map(|range| Part { range, column: None }).into_iter().collect(),
            end,
            ..Self::default()
        }
    }

    pub fn style(&self) -> Option<Style> {
        self.number.as_ref().map(|number| number.style)
    }

    /// True where a body was promised and none has come.
    pub fn waits(&self) -> bool {
        self.promises && self.parts.is_empty() && self.children.is_empty()
    }
}
