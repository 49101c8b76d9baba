//! The JSON Schemas in `frameworks/schemas` are those of the types, and say the same as the reader.
#![cfg(feature = "schema")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests stop at the first surprise")]

mod common;

use csf_assess::document::{self, DocumentKind};
use csf_assess::schema;
use jsonschema::Validator;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;

fn all() -> BTreeMap<&'static str, Value> {
    let documents = DocumentKind::ALL.into_iter().map(|kind| (kind.text(), schema::of_document(kind)));
    documents.chain([("result", schema::of_result())]).collect()
}

fn validators() -> BTreeMap<&'static str, Validator> {
    all().into_iter().map(|(kind, schema)| (kind, jsonschema::validator_for(&schema).unwrap())).collect()
}

fn problems(validator: &Validator, document: &Value) -> Vec<String> {
    validator.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// The validator for a document, from the word in its `schema`.
fn of<'a>(validators: &'a BTreeMap<&'static str, Validator>, document: &Value) -> &'a Validator {
    let kind = document["schema"].as_str().unwrap().split('/').nth(1).unwrap();
    &validators[kind]
}

#[test]
fn the_committed_schemas_are_those_of_the_types() {
    let folder = common::repository("frameworks/schemas");
    let mut stale = Vec::new();
    for (kind, schema) in all() {
        let path = folder.join(format!("{kind}.schema.json"));
        let text = serde_json::to_string_pretty(&schema).unwrap() + "\n";
        if fs::read_to_string(&path).ok().as_ref() == Some(&text) {
            continue;
        }
        if std::env::var_os("CSF_ASSESS_WRITE").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, text).unwrap();
        } else {
            stale.push(kind);
        }
    }
    let refresh = "CSF_ASSESS_WRITE=1 cargo test -p csf-assess --features schema --test schemas";
    assert!(stale.is_empty(), "not what the types make: {stale:?}; refresh with: {refresh}");
    assert_eq!(common::files("frameworks/schemas", "json").len(), all().len(), "a schema of no known document");
}

#[test]
fn every_schema_is_closed_and_described() {
    for (kind, schema) in all() {
        assert!(jsonschema::meta::is_valid(&schema), "{kind}: not a JSON Schema");
        let definitions = schema["$defs"].as_object().into_iter().flatten().map(|(name, part)| (name.as_str(), part));
        for (name, part) in definitions.chain([(kind, &schema)]) {
            let Some(properties) = part["properties"].as_object() else { continue };
            assert_eq!(part["additionalProperties"], json!(false), "{kind}: {name} lets unknown keys pass");
            for (key, property) in properties {
                let told = property["description"].is_string() || key == "schema" || name == "Figure";
                assert!(told, "{kind}: {name}.{key} has no description");
            }
        }
        assert_eq!(schema["properties"]["schema"], json!({"const": format!("csf-assess/{kind}/1")}));
    }
}

#[test]
fn every_document_of_the_content_validates_as_written_and_as_read() {
    let validators = validators();
    let paths = common::documents();
    assert!(paths.len() >= 10);
    for path in &paths {
        let text = fs::read(path).unwrap();
        let document = document::read(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let read: Value = serde_json::from_str(&document.to_json().unwrap()).unwrap();
        assert_eq!(problems(of(&validators, &read), &read), [""; 0], "{}", path.display());
        let first = String::from_utf8(text).unwrap().lines().next().unwrap().to_owned();
        let expected = format!("# yaml-language-server: $schema=schemas/{}.schema.json", document.kind().text());
        assert_eq!(first, expected, "{}: editors cannot complete it", path.display());
    }
    for document in csf_assess_frameworks::DOCUMENTS {
        let written: Value = serde_json::from_str(document.json).unwrap();
        assert_eq!(problems(&validators[document.kind], &written), [""; 0], "{}", document.id);
    }
    assert_eq!(csf_assess_frameworks::DOCUMENTS.len(), paths.len(), "every file is embedded");
}

#[test]
fn every_document_of_the_vectors_validates() {
    let validators = validators();
    let mut seen = 0;
    for path in common::files("tests/conformance/vectors", "json") {
        let case: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        let documents = case["documents"].as_object().unwrap().values().flat_map(|list| list.as_array().unwrap());
        for document in documents.chain([&case["assessment"], &case["expected"]]) {
            assert_eq!(problems(of(&validators, document), document), [""; 0], "{}", path.display());
            seen += 1;
        }
    }
    assert!(seen > 300, "only {seen} documents seen");
}

#[test]
fn results_of_the_content_validate() {
    let library = csf_assess::Library::embedded().unwrap();
    let text = b"{\"schema\":\"csf-assess/assessment/1\",\"id\":\"a\",\"framework\":\"nist-csf-2.0\",\
        \"answers\":{\"GV.OC-01\":{\"level\":3,\"target\":4},\"GV.OC-02\":{\"state\":\"not_applicable\",\"reason\":\"r\"}}}";
    let result = library.assess(&library.assessment(text).unwrap(), &["nis2"]).unwrap();
    let result: Value = serde_json::from_str(&result.to_json()).unwrap();
    assert_eq!(problems(&validators()["result"], &result), [""; 0]);
}

/// Changes one place of a document that is right.
type Change = (&'static str, &'static str, Value);

#[test]
fn what_the_reader_refuses_for_its_shape_does_not_validate() {
    let validators = validators();
    let mut good = common::small();
    let answers = json!({"A.X-01": {"level": 3, "target": 4, "evidence": [{"ref": "log"}]}});
    good.push(json!({
        "schema": "csf-assess/assessment/1", "id": "a", "framework": "small", "answers": answers,
        "supplementary": {"S-1/1": {"answer": "yes"}}
    }));
    let wrong: [Change; 26] = [
        ("assessment", "/answers/A.X-01/levl", json!(3)),
        ("assessment", "/answers/A.X-01/level", json!([3])),
        ("assessment", "/answers/A.X-01/state", json!("maybe")),
        ("assessment", "/answers/A.X-01/evidence/0/ref", json!(5)),
        ("assessment", "/supplementary/S-1~11/answer", json!(true)),
        ("assessment", "/framework", json!(null)),
        ("assessment", "/answers", json!([])),
        ("assessment", "/schema", json!("csf-assess/assessment/2")),
        ("crosswalk", "/mappings/0/relationship", json!("similar")),
        ("crosswalk", "/mappings/0/strength", json!(11)),
        ("crosswalk", "/mappings/0/strength", json!("8")),
        ("crosswalk", "/reach/S-1", json!("full")),
        ("crosswalk", "/thresholds", json!({"evidenced_at": "half"})),
        ("framework", "/functions/0/title", json!(7)),
        ("framework", "/functions/0/categories/0/subcategories/0/tags", json!("key")),
        ("framework", "/version", json!(2.0)),
        ("model", "/aggregate", json!("average")),
        ("model", "/weights", json!({"A": "2"})),
        ("model", "/not_applicable", json!("ignore")),
        ("model", "/gates", json!([{"id": "g", "on": {"all": "category"}, "at_least": 3}])),
        ("obligations", "/obligations/0/addressee", json!("everyone")),
        ("obligations", "/obligations/0/kind", json!("duty")),
        ("obligations", "/in_force", json!("2023")),
        ("scale", "/levels/0/value", json!("low")),
        ("scale", "/levels/0/name", json!(0)),
        ("scale", "/titel", json!("Maturity")),
    ];
    for (kind, pointer, value) in wrong {
        let right = good.iter().find(|document| document["schema"] == format!("csf-assess/{kind}/1").as_str()).unwrap();
        assert_eq!(problems(&validators[kind], right), [""; 0]);
        let mut changed = right.clone();
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        changed.pointer_mut(parent).unwrap()[key] = value;
        assert!(!validators[kind].is_valid(&changed), "{kind} {pointer}: the schema accepts {changed}");
        assert!(document::read(changed.to_string().as_bytes()).is_err(), "{kind} {pointer}: the reader accepts it");
    }
    for right in &good {
        let required = ["schema", "id"];
        for key in required {
            let mut changed = right.clone();
            changed.as_object_mut().unwrap().remove(key);
            assert!(!of(&validators, right).is_valid(&changed), "{}: `{key}` is required", right["schema"]);
        }
    }
}
