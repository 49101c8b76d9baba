//! Whether a model suits a framework and a scale.

use super::{Aggregate, GateOn, Quirk, ScoringModel, level_tags, practice_level};
use crate::error::{Code, Path, Problems};
use crate::fraction::Fraction;
use crate::framework::Framework;
use crate::id::{did_you_mean, quoted};
use crate::scale::Scale;
use std::collections::BTreeSet;

/// What a framework needs to have for [`Quirk::Cyfun2025WorkbookCells`].
const WORKBOOK_NODES: [&str; 6] = ["GV.OV-02", "GV.OV-03", "PR.AA-06", "PR.IR-03", "PR.IR-04", "RC.CO"];
/// What a scale needs to have for it.
const WORKBOOK_DIMENSIONS: [&str; 2] = ["documentation", "implementation"];

impl ScoringModel {
    /// What can be seen only beside the framework and the scale.
    pub(crate) fn check_against(&self, framework: &Framework, scale: &Scale, problems: &mut Problems) {
        let root = Path::default();
        let nodes = || framework.nodes().iter().map(|node| node.id.as_str());
        let tags: BTreeSet<&str> = framework.items().iter().flat_map(|item| &item.tags).map(String::as_str).collect();
        let unknown_node =
            |id: &str| format!("{} is not in {}{}", quoted(id), framework.id(), did_you_mean(id, nodes()));
        let unknown_tag = |tag: &str| {
            let nearest = did_you_mean(tag, tags.iter().copied());
            format!("no outcome of {} has the tag {}{nearest}", framework.id(), quoted(tag))
        };
        for id in self.weights.keys().filter(|id| framework.node(id).is_none()) {
            problems.key(&root.key("weights").key(id), Code::ModelUnknownNode, unknown_node(id));
        }
        for (position, tag) in self.include.iter().enumerate().filter(|(_, tag)| !tags.contains(tag.as_str())) {
            problems.value(&root.key("include").index(position), Code::ModelUnknownTag, unknown_tag(tag));
        }
        let policy = root.key("not_applicable");
        for (position, tag) in
            self.not_applicable.never_on.iter().enumerate().filter(|(_, tag)| !tags.contains(tag.as_str()))
        {
            problems.value(&policy.key("never_on").index(position), Code::ModelUnknownTag, unknown_tag(tag));
        }
        let of_scale =
            Range { low: scale.min(), high: scale.max(), name: format!("the scale {}, {}", scale.id, scale.range()) };
        if let Some(message) = self.not_applicable.value.as_ref().and_then(|value| of_scale.refuses(value)) {
            problems.value(&policy.key("value"), Code::ModelNotApplicable, message);
        }
        self.check_aggregate(framework, scale, problems);
        self.check_quirks(framework, scale, problems);
        let of_scores = self.range_of_scores(framework).unwrap_or_else(|| of_scale.clone());
        for (position, gate) in self.gates.iter().enumerate() {
            let path = root.key("gates").index(position);
            match &gate.on {
                GateOn::Node(id) if id != "total" && framework.node(id).is_none() => {
                    problems.value(&path.key("on"), Code::ModelUnknownNode, unknown_node(id));
                }
                GateOn::Each(kind)
                    if !["category", "function", "outcome"].contains(&kind.as_str())
                        && !tags.contains(kind.as_str()) =>
                {
                    problems.value(&path.key("on").key("each"), Code::ModelUnknownTag, unknown_tag(kind));
                }
                _ => {}
            }
            let of_outcomes = match &gate.on {
                GateOn::Node(id) => framework.node(id).is_some_and(|node| node.outcome.is_some()),
                GateOn::Each(kind) => !["category", "function"].contains(&kind.as_str()),
            };
            let is_level = of_outcomes && self.aggregate == Aggregate::CumulativeLevel;
            let range = if is_level { &of_scale } else { &of_scores };
            if let Some(message) = range.refuses(&gate.at_least) {
                problems.value(&path.key("at_least"), Code::ModelGate, message);
            }
        }
        let known: Vec<&str> =
            ["mean", "minimum"].into_iter().chain(scale.dimensions.iter().map(|d| d.id.as_str())).collect();
        if !known.contains(&self.dimensions.as_str()) && !scale.dimensions.is_empty() {
            let nearest = did_you_mean(&self.dimensions, known);
            let message = format!(
                "{} is neither mean, minimum nor a dimension of {}{nearest}",
                quoted(&self.dimensions),
                scale.id
            );
            problems.value(&root.key("dimensions"), Code::ModelDimension, message);
        }
    }
    /// What a score can be where it is no level of the scale.
    fn range_of_scores(&self, framework: &Framework) -> Option<Range> {
        let (high, name) = match self.aggregate {
            Aggregate::CumulativeLevel => {
                let highest = framework.items().iter().filter_map(|item| practice_level(&item.tags)).max();
                let highest = highest.unwrap_or(0);
                (highest, format!("the levels of practices, 0 to {highest}"))
            }
            Aggregate::TargetCoverage => (1, "what a coverage can be, 0 to 1".to_owned()),
            _ => return None,
        };
        Some(Range { low: Fraction::zero(), high: Fraction::from(high), name })
    }

    /// What the quirk needs of the framework and the scale.
    fn check_quirks(&self, framework: &Framework, scale: &Scale, problems: &mut Problems) {
        if !self.quirks.contains(&Quirk::Cyfun2025WorkbookCells) {
            return;
        }
        let path = Path::default().key("quirks");
        let name = quoted(Quirk::Cyfun2025WorkbookCells.name());
        for id in WORKBOOK_NODES.into_iter().filter(|id| framework.node(id).is_none()) {
            let message = format!("the quirk {name} needs {id}, which {} does not have", framework.id());
            problems.value(&path, Code::ModelQuirk, message);
        }
        let dimensions: BTreeSet<&str> = scale.dimensions.iter().map(|dimension| dimension.id.as_str()).collect();
        if dimensions != BTreeSet::from(WORKBOOK_DIMENSIONS) {
            let [first, second] = WORKBOOK_DIMENSIONS;
            let message = format!(
                "the quirk {name} needs a scale with the dimensions {first} and {second}; {} is another",
                scale.id
            );
            problems.value(&path, Code::ModelQuirk, message);
        }
    }

    /// What the aggregate needs of the framework and the scale.
    fn check_aggregate(&self, framework: &Framework, scale: &Scale, problems: &mut Problems) {
        let path = Path::default().key("aggregate");
        match self.aggregate {
            Aggregate::CumulativeLevel => {
                let practices = || framework.items().iter().filter(|item| self.takes_part(&item.tags));
                if !practices().any(|item| practice_level(&item.tags).is_some()) {
                    let message = format!(
                        "no outcome of {} is a practice; `cumulative_level` needs the tags `level-1`, `level-2` and so on",
                        framework.id()
                    );
                    problems.value(&path, Code::ModelAggregate, message);
                }
                for item in practices() {
                    let levels: BTreeSet<(i64, &str)> = level_tags(&item.tags).collect();
                    if levels.len() > 1 {
                        let tags: Vec<String> = levels.iter().map(|(_, tag)| quoted(tag)).collect();
                        let message = format!(
                            "{} has the tags {}; a practice has one level",
                            quoted(&item.id),
                            tags.join(" and ")
                        );
                        problems.value(&path, Code::ModelAggregate, message);
                    }
                }
                let passing = self.passing.as_ref();
                if let Some(passing) = passing.filter(|passing| **passing <= scale.min() || **passing > scale.max()) {
                    let message = format!(
                        "a practice cannot be done from {} on; on the scale {} that is above {} and at most {}",
                        passing.plain(),
                        scale.id,
                        scale.min().plain(),
                        scale.max().plain()
                    );
                    problems.value(&Path::default().key("passing"), Code::ModelPassing, message);
                }
            }
            Aggregate::TargetCoverage if !scale.min().is_zero() => {
                let message =
                    format!("`target_coverage` needs a scale that starts at 0; {} is {}", scale.id, scale.range());
                problems.value(&path, Code::ModelAggregate, message);
            }
            _ => {}
        }
    }
}

/// What a value has to lie in.
#[derive(Clone)]
struct Range {
    low: Fraction,
    high: Fraction,
    name: String,
}

impl Range {
    fn refuses(&self, value: &Fraction) -> Option<String> {
        let is_inside = *value >= self.low && *value <= self.high;
        (!is_inside).then(|| format!("{} is outside {}", value.plain(), self.name))
    }
}
