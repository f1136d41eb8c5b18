//! A program laid out for evaluation: what every subject shares, worked out once.
//!
//! Not here: anything of a subject. Start at [`Plan::new`].

use std::collections::BTreeMap;

use chidu_analysis::program::{Action, Entry, EntryId, MissingPolicy, Program, ROOT, Role, Rule, RuleId, Start, Trigger};
use chidu_values::Number;

/// How a run is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Score a rulebook although some clauses are not computed: their entries are blocked, and there is no grade.
    pub partial: bool,
}

/// A program laid out for evaluation.
#[derive(Debug)]
pub struct Plan<'p> {
    pub program: &'p Program,
    pub(crate) unknown: Unknown,
    /// True where the run is partial: asked for, and something is blocked.
    pub(crate) partial: bool,
    /// Under `partial`, the points of the entries that are computed.
    pub(crate) points_computed: Number,
    nodes: Vec<Node>,
    /// Entries with a score, each after all that its own score depends on.
    pub(crate) order: Vec<EntryId>,
}

/// What a value that no row states makes of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unknown {
    /// What the rulebook's 缺项 says.
    Policy(MissingPolicy),
    /// In a 示例: the best that the entry can have.
    Best,
}

/// Where an entry stands, which decides between which bounds it stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Block {
    Main,
    Bonus,
    Malus,
}

/// What one entry's evaluation needs beside the entry itself.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub block: Block,
    /// Entries whose scores make this one's, through headings and criteria without points; of the root, those of its blocks apart.
    pub children: Vec<EntryId>,
    /// 加分项 and 扣分项; only of the root.
    pub blocks: Vec<EntryId>,
    /// Rules of other entries that act here: 追加扣, 本表不得分.
    pub incoming: Vec<RuleId>,
    /// True where rows change the score by the entry's own rules, so that each source makes one of its own.
    pub sourced: bool,
    /// True where a clause is not computed.
    pub blocked: bool,
}

impl<'p> Plan<'p> {
    /// Lays a program out.
    pub fn new(program: &'p Program, options: Options) -> Self {
        Self::with(program, options, Unknown::Policy(program.missing))
    }

    pub(crate) fn with(program: &'p Program, options: Options, unknown: Unknown) -> Self {
        Self::up_to(program, ROOT, options, unknown)
    }

    /// A plan of one entry and all that its score depends on; nothing above it is evaluated.
    pub(crate) fn up_to(program: &'p Program, top: EntryId, options: Options, unknown: Unknown) -> Self {
        let mut plan = Self { program, unknown, partial: false, points_computed: Number::ZERO, nodes: nodes(program), order: Vec::new() };
        plan.order = order(program, &plan, top);
        plan.partial = options.partial && plan.order.iter().any(|id| plan.node(*id).blocked);
        plan.points_computed = computed(&plan, top, &Number::ONE);
        plan
    }

    #[expect(clippy::indexing_slicing, reason = "there is a node for each entry, and ids come from the program alone")]
    pub(crate) fn node(&self, id: EntryId) -> &Node {
        &self.nodes[id.index()]
    }

    /// Full marks of an entry as they count in the one above.
    pub(crate) fn worth(&self, id: EntryId) -> Number {
        let entry = &self.program[id];
        weighted(entry, &entry.points.clone().unwrap_or_default())
    }
}

/// A score of an entry as it counts in the one above.
pub(crate) fn weighted(entry: &Entry, score: &Number) -> Number {
    entry.factor.as_ref().map_or_else(|| score.clone(), |factor| score * factor)
}

/// True for entries that own a score.
pub(crate) fn scores(role: Role) -> bool {
    matches!(role, Role::Root | Role::Section | Role::Item | Role::Bonus | Role::Malus)
}

/// True for 加分项 and 扣分项.
pub(crate) fn is_block(role: Role) -> bool {
    matches!(role, Role::Bonus | Role::Malus)
}

fn nodes(program: &Program) -> Vec<Node> {
    let ids = (0..program.entries.len()).map(|position| EntryId(u32::try_from(position).unwrap_or(u32::MAX)));
    let mut incoming = incoming(program);
    ids.map(|id| node(program, id, incoming.remove(&id).unwrap_or_default())).collect()
}

fn node(program: &Program, id: EntryId, incoming: Vec<RuleId>) -> Node {
    let (mut children, mut beneath) = (Vec::new(), Vec::new());
    gather(program, id, &mut children, &mut beneath);
    let (blocks, children): (Vec<_>, Vec<_>) = children.into_iter().partition(|child| is_block(program[*child].role));
    let entry = &program[id];
    // An item of which each finding takes from the total is assessed by each source all the same.
    let assessed = |rule: &Rule| entry.role == Role::Item || acts_on(rule, id);
    let sourced = entry.rules.iter().any(|rule| assessed(&program[*rule]) && reads_rows(&program[*rule]));
    let blocked = std::iter::once(&id).chain(&beneath).any(|part| !program[*part].blocked.is_empty());
    Node { block: block(program, id), children, blocks, incoming, sourced, blocked }
}

/// The nearest entries beneath that own a score, and the criteria and headings passed on the way.
fn gather(program: &Program, id: EntryId, children: &mut Vec<EntryId>, beneath: &mut Vec<EntryId>) {
    for child in &program[id].children {
        if scores(program[*child].role) {
            children.push(*child);
        } else {
            beneath.push(*child);
            gather(program, *child, children, beneath);
        }
    }
}

fn block(program: &Program, id: EntryId) -> Block {
    let mut at = Some(id);
    while let Some(id) = at {
        match program[id].role {
            Role::Bonus => return Block::Bonus,
            Role::Malus => return Block::Malus,
            _ => at = program[id].parent,
        }
    }
    Block::Main
}

/// For each entry the rules of others that act on it.
fn incoming(program: &Program) -> BTreeMap<EntryId, Vec<RuleId>> {
    let mut incoming: BTreeMap<EntryId, Vec<RuleId>> = BTreeMap::new();
    for (position, rule) in program.rules.iter().enumerate() {
        if let Action::DeductAbove(at) | Action::Zero(at) = rule.action
            && rule.entry != at
        {
            incoming.entry(at).or_default().push(RuleId(u32::try_from(position).unwrap_or(u32::MAX)));
        }
    }
    incoming
}

/// False for rules that change only an entry above.
fn acts_on(rule: &Rule, id: EntryId) -> bool {
    !matches!(rule.action, Action::DeductAbove(above) | Action::Zero(above) if above != id)
}

fn reads_rows(rule: &Rule) -> bool {
    rule.triggers.iter().any(|trigger| trigger.fact().is_some())
}

/// The entries whose scores a trigger tests.
pub(crate) fn entries_of(trigger: &Trigger) -> &[EntryId] {
    match trigger {
        Trigger::ScoredZero { entries, .. } => entries,
        Trigger::Score(entry, _) | Trigger::Deductions(entry, _) => std::slice::from_ref(entry),
        _ => &[],
    }
}

/// Depth first over what each score depends on. A score that depends on itself is not yet known where it is asked for.
fn order(program: &Program, plan: &Plan<'_>, top: EntryId) -> Vec<EntryId> {
    let mut seen = vec![false; program.entries.len()];
    let mut order = Vec::new();
    visit(program, plan, top, &mut seen, &mut order);
    order
}

fn visit(program: &Program, plan: &Plan<'_>, id: EntryId, seen: &mut [bool], order: &mut Vec<EntryId>) {
    match seen.get_mut(id.index()) {
        Some(seen) if !*seen => *seen = true,
        _ => return,
    }
    let node = plan.node(id);
    for child in node.children.iter().chain(&node.blocks) {
        visit(program, plan, *child, seen, order);
    }
    for rule in program[id].rules.iter().chain(&node.incoming) {
        for trigger in &program[*rule].triggers {
            for entry in entries_of(trigger).iter().filter(|entry| scores(program[**entry].role)) {
                visit(program, plan, *entry, seen, order);
            }
        }
    }
    order.push(id);
}

/// The points of entries without a blocked clause, as they count in the total.
fn computed(plan: &Plan<'_>, id: EntryId, factor: &Number) -> Number {
    let node = plan.node(id);
    let entry = &plan.program[id];
    if node.children.is_empty() {
        return if node.blocked { Number::ZERO } else { &entry.points.clone().unwrap_or_default() * factor };
    }
    let part = |child: &EntryId| {
        let factor = plan.program[*child].factor.as_ref().map_or_else(|| factor.clone(), |own| own * factor);
        computed(plan, *child, &factor)
    };
    node.children.iter().map(part).sum()
}

/// Where an entry's own score begins: entries of 加分项 and 扣分项 always at zero.
pub(crate) fn start(plan: &Plan<'_>, id: EntryId) -> Number {
    let entry = &plan.program[id];
    match (&entry.start, plan.node(id).block) {
        (Start::Base(base), _) => base.clone(),
        (Start::Full, Block::Main) => entry.points.clone().unwrap_or_default(),
        _ => Number::ZERO,
    }
}
