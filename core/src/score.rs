//! Roll-up of answers to scores with bounds, and the model's gates.

mod quirk;

use crate::assessment::{Assessment, Rating};
use crate::fraction::{Figure, Fraction};
use crate::framework::{Framework, Node, NodeKind};
use crate::model::{Aggregate, Gate, GateOn, OpenPolicy, ScoringModel, TotalOf, is_each, practice_level};
use crate::result::{Counts, GateStatus, NodeResult};
use std::collections::BTreeMap;

/// A value for each node of the framework in its order, and the total last.
type Values = Vec<Option<Fraction>>;
/// What a rating counts as, if anything.
type Value<'a> = &'a dyn Fn(&Rating) -> Option<Fraction>;

/// The figures of every node and the verdict of every gate.
pub(crate) fn score(assessment: &Assessment) -> (BTreeMap<String, NodeResult>, BTreeMap<String, GateStatus>) {
    let rollup = Rollup::new(assessment);
    let low = rollup.at(&assessment.scale().min());
    let high = rollup.at(&assessment.scale().max());
    let counts = rollup.counts();
    let score = match assessment.model().open {
        OpenPolicy::Minimum => low.clone(),
        OpenPolicy::Bounds => rollup.rated(),
        OpenPolicy::Block => {
            rollup.rated().into_iter().zip(&counts).map(|(value, counts)| value.filter(|_| open(counts) == 0)).collect()
        }
    };
    let (target, gap) = rollup.targets();
    let gates = rollup.gates(&low, &high);
    let ids = assessment.framework().nodes().iter().map(|node| node.id.as_str()).chain(["total"]);
    let figure = |values: &Values, position: usize| values.get(position).cloned().flatten().map(Figure);
    let nodes = ids.zip(counts).enumerate().map(|(position, (id, counts))| {
        let node = NodeResult {
            counts,
            coverage: ratio(counts.rated, counts.rated + open(&counts)).map(Figure),
            gap: figure(&gap, position),
            high: figure(&high, position),
            low: figure(&low, position),
            score: figure(&score, position),
            target: figure(&target, position),
        };
        (id.to_owned(), node)
    });
    (nodes.collect(), gates)
}

fn open(counts: &Counts) -> u64 {
    counts.unknown + counts.unanswered
}

fn ratio(n: u64, d: u64) -> Option<Fraction> {
    Fraction::new(i64::try_from(n).ok()?, i64::try_from(d).ok()?)
}

struct Rollup<'a> {
    assessment: &'a Assessment,
    framework: &'a Framework,
    model: &'a ScoringModel,
    /// For each outcome, in order; none: it does not take part.
    ratings: Vec<Option<Rating>>,
}

impl<'a> Rollup<'a> {
    fn new(assessment: &'a Assessment) -> Self {
        let (framework, model) = (assessment.framework(), assessment.model());
        let ratings = framework
            .outcomes()
            .zip(framework.items())
            .map(|(node, item)| model.takes_part(&item.tags).then(|| assessment.rating(&node.id)))
            .collect();
        Self { assessment, framework, model, ratings }
    }

    fn rating(&self, node: &Node) -> Option<&Rating> {
        self.ratings.get(node.outcome?)?.as_ref()
    }

    fn rated(&self) -> Values {
        self.aggregate(&|rating| match rating {
            Rating::Rated(level) => Some(level.clone()),
            Rating::NotApplicable => self.model.not_applicable.value.clone(),
            Rating::Unknown | Rating::Unanswered => None,
        })
    }

    fn at(&self, end: &Fraction) -> Values {
        self.aggregate(&|rating| match rating {
            Rating::Rated(level) => Some(level.clone()),
            Rating::NotApplicable => self.model.not_applicable.value.clone(),
            Rating::Unknown | Rating::Unanswered => Some(end.clone()),
        })
    }

    fn aggregate(&self, value: Value<'_>) -> Values {
        let values = self.rolled_up(&self.ratings, value);
        match self.model.quirks.first() {
            Some(quirk) => self.depart(*quirk, values, value),
            None => values,
        }
    }

    fn rolled_up(&self, ratings: &[Option<Rating>], value: Value<'_>) -> Values {
        let leaf = |node: &Node| value(ratings.get(node.outcome?)?.as_ref()?);
        match self.model.aggregate {
            Aggregate::WeightedMean => self.weighted_mean(leaf),
            Aggregate::MeanOfMeans => self.mean_of_means(leaf),
            Aggregate::Minimum => self.minimum(leaf),
            Aggregate::CumulativeLevel => self.cumulative_level(leaf),
            Aggregate::TargetCoverage => self.target_coverage(leaf),
        }
    }

    /// Combines from the leaves up; the last element is the total over the functions.
    fn upward<T>(
        &self,
        leaf: impl Fn(&Node) -> T,
        join: impl Fn(&mut dyn Iterator<Item = (&Node, &T)>) -> T,
    ) -> Vec<T> {
        let nodes = self.framework.nodes();
        // Children stand after their parent, so going backward meets them first.
        let mut values: Vec<Option<T>> = Vec::new();
        values.resize_with(nodes.len(), || None);
        for (position, node) in nodes.iter().enumerate().rev() {
            let joined = if node.outcome.is_some() {
                leaf(node)
            } else {
                let mut below =
                    node.children.iter().filter_map(|child| Some((nodes.get(*child)?, values.get(*child)?.as_ref()?)));
                join(&mut below)
            };
            if let Some(value) = values.get_mut(position) {
                *value = Some(joined);
            }
        }
        let mut functions = nodes
            .iter()
            .zip(&values)
            .filter(|(node, _)| node.parent.is_none())
            .filter_map(|(node, value)| Some((node, value.as_ref()?)));
        let total = join(&mut functions);
        drop(functions);
        values.into_iter().flatten().chain([total]).collect()
    }

    /// Σw·v over Σw.
    fn weighted_mean(&self, leaf: impl Fn(&Node) -> Option<Fraction>) -> Values {
        self.weighted_ratio(|node| Some((leaf(node)?, Fraction::one())))
    }

    /// What is there of the targets, and the targets; an outcome without a target above 0 has no part in it.
    fn target_coverage(&self, leaf: impl Fn(&Node) -> Option<Fraction>) -> Values {
        self.weighted_ratio(|node| {
            let target = self.assessment.target(&node.id).filter(|target| *target > Fraction::zero())?;
            Some((leaf(node)?.min(target.clone()), target))
        })
    }

    /// The sums of both sides below each node, each child's multiplied by its own weight, divided.
    fn weighted_ratio(&self, leaf: impl Fn(&Node) -> Option<(Fraction, Fraction)>) -> Values {
        let zero = || (Fraction::zero(), Fraction::zero());
        let sums = self.upward(
            |node| leaf(node).unwrap_or_else(zero),
            |below| {
                below.fold(zero(), |(values, weights), (node, (value, weight))| {
                    let own = Fraction::from(self.model.weight(&node.id));
                    (&values + &(&own * value), &weights + &(&own * weight))
                })
            },
        );
        sums.into_iter().map(|(values, weights)| values.checked_div(&weights)).collect()
    }

    fn mean_of_means(&self, leaf: impl Fn(&Node) -> Option<Fraction>) -> Values {
        let mut values = self.upward(leaf, |below| self.mean(below));
        if self.model.total_of == TotalOf::Categories {
            let mut categories =
                self.framework.nodes().iter().zip(&values).filter(|(node, _)| node.kind == NodeKind::Category);
            let total = self.mean(&mut categories);
            if let Some(last) = values.last_mut() {
                *last = total;
            }
        }
        values
    }

    fn mean(&self, below: &mut dyn Iterator<Item = (&Node, &Option<Fraction>)>) -> Option<Fraction> {
        let zero = (Fraction::zero(), Fraction::zero());
        let (values, weights) = below.filter_map(|(node, value)| Some((node, value.as_ref()?))).fold(
            zero,
            |(values, weights), (node, value)| {
                let own = Fraction::from(self.model.weight(&node.id));
                (&values + &(&own * value), &weights + &own)
            },
        );
        values.checked_div(&weights)
    }

    fn minimum(&self, leaf: impl Fn(&Node) -> Option<Fraction>) -> Values {
        self.upward(leaf, |below| below.filter_map(|(_, value)| value.clone()).min())
    }

    /// Of an outcome its rating; above, how many levels in a row have practices that have a value and all pass.
    fn cumulative_level(&self, leaf: impl Fn(&Node) -> Option<Fraction>) -> Values {
        let passes = |node: &Node| {
            let level = practice_level(&self.framework.item(&node.id)?.tags)?;
            let value = leaf(node)?;
            Some((level, self.model.passing.as_ref().is_none_or(|passing| value >= *passing)))
        };
        let levels = self.upward(
            |node| passes(node).into_iter().collect::<BTreeMap<i64, bool>>(),
            |below| {
                below.fold(BTreeMap::new(), |mut all, (_, levels)| {
                    for (level, pass) in levels {
                        all.entry(*level).and_modify(|whole| *whole &= pass).or_insert(*pass);
                    }
                    all
                })
            },
        );
        let reached = |levels: &BTreeMap<i64, bool>| {
            let in_a_row = (1..).zip(levels).take_while(|(next, (level, pass))| next == *level && **pass);
            (!levels.is_empty()).then(|| Fraction::from(in_a_row.map(|(next, _)| next).last().unwrap_or(0)))
        };
        let nodes = self.framework.nodes().iter().map(Some).chain([None]);
        let value = |(node, levels): (Option<&Node>, &BTreeMap<i64, bool>)| match node {
            Some(node) if node.outcome.is_some() => leaf(node),
            _ => reached(levels),
        };
        nodes.zip(&levels).map(value).collect()
    }

    fn counts(&self) -> Vec<Counts> {
        self.upward(
            |node| {
                let Some(rating) = self.rating(node) else { return Counts::default() };
                let is = |matches: bool| u64::from(matches);
                Counts {
                    not_applicable: is(*rating == Rating::NotApplicable),
                    rated: is(rating.level().is_some()),
                    total: 1,
                    unanswered: is(*rating == Rating::Unanswered),
                    unknown: is(*rating == Rating::Unknown),
                }
            },
            |below| {
                below.fold(Counts::default(), |sum, (_, counts)| Counts {
                    not_applicable: sum.not_applicable + counts.not_applicable,
                    rated: sum.rated + counts.rated,
                    total: sum.total + counts.total,
                    unanswered: sum.unanswered + counts.unanswered,
                    unknown: sum.unknown + counts.unknown,
                })
            },
        )
    }

    /// Weighted means of target and gap over the rated outcomes that have a target, under every model.
    fn targets(&self) -> (Values, Values) {
        let pair = |node: &Node| {
            let level = self.rating(node)?.level()?;
            Some((self.assessment.target(&node.id)?, level))
        };
        let target = self.weighted_mean(|node| pair(node).map(|(target, _)| target));
        let gap = self.weighted_mean(|node| pair(node).map(|(target, level)| (&target - level).max(Fraction::zero())));
        (target, gap)
    }

    fn gates(&self, low: &Values, high: &Values) -> BTreeMap<String, GateStatus> {
        let gates = self.model.gates.iter().map(|gate| (gate.id.clone(), self.gate(gate, low, high)));
        let own =
            self.model.not_applicable.is_gate().then(|| ("not_applicable".to_owned(), self.not_applicable_gate()));
        gates.chain(own).collect()
    }

    fn gate(&self, gate: &Gate, low: &Values, high: &Values) -> GateStatus {
        let total = self.framework.nodes().len();
        let verdict = |position: usize| match (low.get(position), high.get(position)) {
            (Some(Some(low)), _) if *low >= gate.at_least => GateStatus::Met,
            (_, Some(Some(high))) if *high < gate.at_least => GateStatus::NotMet,
            (Some(Some(_)), _) => GateStatus::Undetermined,
            _ => GateStatus::NotApplicable,
        };
        match &gate.on {
            GateOn::Node(id) if id == "total" => verdict(total),
            GateOn::Node(id) => self.framework.position(id).map_or(GateStatus::NotApplicable, verdict),
            GateOn::Each(kind) => {
                let matching =
                    self.framework.nodes().iter().enumerate().filter(|(_, node)| is_each(self.framework, node, kind));
                matching.map(|(position, _)| verdict(position)).fold(GateStatus::NotApplicable, worse)
            }
        }
    }

    fn not_applicable_gate(&self) -> GateStatus {
        let policy = &self.model.not_applicable;
        let not_applicable = || {
            let items = self.framework.items().iter().zip(&self.ratings);
            items.filter(|(_, rating)| **rating == Some(Rating::NotApplicable)).map(|(item, _)| item)
        };
        let too_many = policy.at_most.is_some_and(|most| not_applicable().count() as u64 > most);
        let barred = not_applicable().any(|item| item.tags.iter().any(|tag| policy.never_on.contains(tag)));
        if too_many || barred { GateStatus::NotMet } else { GateStatus::Met }
    }
}

/// The verdict of two parts together: not met beats undetermined beats met; what does not apply is left out.
fn worse(a: GateStatus, b: GateStatus) -> GateStatus {
    match (a, b) {
        (GateStatus::NotApplicable, other) | (other, GateStatus::NotApplicable) => other,
        (GateStatus::NotMet, _) | (_, GateStatus::NotMet) => GateStatus::NotMet,
        (GateStatus::Undetermined, _) | (_, GateStatus::Undetermined) => GateStatus::Undetermined,
        (GateStatus::Met, GateStatus::Met) => GateStatus::Met,
    }
}
