//! One source's table: which outcome became part of which, and what went to a heading.

use crate::framework::Framework;
use crate::transition::{Edge, EdgeKind, Transition};
use std::collections::{BTreeMap, BTreeSet};

/// The steps of one source between two frameworks.
pub(super) struct Table<'a> {
    /// From outcome to outcome, by where they lead; in the order of the framework that is left.
    into: BTreeMap<&'a str, Vec<&'a Edge>>,
    /// From outcome to outcome, by where they start.
    out_of: BTreeMap<&'a str, Vec<&'a Edge>>,
    /// From an outcome to a heading, by where they start.
    headings: BTreeMap<&'a str, Vec<&'a Edge>>,
    /// How many steps of any kind start or end at a node.
    starting: BTreeMap<&'a str, usize>,
    ending: BTreeMap<&'a str, usize>,
    source: &'a str,
}

impl<'a> Table<'a> {
    pub(super) fn new(from: &Framework, to: &Framework, transition: &'a Transition, source: &'a str) -> Self {
        let mut table = Self {
            into: BTreeMap::new(),
            out_of: BTreeMap::new(),
            headings: BTreeMap::new(),
            starting: BTreeMap::new(),
            ending: BTreeMap::new(),
            source,
        };
        let mut edges: Vec<&Edge> = transition.edges_of(source).collect();
        edges.sort_by_key(|edge| (from.position(&edge.from), to.position(&edge.to)));
        let is_outcome = |framework: &Framework, id: &str| framework.node(id).is_some_and(|it| it.outcome.is_some());
        for edge in edges {
            *table.starting.entry(&edge.from).or_default() += 1;
            *table.ending.entry(&edge.to).or_default() += 1;
            if !is_outcome(from, &edge.from) {
                continue;
            }
            if is_outcome(to, &edge.to) {
                table.into.entry(&edge.to).or_default().push(edge);
                table.out_of.entry(&edge.from).or_default().push(edge);
            } else {
                table.headings.entry(&edge.from).or_default().push(edge);
            }
        }
        table
    }

    /// The steps into an outcome, in the order of the framework that is left.
    pub(super) fn steps_to(&self, id: &str) -> &[&'a Edge] {
        self.into.get(id).map(Vec::as_slice).unwrap_or_default()
    }

    /// The steps from an outcome to outcomes.
    pub(super) fn steps_from(&self, id: &str) -> &[&'a Edge] {
        self.out_of.get(id).map(Vec::as_slice).unwrap_or_default()
    }

    /// The steps from an outcome to headings.
    pub(super) fn headings(&self, id: &str) -> &[&'a Edge] {
        self.headings.get(id).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether nothing else starts where the step starts, and nothing else ends where it ends.
    pub(super) fn is_alone(&self, edge: &Edge) -> bool {
        let one = |counts: &BTreeMap<&str, usize>, id: &str| counts.get(id) == Some(&1);
        one(&self.starting, &edge.from) && one(&self.ending, &edge.to)
    }

    /// Whether an outcome goes to more than one place, headings included.
    pub(super) fn is_divided(&self, id: &str) -> bool {
        self.starting.get(id).is_some_and(|steps| *steps > 1)
    }

    /// Whether the source says that the two ends are the same.
    pub(super) fn says_same(&self, edge: &Edge) -> bool {
        matches!(edge.says.get(self.source), Some(EdgeKind::SameId | EdgeKind::MovedTo))
    }
}

/// The outcomes below a heading, in the framework's order.
pub(super) fn below<'a>(framework: &'a Framework, heading: &str) -> Vec<&'a str> {
    let mut inside: BTreeSet<usize> = framework.position(heading).into_iter().collect();
    let mut outcomes = Vec::new();
    for (position, node) in framework.nodes().iter().enumerate() {
        if node.parent.is_some_and(|parent| inside.contains(&parent)) {
            inside.insert(position);
            if node.outcome.is_some() {
                outcomes.push(node.id.as_str());
            }
        }
    }
    outcomes
}
