//! # 看不懂的计分规则
//!
//! 这句话看起来要计分（有 `扣`、`分`、`不得分`、`否决` 等词），但是工具不认识这种写法。看不懂的规则绝不猜，也绝不悄悄略过：
//! 有这样的句子时整本规则书不评分；用 `--partial` 可以只算看得懂的部分，但结果不给等级。
//!
//! 报告里写着是哪几个字看不懂、同一句里看懂了什么，以及最近的一种已知写法。请照那种写法改，例如 `每发现一处不达标 扣1分, 最多扣5分`；
//! 语言参考列出了全部写法。
//!
//! # English
//!
//! The sentence looks as though it scores, and its wording is not known. What is not understood is neither guessed nor skipped:
//! the rulebook does not score; `--partial` scores the rest without a grade.
//!
//! The report says which words stopped the reading, what was understood beside them, and the nearest known form. Put it that way, e.g.
//! `每发现一处不达标 扣1分, 最多扣5分`; the language reference lists every form.

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};

use super::{Subject, either_effect, number_without_bound};
use crate::amend;
use crate::forms::{Manner, Placed, What, condition};
use crate::leftover::{Leftover, Topic, Why, leftover};
use crate::reading::{Effect, Gap, GapKind};
use crate::sentence;
use crate::wording::Wording;

const CODE: &str = "unrecognized-clause";

/// How much of what was understood is shown.
const SHOWN: usize = 3;

/// How many diagnostics of one passage show it.
const TOLD: usize = 20;

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let refused = |wording: Wording<'_>| wording.passage().reading.gaps.iter().any(|gap| gap.kind == GapKind::Unrecognized);
    if !Wording::all(subject).any(refused) {
        return Vec::new();
    }
    let told: Vec<Span> = number_without_bound::check(subject).iter().map(|diagnostic| diagnostic.span).collect();
    let either: Vec<Span> = either_effect::check(subject).iter().map(|diagnostic| diagnostic.span).collect();
    let untold = |gap: &Gap| {
        let next = told.get(told.partition_point(|span| span.start < gap.span.start));
        let chosen = either.get(either.partition_point(|span| span.end <= gap.span.start));
        next.is_none_or(|span| span.end > gap.span.end) && chosen.is_none_or(|span| span.start >= gap.span.end)
    };
    Wording::all(subject)
        .flat_map(|wording| {
            let sentences = wording.sentences();
            let gaps = wording.passage().reading.gaps.iter().enumerate();
            let unread = gaps.filter(|(_, gap)| gap.kind == GapKind::Unrecognized && untold(gap));
            unread.map(|(at, gap)| diagnostic(wording, gap, sentence_of(&sentences, gap).filter(|_| at < TOLD))).collect::<Vec<_>>()
        })
        .collect()
}

fn sentence_of(sentences: &[Span], gap: &Gap) -> Option<Span> {
    let after = sentences.partition_point(|sentence| sentence.start <= gap.span.start);
    after.checked_sub(1).and_then(|at| sentences.get(at)).copied()
}

fn diagnostic(wording: Wording<'_>, gap: &Gap, sentence: Option<Span>) -> Diagnostic {
    let left = leftover(wording, gap);
    let (words, (why, form)) = (wording.words(left.span), told(left.why));
    let message = Text::new(
        format!("看不懂“{words}”，这条规则没有读：{}", why.zh),
        format!("`{words}` is not understood, and the clause is not read: {}", why.en),
    );
    let plain: Vec<String> = form.split('`').skip(1).step_by(2).map(|form| format!("`{form}`")).collect();
    let help = Text::new(format!("最近的已知写法：{form}"), format!("the nearest known form: {}", plain.join(", ")));
    let diagnostic = Diagnostic::new(CODE, Severity::Error, left.span, message).help(help);
    let diagnostic = match sentence.and_then(|sentence| missing_unit(wording, left, sentence)) {
        Some((unit, edit)) => diagnostic.choice(Text::new(format!("补上单位“{unit}”"), format!("add the unit `{unit}`")), vec![edit]),
        None => diagnostic,
    };
    sentence.map(|sentence| understood(wording, gap, left, sentence)).unwrap_or_default().into_iter().fold(diagnostic, |diagnostic, (span, text)| {
        let label = Text::new(format!("看懂了：{}", text.zh), format!("understood: {}", text.en));
        diagnostic.label(span, label)
    })
}

/// The unit that a step (每超过5) or the bound before it (达到90 … 每低1个百分点) lacks, where the other of the two has one.
fn missing_unit(wording: Wording<'_>, left: Leftover, sentence: Span) -> Option<(String, (Span, String))> {
    let (bound, unit) = wording.within(sentence).iter().filter(|piece| piece.span.end <= left.span.start).rev().find_map(|piece| match &piece.what {
        What::Bound(bound) => Some((piece.span, bound.unit.as_str())),
        _ => None,
    })?;
    let step = wording.within(left.span).iter().find_map(|piece| match &piece.what {
        What::Step(step) => Some(step.unit.as_str()),
        _ => None,
    });
    let ends_in_a_number = wording.folded(left.span).ends_with(|c: char| c.is_ascii_digit());
    let (place, wanted) = match (left.why, unit, step) {
        (Why::UncountedEach, "%", None) if ends_in_a_number => (left.span, "个百分点"),
        (Why::UncountedEach, unit, None) if ends_in_a_number && !unit.is_empty() => (left.span, unit),
        (Why::Number, "", Some("%" | "百分点")) => (bound, "%"),
        _ => return None,
    };
    Some((wanted.to_owned(), amend::unit(wording.text(), place, wanted)?))
}

/// What was understood in the gap itself, and of the effects of its sentence, nearest first.
fn understood(wording: Wording<'_>, gap: &Gap, left: Leftover, sentence: Span) -> Vec<(Span, Text)> {
    let apart = |span: Span| span.end <= left.span.start || left.span.end <= span.start;
    let inside = wording.within(gap.span).iter().filter(|piece| apart(piece.span)).filter_map(|piece| Some((piece.span, said(piece)?)));
    let within = |effect: &&Effect| sentence.start <= effect.span.start && effect.span.end <= sentence.end;
    let effects = wording.effects().iter().filter(within).map(|effect| (effect.span, sentence::effect(effect)));
    let mut told: Vec<(Span, Text)> = inside.chain(effects.filter(|(span, _)| apart(*span))).collect();
    told.sort_by_key(|(span, _)| (span.start.abs_diff(left.span.start), span.start));
    told.dedup_by_key(|(span, _)| *span);
    told.truncate(SHOWN);
    told
}

/// What one piece says, in the words of the readings.
fn said(piece: &Placed) -> Option<Text> {
    match &piece.what {
        What::Act(act) => {
            let amount = act.amounts.first().cloned();
            Some(sentence::act(&Effect { amount, range: act.range.clone(), sign: act.sign, ..Effect::new(act.kind, piece.span) }))
        }
        What::Bound(bound) => condition(bound.clone(), String::new()).map(|condition| sentence::condition(&condition)),
        What::Count(count) if count.manner == Manner::Each => {
            Some(Text::new(format!("每{}计一次", count.unit), format!("each {} counts", count.unit)))
        }
        What::Step(step) => {
            let step = sentence::quantity(&step.number, &step.unit);
            Some(Text::new(format!("每 {} 为一步", step.zh), format!("steps of {}", step.en)))
        }
        _ => None,
    }
}

/// Why it is not understood, and the nearest form that is.
fn told(why: Why) -> (Text, &'static str) {
    match why {
        Why::Word(topic) => topical(topic),
        Why::UncountedEach => (Text::new("“每”后面没有认得的单位", "no known unit stands behind 每"), "`每次扣1分`，`每发现一处不达标扣1分`"),
        Why::NoVerb => (Text::new("有分数，没有动词", "a number of points without a verb"), "`台账规范的得5分`，`台账不规范的扣5分`"),
        Why::CapAlone => {
            (Text::new("不知道这个上限管哪一条", "it is not known what this cap binds"), "`每次扣1分,最多扣3分`，`每项酌情扣0-10分`")
        }
        Why::SeveralBounds => (
            Text::new("一个条件里有几个界限，不知道怎么合起来", "several bounds in one condition, and nothing says how they go together"),
            "`超过10分钟不超过20分钟的扣1分`，`温度高于30度且湿度高于60%的扣1分`，或一个界限一条",
        ),
        Why::Number => (
            Text::new("不知道这个数说的是什么", "it is not known what this number says"),
            "`超过5分钟的扣1分`，`每超过5分钟扣1分`，`3天内未处理的扣1分`",
        ),
        Why::CountOfSeveral => (
            Text::new("不知道是达到这个次数才算，还是每这么多次算一次", "when it is reached, or for each so many?"),
            "`迟到2次以上的扣1分`，`每次扣1分`",
        ),
        Why::Place => (Text::new("不知道是谁的名次", "it is not known whose place this is"), "`考核排名第1名的加3分`，`竞赛获第一名的加3分`"),
        Why::Past => (
            Text::new("与别的周期比较，写法不认识", "a comparison with other periods in an unknown form"),
            "年度结果里写 `全年累计两次不足80分的,取消评先资格`",
        ),
        Why::ListAfter => {
            (Text::new("情形写在分数后面", "what is found stands behind the points"), "情形在前，分数在后：`未建立制度的,扣5分`")
        }
        Why::NoCondition => (
            Text::new("没有写在什么情形下，也没有说和前一条合用", "no condition of its own, and nothing says that it shares one"),
            "`迟到的扣1分;早退的扣2分`，`未建立制度的扣1分,并直接扣总分2分`",
        ),
        Why::Respectively => (
            Text::new("“分别”前面并列的几样和后面的数对不上", "what stands before 分别 does not pair with the amounts"),
            "`被中央、省级表扬的,分别加5分、3分`，或一样一条",
        ),
        Why::TwoUnits => (
            Text::new("后面有两个单位，不知道按哪个数", "two units stand behind the points, and it is not known which counts"),
            "留下一个单位：`未巡视的每条扣1分`，或一个单位一条",
        ),
        Why::NoPlace => (
            Text::new("没有写从哪一名减起", "nothing says from which place it falls"),
            "前面写明一个名次：`第1名得10分,每降低一个名次扣1分`",
        ),
        Why::Either => (
            Text::new("“或”的两边不是一类，不知道怎么算", "the two sides of 或 are of different kinds"),
            "一边一条：`超假5天以上的扣10分;未办手续的扣10分`",
        ),
        Why::Dash => (
            Text::new("不知道分数前的横线是减号，还是只把两边连起来", "is the dash before the points a minus, or does it only join the two?"),
            "`优秀的得5分`，`迟到的扣1分`",
        ),
        Why::Other => (
            Text::new("这种写法不认识", "the wording is not known"),
            "`每发现一处不达标扣1分,最多扣5分`，`未建立制度的扣2分`，`超过10分钟的扣2分`",
        ),
    }
}

fn topical(topic: Topic) -> (Text, &'static str) {
    match topic {
        Topic::Deduct => (Text::new("没有写扣几分", "no number of points to deduct"), "`未建立制度的扣2分`，由考评员定的 `酌情扣1-3分`"),
        Topic::Add => (Text::new("没有写加几分", "no number of points to add"), "`被表扬的每次加1分`"),
        Topic::Award => (Text::new("没有写得几分", "no number of points to score"), "`符合要求的得5分`，不计分的 `未达标的不得分`"),
        Topic::Full => (Text::new("没有写在什么情形下得满分", "nothing says when it is full marks"), "`达到90%得满分`，`资料齐全的得满分`"),
        Topic::Rescale => (
            Text::new("没有写怎么折算", "nothing says how it is rescaled"),
            "缺项的折算写成属性 `缺项: 不计入并折算`；换算总分的写成公式 `得分=实得分÷应得分×100`",
        ),
        Topic::Outcome => (
            Text::new("没有写清什么情形、什么后果", "what is found, or what follows, is not clear"),
            "一票否决里写 `弄虚作假的,取消评先资格`，`弄虚作假的,直接定为不合格`",
        ),
        Topic::Zero => (Text::new("没有写在什么情形下不得分", "nothing says when it scores nothing"), "`未建立制度的,不得分`"),
        Topic::Scale => {
            (Text::new("不知道加倍、减半的是哪一条", "it is not known what is doubled or halved"), "`迟到每次扣1分,造成影响的加倍扣分`")
        }
        Topic::Rank => (
            Text::new("名次的写法不认识", "a place in an unknown form"),
            "`考核排名第1名的加3分`，`第1名得10分,每降低一个名次扣1分`",
        ),
        Topic::Past => {
            (Text::new("往期的数从哪里来没有写", "nothing says where the earlier figure comes from"), "给要报的数起名：`案件增幅超过5%的扣2分`")
        }
        Topic::Mean => (Text::new("没有写什么的平均", "nothing says the mean of what"), "`很满意得20分,一般得12分,取平均分`"),
        Topic::Share => (Text::new("没有写什么的比例", "nothing says the share of what"), "`按任务完成率得分`，`不足60%的扣2分`"),
        Topic::Most => (Text::new("上限、下限前后的话不认识", "a cap or floor in an unknown form"), "`每次扣1分,最多扣3分`，`最低得3分`"),
        Topic::Highest => (Text::new("没有写在什么之间取高", "nothing says the highest of what"), "`同一事项不重复扣分`"),
        Topic::Money => (Text::new("扣的不是分", "what is taken is no points"), "这里只写分：`每次扣2分`，钱的事写到别的办法里"),
        Topic::Suffix => (Text::new("没有写是扣还是加", "nothing says whether it is taken or given"), "`不戴胸牌的,扣1分/次`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{Context, read};
    use crate::reading::Status;

    const ALL: [Why; 16] = [
        Why::Respectively,
        Why::UncountedEach,
        Why::NoVerb,
        Why::CapAlone,
        Why::SeveralBounds,
        Why::Number,
        Why::CountOfSeveral,
        Why::Place,
        Why::Past,
        Why::ListAfter,
        Why::NoCondition,
        Why::Either,
        Why::TwoUnits,
        Why::NoPlace,
        Why::Dash,
        Why::Other,
    ];
    const TOPICS: [Topic; 16] = [
        Topic::Money,
        Topic::Deduct,
        Topic::Add,
        Topic::Award,
        Topic::Full,
        Topic::Rescale,
        Topic::Outcome,
        Topic::Zero,
        Topic::Scale,
        Topic::Rank,
        Topic::Past,
        Topic::Mean,
        Topic::Share,
        Topic::Most,
        Topic::Highest,
        Topic::Suffix,
    ];

    #[test]
    fn every_form_that_is_suggested_is_understood() {
        let whys = ALL.into_iter().chain(TOPICS.into_iter().map(Why::Word));
        for form in whys.flat_map(|why| told(why).1.split('`').skip(1).step_by(2)).filter(|form| !form.starts_with("缺项")) {
            let reading = read(form, &Context::default());
            let scores = matches!(reading.status, Status::Understood | Status::Assessor);
            assert!(scores && reading.gaps.is_empty(), "{form}: {reading:?}");
        }
    }
}
