//! Names, findings and counting words: far enough apart that none is taken for another.

pub const SECTIONS: &[&str] = &["基础管理", "窗口礼仪", "办理效率", "安全保障"];

pub const ITEMS: &[&str] = &[
    "大厅环境",
    "设施维护",
    "着装仪表",
    "接待用语",
    "首问负责",
    "公示栏目",
    "档案归集",
    "值班安排",
    "消防器材",
    "热线接听",
    "便民措施",
    "网络维保",
];

pub const FINDINGS: &[&str] = &[
    "桌面堆放杂物",
    "未佩戴胸牌",
    "与群众争吵",
    "资料缺页",
    "擅离岗位",
    "言语生硬",
    "灯具损坏",
    "台账漏登",
    "门前积水",
    "标识脱落",
    "上班时间炒股",
    "推诿扯皮",
    "漏接电话",
    "地面湿滑",
    "账物不符",
    "未按时开门",
    "饮水机缺水",
    "插队办理",
];

/// What is measured in minutes.
pub const TIMES: &[&str] = &["排队时间", "交班时间", "响应时间", "停机时间"];

/// What is measured in per cent.
pub const RATES: &[&str] = &["按时办结率", "群众满意率", "资料齐全率", "抽查合格率"];

/// What must be done so many times.
pub const DUTIES: &[&str] = &["开展培训", "召开例会", "组织演练"];

pub const UNITS: &[&str] = &["次", "处", "人", "项", "件", "起", "例"];

pub const ANSWERS: &[&str] = &["很满意", "基本满意", "一般", "不太满意", "很不满意"];

pub const AMOUNTS: &[&str] = &["1", "2", "0.5", "3", "1.5", "5", "0.25"];

pub const PRAISES: &[&str] = &["获市级表彰", "经验被推广", "群众送锦旗", "调研文章入选"];

pub const FAULTS: &[&str] = &["被媒体曝光", "信访处置不力", "瞒报信息"];
