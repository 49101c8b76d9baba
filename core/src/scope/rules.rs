//! The rules against what is known: every case that the unknown leaves open, and the rules that can fire in it.

use super::content::{EntityFacts, RoleImplies, Scope, ScopeRule, Sizes, When};
use super::size::SizeFound;
use crate::obligation::below;
use std::collections::{BTreeMap, BTreeSet};

/// Whether a condition holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Truth {
    No,
    /// The roles decide, and they are not known.
    IfRole,
    /// Where in the sector it is decides, and only the heading is known.
    IfSector,
    Yes,
}

/// What a rule comes to: its word, and what a Member State can decide.
pub(super) type Verdict<'a> = (&'a str, BTreeSet<&'a str>);

/// A rule that fires or can fire.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit<'a> {
    pub(super) document: &'a Scope,
    pub(super) rule: &'a ScopeRule,
    /// Where it stands among all rules.
    pub(super) place: usize,
    pub(super) truth: Truth,
}

impl<'a> Hit<'a> {
    pub(super) fn verdict(&self) -> Verdict<'a> {
        (&self.rule.then, self.rule.possible.iter().map(String::as_str).collect())
    }
}

/// One way in which the unknown can turn out.
#[derive(Clone, Debug)]
pub(super) struct Case<'a> {
    pub(super) sectors: Vec<String>,
    pub(super) size: Option<String>,
    /// The rules that can fire, in order; the last one surely does, if no earlier one did.
    pub(super) hits: Vec<Hit<'a>>,
}

impl<'a> Case<'a> {
    pub(super) fn verdicts(&self) -> BTreeSet<Verdict<'a>> {
        self.hits.iter().map(Hit::verdict).collect()
    }

    /// The rule that fires unless an earlier one does.
    pub(super) fn sure(&self) -> Option<&Hit<'a>> {
        self.hits.last()
    }
}

/// The rules that are tried: those of the overlay, if there is one, and then those of the act.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rules<'a> {
    pub(super) base: &'a Scope,
    pub(super) overlay: Option<&'a Scope>,
    /// Every sector of the set.
    pub(super) sectors: &'a [&'a str],
}

impl<'a> Rules<'a> {
    pub(super) fn documents(&self) -> impl Iterator<Item = &'a Scope> {
        self.overlay.into_iter().chain([self.base])
    }

    fn rules(&self) -> impl Iterator<Item = (&'a Scope, &'a ScopeRule)> {
        self.documents().flat_map(|document| document.rules.iter().map(move |rule| (document, rule)))
    }

    pub(super) fn sizes(&self) -> Option<&'a Sizes> {
        self.base.sizes.as_ref()
    }

    /// The roles with those that they imply; none: not known.
    pub(super) fn roles(&self, facts: &EntityFacts) -> Option<BTreeSet<String>> {
        let implied: BTreeMap<&str, &RoleImplies> =
            self.base.roles.iter().map(|role| (role.id.as_str(), role)).collect();
        let mut roles: BTreeSet<String> = BTreeSet::new();
        let mut next: Vec<String> = facts.roles.clone()?;
        while let Some(role) = next.pop() {
            if roles.contains(&role) {
                continue;
            }
            next.extend(implied.get(role.as_str()).iter().flat_map(|it| &it.roles).cloned());
            roles.insert(role);
        }
        Some(roles)
    }

    /// The sectors that are given and those that the roles are in.
    pub(super) fn with_sectors_of(&self, roles: Option<&BTreeSet<String>>, given: &[String]) -> Vec<String> {
        let of_roles = self.base.roles.iter().filter(|role| roles.is_some_and(|roles| roles.contains(&role.id)));
        let implied = of_roles.filter_map(|role| role.sector.clone());
        given.iter().cloned().chain(implied).collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Every case that is possible, with the rules that can fire in it.
    pub(super) fn cases(&self, facts: &EntityFacts, size: Option<&SizeFound>) -> Vec<Case<'a>> {
        let roles = self.roles(facts);
        let no_sector_matters = self.rules().all(|(_, rule)| rule.when.sectors.is_empty());
        let with = |given: &[String]| self.with_sectors_of(roles.as_ref(), given);
        let sectors: Vec<Vec<String>> = match &facts.sectors {
            Some(given) => vec![with(given)],
            None if no_sector_matters => vec![with(&[])],
            None => {
                let each = self.sectors.iter().map(|sector| with(&[(*sector).to_owned()]));
                each.chain([with(&[])]).collect()
            }
        };
        let sizes: Vec<Option<String>> = match size {
            Some(size) => size.possible.iter().cloned().map(Some).collect(),
            None => vec![None],
        };
        let mut cases = Vec::new();
        for sectors in sectors {
            for size in &sizes {
                let known = Known { sectors: &sectors, size: size.as_deref(), roles: roles.as_ref(), facts };
                let hits = self.hits(&known);
                cases.push(Case { sectors: sectors.clone(), size: size.clone(), hits });
            }
        }
        cases
    }

    fn hits(&self, known: &Known<'_>) -> Vec<Hit<'a>> {
        let mut hits = Vec::new();
        for (place, (document, rule)) in self.rules().enumerate() {
            let truth = known.truth(&rule.when);
            if truth != Truth::No {
                hits.push(Hit { document, rule, place, truth });
            }
            if truth == Truth::Yes {
                break;
            }
        }
        hits
    }

    /// Whether a note is meant in a case.
    pub(super) fn is_meant(
        &self,
        when: &When,
        case: &Case<'_>,
        roles: Option<&BTreeSet<String>>,
        facts: &EntityFacts,
    ) -> bool {
        Known { sectors: &case.sectors, size: case.size.as_deref(), roles, facts }.truth(when) == Truth::Yes
    }
}

struct Known<'a> {
    sectors: &'a [String],
    size: Option<&'a str>,
    roles: Option<&'a BTreeSet<String>>,
    facts: &'a EntityFacts,
}

impl Known<'_> {
    fn truth(&self, when: &When) -> Truth {
        let conditions = [
            self.in_sector(&when.sectors),
            self.of_size(&when.sizes),
            self.in_role(&when.roles),
            self.without(&when.without_roles),
            self.said(&when.facts),
        ];
        conditions.into_iter().min().unwrap_or(Truth::Yes)
    }

    fn in_sector(&self, wanted: &[String]) -> Truth {
        let is_in = |place: &str, heading: &str| below(place, heading);
        let any = |test: &dyn Fn(&String, &String) -> bool| {
            self.sectors.iter().any(|own| wanted.iter().any(|wanted| test(own, wanted)))
        };
        if wanted.is_empty() || any(&|own, wanted| is_in(own, wanted)) {
            Truth::Yes
        } else if any(&|own, wanted| is_in(wanted, own)) {
            Truth::IfSector
        } else {
            Truth::No
        }
    }

    fn of_size(&self, wanted: &[String]) -> Truth {
        yes(wanted.is_empty() || wanted.iter().any(|wanted| self.size == Some(wanted)))
    }

    fn in_role(&self, wanted: &[String]) -> Truth {
        match self.roles {
            _ if wanted.is_empty() => Truth::Yes,
            Some(roles) => yes(wanted.iter().any(|wanted| roles.contains(wanted))),
            None => Truth::IfRole,
        }
    }

    fn without(&self, barred: &[String]) -> Truth {
        match self.roles {
            _ if barred.is_empty() => Truth::Yes,
            Some(roles) => yes(barred.iter().all(|barred| !roles.contains(barred))),
            None => Truth::IfRole,
        }
    }

    fn said(&self, wanted: &BTreeMap<String, bool>) -> Truth {
        yes(wanted.iter().all(|(id, value)| self.facts.facts.get(id) == Some(value)))
    }
}

fn yes(holds: bool) -> Truth {
    if holds { Truth::Yes } else { Truth::No }
}
