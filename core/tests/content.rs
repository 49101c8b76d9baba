//! The content that comes with csf-assess: complete, in order, in our own plain words.
//!
//! `tests/content` holds the rules for the texts of items; this is about what the documents hold and how they fit.
#![cfg(all(feature = "embedded", feature = "yaml"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests stop at the first surprise")]

mod common;
#[path = "content/crosswalks.rs"]
mod crosswalks;
#[path = "content/cyfun.rs"]
mod cyfun;
#[path = "content/frameworks.rs"]
mod frameworks;
#[path = "content/sets.rs"]
mod sets;
#[path = "content/words.rs"]
mod words;

use common::shared;
use csf_assess::Library;
use csf_assess::document::DocumentKind;
use csf_assess::framework::Framework;
use csf_assess::obligation::ObligationSet;

fn library() -> Library {
    Library::embedded().unwrap_or_else(|error| panic!("{error}"))
}

/// What others refer to comes first.
fn rank(kind: &str) -> usize {
    ["scale", "model", "framework", "obligations", "crosswalk", "transition", "scope"]
        .iter()
        .position(|it| *it == kind)
        .unwrap()
}

#[test]
fn everything_is_there_by_name_and_loads_in_any_order_that_has_what_others_need_first() {
    let names: Vec<(&str, &str)> =
        csf_assess_frameworks::DOCUMENTS.iter().map(|document| (document.kind, document.id)).collect();
    for expected in [
        ("scale", "maturity-0-5"),
        ("scale", "score-0-10"),
        ("scale", "tiers-1-4"),
        ("scale", "yes-no"),
        ("model", "weighted-mean"),
        ("model", "mean-of-means"),
        ("model", "weakest-link"),
        ("model", "cyfun-2025-basic"),
        ("model", "cyfun-2025-important"),
        ("model", "cyfun-2025-essential"),
        ("model", "cyfun-2025-essential-workbook"),
        ("model", "ciso-assistant-avg"),
        ("model", "ciso-assistant-avg-of-avg"),
        ("model", "c2m2-mil"),
        ("model", "cset-standards"),
        ("model", "csf-profile"),
        ("model", "cac-coverage"),
        ("framework", "cyfun-2025"),
        ("scale", "cyfun-1-5"),
        ("scale", "fi-li-pi-ni"),
        ("framework", "nist-csf-1.1"),
        ("framework", "nist-csf-2.0"),
        ("obligations", "ir-2024-2690"),
        ("obligations", "nis1"),
        ("obligations", "nis2"),
        ("crosswalk", "nist-csf-1.1--nis1"),
        ("crosswalk", "nist-csf-1.1--nis2"),
        ("crosswalk", "nist-csf-2.0--ir-2024-2690"),
        ("crosswalk", "nist-csf-2.0--ir-2024-2690--enisa"),
        ("crosswalk", "nist-csf-2.0--nis2"),
        ("transition", "nist-csf-1.1--nist-csf-2.0"),
        ("scope", "ir-2024-2690"),
        ("scope", "nis1"),
        ("scope", "nis2"),
    ] {
        assert!(names.contains(&expected), "{expected:?}");
    }
    let mut turned = Library::empty();
    let mut documents: Vec<_> = csf_assess_frameworks::DOCUMENTS.iter().rev().collect();
    documents.sort_by_key(|document| (rank(document.kind), document.json.contains("\"concepts_of\"")));
    for document in documents {
        turned.add(document.json.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    }
    // Our own content is read without places; it has to come to the same, texts included.
    let library = library();
    assert!(library.frameworks().map(Framework::content).eq(turned.frameworks().map(Framework::content)));
    assert!(
        library.obligation_sets().map(ObligationSet::content).eq(turned.obligation_sets().map(ObligationSet::content))
    );
    assert!(library.crosswalks().eq(turned.crosswalks()) && library.transitions().eq(turned.transitions()));
    assert!(library.scope_documents().eq(turned.scope_documents()));
    assert!(library.scales().eq(turned.scales()) && library.models().eq(turned.models()));
    for (kind, id) in names {
        let kind = DocumentKind::ALL.into_iter().find(|known| known.text() == kind).unwrap();
        assert_eq!(turned.hash(kind, id), library.hash(kind, id), "{id}");
        assert_eq!(library.hash(kind, id).map(str::len), Some(64), "{id}");
    }
}

/// The models of other tools are worked by hand in the vectors, and these are the ones that ship.
#[test]
fn every_model_that_reproduces_a_tool_has_a_vector_that_uses_it_as_it_ships() {
    let library = library();
    let mut worked = std::collections::BTreeSet::new();
    for file in common::files("tests/conformance/vectors", "json") {
        let case: serde_json::Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
        let model = &case["expected"]["model"];
        worked.insert((model["id"].as_str().unwrap().to_owned(), model["hash"].as_str().unwrap().to_owned()));
    }
    for model in csf_assess_frameworks::DOCUMENTS.iter().filter(|document| document.kind == "model") {
        let hash = library.hash(DocumentKind::Model, model.id).unwrap();
        let is_ours = ["weighted-mean", "mean-of-means", "weakest-link"].contains(&model.id);
        assert!(is_ours || worked.contains(&(model.id.to_owned(), hash.to_owned())), "{}: no vector", model.id);
    }
}
