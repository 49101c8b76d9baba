//! What a plan may change, and what each change costs.

use super::Options;
use crate::assessment::{Assessment, DimensionLevel, Level, LevelValue, Rating, Said};
use crate::costs::{Costs, StepCosts};
use crate::error::{Code, Error, Problem};
use crate::fraction::Fraction;
use crate::obligation::ObligationSet;
use crate::scale::Scale;
use std::collections::{BTreeMap, BTreeSet};

/// The most steps of a scale that a plan looks at.
const MOST_STEPS: usize = 400;
/// The most levels that one outcome can be brought to, over all its dimensions together.
const MOST_CHOICES: usize = 4_000;

/// What an item can be brought to.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    /// The level, dimensions combined; of a question 1 for yes and 0 before.
    pub(super) value: Fraction,
    pub(super) cost: u64,
    /// The level in each dimension of the scale, or the one level; empty for a question and for the item as it is.
    pub(super) levels: Vec<Fraction>,
}

/// An outcome that is not not-applicable, or a question that is neither that nor yes.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) id: String,
    pub(super) is_question: bool,
    /// First as it is, at the worst; then rising in value and not falling in cost.
    pub(super) choices: Vec<Choice>,
}

impl Item {
    /// The last choice: the best that can be done.
    pub(super) fn top(&self) -> usize {
        self.choices.len().saturating_sub(1)
    }

    pub(super) fn value(&self, choice: usize) -> Option<&Fraction> {
        self.choices.get(choice).map(|choice| &choice.value)
    }

    pub(super) fn cost(&self, choice: usize) -> u64 {
        self.choices.get(choice).map_or(0, |choice| choice.cost)
    }

    /// As it is and nothing else.
    pub(super) fn held(&self) -> Self {
        Self { choices: self.choices.iter().take(1).cloned().collect(), ..self.clone() }
    }
}

/// Every item that could change at all, by id, outcomes before questions.
pub(super) fn all(assessment: &Assessment, sets: &[&ObligationSet], costs: &Costs) -> Result<Vec<Item>, Error> {
    let steps = steps(assessment.scale())?;
    let mut items = Vec::new();
    for node in assessment.framework().outcomes() {
        let rating = assessment.rating(&node.id);
        if rating == Rating::NotApplicable {
            continue;
        }
        let value = rating.level().cloned().unwrap_or_else(|| assessment.scale().min());
        let mut choices = vec![Choice { value: value.clone(), cost: 0, levels: Vec::new() }];
        let reached = reachable(assessment, &node.id, &steps, costs)?;
        // What costs no less and is worth no more than another is never taken.
        let mut cheapest: Vec<Choice> = Vec::new();
        for choice in reached.into_iter().rev().filter(|choice| choice.value > value) {
            if cheapest.last().is_none_or(|higher| choice.cost < higher.cost) {
                cheapest.push(choice);
            }
        }
        choices.extend(cheapest.into_iter().rev());
        items.push(Item { id: node.id.clone(), is_question: false, choices });
    }
    items.sort_by(|a, b| a.id.cmp(&b.id));
    let questions: BTreeSet<&str> = sets.iter().flat_map(|set| set.question_ids()).collect();
    for id in questions {
        let said = assessment.supplementary(id).and_then(|answer| answer.answer);
        if matches!(said, Some(Said::Yes | Said::NotApplicable)) {
            continue;
        }
        let cost = costs.questions.get(id).copied().unwrap_or(costs.default);
        let choice = |value: i64, cost: u64| Choice { value: Fraction::from(value), cost, levels: Vec::new() };
        items.push(Item { id: id.to_owned(), is_question: true, choices: vec![choice(0, 0), choice(1, cost)] });
    }
    Ok(items)
}

/// Every level of the scale, lowest first.
fn steps(scale: &Scale) -> Result<Vec<Fraction>, Error> {
    let mut levels = Vec::new();
    let mut level = scale.min();
    while level <= scale.max() {
        if levels.len() > MOST_STEPS {
            let message = format!("the scale {} has more than {MOST_STEPS} steps, too many to plan with", scale.id);
            return Err(Problem::new(Code::PlanTooLarge, message).into());
        }
        levels.push(level.clone());
        level = &level + &scale.step;
    }
    Ok(levels)
}

/// What a step to each level of the scale costs an outcome in one dimension; the first level is never arrived at.
fn prices(scale: &Scale, outcome: &str, dimension: Option<&str>, steps: &[Fraction], costs: &Costs) -> Vec<u64> {
    let factor = dimension.and_then(|id| costs.dimensions.get(id)).copied().unwrap_or(1);
    let of = |level: &Fraction| match costs.outcomes.get(outcome) {
        None => costs.default,
        Some(StepCosts::Each(cost)) => *cost,
        Some(StepCosts::To(to)) => {
            let is_it =
                |name: &str| scale.coded(name).map_or_else(|| name.parse() == Ok(level.clone()), |at| at == level);
            to.iter().find(|(name, _)| is_it(name)).map_or(costs.default, |(_, cost)| *cost)
        }
    };
    steps.iter().map(|level| of(level).saturating_mul(factor)).collect()
}

/// One dimension's levels from where it stands, each with what it costs to get there.
fn climb(steps: &[Fraction], prices: &[u64], from: &Fraction) -> Vec<(Fraction, u64)> {
    let mut cost = 0;
    let mut climb = Vec::new();
    for (level, price) in steps.iter().zip(prices).filter(|(level, _)| *level >= from) {
        cost += if climb.is_empty() { 0 } else { *price };
        climb.push((level.clone(), cost));
    }
    climb
}

/// Every combined level that an outcome can be brought to without lowering a dimension, the cheapest way to each,
/// lowest first. A dimension without a level starts at the minimum.
fn reachable(assessment: &Assessment, id: &str, steps: &[Fraction], costs: &Costs) -> Result<Vec<Choice>, Error> {
    let scale = assessment.scale();
    if scale.dimensions.is_empty() {
        let from = assessment.rating(id).level().cloned().unwrap_or_else(|| scale.min());
        let climb = climb(steps, &prices(scale, id, None, steps, costs), &from);
        let choice = |(value, cost): (Fraction, u64)| Choice { levels: vec![value.clone()], value, cost };
        return Ok(climb.into_iter().map(choice).collect());
    }
    let dimensions = scale.dimensions.iter().map(|dimension| dimension.id.as_str());
    let climbs: Vec<(&str, Vec<(Fraction, u64)>)> = dimensions
        .map(|dimension| {
            let from = assessment.level_in(id, dimension).unwrap_or_else(|| scale.min());
            (dimension, climb(steps, &prices(scale, id, Some(dimension), steps, costs), &from))
        })
        .collect();
    let mut found: Vec<Choice> = match assessment.model().dimensions.as_str() {
        "mean" => by_mean(&climbs)?,
        "minimum" => by_minimum(&climbs),
        named => by_one(&climbs, named),
    };
    found.sort_by(|a, b| a.value.cmp(&b.value));
    Ok(found)
}

fn by_mean(climbs: &[(&str, Vec<(Fraction, u64)>)]) -> Result<Vec<Choice>, Error> {
    let mut sums: BTreeMap<Fraction, (u64, Vec<Fraction>)> = BTreeMap::from([(Fraction::zero(), (0, Vec::new()))]);
    for (_, climb) in climbs {
        let mut next: BTreeMap<Fraction, (u64, Vec<Fraction>)> = BTreeMap::new();
        for (sum, (cost, levels)) in &sums {
            for (level, more) in climb {
                let levels: Vec<Fraction> = levels.iter().chain([level]).cloned().collect();
                let found = (cost + more, levels);
                let known = next.entry(sum + level).or_insert_with(|| found.clone());
                if (found.0, apart(&found.1), &found.1) < (known.0, apart(&known.1), &known.1) {
                    *known = found;
                }
            }
        }
        sums = next;
        if sums.len() > MOST_CHOICES {
            let message = format!("an outcome of this scale has more than {MOST_CHOICES} combined levels to plan with");
            return Err(Problem::new(Code::PlanTooLarge, message).into());
        }
    }
    let count = Fraction::from(i64::try_from(climbs.len()).unwrap_or(1));
    let mean = |(sum, (cost, levels)): (Fraction, (u64, Vec<Fraction>))| {
        Some(Choice { value: sum.checked_div(&count)?, cost, levels })
    };
    Ok(sums.into_iter().filter_map(mean).collect())
}

/// How far the dimensions are from one another: of equally dear ways the most even one is the one to take.
fn apart(levels: &[Fraction]) -> Option<Fraction> {
    levels.iter().max().zip(levels.iter().min()).map(|(highest, lowest)| highest - lowest)
}

fn by_minimum(climbs: &[(&str, Vec<(Fraction, u64)>)]) -> Vec<Choice> {
    let floors: BTreeSet<&Fraction> =
        climbs.iter().flat_map(|(_, climb)| climb.iter().map(|(level, _)| level)).collect();
    let at = |floor: &Fraction| {
        // In each dimension the first level that is high enough.
        let each: Option<Vec<&(Fraction, u64)>> =
            climbs.iter().map(|(_, climb)| climb.iter().find(|(level, _)| level >= floor)).collect();
        let each = each?;
        let value = each.iter().map(|(level, _)| level).min()?.clone();
        let cost = each.iter().map(|(_, cost)| cost).sum();
        Some(Choice { value, cost, levels: each.iter().map(|(level, _)| level.clone()).collect() })
    };
    let mut found: Vec<Choice> = floors.into_iter().filter_map(at).collect();
    found.dedup_by(|a, b| a.value == b.value);
    found
}

fn by_one(climbs: &[(&str, Vec<(Fraction, u64)>)], named: &str) -> Vec<Choice> {
    let Some((_, counted)) = climbs.iter().find(|(dimension, _)| *dimension == named) else { return Vec::new() };
    let at = |(value, cost): &(Fraction, u64)| {
        let level = |(dimension, climb): &(&str, Vec<(Fraction, u64)>)| match *dimension == named {
            true => Some(value.clone()),
            false => climb.first().map(|(level, _)| level.clone()),
        };
        Choice { value: value.clone(), cost: *cost, levels: climbs.iter().filter_map(level).collect() }
    };
    counted.iter().map(at).collect()
}

/// The levels of a choice as an answer has them.
pub(super) fn level(scale: &Scale, levels: &[Fraction]) -> Option<Level> {
    if scale.dimensions.is_empty() {
        return levels.first().map(|level| Level::One(LevelValue::Number(level.clone())));
    }
    let at = |level: &Fraction| DimensionLevel::Level(LevelValue::Number(level.clone()));
    let each = scale.dimensions.iter().zip(levels).map(|(dimension, level)| (dimension.id.clone(), at(level)));
    Some(Level::ByDimension(each.collect()))
}

/// The items with those held that the options do not let change.
pub(super) fn allowed(assessment: &Assessment, items: &[Item], options: &Options) -> Vec<Item> {
    let (only, fixed) = (below(assessment, &options.only), below(assessment, &options.fixed));
    let owner = |item: &Item| {
        let owner = match item.is_question {
            true => assessment.supplementary(&item.id)?.owner.as_ref(),
            false => assessment.answer(&item.id)?.owner.as_ref(),
        };
        owner.map(String::as_str)
    };
    let may = |item: &Item| {
        (options.only.is_empty() || only.contains(item.id.as_str()))
            && !fixed.contains(item.id.as_str())
            && (options.owners.is_empty()
                || owner(item).is_some_and(|owner| options.owners.iter().any(|known| known == owner)))
    };
    items.iter().map(|item| if may(item) { item.clone() } else { item.held() }).collect()
}

/// The ids with every outcome below those that are nodes.
fn below<'a>(assessment: &'a Assessment, ids: &'a [String]) -> BTreeSet<&'a str> {
    let nodes = assessment.framework().nodes();
    let mut found: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
    for node in nodes {
        // A parent stands before its children.
        let is_in =
            node.parent.and_then(|parent| nodes.get(parent)).is_some_and(|above| found.contains(above.id.as_str()));
        if is_in {
            found.insert(&node.id);
        }
    }
    found
}

/// Refuses ids and owners that nothing has.
pub(super) fn check(assessment: &Assessment, sets: &[&ObligationSet], options: &Options) -> Result<(), Error> {
    let mut problems = crate::error::Problems::default();
    let framework = assessment.framework();
    for id in options.only.iter().chain(&options.fixed) {
        if framework.node(id).is_some() || sets.iter().any(|set| set.question(id).is_some()) {
            continue;
        }
        let questions = sets.iter().flat_map(|set| set.question_ids());
        let known = framework.nodes().iter().map(|node| node.id.as_str()).chain(questions);
        let hint = crate::id::did_you_mean(id, known);
        let message = format!(
            "{} is neither a part of {} nor a question of a set asked for{hint}",
            crate::id::quoted(id),
            framework.id()
        );
        problems.value(&crate::error::Path::default(), Code::PlanItem, message);
    }
    let content = assessment.content();
    let owners = content.answers.values().map(|answer| &answer.owner);
    let owners: BTreeSet<&str> = owners
        .chain(content.supplementary.values().map(|answer| &answer.owner))
        .filter_map(|owner| owner.as_deref())
        .collect();
    for owner in options.owners.iter().filter(|owner| !owners.contains(owner.as_str())) {
        let known: Vec<&str> = owners.iter().copied().collect();
        let message = format!(
            "nothing of this assessment is owned by {}; owners are {}",
            crate::id::quoted(owner),
            crate::id::one_of(&known)
        );
        problems.value(&crate::error::Path::default(), Code::PlanOwner, message);
    }
    problems.into_result()
}
