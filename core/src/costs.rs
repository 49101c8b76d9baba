//! What it costs to raise a level by a step, or to bring a question to yes: the prices of a plan.

use crate::assessment::Assessment;
use crate::error::{Code, Path, Problems};
use crate::id::{check_text, did_you_mean, one_of, quoted};
use crate::obligation::ObligationSet;
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;

/// The highest cost of one step or question, and the highest factor of a dimension.
pub const MOST: u64 = 10_000;

/// The cost of the steps of one outcome.
///
/// In a document: a whole number, or a map from the level that a step arrives at to a whole number.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(schema_with = "crate::shape::step_costs"))]
pub enum StepCosts {
    /// Every step costs the same.
    Each(u64),
    /// By the level that is arrived at, a number or a code of the scale; others cost the default.
    To(BTreeMap<String, u64>),
}

impl Serialize for StepCosts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Each(cost) => serializer.serialize_u64(*cost),
            Self::To(costs) => costs.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for StepCosts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;

        impl<'de> Visitor<'de> for Reader {
            type Value = StepCosts;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a whole number, or one for each level that a step arrives at")
            }

            fn visit_i64<E: de::Error>(self, number: i64) -> Result<StepCosts, E> {
                u64::deserialize(de::value::I64Deserializer::new(number)).map(StepCosts::Each)
            }

            fn visit_u64<E: de::Error>(self, number: u64) -> Result<StepCosts, E> {
                Ok(StepCosts::Each(number))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<StepCosts, A::Error> {
                let mut costs = BTreeMap::new();
                while let Some((level, cost)) = map.next_entry()? {
                    costs.insert(level, cost);
                }
                Ok(StepCosts::To(costs))
            }
        }

        deserializer.deserialize_any(Reader)
    }
}

/// A cost document (`csf-assess/costs/1`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(title = "csf-assess/costs/1"))]
#[serde(deny_unknown_fields)]
pub struct Costs {
    /// `csf-assess/costs/1`.
    pub schema: String,
    /// The author's own id.
    pub id: String,
    /// The title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What a step or question costs where nothing else is said, 1 to 10 000; 1 where this is left out.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 10_000)))]
    pub default: u64,
    /// What the cost of a step is multiplied by in a dimension of the scale, 1 to 10 000; 1 where nothing is said.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub dimensions: BTreeMap<String, u64>,
    /// The cost of steps, by outcome id; each 1 to 10 000.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub outcomes: BTreeMap<String, StepCosts>,
    /// The cost of bringing a supplementary question to yes, by question id; each 1 to 10 000.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub questions: BTreeMap<String, u64>,
    /// Anything of the author's own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub x: BTreeMap<String, Value>,
}

fn one() -> u64 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_one(cost: &u64) -> bool {
    *cost == 1
}

impl Costs {
    /// Every step and question costs 1.
    #[cfg(feature = "plan")]
    pub(crate) fn none() -> Self {
        Self {
            schema: String::new(),
            id: String::new(),
            title: None,
            default: 1,
            dimensions: BTreeMap::new(),
            outcomes: BTreeMap::new(),
            questions: BTreeMap::new(),
            x: BTreeMap::new(),
        }
    }

    /// What can be seen in the document alone.
    pub(crate) fn check(&self, problems: &mut Problems) {
        let root = Path::default();
        let mut check = |cost: u64, path: &Path| {
            if !(1..=MOST).contains(&cost) {
                let message = format!("a cost of {cost} is not possible; use 1 to {MOST}");
                problems.value(path, Code::CostsCost, message);
            }
        };
        check(self.default, &root.key("default"));
        for (id, factor) in &self.dimensions {
            check(*factor, &root.key("dimensions").key(id));
        }
        for (id, costs) in &self.outcomes {
            let path = root.key("outcomes").key(id);
            match costs {
                StepCosts::Each(cost) => check(*cost, &path),
                StepCosts::To(costs) => costs.iter().for_each(|(level, cost)| check(*cost, &path.key(level))),
            }
        }
        for (id, cost) in &self.questions {
            check(*cost, &root.key("questions").key(id));
        }
        check_text(self.title.as_ref(), &root.key("title"), problems);
    }

    /// What can be seen beside the assessment that is planned for, and the sets that its questions may come from.
    pub(crate) fn check_ids(&self, assessment: &Assessment, sets: &[&ObligationSet], problems: &mut Problems) {
        let root = Path::default();
        let (framework, scale) = (assessment.framework(), assessment.scale());
        let names: Vec<&str> = scale.dimensions.iter().map(|dimension| dimension.id.as_str()).collect();
        for id in self.dimensions.keys().filter(|id| !names.contains(&id.as_str())) {
            let message = format!("{} is not a dimension of {}; it has {}", quoted(id), scale.id, one_of(&names));
            problems.key(&root.key("dimensions").key(id), Code::CostsUnknownId, message);
        }
        for (id, costs) in &self.outcomes {
            let path = root.key("outcomes").key(id);
            if framework.item(id).is_none() {
                let hint = problems.hint(|| did_you_mean(id, framework.outcomes().map(|node| node.id.as_str())));
                let message = format!("{} is not an outcome of {}{hint}", quoted(id), framework.id());
                problems.key(&path, Code::CostsUnknownId, message);
            }
            let StepCosts::To(costs) = costs else { continue };
            for level in costs.keys().filter(|level| !scale.is_level(level)) {
                problems.key(&path.key(level), Code::CostsLevel, scale.no_level(level));
            }
        }
        for id in self.questions.keys().filter(|id| sets.iter().all(|set| set.question(id).is_none())) {
            let hint = problems.hint(|| did_you_mean(id, sets.iter().flat_map(|set| set.question_ids())));
            let names: Vec<&str> = sets.iter().map(|set| set.id()).collect();
            let message = format!("{} is not a supplementary question of {}{hint}", quoted(id), one_of(&names));
            problems.key(&root.key("questions").key(id), Code::CostsUnknownId, message);
        }
    }
}
