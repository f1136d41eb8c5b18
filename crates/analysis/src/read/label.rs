//! The words of a condition: what is left of a region when everything that means something else is taken out of it.
//!
//! Not here: which pieces those are; see [`super::region`]. Start at [`label`].

use std::ops::Range;

use super::Fold;
use super::recipients::without_recipient;
use super::remains;

/// Around a label these are punctuation.
fn is_around(character: char) -> bool {
    match character {
        ',' | '、' | ';' | ':' | '。' | '.' | '·' | '-' | '—' | '▓' | '★' | '*' | '/' | '□' | '，' | '；' | '：' | '．' => {
            true
        }
        _ => character.is_whitespace(),
    }
}

/// At the end of a condition these say no more than that it is one; a comma stands for one of either width, with a blank or without.
const ENDINGS: &[&str] = &[
    ",累计",
    ",累計",
    ",在基础分值上",
    ",在基础分上",
    "将会被",
    "將會被",
    "就會被",
    "會被",
    "会被",
    "将被",
    "將被",
    "就会被",
    ",都",
    ",可",
    ",分值",
    ",评分标准",
    ",評分標準",
    ",得",
    ",直接",
    ",发现即",
    "的该项工作",
    "的该项目",
    "的情况下",
    "的情况",
    "的话",
    "可以",
    "将予以",
    "予以",
    "将进行相应的",
    "将给予相应的",
    "给予相应的",
    "情形的",
    "的时候",
    "酌情",
    "視情況",
    "视情况",
    "视情节轻重",
    "视情节",
    "视实际情况",
    "视具体情况",
    "根据情况",
    ",并",
    ",且",
    ",同时",
    ",以上",
    ",该项",
    ",该分值",
    ",本项",
    ",此项",
    "的该项",
    "的本项",
    "的此项",
    "予以适量",
    "给予适量",
    ",当学期",
    ",总体",
    ",整体",
    "的",
];
/// 者 at the end says who did it, but these are who they are.
const PERSONS: &[&str] = &[
    "作者",
    "患者",
    "记者",
    "記者",
    "学者",
    "學者",
    "读者",
    "讀者",
    "违者",
    "違者",
    "志愿者",
    "志願者",
    "消费者",
    "消費者",
    "劳动者",
    "勞動者",
    "肇事者",
    "从业者",
    "從業者",
    "参赛者",
    "參賽者",
];
/// Those who do it, where nothing else is said of them: 参与者扣2分.
const DOERS: &[&str] =
    &["参与者", "參與者", "组织者", "組織者", "主使者", "带头者", "帶頭者", "旁观者", "旁觀者", "知情者", "携带者", "攜帶者"];
/// 则 before an effect is a connective, but not at the end of these.
const RULES: &[&str] = &["细则", "規則", "规则", "細則", "原则", "原則", "守则", "守則", "准则", "準則", "总则", "總則"];
/// At its head, these.
const HEADS: &[&str] = &[
    "如果",
    "若是",
    "若",
    "凡是",
    "凡",
    "其中",
    "只要有",
    "只要",
    "确保",
    "对于",
    "一旦",
    "但",
    "且",
    "或者",
    "或是",
    "或",
    "同时",
    "则",
    "如有",
    "如發生",
    "如发生",
    "如出现",
    "如出現",
    "注:",
    "注：",
    "备注:",
    "备注：",
    "说明:",
    "说明：",
];

const BRACKETS: [char; 4] = ['(', '（', ')', '）'];

/// What 另 begins as a word.
const OTHERS: &[char] = &['行', '外', '一', '类', '類', '案', '册', '冊', '起', '处', '處', '附', '见', '見', '寄', '设', '設', '聘', '派'];

/// How often a label is stripped: words that end in 的的的 and go on like that are no names.
const ROUNDS: usize = 40;

impl Fold<'_> {
    /// The author's own text of ranges of the folded text, joined.
    pub(super) fn words(&self, ranges: &[Range<usize>]) -> String {
        let mut merged: Vec<Range<usize>> = Vec::new();
        for range in ranges.iter().filter(|range| !range.is_empty()) {
            match merged.last_mut() {
                Some(last) if last.end == range.start => last.end = range.end,
                _ => merged.push(range.clone()),
            }
        }
        merged.into_iter().map(|range| chidu_syntax::visible(self.folded.span(range).of(self.source))).collect()
    }
}

/// A label: without punctuation around it and without the words that only join it to its effect.
pub(super) fn label(words: &str) -> String {
    let mut text = words.trim_matches(is_around);
    // ★号指标, ★项: what the sign marks is called after it.
    let marked = words
        .trim_start_matches([' ', ',', '，', '、', ';', '；'])
        .strip_prefix('★')
        .filter(|rest| rest.starts_with(['号', '项', '號', '項']));
    if let Some(rest) = marked {
        return format!("★{}", label(rest));
    }
    let bracketed = words.contains(BRACKETS);
    for _ in 0..ROUNDS {
        let before = text.len();
        text = without_all(text, HEADS, without_head, |text| text.trim_start_matches(is_around));
        // 另学年中有不及格课程, but not 另行.
        text = text
            .strip_prefix("另有")
            .or_else(|| text.strip_prefix('另'))
            .filter(|rest| !rest.is_empty() && !rest.starts_with(OTHERS))
            .unwrap_or(text);
        // 如未佩戴, but not 如实.
        text = text
            .strip_prefix('如')
            .filter(|rest| {
                let wrong = rest.starts_with(['未', '不', '无', '無', '没', '沒', '被', '违', '違', '乱', '亂', '漏', '有']);
                let found = ["发现", "發現"].iter().any(|verb| rest.starts_with(verb));
                wrong || found || rest.starts_with('因') && !rest.starts_with("因素")
            })
            .unwrap_or(text);
        // 以上不符合的: of all that is listed before.
        text = ["以上", "上述"]
            .iter()
            .find_map(|all| text.strip_prefix(all))
            .filter(|rest| rest.starts_with(['未', '不', '无', '無', '没', '沒', '违', '違', '缺']))
            .unwrap_or(text);
        text = without_all(text, ENDINGS, without_ending, |text| text.trim_end_matches(is_around));
        text = text.strip_suffix('者').filter(|_| !is_person(text)).unwrap_or(text).trim_end_matches(is_around);
        let joined = text.strip_suffix(['则', '則']).filter(|_| !RULES.iter().any(|rule| text.ends_with(rule)));
        text = joined.unwrap_or(text).trim_end_matches(is_around);
        if bracketed {
            text = unbracketed(text).trim_matches(is_around);
        }
        text = without_degree(text).trim_end_matches(is_around);
        text = without_besides(text).trim_end_matches(is_around);
        text = without_finding(text).trim_end_matches(is_around);
        text = without_recipient(text).trim_end_matches(is_around);
        text = without_measure(text).trim_end_matches(is_around);
        text = remains::stripped(text).trim_matches(is_around);
        text = without_lead(text).trim_end_matches(is_around);
        // 无台账的每缺一项: that it lacks is said before.
        let lacks = text.starts_with(['未', '无', '没', '無', '沒']);
        text = ["的缺", "的少", "的漏"].iter().find_map(|verb| text.strip_suffix(verb)).filter(|_| lacks).unwrap_or(text);
        text = ["()", "（）"].iter().find_map(|empty| text.strip_suffix(empty)).unwrap_or(text);
        if text.len() == before {
            break;
        }
    }
    // 评比,以文件为据,获奖: what was taken out of the midst leaves one comma.
    let text = if bracketed { unopened(text) } else { text.to_owned() };
    by_level(if text.contains(['，', ',']) { text.replace("，，", "，").replace(",,", ",") } else { text })
}

/// A text without each of some words, in order; what surrounds it is looked at where a word went, and at first.
fn without_all<'t>(
    text: &'t str,
    words: &[&str],
    without: impl for<'a> Fn(&'a str, &str) -> &'a str,
    trimmed: impl for<'a> Fn(&'a str) -> &'a str,
) -> &'t str {
    words.iter().enumerate().fold(text, |text, (index, word)| {
        let rest = without(text, word);
        if index == 0 || rest.len() < text.len() { trimmed(rest) } else { text }
    })
}

fn without_head<'t>(text: &'t str, head: &str) -> &'t str {
    // Two bytes tell most of them apart, far cheaper than a comparison of the whole.
    if text.as_bytes().get(1..3) == head.as_bytes().get(1..3) { text.strip_prefix(head).unwrap_or(text) } else { text }
}

fn without_ending<'t>(text: &'t str, ending: &str) -> &'t str {
    if text.as_bytes().last() != ending.as_bytes().last() {
        return text;
    }
    let Some(word) = ending.strip_prefix(',') else { return text.strip_suffix(ending).unwrap_or(text) };
    text.strip_suffix(word).map(str::trim_end).filter(|rest| rest.ends_with([',', '，'])).unwrap_or(text)
}

/// 参加竞赛获奖,按国家级: how levels are told apart is no part of what they are.
fn by_level(text: String) -> String {
    let level = |words: &str| words.strip_prefix('按').is_some_and(|rest| rest.ends_with(['级', '級']) && rest.chars().count() <= 4);
    match text.rsplit_once([',', '，']).filter(|(_, last)| level(last)) {
        Some((before, last)) => [before, last.trim_start_matches('按')].join(","),
        None => text,
    }
}

/// 患者, but not 有隐患者.
fn is_person(text: &str) -> bool {
    let risk = ["隐患者", "隱患者"].iter().any(|risk| text.ends_with(risk));
    is_doer(text) || !risk && PERSONS.iter().any(|person| text.ends_with(person))
}

/// 打架斗殴:参与者: who, with nothing said of them but what they did.
fn is_doer(text: &str) -> bool {
    DOERS
        .iter()
        .filter_map(|doer| text.strip_suffix(doer))
        .any(|before| before.trim().is_empty() || before.ends_with([':', '：', ',', '，', '、', '的']))
}

/// 志愿服务按每小时1分计: what leads up to how often.
fn without_lead(text: &str) -> &str {
    if text == "按" {
        return "";
    }
    text.strip_suffix("按照")
        .or_else(|| text.strip_suffix(['按', '以']))
        .filter(|rest| rest.chars().count() > 1 && !rest.ends_with(['所', '难', '得', '加', '予', '可']))
        .unwrap_or(text)
}

/// 未整改,视后果的严重程度; 按情节; 不合格的依据情况: how the amount is chosen, and no part of what was found.
fn without_degree(text: &str) -> &str {
    if !DEGREES.iter().any(|end| text.ends_with(end)) {
        return text;
    }
    let (before, last) =
        [',', '，', '的'].iter().find_map(|stop| text.rsplit_once(*stop)).filter(|(_, last)| is_choice(last)).unwrap_or(("", text));
    if is_choice(last) { before } else { text }
}

const DEGREES: [&str; 11] = ["程度", "严重性", "嚴重性", "轻重", "輕重", "情节", "情節", "情况", "情況", "大小", "不同"];

fn is_choice(words: &str) -> bool {
    let words = words.trim_matches(is_around);
    let chosen = ["视", "視", "根据", "根據", "依据", "依據", "按", "依"].iter().any(|how| words.starts_with(how));
    chosen && DEGREES.iter().any(|end| words.ends_with(end)) && words.chars().count() <= 12
}

/// 由主管部门, 管理方可以: who brings a consequence about is no condition of it.
pub(super) fn is_actor(words: &str) -> bool {
    let of_what =
        ["信用等级", "信用等级最高", "评价等级", "评定等级", "考核等级", "考核等次", "星级", "等级", "最高", "考核结果", "评价结果"];
    words.starts_with('由')
        || of_what.contains(&words)
        || ["可以", "可以提请", "可提请", "有权"].iter().any(|ending| words.ends_with(ending))
}

/// 有创新的,由评委: who chooses the amount is no part of what was found.
pub(super) fn without_actor(words: String) -> String {
    let (before, last) = words.rsplit_once([',', '，']).unwrap_or(("", &words));
    let who = last.trim().starts_with('由') && last.chars().count() <= 12 && !last.contains(FAILS);
    if who { label(before) } else { words }
}

/// 弄虚作假的,本年度考核: for when a consequence is, and no part of what was found.
pub(super) fn without_term(words: String) -> String {
    let Some((before, last)) = words.rsplit_once([',', '，']) else { return without_object(words) };
    // 成绩不及格者,综合测评: of what it is taken away.
    let object = before.trim_end().ends_with(['的', '者']) && last.trim().chars().count() <= 6 && !last.contains(FAILS);
    if object {
        return label(before);
    }
    // 情节严重的,师德考核不合格,: a consequence too.
    let judged = before.trim_end().ends_with(['的', '者']) && ["考核", "考评", "评定", "年审"].iter().any(|what| last.contains(what));
    let failed =
        judged && ["不合格", "不称职", "不达标", "不及格"].iter().any(|end| last.trim_end().ends_with(end)) && last.chars().count() <= 10;
    if (failed || is_term(last)) && !before.trim().is_empty() { label(before) } else { words }
}

/// 考试作弊者该学期德育分: of what it is taken away, without a comma before it.
fn without_object(words: String) -> String {
    let at = ["者", "的"].iter().filter_map(|end| words.rfind(end).map(|at| at + end.len())).max();
    let Some((before, object)) = at.map(|at| words.split_at(at)) else { return words };
    let named = object.starts_with(['该', '當', '当', '本', '其']) && object.ends_with(['分', '绩', '績', '核', '评', '評']);
    if named && object.chars().count() <= 8 && before.chars().count() > 2 { label(before) } else { words }
}

/// 班主任当月考核: of whose assessment the consequence is.
pub(super) fn is_assessment(words: &str) -> bool {
    let ends = ["考核", "考评", "考評", "评定", "評定", "测评", "測評"].iter().any(|end| words.ends_with(end));
    ends && words.chars().count() <= 10 && !words.contains(FAILS) && !words.contains([',', '，'])
}

/// 当年考核, 本学期: for when it is, and nothing else.
pub(super) fn is_term(words: &str) -> bool {
    let term = [
        "当月",
        "当季度",
        "当年度",
        "当年",
        "本年度",
        "本评价年度",
        "年度",
        "当期",
        "本次",
        "本学期",
        "该学期",
        "本期",
        "其",
        "年终",
        "年末",
        "年底",
    ]
    .iter()
    .find_map(|term| words.trim().strip_prefix(term));
    let rest = term.map(|rest| {
        ["考核", "考评", "评价", "评定", "结果", "等级", "等次"].iter().fold(rest, |rest, word| rest.strip_prefix(word).unwrap_or(rest))
    });
    rest == Some("")
}

/// 农房火灾,按受灾户数: what the amount goes by is no part of what was found.
fn without_measure(text: &str) -> &str {
    let parted = text.ends_with('数').then(|| text.rsplit_once([',', '，'])).flatten();
    let Some((before, last)) = parted else { return text };
    let last = last.trim_matches(is_around);
    let number = ["户数", "人数", "次数", "起数", "件数", "处数", "天数", "台数", "辆数"].iter().any(|end| last.ends_with(end));
    if last.starts_with('按') && number && last.chars().count() <= 8 { before } else { text }
}

/// What says that something is wrong.
const FAILS: [char; 12] = ['未', '不', '没', '無', '无', '有', '被', '缺', '违', '造', '发', '情'];

/// 乱涂乱画,除清扫干净外: what else follows is no part of what was found.
fn without_besides(text: &str) -> &str {
    let Some(besides) = text.strip_suffix('外') else { return text };
    // 故意损坏除赔偿外.
    let paid = besides.rsplit_once('除');
    let said = |(before, what): &(&str, &str)| {
        let word = ["拆", "清", "消", "排", "解", "免", "开", "去", "删", "扣"].iter().any(|first| before.ends_with(first));
        before.chars().count() > 1 && (1..=8).contains(&what.chars().count()) && !word && !what.contains([',', '，', '的'])
    };
    if let Some((before, _)) = paid.filter(said) {
        return before;
    }
    let Some((before, last)) = besides.rsplit_once([',', '，']) else { return text };
    let last = last.trim_matches(is_around);
    // 照价赔偿外: the same without 除.
    let paid = last.contains("赔偿") && last.chars().count() < 8;
    if (last.starts_with('除') || paid) && !before.trim_matches(is_around).is_empty() { before } else { text }
}

/// 午间饮酒的,一经发现: that it is found, and no part of what is.
fn without_finding(text: &str) -> &str {
    let found = ["一经发现", "一經發現", "一经查实", "一經查實", "一经核实", "一經核實", "一经查处", "一經查處", "一旦发现", "一旦發現"];
    let said = text.ends_with(['现', '現', '实', '實', '处', '處']);
    let before = found.iter().filter(|_| said).find_map(|found| text.strip_suffix(found)).map(|before| before.trim_end_matches(is_around));
    before.filter(|before| !before.is_empty()).unwrap_or(text)
}

/// Without a bracket at either end that has no partner.
fn unbracketed(text: &str) -> &str {
    let opens = text.matches(['(', '（']).count();
    let closes = text.matches([')', '）']).count();
    if opens > closes {
        text.trim_start_matches(['(', '（']).trim_end_matches(['(', '（'])
    } else if closes > opens {
        text.trim_end_matches([')', '）']).trim_start_matches([')', '）'])
    } else {
        text
    }
}

/// 台账不全(缺: without the one bracket in its midst that has no partner.
fn unopened(text: &str) -> String {
    let alone = |brackets: [char; 2], partners: [char; 2]| {
        let mut found = text.match_indices(brackets);
        found.next().filter(|_| found.next().is_none() && !text.contains(partners))
    };
    match alone(['(', '（'], [')', '）']).or_else(|| alone([')', '）'], ['(', '（'])) {
        Some((at, bracket)) => text.split_at(at).0.to_owned() + text.split_at(at + bracket.len()).1,
        None => text.to_owned(),
    }
}

fn is_opposite(before: &str, last: &str) -> bool {
    let had = before.rsplit([',', '，']).next().and_then(|had| had.trim().strip_prefix('有'));
    let lacks = ["没有", "未有", "无", "無"].iter().find_map(|no| last.trim().strip_prefix(no));
    had.zip(lacks).is_some_and(|(had, lacks)| !had.is_empty() && lacks.trim_end_matches(['的', '者']) == had)
}

/// 应佩戴证件,凡未佩戴的: of a requirement and what falls short of it, the latter alone, where it says so.
pub(super) fn finding(words: String) -> String {
    let required = ["不得", "要", "应", "應", "须", "須", "严禁", "嚴禁", "禁止"];
    let begins = [
        "凡",
        "违者",
        "違者",
        "违反",
        "違反",
        "达不到",
        "達不到",
        "不达",
        "不達",
        "未达",
        "未達",
        "如有",
        "若有",
        "逾期",
        "超期",
        "到期未",
    ];
    match words.rsplit_once([',', '，']) {
        // 每半年检查一次,凡发现无证的: how one looks, and what was found.
        Some((before, last)) if last.starts_with('凡') && !before.contains(['未', '不', '无', '没', '缺', '违']) => label(last),
        // 有记录,无记录: what ought to be, and that it is not.
        Some((before, last)) if is_opposite(before, last) => label(last),
        Some((before, last)) if begins.iter().any(|word| last.starts_with(word)) && required.iter().any(|word| before.contains(word)) => {
            label(last)
        }
        Some((before, last)) if is_unproven(last) && asks_for_proof(before) => label(last),
        _ => words,
    }
}

/// 未提供或提供不全: that there is no proof, or not all of it.
fn is_unproven(words: &str) -> bool {
    let begins = [
        "未提供",
        "不提供",
        "没有提供",
        "未附",
        "未出具",
        "未出示",
        "未加盖",
        "提供不全",
        "未按要求提供",
        "缺少证明",
        "證明不全",
        "未檢附",
        "未检附",
    ];
    begins.iter().any(|begin| words.starts_with(begin))
}

/// 须提供合同复印件并加盖公章: what is to be shown for it, and nothing that is found.
fn asks_for_proof(words: &str) -> bool {
    let asks = ["须", "須", "需", "应", "應", "提供", "以"].iter().any(|begin| words.trim_start_matches(is_around).starts_with(begin));
    let proof = ["提供", "出具", "檢附", "检附", "复印件", "複印件", "扫描件", "原件", "证明", "證明", "加盖", "加蓋"];
    asks && proof.iter().any(|word| words.contains(word)) && !words.contains(['未', '无', '不'])
}
