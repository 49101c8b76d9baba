//! The publisher's own files as official wording: by id and by nothing else, whole or not at all.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests stop at the first surprise")]
#![cfg(all(feature = "embedded", feature = "yaml", feature = "xlsx"))]

#[path = "overlay/catalog.rs"]
mod catalog;
mod common;
#[path = "overlay/export.rs"]
mod export;
#[path = "overlay/publisher.rs"]
mod publisher;
#[path = "overlay/workbook.rs"]
mod workbook;

use csf_assess::exchange::overlay::{Format, overlay};
use csf_assess::wording::{Example, OfficialText, Wording};
use csf_assess::{Document, Error, Library, Problem};
use serde_json::{Value, json};
use std::sync::LazyLock;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::embedded().unwrap());

/// The small framework and its scale, as version 1.
fn small() -> Library {
    common::library(&common::small())
}

/// The wording, which is also a document that reads back as itself and shows beside the framework.
fn laid(library: &Library, framework: &str, format: Format, file: &[u8]) -> Wording {
    let wording = overlay(library, framework, format, file).unwrap_or_else(|error| panic!("{error}"));
    let document = Document::Wording(Box::new(wording.clone()));
    for text in [document.to_json().unwrap(), document.to_yaml().unwrap()] {
        let mut library = library.clone();
        library.add(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"));
        assert_eq!(library.wording_of(framework), Some(&wording));
        let beside = Document::Framework(Box::new(library.framework_beside(framework).unwrap())).to_json().unwrap();
        library.check(beside.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    }
    wording
}

fn refused(format: Format, file: &[u8]) -> Error {
    overlay(&small(), "small", format, file).unwrap_err()
}

/// The problems as `code line path: message`.
fn listed(error: &Error) -> String {
    let one = |problem: &Problem| {
        let line = problem.line().map_or("-".to_owned(), |line| line.to_string());
        format!("{} {line} {}: {}\n", problem.code(), problem.path(), problem.message())
    };
    error.problems().map(one).collect()
}

fn json_text(value: &Value) -> Vec<u8> {
    serde_json::to_vec_pretty(value).unwrap()
}

fn example(id: &str, text: &str) -> Example {
    Example { id: Some(id.to_owned()), text: text.to_owned() }
}

fn official(title: Option<&str>, statement: &str, examples: &[Example]) -> OfficialText {
    OfficialText { title: title.map(str::to_owned), statement: Some(statement.to_owned()), examples: examples.to_vec() }
}

#[test]
fn a_framework_or_format_that_is_not_there_is_named() {
    let error = overlay(&LIBRARY, "nist-csf-2.O", Format::Oscal, b"{}").unwrap_err();
    assert_eq!(error.code(), "document/not-found");
    assert!(error.to_string().contains("did you mean `nist-csf-2.0`?"), "{error}");
    let error = overlay(&small(), "other", Format::Oscal, b"{}").unwrap_err();
    assert!(error.to_string().contains("there is `small`"), "{error}");
    let error = "xml".parse::<Format>().unwrap_err();
    assert_eq!(
        listed(&error),
        "overlay/unknown-format - : `xml` is not a format of official wording; there is `oscal`, `cprt` or \
         `nist-reference-tool`\n"
    );
    for format in Format::ALL {
        assert_eq!(format.to_string().parse::<Format>().unwrap(), format);
    }
}

#[test]
fn a_file_of_another_format_is_called_what_it_is() {
    let catalog = br#"{"catalog": {}}"#;
    assert_eq!(
        listed(&refused(Format::Cprt, catalog)),
        "overlay/format - : this is an OSCAL catalog and not a CPRT export; read it as `oscal`\n"
    );
    assert!(refused(Format::ReferenceTool, br#"{"response": {}}"#).to_string().contains("read it as `cprt`"));
    let book = common::xlsx::zip(&[]);
    assert_eq!(refused(Format::ReferenceTool, &book).code(), "overlay/workbook");
    let book = common::xlsx::zip(&[("a", b"b")]);
    assert!(refused(Format::Oscal, &book).to_string().contains("read it as `nist-reference-tool`"));
    for (format, name) in [(Format::Oscal, "an OSCAL catalog"), (Format::Cprt, "a CPRT export")] {
        let error = refused(format, br#"{"profile": {}}"#);
        assert_eq!(error.code(), "overlay/format");
        assert!(error.to_string().contains(&format!("this is not {name}")), "{error}");
    }
}

#[test]
fn limits_are_those_of_documents() {
    let huge = vec![b' '; csf_assess::document::LONGEST + 1];
    for format in Format::ALL {
        assert_eq!(refused(format, &huge).code(), "document/too-large");
        let code = if format == Format::ReferenceTool { "overlay/workbook" } else { "document/empty" };
        assert_eq!(refused(format, b"").code(), code);
    }
    let deep = format!("{{\"catalog\": {}{}}}", "[".repeat(40), "]".repeat(40));
    assert_eq!(refused(Format::Oscal, deep.as_bytes()).code(), "document/too-deep");
    let many = format!("{{\"catalog\": [{}0]}}", "0,".repeat(500_000));
    assert_eq!(refused(Format::Oscal, many.as_bytes()).code(), "document/too-large");
}

#[test]
fn every_version_that_is_said_has_to_be_the_frameworks() {
    let file = |title: &str| {
        json_text(&json!({"catalog": {"metadata": {"title": title}, "groups": [
            {"id": "A.X-01", "class": "subcategory", "parts": [{"name": "statement", "prose": "Words"}]}
        ]}}))
    };
    for title in ["A catalog", "A catalog, version 1.0", "A catalog 1.0.0 of 2026"] {
        laid(&small(), "small", Format::Oscal, &file(title));
    }
    assert_eq!(
        listed(&refused(Format::Oscal, &file("A catalog 1.1"))),
        "overlay/other-version - : `A catalog 1.1` says that it is version `1.1`, and small is version `1`; the words \
         of one version are not laid over another\n"
    );
}

#[test]
fn a_framework_with_the_outcomes_of_another_takes_the_words_of_that_version() {
    let mut other = common::framework();
    other["id"] = json!("other");
    other["version"] = json!("2026");
    other["outcomes_of"] = json!("small");
    let mut library = small();
    library.add(other.to_string().as_bytes()).unwrap();
    let file = json_text(&json!({"catalog": {"metadata": {"title": "A catalog 1.0"}, "groups": [
        {"id": "A.X-01", "class": "subcategory", "parts": [{"name": "statement", "prose": "Words"}]}
    ]}}));
    assert_eq!(laid(&library, "other", Format::Oscal, &file).id, "other--oscal");
}
