//! The answer to who is bound: class, rule, what is missing, and what would change it.

use super::content::EntityFacts;
use super::size::SizeFound;
use serde::Serialize;

/// The `schema` of an answer.
pub(super) const SCHEMA: &str = "csf-assess/scope-answer/1";

/// How sure a class is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ScopeOutcome {
    /// The rules decide.
    Determined,
    /// A Member State decides.
    NationalDecision,
    /// Something that was not said decides.
    Undetermined,
}

/// The rule that decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RuleFound {
    /// Where it stands.
    pub article: String,
    /// The id of the scope document that has it.
    pub document: String,
    /// Its id.
    pub id: String,
    /// What it says.
    pub summary: String,
    /// How it was checked.
    pub verification: String,
}

/// Something to know beside the class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct NoteFound {
    /// Where it stands.
    pub article: String,
    /// The id of the scope document that has it.
    pub document: String,
    /// Its id.
    pub id: String,
    /// What it says.
    pub summary: String,
}

/// A role or fact that would lead to another answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct WouldChange {
    /// Where the rule stands that would decide then.
    pub article: String,
    /// The role or fact.
    pub id: String,
    /// Whether it is a `role` or a `fact`.
    pub kind: &'static str,
    /// What is asked, for a fact.
    pub question: Option<String>,
    /// The id of the rule that would decide.
    pub rule: String,
    /// A class, `none`, `in_scope`, `national_decision` or `undetermined`.
    pub then: String,
    /// What would have to be said.
    pub value: bool,
}

/// Who an entity is under an act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ScopeAnswer {
    /// The class; `none`: the act does not bind; none: not known, or the act gives it none.
    pub class: Option<String>,
    /// What was given.
    pub given: EntityFacts,
    /// Whether the act binds; none: not known.
    pub in_scope: Option<bool>,
    /// What was not said and decides: `sector`, `size`, `roles`, or figures of the size.
    pub missing: Vec<String>,
    /// What to know beside it.
    pub notes: Vec<NoteFound>,
    /// How sure it is.
    pub outcome: ScopeOutcome,
    /// The national overlay that it was read under.
    pub overlay: Option<String>,
    /// Every class that it can be, with `none` and `in_scope`; one, unless it is open.
    pub possible: Vec<String>,
    /// The roles, those that others imply included; none: not known.
    pub roles: Option<Vec<String>>,
    /// The rule that decided; none: what was not said decides.
    pub rule: Option<RuleFound>,
    /// `csf-assess/scope-answer/1`.
    pub schema: &'static str,
    /// The sectors, those of the roles included; none: not known.
    pub sectors: Option<Vec<String>>,
    /// The obligation set.
    pub set: String,
    /// The size; none: size decides nothing here.
    pub size: Option<SizeFound>,
    /// The roles and facts that would lead to another answer, taken one by one.
    pub would_change: Vec<WouldChange>,
}

impl ScopeAnswer {
    /// The answer as canonical JSON: keys sorted, no white space.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Text, numbers, lists and structures, which the writer cannot refuse.
        serde_json::to_string(self).unwrap_or_default()
    }
}
