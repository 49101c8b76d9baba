//! Nothing that was typed is lost: what is written as YAML or JSON reads as what it was.
#![cfg(feature = "yaml")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests stop at the first surprise")]

mod common;

use csf_assess::Document;
use csf_assess::assessment::{
    Answer, AnswerState, AssessmentContent, Class, DimensionLevel, Evidence, Level, LevelValue, NotApplicableWord,
    Organization, Respondent, Said, SupplementaryAnswer, TierAnswer,
};
use csf_assess::document;
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;

/// Texts that YAML reads as something else when they are not quoted, or that lose their ends when they are folded.
const TRICKY: &[&str] = &[
    "",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\t",
    "\r",
    "\r\n",
    " a",
    "a ",
    "a\n",
    "\na",
    "a\n\n",
    "a\n b\n",
    "  a\nb",
    "a\tb",
    "\ta",
    "a\t",
    "---",
    "--- a",
    "...",
    "a\n---\nb",
    "a\n...\nb",
    "# a",
    "a # b",
    "a #b",
    "a: b",
    "a:b",
    "a:",
    ": a",
    ":",
    "- a",
    "-",
    "? a",
    "?",
    "yes",
    "no",
    "Yes",
    "NO",
    "on",
    "off",
    "y",
    "n",
    "true",
    "false",
    "True",
    "null",
    "Null",
    "~",
    "NULL",
    "0",
    "1",
    "-1",
    "+1",
    "1.5",
    "1e3",
    "1.",
    ".5",
    "0x1F",
    "0o17",
    "0b1",
    "017",
    "1_000",
    "1,000",
    "12:30",
    "12:30:45",
    ".inf",
    "-.inf",
    ".nan",
    ".NaN",
    "2026-11-23",
    "2026-11-23T10:00:00Z",
    "<<",
    "=",
    "!",
    "!a",
    "!!str a",
    "&a",
    "*a",
    "@a",
    "`a`",
    "%a",
    "|",
    ">",
    "|-\n a",
    ">\n a",
    "'",
    "\"",
    "''",
    "\"\"",
    "it's",
    "\"quoted\"",
    "a\"b'c",
    "\\",
    "\\n",
    "a\\",
    "{",
    "}",
    "{a: b}",
    "[",
    "]",
    "[a]",
    ",",
    "a, b",
    "#",
    "a#",
    "é",
    "日本語",
    "🙂",
    "👩‍🚀",
    "مرحبا",
    "\u{202e}abc",
    "\u{200b}",
    "\u{feff}",
    "\u{feff}a",
    "a\u{feff}b",
    "\u{85}",
    "a\u{85}b",
    "\u{2028}",
    "a\u{2028}b",
    "\u{2029}",
    "\u{a0}",
    "\u{a0}a\u{a0}",
    "\u{7f}",
    "\u{1}",
    "a\u{0}b",
    "\u{1b}[31m",
    "\u{9f}",
    "\u{fffe}",
    "\u{ffff}",
    "\u{10ffff}",
    "=1+1",
    "a\rb",
    "a\r\nb",
    "a \nb",
    "a\n b",
    "a \n\n  b",
    " \na",
    "a\n ",
    "a\n\t",
    "\n a",
    "\n  a\nb\n\n",
];

fn any_text() -> impl Strategy<Value = String> {
    let words = "[a-zA-Z0-9 .,:;#'\"()-]{0,40}";
    prop_oneof![
        4 => prop::sample::select(TRICKY).prop_map(str::to_owned),
        3 => words,
        2 => "\\PC{0,20}",
        2 => vec(prop::sample::select(TRICKY), 1..5).prop_map(|parts| parts.concat()),
        1 => vec(any::<char>(), 0..12).prop_map(String::from_iter),
        1 => vec(words, 10..60).prop_map(|parts| parts.join(" ")),
        1 => vec("[ \\t]{0,3}[a-z#:-]{0,90}[ \\t]{0,2}", 1..6).prop_map(|lines| lines.join("\n")),
    ]
}

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-1_000_000i32..1_000_000).prop_map(|n| Value::from(f64::from(n) / 64.0 + 1.0 / 128.0)),
        any_text().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |below| {
        prop_oneof![
            vec(below.clone(), 0..4).prop_map(Value::from),
            btree_map(any_text(), below, 0..4).prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

fn own() -> impl Strategy<Value = BTreeMap<String, Value>> {
    btree_map(any_text(), any_value(), 0..3)
}

fn text() -> impl Strategy<Value = Option<String>> {
    option::weighted(0.4, any_text())
}

fn level_value() -> impl Strategy<Value = LevelValue> {
    prop_oneof![
        (-40i64..40).prop_map(|n| LevelValue::Number(csf_assess::Fraction::new(n, 4).unwrap())),
        (1i64..40, 1i64..40).prop_map(|(n, d)| LevelValue::Number(csf_assess::Fraction::new(n, d).unwrap())),
        prop::sample::select(&["FI", "no", "yes", "N/A", "~", "null", "LI - partly", "a: b", ""])
            .prop_map(|code| LevelValue::Code(code.to_owned())),
    ]
}

fn level() -> impl Strategy<Value = Level> {
    let dimension = prop_oneof![
        3 => level_value().prop_map(DimensionLevel::Level),
        1 => Just(DimensionLevel::NotApplicable(NotApplicableWord)),
    ];
    prop_oneof![
        level_value().prop_map(Level::One),
        btree_map("[a-z]{1,8}", dimension, 0..3).prop_map(Level::ByDimension),
    ]
}

fn evidence() -> impl Strategy<Value = Vec<Evidence>> {
    let one = (any_text(), text(), text(), own()).prop_map(|(reference, date, note, x)| Evidence {
        reference,
        date,
        note,
        x,
    });
    vec(one, 0..3)
}

fn state() -> impl Strategy<Value = Option<AnswerState>> {
    option::of(prop::sample::select(&[AnswerState::Rated, AnswerState::Unknown, AnswerState::NotApplicable]))
}

fn answer() -> impl Strategy<Value = Answer> {
    let plain = (
        (option::of(level()), state(), text(), option::of(level()), text()),
        (text(), text(), text(), text(), evidence(), own()),
    )
        .prop_map(|((level, state, reason, target, note), (owner, by, on, method, evidence, x))| Answer {
            level,
            state,
            reason,
            target,
            note,
            owner,
            by,
            on,
            method,
            evidence,
            voices: BTreeMap::new(),
            x,
        })
        .boxed();
    (plain.clone(), btree_map(any_text(), plain, 0..2)).prop_map(|(answer, voices)| Answer { voices, ..answer })
}

fn supplementary() -> impl Strategy<Value = SupplementaryAnswer> {
    let said = option::of(prop::sample::select(&[Said::Yes, Said::No, Said::Unknown, Said::NotApplicable]));
    (said, text(), text(), text(), text(), text(), evidence(), own()).prop_map(
        |(answer, reason, note, owner, by, on, evidence, x)| SupplementaryAnswer {
            answer,
            reason,
            note,
            owner,
            by,
            on,
            evidence,
            x,
        },
    )
}

fn tier() -> impl Strategy<Value = TierAnswer> {
    (option::of(level()), option::of(level()), text(), text(), text(), evidence(), own())
        .prop_map(|(level, target, note, by, on, evidence, x)| TierAnswer { level, target, note, by, on, evidence, x })
}

fn organization() -> impl Strategy<Value = Organization> {
    let class =
        prop_oneof![any_text().prop_map(Class::Nis2), btree_map(any_text(), any_text(), 0..3).prop_map(Class::BySet),];
    (text(), text(), text(), text(), option::of(vec(any_text(), 0..3)), option::of(class), own()).prop_map(
        |(name, country, sector, size, roles, class, x)| Organization { name, country, sector, size, roles, class, x },
    )
}

fn content() -> impl Strategy<Value = AssessmentContent> {
    let respondent = (any_text(), text(), text(), any::<bool>()).prop_map(|(id, role, name, lead)| Respondent {
        id,
        role,
        name,
        lead,
    });
    (
        (any_text(), text(), text(), option::of(organization()), text()),
        vec(respondent, 0..3),
        btree_map(any_text(), answer(), 0..4),
        btree_map(any_text(), supplementary(), 0..3),
        btree_map(any_text(), tier(), 0..3),
        own(),
    )
        .prop_map(
            |((framework, scale, model, organization, assessed_on), respondents, answers, supplementary, tiers, x)| {
                AssessmentContent {
                    schema: "csf-assess/assessment/1".to_owned(),
                    id: "a".to_owned(),
                    framework,
                    scale,
                    model,
                    organization,
                    assessed_on,
                    respondents,
                    tiers,
                    answers,
                    supplementary,
                    x,
                }
            },
        )
}

fn read(text: &str) -> AssessmentContent {
    match document::read(text.as_bytes()) {
        Ok(Document::Assessment(content)) => *content,
        Ok(other) => panic!("read as {:?}", other.kind()),
        Err(error) => panic!("{error}\n{text}"),
    }
}

fn comes_back(content: &AssessmentContent) {
    let document = Document::Assessment(Box::new(content.clone()));
    let json = document.to_json().unwrap();
    assert_eq!(read(&json), *content, "{json}");
    let yaml = document.to_yaml().unwrap();
    assert_eq!(read(&yaml), *content, "{yaml}");
    let again = Document::Assessment(Box::new(read(&yaml)));
    assert_eq!(again.to_yaml().unwrap(), yaml, "writing what was read writes the same");
    assert_eq!(again.to_json().unwrap(), json);
}

fn with_texts(text: &str) -> AssessmentContent {
    let own =
        BTreeMap::from([(text.to_owned(), Value::from(text)), ("list".to_owned(), serde_json::json!([text, [text]]))]);
    let evidence = vec![Evidence {
        reference: text.to_owned(),
        date: Some(text.to_owned()),
        note: Some(text.to_owned()),
        x: own.clone(),
    }];
    let answer = Answer {
        state: Some(AnswerState::NotApplicable),
        reason: Some(text.to_owned()),
        note: Some(text.to_owned()),
        owner: Some(text.to_owned()),
        evidence,
        x: own.clone(),
        ..Answer::default()
    };
    AssessmentContent {
        schema: "csf-assess/assessment/1".to_owned(),
        id: "a".to_owned(),
        framework: text.to_owned(),
        scale: Some(text.to_owned()),
        model: None,
        organization: Some(Organization {
            name: Some(text.to_owned()),
            roles: Some(vec![text.to_owned()]),
            class: Some(Class::Nis2(text.to_owned())),
            ..Organization::default()
        }),
        assessed_on: Some(text.to_owned()),
        respondents: vec![Respondent { id: text.to_owned(), role: None, name: Some(text.to_owned()), lead: true }],
        tiers: BTreeMap::from([(text.to_owned(), TierAnswer { note: Some(text.to_owned()), ..TierAnswer::default() })]),
        answers: BTreeMap::from([(text.to_owned(), answer)]),
        supplementary: BTreeMap::from([(text.to_owned(), SupplementaryAnswer::default())]),
        x: own,
    }
}

#[test]
fn every_tricky_text_comes_back_from_every_place() {
    let mut lost = Vec::new();
    for text in TRICKY {
        let content = with_texts(text);
        if std::panic::catch_unwind(|| comes_back(&content)).is_err() {
            lost.push(format!("{text:?}"));
        }
    }
    assert!(lost.is_empty(), "lost or changed: {}", lost.join(" "));
}

#[test]
fn numbers_of_ones_own_come_back() {
    for number in [
        "0",
        "-1",
        "1.5",
        "0.1",
        "1.0",
        "100.0",
        "1e300",
        "1.5e-7",
        "0.0000001",
        "1e22",
        "9007199254740993",
        "18446744073709551615",
        "-9223372036854775808",
    ] {
        let value: Value = serde_json::from_str(number).unwrap();
        let mut content = with_texts("a");
        content.x = BTreeMap::from([("n".to_owned(), value)]);
        comes_back(&content);
    }
}

#[test]
fn every_document_of_the_content_comes_back() {
    for path in common::documents() {
        let document = document::read(&std::fs::read(&path).unwrap()).unwrap();
        let json = document.to_json().unwrap();
        let yaml = document.to_yaml().unwrap();
        for text in [&json, &yaml] {
            let back = document::read(text.as_bytes()).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            assert_eq!(back.to_json().unwrap(), json, "{}", path.display());
            assert_eq!(back.to_yaml().unwrap(), yaml, "{}", path.display());
        }
    }
}

#[test]
fn codes_that_look_like_numbers_or_words_stay_codes() {
    let text = "schema: csf-assess/assessment/1\nid: a\nframework: f\nanswers:\n  A: {level: \"no\"}\n  B: {level: \"1/2\"}\n  C: {level: 2.5}\n";
    let content = read(text);
    assert_eq!(content.answers["A"].level, Some(Level::One(LevelValue::Code("no".to_owned()))));
    let half = csf_assess::Fraction::new(1, 2).unwrap();
    assert_eq!(content.answers["B"].level, Some(Level::One(LevelValue::Number(half))));
    comes_back(&content);
}

fn cases() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(64);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_assessment_comes_back(content in content()) {
        comes_back(&content);
    }

    #[test]
    fn any_text_comes_back_from_every_place(text in any_text()) {
        comes_back(&with_texts(&text));
    }
}
