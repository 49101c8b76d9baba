//! Scope documents: the embedded ones, an overlay, and what is wrong with others.

use super::{LIBRARY, facts, refused, shown};
use crate::common;
use csf_assess::Library;
use csf_assess::document::{DocumentKind, read_facts};
use std::collections::BTreeSet;
use std::fs;

fn examplia() -> Library {
    let mut library = LIBRARY.clone();
    library.add(&fs::read(common::repository("examples/scope/examplia.yaml")).unwrap()).unwrap();
    library
}

#[test]
fn the_three_acts_have_rules_that_say_how_they_were_checked() {
    let ids: Vec<&str> = LIBRARY.scope_documents().map(|scope| scope.id.as_str()).collect();
    assert_eq!(ids, ["ir-2024-2690", "nis1", "nis2"]);
    let sizes: BTreeSet<String> =
        LIBRARY.scope_documents().map(|scope| serde_json::to_string(&scope.sizes).unwrap()).collect();
    assert_eq!(sizes.len(), 1, "one Recommendation, one set of ceilings");
    assert!(sizes.first().unwrap().contains("not compared with the Official Journal"));
    for scope in LIBRARY.scope_documents() {
        for rule in &scope.rules {
            let checked = &rule.verification;
            let is_honest = checked.to_lowercase().contains("read");
            assert!(is_honest && checked.ends_with('.'), "{} {}: {checked}", scope.id, rule.id);
            let unread = scope.id == "nis1";
            assert_eq!(checked.contains("not compared with the Official Journal"), unread, "{} {}", scope.id, rule.id);
        }
    }
}

#[test]
fn every_rule_of_the_three_acts_decides_for_someone() {
    for scope in LIBRARY.scope_documents() {
        for rule in &scope.rules {
            let when = &rule.when;
            let sizes: Vec<Option<String>> = if when.sizes.is_empty() {
                vec![Some("micro".to_owned())]
            } else {
                when.sizes.iter().cloned().map(Some).collect()
            };
            let facts = csf_assess::scope::EntityFacts {
                sectors: Some(when.sectors.iter().take(1).cloned().collect()),
                size: sizes.into_iter().next().flatten(),
                roles: Some(when.roles.iter().take(1).cloned().collect()),
                facts: when.facts.clone(),
                ..Default::default()
            };
            let answer = LIBRARY.scope(&scope.id, &facts).unwrap();
            let of_heading = facts.sectors.iter().flatten().any(|sector| !sector.contains('/'));
            assert!(of_heading || answer.rule.is_some_and(|found| found.id == rule.id), "{} {}", scope.id, rule.id);
        }
    }
}

#[test]
fn an_overlay_comes_first_and_is_named() {
    let library = examplia();
    let ask = |text: &str| library.scope("nis2", &facts(text)).unwrap();
    let municipality = "sectors: [annex-i/public-administration], roles: [], size: small";
    let cases = [
        (format!("{{{municipality}, facts: {{large-municipality: true}}, overlay: nis2-examplia}}"), "important Cybersecurity Act of Examplia, section 4(1)"),
        (format!("{{{municipality}, overlay: nis2-examplia}}"), "national essential/important/none 2(5)(a)"),
        (format!("{{{municipality}}}"), "national essential/important/none 2(5)(a)"),
        ("{roles: [public-administration-regional], overlay: nis2-examplia}".to_owned(), "essential Cybersecurity Act of Examplia, section 5"),
        ("{sectors: [], roles: [], size: large, facts: {education-institution: true, critical-research: true}, overlay: nis2-examplia}".to_owned(), "important Cybersecurity Act of Examplia, section 4(2)"),
        ("{sectors: [], roles: [], size: large, facts: {critical-research: true}, overlay: nis2-examplia}".to_owned(), "none 2(1)"),
    ];
    for (given, expected) in cases {
        let answer = ask(&given);
        assert_eq!(shown(&answer), expected, "{given}");
        assert_eq!(answer.overlay, facts(&given).overlay, "{given}");
        let notes: Vec<&str> = answer.notes.iter().map(|note| note.document.as_str()).collect();
        assert_eq!(notes.contains(&"nis2-examplia"), answer.overlay.is_some(), "{given}");
    }
    let told = library.scope("nis2", &facts("{sectors: [], facts: {large-municipality: true}}")).unwrap_err();
    assert_eq!(told.code(), "scope/unknown-fact", "without the overlay nobody asks for it");
}

#[test]
fn the_order_of_rules_is_part_of_the_hash() {
    let text = fs::read_to_string(common::repository("examples/scope/examplia.yaml")).unwrap();
    let hash = |text: &str| {
        let mut library = LIBRARY.clone();
        library.add(text.as_bytes()).unwrap();
        library.hash(DocumentKind::Scope, "nis2-examplia").unwrap().to_owned()
    };
    let parts: Vec<&str> = text.split("  - id: ").collect();
    let at = |id: &str| parts.iter().position(|part| part.starts_with(id)).unwrap();
    let mut turned = parts.clone();
    turned.swap(at("municipality"), at("research"));
    assert_ne!(hash(&turned.join("  - id: ")), hash(&text));
    assert_eq!(hash(&text.replace("Invented for this example.", "Made up.")), hash(&text));
}

#[test]
fn facts_that_the_rules_do_not_know_are_refused() {
    let cases = [
        (
            "{sectors: [annex-i/enrgy]}",
            "scope/unknown-sector",
            "`annex-i/enrgy` is not a sector of nis2; did you mean `annex-i/energy`?",
        ),
        ("{roles: [dns-provider]}", "scope/unknown-role", "`dns-provider` is not a role of nis2; roles are "),
        (
            "{roles: [dns-service-providr]}",
            "scope/unknown-role",
            "`dns-service-providr` is not a role of nis2; did you mean `dns-service-provider`?",
        ),
        ("{size: huge}", "scope/unknown-size", "`huge` is not a size; sizes are `micro`, `small`, `medium` or `large`"),
        (
            "{facts: {sole-provder: true}}",
            "scope/unknown-fact",
            "`sole-provder` is not a fact that nis2 asks for; did you mean `sole-provider`?",
        ),
        ("{headcount: -1}", "scope/figure", "`-1` is below 0; `headcount` is a number that counts people or euros"),
        (
            "{size: small, headcount: 300}",
            "scope/size-conflict",
            "the size `small` does not fit the figures, which say `large`",
        ),
        ("{overlay: nis1}", "document/reference", "`nis1` is not an overlay of `nis2`"),
        ("{overlay: atlantis}", "document/not-found", "there is no overlay `atlantis`"),
    ];
    for (given, code, message) in cases {
        let error = refused("nis2", given);
        assert_eq!(error.code(), code, "{given}");
        assert!(error.problems().next().unwrap().message().starts_with(message), "{given}: {error}");
    }
    assert_eq!(
        refused("nis3", "{}").to_string(),
        "error[document/not-found]: there is no scope document `nis3`; did you mean `nis2`?"
    );
    assert_eq!(examplia().scope("nis2-examplia", &facts("{}")).unwrap_err().code(), "document/reference");
    let error = read_facts(b"sector: annex-i/energy").unwrap_err();
    assert_eq!((error.code(), error.problems().count()), ("document/unknown-key", 1));
    assert_eq!(read_facts(b"headcount: many").unwrap_err().code(), "document/value");
}

#[test]
fn a_document_that_could_not_decide_is_refused() {
    let base = "schema: csf-assess/scope/1\nid: nis2\ntitle: T\n";
    let over = "schema: csf-assess/scope/1\nid: mine\ntitle: T\noverlays: nis2\n";
    let rule = "{id: a, article: '1', summary: S., verification: V., then: none}";
    let cases = [
        (format!("{base}rules: []\n"), "scope/rule", "rules"),
        (
            format!("{base}rules: [{}]\n", rule.replace("then", "when: {roles: [tld-registry]}, then")),
            "scope/rule",
            "rules[0]",
        ),
        (
            format!("{base}rules: [{}]\n", rule.replace("then: none", "then: national_decision")),
            "scope/rule",
            "rules[0]",
        ),
        (
            format!("{base}rules: [{}]\n", rule.replace("then", "possible: [none, essential], then")),
            "scope/rule",
            "rules[0].possible",
        ),
        (format!("{base}country: XX\nrules: [{rule}]\n"), "scope/rule", "country"),
        (
            format!("{over}sizes: {{article: A, above: large, verification: V., classes: []}}\nrules: [{rule}]\n"),
            "scope/rule",
            "sizes",
        ),
        (format!("{over}roles: [{{id: tld-registry}}]\nrules: [{rule}]\n"), "scope/rule", "roles"),
        (format!("{base}rules: [{rule}, {rule}]\n"), "document/duplicate-id", "rules[1].id"),
        (format!("{base}rules: [{}]\n", rule.replace("none", "esential")), "document/reference", "rules[0].then"),
        (
            format!("{over}rules: [{}]\n", rule.replace("then", "when: {sizes: [tiny]}, then")),
            "document/reference",
            "rules[0].when.sizes[0]",
        ),
        (
            format!("{over}rules: [{}]\n", rule.replace("then", "when: {sectors: [annex-iii]}, then")),
            "document/reference",
            "rules[0].when.sectors[0]",
        ),
        (
            format!("{over}rules: [{}]\n", rule.replace("then", "when: {without_roles: [clown]}, then")),
            "document/reference",
            "rules[0].when.without_roles[0]",
        ),
        (
            format!("{over}rules: [{}]\n", rule.replace("then", "when: {facts: {rich: true}}, then")),
            "document/reference",
            "rules[0].when.facts.rich",
        ),
        (format!("{over}rules: []\n").replace("overlays: nis2", "overlays: nis3"), "document/not-found", "overlays"),
        (format!("{over}rules: []\n").replace("id: mine", "id: nis1"), "document/duplicate-id", "id"),
        (
            format!(
                "{base}sizes: {{article: A, above: big, verification: V., classes: [{{id: s, headcount_below: 9}}, {{id: m, headcount_below: 8}}]}}\nrules: [{rule}]\n"
            ),
            "scope/sizes",
            "sizes.classes[1]",
        ),
        (
            format!("{base}sizes: {{article: A, above: s, verification: V., classes: [{{id: s}}]}}\nrules: [{rule}]\n"),
            "scope/sizes",
            "sizes.classes[0].id",
        ),
    ];
    for (text, code, path) in cases {
        let error = LIBRARY.clone().add(text.as_bytes()).unwrap_err();
        let found: Vec<(&str, &str)> = error.problems().map(|problem| (problem.code(), problem.path())).collect();
        assert_eq!(found, [(code, path)], "{text}");
        assert!(error.problems().all(|problem| problem.line().is_some()), "{text}");
        assert!(LIBRARY.check(text.as_bytes()).is_err(), "{text}");
    }
}

#[test]
fn a_set_that_its_scope_rules_no_longer_fit_is_refused() {
    let set = "schema: csf-assess/obligations/1\nid: ir-2024-2690\ntitle: T\nin_force: {from: 2024-01-01}\nroles: [{id: x, title: X}]\nobligations: []\n";
    let error = LIBRARY.clone().add(set.as_bytes()).unwrap_err();
    assert!(
        error.to_string().contains("the scope document `ir-2024-2690` of this library would no longer fit"),
        "{error}"
    );
}
