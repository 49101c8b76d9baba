//! Every code that an error can carry is provoked here, at the place that a reader would point to.
//!
//! In the texts `«` stands right before the expected place; it is taken out before the text is read.
#![cfg(feature = "yaml")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests stop at the first surprise"
)]

#[path = "errors/answers.rs"]
mod answers;
mod common;
#[path = "errors/content.rs"]
mod content;
#[path = "errors/documents.rs"]
mod documents;

use csf_assess::error::codes;
use csf_assess::{Error, Library};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Groups of codes whose inputs are not documents, and the file of `core/tests` that provokes each of them.
const COVERED_ELSEWHERE: [(&str, &str); 10] = [
    ("clock/", "clock"),
    ("consensus/", "consensus"),
    ("explain/", "explain"),
    ("import/", "import_csf_profile"),
    ("migrate/", "migrate"),
    ("overlay/", "overlay"),
    ("scope/", "scope"),
    ("costs/", "costs"),
    ("plan/", "plan"),
    ("trend/", "trend"),
];

/// Codes whose texts are too large to be written here, in `limits.rs`.
const IN_LIMITS: [&str; 3] = ["document/too-large", "document/too-deep", "document/too-many-problems"];

/// What starts a text, so that a case shows only what matters.
#[derive(Clone, Copy, PartialEq)]
enum Head {
    /// Nothing: the text is whole.
    Whole,
    /// An assessment of the small framework.
    Assessment,
    /// A scale with two levels.
    Scale,
    /// A framework up to the key `functions`.
    Framework,
    /// A set up to the key `obligations`.
    Set,
    /// A crosswalk up to what follows `to`.
    Crosswalk,
    /// A model up to what follows `title`.
    Model,
    /// A model, and an assessment that uses it.
    UsedModel,
}

impl Head {
    fn text(self) -> &'static str {
        match self {
            Self::Whole => "",
            Self::Assessment => "schema: csf-assess/assessment/1\nid: a\nframework: small\n",
            Self::Scale => "schema: csf-assess/scale/1\nid: mine\ntitle: Mine\n",
            Self::Framework => "schema: csf-assess/framework/1\nid: mine\nversion: \"1\"\ntitle: Mine\nscale: s\n",
            Self::Set => {
                "schema: csf-assess/obligations/1\nid: mine\ntitle: Mine\nin_force: {from: 2023-01-16}\nclasses: [big]\n"
            }
            Self::Crosswalk => "schema: csf-assess/crosswalk/1\nid: c\nfrom: small\nto: set\n",
            Self::Model | Self::UsedModel => "schema: csf-assess/model/1\nid: mine\ntitle: Mine\n",
        }
    }
}

struct Case {
    code: &'static str,
    head: Head,
    text: &'static str,
    path: &'static str,
    message: &'static str,
}

const fn case(code: &'static str, head: Head, text: &'static str, path: &'static str, message: &'static str) -> Case {
    Case { code, head, text, path, message }
}

const DUTY: &str = "addressee: entity, kind: governance, title: T, summary: S, verification: V";

use Head::{Assessment, UsedModel};

/// Every case, by what is wrong.
fn cases() -> impl Iterator<Item = &'static Case> {
    answers::CASES.iter().chain(documents::CASES).chain(content::CASES).chain([&MODEL_DIMENSION])
}

/// A model that names a dimension is only wrong beside a scale with dimensions.
const MODEL_DIMENSION: Case = case(
    "model/dimension",
    UsedModel,
    "dimensions: papers\n",
    "model",
    "`papers` is neither mean, minimum nor a dimension of two; did you mean `paper`? (dimensions)",
);

/// The text without its mark, and the line and column of the mark.
fn marked(text: &str) -> (String, Option<(u64, u64)>) {
    let Some((before, after)) = text.split_once('«') else { return (text.to_owned(), None) };
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    (format!("{before}{after}"), Some((line as u64, column as u64)))
}

fn small() -> Library {
    common::library(&common::small())
}

/// The error of a case, and where it is expected.
fn provoke(case: &Case) -> (Error, Option<(u64, u64)>) {
    let mut library = small();
    let (text, place) = marked(&format!("{}{}", case.head.text(), case.text.replace("DUTY", DUTY)));
    if case.head == UsedModel {
        library.add(text.as_bytes()).unwrap_or_else(|error| panic!("{text}\n{error}"));
        let scale = if case.code == "model/dimension" { "two" } else { "s" };
        let (text, place) = marked(&format!("{}scale: {scale}\nmodel: «mine\n", Assessment.text()));
        return (library.assessment(text.as_bytes()).unwrap_err(), place);
    }
    let error = library.check(text.as_bytes()).err().unwrap_or_else(|| panic!("accepted:\n{text}"));
    (error, place)
}

#[test]
fn every_case_gives_its_code_at_its_place() {
    let mut wrong = Vec::new();
    for case in cases() {
        let (error, place) = provoke(case);
        let problems: Vec<_> = error.problems().collect();
        let first = problems[0];
        let as_expected = problems.len() == 1
            && first.code() == case.code
            && first.line().zip(first.column()) == place
            && first.path() == case.path
            && first.message().contains(case.message);
        if !as_expected {
            wrong.push(format!("expected {} at {place:?} ({}): {}\n{error}\n", case.code, case.path, case.message));
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases().count(), wrong.join("\n"));
}

#[test]
fn every_code_is_provoked_somewhere() {
    let provoked = cases().map(|case| case.code).chain(["document/encoding"]);
    let elsewhere = |code: &&&str| COVERED_ELSEWHERE.iter().any(|(group, _)| code.starts_with(group));
    let all: BTreeSet<&str> = provoked.chain(IN_LIMITS).chain(codes().iter().filter(elsewhere).copied()).collect();
    assert_eq!(all, codes().iter().copied().collect());
    let mut sorted = codes().to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(sorted, codes(), "sorted, none twice");
    for code in codes() {
        let (group, name) = code.split_once('/').unwrap();
        let plain = |word: &str| word.chars().all(|c| c.is_ascii_lowercase() || c == '-') && !word.is_empty();
        assert!(plain(group) && plain(name), "{code}");
    }
}

#[test]
fn what_is_said_to_be_covered_elsewhere_is() {
    let limits = std::fs::read_to_string(common::repository("core/tests/limits.rs")).unwrap();
    for code in IN_LIMITS {
        assert!(limits.contains(code), "{code} is not in limits.rs");
    }
    let declared = std::fs::read_to_string(common::repository("core/src/error.rs")).unwrap();
    let sources: Vec<String> =
        common::files("core/src", "rs").iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    for (group, file) in COVERED_ELSEWHERE {
        let is_of_test = |path: &&std::path::PathBuf| path.display().to_string().contains(&format!("/{file}"));
        let files = [common::files("core/tests", "rs"), common::files("core/tests", "snap")].concat();
        let test: String = files.iter().filter(is_of_test).map(|path| std::fs::read_to_string(path).unwrap()).collect();
        for code in codes().iter().filter(|code| code.starts_with(group)) {
            let line = declared.lines().find(|line| line.ends_with(&format!("= \"{code}\","))).unwrap();
            let variant = format!("Code::{}", line.split_whitespace().next().unwrap());
            assert!(sources.iter().any(|source| source.contains(&variant)), "nothing gives {code}");
            assert!(test.contains(code), "{code} is not in {file}");
        }
    }
}

#[test]
fn text_in_another_encoding_is_refused_where_it_starts() {
    let error = small().check(b"schema: csf-assess/assessment/1\nid: caf\xe9\n").unwrap_err();
    let problem = error.problems().next().unwrap();
    assert_eq!((problem.code(), problem.line(), problem.column()), ("document/encoding", Some(2), Some(8)));
    assert_eq!(problem.message(), "the text is not UTF-8; save it as UTF-8");
}

#[test]
fn messages_read_well() {
    for case in cases() {
        let (error, _) = provoke(case);
        for problem in error.problems() {
            let message = problem.message();
            let first = message.chars().next().unwrap();
            assert!(!first.is_uppercase(), "starts with a capital: {message}");
            assert!(!message.ends_with('.') && !message.contains('\n'), "not one plain sentence: {message}");
            assert!(message.matches('`').count() % 2 == 0, "a backtick is alone: {message}");
            for word in
                ["Option", "Vec<", "String", "struct", "serde", "variant", "i64", "u64", "BTreeMap", "expected one of"]
            {
                assert!(!message.contains(word), "speaks of code, `{word}`: {message}");
            }
            let shown = problem.to_string();
            assert!(shown.starts_with(&format!("error[{}]: {message}", problem.code())), "{shown}");
        }
    }
}

#[test]
fn an_error_is_shown_with_its_file_and_place() {
    let error =
        small().check(b"schema: csf-assess/assessment/1\nid: a\nframework: small\nanswers:\n  A.X-09: {level: 3}\n");
    let error = error.unwrap_err().in_document("acme.yaml");
    assert_eq!(
        error.to_string(),
        "error[answer/unknown-outcome]: `A.X-09` is not an outcome of small; did you mean `A.X-02`?\n  \
         --> acme.yaml:5:3 (answers.\"A.X-09\")"
    );
}

/// Eleven different problems, in the order of the text.
const ELEVEN: &str = "\
schema: csf-assess/assessment/1
id: «1a b
framework: small
«2colour: red
respondents: [{id: it}, {id: «3it}]
organization: {roles: [«4chief]}
answers:
  A.X-01: {level: «59}
  A.X-02: {level: 3, by: «6nobody}
  A.Y-01: «7{state: not_applicable}
  «8B.Z-99: {level: 3}
  B.Z-01: {state: «9maybe}
  B.Z-02: {level: 3, «0tagret: 4}
supplementary:
  «aS-9/9: {answer: \"no\"}
";

#[test]
fn all_problems_are_told_at_once() {
    // The mark, the code, the path, and what stands there in JSON.
    let expected = [
        ('1', "document/id", "id", "\"a b\""),
        ('2', "document/unknown-key", "colour", "\"colour\""),
        ('3', "document/duplicate-id", "respondents[1].id", "\"it\""),
        ('4', "assessment/unknown-role", "organization.roles[0]", "\"chief\""),
        ('5', "answer/off-scale", "answers.\"A.X-01\".level", "9"),
        ('6', "answer/unknown-respondent", "answers.\"A.X-02\".by", "\"nobody\""),
        ('7', "answer/reason-missing", "answers.\"A.Y-01\"", "{"),
        ('8', "answer/unknown-outcome", "answers.\"B.Z-99\"", "\"B.Z-99\""),
        ('9', "document/value", "answers.\"B.Z-01\".state", "\"maybe\""),
        ('0', "document/unknown-key", "answers.\"B.Z-02\".tagret", "\"tagret\""),
        ('a', "answer/unknown-question", "supplementary.\"S-9/9\"", "\"S-9/9\""),
    ];
    let text = ELEVEN;
    let mut plain = String::new();
    let mut places = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('«') {
        plain += before;
        let line = plain.matches('\n').count() + 1;
        let column = plain.rsplit('\n').next().unwrap().chars().count() + 1;
        places.push((after.chars().next().unwrap(), line as u64, column as u64));
        rest = &after[1..];
    }
    plain += rest;
    let error = small().check(plain.as_bytes()).unwrap_err();
    let found: Vec<_> =
        error.problems().map(|p| (p.code(), p.path().to_owned(), p.line().unwrap(), p.column().unwrap())).collect();
    let wanted: Vec<_> = expected
        .iter()
        .zip(&places)
        .map(|((mark, code, path, _), (found, line, column))| {
            assert_eq!(mark, found);
            (*code, (*path).to_owned(), *line, *column)
        })
        .collect();
    assert_eq!(found, wanted, "{error}");
    // The same document as JSON has the same problems, in its own places.
    let json = json!({
        "schema": "csf-assess/assessment/1", "id": "a b", "framework": "small", "colour": "red",
        "respondents": [{"id": "it"}, {"id": "it"}], "organization": {"roles": ["chief"]},
        "answers": {
            "A.X-01": {"level": 9}, "A.X-02": {"level": 3, "by": "nobody"}, "A.Y-01": {"state": "not_applicable"},
            "B.Z-99": {"level": 3}, "B.Z-01": {"state": "maybe"}, "B.Z-02": {"level": 3, "tagret": 4}
        },
        "supplementary": {"S-9/9": {"answer": "no"}}
    });
    let text = serde_json::to_string_pretty(&json).unwrap();
    let error = small().check(text.as_bytes()).unwrap_err();
    let found: BTreeSet<_> = error.problems().map(|problem| (problem.code(), problem.path().to_owned())).collect();
    let wanted: BTreeSet<_> = expected.iter().map(|(_, code, path, _)| (*code, (*path).to_owned())).collect();
    assert_eq!(found, wanted, "{error}");
    let lines: Vec<&str> = text.lines().collect();
    for problem in error.problems() {
        let line = lines[usize::try_from(problem.line().unwrap()).unwrap() - 1];
        let column = usize::try_from(problem.column().unwrap()).unwrap();
        let (.., there) = expected.iter().find(|(_, _, path, _)| *path == problem.path()).unwrap();
        assert!(line[column - 1..].starts_with(there), "{}: column {column} of {line}", problem.path());
    }
    let apart = lines.iter().position(|line| line.contains("A.Y-01")).unwrap() as u64 + 1;
    assert!(error.problems().any(|problem| problem.path().ends_with("\"A.Y-01\"") && problem.line() == Some(apart)));
}

#[test]
fn a_missing_scale_hides_no_other_problem_of_its_own_kind() {
    let text = "schema: csf-assess/assessment/1\nid: a\nframework: smal\nscale: x\nmodel: y\n";
    let error = small().check(text.as_bytes()).unwrap_err();
    let paths: Vec<&str> = error.problems().map(csf_assess::Problem::path).collect();
    assert!(paths.contains(&"framework") && paths.contains(&"model"), "{error}");
}

#[test]
fn a_group_loop_of_three_is_told_at_each_of_its_links() {
    let mut set = common::obligations();
    set["groups"] = json!([
        {"id": "G", "article": "1", "title": "G", "group": "I"},
        {"id": "G.1", "article": "1", "title": "H", "group": "G"},
        {"id": "I", "article": "1", "title": "I", "group": "G.1"}
    ]);
    let error = small().add(set.to_string().as_bytes()).unwrap_err();
    let loops: Vec<&str> =
        error.problems().filter(|p| p.code() == "obligation/group-loop").map(csf_assess::Problem::path).collect();
    assert!(
        ["groups[0].group", "groups[1].group", "groups[2].group"].iter().all(|path| loops.contains(path)),
        "{error}"
    );
}

#[test]
fn a_refused_document_changes_nothing() {
    let mut library = small();
    let before = library.hash(csf_assess::document::DocumentKind::Framework, "small").map(str::to_owned);
    let mut framework = common::framework();
    framework["functions"][0]["id"] = Value::from("B");
    assert!(library.add(framework.to_string().as_bytes()).is_err());
    assert_eq!(library.hash(csf_assess::document::DocumentKind::Framework, "small").map(str::to_owned), before);
    let assessment = b"{\"schema\":\"csf-assess/assessment/1\",\"id\":\"a\",\"framework\":\"small\"}";
    assert_eq!(library.add(assessment).unwrap_err().code(), "document/kind");
    assert_eq!(library.assessment(common::framework().to_string().as_bytes()).unwrap_err().code(), "document/kind");
}

#[test]
fn asking_for_what_is_not_there() {
    let library = small();
    let assessment = b"{\"schema\":\"csf-assess/assessment/1\",\"id\":\"a\",\"framework\":\"small\"}";
    let assessment = library.assessment(assessment).unwrap();
    let error = library.assess(&assessment, &["sett", "other"]).unwrap_err();
    assert_eq!(error.problems().count(), 2, "{error}");
    assert!(error.to_string().contains("there is no obligation set `sett`; did you mean `set`?"), "{error}");
    let error = library.assess_through(&assessment, &[("set", Some("small--sets"))]).unwrap_err();
    assert_eq!(error.code(), "document/not-found");
    let mut library = library;
    let mut other = common::obligations();
    other["id"] = Value::from("other");
    library.add(other.to_string().as_bytes()).unwrap();
    let error = library.assess_through(&assessment, &[("other", Some("small--set"))]).unwrap_err();
    assert_eq!(error.code(), "document/reference");
    assert!(error.to_string().contains("leads from small to set, not from small to other"), "{error}");
}
