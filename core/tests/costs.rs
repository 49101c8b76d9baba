//! Costs: read beside the assessment that is planned for, and every problem of them in its place.
#![cfg(feature = "yaml")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests stop at the first surprise")]

mod common;

use csf_assess::costs::{Costs, StepCosts};
use csf_assess::{Assessment, Document, Error, Library, document};

const HEAD: &str = "schema: csf-assess/costs/1\nid: ours\n";

fn library() -> (Library, Assessment) {
    let library = common::library(&common::small());
    let assessment = library.assessment(b"schema: csf-assess/assessment/1\nid: a\nframework: small\n").unwrap();
    (library, assessment)
}

fn read(text: &str) -> Result<Costs, Error> {
    let (library, assessment) = library();
    library.costs(format!("{HEAD}{text}").as_bytes(), &assessment)
}

#[test]
fn costs_are_read_and_written_again() {
    let text = "title: What it takes\ndefault: 2\noutcomes:\n  A.X-01: 5\n  A.X-02: {1: 3, \"2\": 4}\nquestions: {S-1/1: 7}\nx: {by: us}\n";
    let costs = read(text).unwrap();
    assert_eq!((costs.default, costs.questions["S-1/1"]), (2, 7));
    assert_eq!(costs.outcomes["A.X-01"], StepCosts::Each(5));
    assert_eq!(costs.outcomes["A.X-02"], StepCosts::To([("1".to_owned(), 3), ("2".to_owned(), 4)].into()));
    assert_eq!(read("").unwrap().default, 1);
    let document = Document::Costs(Box::new(costs.clone()));
    for written in [document.to_json().unwrap(), document.to_yaml().unwrap()] {
        let Document::Costs(back) = document::read(written.as_bytes()).unwrap() else { panic!("{written}") };
        assert_eq!(*back, costs);
    }
}

#[test]
fn every_problem_is_told_in_its_place() {
    let text = "default: 0\noutcomes:\n  A.X-09: 2\n  A.X-01: {7: 1, 2: 10001}\nquestions: {S-1/4: 2}\ndimensions: {paper: 2}\n";
    let error = read(text).unwrap_err();
    let problems: Vec<_> = error
        .problems()
        .map(|problem| (problem.code(), problem.line().unwrap(), problem.column().unwrap(), problem.message()))
        .collect();
    let expected = [
        ("costs/cost", 3, 10, "a cost of 0 is not possible; use 1 to 10000"),
        ("costs/unknown-id", 5, 3, "`A.X-09` is not an outcome of small; did you mean `A.X-02`?"),
        ("costs/level", 6, 12, "`7` is not a level of s; levels are 0 to 5 in steps of 1"),
        ("costs/cost", 6, 21, "a cost of 10001 is not possible; use 1 to 10000"),
        ("costs/unknown-id", 7, 13, "`S-1/4` is not a supplementary question of `set`; did you mean `S-1/2`?"),
        ("costs/unknown-id", 8, 14, "`paper` is not a dimension of s; it has nothing"),
    ];
    assert_eq!(problems, expected);
    let error = read("outcomes: {A.X-01: often}\n").unwrap_err();
    let found = "expected a whole number, or one for each level that a step arrives at, found the text `often`";
    assert!(error.code() == "document/type" && error.to_string().contains(found), "{error}");
}

#[test]
fn costs_are_no_part_of_a_library_and_nothing_else_is_costs() {
    let (mut library, assessment) = library();
    let error = library.add(HEAD.as_bytes()).unwrap_err();
    assert!(error.to_string().contains("costs are not part of a library; read them with `costs`"), "{error}");
    assert!(library.check(HEAD.as_bytes()).is_ok());
    let error = library.costs(b"schema: csf-assess/assessment/1\nid: a\nframework: small\n", &assessment).unwrap_err();
    assert_eq!(error.code(), "document/kind");
    assert!(error.to_string().contains("expected costs, found the assessment `a`"), "{error}");
}
