//! Scope: from sector, size, roles and further facts to the class that an act gives an entity, with the rule.
//!
//! The rules are documents (`csf-assess/scope/1`): one for an obligation set, under the set's id, and overlays in
//! which a Member State's own rules come first. What is not known is not guessed: the answer then says what is
//! missing, and every class that it can be.

mod answer;
mod check;
mod content;
mod decide;
mod rules;
mod size;

pub use answer::{NoteFound, RuleFound, ScopeAnswer, ScopeOutcome, WouldChange};
pub use content::{
    ClassOf, EntityFacts, Fact, RoleImplies, Scope, ScopeNote, ScopeRule, SizeClass, SizeNote, Sizes, When,
};
pub use size::{SizeFound, SizeStep, SizeTest};

pub(crate) use decide::NONE;

use crate::obligation::{ObligationSet, below};
use rules::Rules;

/// The sectors and roles that entities under a set can have: the set's own, or those of all sets where it lists none.
#[derive(Clone, Debug, Default)]
pub(crate) struct Terms<'a> {
    pub(crate) sectors: Vec<&'a str>,
    pub(crate) roles: Vec<&'a str>,
}

impl<'a> Terms<'a> {
    pub(crate) fn of(set: &'a ObligationSet, all: &[&'a ObligationSet]) -> Self {
        let sectors = |set: &'a ObligationSet| set.content().sectors.iter().map(|sector| sector.id.as_str());
        let roles = |set: &'a ObligationSet| set.content().roles.iter().map(|role| role.id.as_str());
        let mut terms = Self { sectors: sectors(set).collect(), roles: roles(set).collect() };
        if terms.sectors.is_empty() {
            terms.sectors = all.iter().flat_map(|set| sectors(set)).collect();
        }
        if terms.roles.is_empty() {
            terms.roles = all.iter().flat_map(|set| roles(set)).collect();
        }
        for list in [&mut terms.sectors, &mut terms.roles] {
            list.sort_unstable();
            list.dedup();
        }
        terms
    }

    pub(crate) fn has_sector(&self, sector: &str) -> bool {
        self.sectors.iter().any(|known| below(known, sector))
    }

    pub(crate) fn has_role(&self, role: &str) -> bool {
        self.roles.contains(&role)
    }
}

impl Scope {
    /// Who an entity is under the set of this document, its facts being known to fit.
    pub(crate) fn decide(&self, overlay: Option<&Self>, terms: &Terms<'_>, facts: &EntityFacts) -> ScopeAnswer {
        let rules = Rules { base: self, overlay, sectors: &terms.sectors };
        decide::decide(&rules, &self.id, &terms.roles, facts)
    }
}
