//! Words beside a comparison that are no second condition of what it costs: a task before it (发放问卷,满意率低于90%的扣5分), and whose
//! assessment the points are of behind it (成绩95分以上的,综合测评加1分).
//!
//! Not here: findings beside a bound, which must hold as well, and headings before a colon ([`super::headings`]). Start at [`Fold::is_task`].

use super::Fold;
use super::alternatives::Compared;
use super::label::{is_assessment, label};
use super::region::Region;
use crate::forms::{Act, What};
use crate::reading::{Condition, Kind};

/// How the words of something that happened begin, or of when something is.
const HAPPENS: &[&str] = &[
    "发生", "出现", "发现", "造成", "存在", "导致", "引发", "因", "由于", "有", "经", "如", "若", "凡", "当", "在", "被", "受", "私", "擅",
    "违", "超", "逾", "迟", "早退", "旷", "缺", "弄虚", "虚报", "瞒", "伪造", "近", "获", "使用",
];
/// What says that something is wrong.
const WRONG: [&str; 20] =
    ["未", "不", "无", "没", "無", "沒", "缺", "少", "漏", "错", "違", "违", "乱", "差", "损", "坏", "事故", "事件", "伤", "纠纷"];

impl Fold<'_> {
    /// True where words beside the one comparison say what ought to be done, or of which assessment the points are.
    pub(super) fn is_task(&self, region: &Region<'_>, compared: &[Compared], act: &Act) -> bool {
        let [Compared { phrase, condition: Condition::Compare { measure, .. } | Condition::Within { measure, .. }, .. }] = compared else {
            return false;
        };
        if measure.is_empty() || !matches!(act.kind, Kind::Deduct | Kind::Zero | Kind::Add) {
            return false;
        }
        let before = self.words(&region.left(0..phrase.start));
        let after = label(&self.words(&region.left(phrase.end..region.pieces.len())));
        let (task, of) = (label(&before), chidu_syntax::fold_str(&after));
        if task.is_empty() {
            return is_assessment(&of) && !fails(&of);
        }
        let plain = region.pieces.iter().take(phrase.start).all(|piece| matches!(piece.what, What::Text | What::Space | What::Comma));
        after.is_empty() && act.kind != Kind::Add && plain && asks(&chidu_syntax::fold_str(&before))
    }
}

/// 向家长发放问卷: nothing in it went wrong, and it says neither when nor of whom.
fn asks(words: &str) -> bool {
    let words = words.trim_matches([' ', ',']);
    let narrows = words.ends_with(['的', '者', '时', '下', '后', '中', '内', '且', '并']) || words.contains(|c: char| c.is_ascii_digit());
    let happens = HAPPENS.iter().any(|head| words.split(',').any(|phrase| phrase.trim_start().starts_with(head)));
    words.chars().count() > 3 && !narrows && !happens && !fails(words)
}

/// 超过30分钟的,应补办手续,未补办的: of what is asked for and that it was not done, the latter, which must hold as well.
pub(super) fn unmet(words: String) -> String {
    let last = words.rsplit_once([',', '，']).map(|(_, last)| last.trim_start());
    let not = |last: &&str| last.starts_with(['未', '不', '没', '沒', '无', '無', '逾']) && !last.contains(['应', '须', '應', '須']);
    last.filter(not).map(label).unwrap_or(words)
}

fn fails(words: &str) -> bool {
    WRONG.iter().any(|word| words.contains(word))
}
