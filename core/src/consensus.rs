//! What several respondents of one organization said, beside one another, and as one assessment.
//!
//! What they are far apart on is a worklist to talk about and not a vote. The merged assessment keeps every answer
//! under `voices` and everything else of each file under `x.consensus`.

mod head;
mod items;
mod merge;
mod speakers;
mod text;
mod views;

use crate::agreement::{Agreement, alpha, worst_first};
use crate::assessment::{Assessment, AssessmentContent};
use crate::error::{Code, Error, Problem};
use crate::fraction::{Figure, Fraction};
use crate::id::{one_of, quoted};
use crate::library::Library;
use crate::result::sorted;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;

pub use views::{RoleView, ViewItem};

/// The `schema` of a consensus.
pub const SCHEMA: &str = "csf-assess/consensus/1";

/// One respondent's assessment.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// What the caller calls it, such as the name of its file; only errors show it.
    pub name: &'a str,
    /// The assessment.
    pub assessment: &'a Assessment,
}

/// Which of several levels becomes that of the merged assessment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Merge {
    /// The one in the middle; of two in the middle the lower.
    #[default]
    Median,
    /// The lowest.
    Minimum,
    /// What the lead said.
    Lead,
}

impl Merge {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Median, Self::Minimum, Self::Lead];

    /// The word, such as `median`.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Median => "median",
            Self::Minimum => "minimum",
            Self::Lead => "lead",
        }
    }
}

impl std::str::FromStr for Merge {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::ALL.into_iter().find(|merge| merge.text() == text).ok_or_else(|| {
            let known = Self::ALL.map(Self::text);
            let message = format!("{} is not a way to merge; there is {}", quoted(text), one_of(&known));
            Problem::new(Code::ConsensusMerge, message).into()
        })
    }
}

/// How respondents are brought together.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// Which level counts.
    pub merge: Merge,
    /// The respondent who leads; none: the only one whose file says `lead: true`.
    pub lead: Option<&'a str>,
    /// Pairs of respondents whose levels are set against one another.
    pub between: &'a [(&'a str, &'a str)],
}

/// Someone who answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ConsensusRespondent {
    /// The day that this respondent's own assessment describes.
    pub assessed_on: Option<String>,
    /// The id of this respondent's own assessment.
    pub assessment: String,
    /// The respondent.
    pub id: String,
    /// Whether this one leads.
    pub lead: bool,
    /// The name.
    pub name: Option<String>,
    /// How many outcomes this one rated.
    pub rated: usize,
    /// The role.
    pub role: Option<String>,
}

/// What one respondent said to an outcome, or gave as a tier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Voice {
    /// The level, dimensions combined.
    pub level: Option<Figure>,
    /// The remark, or else the reason.
    pub note: Option<String>,
    /// `rated`, `unknown`, `unanswered` or `not_applicable`.
    pub state: &'static str,
}

/// One outcome that somebody said something to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ConsensusItem {
    /// How far the respondents agree.
    pub agreement: Agreement,
    /// The outcome.
    pub id: String,
    /// The level of the merged assessment, dimensions combined.
    pub level: Option<Figure>,
    /// The state in the merged assessment: `rated`, `unknown`, `unanswered` or `not_applicable`.
    pub state: &'static str,
    /// Its title.
    pub title: String,
    /// What each respondent said, by respondent; those who said nothing are left out.
    pub voices: BTreeMap<String, Voice>,
}

/// One supplementary question that somebody answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct QuestionItem {
    /// The answer of the merged assessment: `yes`, `no`, `unknown` or `not_applicable`; none where nothing was said.
    pub answer: Option<&'static str>,
    /// Whether two who know gave different answers.
    pub contested: bool,
    /// The question's id.
    pub id: String,
    /// The question.
    pub question: String,
    /// What each respondent said, by respondent.
    pub voices: BTreeMap<String, &'static str>,
}

/// One side of the organization that somebody gave a tier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TierItem {
    /// How far the respondents agree.
    pub agreement: Agreement,
    /// The side.
    pub id: String,
    /// The tier of the merged assessment.
    pub level: Option<Figure>,
    /// Its title.
    pub title: String,
    /// What each respondent gave, by respondent.
    pub voices: BTreeMap<String, Voice>,
}

/// Something of the organization, or the scoring model, that the files do not agree on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct HeadDifference {
    /// What it is, such as `organization.size`.
    pub field: String,
    /// What stands in the merged assessment: what the lead's file says; none where it says nothing.
    pub taken: Option<Value>,
    /// What each respondent's file says, by respondent.
    pub values: BTreeMap<String, Value>,
}

/// How many of what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ConsensusCounts {
    /// Outcomes that two or more rated.
    pub compared: usize,
    /// Outcomes that have to be talked about.
    pub contested: usize,
    /// Questions that have to be talked about.
    pub contested_questions: usize,
    /// Outcomes of the framework.
    pub outcomes: usize,
    /// Outcomes that somebody said something to.
    pub said: usize,
}

/// Several respondents side by side, and merged (`csf-assess/consensus/1`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Consensus {
    /// Krippendorff's alpha with the ordinal metric over the outcomes that two or more rated; 1 is full agreement, 0
    /// what chance would give. None where none is, or all levels are the same.
    pub alpha: Option<Figure>,
    /// The merged assessment, valid as it stands.
    #[serde(serialize_with = "sorted")]
    pub content: AssessmentContent,
    /// How many of what.
    pub counts: ConsensusCounts,
    /// What the files do not agree on beside the answers.
    pub differences: Vec<HeadDifference>,
    /// The framework.
    pub framework: String,
    /// Outcomes that somebody said something to, in the framework's order.
    pub items: Vec<ConsensusItem>,
    /// The respondent who leads.
    pub lead: Option<String>,
    /// Which level counts.
    pub merge: Merge,
    /// Questions that somebody answered, by id.
    pub questions: Vec<QuestionItem>,
    /// Who answered, by id.
    pub respondents: Vec<ConsensusRespondent>,
    /// The scale.
    pub scale: String,
    /// `csf-assess/consensus/1`.
    pub schema: &'static str,
    /// Sides of the organization that somebody gave a tier, in the framework's order.
    pub tiers: Vec<TierItem>,
    /// The pairs that were asked for, in the order in which they were asked for.
    pub views: Vec<RoleView>,
    /// The contested outcomes: the lowest consensus first, then the largest spread, then the framework's order.
    pub worklist: Vec<String>,
}

impl Consensus {
    /// Canonical JSON: keys sorted, no white space.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Text, numbers, lists and maps with string keys, which the writer cannot refuse.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Brings the assessments of several respondents together, in any order.
///
/// # Errors
/// Every problem at once: fewer than two; a file that is merged already or is not one person's; two of the same
/// respondent; another framework or scale than the others'; a lead that is missing, unknown or not the only one; a
/// pair of `between` that is not two of the respondents.
pub fn consensus(library: &Library, entries: &[Entry<'_>], options: &Options<'_>) -> Result<Consensus, Error> {
    let (speakers, lead) = speakers::speakers(entries, options)?;
    let lead = lead.as_deref();
    let head = head::head(library, &speakers, (options.merge, lead))?;
    let merging = merge::Merging { merge: options.merge, lead, base: &head.base, speakers: &speakers };
    let mut content = head.base.content().clone();
    content.answers = merging.answers();
    content.supplementary = merging.questions();
    content.tiers = merging.tiers(library);
    let merged = library.assessment_of(content)?;
    let items = items::items(&merged, &speakers);
    let units: Vec<Vec<Fraction>> = merged
        .content()
        .answers
        .values()
        .map(|answer| answer.voices.values().filter_map(|voice| merged.rating_of(voice).level().cloned()).collect())
        .collect();
    let mut contested: Vec<&ConsensusItem> = items.iter().filter(|item| item.agreement.is_contested()).collect();
    worst_first(&mut contested, |item| &item.agreement);
    let worklist: Vec<String> = contested.iter().map(|item| item.id.clone()).collect();
    let questions = items::question_items(library, &merged, &speakers);
    let counts = ConsensusCounts {
        compared: items.iter().filter(|item| item.agreement.n > 1).count(),
        contested: worklist.len(),
        contested_questions: questions.iter().filter(|question| question.contested).count(),
        outcomes: merged.framework().outcomes().count(),
        said: items.len(),
    };
    let views = options.between.iter().map(|(of, than)| views::view(&merged, of, than)).collect();
    Ok(Consensus {
        alpha: alpha(&units).map(Figure),
        counts,
        differences: head.differences,
        framework: merged.framework().id().to_owned(),
        items,
        lead: lead.map(str::to_owned),
        merge: options.merge,
        questions,
        respondents: items::respondents(&merged, &speakers, lead),
        scale: merged.scale().id.clone(),
        schema: SCHEMA,
        tiers: items::tier_items(library, &merged, &speakers),
        views,
        worklist,
        content: merged.content().clone(),
    })
}
