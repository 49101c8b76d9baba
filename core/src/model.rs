//! Scoring models: how answers become scores, as documents.

mod fit;

use crate::error::{Code, Path, Problems};
use crate::fraction::Fraction;
use crate::framework::{Framework, Node, NodeKind};
use crate::id::{is_valid, quoted};
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// How a node's value comes from what is below it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Aggregate {
    /// Σw·v ÷ Σw over the rated outcomes below, with the product of the weights on the way.
    #[default]
    WeightedMean,
    /// Each node averages its children that have a value, by each child's own weight.
    MeanOfMeans,
    /// The lowest rated outcome below.
    Minimum,
    /// The highest level of practices, by their tags `level-1`, `level-2` and so on, that is reached.
    CumulativeLevel,
    /// Σw·min(level, target) ÷ Σw·target over the outcomes below that have a target above 0.
    TargetCoverage,
}

/// The level of a practice under `cumulative_level`: the number of its tag `level-1` to `level-99`, the lowest of several.
pub(crate) fn practice_level(tags: &[String]) -> Option<i64> {
    level_tags(tags).map(|(level, _)| level).min()
}

fn level_tags(tags: &[String]) -> impl Iterator<Item = (i64, &str)> {
    tags.iter().filter_map(|tag| {
        let number = tag.strip_prefix("level-")?;
        let level = number.parse().ok().filter(|level| (1..=99).contains(level))?;
        (number == i64::to_string(&level)).then_some((level, tag.as_str()))
    })
}

/// A named departure that reproduces another tool's arithmetic to the digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub enum Quirk {
    /// CISO Assistant: the total of each dimension is cut to one decimal, and their mean is cut again.
    #[serde(rename = "ciso-assistant-truncation")]
    CisoAssistantTruncation,
    /// csf_profile: functions and categories are means of outcomes, the total of categories, each rounded to one decimal.
    #[serde(rename = "csf-profile-rounding")]
    CsfProfileRounding,
    /// CCB's workbook for CyFun 2025 Essential: categories average the cells that its formulas read.
    #[serde(rename = "cyfun-2025-workbook-cells")]
    Cyfun2025WorkbookCells,
}

impl Quirk {
    /// Its name in a document, such as `ciso-assistant-truncation`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::CisoAssistantTruncation => "ciso-assistant-truncation",
            Self::CsfProfileRounding => "csf-profile-rounding",
            Self::Cyfun2025WorkbookCells => "cyfun-2025-workbook-cells",
        }
    }

    /// What it does, as a sentence.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::CisoAssistantTruncation => {
                "The total of each dimension is cut to one decimal, and their mean is cut again."
            }
            Self::CsfProfileRounding => {
                "A function or category is the mean of the outcomes below it, the total that of the categories, each \
                 rounded to one decimal."
            }
            Self::Cyfun2025WorkbookCells => {
                "Categories average, in each dimension, the cells that the workbook's formulas read: PR.AA's \
                 implementation leaves PR.AA-06 out, GV.OV and PR.IR pool two subcategories, RC.CO averages \
                 requirements."
            }
        }
    }

    /// What the rest of the model has to be for it.
    fn asks(self, model: &ScoringModel) -> Option<&'static str> {
        let has_mean = model.dimensions == "mean";
        match self {
            Self::CisoAssistantTruncation => {
                let is_mean = matches!(model.aggregate, Aggregate::WeightedMean | Aggregate::MeanOfMeans);
                (!is_mean || !has_mean)
                    .then_some("`aggregate: weighted_mean` or `mean_of_means`, and `dimensions: mean`")
            }
            Self::CsfProfileRounding => {
                (model.aggregate != Aggregate::MeanOfMeans).then_some("`aggregate: mean_of_means`")
            }
            Self::Cyfun2025WorkbookCells => {
                let is_so = model.aggregate == Aggregate::MeanOfMeans
                    && model.total_of == TotalOf::Categories
                    && has_mean
                    && model.weights.values().all(|weight| *weight == 1);
                (!is_so)
                    .then_some("`aggregate: mean_of_means`, `total_of: categories`, `dimensions: mean` and no weights")
            }
        }
    }
}

/// What the total of `mean_of_means` averages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TotalOf {
    /// The functions.
    #[default]
    Functions,
    /// The categories, each counting by its own weight.
    Categories,
}

/// What open outcomes do to a score. The interval from low to high always shows them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum OpenPolicy {
    /// They stay out of the score.
    #[default]
    Bounds,
    /// They count at the scale's minimum: the score is the low bound.
    Minimum,
    /// There is no score while anything below is open.
    Block,
}

/// What not applicable outcomes do to a score.
///
/// In a document: the word `exclude`, or a map of `value`, `at_most` and `never_on`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(schema_with = "crate::shape::not_applicable"))]
pub struct NotApplicablePolicy {
    /// Count them as rated at this level; none: leave them out.
    pub value: Option<Fraction>,
    /// How many are accepted.
    pub at_most: Option<u64>,
    /// On outcomes with these tags they are not accepted.
    pub never_on: Vec<String>,
}

impl NotApplicablePolicy {
    fn is_exclude(&self) -> bool {
        *self == Self::default()
    }

    /// Whether the policy makes a gate: a quota or a bar.
    #[must_use]
    pub fn is_gate(&self) -> bool {
        self.at_most.is_some() || !self.never_on.is_empty()
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PolicyMap {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<Fraction>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at_most: Option<u64>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    never_on: Vec<String>,
}

impl Serialize for NotApplicablePolicy {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.is_exclude() {
            return serializer.serialize_str("exclude");
        }
        let Self { value, at_most, never_on } = self.clone();
        PolicyMap { value, at_most, never_on }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for NotApplicablePolicy {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;

        impl<'de> Visitor<'de> for Reader {
            type Value = NotApplicablePolicy;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("`exclude` or a map of value, at_most and never_on")
            }

            fn visit_str<E: de::Error>(self, word: &str) -> Result<NotApplicablePolicy, E> {
                if word == "exclude" {
                    return Ok(NotApplicablePolicy::default());
                }
                Err(E::invalid_value(de::Unexpected::Str(word), &self))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<NotApplicablePolicy, A::Error> {
                let PolicyMap { value, at_most, never_on } =
                    PolicyMap::deserialize(de::value::MapAccessDeserializer::new(map))?;
                Ok(NotApplicablePolicy { value, at_most, never_on })
            }
        }

        deserializer.deserialize_any(Reader)
    }
}

/// What a gate looks at: one node, or each node of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(schema_with = "crate::shape::gate_on"))]
pub enum GateOn {
    /// A node id, or `total`.
    Node(String),
    /// `category`, `function`, `outcome` or a tag.
    Each(String),
}

/// Whether a gate on each `kind` looks at this node.
pub(crate) fn is_each(framework: &Framework, node: &Node, kind: &str) -> bool {
    match kind {
        "function" => node.kind == NodeKind::Function,
        "category" => node.kind == NodeKind::Category,
        "outcome" => node.outcome.is_some(),
        tag => framework.item(&node.id).is_some_and(|item| item.tags.iter().any(|known| known == tag)),
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EachMap {
    each: String,
}

impl Serialize for GateOn {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Node(id) => serializer.serialize_str(id),
            Self::Each(kind) => EachMap { each: kind.clone() }.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for GateOn {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;

        impl<'de> Visitor<'de> for Reader {
            type Value = GateOn;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a node id, `total`, or a map with `each`")
            }

            fn visit_str<E: de::Error>(self, id: &str) -> Result<GateOn, E> {
                Ok(GateOn::Node(id.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<GateOn, A::Error> {
                let EachMap { each } = EachMap::deserialize(de::value::MapAccessDeserializer::new(map))?;
                Ok(GateOn::Each(each))
            }
        }

        deserializer.deserialize_any(Reader)
    }
}

/// A verdict on scores: met, not met, or not yet decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Gate {
    /// The id; `not_applicable` is taken by the policy's own gate.
    pub id: String,
    /// The name for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What it looks at.
    pub on: GateOn,
    /// The level that is needed.
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::shape::fraction"))]
    pub at_least: Fraction,
}

/// A scoring model document (`csf-assess/model/1`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(title = "csf-assess/model/1"))]
#[serde(deny_unknown_fields)]
pub struct ScoringModel {
    /// `csf-assess/model/1`.
    pub schema: String,
    /// The id, such as `weighted-mean`.
    pub id: String,
    /// The name for people.
    pub title: String,
    /// What it does and when to choose it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// How a node's value comes from what is below it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub aggregate: Aggregate,
    /// For `cumulative_level`: the rating from which a practice is done, above the scale's minimum.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "crate::shape::fraction"))]
    pub passing: Option<Fraction>,
    /// What the total averages, for `mean_of_means`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub total_of: TotalOf,
    /// Weights by node id, 1 to 100; 1 where nothing is said.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub weights: BTreeMap<String, i64>,
    /// Only outcomes with one of these tags take part; empty for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub include: Vec<String>,
    /// What not applicable outcomes do.
    #[serde(default, skip_serializing_if = "NotApplicablePolicy::is_exclude")]
    pub not_applicable: NotApplicablePolicy,
    /// What open outcomes do.
    #[serde(default, skip_serializing_if = "is_default")]
    pub open: OpenPolicy,
    /// How dimensions become one level: `mean`, `minimum` or a dimension's id.
    #[serde(default = "mean", skip_serializing_if = "is_mean")]
    pub dimensions: String,
    /// A departure that reproduces another tool's arithmetic; at most one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub quirks: Vec<Quirk>,
    /// The verdicts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gates: Vec<Gate>,
    /// Anything of the author's own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub x: BTreeMap<String, Value>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

fn mean() -> String {
    "mean".to_owned()
}

fn is_mean(text: &str) -> bool {
    text == "mean"
}

impl ScoringModel {
    /// The weight of a node: 1 where nothing is said.
    #[must_use]
    pub fn weight(&self, id: &str) -> i64 {
        self.weights.get(id).copied().unwrap_or(1)
    }

    /// Whether an outcome with these tags takes part.
    pub(crate) fn takes_part(&self, tags: &[String]) -> bool {
        self.include.is_empty() || tags.iter().any(|tag| self.include.contains(tag))
    }

    /// What can be seen in the document alone.
    pub(crate) fn check(&self, problems: &mut Problems) {
        let root = Path::default();
        for (id, weight) in &self.weights {
            if !(1..=100).contains(weight) {
                let message = format!("a weight of {weight} is not possible; use 1 to 100");
                problems.value(&root.key("weights").key(id), Code::ModelWeight, message);
            }
        }
        match (self.aggregate, &self.passing) {
            (Aggregate::CumulativeLevel, None) => {
                let message = "`cumulative_level` needs `passing`, the rating from which a practice is done";
                problems.value(&root.key("aggregate"), Code::ModelPassing, message);
            }
            (Aggregate::CumulativeLevel, Some(_)) | (_, None) => {}
            (_, Some(_)) => {
                let message = "`passing` belongs to the aggregate `cumulative_level`; leave it out or choose that one";
                problems.value(&root.key("passing"), Code::ModelPassing, message);
            }
        }
        for (position, quirk) in self.quirks.iter().enumerate() {
            let path = root.key("quirks").index(position);
            if position > 0 {
                let message = "a model reproduces one tool, so it has at most one quirk";
                problems.value(&path, Code::ModelQuirk, message);
            } else if let Some(needed) = quirk.asks(self) {
                let message = format!("the quirk {} needs {needed}", quoted(quirk.name()));
                problems.value(&path, Code::ModelQuirk, message);
            }
        }
        let mut ids = BTreeSet::from(["not_applicable"]);
        for (position, gate) in self.gates.iter().enumerate() {
            let path = root.key("gates").index(position).key("id");
            if !is_valid(&gate.id) {
                problems.value(&path, Code::DocumentId, format!("{} cannot be an id", quoted(&gate.id)));
            }
            if !ids.insert(&gate.id) {
                problems.value(
                    &path,
                    Code::DocumentDuplicateId,
                    format!("the gate {} is there twice", quoted(&gate.id)),
                );
            }
        }
    }
}
