//! Rating scales: ordered levels, a step, and one or more dimensions.

use crate::error::{Code, Path, Problems};
use crate::fraction::Fraction;
use crate::id::{is_valid, one_of, quoted};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The most levels that a scale may name.
pub const MOST_LEVELS: usize = 101;
/// The most dimensions that a scale may have.
pub const MOST_DIMENSIONS: usize = 10;

/// One level of a [`Scale`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ScaleLevel {
    /// The number that the level stands for.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::shape::fraction"))]
    pub value: Fraction,
    /// A short code that an answer may use instead of the number, such as `FI`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// The name for people, such as "Defined and done".
    pub name: String,
    /// What it means for any outcome.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meaning: Option<String>,
}

/// One of several aspects that are rated apart, such as documentation and implementation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Dimension {
    /// The key in an answer's `level`.
    pub id: String,
    /// The name for people.
    pub title: String,
}

/// A scale document (`csf-assess/scale/1`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(title = "csf-assess/scale/1"))]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// `csf-assess/scale/1`.
    pub schema: String,
    /// The id, such as `maturity-0-5`.
    pub id: String,
    /// The name for people.
    pub title: String,
    /// How finely a level may lie between two others: 1, 1/2 or 1/4.
    #[serde(default = "Fraction::one", skip_serializing_if = "is_one")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::shape::fraction"))]
    pub step: Fraction,
    /// The levels, lowest first; at least two.
    pub levels: Vec<ScaleLevel>,
    /// What is rated apart; empty for one unnamed dimension.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dimensions: Vec<Dimension>,
    /// Anything of the author's own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub x: BTreeMap<String, Value>,
}

fn is_one(step: &Fraction) -> bool {
    *step == Fraction::one()
}

impl Scale {
    /// The lowest level.
    #[must_use]
    pub fn min(&self) -> Fraction {
        self.levels.first().map_or_else(Fraction::zero, |level| level.value.clone())
    }

    /// The highest level.
    #[must_use]
    pub fn max(&self) -> Fraction {
        self.levels.last().map_or_else(Fraction::one, |level| level.value.clone())
    }

    /// Whether `value` is a level of this scale: within its ends and on its step.
    #[must_use]
    pub fn has(&self, value: &Fraction) -> bool {
        let steps = (value - &self.min()).checked_div(&self.step);
        *value >= self.min() && *value <= self.max() && steps.is_some_and(|steps| steps.is_integer())
    }

    /// The number that a level's code stands for.
    #[must_use]
    pub fn coded(&self, code: &str) -> Option<&Fraction> {
        self.levels.iter().find(|level| level.code.as_deref() == Some(code)).map(|level| &level.value)
    }

    /// Whether `text` names a level of this scale, by its number or its code.
    pub(crate) fn is_level(&self, text: &str) -> bool {
        self.coded(text).is_some() || text.parse::<Fraction>().is_ok_and(|value| self.has(&value))
    }

    /// That `text` is not a level of this scale, and what would be.
    pub(crate) fn no_level(&self, text: &str) -> String {
        let codes: Vec<&str> = self.levels.iter().filter_map(|level| level.code.as_deref()).collect();
        let or_code = if codes.is_empty() { String::new() } else { format!(", or {}", one_of(&codes)) };
        format!("{} is not a level of {}; levels are {}{or_code}", quoted(text), self.id, self.range())
    }

    /// The name of the level at `value`, if one is exactly there.
    #[must_use]
    pub fn name(&self, value: &Fraction) -> Option<&str> {
        self.levels.iter().find(|level| level.value == *value).map(|level| level.name.as_str())
    }

    /// `value` as a share of the scale, 0 to 1.
    #[must_use]
    pub fn normalized(&self, value: &Fraction) -> Fraction {
        let width = &self.max() - &self.min();
        (value - &self.min()).checked_div(&width).unwrap_or_else(Fraction::zero)
    }

    /// How many levels `value` lies above the lowest: each level is one above the one before it, and what lies between
    /// two levels is as far along as its number.
    #[must_use]
    pub fn rank(&self, value: &Fraction) -> Fraction {
        let gaps = self.levels.windows(2).filter_map(|pair| {
            let [lower, higher] = pair else { return None };
            let reached = value.min(&higher.value) - &lower.value;
            let share = reached.checked_div(&(&higher.value - &lower.value))?;
            Some(share.max(Fraction::zero()))
        });
        gaps.fold(Fraction::zero(), |sum, share| sum + share)
    }

    /// What a level may be, for messages: `0 to 5 in steps of 1`.
    #[must_use]
    pub fn range(&self) -> String {
        format!("{} to {} in steps of {}", self.min().plain(), self.max().plain(), self.step.plain())
    }

    pub(crate) fn check(&self, problems: &mut Problems) {
        let root = Path::default();
        let steps = ["1", "1/2", "1/4"];
        if !steps.contains(&self.step.written().as_str()) {
            let message = format!("a step of {} is not possible; use {}", self.step.plain(), one_of(&steps));
            problems.value(&root.key("step"), Code::ScaleStep, message);
        }
        let levels = root.key("levels");
        if self.levels.len() < 2 {
            problems.value(&levels, Code::ScaleLevels, "a scale needs at least two levels");
        }
        if self.levels.len() > MOST_LEVELS {
            problems.value(&levels, Code::ScaleLevels, format!("a scale has at most {MOST_LEVELS} levels"));
            return;
        }
        if self.dimensions.len() > MOST_DIMENSIONS {
            let message = format!("a scale has at most {MOST_DIMENSIONS} dimensions");
            problems.value(&root.key("dimensions"), Code::ScaleLevels, message);
            return;
        }
        let mut codes = BTreeSet::new();
        for (position, pair) in self.levels.windows(2).enumerate() {
            if let [lower, higher] = pair
                && lower.value >= higher.value
            {
                let message = format!(
                    "level {} comes after {}; levels go from low to high",
                    higher.value.plain(),
                    lower.value.plain()
                );
                problems.value(&levels.index(position + 1).key("value"), Code::ScaleLevels, message);
            }
        }
        for (position, level) in self.levels.iter().enumerate() {
            let path = levels.index(position);
            if !self.has(&level.value) {
                let message = format!("level {} is not on the scale's own step", level.value.plain());
                problems.value(&path.key("value"), Code::ScaleLevels, message);
            }
            if let Some(code) = &level.code
                && (!is_valid(code) || code == "not_applicable" || code.parse::<Fraction>().is_ok())
            {
                let message =
                    format!("{} cannot be a code; a code starts with a letter and is no number", quoted(code));
                problems.value(&path.key("code"), Code::DocumentId, message);
            }
            if let Some(code) = &level.code
                && !codes.insert(code)
            {
                problems.value(
                    &path.key("code"),
                    Code::DocumentDuplicateId,
                    format!("the code {} is used twice", quoted(code)),
                );
            }
        }
        let mut ids = BTreeSet::new();
        for (position, dimension) in self.dimensions.iter().enumerate() {
            if !is_valid(&dimension.id) || ["mean", "minimum"].contains(&dimension.id.as_str()) {
                let path = root.key("dimensions").index(position).key("id");
                problems.value(
                    &path,
                    Code::DocumentId,
                    format!("{} cannot be the id of a dimension", quoted(&dimension.id)),
                );
            }
            if !ids.insert(&dimension.id) {
                let path = root.key("dimensions").index(position).key("id");
                problems.value(
                    &path,
                    Code::DocumentDuplicateId,
                    format!("the dimension {} is there twice", quoted(&dimension.id)),
                );
            }
        }
    }
}
