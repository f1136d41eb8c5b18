//! # 表格没有表头
//!
//! 以制表符分开的几列上面没有表头, 不知道哪一列是项目、哪一列是分值, 只能当作一般文字来读, 分值就不算数。从 Word 或表格软件里复制时, 容易漏掉第一行。
//!
//! 请在表格上方加一行表头, 例如 项目、分值、评分标准, 各列以制表符分开。
//!
//! # English
//!
//! Cells between tabs stand under no header, so that nothing says which column is the item and which its points: they are read as prose, and
//! the points do not count. The first row is easily lost when a table is copied from a word processor.
//!
//! Put a header above the table, such as 项目, 分值, 评分标准, its columns separated by tabs.
