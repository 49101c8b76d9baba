//! Transitions: where the parts of one version of a framework went in the next, source by source.

use crate::error::{Code, Path, Problems};
use crate::framework::{Framework, NodeKind};
use crate::id::{did_you_mean, quoted};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What a source says of an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum EdgeKind {
    /// The same id in both.
    SameId,
    /// It went there as a whole.
    MovedTo,
    /// It became part of that.
    IncorporatedInto,
    /// The source links the two and says no more.
    Related,
}

/// A table of where things went.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TransitionSource {
    /// The id that edges use, such as `nist-oscal`.
    pub id: String,
    /// The title.
    pub title: String,
    /// Where it is found, and how it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// One step from the old version to the new one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Edge {
    /// A node of the old version.
    pub from: String,
    /// A node of the new version.
    pub to: String,
    /// What each source says of it, by the id of the source. A source that is not here does not have the edge.
    pub says: BTreeMap<String, EdgeKind>,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A transition document (`csf-assess/transition/1`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(title = "csf-assess/transition/1"))]
#[serde(deny_unknown_fields)]
pub struct Transition {
    /// `csf-assess/transition/1`.
    pub schema: String,
    /// The id, `<from>--<to>`.
    pub id: String,
    /// The title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The framework that is left.
    pub from: String,
    /// The framework that is entered.
    pub to: String,
    /// The tables that the edges come from.
    pub sources: Vec<TransitionSource>,
    /// The edges, between nodes of any kind.
    pub edges: Vec<Edge>,
    /// Anything of the author's own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub x: BTreeMap<String, Value>,
}

impl Transition {
    /// The edges of one source, in the document's order.
    pub fn edges_of<'a>(&'a self, source: &'a str) -> impl Iterator<Item = &'a Edge> {
        self.edges.iter().filter(move |edge| edge.says.contains_key(source))
    }

    /// The edges from a node, in the document's order.
    pub fn edges_from<'a>(&'a self, id: &'a str) -> impl Iterator<Item = &'a Edge> {
        self.edges.iter().filter(move |edge| edge.from == id)
    }

    /// The edges from outcomes of `from` on which the sources differ: some have it and some have not.
    pub fn disputed<'a>(&'a self, from: &'a Framework) -> impl Iterator<Item = &'a Edge> {
        let is_outcome = |edge: &Edge| from.node(&edge.from).is_some_and(|node| node.outcome.is_some());
        self.edges.iter().filter(move |edge| edge.says.len() < self.sources.len() && is_outcome(edge))
    }

    /// What can be seen in the document alone.
    pub(crate) fn check(&self, problems: &mut Problems) {
        let root = Path::default();
        let mut known = BTreeSet::new();
        for (position, source) in self.sources.iter().enumerate() {
            if !known.insert(source.id.as_str()) {
                let message = format!("the id {} is there twice", quoted(&source.id));
                problems.value(&root.key("sources").index(position).key("id"), Code::DocumentDuplicateId, message);
            }
        }
        let mut pairs = BTreeSet::new();
        for (position, edge) in self.edges.iter().enumerate() {
            let path = root.key("edges").index(position);
            if !pairs.insert((&edge.from, &edge.to)) {
                let message = format!("the edge from {} to {} is there twice", quoted(&edge.from), quoted(&edge.to));
                problems.value(&path, Code::DocumentDuplicateId, message);
            }
            if edge.says.is_empty() {
                problems.value(
                    &path.key("says"),
                    Code::TransitionEdge,
                    "no source has this edge; name one or leave it out",
                );
            }
            for source in edge.says.keys().filter(|source| !known.contains(source.as_str())) {
                let hint = did_you_mean(source, known.iter().copied());
                let message = format!("{} is not a source of this transition{hint}", quoted(source));
                problems.value(&path.key("says").key(source), Code::TransitionEdge, message);
            }
        }
    }

    /// Both ends of every edge are there.
    pub(crate) fn check_ids(&self, from: &Framework, to: &Framework, problems: &mut Problems) {
        for (position, edge) in self.edges.iter().enumerate() {
            let path = Path::default().key("edges").index(position);
            for (key, id, framework) in [("from", &edge.from, from), ("to", &edge.to, to)] {
                if framework.node(id).is_none() {
                    let ids = framework.nodes().iter().filter(|node| node.kind != NodeKind::Requirement);
                    let hint = did_you_mean(id, ids.map(|node| node.id.as_str()));
                    let message = format!("{} is not a part of {}{hint}", quoted(id), framework.id());
                    problems.value(&path.key(key), Code::DocumentReference, message);
                }
            }
        }
    }
}
