//! Why a group or a whole set stands where it does: which child decides.

use super::{Context, SetFacts};
use crate::obligation::{Group, Kind, LegalState, Obligation};
use crate::report::words;
use crate::result::{GroupResult, InForceStamp, ObligationStatus, StatusCounts};
use serde::Serialize;

/// A heading over obligations and what is right below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct GroupExplanation {
    /// The article.
    pub article: String,
    /// What is right below, in the order of the act.
    pub children: Vec<GroupChild>,
    /// The group's ends and counts.
    pub figures: GroupResult,
    /// The set.
    pub set: String,
    /// Both ends in words.
    pub verdict: String,
}

/// A child of a group or set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct GroupChild {
    /// The article.
    pub article: String,
    /// The best end that counts.
    pub best: Option<u8>,
    /// Whether the group's best end is this child's.
    pub decides_best: bool,
    /// Whether the group's worst end is this child's.
    pub decides_worst: bool,
    /// The obligation or group.
    pub id: String,
    /// Why it does not count for the group, if it does not.
    pub left_out: Option<String>,
    /// The title.
    pub title: String,
    /// The status in words.
    pub verdict: String,
    /// The worst end that counts.
    pub worst: Option<u8>,
}

/// An obligation set as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SetExplanation {
    /// What is at the top of the act: groups, and obligations outside any.
    pub children: Vec<GroupChild>,
    /// The entity's class and what follows from it.
    pub class: String,
    /// The crosswalk that was read; none: only questions speak.
    pub crosswalk: Option<String>,
    /// When the act is in force.
    pub in_force: InForceStamp,
    /// The state of the law that the set describes.
    #[serde(serialize_with = "super::sorted")]
    pub legal_state: Option<LegalState>,
    /// The statuses of all graded obligations that are owed.
    pub statuses: StatusCounts,
}

impl Context<'_> {
    pub(super) fn group(&self, facts: &SetFacts<'_>, group: &Group) -> GroupExplanation {
        let figures = self.result.groups.get(&group.id).copied().unwrap_or_default();
        let mut children = self.children(facts, Some(&group.id));
        for child in &mut children {
            child.decides_worst = child.worst.is_some() && child.worst == figures.worst;
            child.decides_best = child.best.is_some() && child.best == figures.best;
        }
        GroupExplanation {
            article: group.article.clone(),
            children,
            figures,
            set: facts.set.id().to_owned(),
            verdict: words::ends(figures.worst, figures.best),
        }
    }

    pub(super) fn set(&self, facts: &SetFacts<'_>) -> SetExplanation {
        let mut statuses = StatusCounts::default();
        for obligation in facts.set.graded().filter(|obligation| !obligation.voluntary) {
            if let Some(result) = self.result.obligations.get(&obligation.id) {
                statuses.add(result.status);
            }
        }
        SetExplanation {
            children: self.children(facts, None),
            class: words::class_found(facts.stamp),
            crosswalk: facts.stamp.crosswalk.clone(),
            in_force: facts.stamp.in_force.clone(),
            legal_state: facts.set.content().legal_state.clone(),
            statuses,
        }
    }

    fn children(&self, facts: &SetFacts<'_>, parent: Option<&str>) -> Vec<GroupChild> {
        let content = facts.set.content();
        let groups = content.groups.iter().filter(|group| group.group.as_deref() == parent);
        let groups = groups.map(|group| {
            let figures = self.result.groups.get(&group.id).copied().unwrap_or_default();
            let child = GroupChild {
                article: group.article.clone(),
                best: figures.best,
                decides_best: false,
                decides_worst: false,
                id: group.id.clone(),
                left_out: figures.worst.is_none().then(|| "nothing below it has a status".to_owned()),
                title: group.title.clone(),
                verdict: match figures.statuses.of(ObligationStatus::NotApplicable) {
                    count if count > 0 && figures.worst.is_none() => {
                        format!(
                            "No status: {} below it do not bind this entity",
                            words::count(count, "entry", "entries")
                        )
                    }
                    _ => words::ends(figures.worst, figures.best),
                },
                worst: figures.worst,
            };
            (facts.set.first_below(&group.id), child)
        });
        let obligations = content.obligations.iter().enumerate();
        let obligations = obligations
            .filter(|(_, obligation)| obligation.group.as_deref() == parent)
            .map(|(position, obligation)| (position, self.child(obligation)));
        let mut children: Vec<(usize, GroupChild)> = groups.chain(obligations).collect();
        children.sort_by_key(|(position, _)| *position);
        children.into_iter().map(|(_, child)| child).collect()
    }

    fn child(&self, obligation: &Obligation) -> GroupChild {
        let result = self.result.obligations.get(&obligation.id);
        let (left_out, ends) = match result {
            _ if obligation.kind == Kind::Information => (Some("information, never graded"), None),
            None => (Some("not part of the result"), None),
            Some(result) => match (result.status, result.worst, result.best) {
                (ObligationStatus::NotApplicable, _, _) => (Some("does not bind this entity"), None),
                _ if obligation.voluntary => (Some("encouraged, not owed"), None),
                (ObligationStatus::OutsideFramework, _, _) if result.supplement.is_some() => (None, Some((0, 2))),
                (ObligationStatus::OutsideFramework, _, _) => (Some("nothing can be said about it"), None),
                (_, Some(worst), Some(best)) => (None, Some((worst, best))),
                _ => (Some("has no status"), None),
            },
        };
        GroupChild {
            article: obligation.article.clone(),
            best: ends.map(|(_, best)| best),
            decides_best: false,
            decides_worst: false,
            id: obligation.id.clone(),
            left_out: left_out.map(str::to_owned),
            title: obligation.title.clone(),
            verdict: result.map_or_else(|| "Information only".to_owned(), words::verdict),
            worst: ends.map(|(worst, _)| worst),
        }
    }
}
