//! What is wrong with the form of a text, in both languages.
//!
//! Not here: what is wrong with its meaning (the lints of `analysis`).

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};

/// The known properties, and what people write instead.
const KEYS: [(&str, &[&str]); 10] = [
    ("发布", &["发布单位", "发布机关", "制定", "颁布", "印发"]),
    ("施行", &["施行日期", "实施", "实施日期", "生效", "生效日期", "执行"]),
    ("废止", &["废止日期", "失效"]),
    ("版本", &["版本号"]),
    ("对象", &["考核对象", "考评对象", "被考核单位", "适用对象", "单位"]),
    ("周期", &["考核周期", "考评周期", "频率", "考核频率"]),
    ("修约", &["取整", "舍入", "小数", "小数位", "保留", "保留小数", "取舍"]),
    ("缺项", &["缺项处理", "缺失", "缺考"]),
    ("总分最高", &["总分上限", "最高总分", "最高分", "封顶"]),
    ("可为负分", &["负分", "允许负分"]),
];

/// A key that is not known stands where properties stand.
pub(crate) fn unknown_property(key: &str, place: Span) -> Diagnostic {
    let message = Text::new(format!("不认识的属性“{key}”"), format!("unknown property “{key}”"));
    let diagnostic = Diagnostic::new("unknown-property", Severity::Warning, place, message);
    let Some(likely) = likely_key(key) else {
        let known = KEYS.map(|(known, _)| known).join("、");
        return diagnostic.help(Text::new(
            format!("可用的属性: {known}; 若是正文, 去掉冒号或移到评分项之后"),
            format!("the properties are {known}; if this is prose, drop the colon or put it behind the entries"),
        ));
    };
    diagnostic
        .help(Text::new(format!("是否要写“{likely}:”"), format!("did you mean “{likely}:”")))
        .fix(Text::new(format!("改为“{likely}”"), format!("change to “{likely}”")), vec![(place, likely.to_owned())])
}

/// `周期 每月`.
pub(crate) fn missing_colon(key: &str, place: Span) -> Diagnostic {
    let message = Text::new(format!("“{key}”后面缺少冒号"), format!("“{key}” is not followed by a colon"));
    let after = Span::at(place.end as usize);
    Diagnostic::new("missing-colon", Severity::Advice, place, message)
        .help(Text::new(format!("写作“{key}: …”"), format!("write “{key}: …”")))
        .fix(Text::new("补上冒号", "add the colon"), vec![(after, ":".to_owned())])
}

/// A property behind the first entry.
pub(crate) fn late_property(key: &str, place: Span, moved: Vec<(Span, String)>) -> Diagnostic {
    let message = Text::new(format!("属性“{key}”写在评分项之后"), format!("the property “{key}” stands behind the first entry"));
    Diagnostic::new("late-property", Severity::Warning, place, message)
        .help(Text::new("把这一行移到第一个评分项之前", "move the line before the first entry"))
        .fix(Text::new("移到第一个评分项之前", "move it before the first entry"), moved)
}

/// The same property twice.
pub(crate) fn repeated_property(key: &str, place: Span, first: Span) -> Diagnostic {
    let message = Text::new(format!("属性“{key}”写了两次"), format!("the property “{key}” is given twice"));
    Diagnostic::new("repeated-property", Severity::Warning, place, message)
        .label(first, Text::new("第一次在这里", "first given here"))
        .help(Text::new("删去其中一行", "delete one of the lines"))
}

/// A number that its siblings do not lead up to.
pub(crate) fn number_jump(written: &str, last: &str, place: Span, before: Span) -> Diagnostic {
    let message = Text::new(format!("编号不连续: “{last}”之后是“{written}”"), format!("the numbers jump from “{last}” to “{written}”"));
    Diagnostic::new("number-jump", Severity::Warning, place, message)
        .label(before, Text::new("前一个编号", "the number before"))
        .help(Text::new("补上缺少的一项, 或改正编号", "add what is missing, or correct the number"))
}

/// The same number twice below one entry.
pub(crate) fn repeated_number(written: &str, place: Span, first: Span) -> Diagnostic {
    let message = Text::new(format!("编号“{written}”重复"), format!("the number “{written}” is used twice"));
    Diagnostic::new("repeated-number", Severity::Warning, place, message)
        .label(first, Text::new("第一次在这里", "first used here"))
        .help(Text::new("给后一项换一个编号", "give the second one another number"))
}

/// Told once, at the first row of them all.
pub(crate) const HEADLESS: &str = "headless-table";

/// Tab-separated cells without a header that says what they are.
pub(crate) fn headless_table(place: Span) -> Diagnostic {
    Diagnostic::new(
        HEADLESS,
        Severity::Warning,
        place,
        Text::new("表格没有表头, 不知道哪一列是分值", "a table without a header: which column holds the points?"),
    )
    .help(Text::new(
        "在表格上方加一行表头, 各列以制表符分开: 项目、分值、评分标准",
        "put a header above the table, its columns separated by tabs: 项目, 分值, 评分标准",
    ))
}

/// `《…` without its end.
pub(crate) fn unclosed_title(place: Span, end: u32) -> Diagnostic {
    Diagnostic::new("unclosed-title", Severity::Warning, place, Text::new("标题缺少“》”", "the title has no “》”"))
        .help(Text::new("在标题末尾补上“》”", "add “》” at the title's end"))
        .fix(Text::new("补上“》”", "add “》”"), vec![(Span { start: end, end }, "》".to_owned())])
}

fn likely_key(key: &str) -> Option<&'static str> {
    let same = |known: &&(&str, &[&str])| known.1.contains(&key) || one_edit(known.0, key);
    KEYS.iter().find(same).map(|&(known, _)| known)
}

/// True where a two-character key or longer differs in one character alone.
fn one_edit(known: &str, key: &str) -> bool {
    let (known, key): (Vec<char>, Vec<char>) = (known.chars().collect(), key.chars().collect());
    let prefix = known.iter().zip(&key).take_while(|(a, b)| a == b).count();
    let suffix = known.iter().rev().zip(key.iter().rev()).take_while(|(a, b)| a == b).count();
    let (least, most) = (known.len().min(key.len()), known.len().max(key.len()));
    most - least <= 1 && prefix + suffix + 1 >= most && prefix + suffix > 0
}
