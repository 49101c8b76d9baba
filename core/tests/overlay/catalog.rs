//! OSCAL catalogs with each trap of the publisher's own file.

use super::{LIBRARY, example, json_text, laid, listed, official, refused, small};
use csf_assess::Document;
use csf_assess::exchange::overlay::{Format, overlay};
use serde_json::{Value, json};

fn part(name: &str, id: &str, prose: &str) -> Value {
    json!({"id": id, "name": name, "prose": prose, "ns": "https://example.org/ns"})
}

fn sorted_as(key: &str) -> Value {
    json!([{"name": "sort-id", "value": key}, {"name": "label", "value": "not a title"}])
}

/// Alphabetical where the framework is not, sort-ids twice, withdrawn entries without prose, links that lead nowhere.
fn catalog() -> Value {
    let withdrawn = json!([{"name": "status", "value": "withdrawn"}, {"name": "sort-id", "value": "1"}]);
    json!({"catalog": {
        "uuid": "74c8ba1e-5cd4-4ad1-bbfd-d888e2f6c724",
        "metadata": {
            "title": "Electronic\n version of Small", "version": "3.2.1", "oscal-version": "v1.2.2",
            "published": "2026-05-13T12:30:00-00:00", "last-modified": "2026-05-11T16:01:09.00000-00:00",
            "props": [
                {"name": "generated-by", "value": "a tool"},
                {"name": "framework-version-identifier", "value": "SMALL_1_0_0"}
            ]
        },
        "groups": [
            {"id": "B", "class": "function", "title": "SECOND", "props": sorted_as("2"), "controls": [
                {"id": "B.Y", "class": "category", "title": "Gone", "props": withdrawn,
                 "parts": [{"id": "B.Y_statement", "name": "statement"}], "controls": [
                    {"id": "B.Y-01", "class": "subcategory", "title": "B.Y-01", "props": withdrawn,
                     "parts": [part("statement", "B.Y-01_statement", "Words of before")],
                     "links": [{"href": "A", "rel": "incorporated_into"}]}
                ]},
                {"id": "B.Z", "class": "category", "title": "Zed", "props": sorted_as("2.1"), "controls": [
                    {"id": "B.Z-02", "class": "subcategory", "title": "B.Z-02", "props": sorted_as("2.1.1"), "parts": [
                        part("statement", "B.Z-02_statement", "  Two is done\n"),
                        part("example", "B.Z-02.002", "Do the second thing first"),
                        part("example", "B.Z-02.010", "Then the tenth"),
                        part("guidance", "B.Z-02_guidance", "Not read")
                    ]},
                    {"id": "B.Z-01", "class": "subcategory", "title": "B.Z-01", "props": sorted_as("2.1.1"),
                     "parts": [part("statement", "B.Z-01_statement", "One is <b>done</b>")]}
                ]},
                {"id": "B.NEW", "class": "category", "title": "Not ours", "parts": [part("statement", "x", "Words")]}
            ]},
            {"id": "A", "class": "function", "title": "FIRST", "parts": [part("overview", "A_overview", "All of A")],
             "controls": [{"id": "A.X", "class": "category", "title": "Ex", "controls": [
                {"id": "A.X-01", "class": "subcategory", "parts": [
                    part("statement", "A.X-01_statement", "X one is done"), part("example", "A.X-01.001", "Do it")
                ]},
                {"id": "A.Y-01", "class": "category", "title": "Another kind"}
            ]}]}
        ],
        "back-matter": {"resources": [{"uuid": "not read"}]}
    }})
}

#[test]
fn texts_go_to_their_ids_and_nothing_else_is_looked_at() {
    let wording = laid(&small(), "small", Format::Oscal, &json_text(&catalog()));
    assert_eq!(wording.id, "small--oscal");
    let source = &wording.source;
    assert_eq!(source.reference.as_deref(), Some("Electronic version of Small, version 3.2.1"));
    assert_eq!(source.published.as_deref(), Some("2026-05-13"));
    assert_eq!(source.note.as_deref(), Some("Read from an OSCAL catalog (v1.2.2), last modified 2026-05-11."));
    let ids: Vec<&str> = wording.texts.keys().map(String::as_str).collect();
    assert_eq!(ids, ["A", "A.X", "A.X-01", "B", "B.Z", "B.Z-01", "B.Z-02"]);
    assert_eq!(wording.texts["A"], official(Some("FIRST"), "All of A", &[]));
    assert_eq!(wording.texts["B.Z-01"], official(None, "One is <b>done</b>", &[]));
    let examples = [example("B.Z-02.002", "Do the second thing first"), example("B.Z-02.010", "Then the tenth")];
    assert_eq!(wording.texts["B.Z-02"], official(None, "Two is done", &examples));
    assert_eq!(wording.texts["B.Z"].title.as_deref(), Some("Zed"));
    assert_eq!(wording.withdrawn, ["B.Y", "B.Y-01"]);
    assert_eq!(wording.unmatched, ["B.NEW", "A.Y-01"]);
    assert_eq!(wording.without_text, ["A.X", "A.X-02", "A.Y", "A.Y-01", "B", "B.Z", "B.Z-03"]);
    let counts = wording.counts(small().framework("small").unwrap());
    assert_eq!((counts.with_statement, counts.subcategories, counts.examples), (3, 6, 3));
    assert_eq!((counts.withdrawn, counts.unmatched), (2, 2));
}

#[test]
fn the_same_catalog_in_yaml_is_the_same() {
    let yaml = "catalog:\n  metadata: {title: A catalog}\n  controls:\n  - id: A.X-01\n    parts:\n    - {name: statement, prose: Words}\n";
    let wording = laid(&small(), "small", Format::Oscal, yaml.as_bytes());
    assert_eq!(wording.texts["A.X-01"], official(None, "Words", &[]));
}

#[test]
fn an_id_that_is_there_twice_refuses_the_file() {
    let mut file = catalog();
    file["catalog"]["groups"][0]["controls"][1]["controls"][1]["id"] = json!("A.X-01");
    file["catalog"]["groups"][1]["controls"][0]["controls"][0]["parts"][1]["id"] = json!("B.Z-02.010");
    assert_eq!(
        listed(&refused(Format::Oscal, &json_text(&file))),
        "overlay/duplicate-id 182 catalog.groups[1].controls[0].controls[0].id: the id `A.X-01` is there twice; which \
         text is meant is not known\n\
         overlay/duplicate-id 191 catalog.groups[1].controls[0].controls[0].parts[1].id: the id `B.Z-02.010` is there \
         twice; which text is meant is not known\n"
    );
}

#[test]
fn every_problem_is_told_at_once_and_nothing_is_kept() {
    let mut file = catalog();
    file["catalog"]["metadata"]["title"] = json!(3);
    file["catalog"]["groups"][0]["controls"][1]["controls"][0]["parts"][0]["prose"] = json!(["a"]);
    file["catalog"]["groups"][1]["controls"][0]["controls"][0]["id"] = json!(null);
    let listed = listed(&refused(Format::Oscal, &json_text(&file)));
    let lines: Vec<&str> = listed.lines().collect();
    assert_eq!(lines.len(), 3, "{listed}");
    assert!(lines[0].contains("parts[0].prose: expected text, found a list"), "{listed}");
    assert!(lines[1].starts_with("document/missing-key "), "{listed}");
    assert!(lines[2].contains("metadata.title: expected text, found the number `3`"), "{listed}");
    let twice = br#"{"catalog": {"metadata": {"title": "a", "title": "b"}}}"#;
    assert_eq!(refused(Format::Oscal, twice).code(), "document/duplicate-key");
}

#[test]
fn a_catalog_of_something_else_is_refused_by_its_name() {
    let mut file = catalog();
    file["catalog"]["metadata"]["props"] = json!([]);
    let error = overlay(&LIBRARY, "nist-csf-2.0", Format::Oscal, &json_text(&file)).unwrap_err();
    assert_eq!(
        listed(&error),
        "overlay/no-match - : `Electronic version of Small`, an OSCAL catalog, has no subcategory of nist-csf-2.0; its \
         own are such as `B.Z-02`\n"
    );
    // The id of a category that both have is not enough, nor are withdrawn ones.
    for class in ["category", "subcategory"] {
        let file = json!({"catalog": {"metadata": {"title": "Shared ids"}, "groups": [
            {"id": "ID.AM", "class": "category", "title": "T", "parts": [part("statement", "s", "Words")]},
            {"id": "ID.AM-01", "class": class, "props": [{"name": "status", "value": "withdrawn"}]}
        ]}});
        let error = overlay(&LIBRARY, "nist-csf-2.0", Format::Oscal, &json_text(&file)).unwrap_err();
        assert_eq!(error.code(), "overlay/no-match");
    }
    let file = json!({"catalog": {"metadata": {"title": "The CSF 1.1"}, "controls": [
        {"id": "ID.AM-01", "class": "subcategory", "parts": [part("statement", "s", "Words")]}
    ]}});
    let error = overlay(&LIBRARY, "nist-csf-2.0", Format::Oscal, &json_text(&file)).unwrap_err();
    assert_eq!(error.code(), "overlay/other-version");
}

#[test]
fn beside_a_framework_the_texts_stand_under_x() {
    let mut library = small();
    let plain = library.framework_beside("small").unwrap();
    assert_eq!(plain.content(), library.framework("small").unwrap().content());
    let wording = laid(&library, "small", Format::Oscal, &json_text(&catalog()));
    library.add(Document::Wording(Box::new(wording.clone())).to_json().unwrap().as_bytes()).unwrap();
    let shown = library.framework_beside("small").unwrap();
    let examples = json!([
        {"id": "B.Z-02.002", "text": "Do the second thing first"}, {"id": "B.Z-02.010", "text": "Then the tenth"}
    ]);
    let expected = json!({"statement": "Two is done", "examples": examples});
    assert_eq!(shown.item("B.Z-02").unwrap().x["official"], expected);
    assert_eq!(shown.item("A.X-02").unwrap().x.get("official"), None);
    let about = &shown.content().x["official"];
    assert_eq!(about["wording"], "small--oscal");
    assert_eq!(about["headings"]["A"], json!({"title": "FIRST", "statement": "All of A"}));
    assert_eq!(about["source"]["published"], "2026-05-13");
    assert_eq!(library.framework_beside("none").unwrap_err().code(), "document/not-found");
}
