//! Which answers a second person should look at first: those with much effect and little to show.

use super::{Named, PieceState};
use crate::agreement::of_voices;
use crate::assessed::Assessed;
use crate::assessment::Said;
use crate::error::Error;
use crate::explain::single_changes;
use crate::fraction::Fraction;
use crate::framework::Node;
use crate::obligation::ObligationSet;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// One answer to verify.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Verify {
    /// How many times its effect counts: 1, and more for each doubt.
    pub doubt: i64,
    /// How much hangs on it.
    pub effect: i64,
    /// The outcome or question.
    pub id: String,
    /// The obligations that another answer to it alone would turn.
    pub obligations: Vec<String>,
    /// The doubts: `no_evidence`, `undated`, `stale`, `contested`, `high_without_evidence`.
    pub reasons: Vec<&'static str>,
    /// Effect times doubt.
    pub score: i64,
    /// The outcome's title, or the question.
    pub title: String,
}

/// What a question counts, which has no mapping: as much as the strongest one.
const QUESTION: i64 = 10;

/// Shares of the whole weight are counted in so many parts.
const PARTS: i64 = 1_000;

pub(super) fn is_said(said: Option<Said>) -> bool {
    matches!(said, Some(Said::Yes | Said::No | Said::NotApplicable))
}

/// The answered items, the highest score first; equal ones in the order that they came in.
pub(super) fn ranking(assessed: Assessed<'_>, named: &[Named<'_>]) -> Result<Vec<Verify>, Error> {
    let Assessed { library, assessment, result } = assessed;
    let changes = single_changes(library, assessment, result)?;
    let mut turned: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (obligation, flips) in &changes {
        for flip in flips {
            turned.entry(&flip.id).or_default().insert(obligation);
        }
    }
    let effects = Effects::new(assessed, &turned);
    let mut all: Vec<Verify> = named
        .iter()
        .filter(|one| one.is_answered)
        .filter_map(|one| {
            let effect = effects.of(one.id)?;
            let (doubt, reasons) = doubts(assessed, one);
            let obligations = turned.get(one.id).into_iter().flatten().map(|id| (*id).to_owned()).collect();
            let (id, title) = (one.id.to_owned(), one.title.to_owned());
            Some(Verify { doubt, effect, id, obligations, reasons, score: effect.saturating_mul(doubt), title })
        })
        .collect();
    all.sort_by_key(|one| std::cmp::Reverse(one.score));
    Ok(all)
}

/// What hangs on each answer.
struct Effects<'a> {
    of_mappings: BTreeMap<&'a str, i64>,
    of_questions: BTreeMap<&'a str, i64>,
    shares: BTreeMap<&'a str, i64>,
}

impl<'a> Effects<'a> {
    fn new(assessed: Assessed<'a>, turned: &BTreeMap<&str, BTreeSet<&str>>) -> Self {
        let Assessed { library, assessment, result } = assessed;
        let framework = assessment.framework();
        let twice = |item: &str, obligation: &str| {
            if turned.get(item).is_some_and(|turned| turned.contains(obligation)) { 2 } else { 1 }
        };
        let binds = |id: &str| result.obligations.get(id).is_some_and(|one| one.reason.is_none());
        let mut effects =
            Self { of_mappings: BTreeMap::new(), of_questions: BTreeMap::new(), shares: shares(assessed) };
        for (id, stamp) in &result.sets {
            let mappings = stamp.crosswalk.as_deref().and_then(|id| library.crosswalk(id));
            for mapping in mappings.into_iter().flat_map(|one| &one.mappings).filter(|one| binds(&one.to)) {
                let Some(node) = framework.node(&mapping.from) else { continue };
                let below = node.children.iter().filter_map(|child| framework.nodes().get(*child));
                for outcome in below.chain([node]).filter(|node| node.outcome.is_some()) {
                    let strength = mapping.strength * twice(&outcome.id, &mapping.to);
                    *effects.of_mappings.entry(&outcome.id).or_default() += strength;
                }
            }
            let graded = library.obligation_set(id).into_iter().flat_map(ObligationSet::graded);
            for obligation in graded.filter(|one| binds(&one.id)) {
                for question in &obligation.supplementary {
                    let effect = QUESTION * twice(&question.id, &obligation.id);
                    effects.of_questions.insert(&question.id, effect);
                }
            }
        }
        effects
    }

    /// None for a question of a duty that does not bind or was not looked at.
    fn of(&self, id: &str) -> Option<i64> {
        let share = self.shares.get(id).map(|share| share + self.of_mappings.get(id).copied().unwrap_or(0));
        share.or_else(|| self.of_questions.get(id).copied())
    }
}

/// The share of each outcome in the weight of all that take part, in thousandths, rounded down.
fn shares(assessed: Assessed<'_>) -> BTreeMap<&str, i64> {
    let (framework, model) = (assessed.assessment.framework(), assessed.assessment.model());
    let weights: Vec<(&str, i64)> = framework
        .outcomes()
        .zip(framework.items())
        .map(|(node, item)| {
            let above = |node: &&Node| node.parent.and_then(|parent| framework.nodes().get(parent));
            let way = std::iter::successors(Some(node), above).map(|node| model.weight(&node.id));
            let takes_part = i64::from(model.takes_part(&item.tags));
            (node.id.as_str(), way.fold(takes_part, i64::saturating_mul))
        })
        .collect();
    let all = weights.iter().fold(0, |sum: i64, (_, weight)| sum.saturating_add(*weight)).max(1);
    weights.into_iter().map(|(id, weight)| (id, weight.saturating_mul(PARTS) / all)).collect()
}

fn doubts(assessed: Assessed<'_>, one: &Named<'_>) -> (i64, Vec<&'static str>) {
    let best = one.pieces.iter().map(|piece| piece.state).min();
    let mut found = match best {
        Some(PieceState::Fresh) => Vec::new(),
        Some(PieceState::Stale) => vec![(2, "stale")],
        Some(PieceState::Ahead | PieceState::Undated) => vec![(3, "undated")],
        None => vec![(4, "no_evidence")],
    };
    if of_voices(assessed.assessment, one.id).is_some_and(|voices| voices.is_contested()) {
        found.push((3, "contested"));
    }
    if best.is_none() && is_high(assessed, one.id) {
        found.push((2, "high_without_evidence"));
    }
    let doubt = found.iter().fold(1, |sum, (points, _)| sum + points);
    (doubt, found.into_iter().map(|(_, reason)| reason).collect())
}

/// Whether the answer claims much: three fifths of the scale, which is level 3 of 0 to 5, or yes.
fn is_high(assessed: Assessed<'_>, id: &str) -> bool {
    let assessment = assessed.assessment;
    let is_yes = assessment.supplementary(id).is_some_and(|answer| answer.answer == Some(Said::Yes));
    let level = assessment.rating(id).level().map(|level| assessment.scale().normalized(level));
    is_yes || level.zip(Fraction::new(3, 5)).is_some_and(|(level, bar)| level >= bar)
}
