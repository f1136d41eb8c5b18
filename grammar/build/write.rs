//! The table of a plan as Rust.
//!
//! Not here: what its parts mean; see `src/machine.rs`. Start at [`rust`].

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::chars::{OTHER, Set};
use crate::plan::{Act, Plan};

pub fn rust(plan: &Plan) -> String {
    let mut gates: BTreeMap<&Set, usize> = BTreeMap::new();
    for step in &plan.steps {
        let next = gates.len();
        gates.entry(&step.gate).or_insert(next);
    }
    let mut words: Vec<(usize, Vec<u64>)> = gates.iter().map(|(set, number)| (*number, set.words())).collect();
    words.sort();
    let mut text = rules(plan);
    text.push_str(&alphabet(plan));
    let _ = writeln!(text, "static GATES: [&[u64]; {}] = [", words.len());
    words.iter().for_each(|(_, words)| line(&mut text, &format!("&{words:?}")));
    let _ = writeln!(text, "];\n\n#[allow(clippy::indexing_slicing, reason = \"checked when compiled\")]");
    let _ = writeln!(text, "static NODES: [Node<Rule>; {}] = [", plan.steps.len());
    for step in &plan.steps {
        let gate = gates[&step.gate];
        let need: Vec<usize> = step.need.iter().flat_map(Set::classes).collect();
        line(&mut text, &format!("Node {{ gate: GATES[{gate}], need: &{need:?}, step: {} }}", act(plan, &gates, &step.act)));
    }
    text.push_str("];\n");
    text
}

fn line(text: &mut String, item: &str) {
    let _ = writeln!(text, "    {item},");
}

/// The class of each character, in pages; the first page names none.
fn alphabet(plan: &Plan) -> String {
    let class = |code: u32| char::from_u32(code).map_or(OTHER, |char| plan.alphabet.class(char));
    let mut pages: Vec<Vec<usize>> = vec![vec![OTHER; 256]];
    let index: Vec<usize> = (0..256)
        .map(|high| {
            let page: Vec<usize> = (0..256).map(|low| class(high << 8 | low)).collect();
            let known = pages.iter().position(|known| *known == page);
            known.unwrap_or_else(|| {
                pages.push(page);
                pages.len() - 1
            })
        })
        .collect();
    let far: Vec<(char, usize)> =
        plan.alphabet.chars().iter().filter(|char| **char > '\u{ffff}').map(|char| (*char, plan.alphabet.class(*char))).collect();
    format!(
        "static ALPHABET: &crate::machine::Alphabet = &crate::machine::Alphabet {{ index: &{index:?}, pages: &{pages:?}, far: &{far:?}, classes: {} }};\n\n",
        plan.alphabet.len()
    )
}

/// The enum of the rules, and the step of each.
fn rules(plan: &Plan) -> String {
    let names: String = plan.rules.iter().map(|(name, _)| format!("    /// `{name}` of the grammar.\n    {name},\n")).collect();
    let steps: String = plan.rules.iter().map(|(name, step)| format!("        Rule::{name} => Some(&NODES[{step}]),\n")).collect();
    format!(
        "/// The rules of the grammar.\n#[allow(non_camel_case_types)]\n#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]\npub enum Rule {{\n    /// The end of the text.\n    EOI,\n{names}}}\n\n\
         #[allow(clippy::indexing_slicing, reason = \"checked when compiled\")]\nfn entry(rule: Rule) -> Option<&'static Node<Rule>> {{\n    match rule {{\n        Rule::EOI => None,\n{steps}    }}\n}}\n\n"
    )
}

fn act(plan: &Plan, gates: &BTreeMap<&Set, usize>, act: &Act) -> String {
    match act {
        Act::One => "Step::One".to_owned(),
        Act::Look => "Step::Look".to_owned(),
        Act::Text(text) => format!("Step::Text({text:?})"),
        Act::Start => "Step::Start".to_owned(),
        Act::End => "Step::End(Rule::EOI)".to_owned(),
        Act::Rule { name, kind, body } => format!("Step::Rule(Rule::{name}, Kind::{kind}, {})", node(*body)),
        Act::Seq(parts) => format!("Step::Seq({})", list(parts)),
        Act::Choice(by_class, lists) => {
            let lists: Vec<String> = lists.iter().map(|alternatives| list(alternatives)).collect();
            format!("Step::Choice(&{by_class:?}, &[{}])", lists.join(", "))
        }
        Act::Repeat { body, least, most } => format!("Step::Repeat({}, {least}, {})", node(*body), most.unwrap_or(u32::MAX)),
        Act::Run { body, least, most } => {
            let gate = gates[&plan.steps[*body].gate];
            format!("Step::Run(GATES[{gate}], {least}, {})", most.unwrap_or(u32::MAX))
        }
        Act::Ahead(body) => format!("Step::Ahead({})", node(*body)),
        Act::Not(body) => format!("Step::Not({})", node(*body)),
    }
}

fn node(number: usize) -> String {
    format!("&NODES[{number}]")
}

fn list(numbers: &[usize]) -> String {
    let nodes: Vec<String> = numbers.iter().map(|number| node(*number)).collect();
    format!("&[{}]", nodes.join(", "))
}

/// The same grammar for pest's own parser, and the texts that it looks for: the tests hold the machine to the trees of that parser.
pub fn reference(grammar: &str, plan: &Plan) -> String {
    let texts: Vec<&String> = plan.texts.iter().collect();
    format!(
        "#[derive(pest_derive::Parser)]\n#[grammar_inline = {grammar:?}]\npub struct Reference;\n\n\
         pub const TEXTS: &[&str] = &{texts:?};\n"
    )
}
