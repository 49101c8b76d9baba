//! Official wording: the publisher's own sentences from the user's own copy of them, beside ours.

use crate::error::{Code, Path, Problems};
use crate::framework::{Framework, NodeKind, Source};
use crate::id::{check_language, check_text, did_you_mean, quoted};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// An implementation example.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The publisher's id, such as `GV.OC-01.001`; some files give none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The text.
    pub text: String,
}

/// What the publisher says of one function, category or subcategory.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct OfficialText {
    /// The title, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The statement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub statement: Option<String>,
    /// The implementation examples, in the publisher's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub examples: Vec<Example>,
}

/// A wording document (`csf-assess/wording/1`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(title = "csf-assess/wording/1"))]
#[serde(deny_unknown_fields)]
pub struct Wording {
    /// `csf-assess/wording/1`.
    pub schema: String,
    /// The id, such as `nist-csf-2.0--oscal`.
    pub id: String,
    /// The framework whose nodes it speaks about.
    pub framework: String,
    /// Which file the texts come from.
    pub source: Source,
    /// The language of the texts, as a BCP 47 tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The texts by node id.
    pub texts: BTreeMap<String, OfficialText>,
    /// Nodes of the framework for which the file has no statement.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without_text: Vec<String>,
    /// Ids of the file that the publisher marks as withdrawn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub withdrawn: Vec<String>,
    /// Other ids of the file that the framework does not have.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unmatched: Vec<String>,
    /// Anything of the author's own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub x: BTreeMap<String, Value>,
}

/// How much of a framework a wording speaks about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct WordingCounts {
    /// The framework's subcategories.
    pub subcategories: usize,
    /// Those that have their statement.
    pub with_statement: usize,
    /// The implementation examples.
    pub examples: usize,
    /// The ids of the file that the publisher marks as withdrawn.
    pub withdrawn: usize,
    /// The other ids of the file that the framework does not have.
    pub unmatched: usize,
}

/// The key under `x` of what [`Wording::beside`] adds.
pub const BESIDE: &str = "official";

impl Wording {
    /// The official text of a node.
    #[must_use]
    pub fn text(&self, id: &str) -> Option<&OfficialText> {
        self.texts.get(id)
    }

    /// What the texts come from, in a few words.
    #[must_use]
    pub fn source_text(&self) -> &str {
        self.source.reference.as_deref().unwrap_or(&self.id)
    }

    /// How much of `framework` there is.
    #[must_use]
    pub fn counts(&self, framework: &Framework) -> WordingCounts {
        let subcategories = framework.nodes().iter().filter(|node| node.kind == NodeKind::Subcategory);
        let has_statement = |id: &str| self.text(id).is_some_and(|text| text.statement.is_some());
        WordingCounts {
            subcategories: subcategories.clone().count(),
            with_statement: subcategories.filter(|node| has_statement(&node.id)).count(),
            examples: self.texts.values().map(|text| text.examples.len()).sum(),
            withdrawn: self.withdrawn.len(),
            unmatched: self.unmatched.len(),
        }
    }

    /// The framework with the official texts beside ours: under `official` in the `x` of each subcategory and
    /// requirement, and for functions and categories in the `x` of the framework, which also names the source.
    #[must_use]
    pub fn beside(&self, framework: &Framework) -> Framework {
        let official = |id: &str| self.text(id).and_then(|text| serde_json::to_value(text).ok());
        let is_heading = |kind| matches!(kind, NodeKind::Function | NodeKind::Category);
        let headings = framework.nodes().iter().filter(|node| is_heading(node.kind));
        let headings: serde_json::Map<String, Value> =
            headings.filter_map(|node| Some((node.id.clone(), official(&node.id)?))).collect();
        let about = json!({"wording": self.id, "source": self.source, "headings": headings});
        let mut beside = framework.clone();
        beside.change(|content| {
            content.x.insert(BESIDE.to_owned(), about);
        });
        beside.change_items(|item| {
            if let Some(text) = official(&item.id) {
                item.x.insert(BESIDE.to_owned(), text);
            }
        });
        beside
    }

    pub(crate) fn check(&self, problems: &mut Problems) {
        let root = Path::default();
        check_language(self.language.as_ref(), &root.key("language"), problems);
        for (id, text) in &self.texts {
            let path = root.key("texts").key(id);
            check_text(text.statement.as_ref(), &path.key("statement"), problems);
            let mut seen = BTreeSet::new();
            for (position, example) in text.examples.iter().enumerate() {
                if let Some(id) = example.id.as_ref().filter(|id| !seen.insert(*id)) {
                    let path = path.key("examples").index(position).key("id");
                    let message = format!("the example {} is there twice", quoted(id));
                    problems.value(&path, Code::DocumentDuplicateId, message);
                }
            }
        }
    }

    /// Every text belongs to a node.
    pub(crate) fn check_ids(&self, framework: &Framework, problems: &mut Problems) {
        for id in self.texts.keys().filter(|id| framework.node(id).is_none()) {
            let hint = did_you_mean(id, framework.nodes().iter().map(|node| node.id.as_str()));
            let message = format!("{} is not a part of {}{hint}", quoted(id), framework.id());
            problems.key(&Path::default().key("texts").key(id), Code::DocumentReference, message);
        }
    }
}
