//! The tree of a rulebook: what the lines are and how they nest. Names, amounts and meaning are `analysis`'s affair.
//!
//! Spans are byte ranges of the author's own text. Strings called `text` or `name` keep the author's spelling; strings
//! called `value` are folded (half width, Simplified, Chinese numerals as digits).

use chidu_diagnostics::Span;

/// A piece of the author's text with its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spanned {
    pub span: Span,
    pub text: String,
}

/// A whole rulebook. Every line of the text is owned by exactly one part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    /// The rulebook itself as the root entry: its name is the title, its points are 满分.
    pub root: Entry,
    pub properties: Vec<Property>,
    pub blocks: Vec<Block>,
    /// `// 预期: a, b` as the first line: the codes that this file is wrong by on purpose.
    pub expected: Option<Vec<Spanned>>,
    /// True where a line is only a comment or holds one; they are kept for the formatter.
    pub comments: Vec<Span>,
    /// Lines that say how a table is read: its header, and its sums.
    pub tables: Vec<Span>,
    /// Numbers of pages that pasting carried along.
    pub pages: Vec<Span>,
}

/// `修约: 四舍五入保留两位小数`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Property {
    /// The folded key: 发布, 施行, 废止, 版本, 对象, 周期, 修约, 缺项, 总分最高, 可为负分, 本数, … or an unknown one.
    pub key: Spanned,
    pub known: bool,
    /// The text after the colon (for a statement such as `以上包括本数, 以下不包括本数`, the whole line).
    pub value: Spanned,
}

/// A scored unit or a heading: section, item or criterion. Which one it is, `analysis` tells from what it holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The number as written, e.g. `一、`, `(二)`, `3.`, `4.2.1`.
    pub number: Option<Numeral>,
    /// The head without number, points and colon.
    pub name: Spanned,
    pub points: Option<Points>,
    pub weight: Option<Weight>,
    /// `#告知牌` at the head's end.
    pub handle: Option<Spanned>,
    /// What the entry says of itself, in text order: requirements, scoring, evidence. One passage is one criterion's text
    /// (numbered criteria are entries of their own, without points).
    pub passages: Vec<Passage>,
    pub children: Vec<Entry>,
    /// The line on which the entry begins, without its body.
    pub head: Span,
    /// From the head to the end of the last line that belongs to it.
    pub span: Span,
}

/// A number in front of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numeral {
    pub span: Span,
    /// The number without its punctuation as the author wrote it: `一`, `3`, `4.2.1`, `①`. Parts of an entry's path.
    pub text: String,
    /// Its place in the order of numbering styles (GB/T 9704-2012): 一、 1, (一) 2, 1. 3, (1) 4, ① 5; dotted numbers 0. 第一章, 第一条 are 1.
    pub level: u8,
    /// Its value among its siblings: 一 is 1; the last part of a dotted number.
    pub value: u32,
}

/// Points as they follow a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Points {
    pub span: Span,
    /// The amount, as a plain decimal.
    pub value: String,
}

/// `占50%`, `权重0.5`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weight {
    pub span: Span,
    /// As a fraction of one, a plain decimal: `0.5`.
    pub value: String,
}

/// Running text of one entry: one criterion's sentences, from the end of the head (or the first body line) to the last line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    pub span: Span,
    /// The author's text of the span, byte for byte as long, with comments blanked out: offsets in it are offsets in the file
    /// less `span.start`. Line ends are kept, for they may end a clause. Points in brackets within it are blanked out, too.
    pub text: String,
    /// In a table: the header of the column, such as 扣分标准, under which a bare figure is a deduction.
    pub column: Option<Spanned>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// 加分项
    Bonus,
    /// 扣分项
    Malus,
    /// 一票否决
    Veto,
    /// 等级
    Bands,
    /// 不予考评
    NotAssessed,
    /// 年度结果
    Annual,
    /// 评价主体
    Sources,
    /// 数据
    Data,
    /// 示例
    Example,
    /// 说明
    Note,
}

/// A named block after or between the entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub kind: BlockKind,
    /// For 加分项 and 扣分项: the block as an entry (its points and cap sentence, passages, children). For the others the
    /// passages of their text; for 评价主体, 数据 and 示例 one passage a line.
    pub entry: Entry,
    /// The name in quotes behind 示例.
    pub title: Option<Spanned>,
}

impl Entry {
    /// Moves every place of it, and of all below it, by so many bytes.
    pub(crate) fn shift(&mut self, by: i64) {
        let Self { number, name, points, weight, handle, passages, children, head, span } = self;
        let numbers = number.iter_mut().map(|number| &mut number.span);
        let amounts = points.iter_mut().map(|points| &mut points.span).chain(weight.iter_mut().map(|weight| &mut weight.span));
        let words = handle.iter_mut().chain([name]).map(|words| &mut words.span);
        for place in numbers.chain(amounts).chain(words).chain([head, span]) {
            *place = place.shifted(by);
        }
        for Passage { span, text: _, column } in passages {
            *span = span.shifted(by);
            column.iter_mut().for_each(|column| column.span = column.span.shifted(by));
        }
        children.iter_mut().for_each(|child| child.shift(by));
    }
}

impl Block {
    /// Moves every place of it by so many bytes.
    pub(crate) fn shift(&mut self, by: i64) {
        self.entry.shift(by);
        self.title.iter_mut().for_each(|title| title.span = title.span.shifted(by));
    }
}
