//! # 按另一种情形处理
//!
//! `迟到15分钟以上的,按旷课处理,扣5分`：扣的就是这5分，还是照旷课那一条扣？两样都扣？ 工具只算句子里写明的分，不去找“旷课”那一条。
//!
//! 请只留一样：写明分的，去掉 `按…处理`：`迟到15分钟以上的,扣5分`；照另一条的，把这种情形写进那一条：`旷课的(含迟到15分钟以上),每次扣5分`。
//!
//! # English
//!
//! `按旷课处理,扣5分`: are these five points all, or does the clause on truancy hold as well? What the sentence states is computed; no other clause is
//! looked up.
//!
//! Keep one of them: the points alone, or name this finding in the clause that is meant.

use chidu_diagnostics::{Diagnostic, Severity, Span, Text};

use super::Subject;
use crate::wording::Wording;

const CODE: &str = "treated-as";

/// 按规定处理 names no other finding.
const RULES: [&str; 9] = ["规定", "要求", "有关", "相关", "程序", "标准", "法", "制度", "》"];

pub(super) fn check(subject: &Subject<'_>) -> Vec<Diagnostic> {
    Wording::all(subject).filter(|wording| wording.scoring().next().is_some()).filter_map(told).collect()
}

fn told(wording: Wording<'_>) -> Option<Diagnostic> {
    let folded = wording.all_folded();
    let treated = |ending: &&str| {
        let end = folded.find(*ending)?;
        let from = folded.get(..end)?.rfind('按')?;
        let what = folded.get(from + '按'.len_utf8()..end)?;
        let plain = what.chars().count() <= 12 && !what.is_empty() && !what.contains([',', ';', '。', '扣', '分']);
        (plain && !RULES.iter().any(|rule| what.contains(rule))).then(|| what.to_owned())
    };
    let what = ["处理", "论处"].iter().find_map(treated)?;
    let span: Span = wording.find(&format!("按{what}"))?;
    let words = wording.words(span);
    let message = Text::new(
        format!("“{words}处理”：只扣这里写的分，还是照“{what}”那一条扣？现只算这里写的"),
        format!("`{words}处理`: the points written here, or those of the clause on `{what}`? Only what is written here"),
    );
    let help = Text::new(
        format!("只扣这里的分，去掉 `{words}处理`；照那一条扣的，把这种情形写进那一条"),
        format!("drop `{words}处理` for the points here, or name this finding in the clause on `{what}`"),
    );
    Some(Diagnostic::new(CODE, Severity::Advice, span, message).help(help))
}
