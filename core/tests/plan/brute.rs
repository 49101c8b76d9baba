//! On small random documents a plan costs what the cheapest of all combinations costs.

use super::{Case, common, of};
use common::random::{ANY, Documents, Tape, outcome_ids, question_ids};
use csf_assess::assessment::{
    AnswerState, AssessmentContent, DimensionLevel, Level, LevelValue, Rating, Said, SupplementaryAnswer,
};
use csf_assess::costs::{Costs, StepCosts};
use csf_assess::plan::{Options, Plan, Want};
use csf_assess::result::GateStatus;
use csf_assess::{Assessment, AssessmentResult, Fraction, Library};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::json;
use std::collections::BTreeMap;

/// The most combinations that are tried.
const MOST: usize = 400;

/// One thing that an item can be brought to, and what that costs.
type Way = (u64, Change);

#[derive(Clone)]
enum Change {
    None,
    Level(Level),
    Yes,
}

/// Every level of the scale.
fn levels(assessment: &Assessment) -> Vec<Fraction> {
    let scale = assessment.scale();
    let mut levels = vec![scale.min()];
    while let Some(next) = levels.last().map(|last| last + &scale.step).filter(|next| *next <= scale.max()) {
        levels.push(next);
    }
    levels
}

/// What raising one dimension from a level to another costs, a step at a time.
fn price(costs: &Costs, id: &str, dimension: &str, from: &Fraction, to: &Fraction, levels: &[Fraction]) -> u64 {
    let step = |level: &Fraction| match costs.outcomes.get(id) {
        None => costs.default,
        Some(StepCosts::Each(cost)) => *cost,
        Some(StepCosts::To(to)) => to.get(&level.written()).copied().unwrap_or(costs.default),
    };
    let factor = costs.dimensions.get(dimension).copied().unwrap_or(1);
    levels.iter().filter(|level| *level > from && *level <= to).map(|level| step(level) * factor).sum()
}

/// Every way of changing an outcome, and of leaving it as it is; none for what is not applicable.
fn ways(assessment: &Assessment, costs: &Costs, id: &str) -> Vec<Way> {
    let (all, scale) = (levels(assessment), assessment.scale());
    if assessment.rating(id) == Rating::NotApplicable {
        return vec![(0, Change::None)];
    }
    let given = assessment.answer(id).and_then(|answer| answer.level.clone());
    let number = |level: &Fraction| LevelValue::Number(level.clone());
    let mut ways = vec![(0, Change::None)];
    if scale.dimensions.is_empty() {
        let from = match given {
            Some(Level::One(value)) => value.on(scale).unwrap(),
            _ => scale.min(),
        };
        for to in all.iter().filter(|to| **to > from) {
            ways.push((price(costs, id, "", &from, to, &all), Change::Level(Level::One(number(to)))));
        }
        return ways;
    }
    let mut partial: Vec<(u64, BTreeMap<String, DimensionLevel>)> = vec![(0, BTreeMap::new())];
    for dimension in &scale.dimensions {
        let from = match &given {
            Some(Level::ByDimension(levels)) => levels.get(&dimension.id).and_then(|level| level.level()?.on(scale)),
            _ => None,
        };
        let from = from.unwrap_or_else(|| scale.min());
        let mut next = Vec::new();
        for (cost, levels) in &partial {
            for to in all.iter().filter(|to| **to >= from) {
                let mut levels = levels.clone();
                levels.insert(dimension.id.clone(), DimensionLevel::Level(number(to)));
                next.push((cost + price(costs, id, &dimension.id, &from, to, &all), levels));
            }
        }
        partial = next;
    }
    ways.extend(partial.into_iter().map(|(cost, levels)| (cost, Change::Level(Level::ByDimension(levels)))));
    ways
}

fn answers(assessment: &Assessment, costs: &Costs, id: &str) -> Vec<Way> {
    match assessment.supplementary(id).and_then(|answer| answer.answer) {
        Some(Said::Yes | Said::NotApplicable) => vec![(0, Change::None)],
        _ => vec![(0, Change::None), (costs.questions.get(id).copied().unwrap_or(costs.default), Change::Yes)],
    }
}

fn changed(content: &AssessmentContent, changes: &[(&String, &Change)]) -> AssessmentContent {
    let mut content = content.clone();
    for (id, change) in changes {
        match change {
            Change::None => {}
            Change::Level(level) => {
                let answer = content.answers.entry((*id).clone()).or_default();
                (answer.level, answer.state) = (Some(level.clone()), Some(AnswerState::Rated));
            }
            Change::Yes => {
                let known = content.supplementary.remove(*id).unwrap_or_default();
                let answer = SupplementaryAnswer { answer: Some(Said::Yes), ..known };
                content.supplementary.insert((*id).clone(), answer);
            }
        }
    }
    content
}

fn holds(result: &AssessmentResult, id: &str, grade: u8) -> bool {
    match result.gates.get(id) {
        Some(status) => *status == GateStatus::Met,
        None => {
            let worst = result.obligations.get(id).map(|one| one.worst).or(result.groups.get(id).map(|one| one.worst));
            worst.unwrap() >= Some(grade)
        }
    }
}

/// The cheapest of all combinations, and what none of them brings about. `small` are the items that may change.
fn cheapest(case: &Case, options: &Options, small: &[(String, Vec<Way>)]) -> (Option<u64>, Vec<String>) {
    let (library, assessment, result) = case;
    let grade = if options.want == Want::Evidenced { 2 } else { 1 };
    let mut combinations: Vec<(u64, Vec<&Change>)> = vec![(0, Vec::new())];
    for (_, ways) in small {
        let longer = combinations.iter().flat_map(|(cost, changes)| {
            ways.iter().map(move |(more, change)| (cost + more, changes.iter().copied().chain([change]).collect()))
        });
        combinations = longer.collect();
    }
    combinations.sort_by_key(|(cost, _)| *cost);
    let assess = |changes: &[&Change]| {
        let changes: Vec<(&String, &Change)> = small.iter().map(|(id, _)| id).zip(changes.iter().copied()).collect();
        let trial = library.assessment_of(changed(assessment.content(), &changes)).unwrap();
        library.assess(&trial, &["o"]).unwrap()
    };
    let targets = options.targets.iter().chain(&options.gates);
    // The dearest combination is the highest of everything.
    let top = assess(&combinations.last().unwrap().1);
    let (open, out): (Vec<&String>, Vec<&String>) =
        targets.filter(|id| !holds(result, id, grade)).partition(|id| holds(&top, id, grade));
    let few = |changes: &[&Change]| {
        let count = changes.iter().filter(|change| !matches!(change, Change::None)).count();
        options.at_most.is_none_or(|most| count <= most)
    };
    let best = combinations.iter().filter(|(_, changes)| few(changes)).find(|(_, changes)| {
        let result = assess(changes);
        open.iter().all(|id| holds(&result, id, grade))
    });
    (best.map(|(cost, _)| *cost), out.into_iter().cloned().collect())
}

/// Random documents, random wishes, and as many items that may change as can be tried in every combination.
fn problem(documents: &[u16], wishes: &[u16]) -> (Case, Options, Vec<(String, Vec<Way>)>) {
    let documents = Documents::random(&mut Tape::new(documents), ANY);
    let mut tape = Tape::new(wishes);
    let library: Library = common::library(&documents.documents().map(Clone::clone)[..5]);
    let assessment = library.assessment(documents.assessment.to_string().as_bytes()).unwrap();
    let result = library.assess(&assessment, &["o"]).unwrap();
    let mut costs = json!({"schema": "csf-assess/costs/1", "id": "c", "default": tape.below(4) + 1});
    let (outcomes, questions) = (outcome_ids(&documents.framework), question_ids(&documents.set));
    for id in &outcomes {
        match tape.below(4) {
            0 => costs["outcomes"][id] = json!(tape.below(5) + 1),
            1 => {
                costs["outcomes"][id] = json!({"1": tape.below(5) + 1});
                costs["outcomes"][id][assessment.scale().max().written()] = json!(tape.below(9) + 1);
            }
            _ => {}
        }
    }
    for id in tape.some(&questions, 40) {
        costs["questions"][id] = json!(tape.below(6) + 1);
    }
    if documents.scale.get("dimensions").is_some() && tape.often(50) {
        costs["dimensions"]["paper"] = json!(tape.below(3) + 1);
    }
    let costs = library.costs(costs.to_string().as_bytes(), &assessment).unwrap();
    let mut small: Vec<(String, Vec<Way>)> = Vec::new();
    let mut count = 1;
    let order = tape.below(outcomes.len());
    for id in questions.iter().take(4).chain(outcomes.iter().cycle().skip(order).take(outcomes.len())) {
        let ways = if outcomes.contains(id) { ways(&assessment, &costs, id) } else { answers(&assessment, &costs, id) };
        if ways.len() > 1 && count * ways.len() <= MOST {
            count *= ways.len();
            small.push((id.clone(), ways));
        }
    }
    let binding = result.obligations.iter().filter(|(_, one)| one.reason.is_none()).map(|(id, _)| id.clone());
    let groups = result.groups.keys().cloned();
    let targets: Vec<String> = binding.chain(groups).collect();
    let gates: Vec<String> = result.gates.keys().cloned().collect();
    let (mut wanted, gates) = (tape.some(&targets, 60), tape.some(&gates, 40));
    if gates.is_empty() && wanted.is_empty() {
        wanted = targets;
    }
    let options = Options {
        want: *tape.one(&[Want::Evidenced, Want::PartlyEvidenced]),
        targets: wanted,
        gates,
        costs: Some(costs),
        // A list of what may change that names nothing would let everything change.
        only: small.iter().map(|(id, _)| id.clone()).chain([outcomes[0].clone()]).collect(),
        fixed: if small.iter().any(|(id, _)| *id == outcomes[0]) { Vec::new() } else { vec![outcomes[0].clone()] },
        at_most: tape.often(30).then(|| tape.below(4)),
        ..Options::default()
    };
    ((library, assessment, result), options, small)
}

fn agrees(plan: &Plan, cheapest: Option<u64>, unreachable: &[String]) {
    let out: Vec<&String> = plan.unreachable.iter().map(|one| &one.id).collect();
    assert_eq!(out, unreachable.iter().collect::<Vec<_>>());
    assert_eq!(plan.cost, cheapest);
    assert!(plan.proven, "a search this small is never cut off");
    assert_eq!(plan.steps.iter().map(|step| step.cost).sum::<u64>(), plan.cost.unwrap_or(0));
    for other in &plan.alternatives {
        assert!(Some(other.cost) >= plan.cost);
        assert!(other.steps.iter().all(|step| step.id != other.without));
        assert_eq!(other.steps.iter().map(|step| step.cost).sum::<u64>(), other.cost);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_plan_costs_what_the_cheapest_combination_costs(
        documents in vec(any::<u16>(), 0..300),
        wishes in vec(any::<u16>(), 0..80),
    ) {
        let (case, options, small) = problem(&documents, &wishes);
        let (cost, unreachable) = cheapest(&case, &options, &small);
        agrees(&of(&case, &options), cost, &unreachable);
    }

    /// What it brings about is there when its steps are taken, and then nothing is left to plan.
    #[test]
    fn a_plan_that_is_followed_leaves_nothing_to_plan(
        documents in vec(any::<u16>(), 0..300),
        wishes in vec(any::<u16>(), 0..80),
    ) {
        let (case, options, _) = problem(&documents, &wishes);
        let found = of(&case, &options);
        let (library, assessment, _) = &case;
        let mut content = assessment.content().clone();
        for step in &found.steps {
            let change = match (&step.to, &step.levels) {
                (None, _) => Change::Yes,
                (Some(level), None) => Change::Level(Level::One(LevelValue::Number(level.0.clone()))),
                (Some(_), Some(levels)) => {
                    let each = levels.iter().map(|(dimension, level)| {
                        (dimension.clone(), DimensionLevel::Level(LevelValue::Number(level.0.clone())))
                    });
                    Change::Level(Level::ByDimension(each.collect()))
                }
            };
            content = changed(&content, &[(&step.id, &change)]);
        }
        let after = library.assessment_of(content).unwrap();
        let result = library.assess(&after, &["o"]).unwrap();
        let (library, unreachable) = (library.clone(), found.unreachable.clone());
        let again = of(&(library, after, result), &Options { at_most: None, ..options });
        if found.cost.is_some() {
            prop_assert_eq!((again.cost, again.proven, again.steps.len()), (Some(0), true, 0));
            prop_assert_eq!(again.unreachable, unreachable);
        }
    }

    /// What costs more to do never makes the plan cheaper, nor does a narrower choice.
    #[test]
    fn dearer_steps_and_fewer_items_make_no_plan_cheaper(
        documents in vec(any::<u16>(), 0..300),
        wishes in vec(any::<u16>(), 0..80),
        dearer in 0_usize..50,
    ) {
        let (case, options, small) = problem(&documents, &wishes);
        let cost = of(&case, &options).cost;
        let mut costs = options.costs.clone().unwrap();
        let id = &small.get(dearer % small.len().max(1)).map(|(id, _)| id.clone()).unwrap_or_default();
        match costs.outcomes.get_mut(id) {
            Some(StepCosts::Each(cost)) => *cost += 3,
            Some(StepCosts::To(to)) => to.values_mut().for_each(|cost| *cost += 3),
            None => costs.default += 1,
        }
        let other = of(&case, &Options { costs: Some(costs), ..options.clone() });
        prop_assert!(other.cost.is_none() == cost.is_none() && other.cost >= cost);
        let fixed: Vec<String> = options.fixed.iter().chain([id]).filter(|id| !id.is_empty()).cloned().collect();
        let held = of(&case, &Options { fixed, ..options });
        if held.unreachable.is_empty() && held.cost.is_some() {
            prop_assert!(held.cost >= cost);
        }
    }

    #[test]
    fn the_order_of_a_document_changes_no_byte_of_a_plan(
        documents in vec(any::<u16>(), 0..200),
        wishes in vec(any::<u16>(), 0..60),
        order in vec(any::<u16>(), 0..400),
    ) {
        let (case, options, _) = problem(&documents, &wishes);
        let documents = Documents::random(&mut Tape::new(&documents), ANY);
        let mut tape = Tape::new(&order);
        let mut library = Library::empty();
        for document in &documents.documents()[..4] {
            library.add(document.to_string().as_bytes()).unwrap();
        }
        library.add(common::random::shuffled(&documents.crosswalk, &mut tape).as_bytes()).unwrap();
        let text = common::random::shuffled(&documents.assessment, &mut tape);
        let assessment = library.assessment(text.as_bytes()).unwrap();
        let result = library.assess(&assessment, &["o"]).unwrap();
        let other = of(&(library, assessment, result), &options);
        prop_assert_eq!(of(&case, &options).to_json(), other.to_json());
    }
}
