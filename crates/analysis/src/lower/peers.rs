//! Places among the subjects, and the mean of the subjects (rule 22): what is compared, and how the words become a computed fact.
//!
//! Not here: earlier periods (`history`), how many may have a grade (`quotas`). Start at [`Lowering::rank_rule`].

use chidu_grammar::clauses::{Mean, Side, mean};
use chidu_syntax::{fold_str, numeral};
use chidu_values::{Dimension, Number, Unit};

use super::conditions::comparison;
use super::effects::clause_text;
use super::facts::Place;
use super::measures::MEASURES;
use super::{Fault, Lowering};
use crate::label;
use crate::program::{
    Action, Amount, Band, Bound, Computed, Counting, Edge, EntryId, FactId, FactKind, ROOT, Ranked, Role, RuleId, StepPart, Trigger,
};
use crate::reading::{Condition, Effect, Kind, Op, Partial};

/// Words that say that there is a ranking, not of what.
const RANKING: &[&str] = &[
    "排名",
    "排序",
    "名次",
    "排位",
    "由高到低",
    "从高到低",
    "由低到高",
    "从低到高",
    "由大到小",
    "从大到小",
    "由小到大",
    "从小到大",
    "进行",
    "情况",
    "结果",
    "的",
    "中",
];
/// Words in front of what is ranked.
const BEFORE: &[&str] = &[
    "按照",
    "按",
    "以",
    "根据",
    "依据",
    "依",
    "在",
    "全市",
    "全县",
    "全区",
    "全体",
    "各单位",
    "年度",
    "季度",
    "月度",
    "当月",
    "当年",
    "本月",
    "全年",
];
/// The total, however it is called.
const TOTALS: &[&str] = &[
    "",
    "总分",
    "总成绩",
    "总得分",
    "总评分",
    "考核",
    "考评",
    "考核得分",
    "考评得分",
    "考核成绩",
    "考核总分",
    "考核分数",
    "综合",
    "综合得分",
    "综合成绩",
    "综合考核",
    "综合考评",
    "得分",
    "成绩",
    "分数",
    "测评得分",
    "评分",
    "绩效",
    "绩效考核",
    "评比",
    "奖励",
    "奖惩",
    "激励",
    "末位",
    "获",
    "得",
    "获得",
];

impl Lowering<'_> {
    /// 第1名得6分, 前三名加2分, 末位扣2分, 排名前10%为优秀.
    pub(super) fn rank_rule(&mut self, place: Place, effect: &Effect, id: String) -> Option<RuleId> {
        let Some((fact, bound)) = self.place_of(place, effect) else {
            self.fault(Fault::UnsaidRanking { span: effect.clause });
            self.program[place.owner].blocked.push(effect.clause);
            return None;
        };
        match (&effect.outcome, effect.does) {
            (Some(_), Kind::Veto) => self.place_veto(effect, id, fact, bound),
            (Some(name), _) => self.place_band(effect, name.clone(), fact, bound),
            (None, _) => return self.other_rule(place, effect, id, vec![Trigger::Bound(fact, bound)], Counting::Once),
        }
        None
    }

    /// A rule that does what a rank or a history asks for.
    pub(super) fn other_rule(
        &mut self,
        place: Place,
        effect: &Effect,
        id: String,
        triggers: Vec<Trigger>,
        counting: Counting,
    ) -> Option<RuleId> {
        let action = match effect.does {
            Kind::Deduct => self.deduction(place, effect),
            Kind::Add => Action::Add,
            Kind::Award | Kind::Full => Action::Award,
            Kind::Zero => Action::Zero(self.zero_of(place.owner, effect.scope)),
            _ => {
                self.not_computed(place, effect);
                return None;
            }
        };
        let whole = effect.does == Kind::Award && effect.amount.is_none() && effect.range.is_none();
        let does = if whole { Kind::Full } else { effect.does };
        let plain = Effect { kind: does, ..effect.clone() };
        Some(self.push_rule(place, &plain, id, action, triggers, counting))
    }

    pub(super) fn not_computed(&mut self, place: Place, effect: &Effect) {
        self.fault(Fault::NotComputed { span: effect.clause });
        self.program[place.owner].blocked.push(effect.clause);
    }

    /// The computed place that an effect asks for, with the places that it means.
    pub(super) fn place_of(&mut self, place: Place, effect: &Effect) -> Option<(FactId, Bound)> {
        let [condition] = effect.when.as_slice() else { return None };
        let found = comparison(condition)?;
        let from_end = match found.measure {
            "名次" => false,
            "倒数名次" => true,
            _ => return None,
        };
        let of = self.ranked(place, &effect.ranked)?;
        let ascending = is_ascending(&effect.ranked) || is_ascending(self.entry_name(place)) && label::key(&effect.ranked).is_empty();
        Some((self.place_fact(place, of, ascending, from_end, found.unit), found.bound))
    }

    fn place_fact(&mut self, place: Place, of: Ranked, ascending: bool, from_end: bool, unit: &str) -> FactId {
        let name = format!("{}{}", self.ranked_name(of), if from_end { "倒数名次" } else { "名次" });
        let unit = if unit == "%" { Unit::of("%") } else { Unit::of("名") };
        self.computed(place, Computed::Place { of, ascending, from_end }, name, Some(unit))
    }

    fn place_veto(&mut self, effect: &Effect, id: String, fact: FactId, bound: Bound) {
        let text = clause_text(effect.clause.of(self.text));
        let outcome = effect.outcome.clone().unwrap_or_default();
        let triggers = vec![Trigger::Bound(fact, bound)];
        let line = self.line(effect.span);
        self.program.vetoes.push(crate::program::Veto {
            id,
            triggers,
            grade: None,
            change: None,
            each: false,
            outcome,
            text,
            span: effect.clause,
            line,
        });
    }

    fn place_band(&mut self, effect: &Effect, name: String, fact: FactId, bound: Bound) {
        let text = clause_text(effect.clause.of(self.text));
        let line = self.line(effect.span);
        let place = Some((fact, bound));
        self.program.bands.push(Band { name, bound: Bound::default(), place, besides: Vec::new(), text, span: effect.clause, line });
    }

    /// What a ranking or a mean is of: the total, unless the words, or the name of the item, say something else; `None` where what they
    /// say is neither an entry nor a measure.
    pub(super) fn ranked(&mut self, place: Place, words: &str) -> Option<Ranked> {
        self.unfit(place.owner);
        let behind = words.rsplit_once([':', '：']).map(|(_, behind)| core(behind));
        let core = behind.filter(|behind| !behind.is_empty()).unwrap_or_else(|| core(words));
        let block = self.in_block(place.owner);
        if core.is_empty() && !block && self.program[place.owner].role == Role::Item {
            return self.ranked_by_name(place);
        }
        if TOTALS.contains(&core.as_str()) {
            return Some(Ranked::Score(ROOT));
        }
        let bare = core.strip_suffix("得分").or_else(|| core.strip_suffix("分数")).unwrap_or(&core).to_owned();
        match self.entry_named(&bare).filter(|id| *id != place.owner || bare != core) {
            Some(entry) if bare != core => Some(Ranked::Score(entry)),
            Some(entry) => Some(self.own_measure_of(entry, &core).map_or(Ranked::Score(entry), Ranked::Measure)),
            None => self.measured(place, &core).map(Ranked::Measure),
        }
    }

    fn ranked_by_name(&mut self, place: Place) -> Option<Ranked> {
        let name = unranked(label::key(self.entry_name(place)));
        if TOTALS.contains(&name.as_str()) {
            return Some(Ranked::Score(ROOT));
        }
        self.measured(place, &name).map(Ranked::Measure)
    }

    /// True for entries of 加分项 and 扣分项.
    fn in_block(&self, entry: EntryId) -> bool {
        let mut at = Some(entry);
        while let Some(id) = at {
            if matches!(self.program[id].role, Role::Bonus | Role::Malus) {
                return true;
            }
            at = self.program[id].parent;
        }
        false
    }

    fn own_measure_of(&mut self, entry: EntryId, key: &str) -> Option<FactId> {
        let ids = (0..u32::try_from(self.program.facts.len()).unwrap_or(0)).map(FactId);
        let is = |id: &FactId| {
            let fact = &self.program[*id];
            fact.entry == entry && matches!(fact.kind, FactKind::Measure(_)) && fact.labels.iter().any(|label| label == key)
        };
        let found = ids.into_iter().find(is);
        // What is there depends on when it is looked for.
        self.unfit(entry);
        self.again.stale |= self.is_taken(entry);
        found
    }

    /// A measure that the item knows, or one whose name says that it is measured.
    fn measured(&mut self, place: Place, name: &str) -> Option<FactId> {
        if let Some(known) = self.known_measure(place, name) {
            return Some(known);
        }
        let measures = name.ends_with(MEASURES) || ["成绩", "得分", "业绩", "人次", "例数"].iter().any(|end| name.ends_with(end));
        measures.then(|| self.unmeasured(place, name))
    }

    /// A measure of which no clause has said the unit.
    pub(super) fn unmeasured(&mut self, place: Place, name: &str) -> FactId {
        if let Some(known) = self.known_measure(place, name) {
            return known;
        }
        let unit = unit_of_name(if label::key(name).is_empty() { self.entry_name(place) } else { name });
        let fact = self.measure(place, name, unit.clone().unwrap_or_else(|| Unit::of("")), false);
        self.program[fact].unit = unit;
        fact
    }

    pub(super) fn ranked_name(&self, of: Ranked) -> String {
        match of {
            Ranked::Score(ROOT) => "总分".to_owned(),
            Ranked::Score(entry) => format!("{}得分", self.program[entry].name),
            Ranked::Measure(fact) => self.program[fact].name.clone(),
        }
    }

    /// A fact that no row states; the same one for the same question.
    pub(super) fn computed(&mut self, place: Place, computed: Computed, name: String, unit: Option<Unit>) -> FactId {
        let entry = if place.block.is_some() { ROOT } else { place.owner };
        let kind = FactKind::Computed(computed);
        let same = self.program.facts.iter().position(|fact| fact.kind == kind && fact.entry == entry && fact.unit == unit);
        if let Some(id) = same.and_then(|at| u32::try_from(at).ok()) {
            return FactId(id);
        }
        let fact = self.fact(place, kind, name, Vec::new());
        self.program[fact].unit = unit;
        fact
    }

    /// 低于全市平均分, 与平均值相比每低1个百分点: a trigger on the distance from the mean; `None` for any other words.
    pub(super) fn mean_trigger(&mut self, place: Place, effect: &Effect, words: &str, threshold: Option<&Bound>) -> Option<Trigger> {
        let folded = fold_str(words);
        let Mean { of, side } = mean(&folded)?;
        let of = self.ranked(place, of)?;
        let down = matches!(side, Side::Below | Side::AtMost);
        let per = effect.per.as_ref().map(|per| Unit::of(&per.unit)).or_else(|| threshold.map(|_| Unit::of("%")));
        let own = self.unit_of_ranked(of, per.as_ref());
        let percent = own.as_ref().is_some_and(|unit| unit.dimension == Dimension::Percent);
        let relative = !percent && per.as_ref().is_some_and(|unit| unit.name == "%");
        let name = format!("{}{}平均", self.ranked_name(of), if down { "低于" } else { "高于" });
        let unit = if relative { Some(Unit::of("%")) } else { own };
        let fact = self.computed(place, Computed::Distance { of, down, relative }, name, unit);
        let low = threshold.and_then(|bound| bound.low.clone()).filter(|edge| !edge.at.is_zero());
        let open = Edge { at: Number::ZERO, closed: matches!(side, Side::AtLeast | Side::AtMost) };
        Some(Trigger::Bound(fact, Bound { low: Some(low.unwrap_or(open)), high: None }))
    }

    /// The unit of what is compared; where nothing says it, that of the step.
    fn unit_of_ranked(&mut self, of: Ranked, per: Option<&Unit>) -> Option<Unit> {
        match of {
            Ranked::Score(_) => Some(Unit::of("分")),
            Ranked::Measure(fact) => {
                if self.program[fact].unit.is_none() {
                    self.program[fact].unit = per.filter(|unit| unit.name != "%").cloned();
                }
                self.program[fact].unit.clone()
            }
        }
    }

    /// 其他按与第1名的比例得分, 第2名按第1名的比例得分: what the first place has, in proportion to the best, for all that come after it.
    pub(super) fn share_of_best(&mut self, place: Place, effect: &Effect, id: String, made: &[Option<RuleId>]) -> Option<RuleId> {
        let first = self.first_place(made);
        let (of, ascending) = match &first {
            Some(first) => (first.of, first.ascending),
            None => (self.ranked(place, &effect.ranked)?, is_ascending(&effect.ranked)),
        };
        let name = format!("{}与第一名之比", self.ranked_name(of));
        let share = self.computed(place, Computed::OfBest { of, ascending }, name, None);
        let mut triggers = vec![Trigger::Bound(share, Bound::default())];
        if let Some(first) = &first {
            let low = first.bound.high.as_ref().map(|edge| Edge { at: edge.at.clone(), closed: !edge.closed });
            triggers.push(Trigger::Bound(first.fact, Bound { low, high: None }));
        }
        let amount = first.as_ref().and_then(|first| first.amount.clone());
        let plain = Effect { kind: Kind::Ratio, amount, ..effect.clone() };
        Some(self.push_rule(place, &plain, id, Action::AwardRatio, triggers, Counting::Once))
    }

    /// The rung of the first place before a share of it.
    fn first_place(&self, made: &[Option<RuleId>]) -> Option<FirstPlace> {
        made.iter().rev().flatten().find_map(|rule| {
            let rule = &self.program[*rule];
            let Some(Trigger::Bound(fact, bound)) = rule.triggers.first() else { return None };
            let Some(Computed::Place { of, ascending, from_end: false }) = self.program[*fact].computed() else { return None };
            let amount = match &rule.amount {
                Amount::Fixed(amount) => Some(amount.clone()),
                Amount::Range(..) | Amount::Given => None,
            };
            Some(FirstPlace { fact: *fact, bound: bound.clone(), of: *of, ascending: *ascending, amount })
        })
    }
}

/// 第1名得满分: what a share of the first place refers to.
struct FirstPlace {
    fact: FactId,
    bound: Bound,
    of: Ranked,
    ascending: bool,
    amount: Option<Number>,
}

/// How many steps of a computed distance or change count.
pub(super) fn steps(effect: &Effect, trigger: &Trigger) -> Counting {
    let (Some(per), Trigger::Bound(_, bound)) = (&effect.per, trigger) else { return Counting::Once };
    let from = bound.low.as_ref().map_or(Number::ZERO, |edge| edge.at.clone());
    let partial = match effect.partial {
        Some(Partial::Up) => StepPart::Whole,
        Some(Partial::Ratio) => StepPart::Share,
        Some(Partial::Down) | None => StepPart::Nothing,
    };
    Counting::Steps { size: per.step.clone(), from, down: false, partial }
}

/// Places named by labels (第一、二、三名分别加3分、2分、1分) become comparisons, and rungs of one ranking share what is ranked.
pub(super) fn places(effects: &mut [Effect]) {
    let mut ranked = String::new();
    for effect in effects.iter_mut() {
        if effect.kind != Kind::Rank {
            ranked.clear();
            continue;
        }
        if effect.ranked.is_empty() {
            effect.ranked.clone_from(&ranked);
        }
        ranked.clone_from(&effect.ranked);
        for condition in &mut effect.when {
            if let Condition::Label(text) = condition
                && let Some(place) = place_named(text)
            {
                *condition = Condition::Compare { measure: "名次".to_owned(), op: Op::Is, value: place, unit: "名".to_owned() };
            }
        }
    }
}

/// The number in 第二名.
fn place_named(text: &str) -> Option<Number> {
    let folded = fold_str(text);
    let inner = folded.strip_prefix('第')?.trim_end_matches(['名', '位']).trim().to_owned();
    inner.parse().ok().or_else(|| numeral(&inner)?.parse().ok())
}

/// The words for what is ranked, without those that say that it is. 按期 and 按时 begin a name.
fn core(words: &str) -> String {
    let mut text = unranked(label::key(words));
    loop {
        let named = text.starts_with("按期") || text.starts_with("按时");
        let Some(rest) = BEFORE.iter().filter(|_| !named).find_map(|head| text.strip_prefix(head)) else { return unranked(text) };
        text = rest.to_owned();
    }
}

/// Without the words at the end that say that there is a ranking.
fn unranked(mut text: String) -> String {
    while let Some(rest) = RANKING.iter().find_map(|end| text.strip_suffix(end)) {
        text = rest.to_owned();
    }
    text
}

/// From low to high: the lowest value is in the first place.
fn is_ascending(words: &str) -> bool {
    ["由低到高", "从低到高", "由小到大", "从小到大", "升序"].iter().any(|word| words.contains(word))
}

/// The unit that a measure's name tells.
fn unit_of_name(name: &str) -> Option<Unit> {
    let key = label::key(name);
    let ends = |words: &[&str]| words.iter().any(|word| key.ends_with(word));
    if ends(&["率", "比例", "占比", "满意度"]) {
        return Some(Unit::of("%"));
    }
    ends(&["分", "得分", "成绩"]).then(|| Unit::of("分"))
}
