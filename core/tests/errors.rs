//! Every code that an error can carry is provoked here, at the place that a reader would point to.
//!
//! In the texts `«` stands right before the expected place; it is taken out before the text is read.
#![cfg(feature = "yaml")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests stop at the first surprise")]

mod common;

use csf_assess::error::codes;
use csf_assess::{Error, Library};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Groups of codes whose inputs are not documents, and the file of `core/tests` that provokes each of them.
const COVERED_ELSEWHERE: [(&str, &str); 2] = [("explain/", "explain.rs"), ("import/", "csf_profile.rs")];

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

use Head::{Assessment, Crosswalk, Framework, Model, Scale, Set, UsedModel, Whole};

const CASES: &[Case] = &[
    // Answers
    case(
        "answer/unknown-outcome",
        Assessment,
        "answers:\n  A.X-01: {level: 3}\n  «A.X-09: {level: 3}\n",
        "answers.\"A.X-09\"",
        "`A.X-09` is not an outcome of small; did you mean `A.X-02`?",
    ),
    case(
        "answer/unknown-outcome",
        Assessment,
        "answers: {«A.X: {level: 3}}\n",
        "answers.\"A.X\"",
        "`A.X` is a heading of small and is not answered itself; answer what is below it, such as `A.X-01`",
    ),
    case(
        "answer/off-scale",
        Assessment,
        "answers:\n  A.X-01: {level: «6}\n",
        "answers.\"A.X-01\".level",
        "`6` is not a level of s; levels are 0 to 5 in steps of 1",
    ),
    case(
        "answer/off-scale",
        Assessment,
        "answers:\n  A.X-01: {level: 3, target: «3.5}\n",
        "answers.\"A.X-01\".target",
        "`3.5` is not a level of s",
    ),
    case(
        "answer/off-scale",
        Assessment,
        "scale: coded\nanswers: {A.X-01: {level: «perhaps}}\n",
        "answers.\"A.X-01\".level",
        "`perhaps` is not a level of coded; levels are 0 to 1 in steps of 1, or `no` or `yes`",
    ),
    case(
        "answer/off-scale",
        Assessment,
        "scale: two\nanswers: {A.X-01: {level: {paper: 3, practice: «9}}}\n",
        "answers.\"A.X-01\".level.practice",
        "`9` is not a level of two; levels are 0 to 5 in steps of 0.5",
    ),
    case(
        "answer/reason-missing",
        Assessment,
        "answers:\n  A.X-01: «{state: not_applicable, reason: \"  \"}\n",
        "answers.\"A.X-01\"",
        "not applicable needs a `reason`",
    ),
    case(
        "answer/reason-missing",
        Assessment,
        "scale: two\nanswers:\n  A.X-01: «{level: {paper: not_applicable, practice: 3}}\n",
        "answers.\"A.X-01\"",
        "not applicable needs a `reason`",
    ),
    case(
        "answer/reason-missing",
        Assessment,
        "supplementary:\n  S-1/1: «{answer: not_applicable}\n",
        "supplementary.\"S-1/1\"",
        "not applicable needs a `reason`",
    ),
    case(
        "answer/level-and-state",
        Assessment,
        "answers:\n  A.X-01: {state: unknown, level: «3}\n",
        "answers.\"A.X-01\".level",
        "a level and the state unknown exclude each other; keep one",
    ),
    case(
        "answer/state-without-level",
        Assessment,
        "answers:\n  A.X-01: {state: «rated}\n",
        "answers.\"A.X-01\".state",
        "the state rated needs a level",
    ),
    case(
        "answer/dimensions",
        Assessment,
        "answers: {A.X-01: {level: «{paper: 3}}}\n",
        "answers.\"A.X-01\".level",
        "the scale s has no dimensions; give one level, 0 to 5 in steps of 1",
    ),
    case(
        "answer/dimensions",
        Assessment,
        "scale: two\nanswers: {A.X-01: {level: «3}}\n",
        "answers.\"A.X-01\".level",
        "the scale two has dimensions; give a level for each of `paper` or `practice`",
    ),
    case(
        "answer/dimensions",
        Assessment,
        "scale: two\nanswers: {A.X-01: {level: {«papers: 3}}}\n",
        "answers.\"A.X-01\".level.papers",
        "`papers` is not a dimension of the scale two; did you mean `paper`?",
    ),
    case(
        "answer/dimensions",
        Assessment,
        "scale: two\nanswers: {A.X-01: {target: «{paper: 3}}}\n",
        "answers.\"A.X-01\".target",
        "the target has no level for `practice`",
    ),
    case(
        "answer/dimensions",
        Assessment,
        "scale: two\nanswers: {A.X-01: {target: {paper: 3, practice: «not_applicable}}}\n",
        "answers.\"A.X-01\".target.practice",
        "a target is a level; it cannot be not applicable",
    ),
    case(
        "answer/unknown-question",
        Assessment,
        "supplementary:\n  «S-1/9: {answer: \"yes\"}\n",
        "supplementary.\"S-1/9\"",
        "`S-1/9` is not a supplementary question of `set`; did you mean `S-1/2`?",
    ),
    case(
        "answer/unknown-respondent",
        Assessment,
        "respondents: [{id: board}]\nanswers: {A.X-01: {level: 3, by: «bord}}\n",
        "answers.\"A.X-01\".by",
        "`bord` is not one of the respondents; did you mean `board`?",
    ),
    case(
        "answer/unknown-respondent",
        Assessment,
        "respondents: [{id: board}]\nsupplementary: {S-1/1: {answer: \"no\", by: «it}}\n",
        "supplementary.\"S-1/1\".by",
        "`it` is not one of the respondents",
    ),
    // Organization
    case(
        "assessment/unknown-class",
        Assessment,
        "organization: {class: {set: «huge}}\n",
        "organization.class.set",
        "`huge` is not a class of set; classes are `big`, `small` or `none`",
    ),
    case(
        "assessment/unknown-role",
        Assessment,
        "organization: {roles: [r, «rr]}\n",
        "organization.roles[1]",
        "`rr` is not a role of any set; did you mean `r`?",
    ),
    case(
        "assessment/unknown-sector",
        Assessment,
        "organization: {sector: «x/v}\n",
        "organization.sector",
        "`x/v` is not a sector of any set; did you mean `x/w`?",
    ),
    // Crosswalks
    case(
        "crosswalk/information",
        Crosswalk,
        "reach: {«S-5: partial}\nmappings: []\n",
        "reach.S-5",
        "`S-5` is information and is never graded",
    ),
    case(
        "crosswalk/reach-none",
        Crosswalk,
        "mappings:\n  - {from: A.X-01, to: «S-1, relationship: equal, strength: 5, rationale: R, review: verified}\n",
        "mappings[0].to",
        "`S-1` has reach none, so nothing can be mapped to it",
    ),
    case(
        "crosswalk/strength",
        Crosswalk,
        "reach: {S-1: partial}\nmappings:\n  - from: A.X-01\n    to: S-1\n    relationship: equal\n    strength: «11\n    rationale: R\n    review: verified\n",
        "mappings[0].strength",
        "a strength of 11 is not possible; use 1 to 10",
    ),
    case(
        "crosswalk/strength",
        Crosswalk,
        "thresholds: {floor_strength: «0}\nmappings: []\n",
        "thresholds.floor_strength",
        "a strength of 0 is not possible; use 1 to 10",
    ),
    case(
        "crosswalk/threshold",
        Crosswalk,
        "thresholds: {floor_at: «\"3/2\"}\nmappings: []\n",
        "thresholds.floor_at",
        "1.5 is not a share between 0 and 1",
    ),
    case(
        "crosswalk/threshold",
        Crosswalk,
        "thresholds: {evidenced_at: 0.25, partly_at: «0.5}\nmappings: []\n",
        "thresholds.partly_at",
        "partly_at must not be above evidenced_at",
    ),
    case(
        "document/reference",
        Crosswalk,
        "reach: {S-1: partial, «S-7: none}\nmappings: []\n",
        "reach.S-7",
        "`S-7` is not an obligation of set; did you mean `S-5`?",
    ),
    case(
        "document/reference",
        Crosswalk,
        "mappings: []\nno_relationship: [A.X-01, «A.X]\n",
        "no_relationship[1]",
        "`A.X` is not an outcome of small",
    ),
    case(
        "document/reference",
        Crosswalk,
        "mappings: []\nnot_counted: [{from: «C.Q-01, to: S-1, reason: R}]\n",
        "not_counted[0].from",
        "`C.Q-01` is not an outcome of small",
    ),
    case(
        "document/duplicate-id",
        Crosswalk,
        "reach: {S-1: partial}\nmappings:\n  - {from: A.X-01, to: S-1, relationship: equal, strength: 5, rationale: R, review: verified}\n  - «{from: A.X-01, to: S-1, relationship: equal, strength: 4, rationale: R, review: verified}\n",
        "mappings[1]",
        "`A.X-01` to `S-1` is mapped twice",
    ),
    case(
        "document/not-found",
        Whole,
        "schema: csf-assess/crosswalk/1\nid: c\nfrom: «smal\nto: set\nmappings: []\n",
        "from",
        "there is no framework `smal`; did you mean `small`?",
    ),
    // Documents of any kind
    case("document/duplicate-key", Assessment, "answers: {}\n«id: b\n", "id", "the key `id` is there twice; keep one"),
    case("document/empty", Whole, "«", "", "the document is empty"),
    case(
        "document/id",
        Whole,
        "schema: csf-assess/assessment/1\nid: «a b\nframework: small\n",
        "id",
        "`a b` cannot be an id",
    ),
    case("document/kind", Whole, "«id: a\n", "", "`schema` is missing; it is one of"),
    case("document/kind", Whole, "«- a\n", "", "expected a document with a key `schema`, found a list"),
    case(
        "document/kind",
        Whole,
        "schema: «csf-assess/asessment/1\n",
        "schema",
        "`csf-assess/asessment/1` is not a known schema; did you mean `csf-assess/assessment/1`?",
    ),
    case("document/kind", Whole, "schema: «1\n", "schema", "`schema` is text, one of"),
    case(
        "document/version",
        Whole,
        "schema: «csf-assess/assessment/2\nid: a\n",
        "schema",
        "`csf-assess/assessment/2` is not known to this version, which reads `csf-assess/assessment/1`",
    ),
    case(
        "document/missing-key",
        Whole,
        "«schema: csf-assess/assessment/1\nid: a\n",
        "",
        "the key `framework` is missing",
    ),
    case(
        "document/missing-key",
        Assessment,
        "answers:\n  A.X-01:\n    level: 3\n    evidence:\n      - «{date: 2026-01-01}\n",
        "answers.\"A.X-01\".evidence[0]",
        "the key `ref` is missing",
    ),
    case("document/not-found", Assessment, "scale: «ss\n", "scale", "there is no scale `ss`; did you mean `s`?"),
    case(
        "document/not-found",
        Assessment,
        "model: «best\n",
        "model",
        "there is no model `best`; there is `weighted-mean`",
    ),
    case(
        "document/not-found",
        Whole,
        "schema: csf-assess/assessment/1\nid: a\nframework: «large\n",
        "framework",
        "there is no framework `large`; there is `small`",
    ),
    case("document/syntax", Assessment, "answers: «{A.X-01: {level: 3}\n", "", "unclosed bracket"),
    case(
        "document/type",
        Assessment,
        "assessed_on: «2026\n",
        "assessed_on",
        "expected text, found the number `2026`; put it in quotes",
    ),
    case("document/type", Assessment, "answers: «[]\n", "answers", "expected a map, found a list"),
    case(
        "document/type",
        Assessment,
        "supplementary: {S-1/1: {answer: «true}}\n",
        "supplementary.\"S-1/1\".answer",
        "found the boolean `true`",
    ),
    case(
        "document/unknown-key",
        Assessment,
        "answers: {A.X-01: {«levl: 3}}\n",
        "answers.\"A.X-01\".levl",
        "`levl` is not a key here; did you mean `level`?",
    ),
    case(
        "document/value",
        Assessment,
        "answers: {A.X-01: {state: «unknwon}}\n",
        "answers.\"A.X-01\".state",
        "`unknwon` is not one of `rated`, `unknown` or `not_applicable`; did you mean `unknown`?",
    ),
    case(
        "document/value",
        Model,
        "not_applicable: «leave\n",
        "not_applicable",
        "expected `exclude` or a map of value, at_most and never_on, found the text `leave`",
    ),
    case(
        "document/duplicate-id",
        Assessment,
        "respondents: [{id: it}, {id: «it}]\n",
        "respondents[1].id",
        "the respondent `it` is there twice",
    ),
    // Scales
    case(
        "scale/step",
        Scale,
        "step: «\"1/3\"\nlevels: [{value: 0, name: A}, {value: 1, name: B}]\n",
        "step",
        "a step of 1/3 is not possible; use `1`, `1/2` or `1/4`",
    ),
    case("scale/levels", Scale, "levels: «[{value: 0, name: A}]\n", "levels", "a scale needs at least two levels"),
    case(
        "scale/levels",
        Scale,
        "levels: [{value: 0, name: A}, {value: «1.5, name: B}, {value: 2, name: C}]\n",
        "levels[1].value",
        "level 1.5 is not on the scale's own step",
    ),
    case(
        "document/duplicate-id",
        Scale,
        "levels: [{value: 0, name: A, code: x}, {value: 1, name: B, code: «x}]\n",
        "levels[1].code",
        "the code `x` is used twice",
    ),
    // Frameworks
    case("framework/empty", Framework, "functions: «[]\n", "functions", "a framework needs at least one function"),
    case(
        "framework/empty",
        Framework,
        "functions: «[{id: A, title: T, categories: []}]\n",
        "functions",
        "a framework needs at least one subcategory",
    ),
    case(
        "framework/levels",
        Framework,
        "functions:\n  - id: A\n    title: T\n    categories:\n      - id: A.X\n        title: T\n        subcategories:\n          - id: A.X-01\n            title: T\n            requirements:\n              - id: A.X-01.1\n                title: T\n                requirements: «[{id: A.X-01.1.1, title: T}]\n",
        "functions[0].categories[0].subcategories[0].requirements[0].requirements",
        "a requirement cannot have requirements of its own",
    ),
    case(
        "document/duplicate-id",
        Framework,
        "functions: [{id: A, title: T, categories: [{id: «A, title: T, subcategories: [{id: B, title: T}]}]}]\n",
        "functions[0].categories[0].id",
        "the id `A` is there twice",
    ),
    case(
        "document/id",
        Framework,
        "functions: [{id: «total, title: T, categories: [{id: B, title: T, subcategories: [{id: C, title: T}]}]}]\n",
        "functions[0].id",
        "`total` cannot be an id",
    ),
    // Obligation sets
    case(
        "obligation/information",
        Set,
        "obligations:\n  - id: M-1\n    article: \"1\"\n    addressee: entity\n    kind: information\n    title: T\n    summary: S\n    verification: V\n    supplementary: «[{id: M-1/1, question: Is it?}]\n",
        "obligations[0].supplementary",
        "`M-1` is information and is never graded, so it cannot have questions",
    ),
    case(
        "obligation/group-loop",
        Set,
        "groups:\n  - {id: G, article: \"1\", title: G, group: «G}\nobligations: []\n",
        "groups[0].group",
        "the group `G` stands below itself",
    ),
    case(
        "document/reference",
        Set,
        "groups: [{id: G, article: \"1\", title: G, group: «H}]\nobligations: []\n",
        "groups[0].group",
        "`H` is not a group of this set; did you mean `G`?",
    ),
    case(
        "document/reference",
        Set,
        "obligations: [{id: M-1, article: \"1\", binds: {classes: [big, «bigg]}, DUTY}]\n",
        "obligations[0].binds.classes[1]",
        "`bigg` is not a class of this set; did you mean `big`?",
    ),
    case(
        "document/reference",
        Set,
        "obligations: [{id: M-1, article: \"1\", deadlines: [{within: P1M, unless: {roles: [«r], within: P2M}}], DUTY}]\n",
        "obligations[0].deadlines[0].unless.roles[0]",
        "`r` is not a role of this set",
    ),
    case(
        "document/id",
        Set,
        "obligations: [{id: M-1, article: \"1\", supplementary: [{id: «M-2/1, question: Is it?}], DUTY}]\n",
        "obligations[0].supplementary[0].id",
        "the question id `M-2/1` should be `M-1/1`",
    ),
    // Models
    case(
        "model/weight",
        Model,
        "weights: {A: 1, A.X: «0}\n",
        "weights.\"A.X\"",
        "a weight of 0 is not possible; use 1 to 100",
    ),
    case(
        "document/duplicate-id",
        Model,
        "gates: [{id: «not_applicable, on: total, at_least: 3}]\n",
        "gates[0].id",
        "the gate `not_applicable` is there twice",
    ),
    case(
        "model/unknown-node",
        UsedModel,
        "weights: {A.Q: 2}\n",
        "model",
        "`A.Q` is not in small; did you mean `A.X`? (weights.\"A.Q\")",
    ),
    case(
        "model/unknown-tag",
        UsedModel,
        "include: [keys]\n",
        "model",
        "no outcome of small has the tag `keys`; did you mean `key`? (include[0])",
    ),
    case(
        "model/gate",
        UsedModel,
        "gates: [{id: g, on: total, at_least: 6}]\n",
        "model",
        "6 is outside the scale s, 0 to 5 in steps of 1 (gates[0].at_least)",
    ),
    case("model/not-applicable", UsedModel, "not_applicable: {value: -1}\n", "model", "-1 is outside the scale s"),
];

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
    for case in CASES.iter().chain([&MODEL_DIMENSION]) {
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
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), CASES.len(), wrong.join("\n"));
}

#[test]
fn every_code_is_provoked_somewhere() {
    let provoked = CASES.iter().map(|case| case.code).chain([MODEL_DIMENSION.code, "document/encoding"]);
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
        let test = std::fs::read_to_string(common::repository("core/tests").join(file)).unwrap_or_default();
        for code in codes().iter().filter(|code| code.starts_with(group)) {
            let line = declared.lines().find(|line| line.ends_with(&format!("= \"{code}\","))).unwrap();
            let variant = format!("Code::{}", line.split_whitespace().next().unwrap());
            if sources.iter().any(|source| source.contains(&variant)) {
                assert!(test.contains(code), "{code} is not in {file}");
            } else {
                println!("skipped: nothing gives {code}");
            }
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
    for case in CASES.iter().chain([&MODEL_DIMENSION]) {
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
