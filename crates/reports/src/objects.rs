//! The words for one of several objects: 样本“甲” 8分, 3 个样本取平均.

use chidu_analysis::program::Together;
use chidu_diagnostics::Text;
use chidu_values::Number;

use crate::words::points;

/// The name of an object, beside what it came to.
pub(crate) fn named(object: &str) -> Text {
    Text::new(format!("样本“{object}”"), format!("sample “{object}”"))
}

/// How an object's score counts.
pub(crate) fn share(object: Option<&str>, of: u32, together: Together, score: &Number, counts: bool) -> Text {
    let Text { zh, en } = object.map_or_else(|| Text::new("样本", "sample"), named);
    let score = points(score);
    let (how, does) = match (together, counts) {
        (Together::Mean, _) => (format!("{of}个样本取平均：× 1/{of}"), format!("mean of {of} samples: × 1/{of}")),
        (Together::Sum, _) => (format!("{of}个样本相加"), format!("sum of {of} samples")),
        (Together::Lowest, true) => (format!("{of}个样本里最低，算数"), format!("the lowest of {of} samples, and counts")),
        (Together::Highest, true) => (format!("{of}个样本里最高，算数"), format!("the highest of {of} samples, and counts")),
        (Together::Lowest, false) => ("不是最低，不计".to_owned(), "not the lowest, and does not count".to_owned()),
        (Together::Highest, false) => ("不是最高，不计".to_owned(), "not the highest, and does not count".to_owned()),
    };
    Text::new(format!("{zh}得{}，{how}", score.zh), format!("{en}: {}, {does}", score.en))
}
