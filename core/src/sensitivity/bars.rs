//! The thresholds at which a status would be another: always one of the obligation's own figures.

use super::{apart, other};
use crate::crosswalk::Thresholds;
use crate::fraction::{Figure, Fraction};
use crate::result::{ObligationResult, ObligationStatus};
use crate::status::Trial;
use serde::Serialize;
use std::collections::BTreeSet;

/// A threshold of a crosswalk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Bar {
    /// Evidence at or above it is enough.
    EvidencedAt,
    /// No strong outcome may be below it.
    FloorAt,
    /// Evidence at or above it is part of what is needed.
    PartlyAt,
}

/// On which side of a value a threshold would have to lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Edge {
    /// Just above it, however little.
    Above,
    /// At it or below.
    AtMost,
}

/// A value of one threshold at which a status would be another, all else as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ThresholdFlip {
    /// The value, 0 to 1: a figure of the obligation.
    pub at: Figure,
    /// The best end then.
    pub best: Option<u8>,
    /// How far the threshold is from it now; 0 with `above` says that any raise would do.
    pub distance: Figure,
    /// On which side of the value the threshold would have to lie.
    pub edge: Edge,
    /// The threshold as it is.
    pub now: Figure,
    /// The status then.
    pub status: ObligationStatus,
    /// Which threshold.
    pub threshold: Bar,
    /// The worst end then.
    pub worst: Option<u8>,
}

/// Every value of a threshold at which the status changes, the closest first. Values that a crosswalk may not have,
/// outside 0 to 1 or `partly_at` above `evidenced_at`, are left out.
pub(super) fn flips(trial: &Trial<'_>, now: &ObligationResult, thresholds: &Thresholds) -> Vec<ThresholdFlip> {
    let (zero, one) = (Fraction::zero(), Fraction::one());
    let Thresholds { evidenced_at, floor_at, partly_at, .. } = thresholds;
    let mut flips = Vec::new();
    for (bar, current, lowest, highest) in [
        (Bar::EvidencedAt, evidenced_at, partly_at, &one),
        (Bar::FloorAt, floor_at, &zero, &one),
        (Bar::PartlyAt, partly_at, &zero, evidenced_at),
    ] {
        let figures = match bar {
            Bar::FloorAt => [&now.weakest_low, &now.weakest_high],
            Bar::EvidencedAt | Bar::PartlyAt => [&now.evidence_low, &now.evidence_high],
        };
        let figures: BTreeSet<&Fraction> = figures.into_iter().flatten().map(|figure| &figure.0).collect();
        for figure in &figures {
            let edge = if *figure >= current { Edge::Above } else { Edge::AtMost };
            let tried = match edge {
                Edge::AtMost => Some(*figure).filter(|figure| *figure >= lowest),
                // Up to the next figure nothing more changes, so that figure stands for all values between the two.
                Edge::Above => {
                    let next = figures.iter().copied().find(|other| other > figure).unwrap_or(highest).min(highest);
                    Some(next).filter(|next| next > figure)
                }
            };
            let Some(tried) = tried else { continue };
            let mut changed = thresholds.clone();
            match bar {
                Bar::EvidencedAt => changed.evidenced_at = tried.clone(),
                Bar::FloorAt => changed.floor_at = tried.clone(),
                Bar::PartlyAt => changed.partly_at = tried.clone(),
            }
            flips.extend(other(now, &trial.by(&changed)).map(|then| ThresholdFlip {
                at: Figure((*figure).clone()),
                best: then.best,
                distance: Figure(apart(figure, current)),
                edge,
                now: Figure(current.clone()),
                status: then.status,
                threshold: bar,
                worst: then.worst,
            }));
        }
    }
    flips.sort_by_cached_key(|flip| flip.distance.0.clone());
    flips
}
