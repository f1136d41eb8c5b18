//! # 得分绕回了自己
//!
//! 这条规则以某个得分为条件，而那个得分又要等这一条算完才知道：`一般项目得分低于60%的, 保证项目不得分` 和 `保证项目得分低于60%的, 一般项目不得分`
//! 互相等待；小项因为本大项的得分再扣分，大项的得分又包括这个小项。两个人可以算出两个分。
//!
//! 请改成只往一个方向看：以原始的情形为条件，或者让上一层的得分决定上一层（`本大项得分不足12分的, 本大项不得分` 可以）。
//!
//! # English
//!
//! The clause depends on a score that is not known before the clause itself has counted. Two people can come to two scores.
//!
//! Let it look one way only: at what was found, or let an entry's own score decide over that entry (`本大项得分不足12分的, 本大项不得分` is fine).

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::lower::Fault;

const CODE: &str = "result-cycle";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let found = |fault: &Fault| match fault {
        Fault::ResultCycle { span, chain } => {
            let message = Text::new(
                format!("得分绕回了自己：{}", chain.join(" 要看 ")),
                format!("the score depends on itself: {}", chain.join(" needs ")),
            );
            let help = Text::new("请改成只往一个方向看，例如以发现的情形为条件", "let it look one way only, e.g. at what was found");
            Some(Diagnostic::new(CODE, Severity::Error, *span, message).help(help))
        }
        _ => None,
    };
    subject.faults.iter().filter_map(found).collect()
}
