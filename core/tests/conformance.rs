//! The shared vectors in `tests/conformance/vectors`.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests stop at the first surprise")]

use csf_assess::Library;
use serde_json::Value;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

/// The canonical result of a case with exactly its own documents.
fn run(case: &Value) -> String {
    let mut library = Library::empty();
    for kind in ["scales", "models", "frameworks", "obligations", "crosswalks"] {
        for document in case["documents"][kind].as_array().into_iter().flatten() {
            library.add(document.to_string().as_bytes()).unwrap_or_else(|error| panic!("{}: {error}", case["name"]));
        }
    }
    let assessment = library.assessment(case["assessment"].to_string().as_bytes());
    let assessment = assessment.unwrap_or_else(|error| panic!("{}: {error}", case["name"]));
    let sets: Vec<&str> = case["sets"].as_array().unwrap().iter().map(|set| set.as_str().unwrap()).collect();
    library.assess(&assessment, &sets).unwrap().to_json()
}

/// JSON with sorted keys and without white space; numbers stay as they are written.
fn canonical(raw: &str) -> String {
    match raw.as_bytes()[0] {
        b'{' => {
            let map: BTreeMap<String, Box<RawValue>> = serde_json::from_str(raw).unwrap();
            let members =
                map.iter().map(|(key, value)| format!("{}:{}", Value::from(key.as_str()), canonical(value.get())));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
        b'[' => {
            let list: Vec<Box<RawValue>> = serde_json::from_str(raw).unwrap();
            format!("[{}]", list.iter().map(|value| canonical(value.get())).collect::<Vec<_>>().join(","))
        }
        _ => raw.to_owned(),
    }
}

#[test]
fn every_vector_gives_its_expected_bytes() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/conformance/vectors");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(files.len() >= 60, "only {} vectors found", files.len());
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        let members: BTreeMap<String, Box<RawValue>> = serde_json::from_str(&text).unwrap();
        let case: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(run(&case), canonical(members["expected"].get()), "{}", file.display());
    }
}
