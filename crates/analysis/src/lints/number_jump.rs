//! # 编号跳了
//!
//! 编号没有接着上一个，例如 1. 后面是 3.。可能漏了一条，也可能写错了号；记录用编号指评分项，所以要改正。
//!
//! 请补上漏掉的一条，或者改正编号。
//!
//! # English
//!
//! A number does not follow the one before it, e.g. 3. after 1. An entry may be missing, or the number is wrong.
//!
//! Add what is missing, or mend the number.
