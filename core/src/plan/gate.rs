//! What a gate asks of the items. Every aggregate is a sum over outcomes, or a bar on each of them.

use super::part::{Part, Terms};
use crate::assessment::Rating;
use crate::fraction::Fraction;
use crate::framework::{Node, NodeKind};
use crate::model::{Aggregate, Gate, GateOn, TotalOf, is_each, practice_level};

/// An outcome as a node's figure sees it.
enum Seen {
    /// It can change, or at least has a level.
    Item(usize),
    /// It is not applicable and counts at a fixed level.
    Fixed(Fraction),
}

impl<'a> Terms<'a> {
    /// What brings the low bound of every node that the gate looks at to its bar. Nothing of it may be out of reach.
    pub(super) fn of_gate(&self, gate: &Gate) -> Vec<Part> {
        let framework = self.assessment.framework();
        let mut parts = Vec::new();
        match &gate.on {
            GateOn::Node(id) if id == "total" => parts.extend(self.of_node(gate, None)),
            GateOn::Node(id) => {
                parts.extend(framework.node(id).into_iter().flat_map(|node| self.of_node(gate, Some(node))));
            }
            GateOn::Each(kind) => {
                for node in framework.nodes().iter().filter(|node| is_each(framework, node, kind)) {
                    parts.extend(self.of_node(gate, Some(node)));
                }
            }
        }
        parts.retain(|part| !part.is_reached());
        parts
    }

    fn seen(&self, node: &Node) -> Option<Seen> {
        node.outcome?;
        match self.rating(&node.id)? {
            Rating::NotApplicable => self.assessment.model().not_applicable.value.clone().map(Seen::Fixed),
            Rating::Rated(_) | Rating::Unknown | Rating::Unanswered => self.place(&node.id).map(Seen::Item),
        }
    }

    fn add_seen(&self, part: &mut Part, seen: &Seen, worth: impl Fn(&Fraction) -> Fraction) {
        match seen {
            Seen::Item(position) => part.add_item(self.items, *position, worth),
            Seen::Fixed(level) => part.add(&worth(level)),
        }
    }

    fn children(&self, node: Option<&'a Node>) -> Vec<&'a Node> {
        let nodes = self.assessment.framework().nodes();
        match node {
            Some(node) => node.children.iter().filter_map(|child| nodes.get(*child)).collect(),
            None => nodes.iter().filter(|node| node.parent.is_none()).collect(),
        }
    }

    /// The outcomes at or below a node that have a value, each with the product of the weights on the way.
    fn leaves(&self, node: Option<&'a Node>) -> Vec<(&'a Node, Seen, Fraction)> {
        if let Some(node) = node.filter(|node| node.outcome.is_some()) {
            return self.seen(node).map(|seen| (node, seen, Fraction::one())).into_iter().collect();
        }
        let mut leaves = Vec::new();
        for child in self.children(node) {
            let own = Fraction::from(self.assessment.model().weight(&child.id));
            leaves
                .extend(self.leaves(Some(child)).into_iter().map(|(leaf, seen, weight)| (leaf, seen, &own * &weight)));
        }
        leaves
    }

    fn of_node(&self, gate: &Gate, node: Option<&'a Node>) -> Vec<Part> {
        match self.assessment.model().aggregate {
            Aggregate::WeightedMean => {
                let part = self.above_minimum(gate, &gate.at_least);
                self.weighted(part, node, |_, level| Some((level.clone(), Fraction::one())))
            }
            Aggregate::TargetCoverage => {
                self.weighted(Part::new(&gate.id, gate.at_least.clone()), node, |leaf, level| {
                    let target = self.assessment.target(&leaf.id).filter(|target| *target > Fraction::zero())?;
                    Some((level.clone().min(target.clone()), target))
                })
            }
            Aggregate::MeanOfMeans => {
                let mut part = self.above_minimum(gate, &gate.at_least);
                let of_categories = node.is_none() && self.assessment.model().total_of == TotalOf::Categories;
                let shares = if of_categories { self.share_categories() } else { self.share(node, &Fraction::one()) };
                for (seen, share) in &shares {
                    self.add_seen(&mut part, seen, |level| share * level);
                }
                if shares.is_empty() { Vec::new() } else { vec![part] }
            }
            Aggregate::Minimum => {
                let each = self.leaves(node).into_iter().map(|(_, seen, _)| self.bar(gate, &seen, &gate.at_least));
                each.collect()
            }
            Aggregate::CumulativeLevel => match node.filter(|node| node.outcome.is_some()) {
                Some(leaf) => self.seen(leaf).iter().map(|seen| self.bar(gate, seen, &gate.at_least)).collect(),
                None => self.practices(gate, node),
            },
        }
    }

    /// A bar on a level or a mean of levels, counted from the lowest level of the scale.
    fn above_minimum(&self, gate: &Gate, level: &Fraction) -> Part {
        let lowest = self.assessment.scale().min();
        let mut part = Part::new(&gate.id, level - &lowest);
        part.add(&(&Fraction::zero() - &lowest));
        part
    }

    /// One outcome alone has to reach a level.
    fn bar(&self, gate: &Gate, seen: &Seen, level: &Fraction) -> Part {
        let mut part = self.above_minimum(gate, level);
        self.add_seen(&mut part, seen, Fraction::clone);
        part
    }

    /// Every practice up to the level that is asked for has to pass.
    fn practices(&self, gate: &Gate, node: Option<&'a Node>) -> Vec<Part> {
        let Some(passing) = &self.assessment.model().passing else { return Vec::new() };
        let is_asked = |leaf: &Node| {
            let item = self.assessment.framework().item(&leaf.id);
            let level = item.and_then(|item| practice_level(&item.tags));
            level.is_some_and(|level| Fraction::from(level) <= gate.at_least)
        };
        let leaves = self.leaves(node).into_iter().filter(|(leaf, _, _)| is_asked(leaf));
        leaves.map(|(_, seen, _)| self.bar(gate, &seen, passing)).collect()
    }

    /// Σw·value ÷ Σw·whole, both sides by `worth`.
    fn weighted(
        &self,
        mut part: Part,
        node: Option<&'a Node>,
        worth: impl Fn(&Node, &Fraction) -> Option<(Fraction, Fraction)>,
    ) -> Vec<Part> {
        let leaves = self.leaves(node);
        let whole = |leaf: &Node| worth(leaf, &Fraction::zero()).map(|(_, whole)| whole);
        let all = leaves.iter().fold(Fraction::zero(), |sum, (leaf, _, weight)| {
            whole(leaf).map_or(sum.clone(), |whole| &sum + &(weight * &whole))
        });
        for (leaf, seen, weight) in &leaves {
            let Some(share) = weight.checked_div(&all).filter(|_| whole(leaf).is_some()) else { continue };
            self.add_seen(&mut part, seen, |level| {
                worth(leaf, level).map_or_else(Fraction::zero, |(value, _)| &share * &value)
            });
        }
        if all.is_zero() { Vec::new() } else { vec![part] }
    }

    /// Whether anything at or below the node has a value.
    fn has_value(&self, node: &'a Node) -> bool {
        !self.leaves(Some(node)).is_empty()
    }

    /// How much of a mean of means each outcome makes up.
    fn share(&self, node: Option<&'a Node>, whole: &Fraction) -> Vec<(Seen, Fraction)> {
        if let Some(node) = node.filter(|node| node.outcome.is_some()) {
            return self.seen(node).map(|seen| (seen, whole.clone())).into_iter().collect();
        }
        self.share_among(&self.children(node), whole)
    }

    fn share_categories(&self) -> Vec<(Seen, Fraction)> {
        let nodes = self.assessment.framework().nodes();
        let categories: Vec<&'a Node> = nodes.iter().filter(|node| node.kind == NodeKind::Category).collect();
        self.share_among(&categories, &Fraction::one())
    }

    fn share_among(&self, nodes: &[&'a Node], whole: &Fraction) -> Vec<(Seen, Fraction)> {
        let weight = |node: &Node| Fraction::from(self.assessment.model().weight(&node.id));
        let valued: Vec<&&'a Node> = nodes.iter().filter(|node| self.has_value(node)).collect();
        let all = valued.iter().fold(Fraction::zero(), |sum, node| &sum + &weight(node));
        let mut shares = Vec::new();
        for node in valued {
            if let Some(part) = (whole * &weight(node)).checked_div(&all) {
                shares.extend(self.share(Some(node), &part));
            }
        }
        shares
    }
}
