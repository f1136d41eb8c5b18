//! Properties that hold of every rulebook, over rulebooks and records made at random: words are read as they were meant, scores
//! equal those of the naive evaluator, every score is the sum of its reasons, whatever the order of the rows, and within what
//! is attainable.
//!
//! `PROPTEST_CASES` asks for more cases than the few that keep this short, and `cargo xtask prove` for others.

use std::collections::{BTreeMap, BTreeSet};

use chidu_analysis::program::EntryId;
use chidu_analysis::reading::Kind::Exclude;
use chidu_analysis::{Analysis, analyze, label};
use chidu_diagnostics::Severity;
use chidu_evaluation::assessment::{Status, SubjectResult};
use chidu_evaluation::{Assessment, Options, Plan, assess};
use chidu_records::{Input, Records};
use chidu_tests::generate::{Case, case};
use chidu_tests::naive::{self, Cap, Effect, Kind, Node, Outcome, Scope, Standing, When};
use proptest::prelude::*;

fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, max_shrink_iters: 2000, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn each_wording_is_read_as_it_was_meant(case in case()) {
        let analysis = analyze(&case.text);
        // What looks beyond the subject has no reading that the naive evaluator would share.
        for node in items(&case).into_iter().filter(|node| node.beyond.is_empty()) {
            let effects = || node.criteria.iter().flatten();
            // 累计最多扣N分: over a single effect it is that effect's cap, so that scores alone tell the two apart.
            let overall = effects().any(is_overall);
            let means = |effect: &Effect| meaning(&Effect { cap: effect.cap.filter(|_| !overall), ..effect.clone() });
            let told = |effect: &&Effect| !(overall && effect.kind == Kind::Limit);
            let meant: Vec<String> = effects().filter(told).map(means).collect();
            let read: Vec<String> = readings(&analysis, &node.id).iter().filter(told).map(means).collect();
            prop_assert_eq!(meant, read, "{}", node.name);
        }
    }

    #[test]
    fn scores_equal_those_of_the_naive_evaluator(case in case()) {
        let run = Run::of(&case.text, &case.csv())?;
        let naive = naive::assess(&case.book, &case.records(), &[]);
        prop_assert_eq!(run.assessment.results.len(), naive.outcomes.len());
        for result in &run.assessment.results {
            let key = run.key(result);
            prop_assert_eq!(run.outcome(result), shown(&naive.outcomes[&key]), "{:?}", key);
        }
        prop_assert_eq!(run.annual(), naive.annual);
    }

    #[test]
    fn every_score_is_the_sum_of_its_reasons(case in case()) {
        let run = Run::of(&case.text, &case.csv())?;
        for result in &run.assessment.results {
            for entry in &result.entries {
                let sum = entry.reasons.iter().map(|reason| reason.delta.clone()).reduce(|a, b| a + b);
                prop_assert_eq!(entry.score.as_ref(), sum.as_ref(), "{:?} of {:?}", entry.entry, run.key(result));
            }
            let total = result.entries.first().and_then(|root| root.score.clone());
            prop_assert_eq!(&result.total, &total);
        }
    }

    #[test]
    fn scores_are_attainable(case in case()) {
        let run = Run::of(&case.text, &case.csv())?;
        for result in &run.assessment.results {
            for entry in &result.entries {
                let (Some(score), interval) = (&entry.score, &run.analysis.attainable[entry.entry.index()]) else { continue };
                prop_assert!(interval.contains(score), "{} is not within {:?} for {:?}", score, interval, entry.entry);
            }
        }
    }

    #[test]
    fn the_order_of_rows_changes_nothing(case in case(), turn in 0_usize..50) {
        let lines: Vec<String> = case.csv().lines().map(str::to_owned).collect();
        let mut rows = lines[1..].to_vec();
        rows.reverse();
        let by = turn % rows.len().max(1);
        rows.rotate_left(by);
        let turned = format!("{}\n{}\n", lines[0], rows.join("\n"));
        let (one, other) = (Run::of(&case.text, &case.csv())?, Run::of(&case.text, &turned)?);
        prop_assert_eq!(one.outcomes(), other.outcomes());
        prop_assert_eq!(one.annual(), other.annual());
    }
}

/// What the product makes of a text and its records.
struct Run {
    analysis: Analysis,
    records: Records,
    assessment: Assessment,
}

type Key = (String, (i16, i16));

impl Run {
    /// A rulebook without errors, and records of which every row counts.
    fn of(text: &str, csv: &str) -> Result<Self, TestCaseError> {
        let analysis = analyze(text);
        let errors: Vec<_> = analysis.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error).collect();
        prop_assert!(errors.is_empty(), "{:?}", errors);
        let records = chidu_records::read(&analysis.program, &[Input::new("records.csv", csv)], None);
        let records = records.map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert!(records.problems.is_empty(), "{:?}", records.problems);
        let assessment = assess(&Plan::new(&analysis.program, Options::default()), &records.observations);
        Ok(Self { analysis, records, assessment })
    }

    fn key(&self, result: &SubjectResult) -> Key {
        let subject = self.records.observations.subjects[result.subject.0 as usize].clone();
        (subject, (result.period.year().unwrap_or(0), result.period.index()))
    }

    fn outcomes(&self) -> BTreeMap<Key, Shown> {
        self.assessment.results.iter().map(|result| (self.key(result), self.outcome(result))).collect()
    }

    fn outcome(&self, result: &SubjectResult) -> Shown {
        let name = |entry: EntryId| self.analysis.program[entry].id.clone();
        let owns = |entry: EntryId| entry.0 > 0 && self.analysis.program.owner(entry) == entry;
        let number = |score: &dyn std::fmt::Display| score.to_string().trim_start_matches('-').to_owned();
        let scores = result.entries.iter().filter(|entry| owns(entry.entry));
        let assessed = result.status != Status::NotAssessed;
        Shown {
            standing: match result.status {
                Status::NotAssessed => Standing::NotAssessed,
                Status::Vetoed => Standing::Vetoed,
                Status::Missing => Standing::Missing,
                Status::Scored | Status::Partial => Standing::Scored,
            },
            total: result.total.as_ref().map(ToString::to_string),
            grade: result.grade.clone(),
            consequences: result.consequences.iter().map(|consequence| consequence.text.clone()).collect(),
            scores: scores.filter(|_| assessed).map(|entry| (name(entry.entry), entry.score.as_ref().map(|score| number(score)))).collect(),
        }
    }

    fn annual(&self) -> BTreeSet<(String, i16, String)> {
        let outcome = |position: usize| self.analysis.program.annual[position].outcome.clone();
        let subject = |position: u32| self.records.observations.subjects[position as usize].clone();
        let all = self.assessment.annual.iter().flat_map(|annual| annual.consequences.iter().map(move |(position, _)| (annual, *position)));
        all.map(|(annual, position)| (subject(annual.subject.0), annual.year, outcome(position))).collect()
    }
}

/// A result as both evaluators have it, in words that a failure can print. 扣分项 counts up from zero.
#[derive(Debug, PartialEq)]
struct Shown {
    standing: Standing,
    total: Option<String>,
    grade: Option<String>,
    consequences: Vec<String>,
    scores: BTreeMap<String, Option<String>>,
}

fn shown(outcome: &Outcome) -> Shown {
    Shown {
        standing: outcome.standing,
        total: outcome.total.map(|total| total.to_string()),
        grade: outcome.grade.clone(),
        consequences: outcome.consequences.clone(),
        scores: outcome.scores.iter().map(|(id, score)| (id.clone(), score.map(|score| score.to_string()))).collect(),
    }
}

/// The items of a case, with its blocks.
fn items(case: &Case) -> Vec<&Node> {
    fn beneath<'c>(node: &'c Node, found: &mut Vec<&'c Node>) {
        if node.children.is_empty() {
            found.push(node);
        }
        node.children.iter().for_each(|child| beneath(child, found));
    }
    let mut found = Vec::new();
    beneath(&case.book.root, &mut found);
    found.extend(case.book.bonus.iter().chain(&case.book.malus));
    found
}

/// What was read of an item, in text order.
fn readings(analysis: &Analysis, id: &str) -> Vec<Effect> {
    let of_item = |entry: EntryId| analysis.program[analysis.program.owner(entry)].id == id;
    let passages = analysis.passages.iter().filter(|passage| passage.block.is_none() && of_item(passage.entry));
    let effects = passages.flat_map(|passage| &passage.reading.effects).filter(|effect| effect.kind != Exclude);
    effects
        .map(|effect| {
            let json = serde_json::to_value(effect).expect("a reading is JSON");
            Effect { additional: effect.additional, ..Effect::read(&json) }
        })
        .collect()
}

fn is_overall(effect: &Effect) -> bool {
    effect.kind == Kind::Limit && effect.scope == Scope::Passage
}

/// An effect in words: what a reading prints, less what says nothing beside the rest (扣完为止, 追加 with a target), and less
/// what a clause may leave to the sentence before it, which scores tell: the name of a measure, the start of steps.
fn meaning(effect: &Effect) -> String {
    let kind = effect.kind;
    if matches!(kind, Kind::Limit | Kind::Ratio | Kind::Points | Kind::Average) {
        return format!("{kind:?} {:?} {:?} {:?} {:?}", effect.amount, effect.floor, effect.apart, effect.sample.map(|(count, _)| count));
    }
    let cap = effect.cap.filter(|cap| *cap != Cap::Item);
    let additional = effect.additional && effect.target.is_none();
    let when = match &effect.when {
        When::Always => String::new(),
        // The deductions after 否则 need no name.
        When::Label(text) if text == "否则" => String::new(),
        When::Label(text) => label::key(text),
        When::Measure { .. } if effect.per.as_ref().is_some_and(|(_, unit)| ["%", "百分点", "分钟"].contains(&unit.as_str())) => {
            "step".to_owned()
        }
        When::Measure { bounds, unit, .. } => format!("{bounds:?} {unit}"),
    };
    format!("{kind:?} {:?} {:?} [{when}] {cap:?} {:?} {:?} {additional}", effect.amount, effect.per, effect.target, effect.partial)
}
