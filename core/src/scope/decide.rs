//! From the cases that are possible to one answer.

use super::answer::{NoteFound, RuleFound, SCHEMA, ScopeAnswer, ScopeOutcome, WouldChange};
use super::content::EntityFacts;
use super::rules::{Case, Hit, Rules, Truth, Verdict};
use super::size::SizeFound;
use std::collections::BTreeSet;

/// The word of a rule that leaves the class to a Member State.
pub(super) const NATIONAL: &str = "national_decision";
/// The word of a rule that binds without a class.
pub(super) const IN_SCOPE: &str = "in_scope";
/// The word of a rule that leaves an entity out.
pub(crate) const NONE: &str = "none";

/// What the cases come to.
struct Found<'a> {
    cases: Vec<Case<'a>>,
    verdicts: BTreeSet<Verdict<'a>>,
    size: Option<SizeFound>,
}

impl<'a> Found<'a> {
    fn new(rules: &Rules<'a>, facts: &EntityFacts) -> Self {
        let size = rules.sizes().map(|sizes| sizes.found(facts));
        let cases = rules.cases(facts, size.as_ref());
        let verdicts = cases.iter().flat_map(Case::verdicts).collect();
        Self { cases, verdicts, size }
    }

    /// The one verdict that every case comes to.
    fn verdict(&self) -> Option<&Verdict<'a>> {
        self.verdicts.first().filter(|_| self.verdicts.len() == 1)
    }

    fn word(&self) -> &'a str {
        self.verdict().map_or("undetermined", |(word, _)| *word)
    }

    /// The first of the rules that surely fire.
    fn rule(&self) -> Option<&Hit<'a>> {
        self.cases.iter().filter_map(Case::sure).min_by_key(|hit| hit.place)
    }

    fn possible(&self) -> BTreeSet<&'a str> {
        let words = self.verdicts.iter().flat_map(|(word, possible)| match *word {
            NATIONAL => possible.clone(),
            word => BTreeSet::from([word]),
        });
        words.collect()
    }

    fn missing(&self) -> Vec<String> {
        let mut missing = Vec::new();
        let pairs = || self.cases.iter().flat_map(|one| self.cases.iter().map(move |other| (one, other)));
        let differ = |one: &Case<'_>, other: &Case<'_>| one.verdicts() != other.verdicts();
        let waits = |why: Truth| {
            let differs = |case: &Case<'_>, hit: &Hit<'_>| {
                hit.truth == why && case.sure().is_some_and(|sure| sure.verdict() != hit.verdict())
            };
            self.cases.iter().any(|case| case.hits.iter().any(|hit| differs(case, hit)))
        };
        if pairs().any(|(one, other)| one.size == other.size && differ(one, other)) || waits(Truth::IfSector) {
            missing.push("sector".to_owned());
        }
        if pairs().any(|(one, other)| one.sectors == other.sectors && differ(one, other)) {
            match self.size.as_ref().filter(|size| !size.steps.is_empty()) {
                Some(size) => missing.extend(size.missing.iter().map(|figure| (*figure).to_owned())),
                None => missing.push("size".to_owned()),
            }
        }
        if waits(Truth::IfRole) {
            missing.push("roles".to_owned());
        }
        missing
    }
}

/// The answer for an entity; `roles` are those of the set.
pub(super) fn decide(rules: &Rules<'_>, set: &str, roles: &[&str], facts: &EntityFacts) -> ScopeAnswer {
    let found = Found::new(rules, facts);
    let verdict = found.verdict();
    let possible = found.possible();
    let outcome = match verdict {
        None => ScopeOutcome::Undetermined,
        Some((NATIONAL, _)) => ScopeOutcome::NationalDecision,
        Some(_) => ScopeOutcome::Determined,
    };
    let class = verdict.map(|(word, _)| *word).filter(|word| ![NATIONAL, IN_SCOPE].contains(word));
    let rule = found.rule().filter(|_| verdict.is_some()).map(|hit| RuleFound {
        article: hit.rule.article.clone(),
        document: hit.document.id.clone(),
        id: hit.rule.id.clone(),
        summary: hit.rule.summary.clone(),
        verification: hit.rule.verification.clone(),
    });
    let own_roles = rules.roles(facts);
    ScopeAnswer {
        class: class.map(str::to_owned),
        given: facts.clone(),
        in_scope: match possible.contains(NONE) {
            false => Some(true),
            true if possible.len() == 1 => Some(false),
            true => None,
        },
        missing: if verdict.is_some() { Vec::new() } else { found.missing() },
        notes: notes(rules, &found, own_roles.as_ref(), facts),
        outcome,
        overlay: rules.overlay.map(|overlay| overlay.id.clone()),
        possible: possible.into_iter().map(str::to_owned).collect(),
        sectors: facts.sectors.as_ref().map(|given| rules.with_sectors_of(own_roles.as_ref(), given)),
        roles: own_roles.map(|roles| roles.into_iter().collect()),
        rule,
        schema: SCHEMA,
        set: set.to_owned(),
        would_change: if verdict.is_some() { would_change(rules, roles, facts, &found) } else { Vec::new() },
        size: found.size,
    }
}

fn notes(
    rules: &Rules<'_>,
    found: &Found<'_>,
    roles: Option<&BTreeSet<String>>,
    facts: &EntityFacts,
) -> Vec<NoteFound> {
    let mut notes = Vec::new();
    for document in rules.documents() {
        for note in &document.notes {
            if found.cases.iter().any(|case| rules.is_meant(&note.when, case, roles, facts)) {
                notes.push(NoteFound {
                    article: note.article.clone(),
                    document: document.id.clone(),
                    id: note.id.clone(),
                    summary: note.summary.clone(),
                });
            }
        }
    }
    notes
}

fn would_change(rules: &Rules<'_>, roles: &[&str], facts: &EntityFacts, now: &Found<'_>) -> Vec<WouldChange> {
    let mut changes = Vec::new();
    let mut trial = |changed: &EntityFacts, kind: &'static str, id: &str, question: Option<&String>, value: bool| {
        let then = Found::new(rules, changed);
        if then.verdicts == now.verdicts {
            return;
        }
        let Some(hit) = then.rule() else { return };
        changes.push(WouldChange {
            article: hit.rule.article.clone(),
            id: id.to_owned(),
            kind,
            question: question.cloned(),
            rule: hit.rule.id.clone(),
            then: then.word().to_owned(),
            value,
        });
    };
    let held = rules.roles(facts);
    for role in roles.iter().filter(|role| held.as_ref().is_some_and(|held| !held.contains(**role))) {
        let mut changed = facts.clone();
        changed.roles.get_or_insert_default().push((*role).to_owned());
        trial(&changed, "role", role, None, true);
    }
    for fact in rules.documents().flat_map(|document| &document.facts).filter(|it| !facts.facts.contains_key(&it.id)) {
        for value in [true, false] {
            let mut changed = facts.clone();
            changed.facts.insert(fact.id.clone(), value);
            trial(&changed, "fact", &fact.id, Some(&fact.question), value);
        }
    }
    changes
}
