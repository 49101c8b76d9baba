//! Why a node has its score, and which obligations an outcome touches.

use super::{Context, Flip, OutcomeFound, PracticeLevel, SetFacts};
use crate::assessment::Rating;
use crate::crosswalk::{Mapping, Reach, Relationship, Review};
use crate::error::Error;
use crate::fraction::{Figure, Fraction};
use crate::framework::{Node, NodeKind};
use crate::model::{Aggregate, OpenPolicy, Quirk, TotalOf};
use crate::report::{official, words};
use crate::result::{Counts, NodeResult};
use crate::wording::Example;
use serde::Serialize;

/// A node: its figures, where they come from, and what an outcome touches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct NodeExplanation {
    /// How the score comes from the children; none for an outcome.
    pub aggregate: Option<Aggregate>,
    /// What the score is made of.
    pub children: Vec<Child>,
    /// The figures.
    pub figures: NodeResult,
    /// `total`, `function`, `category`, `subcategory` or `requirement`.
    pub kind: &'static str,
    /// What the level looks like here, in the framework's words.
    pub level_text: Option<String>,
    /// Under `cumulative_level`: the levels of the practices below, lowest first.
    pub levels: Vec<PracticeLevel>,
    /// The outcomes below that do not apply, with their reasons.
    pub not_applicable: Vec<LeftOut>,
    /// The publisher's own words, where the library has them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub official: Option<OfficialFound>,
    /// The obligations that the outcome is mapped to.
    pub obligations: Vec<Touched>,
    /// The open outcomes below, or the outcome itself.
    pub open: Vec<String>,
    /// What open outcomes do to the score.
    pub open_policy: OpenPolicy,
    /// The outcome's answer.
    pub outcome: Option<OutcomeFound>,
    /// The outcome's question.
    pub question: Option<String>,
    /// The model's departures, which the score follows.
    pub quirks: Vec<Quirk>,
    /// Whether the model lets the outcome take part.
    pub takes_part: bool,
}

/// What the publisher says of a node.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct OfficialFound {
    /// The implementation examples.
    pub examples: Vec<Example>,
    /// The publisher's name of the file that the words come from.
    pub source: String,
    /// The statement.
    pub statement: Option<String>,
}

/// A child and its part in a score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Child {
    /// The states below it.
    pub counts: Counts,
    /// Under `minimum`: whether it is the lowest. Under `cumulative_level`: whether it keeps the next level away.
    pub decides: bool,
    /// The child.
    pub id: String,
    /// Its part in the score, 0 to 1; the parts of all children add up to 1. None under `minimum`,
    /// `cumulative_level` or a quirk, and without a score.
    pub share: Option<Figure>,
    /// Its title.
    pub title: String,
    /// Its own score.
    pub value: Option<Figure>,
    /// Its own weight.
    pub weight: i64,
}

/// An outcome that was left out as not applicable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct LeftOut {
    /// The outcome.
    pub id: String,
    /// The reason that was given.
    pub reason: Option<String>,
    /// Its title.
    pub title: String,
}

/// An obligation that an outcome speaks to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Touched {
    /// The article.
    pub article: String,
    /// The levels of this outcome at which the obligation's status is another.
    pub flips: Vec<Flip>,
    /// The obligation.
    pub id: String,
    /// Why the outcome speaks to it.
    pub rationale: String,
    /// How far the framework reaches it.
    pub reach: Reach,
    /// How they relate.
    pub relationship: Relationship,
    /// Whether the mapping was checked.
    pub review: Review,
    /// The set.
    pub set: String,
    /// Who else says so.
    pub sources: Vec<String>,
    /// How much the outcome weighs, 1 to 10.
    pub strength: i64,
    /// Its title.
    pub title: String,
    /// Its status in words.
    pub verdict: String,
    /// The mapped node: the outcome itself, or the subcategory above it.
    pub via: String,
}

/// An obligation's mapping with where it comes from.
struct TouchedBy<'a> {
    facts: SetFacts<'a>,
    mapping: &'a Mapping,
}

impl<'a> Context<'a> {
    fn official(&self, id: &str) -> Option<OfficialFound> {
        let official = official(self.library, self.assessment.framework().id(), id)?;
        Some(OfficialFound {
            examples: official.text.examples.clone(),
            source: official.source.to_owned(),
            statement: official.text.statement.clone(),
        })
    }

    pub(super) fn node(&self, id: &str) -> Result<NodeExplanation, Error> {
        let framework = self.assessment.framework();
        let model = self.assessment.model();
        let node = framework.node(id);
        let figures = self.result.nodes.get(id).ok_or_else(|| self.unknown(id))?;
        let is_outcome = node.is_some_and(|node| node.outcome.is_some());
        let item = framework.item(id);
        let outcome = is_outcome.then(|| self.outcome(id));
        let below = self.below(id);
        let levels = if is_outcome { Vec::new() } else { self.practice_levels(id) };
        let level_text = words::level_text(self.assessment, id).map(str::to_owned);
        Ok(NodeExplanation {
            aggregate: (!is_outcome).then_some(model.aggregate),
            children: if is_outcome { Vec::new() } else { self.children_of(node, figures, &levels) },
            figures: figures.clone(),
            kind: node.map_or("total", |node| match node.kind {
                NodeKind::Function => "function",
                NodeKind::Category => "category",
                NodeKind::Subcategory => "subcategory",
                NodeKind::Requirement => "requirement",
            }),
            level_text,
            levels,
            not_applicable: below
                .iter()
                .filter(|node| self.assessment.rating(&node.id) == Rating::NotApplicable)
                .map(|node| self.left_out(node))
                .collect(),
            official: node.and_then(|node| self.official(&node.id)),
            obligations: node.map(|node| self.touched(node)).unwrap_or_default(),
            open: self.open_below(id),
            open_policy: model.open,
            outcome,
            question: item.and_then(|item| item.question.clone()),
            quirks: model.quirks.clone(),
            takes_part: below.iter().any(|node| self.takes_part(&node.id)),
        })
    }

    /// The outcomes at or below a node; all for `total`.
    pub(super) fn below(&self, id: &str) -> Vec<&'a Node> {
        let nodes = self.assessment.framework().nodes();
        let top = self.assessment.framework().position(id);
        let is_below = |node: &Node| {
            let mut place = self.assessment.framework().position(&node.id);
            while let Some(position) = place {
                if Some(position) == top {
                    return true;
                }
                place = nodes.get(position).and_then(|node| node.parent);
            }
            top.is_none()
        };
        nodes.iter().filter(|node| node.outcome.is_some() && is_below(node)).collect()
    }

    pub(super) fn open_below(&self, id: &str) -> Vec<String> {
        let open = |node: &&Node| self.takes_part(&node.id) && self.assessment.rating(&node.id).is_open();
        self.below(id).into_iter().filter(open).map(|node| node.id.clone()).collect()
    }

    pub(super) fn takes_part(&self, outcome: &str) -> bool {
        let item = self.assessment.framework().item(outcome);
        self.assessment.model().takes_part(item.map_or(&[], |item| &item.tags))
    }

    pub(super) fn left_out(&self, node: &Node) -> LeftOut {
        LeftOut {
            id: node.id.clone(),
            reason: self.assessment.answer(&node.id).and_then(|answer| answer.reason.clone()),
            title: node.title.clone(),
        }
    }

    fn children_of(&self, node: Option<&Node>, figures: &NodeResult, levels: &[PracticeLevel]) -> Vec<Child> {
        let (framework, model) = (self.assessment.framework(), self.assessment.model());
        let of_categories = model.aggregate == Aggregate::MeanOfMeans && model.total_of == TotalOf::Categories;
        let is_child = |child: &&Node| match node {
            Some(node) => child.parent.is_some() && child.parent == framework.position(&node.id),
            None if of_categories => child.kind == NodeKind::Category,
            None => child.parent.is_none(),
        };
        let children: Vec<&Node> = framework.nodes().iter().filter(is_child).collect();
        let value = |child: &Node| self.result.nodes.get(&child.id).and_then(|figures| figures.score.clone());
        let part = |child: &Node| match model.aggregate {
            Aggregate::WeightedMean | Aggregate::TargetCoverage => self.weight_of(child),
            Aggregate::MeanOfMeans if value(child).is_some() => Fraction::from(model.weight(&child.id)),
            _ => Fraction::zero(),
        };
        let all = children.iter().fold(Fraction::zero(), |sum, child| &sum + &part(child));
        let has_shares =
            figures.score.is_some() && !matches!(model.aggregate, Aggregate::Minimum | Aggregate::CumulativeLevel);
        let in_the_way = Self::in_the_way(levels);
        let decides = |child: &Node, value: Option<&Figure>| match model.aggregate {
            Aggregate::Minimum => value.is_some() && value == figures.score.as_ref(),
            Aggregate::CumulativeLevel => {
                self.below(&child.id).iter().any(|node| in_the_way.contains(node.id.as_str()))
            }
            _ => false,
        };
        children
            .into_iter()
            .map(|child| {
                let value = value(child);
                Child {
                    counts: self.result.nodes.get(&child.id).map(|figures| figures.counts).unwrap_or_default(),
                    decides: decides(child, value.as_ref()),
                    id: child.id.clone(),
                    share: part(child).checked_div(&all).filter(|_| has_shares).map(Figure),
                    title: child.title.clone(),
                    value,
                    weight: model.weight(&child.id),
                }
            })
            .collect()
    }

    /// The node's weight times the summed weights of all below it that the score counts, under `target_coverage` each
    /// times its target.
    fn weight_of(&self, node: &Node) -> Fraction {
        let model = self.assessment.model();
        let own = Fraction::from(model.weight(&node.id));
        if node.outcome.is_some() {
            let counted = Some(Fraction::one()).filter(|_| self.counts(&node.id));
            let mass = counted.and_then(|one| match model.aggregate {
                Aggregate::TargetCoverage => {
                    self.assessment.target(&node.id).map(|target| target.max(Fraction::zero()))
                }
                _ => Some(one),
            });
            return &own * &mass.unwrap_or_else(Fraction::zero);
        }
        let nodes = self.assessment.framework().nodes();
        let below = node.children.iter().filter_map(|child| nodes.get(*child));
        let sum = below.fold(Fraction::zero(), |sum, child| &sum + &self.weight_of(child));
        &own * &sum
    }

    /// Whether the score counts an outcome.
    fn counts(&self, outcome: &str) -> bool {
        let model = self.assessment.model();
        self.takes_part(outcome)
            && match self.assessment.rating(outcome) {
                Rating::Rated(_) => true,
                Rating::NotApplicable => model.not_applicable.value.is_some(),
                Rating::Unknown | Rating::Unanswered => model.open == OpenPolicy::Minimum,
            }
    }

    /// Every obligation that a node, or the subcategory above it, is mapped to.
    fn touched(&self, node: &Node) -> Vec<Touched> {
        let above = node.parent.and_then(|parent| self.assessment.framework().nodes().get(parent));
        let above = above.filter(|_| node.kind == NodeKind::Requirement).map(|above| above.id.as_str());
        let mapped = |mapping: &&Mapping| mapping.from == node.id || Some(mapping.from.as_str()) == above;
        let mut by: Vec<TouchedBy<'a>> = Vec::new();
        for facts in &self.sets {
            let mappings = facts.crosswalk.map(|crosswalk| crosswalk.mappings.as_slice()).unwrap_or_default();
            by.extend(mappings.iter().filter(mapped).map(|mapping| TouchedBy { facts: *facts, mapping }));
        }
        let targets: Vec<(SetFacts<'_>, &str)> =
            by.iter().map(|touched| (touched.facts, touched.mapping.to.as_str())).collect();
        let flips = match node.outcome {
            Some(_) => self.flips_by_level(&mut self.assessment.clone(), &node.id, &targets),
            None => targets.iter().map(|_| Vec::new()).collect(),
        };
        by.iter().zip(flips).filter_map(|(touched, flips)| self.one_touched(touched, flips)).collect()
    }

    fn one_touched(&self, touched: &TouchedBy<'_>, flips: Vec<Flip>) -> Option<Touched> {
        let TouchedBy { facts, mapping } = touched;
        let obligation = facts.set.obligation(&mapping.to)?;
        let result = self.result.obligations.get(&mapping.to)?;
        Some(Touched {
            article: obligation.article.clone(),
            flips,
            id: obligation.id.clone(),
            reach: result.reach,
            rationale: mapping.rationale.clone(),
            relationship: mapping.relationship,
            review: mapping.review,
            set: facts.set.id().to_owned(),
            sources: mapping.sources.clone(),
            strength: mapping.strength,
            title: obligation.title.clone(),
            verdict: words::verdict(result),
            via: mapping.from.clone(),
        })
    }
}
