//! Why a gate is met or not: which item fails it, and by how much.

use super::{Context, LeftOut};
use crate::assessment::Rating;
use crate::fraction::Figure;
use crate::framework::Node;
use crate::model::{GateOn, is_each};
use crate::result::GateStatus;
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
                Some(GateItem {
                    missing: is_missing.then(|| Figure(&gate.at_least - &high.0)),
                    high,
                    id: id.to_owned(),
                    low,
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
            items,
            never_on: Vec::new(),
            not_applicable: Vec::new(),
            on,
            open,
            status,
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
        let not_applicable = outcomes.filter(|node| self.assessment.rating(&node.id) == Rating::NotApplicable);
        GateExplanation {
            at_least: None,
            at_most: policy.at_most,
            items: Vec::new(),
            never_on: policy.never_on.clone(),
            not_applicable: not_applicable.map(|node| self.left_out(node)).collect(),
            on: "outcomes that do not apply".to_owned(),
            open: Vec::new(),
            status,
        }
    }
}
