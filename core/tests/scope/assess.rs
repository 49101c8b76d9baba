//! The class of an assessment that gives none.

use super::LIBRARY;
use crate::common;
use csf_assess::report::{Audience, Report, text};
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
    assert_eq!((stamp.rule.as_str(), stamp.article.as_str()), ("annex-ii", "3(2)"));
    assert_eq!(stamp.documents.len(), 1);
    assert!(derived.to_json().contains("\"scope\":{\"article\":\"3(2)\",\"documents\":[{\"hash\":\""));
    for given in ["class: important", "sector: annex-ii/food", "name: X"] {
        assert!(!of(&LIBRARY, given).to_json().contains("\"scope\":"), "{given}");
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
    for (kind, id) in
        [("scale", "maturity-0-5"), ("model", "weighted-mean"), ("framework", "nist-csf-2.0"), ("obligations", "nis2")]
    {
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
        let report =
            Report { library: &LIBRARY, assessment: &assessment, result: &result, audience: Audience::Auditor };
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
