//! Why a score or status is what it is: down to answers and evidence, and up to every obligation touched.
//!
//! An [`Explanation`] is a tree that a front end can show and that serializes with sorted keys;
//! [`Explanation::to_text`] writes it for a terminal. Every sum is written out in exact fractions, and what would
//! flip a status is found by assessing again with that one change.

mod flip;
mod gate;
mod group;
mod level;
mod node;
mod obligation;
mod sum;
mod text;

pub use flip::Flip;
pub use gate::{GateExplanation, GateItem, Raise};
pub use group::{GroupChild, GroupExplanation, SetExplanation};
pub use level::PracticeLevel;
pub use node::{Child, LeftOut, NodeExplanation, OfficialFound, Touched};
pub(crate) use obligation::strongest_first;
pub use obligation::{Enabler, Link, ObligationExplanation, QuestionExplanation, QuestionFound, Rule};
pub use sum::{Sum, Term};
pub(crate) use text::{flips, state};

use crate::agreement::{Agreement, of_voices};
use crate::assessment::{Answer, Assessment};
use crate::crosswalk::Crosswalk;
use crate::error::{Code, Error, Problem};
use crate::fraction::Figure;
use crate::id::{did_you_mean, quoted};
use crate::library::Library;
use crate::obligation::ObligationSet;
use crate::result::{AssessmentResult, SetStamp, sorted};
use serde::Serialize;
use std::collections::BTreeMap;

/// The `schema` of an explanation.
pub const SCHEMA: &str = "csf-assess/explanation/1";

/// Why one thing of a result is what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Explanation {
    /// What was asked about.
    pub id: String,
    /// What it is, and why.
    pub of: Subject,
    /// `csf-assess/explanation/1`.
    pub schema: &'static str,
    /// Its title.
    pub title: String,
}

/// What an explanation is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Subject {
    /// A gate of the model.
    Gate(GateExplanation),
    /// A heading over obligations.
    Group(GroupExplanation),
    /// A function, category, subcategory, requirement or the total.
    Node(Box<NodeExplanation>),
    /// An obligation.
    Obligation(Box<ObligationExplanation>),
    /// A supplementary question.
    Question(Box<QuestionExplanation>),
    /// An obligation set.
    Set(SetExplanation),
}

/// What is known about one outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct OutcomeFound {
    /// How far its voices agree, where it has voices.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreement: Option<Agreement>,
    /// The answer as it was given, with note, evidence, owner and all else.
    #[serde(serialize_with = "sorted")]
    pub answer: Option<Answer>,
    /// The outcome.
    pub id: String,
    /// The level, dimensions combined.
    pub level: Option<Figure>,
    /// The scale's name for the level.
    pub level_name: Option<String>,
    /// `rated`, `unknown`, `unanswered` or `not_applicable`.
    pub state: &'static str,
    /// The target, dimensions combined.
    pub target: Option<Figure>,
    /// The outcome's title.
    pub title: String,
}

/// What is known about one outcome of an assessment.
pub(crate) fn found(assessment: &Assessment, id: &str) -> OutcomeFound {
    let rating = assessment.rating(id);
    let scale = assessment.scale();
    OutcomeFound {
        agreement: of_voices(assessment, id),
        answer: assessment.answer(id).cloned(),
        id: id.to_owned(),
        level: rating.level().cloned().map(Figure),
        level_name: rating.level().and_then(|level| scale.name(level)).map(str::to_owned),
        state: rating.text(),
        target: assessment.target(id).map(Figure),
        title: assessment.framework().node(id).map(|node| node.title.clone()).unwrap_or_default(),
    }
}

/// The single changes of answers that would change each obligation of a result that binds, by its id.
pub(crate) fn single_changes(
    library: &Library,
    assessment: &Assessment,
    result: &AssessmentResult,
) -> Result<BTreeMap<String, Vec<Flip>>, Error> {
    let context = Context::new(library, assessment, result)?;
    let mut trial = assessment.clone();
    let mut changes = BTreeMap::new();
    for facts in &context.sets {
        for obligation in facts.set.graded() {
            if result.obligations.get(&obligation.id).is_some_and(|result| result.reason.is_none()) {
                let mappings = strongest_first(facts.crosswalk, &obligation.id);
                let found = context.single_changes(&mut trial, facts, obligation, &mappings);
                changes.insert(obligation.id.clone(), found);
            }
        }
    }
    Ok(changes)
}

/// Explains a node, an obligation, a group, a supplementary question, a gate or a set of a result.
///
/// Where a gate has the id of a node, the node is meant.
///
/// # Errors
/// An id that the result does not have, with the nearest one that it has; a set or crosswalk of the result that
/// the library does not have.
pub fn explain(
    library: &Library,
    assessment: &Assessment,
    result: &AssessmentResult,
    id: &str,
) -> Result<Explanation, Error> {
    let context = Context::new(library, assessment, result)?;
    let framework = assessment.framework();
    let (title, of) = if id == "total" || framework.node(id).is_some() {
        let title = framework.node(id).map_or("Total", |node| &node.title);
        (title.to_owned(), Subject::Node(Box::new(context.node(id)?)))
    } else if let Some((set, obligation)) = context.find(|facts| facts.set.obligation(id)) {
        (obligation.title.clone(), Subject::Obligation(Box::new(context.obligation(&set, obligation))))
    } else if let Some((set, group)) = context.find(|facts| facts.set.group(id)) {
        (group.title.clone(), Subject::Group(context.group(&set, group)))
    } else if let Some((set, (obligation, question))) = context.find(|facts| facts.set.question(id)) {
        let explained = context.question(&set, obligation, question);
        (question.question.clone(), Subject::Question(Box::new(explained)))
    } else if let Some(set) = context.sets.iter().find(|facts| facts.set.id() == id) {
        (set.set.content().title.clone(), Subject::Set(context.set(set)))
    } else if let Some((title, gate)) = context.gate(id) {
        (title, Subject::Gate(gate))
    } else {
        return Err(context.unknown(id));
    };
    Ok(Explanation { id: id.to_owned(), of, schema: SCHEMA, title })
}

/// A set of the result with the crosswalk that was read.
#[derive(Clone, Copy)]
struct SetFacts<'a> {
    set: &'a ObligationSet,
    stamp: &'a SetStamp,
    crosswalk: Option<&'a Crosswalk>,
}

struct Context<'a> {
    library: &'a Library,
    assessment: &'a Assessment,
    result: &'a AssessmentResult,
    sets: Vec<SetFacts<'a>>,
}

impl<'a> Context<'a> {
    fn new(library: &'a Library, assessment: &'a Assessment, result: &'a AssessmentResult) -> Result<Self, Error> {
        let missing = |what: &str, id: &str| {
            let message = format!("the result rests on the {what} {}, which the library does not have", quoted(id));
            Error::from(Problem::new(Code::DocumentNotFound, message))
        };
        let mut sets = Vec::new();
        for (id, stamp) in &result.sets {
            let set = library.obligation_set(id).ok_or_else(|| missing("obligation set", id))?;
            let crosswalk = match stamp.crosswalk.as_deref() {
                Some(id) => Some(library.crosswalk(id).ok_or_else(|| missing("crosswalk", id))?),
                None => None,
            };
            sets.push(SetFacts { set, stamp, crosswalk });
        }
        Ok(Self { library, assessment, result, sets })
    }

    fn find<T>(&self, look: impl Fn(&SetFacts<'a>) -> Option<T>) -> Option<(SetFacts<'a>, T)> {
        self.sets.iter().find_map(|facts| Some((*facts, look(facts)?)))
    }

    fn unknown(&self, id: &str) -> Error {
        let elsewhere = self.library.obligation_sets().find(|set| {
            let is_in_result = self.result.sets.contains_key(set.id());
            let has = set.obligation(id).is_some() || set.group(id).is_some() || set.question(id).is_some();
            !is_in_result && (set.id() == id || has)
        });
        let message = match elsewhere {
            Some(set) => {
                format!("{} belongs to the set {}, which was not assessed here", quoted(id), quoted(set.id()))
            }
            None => {
                let in_sets = self.sets.iter().flat_map(|facts| {
                    facts.set.ids().chain(facts.set.question_ids()).chain(std::iter::once(facts.set.id()))
                });
                let gates = self.result.gates.keys().map(String::as_str);
                let known = self.result.nodes.keys().map(String::as_str).chain(gates).chain(in_sets);
                format!(
                    "{} is neither a node, an obligation, a group, a question, a gate nor a set of this result{}",
                    quoted(id),
                    did_you_mean(id, known)
                )
            }
        };
        Problem::new(Code::ExplainUnknownId, message).into()
    }

    fn outcome(&self, id: &str) -> OutcomeFound {
        found(self.assessment, id)
    }

    /// The outcomes that answer a mapped node: itself, or its requirements.
    fn answering(&self, id: &str) -> Vec<&'a str> {
        let framework = self.assessment.framework();
        match framework.node(id) {
            None => Vec::new(),
            Some(node) if node.outcome.is_some() => vec![&node.id],
            Some(node) => {
                let children = node.children.iter().filter_map(|child| framework.nodes().get(*child));
                children.map(|child| child.id.as_str()).collect()
            }
        }
    }
}
