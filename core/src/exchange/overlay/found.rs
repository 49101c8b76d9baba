//! What a publisher's file says, before it is joined with a framework.

use crate::error::{Code, Path, Problems};
use crate::framework::{NodeKind, Source};
use crate::id::quoted;
use crate::wording::Example;
use std::collections::BTreeSet;

/// One function, category or subcategory of a file.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) id: String,
    /// What the file calls it; none where it does not say, and then its id alone decides.
    pub(super) kind: Option<NodeKind>,
    pub(super) title: Option<String>,
    pub(super) statement: Option<String>,
    pub(super) examples: Vec<Example>,
    pub(super) withdrawn: bool,
}

/// A whole file.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// What the file calls itself.
    pub(super) title: String,
    /// The versions of the framework that the file says it is; none where it says nothing of it.
    pub(super) versions: Vec<String>,
    pub(super) source: Source,
    pub(super) language: Option<String>,
    /// In the order of the file.
    pub(super) entries: Vec<Entry>,
    /// Ids of texts that belong to no entry.
    pub(super) orphans: Vec<String>,
}

/// Text without the white space around it; none where nothing is left.
pub(super) fn text(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// Text on one line, for what stands in a sentence.
pub(super) fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The word of a file for a kind of node.
pub(super) fn kind(word: &str) -> Option<NodeKind> {
    match word {
        "function" => Some(NodeKind::Function),
        "category" => Some(NodeKind::Category),
        "subcategory" => Some(NodeKind::Subcategory),
        _ => None,
    }
}

/// The first ten characters of a moment, where they are a day.
pub(super) fn day(moment: Option<&str>) -> Option<String> {
    let day = moment?.trim().get(..10)?;
    crate::id::is_day(day).then(|| day.to_owned())
}

/// Ids as they are met, each of which may be there once.
#[derive(Debug, Default)]
pub(super) struct Ids(BTreeSet<String>);

impl Ids {
    /// Notes the id at `path`, or that it is there twice.
    pub(super) fn note(&mut self, id: &str, path: &Path, problems: &mut Problems) {
        if !self.0.insert(id.to_owned()) {
            problems.value(path, Code::OverlayDuplicateId, twice(id));
        }
    }
}

/// That an id is there twice.
pub(super) fn twice(id: &str) -> String {
    format!("the id {} is there twice; which text is meant is not known", quoted(id))
}

/// The numbers of a version without the zeros at its end: 2.0 is 2.0.0.
pub(super) fn version_of(version: &str) -> Option<Vec<u64>> {
    let mut numbers = version.trim().split('.').map(|part| part.parse().ok()).collect::<Option<Vec<u64>>>()?;
    while numbers.last() == Some(&0) {
        numbers.pop();
    }
    Some(numbers)
}

/// The versions in a sentence: words such as `2.0`.
pub(super) fn versions_in(sentence: &str) -> Vec<String> {
    let words = sentence.split(|c: char| c.is_whitespace() || "(),;".contains(c));
    let words = words.map(|word| word.trim_end_matches('.'));
    words.filter(|word| word.contains('.') && version_of(word).is_some()).map(str::to_owned).collect()
}

/// The version in an identifier such as `CSF_2_0_0`.
pub(super) fn version_in_identifier(identifier: &str) -> Option<String> {
    let numbers: Vec<&str> = identifier.split('_').skip_while(|part| part.parse::<u64>().is_err()).collect();
    let version = numbers.join(".");
    version_of(&version).filter(|numbers| !numbers.is_empty()).map(|_| version)
}
