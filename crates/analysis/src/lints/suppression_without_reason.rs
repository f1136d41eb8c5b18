//! # 允许了一种问题，没有写理由
//!
//! `// 允许 代码: 理由` 让 `check` 不再报告下一行（或同一行）的一种问题。没有理由，以后改规则书的人不知道当初是看过了，还是随手盖住了。
//!
//! 请在冒号后面用一句话写明为什么这样写是对的。
//!
//! # English
//!
//! `// 允许 CODE: REASON` keeps `check` from telling one kind of problem on the next line, or on its own. Without a reason, whoever changes the
//! rulebook later cannot know whether somebody looked at it.
//!
//! Say in a sentence behind the colon why it is right as it stands.
