//! 得分=完成数÷计划数×10: an expression of names and numbers as a fact that is derived from others, with its units checked.
//!
//! A name is a measure that records state, except 分值 and the like, which are the entry's own points. A rate counts as a fraction of one; a
//! plain number and a number of points add up; points times points, minutes times points, or a result in per cent are faults.
//! Start at [`Lowering::formula`].

use chidu_diagnostics::Span;
use chidu_grammar::clauses::{Rule as Form, expression};
use chidu_grammar::tree::Pair;
use chidu_syntax::fold_str;
use chidu_values::{Dimension, Number, Unit};

use super::facts::Place;
use super::{Fault, Lowering};
use crate::expr::{Expr, Operator};
use crate::label;
use crate::program::{Action, Bound, Combine, Counting, FactId, FactKind, Role, RuleId, Trigger};
use crate::reading::{Condition, Effect};

/// Names of the entry's own points.
const POINTS: &[&str] = &["分值", "满分", "标准分", "标准分值", "配分", "满分值", "分数值"];
/// Words before them.
const OWN: &[&str] = &["本项", "该项", "此项", "本条", "该", "本", "项目", "单项"];
/// Longer than any expression that people write.
const LONGEST: usize = 600;

/// The most brackets within brackets.
const BRACKETS: u32 = 6;

/// The tokens of a formula that are still to be read.
struct Tokens<'t, 'p> {
    rest: &'t [Pair<'p, Form>],
    brackets: u32,
    span: Span,
}

impl Tokens<'_, '_> {
    /// The next token, where it is one of these.
    fn operator(&mut self, wanted: &[(Form, Operator)]) -> Option<Operator> {
        let (token, rest) = self.rest.split_first()?;
        let (_, operator) = wanted.iter().find(|(form, _)| token.as_rule() == *form)?;
        self.rest = rest;
        Some(*operator)
    }
}

/// What a part of a formula is, as far as units go.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Sort {
    Plain,
    Percent,
    Points,
    Other(Dimension),
}

/// A part of a formula, its sort and its words.
struct Part {
    expr: Expr,
    sort: Sort,
}

impl Lowering<'_> {
    /// The rule of a formula; what cannot be computed is a fault.
    pub(super) fn formula(&mut self, place: Place, effect: &Effect, id: String) -> Option<RuleId> {
        if self.rescale(place, effect) {
            return None;
        }
        let action = match effect.of.as_deref() {
            Some(of) if of.contains("扣分") => Action::Deduct,
            Some(of) if of.contains("加分") => Action::Add,
            _ => Action::Award,
        };
        match self.derived_by(place, effect) {
            Ok(fact) => {
                let mut triggers = vec![Trigger::Bound(fact, Bound::default())];
                let further = Effect { when: compared(effect), kind: crate::reading::Kind::Award, ..effect.clone() };
                if !further.when.is_empty() {
                    triggers.extend(self.triggers(place, &further));
                }
                Some(self.push_rule(place, effect, id, action, triggers, Counting::Value))
            }
            Err(fault) => {
                self.fault(fault);
                self.program[place.owner].blocked.push(effect.clause);
                None
            }
        }
    }

    fn derived_by(&mut self, place: Place, effect: &Effect) -> Result<FactId, Fault> {
        let refused = || Fault::NotComputed { span: effect.clause };
        let text = effect.expr.as_deref().map(fold_str).filter(|text| text.len() <= LONGEST).ok_or_else(refused)?;
        let sums_up = self.program.parts(place.owner).iter().any(|part| !matches!(self.program[*part].role, Role::Bonus | Role::Malus));
        let labelled = effect.when.iter().any(|condition| matches!(condition, Condition::Label(_)));
        if sums_up || labelled && !self.is_heading(effect) {
            return Err(refused());
        }
        let text = text.trim().trim_end_matches(['.', '分']).trim().to_owned();
        let tokens: Vec<Pair<'_, Form>> = expression(&text).ok_or_else(refused)?.filter(|token| token.as_rule() != Form::EOI).collect();
        let mut reader = Tokens { rest: &tokens, brackets: 0, span: effect.span };
        let part = self.expr_sum(place, &mut reader)?;
        if !reader.rest.is_empty() {
            return Err(refused());
        }
        match part.sort {
            Sort::Plain | Sort::Points => Ok(self.derived(place, text, part.expr, Some(Unit::of("分")))),
            other => Err(Fault::FormulaUnits { span: effect.span, left: spoken(&other), right: None }),
        }
    }

    /// 计算公式:得分=…: words that head the formula, and no condition of it.
    fn is_heading(&self, effect: &Effect) -> bool {
        let before = effect.clause.of(self.text).split(effect.span.of(self.text)).next().unwrap_or_default().trim();
        let words = label::key(before);
        before.ends_with([':', '\u{ff1a}']) || ["公式", "计算", "方法", "办法"].iter().any(|end| words.ends_with(end))
    }

    /// A fact that an expression makes of others; the same expression is the same fact.
    pub(super) fn derived(&mut self, place: Place, name: String, expr: Expr, unit: Option<Unit>) -> FactId {
        let known = self.program.facts.iter().position(|fact| fact.entry == place.owner && fact.kind == FactKind::Derived(expr.clone()));
        if let Some(known) = known.and_then(|at| u32::try_from(at).ok()) {
            return FactId(known);
        }
        let fact = self.fact(place, FactKind::Derived(expr), name, Vec::new());
        self.program[fact].unit = unit;
        fact
    }

    /// Notes that a rule rests on the facts of which another is derived.
    pub(super) fn feed(&mut self, fact: FactId, rule: RuleId) {
        let FactKind::Derived(expr) = self.program[fact].kind.clone() else { return };
        for part in expr.facts() {
            let rules = &mut self.program[part].rules;
            if !rules.contains(&rule) {
                rules.push(rule);
            }
        }
    }

    /// Products with plus and minus between them.
    fn expr_sum(&mut self, place: Place, tokens: &mut Tokens<'_, '_>) -> Result<Part, Fault> {
        let mut left = self.expr_product(place, tokens)?;
        while let Some(operator) = tokens.operator(&[(Form::expr_plus, Operator::Plus), (Form::expr_minus, Operator::Minus)]) {
            left = joined(operator, left, self.expr_product(place, tokens)?, tokens.span)?;
        }
        Ok(left)
    }

    fn expr_product(&mut self, place: Place, tokens: &mut Tokens<'_, '_>) -> Result<Part, Fault> {
        let mut left = self.expr_factor(place, tokens)?;
        while let Some(operator) = tokens.operator(&[(Form::expr_times, Operator::Times), (Form::expr_over, Operator::Over)]) {
            left = joined(operator, left, self.expr_factor(place, tokens)?, tokens.span)?;
        }
        Ok(left)
    }

    fn expr_factor(&mut self, place: Place, tokens: &mut Tokens<'_, '_>) -> Result<Part, Fault> {
        let refused = Fault::NotComputed { span: tokens.span };
        let Some((token, rest)) = tokens.rest.split_first() else { return Err(refused) };
        tokens.rest = rest;
        match token.as_rule() {
            Form::expr_number => number(token).ok_or(refused),
            Form::expr_name => self.expr_name(place, token.as_str(), tokens.span),
            Form::expr_open if tokens.brackets < BRACKETS => {
                tokens.brackets += 1;
                let inner = self.expr_sum(place, tokens)?;
                tokens.brackets -= 1;
                tokens.operator(&[(Form::expr_close, Operator::Plus)]).map(|_| inner).ok_or(refused)
            }
            _ => Err(refused),
        }
    }

    /// The entry's points, or a measure that records state; the score of another entry is none.
    fn expr_name(&mut self, place: Place, written: &str, span: Span) -> Result<Part, Fault> {
        let name = written.trim();
        let bare = OWN.iter().fold(name, |rest, word| rest.strip_prefix(word).unwrap_or(rest));
        if POINTS.contains(&name) || POINTS.contains(&bare) {
            let points = self.program[place.owner].points.clone().ok_or(Fault::NotComputed { span })?;
            return Ok(Part { expr: Expr::Number(points), sort: Sort::Points });
        }
        if self.is_score(place, name) || label::key(name).is_empty() {
            return Err(Fault::NotComputed { span });
        }
        let fact = self.term(place, name);
        let sort = match &self.program[fact].unit {
            _ if counts(name) => Sort::Plain,
            Some(unit) if unit.dimension == Dimension::Percent => Sort::Percent,
            Some(unit) if unit.dimension == Dimension::Points => Sort::Points,
            Some(unit) if unit.is_measured() => Sort::Other(unit.dimension.clone()),
            _ => Sort::Plain,
        };
        Ok(Part { expr: if sort == Sort::Percent { Expr::Percent(fact) } else { Expr::Fact(fact) }, sort })
    }

    /// 保证项目得分, 小计: what another entry came to.
    fn is_score(&self, place: Place, name: &str) -> bool {
        let key = label::key(name);
        let bare = ["得分", "分数", "成绩", "小计", "总分"].iter().find_map(|end| key.strip_suffix(end));
        let named = |core: &str| self.program.entry_ids().any(|id| id != place.criterion && id != place.owner && self.key_of(id) == core);
        matches!(key.as_str(), "得分" | "实得分" | "应得分" | "总分" | "总得分") || bare.is_some_and(|core| !core.is_empty() && named(core))
    }

    /// The measure of a name; what it is measured in follows from the name where nothing else says so.
    pub(super) fn term(&mut self, place: Place, name: &str) -> FactId {
        if let Some(known) = self.known_measure(place, name) {
            return known;
        }
        let fact = self.measure(place, name, Unit::of(""), false);
        self.program[fact].kind = FactKind::Measure(Combine::Single);
        self.program[fact].unit = unit_of(&self.program[fact].name);
        fact
    }
}

/// What a measure is counted in, by how its name ends.
pub(super) fn unit_of(name: &str) -> Option<Unit> {
    let ends = |words: &[&str]| words.iter().any(|word| name.ends_with(word));
    let word = match name {
        _ if ends(&["率", "比例", "占比", "比重", "百分比", "满意度"]) => "%",
        _ if ends(&["价", "价格", "金额", "费用", "造价", "总额", "款额", "投资额", "产值"]) => "元",
        _ if ends(&["得分", "分数", "成绩", "评分"]) => "分",
        _ if ends(&["天数"]) => "天",
        _ if ends(&["分钟数", "时间", "时长", "时限"]) => "分钟",
        _ if ends(&["小时数"]) => "小时",
        _ => return None,
    };
    Some(Unit::of(word))
}

/// A number of days or minutes, as a number.
fn counts(name: &str) -> bool {
    name.ends_with('数')
}

fn number(node: &Pair<'_, Form>) -> Option<Part> {
    let find = |rule| node.clone().into_inner().find(|part| part.as_rule() == rule);
    let digits: Number = find(Form::digits)?.as_str().parse().ok()?;
    let Some(unit) = find(Form::expr_unit).map(|unit| Unit::of(unit.as_str())) else {
        return Some(Part { expr: Expr::Number(digits), sort: Sort::Plain });
    };
    Some(match unit.dimension {
        Dimension::Percent => Part { expr: Expr::Number(digits.divide(&Number::from(100))?), sort: Sort::Percent },
        Dimension::Points => Part { expr: Expr::Number(digits), sort: Sort::Points },
        Dimension::Count(_) => Part { expr: Expr::Number(digits), sort: Sort::Plain },
        other => Part { expr: Expr::Number(digits), sort: Sort::Other(other) },
    })
}

fn joined(operator: Operator, left: Part, right: Part, span: Span) -> Result<Part, Fault> {
    let zero = operator == Operator::Over && matches!(&right.expr, Expr::Number(number) if number.is_zero());
    let sort = if zero { None } else { sort(operator, &left.sort, &right.sort) };
    match sort {
        Some(sort) => Ok(Part { expr: Expr::of(operator, left.expr, right.expr), sort }),
        None if zero => Err(Fault::NotComputed { span }),
        None => Err(Fault::FormulaUnits { span, left: spoken(&left.sort), right: Some((operator.sign(), spoken(&right.sort))) }),
    }
}

/// What two parts make together; `None` where their units do not fit.
fn sort(operator: Operator, left: &Sort, right: &Sort) -> Option<Sort> {
    use Sort::{Other, Percent, Plain, Points};
    match (operator, left, right) {
        (Operator::Plus | Operator::Minus, a, b) if a == b => Some(a.clone()),
        (Operator::Plus | Operator::Minus, Plain, Points) | (Operator::Plus | Operator::Minus, Points, Plain) => Some(Points),
        (Operator::Plus | Operator::Minus, ..) => None,
        (Operator::Times, Plain, Percent) | (Operator::Times, Percent, Plain) => Some(Plain),
        (Operator::Times, Plain | Percent, other) | (Operator::Times, other, Plain | Percent) => Some(other.clone()),
        (Operator::Over, Percent, Plain) => Some(Percent),
        (Operator::Over, a, b) if a == b => Some(Plain),
        (Operator::Over, other, Plain | Percent) => Some(other.clone()),
        (Operator::Times, Points | Other(_), _) | (Operator::Over, ..) => None,
    }
}

/// A sort in the author's words.
fn spoken(sort: &Sort) -> &'static str {
    match sort {
        Sort::Plain => "数",
        Sort::Percent => "百分数",
        Sort::Points => "分",
        Sort::Other(Dimension::Time | Dimension::Calendar) => "时间",
        Sort::Other(Dimension::Money) => "金额",
        Sort::Other(Dimension::Length) => "长度",
        Sort::Other(_) => "别的单位",
    }
}

fn compared(effect: &Effect) -> Vec<Condition> {
    effect.when.iter().filter(|condition| matches!(condition, Condition::Compare { .. } | Condition::Within { .. })).cloned().collect()
}
