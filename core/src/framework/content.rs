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
    /// The outcome of the framework under `concepts_of` that means the same: what is left out here is taken from there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concept: Option<String>,
    /// Where other catalogs speak about the same: ids by the id of a [`ReferenceSource`].
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub references: BTreeMap<String, Vec<String>>,
    /// Below a subcategory: requirements that are answered instead of it. A requirement has none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requirements: Vec<Item>,
    /// Anything of the author's own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub x: BTreeMap<String, Value>,
}

impl Item {
    /// Takes from the item of its concept what it does not say itself: levels only where they speak of the same scale,
    /// and tags only for what is answered.
    pub(crate) fn take_texts(&mut self, origin: &Self, is_same_scale: bool) {
        fn take<T: Clone>(own: &mut T, origin: &T, is_empty: impl Fn(&T) -> bool) {
            if is_empty(own) {
                own.clone_from(origin);
            }
        }
        take(&mut self.question, &origin.question, Option::is_none);
        if is_same_scale {
            take(&mut self.levels, &origin.levels, BTreeMap::is_empty);
        }
        take(&mut self.why, &origin.why, Option::is_none);
        take(&mut self.counts, &origin.counts, Option::is_none);
        take(&mut self.does_not_count, &origin.does_not_count, Option::is_none);
        take(&mut self.evidence, &origin.evidence, Vec::is_empty);
        take(&mut self.ask, &origin.ask, Vec::is_empty);
        take(&mut self.not_applicable, &origin.not_applicable, Option::is_none);
        if self.requirements.is_empty() {
            take(&mut self.tags, &origin.tags, Vec::is_empty);
        }
    }

    /// Whether the content says that this outcome applies to everyone.
    #[must_use]
    pub fn always_applies(&self) -> bool {
        self.not_applicable.as_deref() == Some("never")
    }
}

/// Someone to ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Role {
    /// The id that `ask` uses.
    pub id: String,
    /// The title.
    pub title: String,
    /// Who that is in a small firm.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub small_firm: Option<String>,
}

/// A mark of items.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Tag {
    /// The id that `tags` uses.
    pub id: String,
    /// What it means.
    pub title: String,
}

/// A catalog that items refer to by id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReferenceSource {
    /// The id that `references` uses.
    pub id: String,
    /// The title.
    pub title: String,
    /// Who drew the links.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub submitted_by: Option<String>,
    /// Whether that is someone other than the framework's publisher.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub third_party: bool,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// One side of the organization that a tier is given to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TierAxis {
    /// The id, under which an assessment records the tier.
    pub id: String,
    /// The title.
    pub title: String,
    /// What is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// What each tier looks like here, by level of the scale.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub levels: BTreeMap<String, String>,
}

/// Tiers: recorded for the organization as a whole and never part of a score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Tiers {
    /// The scale of the tiers.
    pub scale: String,
    /// What a tier is given to.
    pub axes: Vec<TierAxis>,
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
    /// The framework that items take texts from by their `concept`. It has to be there already.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concepts_of: Option<String>,
    /// Everyone whom `ask` may name; taken from `concepts_of` where nothing is said. Without any, names are free.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<Role>,
    /// Every tag that items may carry; taken from `concepts_of` where nothing is said. Without any, tags are free.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Tag>,
    /// Every catalog that `references` of items may name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<ReferenceSource>,
    /// What tiers the organization as a whole can be given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tiers: Option<Tiers>,
    /// The functions, in order.
    pub functions: Vec<FunctionContent>,
    /// Anything of the author's own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub x: BTreeMap<String, Value>,
}
