//! # 预期的问题不符
//!
//! 第一行的 `// 预期: …` 说这个文件会有哪些问题，实际查出来的不一样。这一行用于保存有意写错的样本。
//!
//! 请按实际情况改第一行，或者改正文。
//!
//! # English
//!
//! The first line, `// 预期: …`, says what is wrong with this file on purpose, and something else was found.
//!
//! Mend the line, or the text.
