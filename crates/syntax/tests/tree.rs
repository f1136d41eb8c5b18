//! Whole texts and the trees that they give, as a person reads them.

use chidu_syntax::{outline, parse};
use insta::assert_snapshot;

fn tree(text: &str) -> String {
    let parse = parse(text);
    let mut out = outline(&parse.tree);
    for diagnostic in &parse.diagnostics {
        let place = diagnostic.span.of(text);
        out.push_str(&format!("! {} at “{place}”: {}\n", diagnostic.code, diagnostic.message.zh));
    }
    out
}

const WINDOWS: &str = "\
《窗口服务检查考核细则》 满分100分
发布: 某市政务服务局
施行: 2026年1月1日
对象: 窗口
周期: 每月
修约: 四舍五入保留两位小数

一、环境卫生 10分
  1. 物品摆放 5分: 每发现一处不达标 扣1分
  2. 门窗玻璃 5分: 每发现一处不达标 扣1分, 最多扣3分

二、礼仪规范 30分
  3. 语态 5分: 语态过硬 扣2分; 其他每发现一处 扣1分
  4. 工作纪律 10分:
     玩手机、电脑游戏的, 每次扣3分;
     与群众发生争执的, 不得分;
     其他每发现一处 扣1分。
  5. 告知 5分:
     设备故障时应当向群众说明。               // a requirement: prose, no effect
     未放告知牌 扣2分; 未耐心解释 扣2分。

四、群众评价 40分
  1. 满意度调查 20分: 很满意得20分, 基本满意得16分, 一般得12分, 不太满意得8分, 很不满意得4分, 取平均分
  2. 满意率 20分: 达到90%得满分, 每低1个百分点扣0.5分, 扣完为止

加分项 最多10分:
  1. 改进服务: 被市级通报表扬的, 每次加1分; 被省级通报表扬的, 每次加2分

一票否决:
  弄虚作假的, 直接定为不合格

等级:
  95分以上为优秀, 90分以上不足95分为良好, 80分以上不足90分为合格, 不足80分为不合格

不予考评: 当月未进行检查的

年度结果: 全年累计两次不足80分的, 取消评先资格

示例 \"两处不达标\":
  服务态度 不达标 2处
  应得: 服务态度 3分, 总分 98分
";

#[test]
fn a_whole_rulebook() {
    assert_snapshot!(tree(WINDOWS));
}

#[test]
fn one_line() {
    assert_snapshot!(tree("服务态度 5分: 每发现一处不达标 扣1分, 最多扣5分"), @r"
    root <>
      <服务态度> 5分
        | 每发现一处不达标 扣1分, 最多扣5分
    ");
    assert_snapshot!(tree("服务态度 5分 每发现一处不达标扣1分"), @r"
    root <>
      <服务态度> 5分
        | 每发现一处不达标扣1分
    ");
    assert_snapshot!(tree("1. 室内物品、药品摆放整齐,桌面干净整洁 5分: 每发现一处不达标扣1分"), @r"
    root <>
      1/3 <室内物品、药品摆放整齐,桌面干净整洁> 5分
        | 每发现一处不达标扣1分
    ");
    assert_snapshot!(tree("迟到每次扣3分"), @r"
    root <>
      | 迟到每次扣3分
    ");
}
