//! # 允许没有起作用
//!
//! `// 允许 代码: 理由` 所说的那一行没有这种问题：也许已经改好了，也许注释离开了它说的那一行，也许代码写错了。留着它，将来真有问题时会被盖住。
//! 错误不能允许：有错误的规则书不评分。
//!
//! 请删去这条注释，或者移到它所说的那一行上面。
//!
//! # English
//!
//! The line that `// 允许 CODE: REASON` speaks of has no such problem: it may be mended already, the comment may have moved away from its line, or
//! the code is misspelt. Left there, it would hide a problem to come. Errors cannot be let stand: with them a rulebook does not score.
//!
//! Delete the comment, or move it above the line that it speaks of.
