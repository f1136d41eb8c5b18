//! One subject's statement as data: what it scored in a period, and why, down to the row.
//!
//! Not here: how it looks (`explanation` prints it, `html` makes a page of it). It holds nothing of any other subject.
//! Start at [`statements`].

use chidu_analysis::program::{EntryId, Program, ROOT, Role, Rule, RuleId};
use chidu_diagnostics::{Lang, Text};
use chidu_evaluation::assessment::{Consequence, EntryResult, GradeBy, QuotaCut, Reason, Status, Step, SubjectResult};
use chidu_evaluation::observation::SubjectId;
use chidu_values::{Number, Period};
use serde::Serialize;

use crate::run::{Run, VetoRows, entry_of};
use crate::{arithmetic, json, words};

/// Which statements are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    pub subject: SubjectId,
    /// `None`: all periods.
    pub period: Option<Period>,
    /// Also the clauses that did not fire.
    pub all: bool,
    pub lang: Lang,
}

/// One subject in one period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Statement {
    pub subject: String,
    pub period: String,
    pub status: String,
    pub total: Option<String>,
    pub points: Option<String>,
    pub grade: Option<String>,
    /// Which band or veto decided the grade.
    pub graded_by: Option<String>,
    /// The rows behind a veto that set the grade.
    pub graded_rows: Vec<String>,
    /// Why there is no total or no grade.
    pub why: Vec<String>,
    pub consequences: Vec<Decided>,
    pub entries: Vec<Part>,
    /// How the total comes about.
    pub sum: Vec<Line>,
    pub annual: Vec<Decided>,
}

/// A consequence with its clause and the rows or periods behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Decided {
    pub outcome: String,
    pub why: String,
    pub behind: Vec<String>,
}

/// One entry of a statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Part {
    /// 0 for entries directly beneath the rulebook.
    pub depth: usize,
    pub id: String,
    pub name: String,
    pub points: Option<String>,
    pub score: Option<String>,
    /// The score in whole per cent of the points, within 0..=100, for a bar.
    pub share: Option<i64>,
    /// Why there is no score.
    pub missing: Option<String>,
    pub lines: Vec<Line>,
    pub evidence: Vec<String>,
}

/// One step of an explanation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    pub kind: LineKind,
    /// With its sign; absent where nothing was changed.
    pub delta: Option<String>,
    /// The clause in the author's words.
    pub clause: Option<String>,
    pub id: Option<String>,
    /// Of the rulebook.
    pub line: Option<u32>,
    pub arithmetic: String,
    /// The cap, tier or matter that decided.
    pub notes: Vec<String>,
    pub rows: Vec<String>,
}

/// What a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum LineKind {
    /// A clause that fired.
    Rule,
    /// A start, a cap over several clauses, a clamp, a rounding.
    Step,
    /// A clause that did not fire.
    Idle,
}

/// The statements of one subject, by period.
pub fn statements(run: &Run<'_>, wanted: &Wanted) -> Vec<Statement> {
    let vetoes = VetoRows::new(run);
    let own = run.assessment.results.iter().filter(|result| result.subject == wanted.subject);
    let asked = own.filter(|result| wanted.period.is_none_or(|period| period == result.period));
    asked.map(|result| Writer { run, result, wanted, vetoes: &vetoes }.statement()).collect()
}

struct Writer<'r, 'a> {
    run: &'r Run<'a>,
    result: &'r SubjectResult,
    wanted: &'r Wanted,
    vetoes: &'r VetoRows,
}

impl Writer<'_, '_> {
    fn statement(&self) -> Statement {
        let result = self.result;
        let program = self.run.program;
        Statement {
            subject: self.run.subject(result.subject).to_owned(),
            period: words::period(result.period),
            status: self.say(&words::status(result.status)),
            total: result.total.as_ref().map(words::number),
            points: program[ROOT].points.as_ref().map(words::number),
            grade: result.grade.clone(),
            graded_by: self.graded().map(|text| self.say(&text)),
            graded_rows: words::places(&self.run.short_places(self.vetoes.of(self.result)), self.wanted.lang),
            why: self.why(),
            consequences: self.consequences(),
            entries: self.parts(),
            sum: self.sum(),
            annual: self.annual(),
        }
    }

    fn say(&self, text: &Text) -> String {
        text.get(self.wanted.lang).to_owned()
    }

    fn why(&self) -> Vec<String> {
        let mut why = match self.result.status {
            Status::NotAssessed => self.excluded(),
            Status::Partial => self.partial().iter().map(|text| self.say(text)).collect(),
            Status::Missing | Status::Vetoed | Status::Scored => self.cut().iter().map(|text| self.say(text)).collect(),
        };
        if self.result.status == Status::Missing {
            why.extend(self.missing());
        }
        why
    }

    fn graded(&self) -> Option<Text> {
        let program = self.run.program;
        Some(match self.result.grade_by? {
            GradeBy::Band(at) => {
                let band = program.bands.get(at)?;
                Text::new(format!("“{}”（第 {} 行）", band.text, band.line), format!("“{}” (line {})", band.text, band.line))
            }
            GradeBy::Lowered(at) => {
                let band = program.bands.get(at)?;
                let changes = |consequence: &&Consequence| program.vetoes.get(consequence.veto).is_some_and(|veto| veto.change.is_some());
                let by: Vec<&str> = self.result.consequences.iter().filter(changes).map(|consequence| consequence.text.as_str()).collect();
                Text::new(
                    format!("按得分为{}（“{}”，第 {} 行），{}", band.name, band.text, band.line, by.join("、")),
                    format!("the total earns {} (“{}”, line {}); {}", band.name, band.text, band.line, by.join(", ")),
                )
            }
            GradeBy::Veto(at) => {
                let veto = program.vetoes.get(at)?;
                Text::new(
                    format!("一票否决：“{}”（第 {} 行）", veto.text, veto.line),
                    format!("veto: “{}” (line {})", veto.text, veto.line),
                )
            }
        })
    }

    /// Why the grade is not the one that the total reaches.
    fn cut(&self) -> Option<Text> {
        let cut = self.result.quota?;
        let (quota, band) = (self.run.program.quotas.get(cut.quota)?, self.run.program.bands.get(cut.reached)?);
        let (zh, en) = match cut.tied {
            0 | 1 => (String::new(), String::new()),
            tied => (
                format!("（{tied} 个并列，名额不够都占，都不占）"),
                format!(" ({tied} share the place, and there is no room for all of them)"),
            ),
        };
        let place = self.result.place.unwrap_or_default();
        let QuotaCut { most, reaching, of, .. } = cut;
        Some(Text::new(
            format!(
                "总分够得上“{}”，但“{}”（第 {} 行）：{of} 个对象中至多 {most} 个，够得上的有 {reaching} 个，本对象名次 {place}{zh}",
                band.name, quota.text, quota.line
            ),
            format!(
                "the total reaches “{}”, but “{}” (line {}): at most {most} of {of}, {reaching} reach it, and this one is in place {place}{en}",
                band.name, quota.text, quota.line
            ),
        ))
    }

    fn excluded(&self) -> Vec<String> {
        let exclusions = &self.run.program.exclusions;
        let clauses = exclusions.iter().map(|exclusion| self.say(&cited(&exclusion.text, exclusion.line)));
        let rows = words::places(&self.run.short_places(&self.result.excluded_by), self.wanted.lang);
        clauses.chain(rows).collect()
    }

    fn partial(&self) -> Option<Text> {
        let computed = words::number(self.result.points_computed.as_ref()?);
        let of = self.run.program[ROOT].points.as_ref().map_or_else(|| "?".to_owned(), words::number);
        Some(Text::new(
            format!("只计算了 {computed} 分（满分 {of} 分）的评分规则，因此没有等级"),
            format!("{computed} of {of} points were computed, so there is no grade"),
        ))
    }

    fn missing(&self) -> Vec<String> {
        let parts = self.result.entries.iter().filter_map(|part| part.missing.as_ref().map(|why| (part, why)));
        let texts = parts.filter_map(|(part, why)| words::missing(self.run.program, why).map(|text| (part, text)));
        texts
            .map(|(part, text)| format!("{}{}{}", entry_of(self.run.program, part).name, words::colon(self.wanted.lang), self.say(&text)))
            .collect()
    }

    fn consequences(&self) -> Vec<Decided> {
        let vetoes = &self.run.program.vetoes;
        let known = self.result.consequences.iter().filter_map(|each| vetoes.get(each.veto).map(|veto| (each, veto)));
        known
            .map(|(each, veto)| Decided {
                outcome: each.text.clone(),
                why: self.say(&cited(&veto.text, veto.line)),
                behind: words::places(&self.run.short_places(&each.rows), self.wanted.lang),
            })
            .collect()
    }

    fn annual(&self) -> Vec<Decided> {
        let year = self.result.period.year();
        let own = self.run.assessment.annual.iter().filter(|annual| annual.subject == self.result.subject && Some(annual.year) == year);
        let all = own.flat_map(|annual| &annual.consequences);
        let known = all.filter_map(|(at, periods)| self.run.program.annual.get(*at).map(|rule| (rule, periods)));
        known
            .map(|(rule, periods)| Decided {
                outcome: rule.outcome.clone(),
                why: self.say(&cited(&rule.text, rule.line)),
                behind: periods.iter().map(|(period, total)| format!("{period}: {}", words::number(total))).collect(),
            })
            .collect()
    }

    fn parts(&self) -> Vec<Part> {
        let beneath = self.result.entries.iter().filter(|part| part.entry != ROOT);
        beneath.filter(|part| self.is_shown(part)).map(|part| self.part(part)).collect()
    }

    fn is_shown(&self, part: &EntryResult) -> bool {
        let role = entry_of(self.run.program, part).role;
        let owns = !matches!(role, Role::Criterion | Role::Heading);
        let blocks = matches!(role, Role::Bonus | Role::Malus);
        owns && (!blocks || self.wanted.all || part.reasons.iter().any(|reason| !reason.delta.is_zero()))
    }

    fn part(&self, part: &EntryResult) -> Part {
        let entry = entry_of(self.run.program, part);
        let missing = part.missing.as_ref().and_then(|why| words::missing(self.run.program, why));
        Part {
            depth: depth(self.run.program, part.entry),
            id: entry.id.clone(),
            name: entry.name.clone(),
            points: entry.points.as_ref().map(words::number),
            score: part.score.as_ref().map(words::number),
            share: share(part.score.as_ref(), entry.points.as_ref()),
            missing: missing.map(|text| self.say(&text)),
            lines: self.lines(part),
            evidence: entry.evidence.clone(),
        }
    }

    /// Everything but the sums of what is beneath, which the parts below show themselves; a start alone says nothing.
    fn lines(&self, part: &EntryResult) -> Vec<Line> {
        let own = |reason: &&Reason| !matches!(reason.step, Step::Child(_)) && self.says_something(reason);
        let reasons: Vec<&Reason> = part.reasons.iter().filter(own).collect();
        let quiet = !self.wanted.all && reasons.iter().all(|reason| reason.step == Step::Start);
        let mut lines: Vec<Line> = if quiet { Vec::new() } else { reasons.iter().map(|reason| self.line(reason)).collect() };
        if self.wanted.all {
            lines.extend(self.idle(part).into_iter().map(|rule| self.idle_line(rule)));
        }
        lines
    }

    /// A start at zero says nothing, nor does a bonus of nothing.
    fn says_something(&self, reason: &Reason) -> bool {
        let quiet = match &reason.step {
            Step::Start => true,
            Step::Child(id) => !self.wanted.all && matches!(self.run.program[*id].role, Role::Bonus | Role::Malus),
            _ => false,
        };
        !quiet || !reason.delta.is_zero()
    }

    fn sum(&self) -> Vec<Line> {
        let root = self.result.entries.iter().filter(|part| part.entry == ROOT);
        root.flat_map(|part| {
            let fired = part.reasons.iter().filter(|reason| self.says_something(reason)).map(|reason| self.line(reason));
            let idle = if self.wanted.all { self.idle(part) } else { Vec::new() };
            fired.chain(idle.into_iter().map(|rule| self.idle_line(rule))).collect::<Vec<_>>()
        })
        .collect()
    }

    fn line(&self, reason: &Reason) -> Line {
        let program = self.run.program;
        let fired = json::fired(&reason.step);
        let rule = fired.map(|fired| &program[fired.rule]);
        let mut notes: Vec<String> =
            fired.iter().flat_map(|fired| arithmetic::decided(program, fired)).map(|text| self.say(&text)).collect();
        let source = reason.source.filter(|_| !matches!(reason.step, Step::Blend { .. })).and_then(|source| program.sources.get(source));
        notes.extend(source.map(|source| source.name.clone()));
        let object = reason.object.as_ref().filter(|_| !matches!(reason.step, Step::Object { .. }));
        notes.extend(object.map(|object| self.say(&crate::objects::named(object))));
        let stays = reason.step == Step::Start;
        Line {
            kind: if rule.is_some() { LineKind::Rule } else { LineKind::Step },
            delta: (!stays).then(|| words::signed(&reason.delta)),
            clause: rule.map(|rule| rule.text.clone()),
            id: rule.map(|rule| rule.id.clone()),
            line: rule.map(|rule| rule.line),
            arithmetic: self.say(&arithmetic::of(program, reason)),
            notes,
            rows: words::places(&self.run.short_places(&reason.rows), self.wanted.lang),
        }
    }

    /// Rules of an entry of which no entry tells that they fired.
    fn idle(&self, part: &EntryResult) -> Vec<&Rule> {
        let program = self.run.program;
        let fired = |id: RuleId| self.result.entries.iter().flat_map(|part| &part.reasons).any(|reason| names(reason, id));
        entry_of(program, part).rules.iter().filter(|id| !fired(**id)).map(|id| &program[*id]).collect()
    }

    fn idle_line(&self, rule: &Rule) -> Line {
        let arithmetic = Text::new("没有触发", "did not fire");
        Line {
            kind: LineKind::Idle,
            delta: None,
            clause: Some(rule.text.clone()),
            id: Some(rule.id.clone()),
            line: Some(rule.line),
            arithmetic: self.say(&arithmetic),
            notes: Vec::new(),
            rows: Vec::new(),
        }
    }
}

fn names(reason: &Reason, id: RuleId) -> bool {
    json::fired(&reason.step).is_some_and(|fired| fired.rule == id)
}

fn cited(text: &str, line: u32) -> Text {
    Text::new(format!("“{text}”（第 {line} 行）"), format!("“{text}” (line {line})"))
}

fn depth(program: &Program, id: EntryId) -> usize {
    let parent = |id: &EntryId| program[*id].parent;
    std::iter::successors(parent(&id), parent).count().saturating_sub(1)
}

fn share(score: Option<&Number>, points: Option<&Number>) -> Option<i64> {
    let share = score?.divide(points?)?;
    let percent = (&share * &Number::from(100)).floor();
    percent.max(Number::ZERO).min(Number::from(100)).to_i64()
}
