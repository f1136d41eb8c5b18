//! What lies beyond one subject and period: places and means among the scored subjects, and earlier periods (rule 22).
//!
//! Every period is assessed three times: without what is compared, to know who is scored; with what compares measures, to know with
//! what; and with all of it. Start at [`assess`].

use std::collections::{BTreeMap, BTreeSet};

use super::Fraction;
use super::book::{Aspect, Beyond, Book, Node, Record};
use super::total::{Outcome, Standing, outcome};

type Key = (String, (i16, i16));
/// What each entry has to add because of others; `None` where a value for it is missing.
pub type Extra = BTreeMap<String, Option<Fraction>>;

/// The outcomes of all subjects and periods.
pub fn assess(book: &Book, records: &[Record], assessed: &BTreeSet<Key>) -> BTreeMap<Key, Outcome> {
    let mut done: BTreeMap<Key, Outcome> = BTreeMap::new();
    let periods: BTreeSet<(i16, i16)> = assessed.iter().map(|(_, period)| *period).collect();
    for period in periods {
        let keys: Vec<&Key> = assessed.iter().filter(|(_, of)| *of == period).collect();
        let mut known: Option<BTreeMap<Key, Outcome>> = None;
        let mut ranked = BTreeMap::new();
        for stage in 1..=3 {
            let look = Look { book, records, keys: &keys, done: &done, before: known.as_ref(), stage };
            let all = keys.iter().map(|key| ((*key).clone(), outcome(book, &look.rows(key), &look.extra(key))));
            known = Some(all.collect());
            if stage == 2 {
                ranked = known.iter().flatten().filter_map(|(key, one)| Some((key.clone(), one.total?))).collect();
            }
        }
        let mut last = known.unwrap_or_default();
        quota(book, &ranked, &mut last);
        done.extend(last);
    }
    done
}

struct Look<'a> {
    book: &'a Book,
    records: &'a [Record],
    keys: &'a [&'a Key],
    done: &'a BTreeMap<Key, Outcome>,
    before: Option<&'a BTreeMap<Key, Outcome>>,
    stage: u32,
}

impl Look<'_> {
    fn rows(&self, key: &Key) -> Vec<&Record> {
        self.records.iter().filter(|record| record.subject == key.0 && record.period == key.1).collect()
    }

    fn extra(&self, key: &Key) -> Extra {
        let blocks = self.book.bonus.iter().chain(&self.book.malus);
        let nodes = self.book.root.children.iter().chain(blocks).filter(|node| !node.beyond.is_empty());
        nodes.map(|node| (node.id.clone(), self.sum(key, node))).collect()
    }

    /// Deductions are negative, but in 扣分项, whose score counts up.
    fn sum(&self, key: &Key, node: &Node) -> Option<Fraction> {
        let mut sum = Fraction::ZERO;
        for beyond in &node.beyond {
            let amount = beyond.amount * self.times(key, node, beyond)?;
            sum = if beyond.takes && node.id != "扣分项" { sum - amount } else { sum + amount };
        }
        Some(sum)
    }

    fn times(&self, key: &Key, node: &Node, beyond: &Beyond) -> Option<Fraction> {
        let once = |holds: bool| Some(if holds { Fraction::ONE } else { Fraction::ZERO });
        match &beyond.aspect {
            Aspect::Place { measured, from_end, ascending, low, high } => {
                let Some((own, all)) = self.compared(key, node, *measured)? else { return once(false) };
                let better = all.iter().filter(|other| if *ascending { **other < own } else { **other > own }).count();
                let place = if *from_end { all.len() - better } else { better + 1 };
                once((*low..=*high).contains(&place))
            }
            Aspect::BelowMean { step } => {
                let Some((own, all)) = self.compared(key, node, true)? else { return once(false) };
                let mean = all.iter().copied().sum::<Fraction>() / Fraction::from(all.len() as i64);
                match step {
                    Some(step) if own < mean => Some(((mean - own) / *step).floor()),
                    Some(_) => once(false),
                    None => once(own < mean),
                }
            }
            Aspect::Fell { step, last_year } => {
                let now = self.value(key, node)?;
                let before = (key.0.clone(), if *last_year { (key.1.0 - 1, key.1.1) } else { before(key.1) });
                let then = self.value(&before, node)?;
                Some(if now < then { ((then - now) / *step).floor() } else { Fraction::ZERO })
            }
            Aspect::InARow { label, times } => {
                let mut row = 0;
                let mut at = key.clone();
                while self.found(&at, node, label) > Fraction::ZERO && (at == *key || self.was_scored(&at)) {
                    row += 1;
                    at.1 = before(at.1);
                }
                once(row >= *times)
            }
            Aspect::Again { label } => {
                let (now, earlier) = (self.found(key, node, label), self.in_the_year(key, node, label) - self.found(key, node, label));
                let first = if earlier > Fraction::ZERO { Fraction::ZERO } else { Fraction::ONE };
                Some((now - first).max(Fraction::ZERO))
            }
            Aspect::InTheYear { label, times } => {
                let all = self.in_the_year(key, node, label);
                once(self.found(key, node, label) > Fraction::ZERO && all >= Fraction::from(*times))
            }
        }
    }

    /// The own value and those of the scored subjects; `None` within where nothing is compared yet, or not this subject.
    fn compared(&self, key: &Key, node: &Node, measured: bool) -> Option<Option<(Fraction, Vec<Fraction>)>> {
        let own = if measured { Some(self.value(key, node)?) } else { None };
        let Some(before) = self.before.filter(|_| measured || self.stage == 3) else { return Some(None) };
        let scored = |key: &&&Key| before[**key].standing == Standing::Scored;
        if !scored(&&key) {
            return Some(None);
        }
        let peers = self.keys.iter().filter(scored);
        let all = peers.filter_map(|key| if measured { self.value(key, node) } else { before[*key].total }).collect();
        Some(own.or(before[key].total).map(|own| (own, all)))
    }

    /// The one value of the node's own measure.
    fn value(&self, key: &Key, node: &Node) -> Option<Fraction> {
        let rows = self.rows(key);
        let mut values = rows.iter().filter(|row| row.entry == node.id && row.excepted.is_none()).filter_map(|row| row.value);
        let first = values.next()?;
        values.all(|value| value == first).then_some(first)
    }

    fn found(&self, key: &Key, node: &Node, label: &str) -> Fraction {
        let rows = self.rows(key);
        rows.iter()
            .filter(|row| row.entry == node.id && row.label == label && row.excepted.is_none())
            .map(|row| row.count.unwrap_or(Fraction::ONE))
            .sum()
    }

    /// How often something was found from January up to a month.
    fn in_the_year(&self, key: &Key, node: &Node, label: &str) -> Fraction {
        (1..=key.1.1).map(|month| self.found(&(key.0.clone(), (key.1.0, month)), node, label)).sum()
    }

    fn was_scored(&self, key: &Key) -> bool {
        self.done.get(key).is_some_and(|outcome| outcome.total.is_some())
    }
}

/// The month before.
fn before((year, month): (i16, i16)) -> (i16, i16) {
    if month == 1 { (year - 1, 12) } else { (year, month - 1) }
}

/// Of those who reach the first grade the best keep it; of equals all or none. Places are those before the effects of places.
fn quota(book: &Book, ranked: &BTreeMap<Key, Fraction>, outcomes: &mut BTreeMap<Key, Outcome>) {
    let (Some(share), [first, next, ..]) = (book.quota, &book.bands[..]) else { return };
    let scored = outcomes.values().filter(|one| one.standing == Standing::Scored).count();
    let room = (Fraction::from(scored as i64) * share).floor();
    let reaches = |one: &Outcome| one.standing == Standing::Scored && one.grade.as_ref() == Some(&first.name);
    let reaching: Vec<Key> = outcomes.iter().filter(|(_, one)| reaches(one)).map(|(key, _)| key.clone()).collect();
    for key in &reaching {
        let up_to = reaching.iter().filter(|other| ranked.get(*other) >= ranked.get(key)).count();
        if let Some(one) = outcomes.get_mut(key).filter(|_| Fraction::from(up_to as i64) > room) {
            one.grade = Some(next.name.clone());
        }
    }
}
