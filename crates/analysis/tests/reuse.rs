//! An analysis that reuses what was read of the version before equals one from nothing, whatever was typed in between.

use chidu_analysis::{Analysis, Cache, analyze, analyze_again};
use proptest::prelude::*;

/// Every part of a rulebook, with passages that stand in it twice.
const START: &str = "《窗口检查细则》 满分20分\r\n对象: 窗口\r\n修约: 四舍五入保留一位小数\r\n\r\n一、环境 10分 // 现场看\r\n  1. 物品 5分: \
    每发现一处不达标扣1分, 最多扣5分; 未登记的酌情扣分\r\n  2. 门窗 5分: 每发现一处不达标扣1分, 最多扣5分; 满意度90%扣2分\r\n\r\n二、礼仪 \
    10分\n  1. 态度 6分: 与群众争吵的, 扣2分😀\n  2. 用语 4分: 未使用普通话的, 每次扣1分\n加分项 最多5分:\n  受到表彰的, 每次加l分\n\
    一票否决:\n  发生事故的, 不得评优\n等级:\n  18分以上为优秀\n  12分以上不足18分为合格\n";

const PIECES: [&str; 24] = [
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

proptest! {
    #[test]
    fn reused_equals_read_anew(edits in edits(), kept in any::<bool>()) {
        let mut cache = Cache::default();
        let (mut text, mut before) = (START.to_owned(), None);
        for edit in &edits {
            text = apply(&text, edit);
            let again = analyze_again(&text, &mut cache);
            prop_assert_eq!(shown(&again), shown(&analyze(&text)), "{}", text);
            // Whether somebody still looks at the version before must not matter, nor may it change.
            before = kept.then(|| (text.clone(), again)).filter(|_| before.is_none()).or(before);
        }
        if let Some((text, analysis)) = &before {
            prop_assert_eq!(shown(analysis), shown(&analyze(text)));
        }
    }
}
