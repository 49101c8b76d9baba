//! What changed from one assessment to another: answers, scores, gates and statuses, and the documents they rest on.
//!
//! Nothing is blended: where the documents behind two results differ, the difference is listed first, with the
//! sections that have to be read with it and those that are not compared because of it. Swapping the two
//! assessments gives the same comparison seen from the other side.

mod answers;
mod documents;
mod results;
mod text;

pub use answers::{AnswerChange, ChangeKind, QuestionChange};
pub use documents::{DocumentDifference, Section, Version};
pub(crate) use documents::{differences, touching};
pub(crate) use results::kind;
pub use results::{Direction, GateChange, GroupChange, NodeChange, ObligationChange, Standing, TierChange};
pub(crate) use text::head;

use crate::assessed::Assessed;
use crate::explain::{OutcomeFound, found};
use crate::framework::Framework;
use crate::transition::Transition;
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The `schema` of a comparison.
pub const SCHEMA: &str = "csf-assess/comparison/1";

/// Which assessment one side of a comparison is, or one point of a trend.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Head {
    /// The day that it describes.
    pub assessed_on: Option<String>,
    /// The framework's id.
    pub framework: String,
    /// The assessment's id.
    pub id: String,
    /// The organization's name.
    pub organization: Option<String>,
}

impl Head {
    pub(crate) fn of(side: Assessed<'_>) -> Self {
        let content = side.assessment.content();
        Self {
            assessed_on: content.assessed_on.clone(),
            framework: content.framework.clone(),
            id: content.id.clone(),
            organization: content.organization.as_ref().and_then(|organization| organization.name.clone()),
        }
    }
}

/// Something that was said of the organization and is said otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FieldChange {
    /// The value after; null where nothing is said.
    pub after: Value,
    /// The value before; null where nothing was said.
    pub before: Value,
    /// The field, such as `class`.
    pub field: String,
}

/// A way between the frameworks of two assessments.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Migration {
    /// The framework that answers can be brought from.
    pub from: String,
    /// The framework that they can be brought to.
    pub to: String,
}

/// All that differs between two assessments (`csf-assess/comparison/1`). What is the same is not listed.
///
/// Nodes and outcomes stand in the framework's order, obligations and groups in the act's, all else by id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Comparison {
    /// The assessment that is compared.
    pub after: Head,
    /// Answers of outcomes that both frameworks have.
    pub answers: Vec<AnswerChange>,
    /// The assessment that it is compared with.
    pub before: Head,
    /// The documents behind the two results that are not the same.
    pub differences: Vec<DocumentDifference>,
    /// Gates.
    pub gates: Vec<GateChange>,
    /// Groups of obligations.
    pub groups: Vec<GroupChange>,
    /// The way from one framework to the other, where the frameworks differ and the library knows one.
    pub migration: Option<Migration>,
    /// Figures of functions, categories, outcomes and the total.
    pub nodes: Vec<NodeChange>,
    /// What is not compared, because the documents behind it are other ones.
    pub not_compared: Vec<Section>,
    /// Statuses of obligations.
    pub obligations: Vec<ObligationChange>,
    /// Outcomes that only the framework after has.
    pub only_after: Vec<OutcomeFound>,
    /// Outcomes that only the framework before has.
    pub only_before: Vec<OutcomeFound>,
    /// What was said of the organization.
    pub organization: Vec<FieldChange>,
    /// `csf-assess/comparison/1`.
    pub schema: &'static str,
    /// Answers to supplementary questions.
    pub supplementary: Vec<QuestionChange>,
    /// Tiers.
    pub tiers: Vec<TierChange>,
}

/// Compares two assessments with their results.
#[must_use]
pub fn compare(before: Assessed<'_>, after: Assessed<'_>) -> Comparison {
    let differences = differences(before, after);
    let not_compared: BTreeSet<Section> = differences
        .iter()
        .filter(|difference| difference.set.is_none())
        .flat_map(|difference| &difference.not_compared)
        .copied()
        .collect();
    let is_compared = |section: Section| !not_compared.contains(&section);
    let pair = Pair { before, after };
    let (mut only_before, mut only_after) = (Vec::new(), Vec::new());
    if is_compared(Section::Answers) {
        only_before = only(before, after.assessment.framework());
        only_after = only(after, before.assessment.framework());
    }
    Comparison {
        after: Head::of(after),
        answers: if is_compared(Section::Answers) { pair.answers() } else { Vec::new() },
        before: Head::of(before),
        gates: if is_compared(Section::Gates) { pair.gates() } else { Vec::new() },
        groups: pair.groups(),
        migration: pair.migration(),
        nodes: if is_compared(Section::Nodes) { pair.nodes() } else { Vec::new() },
        obligations: pair.obligations(),
        only_after,
        only_before,
        organization: pair.organization(),
        schema: SCHEMA,
        supplementary: pair.supplementary(),
        tiers: if is_compared(Section::Tiers) { pair.tiers() } else { Vec::new() },
        not_compared: not_compared.into_iter().collect(),
        differences,
    }
}

/// The outcomes that a framework has and another has not.
fn only(side: Assessed<'_>, other: &Framework) -> Vec<OutcomeFound> {
    let is_other = |id: &str| other.node(id).is_none_or(|node| node.outcome.is_none());
    let outcomes = side.assessment.framework().outcomes().filter(|node| is_other(&node.id));
    outcomes.map(|node| found(side.assessment, &node.id)).collect()
}

/// Two assessments side by side.
#[derive(Clone, Copy)]
struct Pair<'a> {
    before: Assessed<'a>,
    after: Assessed<'a>,
}

impl<'a> Pair<'a> {
    fn sides(self) -> [Assessed<'a>; 2] {
        [self.before, self.after]
    }

    fn migration(self) -> Option<Migration> {
        let frameworks = self.sides().map(|side| side.assessment.framework().id());
        let [before, after] = frameworks;
        let leads = |known: &&Transition| {
            before != after && frameworks.contains(&known.from.as_str()) && frameworks.contains(&known.to.as_str())
        };
        let known = self.after.library.transitions().chain(self.before.library.transitions()).filter(leads);
        known.map(|known| Migration { from: known.from.clone(), to: known.to.clone() }).min_by(|a, b| a.to.cmp(&b.to))
    }

    fn organization(self) -> Vec<FieldChange> {
        let [before, after] = self.sides().map(|side| {
            let organization = side.assessment.content().organization.as_ref();
            // Text, lists and maps with string keys, which the writer cannot refuse.
            match organization.and_then(|organization| serde_json::to_value(organization).ok()) {
                Some(Value::Object(fields)) => fields.into_iter().collect(),
                _ => BTreeMap::new(),
            }
        });
        let fields: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let of = |side: &BTreeMap<String, Value>, field: &str| side.get(field).cloned().unwrap_or(Value::Null);
        fields
            .into_iter()
            .filter(|field| before.get(*field) != after.get(*field))
            .map(|field| FieldChange { after: of(&after, field), before: of(&before, field), field: field.clone() })
            .collect()
    }
}

/// The ids of two lists, each once, in the order of the lists; where they disagree the earlier place counts, so that
/// neither list goes before the other.
fn joined<'a>(before: impl Iterator<Item = &'a str>, after: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (place, id) in before.enumerate().chain(after.enumerate()) {
        let known = places.entry(id).or_insert(place);
        *known = (*known).min(place);
    }
    let mut ids: Vec<(usize, &str)> = places.into_iter().map(|(id, place)| (place, id)).collect();
    ids.sort_unstable();
    ids.into_iter().map(|(_, id)| id).collect()
}
