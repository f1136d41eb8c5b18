//! # 缺少冒号
//!
//! 名称后面像是少了一个冒号。工具照读了，但写上冒号，读的人才不会看错。
//!
//! 请在名称和分值后面加冒号。
//!
//! # English
//!
//! A colon seems to be missing. The line was read all the same.
//!
//! Add the colon.
