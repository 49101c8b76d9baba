//! What one change would do to a status, found by assessing again.

use super::{Context, SetFacts};
use crate::assessment::{Assessment, DimensionLevel, Level, LevelValue, Said};
use crate::error::Error;
use crate::fraction::{Figure, Fraction};
use crate::result::{ObligationResult, ObligationStatus};
use crate::status;
use serde::Serialize;
use std::collections::BTreeMap;

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

    /// The same assessment with one outcome at a level.
    pub(super) fn with_level(&self, outcome: &str, level: &Fraction) -> Result<Assessment, Error> {
        let mut content = self.assessment.content().clone();
        let answer = content.answers.entry(outcome.to_owned()).or_default();
        let dimensions = &self.assessment.scale().dimensions;
        answer.state = None;
        answer.level = Some(if dimensions.is_empty() {
            Level::One(LevelValue::Number(level.clone()))
        } else {
            let each = || DimensionLevel::Level(LevelValue::Number(level.clone()));
            Level::ByDimension(dimensions.iter().map(|dimension| (dimension.id.clone(), each())).collect())
        });
        self.library.assessment_of(content)
    }

    /// The same assessment with one question answered.
    pub(super) fn with_said(&self, question: &str, said: Said) -> Result<Assessment, Error> {
        let mut content = self.assessment.content().clone();
        content.supplementary.entry(question.to_owned()).or_default().answer = Some(said);
        self.library.assessment_of(content)
    }

    pub(super) fn statuses(assessment: &Assessment, facts: &SetFacts<'_>) -> BTreeMap<String, ObligationResult> {
        status::obligations(assessment, facts.set, facts.crosswalk)
    }

    /// The levels of one outcome at which the status of an obligation is another, for several obligations at once.
    pub(super) fn flips_by_level(
        &self,
        outcome: &str,
        touched: &[(SetFacts<'_>, &str)],
    ) -> Result<Vec<Vec<Flip>>, Error> {
        let mut flips: Vec<Vec<Flip>> = touched.iter().map(|_| Vec::new()).collect();
        for level in self.levels() {
            let changed = self.with_level(outcome, &level)?;
            let mut by_set: BTreeMap<&str, BTreeMap<String, ObligationResult>> = BTreeMap::new();
            for ((facts, obligation), flips) in touched.iter().zip(&mut flips) {
                let then = by_set.entry(facts.set.id()).or_insert_with(|| Self::statuses(&changed, facts));
                flips.extend(self.flip(obligation, then, |flip| {
                    outcome.clone_into(&mut flip.id);
                    flip.level = Some(Figure(level.clone()));
                }));
            }
        }
        Ok(flips)
    }

    /// What yes and what no to a question would change.
    pub(super) fn flips_by_answer(
        &self,
        facts: &SetFacts<'_>,
        obligation: &str,
        question: &str,
    ) -> Result<Vec<Flip>, Error> {
        let mut flips = Vec::new();
        for (said, word) in [(Said::Yes, "yes"), (Said::No, "no")] {
            let then = Self::statuses(&self.with_said(question, said)?, facts);
            flips.extend(self.flip(obligation, &then, |flip| {
                question.clone_into(&mut flip.id);
                flip.answer = Some(word);
            }));
        }
        Ok(flips)
    }

    fn flip(
        &self,
        obligation: &str,
        then: &BTreeMap<String, ObligationResult>,
        name: impl Fn(&mut Flip),
    ) -> Option<Flip> {
        let now = self.result.obligations.get(obligation)?;
        let then = then.get(obligation)?;
        if (now.status, now.worst, now.best) == (then.status, then.worst, then.best) {
            return None;
        }
        let mut flip = Flip {
            answer: None,
            best: then.best,
            id: String::new(),
            level: None,
            status: then.status,
            worst: then.worst,
        };
        name(&mut flip);
        Some(flip)
    }
}
