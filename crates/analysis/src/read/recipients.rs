//! To whom points are charged or given, named between a finding and its points: 对责任单位, 给予责任人.
//!
//! It is no part of what was found. Not here: who answers for it beside another effect (首席代表扣1分; see [`super::kin`]), and whose result it
//! is (该班级; see [`super::remains`]). Start at [`is_recipient`].

/// What leads up to who it is.
const LEADS: [&str; 3] = ["给予", "对", "给"];
/// Which of them.
const WHICH: [&str; 22] = [
    "被考核",
    "被检查",
    "受检",
    "相关",
    "有关",
    "责任",
    "直接",
    "主要",
    "分管",
    "主管",
    "所在",
    "当事",
    "当班",
    "值班",
    "管理",
    "项目",
    "施工",
    "所属",
    "相应",
    "该",
    "其",
    "本",
];
/// Who it is.
const WHO: [&str; 20] = [
    "责任单位",
    "责任部门",
    "责任科室",
    "责任人员",
    "责任人",
    "当事人",
    "负责人",
    "单位",
    "部门",
    "科室",
    "班组",
    "班级",
    "窗口",
    "车间",
    "网点",
    "个人",
    "本人",
    "人员",
    "领导",
    "企业",
];

/// 对被考核单位, 给予责任人: who it is, and nothing else.
pub(super) fn is_recipient(words: &str) -> bool {
    let folded = chidu_syntax::fold_str(words.trim());
    let Some(mut rest) = LEADS.iter().find_map(|lead| folded.strip_prefix(lead)) else { return false };
    while let Some(shorter) = WHICH.iter().find_map(|which| rest.strip_prefix(which)).filter(|shorter| !shorter.is_empty()) {
        rest = shorter;
    }
    WHO.contains(&rest) || rest == "人"
}

/// 未佩戴证件的,对责任人: without who loses the points.
pub(super) fn without_recipient(text: &str) -> &str {
    let stops = [',', '，', '。', '.', ' ', '的', '者'];
    let Some((before, _)) = text.rsplit_once(stops).filter(|(_, last)| is_recipient(last)) else { return text };
    if before.chars().count() > 1 { before } else { text }
}
