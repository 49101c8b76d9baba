//! What can be wrong with a scope document, alone and beside its set, and with the facts about an entity.

use super::content::{EntityFacts, Fact, Scope, Sizes, When};
use super::decide::{IN_SCOPE, NATIONAL, NONE};
use super::{Terms, content};
use crate::error::{Code, Path, Problems};
use crate::fraction::Fraction;
use crate::id::{did_you_mean, is_valid, one_of, quoted};
use crate::obligation::ObligationSet;
use std::collections::BTreeSet;

fn ids<'a>(list: &str, ids: impl Iterator<Item = &'a String>, problems: &mut Problems) {
    let mut seen = BTreeSet::new();
    for (position, id) in ids.enumerate() {
        let path = Path::default().key(list).index(position).key("id");
        if !is_valid(id) {
            problems.value(&path, Code::DocumentId, format!("{} cannot be an id", quoted(id)));
        }
        if !seen.insert(id) {
            problems.value(&path, Code::DocumentDuplicateId, format!("the id {} is there twice", quoted(id)));
        }
    }
}

impl Scope {
    /// What can be seen in the document alone.
    pub(crate) fn check(&self, problems: &mut Problems) {
        let root = Path::default();
        ids("rules", self.rules.iter().map(|rule| &rule.id), problems);
        ids("notes", self.notes.iter().map(|note| &note.id), problems);
        ids("facts", self.facts.iter().map(|fact| &fact.id), problems);
        ids("roles", self.roles.iter().map(|role| &role.id), problems);
        if let Some(sizes) = &self.sizes {
            check_sizes(sizes, &root.key("sizes"), problems);
        }
        for (position, rule) in self.rules.iter().enumerate() {
            let path = root.key("rules").index(position);
            let is_national = rule.then == NATIONAL;
            if is_national && rule.possible.len() < 2 {
                let message = "a `national_decision` names at least two classes in `possible`";
                problems.value(&path, Code::ScopeRule, message);
            }
            if !is_national && !rule.possible.is_empty() {
                let message =
                    format!("`possible` is for `national_decision`, and this rule says {}", quoted(&rule.then));
                problems.value(&path.key("possible"), Code::ScopeRule, message);
            }
        }
        let last = self.rules.len().saturating_sub(1);
        let open_end = self.rules.last().is_none_or(|rule| !rule.when.is_always());
        if self.overlays.is_none() && open_end {
            let path = if self.rules.is_empty() { root.key("rules") } else { root.key("rules").index(last) };
            let message = "the last rule decides for everyone who is left, so it has no `when`";
            problems.value(&path, Code::ScopeRule, message);
        }
        for (key, has, needed) in [
            ("country", self.country.is_some(), self.overlays.is_some()),
            ("class_of", self.class_of.is_some() && self.overlays.is_some(), false),
            ("sizes", self.sizes.is_some() && self.overlays.is_some(), false),
            ("roles", !self.roles.is_empty() && self.overlays.is_some(), false),
        ] {
            if has && !needed {
                let whose = if key == "country" { "an overlay" } else { "the document that it overlays" };
                problems.value(&root.key(key), Code::ScopeRule, format!("`{key}` belongs to {whose}"));
            }
        }
    }

    /// Whether classes, sectors, roles, sizes and facts are those of the set, and of the document that this overlays.
    pub(crate) fn check_against(
        &self,
        set: &ObligationSet,
        terms: &Terms<'_>,
        base: Option<&Self>,
        problems: &mut Problems,
    ) {
        let root = Path::default();
        let classes: Vec<&str> =
            set.content().classes.iter().map(String::as_str).chain([NONE, IN_SCOPE, NATIONAL]).collect();
        let facts: Vec<&str> = self.facts.iter().chain(base.iter().flat_map(|base| &base.facts)).map(id_of).collect();
        let sizes: Vec<&str> = base.unwrap_or(self).sizes.iter().flat_map(Sizes::ids).collect();
        if let Some(fact) =
            self.class_of.as_ref().and_then(|of| of.fact.as_ref()).filter(|it| !facts.contains(&it.as_str()))
        {
            let hint = did_you_mean(fact, facts.iter().copied());
            let message = format!("{} is not among the `facts` of this document{hint}", quoted(fact));
            problems.value(&root.key("class_of").key("fact"), Code::DocumentReference, message);
        }
        let against = Against { terms, facts, sizes };
        for (position, role) in self.roles.iter().enumerate() {
            let path = root.key("roles").index(position);
            against.roles(std::slice::from_ref(&role.id), |_| path.key("id"), problems);
            against.roles(&role.roles, |position| path.key("roles").index(position), problems);
            if let Some(sector) = &role.sector {
                against.sector(sector, &path.key("sector"), problems);
            }
        }
        for (position, rule) in self.rules.iter().enumerate() {
            let path = root.key("rules").index(position);
            let possible = rule.possible.iter().enumerate();
            let words = possible.map(|(position, word)| (word, path.key("possible").index(position)));
            for (word, path) in [(&rule.then, path.key("then"))].into_iter().chain(words) {
                if !classes.contains(&word.as_str()) {
                    let message = format!("{} is not a class of {}; use {}", quoted(word), set.id(), one_of(&classes));
                    problems.value(&path, Code::DocumentReference, message);
                }
            }
            against.when(&rule.when, &path.key("when"), problems);
        }
        for (position, note) in self.notes.iter().enumerate() {
            against.when(&note.when, &root.key("notes").index(position).key("when"), problems);
        }
    }

    /// Whether facts about an entity speak of things that this document and its overlay know.
    pub(crate) fn check_facts(
        &self,
        overlay: Option<&Self>,
        terms: &Terms<'_>,
        facts: &EntityFacts,
        problems: &mut Problems,
    ) {
        let root = Path::default();
        for (position, sector) in facts.sectors.iter().flatten().enumerate().filter(|(_, it)| !terms.has_sector(it)) {
            let hint = hint(sector, &terms.sectors, "sectors");
            let message = format!("{} is not a sector of {}{hint}", quoted(sector), self.id);
            problems.value(&root.key("sectors").index(position), Code::ScopeSector, message);
        }
        for (position, role) in facts.roles.iter().flatten().enumerate().filter(|(_, it)| !terms.has_role(it)) {
            let message = format!("{} is not a role of {}{}", quoted(role), self.id, hint(role, &terms.roles, "roles"));
            problems.value(&root.key("roles").index(position), Code::ScopeRole, message);
        }
        let known: Vec<&str> =
            self.facts.iter().chain(overlay.iter().flat_map(|overlay| &overlay.facts)).map(id_of).collect();
        for fact in facts.facts.keys().filter(|fact| !known.contains(&fact.as_str())) {
            let message =
                format!("{} is not a fact that {} asks for{}", quoted(fact), self.id, hint(fact, &known, "facts"));
            problems.key(&root.key("facts").key(fact), Code::ScopeFact, message);
        }
        let figures =
            [("headcount", &facts.headcount), ("turnover", &facts.turnover), ("balance_sheet", &facts.balance_sheet)];
        for (name, figure) in figures {
            if let Some(figure) = figure.as_ref().filter(|figure| **figure < Fraction::zero()) {
                let message =
                    format!("{} is below 0; `{name}` is a number that counts people or euros", quoted(&figure.plain()));
                problems.value(&root.key(name), Code::ScopeFigure, message);
            }
        }
        let (Some(sizes), Some(size)) = (&self.sizes, &facts.size) else { return };
        let known: Vec<&str> = sizes.ids().collect();
        let of_figures = sizes.found(&EntityFacts { size: None, ..facts.clone() });
        if !known.contains(&size.as_str()) {
            let message = format!("{} is not a size; sizes are {}", quoted(size), one_of(&known));
            problems.value(&root.key("size"), Code::ScopeSize, message);
        } else if !of_figures.possible.contains(size) {
            let possible: Vec<&str> = of_figures.possible.iter().map(String::as_str).collect();
            let message =
                format!("the size {} does not fit the figures, which say {}", quoted(size), one_of(&possible));
            problems.value(&root.key("size"), Code::ScopeSizeConflict, message);
        }
    }
}

fn id_of(fact: &Fact) -> &str {
    &fact.id
}

fn hint(word: &str, known: &[&str], what: &str) -> String {
    match did_you_mean(word, known.iter().copied()) {
        near if near.is_empty() => format!("; {what} are {}", one_of(known)),
        near => near,
    }
}

fn check_sizes(sizes: &Sizes, path: &Path, problems: &mut Problems) {
    let mut seen = BTreeSet::new();
    let mut before: Option<&content::SizeClass> = None;
    for (position, class) in sizes.classes.iter().enumerate() {
        let path = path.key("classes").index(position);
        if !is_valid(&class.id) || !seen.insert(&class.id) || class.id == sizes.above {
            let message = format!("the size {} is there twice or cannot be an id", quoted(&class.id));
            problems.value(&path.key("id"), Code::ScopeSizes, message);
        }
        let falls = |of: fn(&content::SizeClass) -> Option<u64>| {
            before.is_some_and(|before| of(before).unwrap_or(u64::MAX) > of(class).unwrap_or(u64::MAX))
        };
        if falls(|it| it.headcount_below) || falls(|it| it.turnover_at_most) || falls(|it| it.balance_sheet_at_most) {
            let message = format!("a ceiling of {} is below that of the size before it", quoted(&class.id));
            problems.value(&path, Code::ScopeSizes, message);
        }
        before = Some(class);
    }
}

struct Against<'a> {
    terms: &'a Terms<'a>,
    facts: Vec<&'a str>,
    sizes: Vec<&'a str>,
}

impl Against<'_> {
    fn sector(&self, sector: &str, path: &Path, problems: &mut Problems) {
        if !self.terms.has_sector(sector) {
            let hint = did_you_mean(sector, self.terms.sectors.iter().copied());
            problems.value(
                path,
                Code::DocumentReference,
                format!("{} is not a sector of the set{hint}", quoted(sector)),
            );
        }
    }

    fn roles(&self, roles: &[String], path: impl Fn(usize) -> Path, problems: &mut Problems) {
        for (position, role) in roles.iter().enumerate().filter(|(_, role)| !self.terms.has_role(role)) {
            let hint = did_you_mean(role, self.terms.roles.iter().copied());
            let message = format!("{} is not a role of the set{hint}", quoted(role));
            problems.value(&path(position), Code::DocumentReference, message);
        }
    }

    fn when(&self, when: &When, path: &Path, problems: &mut Problems) {
        for (position, sector) in when.sectors.iter().enumerate() {
            self.sector(sector, &path.key("sectors").index(position), problems);
        }
        self.roles(&when.roles, |position| path.key("roles").index(position), problems);
        self.roles(&when.without_roles, |position| path.key("without_roles").index(position), problems);
        for (position, size) in when.sizes.iter().enumerate().filter(|(_, it)| !self.sizes.contains(&it.as_str())) {
            let message = format!("{} is not a size of this document; sizes are {}", quoted(size), one_of(&self.sizes));
            problems.value(&path.key("sizes").index(position), Code::DocumentReference, message);
        }
        for fact in when.facts.keys().filter(|fact| !self.facts.contains(&fact.as_str())) {
            let hint = did_you_mean(fact, self.facts.iter().copied());
            let message = format!("{} is not among the `facts` of this document{hint}", quoted(fact));
            problems.key(&path.key("facts").key(fact), Code::DocumentReference, message);
        }
    }
}
