//! How much each status hangs on a number that someone chose: the thresholds and strengths of the crosswalk, and
//! the level of a single answer.
//!
//! Every value at which a status would be another is found exactly: a threshold by the obligation's own figures, a
//! strength and a level by grading again with that one change.

mod bars;
mod strengths;
mod text;

pub use bars::{Bar, Edge, ThresholdFlip};
pub use strengths::{MappingSensitivity, StrengthFlip};

use crate::assessed::Assessed;
use crate::compare::{Head, Standing};
use crate::crosswalk::{Crosswalk, Thresholds};
use crate::error::Error;
use crate::explain::{Flip, single_changes, sorted, strongest_first};
use crate::fraction::{Figure, Fraction};
use crate::obligation::{Obligation, ObligationSet};
use crate::result::{ObligationResult, ObligationStatus};
use crate::status::Trial;
use serde::Serialize;
use std::collections::BTreeMap;

/// The `schema` of a sensitivity analysis.
pub const SCHEMA: &str = "csf-assess/sensitivity/1";

/// What each status hangs on (`csf-assess/sensitivity/1`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Sensitivity {
    /// The assessment.
    pub assessment: Head,
    /// The binding obligations that mapped outcomes speak about: the closest to another status first, then in the
    /// act's order.
    pub obligations: Vec<ObligationSensitivity>,
    /// The binding obligations that only questions speak about: no threshold and no strength reaches them.
    pub questions_only: Vec<String>,
    /// `csf-assess/sensitivity/1`.
    pub schema: &'static str,
    /// The thresholds that were used, set by set.
    pub sets: Vec<SetThresholds>,
}

/// The thresholds of the crosswalk to one set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SetThresholds {
    /// The crosswalk.
    pub crosswalk: String,
    /// The set.
    pub set: String,
    /// From where on evidence counts.
    #[serde(serialize_with = "sorted")]
    pub thresholds: Thresholds,
}

/// What the status of one obligation hangs on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ObligationSensitivity {
    /// Single answers that would change it: outcomes, the one with the smallest step first, then questions.
    pub answers: Vec<Flip>,
    /// Its article.
    pub article: String,
    /// The best end.
    pub best: Option<u8>,
    /// The distance of the nearest threshold that would change it, as a share of the scale; none: no threshold would.
    pub closest: Option<Figure>,
    /// From which other strength on a mapping would have to count as strong to change it.
    pub floor_strengths: Vec<StrengthFlip>,
    /// The obligation.
    pub id: String,
    /// Its set.
    pub set: String,
    /// Its status.
    pub status: ObligationStatus,
    /// Mappings whose strength would change it, the one with the smallest step first.
    pub strengths: Vec<MappingSensitivity>,
    /// Thresholds that would change it, the closest first.
    pub thresholds: Vec<ThresholdFlip>,
    /// Its title.
    pub title: String,
    /// The worst end.
    pub worst: Option<u8>,
}

impl ObligationSensitivity {
    /// Whether no single threshold, strength or answer would change it.
    #[must_use]
    pub fn is_firm(&self) -> bool {
        self.answers.is_empty()
            && self.floor_strengths.is_empty()
            && self.strengths.is_empty()
            && self.thresholds.is_empty()
    }
}

/// Finds what each status of a result hangs on.
///
/// # Errors
/// A set or crosswalk of the result that the library does not have.
pub fn sensitivity(assessed: Assessed<'_>) -> Result<Sensitivity, Error> {
    let Assessed { library, assessment, result } = assessed;
    let mut changes = single_changes(library, assessment, result)?;
    let mut found = Sensitivity {
        assessment: Head::of(assessed),
        obligations: Vec::new(),
        questions_only: Vec::new(),
        schema: SCHEMA,
        sets: Vec::new(),
    };
    for (id, stamp) in &result.sets {
        let Some(set) = library.obligation_set(id) else { continue };
        let crosswalk = stamp.crosswalk.as_deref().and_then(|id| library.crosswalk(id));
        found.sets.extend(crosswalk.map(|crosswalk| SetThresholds {
            crosswalk: crosswalk.id.clone(),
            set: id.clone(),
            thresholds: crosswalk.thresholds.clone(),
        }));
        for obligation in set.graded() {
            let Some(now) = result.obligations.get(&obligation.id).filter(|now| now.reason.is_none()) else { continue };
            let answers = changes.remove(&obligation.id).unwrap_or_default();
            match crosswalk.filter(|_| now.framework.is_some()) {
                None => found.questions_only.push(obligation.id.clone()),
                Some(crosswalk) => {
                    let one = of_obligation(assessed, set, crosswalk, (obligation, now), answers);
                    found.obligations.push(one);
                }
            }
        }
    }
    let distance = |one: &ObligationSensitivity| (one.closest.is_none(), one.closest.clone().map(|closest| closest.0));
    found.obligations.sort_by_cached_key(distance);
    Ok(found)
}

fn of_obligation(
    assessed: Assessed<'_>,
    set: &ObligationSet,
    crosswalk: &Crosswalk,
    (obligation, now): (&Obligation, &ObligationResult),
    answers: Vec<Flip>,
) -> ObligationSensitivity {
    let mappings = strongest_first(Some(crosswalk), &obligation.id);
    let links: Vec<(&str, i64)> = mappings.iter().map(|mapping| (mapping.from.as_str(), mapping.strength)).collect();
    let trial = Trial::new(assessed.assessment, crosswalk, obligation, &links);
    let thresholds = bars::flips(&trial, now, &crosswalk.thresholds);
    ObligationSensitivity {
        answers: nearest_first(assessed, answers),
        article: obligation.article.clone(),
        best: now.best,
        closest: thresholds.first().map(|flip| flip.distance.clone()),
        floor_strengths: strengths::floors(&trial, now, &crosswalk.thresholds),
        id: obligation.id.clone(),
        set: set.id().to_owned(),
        status: now.status,
        strengths: strengths::flips(assessed, &trial, now, &crosswalk.thresholds, &mappings),
        thresholds,
        title: obligation.title.clone(),
        worst: now.worst,
    }
}

/// The changes of each outcome together, the outcome that is a step away first; an open one is no step away.
fn nearest_first(assessed: Assessed<'_>, flips: Vec<Flip>) -> Vec<Flip> {
    let step = |flip: &Flip| {
        let to = flip.level.as_ref()?;
        let now = assessed.assessment.rating(&flip.id).level().cloned();
        Some(now.map_or_else(Fraction::zero, |now| apart(&to.0, &now)))
    };
    let mut nearest: BTreeMap<String, Fraction> = BTreeMap::new();
    for (id, step) in flips.iter().filter_map(|flip| Some((&flip.id, step(flip)?))) {
        let known = nearest.entry(id.clone()).or_insert_with(|| step.clone());
        *known = (*known).clone().min(step);
    }
    let mut flips = flips;
    flips.sort_by_cached_key(|flip| (flip.answer.is_some(), nearest.get(&flip.id).cloned()));
    flips
}

/// How far two values are apart.
fn apart(a: &Fraction, b: &Fraction) -> Fraction {
    if a > b { a - b } else { b - a }
}

/// What a status would be, unless it stays as it is.
fn other(now: &ObligationResult, then: &ObligationResult) -> Option<Standing> {
    let then = Standing::of(then);
    (Standing::of(now) != then).then_some(then)
}
