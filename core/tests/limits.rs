//! Hostile inputs give one clear error with a place, and nothing that is read ever panics.
#![cfg(feature = "yaml")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests stop at the first surprise")]

mod common;

use csf_assess::Library;
use csf_assess::document::{self, DEEPEST, LONGEST, MOST_VALUES};
use proptest::prelude::*;
use std::sync::LazyLock;

/// The code and position of the one problem that an input has.
fn only(text: &[u8]) -> (&'static str, Option<(u64, u64)>, String) {
    let error = document::read(text).err().unwrap_or_else(|| panic!("{} bytes were accepted", text.len()));
    let problems: Vec<_> = error.problems().collect();
    assert_eq!(problems.len(), 1, "{error}");
    let problem = problems[0];
    let message = problem.message().to_owned();
    assert!(message.len() < 500, "a message of {} bytes", message.len());
    (problem.code(), problem.line().zip(problem.column()), message)
}

#[track_caller]
fn refused(text: impl AsRef<[u8]>, code: &str, place: Option<(u64, u64)>) {
    let (found, position, message) = only(text.as_ref());
    assert_eq!((found, position), (code, place), "{message}");
}

const HEAD: &str = "schema: csf-assess/assessment/1\nid: a\nframework: small\n";

#[test]
fn aliases_do_not_multiply() {
    let mut bomb =
        String::from("a: &a [\"lol\", \"lol\", \"lol\", \"lol\", \"lol\", \"lol\", \"lol\", \"lol\", \"lol\"]\n");
    for (name, below) in ["b", "c", "d", "e", "f", "g", "h", "i"].iter().zip(["a", "b", "c", "d", "e", "f", "g", "h"]) {
        let list = vec![format!("*{below}"); 9].join(", ");
        bomb += &format!("{name}: &{name} [{list}]\n");
    }
    bomb += &format!("note: {}\n", "x".repeat(1024 * 1024));
    // The place is that of the value behind the anchor.
    refused(&bomb, "document/syntax", Some((1, 7)));
    refused(format!("{HEAD}x: {{a: &one 1, b: *one}}\n"), "document/syntax", Some((4, 13)));
    refused(format!("{HEAD}x: {{a: *one}}\n"), "document/syntax", Some((4, 8)));
}

#[test]
fn merge_keys_are_ordinary_keys() {
    refused(format!("{HEAD}<<: {{id: b}}\n"), "document/unknown-key", Some((4, 1)));
}

#[test]
fn deep_nesting_is_not_followed() {
    for depth in [DEEPEST + 1, 130, 10_000] {
        let flow = format!("{HEAD}x: {{a: {}{}}}\n", "[".repeat(depth), "]".repeat(depth));
        let (code, place, message) = only(flow.as_bytes());
        assert_eq!((code, place.map(|(line, _)| line)), ("document/too-deep", Some(4)), "flow, {depth}: {message}");
        let block: String = (0..depth).map(|level| format!("{}a:\n", " ".repeat(level + 1))).collect();
        if block.len() < LONGEST {
            let (code, place, _) = only(format!("{HEAD}x:\n{block}").as_bytes());
            let line = place.map(|(line, _)| line).unwrap();
            assert_eq!(code, "document/too-deep", "block, {depth}");
            assert!((30..45).contains(&line), "block, {depth}: line {line}");
        }
        let json =
            format!("{{\"schema\": \"csf-assess/assessment/1\", \"x\": {}{}}}", "[".repeat(depth), "]".repeat(depth));
        let (code, place, _) = only(json.as_bytes());
        assert_eq!((code, place.map(|(line, _)| line)), ("document/too-deep", Some(1)), "JSON, {depth}");
        let unclosed = "[".repeat(depth);
        assert!(
            document::read(unclosed.as_bytes()).is_err() && document::read(format!("- {unclosed}").as_bytes()).is_err()
        );
    }
    let dashes = format!("{HEAD}x: \n  a: {}1\n", "- ".repeat(10_000));
    assert_eq!(only(dashes.as_bytes()).0, "document/syntax", "a list does not start on the line of its key");
    let dashes = format!("{HEAD}x:\n  a:\n    {}1\n", "- ".repeat(10_000));
    assert_eq!(only(dashes.as_bytes()).0, "document/too-deep");
}

#[test]
fn as_deep_as_is_allowed_is_read() {
    let depth = DEEPEST - 2;
    let json = format!(
        "{{\"schema\": \"csf-assess/assessment/1\", \"id\": \"a\", \"framework\": \"f\", \"x\": {{\"a\": {}1{}}}}}",
        "[".repeat(depth - 1),
        "]".repeat(depth - 1)
    );
    assert!(document::read(json.as_bytes()).is_ok(), "{:?}", document::read(json.as_bytes()).err());
    let yaml = format!("{HEAD}x: {{a: {}1{}}}\n", "[".repeat(depth - 1), "]".repeat(depth - 1));
    assert!(document::read(yaml.as_bytes()).is_ok(), "{:?}", document::read(yaml.as_bytes()).err());
}

#[test]
fn duplicate_keys_are_refused_at_the_second() {
    refused(format!("{HEAD}id: b\n"), "document/duplicate-key", Some((4, 1)));
    refused(format!("{HEAD}answers:\n  A: {{level: 1}}\n  A: {{level: 2}}\n"), "document/duplicate-key", Some((6, 3)));
    refused(format!("{HEAD}x:\n  a: [{{b: 1, b: 2}}]\n"), "document/duplicate-key", Some((5, 14)));
    let json = "{\"schema\": \"csf-assess/assessment/1\",\n \"id\": \"a\", \"framework\": \"f\",\n \"id\": \"b\"}";
    refused(json, "document/duplicate-key", Some((3, 2)));
    let escaped =
        "{\"schema\": \"csf-assess/assessment/1\", \"id\": \"a\", \"framework\": \"f\",\n \"\\u0069d\": \"b\"}";
    refused(escaped, "document/duplicate-key", Some((2, 2)));
}

#[test]
fn what_is_no_number_is_no_level() {
    let library = common::library(&common::small());
    let words = [".nan", ".inf", "-.inf", ".NaN", "nan", "1e400", "0x1F", "1_000", "true", "2024-01-01", "١"];
    for word in words.iter().map(|word| (*word).to_owned()).chain([format!("1{}", "0".repeat(400))]) {
        let text = format!("{HEAD}answers:\n  A.X-01: {{level: {word}}}\n");
        let error = library.assessment(text.as_bytes()).err().unwrap_or_else(|| panic!("{word} was accepted"));
        let problems: Vec<_> = error.problems().collect();
        assert_eq!(problems.len(), 1, "{error}");
        assert_eq!((problems[0].line(), problems[0].path()), (Some(5), "answers.\"A.X-01\".level"), "{error}");
        let codes = ["answer/off-scale", "document/type", "document/value"];
        assert!(codes.contains(&problems[0].code()) && error.to_string().len() < 400, "{error}");
    }
    for number in [
        "1e400".to_owned(),
        "-1e400".to_owned(),
        format!("1{}", "0".repeat(400)),
        "1e-400".to_owned(),
        "1.0e-400".to_owned(),
    ] {
        let text = format!(
            "{{\"schema\":\"csf-assess/assessment/1\",\"id\":\"a\",\"framework\":\"small\",\n\
             \"answers\":{{\"A.X-01\":{{\"level\":{number}}}}}}}"
        );
        let error = library.assessment(text.as_bytes()).err().unwrap_or_else(|| panic!("{number} was accepted"));
        let problems: Vec<_> = error.problems().collect();
        assert_eq!((problems.len(), problems[0].line()), (1, Some(2)), "{error}");
        assert!(error.to_string().len() < 400, "{error}");
    }
    for number in ["NaN", "Infinity", "01", "+1", ".5", "0x1F"] {
        let text = format!("{{\"schema\":\"csf-assess/assessment/1\",\n\"id\":{number}}}");
        let (code, place, _) = only(text.as_bytes());
        assert_eq!((code, place.map(|(line, _)| line)), ("document/syntax", Some(2)), "{number}");
    }
}

#[test]
fn text_that_is_no_text() {
    refused(b"schema: csf\nid: \xff\xfe\n", "document/encoding", Some((2, 5)));
    refused(
        "é: \u{65e5}".as_bytes().iter().chain(b"\xe6").copied().collect::<Vec<_>>(),
        "document/encoding",
        Some((1, 5)),
    );
    refused(b"\xff\xfes\0c\0h\0", "document/encoding", Some((1, 1)));
    for empty in ["", " ", "\n\n  \n", "\u{feff}", "\u{feff}\n"] {
        refused(empty, "document/empty", Some((1, 1)));
    }
}

#[test]
fn text_without_a_document() {
    for nothing in ["# only a comment\n", "---\n", "--- # nothing\n", "null", "~"] {
        let (code, place, _) = only(nothing.as_bytes());
        assert_eq!(code, "document/kind", "{nothing:?}");
        assert!(place.is_some(), "{nothing:?}");
    }
    refused("just words", "document/kind", Some((1, 1)));
    refused("[]", "document/kind", Some((1, 1)));
    refused("{}", "document/kind", Some((1, 1)));
}

#[test]
fn too_much_text() {
    let long = format!("{HEAD}x: {{a: {}}}\n", "b".repeat(9 * 1024 * 1024));
    refused(&long, "document/too-large", None);
    let just = format!("{HEAD}x: {{a: {}}}\n", "b".repeat(LONGEST - HEAD.len() - 9));
    assert_eq!(just.len(), LONGEST);
    assert!(document::read(just.as_bytes()).is_ok());
}

#[test]
fn too_many_values() {
    let list = "1,".repeat(MOST_VALUES + 100_000);
    let json = format!("{{\"schema\":\"csf-assess/assessment/1\",\"x\":{{\"a\":[{list}1]}}}}");
    let (code, place, _) = only(json.as_bytes());
    assert_eq!(code, "document/too-large");
    assert!(place.is_some_and(|(line, column)| line == 1 && column > 900_000), "{place:?}");
    let yaml = format!("{HEAD}x:\n  a:\n{}", "  - 1\n".repeat(MOST_VALUES + 100_000));
    let (code, place, _) = only(yaml.as_bytes());
    assert_eq!(code, "document/too-large");
    assert!(place.is_some_and(|(line, _)| line > 400_000), "{place:?}");
}

#[test]
fn two_documents_in_one_file() {
    let (code, place, message) = only(format!("{HEAD}---\n{HEAD}").as_bytes());
    assert_eq!((code, place.map(|(line, _)| line)), ("document/syntax", Some(5)), "{message}");
    assert!(message.contains("`---`"), "{message}");
    let (code, _, _) = only(b"{\"schema\": \"csf-assess/assessment/1\"}\n{}");
    assert_eq!(code, "document/syntax");
}

#[test]
fn tabs_do_not_indent() {
    let (code, place, _) = only(format!("{HEAD}answers:\n\tA.X-01: {{level: 3}}\n").as_bytes());
    assert_eq!((code, place.map(|(line, _)| line)), ("document/syntax", Some(5)));
}

#[test]
fn null_bytes_are_refused() {
    for text in ["schema: a\0b\n", "\0", "a: \"\0\"\n", "{\"schema\": \"\0\"}"] {
        assert!(document::read(text.as_bytes()).is_err(), "{text:?}");
        assert!(document::read(text.as_bytes()).unwrap_err().problems().all(|problem| problem.line() == Some(1)));
    }
}

#[test]
fn line_endings_and_byte_order_marks_move_no_position() {
    let library = common::library(&common::small());
    let yaml = format!("{HEAD}answers:\n  A.X-01: {{level: 3}}\n  A.X-02: {{level: 9}}\n");
    let json = "{\"schema\": \"csf-assess/assessment/1\", \"id\": \"a\", \"framework\": \"small\",\n \"answers\": {\n  \"A.X-02\": {\"level\": 9}}}";
    for (text, place) in [(yaml.as_str(), (6, 19)), (json, (3, 23))] {
        for text in [text.to_owned(), text.replace('\n', "\r\n"), format!("\u{feff}{text}")] {
            let error = library.assessment(text.as_bytes()).unwrap_err();
            let problem = error.problems().next().unwrap();
            assert_eq!(problem.line().zip(problem.column()), Some(place), "{text:?}: {error}");
            assert_eq!(problem.code(), "answer/off-scale");
        }
    }
}

#[test]
fn long_keys_and_ids_are_cut_short_in_messages() {
    let key = "k".repeat(100_000);
    let library = common::library(&common::small());
    for text in [
        format!("{HEAD}{key}: 1\n"),
        format!("{HEAD}answers: {{? {key} : {{level: 1}}}}\n"),
        format!("{{\"schema\": \"csf-assess/assessment/1\", \"id\": \"{key}\", \"framework\": \"small\"}}"),
    ] {
        let error = library.assessment(text.as_bytes()).unwrap_err();
        for problem in error.problems() {
            assert!(problem.message().len() < 700, "{} bytes", problem.message().len());
            assert!(problem.path().len() < 300, "a path of {} bytes", problem.path().len());
        }
    }
}

#[test]
fn a_thousand_problems_are_listed_and_the_rest_is_counted() {
    let answers: String = (0..1_500).map(|number| format!("  N-{number}: {{level: 1}}\n")).collect();
    let library = common::library(&common::small());
    let error = library.assessment(format!("{HEAD}answers:\n{answers}").as_bytes()).unwrap_err();
    assert_eq!(error.problems().count(), 1_001);
    let last = error.problems().last().unwrap();
    assert_eq!((last.code(), last.message()), ("document/too-many-problems", "500 more problems are not listed"));
}

#[test]
fn many_wrong_shapes_end_with_an_error() {
    let entries: String = (0..3_000).map(|number| format!("  A.X-{number:04}: [1]\n")).collect();
    let error = document::read(format!("{HEAD}answers:\n{entries}").as_bytes()).unwrap_err();
    assert!(error.problems().count() >= 100);
    let counted = |problem: &csf_assess::Problem| problem.code() == "document/too-many-problems";
    assert!(error.problems().all(|problem| problem.line().is_some() || counted(problem)));
}

static SMALL: LazyLock<Library> = LazyLock::new(|| common::library(&common::small()));

/// Everything that takes bytes takes these, and every problem says where.
fn survives(text: &[u8]) {
    for error in [SMALL.check(text).err(), SMALL.assessment(text).err(), SMALL.clone().add(text).err()] {
        for problem in error.iter().flat_map(csf_assess::Error::problems) {
            assert!(!problem.message().is_empty() && !problem.to_string().is_empty());
            assert!(problem.line().is_none_or(|line| line >= 1) && problem.column().is_none_or(|column| column >= 1));
        }
    }
    if let Ok(assessment) = SMALL.assessment(text) {
        SMALL.assess(&assessment, &["set"]).unwrap();
    }
}

fn valid() -> Vec<String> {
    let assessment = format!(
        "{HEAD}organization: {{class: {{set: big}}, sector: x/y, roles: [r]}}\nrespondents: [{{id: it, lead: true}}]\n\
         answers:\n  A.X-01: {{level: 3, target: 4, by: it, evidence: [{{ref: log, date: 2026-01-01}}]}}\n\
         \x20 A.Y-01: {{state: not_applicable, reason: none}}\n  B.Z-01: {{state: unknown}}\n\
         supplementary:\n  S-1/1: {{answer: \"yes\"}}\n"
    );
    assert!(SMALL.assessment(assessment.as_bytes()).is_ok());
    let documents = common::small();
    let json = documents.iter().map(|document| serde_json::to_string_pretty(document).unwrap());
    let yaml =
        documents.iter().map(|document| document::read(document.to_string().as_bytes()).unwrap().to_yaml().unwrap());
    json.chain(yaml).chain([assessment]).collect()
}

static VALID: LazyLock<Vec<String>> = LazyLock::new(valid);

fn cases() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(128);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        survives(&bytes);
    }

    #[test]
    fn any_text(text in "\\PC{0,200}") {
        survives(text.as_bytes());
    }

    #[test]
    fn any_text_of_the_languages_own_signs(text in "[-\\[\\]{}:,#&*!|>'\"%@` \n\t0-9a-z~?.]{0,120}") {
        survives(text.as_bytes());
        survives(format!("{HEAD}{text}").as_bytes());
    }

    #[test]
    fn any_change_of_a_valid_document(
        which in any::<prop::sample::Index>(),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), 0..4u8, any::<u8>()), 1..6),
        end in any::<prop::sample::Index>(),
        cut in proptest::bool::weighted(0.2),
    ) {
        let mut text = VALID[which.index(VALID.len())].clone().into_bytes();
        for (place, how, byte) in changes {
            if text.is_empty() {
                break;
            }
            let place = place.index(text.len());
            match how {
                0 => text[place] = byte,
                1 => text.insert(place, byte),
                2 => drop(text.remove(place)),
                _ => {
                    let line: Vec<u8> = text[place..].split(|byte| *byte == b'\n').next().unwrap_or_default().to_vec();
                    text.splice(place..place, line);
                }
            }
        }
        if cut {
            text.truncate(end.index(text.len() + 1));
        }
        survives(&text);
    }

    #[test]
    fn any_value_in_any_place_of_a_valid_document(
        which in any::<prop::sample::Index>(),
        place in any::<prop::sample::Index>(),
        value in prop::sample::select(vec!["null", "true", "-1", "1e9", "0.5", "\"\"", "\"x\"", "[]", "{}", "[[]]", "{\"a\": 1}", "99999999999999999999"]),
    ) {
        let documents = common::small();
        let mut document = documents[which.index(documents.len())].clone();
        let mut pointers = Vec::new();
        pointers_of(&document, "", &mut pointers);
        let pointer = &pointers[place.index(pointers.len())];
        *document.pointer_mut(pointer).unwrap() = serde_json::from_str(value).unwrap();
        survives(document.to_string().as_bytes());
    }
}

fn pointers_of(value: &serde_json::Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        serde_json::Value::Object(map) => {
            for (key, below) in map {
                pointers_of(below, &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), found);
            }
        }
        serde_json::Value::Array(list) => {
            for (index, below) in list.iter().enumerate() {
                pointers_of(below, &format!("{at}/{index}"), found);
            }
        }
        _ => {}
    }
}
