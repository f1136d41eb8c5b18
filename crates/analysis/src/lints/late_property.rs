//! # 属性写在了后面
//!
//! 属性要写在第一个评分项之前；写在后面的不起作用，免得读的人漏看。
//!
//! 请移到开头。
//!
//! # English
//!
//! Properties stand before the first entry; a later one has no effect.
//!
//! Move it to the head.
