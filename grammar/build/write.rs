//! The table of a plan as Rust.
//!
//! Not here: what its parts mean; see `src/machine.rs`. Start at [`rust`].

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::chars::{OTHER, Set};
use crate::plan::{Act, Plan, Step};

pub fn rust(plan: &Plan) -> String {
    let mut table = Table::default();
    table.needs.number(Vec::new());
    let nodes: Vec<String> = plan.steps.iter().map(|step| table.node(plan, step)).collect();
    let gates = table.gates.in_order();
    let width = gates.len().div_ceil(64);
    let admits = (0..plan.alphabet.len()).flat_map(|class| {
        let held = |gate: &&Set| u64::from(gate.holds(class));
        let word = move |gates: &[&Set]| gates.iter().rev().fold(0, |word, gate| word << 1 | held(gate));
        gates.chunks(64).map(word).collect::<Vec<u64>>()
    });
    let mut text = rules(plan);
    array(&mut text, "ADMITS", "u64", admits.map(|word| word.to_string()));
    array(&mut text, "NEEDS", "&[u16]", table.needs.in_order().iter().map(|need| format!("&{need:?}")));
    array(&mut text, "TEXTS", "&str", table.texts.in_order().iter().map(|text| format!("{text:?}")));
    array(&mut text, "LISTS", "u16", table.lists.iter().map(|step| small(*step).to_string()));
    array(&mut text, "SWITCHES", "crate::machine::Switch", table.switches.iter().cloned());
    array(&mut text, "NODES", "Node<Rule>", nodes.into_iter());
    let _ = writeln!(
        text,
        "static GRAMMAR: &crate::machine::Grammar<Rule> = &crate::machine::Grammar {{ alphabet: &{}, width: {width}, admits: &ADMITS, needs: &NEEDS, texts: &TEXTS, lists: &LISTS, switches: &SWITCHES, nodes: &NODES }};",
        alphabet(plan)
    );
    text
}

fn array(text: &mut String, name: &str, of: &str, items: impl Iterator<Item = String>) {
    let items: Vec<String> = items.collect();
    let _ = writeln!(text, "static {name}: [{of}; {}] = [", items.len());
    items.iter().for_each(|item| line(text, item));
    text.push_str("];\n\n");
}

fn line(text: &mut String, item: &str) {
    let _ = writeln!(text, "    {item},");
}

/// The number of something, as the table has it.
fn small(number: usize) -> u16 {
    u16::try_from(number).expect("a grammar has fewer than 65,536 steps")
}

/// What has been numbered so far.
#[derive(Default)]
struct Table<'p> {
    gates: Numbers<&'p Set>,
    needs: Numbers<Vec<usize>>,
    texts: Numbers<&'p str>,
    lists: Vec<usize>,
    switches: Vec<String>,
}

/// Different things, in the order in which they were met.
struct Numbers<T>(BTreeMap<T, usize>);

impl<T> Default for Numbers<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T: Ord + Clone> Numbers<T> {
    fn number(&mut self, item: T) -> u16 {
        let next = self.0.len();
        small(*self.0.entry(item).or_insert(next))
    }

    fn in_order(&self) -> Vec<T> {
        let mut items: Vec<(&usize, &T)> = self.0.iter().map(|(item, number)| (number, item)).collect();
        items.sort_by_key(|(number, _)| **number);
        items.into_iter().map(|(_, item)| item.clone()).collect()
    }
}

impl<'p> Table<'p> {
    fn node(&mut self, plan: &'p Plan, step: &'p Step) -> String {
        let gate = self.gates.number(&step.gate);
        let need = self.needs.number(step.need.iter().flat_map(Set::classes).collect());
        format!("Node {{ gate: {gate}, need: {need}, step: {} }}", self.act(plan, &step.act))
    }

    fn list(&mut self, steps: &[usize]) -> String {
        let start = self.lists.len();
        self.lists.extend(steps);
        format!("({start}, {})", small(steps.len()))
    }

    fn act(&mut self, plan: &'p Plan, act: &'p Act) -> String {
        let most = |most: &Option<u32>| match most {
            Some(most) => u16::try_from(*most).ok().filter(|most| *most < u16::MAX).expect("a repeat has a small bound, or none"),
            None => u16::MAX,
        };
        match act {
            Act::One => "Step::One".to_owned(),
            Act::Look => "Step::Look".to_owned(),
            Act::Text(text) => format!("Step::Text({})", self.texts.number(text)),
            Act::Start => "Step::Start".to_owned(),
            Act::End => "Step::End(Rule::EOI)".to_owned(),
            Act::Rule { name, kind, body } => format!("Step::Rule(Rule::{name}, Kind::{kind}, {body})"),
            Act::Seq(parts) => format!("Step::Seq({})", self.list(parts)),
            Act::Choice(list) => format!("Step::Choice({})", self.list(list)),
            Act::Switch(by_class, lists) => {
                let lists: Vec<String> = lists.iter().map(|alternatives| self.list(alternatives)).collect();
                let lists = lists.join(", ");
                self.switches.push(format!("crate::machine::Switch {{ by_class: &{by_class:?}, lists: &[{lists}] }}"));
                format!("Step::Switch({})", self.switches.len() - 1)
            }
            Act::Repeat { body, least, most: end } => format!("Step::Repeat({body}, {least}, {})", most(end)),
            Act::Run { body, least, most: end } => {
                let gate = self.gates.number(&plan.steps[*body].gate);
                format!("Step::Run({gate}, {least}, {})", most(end))
            }
            Act::Ahead(body) => format!("Step::Ahead({body})"),
            Act::Not(body) => format!("Step::Not({body})"),
        }
    }
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
    format!("crate::machine::Alphabet {{ index: &{index:?}, pages: &{pages:?}, far: &{far:?}, classes: {} }}", plan.alphabet.len())
}

/// The enum of the rules, and the step of each.
fn rules(plan: &Plan) -> String {
    let names: String = plan.rules.iter().map(|(name, _)| format!("    /// `{name}` of the grammar.\n    {name},\n")).collect();
    let steps: String = plan.rules.iter().map(|(name, step)| format!("        Rule::{name} => Some({step}),\n")).collect();
    format!(
        "/// The rules of the grammar.\n#[allow(non_camel_case_types)]\n#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]\npub enum Rule {{\n    /// The end of the text.\n    EOI,\n{names}}}\n\n\
         fn entry(rule: Rule) -> Option<crate::machine::Next> {{\n    match rule {{\n        Rule::EOI => None,\n{steps}    }}\n}}\n\n"
    )
}

/// The same grammar for pest's own parser, and the texts that it looks for: the tests hold the machine to the trees of that parser.
pub fn reference(grammar: &str, plan: &Plan) -> String {
    let texts: Vec<&String> = plan.texts.iter().collect();
    format!(
        "#[derive(pest_derive::Parser)]\n#[grammar_inline = {grammar:?}]\npub struct Reference;\n\n\
         pub const TEXTS: &[&str] = &{texts:?};\n"
    )
}
