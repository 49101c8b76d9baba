//! CPRT exports, wrapped and not, with each trap of the publisher's own file.

use super::{LIBRARY, example, json_text, laid, listed, official, refused, small};
use csf_assess::exchange::overlay::{Format, overlay};
use serde_json::{Value, json};

fn element(kind: &str, id: &str, title: &str, text: &str) -> Value {
    json!({"element_type": kind, "element_identifier": id, "title": title, "text": text, "doc_identifier": "SMALL_1_0_0"})
}

fn edge(from: &str, to: &str, kind: &str) -> Value {
    json!({
        "source_element_identifier": from, "source_doc_identifier": "SMALL_1_0_0", "dest_element_identifier": to,
        "dest_doc_identifier": "SMALL_1_0_0", "relationship_identifier": kind, "provenance_doc_identifier": null
    })
}

/// Examples in another order than their edges, titles twice, sort keys and parties that are no texts.
fn lists() -> Value {
    let example = |id: &str, text: &str| element("implementation_example", id, "Ex1", text);
    json!({
        "documents": [{"doc_identifier": "SMALL_1_0_0", "name": "The  Small Framework", "version": "Version  1.0"}],
        "relationship_types": [{"relationship_identifier": "projection", "description": "D"}],
        "elements": [
            element("function", "A", "FIRST", "All of A"),
            element("category", "A.X", "Ex", ""),
            element("subcategory", "A.X-01", "", "X one is done"),
            element("subcategory", "A.X-02", "", "X two is done "),
            element("subcategory", "A.X-09", "", "Not ours"),
            element("subcategory", "B.Y-01", "", "Words of before"),
            element("category", "B.Y", "Gone", ""),
            element("withdraw_reason", "WR-B.Y-01", "", "Moved to A.X-01"),
            element("withdraw_reason", "WR-B.Y", "", "Incorporated into A"),
            element("sort", "S-A.X-01", "00001.00001", ""),
            element("party", "first", "1st", "First party"),
            example("A.X-01.001", "Do one"),
            example("A.X-01.002", "Do two"),
            example("A.X-02.003", "Do three"),
            example("A.X-09.004", "Not ours either"),
            example("A.X-07.005", "Nobody's"),
            example("A.X-02.006", " ")
        ],
        "relationships": [
            edge("A", "A.X", "projection"),
            edge("A.X", "A.X-01", "projection"),
            edge("A.X-01", "A.X-01.002", "projection"),
            edge("A.X-01", "A.X-01.001", "projection"),
            edge("A.X-02", "A.X-02.003", "projection"),
            edge("A.X-02", "A.X-02.006", "projection"),
            edge("A.X-09", "A.X-09.004", "projection"),
            edge("A.X-01", "A.X-07.005", "external_reference"),
            edge("A.X-07", "A.X-07.005", "projection"),
            edge("A.X-01", "S-A.X-01", "projection"),
            edge("A.X-01", "first", "projection"),
            edge("B.Y-01", "WR-B.Y-01", "projection"),
            edge("B.Y", "WR-B.Y", "projection"),
            edge("WR-B.Y-01", "A.X-01", "moved_to"),
            edge("A.X-01", "AC", "external_reference")
        ]
    })
}

fn wrapped(lists: &Value) -> Value {
    json!({"response": {"requestType": 4, "elements": lists}})
}

#[test]
fn both_wrappings_are_read_and_examples_come_by_their_edges() {
    let wording = laid(&small(), "small", Format::Cprt, &json_text(&wrapped(&lists())));
    assert_eq!(laid(&small(), "small", Format::Cprt, &json_text(&lists())), wording);
    assert_eq!(wording.id, "small--cprt");
    assert_eq!(wording.source.reference.as_deref(), Some("The Small Framework, Version 1.0"));
    assert_eq!(wording.source.note.as_deref(), Some("Read from a JSON export of CPRT."));
    let ids: Vec<&str> = wording.texts.keys().map(String::as_str).collect();
    assert_eq!(ids, ["A", "A.X", "A.X-01", "A.X-02"]);
    assert_eq!(wording.texts["A"], official(Some("FIRST"), "All of A", &[]));
    let examples = [example("A.X-01.001", "Do one"), example("A.X-01.002", "Do two")];
    assert_eq!(wording.texts["A.X-01"], official(None, "X one is done", &examples));
    assert_eq!(wording.texts["A.X-02"], official(None, "X two is done", &[example("A.X-02.003", "Do three")]));
    assert_eq!(wording.withdrawn, ["B.Y-01", "B.Y"]);
    assert_eq!(wording.unmatched, ["A.X-07.005", "A.X-09"]);
    assert_eq!(wording.without_text, ["A.X", "A.Y", "A.Y-01", "B", "B.Z", "B.Z-01", "B.Z-02", "B.Z-03"]);
}

#[test]
fn an_id_that_is_there_twice_refuses_the_file() {
    let mut file = lists();
    file["elements"][12]["element_identifier"] = json!("A.X-01.001");
    let error = refused(Format::Cprt, &json_text(&wrapped(&file)));
    assert_eq!(error.code(), "overlay/duplicate-id");
    let problem = error.problems().next().unwrap();
    assert_eq!(problem.path(), "response.elements.elements[12].element_identifier");
    assert!(problem.line().is_some());
    let error = refused(Format::Cprt, &json_text(&file));
    assert_eq!(error.problems().next().unwrap().path(), "elements[12].element_identifier");
}

#[test]
fn every_problem_of_the_shape_is_told() {
    let mut file = lists();
    file["elements"][0]["element_type"] = json!(1);
    file["relationships"][1].as_object_mut().unwrap().remove("dest_element_identifier");
    let listed = listed(&refused(Format::Cprt, &json_text(&file)));
    assert_eq!(listed.lines().count(), 2, "{listed}");
    assert!(listed.contains("elements[0].element_type: expected text"), "{listed}");
    assert!(listed.contains("relationships[1]: the key `dest_element_identifier` is missing"), "{listed}");
    // What the Reference Tool's service answers is wrapped alike and shaped otherwise.
    let other = json!({"response": {"elements": [{"elementIdentifier": "A"}]}});
    let error = refused(Format::Cprt, &json_text(&other));
    assert!(error.to_string().contains("expected a map, found a list"), "{error}");
}

#[test]
fn the_version_is_that_of_the_document() {
    let mut file = lists();
    file["documents"][0]["version"] = json!("Version 2.0");
    let error = refused(Format::Cprt, &json_text(&file));
    assert_eq!(error.code(), "overlay/other-version");
    file["documents"][0].as_object_mut().unwrap().remove("version");
    laid(&small(), "small", Format::Cprt, &json_text(&file));
    file["documents"][0]["doc_identifier"] = json!("SMALL_2_0_0");
    assert_eq!(refused(Format::Cprt, &json_text(&file)).code(), "overlay/other-version");
    file["documents"] = json!([]);
    laid(&small(), "small", Format::Cprt, &json_text(&file));
    let error = overlay(&LIBRARY, "nist-csf-2.0", Format::Cprt, &json_text(&file)).unwrap_err();
    assert!(error.to_string().contains("its own are such as `A.X-01`"), "{error}");
}
