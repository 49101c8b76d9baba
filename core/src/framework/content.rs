//! The shape of a framework document (`csf-assess/framework/1`).

use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// Where the publisher's own text is found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The publication, such as `NIST CSWP 29`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// The day of publication, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// The digital object identifier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doi: Option<String>,
    /// What of the source was used and how.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Something that would already exist if an outcome is achieved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EvidenceHint {
    /// The ticket, log, minutes or screenshot.
    pub what: String,
    /// How recent it must be, such as `12 months`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fresh: Option<String>,
}

/// A subcategory or requirement: what is asked about it. Only `id` and `title` are required.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// The id, such as `GV.OC-01`.
    pub id: String,
    /// Two to six words.
    pub title: String,
    /// One question that can be answered aloud.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// What each level of the framework's scale looks like here, by level.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub levels: BTreeMap<String, String>,
    /// What goes wrong without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// What counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts: Option<String>,
    /// What does not count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub does_not_count: Option<String>,
    /// What to look at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidenceHint>,
    /// Whom to ask, as role ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ask: Vec<String>,
    /// When the outcome may be left out, or `never`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_applicable: Option<String>,
    /// Marks that models name, such as `key-measure`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Below a subcategory: requirements that are answered instead of it. A requirement has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requirements: Vec<Item>,
    /// Anything of the author's own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub x: BTreeMap<String, Value>,
}

impl Item {
    /// Whether the content says that this outcome applies to everyone.
    #[must_use]
    pub fn always_applies(&self) -> bool {
        self.not_applicable.as_deref() == Some("never")
    }
}

/// A category and its subcategories.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CategoryContent {
    /// The id, such as `GV.OC`.
    pub id: String,
    /// The title.
    pub title: String,
    /// Its subcategories, in order.
    pub subcategories: Vec<Item>,
}

/// A function and its categories.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FunctionContent {
    /// The id, such as `GV`.
    pub id: String,
    /// The title, such as Govern.
    pub title: String,
    /// Its categories, in order.
    pub categories: Vec<CategoryContent>,
}

/// A framework document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(title = "csf-assess/framework/1"))]
#[serde(deny_unknown_fields)]
pub struct FrameworkContent {
    /// `csf-assess/framework/1`.
    pub schema: String,
    /// The id, such as `nist-csf-2.0`.
    pub id: String,
    /// The framework's own version.
    pub version: String,
    /// The title.
    pub title: String,
    /// Who publishes the framework.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Where the publisher's text is found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// The language of the texts, as a BCP 47 tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The scale that the level texts speak about, and the default of an assessment.
    pub scale: String,
    /// The framework whose subcategory ids this one shares, so that crosswalks from there can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcomes_of: Option<String>,
    /// The functions, in order.
    pub functions: Vec<FunctionContent>,
    /// Anything of the author's own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub x: BTreeMap<String, Value>,
}
