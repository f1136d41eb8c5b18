//! # 一种情形后面没有分
//!
//! `无管理制度的扣1分;未纳入社区考核`：后一种情形扣不扣分？是漏了，还是和前一种、后一种合用一个数？ 没有分的半句不计分（规则 4），只当说明。
//!
//! 请给它写上分：`未纳入社区考核的扣1分`；和别的情形合用的，写在一句里：`无管理制度、未纳入社区考核的,各扣1分`；不计分的，移到要求里去。
//! 编了号、说的是考核结果而没有写结果的一条（`(2)连续两个月考核低于70分`）也报。
//!
//! # English
//!
//! `无管理制度的扣1分;未纳入社区考核`: does the second finding cost anything? Was its amount left out, or does it share that of its neighbour? A
//! segment without an amount does not score (rule 4).
//!
//! Give it an amount, put it into the sentence whose amount it shares, or move it to the requirements.

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};

use super::Subject;
use crate::forms::What;
use crate::wording::{Placed, Wording};

const CODE: &str = "finding-without-amount";

/// How a finding begins, and a requirement does not.
const FOUND: [&str; 6] = ["未", "没有", "发生", "出现", "擅自", "存在"];

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    let of = |wording: Wording<'_>| -> Vec<Diagnostic> {
        let scores = wording.scoring().next().is_some();
        let bare = wording.sentences().into_iter().filter(|span| scores && is_bare(wording, *span));
        bare.map(|span| told(wording, span)).chain(open(wording).map(|span| listed(wording, span))).collect()
    };
    Wording::all(subject).flat_map(of).collect()
}

/// (二)上一年度评价结果为D级的;: one of a list, without what follows from it.
fn open(wording: Wording<'_>) -> Option<Span> {
    let mut pieces = wording.pieces().peekable();
    let numbered = pieces.next_if(|piece| piece.what == What::Enumerator).is_some();
    let alone = wording.effects().is_empty() && wording.sentences().len() == 1 && numbered;
    let span = wording.sentences().into_iter().next().filter(|_| alone)?;
    let results = ["评价结果", "考核结果", "考评结果", "评价低于", "考核低于", "得分低于", "被评为"];
    let folded = wording.folded(span);
    let ends = folded.trim_end().ends_with('的') && results.iter().any(|word| folded.contains(word));
    let scored = |piece: &Placed| matches!(&piece.what, What::Bound(bound) if bound.unit == "分");
    let compared = ["评价", "考核", "考评", "得分", "评分"].iter().any(|word| folded.contains(word)) && wording.pieces().any(scored);
    (ends || compared || wording.pieces().any(|piece| matches!(piece.what, What::History(_)))).then_some(span)
}

/// True for a sentence that names a finding, scores nothing, and belongs to no clause that does.
fn is_bare(wording: Wording<'_>, span: Span) -> bool {
    let words = |what: &What| matches!(what, What::Text | What::Space | What::Comma | What::Pause | What::Either | What::Joined(_) | What::Duty);
    let pieces = wording.within(span);
    let folded = wording.folded(span);
    let begins = FOUND.iter().any(|word| folded.trim_start().starts_with(word));
    let owned = wording.next(span.start).is_some_and(|effect| effect.clause.start <= span.start);
    let goes_on = wording.all_folded().get(pieces.last().map_or(0, |last| last.at.end)..).is_some_and(|rest| {
        rest.trim_start_matches(|c: char| c.is_whitespace() || ";。".contains(c)).starts_with('或')
    });
    let follows = folded.trim_start().starts_with('或');
    begins && !owned && !goes_on && !follows && pieces.iter().all(|piece| words(&piece.what) || matches!(piece.what, What::Bound(_) | What::Quantity(..)))
}

fn told(wording: Wording<'_>, span: Span) -> Diagnostic {
    let words = wording.words(span);
    let message = Text::new(
        format!("“{words}”没有写分：漏了，还是和旁边的情形合用一个数？现不计分（规则 4）"),
        format!("`{words}` has no amount: was it left out, or does it share its neighbour's? It does not score (rule 4)"),
    );
    let help = Text::new(
        format!("请写上分，例如 `{words}的扣1分`；合用的，写进同一句"),
        format!("give it one, e.g. `{words}的扣1分`, or put it into the sentence whose amount it shares"),
    );
    Diagnostic::new(CODE, Severity::Advice, span, message).help(help)
}

fn listed(wording: Wording<'_>, span: Span) -> Diagnostic {
    let words = wording.words(span);
    let message = Text::new(
        format!("“{words}”没有写结果：是上面那句话的一项，还是漏了？单独一条不起作用（规则 4）"),
        format!("`{words}` has no consequence: is it one of a list above, or was it left out? By itself it does nothing (rule 4)"),
    );
    let help = Text::new(
        format!("请写进那一句，或者在后面写上结果，例如 `{words},不得评为优秀`"),
        format!("put it into that sentence, or say what follows, e.g. `{words},不得评为优秀`"),
    );
    Diagnostic::new(CODE, Severity::Advice, span, message).help(help)
}
