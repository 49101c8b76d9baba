//! Answers that are not what they were.

use super::{Pair, joined};
use crate::assessment::{Evidence, Rating, Said, SupplementaryAnswer};
use crate::explain::{OutcomeFound, found, sorted};
use crate::fraction::Figure;
use crate::framework::Framework;
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What became of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ChangeKind {
    /// A higher level; yes in place of no.
    RatedUp,
    /// A lower level; no in place of yes.
    RatedDown,
    /// Open before, and now a level, yes or no.
    Closed,
    /// A level, yes or no before, and now open.
    Opened,
    /// Unknown in place of unanswered, or the other way round.
    StillOpen,
    /// It did apply or was open.
    BecameNotApplicable,
    /// It did not apply.
    BecameApplicable,
    /// Level and state are as they were; other parts of the answer differ.
    Details,
}

/// An outcome that is not answered as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct AnswerChange {
    /// The answer after.
    pub after: OutcomeFound,
    /// The answer before.
    pub before: OutcomeFound,
    /// The level after less the level before, on the scale, where both are rated.
    pub change: Option<Figure>,
    /// Evidence that only the answer after names.
    #[serde(serialize_with = "sorted")]
    pub evidence_added: Vec<Evidence>,
    /// Evidence that only the answer before names.
    #[serde(serialize_with = "sorted")]
    pub evidence_removed: Vec<Evidence>,
    /// The parts of the answer that differ, by their keys in the document.
    pub fields: Vec<String>,
    /// The outcome.
    pub id: String,
    /// What became of it.
    pub kind: ChangeKind,
    /// Its title after.
    pub title: String,
}

/// A supplementary question that is not answered as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct QuestionChange {
    /// The answer after.
    #[serde(serialize_with = "sorted")]
    pub after: Option<SupplementaryAnswer>,
    /// The answer before.
    #[serde(serialize_with = "sorted")]
    pub before: Option<SupplementaryAnswer>,
    /// Evidence that only the answer after names.
    #[serde(serialize_with = "sorted")]
    pub evidence_added: Vec<Evidence>,
    /// Evidence that only the answer before names.
    #[serde(serialize_with = "sorted")]
    pub evidence_removed: Vec<Evidence>,
    /// The parts of the answer that differ, by their keys in the document.
    pub fields: Vec<String>,
    /// The question's id.
    pub id: String,
    /// What became of it.
    pub kind: ChangeKind,
    /// The question; none where no set of the library has it any more.
    pub question: Option<String>,
}

impl Pair<'_> {
    pub(super) fn answers(self) -> Vec<AnswerChange> {
        let [before, after] = self.sides().map(|side| side.assessment);
        let outcomes = joined(
            before.framework().outcomes().map(|node| node.id.as_str()),
            after.framework().outcomes().map(|node| node.id.as_str()),
        );
        let is_asked = |id: &&str| {
            let asks = |framework: &Framework| framework.node(id).is_some_and(|node| node.outcome.is_some());
            asks(before.framework()) && asks(after.framework())
        };
        let changes = outcomes.into_iter().filter(is_asked).filter_map(|id| {
            let said = [before, after].map(|side| side.answer(id));
            let kind = of_ratings(&before.rating(id), &after.rating(id));
            let fields = differing(said.map(parts));
            if kind.is_none() && fields.is_empty() {
                return None;
            }
            let [evidence_removed, evidence_added] =
                apart(said.map(|answer| answer.map(|answer| answer.evidence.as_slice()).unwrap_or_default()));
            let [was, is] = [before, after].map(|side| found(side, id));
            let levels = is.level.as_ref().zip(was.level.as_ref());
            Some(AnswerChange {
                change: levels.map(|(is, was)| Figure(&is.0 - &was.0)),
                title: is.title.clone(),
                after: is,
                before: was,
                evidence_added,
                evidence_removed,
                fields,
                id: id.to_owned(),
                kind: kind.unwrap_or(ChangeKind::Details),
            })
        });
        changes.collect()
    }

    pub(super) fn supplementary(self) -> Vec<QuestionChange> {
        let [before, after] = self.sides().map(|side| &side.assessment.content().supplementary);
        let ids: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let changes = ids.into_iter().filter_map(|id| {
            let said = [before.get(id), after.get(id)];
            let [was, is] = said.map(|answer| answer.and_then(|answer| answer.answer));
            let kind = of_said(was, is);
            let fields = differing(said.map(parts));
            if kind.is_none() && fields.is_empty() {
                return None;
            }
            let [evidence_removed, evidence_added] =
                apart(said.map(|answer| answer.map(|answer| answer.evidence.as_slice()).unwrap_or_default()));
            let asked = [self.after, self.before].into_iter().find_map(|side| {
                side.library.obligation_sets().find_map(|set| set.question(id)).map(|(_, question)| question)
            });
            Some(QuestionChange {
                after: after.get(id).cloned(),
                before: before.get(id).cloned(),
                evidence_added,
                evidence_removed,
                fields,
                id: id.clone(),
                kind: kind.unwrap_or(ChangeKind::Details),
                question: asked.map(|question| question.question.clone()),
            })
        });
        changes.collect()
    }
}

fn of_ratings(before: &Rating, after: &Rating) -> Option<ChangeKind> {
    use Rating::{NotApplicable, Rated};
    match (before, after) {
        _ if before == after => None,
        (_, NotApplicable) => Some(ChangeKind::BecameNotApplicable),
        (NotApplicable, _) => Some(ChangeKind::BecameApplicable),
        (Rated(was), Rated(is)) => Some(if is > was { ChangeKind::RatedUp } else { ChangeKind::RatedDown }),
        (Rated(_), _) => Some(ChangeKind::Opened),
        (_, Rated(_)) => Some(ChangeKind::Closed),
        _ => Some(ChangeKind::StillOpen),
    }
}

fn of_said(before: Option<Said>, after: Option<Said>) -> Option<ChangeKind> {
    use Said::{No, NotApplicable, Yes};
    let is_said = |said| matches!(said, Some(Yes | No));
    match (before, after) {
        _ if before == after => None,
        (_, Some(NotApplicable)) => Some(ChangeKind::BecameNotApplicable),
        (Some(NotApplicable), _) => Some(ChangeKind::BecameApplicable),
        (Some(No), Some(Yes)) => Some(ChangeKind::RatedUp),
        (Some(Yes), Some(No)) => Some(ChangeKind::RatedDown),
        (was, _) if is_said(was) => Some(ChangeKind::Opened),
        (_, is) if is_said(is) => Some(ChangeKind::Closed),
        _ => Some(ChangeKind::StillOpen),
    }
}

type Parts = BTreeMap<String, Value>;

/// The keys and values of an answer. What may be left out is, and evidence has no order.
fn parts<T: Serialize>(answer: Option<&T>) -> Parts {
    // Text, lists and maps with string keys, which the writer cannot refuse.
    let mut parts: Parts = match answer.and_then(|answer| serde_json::to_value(answer).ok()) {
        Some(Value::Object(parts)) => parts.into_iter().collect(),
        _ => Parts::new(),
    };
    if parts.get("state").is_some_and(|state| state == "rated") {
        parts.remove("state");
    }
    if let Some(Value::Array(pieces)) = parts.get_mut("evidence") {
        pieces.sort_by_cached_key(Value::to_string);
    }
    parts
}

fn differing([before, after]: [Parts; 2]) -> Vec<String> {
    let keys: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    keys.into_iter().filter(|key| before.get(*key) != after.get(*key)).cloned().collect()
}

/// What only the one, and what only the other list has; a piece that is there twice counts twice.
fn apart([before, after]: [&[Evidence]; 2]) -> [Vec<Evidence>; 2] {
    [without(before, after), without(after, before)]
}

fn without(list: &[Evidence], other: &[Evidence]) -> Vec<Evidence> {
    let mut other: Vec<&Evidence> = other.iter().collect();
    let mut left = Vec::new();
    for piece in list {
        match other.iter().position(|known| *known == piece) {
            Some(place) => drop(other.swap_remove(place)),
            None => left.push(piece.clone()),
        }
    }
    left.sort_by_cached_key(|piece| serde_json::to_string(piece).unwrap_or_default());
    left
}
