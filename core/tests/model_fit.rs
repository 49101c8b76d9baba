//! What a model needs of the framework and the scale beside it, and what it says when that is not there.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests stop at the first surprise")]

mod common;

use serde_json::{Value, json};

/// The problems of an assessment of the small framework, A.X-01 a practice, under a model with these fields.
fn problems(fields: &Value, scale: &str, tags: &Value) -> Vec<(&'static str, String)> {
    let mut documents = common::small();
    for document in &mut documents {
        if document["id"] == "small" {
            document["functions"][0]["categories"][0]["subcategories"][0]["tags"] = tags.clone();
        }
    }
    documents.push(common::scale("from-one", 1, 5, "1"));
    let mut model = json!({"schema": "csf-assess/model/1", "id": "m", "title": "M"});
    model.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    documents.push(model);
    let library = common::library(&documents);
    let text =
        format!("schema: csf-assess/assessment/1\nid: a\nframework: small\nscale: {scale}\nmodel: m\nanswers: {{}}\n");
    let Err(error) = library.assessment(text.as_bytes()) else { return Vec::new() };
    error.problems().map(|problem| (problem.code(), problem.message().to_owned())).collect()
}

fn only(fields: &Value, scale: &str, tags: &Value) -> (&'static str, String) {
    let found = problems(fields, scale, tags);
    assert_eq!(found.len(), 1, "{found:?}");
    found.into_iter().next().unwrap()
}

#[test]
fn levels_of_practices_ask_for_one_level_each_and_a_bar_above_the_minimum() {
    let one = json!(["key", "level-1"]);
    let cumulative = |passing: Value| json!({"aggregate": "cumulative_level", "passing": passing});
    assert_eq!(problems(&cumulative(json!("1/2")), "s", &one), []);
    assert_eq!(problems(&cumulative(json!(5)), "s", &one), []);
    for passing in [json!(0), json!(-1), json!("11/2")] {
        let (code, message) = only(&cumulative(passing), "s", &one);
        assert_eq!(code, "model/passing");
        assert!(message.contains("on the scale s that is above 0 and at most 5 (passing)"), "{message}");
    }
    let (code, message) = only(&cumulative(json!(2)), "s", &json!(["key", "level-2", "level-1"]));
    assert_eq!(code, "model/aggregate");
    assert!(message.contains("`A.X-01` has the tags `level-1` and `level-2`; a practice has one level"), "{message}");
    for none in ["level-0", "level-100", "level-01", "level-", "Level-1", "level-1a"] {
        let (code, message) = only(&cumulative(json!(2)), "s", &json!(["key", none]));
        assert_eq!(code, "model/aggregate", "{none}");
        assert!(message.contains("no outcome of small is a practice"), "{message}");
    }
}

#[test]
fn a_gate_asks_for_what_a_score_can_be() {
    let tags = json!(["key", "level-3"]);
    let with = |aggregate: &str, on: Value, at_least: Value| {
        let mut fields = json!({"aggregate": aggregate, "gates": [{"id": "g", "on": on, "at_least": at_least}]});
        if aggregate == "cumulative_level" {
            fields["passing"] = json!(2);
        }
        fields
    };
    for (on, at_least) in
        [(json!("total"), 3), (json!({"each": "function"}), 0), (json!("A.X-01"), 5), (json!({"each": "key"}), 5)]
    {
        assert_eq!(problems(&with("cumulative_level", on, json!(at_least)), "s", &tags), []);
    }
    let (code, message) = only(&with("cumulative_level", json!("A"), json!(4)), "s", &tags);
    assert_eq!(code, "model/gate");
    assert!(message.contains("4 is outside the levels of practices, 0 to 3"), "{message}");
    assert_eq!(problems(&with("target_coverage", json!("A.X-01"), json!(1)), "s", &tags), []);
    let (code, message) = only(&with("target_coverage", json!("total"), json!(2)), "s", &tags);
    assert_eq!(code, "model/gate");
    assert!(message.contains("2 is outside what a coverage can be, 0 to 1"), "{message}");
}

#[test]
fn a_coverage_of_targets_needs_a_scale_from_0() {
    let (code, message) = only(&json!({"aggregate": "target_coverage"}), "from-one", &json!(["key"]));
    assert_eq!(code, "model/aggregate");
    assert!(message.contains("`target_coverage` needs a scale that starts at 0; from-one is 1 to 5"), "{message}");
}

#[test]
fn the_workbooks_cells_need_the_nodes_and_dimensions_of_the_workbook() {
    let fields = json!({
        "aggregate": "mean_of_means", "total_of": "categories", "quirks": ["cyfun-2025-workbook-cells"]
    });
    let found = problems(&fields, "two", &json!(["key"]));
    assert!(found.iter().all(|(code, _)| *code == "model/quirk"), "{found:?}");
    assert_eq!(found.len(), 7, "six nodes and the scale: {found:?}");
    assert!(found[0].1.contains("needs GV.OV-02, which small does not have"), "{}", found[0].1);
    assert!(found[6].1.contains("needs a scale with the dimensions documentation and implementation; two is another"));
}
