//! Rulebooks from their text: the whole way from words to a statement.

use chidu_analysis::analyze;
use chidu_analysis::program::*;
use chidu_diagnostics::Severity;
use chidu_evaluation::observation::Given;
use chidu_evaluation::run_example;
use insta::assert_snapshot;

use crate::build::{Rows, Rubric, n, show};

/// The rulebook of a text that has no errors.
fn read(text: &str) -> Rubric {
    let analysis = analyze(text);
    let errors: Vec<_> = analysis.diagnostics.iter().filter(|d| d.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    Rubric { program: std::sync::Arc::unwrap_or_clone(analysis.program) }
}

/// The fact of this name, of the entry (or block) with this name.
fn fact(rubric: &Rubric, entry: &str, name: &str) -> FactId {
    let program = &rubric.program;
    let of = |fact: &Fact| fact.block == Some(entry) || program[fact.criterion].name == entry || program[fact.entry].name == entry;
    let named = |fact: &Fact| of(fact) && (fact.name == name || fact.labels.iter().any(|label| label == name));
    let place = program.facts.iter().position(named);
    let known = || program.facts.iter().map(|fact| format!("{} {}", program[fact.criterion].name, fact.name)).collect::<Vec<_>>();
    FactId(place.unwrap_or_else(|| panic!("no {name} in {entry}; there are {:?}", known())) as u32)
}

/// `态度 不达标 2; 满意度调查 很满意 3`: an entry, a finding, measure or answer, and how many or how much.
fn rows(rubric: &Rubric, lines: &str) -> Rows {
    lines.split(';').map(str::trim).filter(|line| !line.is_empty()).fold(Rows::new(), |rows, line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let [entry, name, value] = words[..] else { panic!("three words, not {line}") };
        let option = |fact: &Fact| match &fact.kind {
            FactKind::Answer(_, options) => options.iter().position(|option| option.name == name),
            _ => None,
        };
        let program = &rubric.program;
        let of = |fact: &Fact| program[fact.criterion].name == entry || program[fact.entry].name == entry;
        let answer = program.facts.iter().position(|fact| of(fact) && option(fact).is_some());
        match answer.map(|place| (FactId(place as u32), option(&program.facts[place]))) {
            Some((fact, Some(option))) => rows.option(fact, option, value),
            _ => rows.row(fact(rubric, entry, name), value),
        }
    })
}

fn statement(text: &str, lines: &str) -> String {
    let rubric = read(text);
    rubric.statement(&rows(&rubric, lines))
}

fn scores(text: &str, lines: &str) -> String {
    let rubric = read(text);
    rubric.scores(&rows(&rubric, lines))
}

const WINDOWS: &str = "《窗口服务检查考核细则》 满分100分
发布: 某市政务服务局
施行: 2026年1月1日
对象: 窗口
周期: 每月
修约: 四舍五入保留两位小数

一、环境卫生 10分
  1. 物品摆放 5分: 每发现一处不达标 扣1分
  2. 门窗玻璃 5分: 每发现一处不达标 扣1分, 最多扣3分

二、礼仪规范 30分
  1. 服务态度 5分: 每发现一处不达标 扣1分, 最多扣5分
  2. 用语 5分: 语言不规范 扣5分
  3. 语态 5分: 语态过硬 扣2分; 其他每发现一处 扣1分
  4. 工作纪律 10分:
     玩手机、电脑游戏的, 每次扣3分;
     与群众发生争执的, 不得分;
     其他每发现一处 扣1分。
  5. 告知 5分:
     设备故障时应当向群众说明。
     未放告知牌 扣2分; 未耐心解释 扣2分。

三、办事效率 20分
  1. 接待时间 10分: 超过3分钟的, 每次扣1分; 超过10分钟的, 每次扣2分
  2. 交接班 10分: 交接时间超过10分钟 扣5分; 每超过5分钟加扣1分, 不足5分钟按5分钟计

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

/// The values without which the total is missing.
const VALUES: &str = "交接班 交接时间 21; 满意度调查 很满意 2; 满意度调查 一般 1; 满意率 满意率 87.5;";

#[test]
fn the_rulebook_of_the_language() {
    let rubric = read(WINDOWS);
    let lines = format!(
        "{VALUES} 门窗玻璃 不达标 4; 语态 语态过硬 1; 语态 其他 2; 工作纪律 玩手机 2; 接待时间 接待时间 12; 接待时间 接待时间 4; \
         改进服务 被省级通报表扬 6"
    );
    assert_snapshot!(rubric.statement(&rows(&rubric, &lines)), @r"
    0@2026-01 Scored 82.33 合格
      窗口服务检查考核细则 82.33
        +7 环境卫生
        +20 礼仪规范
        +9 办事效率
        +109/3 群众评价
        +10 加分项
        -1/300 rounded
      环境卫生 7
        +5 物品摆放
        +2 门窗玻璃
      物品摆放 5
        +5 start
        silent: 每发现一处不达标 扣1分
      门窗玻璃 2
        +5 start
        -3 每发现一处不达标 扣1分: 1 × 4, capped from 4 [r4]
      礼仪规范 20
        +5 服务态度
        +5 用语
        +1 语态
        +4 工作纪律
        +5 告知
      服务态度 5
        +5 start
        silent: 每发现一处不达标 扣1分
      用语 5
        +5 start
        silent: 语言不规范 扣5分
      语态 1
        +5 start
        -2 语态过硬 扣2分: 2 [r5]
        -2 其他每发现一处 扣1分: 1 × 2, as 其他 [r6]
      工作纪律 4
        +10 start
        -6 玩手机、电脑游戏的, 每次扣3分: 3 × 2 [r7]
        silent: 与群众发生争执的, 不得分; 其他每发现一处 扣1分
      告知 5
        +5 start
        silent: 未放告知牌 扣2分; 未耐心解释 扣2分
      办事效率 9
        +7 接待时间
        +2 交接班
      接待时间 7
        +10 start
        -1 超过3分钟的, 每次扣1分: 1 × 1, measured 4 [r9]
        -2 超过10分钟的, 每次扣2分: 2 × 1, measured 12, tightest [r8]
      交接班 2
        +10 start
        -5 交接时间超过10分钟 扣5分: 5, measured 21 [r0]
        -3 每超过5分钟加扣1分: 1 × 3, measured 21 [r0]
      群众评价 109/3
        +52/3 满意度调查
        +19 满意率
      满意度调查 52/3
        +40/3 很满意得20分: 20 × 2 ÷ 3 [r1]
        +4 一般得12分: 12 × 1 ÷ 3 [r2]
        silent: 基本满意得16分; 不太满意得8分; 很不满意得4分
      满意率 19
        +20 start
        -1 每低1个百分点扣0.5分: 0.5 × 2, measured 87.5 [r3]
        silent: 达到90%得满分
      加分项 10
        +12 被省级通报表扬的, 每次加2分: 2 × 6 [r10]
        -2 clamp
        silent: 被市级通报表扬的, 每次加1分
    ");
    assert_snapshot!(rubric.scores(&Rows::new()), @"窗口服务检查考核细则 -, 环境卫生 10, 物品摆放 5, 门窗玻璃 5, 礼仪规范 30, 服务态度 5, 用语 5, 语态 5, 工作纪律 10, 告知 5, 办事效率 -, 接待时间 10, 交接班 -, 群众评价 -, 满意度调查 -, 满意率 -, 加分项 0 Missing");
}

#[test]
fn the_rulebooks_own_example_holds() {
    let rubric = read(WINDOWS);
    assert_eq!(rubric.program.examples.iter().flat_map(|example| run_example(&rubric.program, example)).collect::<Vec<_>>(), []);
    let wrong = read(&WINDOWS.replace("总分 98分", "总分 97分"));
    assert_snapshot!(format!("{:?}", run_example(&wrong.program, &wrong.program.examples[0])), @"[ExampleFailure { expectation: 1, expected: Total(97), found: Total(Some(98)) }]");
}

#[test]
fn blocks_of_the_rulebook() {
    let rubric = read(WINDOWS);
    let veto = fact(&rubric, "一票否决", "弄虚作假");
    let away = fact(&rubric, "不予考评", "当月未进行检查");
    let assessed = |rows: Rows| {
        let result = rubric.assess(&rows).results.remove(0);
        format!("{:?} {:?} {:?}", result.status, result.total, result.grade)
    };
    assert_snapshot!(assessed(rows(&rubric, VALUES).row(veto, "1")), @r#"Vetoed Some(88.33) Some("不合格")"#);
    assert_snapshot!(assessed(rows(&rubric, VALUES).row(away, "1")), @"NotAssessed None None");
    let mut year = Rows::default();
    for month in ["2026-03", "2026-07"] {
        year = year.of("甲", month);
        for (entry, name, value) in [("交接班", "交接时间", "60"), ("满意率", "满意率", "40")] {
            year = year.row(fact(&rubric, entry, name), value);
        }
        year = year.option(fact(&rubric, "满意度调查", "满意度调查"), 4, "3");
    }
    let assessment = rubric.assess(&year);
    assert_snapshot!(show::scores(&rubric.program, &assessment), @r"
    窗口服务检查考核细则 54, 环境卫生 10, 物品摆放 5, 门窗玻璃 5, 礼仪规范 30, 服务态度 5, 用语 5, 语态 5, 工作纪律 10, 告知 5, 办事效率 10, 接待时间 10, 交接班 0, 群众评价 4, 满意度调查 4, 满意率 0, 加分项 0 Scored
    窗口服务检查考核细则 54, 环境卫生 10, 物品摆放 5, 门窗玻璃 5, 礼仪规范 30, 服务态度 5, 用语 5, 语态 5, 工作纪律 10, 告知 5, 办事效率 10, 接待时间 10, 交接班 0, 群众评价 4, 满意度调查 4, 满意率 0, 加分项 0 Scored
    ");
    assert_snapshot!(format!("{:?}", assessment.annual), @"[AnnualResult { subject: SubjectId(0), year: 2026, consequences: [(0, [(Period { kind: Month, year: 2026, index: 3 }, 54), (Period { kind: Month, year: 2026, index: 7 }, 54)])] }]");
}

#[test]
fn one_line_is_a_rulebook() {
    let line = "服务态度 5分: 每发现一处不达标 扣1分, 最多扣5分";
    assert_snapshot!(statement(line, "服务态度 不达标 2"), @r"
    0@2026-01 Scored 3
       3
        +3 服务态度
      服务态度 3
        +5 start
        -2 每发现一处不达标 扣1分: 1 × 2 [r0]
    ");
}

#[test]
fn budgets_and_what_has_none() {
    let text = "《建设》 满分10分
1. 窗口建设 10分:
   (1) 制度健全得4分, 每缺一项扣1分
   (2) 台账齐全得6分, 未及时更新扣2分
   (3) 室内吸烟的, 扣1分
";
    assert_snapshot!(statement(text, "窗口建设 缺 5; 窗口建设 未及时更新 1; 窗口建设 室内吸烟 2"), @r"
    0@2026-01 Scored 3
      建设 3
        +3 窗口建设
      窗口建设 3
        +4 制度健全得4分: 4
        -5 每缺一项扣1分: 1 × 5 [r0]
        +6 台账齐全得6分: 6
        -2 未及时更新扣2分: 2 [r1]
        -1 室内吸烟的, 扣1分: 1 [r2]
        +1 budget of 4
    ");
}

#[test]
fn a_ladder_with_a_rest() {
    let text = "办结率 5分: 90%以上得5分, 80%以上不足90%得3分, 其余不得分";
    assert_snapshot!(scores(text, "办结率 办结率 90"), @" 5, 办结率 5 Scored");
    assert_snapshot!(scores(text, "办结率 办结率 80"), @" 3, 办结率 3 Scored");
    assert_snapshot!(scores(text, "办结率 办结率 79.99"), @" 0, 办结率 0 Scored");
    assert_snapshot!(scores(text, ""), @" -, 办结率 - Missing");
}

#[test]
fn what_goes_past_the_item() {
    let text = "《安全》 满分30分
一、用电 20分
  1. 线路 10分: 私拉电线每处扣6分; 发生火灾的, 追加扣8分
  2. 设备 10分: 失窃的, 直接扣总分9分
二、消防 10分
  1. 通道 10分: 堵塞通道每处扣2分, 扣完为止
";
    assert_snapshot!(statement(text, "线路 私拉电线 2; 线路 火灾 1; 设备 失窃 1; 通道 堵塞通道 6"), @r"
    0@2026-01 Scored 0
      安全 0
        +2 用电
        +0 消防
        -9 from below: 失窃的, 直接扣总分9分: 9 [r2]
        +7 clamp
      用电 2
        +0 线路
        +10 设备
        -8 from below: 发生火灾的, 追加扣8分: 8 [r1]
      线路 0
        +10 start
        -12 私拉电线每处扣6分: 6 × 2 [r0]
        +2 clamp
      设备 10
        +10 start
      消防 0
        +0 通道
      通道 0
        +10 start
        -12 堵塞通道每处扣2分: 2 × 6 [r3]
        +2 clamp
    ");
}

#[test]
fn guaranteed_items() {
    let text = "《保证》 满分30分
一、保证项目 20分
  1. 甲 10分: 每发现一处不达标扣4分
  2. 乙 10分: 每发现一处不达标扣4分
  3. 保证项目中有一项不得分的, 本表不得分
二、一般项目 10分
  1. 丙 10分: 每发现一处不达标扣1分
";
    assert_snapshot!(statement(text, "甲 不达标 3"), @r"
    0@2026-01 Scored 0
      保证 0
        +10 保证项目
        +10 一般项目
        -20 from below: 保证项目中有一项不得分的, 本表不得分: 20
      保证项目 10
        +0 甲
        +10 乙
      甲 0
        +10 start
        -12 每发现一处不达标扣4分: 4 × 3 [r0]
        +2 clamp
      乙 10
        +10 start
        silent: 每发现一处不达标扣4分
      一般项目 10
        +10 丙
      丙 10
        +10 start
        silent: 每发现一处不达标扣1分
    ");
    assert_snapshot!(scores(text, "甲 不达标 2; 乙 不达标 2"), @"保证 14, 保证项目 4, 甲 2, 乙 2, 一般项目 10, 丙 10 Scored");
}

#[test]
fn weights_and_sources() {
    let text = "《测评》 满分100分
评价主体: 群众 60%, 专家 40%
1. 服务 占60%: 每发现一处不达标扣10分
2. 效率 100分 占40%: 每发现一处拖延扣10分
";
    let rubric = read(text);
    let (bad, slow) = (fact(&rubric, "服务", "不达标"), fact(&rubric, "效率", "拖延"));
    assert_snapshot!(rubric.statement(&Rows::new().by(0).row(bad, "1").by(1).row(slow, "2")), @r"
    0@2026-01 Scored 90.8
      测评 90.8
        +54 服务
        +36.8 效率
      服务 54
        +60 start by 群众
        -10 每发现一处不达标扣10分: 10 × 1 by 群众 [r0]
        -20 群众 50 at 0.6 by 群众
        +60 start by 专家
        -36 专家 60 at 0.4 by 专家
      效率 92
        +100 start by 群众
        -40 群众 100 at 0.6 by 群众
        +100 start by 专家
        -20 每发现一处拖延扣10分: 10 × 2 by 专家 [r1]
        -48 专家 80 at 0.4 by 专家
    ");
}

#[test]
fn missing_points_are_spread() {
    let text = "《折算》 满分40分
缺项: 不计入并折算
修约: 四舍五入保留两位小数
一、质量 20分
  1. 合格率 10分: 低于95%扣5分
  2. 返工 10分: 每发现一次返工扣2分
二、态度 20分
  1. 仪表 20分: 不整洁的每次扣2分
";
    assert_snapshot!(statement(text, "返工 返工 1"), @r"
    0@2026-01 Scored 36
      折算 36
        +16 质量
        +20 态度
      质量 16
        +8 返工
        +8 rescaled without 合格率
      合格率 - Fact(FactId(0))
        silent: 低于95%扣5分
      返工 8
        +10 start
        -2 每发现一次返工扣2分: 2 × 1 [r0]
      态度 20
        +20 仪表
      仪表 20
        +20 start
        silent: 不整洁的每次扣2分
    ");
}

#[test]
fn a_list_of_criteria_under_the_title() {
    let text = "《红旗》 满分100分
可为负分: 是
1. 迟到的, 每次扣30分
2. 旷工的, 每次扣50分
";
    assert_snapshot!(statement(text, "红旗 迟到 2; 红旗 旷工 1"), @r"
    0@2026-01 Scored -10
      红旗 -10
        +100 start
        -60 迟到的, 每次扣30分: 30 × 2 [r0]
        -50 旷工的, 每次扣50分: 50 × 1 [r1]
    ");
}

#[test]
fn the_assessor_decides_how_much() {
    let text = "服务 10分: 态度生硬的, 视情扣1至3分";
    let rubric = read(text);
    let rude = fact(&rubric, "服务", "态度生硬");
    assert_snapshot!(rubric.statement(&Rows::new().row(rude, "1").given(Given::Deducted(n("2.5")))), @r"
    0@2026-01 Scored 7.5
       7.5
        +7.5 服务
      服务 7.5
        +10 start
        -2.5 态度生硬的, 视情扣1至3分: 2.5 [r0]
    ");
}

#[test]
fn caps_over_a_criterion_an_item_and_a_section() {
    let text = "《考勤》 满分40分
一、考勤 20分
  1. 出勤 20分: 迟到每次扣1分, 早退每次扣2分, 最多扣3分; 旷工每次扣5分
二、加班 20分
  1. 值班 20分: 缺岗每次扣4分; 脱岗每次扣4分; 累计扣分不超过6分
";
    assert_snapshot!(statement(text, "出勤 迟到 2; 出勤 早退 2; 出勤 旷工 1; 值班 缺岗 1; 值班 脱岗 1"), @r"
    0@2026-01 Scored 26
      考勤 26
        +12 考勤
        +14 加班
      考勤 12
        +12 出勤
      出勤 12
        +20 start
        -2 迟到每次扣1分: 1 × 2 [r0]
        -4 早退每次扣2分: 2 × 2 [r1]
        -5 旷工每次扣5分: 5 × 1 [r2]
        +3 Deductions: 最多扣3分
      加班 14
        +14 值班
      值班 14
        +20 start
        -4 缺岗每次扣4分: 4 × 1 [r3]
        -4 脱岗每次扣4分: 4 × 1 [r4]
        +2 Deductions: 累计扣分不超过6分
    ");
}
