//! Conditions on the result of other entries: 保证项目中有一项不得分, 小计得分不足40分, 一般项目得分低于60% (rule 16).
//!
//! Not here: whether a score depends on itself (`cycles`). Start at [`Lowering::result_trigger`] and [`Lowering::scored_entry`].

use chidu_values::{Dimension, Number, Unit};

use super::conditions::Comparison;
use super::facts::Place;
use super::{Fault, Lowering};
use crate::label;
use crate::program::{Bound, Edge, EntryId, ROOT, Role, Trigger};
use crate::reading::{Effect, Kind, Target};

/// Words that make a score of the name before them; the longer ones first.
const SCORE: &[&str] = &["小计得分", "合计得分", "实际得分", "实得分", "总得分", "得分率", "得分", "小计", "合计", "分数"];
/// Names of the rulebook as a whole, where they stand in its own text or in a section's.
const WHOLE: &[&str] = &["总", "总分", "考核", "考评", "测评", "检查", "本表", "全部"];
/// Names of the entry in whose text they stand.
const OWN: &[&str] = &["", "本项", "该项", "此项", "本项目", "该项目", "本大项", "该大项", "其"];

impl Lowering<'_> {
    /// So many of the named entries scored nothing; a name that no entry has is a fault.
    pub(super) fn result_trigger(&mut self, place: Place, effect: &Effect, of: &str, at_least: u32) -> Trigger {
        let key = label::key(of);
        let name = key.trim_end_matches(['中', '里', '内']);
        let entries = self.scored_entries(place, name);
        if entries.is_empty() {
            self.unknown_entry(place, effect, of);
        }
        Trigger::ScoredZero { entries, at_least }
    }

    fn unknown_entry(&mut self, place: Place, effect: &Effect, name: &str) {
        self.program[place.owner].blocked.push(effect.clause);
        self.fault(Fault::UnknownEntry { name: name.to_owned(), span: effect.clause });
    }

    /// The items of the section that a name names, the item itself, or all items beneath the clause's own entry.
    fn scored_entries(&self, place: Place, name: &str) -> Vec<EntryId> {
        let scope = match name {
            "" | "本表" | "本项" | "本大项" | "各" | "各项" | "所有项目" | "其" => Some(place.owner),
            _ => self.entry_named(name).or_else(|| self.entry_numbered(place, name)),
        };
        scope.map_or_else(Vec::new, |id| if self.program[id].role == Role::Item { vec![id] } else { self.items(id) })
    }

    /// The items beneath an entry.
    fn items(&self, id: EntryId) -> Vec<EntryId> {
        let part = |part: EntryId| if self.program[part].role == Role::Item { vec![part] } else { self.items(part) };
        self.program.parts(id).into_iter().flat_map(part).collect()
    }

    /// The entry whose score a comparison is about, and the bound in its points; a share is of the entry's full marks.
    pub(super) fn scored_entry(&mut self, place: Place, effect: &Effect, comparison: &Comparison<'_>) -> Option<(EntryId, Bound)> {
        let dimension = Unit::of(comparison.unit).dimension;
        let share = dimension == Dimension::Percent;
        if !share && dimension != Dimension::Points {
            return None;
        }
        let key = label::key(comparison.measure);
        let said = SCORE.iter().find_map(|word| key.strip_suffix(word).map(|core| (core, *word)));
        let (core, word) = match said {
            Some(said) => said,
            // 满意率低于80% is a rate; 保证项目不足40分 is a score.
            None if share => return None,
            None => (key.as_str(), ""),
        };
        let entry = match self.result_of(place, effect, comparison, core, word) {
            Some(entry) => entry,
            None if self.means_a_result(core, word) => {
                self.unknown_entry(place, effect, core);
                return None;
            }
            None => return None,
        };
        let bound = if share { self.share_of(place, effect, entry, &comparison.bound)? } else { comparison.bound.clone() };
        Some((entry, bound))
    }

    fn result_of(&self, place: Place, effect: &Effect, comparison: &Comparison<'_>, core: &str, word: &str) -> Option<EntryId> {
        let in_item = place.block.is_none() && self.program[place.owner].role == Role::Item;
        let total = matches!((core, word), ("总", _) | ("总分", _) | ("", "总得分"));
        if total || !in_item && WHOLE.contains(&core) {
            return Some(ROOT);
        }
        if OWN.contains(&core) && !(core.is_empty() && word.is_empty()) {
            return Some(place.owner).filter(|_| !in_item || self.may_be_own(place.owner, effect, comparison));
        }
        let own = |found: &EntryId| *found != place.criterion || !in_item;
        let scores = |found: &EntryId| !matches!(self.program[*found].role, Role::Criterion | Role::Heading);
        self.entry_named(core).or_else(|| self.entry_numbered(place, core)).filter(|found| *found != ROOT && own(found) && scores(found))
    }

    /// In an item, 得分低于80分 may be a measure that somebody reports: it is the item's own score where only that can be meant, since
    /// the item then scores nothing or something above it is taken from.
    fn may_be_own(&self, owner: EntryId, effect: &Effect, comparison: &Comparison<'_>) -> bool {
        let edges = || comparison.bound.low.iter().chain(&comparison.bound.high);
        let share = Unit::of(comparison.unit).dimension == Dimension::Percent;
        let most = if share { Some(Number::from(100)) } else { self.program[owner].points.clone() };
        let within = most.is_some_and(|most| edges().all(|edge| edge.at <= most));
        // 本项得分低于15分,不得推荐: named, it is no measure of anybody's.
        let named = effect.kind == Kind::Veto && !SCORE.contains(&label::key(comparison.measure).as_str());
        within && (named || effect.kind == Kind::Zero || effect.target == Some(Target::Parent))
    }

    /// An entry that is named by its number: 第一大项, 第2项, 二的.
    fn entry_numbered(&self, place: Place, core: &str) -> Option<EntryId> {
        self.looked.set(true);
        let bare = core.trim_start_matches('第').trim_end_matches('的');
        let bare = ["大项", "部分", "章", "节", "项"].iter().find_map(|word| bare.strip_suffix(word)).unwrap_or(bare);
        if bare == core || bare.is_empty() {
            return None;
        }
        let around = [place.owner, self.program.above(place.owner), ROOT];
        around.iter().find_map(|scope| {
            let last = |id: &EntryId| self.program[*id].id.rsplit('.').next().is_some_and(|last| label::key(last) == bare);
            self.program.parts(*scope).into_iter().find(|id| label::key(&self.program[*id].id) == bare || last(id))
        })
    }

    /// True where the words can only mean the result of an entry, though no entry has the name: a slip of one character, or a 小计.
    fn means_a_result(&self, core: &str, word: &str) -> bool {
        let near = |id: EntryId| {
            let name = self.key_of(id);
            core.chars().count() > 2 && label::distance(core, name, 1) == Some(1)
        };
        self.looked.set(true);
        !word.is_empty() && !core.is_empty() && (word.starts_with("小计") || self.program.entry_ids().any(near))
    }

    /// A share of an entry's points, in points.
    fn share_of(&mut self, place: Place, effect: &Effect, entry: EntryId, bound: &Bound) -> Option<Bound> {
        let Some(points) = self.program[entry].points.clone() else {
            self.program[place.owner].blocked.push(effect.clause);
            self.fault(Fault::NotComputed { span: effect.clause });
            return None;
        };
        let part = |edge: &Edge| Some(Edge { at: (&edge.at * &points).divide(&Number::from(100))?, closed: edge.closed });
        Some(Bound { low: bound.low.as_ref().and_then(part), high: bound.high.as_ref().and_then(part) })
    }
}
