//! The shape of an obligation set document (`csf-assess/obligations/1`).

use super::counting::Counting;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// Who finally has to act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Addressee {
    /// The entity as a whole.
    Entity,
    /// Its management body.
    ManagementBody,
    /// An operator of essential services (NIS1).
    Operator,
    /// A digital service provider (NIS1).
    DigitalServiceProvider,
    /// A national authority.
    Authority,
    /// The Member State.
    MemberState,
    /// The European Commission.
    Commission,
}

impl Addressee {
    /// Whether an organization can be the addressee, rather than a public body of the act.
    #[must_use]
    pub fn is_organization(self) -> bool {
        !matches!(self, Self::Authority | Self::MemberState | Self::Commission)
    }
}

/// What an entry is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Kind {
    /// Measures that manage risk.
    RiskManagement,
    /// Telling authorities or others about incidents.
    IncidentReporting,
    /// Who decides, approves, registers.
    Governance,
    /// What must be shown to authorities.
    Evidence,
    /// Duties of Member States.
    National,
    /// Facts such as fines and powers: shown, never graded.
    Information,
}

/// Which entities an obligation binds: all lists that are given must match.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Binds {
    /// Entity classes; empty for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<String>,
    /// Sector paths; an entity in or below one of them is meant; empty for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sectors: Vec<String>,
    /// Roles, any of which is enough; empty for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<String>,
}

impl Binds {
    fn is_everyone(&self) -> bool {
        *self == Self::default()
    }
}

/// What starts a deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DeadlineEvent {
    /// Becoming aware of a significant incident.
    Awareness,
    /// Becoming aware of a significant threat, without an incident.
    Threat,
    /// Submitting the incident notification.
    Notification,
    /// Having handled the incident.
    Handling,
    /// A change of what was registered.
    Change,
    /// Receipt of a request.
    Request,
    /// An authority's order.
    Order,
    /// Adoption of a document.
    Adoption,
    /// A designation.
    Designation,
    /// No event: a calendar date.
    Date,
}

/// Another period for some entities.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Unless {
    /// The roles that have the other period.
    pub roles: Vec<String>,
    /// The other period, as an ISO 8601 duration.
    pub within: String,
    /// In which cases.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
}

/// A deadline as data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    /// What starts it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<DeadlineEvent>,
    /// The period, as an ISO 8601 duration such as `PT24H`, `P14D`, `P1M`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<String>,
    /// A calendar date, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// A standard beside or instead of a period, such as "without undue delay".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standard: Option<String>,
    /// Another period for some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unless: Option<Unless>,
    /// What is due, such as "progress report".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The event that doing it is, from which other deadlines run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub starts: Option<DeadlineEvent>,
    /// `true`: owed only where the incident still goes on when the report after the notification is due; `false`: only
    /// where it no longer does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ongoing: Option<bool>,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A supplementary question: answerable by yes or no, and yes is the good answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The obligation's id, a slash and a number.
    pub id: String,
    /// The question.
    pub question: String,
    /// What would show it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
}

/// One duty, right or fact of the act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Obligation {
    /// The id, such as `NIS2-21.2.f`.
    pub id: String,
    /// The article, paragraph and point, such as `21(2)(f)`.
    pub article: String,
    /// The group that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    /// Who finally has to act.
    pub addressee: Addressee,
    /// Which entities it binds.
    #[serde(default, skip_serializing_if = "Binds::is_everyone")]
    pub binds: Binds,
    /// Encouraged, not owed: shown, and left out of the group's status.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub voluntary: bool,
    /// What it is about.
    pub kind: Kind,
    /// What has to happen before it bites, such as an order or national law.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trigger: Option<String>,
    /// A short title.
    pub title: String,
    /// What it asks, in one or two sentences.
    pub summary: String,
    /// Its deadlines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub deadlines: Vec<Deadline>,
    /// What has to be asked beside the framework.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supplementary: Vec<Question>,
    /// The numbers of the points that it holds, where the act counts further.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub points: Vec<String>,
    /// The obligations or groups of another act that it spells out, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub implements: Vec<String>,
    /// How the article was checked.
    pub verification: String,
    /// Anything of the author's own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub x: BTreeMap<String, Value>,
}

/// A heading over obligations: no duty itself, it rolls up what is below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// The id, such as `NIS2-21`.
    pub id: String,
    /// The article.
    pub article: String,
    /// The title.
    pub title: String,
    /// The group above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
}

/// A term of a closed list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The id that assessments use.
    pub id: String,
    /// The title.
    pub title: String,
}

/// When the act is in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct InForce {
    /// The first day, `YYYY-MM-DD`.
    pub from: String,
    /// The day from which it is repealed, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

/// A change of the law that is on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Pending {
    /// How it is cited.
    pub reference: String,
    /// Its date, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dated: Option<String>,
    /// What it would change.
    pub content: String,
    /// How far it is.
    pub status: String,
}

/// The state of the law that the set describes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct LegalState {
    /// The day that the set describes, `YYYY-MM-DD`.
    pub as_of: String,
    /// The state in a sentence or two.
    pub statement: String,
    /// Changes on their way.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pending: Vec<Pending>,
    /// What could not be checked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_verified: Vec<String>,
}

/// An obligation set document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(title = "csf-assess/obligations/1"))]
#[serde(deny_unknown_fields)]
pub struct ObligationSetContent {
    /// `csf-assess/obligations/1`.
    pub schema: String,
    /// The id, such as `nis2`.
    pub id: String,
    /// The act.
    pub title: String,
    /// The act's CELEX number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub celex: Option<String>,
    /// When the act is in force.
    pub in_force: InForce,
    /// The state of the law that the set describes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub legal_state: Option<LegalState>,
    /// How periods are counted, beside the plain reading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counting: Option<Counting>,
    /// The entity classes of the act.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<String>,
    /// The roles that some duties bind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Term>,
    /// The sectors of the act, as paths.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sectors: Vec<Term>,
    /// Headings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<Group>,
    /// The entries, in the act's order.
    pub obligations: Vec<Obligation>,
    /// Anything of the author's own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub x: BTreeMap<String, Value>,
}
