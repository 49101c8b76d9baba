//! Coverage of a crosswalk: what it leaves unused, what it leaves without evidence, and where its weight lies.

use crate::crosswalk::{Crosswalk, Reach, Review};
use crate::framework::{Framework, NodeKind};
use crate::obligation::{Obligation, ObligationSet};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// An outcome and its part of a crosswalk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct OutcomeShare {
    /// The outcome.
    pub id: String,
    /// How many links start at it.
    pub mappings: usize,
    /// The summed strength of its links.
    pub strength: i64,
    /// Its title.
    pub title: String,
}

/// An obligation or group and the links to it or below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct DutyCoverage {
    /// The article.
    pub article: String,
    /// The id.
    pub id: String,
    /// How many links lead to it.
    pub mappings: usize,
    /// How many outcomes they start at.
    pub outcomes: usize,
    /// How far the framework speaks about it; none for a group.
    pub reach: Option<Reach>,
    /// How many of the links are strong enough for the floor.
    pub strong: usize,
    /// Its title.
    pub title: String,
}

/// What a crosswalk covers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Coverage {
    /// The crosswalk.
    pub crosswalk: String,
    /// The framework.
    pub from: String,
    /// Groups by number of links, the most first; equal numbers in the act's order.
    pub groups: Vec<DutyCoverage>,
    /// How many links there are.
    pub mappings: usize,
    /// Outcomes that have no link, and are said to have none.
    pub no_relationship: Vec<String>,
    /// Every graded obligation, in the act's order.
    pub obligations: Vec<DutyCoverage>,
    /// Every outcome with a link, by strength, the most first.
    pub outcomes: Vec<OutcomeShare>,
    /// How many obligations are reached how far.
    pub reach: BTreeMap<&'static str, usize>,
    /// The summed strength of all links.
    pub strength: i64,
    /// The number of links by strength.
    pub strengths: BTreeMap<i64, usize>,
    /// The obligation set.
    pub to: String,
    /// Outcomes that have no link, about which nothing is said.
    pub unused: Vec<String>,
    /// How many links a second person has checked.
    pub verified: usize,
}

impl Coverage {
    /// Looks at a crosswalk between this framework and this set.
    #[must_use]
    pub fn of(framework: &Framework, set: &ObligationSet, crosswalk: &Crosswalk) -> Self {
        let mut outcomes = Vec::new();
        let (mut no_relationship, mut unused) = (Vec::new(), Vec::new());
        for node in framework.nodes().iter().filter(|node| node.kind == NodeKind::Subcategory) {
            let links: Vec<i64> = crosswalk.mappings_from(&node.id).map(|mapping| mapping.strength).collect();
            if links.is_empty() {
                let said = crosswalk.no_relationship.contains(&node.id);
                if said { &mut no_relationship } else { &mut unused }.push(node.id.clone());
                continue;
            }
            let strength = links.iter().sum();
            let (id, title) = (node.id.clone(), node.title.clone());
            outcomes.push(OutcomeShare { id, mappings: links.len(), strength, title });
        }
        outcomes.sort_by_key(|outcome| std::cmp::Reverse((outcome.strength, outcome.mappings)));
        let obligations: Vec<DutyCoverage> =
            set.graded().map(|it| duty(crosswalk, &it.id, &it.article, &it.title, &[it], true)).collect();
        let mut groups: Vec<DutyCoverage> = set
            .content()
            .groups
            .iter()
            .map(|group| {
                let below: Vec<&Obligation> = set.graded().filter(|it| set.is_below(it, &group.id)).collect();
                duty(crosswalk, &group.id, &group.article, &group.title, &below, false)
            })
            .collect();
        groups.sort_by_key(|group| std::cmp::Reverse(group.mappings));
        let (mut reach, mut strengths) = (BTreeMap::new(), BTreeMap::new());
        for obligation in &obligations {
            *reach.entry(obligation.reach.unwrap_or_default().text()).or_default() += 1;
        }
        for mapping in &crosswalk.mappings {
            *strengths.entry(mapping.strength).or_default() += 1;
        }
        Self {
            crosswalk: crosswalk.id.clone(),
            from: crosswalk.from.clone(),
            groups,
            mappings: crosswalk.mappings.len(),
            no_relationship,
            obligations,
            outcomes,
            reach,
            strength: crosswalk.mappings.iter().map(|mapping| mapping.strength).sum(),
            strengths,
            to: crosswalk.to.clone(),
            unused,
            verified: crosswalk.mappings.iter().filter(|mapping| mapping.review == Review::Verified).count(),
        }
    }

    /// The graded obligations without any link, in the act's order.
    pub fn without_evidence(&self) -> impl Iterator<Item = &DutyCoverage> {
        self.obligations.iter().filter(|obligation| obligation.mappings == 0)
    }
}

fn duty(
    crosswalk: &Crosswalk,
    id: &str,
    article: &str,
    title: &str,
    members: &[&Obligation],
    is_one: bool,
) -> DutyCoverage {
    let members: BTreeSet<&str> = members.iter().map(|member| member.id.as_str()).collect();
    let links: Vec<_> = crosswalk.mappings.iter().filter(|link| members.contains(link.to.as_str())).collect();
    DutyCoverage {
        article: article.to_owned(),
        id: id.to_owned(),
        mappings: links.len(),
        outcomes: links.iter().map(|link| link.from.as_str()).collect::<BTreeSet<_>>().len(),
        reach: is_one.then(|| crosswalk.reach_of(id)),
        strong: links.iter().filter(|link| link.strength >= crosswalk.thresholds.floor_strength).count(),
        title: title.to_owned(),
    }
}
