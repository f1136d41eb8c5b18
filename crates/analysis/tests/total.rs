//! Reading is total: any text gives a reading, and what scores never disappears.
//!
//! Not here: what wordings mean (`wordings.rs`).

use chidu_analysis::reading::{Gap, GapKind, Reading, Status};
use chidu_analysis::{Context, read};
use proptest::prelude::*;

const WORDS: &[&str] = &[
    "每",
    "次",
    "处",
    "一",
    "两",
    "3",
    "0.5",
    "10",
    "%",
    "分",
    "扣",
    "加",
    "得",
    "满分",
    "不得分",
    "最多",
    "最高",
    "超过",
    "不足",
    "以上",
    "以下",
    "的",
    ",",
    ";",
    "。",
    "、",
    "(",
    ")",
    "“",
    "”",
    "《",
    "》",
    "分钟",
    "百分点",
    "按",
    "比例",
    "为",
    "优秀",
    "累计",
    "连续",
    "取消",
    "资格",
    "否则",
    "其他",
    "酌情",
    "分别",
    "迟到",
    "未公示",
    "\n",
    " ",
    "-",
    "/",
    "第",
    "名",
    "前",
    "为止",
    "占",
    "权重",
    "基准分",
    "同一",
    "不重复",
    "除外",
    "#甲",
    "l",
    "O",
    "①",
    "1.",
];

fn reading(text: &str) -> Reading {
    read(text, &Context { item: Some("满意率达到90%"), points: Some("5分"), ..Context::default() })
}

/// What holds of every reading of every text.
fn holds(text: &str) {
    let reading = reading(text);
    let within = |span: chidu_diagnostics::Span| text.get(span.range()).is_some();
    assert!(reading.gaps.iter().all(|gap| within(gap.span)), "{text:?} {:?}", reading.gaps);
    assert!(
        reading.effects.iter().all(|effect| within(effect.span) && within(effect.clause) && effect.clause.contains(effect.span)),
        "{text:?} {reading:?}"
    );
    assert!(reading.evidence.iter().chain(&reading.suspects).all(|&span| within(span)), "{text:?}");
    assert_eq!(reading.status == Status::Prose, reading.effects.is_empty() && reading.gaps.is_empty(), "{text:?}");
}

proptest! {
    #[test]
    fn any_text_has_a_reading(text in "\\PC{0,80}") {
        holds(&text);
    }

    #[test]
    fn any_words_have_a_reading(words in proptest::collection::vec(proptest::sample::select(WORDS), 0..40)) {
        holds(&words.concat());
    }

    /// Whatever stands around it, a deduction is an effect or a gap: it is never taken for prose.
    #[test]
    fn what_deducts_is_never_dropped(
        before in proptest::collection::vec(proptest::sample::select(&["未公示", "的", ",", "每次", "超过3次", ";", "。", "其他", "或", "(", "、"][..]), 0..6),
        after in proptest::collection::vec(proptest::sample::select(&[",", ";", "。", "最多扣5分", "/次", ")", "并通报"][..]), 0..3),
    ) {
        let text = format!("{}扣2分{}", before.concat(), after.concat());
        prop_assert_ne!(reading(&text).status, Status::Prose, "{}", text);
    }
}

#[test]
fn what_is_left_over_is_a_gap_at_its_place() {
    let clause = "迟到扣1分,现场答辩30分,未公示的扣减若干";
    let told = reading(clause);
    let gaps: Vec<(GapKind, &str)> = told.gaps.iter().map(|Gap { span, kind }| (*kind, span.of(clause))).collect();
    assert_eq!(gaps, [(GapKind::Unrecognized, "扣")]);
    assert_eq!(told.status, Status::Unrecognized);
}

/// A text of one repeated sign is one lexeme, or a handful.
#[test]
fn runs_are_read_at_once() {
    for piece in ["每", "1", " "] {
        holds(&piece.repeat(50_000));
    }
}

/// Long texts have a reading too, whatever they repeat; that the grammar takes no more steps than they are long is held beside it.
#[test]
fn long_texts_have_a_reading() {
    for piece in [
        "每",
        "扣",
        "(",
        "((扣",
        "“",
        "《",
        "1",
        "九",
        "以",
        "超过",
        "按",
        "每发现",
        "取消",
        "不得",
        "得分",
        "每发现一处扣1分,",
        "由",
        "第1",
        "、",
        " ",
        "每一",
        "l",
    ] {
        holds(&piece.repeat(4_000 / piece.chars().count()));
    }
}

/// A hundred thousand characters of what looks back over effects, or over a region without end: they end.
#[test]
fn a_hundred_thousand_characters_have_a_reading() {
    for piece in [
        "扣1分,扣完为止;",
        "扣1分,扣完为止,",
        "加减分均不超过2分,",
        "每人最多扣2分,",
        "每低1%扣1分;",
        "不足5分钟按5分钟计,",
        "每低1%扣1分,按插值法计算;",
        "否则扣1分;",
        "超额完成20%加2分,",
        "各扣1分,均不超过5分,",
        "取平均分,",
        "甲或",
        "甲、",
        "甲且",
        "一次",
        "甲;;",
        "早8点",
        "满分",
        "其中",
        "的",
        "0",
    ] {
        holds(&piece.repeat(100_000 / piece.chars().count()));
    }
}

/// Beyond so many effects nothing is looked for, and what would have to be looked for is refused: it takes no other reading.
#[test]
fn what_would_look_too_far_back_is_refused() {
    for (effect, after) in [
        ("迟到扣1分,", "扣完为止"),
        ("迟到加1分;", "扣完为止"),
        ("迟到扣1分,", "最多扣3分"),
        ("迟到扣1分;", "累计最多扣5分"),
        ("迟到扣1分,", "加减分均不超过2分"),
        ("迟到扣1分;", "合格率每低1%扣1分"),
        ("迟到每次扣1分,", "不足5分钟按5分钟计"),
        ("第1名得5分,", "其他得1分"),
        ("得分率每低1%扣1分;", "中间值采用插值法计算"),
    ] {
        let gaps = |times: usize| reading(&(effect.repeat(times) + after)).gaps.len();
        assert_eq!((gaps(300), gaps(500)), (0, 1), "{effect} {after}");
    }
}

/// A condition of more words and bounds than anybody reads is refused as well.
#[test]
fn a_condition_without_end_is_refused() {
    for piece in ["甲,", "甲、", "超过3次,", "甲或"] {
        let gaps = |times: usize| reading(&(piece.repeat(times) + "未公示的,扣1分")).gaps.len();
        assert_eq!(gaps(500), 1, "{piece}");
    }
    assert_eq!(reading(&("甲,".repeat(150) + "未公示的,扣1分")).gaps, []);
}
