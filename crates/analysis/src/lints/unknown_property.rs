//! # 不认识的属性
//!
//! 规则书开头的 `名称: 值` 里，这个名称不是已知的属性，所以不起作用。多半写错了一个字。
//!
//! 已知的属性：发布、施行、废止、版本、对象、周期、修约、缺项、总分最高、可为负分。
//!
//! # English
//!
//! A `key: value` line at the head has an unknown key, and so has no effect. Probably a character is wrong.
//!
//! The Chinese page lists the known keys.
