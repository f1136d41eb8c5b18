//! Every wording of the language reference reads to its own form and to no other: a table that a person can read.
//!
//! Not here: whole rulebooks, and texts that nobody would write (`total.rs`). Start at [`wordings`].

use std::fmt::Write;

use chidu_analysis::reading::{Cap, Condition, Effect, Op};
use chidu_analysis::{Context, read};

/// Form by form, as people write it; after `@` the name of the entry, after a second one its points.
const WORDINGS: &str = include_str!("wordings.txt");

#[test]
fn wordings() {
    let mut table = String::new();
    for line in WORDINGS.lines() {
        if line.is_empty() || line.starts_with('#') {
            writeln!(table, "{line}").expect("a string takes any text");
            continue;
        }
        let mut parts = line.split('@').map(str::trim);
        let clause = parts.next().unwrap_or_default().replace("\\n", "\n");
        let reading = read(&clause, &Context { item: parts.next(), points: parts.next(), ..Context::default() });
        let gaps: Vec<String> = reading.gaps.iter().map(|gap| format!("{:?} `{}`", gap.kind, gap.span.of(&clause))).collect();
        let effects: Vec<String> = reading.effects.iter().map(effect).chain(gaps).collect();
        writeln!(table, "{line}\n    {:?}: {}", reading.status, effects.join("; ")).expect("a string takes any text");
    }
    insta::assert_snapshot!(table);
}

fn effect(effect: &Effect) -> String {
    let mut line = format!("{:?}", effect.kind).to_lowercase();
    let mut add = |text: String| {
        line.push(' ');
        line.push_str(&text);
    };
    effect.amount.iter().for_each(|amount| add(amount.to_string()));
    effect.range.iter().for_each(|(low, high)| add(format!("{low}~{high}")));
    effect.per.iter().for_each(|per| add(format!("per {}{}{}", per.step, per.unit, if per.down { " lacking" } else { "" })));
    if !effect.when.is_empty() {
        let when: Vec<String> = effect.when.iter().map(condition).collect();
        add(format!("when {}", when.join(" & ")));
    }
    match &effect.cap {
        Some(Cap::Points(points)) => add(format!("cap={points}")),
        Some(Cap::Item) => add("cap=item".to_owned()),
        None => {}
    }
    effect.floor.iter().for_each(|floor| add(format!("floor={floor}")));
    effect.ladder.iter().for_each(|ladder| add(format!("ladder={ladder}")));
    effect.of.iter().for_each(|of| add(format!("of={of}")));
    effect.each.iter().for_each(|each| add(format!("each={}", each.unit)));
    effect.sample.iter().for_each(|sample| {
        let count = sample.count.map_or_else(|| "?".to_owned(), |count| count.to_string());
        add(format!("sample={}{count}{}", if sample.at_least { ">=" } else { "" }, sample.unit));
    });
    effect.expr.iter().for_each(|expr| add(format!("expr={expr}")));
    effect.outcome.iter().for_each(|outcome| add(format!("outcome={outcome}")));
    effect.sign.iter().for_each(|sign| add(format!("sign={sign:?}")));
    effect.partial.iter().for_each(|partial| add(format!("partial={partial:?}")));
    effect.target.iter().for_each(|target| add(format!("target={target:?}")));
    effect.times.iter().for_each(|times| add(format!("times={}{}", times.count, if times.consecutive { " in a row" } else { "" })));
    effect.handle.iter().for_each(|handle| add(format!("#{handle}")));
    if effect.additional {
        add("additional".to_owned());
    }
    if effect.scope != Default::default() {
        add(format!("scope={:?}", effect.scope));
    }
    line
}

fn condition(condition: &Condition) -> String {
    match condition {
        Condition::Label(label) => format!("「{label}」"),
        Condition::Zeroed { of, at_least, .. } => format!("{at_least} zero of「{of}」"),
        Condition::Compare { measure, op, value, unit } => {
            let op = match op {
                Op::Above => ">",
                Op::AtLeast => ">=",
                Op::Below => "<",
                Op::AtMost => "<=",
                Op::Is => "=",
            };
            format!("{measure} {op} {value}{unit}")
        }
        Condition::Within { measure, low, low_in, high, high_in, unit } => {
            let end = |end: &Option<_>| end.as_ref().map_or(String::new(), ToString::to_string);
            let (left, right) = (if *low_in { '[' } else { '(' }, if *high_in { ']' } else { ')' });
            format!("{measure} in {left}{},{}{right}{unit}", end(low), end(high))
        }
    }
}

#[test]
fn spans_are_of_the_author_s_bytes() {
    let clause = "１．未設告示牌，扣２分；　每發現一處污損扣０．５分，最多扣３分。";
    let reading = read(clause, &Context::default());
    let spans: Vec<(&str, &str, u32)> =
        reading.effects.iter().map(|effect| (effect.span.of(clause), effect.clause.of(clause).trim(), effect.sentence)).collect();
    assert_eq!(spans, [("扣２分", "１．未設告示牌，扣２分", 0), ("扣０．５分", "每發現一處污損扣０．５分", 1)]);
}

#[test]
fn misspelled_numbers_are_read_and_reported() {
    let clause = "台账完整得l分;总分为IOO分;迟到扣0 5分";
    let reading = read(clause, &Context::default());
    let amounts: Vec<String> = reading.effects.iter().flat_map(|effect| &effect.amount).map(ToString::to_string).collect();
    assert_eq!(amounts, ["1", "100", "0.5"]);
    let suspects: Vec<&str> = reading.suspects.iter().map(|span| span.of(clause)).collect();
    assert_eq!(suspects, ["l", "IOO", "0 5"]);
}

#[test]
fn a_convention_said_once_for_all_holds_unless_the_clause_says_otherwise() {
    use chidu_analysis::read::{Convention, read};
    let convention = Convention::of("以上包括本数，以下不包括本数");
    assert_eq!(convention, Convention { above: Some(true), below: Some(false) });
    let read = |clause| read(clause, &Context { convention, ..Context::default() }).effects.first().map(|effect| effect.when.clone());
    let compared = |op| Some(vec![Condition::Compare { measure: "覆盖率".to_owned(), op, value: 80.into(), unit: "%".to_owned() }]);
    assert_eq!(read("覆盖率80%以下扣2分"), compared(Op::Below));
    assert_eq!(read("覆盖率80%以下(含)扣2分"), compared(Op::AtMost));
}

#[test]
fn what_scores_is_told_from_what_does_not() {
    for text in ["迟到扣1分", "弄虚作假的,一票否决", "得分折算", "现场10分", "酌情处理"] {
        assert!(chidu_analysis::scores(text), "{text}");
    }
    for text in ["不得离岗", "参加培训", "30分钟内办结", "分管领导参加会议", "十分重视", "每月检查一次", "以上级文件为准"]
    {
        assert!(!chidu_analysis::scores(text), "{text}");
    }
}
