//! 抽查3份病历,…,取平均分: an item scored once for each object that its rows name.
//!
//! Start at [`score`].

use std::collections::BTreeSet;

use super::Fraction;
use super::book::{Kind, Node, Record};
use super::item::{self, Scored};

/// The score of an item, from the scores of its objects where there are several; missing where these are not as many as asked for.
pub fn score(node: &Node, rows: &[&Record], extra: Option<Fraction>) -> Scored {
    let average = node.criteria.iter().flatten().find(|effect| effect.kind == Kind::Average && effect.sample.is_some());
    let Some((average, (wanted, least))) = average.and_then(|effect| Some((effect, effect.sample?))) else {
        return item::score(node, rows, extra);
    };
    let names: BTreeSet<&str> = rows.iter().filter_map(|row| row.object.as_deref()).collect();
    let found = names.len() as i64;
    let fits = if least { found >= wanted } else { found == wanted };
    let of = |name: &&str| {
        let rows: Vec<&Record> = rows.iter().filter(|row| row.object.as_deref() == Some(name)).copied().collect();
        item::score(node, &rows, extra).score
    };
    let scores: Option<Vec<Fraction>> = names.iter().map(of).collect();
    let score = scores.filter(|_| fits).and_then(|scores| match average.of.as_deref() {
        Some("最低") => scores.into_iter().min(),
        Some("最高") => scores.into_iter().max(),
        _ => Some(scores.iter().copied().sum::<Fraction>() / Fraction::from(found)),
    });
    Scored { score, ..Scored::default() }
}
