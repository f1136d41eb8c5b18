//! 地面有积水;墙面有污渍的,每处扣1分: faults parted by semicolons, before a deduction that counts each of them.
//!
//! One name holds them all, as it does where commas part them: however often which of them is found, it costs the same. Where the points are not
//! for each, it cannot be told whether they are once for all of them: that is a doubt. Start at [`join`].

use super::{Draft, FAR, at};
use crate::reading::{Condition, Effect, Kind};

/// What is seen of things that are not kept.
const FAULTS: &[&str] = &["有积水", "有污", "有灰", "有垃圾", "有杂物", "有破损", "有异味", "有蛛网", "有损坏", "有脱落"];
/// How something is that ought to be otherwise.
const UNSOUND: &[&str] = &[
    "不全",
    "不真",
    "不清",
    "不规范",
    "不及时",
    "不完整",
    "不到位",
    "不整",
    "不齐",
    "不明",
    "不符",
    "不够",
    "不合",
    "不准确",
    "不达标",
    "不健全",
    "不洁",
    "不牢",
];

/// Gives an effect for each occurrence the faults before its own, up to one that has its own points.
pub(super) fn join(drafts: &mut [Draft], source: &str) {
    for index in 0..drafts.len() {
        let (before, rest) = drafts.split_at_mut(index);
        let Some(effect) = rest.first_mut().map(|draft| &mut draft.effect) else { break };
        if effect.per.is_none() || !matches!(effect.kind, Kind::Deduct | Kind::Add) {
            continue;
        }
        let own = effect.clause.start;
        let first = std::iter::successors(Some(own), |start| fault_before(effect, *start, before, source)).last().unwrap_or(own);
        if let ([Condition::Label(name)], true) = (effect.when.as_mut_slice(), first < own) {
            name.insert_str(0, source.get(at(first)..at(own)).unwrap_or_default().trim_start());
            effect.clause.start = first;
        }
    }
}

/// Where the fault begins that stands before a place and shares an effect.
fn fault_before(effect: &Effect, place: u32, before: &[Draft], source: &str) -> Option<u32> {
    // A bound is a comparison of its own, and a colon heads a list.
    let words =
        shared_words(effect, place, before, source).filter(|words| !words.contains(|c: char| c.is_numeric() || ":：".contains(c)))?;
    let head = source.get(..at(place))?.trim_end();
    u32::try_from(head.len() - words.trim_start().len()).ok()
}

/// 被投诉的;打架的,扣5分: a finding before a stop, to which no points belong.
pub(super) fn is_second_of_two(effect: &Effect, before: &[Draft], source: &str) -> bool {
    shared_words(effect, effect.clause.start, before, source).is_some()
}

/// The words before a place, with their stop, where they are a finding without points of its own.
fn shared_words<'s>(effect: &Effect, place: u32, before: &[Draft], source: &'s str) -> Option<&'s str> {
    let whole = source.get(..at(place))?.trim_end();
    let head = whole.strip_suffix([';', '\u{ff1b}'])?;
    let stop = head.char_indices().rev().find(|(_, c)| [';', '\u{ff1b}', '。', '\n'].contains(c));
    let start = stop.map_or(0, |(stop, c)| stop + c.len_utf8());
    let scored = || before.iter().rev().take(FAR).any(|draft| (start + 1..=whole.len()).contains(&at(draft.effect.clause.end)));
    let finding = head.ends_with('的') || is_kin_of_finding(head.get(start..)?, effect, source);
    (finding && !scored()).then(|| whole.get(start..)).flatten()
}

/// 三检制;样板制;挂牌制,每少一项: of what there ought to be, one lacks.
fn is_listed(words: &str, own: &str) -> bool {
    let ends = |words: &str| {
        let words = words.trim_end_matches(|c: char| c.is_whitespace() || ";；,，、".contains(c));
        ["制", "制度", "记录", "台账", "方案", "计划", "预案", "报告", "证书", "协议", "图纸", "资料", "标志", "措施"]
            .iter()
            .any(|name| words.ends_with(name))
    };
    let lacks = ["每少", "每缺", "缺", "少"].iter().find_map(|lack| own.split_once(lack)).map(|(named, _)| named);
    lacks.is_some_and(|named| !named.contains([';', '\u{ff1b}']) && ends(named)) && ends(words)
}

/// 未建立台账;记录不完整的: what was not done, before a finding that alone has its points.
fn is_kin_of_finding(words: &str, effect: &Effect, source: &str) -> bool {
    let words = chidu_syntax::fold_str(words.trim_start_matches(|c: char| c.is_whitespace() || ";；。".contains(c)));
    let own = source.get(at(effect.clause.start)..at(effect.span.start)).unwrap_or_default();
    let own = chidu_syntax::fold_str(own.trim_start_matches(|c: char| c.is_whitespace() || ";；。,，".contains(c)));
    let found = own.contains(['的', '者']) && matches!(effect.kind, Kind::Deduct | Kind::Zero | Kind::Veto) && !own.starts_with('每');
    if is_listed(&words, &own) && effect.per.is_some() {
        return true;
    }
    let happened = ["未发生", "未出现", "未发现", "没有发生", "没有出现", "没有发现"].iter().any(|word| words.starts_with(word));
    let undone = words.starts_with(['未', '没']) && !happened;
    // 信息不全;信息不真实;未维护的,每项扣5分: short faults of a list.
    let listed = words.chars().count() <= 12 && UNSOUND.iter().any(|fault| words.contains(fault)) && effect.per.is_some();
    let alike = listed || ['不', '无', '缺'].iter().any(|no| words.starts_with(*no) && own.starts_with(*no));
    found && (undone || alike || FAULTS.iter().any(|fault| words.contains(fault)) && FAULTS.iter().any(|fault| own.contains(fault)))
}
