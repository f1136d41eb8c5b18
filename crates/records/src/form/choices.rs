//! What a row of the form may state: an entry and a finding of it, in words that [`crate::read()`] resolves to that very fact.
//!
//! INVARIANT: each choice was resolved before it is offered; a fact that no pair of words names is offered by its handle.

use chidu_analysis::program::{EntryId, Fact, FactId, FactKind, Program, ROOT, Rule, Trigger, facts_of};
use chidu_analysis::sentence;
use chidu_diagnostics::Text;

use crate::cell::Cell;
use crate::names::{Names, facts};

/// Something that a row can say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    /// For 评分项.
    pub entry: String,
    /// For 情形; empty where the entry is a handle that says it all.
    pub finding: String,
    pub takes: Takes,
    /// What it does to the score.
    pub meaning: Text,
}

/// Where the row's number goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Takes {
    /// 次数, of this unit.
    Count(String),
    /// 数值, in this unit.
    Value(String),
    /// 次数: how many gave this answer.
    Answers,
}

/// All choices, in the rulebook's order; those of one entry stand together.
pub(super) fn choices(program: &Program) -> Vec<Choice> {
    let names = Names::new(program);
    let mut found: Vec<Choice> =
        facts(program).filter(|(id, _)| !program.is_silent(*id)).flat_map(|(id, fact)| of(&names, id, fact)).collect();
    let mut order: Vec<String> = Vec::new();
    for choice in &found {
        if !order.contains(&choice.entry) {
            order.push(choice.entry.clone());
        }
    }
    found.sort_by_key(|choice| order.iter().position(|entry| *entry == choice.entry));
    found
}

fn of(names: &Names<'_>, id: FactId, fact: &Fact) -> Vec<Choice> {
    let unit = fact.unit.as_ref().map(|unit| unit.name.clone()).unwrap_or_default();
    let options: Vec<(String, Option<usize>)> = match &fact.kind {
        FactKind::Answer(_, choices) => choices.iter().enumerate().map(|(at, choice)| (choice.name.clone(), Some(at))).collect(),
        _ => vec![(fact.name.clone(), None)],
    };
    let takes = match &fact.kind {
        FactKind::Answer(..) => Takes::Answers,
        FactKind::Measure(_) | FactKind::Event | FactKind::Derived(_) => Takes::Value(unit),
        FactKind::Finding | FactKind::Other | FactKind::Inapplicable => Takes::Count(unit),
        FactKind::Computed(_) => return Vec::new(),
    };
    let choice = |(finding, option): (String, Option<usize>)| {
        let (entry, finding) = words(names, id, fact, &finding, option)?;
        Some(Choice { entry, finding, takes: takes.clone(), meaning: meaning(names.program, id, option) })
    };
    options.into_iter().filter_map(choice).collect()
}

/// The plainest words that mean this fact and no other.
fn words(names: &Names<'_>, id: FactId, fact: &Fact, finding: &str, option: Option<usize>) -> Option<(String, String)> {
    let mut tried: Vec<(String, String)> = Vec::new();
    match fact.block {
        Some(block) => tried.push((block.to_owned(), finding.to_owned())),
        None => {
            let called = |entry: EntryId| [names.program[entry].name.clone(), names.called(entry)];
            let entries = called(fact.entry).into_iter().chain(called(fact.criterion));
            tried.extend(entries.filter(|name| !name.is_empty()).map(|name| (name, finding.to_owned())));
        }
    }
    tried.extend(fact.handles.iter().map(|handle| (handle.clone(), String::new())));
    if fact.entry == ROOT {
        tried.push((String::new(), finding.to_owned()));
    }
    let value = Cell::Text("1".to_owned());
    let means = |(entry, finding): &(String, String)| {
        let resolved = [Cell::Empty, value.clone()].map(|value| names.resolve(entry, finding, &value));
        resolved.into_iter().any(|told| told.is_ok_and(|told| told.target.fact == id && told.target.option == option))
    };
    tried.into_iter().find(means)
}

/// The sentences of the rules that a fact decides, as `chidu reading` says them; of a block, what follows.
fn meaning(program: &Program, id: FactId, option: Option<usize>) -> Text {
    let of_option = |rule: &&Rule| {
        let tests = |trigger: &Trigger| matches!(trigger, Trigger::Option(_, at) if Some(*at) == option);
        option.is_none() || rule.triggers.iter().any(tests)
    };
    let rules = program[id].rules.iter().map(|rule| &program[*rule]).filter(of_option).map(|rule| sentence::rule(program, rule));
    let vetoes = program.vetoes.iter().filter(|veto| facts_of(&veto.triggers).contains(&id));
    let vetoes = vetoes.map(|veto| Text::new(veto.outcome.clone(), veto.outcome.clone()));
    let excluded = program.exclusions.iter().filter(|exclusion| exclusion.fact == id).map(|_| Text::new("不予考评", "not assessed"));
    let told: Vec<Text> = rules.chain(vetoes).chain(excluded).collect();
    let join = |of: fn(&Text) -> &str, by: &str| told.iter().map(of).collect::<Vec<_>>().join(by);
    Text::new(join(|text| &text.zh, "；"), join(|text| &text.en, "; "))
}
