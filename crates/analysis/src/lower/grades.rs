//! What the outcome of a veto does to the grade: sets it (直接定为不合格), gives it an upper end (不得评为优秀, 不得高于B级, 降为合格) or
//! lowers it (降一级). Anything else takes away a right and leaves the grade alone.
//!
//! Not here: in which order they work (`evaluation::grade`). Start at [`Lowering::veto_grades`].

use super::Lowering;
use crate::label;
use crate::program::{Band, GradeChange, Program, Trigger};
use crate::reading::{Condition, Effect};

/// Words that forbid what follows them.
const FORBIDS: &[&str] = &["取消", "不得", "不能", "不予", "不再", "不可"];
/// Behind a word that forbids: that a grade is given.
const GIVEN: &[&str] = &["被评定为", "评价为", "评定为", "认定为", "确定为", "被评为", "评为", "定为", "列为", "评"];
/// Words before the best grade that is left.
const AT_MOST: &[&str] = &[
    "不得高于",
    "不能高于",
    "不高于",
    "不得超过",
    "不能超过",
    "不得评为高于",
    "最高只能",
    "只能",
    "仅能",
    "最高",
    "至多",
    "降为",
    "降至",
    "降到",
];
/// What may follow the name of a grade.
const KIND: &[&str] = &["等次", "等级", "档次", "单位", "窗口", "个人", "级", "等", "档"];

impl Lowering<'_> {
    /// 不合格的, 限期整改: the words before the comma name grades and nothing else. No row says it.
    pub(super) fn graded(&self, effect: &Effect) -> Option<Trigger> {
        let [Condition::Label(text)] = effect.when.as_slice() else { return None };
        graded(text, &self.band_names()).map(Trigger::Graded)
    }

    pub(super) fn band_names(&self) -> Vec<String> {
        self.program.bands.iter().map(|band| band.name.clone()).collect()
    }

    /// A veto that names a band sets the grade or bounds it; any other is a consequence beside it.
    pub(super) fn veto_grades(&mut self) {
        let ranks = self.program.bands_best_first();
        let names: Vec<String> = ranks.iter().filter_map(|at| self.program.bands.get(*at)).map(|band| band.name.clone()).collect();
        for veto in &mut self.program.vetoes {
            let parts = || veto.outcome.split([',', '\u{ff0c}', '并', '且']);
            veto.change = parts().rev().find_map(|part| change(part, &names));
            let bounds = parts().any(|part| best_left(&plain(part)).is_some() && !part.contains('降'));
            // 最高评为良好 sets no grade, whether or not there are bands to bound; 降为不合格 does where there are none.
            if veto.change.is_none() && !bounds {
                let parts = parts().flat_map(|part| part.split('、')).collect::<Vec<_>>();
                veto.grade = parts.into_iter().rev().find_map(|part| grade_set(part, &names));
            }
        }
    }
}

impl Program {
    /// The positions of the bands from the best grade to the lowest. Those by places come first. Bands with a lower end stand so in the list; those that have an
    /// upper end alone (不足60分, 不足80分) come behind them, and there the tightest, which stands first, is the lowest.
    pub fn bands_best_first(&self) -> Vec<usize> {
        let all = || self.bands.iter().enumerate();
        let placed = |band: &Band| band.place.is_some();
        let below = all().filter(|(_, band)| band.bound.low.is_none() && !placed(band)).rev();
        all().filter(|(_, band)| placed(band) || band.bound.low.is_some()).chain(below).map(|(at, _)| at).collect()
    }
}

/// True for a line that gives no grade and says what follows from one of these.
pub(super) fn follows_grade(line: &str, names: &[String]) -> bool {
    let before = plain(line.split([',', '\u{ff0c}']).next().unwrap_or_default());
    before.len() < plain(line).len() && graded(before.trim_end_matches(['的', '者']), names).is_some()
}

/// The grades that a condition names: 不合格, 考核结果为优秀, 合格、不合格, 优秀等次.
fn graded(condition: &str, bands: &[String]) -> Option<Vec<String>> {
    let plain = plain(condition);
    let without = |text: &str, words: &[&str]| words.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text).to_owned();
    let said = without(&without(&plain, &["年度", "全年", "当年", "本期"]), &["考核", "考评", "评定", "评价"]);
    let said = without(&without(&said, &["结果", "等级", "等次"]), GIVEN);
    let said = said.strip_prefix('为').unwrap_or(&said);
    let said = KIND.iter().find_map(|word| said.strip_suffix(word)?.strip_suffix('的')).unwrap_or(said);
    let names = said.split(['、', '和', '或', '及']).map(|name| position(name, bands).and_then(|at| bands.get(at)).cloned());
    names.collect()
}

/// What an outcome does to the grade that the total earns.
fn change(outcome: &str, bands: &[String]) -> Option<GradeChange> {
    let plain = plain(outcome);
    if let Some(steps) = steps(&plain) {
        return Some(GradeChange::Down(steps));
    }
    if let Some(named) = best_left(&plain) {
        return position(named, bands).map(GradeChange::Ceiling);
    }
    let names = forbidden(&plain)?.split(['、', '和', '及', '或', '与']);
    let lowest = names.map(|name| position(name, bands)).collect::<Option<Vec<usize>>>()?;
    lowest.into_iter().max().map(|position| GradeChange::Ceiling(position + 1))
}

/// The name in an outcome that bounds the grade by one that no band has: 不得高于B级 where the bands are 优秀, 合格. Of what is merely
/// forbidden (不得评为先进) it is a slip only where a band is but one character away.
pub(crate) fn unknown(outcome: &str, bands: &[String]) -> Option<String> {
    let plain = plain(outcome);
    let near = |name: &str| bands.iter().any(|band| label::distance(&label::key(name), &label::key(band), 1) == Some(1));
    let named = best_left(&plain).or_else(|| forbidden(&plain).filter(|name| near(name)))?;
    position(named, bands).is_none().then(|| named.to_owned())
}

fn plain(outcome: &str) -> String {
    chidu_syntax::fold_str(outcome).split_whitespace().collect()
}

/// The best grade that 不得高于B级, 最高只能评为合格, 降为合格 leave.
fn best_left(plain: &str) -> Option<&str> {
    // 降C级: to that letter.
    let letter = || plain.split_once('降').filter(|(_, named)| named.starts_with(|first: char| first.is_ascii_alphabetic()));
    let named = AT_MOST.iter().find_map(|word| plain.split_once(word)).or_else(letter).map(|(_, named)| named)?;
    Some(GIVEN.iter().find_map(|word| named.strip_prefix(word)).unwrap_or(named))
}

/// What 不得评为优秀 forbids.
fn forbidden(plain: &str) -> Option<&str> {
    let rest = FORBIDS.iter().skip(1).find_map(|word| plain.split_once(word)).map(|(_, rest)| rest)?;
    GIVEN.iter().find_map(|word| rest.strip_prefix(word))
}

/// By how many bands 降一级, 降低一个等次, 下调两档 lower.
fn steps(key: &str) -> Option<u32> {
    let rest = ["降低", "下调", "降"].iter().find_map(|word| key.split_once(word)).map(|(_, rest)| rest)?;
    let rest = ["考核", "评定"].iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let number = ["等次", "等级", "档次", "星级", "档", "级", "星", "格", "等"].iter().find_map(|word| rest.strip_suffix(word))?;
    let number = number.trim_end_matches('个');
    if number.is_empty() {
        return Some(1);
    }
    let number = chidu_syntax::numeral(number).unwrap_or_else(|| number.to_owned());
    number.parse().ok().filter(|steps| *steps > 0)
}

/// The band of a name, with or without 等次 or 级 behind it.
fn position(named: &str, bands: &[String]) -> Option<usize> {
    let named = label::key(named);
    let bare = |name: &str| KIND.iter().find_map(|word| name.strip_suffix(word)).filter(|rest| !rest.is_empty()).unwrap_or(name).to_owned();
    let keys: Vec<String> = bands.iter().map(|band| label::key(band)).collect();
    let exact = keys.iter().position(|band| *band == named);
    exact.or_else(|| keys.iter().position(|band| bare(band) == bare(&named)))
}

/// The grade that an outcome sets: what stands behind 为, a band where it names one; without 为 the band that it ends with.
fn grade_set(outcome: &str, bands: &[String]) -> Option<String> {
    let outcome = label::key(outcome);
    if ["取消", "不得", "不能", "不予", "不再"].iter().any(|word| outcome.contains(word)) {
        return None;
    }
    let longest = |fits: &dyn Fn(&str) -> bool| {
        bands.iter().filter(|band| !band.is_empty() && fits(&label::key(band))).max_by_key(|band| band.len()).cloned()
    };
    match outcome.rsplit_once('为').filter(|(_, named)| !named.is_empty()) {
        Some((_, named)) => {
            longest(&|band| named == band).or_else(|| longest(&|band| named.starts_with(band))).or_else(|| Some(named.to_owned()))
        }
        // 不合格 ends with 合格.
        None => longest(&|band| outcome.strip_suffix(band).is_some_and(|before| !before.ends_with(['不', '未', '非']))),
    }
}
