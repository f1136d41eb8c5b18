//! Expressions over facts: what a derived fact is worth.
//!
//! Not here: how one is read (`lower::formula`), nor whether its units fit. INVARIANT: depth is bounded by the reader. Start at [`Expr`].

use chidu_values::Number;

use crate::program::FactId;

/// An expression of numbers and of what records state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    Number(Number),
    /// The value of a fact, in the fact's own unit.
    Fact(FactId),
    /// The value of a fact in per cent, as a fraction of one.
    Percent(FactId),
    Of(Operator, Box<Expr>, Box<Expr>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operator {
    Plus,
    Minus,
    Times,
    Over,
}

/// Why an expression has no value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoValue {
    /// Nothing states this fact, or rows contradict one another.
    Unknown(FactId),
    /// Something is divided by zero.
    ByZero,
}

impl Expr {
    /// One expression over two others.
    pub fn of(operator: Operator, left: Expr, right: Expr) -> Self {
        Expr::Of(operator, Box::new(left), Box::new(right))
    }

    /// The facts that it rests on, in text order, each once.
    pub fn facts(&self) -> Vec<FactId> {
        match self {
            Expr::Number(_) => Vec::new(),
            Expr::Fact(fact) | Expr::Percent(fact) => vec![*fact],
            Expr::Of(_, left, right) => {
                let mut facts = left.facts();
                for fact in right.facts() {
                    if !facts.contains(&fact) {
                        facts.push(fact);
                    }
                }
                facts
            }
        }
    }

    /// Its value where the facts have these; what is not known comes before what is divided by zero.
    pub fn value(&self, of: &dyn Fn(FactId) -> Option<Number>) -> Result<Number, NoValue> {
        match self {
            Expr::Number(number) => Ok(number.clone()),
            Expr::Fact(fact) => of(*fact).ok_or(NoValue::Unknown(*fact)),
            Expr::Percent(fact) => {
                let value = of(*fact).ok_or(NoValue::Unknown(*fact))?;
                value.divide(&Number::from(100)).ok_or(NoValue::ByZero)
            }
            Expr::Of(operator, left, right) => both(*operator, left.value(of), right.value(of)),
        }
    }

    /// True where it may come to a fraction without end.
    pub fn divides(&self) -> bool {
        match self {
            Expr::Number(number) => !number.is_decimal(),
            Expr::Fact(_) | Expr::Percent(_) => false,
            Expr::Of(Operator::Over, left, right) => left.divides() || !ends(right),
            Expr::Of(_, left, right) => left.divides() || right.divides(),
        }
    }

    /// As it is written: names and numbers, or values in place of names.
    pub fn shown(&self, leaf: &dyn Fn(&Expr) -> String) -> String {
        match self {
            Expr::Of(operator, left, right) => {
                let tight = matches!(operator, Operator::Times | Operator::Over);
                let within = |part: &Expr, last: bool| {
                    let loose = match part {
                        Expr::Of(inner, ..) => {
                            tight && matches!(inner, Operator::Plus | Operator::Minus) || last && !part.is_plain_after(*operator)
                        }
                        _ => false,
                    };
                    if loose { format!("({})", part.shown(leaf)) } else { part.shown(leaf) }
                };
                format!("{} {} {}", within(left, false), operator.sign(), within(right, true))
            }
            leaf_expr => leaf(leaf_expr),
        }
    }

    /// True where it needs no brackets behind a sign.
    fn is_plain_after(&self, operator: Operator) -> bool {
        match (operator, self) {
            (Operator::Plus, _) => true,
            (Operator::Minus, Expr::Of(inner, ..)) => matches!(inner, Operator::Times | Operator::Over),
            (Operator::Times | Operator::Over, Expr::Of(..)) => false,
            _ => true,
        }
    }
}

impl Operator {
    /// As people write it.
    pub fn sign(self) -> &'static str {
        match self {
            Operator::Plus => "+",
            Operator::Minus => "−",
            Operator::Times => "×",
            Operator::Over => "÷",
        }
    }
}

fn both(operator: Operator, left: Result<Number, NoValue>, right: Result<Number, NoValue>) -> Result<Number, NoValue> {
    let (left, right) = match (left, right) {
        (Ok(left), Ok(right)) => (left, right),
        (Err(NoValue::ByZero), Err(unknown)) => return Err(unknown),
        (Err(why), _) | (_, Err(why)) => return Err(why),
    };
    match operator {
        Operator::Plus => Ok(&left + &right),
        Operator::Minus => Ok(&left - &right),
        Operator::Times => Ok(&left * &right),
        Operator::Over => left.divide(&right).ok_or(NoValue::ByZero),
    }
}

/// True for a number by which every division ends.
fn ends(divisor: &Expr) -> bool {
    matches!(divisor, Expr::Number(number) if Number::ONE.divide(number).is_some_and(|inverse| inverse.is_decimal()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fact(id: u32) -> Expr {
        Expr::Fact(FactId(id))
    }

    fn shown(expr: &Expr) -> String {
        expr.shown(&|leaf| match leaf {
            Expr::Number(number) => number.to_string(),
            Expr::Fact(FactId(id)) | Expr::Percent(FactId(id)) => format!("f{id}"),
            Expr::Of(..) => String::new(),
        })
    }

    #[test]
    fn brackets_stand_where_they_are_needed() {
        let sum = Expr::of(Operator::Minus, fact(0), Expr::of(Operator::Plus, fact(1), fact(2)));
        assert_eq!(shown(&sum), "f0 − (f1 + f2)");
        let product = Expr::of(Operator::Times, sum, Expr::Number(Number::from(10)));
        assert_eq!(shown(&product), "(f0 − (f1 + f2)) × 10");
        assert_eq!(shown(&Expr::of(Operator::Over, Expr::of(Operator::Times, fact(0), fact(1)), fact(2))), "f0 × f1 ÷ f2");
    }

    #[test]
    fn what_is_unknown_is_told_before_a_division_by_zero() {
        let expr = Expr::of(Operator::Plus, Expr::of(Operator::Over, fact(0), fact(1)), fact(2));
        let zero = |id: FactId| if id == FactId(2) { None } else { Some(Number::ZERO) };
        assert_eq!(expr.value(&zero), Err(NoValue::Unknown(FactId(2))));
        assert_eq!(expr.value(&|_| Some(Number::ZERO)), Err(NoValue::ByZero));
        assert_eq!(expr.value(&|_| Some(Number::from(2))), Ok(Number::from(3)));
    }
}
