//! # 没说几档是否叠加
//!
//! `超过3分钟扣1分; 超过10分钟扣2分`：12分钟扣2分还是3分？ 没有写明时只算最严的一档（扣2分）。
//!
//! 如果要叠加，后一档写 `再扣2分`；如果不叠加，可以写明上端：`超过3分钟不超过10分钟的扣1分`。
//!
//! # English
//!
//! `超过3分钟扣1分; 超过10分钟扣2分`: does 12 minutes cost 2 or 3? Only the tightest tier counts, unless the text says 再扣.
//!
//! Write `再扣2分` to add, or state the upper end: `超过3分钟不超过10分钟的扣1分`.

use chidu_diagnostics::{Diagnostic, Severity, Text};

use super::Subject;
use crate::program::{Action, Program, Rule, Tier, Trigger};

const CODE: &str = "unsaid-tier";

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let program = subject.program;
    program.tiers.iter().filter_map(|tier| open_pair(program, tier)).map(|(first, second)| diagnostic(first, second)).collect()
}

/// Two deductions of one tier that both hold for some value.
fn open_pair<'p>(program: &'p Program, tier: &Tier) -> Option<(&'p Rule, &'p Rule)> {
    let open = |rule: &&Rule| rule.action == Action::Deduct && matches!(rule.triggers.first(), Some(Trigger::Bound(_, bound)) if bound.low.is_none() || bound.high.is_none());
    let mut rules = tier.members.iter().map(|rule| &program[*rule]).filter(open);
    let (first, second) = (rules.next()?, rules.next()?);
    // 低于80%、70%、60%的,分别扣1分、2分、3分: one list, and nobody adds it up.
    (first.effect.span != second.effect.span).then_some((first, second))
}

fn diagnostic(tight: &Rule, loose: &Rule) -> Diagnostic {
    let message = Text::new(
        format!("没说“{}”和“{}”是否叠加，现只算前者", tight.text, loose.text),
        format!("nothing says whether `{}` adds to `{}`; only the former counts", tight.text, loose.text),
    );
    let help = Text::new("要叠加请写 `再扣`；不叠加可以写明上下两端", "to add them write `再扣`; else state both ends");
    Diagnostic::new(CODE, Severity::Advice, tight.span, message)
        .label(loose.span, Text::new("较松的一档", "the looser tier"))
        .help(help)
}
