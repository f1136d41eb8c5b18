//! An analysis that reuses what was read of the version before equals one from nothing, whatever was typed in between.

use chidu_analysis::{Analysis, Cache, analyze, analyze_again};
use proptest::prelude::*;

/// Every part of a rulebook, with passages that stand in it twice.
const START: &str = "《窗口检查细则》 满分20分\r\n对象: 窗口\r\n修约: 四舍五入保留一位小数\r\n\r\n一、环境 10分 // 现场看\r\n  1. 物品 5分: \
    每发现一处不达标扣1分, 最多扣5分; 未登记的酌情扣分\r\n  2. 门窗 5分: 每发现一处不达标扣1分, 最多扣5分; 满意度90%扣2分\r\n\r\n二、礼仪 \
    10分\n  1. 态度 6分: 与群众争吵的, 扣2分😀\n  2. 用语 4分: 未使用普通话的, 每次扣1分\n加分项 最多5分:\n  受到表彰的, 每次加l分\n\
    一票否决:\n  发生事故的, 不得评优\n等级:\n  18分以上为优秀\n  12分以上不足18分为合格\n";

/// Items that clauses of elsewhere look at, bind or change, beside items that nothing concerns.
const LINKED: &str = "《窗口检查细则》 满分40分\n对象: 窗口\n修约: 四舍五入保留一位小数\n\n一、环境 20分\n  同一事项不重复扣分\n  1. 物品 5分: \
    每处扣1分, 最多扣5分; 再次发生的加倍扣分\n  2. 满意率 5分: 达到90%得5分, 80%以上不足90%得3分, 不足80%不得分\n  3. 出勤 5分:\n    (1) 迟到每次扣1分; \
    迟到超过30分钟的, 每次扣2分 #迟到\n    (2) 出勤率低于95%的, 每低1个百分点扣0.5分 // 看考勤\n  4. 来访 5分: 接待时间不超过3分钟, 每超过1分钟扣1分; 经批准的除外\n二、保证项目 \
    20分: 以上两项合计最多扣8分\n  1. 台账 10分: 得10分; 缺一项扣1分, 扣完为止; 玩手机、看电影的每次扣2分\n  2. 业绩 10分: 满意率排名第1名的得10分, 其他的不得分\n  3. 设备 \
    小计得分不足6分的, 本项不得分; 保证项目有一项不得分的, 扣2分\n加分项 最多5分:\n  1. 表彰 3分: 受到表彰的, 每次加1分, 累计不超过3分\n评价主体:\n  群众 60%, 领导 40%\n数据:\n  \
    原名 物件: 物品\n一票否决:\n  发生事故的, 不得评优\n等级:\n  18分以上为优秀\n";

/// Several sections, so that an edit lies in a small part of the text.
const LONG: &str = "《窗口检查细则》 满分60分\n对象: 窗口\n\n一、环境 10分 // 现场看\n  1. 物品 5分: 每处扣1分, 最多扣5分\n  2. 门窗 5分:\n    每处扣1分,\n    \
    最多扣5分。\n二、礼仪 10分\n1. 态度 6分: 与群众争吵的, 扣2分😀\n2. 用语 4分\n未使用普通话的, 每次扣1分\n三、纪律 10分: 迟到每次扣1分\n  评分标准: 查考勤\n  (1) 着装\n  \
    (2) 佩戴工牌。\n第 3 页\n四、台账 10分\r\n  (一) 归档 5分: 缺一项扣1分\r\n  (一) 保管 5分: 丢失的不得分 // 查\r\n七、设备 10分\n  (3分) 每处扣1分\n  4.1 巡检 5分\n  \
    4.2 报修 5分: 超过1天的, 扣1分\n五、满意 10分 #满意\n  满意度低于90%的, 每低1个百分点扣1分\n等级:\n  50分以上为优秀\n";

const PIECES: [&str; 56] = [
    "h",
    "环境",
    "每发现一处不达标",
    "扣",
    "1",
    "分",
    "5分",
    ", ",
    "；",
    ": ",
    "。",
    "\n",
    "\r\n  ",
    "\t",
    "😀",
    "一、",
    "(2) ",
    "《",
    "》",
    "等级:\n",
    "90%以上",
    "// 允许 ",
    "1. 物品 5分: 每发现一处不达标扣1分, 最多扣5分\n",
    "本数: 以上不含本数\n",
    "缺项: 不计入并折算\n",
    "周期: 每月\n",
    "; 同一事项不重复扣分",
    "; 取平均分",
    ", 累计最多扣3分",
    "; 每周最多扣2分",
    "; 满意率排名第1名的加2分",
    "保证项目有一项不得分的, 扣1分",
    "小计得分不足5分的, 不得分",
    "; 低于80%或超过3次的, 扣1分",
    "; 得分=实得分÷应得分×20",
    "; 得分=完成数÷计划数×5",
    "; 非本单位原因的除外",
    "; 以上两项合计最多扣3分",
    "直接扣总分2分",
    "追加扣2分",
    "物品",
    "满意率",
    "  原名 出勤情况: 出勤\n",
    "每超过1分钟扣1分",
    "连续两次的, 扣2分",
    "低于平均分的, 每低1分扣1分",
    "  4. 门窗 5分: 每处扣1分\n",
    "迟到",
    "六、安全 5分\n",
    "三、",
    "\n评分标准: ",
    "满分60分\n",
    "第 4 页\n",
    "加分项:\n",
    "(3) 其他",
    "||",
];

/// Where, how many characters are taken out, and what is put there.
type Edit = (prop::sample::Index, usize, &'static str);

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let size = prop_oneof![5 => 0_usize..3, 1 => 0_usize..60];
    prop::collection::vec((any::<prop::sample::Index>(), size, prop::sample::select(&PIECES[..])), 1..12)
}

fn apply(text: &str, (at, taken, put): &Edit) -> String {
    let characters: Vec<char> = text.chars().collect();
    let at = at.index(characters.len() + 1);
    let after = characters.iter().skip(at + taken);
    characters.iter().take(at).copied().chain(put.chars()).chain(after.copied()).collect()
}

/// All that an analysis says.
fn shown(analysis: &Analysis) -> String {
    format!("{analysis:#?}")
}

/// Every version on the way equals one read from nothing, whether or not somebody still looks at one before.
fn same_on_the_way(start: &str, edits: &[Edit], kept: bool) -> Result<(), TestCaseError> {
    let mut cache = Cache::default();
    let (mut text, mut before) = (start.to_owned(), None);
    for edit in std::iter::once(None).chain(edits.iter().map(Some)) {
        text = edit.map_or(text.clone(), |edit| apply(&text, edit));
        let again = analyze_again(&text, &mut cache);
        prop_assert_eq!(shown(&again), shown(&analyze(&text)), "{}", text);
        before = kept.then(|| (text.clone(), again)).filter(|_| before.is_none()).or(before);
    }
    if let Some((text, analysis)) = &before {
        prop_assert_eq!(shown(analysis), shown(&analyze(text)));
    }
    Ok(())
}

proptest! {
    #[test]
    fn reused_equals_read_anew(edits in edits(), kept in any::<bool>()) {
        same_on_the_way(START, &edits, kept)?;
    }

    #[test]
    fn a_section_that_was_edited_equals_the_whole_read_anew(edits in edits(), kept in any::<bool>()) {
        same_on_the_way(LONG, &edits, kept)?;
    }

    #[test]
    fn what_looks_elsewhere_equals_what_is_compiled_anew(edits in edits(), kept in any::<bool>()) {
        same_on_the_way(LINKED, &edits, kept)?;
    }
}
