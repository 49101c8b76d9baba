//! The shape of a scope document (`csf-assess/scope/1`).

use crate::fraction::Fraction;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// One size class and its ceilings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SizeClass {
    /// The id, such as `medium`.
    pub id: String,
    /// The staff headcount, in annual work units, has to be below this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headcount_below: Option<u64>,
    /// The annual turnover is at most this, in euros; it is enough if this or the next holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turnover_at_most: Option<u64>,
    /// The annual balance sheet total is at most this, in euros.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub balance_sheet_at_most: Option<u64>,
}

/// How size follows from headcount, turnover and balance sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Sizes {
    /// Where the ceilings stand.
    pub article: String,
    /// The classes with ceilings, the smallest first; each ceiling at least as high as the one before.
    pub classes: Vec<SizeClass>,
    /// The id of what exceeds them all.
    pub above: String,
    /// What the figures do not show and the caller has to see to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<SizeNote>,
    /// How the ceilings were checked.
    pub verification: String,
}

/// Something that holds for every size that is worked out from figures.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SizeNote {
    /// Where it stands.
    pub article: String,
    /// What it says.
    pub summary: String,
}

/// What a role says beside itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RoleImplies {
    /// The role.
    pub id: String,
    /// Roles that whoever has it has too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<String>,
    /// The sector that whoever has it is in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sector: Option<String>,
}

/// Something beside sector, size and roles that decides, and counts as not so until it is said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// The id that the caller uses.
    pub id: String,
    /// Where it stands.
    pub article: String,
    /// What is asked, to be answered by yes or no.
    pub question: String,
}

/// When a rule or note is meant: all that is given must hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct When {
    /// Sector paths; the entity is in or below one of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sectors: Vec<String>,
    /// Sizes, one of which it has.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sizes: Vec<String>,
    /// Roles, any of which is enough.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<String>,
    /// Roles, none of which it has.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without_roles: Vec<String>,
    /// Facts, all of which were said to be so (true) or not so (false).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, bool>,
}

impl When {
    pub(crate) fn is_always(&self) -> bool {
        *self == Self::default()
    }
}

/// What makes an entity a member of a class, or leaves it out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScopeRule {
    /// The id, unique in its document.
    pub id: String,
    /// Where it stands.
    pub article: String,
    /// When it is meant; left out: always.
    #[serde(default, skip_serializing_if = "When::is_always")]
    pub when: When,
    /// A class of the set; `none`: the act does not bind; `in_scope`: it binds, without a class of its own;
    /// `national_decision`: a Member State decides.
    pub then: String,
    /// What a Member State can decide, where it does: classes, `in_scope` and `none`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub possible: Vec<String>,
    /// What it says, for readers.
    pub summary: String,
    /// How it was checked.
    pub verification: String,
}

/// Something to know beside the class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScopeNote {
    /// The id, unique in its document.
    pub id: String,
    /// Where it stands.
    pub article: String,
    /// When it is meant; left out: always.
    #[serde(default, skip_serializing_if = "When::is_always")]
    pub when: When,
    /// What it says.
    pub summary: String,
}

/// The set whose class entities have under a set that has none of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ClassOf {
    /// The obligation set. Whoever is outside it is outside this one too.
    pub set: String,
    /// The fact of this document that is so when that set is known to bind, and not so when it is known not to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fact: Option<String>,
}

/// A scope document: who is bound by an act, and as what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(title = "csf-assess/scope/1"))]
#[serde(deny_unknown_fields)]
pub struct Scope {
    /// `csf-assess/scope/1`.
    pub schema: String,
    /// The id of the obligation set that it is about; of an overlay, its own.
    pub id: String,
    /// The title.
    pub title: String,
    /// The scope document whose rules come after these.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overlays: Option<String>,
    /// The Member State of an overlay, as assessments write it: its rules hold for organizations there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The set that gives the class, where this one has none of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class_of: Option<ClassOf>,
    /// How size is worked out; none: size decides nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sizes: Option<Sizes>,
    /// What roles say beside themselves.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<RoleImplies>,
    /// Further facts that rules ask for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<Fact>,
    /// The rules in the order in which they are tried; the first that holds decides.
    pub rules: Vec<ScopeRule>,
    /// What to know beside the class.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<ScopeNote>,
    /// Anything of the author's own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub x: BTreeMap<String, Value>,
}

/// What is known about an entity. What is left out is unknown; an empty list says that there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntityFacts {
    /// Its annual balance sheet total in euros, added up in the same way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub balance_sheet: Option<Fraction>,
    /// Further facts by id; one that is not here counts as not so.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<String, bool>,
    /// Its staff headcount in annual work units, partner and linked enterprises added as the Recommendation says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headcount: Option<Fraction>,
    /// The id of the national overlay to read it under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overlay: Option<String>,
    /// Its roles.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roles: Option<Vec<String>>,
    /// Its sectors, as paths such as `annex-i/energy/electricity`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sectors: Option<Vec<String>>,
    /// Its size, where it is known already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<String>,
    /// Its annual turnover in euros, added up in the same way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turnover: Option<Fraction>,
}

impl EntityFacts {
    /// The same under a national overlay, if one is named.
    #[must_use]
    pub fn under(self, overlay: Option<String>) -> Self {
        Self { overlay: overlay.or(self.overlay), ..self }
    }
}
