//! The shared vectors in `tests/conformance/decisions`: what is asked beside a score, and the whole answer.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests stop at the first surprise")]

use csf_assess::assessed::Assessed;
use csf_assess::clock::{Incident, clock};
use csf_assess::compare::compare;
use csf_assess::document::read_facts;
use csf_assess::freshness::freshness;
use csf_assess::migrate::migrate;
use csf_assess::sensitivity::sensitivity;
use csf_assess::trend::{Entry, trend};
use csf_assess::{Assessment, AssessmentResult, Library};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

const KINDS: [&str; 7] = ["scales", "models", "frameworks", "obligations", "scopes", "crosswalks", "transitions"];

/// What a vector tells of an incident.
fn incident(told: &Value) -> Incident {
    let text = |key: &str| told[key].as_str().map(str::to_owned);
    let list = |key: &str| told[key].as_array().into_iter().flatten().map(|one| one.as_str().unwrap().to_owned());
    Incident {
        aware: text("aware").unwrap(),
        notified: text("notified"),
        handled: text("handled"),
        requested: text("requested"),
        roles: list("roles").collect(),
        holidays: list("holidays").collect(),
        offset: text("offset"),
    }
}

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
        ("migrate", &[one]) => {
            migrate(&library, one.assessment, &text(&vector["to"]), vector["source"].as_str()).unwrap().to_json()
        }
        ("clock", []) => clock(&library, sets[0], &incident(&vector["incident"])).unwrap().to_json(),
        ("scope", []) => {
            let facts = read_facts(vector["facts"].to_string().as_bytes()).unwrap();
            library.scope(sets[0], &facts.under(vector["overlay"].as_str().map(str::to_owned))).unwrap().to_json()
        }
        (call, sides) => panic!("{name}: no call {call} for {} assessments", sides.len()),
    }
}

#[test]
fn every_decision_gives_its_expected_bytes() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/conformance/decisions");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 32, "only {} vectors found", files.len());
    for file in files {
        let vector: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        assert_eq!(run(&vector), vector["expected"].to_string(), "{}", file.display());
    }
}
