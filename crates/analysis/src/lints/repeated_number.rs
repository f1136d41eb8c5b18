//! # 编号重复
//!
//! 同一级里一个编号用了两次。记录用编号指评分项，重号就分不清。
//!
//! 请改正编号。
//!
//! # English
//!
//! A number stands twice on one level. Records name entries by number, and cannot tell the two apart.
//!
//! Mend the number.
