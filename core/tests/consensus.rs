//! Several respondents beside one another and merged: measures, rules, and what must never be lost.
#![cfg(all(feature = "embedded", feature = "yaml"))]
#![allow(
    clippy::needless_pass_by_value,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests stop at the first surprise"
)]

mod common;
#[path = "consensus/files.rs"]
mod files;
#[path = "consensus/measures.rs"]
mod measures;
#[path = "consensus/merged.rs"]
mod merged;

use csf_assess::consensus::{Consensus, Entry, Options, consensus};
use csf_assess::{Assessment, Library};
use serde_json::{Value, json};

/// The small documents, and one more scale with fewer named levels than steps.
fn small() -> Library {
    let mut documents = common::small();
    documents.insert(
        0,
        json!({"schema": "csf-assess/scale/1", "id": "few", "title": "Few names", "step": "1/2", "levels": [
            {"value": 0, "name": "None"}, {"value": 1, "name": "Some"}, {"value": 3, "name": "Most"},
            {"value": 4, "name": "All"}]}),
    );
    common::library(&documents)
}

/// A respondent's file about the small framework.
fn file(id: &str, answers: Value, more: Value) -> Value {
    let mut document = json!({
        "schema": "csf-assess/assessment/1", "id": format!("acme-{id}"), "framework": "small",
        "respondents": [{"id": id}]
    });
    document["answers"] = answers;
    for (key, value) in more.as_object().unwrap() {
        document[key] = value.clone();
    }
    document
}

fn read(library: &Library, document: &Value) -> Assessment {
    library.assessment(document.to_string().as_bytes()).unwrap_or_else(|error| panic!("{document}\n{error}"))
}

fn found(library: &Library, files: &[Value], options: &Options<'_>) -> Consensus {
    tried(library, files, options).unwrap_or_else(|error| panic!("{error}"))
}

/// The files under the names `1.yaml`, `2.yaml` and so on.
fn tried(library: &Library, files: &[Value], options: &Options<'_>) -> Result<Consensus, String> {
    let names: Vec<String> = (1..=files.len()).map(|number| format!("{number}.yaml")).collect();
    let assessments: Vec<Assessment> = files.iter().map(|document| read(library, document)).collect();
    let entries: Vec<Entry<'_>> =
        names.iter().zip(&assessments).map(|(name, assessment)| Entry { name, assessment }).collect();
    consensus(library, &entries, options).map_err(|error| error.to_string())
}

/// Levels, or other answers, of each respondent to one outcome.
fn of_one(answers: &[(&str, Value)], more: Value, options: &Options<'_>) -> Consensus {
    let files: Vec<Value> =
        answers.iter().map(|(id, answer)| file(id, json!({"A.X-01": answer}), more.clone())).collect();
    found(&small(), &files, options)
}

fn content(consensus: &Consensus) -> Value {
    serde_json::to_value(&consensus.content).unwrap()
}
