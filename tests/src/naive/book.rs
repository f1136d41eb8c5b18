//! A rulebook and its records as plain data, with the effects in the form that `chidu reading` prints.

use serde_json::Value;

use super::Fraction;

/// A rulebook.
#[derive(Clone, Debug, Default)]
pub struct Book {
    /// The rulebook as the root entry: its points, its entries or its own criteria.
    pub root: Node,
    pub rounding: Option<Rounding>,
    pub missing: Policy,
    /// 总分最高.
    pub ceiling: Option<Fraction>,
    /// 可为负分.
    pub negative: bool,
    /// 同一事项不重复扣分: of the rows of one matter the largest deduction counts.
    pub same_matter: bool,
    /// 加分项: its points are its cap.
    pub bonus: Option<Node>,
    /// 扣分项: its points are its cap.
    pub malus: Option<Node>,
    /// 评价主体 with their weights.
    pub sources: Vec<(String, Fraction)>,
    pub bands: Vec<Band>,
    pub vetoes: Vec<Veto>,
    pub annual: Vec<Annual>,
    /// The share of the scored subjects that may have the first grade.
    pub quota: Option<Fraction>,
}

/// An entry: a section where it has children, else an item.
#[derive(Clone, Debug, Default)]
pub struct Node {
    pub id: String,
    pub name: String,
    pub points: Option<Fraction>,
    /// As a fraction of one.
    pub weight: Option<Fraction>,
    pub children: Vec<Node>,
    pub criteria: Vec<Criterion>,
    /// What it takes or gives because of other subjects or periods, beside its criteria.
    pub beyond: Vec<Beyond>,
    /// 其中有一项不得分的,本表不得分: one item beneath that scored 0 takes the total.
    pub guaranteed: bool,
    /// 得分=实得分÷应得分×分值: children that do not apply are left out, and the rest counts for all.
    pub rescales: bool,
    /// 1、2两项合计最多扣N分, of two items that only deduct.
    pub together: Option<Fraction>,
    /// 得分不足N分的,本大项不得分, or 本表: below so many points of its own it takes all.
    pub failing: Option<(Fraction, Target)>,
}

/// Points for a standing among others, or for what was so before (rule 22).
#[derive(Clone, Debug)]
pub struct Beyond {
    pub takes: bool,
    pub amount: Fraction,
    pub aspect: Aspect,
}

/// What it looks at. Measures are the entry's own.
#[derive(Clone, Debug)]
pub enum Aspect {
    /// A place by the measure, else by the total.
    Place { measured: bool, from_end: bool, ascending: bool, low: usize, high: usize },
    /// Below the mean of the measure: once, or for each whole step.
    BelowMean { step: Option<Fraction> },
    /// Each whole step that the measure fell since the month before, or since that month of the last year.
    Fell { step: Fraction, last_year: bool },
    /// Each time that it was found after the first time of the year.
    Again { label: String },
    /// So many periods in a row with the finding.
    InARow { label: String, times: i64 },
    /// So many occurrences in the year, one of them now.
    InTheYear { label: String, times: i64 },
}

/// What one passage says.
pub type Criterion = Vec<Effect>;

#[derive(Clone, Copy, Debug)]
pub struct Rounding {
    pub places: u32,
    pub half_even: bool,
    /// Each item, instead of the total.
    pub items: bool,
}

/// 缺项.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Policy {
    #[default]
    Missing,
    Rescale,
    Zero,
    Full,
}

/// Two ends of an interval; the flag says that the number itself is included.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bounds {
    pub low: Option<(Fraction, bool)>,
    pub high: Option<(Fraction, bool)>,
}

impl Bounds {
    pub fn hold(&self, value: Fraction) -> bool {
        self.low.is_none_or(|(at, closed)| value > at || closed && value == at)
            && self.high.is_none_or(|(at, closed)| value < at || closed && value == at)
    }

    /// True where these bounds look only downwards (低于80%).
    pub fn downward(&self) -> bool {
        self.low.is_none() && self.high.is_some()
    }

    /// True where these bounds are the tighter of two that look the same way: upwards the higher lower end, downwards the
    /// lower upper end; an end that excludes its number before one that includes it.
    pub fn tighter(&self, other: &Bounds, down: bool) -> bool {
        let low = |bounds: &Bounds| bounds.low.map(|(at, closed)| (at, !closed));
        let high = |bounds: &Bounds| bounds.high.map(|(at, closed)| (-at, !closed));
        let rank = |bounds: &Bounds| if down { (high(bounds), low(bounds)) } else { (low(bounds), high(bounds)) };
        rank(self) > rank(other)
    }
}

#[derive(Clone, Debug)]
pub struct Band {
    pub name: String,
    pub bounds: Bounds,
    /// What must have been found, or must not, under 等级.
    pub beside: Option<(String, bool)>,
}

#[derive(Clone, Debug)]
pub struct Veto {
    pub label: String,
    /// The grade that it sets; else it takes away a right, or lowers the grade.
    pub grade: Option<String>,
    /// 降N级: by so many bands.
    pub down: usize,
    /// 不得评为优秀: the best band that is left, counted from the highest.
    pub best: usize,
    pub outcome: String,
}

#[derive(Clone, Debug)]
pub struct Annual {
    pub times: usize,
    pub consecutive: bool,
    pub bounds: Bounds,
    pub outcome: String,
}

/// A row of the records. `period` is the year and the place in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    pub subject: String,
    pub period: (i16, i16),
    pub source: Option<String>,
    /// The id of an entry, or the name of a block.
    pub entry: String,
    /// A finding, a measure or an answer; may be empty.
    pub label: String,
    /// 次数; one where the row does not say.
    pub count: Option<Fraction>,
    /// 数值
    pub value: Option<Fraction>,
    /// 扣分, 加分 or 得分.
    pub given: Option<Fraction>,
    /// 事项编号
    pub matter: Option<String>,
    /// 除外: the row names an exception of the rulebook, and counts nothing.
    pub excepted: Option<String>,
    /// The day of the month.
    pub day: Option<i16>,
    /// 样本, 当事人: one of several objects.
    pub object: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Deduct,
    Add,
    Award,
    Full,
    Zero,
    Limit,
    Scale,
    Ratio,
    Average,
    Points,
    Formula,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cap {
    Points(Fraction),
    Item,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    Parent,
    Total,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Partial {
    #[default]
    Down,
    Up,
    Ratio,
}

/// How far a cap said on its own reaches: its sentence, or the whole passage (累计).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    #[default]
    Sentence,
    Passage,
}

#[derive(Clone, Debug, PartialEq)]
pub enum When {
    Always,
    Label(String),
    Measure { name: String, bounds: Bounds, unit: String },
}

/// An effect, with the fields of a reading and four that a reading does not print: `additional`, `reach`, `scope`, `sentence`.
#[derive(Clone, Debug)]
pub struct Effect {
    pub kind: Kind,
    pub amount: Option<Fraction>,
    pub per: Option<(Fraction, String)>,
    pub when: When,
    pub cap: Option<Cap>,
    /// The cap is of each of these: 日, 周, 人, 次.
    pub apart: Option<String>,
    /// Of an average: how many objects, each scored alone; true where more are as good.
    pub sample: Option<(i64, bool)>,
    pub floor: Option<Fraction>,
    pub target: Option<Target>,
    pub partial: Partial,
    /// Of an average: 最高 or 最低 in place of the mean.
    pub of: Option<String>,
    /// Of an average: how many of the highest and of the lowest it leaves out.
    pub trim: Option<(usize, usize)>,
    pub additional: bool,
    /// Of a zero: which larger thing it takes instead of the item (本大项, 本表).
    pub reach: Option<Target>,
    pub scope: Scope,
    pub sentence: i64,
    /// What must hold as well (且).
    pub further: Vec<When>,
    /// Effects with one number are ways to the same effect (或).
    pub either: Option<i64>,
    /// Of a formula.
    pub expr: Option<String>,
    /// What is compared with what, where both are the records'; true where it must lie below.
    pub versus: Option<(String, String, bool)>,
    /// Of a ratio: it runs between the awards before it.
    pub interpolates: bool,
}

impl Effect {
    /// From the JSON of a reading; panics on what is none, for it comes from tests.
    pub fn read(json: &Value) -> Self {
        let text = |key: &str| json[key].as_str();
        let number = |key: &str| text(key).map(fraction);
        Self {
            kind: kind(text("kind").expect("an effect has a kind")),
            amount: number("amount"),
            per: json["per"]["step"].as_str().map(|step| (fraction(step), json["per"]["unit"].as_str().unwrap_or_default().to_owned())),
            when: when(&json["when"]),
            cap: text("cap").map(|cap| if cap == "item" { Cap::Item } else { Cap::Points(fraction(cap)) }),
            apart: text("window").or(text("each")).map(str::to_owned),
            sample: json["sample"]["count"].as_i64().map(|count| (count, json["sample"]["at_least"].as_bool().unwrap_or(false))),
            floor: number("floor"),
            target: text("target").map(target),
            reach: text("reach").map(target),
            partial: match text("partial") {
                Some("up") => Partial::Up,
                Some("ratio") => Partial::Ratio,
                _ => Partial::Down,
            },
            of: text("of").map(str::to_owned),
            trim: json["trim"]["highest"].as_u64().map(|highest| (highest as usize, json["trim"]["lowest"].as_u64().unwrap_or(0) as usize)),
            additional: json["additional"].as_bool().unwrap_or(false),
            scope: if text("scope") == Some("passage") { Scope::Passage } else { Scope::Sentence },
            sentence: json["sentence"].as_i64().unwrap_or(0),
            further: json["when"]["and"].as_array().map(|all| all.iter().map(when).collect()).unwrap_or_default(),
            either: json["either"].as_i64(),
            expr: text("expr").map(str::to_owned),
            versus: json["versus"].as_array().map(|parts| {
                let name = |at: usize| parts[at].as_str().unwrap_or_default().to_owned();
                (name(0), name(1), parts.len() > 2)
            }),
            interpolates: json["interpolates"].as_bool().unwrap_or(false),
        }
    }
}

impl Node {
    /// An item whose passages are given as lists of readings.
    pub fn item(id: &str, name: &str, points: &str, criteria: &[Value]) -> Self {
        let passage = |json: &Value| json.as_array().expect("a passage is a list").iter().map(Effect::read).collect();
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            points: Some(fraction(points)),
            criteria: criteria.iter().map(passage).collect(),
            ..Self::default()
        }
    }
}

fn fraction(text: &str) -> Fraction {
    text.parse().expect("a reading's numbers are decimals")
}

fn target(name: &str) -> Target {
    if name == "total" { Target::Total } else { Target::Parent }
}

fn kind(name: &str) -> Kind {
    match name {
        "deduct" => Kind::Deduct,
        "add" => Kind::Add,
        "award" => Kind::Award,
        "full" => Kind::Full,
        "zero" => Kind::Zero,
        "limit" => Kind::Limit,
        "scale" => Kind::Scale,
        "ratio" => Kind::Ratio,
        "average" => Kind::Average,
        "points" => Kind::Points,
        "formula" => Kind::Formula,
        other => panic!("the naive evaluator knows no {other}"),
    }
}

fn when(json: &Value) -> When {
    if let Some(label) = json["label"].as_str() {
        return When::Label(label.to_owned());
    }
    let Some(name) = json["measure"].as_str() else { return When::Always };
    let number = |key: &str| json[key].as_str().map(fraction);
    let at = number("value").unwrap_or(Fraction::ZERO);
    let end = |key: &str, closed: &str| number(key).map(|at| (at, json[closed].as_bool().unwrap_or(false)));
    let bounds = match json["op"].as_str() {
        Some(">") => Bounds { low: Some((at, false)), high: None },
        Some(">=") => Bounds { low: Some((at, true)), high: None },
        Some("<") => Bounds { low: None, high: Some((at, false)) },
        Some("<=") => Bounds { low: None, high: Some((at, true)) },
        Some("=") => Bounds { low: Some((at, true)), high: Some((at, true)) },
        _ => Bounds { low: end("low", "low_in"), high: end("high", "high_in") },
    };
    When::Measure { name: name.to_owned(), bounds, unit: json["unit"].as_str().unwrap_or_default().to_owned() }
}
