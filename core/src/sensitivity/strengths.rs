//! The strengths at which a status would be another: there are ten, and each is tried.

use super::other;
use crate::assessed::Assessed;
use crate::compare::Standing;
use crate::crosswalk::{Mapping, Thresholds};
use crate::result::{ObligationResult, ObligationStatus};
use crate::status::Trial;
use serde::Serialize;

/// A strength at which a status would be another, all else as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct StrengthFlip {
    /// The best end then.
    pub best: Option<u8>,
    /// The status then.
    pub status: ObligationStatus,
    /// The strength, 1 to 10; none: without the mapping.
    pub strength: Option<i64>,
    /// The worst end then.
    pub worst: Option<u8>,
}

impl StrengthFlip {
    fn new(strength: Option<i64>, then: Standing) -> Self {
        Self { best: then.best, status: then.status, strength, worst: then.worst }
    }
}

/// A mapping whose strength a status hangs on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MappingSensitivity {
    /// The strengths at which the status would be another, rising; the last may be none.
    pub flips: Vec<StrengthFlip>,
    /// The mapped outcome.
    pub from: String,
    /// Its strength as it is.
    pub strength: i64,
    /// The outcome's title.
    pub title: String,
}

/// The mappings whose strength the status hangs on: the smallest step first, then the strongest.
pub(super) fn flips(
    assessed: Assessed<'_>,
    trial: &Trial<'_>,
    now: &ObligationResult,
    thresholds: &Thresholds,
    mappings: &[&Mapping],
) -> Vec<MappingSensitivity> {
    let mut found: Vec<(i64, MappingSensitivity)> = Vec::new();
    for mapping in mappings {
        let Some(node) = assessed.assessment.framework().node(&mapping.from) else { continue };
        let tried = (1..=10).filter(|strength| *strength != mapping.strength).map(Some).chain([None]);
        let flips: Vec<StrengthFlip> = tried
            .filter_map(|strength| {
                let then = other(now, &trial.with(&mapping.from, strength, thresholds))?;
                Some(StrengthFlip::new(strength, then))
            })
            .collect();
        // To take a mapping away is one step below the weakest.
        let step = |flip: &StrengthFlip| (flip.strength.unwrap_or(0) - mapping.strength).abs();
        if let Some(step) = flips.iter().map(step).min() {
            let (from, title) = (mapping.from.clone(), node.title.clone());
            found.push((step, MappingSensitivity { flips, from, strength: mapping.strength, title }));
        }
    }
    found.sort_by_key(|(step, _)| *step);
    found.into_iter().map(|(_, one)| one).collect()
}

/// The values of `floor_strength` at which the status would be another, rising.
pub(super) fn floors(trial: &Trial<'_>, now: &ObligationResult, thresholds: &Thresholds) -> Vec<StrengthFlip> {
    let tried = (1..=10).filter(|strength| *strength != thresholds.floor_strength);
    tried
        .filter_map(|floor_strength| {
            let changed = Thresholds { floor_strength, ..thresholds.clone() };
            Some(StrengthFlip::new(Some(floor_strength), other(now, &trial.by(&changed))?))
        })
        .collect()
}
