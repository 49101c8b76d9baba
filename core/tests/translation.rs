//! Translations: beside the framework, keyed by its ids, and never silently incomplete.
#![cfg(all(feature = "embedded", feature = "yaml"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests stop at the first surprise")]

mod common;

use csf_assess::Library;
use csf_assess::framework::Item;
use csf_assess::report::item;
use std::fs;

fn with_sample() -> Library {
    let mut library = Library::embedded().unwrap();
    let sample = fs::read(common::repository("examples/translations/nist-csf-2.0.de.yaml")).unwrap();
    library.add(&sample).unwrap_or_else(|error| panic!("{error}"));
    library
}

/// Every text of a framework that can be translated, counted by hand from its content.
fn texts(items: &[Item], headings: usize) -> usize {
    let of = |item: &Item| {
        let single =
            [&item.question, &item.why, &item.counts, &item.does_not_count].iter().filter(|it| it.is_some()).count();
        let sentence = usize::from(item.not_applicable.as_deref().is_some_and(|text| text != "never"));
        1 + single + sentence + item.levels.len() + item.evidence.len()
    };
    headings + items.iter().map(of).sum::<usize>()
}

#[test]
fn the_sample_translates_what_it_has_and_lists_the_rest() {
    let library = with_sample();
    let framework = library.framework("nist-csf-2.0").unwrap();
    let german = library.translated("nist-csf-2.0", "de").unwrap();
    assert_eq!(german.texts, texts(framework.items(), 6 + 22));
    // Six functions, one category, one whole item of 13 texts and the title of another.
    let translated = 6 + 1 + (1 + 4 + 6 + 2) + 1;
    assert_eq!(german.untranslated.len(), german.texts - translated);
    println!("German sample: {translated} of {} texts", german.texts);
    assert_eq!(german.content.language.as_deref(), Some("de"));
    let left = |id: &str| german.untranslated.iter().filter(|missing| missing.id == id).count();
    assert_eq!((left("PR.DS-11"), left("PR.DS"), left("GV")), (0, 0, 0));
    assert_eq!(left("PR.DS-01"), texts(&[framework.item("PR.DS-01").unwrap().clone()], 0) - 1);
    let shown = item::of_framework(&german.content, "PR.DS-11").unwrap();
    assert!(shown.starts_with("PR.DS-11: Wiederherstellung, die gelingt (nist-csf-2.0)\n"), "{shown}");
    assert!(shown.contains("Protokoll der Sicherungen (30 days)"), "{shown}");
}

#[test]
fn a_language_changes_no_result_and_no_framework() {
    let (plain, german) = (Library::embedded().unwrap(), with_sample());
    let text = b"schema: csf-assess/assessment/1\nid: a\nframework: nist-csf-2.0\nanswers: {PR.DS-11: {level: 3}}\n";
    let result = |library: &Library| {
        let assessment = library.assessment(text).unwrap();
        library.assess(&assessment, &["nis2"]).unwrap().to_json()
    };
    assert_eq!(result(&plain), result(&german));
    let title = |library: &Library| library.framework("nist-csf-2.0").unwrap().item("PR.DS-11").unwrap().title.clone();
    assert_eq!(title(&plain), title(&german));
}

#[test]
fn a_language_that_is_not_there_is_refused_with_those_that_are() {
    let error = with_sample().translated("nist-csf-2.0", "fr").unwrap_err();
    assert_eq!(error.problems().next().unwrap().message(), "nist-csf-2.0 is not translated to `fr`; there is `de`");
    let error = with_sample().translated("nist-csf-1.1", "de").unwrap_err();
    assert_eq!(error.problems().next().unwrap().message(), "nist-csf-1.1 is not translated to `de`; there is nothing");
    assert_eq!(
        with_sample().translated("nist", "de").unwrap_err().problems().next().unwrap().code(),
        "document/not-found"
    );
}

#[test]
fn evidence_is_translated_whole_or_not_at_all() {
    let text = "schema: csf-assess/translation/1\nid: x\nframework: nist-csf-2.0\nlanguage: de\ntexts:\n  PR.DS-11:\n    evidence: [Protokoll]\n";
    let error = Library::embedded().unwrap().check(text.as_bytes()).unwrap_err();
    let problem = error.problems().next().unwrap();
    assert_eq!((problem.code(), problem.line()), ("translation/text", Some(7)));
    assert!(problem.message().contains("`PR.DS-11` has 2 kinds of evidence and 1 are translated"), "{error}");
    let text = "schema: csf-assess/translation/1\nid: x\nframework: nist-csf-2.0\nlanguage: de\ntexts:\n  PR.DS-11: {not_applicable: nie, levels: {\"6\": mehr}}\n  PR: {why: darum}\n";
    let error = Library::embedded().unwrap().check(text.as_bytes()).unwrap_err();
    let paths: Vec<&str> = error.problems().map(csf_assess::Problem::path).collect();
    assert_eq!(paths, ["texts.\"PR.DS-11\".not_applicable", "texts.\"PR.DS-11\".levels.6", "texts.PR.why"]);
}
