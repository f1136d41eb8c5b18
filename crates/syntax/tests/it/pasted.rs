//! Text from word processors and PDF files: odd spaces, full width, Traditional characters, requirements first.

use insta::assert_snapshot;

use crate::{below, tree};

#[test]
fn full_width_and_odd_spaces() {
    let text = "\u{feff}　　１．物品摆放（５分）：每发现一处不达标，扣１分；最多扣３分。\r\n　　２．门窗\u{a0}（5分）每发现一处扣1分\r\n３、語態（10 分）：語態過硬，扣2分。\r\n４、\u{200b}用語【5分】未使用敬語扣1分\r\n";
    assert_snapshot!(below(text), @r"
    １/3 <物品摆放> 5分
      | 每发现一处不达标，扣１分；最多扣３分。
    ２/3 <门窗> 5分
      | 每发现一处扣1分
    ３/3 <語態> 10分
      | 語態過硬，扣2分。
    ４/3 <用語> 5分
      | 未使用敬語扣1分
    ");
}

#[test]
fn traditional() {
    let text = "《窗口服務檢查考核細則》 滿分100分\n發布: 某市\n對象： 窗口\n週期：每月\n一、環境衛生 10分\n  1. 擺放 10分: 每發現一處不達標 扣1分\n加分項 最多10分:\n  1. 獲表彰的, 每次加1分\n等級: 95分以上爲優秀\n";
    assert_snapshot!(tree(text), @r"
    root <窗口服務檢查考核細則> 100分
      property 发布 = 某市
      property 对象 = 窗口
      property 周期 = 每月
      一/1 <環境衛生> 10分
        1/3 <擺放> 10分
          | 每發現一處不達標 扣1分
      block Bonus <加分項> 10分
        1/3 <>
          | 獲表彰的, 每次加1分
      block Bands <等級>
        | 95分以上爲優秀
    ");
}

#[test]
fn the_requirement_first_and_the_points_in_the_middle() {
    let text = "1、仪容仪表：着装整洁，佩戴工牌。（5分）每发现一次扣1分\n2、组织领导:成立领导小组,明确分工(5分)\n3、考勤: 按时到岗 5分: 迟到一次扣1分\n地面: 干净整洁(5分)。每处扣1分\n";
    assert_snapshot!(below(text), @r"
    1/3 <仪容仪表> 5分
      | 着装整洁，佩戴工牌。          每发现一次扣1分
    2/3 <组织领导> 5分
      | 成立领导小组,明确分工
    3/3 <考勤> 5分
      | 按时到岗     : 迟到一次扣1分
    <地面> 5分
      | 干净整洁      。每处扣1分
    ");
}

#[test]
fn bullets_and_doubled_punctuation() {
    assert_snapshot!(below("● 服务态度 5分: 每次扣1分\n• 用语 5分\n1、、着装 5分\n(2)、仪容 5分\n"), @r"
    <服务态度> 5分
      | 每次扣1分
    <用语> 5分
      1/3 <着装> 5分
        2/4 <仪容> 5分
    ");
}

#[test]
fn sentences_that_only_speak_of_points() {
    let text = "1、逐月测评,成绩在80分以上(包括80分)为良好,低于60分为较差。\n2、检查无问题可得满分30分,每有一项扣1分。\n3、问卷最高得分20分,分为满意(20分)、一般(12分)两档。\n4、结果每月公布。\n";
    assert_snapshot!(below(text), @r"
    | 结果每月公布。
    1/3 <>
      | 逐月测评,成绩在80分以上(包括80分)为良好,低于60分为较差。
    2/3 <>
      | 检查无问题可得满分30分,每有一项扣1分。
    3/3 <>
      | 问卷最高得分20分,分为满意(20分)、一般(12分)两档。
    ");
}

#[test]
fn properties() {
    let text = "// 预期: overlapping-bands, gap-in-bands\n窗口服务考核评分表（试行）\n满分:100分\n以上包括本数, 以下不包括本数\n周期 每月\n舍入: 四舍五入\n可为负分\n总分最高120分\n\
                总分最高: 110分\n适用范围: 全市窗口\n注: 按月检查\n态度: 每次扣1分\n一、环境 100分\n修约: 取整\n";
    assert_snapshot!(tree(text), @r"
    expected overlapping-bands gap-in-bands
    root <窗口服务考核评分表（试行）> 100分
      property 本数 = 以上包括本数, 以下不包括本数
      property 周期 = 每月
      property 舍入 = 四舍五入 (unknown)
      property 可为负分 = 
      property 总分最高 = 120分
      property 总分最高 = 110分
      property 适用范围 = 全市窗口 (unknown)
      property 修约 = 取整
      | 注: 按月检查 ⏎ 态度: 每次扣1分
      一/1 <环境> 100分
    ! missing-colon at “周期”: “周期”后面缺少冒号
    ! unknown-property at “舍入”: 不认识的属性“舍入”
    ! missing-colon at “总分最高”: “总分最高”后面缺少冒号
    ! repeated-property at “总分最高”: 属性“总分最高”写了两次
    ! unknown-property at “适用范围”: 不认识的属性“适用范围”
    ! late-property at “修约”: 属性“修约”写在评分项之后
    ");
}

#[test]
fn titles() {
    assert_snapshot!(tree("《细则》(满分100分)\n甲 100分\n"), @r"
    root <细则> 100分
      <甲> 100分
    ");
    assert_snapshot!(tree("《细则》考核表 总分:100分\n《条例》学习 5分: 每次扣1分\n"), @r"
    root <细则> 100分
      <《条例》学习> 5分
        | 每次扣1分
    ");
    assert_snapshot!(tree("邮政服务检查标准(试行) 100分\n一、甲 100分\n"), @r"
    root <邮政服务检查标准(试行)> 100分
      一/1 <甲> 100分
    ");
    assert_snapshot!(tree("服务标准 5分: 每处扣1分\n"), @r"
    root <>
      <服务标准> 5分
        | 每处扣1分
    ");
    assert_snapshot!(tree("《窗口细则 满分100分\n"), @r"
    root <窗口细则> 100分
    ! unclosed-title at “《窗口细则 满分100分”: 标题缺少“》”
    ");
    assert_snapshot!(tree("一、考核办法\n1. 甲 5分\n"), @r"
    root <>
      一/1 <考核办法>
        1/3 <甲> 5分
    ");
}

#[test]
fn what_stands_around_a_document_is_no_part_of_it() {
    let text = "附件2\n某府发〔2026〕3号\n物业服务考核标准（2026年度）\n第一部分 保洁 10分\n1.2 公共区域 5分\n标准要求:干净。\n（1）道路干净。\n评分标准:每处扣1分,\n第 1 页 共 2 页\n最多扣3分。\n2.1 项目部 5分:每处扣1分\n附则\n另行通知。\n";
    assert_snapshot!(tree(text), @r"
    root <物业服务考核标准（2026年度）>
      | 附件2
      | 某府发〔2026〕3号
      第一部分/1 <保洁> 10分
        1.2/0 <公共区域> 5分
          | 标准要求:干净。
          | 道路干净。
          | 每处扣1分, ⏎ 最多扣3分。
        2.1/0 <项目部> 5分
          | 每处扣1分
      <附则>
        | 另行通知。
    ");
}

#[test]
fn points_at_the_end_of_a_numbered_line() {
    assert_snapshot!(below("一、病历 10分\n1.完成及时,超时每份扣2分。(6分)\n2.签名齐全,缺一处扣1分(4分)\n"), @r"
    一/1 <病历> 10分
      1/3 <> 6分
        | 完成及时,超时每份扣2分。
      2/3 <> 4分
        | 签名齐全,缺一处扣1分
    ");
    assert_snapshot!(below("一、表扬 10分\n1.市级表扬的得3分,县级(2分)\n"), @r"
    一/1 <表扬> 10分
      1/3 <>
        | 市级表扬的得3分,县级(2分)
    ");
}
