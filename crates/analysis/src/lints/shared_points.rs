//! # 几个人合得的分，怎么分
//!
//! `每本加50分,由多人完成的按比例分配`：每个人拿多少？ 比例由谁定，一本书的几个人加起来是50分，还是第一作者50分、其他人另算，这里没有写。工具照条文给记录里的人
//! 记满分，不替人分。
//!
//! 比例固定的，一档一条：`第一作者每本加30分;第二作者每本加20分`；由本人商定的，让记录给出每个人的分：`多人完成的,每本酌情加0-50分`。
//!
//! # English
//!
//! `每本加50分,由多人完成的按比例分配`: how much is each person's? Who sets the shares, and whether they add up to the 50, is not said. The clause gives
//! the full amount to whom the record names; nothing is divided.
//!
//! Write a clause for each place, `第一作者每本加30分;第二作者每本加20分`, or leave the share to the record: `多人完成的,每本酌情加0-50分`.

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};

use super::Subject;
use crate::wording::{Wording, first};

const CODE: &str = "shared-points";

/// Whose points they are.
const SEVERAL: [&str; 17] = [
    "多人", "两人", "二人", "2人", "几人", "署名", "合作", "共有", "共同", "合著", "团队", "参赛人员", "集体", "小组", "课题组", "项目组", "参与者",
];
/// What is done with them.
const DIVIDED: [&str; 15] = [
    "分配", "配分", "分摊", "均分", "平均得分", "平均计分", "平均分计", "平均给分", "分享", "各得一半", "各计一半", "各加一半", "各占一半", "平分", "除以人数",
];

/// 第一作者以2/3计算: a share of points that nobody has said.
const FRACTIONS: [&str; 6] = ["1/2", "1/3", "2/3", "1/4", "三分之", "二分之"];

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let of = |wording: Wording<'_>| -> Vec<Diagnostic> {
        let shared = wording.sentences().into_iter().filter(move |span| is_divided(&wording.folded(*span)));
        shared.map(|span| told(wording, span)).collect()
    };
    Wording::all(subject).flat_map(of).collect()
}

/// True where several people come before the word for dividing, and points are spoken of.
fn is_divided(folded: &str) -> bool {
    let Some(people) = SEVERAL.iter().filter_map(|word| first(folded, word)).min() else { return false };
    let last = DIVIDED.iter().filter_map(|word| folded.rfind(word)).max();
    let divided = last.into_iter().chain(folded.find("计算").filter(|_| FRACTIONS.iter().any(|part| folded.contains(part)))).max();
    let ordered = divided.is_some_and(|divided| people < divided);
    ordered && (FRACTIONS.iter().any(|part| folded.contains(part)) || folded.contains("比例") || folded.contains("权重") || folded.contains("分"))
}

fn told(wording: Wording<'_>, span: Span) -> Diagnostic {
    let words = wording.words(span);
    let message = Text::new(
        format!("“{words}”：每个人各得多少？ 工具不替人分，记录里的人得满分"),
        format!("`{words}`: how much is each person's? Nothing is divided: whom the record names gets it all"),
    );
    let help = Text::new(
        "比例固定的，一个名次一条；由本人商定的，写范围，例如 `多人完成的,每本酌情加0-50分`，由记录给分",
        "fixed shares: a clause for each place; agreed ones: a range, e.g. `多人完成的,每本酌情加0-50分`, and the record says",
    );
    Diagnostic::new(CODE, Severity::Advice, span, message).help(help)
}
