//! Answers to one version of a framework as answers to the next, by one of the tables that say where things went.
//!
//! Nothing is dropped silently: what has no successor, what is new, and how each level was found are all part of a
//! [`Migration`], and every text that was typed is in its `content`.

mod build;
mod judge;
mod merge;
mod table;
mod text;

use crate::assessment::{Assessment, AssessmentContent};
use crate::error::{Code, Error, Problem};
use crate::fraction::Figure;
use crate::framework::Framework;
use crate::id::{did_you_mean, one_of, quoted};
use crate::library::Library;
use crate::result::{NodeResult, sorted};
use crate::transition::Transition;
use serde::Serialize;

/// The `schema` of a migration.
pub const SCHEMA: &str = "csf-assess/migration/1";

/// How far an answer of the new version can be trusted to say what was said to the old one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Mark {
    /// One outcome became one outcome, and the source or the content says that they are the same.
    Exact,
    /// Outcomes were merged or divided, or the source does not say that they are the same.
    Partial,
    /// Something went to a heading above the outcome; where it belongs has to be decided by a person.
    Review,
}

impl Mark {
    /// The word, such as `exact`.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Partial => "partial",
            Self::Review => "review",
        }
    }
}

/// The stable codes of [`MigrationReason`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum MigrationReasonCode {
    /// Each is the only counterpart of the other, and they are the same.
    OneToOne,
    /// Each is the only counterpart of the other; the source does not say that they are the same.
    OnlyRelated,
    /// Several outcomes became one.
    Merged,
    /// An outcome went to other places too.
    Divided,
    /// Another source of the transition does not have the step.
    Disputed,
    /// Not applicable beside outcomes that apply, and left out.
    LeftOut,
    /// Unknown or unanswered, and so is the result.
    LeftOpen,
    /// An outcome went to a heading above this one.
    Heading,
}

/// Why an outcome has its mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MigrationReason {
    /// The stable code.
    pub code: MigrationReasonCode,
    /// Outcomes of the old version that it speaks about, in the framework's order.
    pub of: Vec<String>,
    /// The same as a sentence.
    pub text: String,
}

/// One outcome of the new version that something was carried to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MigratedItem {
    /// Every outcome of the old version that the source sends here, answered or not, in the framework's order.
    pub from: Vec<String>,
    /// The outcome of the new version.
    pub id: String,
    /// The level now, dimensions combined.
    pub level: Option<Figure>,
    /// How far it can be trusted.
    pub mark: Mark,
    /// `rated`, `unknown`, `unanswered` or `not_applicable`.
    pub state: &'static str,
    /// Its title.
    pub title: String,
    /// Why it has its mark.
    pub why: Vec<MigrationReason>,
}

/// An answered outcome of the old version that no outcome of the new one takes over. Its whole answer is kept under
/// `x.migration.dropped` of the new assessment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Dropped {
    /// The headings of the new version that it went to, if any.
    pub headings: Vec<String>,
    /// The outcome of the old version.
    pub id: String,
    /// The level that it had, dimensions combined.
    pub level: Option<Figure>,
    /// `rated`, `unknown`, `unanswered` or `not_applicable`.
    pub state: &'static str,
    /// Its title.
    pub title: String,
}

/// How many outcomes of the new version have which mark, and what has no counterpart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MigrationCounts {
    /// Answered outcomes of the old version without a successor.
    pub dropped: usize,
    /// Marked exact.
    pub exact: usize,
    /// Marked partial.
    pub partial: usize,
    /// Marked review.
    pub review: usize,
    /// Outcomes of the new version whose predecessors were not answered.
    pub unanswered: usize,
    /// Outcomes of the new version that no outcome of the old one became part of.
    pub without_predecessor: usize,
}

/// The figures of one node in both versions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ScorePair {
    /// In the new version; none where it has no such node.
    pub after: Option<NodeResult>,
    /// In the old version; none where it has no such node.
    pub before: Option<NodeResult>,
    /// A function, or `total`.
    pub id: String,
    /// Its title, the new version's where both have it.
    pub title: String,
}

/// The stable codes of [`Remark`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum RemarkCode {
    /// Scores before and after are over different outcomes.
    NotComparable,
    /// The scoring model names parts of the old version, so the usual one takes its place.
    ModelReplaced,
    /// Tiers of axes that the new version does not have are kept under `x`.
    TiersKept,
}

/// Something to know about a migration as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Remark {
    /// The stable code.
    pub code: RemarkCode,
    /// The same as a sentence.
    pub text: String,
}

/// An assessment in the next version of its framework, and how it came to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Migration {
    /// The id of the assessment.
    pub assessment: String,
    /// The assessment in the new version, valid as it stands.
    #[serde(serialize_with = "sorted")]
    pub content: AssessmentContent,
    /// How many of what.
    pub counts: MigrationCounts,
    /// Answered outcomes of the old version without a successor, in the framework's order.
    pub dropped: Vec<Dropped>,
    /// The framework that was left.
    pub from: String,
    /// Outcomes of the new version that something was carried to, in the framework's order.
    pub items: Vec<MigratedItem>,
    /// What to know about the whole.
    pub remarks: Vec<Remark>,
    /// `csf-assess/migration/1`.
    pub schema: &'static str,
    /// The total and the functions in both versions, side by side.
    pub scores: Vec<ScorePair>,
    /// The table that was followed.
    pub source: String,
    /// The framework that was entered.
    pub to: String,
    /// The transition that has the table.
    pub transition: String,
    /// Outcomes of the new version whose predecessors were not answered, in the framework's order.
    pub unanswered: Vec<String>,
    /// Outcomes of the new version that no outcome of the old one became part of, in the framework's order.
    pub without_predecessor: Vec<String>,
}

impl Migration {
    /// Canonical JSON: keys sorted, no white space.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Text, numbers, lists and maps with string keys, which the writer cannot refuse.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Carries an assessment over to the framework `to`, by the named source of the transition or by its first.
///
/// # Errors
/// A framework that is not in the library; no transition between the two; a source that the transition does not have.
pub fn migrate(library: &Library, assessment: &Assessment, to: &str, source: Option<&str>) -> Result<Migration, Error> {
    let refused = |code, message: String| Error::from(Problem::new(code, message));
    let from = assessment.framework();
    let Some(target) = library.framework(to) else {
        let hint = did_you_mean(to, library.frameworks().map(Framework::id));
        return Err(refused(Code::DocumentNotFound, format!("there is no framework {}{hint}", quoted(to))));
    };
    let transition = transition(library, from, target, source)?;
    let sources: Vec<&str> = transition.sources.iter().map(|source| source.id.as_str()).collect();
    let source = match source {
        Some(source) => sources.iter().find(|known| **known == source).copied().ok_or_else(|| {
            let message =
                format!("{} is not a source of {}; there is {}", quoted(source), transition.id, one_of(&sources));
            refused(Code::MigrateUnknownSource, message)
        })?,
        None => sources.first().copied().ok_or_else(|| {
            let message = format!("the transition {} has no source to follow", quoted(&transition.id));
            refused(Code::MigrateUnknownSource, message)
        })?,
    };
    build::migration(library, assessment, target, (transition, source))
}

/// The transition between two frameworks: the first that has the source, `<from>--<to>` before others.
fn transition<'a>(
    library: &'a Library,
    from: &Framework,
    to: &Framework,
    source: Option<&str>,
) -> Result<&'a Transition, Error> {
    let usual = format!("{}--{}", from.id(), to.id());
    let mut leading: Vec<&Transition> =
        library.transitions().filter(|it| it.from == from.id() && it.to == to.id()).collect();
    leading.sort_by_key(|transition| transition.id != usual);
    let has = |transition: &&&Transition| {
        source.is_some_and(|source| transition.sources.iter().any(|known| known.id == source))
    };
    if let Some(transition) = leading.iter().find(has).or(leading.first()) {
        return Ok(transition);
    }
    let message = if from.id() == to.id() {
        format!("these are answers to {} already", quoted(to.id()))
    } else {
        let ends: Vec<&str> =
            library.transitions().filter(|it| it.from == from.id()).map(|it| it.to.as_str()).collect();
        let known = match ends.as_slice() {
            [] => format!("no transition starts at {}", quoted(from.id())),
            ends => format!("from there a transition leads to {}", one_of(ends)),
        };
        format!("there is no transition from {} to {}; {known}", quoted(from.id()), quoted(to.id()))
    };
    Err(Problem::new(Code::MigrateNoTransition, message).into())
}
