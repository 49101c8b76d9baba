//! The shared vectors in `tests/conformance/decisions`: what is asked beside a score, and the whole answer.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests stop at the first surprise")]

use csf_assess::assessed::Assessed;
use csf_assess::compare::compare;
use csf_assess::freshness::freshness;
use csf_assess::sensitivity::sensitivity;
use csf_assess::trend::{Entry, trend};
use csf_assess::{Assessment, AssessmentResult, Library};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

const KINDS: [&str; 6] = ["scales", "models", "frameworks", "obligations", "crosswalks", "transitions"];

/// The canonical answer to a vector with exactly its own documents.
fn run(vector: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let name = text(&vector["name"]);
    let mut library = Library::empty();
    for document in KINDS.iter().flat_map(|kind| vector["documents"][kind].as_array().into_iter().flatten()) {
        library.add(document.to_string().as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    let sets: Vec<&str> = vector["sets"].as_array().unwrap().iter().map(|set| set.as_str().unwrap()).collect();
    let read = |document: &Value| {
        let assessment = library.assessment(document.to_string().as_bytes());
        let assessment = assessment.unwrap_or_else(|error| panic!("{name}: {error}"));
        let result = library.assess(&assessment, &sets).unwrap();
        (assessment, result)
    };
    let all: Vec<(Assessment, AssessmentResult)> = vector["assessments"].as_array().unwrap().iter().map(read).collect();
    let sides: Vec<Assessed<'_>> =
        all.iter().map(|(assessment, result)| Assessed { library: &library, assessment, result }).collect();
    match (vector["call"].as_str().unwrap(), &sides[..]) {
        ("compare", &[before, after]) => compare(before, after).to_json(),
        ("trend", sides) => {
            let entries = sides.iter().map(|side| Entry { name: &side.assessment.content().id, assessed: *side });
            trend(&entries.collect::<Vec<_>>()).unwrap().to_json()
        }
        ("sensitivity", &[one]) => sensitivity(one).unwrap().to_json(),
        ("freshness", &[one]) => freshness(one, &text(&vector["on"])).unwrap().to_json(),
        (call, sides) => panic!("{name}: no call {call} for {} assessments", sides.len()),
    }
}

#[test]
fn every_decision_gives_its_expected_bytes() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/conformance/decisions");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 18, "only {} vectors found", files.len());
    for file in files {
        let vector: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        assert_eq!(run(&vector), vector["expected"].to_string(), "{}", file.display());
    }
}
