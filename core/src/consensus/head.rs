//! The merged assessment without its answers: what the files agree on, and what each of them said.

use super::speakers::Speaker;
use super::{HeadDifference, Merge};
use crate::assessment::{Assessment, AssessmentContent, Organization, Respondent, gather};
use crate::error::Error;
use crate::library::{DEFAULT_MODEL, Library};
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The id of a merged assessment whose parts have nothing in common in theirs.
const UNNAMED: &str = "consensus";

pub(super) struct Head {
    /// The merged assessment before its first answer.
    pub(super) base: Assessment,
    pub(super) differences: Vec<HeadDifference>,
}

pub(super) fn head(
    library: &Library,
    speakers: &[Speaker<'_>],
    (merge, lead): (Merge, Option<&str>),
) -> Result<Head, Error> {
    let mut fields = Fields { speakers, lead, differences: Vec::new() };
    let models = fields.agreed("model", |speaker| Some(speaker.assessment.model().id.clone()));
    let is_silent = |speaker: &Speaker<'_>| speaker.assessment.content().model.is_none();
    let model = if speakers.iter().all(is_silent) { None } else { models.or_else(|| Some(DEFAULT_MODEL.to_owned())) };
    if let Some(difference) = fields.differences.last_mut() {
        difference.taken = model.clone().map(Value::from);
    }
    let organization = fields.organization();
    let contents = || speakers.iter().map(|speaker| speaker.assessment.content());
    let mut x = gather::agreed_keys(contents().map(|content| &content.x));
    let files: Map<String, Value> =
        speakers.iter().map(|speaker| (speaker.id.clone(), rest(speaker.assessment.content()))).collect();
    x.insert("consensus".to_owned(), json!({"files": files, "lead": lead, "merge": merge.text()}));
    let first = speakers.first().map(|speaker| speaker.assessment);
    let content = AssessmentContent {
        schema: contents().next().map(|content| content.schema.clone()).unwrap_or_default(),
        id: common_id(&contents().map(|content| content.id.as_str()).collect::<Vec<_>>()),
        framework: first.map(|one| one.framework().id().to_owned()).unwrap_or_default(),
        scale: first.map(|one| one.scale().id.clone()),
        model,
        organization,
        assessed_on: contents().filter_map(|content| content.assessed_on.clone()).max(),
        respondents: respondents(speakers, lead),
        tiers: BTreeMap::new(),
        answers: BTreeMap::new(),
        supplementary: BTreeMap::new(),
        x,
    };
    Ok(Head { base: library.assessment_of(content)?, differences: fields.differences })
}

/// What a file says beside its answers, which stand elsewhere whole.
fn rest(content: &AssessmentContent) -> Value {
    whole(&AssessmentContent {
        tiers: BTreeMap::new(),
        answers: BTreeMap::new(),
        supplementary: BTreeMap::new(),
        ..content.clone()
    })
}

/// A part of a document as a value; text, numbers and maps with string keys, which the writer cannot refuse.
pub(super) fn whole(part: &impl Serialize) -> Value {
    serde_json::to_value(part).unwrap_or_default()
}

/// The words that all ids begin with: `acme-2026` of `acme-2026-it` and `acme-2026-board`.
fn common_id(ids: &[&str]) -> String {
    let Some((first, others)) = ids.split_first() else { return UNNAMED.to_owned() };
    let ends = first.match_indices(|c: char| !c.is_alphanumeric()).map(|(end, _)| end).chain([first.len()]);
    let starts_all = |start: &&str| {
        others.iter().all(|id| {
            let rest = id.strip_prefix(start);
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })
    };
    let common = ends.filter_map(|end| first.get(..end)).rfind(starts_all).unwrap_or_default();
    if common.is_empty() { UNNAMED.to_owned() } else { common.to_owned() }
}

/// Everyone who is listed in a file: the respondents as their own files describe them, then those that they list.
fn respondents(speakers: &[Speaker<'_>], lead: Option<&str>) -> Vec<Respondent> {
    let mut all: BTreeMap<&str, &Respondent> =
        speakers.iter().map(|speaker| (speaker.id.as_str(), &speaker.own)).collect();
    for respondent in speakers.iter().flat_map(|speaker| &speaker.assessment.content().respondents) {
        all.entry(&respondent.id).or_insert(respondent);
    }
    all.into_values().map(|one| Respondent { lead: lead == Some(one.id.as_str()), ..one.clone() }).collect()
}

struct Fields<'a, 'b> {
    speakers: &'b [Speaker<'a>],
    lead: Option<&'b str>,
    differences: Vec<HeadDifference>,
}

impl Fields<'_, '_> {
    /// What all files say that say something; where they differ, what the lead's says, and that they differ.
    fn agreed<T: Clone + PartialEq + Serialize>(
        &mut self,
        field: &str,
        of: impl Fn(&Speaker<'_>) -> Option<T>,
    ) -> Option<T> {
        let given: BTreeMap<&str, T> =
            self.speakers.iter().filter_map(|speaker| Some((speaker.id.as_str(), of(speaker)?))).collect();
        let mut values = given.values();
        let first = values.next()?;
        if values.all(|other| other == first) {
            return Some(first.clone());
        }
        let taken = self.lead.and_then(|lead| given.get(lead)).cloned();
        self.differences.push(HeadDifference {
            field: field.to_owned(),
            taken: taken.as_ref().map(whole),
            values: given.iter().map(|(id, value)| ((*id).to_owned(), whole(value))).collect(),
        });
        taken
    }

    fn organization(&mut self) -> Option<Organization> {
        fn of<'a>(speaker: &Speaker<'a>) -> Option<&'a Organization> {
            speaker.assessment.content().organization.as_ref()
        }
        let given: Vec<&Organization> = self.speakers.iter().filter_map(of).collect();
        if given.is_empty() {
            return None;
        }
        Some(Organization {
            name: self.agreed("organization.name", |one| of(one)?.name.clone()),
            country: self.agreed("organization.country", |one| of(one)?.country.clone()),
            sector: self.agreed("organization.sector", |one| of(one)?.sector.clone()),
            size: self.agreed("organization.size", |one| of(one)?.size.clone()),
            roles: self.agreed("organization.roles", |one| of(one)?.roles.clone()),
            class: self.agreed("organization.class", |one| of(one)?.class.clone()),
            x: gather::agreed_keys(given.iter().map(|one| &one.x)),
        })
    }
}
