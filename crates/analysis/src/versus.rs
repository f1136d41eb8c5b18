//! Bounds that the records carry: 超过控制指标, 低于目标值, 以评标基准价为基准高, 与规定数相比多. One list of words for whoever reads and whoever compiles.
//!
//! Not here: what is made of them (`lower::versus`). Start at [`versus`].

/// What is compared, whether it lies below, and with what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Versus {
    /// Empty where only the bound is named.
    pub left: String,
    pub down: bool,
    pub right: String,
}

const ABOVE: &[&str] =
    &["大于或等于", "大于等于", "高于或等于", "高于等于", "不低于", "不少于", "达到", "超过", "超出", "高于", "高出", "大于", "多于"];
const BELOW: &[&str] =
    &["小于或等于", "小于等于", "低于或等于", "低于等于", "未达到", "没有达到", "达不到", "未达", "低于", "少于", "小于", "不足", "低出"];
/// How the names of such bounds end.
const NAMED: &[&str] = &[
    "控制指标",
    "控制数",
    "控制值",
    "控制价",
    "规定数",
    "规定数量",
    "规定值",
    "目标值",
    "目标数",
    "计划数",
    "计划值",
    "计划数量",
    "任务数",
    "任务值",
    "基准价",
    "基准值",
    "基准数",
    "指标值",
    "指标数",
    "限值",
    "限额",
    "定额",
    "标准值",
    "核定数",
    "下达数",
    "预算数",
    "预算金额",
    "合同价",
    "最高限价",
];
/// Of which less is better.
const BURDENS: &[&str] = &[
    "浓度",
    "能耗",
    "排放",
    "事故",
    "死亡",
    "成本",
    "费用",
    "负债",
    "投诉",
    "噪声",
    "损耗",
    "漏损",
    "差错",
    "缺陷",
    "故障",
    "逾期",
    "流失",
    "占比",
    "住院日",
    "PM",
];
/// Behind 相比 and 为基准, with nothing but a direction.
const UP: &[&str] = &["上浮", "向上浮动", "高", "多", "上升", "增加", "超过", "超", "提高", "高出", "多出"];
const DOWN: &[&str] = &["下浮", "向下浮动", "低", "少", "下降", "减少", "降低", "低出"];

/// Takes a measure apart that is compared with a value that the records carry.
pub(crate) fn versus(measure: &str) -> Option<Versus> {
    let folded = chidu_syntax::fold_str(measure);
    let text: String = folded.chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    against(&text).or_else(|| beyond(&text)).or_else(|| than(&text))
}

/// 门诊人次比核定数低.
fn than(text: &str) -> Option<Versus> {
    let (left, rest) = text.split_once('比')?;
    let directions = DOWN.iter().map(|word| (word, true)).chain(UP.iter().map(|word| (word, false)));
    let mut named = directions.filter_map(|(word, down)| Some((rest.strip_suffix(word)?, down)));
    let (right, down) = named.find(|(right, _)| is_named(right))?;
    (!left.is_empty()).then(|| Versus { left: left.to_owned(), down, right: right.to_owned() })
}

/// 以评标基准价为基准高, 人数与规定数相比少.
fn against(text: &str) -> Option<Versus> {
    let (before, rest) = text.split_once("相比").or_else(|| text.split_once("为基准")).or_else(|| text.split_once("相比较"))?;
    let (left, right) = before.rsplit_once(['与', '同', '和', '以'])?;
    let down = match rest {
        _ if UP.contains(&rest) => false,
        _ if DOWN.contains(&rest) => true,
        _ => return None,
    };
    is_named(right).then(|| Versus { left: left.to_owned(), down, right: right.to_owned() })
}

/// 死亡人数超过控制指标; 超过控制指标,超过 says it twice.
fn beyond(text: &str) -> Option<Versus> {
    let text = UP.iter().chain(DOWN).find_map(|again| text.strip_suffix(again).filter(|rest| is_named(rest))).unwrap_or(text);
    if !is_named(text) {
        return None;
    }
    let verbs = BELOW.iter().map(|verb| (verb, true)).chain(ABOVE.iter().map(|verb| (verb, false)));
    let found = verbs.filter_map(|(verb, down)| text.find(verb).map(|at| (at, verb, down)));
    let (at, verb, down) = found.min_by_key(|(at, verb, _)| (*at, std::cmp::Reverse(verb.len())))?;
    let (left, right) = (text.get(..at)?, text.get(at + verb.len()..)?);
    let reached = matches!(*verb, "达到" | "未达到" | "没有达到" | "达不到" | "未达");
    let plain = is_named(right) && !["不", "未", "没"].iter().any(|no| left.ends_with(no)) && !(reached && is_burden(left));
    plain.then(|| Versus { left: left.to_owned(), down, right: right.to_owned() })
}

/// 颗粒物浓度达到目标值: of what less is better, it is not said on which side of the value it lies.
fn is_burden(name: &str) -> bool {
    let lessened = ["降低率", "下降率", "降幅", "削减率", "减排量", "削减量", "下降幅度", "降低幅度"].iter().any(|end| name.ends_with(end));
    !lessened && BURDENS.iter().any(|word| name.contains(word))
}

fn is_named(text: &str) -> bool {
    NAMED.iter().any(|name| text.ends_with(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn apart(text: &str, left: &str, down: bool, right: &str) {
        assert_eq!(versus(text), Some(Versus { left: left.to_owned(), down, right: right.to_owned() }));
    }

    #[test]
    fn a_value_that_records_carry_is_the_bound() {
        apart("死亡人数超过控制指标", "死亡人数", false, "控制指标");
        apart("事故起数超过上级下达的控制指标,超过", "事故起数", false, "上级下达的控制指标");
        apart("低于评标基准价", "", true, "评标基准价");
        apart("产量未达到计划数", "产量", true, "计划数");
        apart("发生数小于或等于控制数", "发生数", true, "控制数");
        apart("产量大于等于计划数", "产量", false, "计划数");
        apart("以评标基准价为基准高", "", false, "评标基准价");
        apart("到岗人数与规定数相比少", "到岗人数", true, "规定数");
        apart("门诊人次比核定数低", "门诊人次", true, "核定数");
        apart("报价比最高限价高出", "报价", false, "最高限价");
    }

    #[test]
    fn anything_else_is_not() {
        for text in ["超过规定时间", "未达到要求", "满意率", "与上年相比下降", "控制指标", "不超过控制指标", "占比计划数低下", "比核定数低"]
        {
            assert_eq!(versus(text), None, "{text}");
        }
    }
}
