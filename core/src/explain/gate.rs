//! Why a gate is met or not: which item fails it, and by how much.

use super::{Context, LeftOut};
use crate::assessment::{Answer, Rating};
use crate::fraction::{Figure, Fraction};
use crate::framework::Node;
use crate::model::{GateOn, is_each};
use crate::result::GateStatus;
use crate::score;
use serde::Serialize;
use std::collections::BTreeSet;

/// A gate and what it looks at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct GateExplanation {
    /// The level that is needed; none for the gate on what does not apply.
    pub at_least: Option<Figure>,
    /// How many outcomes may be not applicable, for the gate on that.
    pub at_most: Option<u64>,
    /// The outcomes that must not be not applicable and are, for the gate on that.
    pub barred: Vec<String>,
    /// The nodes that it looks at; what does not apply is left out.
    pub items: Vec<GateItem>,
    /// Tags that must not be not applicable, for the gate on that.
    pub never_on: Vec<String>,
    /// The outcomes that do not apply, for the gate on that.
    pub not_applicable: Vec<LeftOut>,
    /// What it looks at, in words.
    pub on: String,
    /// Open outcomes that can still decide it.
    pub open: Vec<String>,
    /// The verdict.
    pub status: GateStatus,
    /// How many outcomes too many are not applicable, for the gate on that.
    pub too_many: u64,
}

/// An outcome and the lowest level at which it meets a gate alone, everything else as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Raise {
    /// The outcome.
    pub id: String,
    /// The level, in every dimension of the scale.
    pub level: Figure,
}

/// One node that a gate looks at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct GateItem {
    /// The upper bound of its score.
    pub high: Figure,
    /// The node, or `total`.
    pub id: String,
    /// The lower bound of its score.
    pub low: Figure,
    /// How far even the upper bound is below the gate; none where it is not.
    pub missing: Option<Figure>,
    /// The outcomes of which one, rated at this level, would meet it even at its low bound; none where it is met.
    pub raises: Vec<Raise>,
    /// The verdict on this item alone.
    pub status: GateStatus,
    /// The node's title.
    pub title: String,
}

impl Context<'_> {
    pub(super) fn gate(&self, id: &str) -> Option<(String, GateExplanation)> {
        let status = *self.result.gates.get(id)?;
        let model = self.assessment.model();
        let Some(gate) = model.gates.iter().find(|gate| gate.id == id) else {
            return Some(("What may be not applicable".to_owned(), self.gate_on_not_applicable(status)));
        };
        let (on, nodes) = match &gate.on {
            GateOn::Node(id) => (id.clone(), vec![id.as_str()]),
            GateOn::Each(kind) => {
                let framework = self.assessment.framework();
                let matching = framework.nodes().iter().filter(|node| is_each(self.assessment.framework(), node, kind));
                (format!("each {kind}"), matching.map(|node| node.id.as_str()).collect())
            }
        };
        let items: Vec<GateItem> = nodes
            .into_iter()
            .filter_map(|id| {
                let figures = self.result.nodes.get(id)?;
                let (low, high) = (figures.low.clone()?, figures.high.clone()?);
                let is_missing = high.0 < gate.at_least;
                let status = match () {
                    () if low.0 >= gate.at_least => GateStatus::Met,
                    () if is_missing => GateStatus::NotMet,
                    () => GateStatus::Undetermined,
                };
                let raises = if status == GateStatus::Met { Vec::new() } else { self.raises(id, &gate.at_least) };
                Some(GateItem {
                    missing: is_missing.then(|| Figure(&gate.at_least - &high.0)),
                    high,
                    id: id.to_owned(),
                    low,
                    raises,
                    status,
                    title: self.assessment.framework().node(id).map_or("Total", |node| &node.title).to_owned(),
                })
            })
            .collect();
        let undecided = items.iter().filter(|item| item.status == GateStatus::Undetermined);
        let open = self.open_below_any(&undecided.map(|item| item.id.as_str()).collect());
        let title = gate.title.clone().unwrap_or_else(|| gate.id.clone());
        let explained = GateExplanation {
            at_least: Some(Figure(gate.at_least.clone())),
            at_most: None,
            barred: Vec::new(),
            items,
            never_on: Vec::new(),
            not_applicable: Vec::new(),
            on,
            open,
            status,
            too_many: 0,
        };
        Some((title, explained))
    }

    /// The open outcomes at or below any of these nodes, in the order of their ids.
    fn open_below_any(&self, tops: &BTreeSet<&str>) -> Vec<String> {
        let framework = self.assessment.framework();
        let is_below = |outcome: &Node| {
            let above = |node: &&Node| node.parent.and_then(|parent| framework.nodes().get(parent));
            std::iter::successors(Some(outcome), above).any(|node| tops.contains(node.id.as_str()))
        };
        let is_all = tops.iter().any(|id| framework.node(id).is_none());
        let open = framework.outcomes().filter(|node| {
            (is_all || is_below(node)) && self.takes_part(&node.id) && self.assessment.rating(&node.id).is_open()
        });
        let mut open: Vec<String> = open.map(|node| node.id.clone()).collect();
        open.sort_unstable();
        open
    }

    fn gate_on_not_applicable(&self, status: GateStatus) -> GateExplanation {
        let policy = &self.assessment.model().not_applicable;
        let outcomes = self.assessment.framework().outcomes().filter(|node| self.takes_part(&node.id));
        let not_applicable: Vec<&Node> =
            outcomes.filter(|node| self.assessment.rating(&node.id) == Rating::NotApplicable).collect();
        let is_barred = |node: &&&Node| {
            let item = self.assessment.framework().item(&node.id);
            item.is_some_and(|item| item.tags.iter().any(|tag| policy.never_on.contains(tag)))
        };
        let mut barred: Vec<String> = not_applicable.iter().filter(is_barred).map(|node| node.id.clone()).collect();
        barred.sort_unstable();
        GateExplanation {
            at_least: None,
            at_most: policy.at_most,
            barred,
            items: Vec::new(),
            never_on: policy.never_on.clone(),
            not_applicable: not_applicable.iter().map(|node| self.left_out(node)).collect(),
            on: "outcomes that do not apply".to_owned(),
            open: Vec::new(),
            status,
            too_many: policy.at_most.map_or(0, |most| (not_applicable.len() as u64).saturating_sub(most)),
        }
    }

    /// Which outcomes below a node would lift its low bound to a bar alone, and to which level each; what does not
    /// apply is never touched.
    fn raises(&self, id: &str, bar: &Fraction) -> Vec<Raise> {
        let levels = self.levels();
        let mut trial = self.assessment.clone();
        let mut raises = Vec::new();
        for outcome in self.below(id) {
            if !self.takes_part(&outcome.id) || self.assessment.rating(&outcome.id) == Rating::NotApplicable {
                continue;
            }
            let given = trial.answer(&outcome.id).cloned();
            let target = given.as_ref().and_then(|answer| answer.target.clone());
            let mut meets = |level: &Fraction| {
                let answer = Answer { level: Some(self.at(level)), target: target.clone(), ..Answer::default() };
                trial.replace_answer(&outcome.id, Some(answer));
                score::low(&trial, id).is_some_and(|low| low >= *bar)
            };
            // A higher level never lowers a score, so the highest decides and the rest can be halved.
            if levels.last().is_some_and(&mut meets) {
                let first = levels.partition_point(|level| !meets(level));
                let level = levels.get(first).cloned().map(Figure);
                raises.extend(level.map(|level| Raise { id: outcome.id.clone(), level }));
            }
            trial.replace_answer(&outcome.id, given);
        }
        raises
    }
}
