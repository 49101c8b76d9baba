//! What several tests share: where things are, and small documents.
#![allow(dead_code, unreachable_pub, reason = "each test takes what it needs")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests stop at the first surprise")]

pub mod random;
pub mod xlsx;

use csf_assess::Library;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

/// A path in the repository.
pub fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// A file of the shared folder beside the repository; none where there is no such folder.
pub fn shared(path: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("CSF_ASSESS_SHARED").map_or_else(|| repository("../shared"), PathBuf::from);
    let file = folder.join(path);
    if !file.is_file() {
        println!("skipped: there is no {path} in the shared folder, which CSF_ASSESS_SHARED can name");
        return None;
    }
    Some(file)
}

/// The files with this extension below a folder of the repository, at any depth, sorted.
pub fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![repository(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|known| known == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The documents that are embedded, as they are written.
#[allow(dead_code, reason = "not every test file reads them")]
pub fn documents() -> Vec<PathBuf> {
    let mut paths = files("frameworks", "yaml");
    paths.retain(|path| path.parent().is_some_and(|folder| folder.ends_with("frameworks")));
    paths
}

/// A library of exactly these documents.
pub fn library(documents: &[Value]) -> Library {
    let mut library = Library::empty();
    for document in documents {
        library.add(document.to_string().as_bytes()).unwrap_or_else(|error| panic!("{document}\n{error}"));
    }
    library
}

/// A scale from `min` to `max` in steps of `step`, without dimensions.
pub fn scale(id: &str, min: i64, max: i64, step: &str) -> Value {
    let levels: Vec<Value> =
        (min..=max).map(|value| json!({"value": value, "name": format!("Level {value}")})).collect();
    json!({"schema": "csf-assess/scale/1", "id": id, "title": "A scale", "step": step, "levels": levels})
}

/// A small framework: two functions, three categories, six outcomes, some tags, one that always applies.
pub fn framework() -> Value {
    let item = |id: &str| json!({"id": id, "title": format!("Outcome {id}")});
    let with = |id: &str, key: &str, value: Value| {
        let mut item = item(id);
        item[key] = value;
        item
    };
    json!({
        "schema": "csf-assess/framework/1", "id": "small", "version": "1", "title": "Small", "scale": "s",
        "functions": [
            {"id": "A", "title": "First", "categories": [
                {"id": "A.X", "title": "X", "subcategories": [with("A.X-01", "tags", json!(["key"])), item("A.X-02")]},
                {"id": "A.Y", "title": "Y", "subcategories": [with("A.Y-01", "not_applicable", json!("never"))]}
            ]},
            {"id": "B", "title": "Second", "categories": [
                {"id": "B.Z", "title": "Z", "subcategories": [
                    item("B.Z-01"), with("B.Z-02", "tags", json!(["key", "other"])), item("B.Z-03")
                ]}
            ]}
        ]
    })
}

/// A small set: one group in another, five obligations, one of them information.
pub fn obligations() -> Value {
    let obligation = |id: &str, group: &str, kind: &str| {
        json!({
            "id": id, "article": "1", "group": group, "addressee": "entity", "kind": kind, "title": "T", "summary": "S",
            "verification": "V"
        })
    };
    let mut asked = obligation("S-1", "G", "governance");
    asked["supplementary"] = json!([{"id": "S-1/1", "question": "Is it?"}, {"id": "S-1/2", "question": "Has it?"}]);
    let mut bound = obligation("S-2", "G.1", "risk_management");
    bound["binds"] = json!({"classes": ["big"], "sectors": ["x/y"], "roles": ["r"]});
    let mut only_asked = obligation("S-3", "G.1", "evidence");
    only_asked["supplementary"] = json!([{"id": "S-3/1", "question": "Was it?"}]);
    let mut voluntary = obligation("S-4", "G", "evidence");
    voluntary["voluntary"] = json!(true);
    json!({
        "schema": "csf-assess/obligations/1", "id": "set", "title": "Set", "in_force": {"from": "2023-01-16"},
        "classes": ["big", "small"], "roles": [{"id": "r", "title": "R"}, {"id": "q", "title": "Q"}],
        "sectors": [{"id": "x/y/z", "title": "Z"}, {"id": "x/w", "title": "W"}],
        "groups": [
            {"id": "G", "article": "1", "title": "G"}, {"id": "G.1", "article": "1(1)", "group": "G", "title": "G 1"}
        ],
        "obligations": [asked, bound, only_asked, voluntary, obligation("S-5", "G", "information")]
    })
}

/// A crosswalk between the two.
pub fn crosswalk() -> Value {
    let mapping = |from: &str, to: &str, strength: i64| {
        json!({
            "from": from, "to": to, "relationship": "intersects_with", "strength": strength, "rationale": "R",
            "review": "proposed"
        })
    };
    json!({
        "schema": "csf-assess/crosswalk/1", "id": "small--set", "from": "small", "to": "set",
        "reach": {"S-1": "partial", "S-2": "substantial", "S-4": "partial"},
        "mappings": [
            mapping("A.X-01", "S-1", 8), mapping("A.X-02", "S-1", 3), mapping("B.Z-01", "S-2", 6),
            mapping("B.Z-02", "S-2", 2), mapping("B.Z-03", "S-4", 5)
        ]
    })
}

/// A model of this id that says nothing but its aggregate.
pub fn model(id: &str, aggregate: &str) -> Value {
    json!({"schema": "csf-assess/model/1", "id": id, "title": "A model", "aggregate": aggregate})
}

/// The small documents together, in the order in which they can be loaded.
pub fn small() -> Vec<Value> {
    let mut coded = scale("coded", 0, 1, "1");
    coded["levels"][0]["code"] = json!("no");
    coded["levels"][1]["code"] = json!("yes");
    let mut two = scale("two", 0, 5, "1/2");
    two["dimensions"] = json!([{"id": "paper", "title": "Paper"}, {"id": "practice", "title": "Practice"}]);
    vec![
        scale("s", 0, 5, "1"),
        coded,
        two,
        model("weighted-mean", "weighted_mean"),
        framework(),
        obligations(),
        crosswalk(),
    ]
}
