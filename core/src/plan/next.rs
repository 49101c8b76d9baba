//! The next best steps, one after the other: what each closes of all that is missing, for what it costs.

use super::item::Item;
use super::part::Part;
use super::{Groundwork, Options, Step, Unreachable, Want};
use crate::assessed::Assessed;
use crate::compare::Head;
use crate::error::Error;
use crate::fraction::{Figure, Fraction};
use serde::Serialize;

/// The `schema` of next steps.
pub const SCHEMA: &str = "csf-assess/next-steps/1";

/// How many steps are listed where nothing is said.
pub const STEPS: usize = 10;

/// One step, after those before it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct NextStep {
    /// How much less is missing after it.
    pub gain: Figure,
    /// How much is missing after it.
    pub missing: Figure,
    /// The step: one level up, or a question brought to yes.
    pub step: Step,
}

/// The next best steps (`csf-assess/next-steps/1`). Each is the best by itself after those before it; together they
/// need not be the cheapest way to anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Next {
    /// What was wanted and is so already.
    pub already: Vec<String>,
    /// The assessment.
    pub assessment: Head,
    /// How much is missing now: over everything wanted and each of its parts, the share of the part that is missing.
    pub missing: Figure,
    /// `csf-assess/next-steps/1`.
    pub schema: &'static str,
    /// The steps.
    pub steps: Vec<NextStep>,
    /// What was wanted and cannot be brought about.
    pub unreachable: Vec<Unreachable>,
    /// The status that was wanted.
    pub want: Want,
}

/// Finds up to `count` next best steps.
///
/// # Errors
/// Those of [`super::plan`].
pub fn next_steps(assessed: Assessed<'_>, options: &Options, count: usize) -> Result<Next, Error> {
    let ground = Groundwork::new(assessed, options)?;
    let mut chosen: Vec<usize> = ground.items.iter().map(|_| 0).collect();
    let now = missing(&ground.parts, &chosen);
    let mut left = now.clone();
    let mut steps = Vec::new();
    while steps.len() < count {
        let Some((item, gain)) = best(&ground, &chosen, options.at_most) else { break };
        let before = chosen.get(item).copied().unwrap_or(0);
        if let Some(choice) = chosen.get_mut(item) {
            *choice = before + 1;
        }
        left = &left - &gain;
        steps.extend(ground.items.get(item).map(|of| NextStep {
            gain: Figure(gain),
            missing: Figure(left.clone()),
            step: raised(&ground, item, of, before),
        }));
    }
    Ok(Next {
        already: ground.targets.already(),
        assessment: Head::of(assessed),
        missing: Figure(now),
        schema: SCHEMA,
        steps,
        unreachable: ground.targets.unreachable(),
        want: options.want,
    })
}

/// A step from one choice to the next.
fn raised(ground: &Groundwork<'_>, position: usize, item: &Item, before: usize) -> Step {
    let step = ground.step(position, item, before + 1);
    let cost = item.cost(before + 1).saturating_sub(item.cost(before));
    let from = match before {
        0 => step.from.clone(),
        _ => item.value(before).filter(|_| !item.is_question).cloned().map(Figure),
    };
    Step { cost, from, ..step }
}

/// The share of a part that is missing, from 0 to 1: what its sum lacks, by the bar.
fn lack(part: &Part, sum: &Fraction) -> Fraction {
    let zero = Fraction::zero();
    if *sum >= part.need {
        return zero;
    }
    (&part.need - sum).checked_div(&part.need).unwrap_or(zero)
}

fn missing(parts: &[Part], chosen: &[usize]) -> Fraction {
    parts.iter().fold(Fraction::zero(), |all, part| &all + &lack(part, &part.sum(chosen)))
}

/// The step with the highest gain for its cost: first those that cost nothing, then by gain ÷ cost, then the cheapest.
fn best(ground: &Groundwork<'_>, chosen: &[usize], at_most: Option<usize>) -> Option<(usize, Fraction)> {
    let sums: Vec<Fraction> = ground.parts.iter().map(|part| part.sum(chosen)).collect();
    let is_full = at_most.is_some_and(|most| chosen.iter().filter(|choice| **choice > 0).count() >= most);
    let mut best: Option<(usize, Fraction, u64)> = None;
    for (position, item) in ground.items.iter().enumerate() {
        let now = chosen.get(position).copied().unwrap_or(0);
        if now >= item.top() || (is_full && now == 0) {
            continue;
        }
        let gain = ground.parts.iter().zip(&sums).fold(Fraction::zero(), |all, (part, sum)| {
            let Some(gains) = part.gains.get(&position) else { return all };
            let (Some(here), Some(there)) = (gains.get(now), gains.get(now + 1)) else { return all };
            let then = sum + &(there - here);
            &all + &(&lack(part, sum) - &lack(part, &then))
        });
        if gain.is_zero() {
            continue;
        }
        let cost = item.cost(now + 1).saturating_sub(item.cost(now));
        let is_better = best.as_ref().is_none_or(|(_, known, known_cost)| {
            let (ours, theirs) = (times(&gain, *known_cost), times(known, cost));
            match (cost, *known_cost) {
                (0, 0) => gain > *known,
                (0, _) => true,
                (_, 0) => false,
                _ => ours > theirs || (ours == theirs && cost < *known_cost),
            }
        });
        if is_better {
            best = Some((position, gain, cost));
        }
    }
    best.map(|(position, gain, _)| (position, gain))
}

fn times(fraction: &Fraction, number: u64) -> Fraction {
    fraction * &Fraction::from(i64::try_from(number).unwrap_or(i64::MAX))
}
