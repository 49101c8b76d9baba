//! Scores, gates, statuses and tiers that are not what they were.

use super::{Pair, joined};
use crate::assessment::TierAnswer;
use crate::explain::sorted;
use crate::fraction::Figure;
use crate::framework::{Framework, NodeKind};
use crate::obligation::ObligationSet;
use crate::result::{GateStatus, GroupResult, NodeResult, ObligationResult, ObligationStatus};
use serde::Serialize;
use std::collections::BTreeSet;

/// The figures of a node that are not what they were.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct NodeChange {
    /// The figures after; none where the framework has no such node.
    pub after: Option<NodeResult>,
    /// The figures before; none where the framework had no such node.
    pub before: Option<NodeResult>,
    /// The score after less the score before, on the scale, where both have a value.
    pub change: Option<Figure>,
    /// The node, or `total`.
    pub id: String,
    /// Whether it is answered itself.
    pub is_outcome: bool,
    /// `function`, `category`, `subcategory`, `requirement` or `total`.
    pub kind: &'static str,
    /// Its title after.
    pub title: String,
}

/// A gate whose verdict is not what it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct GateChange {
    /// The verdict after; none where the model has no such gate.
    pub after: Option<GateStatus>,
    /// The verdict before; none where the model had no such gate.
    pub before: Option<GateStatus>,
    /// The gate.
    pub id: String,
    /// Its title after.
    pub title: String,
}

/// A status with its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Standing {
    /// The grade with every open item at its best, 0 to 2.
    pub best: Option<u8>,
    /// The status.
    pub status: ObligationStatus,
    /// The grade with every open item at its worst, 0 to 2.
    pub worst: Option<u8>,
}

impl Standing {
    pub(crate) fn of(result: &ObligationResult) -> Self {
        Self { best: result.best, status: result.status, worst: result.worst }
    }
}

/// Where the ends of a status went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Direction {
    /// No end is lower and one is higher.
    Up,
    /// No end is higher and one is lower.
    Down,
    /// The worst end is higher and the best end is lower: more is known.
    Narrower,
    /// The worst end is lower and the best end is higher: less is known.
    Wider,
    /// One side has no ends.
    Other,
}

type Ends = (Option<u8>, Option<u8>);

impl Direction {
    /// None where nothing moved.
    fn of(before: Ends, after: Ends) -> Option<Self> {
        let ((Some(was_worst), Some(was_best)), (Some(worst), Some(best))) = (before, after) else {
            return (before != after).then_some(Self::Other);
        };
        match () {
            () if (was_worst, was_best) == (worst, best) => None,
            () if worst >= was_worst && best >= was_best => Some(Self::Up),
            () if worst <= was_worst && best <= was_best => Some(Self::Down),
            () if worst > was_worst => Some(Self::Narrower),
            () => Some(Self::Wider),
        }
    }
}

/// An obligation whose status is not what it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ObligationChange {
    /// The status after; none where the set has no such obligation.
    pub after: Option<Standing>,
    /// Its article after.
    pub article: String,
    /// The status before; none where the set had no such obligation.
    pub before: Option<Standing>,
    /// Where its ends went.
    pub direction: Direction,
    /// The obligation.
    pub id: String,
    /// Its set.
    pub set: String,
    /// Its title after.
    pub title: String,
}

/// A group whose ends or counts are not what they were.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct GroupChange {
    /// Ends and counts after; none where the set has no such group.
    pub after: Option<GroupResult>,
    /// Its article after.
    pub article: String,
    /// Ends and counts before; none where the set had no such group.
    pub before: Option<GroupResult>,
    /// Where its ends went; none where only the counts differ.
    pub direction: Option<Direction>,
    /// The group.
    pub id: String,
    /// Its set.
    pub set: String,
    /// Its title after.
    pub title: String,
}

/// A side of the organization whose tier is not what it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TierChange {
    /// What was said after.
    #[serde(serialize_with = "sorted")]
    pub after: Option<TierAnswer>,
    /// What was said before.
    #[serde(serialize_with = "sorted")]
    pub before: Option<TierAnswer>,
    /// The id of the side.
    pub id: String,
    /// Its title after.
    pub title: String,
}

pub(crate) fn kind(framework: &Framework, id: &str) -> &'static str {
    match framework.node(id).map(|node| node.kind) {
        Some(NodeKind::Function) => "function",
        Some(NodeKind::Category) => "category",
        Some(NodeKind::Subcategory) => "subcategory",
        Some(NodeKind::Requirement) => "requirement",
        None => "total",
    }
}

impl<'a> Pair<'a> {
    pub(super) fn nodes(self) -> Vec<NodeChange> {
        let [before, after] = self.sides().map(|side| side.assessment.framework());
        let ids = joined(
            before.nodes().iter().map(|node| node.id.as_str()),
            after.nodes().iter().map(|node| node.id.as_str()),
        );
        let changes = ids.into_iter().chain(["total"]).filter_map(|id| {
            let [was, is] = self.sides().map(|side| side.result.nodes.get(id));
            let score = |figures: Option<&'a NodeResult>| figures.and_then(|figures| figures.score.as_ref());
            let known = if after.node(id).is_some() { after } else { before };
            (was != is).then(|| NodeChange {
                after: is.cloned(),
                before: was.cloned(),
                change: score(is).zip(score(was)).map(|(is, was)| Figure(&is.0 - &was.0)),
                id: id.to_owned(),
                is_outcome: known.node(id).is_some_and(|node| node.outcome.is_some()),
                kind: kind(known, id),
                title: known.node(id).map_or("Total", |node| &node.title).to_owned(),
            })
        });
        changes.collect()
    }

    pub(super) fn gates(self) -> Vec<GateChange> {
        let [before, after] = self.sides().map(|side| &side.result.gates);
        let ids: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let title = |id: &str| {
            let models = [self.after, self.before].map(|side| side.assessment.model());
            let known = models.into_iter().find_map(|model| model.gates.iter().find(|gate| gate.id == id));
            known.and_then(|gate| gate.title.clone()).unwrap_or_else(|| id.to_owned())
        };
        ids.into_iter()
            .map(|id| (id, before.get(id), after.get(id)))
            .filter(|(_, was, is)| was != is)
            .map(|(id, was, is)| GateChange {
                after: is.copied(),
                before: was.copied(),
                id: id.clone(),
                title: title(id),
            })
            .collect()
    }

    /// The sets of both results, each with the documents of both sides, the one after first.
    fn sets(self) -> Vec<(&'a str, Vec<&'a ObligationSet>)> {
        let both = self.before.result.sets.keys().filter(|id| self.after.result.sets.contains_key(*id));
        let known = |id: &str| {
            let sides = [self.after, self.before].into_iter();
            sides.filter_map(|side| side.library.obligation_set(id)).collect()
        };
        both.map(|id| (id.as_str(), known(id))).collect()
    }

    pub(super) fn obligations(self) -> Vec<ObligationChange> {
        let mut changes = Vec::new();
        for (set, documents) in self.sets() {
            let graded = |set: &&'a ObligationSet| set.graded().map(|known| known.id.as_str()).collect::<Vec<_>>();
            let mut orders = documents.iter().map(graded);
            let ids =
                joined(orders.next().unwrap_or_default().into_iter(), orders.next().unwrap_or_default().into_iter());
            for id in ids {
                let [was, is] = self.sides().map(|side| side.result.obligations.get(id).map(Standing::of));
                let Some(known) = documents.iter().find_map(|set| set.obligation(id)).filter(|_| was != is) else {
                    continue;
                };
                let ends = |standing: Option<Standing>| standing.map_or((None, None), |one| (one.worst, one.best));
                changes.push(ObligationChange {
                    after: is,
                    article: known.article.clone(),
                    before: was,
                    direction: Direction::of(ends(was), ends(is)).unwrap_or(Direction::Other),
                    id: id.to_owned(),
                    set: set.to_owned(),
                    title: known.title.clone(),
                });
            }
        }
        changes
    }

    pub(super) fn groups(self) -> Vec<GroupChange> {
        let mut changes = Vec::new();
        for (set, documents) in self.sets() {
            let groups = |set: &&'a ObligationSet| {
                let mut groups: Vec<&str> = set.content().groups.iter().map(|group| group.id.as_str()).collect();
                groups.sort_by_key(|id| set.first_below(id));
                groups
            };
            let mut orders = documents.iter().map(groups);
            let ids =
                joined(orders.next().unwrap_or_default().into_iter(), orders.next().unwrap_or_default().into_iter());
            for id in ids {
                let [was, is] = self.sides().map(|side| side.result.groups.get(id).copied());
                let Some(known) = documents.iter().find_map(|set| set.group(id)).filter(|_| was != is) else {
                    continue;
                };
                let ends = |group: Option<GroupResult>| group.map_or((None, None), |one| (one.worst, one.best));
                changes.push(GroupChange {
                    after: is,
                    article: known.article.clone(),
                    before: was,
                    direction: Direction::of(ends(was), ends(is)),
                    id: id.to_owned(),
                    set: set.to_owned(),
                    title: known.title.clone(),
                });
            }
        }
        changes
    }

    pub(super) fn tiers(self) -> Vec<TierChange> {
        let [before, after] = self.sides().map(|side| &side.assessment.content().tiers);
        let ids: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let title = |id: &str| {
            let frameworks = [self.after, self.before].map(|side| side.assessment.framework().content());
            let axes = frameworks.into_iter().filter_map(|framework| framework.tiers.as_ref());
            let known = axes.into_iter().find_map(|tiers| tiers.axes.iter().find(|axis| axis.id == id));
            known.map_or_else(|| id.to_owned(), |axis| axis.title.clone())
        };
        ids.into_iter()
            .map(|id| (id, before.get(id), after.get(id)))
            .filter(|(_, was, is)| was != is)
            .map(|(id, was, is)| TierChange {
                after: is.cloned(),
                before: was.cloned(),
                id: id.clone(),
                title: title(id),
            })
            .collect()
    }
}
