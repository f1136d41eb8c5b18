//! How the form is filled in, in words for those who inspect.

use chidu_analysis::program::{FactKind, Program};
use chidu_diagnostics::Lang;
use chidu_values::PeriodKind;

/// One wording of two.
pub(super) fn say<'t>(lang: Lang, zh: &'t str, en: &'t str) -> &'t str {
    match lang {
        Lang::Zh => zh,
        Lang::En => en,
    }
}

/// The lines of the sheet 说明, the title first.
pub(super) fn lines(program: &Program, lang: Lang) -> Vec<String> {
    let title = program.title.as_ref().map_or_else(String::new, |title| format!("《{title}》"));
    let mut lines = vec![format!("{title}{}", say(lang, "检查记录表：怎么填", " records: how to fill them in"))];
    let mut add = |zh: &str, en: &str| lines.push(say(lang, zh, en).to_owned());
    add(
        "一行记一件事：谁、哪天、哪个评分项、什么情形。评分项和情形从下拉列表里选，全部选项和计分办法在“选项”表里。",
        "One row a fact: who, when, which entry (评分项), what was found (情形). Choose both from the lists; the sheet 选项 has them all, and what each does.",
    );
    add(
        "发现的问题填“次数”，空着算一次；没有发现就不用填行，要填的情形写“无”。",
        "What was found goes with its count (次数), one where it is left empty; nothing found needs no row, or 无 as 情形.",
    );
    if program.facts.iter().any(|fact| matches!(fact.kind, FactKind::Measure(_) | FactKind::Event)) {
        add(
            "测得的数（率、时间等）填“数值”，如 92%、12分钟；得分要用到的数没有填，这一项就是缺项。",
            "What was measured goes into 数值, as 92% or 12分钟; a value that a score is made from and that is not there makes the entry missing.",
        );
    }
    if program.facts.iter().any(|fact| matches!(fact.kind, FactKind::Answer(..))) {
        add("档次（如很满意）选作情形，“次数”填人数。", "An answer (as 很满意) is chosen as 情形, with how many gave it as 次数.");
    }
    if program.period != PeriodKind::Whole {
        add("日期决定算在哪个考核周期。", "The date decides the period.");
    }
    if program.entries.iter().any(|entry| entry.objects.is_some()) {
        add(
            "“样本”写明查的是哪一份（病历号、姓名等）。每份样本都要有行：没有发现问题的，情形空着，次数填0。",
            "样本 says which object was looked at (a number, a name). Each needs a row: where nothing was found, leave 情形 empty and put 0 as 次数.",
        );
    } else if program.has_objects() {
        add("“当事人”写明是谁，每人一行：上限按人算。", "当事人 says who it was, a row for each: the cap is for each.");
    }
    if !program.sources.is_empty() {
        add("“评价主体”写明是谁评的，不能空。", "评价主体 says who assessed; it may not be empty.");
    }
    add(
        "要让没有记录的对象也有结果，加一张名为“名单”的工作表，列出全部对象。",
        "For subjects without records to have a result, add a sheet 名单 that lists all subjects.",
    );
    lines
}
