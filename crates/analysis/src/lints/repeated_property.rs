//! # 属性写了两次
//!
//! 同一个属性写了两次，只有一个能算数。
//!
//! 请删掉一个。
//!
//! # English
//!
//! A property stands twice, and only one can hold.
//!
//! Take one away.
