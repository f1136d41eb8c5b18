//! What stands around a finding and is no part of it: that it was found, of which scale the points are, to whom the matter is handed on.
//!
//! Not here: words that only join a finding to its effect ([`super::label`]). Start at [`stripped`].

/// 经发现, 经举报查实: that it was found out, and how.
const FOUND: &[&str] = &[
    "经",
    "经查",
    "经发现",
    "经查实",
    "经核实",
    "经查证属实",
    "经查证",
    "经调查属实",
    "经核查属实",
    "经举报查实",
    "经举报核实",
    "经检查发现",
    "经抽查发现",
    "经投诉查实",
    "被发现",
    "如被发现",
    "若被发现",
    "如发现",
    "若发现",
    "一旦查实",
    "查实后",
    "发现后",
    "经发现后",
];
/// What becomes of the matter besides.
const HANDED: &[&str] = &["移交", "移送", "追究", "责成", "责令", "依法处理", "依法移交", "交由", "退回"];
/// In characters.
const LONGEST_HANDED: usize = 4;
/// Whose score it is.
const OWN: &[&str] =
    &["宿舍", "寝室", "班级", "班", "窗口", "科室", "单位", "部门", "网点", "支局", "村", "个人", "车间", "班组", "学生", "教师"];
/// For when.
const DAYS: &[&str] = &["当日", "当天", "当次", "当周", "当月", "当季度", "当学期", "本学期", "本次", "本月", "本周"];

/// What is done besides, before 并.
const BESIDES: &[&str] =
    &["照价赔偿", "立即", "当场", "现场", "将", "予以", "给予", "责令", "没收", "通报", "约谈", "赔偿", "承担", "立刻", "及时没收"];

/// 所在窗口, 该班级: whose result it is.
pub(super) fn is_whose(words: &str) -> bool {
    let folded = chidu_syntax::fold_str(words);
    // 该科室当月质量(考核).
    let whole = ["质量", "绩效", "业务", "工作"].iter().find_map(|of| folded.strip_suffix(of)).unwrap_or(&folded);
    let day = DAYS.iter().find_map(|day| whole.strip_suffix(day)).unwrap_or(whole);
    OWN.iter().filter_map(|own| day.strip_suffix(own)).any(|rest| matches!(rest, "所在" | "该" | "本" | "其" | "其所在" | "所属"))
}

/// A label without what stands around its finding.
pub(super) fn stripped(text: &str) -> &str {
    without_own(without_handing_on(without_treatment(without_found(without_besides(without_scale(without_heading(text)))))))
}

/// 检查标准:未佩戴, 经查实,未整改, 检查中发现未整改: what a table or a sentence puts before any finding.
fn without_heading(text: &str) -> &str {
    const OF: [&str; 12] = ["检查", "评分", "考核", "考评", "扣分", "评价", "计分", "评审", "验收", "减分", "评定", "检评"];
    const HEADS: [&str; 10] = ["标准", "细则", "办法", "内容", "要求", "要点", "方法", "说明", "依据", "项目"];
    if let Some((head, rest)) = text.split_once([':', '：']).filter(|(_, rest)| !rest.trim().is_empty()) {
        let folded = chidu_syntax::fold_str(head.trim());
        let of = OF.iter().find_map(|of| folded.strip_prefix(of));
        if of.is_some_and(|kind| kind.is_empty() || HEADS.contains(&kind)) {
            return rest.trim_start();
        }
    }
    if let Some((first, rest)) = text.split_once([',', '，']).filter(|(_, rest)| rest.chars().count() > 1) {
        let folded = chidu_syntax::fold_str(first.trim());
        if FOUND.contains(&folded.as_ref()) || matches!(folded.as_ref(), "经检查" | "经抽查" | "经核查" | "经查证" | "经调查")
        {
            return rest.trim_start();
        }
    }
    without_looking(text)
}

/// 检查中发现, 巡查时发现.
fn without_looking(text: &str) -> &str {
    const LOOKS: [&str; 8] = ["现场检查", "检查", "抽查", "巡查", "督查", "巡检", "查房", "暗访"];
    let found = ["发现", "發現"].into_iter().find(|found| text.contains(found));
    let Some((look, rest)) = found.and_then(|found| text.split_once(found)) else { return text };
    let folded = chidu_syntax::fold_str(look);
    let look = ["过程中", "中", "时"].iter().find_map(|when| folded.strip_suffix(when)).unwrap_or(&folded);
    let look = look.strip_prefix('经').unwrap_or(look);
    if LOOKS.contains(&look) && rest.chars().count() > 1 && !rest.starts_with(['问', '后', '的', ',', '，']) { rest } else { text }
}

/// 立即没收并, before the points: what else is done.
fn without_besides(text: &str) -> &str {
    let Some(rest) = text.strip_suffix("并且").or_else(|| text.strip_suffix(['并', '且'])) else { return text };
    if rest.ends_with(['合', '兼', '吞', '而', '尚', '暂', '苟']) {
        return text;
    }
    let rest = rest.trim_end_matches([',', '，', ' ']);
    let cut = BESIDES.iter().filter_map(|word| rest.rfind(word)).min();
    let short = |at: &usize| rest.get(*at..).is_some_and(|done| done.chars().count() <= 10 && !done.contains(['未', '不']));
    let before = cut.filter(short).and_then(|at| rest.get(..at)).map(|before| before.trim_end_matches([',', '，', ' ']));
    before.filter(|before| before.chars().count() > 1).unwrap_or(rest)
}

/// 早自习不得迟到,经发现: the comma makes it a remark of its own.
fn without_found(text: &str) -> &str {
    let Some((before, last)) = text.rsplit_once([',', '，']) else { return text };
    let last = last.trim().trim_end_matches(['的', '者']);
    // 经发现或经举报查实.
    let says = last.split('或').all(|part| FOUND.contains(&chidu_syntax::fold_str(part.trim()).as_ref()));
    if says && before.chars().count() > 1 { before } else { text }
}

/// 未到岗的,按迟到论处: as what it is treated besides.
fn without_treatment(text: &str) -> &str {
    if !text.trim_end_matches(['的', '者']).ends_with(['处', '處', '理', '待']) {
        return text;
    }
    let Some((before, last)) = text.rsplit_once([',', '，']) else { return text };
    let folded = chidu_syntax::fold_str(last.trim().trim_end_matches(['的', '者']));
    let deed = ["论处", "处理", "对待"].iter().find_map(|end| folded.strip_suffix(end)?.strip_prefix(['按', '以']));
    let found = before.trim_end().ends_with(['的', '者']) && before.chars().count() > 2;
    if found && deed.is_some_and(|deed| (2..=8).contains(&deed.chars().count()) && !deed.contains(['规', '要'])) { before } else { text }
}

/// 宿舍内务按10分制,被褥未叠: how many points there are.
fn without_scale(text: &str) -> &str {
    let Some((first, rest)) = text.split_once([',', '，', '。']) else { return text };
    let first = ["计分", "考核", "评分", "计算", "管理"].iter().find_map(|end| first.strip_suffix(end)).unwrap_or(first);
    let way = ["方式", "办法", "方法"].iter().find_map(|way| first.strip_suffix(way)).map_or(first, |rest| rest.trim_end_matches('的'));
    let named = ["分制", "扣分", "扣分法"].iter().any(|end| way.ends_with(end));
    let scale = named && ["按", "实行", "实施", "采用", "采取", "为"].iter().any(|word| first.contains(word)) || first == "制";
    if scale && !rest.trim().is_empty() { rest.trim_start() } else { text }
}

/// 构成违法的移交公安机关: what else is done, behind 的.
fn without_handing_on(text: &str) -> &str {
    let begins = |rest: &str| {
        let end = rest.char_indices().nth(LONGEST_HANDED).map_or(rest.len(), |(at, _)| at);
        let head = chidu_syntax::fold_str(rest.get(..end).unwrap_or_default());
        HANDED.iter().any(|word| head.starts_with(word))
    };
    let cut = text.match_indices(['的', '者']).find_map(|(at, joint)| {
        let rest = text.get(at + joint.len()..).unwrap_or_default().trim_start_matches([',', '，']);
        begins(rest).then_some(at)
    });
    cut.and_then(|at| text.get(..at)).filter(|before| before.chars().count() > 2).unwrap_or(text)
}

/// 私接电源者该宿舍当日: of whom the points are, and for when.
fn without_own(text: &str) -> &str {
    let last = text.chars().next_back().map(chidu_syntax::fold_char).unwrap_or_default();
    if !DAYS.iter().chain(OWN).any(|word| word.ends_with(last)) {
        return text;
    }
    let folded = chidu_syntax::fold_str(text);
    let day = DAYS.iter().find_map(|day| folded.strip_suffix(day));
    let rest = day.unwrap_or(&folded);
    let whose = OWN.iter().find_map(|own| rest.strip_suffix(own)).and_then(|rest| rest.strip_suffix(['该', '本']));
    let rest = match (whose, day) {
        (None, None) => return text,
        (Some(whose), _) => whose,
        (None, Some(rest)) => rest,
    };
    let before = rest.trim_end_matches([',', '，', ' ']);
    let ends = before.ends_with(['的', '者']);
    let kept = before.chars().count();
    let end = text.char_indices().nth(kept).map_or(text.len(), |(at, _)| at);
    text.get(..end).filter(|_| ends && kept > 2).unwrap_or(text)
}

/// 未报送的,通报批评,扣2分: what is done besides; 被通报批评 and 通报批评一次 are what was found.
pub(super) fn without_reproof(words: String) -> String {
    let reproved = ["通报批评", "通報批評"].iter().find_map(|reproof| words.strip_suffix(reproof));
    let Some(rest) = reproved.map(|rest| rest.trim_end()) else { return words };
    let rest = ["给予", "給予", "予以", "进行", "並", "并"].iter().fold(rest, |rest, lead| rest.strip_suffix(lead).unwrap_or(rest));
    let besides = rest.ends_with([',', '，', '的', '者']) && !["被", "受到", "遭"].iter().any(|by| rest.ends_with(&format!("{by}的")));
    let found = super::label::label(rest);
    if besides && found.chars().count() > 1 { found } else { words }
}
