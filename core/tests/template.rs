//! The empty assessment: it parses, every outcome is in it, and whatever it is made from comes back.

#![cfg(all(feature = "embedded", feature = "yaml"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test that fails panics")]

use csf_assess::assessment::{Answer, AssessmentContent, Evidence, LevelValue, SupplementaryAnswer};
use csf_assess::assessment::{Level, Rating, Said};
use csf_assess::document::{Document, read};
use csf_assess::framework::Framework;
use csf_assess::{Library, template};
use proptest::prelude::*;
use std::sync::LazyLock;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::embedded().unwrap());

fn framework() -> &'static Framework {
    LIBRARY.framework("nist-csf-2.0").unwrap()
}

fn content(text: &str) -> AssessmentContent {
    match read(text.as_bytes()) {
        Ok(Document::Assessment(content)) => *content,
        other => panic!("{other:?} from\n{text}"),
    }
}

/// The answers in which anything was said.
fn said(content: &AssessmentContent) -> Vec<(&String, &Answer)> {
    content.answers.iter().filter(|(_, answer)| **answer != Answer::default()).collect()
}

fn made_from(from: &AssessmentContent, today: Option<&str>) -> String {
    let scale = LIBRARY.scale(from.scale.as_deref().unwrap_or("maturity-0-5")).unwrap();
    template::assessment(framework(), scale, Some(from), today)
}

#[test]
fn an_empty_assessment_is_valid_on_every_scale_and_leaves_every_outcome_unanswered() {
    for scale in LIBRARY.scales() {
        let text = template::assessment(framework(), scale, None, Some("2026-11-23"));
        let assessment = LIBRARY.assessment(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"));
        let content = assessment.content();
        assert_eq!(content.id, "assessment-2026-11-23");
        assert_eq!(content.scale.as_deref(), Some(scale.id.as_str()));
        assert_eq!(content.answers.len(), framework().outcome_count());
        for outcome in framework().outcomes() {
            assert_eq!(assessment.rating(&outcome.id), Rating::Unanswered, "{}", outcome.id);
            assert_eq!(content.answers[&outcome.id], Answer::default(), "{}", outcome.id);
        }
    }
}

#[test]
fn headings_titles_and_questions_stand_above_their_outcome_in_the_frameworks_order() {
    let text = template::assessment(framework(), LIBRARY.scale("maturity-0-5").unwrap(), None, None);
    let mut rest = text.as_str();
    for node in framework().nodes() {
        let title = format!("# {}", node.title);
        let (what, key) = match node.outcome {
            Some(_) => (title, format!("\n  {}:\n", node.id)),
            None => (node.title.clone(), format!("{} {} ", node.id, node.title)),
        };
        let (above, below) = rest.split_once(&key).unwrap_or_else(|| panic!("{key} is not in place"));
        assert!(format!("{above}{key}").contains(&what), "{what} is not above {key}");
        rest = below;
    }
    assert!(text.lines().all(|line| line.chars().count() <= 100), "a line is longer than 100");
    assert!(text.starts_with("# A self-assessment against "), "{text}");
    let ours = ["$schema", "NIS2-"].into_iter().find(|word| text.contains(word));
    assert_eq!(ours, None, "a file or a set that the reader may not have");
    assert!(
        text.contains("#   5  Improving: Results have changed how it is done within the past 12 months.\n"),
        "{text}"
    );
    assert!(text.contains("\n  #   0  No copies are made.\n"), "{text}");
}

const FULL: &str = r#"
schema: csf-assess/assessment/1
id: 2025-q4
framework: nist-csf-2.0
scale: score-0-10
model: weakest-link
organization:
  name: "Acme: \"sons\" # and daughters"
  country: BE
  roles: []
  class: {nis2: important}
  x: {cost center: 12}
assessed_on: 2025-11-20
respondents: [{id: it, role: IT lead, lead: true, name: Jo}, {id: board}]
answers:
  GV.OC-01:
    level: 2.5
    target: "9.5"
    note: "first line\nsecond: line\n\n  indented"
    owner: "yes"
    by: it
    on: 2025-11-20
    method: interview
    evidence:
      - {ref: "wiki, page {3}", date: 2025-11-22}
      - {ref: minutes, date: 2025-11-23, note: signed, x: {box: [1, "two", null]}}
    voices: {it: {level: 2, note: low}, board: {state: unknown}}
    x: {ticket: "0123", nested: {deep: [{a: [1.5]}]}}
  GV.OC-02: {state: unknown, note: "- nobody\nknows"}
  GV.OC-03: {state: not_applicable, reason: "no such thing: ever"}
  GV.OC-04: {target: 3}
supplementary:
  NIS2-20.1/1: {answer: "yes", by: board, evidence: [{ref: board minutes, date: 2024-02-01}]}
  NIS2-20.1/2: {answer: "not_applicable", reason: "a\ttab"}
x: {mine: "true", list: []}
"#;

#[test]
fn whatever_was_said_is_carried_over() {
    let from = content(FULL);
    let text = made_from(&from, Some("2026-11-23"));
    LIBRARY.assessment(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"));
    let made = content(&text);
    assert_eq!(said(&made), said(&from));
    assert_eq!(made.answers.len(), framework().outcome_count());
    assert_eq!(made.supplementary, from.supplementary);
    assert_eq!(made.organization, from.organization);
    assert_eq!(made.respondents, from.respondents);
    assert_eq!((made.scale, made.model, made.x), (from.scale, from.model, from.x));
    assert_eq!((made.id.as_str(), made.assessed_on), ("assessment-2026-11-23", None));
}

#[test]
fn evidence_from_more_than_twelve_months_before_is_marked() {
    let from = content(FULL);
    let marks = |today| {
        let text = made_from(&from, today);
        text.lines().filter(|line| line.starts_with("  # stale:")).map(str::to_owned).collect::<Vec<_>>()
    };
    let wiki = "  # stale: the evidence of 2025-11-22, wiki, page {3}".to_owned();
    let board = "  # stale: the evidence of 2024-02-01, board minutes".to_owned();
    assert_eq!(marks(Some("2026-11-23")), [wiki, board.clone()]);
    assert_eq!(marks(Some("2026-11-22")), std::slice::from_ref(&board), "twelve months to the day are not more");
    assert_eq!(marks(None), [""; 0]);
    assert_eq!(marks(Some("2024-02-29")), [""; 0]);
    assert_eq!(marks(Some("2025-02-02")), [board]);
    assert!(made_from(&from, Some("2026-11-23")).contains("2 pieces of evidence dated before 2025-11-23"));
}

#[test]
fn texts_of_a_framework_cannot_leave_their_comment() {
    let mut library = Library::embedded().unwrap();
    let (_, id) = library
        .add(
            br#"{"schema":"csf-assess/framework/1","id":"1e3","version":"1","title":"T\nid: other","scale":"yes-no",
            "functions":[{"id":"1","title":"a\u2028id: b","categories":[{"id":"0x1.1","title":"c\n","subcategories":[
            {"id":"no","title":"t\u0085x: y","question":"q\r\nanswers: {}","not_applicable":"never"}]}]}]}"#,
        )
        .unwrap();
    let text = template::assessment(library.framework(&id).unwrap(), library.scale("yes-no").unwrap(), None, None);
    let assessment = library.assessment(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(assessment.content().answers.keys().collect::<Vec<_>>(), ["no"]);
    assert!(text.contains("  # Applies to every organization.\n"));
}

#[test]
fn a_scale_with_dimensions_shows_how_a_level_is_written() {
    let mut library = Library::embedded().unwrap();
    library
        .add(
            br#"{"schema":"csf-assess/scale/1","id":"two","title":"Two","levels":[{"value":1,"name":"a"},
            {"value":2,"code":"B","name":"b"}],"dimensions":[{"id":"documentation","title":"D"},
            {"id":"implementation","title":"I"}]}"#,
        )
        .unwrap();
    let text = template::assessment(framework(), library.scale("two").unwrap(), None, None);
    assert!(text.contains("    level: # {documentation: 1, implementation: 1}\n"), "{text}");
    assert!(text.contains("#   2 (B)  b\n"), "{text}");
    library.assessment(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[ \\-a:#\n\t\"'{}\\[\\],&*!|>%@`yesnoNULL0-9.~]{0,24}",
        "(yes|No|null|~|1e3|0x1F|1_0|.nan|2026-01-01|=|<<|---|\\.\\.\\.)"
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_text_comes_back(note in any_text(), owner in any_text(), reference in any_text(), key in any_text(), answered: bool) {
        let mut from = content(FULL);
        let x = [(key.clone(), serde_json::json!({ key.clone(): [note.clone(), { owner.clone(): note.clone() }] }))];
        let evidence = content(FULL).answers["GV.OC-01"].evidence.clone().into_iter().map(|piece| Evidence { reference: reference.clone(), ..piece }).collect();
        let answer = Answer {
            level: answered.then(|| Level::One(LevelValue::Number("1/2".parse().unwrap()))),
            note: Some(note.clone()),
            owner: Some(owner),
            evidence,
            x: x.into_iter().collect(),
            ..Answer::default()
        };
        from.answers.insert("RC.CO-04".to_owned(), answer);
        let said_no = SupplementaryAnswer { answer: Some(Said::No), note: Some(note), ..SupplementaryAnswer::default() };
        from.supplementary.insert("NIS2-20.1/1".to_owned(), said_no);
        let made = content(&made_from(&from, Some("2026-11-23")));
        prop_assert_eq!(said(&made), said(&from));
        prop_assert_eq!(made.supplementary, from.supplementary);
    }
}
