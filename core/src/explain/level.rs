//! Which level of practices is reached, and which practices keep the next one away.

use super::Context;
use crate::assessment::Rating;
use crate::fraction::Fraction;
use crate::model::{Aggregate, OpenPolicy, practice_level};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// One level of practices below a node, under `cumulative_level`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PracticeLevel {
    /// Practices of this level that are below `passing`, or open where open counts at the scale's minimum.
    pub failing: Vec<String>,
    /// The number of its tag, from 1.
    pub level: i64,
    /// Practices of this level that are open.
    pub open: Vec<String>,
    /// How many practices of this level apply.
    pub practices: u64,
    /// Whether the score counts it as reached.
    pub reached: bool,
}

impl Context<'_> {
    /// The levels below a node from 1 to the highest that has a practice; none under another aggregate.
    pub(super) fn practice_levels(&self, id: &str) -> Vec<PracticeLevel> {
        let model = self.assessment.model();
        let mut found: BTreeMap<i64, PracticeLevel> = BTreeMap::new();
        if model.aggregate != Aggregate::CumulativeLevel {
            return Vec::new();
        }
        let is_low = |value: &Fraction| model.passing.as_ref().is_some_and(|passing| value < passing);
        for node in self.below(id).into_iter().filter(|node| self.takes_part(&node.id)) {
            let tags = self.assessment.framework().item(&node.id).map_or(&[][..], |item| &item.tags);
            let Some(level) = practice_level(tags) else { continue };
            let empty =
                |level| PracticeLevel { failing: Vec::new(), level, open: Vec::new(), practices: 0, reached: false };
            for below in 1..=level {
                found.entry(below).or_insert_with(|| empty(below));
            }
            let Some(here) = found.get_mut(&level) else { continue };
            let rating = self.assessment.rating(&node.id);
            let fails = match &rating {
                Rating::Rated(value) => is_low(value),
                Rating::NotApplicable => match &model.not_applicable.value {
                    Some(value) => is_low(value),
                    None => continue,
                },
                Rating::Unknown | Rating::Unanswered => model.open == OpenPolicy::Minimum,
            };
            here.practices += 1;
            if rating.is_open() {
                here.open.push(node.id.clone());
            }
            if fails {
                here.failing.push(node.id.clone());
            }
        }
        let mut is_reached = true;
        for level in found.values_mut() {
            let counted = level.practices > level.open.len() as u64;
            is_reached &= level.failing.is_empty() && counted;
            level.reached = is_reached;
        }
        found.into_values().collect()
    }

    /// The practices that keep the next level away.
    pub(super) fn in_the_way(levels: &[PracticeLevel]) -> BTreeSet<&str> {
        let next = levels.iter().find(|level| !level.reached);
        next.into_iter().flat_map(|level| &level.failing).map(String::as_str).collect()
    }
}
