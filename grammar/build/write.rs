//! The table of a plan as Rust.
//!
//! Not here: what its parts mean; see `src/machine.rs`. Start at [`rust`].

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::chars::Set;
use crate::plan::{Act, Plan};

pub fn rust(plan: &Plan) -> String {
    let mut gates: BTreeMap<&Set, usize> = BTreeMap::new();
    for step in &plan.steps {
        let next = gates.len();
        gates.entry(&step.gate).or_insert(next);
    }
    let mut text = rules(plan);
    text.push_str("pub(crate) static PROGRAM: Program<Rule> = Program {\n");
    let _ = writeln!(text, "    alphabet: &{:?},", plan.alphabet.chars());
    let mut words: Vec<(usize, Vec<u64>)> = gates.iter().map(|(set, number)| (*number, set.words())).collect();
    words.sort();
    text.push_str("    gates: &[\n");
    words.iter().for_each(|(_, words)| line(&mut text, &format!("&{words:?}")));
    text.push_str("    ],\n    nodes: &[\n");
    for step in &plan.steps {
        line(&mut text, &format!("Node {{ gate: {}, step: {} }}", gates[&step.gate], act(&step.act)));
    }
    text.push_str("    ],\n};\n");
    text
}

fn line(text: &mut String, item: &str) {
    let _ = writeln!(text, "        {item},");
}

/// The enum of the rules, and the step of each.
fn rules(plan: &Plan) -> String {
    let names: String = plan.rules.iter().map(|(name, _)| format!("    /// `{name}` of the grammar.\n    {name},\n")).collect();
    let steps: String = plan.rules.iter().map(|(name, step)| format!("        Rule::{name} => Some({step}),\n")).collect();
    format!(
        "/// The rules of the grammar.\n#[allow(non_camel_case_types)]\n#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]\npub enum Rule {{\n    /// The end of the text.\n    EOI,\n{names}}}\n\n\
         fn entry(rule: Rule) -> Option<usize> {{\n    match rule {{\n        Rule::EOI => None,\n{steps}    }}\n}}\n\n"
    )
}

fn act(act: &Act) -> String {
    match act {
        Act::One => "Step::One".to_owned(),
        Act::Look => "Step::Look".to_owned(),
        Act::Text(text) => format!("Step::Text({text:?})"),
        Act::Start => "Step::Start".to_owned(),
        Act::End => "Step::End(Rule::EOI)".to_owned(),
        Act::Rule { name, kind, body } => format!("Step::Rule(Rule::{name}, Kind::{kind}, {body})"),
        Act::Seq(parts) => format!("Step::Seq(&{parts:?})"),
        Act::Choice(by_class, others) => {
            let by_class: Vec<String> = by_class.iter().map(|(class, list)| format!("({class}, &{list:?})")).collect();
            format!("Step::Choice(&[{}], &{others:?})", by_class.join(", "))
        }
        Act::Repeat { body, least, most } => format!("Step::Repeat({body}, {least}, {})", most.unwrap_or(u32::MAX)),
        Act::Ahead(body) => format!("Step::Ahead({body})"),
        Act::Not(body) => format!("Step::Not({body})"),
    }
}

/// The same grammar for pest's own parser, and the texts that it looks for: the tests hold the machine to the trees of that parser.
pub fn reference(grammar: &str, plan: &Plan) -> String {
    let texts: Vec<&String> = plan.texts.iter().collect();
    format!(
        "#[derive(pest_derive::Parser)]\n#[grammar_inline = {grammar:?}]\npub struct Reference;\n\n\
         pub const TEXTS: &[&str] = &{texts:?};\n"
    )
}
