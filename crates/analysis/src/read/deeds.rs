//! What bare points do, by the words before them: something somebody did well, or a fault.
//!
//! Not here: what a heading says, which goes before ([`super::ladders`]). Start at [`is_deed`].

use super::places;

/// Words of a fault.
const FAULTS: &[&str] = &[
    "未", "不", "无", "没", "缺", "违", "迟", "旷", "错", "漏", "逾", "拒", "投诉", "事故", "失", "损", "扣", "批评", "曝光", "负面",
    "早退", "晚归", "破坏", "打架", "斗殴", "吸烟", "酗酒", "赌博", "作弊", "抄袭", "私自", "擅自", "脏乱", "乱扔", "乱丢", "闯", "顶撞",
    "辱骂", "请假", "事假", "病假", "缺勤", "喧哗", "打闹", "翻越", "逃课", "冒名", "偷", "窃", "污渍", "污迹", "积尘", "积水", "灰尘",
    "蛛网", "垃圾", "杂物", "锈蚀", "倾斜", "脱落", "残缺", "隐瞒", "瞒报", "虚假", "虚开", "虚报", "伪造", "骗取", "拖欠", "欠缴",
];
/// Words of what somebody did well.
const DEEDS: &[&str] = &[
    "论文",
    "期刊",
    "专利",
    "著作",
    "专著",
    "教材",
    "项目",
    "课题",
    "计划",
    "主持",
    "担任",
    "发表",
    "出版",
    "获",
    "指导",
    "举办",
    "参与",
    "参加",
    "完成",
    "奖",
    "委员",
    "导师",
    "研讨会",
    "演讲",
    "作者",
    "授课",
    "辅导",
    "创作",
    "采用",
    "采纳",
    "入选",
    "报道",
    "表扬",
    "表彰",
    "刊",
    "录用",
    "推广",
    "荣誉",
    "宣传",
    "优秀",
    "教龄",
    "工龄",
    "学历",
    "满勤",
    "全勤",
    "记功",
    "大功",
    "小功",
    "嘉奖",
    "协助",
    "热心",
    "助人为乐",
    "拾金不昧",
    "见义勇为",
    "好人好事",
    "表现突出",
    "表现积极",
    "进步",
    "分享",
    "推荐",
    "邀请",
    "登录",
    "登陆",
    "签到",
    "评论",
    "献血",
    "捐",
    "志愿",
    "讲座",
    "实践",
    "答辩",
    "监考",
    "教研",
    "公开课",
    "示范课",
    "选修课",
    "竞赛",
    "比赛",
    "社团",
    "证书",
    "听课",
    "讲课",
    "实习",
    "培训",
    "负责人",
    "申报",
    "获批",
    "立项",
    "结题",
];
/// How the words of something reached begin. What bare points of nouns do (论文5分, 专利5分) is not said: they may be the parts of a whole.
const REACHED: &[&str] = &[
    "发表",
    "主持",
    "获",
    "荣获",
    "取得",
    "参加",
    "参与",
    "担任",
    "承担",
    "符合",
    "达到",
    "达",
    "任满",
    "通过",
    "出版",
    "完成",
    "入选",
    "考取",
    "具有",
    "具备",
    "拥有",
    "满",
    "全勤",
    "被评为",
    "评为",
];
/// How the words end of what is attained: 各领域平均及格, 单项达门槛标准.
const ATTAINED: &[&str] = &["及格", "均符合", "皆符合", "领域符合", "达标", "达标准", "达门槛", "门槛标准", "等标准"];
/// How the words begin of what ought to be done.
const DONE: &[&str] = &[
    "签订",
    "建立",
    "制定",
    "成立",
    "落实",
    "开展",
    "配备",
    "设立",
    "召开",
    "编制",
    "公示",
    "完成",
    "明确",
    "按时",
    "及时",
    "定期",
    "实行",
    "实施",
    "执行",
    "贯彻",
    "安排",
    "推行",
    "设置",
    "按规定",
    "按标准",
    "按要求",
    "按年度",
    "依法",
    "公开",
    "坚持",
    "发布",
    "公布",
    "有具体",
    "有专",
    "有明确",
    "有固定",
    "有配套",
    "有健全",
    "有完善",
    "自觉",
];
/// How the names of parts end.
const PARTS: &[&str] = &["情况", "质量", "程度", "水平", "能力", "率", "度", "工作", "方面", "效果", "内容", "资格", "表现"];
/// 有计划, 有培训记录: what ought to be there, unlike 有积水.
const HELD: &[&str] = &[
    "计划", "规划", "总结", "方案", "预案", "记录", "制度", "台账", "台帐", "资料", "档案", "措施", "办法", "细则", "机构", "专人", "人员",
    "名册", "清单", "报告", "证书", "合同", "协议", "文件", "通知", "签到", "照片", "图片", "教案", "登记", "标识", "标牌", "反馈",
];
/// What is absent where nothing was wrong.
const WRONGS: &[&str] = &[
    "处分", "惩处", "旷课", "旷工", "缺课", "违纪", "违规", "记过", "小过", "大过", "事故", "投诉", "迟到", "早退", "缺勤", "不良", "警告",
    "申诫",
];

/// 投诉, 未上报, but not 无投诉.
pub(super) fn is_fault(words: &str) -> bool {
    !is_absence(words) && FAULTS.iter().any(|word| words.contains(word))
}

/// 主诉不规范, 诊断填写错误或漏填: what is wrong with something that was written or done, and no absence of a wrong.
pub(super) fn is_defect(words: &str) -> bool {
    const ENDS: [&str; 36] = [
        "错误",
        "有误",
        "漏填",
        "漏项",
        "遗漏",
        "缺失",
        "缺项",
        "缺漏",
        "有缺陷",
        "不全",
        "不规范",
        "不符",
        "不符合",
        "不完整",
        "不准确",
        "不准",
        "不一致",
        "不清",
        "不清楚",
        "不清晰",
        "不当",
        "不及时",
        "不到位",
        "不合格",
        "不达标",
        "不熟练",
        "不熟悉",
        "不妥",
        "潦草",
        "涂改",
        "空白",
        "混乱",
        "颠倒",
        "不明确",
        "不整洁",
        "不合理",
    ];
    const BEGINS: [&str; 11] = ["缺", "漏", "未按", "未写", "未填", "未签", "未及时", "未记录", "未注明", "未标", "未做"];
    const NONE: [&str; 12] = ["无", "没有", "未出现", "未发生", "未发现", "杜绝", "避免", "防止", "不得", "零", "不存在", "未见"];
    let words = words.trim_end_matches(['的', '者', ' ']);
    let wrong = ENDS.iter().any(|end| words.ends_with(end)) || BEGINS.iter().any(|begin| words.starts_with(begin));
    wrong && !words.contains("缺点") && !NONE.iter().any(|none| words.contains(none))
}

/// 论文, 担任班长, 省级.
pub(super) fn is_deed(words: &str) -> bool {
    is_absence(words) || DEEDS.iter().any(|word| words.contains(word)) || places::is_level(words)
}

/// 符合标准, 任满一学期, 发表论文, 一等奖: reached or won, and no part of a whole.
pub(super) fn is_reached(words: &str) -> bool {
    let part = PARTS.iter().any(|end| words.ends_with(end)) && !(words.starts_with("符合") && words.ends_with("资格"));
    let begins = REACHED.iter().any(|verb| words.starts_with(verb)) && !part;
    is_absence(words)
        || !is_fault(words) && (begins || words.contains("任满") || words == "相符" || words.ends_with("意见相符") || places::is_won(words))
}

/// 各领域平均及格, 单项达门槛标准: attained, and no part of a whole.
pub(super) fn is_attained(words: &str) -> bool {
    !is_fault(words) && ATTAINED.iter().any(|end| words.ends_with(end))
}

/// 签订责任书, 建立台账: what ought to be done, and was.
pub(super) fn is_done(words: &str) -> bool {
    let part = PARTS.iter().any(|end| words.ends_with(end)) && !words.ends_with("制度");
    let there = words.strip_prefix('有').is_some_and(|what| HELD.iter().any(|end| what.ends_with(end)));
    !is_fault(words) && (there || DONE.iter().any(|verb| words.starts_with(verb)) && !part)
}

/// 无处分, 没有迟到, but not 无故旷课.
fn is_absence(words: &str) -> bool {
    // 销过后无惩处纪录, 功过相抵后无惩处: 无 behind when that is.
    let when = ["完全或", "符合"].iter().find_map(|when| words.strip_prefix(when)).unwrap_or(words);
    let words = when.split_once('后').filter(|(head, _)| head.contains("过") && head.chars().count() < 12).map_or(when, |(_, rest)| rest);
    let reason = ["无故", "无正当", "无理由", "没有正当", "没有理由"].iter().any(|reason| words.starts_with(reason));
    let nothing = !reason && (words.starts_with('无') || words.starts_with("没有"));
    nothing && WRONGS.iter().any(|wrong| words.contains(wrong)) && !words.contains('未')
}
