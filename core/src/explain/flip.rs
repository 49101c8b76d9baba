//! What one change would do to a status, found by assessing again.

use super::{Context, SetFacts};
use crate::assessment::{Answer, Assessment, DimensionLevel, Level, LevelValue, Said, SupplementaryAnswer};
use crate::fraction::{Figure, Fraction};
use crate::result::ObligationStatus;
use crate::status;
use serde::Serialize;

/// One change of an answer that changes a status, and what the status would be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Flip {
    /// For a question: `yes` or `no`.
    pub answer: Option<&'static str>,
    /// The best end then.
    pub best: Option<u8>,
    /// The outcome or question that is changed.
    pub id: String,
    /// For an outcome: the level. On a scale with dimensions all of them are at it.
    pub level: Option<Figure>,
    /// The status then.
    pub status: ObligationStatus,
    /// The worst end then.
    pub worst: Option<u8>,
}

/// A scale with more steps than this is tried at its named levels only.
const MOST_STEPS: usize = 64;

impl Context<'_> {
    /// The levels that an outcome can be at.
    pub(super) fn levels(&self) -> Vec<Fraction> {
        let scale = self.assessment.scale();
        let mut levels = Vec::new();
        let mut level = scale.min();
        while level <= scale.max() && levels.len() <= MOST_STEPS {
            levels.push(level.clone());
            level = &level + &scale.step;
        }
        if levels.len() > MOST_STEPS {
            return scale.levels.iter().map(|level| level.value.clone()).collect();
        }
        levels
    }

    /// A level for every dimension of the scale.
    pub(super) fn at(&self, level: &Fraction) -> Level {
        let dimensions = &self.assessment.scale().dimensions;
        if dimensions.is_empty() {
            return Level::One(LevelValue::Number(level.clone()));
        }
        let each = || DimensionLevel::Level(LevelValue::Number(level.clone()));
        Level::ByDimension(dimensions.iter().map(|dimension| (dimension.id.clone(), each())).collect())
    }

    /// The levels of one outcome at which the status of an obligation is another, for several obligations at once.
    /// `trial` is the assessment as it is, and is so again afterwards.
    pub(super) fn flips_by_level(
        &self,
        trial: &mut Assessment,
        outcome: &str,
        touched: &[(SetFacts<'_>, &str)],
    ) -> Vec<Vec<Flip>> {
        let mut flips: Vec<Vec<Flip>> = touched.iter().map(|_| Vec::new()).collect();
        let given = trial.answer(outcome).cloned();
        for level in self.levels() {
            trial.replace_answer(outcome, Some(Answer { level: Some(self.at(&level)), ..Answer::default() }));
            for ((facts, obligation), flips) in touched.iter().zip(&mut flips) {
                flips.extend(self.flip(facts, obligation, trial).map(|flip| Flip {
                    id: outcome.to_owned(),
                    level: Some(Figure(level.clone())),
                    ..flip
                }));
            }
        }
        trial.replace_answer(outcome, given);
        flips
    }

    /// What yes and what no to a question would change; of `trial` the same holds.
    pub(super) fn flips_by_answer(
        &self,
        trial: &mut Assessment,
        facts: &SetFacts<'_>,
        obligation: &str,
        question: &str,
    ) -> Vec<Flip> {
        let mut flips = Vec::new();
        let given = trial.supplementary(question).cloned();
        for (said, word) in [(Said::Yes, "yes"), (Said::No, "no")] {
            let answer = SupplementaryAnswer { answer: Some(said), ..SupplementaryAnswer::default() };
            trial.replace_supplementary(question, Some(answer));
            let flip = self.flip(facts, obligation, trial);
            flips.extend(flip.map(|flip| Flip { id: question.to_owned(), answer: Some(word), ..flip }));
        }
        trial.replace_supplementary(question, given);
        flips
    }

    /// What became of an obligation, if anything did; the change itself is not named yet.
    fn flip(&self, facts: &SetFacts<'_>, obligation: &str, changed: &Assessment) -> Option<Flip> {
        let now = self.result.obligations.get(obligation)?;
        let then = status::obligation(
            changed,
            facts.stamp.class.as_deref(),
            facts.crosswalk,
            facts.set.obligation(obligation)?,
        );
        if (now.status, now.worst, now.best) == (then.status, then.worst, then.best) {
            return None;
        }
        Some(Flip {
            answer: None,
            best: then.best,
            id: String::new(),
            level: None,
            status: then.status,
            worst: then.worst,
        })
    }
}
