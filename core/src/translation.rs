//! Translations: a framework's texts in another language, beside the framework and keyed by its ids.

use crate::error::{Code, Path, Problems};
use crate::framework::{Framework, FrameworkContent, Item, Node};
use crate::id::{check_language, check_text, did_you_mean, quoted};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// The texts of one function, category or item. What is left out is not translated.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TranslatedItem {
    /// The title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// What each level looks like.
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
    /// What to look at: as many entries as the item has, in its order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
    /// When it may be left out. `never` is no text and is not translated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_applicable: Option<String>,
}

/// A translation document (`csf-assess/translation/1`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(title = "csf-assess/translation/1"))]
#[serde(deny_unknown_fields)]
pub struct Translation {
    /// `csf-assess/translation/1`.
    pub schema: String,
    /// The id, `<framework>.<language>`.
    pub id: String,
    /// The framework whose texts these are.
    pub framework: String,
    /// The language, as a BCP 47 tag.
    pub language: String,
    /// The framework's title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The texts by the id of a function, category, subcategory or requirement.
    pub texts: BTreeMap<String, TranslatedItem>,
    /// Anything of the author's own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub x: BTreeMap<String, Value>,
}

/// A text that a translation does not have.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[non_exhaustive]
pub struct Untranslated {
    /// The id of the function, category, subcategory or requirement.
    pub id: String,
    /// The key of the text, such as `question` or `levels.3`.
    pub key: String,
}

/// A framework's content in another language, and what of it is still in the framework's own.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Translated {
    /// The content; texts without a translation are in the framework's own language.
    pub content: FrameworkContent,
    /// The texts without a translation, in the framework's order.
    pub untranslated: Vec<Untranslated>,
    /// How many texts the framework has.
    pub texts: usize,
}

impl Translation {
    /// The framework's content with the texts of this translation.
    #[must_use]
    pub fn of(&self, framework: &Framework) -> Translated {
        let mut content = framework.content().clone();
        content.language = Some(self.language.clone());
        if let Some(title) = &self.title {
            content.title.clone_from(title);
        }
        let mut work = Work { translation: self, untranslated: Vec::new(), texts: 0 };
        for function in &mut content.functions {
            work.title(&function.id, &mut function.title);
            for category in &mut function.categories {
                work.title(&category.id, &mut category.title);
                for item in &mut category.subcategories {
                    work.item(item);
                    item.requirements.iter_mut().for_each(|requirement| work.item(requirement));
                }
            }
        }
        Translated { content, untranslated: work.untranslated, texts: work.texts }
    }

    pub(crate) fn check(&self, problems: &mut Problems) {
        let root = Path::default();
        check_language(Some(&self.language), &root.key("language"), problems);
        for (id, texts) in &self.texts {
            let path = root.key("texts").key(id);
            check_text(texts.question.as_ref(), &path.key("question"), problems);
            check_text(texts.not_applicable.as_ref(), &path.key("not_applicable"), problems);
        }
    }

    /// Every text belongs to something that the framework has.
    pub(crate) fn check_ids(&self, framework: &Framework, problems: &mut Problems) {
        for (id, texts) in &self.texts {
            let path = Path::default().key("texts").key(id);
            let Some(node) = framework.node(id) else {
                let hint = did_you_mean(id, framework.nodes().iter().map(|node| node.id.as_str()));
                let message = format!("{} is not a part of {}{hint}", quoted(id), framework.id());
                problems.key(&path, Code::DocumentReference, message);
                continue;
            };
            check_texts(texts, framework, node, &path, problems);
        }
    }
}

/// Notes every text that has nothing to translate, and lists of another length.
fn check_texts(texts: &TranslatedItem, framework: &Framework, node: &Node, path: &Path, problems: &mut Problems) {
    let nothing = Item::default();
    let item = framework.item(&node.id).unwrap_or(&nothing);
    let mut unknown = |is_there: bool, is_known: bool, key: &str| {
        if is_there && !is_known {
            let message = format!("{} has no {key} to translate", quoted(&node.id));
            problems.key(&path.key(key), Code::TranslationText, message);
        }
    };
    unknown(texts.question.is_some(), item.question.is_some(), "question");
    unknown(texts.why.is_some(), item.why.is_some(), "why");
    unknown(texts.counts.is_some(), item.counts.is_some(), "counts");
    unknown(texts.does_not_count.is_some(), item.does_not_count.is_some(), "does_not_count");
    let has_sentence = item.not_applicable.is_some() && !item.always_applies();
    unknown(texts.not_applicable.is_some(), has_sentence, "not_applicable");
    for level in texts.levels.keys().filter(|level| !item.levels.contains_key(*level)) {
        let message = format!("{} has no text for level {}", quoted(&node.id), quoted(level));
        problems.key(&path.key("levels").key(level), Code::TranslationText, message);
    }
    if !texts.evidence.is_empty() && texts.evidence.len() != item.evidence.len() {
        let message = format!(
            "{} has {} kinds of evidence and {} are translated; translate all in the same order",
            quoted(&node.id),
            item.evidence.len(),
            texts.evidence.len()
        );
        problems.value(&path.key("evidence"), Code::TranslationText, message);
    }
}

struct Work<'a> {
    translation: &'a Translation,
    untranslated: Vec<Untranslated>,
    texts: usize,
}

impl Work<'_> {
    fn put(&mut self, id: &str, key: &str, text: &mut String, translated: Option<&String>) {
        self.texts += 1;
        match translated {
            Some(translated) => text.clone_from(translated),
            None => self.untranslated.push(Untranslated { id: id.to_owned(), key: key.to_owned() }),
        }
    }

    fn title(&mut self, id: &str, title: &mut String) {
        let translation = self.translation;
        self.put(id, "title", title, translation.texts.get(id).and_then(|texts| texts.title.as_ref()));
    }

    fn item(&mut self, item: &mut Item) {
        let nothing = TranslatedItem::default();
        let translation = self.translation;
        let texts = translation.texts.get(&item.id).unwrap_or(&nothing);
        let id = item.id.clone();
        self.put(&id, "title", &mut item.title, texts.title.as_ref());
        for (key, own, other) in [
            ("question", &mut item.question, &texts.question),
            ("why", &mut item.why, &texts.why),
            ("counts", &mut item.counts, &texts.counts),
            ("does_not_count", &mut item.does_not_count, &texts.does_not_count),
        ] {
            if let Some(own) = own {
                self.put(&id, key, own, other.as_ref());
            }
        }
        for (level, own) in &mut item.levels {
            self.put(&id, &format!("levels.{level}"), own, texts.levels.get(level));
        }
        for (position, own) in item.evidence.iter_mut().enumerate() {
            self.put(&id, &format!("evidence.{position}"), &mut own.what, texts.evidence.get(position));
        }
        if let Some(own) = item.not_applicable.as_mut().filter(|text| *text != "never") {
            self.put(&id, "not_applicable", own, texts.not_applicable.as_ref());
        }
    }
}
