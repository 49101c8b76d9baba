//! NIST's own files, where the shared folder is there: every statement and every example, the same from each.

use super::{LIBRARY, laid};
use crate::common::shared;
use csf_assess::exchange::overlay::{Format, overlay};
use csf_assess::wording::Wording;
use std::fs;

const FILES: [(Format, &str); 3] = [
    (Format::Oscal, "data/nist/NIST_CSF_v2.0_catalog.json"),
    (Format::Cprt, "data/nist/cprt_CSF_2_0_0_04-24-2024.json"),
    (Format::ReferenceTool, "data/nist/csf-2.0-reference-tool-export.2026-07-15.xlsx"),
];

fn read(format: Format) -> Option<Wording> {
    let (_, path) = FILES.iter().find(|(known, _)| *known == format)?;
    let file = fs::read(shared(path)?).unwrap();
    Some(laid(&LIBRARY, "nist-csf-2.0", format, &file))
}

#[test]
fn every_file_fills_every_statement_and_every_example() {
    let framework = LIBRARY.framework("nist-csf-2.0").unwrap();
    for (format, _) in FILES {
        let Some(wording) = read(format) else { continue };
        let counts = wording.counts(framework);
        assert_eq!((counts.with_statement, counts.subcategories), (106, 106), "{format}");
        assert_eq!((counts.examples, counts.withdrawn, counts.unmatched), (363, 91, 0), "{format}");
        assert!(wording.without_text.is_empty(), "{format}: {:?}", wording.without_text);
        assert_eq!(wording.texts.len(), 6 + 22 + 106, "{format}");
        for function in ["GV", "ID", "PR", "DE", "RS", "RC"] {
            assert!(wording.texts[function].title.is_some(), "{format}");
        }
        let with_examples = wording.texts.values().filter(|text| !text.examples.is_empty()).count();
        assert_eq!(with_examples, 106, "{format}: at least one on each outcome");
        let is_numbered = |text: &str| text.strip_prefix("Ex").is_some_and(|rest| rest.starts_with(char::is_numeric));
        let mut examples = wording.texts.values().flat_map(|text| &text.examples);
        assert!(examples.all(|example| !is_numbered(&example.text) && example.id.is_some()), "{format}");
    }
}

#[test]
fn examples_have_the_publishers_ids_and_order() {
    let ids = |format| {
        let wording = read(format)?;
        let ids = |id: &str| -> Vec<String> {
            wording.texts[id].examples.iter().filter_map(|example| example.id.clone()).collect()
        };
        Some((ids("GV.OC-01"), ids("GV.OC-02")))
    };
    for format in [Format::Oscal, Format::Cprt] {
        let Some((one, two)) = ids(format) else { continue };
        assert_eq!(one, ["GV.OC-01.001"], "{format}");
        assert_eq!(two, ["GV.OC-02.002", "GV.OC-02.003"], "{format}");
    }
    if let Some((one, two)) = ids(Format::ReferenceTool) {
        assert_eq!((one, two), (vec!["Ex1".to_owned()], vec!["Ex1".to_owned(), "Ex2".to_owned()]));
    }
}

#[test]
fn the_files_agree_in_nearly_all_of_their_words() {
    let (Some(first), Some(second), Some(third)) =
        (read(Format::Oscal), read(Format::Cprt), read(Format::ReferenceTool))
    else {
        return;
    };
    for other in [&second, &third] {
        let words = |wording: &Wording, id: &str| {
            let text = &wording.texts[id];
            let examples = text.examples.iter().map(|example| example.text.clone());
            text.statement.clone().into_iter().chain(examples).collect::<Vec<_>>()
        };
        let differ: Vec<&String> = first.texts.keys().filter(|id| words(&first, id) != words(other, id)).collect();
        assert!(differ.len() <= 12, "{}: {differ:?}", other.id);
    }
}

#[test]
fn the_source_is_what_the_file_says() {
    if let Some(wording) = read(Format::Oscal) {
        assert_eq!(wording.source.published.as_deref(), Some("2026-05-13"));
        assert!(wording.source_text().ends_with("version 1.2.0"), "{}", wording.source_text());
    }
    if let Some(wording) = read(Format::Cprt) {
        assert!(wording.source_text().ends_with("Version 2.0"), "{}", wording.source_text());
    }
    if let Some(wording) = read(Format::ReferenceTool) {
        let note = wording.source.note.unwrap();
        assert!(note.ends_with("generated 2026-07-15."), "{note}");
    }
}

#[test]
fn the_files_of_csf_2_are_never_laid_over_another_framework() {
    let mut content = LIBRARY.framework("nist-csf-2.0").unwrap().content().clone();
    content.id = "nist-csf-1.9".to_owned();
    content.version = "1.9".to_owned();
    let mut library = LIBRARY.clone();
    library.add(serde_json::to_string(&content).unwrap().as_bytes()).unwrap();
    for (format, path) in FILES {
        let Some(path) = shared(path) else { continue };
        let file = fs::read(path).unwrap();
        for framework in library.frameworks().filter(|framework| framework.id() != "nist-csf-2.0") {
            if framework.content().outcomes_of.is_some() {
                continue;
            }
            let error = overlay(&library, framework.id(), format, &file).unwrap_err();
            assert_eq!(error.code(), "overlay/other-version", "{format} over {}", framework.id());
        }
    }
}
