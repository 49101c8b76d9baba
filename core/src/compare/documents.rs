//! The documents behind two results that are not the same, and what that means for the comparison.

use crate::assessed::Assessed;
use crate::document::DocumentKind;
use crate::result::{AssessmentResult, ScopeStamp, SetStamp};
use serde::{Serialize, Serializer};
use std::collections::BTreeSet;

/// A part of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Section {
    /// Answers of outcomes.
    Answers,
    /// Gates.
    Gates,
    /// Groups of obligations.
    Groups,
    /// Scores.
    Nodes,
    /// Statuses of obligations.
    Obligations,
    /// Answers to supplementary questions.
    Supplementary,
    /// Tiers.
    Tiers,
}

/// Which version of a document one side rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Version {
    /// SHA-256 of the document's normal form, without its texts.
    pub hash: String,
    /// The id.
    pub id: String,
    /// The document's own version, for a framework.
    pub version: Option<String>,
}

/// A document that is not the same on both sides: another one, or the same with another content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct DocumentDifference {
    /// The document after; none where there is none.
    pub after: Option<Version>,
    /// The document before; none where there is none.
    pub before: Option<Version>,
    /// What kind of document it is.
    #[serde(serialize_with = "word")]
    pub kind: DocumentKind,
    /// The sections that are not compared because of it.
    pub not_compared: Vec<Section>,
    /// The obligation set that it is about; none: all.
    pub set: Option<String>,
    /// The sections that are compared, and have to be read with it in mind.
    pub touches: Vec<Section>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn word<S: Serializer>(kind: &DocumentKind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(kind.text())
}

impl DocumentDifference {
    /// Whether both sides have the document under one id, with another content.
    #[must_use]
    pub fn is_same_id(&self) -> bool {
        self.before.as_ref().zip(self.after.as_ref()).is_some_and(|(before, after)| before.id == after.id)
    }
}

/// The differences that a section has to be read with, those of one set or of all.
pub(crate) fn touching<'a>(
    differences: &'a [DocumentDifference],
    section: Section,
    set: Option<&'a str>,
) -> impl Iterator<Item = &'a DocumentDifference> {
    differences.iter().filter(move |difference| {
        let is_meant = difference.set.is_none() || set.is_none() || difference.set.as_deref() == set;
        is_meant && (difference.touches.contains(&section) || difference.not_compared.contains(&section))
    })
}

fn stamp(id: &str, hash: &str) -> Version {
    Version { hash: hash.to_owned(), id: id.to_owned(), version: None }
}

/// What differs between the documents that two results rest on: framework, scale, model, then set by set.
pub(crate) fn differences(before: Assessed<'_>, after: Assessed<'_>) -> Vec<DocumentDifference> {
    use Section::{Answers, Gates, Groups, Nodes, Obligations, Supplementary, Tiers};
    let mut found = Vec::new();
    let mut note = |kind, set: Option<&str>, sides: [Option<Version>; 2], not_compared: &[Section], all: &[Section]| {
        let [before, after] = sides;
        if before != after {
            let touches = all.iter().filter(|section| !not_compared.contains(section)).copied().collect();
            let (not_compared, set) = (not_compared.to_vec(), set.map(str::to_owned));
            found.push(DocumentDifference { after, before, kind, not_compared, set, touches });
        }
    };
    let results = [before.result, after.result];
    let if_other = |is_other: bool, sections: &'static [Section]| if is_other { sections } else { &[] };

    let is_other = before.result.framework.id != after.result.framework.id;
    let frameworks = results.map(|result| {
        let version = Some(result.framework.version.clone());
        Some(Version { version, ..stamp(&result.framework.id, &result.framework.hash) })
    });
    let blocked = if_other(is_other, &[Answers, Gates, Nodes, Tiers]);
    note(DocumentKind::Framework, None, frameworks, blocked, &[Answers, Gates, Groups, Nodes, Obligations, Tiers]);

    let scales = results.map(|result| Some(stamp(&result.scale.id, &result.scale.hash)));
    let blocked = if_other(before.result.scale.id != after.result.scale.id, &[Answers, Gates, Nodes]);
    note(DocumentKind::Scale, None, scales, blocked, &[Answers, Gates, Groups, Nodes, Obligations]);

    let models = results.map(|result| Some(stamp(&result.model.id, &result.model.hash)));
    let blocked = if_other(before.result.model.id != after.result.model.id, &[Gates, Nodes]);
    let all: &[Section] =
        if combine_alike(before, after) { &[Gates, Nodes] } else { &[Answers, Gates, Groups, Nodes, Obligations] };
    note(DocumentKind::Model, None, models, blocked, all);

    let of = |result: &AssessmentResult, id: &str| result.sets.get(id).cloned();
    let ids: BTreeSet<&String> = results.iter().flat_map(|result| result.sets.keys()).collect();
    for id in ids {
        let stamps = results.map(|result| of(result, id));
        let is_both = stamps.iter().all(Option::is_some);
        let blocked = if_other(!is_both, &[Groups, Obligations]);
        let sets = stamps.each_ref().map(|set| set.as_ref().map(|set| stamp(id, &set.hash)));
        note(DocumentKind::Obligations, Some(id), sets, blocked, &[Groups, Obligations, Supplementary]);
        if is_both {
            let crosswalk = |set: &SetStamp| Some(stamp(set.crosswalk.as_deref()?, set.crosswalk_hash.as_deref()?));
            let crosswalks = stamps.each_ref().map(|set| set.as_ref().and_then(crosswalk));
            note(DocumentKind::Crosswalk, Some(id), crosswalks, &[], &[Groups, Obligations]);
        }
        // Rules of scope only count where both classes rest on them.
        if let [Some(before), Some(after)] =
            stamps.each_ref().map(|set| set.as_ref().and_then(|set| set.scope.as_ref()))
        {
            let known: BTreeSet<&String> = before.documents.iter().chain(&after.documents).map(|one| &one.id).collect();
            for scope in known {
                let version = |side: &ScopeStamp| {
                    side.documents.iter().find(|one| one.id == *scope).map(|one| stamp(&one.id, &one.hash))
                };
                note(DocumentKind::Scope, Some(id), [before, after].map(version), &[], &[Groups, Obligations]);
            }
        }
    }
    found
}

/// Whether both models make one level of several dimensions in the same way; of nothing else do answers and statuses
/// take notice.
fn combine_alike(before: Assessed<'_>, after: Assessed<'_>) -> bool {
    let has_none = |side: Assessed<'_>| side.assessment.scale().dimensions.is_empty();
    (has_none(before) && has_none(after)) || before.assessment.model().dimensions == after.assessment.model().dimensions
}
