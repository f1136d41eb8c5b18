//! # 示例不成立
//!
//! 按本规则书算出来的分数与示例的 `应得` 不同。要么规则写错了，要么示例写错了。
//!
//! 帮助里写着算出来是多少；请改正其中一个。
//!
//! # English
//!
//! What the rulebook gives is not what the 示例 expects. Either a clause or the example is wrong.
//!
//! The message says what was computed; mend one of them.
