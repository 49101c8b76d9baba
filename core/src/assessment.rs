//! Assessments: what was answered, by whom, with which evidence.

mod check;
mod content;

pub use content::{
    Answer, AnswerState, AssessmentContent, Class, DimensionLevel, Evidence, Level, LevelValue, NotApplicableWord,
    Organization, Respondent, Said, SupplementaryAnswer, TierAnswer,
};

use crate::fraction::Fraction;
use crate::framework::Framework;
use crate::model::ScoringModel;
use crate::scale::Scale;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is known about one outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rating {
    /// A level, dimensions already combined.
    Rated(Fraction),
    /// The respondent said "I don't know".
    Unknown,
    /// Nothing was said, or a dimension is missing.
    Unanswered,
    /// It does not apply, for a reason.
    NotApplicable,
}

impl Rating {
    /// Whether the outcome is open: unknown or unanswered.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Unknown | Self::Unanswered)
    }

    /// The level, if there is one.
    #[must_use]
    pub fn level(&self) -> Option<&Fraction> {
        match self {
            Self::Rated(level) => Some(level),
            _ => None,
        }
    }
}

/// The hashes of the documents that an assessment was joined with.
#[derive(Clone, Debug)]
pub(crate) struct Hashes {
    pub(crate) framework: String,
    pub(crate) scale: String,
    pub(crate) model: String,
}

/// A valid assessment together with the framework, scale and model that it names.
#[derive(Clone, Debug)]
pub struct Assessment {
    content: AssessmentContent,
    hashes: Hashes,
    framework: Arc<Framework>,
    scale: Arc<Scale>,
    model: Arc<ScoringModel>,
}

impl Assessment {
    /// The document that this assessment was made from.
    #[must_use]
    pub fn content(&self) -> &AssessmentContent {
        &self.content
    }

    pub(crate) fn hashes(&self) -> &Hashes {
        &self.hashes
    }

    /// The framework that is answered.
    #[must_use]
    pub fn framework(&self) -> &Framework {
        &self.framework
    }

    /// The scale of its levels.
    #[must_use]
    pub fn scale(&self) -> &Scale {
        &self.scale
    }

    /// The model that scores it.
    #[must_use]
    pub fn model(&self) -> &ScoringModel {
        &self.model
    }

    /// The answer to an outcome, if anything was said.
    #[must_use]
    pub fn answer(&self, outcome: &str) -> Option<&Answer> {
        self.content.answers.get(outcome)
    }

    /// The answer to a supplementary question, if anything was said.
    #[must_use]
    pub fn supplementary(&self, question: &str) -> Option<&SupplementaryAnswer> {
        self.content.supplementary.get(question)
    }

    /// What is known about an outcome.
    #[must_use]
    pub fn rating(&self, outcome: &str) -> Rating {
        self.answer(outcome).map_or(Rating::Unanswered, |answer| self.rating_of(answer))
    }

    /// What an answer says, whoever gave it.
    pub(crate) fn rating_of(&self, answer: &Answer) -> Rating {
        match answer.state {
            Some(AnswerState::Unknown) => return Rating::Unknown,
            Some(AnswerState::NotApplicable) => return Rating::NotApplicable,
            Some(AnswerState::Rated) | None => {}
        }
        match &answer.level {
            None => Rating::Unanswered,
            Some(level) if level.any_not_applicable() => Rating::NotApplicable,
            Some(level) => self.combined(level).map_or(Rating::Unanswered, Rating::Rated),
        }
    }

    /// The level of a rated outcome in one dimension of the scale.
    pub(crate) fn level_in(&self, outcome: &str, dimension: &str) -> Option<Fraction> {
        match self.answer(outcome)?.level.as_ref()? {
            Level::One(_) => None,
            Level::ByDimension(levels) => levels.get(dimension)?.level()?.on(&self.scale),
        }
    }

    /// The target of an outcome, dimensions combined, if one is set.
    #[must_use]
    pub fn target(&self, outcome: &str) -> Option<Fraction> {
        self.combined(self.answer(outcome)?.target.as_ref()?)
    }

    /// Puts another answer in the place of an outcome's and returns the one that stood there. Nothing is checked: the
    /// caller has to give an answer that the scale allows.
    pub(crate) fn replace_answer(&mut self, outcome: &str, answer: Option<Answer>) -> Option<Answer> {
        replace(&mut self.content.answers, outcome, answer)
    }

    /// The same for the answer to a supplementary question.
    pub(crate) fn replace_supplementary(
        &mut self,
        question: &str,
        answer: Option<SupplementaryAnswer>,
    ) -> Option<SupplementaryAnswer> {
        replace(&mut self.content.supplementary, question, answer)
    }

    fn combined(&self, level: &Level) -> Option<Fraction> {
        let dimensions = match level {
            Level::One(value) => return value.on(&self.scale),
            Level::ByDimension(dimensions) => dimensions,
        };
        let values: Option<Vec<Fraction>> = self
            .scale
            .dimensions
            .iter()
            .map(|dimension| dimensions.get(&dimension.id)?.level()?.on(&self.scale))
            .collect();
        let values = values?;
        match self.model.dimensions.as_str() {
            "mean" => {
                let sum = values.iter().fold(Fraction::zero(), |sum, value| &sum + value);
                sum.checked_div(&Fraction::from(i64::try_from(values.len()).ok()?))
            }
            "minimum" => values.into_iter().min(),
            named => {
                let position = self.scale.dimensions.iter().position(|dimension| dimension.id == named)?;
                values.into_iter().nth(position)
            }
        }
    }
}

fn replace<T>(answers: &mut BTreeMap<String, T>, id: &str, answer: Option<T>) -> Option<T> {
    match answer {
        Some(answer) => answers.insert(id.to_owned(), answer),
        None => answers.remove(id),
    }
}
