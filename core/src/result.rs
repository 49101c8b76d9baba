//! The one serializable answer: scores, gates and statuses with everything that they rest on.
//!
//! [`AssessmentResult::to_json`] writes it canonically: the same documents give the same bytes everywhere.

use crate::fraction::Figure;
use crate::scope::ScopeOutcome;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

/// The `schema` of a result.
pub const SCHEMA: &str = "csf-assess/result/1";

/// The keys of a document's own order in alphabetical order.
pub(crate) fn sorted<T: Serialize, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    serde_json::to_value(value).map_err(serde::ser::Error::custom)?.serialize(serializer)
}

/// How many outcomes below a node are in which state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct Counts {
    /// Not applicable, with a reason.
    pub not_applicable: u64,
    /// With a level.
    pub rated: u64,
    /// All that take part.
    pub total: u64,
    /// Nothing was said.
    pub unanswered: u64,
    /// "I don't know".
    pub unknown: u64,
}

/// The figures of one node.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct NodeResult {
    /// The states below.
    pub counts: Counts,
    /// Rated ÷ (rated + open), 0 to 1.
    pub coverage: Option<Figure>,
    /// What is missing to the targets, on the scale; never negative.
    pub gap: Option<Figure>,
    /// The score if every open outcome were at the scale's maximum.
    pub high: Option<Figure>,
    /// The score if every open outcome were at the scale's minimum.
    pub low: Option<Figure>,
    /// The score, on the scale.
    pub score: Option<Figure>,
    /// The mean target of the rated outcomes that have one, on the scale.
    pub target: Option<Figure>,
}

/// The verdict of a gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum GateStatus {
    /// Even the low bound is enough.
    Met,
    /// Even the high bound is not enough.
    NotMet,
    /// Open outcomes decide.
    Undetermined,
    /// Nothing under it applies.
    NotApplicable,
}

/// What the answers are evidence of, for one obligation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ObligationStatus {
    /// Evidence available.
    Evidenced,
    /// Partly evidenced.
    PartlyEvidenced,
    /// Not evidenced.
    NotEvidenced,
    /// Open items decide.
    Undetermined,
    /// Nothing that was answered can speak to it.
    OutsideFramework,
    /// It does not bind this entity.
    NotApplicable,
}

impl ObligationStatus {
    /// All statuses, best first.
    pub const ALL: [Self; 6] = [
        Self::Evidenced,
        Self::PartlyEvidenced,
        Self::NotEvidenced,
        Self::Undetermined,
        Self::OutsideFramework,
        Self::NotApplicable,
    ];

    /// The word that results use, such as `partly_evidenced`.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Evidenced => "evidenced",
            Self::PartlyEvidenced => "partly_evidenced",
            Self::NotEvidenced => "not_evidenced",
            Self::Undetermined => "undetermined",
            Self::OutsideFramework => "outside_framework",
            Self::NotApplicable => "not_applicable",
        }
    }

    pub(crate) fn of_grade(grade: u8) -> Self {
        match grade {
            2 => Self::Evidenced,
            1 => Self::PartlyEvidenced,
            _ => Self::NotEvidenced,
        }
    }
}

/// The two ends of a grade: 0 not, 1 partly, 2 evidenced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct Ends {
    /// With every open item at its best.
    pub best: u8,
    /// With every open item at its worst.
    pub worst: u8,
}

/// How many of the mapped outcomes a status rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct RestsOn {
    /// Mapped outcomes that apply.
    pub applicable: u64,
    /// Mapped outcomes that the framework asks.
    pub mapped: u64,
    /// Mapped outcomes that do not apply.
    pub not_applicable: u64,
    /// Mapped outcomes with a level.
    pub rated: u64,
}

/// Why an obligation does not bind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum NotBound {
    /// It is addressed to public bodies, and the entity's class is not known to be one.
    Addressee,
    /// It binds other classes.
    Class,
    /// It binds other roles.
    Role,
    /// It binds other sectors.
    Sector,
}

/// Why an obligation does not bind, and where that is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct Reason {
    /// The article of the obligation.
    pub article: String,
    /// What does not match.
    pub code: NotBound,
}

/// The status of one obligation and what it rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct ObligationResult {
    /// The grade with every open item at its best, 0 to 2.
    pub best: Option<u8>,
    /// Σ strength·n ÷ Σ strength over the rated outcomes, 0 to 1. Not a percentage of anything.
    pub evidence: Option<Figure>,
    /// The same with every open outcome at its best.
    pub evidence_high: Option<Figure>,
    /// The same with every open outcome at its worst.
    pub evidence_low: Option<Figure>,
    /// The grade of the mapped outcomes alone.
    pub framework: Option<Ends>,
    /// Mapped outcomes that the framework does not have.
    pub not_asked: Vec<String>,
    /// Open outcomes and questions.
    pub open: Vec<String>,
    /// How far the framework reaches this obligation.
    pub reach: crate::crosswalk::Reach,
    /// Why it does not bind, if it does not.
    pub reason: Option<Reason>,
    /// What it rests on.
    pub rests_on: RestsOn,
    /// The status.
    pub status: ObligationStatus,
    /// The grade of the supplementary questions alone.
    pub supplement: Option<Ends>,
    /// The lowest rated outcome among the strong mappings, 0 to 1.
    pub weakest: Option<Figure>,
    /// The same with every open outcome at its best.
    pub weakest_high: Option<Figure>,
    /// The same with every open outcome at its worst.
    pub weakest_low: Option<Figure>,
    /// The grade with every open item at its worst, 0 to 2.
    pub worst: Option<u8>,
}

/// How many obligations below a group have which status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct StatusCounts {
    /// Evidence available.
    pub evidenced: u64,
    /// Not binding.
    pub not_applicable: u64,
    /// Not evidenced.
    pub not_evidenced: u64,
    /// Nothing that was answered can speak to them.
    pub outside_framework: u64,
    /// Partly evidenced.
    pub partly_evidenced: u64,
    /// Open items decide.
    pub undetermined: u64,
}

impl StatusCounts {
    /// The number with one status.
    #[must_use]
    pub fn of(&self, status: ObligationStatus) -> u64 {
        match status {
            ObligationStatus::Evidenced => self.evidenced,
            ObligationStatus::PartlyEvidenced => self.partly_evidenced,
            ObligationStatus::NotEvidenced => self.not_evidenced,
            ObligationStatus::Undetermined => self.undetermined,
            ObligationStatus::OutsideFramework => self.outside_framework,
            ObligationStatus::NotApplicable => self.not_applicable,
        }
    }

    pub(crate) fn add(&mut self, status: ObligationStatus) {
        let count = match status {
            ObligationStatus::Evidenced => &mut self.evidenced,
            ObligationStatus::PartlyEvidenced => &mut self.partly_evidenced,
            ObligationStatus::NotEvidenced => &mut self.not_evidenced,
            ObligationStatus::Undetermined => &mut self.undetermined,
            ObligationStatus::OutsideFramework => &mut self.outside_framework,
            ObligationStatus::NotApplicable => &mut self.not_applicable,
        };
        *count += 1;
    }
}

/// A group: no better than the weakest binding duty below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct GroupResult {
    /// The lowest best end.
    pub best: Option<u8>,
    /// The statuses below, voluntary entries left out.
    pub statuses: StatusCounts,
    /// The lowest worst end.
    pub worst: Option<u8>,
}

/// Which version of a document a result rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct DocumentStamp {
    /// SHA-256 of the document's normal form, without its texts.
    pub hash: String,
    /// The id.
    pub id: String,
}

/// Which version of the framework a result rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct FrameworkStamp {
    /// SHA-256 of the document's normal form, without its texts.
    pub hash: String,
    /// The id.
    pub id: String,
    /// The framework's own version.
    pub version: String,
}

/// When an act is in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct InForceStamp {
    /// The first day.
    pub from: String,
    /// The day from which it is repealed.
    pub until: Option<String>,
}

/// What the scope rules say of the class where the assessment gives none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct ScopeStamp {
    /// Where the rule stands; none: what was not said decides.
    pub article: Option<String>,
    /// The set whose class it is, where this one has none of its own.
    pub class_of: Option<String>,
    /// The id of the scope document that has the rule.
    pub document: Option<String>,
    /// The scope documents that were read: the national overlay, if any, and that of the set.
    pub documents: Vec<DocumentStamp>,
    /// What was not said and decides.
    pub missing: Vec<String>,
    /// How sure it is.
    pub outcome: ScopeOutcome,
    /// Every class that it can be, with `none` and `in_scope`.
    pub possible: Vec<String>,
    /// The id of the rule that decided.
    pub rule: Option<String>,
}

/// Which obligation set and crosswalk a result rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct SetStamp {
    /// The entity's class under this act; none: not known, duties are graded as if they bound.
    pub class: Option<String>,
    /// The crosswalk's id; none: no crosswalk leads here, only questions speak.
    pub crosswalk: Option<String>,
    /// The crosswalk's hash.
    pub crosswalk_hash: Option<String>,
    /// The set's hash.
    pub hash: String,
    /// When the act is in force.
    pub in_force: InForceStamp,
    /// How the class was derived, or why it stays open; not there where the assessment gives it, says neither sector,
    /// size nor roles, or the set has no scope document.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<ScopeStamp>,
}

/// Something that is allowed and still worth a look.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
#[non_exhaustive]
pub struct Warning {
    /// The stable code.
    pub code: WarningCode,
    /// What it is about.
    pub id: String,
}

/// The stable codes of [`Warning`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum WarningCode {
    /// The outcome was called not applicable although the content says that it applies to everyone.
    NotApplicableNever,
}

/// The result of one assessment (`csf-assess/result/1`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(title = "csf-assess/result/1", deny_unknown_fields)
)]
#[non_exhaustive]
pub struct AssessmentResult {
    /// The framework.
    pub framework: FrameworkStamp,
    /// The model's verdicts by gate id.
    pub gates: BTreeMap<String, GateStatus>,
    /// The groups by id.
    pub groups: BTreeMap<String, GroupResult>,
    /// The model.
    pub model: DocumentStamp,
    /// The figures by node id, and under `total`.
    pub nodes: BTreeMap<String, NodeResult>,
    /// The obligations by id.
    pub obligations: BTreeMap<String, ObligationResult>,
    /// The scale of the levels and scores.
    pub scale: DocumentStamp,
    /// `csf-assess/result/1`.
    pub schema: &'static str,
    /// The obligation sets by id.
    pub sets: BTreeMap<String, SetStamp>,
    /// What is worth a look.
    pub warnings: Vec<Warning>,
}

impl AssessmentResult {
    /// The canonical JSON: UTF-8, keys sorted, no white space.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Every field is a string, number, list or map with string keys, which the writer cannot refuse.
        serde_json::to_string(self).unwrap_or_default()
    }
}
