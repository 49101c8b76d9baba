//! What every form of a report shows, gathered once: the order of articles, gaps, what is open, what is outside.

use super::Report;
use crate::assessment::{Answer, Rating, SupplementaryAnswer};
use crate::crosswalk::{Crosswalk, Mapping};
use crate::framework::{Node, NodeKind};
use crate::obligation::{Group, Kind, Obligation, ObligationSet, Question};
use crate::result::{NodeResult, SetStamp};
use std::collections::BTreeMap;

/// An obligation set of the result with the crosswalk that was read, both in the order that reports show.
#[derive(Clone, Debug)]
pub(crate) struct SetFacts<'a> {
    pub(crate) set: &'a ObligationSet,
    pub(crate) stamp: &'a SetStamp,
    pub(crate) crosswalk: Option<&'a Crosswalk>,
    entries: Vec<(usize, Entry<'a>)>,
    mappings: BTreeMap<&'a str, Vec<&'a Mapping>>,
}

/// A line of a set in the order of its articles.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Entry<'a> {
    Group(&'a Group),
    Obligation(&'a Obligation),
}

/// What stands directly below each group, and at the top: each with the place of its first obligation.
type Children<'a> = BTreeMap<Option<&'a str>, Vec<(usize, Entry<'a>)>>;

fn children(set: &ObligationSet) -> Children<'_> {
    let content = set.content();
    let mut first: BTreeMap<&str, usize> = BTreeMap::new();
    let mut children: Children<'_> = BTreeMap::new();
    let obligations: Vec<(usize, &Obligation)> = content.obligations.iter().enumerate().collect();
    for (position, obligation) in &obligations {
        let mut above = obligation.group.as_deref();
        while let Some(group) = above.filter(|group| !first.contains_key(group)) {
            first.insert(group, *position);
            above = set.group(group).and_then(|group| group.group.as_deref());
        }
    }
    for group in &content.groups {
        let position = first.get(group.id.as_str()).copied().unwrap_or(obligations.len());
        children.entry(group.group.as_deref()).or_default().push((position, Entry::Group(group)));
    }
    for (position, obligation) in obligations {
        children.entry(obligation.group.as_deref()).or_default().push((position, Entry::Obligation(obligation)));
    }
    children.values_mut().for_each(|here| here.sort_by_key(|(position, _)| *position));
    children
}

fn below<'a>(children: &Children<'a>, parent: Option<&str>, depth: usize, entries: &mut Vec<(usize, Entry<'a>)>) {
    for (_, entry) in children.get(&parent).into_iter().flatten() {
        entries.push((depth, *entry));
        if let Entry::Group(group) = entry {
            below(children, Some(&group.id), depth + 1, entries);
        }
    }
}

impl<'a> SetFacts<'a> {
    fn new(set: &'a ObligationSet, stamp: &'a SetStamp, crosswalk: Option<&'a Crosswalk>) -> Self {
        let mut entries = Vec::new();
        below(&children(set), None, 0, &mut entries);
        let mut mappings: BTreeMap<&str, Vec<&Mapping>> = BTreeMap::new();
        for mapping in crosswalk.into_iter().flat_map(|crosswalk| &crosswalk.mappings) {
            mappings.entry(&mapping.to).or_default().push(mapping);
        }
        for mappings in mappings.values_mut() {
            mappings.sort_by(|a, b| b.strength.cmp(&a.strength).then_with(|| a.from.cmp(&b.from)));
        }
        Self { set, stamp, crosswalk, entries, mappings }
    }

    /// Groups and obligations in the order of the act, each with how many groups stand above it.
    pub(crate) fn entries(&self) -> &[(usize, Entry<'a>)] {
        &self.entries
    }

    /// The obligations that are graded, in the order of the act.
    pub(crate) fn graded(&self) -> impl Iterator<Item = &'a Obligation> {
        self.entries.iter().filter_map(|(_, entry)| match entry {
            Entry::Obligation(obligation) if obligation.kind != Kind::Information => Some(*obligation),
            _ => None,
        })
    }

    /// The entries without a status: facts such as fines and powers.
    pub(crate) fn information(&self) -> impl Iterator<Item = &'a Obligation> {
        self.set.content().obligations.iter().filter(|obligation| obligation.kind == Kind::Information)
    }

    /// The mappings to an obligation, the strongest first.
    pub(crate) fn mappings(&self, obligation: &str) -> &[&'a Mapping] {
        self.mappings.get(obligation).map(Vec::as_slice).unwrap_or_default()
    }
}

impl<'a> Report<'a> {
    /// The sets of the result that the library knows.
    pub(crate) fn sets(&self) -> Vec<SetFacts<'a>> {
        let facts = self.result.sets.iter().filter_map(|(id, stamp)| {
            let crosswalk = stamp.crosswalk.as_deref().and_then(|id| self.library.crosswalk(id));
            Some(SetFacts::new(self.library.obligation_set(id)?, stamp, crosswalk))
        });
        facts.collect()
    }

    /// The figures of a node.
    pub(crate) fn figures(&self, id: &str) -> Option<&'a NodeResult> {
        self.result.nodes.get(id)
    }

    /// Functions and categories, each function before its categories.
    pub(crate) fn headings(&self) -> impl Iterator<Item = &'a Node> {
        let is_heading = |node: &&Node| matches!(node.kind, NodeKind::Function | NodeKind::Category);
        self.assessment.framework().nodes().iter().filter(is_heading)
    }

    /// The categories with a gap, the largest first.
    pub(crate) fn gaps(&self) -> Vec<(&'a Node, &'a NodeResult)> {
        let categories = self.headings().filter(|node| node.kind == NodeKind::Category);
        let mut gaps: Vec<_> = categories
            .filter_map(|node| Some((node, self.figures(&node.id)?)))
            .filter(|(_, figures)| figures.gap.as_ref().is_some_and(|gap| !gap.0.is_zero()))
            .collect();
        gaps.sort_by(|(_, a), (_, b)| b.gap.as_ref().map(|gap| &gap.0).cmp(&a.gap.as_ref().map(|gap| &gap.0)));
        gaps
    }

    /// The outcomes that do not apply, each with its answer.
    pub(crate) fn not_applicable(&self) -> Vec<(&'a Node, &'a Answer)> {
        self.answered().filter(|(node, _)| self.assessment.rating(&node.id) == Rating::NotApplicable).collect()
    }

    /// The outcomes that something was said about, in the framework's order.
    pub(crate) fn answered(&self) -> impl Iterator<Item = (&'a Node, &'a Answer)> {
        let assessment = self.assessment;
        let outcomes = assessment.framework().nodes().iter().filter(|node| node.outcome.is_some());
        outcomes.filter_map(|node| Some((node, assessment.answer(&node.id)?)))
    }

    /// The outcomes behind a mapped subcategory: itself, or its requirements.
    pub(crate) fn outcomes_behind(&self, id: &str) -> Vec<&'a Node> {
        let framework = self.assessment.framework();
        match framework.node(id) {
            None => Vec::new(),
            Some(node) if node.outcome.is_some() => vec![node],
            Some(node) => node.children.iter().filter_map(|child| framework.nodes().get(*child)).collect(),
        }
    }

    /// The questions of binding obligations that are still open.
    pub(crate) fn open_questions(&self, set: &SetFacts<'a>) -> Vec<(&'a Obligation, &'a Question)> {
        let questions =
            set.graded().flat_map(|obligation| obligation.supplementary.iter().map(move |asked| (obligation, asked)));
        questions
            .filter(|(obligation, question)| {
                let result = self.result.obligations.get(&obligation.id);
                result.is_some_and(|result| result.open.contains(&question.id))
            })
            .collect()
    }

    /// A question that was answered, wherever a set of the library has it.
    pub(crate) fn asked(&self, id: &str) -> Option<(&'a Obligation, &'a Question)> {
        self.library.obligation_sets().find_map(|set| set.question(id))
    }

    /// Every answer to a question, by the question's id.
    pub(crate) fn supplementary(&self) -> impl Iterator<Item = (&'a str, &'a SupplementaryAnswer)> {
        self.assessment.content().supplementary.iter().map(|(id, answer)| (id.as_str(), answer))
    }
}
