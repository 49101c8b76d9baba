//! The cheapest way to wanted statuses: which levels to raise, and which supplementary questions to bring to yes.
//!
//! The search is an integer program in floating point. What it finds is checked in exact numbers and assessed again by
//! the engine itself, and it is called proven only where the search's bound, rounded up, is its cost.

mod gate;
mod item;
mod lp;
mod next;
mod part;
mod row;
mod search;
mod solve;
mod target;
mod text;

pub use next::{Next, NextStep, SCHEMA as NEXT_SCHEMA, STEPS, next_steps};
pub use target::{Obstacle, Reached, TargetKind, Unreachable, Want};

use crate::assessed::Assessed;
use crate::assessment::{Answer, Assessment, Said, SupplementaryAnswer};
use crate::compare::Head;
use crate::costs::Costs;
use crate::error::{Code, Error, Problem};
use crate::fraction::Figure;
use item::Item;
use part::Part;
use row::{Range, Row};
use search::Task;
use serde::Serialize;
use solve::{Found, Solved};
use std::collections::{BTreeMap, BTreeSet};
use target::Targets;

/// The `schema` of a plan.
pub const SCHEMA: &str = "csf-assess/plan/1";

/// How many alternatives a plan lists where nothing is said.
pub const ALTERNATIVES: usize = 3;

/// What is wanted, and what may change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The status that obligations and groups are brought to at their worst end.
    pub want: Want,
    /// The obligations and groups that are wanted. With no gate either: every obligation of the result's sets that
    /// binds and is not voluntary.
    pub targets: Vec<String>,
    /// The gates of the model that are wanted met.
    pub gates: Vec<String>,
    /// What changes cost; none: 1 for each step and question.
    pub costs: Option<Costs>,
    /// Only these may change: outcomes, questions, or nodes for everything below them. Empty: all.
    pub only: Vec<String>,
    /// These may not change, written in the same way.
    pub fixed: Vec<String>,
    /// Only what one of these owns may change. Empty: all.
    pub owners: Vec<String>,
    /// At most so many outcomes and questions may change.
    pub at_most: Option<usize>,
    /// The most alternatives to list.
    pub alternatives: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            want: Want::default(),
            targets: Vec::new(),
            gates: Vec::new(),
            costs: None,
            only: Vec::new(),
            fixed: Vec::new(),
            owners: Vec::new(),
            at_most: None,
            alternatives: ALTERNATIVES,
        }
    }
}

/// One change of a plan: an outcome raised, or a question brought to yes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Step {
    /// For a question: `yes`.
    pub answer: Option<&'static str>,
    /// What it costs.
    pub cost: u64,
    /// The level now, dimensions combined; none for a question, and while anything of the outcome is open.
    pub from: Option<Figure>,
    /// The wanted obligations and gates that it counts for.
    pub helps: Vec<String>,
    /// The outcome or question.
    pub id: String,
    /// On a scale with dimensions: the level to bring each of them to.
    pub levels: Option<BTreeMap<String, Figure>>,
    /// Who owns it.
    pub owner: Option<String>,
    /// The outcome's title, or the question.
    pub title: String,
    /// The level to bring it to, dimensions combined; none for a question.
    pub to: Option<Figure>,
}

/// Another plan that does without one item of the cheapest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Alternative {
    /// What it costs.
    pub cost: u64,
    /// Whether no plan without that item is cheaper.
    pub proven: bool,
    /// Its steps, outcomes in the framework's order, then questions in that of their sets.
    pub steps: Vec<Step>,
    /// The outcome or question that it leaves as it is.
    pub without: String,
}

/// The cheapest way to wanted statuses (`csf-assess/plan/1`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Plan {
    /// What was wanted and is so already.
    pub already: Vec<String>,
    /// Other plans, the cheapest first.
    pub alternatives: Vec<Alternative>,
    /// The assessment.
    pub assessment: Head,
    /// The limit on how many outcomes and questions may change.
    pub at_most: Option<usize>,
    /// No plan costs less than this; none where there is no plan.
    pub bound: Option<u64>,
    /// What the plan costs; none where no plan was found.
    pub cost: Option<u64>,
    /// Whether no plan is cheaper; without a plan, whether there is none.
    pub proven: bool,
    /// What the plan brings about.
    pub reached: Vec<Reached>,
    /// `csf-assess/plan/1`.
    pub schema: &'static str,
    /// The changes, outcomes in the framework's order, then questions in that of their sets.
    pub steps: Vec<Step>,
    /// What was wanted and cannot be brought about; the plan is for the rest.
    pub unreachable: Vec<Unreachable>,
    /// The status that was wanted.
    pub want: Want,
}

/// The parts of a problem that plans and next steps start from.
struct Groundwork<'a> {
    assessed: Assessed<'a>,
    items: Vec<Item>,
    targets: Targets<'a>,
    parts: Vec<Part>,
}

impl<'a> Groundwork<'a> {
    fn new(assessed: Assessed<'a>, options: &'a Options) -> Result<Self, Error> {
        let assessment = assessed.assessment;
        let mut targets = Targets::new(assessed, options)?;
        let sets: Vec<_> = targets.sets().collect();
        item::check(assessment, &sets, options)?;
        let none = Costs::none();
        let free = item::all(assessment, &sets, options.costs.as_ref().unwrap_or(&none))?;
        let items = item::allowed(assessment, &free, options);
        let highest = |items: &[Item]| changed_to(assessment, items, &items.iter().map(Item::top).collect::<Vec<_>>());
        targets.sort_out(&highest(&items), &highest(&free))?;
        let parts = targets.parts(&items);
        Ok(Self { assessed, items, targets, parts })
    }

    /// The titles, owners and uses of what changed.
    fn steps(&self, chosen: &[usize]) -> Vec<Step> {
        let assessment = self.assessed.assessment;
        let framework = assessment.framework();
        let place = |item: &Item| match item.is_question {
            true => (1, self.targets.place_of_question(&item.id)),
            false => (0, framework.position(&item.id).unwrap_or(usize::MAX)),
        };
        let mut changed: Vec<_> = solve::changed(&self.items, chosen).collect();
        changed.sort_by_key(|(_, item, _)| place(item));
        changed.into_iter().map(|(position, item, choice)| self.step(position, item, choice)).collect()
    }

    fn step(&self, position: usize, item: &Item, choice: usize) -> Step {
        let assessment = self.assessed.assessment;
        let chosen = item.choices.get(choice);
        let dimensions = &assessment.scale().dimensions;
        let levels = chosen.filter(|_| !item.is_question && !dimensions.is_empty()).map(|chosen| {
            let each = dimensions.iter().zip(&chosen.levels);
            each.map(|(dimension, level)| (dimension.id.clone(), Figure(level.clone()))).collect()
        });
        let owner = match item.is_question {
            true => assessment.supplementary(&item.id).and_then(|answer| answer.owner.clone()),
            false => assessment.answer(&item.id).and_then(|answer| answer.owner.clone()),
        };
        let title = match item.is_question {
            true => self.targets.question(&item.id).unwrap_or_default(),
            false => assessment.framework().node(&item.id).map(|node| node.title.clone()).unwrap_or_default(),
        };
        Step {
            answer: item.is_question.then_some("yes"),
            cost: item.cost(choice),
            from: assessment.rating(&item.id).level().filter(|_| !item.is_question).cloned().map(Figure),
            helps: self.helped(position),
            id: item.id.clone(),
            levels,
            owner,
            title,
            to: chosen.filter(|_| !item.is_question).map(|chosen| Figure(chosen.value.clone())),
        }
    }

    /// The wanted obligations and gates that an item counts for.
    fn helped(&self, item: usize) -> Vec<String> {
        let counts = |part: &&Part| part.gains.get(&item).is_some_and(|gains| gains.iter().any(|gain| !gain.is_zero()));
        let helped: BTreeSet<&String> = self.parts.iter().filter(counts).map(|part| &part.target).collect();
        helped.into_iter().cloned().collect()
    }

    /// Whether the engine, asked again, agrees that everything wanted is there.
    fn holds(&self, chosen: &[usize]) -> Result<bool, Error> {
        self.targets.hold_in(&changed_to(self.assessed.assessment, &self.items, chosen))
    }
}

/// Finds the cheapest changes that bring everything wanted about, as far as it can be.
///
/// # Errors
/// A target, item or owner that is not there; a gate under a quirk; a scale too fine to plan with.
pub fn plan(assessed: Assessed<'_>, options: &Options) -> Result<Plan, Error> {
    let ground = Groundwork::new(assessed, options)?;
    let rows = rows(&ground.parts)?;
    let task = Task { items: &ground.items, rows: &rows, at_most: options.at_most };
    let range = Range::new(&ground.items);
    let (found, is_settled) = match solve::solve(task, &range, solve::NODES) {
        Found::Plan(solved) => (Some(assured(&ground, solved)?), true),
        // Without a limit there is always one: everything at its highest.
        _ if options.at_most.is_none() => {
            let nothing = Solved { chosen: range.low, cost: 0, bound: 0 };
            (Some(assured(&ground, nothing)?), true)
        }
        Found::Nothing => (None, true),
        Found::Unknown => (None, false),
    };
    let mut plan = Plan {
        already: ground.targets.already(),
        alternatives: Vec::new(),
        assessment: Head::of(assessed),
        at_most: options.at_most,
        bound: found.as_ref().map(|found| found.bound),
        cost: found.as_ref().map(|found| found.cost),
        proven: found.as_ref().map_or(is_settled, |found| found.bound == found.cost),
        reached: Vec::new(),
        schema: SCHEMA,
        steps: Vec::new(),
        unreachable: ground.targets.unreachable(),
        want: options.want,
    };
    if let Some(found) = &found {
        plan.reached = ground.targets.reached(&changed_to(assessed.assessment, &ground.items, &found.chosen))?;
        plan.steps = ground.steps(&found.chosen);
        plan.alternatives = alternatives(&ground, task, found, options.alternatives)?;
    }
    Ok(plan)
}

fn rows(parts: &[Part]) -> Result<Vec<Row>, Error> {
    let rows: Option<Vec<Row>> = parts.iter().map(Row::of).collect();
    rows.ok_or_else(|| Problem::new(Code::PlanTooLarge, "the numbers of this model are too large to plan with").into())
}

/// The assessment with every item at its choice.
fn changed_to(assessment: &Assessment, items: &[Item], chosen: &[usize]) -> Assessment {
    let mut changed = assessment.clone();
    for (_, item, choice) in solve::changed(items, chosen) {
        if item.is_question {
            let before = assessment.supplementary(&item.id).cloned().unwrap_or_default();
            let answer = SupplementaryAnswer { answer: Some(Said::Yes), ..before };
            changed.replace_supplementary(&item.id, Some(answer));
            continue;
        }
        let Some(to) = item.choices.get(choice) else { continue };
        let before = assessment.answer(&item.id).cloned().unwrap_or_default();
        let answer = Answer { level: item::level(assessment.scale(), &to.levels), state: None, ..before };
        changed.replace_answer(&item.id, Some(answer));
    }
    changed
}

/// What was found, if the engine agrees that it does what is wanted. Otherwise the highest of everything, which does,
/// without whatever is not needed for it.
fn assured(ground: &Groundwork<'_>, found: Solved) -> Result<Solved, Error> {
    if ground.holds(&found.chosen)? {
        return Ok(found);
    }
    let mut chosen: Vec<usize> = ground.items.iter().map(Item::top).collect();
    for item in 0..chosen.len() {
        let mut tried = chosen.clone();
        if let Some(choice) = tried.get_mut(item) {
            *choice = 0;
        }
        if ground.holds(&tried)? {
            chosen = tried;
        }
    }
    let cost = ground.items.iter().zip(&chosen).map(|(item, choice)| item.cost(*choice)).sum();
    Ok(Solved { chosen, cost, bound: 0 })
}

/// How many nodes each alternative may take.
const NODES_EACH: u64 = 100;

/// The cheapest plans without one item of the plan each: all are estimated, and the most promising searched for.
fn alternatives(
    ground: &Groundwork<'_>,
    task: Task<'_>,
    found: &Solved,
    most: usize,
) -> Result<Vec<Alternative>, Error> {
    let whole = Range::new(&ground.items);
    let mut guesses: Vec<(u64, usize, Range)> = Vec::new();
    for (position, _, _) in solve::changed(&ground.items, &found.chosen).filter(|_| most > 0) {
        let mut range = solve::without(&whole, position);
        if range.tighten(task.rows).is_none() {
            continue;
        }
        if let Some(guess) = task.climb(&range) {
            guesses.push((task.cost(&guess), position, range));
        }
    }
    guesses.sort_by_key(|(cost, position, _)| (*cost, *position));
    let mut others: Vec<(Vec<usize>, Alternative)> = Vec::new();
    for (_, position, range) in guesses.into_iter().take(most.saturating_mul(2)) {
        let Found::Plan(solved) = solve::solve(task, &range, NODES_EACH) else { continue };
        let is_new = others.iter().all(|(known, _)| *known != solved.chosen);
        if !is_new || !ground.holds(&solved.chosen)? {
            continue;
        }
        let other = Alternative {
            cost: solved.cost,
            proven: solved.bound == solved.cost,
            steps: ground.steps(&solved.chosen),
            without: ground.items.get(position).map(|item| item.id.clone()).unwrap_or_default(),
        };
        others.push((solved.chosen, other));
    }
    others.sort_by_key(|(_, other)| (other.cost, other.without.clone()));
    others.truncate(most);
    Ok(others.into_iter().map(|(_, other)| other).collect())
}
