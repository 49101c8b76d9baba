//! The shape of an assessment document (`csf-assess/assessment/1`).

use crate::fraction::Fraction;
use crate::scale::Scale;
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;

/// A level as it was written: a number, or the code of a level of the scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LevelValue {
    /// A number.
    Number(Fraction),
    /// A level's code, such as `FI`.
    Code(String),
}

impl LevelValue {
    /// The number on a scale; none when the code is not one of the scale's.
    #[must_use]
    pub fn on(&self, scale: &Scale) -> Option<Fraction> {
        match self {
            Self::Number(number) => Some(number.clone()),
            Self::Code(code) => scale.coded(code).cloned(),
        }
    }
}

impl Serialize for LevelValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Code(code) => serializer.serialize_str(code),
            Self::Number(number) if number.is_integer() => number.serialize(serializer),
            Self::Number(number) => {
                let float = number.to_f64();
                match float.to_string().parse() {
                    Ok(back) if *number == back => serializer.serialize_f64(float),
                    _ => number.serialize(serializer),
                }
            }
        }
    }
}

/// The word `not_applicable` in place of a dimension's level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotApplicableWord;

/// What was said of one dimension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DimensionLevel {
    /// A level.
    Level(LevelValue),
    /// It does not apply; the answer gives the reason.
    NotApplicable(NotApplicableWord),
}

impl DimensionLevel {
    /// The level, unless it does not apply.
    #[must_use]
    pub fn level(&self) -> Option<&LevelValue> {
        match self {
            Self::Level(level) => Some(level),
            Self::NotApplicable(_) => None,
        }
    }
}

impl Serialize for DimensionLevel {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Level(level) => level.serialize(serializer),
            Self::NotApplicable(NotApplicableWord) => serializer.serialize_str("not_applicable"),
        }
    }
}

/// A level: one, or one for each dimension of the scale.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(schema_with = "crate::shape::level"))]
pub enum Level {
    /// One level.
    One(LevelValue),
    /// Levels by dimension id.
    ByDimension(BTreeMap<String, DimensionLevel>),
}

impl Level {
    /// Whether a dimension does not apply.
    #[must_use]
    pub fn any_not_applicable(&self) -> bool {
        match self {
            Self::One(_) => false,
            Self::ByDimension(dimensions) => dimensions.values().any(|level| level.level().is_none()),
        }
    }
}

impl Serialize for Level {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::One(level) => level.serialize(serializer),
            Self::ByDimension(dimensions) => dimensions.serialize(serializer),
        }
    }
}

struct LevelReader;

impl<'de> Visitor<'de> for LevelReader {
    type Value = Level;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a level of the scale, or one for each dimension")
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Level, E> {
        Fraction::deserialize(de::value::I64Deserializer::new(number)).map(|n| Level::One(LevelValue::Number(n)))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Level, E> {
        Fraction::deserialize(de::value::U64Deserializer::new(number)).map(|n| Level::One(LevelValue::Number(n)))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Level, E> {
        Fraction::deserialize(de::value::F64Deserializer::new(number)).map(|n| Level::One(LevelValue::Number(n)))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Level, E> {
        let level = text.parse().map_or_else(|_| LevelValue::Code(text.to_owned()), LevelValue::Number);
        Ok(Level::One(level))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Level, A::Error> {
        let mut dimensions = BTreeMap::new();
        while let Some((dimension, level)) = map.next_entry()? {
            dimensions.insert(dimension, level);
        }
        Ok(Level::ByDimension(dimensions))
    }
}

impl<'de> Deserialize<'de> for Level {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LevelReader)
    }
}

impl<'de> Deserialize<'de> for DimensionLevel {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Level::deserialize(deserializer)? {
            Level::One(LevelValue::Code(word)) if word == "not_applicable" => {
                Ok(Self::NotApplicable(NotApplicableWord))
            }
            Level::One(level) => Ok(Self::Level(level)),
            Level::ByDimension(_) => Err(de::Error::invalid_type(de::Unexpected::Map, &"a level or `not_applicable`")),
        }
    }
}

/// What was said instead of a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AnswerState {
    /// A level is given; may be left out beside one.
    Rated,
    /// "I don't know".
    Unknown,
    /// It does not apply; needs a reason.
    NotApplicable,
}

/// Something that an answer rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// The document, ticket, link or minutes.
    #[serde(rename = "ref")]
    pub reference: String,
    /// Its date, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Anything of the author's own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub x: BTreeMap<String, Value>,
}

/// The answer to one outcome. With neither level nor state the outcome is unanswered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The level now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// What was said instead of a level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<AnswerState>,
    /// Why it does not apply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// The level wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Level>,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who is responsible for the outcome.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Which respondent answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The day of the answer, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    /// How it was found out: interview, examination, test.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// What it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// What each respondent said, in a merged file.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub voices: BTreeMap<String, Answer>,
    /// Anything of the author's own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub x: BTreeMap<String, Value>,
}

/// What was said to a supplementary question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Said {
    /// Yes, the good answer.
    Yes,
    /// No.
    No,
    /// "I don't know".
    Unknown,
    /// It does not apply; needs a reason.
    NotApplicable,
}

/// The answer to one supplementary question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SupplementaryAnswer {
    /// What was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Said>,
    /// Why it does not apply.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Who is responsible.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Which respondent answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The day of the answer, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    /// What it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// Anything of the author's own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub x: BTreeMap<String, Value>,
}

/// The entity's class: that of NIS2, or one for each set.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(schema_with = "crate::shape::class"))]
pub enum Class {
    /// The NIS2 class.
    Nis2(String),
    /// Classes by set id.
    BySet(BTreeMap<String, String>),
}

impl Class {
    /// The class under one set.
    #[must_use]
    pub fn under(&self, set: &str) -> Option<&str> {
        match self {
            Self::Nis2(class) => (set == "nis2").then_some(class),
            Self::BySet(classes) => classes.get(set).map(String::as_str),
        }
    }
}

impl Serialize for Class {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Nis2(class) => serializer.serialize_str(class),
            Self::BySet(classes) => classes.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Class {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;

        impl<'de> Visitor<'de> for Reader {
            type Value = Class;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a NIS2 class, or a map from set to class")
            }

            fn visit_str<E: de::Error>(self, class: &str) -> Result<Class, E> {
                Ok(Class::Nis2(class.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Class, A::Error> {
                BTreeMap::deserialize(de::value::MapAccessDeserializer::new(map)).map(Class::BySet)
            }
        }

        deserializer.deserialize_any(Reader)
    }
}

/// The organization that is assessed. What is left out is unknown, not absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Organization {
    /// The name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The Member State, as an ISO 3166 code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// The sector, as a path such as `annex-i/energy/electricity`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sector: Option<String>,
    /// The size, such as `medium`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<String>,
    /// The roles that some duties bind; an empty list says that there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roles: Option<Vec<String>>,
    /// The entity's class.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<Class>,
    /// Anything of the author's own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub x: BTreeMap<String, Value>,
}

/// Someone who answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Respondent {
    /// The id that `by` uses.
    pub id: String,
    /// The role, such as "IT lead".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// The name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whether this one decides where respondents differ.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub lead: bool,
}

/// The tier of one side of the organization. It stands beside the scores and is part of none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TierAnswer {
    /// The tier now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
    /// The tier wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Level>,
    /// A remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Which respondent answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The day of the answer, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    /// What it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// Anything of the author's own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub x: BTreeMap<String, Value>,
}

/// An assessment document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(title = "csf-assess/assessment/1"))]
#[serde(deny_unknown_fields)]
pub struct AssessmentContent {
    /// `csf-assess/assessment/1`.
    pub schema: String,
    /// The author's own id.
    pub id: String,
    /// The framework that is answered.
    pub framework: String,
    /// The scale of the levels; that of the framework where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<String>,
    /// The scoring model; `weighted-mean` where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub model: Option<String>,
    /// The organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organization: Option<Organization>,
    /// The day that the assessment describes, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assessed_on: Option<String>,
    /// Who answered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub respondents: Vec<Respondent>,
    /// The tiers of the organization, by the id of the framework's axis.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub tiers: BTreeMap<String, TierAnswer>,
    /// The answers by outcome id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<String, Answer>,
    /// The answers to supplementary questions, by question id.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub supplementary: BTreeMap<String, SupplementaryAnswer>,
    /// Anything of the author's own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub x: BTreeMap<String, Value>,
}
