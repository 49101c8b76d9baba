//! The shared vectors in `tests/conformance/decisions`: what is asked beside a score, and the whole answer.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests stop at the first surprise")]

use csf_assess::assessed::Assessed;
use csf_assess::clock::{Incident, clock};
use csf_assess::compare::compare;
use csf_assess::consensus::{self, consensus};
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

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn words(value: &Value) -> Vec<String> {
    list(value).map(|one| one.as_str().unwrap().to_owned()).collect()
}

/// What a vector tells of an incident.
fn incident(told: &Value) -> Incident {
    let text = |key: &str| told[key].as_str().map(str::to_owned);
    Incident {
        aware: text("aware").unwrap(),
        notified: text("notified"),
        handled: text("handled"),
        requested: text("requested"),
        roles: words(&told["roles"]),
        holidays: words(&told["holidays"]),
        offset: text("offset"),
    }
}

/// A plan, or the next steps where a vector says how many.
#[cfg(feature = "plan")]
fn planned(one: Assessed<'_>, vector: &Value) -> String {
    use csf_assess::plan::{Options, next_steps, plan};
    let costs = Some(&vector["costs"]).filter(|costs| !costs.is_null());
    let options = Options {
        targets: words(&vector["targets"]),
        gates: words(&vector["gates"]),
        costs: costs.map(|costs| one.library.costs(costs.to_string().as_bytes(), one.assessment).unwrap()),
        fixed: words(&vector["fixed"]),
        ..Options::default()
    };
    match vector["next_steps"].as_u64() {
        Some(count) => next_steps(one, &options, usize::try_from(count).unwrap()).unwrap().to_json(),
        None => plan(one, &options).unwrap().to_json(),
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
        ("consensus", sides) => {
            let entries = sides.iter().map(|side| {
                let assessment = side.assessment;
                consensus::Entry { name: &assessment.content().id, assessment }
            });
            let between: Vec<(&str, &str)> =
                list(&vector["between"]).map(|pair| (pair[0].as_str().unwrap(), pair[1].as_str().unwrap())).collect();
            let merge = vector["merge"].as_str().map_or_else(consensus::Merge::default, |word| word.parse().unwrap());
            let options = consensus::Options { merge, lead: vector["lead"].as_str(), between: &between };
            consensus(&library, &entries.collect::<Vec<_>>(), &options).unwrap().to_json()
        }
        #[cfg(feature = "plan")]
        ("plan", &[one]) => planned(one, vector),
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
    assert!(files.len() >= 39, "only {} vectors found", files.len());
    for file in files {
        let vector: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        if vector["call"] == "plan" && cfg!(not(feature = "plan")) {
            continue;
        }
        assert_eq!(run(&vector), vector["expected"].to_string(), "{}", file.display());
    }
}
