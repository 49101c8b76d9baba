//! Crosswalks: how far a framework's outcomes speak about a set's obligations.

use crate::error::{Code, Path, Problems};
use crate::fraction::Fraction;
use crate::framework::{Framework, Node, NodeKind, Source};
use crate::id::{did_you_mean, quoted};
use crate::obligation::{Kind, ObligationSet};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// How an outcome and an obligation relate, read "*from* R *to*" (NIST IR 8477). It explains and does not weigh.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Relationship {
    /// Both ask the same.
    Equal,
    /// The outcome lies wholly inside the obligation.
    SubsetOf,
    /// The outcome contains the obligation.
    SupersetOf,
    /// They overlap in part.
    IntersectsWith,
}

/// Whether a second person has checked a mapping.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Review {
    /// Proposed, not yet checked.
    Proposed,
    /// Checked.
    Verified,
}

/// How much of an obligation the framework can speak about at all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Reach {
    /// Nearly all of it.
    Substantial,
    /// Some of it; the supplementary questions carry the rest.
    Partial,
    /// Nothing: only the supplementary questions speak.
    #[default]
    None,
}

impl Reach {
    /// The word that documents and results use.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Substantial => "substantial",
            Self::Partial => "partial",
            Self::None => "none",
        }
    }
}

/// One link from an outcome to an obligation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The subcategory.
    pub from: String,
    /// The obligation.
    pub to: String,
    /// How they relate.
    pub relationship: Relationship,
    /// How much a fully achieved outcome says about the obligation, 1 to 10.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 10)))]
    pub strength: i64,
    /// Why.
    pub rationale: String,
    /// Who else says so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// Whether it was checked.
    pub review: Review,
    /// Anything of the author's own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub x: BTreeMap<String, Value>,
}

/// An outcome that helps with an obligation without being evidence of it: shown, never weighed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NotCounted {
    /// The subcategory.
    pub from: String,
    /// The obligation.
    pub to: String,
    /// Why it does not count.
    pub reason: String,
}

/// From where on evidence counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Thresholds {
    /// Evidence at or above this share is enough; 1/2 where nothing is said.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::shape::fraction"))]
    pub evidenced_at: Fraction,
    /// No strong outcome may be below this share; 2/5 where nothing is said.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::shape::fraction"))]
    pub floor_at: Fraction,
    /// Evidence at or above this share is part of what is needed; 3/10 where nothing is said.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::shape::fraction"))]
    pub partly_at: Fraction,
    /// From this strength on a mapping is strong; 6 where nothing is said.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 10)))]
    pub floor_strength: i64,
}

impl Default for Thresholds {
    fn default() -> Self {
        let share = |n, d| Fraction::new(n, d).unwrap_or_else(Fraction::zero);
        Self { evidenced_at: share(1, 2), floor_at: share(2, 5), partly_at: share(3, 10), floor_strength: 6 }
    }
}

/// A crosswalk document (`csf-assess/crosswalk/1`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(title = "csf-assess/crosswalk/1"))]
#[serde(deny_unknown_fields)]
pub struct Crosswalk {
    /// `csf-assess/crosswalk/1`.
    pub schema: String,
    /// The id, `<from>--<to>` or `<from>--<to>--<source>`.
    pub id: String,
    /// The title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The framework.
    pub from: String,
    /// The obligation set.
    pub to: String,
    /// Whom to credit, and what was changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// How far the framework reaches each obligation; missing means none.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub reach: BTreeMap<String, Reach>,
    /// From where on evidence counts.
    #[serde(default)]
    pub thresholds: Thresholds,
    /// The links.
    pub mappings: Vec<Mapping>,
    /// Outcomes that were looked at and relate to nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub no_relationship: Vec<String>,
    /// Outcomes that help without being evidence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_counted: Vec<NotCounted>,
    /// Anything of the author's own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub x: BTreeMap<String, Value>,
}

impl Crosswalk {
    /// How far the framework reaches an obligation.
    #[must_use]
    pub fn reach_of(&self, obligation: &str) -> Reach {
        self.reach.get(obligation).copied().unwrap_or_default()
    }

    /// The mappings to an obligation, in the document's order.
    pub fn mappings_to<'a>(&'a self, obligation: &'a str) -> impl Iterator<Item = &'a Mapping> {
        self.mappings.iter().filter(move |mapping| mapping.to == obligation)
    }

    /// The mappings from an outcome, in the document's order.
    pub fn mappings_from<'a>(&'a self, outcome: &'a str) -> impl Iterator<Item = &'a Mapping> {
        self.mappings.iter().filter(move |mapping| mapping.from == outcome)
    }

    /// What can be seen in the document alone.
    pub(crate) fn check(&self, problems: &mut Problems) {
        let root = Path::default();
        let mut pairs = BTreeSet::new();
        for (position, mapping) in self.mappings.iter().enumerate() {
            let path = root.key("mappings").index(position);
            if !(1..=10).contains(&mapping.strength) {
                let message = format!("a strength of {} is not possible; use 1 to 10", mapping.strength);
                problems.value(&path.key("strength"), Code::CrosswalkStrength, message);
            }
            if !pairs.insert((&mapping.from, &mapping.to)) {
                let message = format!("{} to {} is mapped twice", quoted(&mapping.from), quoted(&mapping.to));
                problems.value(&path, Code::DocumentDuplicateId, message);
            }
            if self.reach_of(&mapping.to) == Reach::None {
                let message = format!("{} has reach none, so nothing can be mapped to it", quoted(&mapping.to));
                problems.value(&path.key("to"), Code::CrosswalkReachNone, message);
            }
        }
        let thresholds = root.key("thresholds");
        let (zero, one) = (Fraction::zero(), Fraction::one());
        let Thresholds { evidenced_at, floor_at, partly_at, floor_strength } = &self.thresholds;
        for (name, value) in [("evidenced_at", evidenced_at), ("floor_at", floor_at), ("partly_at", partly_at)] {
            if *value < zero || *value > one {
                let message = format!("{} is not a share between 0 and 1", value.plain());
                problems.value(&thresholds.key(name), Code::CrosswalkThreshold, message);
            }
        }
        if partly_at > evidenced_at {
            let message = "partly_at must not be above evidenced_at";
            problems.value(&thresholds.key("partly_at"), Code::CrosswalkThreshold, message);
        }
        if !(1..=10).contains(floor_strength) {
            let message = format!("a strength of {floor_strength} is not possible; use 1 to 10");
            problems.value(&thresholds.key("floor_strength"), Code::CrosswalkStrength, message);
        }
    }

    /// What can be seen only beside the framework and the obligation set.
    pub(crate) fn check_ids(&self, framework: &Framework, set: &ObligationSet, problems: &mut Problems) {
        let root = Path::default();
        let can_be_mapped = |node: &Node| matches!(node.kind, NodeKind::Subcategory | NodeKind::Requirement);
        let mut outcome = |id: &str, path: &Path| {
            if !framework.node(id).is_some_and(can_be_mapped) {
                let known = framework.nodes().iter().filter(|node| can_be_mapped(node));
                let nearest = problems.hint(|| did_you_mean(id, known.map(|node| node.id.as_str())));
                let message = format!("{} is not an outcome of {}{nearest}", quoted(id), framework.id());
                problems.value(path, Code::DocumentReference, message);
            }
        };
        for (position, id) in self.no_relationship.iter().enumerate() {
            outcome(id, &root.key("no_relationship").index(position));
        }
        for (position, mapping) in self.mappings.iter().enumerate() {
            outcome(&mapping.from, &root.key("mappings").index(position).key("from"));
        }
        for (position, link) in self.not_counted.iter().enumerate() {
            outcome(&link.from, &root.key("not_counted").index(position).key("from"));
        }
        let mut obligation = |id: &str, path: &Path, at_key: bool| {
            let (code, message) = match set.obligation(id) {
                Some(known) if known.kind == Kind::Information => {
                    (Code::CrosswalkInformation, format!("{} is information and is never graded", quoted(id)))
                }
                Some(_) => return,
                None => {
                    let ids = set.content().obligations.iter().map(|known| known.id.as_str());
                    let nearest = problems.hint(|| did_you_mean(id, ids));
                    (Code::DocumentReference, format!("{} is not an obligation of {}{nearest}", quoted(id), set.id()))
                }
            };
            if at_key { problems.key(path, code, message) } else { problems.value(path, code, message) }
        };
        for id in self.reach.keys() {
            obligation(id, &root.key("reach").key(id), true);
        }
        for (position, mapping) in self.mappings.iter().enumerate() {
            obligation(&mapping.to, &root.key("mappings").index(position).key("to"), false);
        }
        for (position, link) in self.not_counted.iter().enumerate() {
            obligation(&link.to, &root.key("not_counted").index(position).key("to"), false);
        }
    }
}
