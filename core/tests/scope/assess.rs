//! The class of an assessment that gives none.

use super::LIBRARY;
use crate::common;
use csf_assess::assessed::Assessed;
use csf_assess::compare::compare;
use csf_assess::report::{Audience, Report, text};
use csf_assess::result::ObligationStatus;
use csf_assess::{AssessmentResult, Library};
use std::fs;

fn of(library: &Library, organization: &str) -> AssessmentResult {
    let text =
        format!("schema: csf-assess/assessment/1\nid: a\nframework: nist-csf-2.0\norganization: {{{organization}}}\n");
    library.assess(&library.assessment(text.as_bytes()).unwrap(), &["nis2"]).unwrap()
}

fn class(organization: &str) -> Option<String> {
    of(&LIBRARY, organization).sets["nis2"].class.clone()
}

#[test]
fn a_class_that_is_left_out_follows_from_sector_size_and_roles() {
    let cases = [
        ("sector: annex-i/energy, size: large", Some("essential")),
        ("sector: annex-i/energy, size: medium, roles: []", Some("important")),
        ("sector: annex-i/energy, size: medium", None),
        ("sector: annex-i/energy, size: small, roles: []", Some("none")),
        ("sector: annex-i/energy, size: about 40 people, roles: []", None),
        ("sector: annex-i/energy, roles: []", None),
        ("roles: [dns-service-provider]", Some("essential")),
        ("roles: [domain-name-registration-service], sector: annex-ii/research, size: small", None),
        ("roles: [public-administration-regional]", None),
        ("name: Northgrid", None),
        ("sector: annex-i/energy, size: large, class: important", Some("important")),
        ("sector: annex-i/energy, size: large, class: {nis1: operator}", Some("essential")),
        ("sector: annex-i/energy, size: large, class: {nis2: none}", Some("none")),
    ];
    for (organization, expected) in cases {
        assert_eq!(class(organization).as_deref(), expected, "{organization}");
    }
}

#[test]
fn the_result_says_by_which_rule_and_only_where_it_derived() {
    let derived = of(&LIBRARY, "sector: annex-ii/food, size: large, roles: []");
    let stamp = derived.sets["nis2"].scope.as_ref().unwrap();
    assert_eq!((stamp.rule.as_deref(), stamp.article.as_deref()), (Some("annex-ii"), Some("3(2)")));
    assert_eq!((stamp.document.as_deref(), stamp.documents.len()), (Some("nis2"), 1));
    let json = "\"scope\":{\"article\":\"3(2)\",\"class_of\":null,\"document\":\"nis2\",\"documents\":[{\"hash\":\"";
    assert!(derived.to_json().contains(json));
    for given in ["class: important", "sector: annex-ii/food, class: important", "name: X"] {
        assert!(!of(&LIBRARY, given).to_json().contains("\"scope\":"), "{given}");
    }
}

#[test]
fn a_class_that_stays_open_says_why() {
    let cases = [
        ("sector: annex-i/energy, size: medium", "undetermined", "roles", "essential important", None),
        (
            "sector: annex-i/energy, size: about 40 people, roles: []",
            "undetermined",
            "size",
            "essential important none",
            None,
        ),
        (
            "roles: [public-administration-regional], sector: annex-i/public-administration",
            "national_decision",
            "",
            "important none",
            Some("2(2)(f)(ii)"),
        ),
        (
            "roles: [domain-name-registration-service], sector: annex-ii/research, size: small",
            "determined",
            "",
            "in_scope",
            Some("2(4)"),
        ),
    ];
    for (organization, outcome, missing, possible, article) in cases {
        let result = of(&LIBRARY, organization);
        let stamp = result.sets["nis2"].scope.as_ref().unwrap();
        assert_eq!(serde_json::to_value(stamp.outcome).unwrap(), outcome, "{organization}");
        assert_eq!(stamp.missing.join(" "), missing, "{organization}");
        assert_eq!(stamp.possible.join(" "), possible, "{organization}");
        assert_eq!(stamp.article.as_deref(), article, "{organization}");
        assert_eq!(result.obligations["NIS2-21.2.f"].status, ObligationStatus::Undetermined, "{organization}");
    }
}

/// The Implementing Regulation has the classes of the Directive; its own rules only say which kinds of provider it binds.
#[test]
fn a_set_without_classes_of_its_own_has_that_of_the_set_it_names() {
    let cases = [
        // The class as given for nis2, as one word or by set.
        ("class: essential", Some("essential"), None),
        ("class: {nis2: important}, roles: [managed-service-provider]", Some("important"), None),
        ("class: {nis2: important}, roles: [managed-service-provider], size: small", Some("important"), None),
        ("class: none, roles: [dns-service-provider]", Some("none"), None),
        ("class: {nis2: essential, ir-2024-2690: important}", Some("important"), None),
        // The class as derived under nis2.
        (
            "roles: [managed-service-provider], size: medium, sector: annex-i/ict-service-management",
            Some("important"),
            Some("annex-i-medium"),
        ),
        ("roles: [dns-service-provider]", Some("essential"), Some("trust-and-names")),
        ("roles: [managed-service-provider, critical-entity], size: small", Some("essential"), Some("critical-entity")),
        // Left out by the rules of the Regulation itself.
        (
            "roles: [managed-service-provider], size: small, sector: annex-i/ict-service-management",
            Some("none"),
            Some("listed-kinds-small"),
        ),
        ("class: essential, roles: []", Some("none"), Some("other-kinds")),
        // Open: bound, with a class that depends on the size; or not known.
        ("roles: [trust-service-provider]", None, Some("any-size")),
        ("sector: annex-i/energy", None, None),
        ("name: X", None, None),
    ];
    for (organization, class, rule) in cases {
        let text = format!(
            "schema: csf-assess/assessment/1\nid: a\nframework: nist-csf-2.0\norganization: {{{organization}}}\n"
        );
        let result = LIBRARY.assess(&LIBRARY.assessment(text.as_bytes()).unwrap(), &["ir-2024-2690"]).unwrap();
        let set = &result.sets["ir-2024-2690"];
        assert_eq!(set.class.as_deref(), class, "{organization}");
        let found = set.scope.as_ref();
        assert_eq!(found.and_then(|scope| scope.rule.as_deref()), rule, "{organization}");
        let is_of_nis2 = found.is_some_and(|scope| scope.document.as_deref() == Some("nis2"));
        assert_eq!(
            found.is_some_and(|scope| scope.class_of.as_deref() == Some("nis2")),
            is_of_nis2 || (found.is_some() && class.is_none()),
            "{organization}"
        );
    }
}

#[test]
fn a_derived_class_binds_as_one_that_is_given() {
    let derived = of(&LIBRARY, "sector: annex-ii/food, size: large, roles: []");
    let given = of(&LIBRARY, "sector: annex-ii/food, size: large, roles: [], class: important");
    assert_eq!(derived.obligations, given.obligations);
    assert_eq!(derived.groups, given.groups);
    let outside = of(&LIBRARY, "sector: annex-ii/food, size: small, roles: []");
    assert!(outside.obligations.values().all(|obligation| obligation.reason.is_some()));
}

#[test]
fn an_overlay_of_the_country_is_read_first() {
    let mut library = LIBRARY.clone();
    library.add(&fs::read(common::repository("examples/scope/examplia.yaml")).unwrap()).unwrap();
    let regional = "roles: [public-administration-regional]";
    let there = of(&library, &format!("country: XX, {regional}"));
    assert_eq!(there.sets["nis2"].class.as_deref(), Some("essential"));
    let documents = &there.sets["nis2"].scope.as_ref().unwrap().documents;
    assert_eq!(documents.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["nis2-examplia", "nis2"]);
    for elsewhere in ["country: BE, ", ""] {
        assert_eq!(of(&library, &format!("{elsewhere}{regional}")).sets["nis2"].class, None);
    }
}

#[test]
fn a_library_without_scope_documents_derives_nothing() {
    let mut library = Library::empty();
    for (kind, id) in [
        ("scale", "maturity-0-5"),
        ("scale", "tiers-1-4"),
        ("model", "weighted-mean"),
        ("framework", "nist-csf-2.0"),
        ("obligations", "nis2"),
    ] {
        let json = csf_assess_frameworks::DOCUMENTS.iter().find(|it| it.kind == kind && it.id == id).unwrap().json;
        library.add(json.as_bytes()).unwrap();
    }
    assert_eq!(of(&library, "sector: annex-i/energy, size: large").sets["nis2"].class, None);
}

#[test]
fn reports_say_how_the_class_was_found() {
    let text_of = |organization: &str| {
        let source = format!(
            "schema: csf-assess/assessment/1\nid: a\nframework: nist-csf-2.0\norganization: {{{organization}}}\n"
        );
        let assessment = LIBRARY.assessment(source.as_bytes()).unwrap();
        let result = LIBRARY.assess(&assessment, &["nis2"]).unwrap();
        let report = Report {
            library: &LIBRARY,
            assessment: &assessment,
            result: &result,
            audience: Audience::Auditor,
            chapters: &[],
        };
        [text::report(&report), csf_assess::report::html(&report), csf_assess::report::markdown::report(&report)]
            .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    for text in text_of("sector: annex-ii/food, size: large, roles: []") {
        let said = "Entity class: important, derived from sector, size and roles by Article 3(2) (rule annex-ii of the scope document nis2).";
        assert!(text.replace('\\', "").contains(said), "{text}");
    }
    for text in text_of("sector: annex-ii/food, size: small, roles: []") {
        assert!(text.replace('\\', "").contains("outside this act, and nothing binds: derived"), "{text}");
    }
}

#[test]
fn rules_of_scope_that_differ_are_named_when_two_results_are_compared() {
    let mut later = LIBRARY.clone();
    later.add(&fs::read(common::repository("examples/scope/examplia.yaml")).unwrap()).unwrap();
    let read = |library: &Library, roles: &str| {
        let text = format!(
            "schema: csf-assess/assessment/1\nid: a\nframework: nist-csf-2.0\norganization: {{country: XX, {roles}}}\n"
        );
        let assessment = library.assessment(text.as_bytes()).unwrap();
        let result = library.assess(&assessment, &["nis2"]).unwrap();
        (assessment, result)
    };
    let differ = |before: &Library, after: &Library, roles: [&str; 2]| {
        let [(one, of_one), (other, of_other)] = [read(before, roles[0]), read(after, roles[1])];
        let side = |library, assessment, result| Assessed { library, assessment, result };
        let (before, after) = (side(before, &one, &of_one), side(after, &other, &of_other));
        compare(before, after)
            .differences
            .iter()
            .map(csf_assess::compare::DocumentDifference::sentence)
            .collect::<Vec<_>>()
    };
    let regional = "roles: [public-administration-regional]";
    assert_eq!(
        differ(&LIBRARY, &later, [regional; 2]),
        ["The scope document for nis2 nis2-examplia is there only after."]
    );
    assert_eq!(differ(&later, &later, [regional; 2]), [""; 0]);
    assert_eq!(
        differ(&LIBRARY, &later, ["class: essential", regional]),
        [""; 0],
        "a class that was given rests on none"
    );
}
