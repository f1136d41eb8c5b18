//! The tree of the version before, with the one top entry that was edited read anew and all that stands behind it moved.
//!
//! What an entry at the top makes of its lines depends on nothing above it but whether there is a title with points, and nothing behind the next
//! head looks back at it. Where that cannot be told for sure, there is no patch, and the whole text is read. Not here: how lines are read
//! (`build`). Start at [`patched`].

use std::ops::Range;
use std::sync::Arc;

use chidu_diagnostics::{Diagnostic, Span};

use crate::again::Lines;
use crate::ast::{Entry, Tree};
use crate::build::{Builder, ROOT};
use crate::messages::HEADLESS;
use crate::{Parse, finish, fold, kind, lines};

/// A text and what it was read as.
#[derive(Clone, Debug)]
pub(crate) struct Last {
    pub text: String,
    pub parse: Arc<Parse>,
}

/// The lines of a top entry in both versions. They begin at the same place.
struct Region {
    /// Its place among the top entries.
    child: usize,
    start: usize,
    old_end: usize,
    end: usize,
    /// How much longer the new one is.
    by: i64,
    ends_in: End,
}

/// What stands behind a region.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Entry,
    Block,
    Text,
}

/// What a region was read as, with places in the whole text.
struct Found {
    entry: Entry,
    comments: Vec<Span>,
    pages: Vec<Span>,
    diagnostics: Vec<Diagnostic>,
}

/// Reads a text as its last version with one of its top entries read anew; `None` where more than that may have changed.
pub(crate) fn patched(last: Last, text: &str) -> Option<Arc<Parse>> {
    let Last { text: before, mut parse } = last;
    let region = region(&parse, &before, text)?;
    let found = region.read(&parse.tree, text)?;
    if !region.is_headed_alike(&parse.tree, &before, &found.entry, text) {
        return None;
    }
    Arc::make_mut(&mut parse).put(&region, found, text.len());
    Some(parse)
}

/// The top entry in which two versions differ, where they differ in one only.
fn region(parse: &Parse, before: &str, text: &str) -> Option<Region> {
    let Parse { tree, diagnostics } = parse;
    let (from, old_to) = difference(before, text);
    let children = &tree.root.children;
    let child = children.partition_point(|child| (child.head.start as usize) < from).checked_sub(1)?;
    let start = children.get(child)?.head.start as usize;
    let next = children.get(child + 1).map(|next| (next.head.start as usize, End::Entry));
    let block = tree.blocks.first().map(|block| (block.entry.head.start as usize, End::Block));
    let (old_end, ends_in) = next.into_iter().chain(block).min_by_key(|(at, _)| *at).unwrap_or((before.len(), End::Text));
    let by = i64::try_from(text.len()).ok()? - i64::try_from(before.len()).ok()?;
    let end = usize::try_from(i64::try_from(old_end).ok()? + by).ok()?;
    let lines =
        |text: &str, at: usize| at == text.len() && ends_in == End::Text || text.get(..at).is_some_and(|above| above.ends_with('\n'));
    let whole = old_to <= old_end && lines(text, start) && lines(before, old_end) && lines(text, end);
    let region = Region { child, start, old_end, end, by, ends_in };
    let headless = diagnostics.iter().any(|told| told.code == HEADLESS && region.holds(told.span));
    (whole && !headless && region.is_worth_it(text) && region.stands_alone(tree, before)).then_some(region)
}

/// Where two texts begin to differ, and where the first is the same again as the end of the second.
fn difference(before: &str, text: &str) -> (usize, usize) {
    let (a, b) = (before.as_bytes(), text.as_bytes());
    let most = a.len().min(b.len());
    let front = common(most, |range| a.get(range.clone()) == b.get(range));
    let from = (0..=front).rev().find(|&at| before.is_char_boundary(at) && text.is_char_boundary(at)).unwrap_or(0);
    let back = common(most - from, |range| {
        let of = |bytes: &[u8]| bytes.len() - range.end..bytes.len() - range.start;
        a.get(of(a)) == b.get(of(b))
    });
    let fits = |length: &usize| before.is_char_boundary(a.len() - length) && text.is_char_boundary(b.len() - length);
    (from, a.len() - (0..=back).rev().find(fits).unwrap_or(0))
}

/// How long the run of equal bytes is, at most so many.
fn common(most: usize, equal: impl Fn(Range<usize>) -> bool) -> usize {
    const STEP: usize = 256;
    let mut length = 0;
    while length + STEP <= most && equal(length..length + STEP) {
        length += STEP;
    }
    (length..most).find(|&at| !equal(at..at + 1)).unwrap_or(most)
}

impl Region {
    /// True of a place in the old one.
    fn holds(&self, span: Span) -> bool {
        (self.start..self.old_end).contains(&(span.start as usize))
    }

    /// Beyond half of the text it is cheaper to read all of it, with the lines that are known.
    fn is_worth_it(&self, text: &str) -> bool {
        (self.end.saturating_sub(self.start)) * 2 <= text.len()
    }

    /// True where nothing above it but the title has a say in how its lines are read: no table or block is open, the first entry stands at the
    /// margin, and neither the title nor the points of the whole stand in it.
    fn stands_alone(&self, tree: &Tree, before: &str) -> bool {
        let above = |span: Span| span.end as usize <= self.start;
        let behind = |span: Span| span.start as usize >= self.old_end;
        let margin = tree.root.children.first().is_some_and(|first| {
            let at = first.head.start as usize;
            before.get(..at).is_some_and(|above| above.ends_with('\n'))
        });
        let root = &tree.root;
        let titled = root.head != Span::at(0) && above(root.head);
        let points = root.points.iter().map(|points| points.span);
        margin
            && titled
            && points.chain(root.passages.iter().map(|passage| passage.span)).all(above)
            && tree.blocks.iter().all(|block| behind(block.entry.head))
            && tree.properties.iter().all(|property| above(property.key.span.to(property.value.span)))
            && tree.tables.iter().all(|table| behind(*table))
    }

    /// Reads it, and the head behind it; `None` where that is not one entry and then that head.
    fn read(&self, tree: &Tree, text: &str) -> Option<Found> {
        let rest = text.get(self.end..)?;
        let next = rest.find('\n').map_or(rest.len(), |at| at + 1);
        let source = text.get(self.start..self.end + next)?;
        let folded = fold(source);
        if folded.text.contains(['\t', '|']) {
            return None;
        }
        let mut known = Lines::default();
        let mut builder = Builder::new(source, &folded, &mut known);
        let points = tree.root.points.is_some();
        builder.resume(points, self.child > 0);
        lines::lines(source, &folded).for_each(|line| builder.line(&line));
        let entry = self.only_entry(&builder, points)?;
        let here = |range: &Range<usize>| builder.folded.span(range.clone());
        let end = self.end - self.start;
        let moved = |ranges: &[Range<usize>]| -> Vec<Span> {
            let spans = ranges.iter().map(here).filter(|span| (span.start as usize) < end);
            spans.map(|span| span.shifted(offset(self.start))).collect()
        };
        let (comments, pages) = (moved(&builder.comments), moved(&builder.pages));
        let mut diagnostics = builder.diagnostics;
        diagnostics.retain(|told| (told.span.start as usize) < end);
        diagnostics.iter_mut().for_each(|told| told.shift(offset(self.start)));
        Some(Found { entry, comments, pages, diagnostics })
    }

    /// The entry, where the lines are one at the top, followed by the head that has always followed.
    fn only_entry(&self, builder: &Builder<'_>, points: bool) -> Option<Entry> {
        let at = |range: &Range<usize>| builder.folded.span(range.clone()).start as usize;
        let end = self.end - self.start;
        let root = builder.nodes.get(ROOT)?;
        let [first, others @ ..] = &*root.children else { return None };
        let next = others.iter().map(|id| builder.nodes.get(*id).map(|node| at(&node.head)));
        let blocks = builder.blocks.iter().map(|(_, id)| builder.nodes.get(*id).map(|node| at(&node.head)));
        let behind: Vec<Option<usize>> = next.chain(blocks).collect();
        let expected: &[Option<usize>] = if self.ends_in == End::Text { &[] } else { &[Some(end)] };
        let in_blocks = usize::from(self.ends_in == End::Block);
        let whole = root.parts.is_empty()
            && *behind == *expected
            && builder.blocks.len() == in_blocks
            && builder.properties.is_empty()
            && builder.tables.is_empty()
            && builder.nodes.get(*first).is_some_and(|node| at(&node.head) == 0)
            && root.points.is_some() == points;
        let mut entry = finish::child(builder, *first).filter(|_| whole)?;
        entry.shift(offset(self.start));
        Some(entry)
    }

    /// True where the entry has the number that it had: it closes what the old one closed, and follows what that followed.
    fn is_headed_alike(&self, tree: &Tree, before: &str, entry: &Entry, text: &str) -> bool {
        let old = tree.root.children.get(self.child);
        let (Some(was), Some(is)) = (old.and_then(|old| old.number.as_ref()), entry.number.as_ref()) else { return false };
        let head = entry.head.of(text);
        was == is && was.span.of(before) == is.span.of(text) && kind::lead(&crate::fold_str(head.lines().next().unwrap_or(head))).is_none()
    }

    /// Where a place outside of it, or at its head's number, stands now.
    fn moved(&self, span: Span) -> Span {
        if span.start as usize >= self.old_end { span.shifted(self.by) } else { span }
    }
}

fn offset(at: usize) -> i64 {
    i64::try_from(at).unwrap_or(0)
}

impl Parse {
    /// Puts a region that was read anew in the place of the old one.
    fn put(&mut self, region: &Region, found: Found, length: usize) {
        // What stands above stays: properties, and what is expected.
        let Tree { root, properties: _, blocks, expected: _, comments, tables, pages } = &mut self.tree;
        root.span = Span::new(0, length);
        let number = found.entry.number.as_ref().map(|number| number.span);
        for child in root.children.iter_mut().skip(region.child + 1) {
            child.shift(region.by);
        }
        if let Some(slot) = root.children.get_mut(region.child) {
            *slot = found.entry;
        }
        blocks.iter_mut().for_each(|block| block.shift(region.by));
        tables.iter_mut().for_each(|span| *span = span.shifted(region.by));
        splice(comments, found.comments, region);
        splice(pages, found.pages, region);
        self.tell(region, found.diagnostics, number);
    }

    /// What was told of the region gives way to what is told now; that its number does not follow is still so.
    fn tell(&mut self, region: &Region, told: Vec<Diagnostic>, number: Option<Span>) {
        let old = std::mem::take(&mut self.diagnostics);
        let (mut before, mut behind): (Vec<_>, Vec<_>) = old.into_iter().partition(|told| (told.span.start as usize) < region.old_end);
        before.retain(|told| (told.span.start as usize) < region.start || number.is_some_and(|number| number.contains(told.span)));
        behind.iter_mut().for_each(|told| told.place(|span| region.moved(span)));
        self.diagnostics = before.into_iter().chain(told).chain(behind).collect();
    }
}

/// Spans in their order, with those of a region replaced.
fn splice(spans: &mut Vec<Span>, new: Vec<Span>, region: &Region) {
    let first = spans.partition_point(|span| (span.start as usize) < region.start);
    let last = spans.partition_point(|span| (span.start as usize) < region.old_end);
    spans.iter_mut().skip(last).for_each(|span| *span = span.shifted(region.by));
    spans.splice(first..last.max(first), new);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    const TEXT: &str = "《细则》 满分40分\n对象: 窗口\n\n一、环境 10分\n  1. 物品 5分: 每处扣1分\n  2. 门窗 5分: 每处扣1分 // 看\n二、礼仪 10分\n  1. 态度 10分\n  \
        每次扣2分\n三、纪律 10分\n  1. 迟到 10分: 每次扣1分\n三、台账 10分\n  1. 归档 10分: 缺一项扣1分\n等级:\n  30分以上为合格\n";

    /// Whether so much is read anew only, once one piece of the text has become another; it must then equal the whole.
    #[track_caller]
    fn patches(piece: &str, by: &str) -> bool {
        let text = TEXT.replacen(piece, by, 1);
        assert_ne!(text, TEXT, "{piece}");
        let last = Last { text: TEXT.to_owned(), parse: Arc::new(parse(TEXT)) };
        let patched = patched(last, &text);
        if let Some(patched) = &patched {
            assert_eq!(format!("{patched:#?}"), format!("{:#?}", parse(&text)), "{piece} → {by}");
        }
        patched.is_some()
    }

    #[test]
    fn an_edit_within_an_entry_of_the_top_reads_that_entry() {
        for (piece, by) in [
            ("每处扣1分", "每处扣2分"),
            ("每处扣1分 // 看", "每处扣1分"),
            ("每次扣2分\n", "每次扣2分\n  2. 用语 5分: 每次扣1分 // 听\n"),
            ("  1. 态度 10分\n", ""),
            ("礼仪 10分", "礼貌 9分:"),
            ("缺一项", "缺一项的, 每项"),
            ("迟到 10分", "迟到 10分 #迟到"),
        ] {
            assert!(patches(piece, by), "{piece} → {by}");
        }
    }

    #[test]
    fn what_may_reach_farther_reads_the_whole() {
        for (piece, by) in [
            ("《细则》", "《规则》"),
            ("二、礼仪", "四、礼仪"),
            ("二、礼仪", "礼仪"),
            ("每次扣2分\n", "每次扣2分\n二、补充 5分\n"),
            ("每次扣2分\n三、", "每次扣2分三、"),
            ("每次扣2分", "项目\t分值\t评分标准"),
            ("每次扣2分\n", "每次扣2分\n周期: 每月\n"),
            ("每次扣2分\n", "每次扣2分\n加分项:\n"),
            ("30分以上", "20分以上"),
        ] {
            assert!(!patches(piece, by), "{piece} → {by}");
        }
    }
}
