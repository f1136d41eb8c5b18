//! A grammar's rules as steps, each with the gate of characters at which it can succeed.
//!
//! Not here: the text of the table; see `write.rs`. Start at [`Plan::of`].

use std::collections::{BTreeMap, BTreeSet};

use pest_meta::ast::{Expr, Rule, RuleType};

use crate::chars::{Alphabet, Facts, Set};

/// What is to be written.
pub struct Plan {
    pub alphabet: Alphabet,
    pub steps: Vec<Step>,
    /// The rules' names in their order, each with its step.
    pub rules: Vec<(String, usize)>,
    /// The texts that the grammar looks for.
    pub texts: BTreeSet<String>,
}

/// A step and where it can succeed.
pub struct Step {
    pub gate: Set,
    /// The characters of which one has to come, where that is worth a look.
    pub need: Option<Set>,
    pub act: Act,
}

/// What a step does; numbers are those of other steps.
pub enum Act {
    /// One character that the gate lets pass.
    One,
    /// Nothing: the gate has decided.
    Look,
    Text(String),
    Start,
    End,
    Rule {
        name: String,
        kind: &'static str,
        body: usize,
    },
    Seq(Vec<usize>),
    Choice(Vec<usize>),
    /// Which list of alternatives is that of each class of characters, and the lists.
    Switch(Vec<usize>, Vec<Vec<usize>>),
    Repeat {
        body: usize,
        least: u32,
        most: Option<u32>,
    },
    /// The same of single characters, for which the body's gate is enough.
    Run {
        body: usize,
        least: u32,
        most: Option<u32>,
    },
    Ahead(usize),
    Not(usize),
}

/// So many alternatives are tried one after the other.
const FEW: usize = 5;

/// A need of more characters than these is hardly ever unmet.
const MANY: usize = 40;

impl Plan {
    pub fn of(rules: &[Rule]) -> Self {
        let by_name: BTreeMap<&str, &Rule> = rules.iter().map(|rule| (rule.name.as_str(), rule)).collect();
        let (mut chars, mut texts) = (BTreeSet::new(), BTreeSet::new());
        rules.iter().for_each(|rule| beginnings(&rule.expr, &mut chars, &mut texts));
        let mut planner =
            Planner { by_name, alphabet: Alphabet::new(chars, &texts), steps: Vec::new(), done: BTreeMap::new(), open: Vec::new() };
        let rules = rules.iter().map(|rule| (rule.name.clone(), planner.rule(&rule.name).0)).collect();
        Self { alphabet: planner.alphabet, steps: planner.steps, rules, texts }
    }
}

/// Adds an expression's texts, and the characters with which they and its ranges begin.
fn beginnings(expr: &Expr, chars: &mut BTreeSet<char>, texts: &mut BTreeSet<String>) {
    for inner in expr.iter_top_down() {
        match inner {
            Expr::Str(text) => {
                chars.extend(text.chars().next());
                texts.insert(text);
            }
            Expr::Range(low, high) => chars.extend(between(&low, &high)),
            Expr::Ident(name) => chars.extend(builtin(&name).unwrap_or_default()),
            _ => {}
        }
    }
}

fn between(low: &str, high: &str) -> Vec<char> {
    let end = |text: &str| text.chars().next().expect("a range has ends");
    (end(low)..=end(high)).collect()
}

/// The characters of pest's own rules, as far as the grammars use them.
fn builtin(name: &str) -> Option<Vec<char>> {
    let all = ('\0'..='\x7f').filter(|char| match name {
        "ASCII_DIGIT" => char.is_ascii_digit(),
        "ASCII_ALPHA" => char.is_ascii_alphabetic(),
        "ASCII_ALPHANUMERIC" => char.is_ascii_alphanumeric(),
        _ => false,
    });
    Some(all.collect()).filter(|chars: &Vec<char>| !chars.is_empty())
}

struct Planner<'a> {
    by_name: BTreeMap<&'a str, &'a Rule>,
    alphabet: Alphabet,
    steps: Vec<Step>,
    done: BTreeMap<&'a str, (usize, Facts)>,
    /// The rules that are being planned, for finding one that calls itself.
    open: Vec<&'a str>,
}

type Planned = (usize, Facts);

impl<'a> Planner<'a> {
    fn rule(&mut self, name: &str) -> Planned {
        let rule = *self.by_name.get(name).unwrap_or_else(|| panic!("`{name}` is a rule of pest that grammar/build does not know yet"));
        if let Some(planned) = self.done.get(rule.name.as_str()) {
            return planned.clone();
        }
        assert!(!self.open.contains(&name), "`{name}` calls itself: neither time nor stack would have a bound");
        self.open.push(&rule.name);
        let (body, facts) = self.expr(&rule.expr);
        self.open.pop();
        let planned = match kind(rule.ty) {
            None => (body, facts),
            Some(kind) => {
                let act = Act::Rule { name: name.to_owned(), kind, body };
                self.add(act, Facts { emits: true, ..facts })
            }
        };
        self.done.insert(&rule.name, planned.clone());
        planned
    }

    fn add(&mut self, act: Act, facts: Facts) -> Planned {
        let decided = facts.is_exact() && !facts.emits;
        let act = match act {
            _ if decided && facts.single => Act::One,
            _ if decided && facts.takes_nothing() => Act::Look,
            act => act,
        };
        let searches = matches!(act, Act::Rule { .. } | Act::Seq(_));
        let need = facts.beyond.clone().filter(|need| searches && need.classes().count() <= MANY);
        self.steps.push(Step { gate: facts.may(), need, act });
        (self.steps.len() - 1, facts)
    }

    fn expr(&mut self, expr: &Expr) -> Planned {
        match expr {
            Expr::Str(text) => self.text(text),
            Expr::Range(low, high) => self.one(between(low, high)),
            Expr::Ident(name) => self.named(name),
            Expr::PosPred(inner) => {
                let (body, facts) = self.expr(inner);
                self.add(Act::Ahead(body), facts.ahead())
            }
            Expr::NegPred(inner) => {
                let (body, facts) = self.expr(inner);
                self.add(Act::Not(body), facts.denied())
            }
            Expr::Seq(..) => self.seq(expr),
            Expr::Choice(..) => self.choice(expr),
            Expr::Opt(inner) => self.repeat(inner, 0, Some(1)),
            Expr::Rep(inner) => self.repeat(inner, 0, None),
            Expr::RepOnce(inner) => self.repeat(inner, 1, None),
            Expr::RepExact(inner, times) => self.repeat(inner, *times, Some(*times)),
            Expr::RepMin(inner, least) => self.repeat(inner, *least, None),
            Expr::RepMax(inner, most) => self.repeat(inner, 0, Some(*most)),
            Expr::RepMinMax(inner, least, most) => self.repeat(inner, *least, Some(*most)),
            other => panic!("grammar/build does not know {other:?} yet"),
        }
    }

    fn named(&mut self, name: &str) -> Planned {
        let nothing = || self.alphabet.none();
        match name {
            "ANY" => {
                let any = self.alphabet.any();
                let facts = Facts { sure: any.clone(), single: true, ..Facts::plain(any, nothing()) };
                self.add(Act::One, facts)
            }
            "SOI" => {
                let facts = Facts::plain(nothing(), self.alphabet.all());
                self.add(Act::Start, facts)
            }
            "EOI" => {
                let facts = Facts { sure: self.alphabet.end(), emits: true, ..Facts::plain(nothing(), self.alphabet.end()) };
                self.add(Act::End, facts)
            }
            _ => match builtin(name) {
                Some(chars) => self.one(chars),
                None => self.rule(name),
            },
        }
    }

    fn one(&mut self, chars: Vec<char>) -> Planned {
        let first = self.alphabet.set(chars);
        let facts = Facts { sure: first.clone(), single: true, within: Some(first.clone()), ..Facts::plain(first, self.alphabet.none()) };
        self.add(Act::One, facts)
    }

    fn text(&mut self, text: &str) -> Planned {
        let single = text.chars().count() == 1;
        let first = self.alphabet.set(text.chars().take(1));
        let sure = if single { first.clone() } else { self.alphabet.none() };
        let within = self.alphabet.rarest(text.chars());
        let beyond = self.alphabet.rarest(text.chars().skip(1));
        let facts = Facts { sure, single, within, beyond, ..Facts::plain(first, self.alphabet.none()) };
        self.add(Act::Text(text.to_owned()), facts)
    }

    fn seq(&mut self, expr: &Expr) -> Planned {
        let mut parts = Vec::new();
        let mut rest = expr;
        while let Expr::Seq(left, right) = rest {
            spread(left, &mut parts);
            rest = right;
        }
        parts.push(rest);
        let planned: Vec<Planned> = parts.into_iter().map(|part| self.expr(part)).collect();
        let facts = planned.iter().rev().map(|(_, facts)| facts.clone()).reduce(|after, before| before.then(&after, &self.alphabet));
        self.add(Act::Seq(planned.iter().map(|(step, _)| *step).collect()), facts.expect("a sequence has parts"))
    }

    fn choice(&mut self, expr: &Expr) -> Planned {
        let mut parts = Vec::new();
        alternatives(expr, &mut parts);
        let planned: Vec<Planned> = parts.into_iter().map(|part| self.expr(part)).collect();
        let facts = planned.iter().map(|(_, facts)| facts.clone()).reduce(|before, after| before.otherwise(&after));
        let act = if planned.len() <= FEW { Act::Choice(planned.iter().map(|(step, _)| *step).collect()) } else { self.switch(&planned) };
        self.add(act, facts.expect("a choice has alternatives"))
    }

    /// Which alternatives come into question for which class.
    fn switch(&self, planned: &[Planned]) -> Act {
        let gates: Vec<(usize, Set)> = planned.iter().map(|(step, facts)| (*step, facts.may())).collect();
        let mut lists: Vec<Vec<usize>> = Vec::new();
        let by_class = (0..self.alphabet.len()).map(|class| {
            let list = gates.iter().filter(|(_, gate)| gate.holds(class)).map(|(step, _)| *step).collect();
            lists.iter().position(|known| *known == list).unwrap_or_else(|| {
                lists.push(list);
                lists.len() - 1
            })
        });
        Act::Switch(by_class.collect(), lists)
    }

    fn repeat(&mut self, inner: &Expr, least: u32, most: Option<u32>) -> Planned {
        let (body, facts) = self.expr(inner);
        let act = match self.steps.get(body).map(|step| &step.act) {
            Some(Act::One) => Act::Run { body, least, most },
            _ => Act::Repeat { body, least, most },
        };
        self.add(act, facts.repeated(least, &self.alphabet))
    }
}

/// The parts of nested sequences.
fn spread<'e>(expr: &'e Expr, parts: &mut Vec<&'e Expr>) {
    match expr {
        Expr::Seq(left, right) => [left, right].into_iter().for_each(|side| spread(side, parts)),
        other => parts.push(other),
    }
}

fn alternatives<'e>(expr: &'e Expr, parts: &mut Vec<&'e Expr>) {
    match expr {
        Expr::Choice(left, right) => [left, right].into_iter().for_each(|side| alternatives(side, parts)),
        other => parts.push(other),
    }
}

/// How a rule shows in the tree; `None` where it does not.
fn kind(ty: RuleType) -> Option<&'static str> {
    match ty {
        RuleType::Silent => None,
        RuleType::Normal => Some("Normal"),
        RuleType::Atomic => Some("Atomic"),
        RuleType::CompoundAtomic => Some("Compound"),
        RuleType::NonAtomic => Some("Compound"),
    }
}
