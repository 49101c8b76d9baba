//! What changed is listed, all of it, and what rests on other documents is said.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests stop at the first surprise")]

mod cases;
mod common;

use common::random::{ANY, Documents, Tape};
use csf_assess::assessed::Assessed;
use csf_assess::compare::{ChangeKind, Comparison, Direction, Section, compare};
use csf_assess::document::DocumentKind;
use csf_assess::fraction::Figure;
use csf_assess::result::{GateStatus, ObligationStatus};
use csf_assess::{Assessment, AssessmentResult, Fraction, Library};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

type Case = (Library, Assessment, AssessmentResult);

fn side((library, assessment, result): &Case) -> Assessed<'_> {
    Assessed { library, assessment, result }
}

fn between(before: &Case, after: &Case) -> Comparison {
    compare(side(before), side(after))
}

fn figure(n: i64, d: i64) -> Option<Figure> {
    Fraction::new(n, d).map(Figure)
}

fn case_of(documents: &[Value], assessment: &Value) -> Case {
    cases::case(documents, assessment, &["duties"])
}

fn later() -> Value {
    let mut later = cases::small_assessment();
    later["id"] = json!("small-2027");
    later["assessed_on"] = json!("2027-11-22");
    later["organization"]["class"]["duties"] = json!("big");
    let answers = &mut later["answers"];
    answers["A.X-01"]["level"] = json!(3);
    answers["A.X-01"]["evidence"] = json!([{"ref": "=cmd()"}, {"ref": "plan-2.pdf", "date": "2027-05-01"}]);
    answers["A.X-02"] = json!({"level": 1});
    answers["A.X-03"] = json!({"level": 0});
    answers["A.Y-01"] = json!({"state": "unknown"});
    answers["B.X-01"]["note"] = json!("seen again");
    answers["B.X-01"]["state"] = json!("rated");
    answers["B.X-02"] = json!({"state": "unknown"});
    let asked = &mut later["supplementary"];
    asked["D-1.a.2/1"]["answer"] = json!("yes");
    asked["D-1.a.2/2"] = json!({"answer": "unknown"});
    asked["D-2/1"] = json!({"answer": "yes"});
    later
}

#[test]
fn every_change_of_a_small_assessment_is_listed() {
    let documents = cases::small_documents();
    let comparison = between(&cases::small(), &case_of(&documents, &later()));
    assert!(comparison.differences.is_empty() && comparison.not_compared.is_empty());

    let kinds: Vec<(&str, ChangeKind)> = comparison.answers.iter().map(|one| (one.id.as_str(), one.kind)).collect();
    let expected = [
        ("A.X-01", ChangeKind::RatedUp),
        ("A.X-02", ChangeKind::Closed),
        ("A.X-03", ChangeKind::BecameApplicable),
        ("A.Y-01", ChangeKind::StillOpen),
        ("B.X-01", ChangeKind::Details),
        ("B.X-02", ChangeKind::Opened),
    ];
    assert_eq!(kinds, expected);
    let first = &comparison.answers[0];
    assert_eq!(first.change, figure(1, 1));
    assert_eq!(first.fields, ["evidence", "level"]);
    let references = |list: &[csf_assess::assessment::Evidence]| {
        list.iter().map(|piece| piece.reference.clone()).collect::<Vec<_>>()
    };
    assert_eq!(references(&first.evidence_added), ["plan-2.pdf"]);
    assert_eq!(references(&first.evidence_removed), ["plan.pdf"]);
    assert_eq!(comparison.answers[4].fields, ["note"]);

    let kinds: Vec<_> = comparison.supplementary.iter().map(|one| (one.id.as_str(), one.kind)).collect();
    let expected = [
        ("D-1.a.2/1", ChangeKind::RatedUp),
        ("D-1.a.2/2", ChangeKind::StillOpen),
        ("D-2/1", ChangeKind::BecameApplicable),
    ];
    assert_eq!(kinds, expected);
    assert_eq!(comparison.supplementary[0].question.as_deref(), Some("Is the plan tested?"));

    // A: 2 before; (2·3 + 1 + 0) ÷ 4 after. Total: (2·2 + 3·1 + 3·3) ÷ 8 before, (7 + 3·1) ÷ 7 after.
    let change = |id: &str| comparison.nodes.iter().find(|node| node.id == id).unwrap().change.clone();
    assert_eq!(change("A"), figure(-1, 4));
    assert_eq!(change("total"), figure(-4, 7));
    assert_eq!(comparison.nodes.last().unwrap().id, "total");

    let gates: Vec<_> = comparison.gates.iter().map(|gate| (gate.id.as_str(), gate.before, gate.after)).collect();
    assert_eq!(gates, [("not_applicable", Some(GateStatus::NotMet), Some(GateStatus::Met))]);

    // D-1.a.1: (8·2/3 + 4·open) ÷ 12 was 1 to 2; (8 + 4/3 + 0) ÷ 18 reaches 1/2, and its floor is broken: 1.
    // D-1.a.2: outcomes 0 to 1; questions 0 to 1 before, 1 to 2 after. D-1.b: level 3 before, open after.
    let of = |standing: Option<csf_assess::compare::Standing>| standing.map(|one| (one.status, one.worst, one.best));
    let duties: Vec<_> = comparison
        .obligations
        .iter()
        .map(|one| (one.id.as_str(), of(one.before).unwrap(), of(one.after).unwrap(), one.direction))
        .collect();
    use ObligationStatus::{Evidenced, NotApplicable, OutsideFramework, PartlyEvidenced, Undetermined};
    let expected = [
        ("D-1.a.1", (Undetermined, Some(1), Some(2)), (PartlyEvidenced, Some(1), Some(1)), Direction::Down),
        ("D-1.a.2", (Undetermined, Some(0), Some(1)), (PartlyEvidenced, Some(1), Some(1)), Direction::Up),
        ("D-1.b", (Evidenced, Some(2), Some(2)), (Undetermined, Some(0), Some(2)), Direction::Down),
        ("D-2", (OutsideFramework, None, None), (Evidenced, Some(2), Some(2)), Direction::Other),
        ("D-3", (NotApplicable, None, None), (OutsideFramework, None, None), Direction::Other),
    ];
    assert_eq!(duties, expected);
    let groups: Vec<_> = comparison.groups.iter().map(|one| (one.id.as_str(), one.direction)).collect();
    assert_eq!(groups, [("D-1", Some(Direction::Up)), ("D-1.a", Some(Direction::Up))]);
    let organization = &comparison.organization;
    assert_eq!(organization.len(), 1);
    assert_eq!((organization[0].field.as_str(), &organization[0].after), ("class", &json!({"duties": "big"})));
}

#[test]
fn the_text_is_readable_and_fits_eighty_columns() {
    let documents = cases::small_documents();
    let text = between(&cases::small(), &case_of(&documents, &later())).to_text();
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    insta::assert_snapshot!("small", text);
}

#[test]
fn the_same_assessment_has_no_changes() {
    let comparison = between(&cases::small(), &cases::small());
    assert!(comparison.is_same());
    assert!(comparison.to_text().contains("Nothing: answers, scores, gates and statuses are the same."));
    // Another spelling of the same answer is the same answer.
    let mut spelled = cases::small_assessment();
    spelled["answers"]["A.X-01"]["state"] = json!("rated");
    spelled["answers"]["A.X-01"]["evidence"].as_array_mut().unwrap().reverse();
    spelled["answers"]["A.Y-01"] = json!({});
    assert!(between(&cases::small(), &case_of(&cases::small_documents(), &spelled)).is_same());
}

#[test]
fn keys_are_sorted_in_json() {
    let documents = cases::small_documents();
    let text = serde_json::to_string(&between(&cases::small(), &case_of(&documents, &later()))).unwrap();
    let sorted: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(text, sorted.to_string());
}

/// The documents with one of them changed.
fn changed(schema: &str, change: impl Fn(&mut Value)) -> Vec<Value> {
    let mut documents = cases::small_documents();
    let of_kind = documents.iter_mut().filter(|one| one["schema"].as_str().unwrap().contains(schema));
    of_kind.for_each(change);
    documents
}

#[test]
fn another_content_of_a_document_is_said_and_compared() {
    let documents = changed("/crosswalk/", |crosswalk| crosswalk["mappings"][5]["strength"] = json!(4));
    let comparison = between(&cases::small(), &case_of(&documents, &cases::small_assessment()));
    let [difference] = &comparison.differences[..] else { panic!("{:?}", comparison.differences) };
    assert_eq!((difference.kind, difference.set.as_deref()), (DocumentKind::Crosswalk, Some("duties")));
    assert!(difference.is_same_id() && difference.not_compared.is_empty());
    assert_eq!(difference.touches, [Section::Groups, Section::Obligations]);
    assert!(comparison.not_compared.is_empty() && comparison.obligations.is_empty());
    let text = comparison.to_text();
    assert!(text.contains("The crosswalk to duties small--duties is not the same: SHA-256"), "{text}");

    let documents = changed("/model/", |model| model["weights"]["B"] = json!(4));
    let comparison = between(&cases::small(), &case_of(&documents, &cases::small_assessment()));
    assert_eq!(comparison.differences[0].touches, [Section::Gates, Section::Nodes]);
    let total = comparison.nodes.iter().find(|node| node.id == "total").unwrap();
    // (4 + 4·4) ÷ 10 and (4 + 3·4) ÷ 8.
    assert_eq!(total.change, figure(0, 1));
    assert!(comparison.to_text().contains("(!) The model weighted-mean is not the same"));
}

#[test]
fn scores_of_another_model_or_scale_are_not_compared() {
    let documents = changed("/model/", |model| model["id"] = json!("ours"));
    let mut assessment = later();
    assessment["model"] = json!("ours");
    let comparison = between(&cases::small(), &case_of(&documents, &assessment));
    assert_eq!(comparison.not_compared, [Section::Gates, Section::Nodes]);
    assert!(comparison.nodes.is_empty() && comparison.gates.is_empty());
    assert_eq!((comparison.answers.len(), comparison.obligations.len()), (6, 5));
    let text = comparison.to_text();
    assert!(text.contains("The model is weighted-mean before and ours after."), "{text}");
    assert!(text.contains("SCORES AND GATES: NOT COMPARED"), "{text}");

    let documents = changed("/scale/", |scale| scale["id"] = json!("other-steps"));
    let mut assessment = later();
    assessment["scale"] = json!("other-steps");
    let comparison = between(&cases::small(), &case_of(&documents, &assessment));
    assert_eq!(comparison.not_compared, [Section::Answers, Section::Gates, Section::Nodes]);
    assert!(comparison.answers.is_empty() && comparison.only_after.is_empty());
    assert_eq!(comparison.obligations.len(), 5);
}

#[test]
fn another_framework_leaves_duties_and_names_the_way_over() {
    let mut documents = changed("/framework/", |framework| framework["id"] = json!("newer"));
    documents.extend(cases::small_documents().into_iter().filter(|one| one["id"] == "small"));
    documents.retain(|one| !one["schema"].as_str().unwrap().contains("/crosswalk/"));
    let mut assessment = later();
    assessment["framework"] = json!("newer");
    let comparison = between(&cases::small(), &case_of(&documents, &assessment));
    assert_eq!(comparison.not_compared, [Section::Answers, Section::Gates, Section::Nodes, Section::Tiers]);
    assert!(comparison.answers.is_empty() && comparison.nodes.is_empty() && comparison.only_before.is_empty());
    assert!(!comparison.obligations.is_empty() && !comparison.supplementary.is_empty());
    let kinds: Vec<_> = comparison.differences.iter().map(|one| (one.kind, one.after.is_some())).collect();
    assert_eq!(kinds, [(DocumentKind::Framework, true), (DocumentKind::Crosswalk, false)]);
    assert!(comparison.to_text().contains("ANSWERS: NOT COMPARED"));
}

#[cfg(feature = "embedded")]
#[test]
fn the_way_from_one_version_to_the_next_is_named() {
    let library = Library::embedded().unwrap();
    let sides = ["nist-csf-1.1", "nist-csf-2.0"].map(|framework| {
        let document = json!({"schema": "csf-assess/assessment/1", "id": framework, "framework": framework});
        let assessment = library.assessment(document.to_string().as_bytes()).unwrap();
        let result = library.assess(&assessment, &["nis2"]).unwrap();
        (assessment, result)
    });
    let [before, after] =
        sides.each_ref().map(|(assessment, result)| Assessed { library: &library, assessment, result });
    for comparison in [compare(before, after), compare(after, before)] {
        let migration = comparison.migration.as_ref().unwrap();
        assert_eq!((migration.from.as_str(), migration.to.as_str()), ("nist-csf-1.1", "nist-csf-2.0"));
        let text = comparison.to_text();
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains("migrate the assessment of nist-csf-1.1 to nist-csf-2.0 first"), "{text}");
    }
}

#[test]
fn outcomes_that_only_one_side_asks_are_listed_with_their_answers() {
    let documents = changed("/framework/", |framework| {
        let below = &mut framework["functions"][0]["categories"][1]["subcategories"];
        below.as_array_mut().unwrap().push(json!({"id": "A.Y-02", "title": "drills"}));
    });
    let mut assessment = cases::small_assessment();
    assessment["answers"]["A.Y-02"] = json!({"level": 2});
    let (before, after) = (cases::small(), case_of(&documents, &assessment));
    let comparison = between(&before, &after);
    assert!(comparison.only_before.is_empty());
    let only: Vec<_> = comparison.only_after.iter().map(|one| (one.id.as_str(), one.level.clone())).collect();
    assert_eq!(only, [("A.Y-02", figure(2, 1))]);
    let node = comparison.nodes.iter().find(|node| node.id == "A.Y-02").unwrap();
    assert!(node.before.is_none() && node.after.is_some() && node.change.is_none() && node.is_outcome);
    assert_eq!(between(&after, &before).only_before, comparison.only_after);
}

/// A comparison in JSON as it looks from the other side.
fn mirrored(value: &Value) -> Value {
    match value {
        Value::Object(members) if members.keys().eq(["d", "n", "text"]) => value.clone(),
        Value::Object(members) => members
            .iter()
            .map(|(key, value)| {
                let other = match key.as_str() {
                    "after" => "before",
                    "before" => "after",
                    "evidence_added" => "evidence_removed",
                    "evidence_removed" => "evidence_added",
                    "only_after" => "only_before",
                    "only_before" => "only_after",
                    same => same,
                };
                let value = match (key.as_str(), value) {
                    ("change", Value::Object(_)) => {
                        let n: i128 = value["n"].to_string().parse().unwrap();
                        let text = value["text"].as_str().unwrap();
                        let text = text.strip_prefix('-').map_or_else(
                            || if text == "0.00" { text.to_owned() } else { format!("-{text}") },
                            str::to_owned,
                        );
                        json!({"d": value["d"], "n": serde_json::from_str::<Value>(&(-n).to_string()).unwrap(),
                            "text": text})
                    }
                    ("kind" | "direction", Value::String(word)) => json!(match word.as_str() {
                        "rated_up" => "rated_down",
                        "rated_down" => "rated_up",
                        "closed" => "opened",
                        "opened" => "closed",
                        "became_applicable" => "became_not_applicable",
                        "became_not_applicable" => "became_applicable",
                        "up" => "down",
                        "down" => "up",
                        "narrower" => "wider",
                        "wider" => "narrower",
                        same => same,
                    }),
                    _ => mirrored(value),
                };
                (other.to_owned(), value)
            })
            .collect(),
        Value::Array(list) => list.iter().map(mirrored).collect(),
        plain => plain.clone(),
    }
}

fn random(documents: &Documents, set: &str) -> Case {
    let all = documents.documents().map(Clone::clone);
    let (assessment, others) = all.split_last().unwrap();
    cases::case(others, assessment, &[set])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn swapping_the_assessments_shows_the_other_side(numbers in vec(any::<u16>(), 0..600)) {
        let mut tape = Tape::new(&numbers);
        let before = Documents::random(&mut tape, ANY);
        let mut after = before.clone();
        after.assessment = before.another_assessment(&mut tape);
        match tape.below(6) {
            0 => after.framework["functions"].as_array_mut().unwrap().reverse(),
            1 => after.model["weights"]["F0"] = json!(7),
            2 => for mapping in after.crosswalk["mappings"].as_array_mut().into_iter().flatten() {
                mapping["strength"] = json!(5);
            },
            3 => {
                after.model["id"] = json!("other");
                after.assessment["model"] = json!("other");
            }
            4 => after.set["obligations"].as_array_mut().unwrap().reverse(),
            _ => {}
        }
        let (before, after) = (random(&before, "o"), random(&after, "o"));
        let forth = serde_json::to_value(between(&before, &after)).unwrap();
        let back = serde_json::to_value(between(&after, &before)).unwrap();
        prop_assert_eq!(mirrored(&forth), back);
        for text in [between(&before, &after).to_text(), between(&after, &before).to_text()] {
            prop_assert!(text.lines().all(|line| line.chars().count() <= 80 || !line.trim().contains(' ')), "{}", text);
        }
        prop_assert!(between(&before, &before).is_same() && between(&after, &after).is_same());
    }

    #[test]
    fn a_status_or_score_that_differs_is_never_left_out(numbers in vec(any::<u16>(), 0..600)) {
        let mut tape = Tape::new(&numbers);
        let before = Documents::random(&mut tape, ANY);
        let mut after = before.clone();
        after.assessment = before.another_assessment(&mut tape);
        let (before, after) = (random(&before, "o"), random(&after, "o"));
        let comparison = between(&before, &after);
        for (id, was) in &before.2.obligations {
            let is = &after.2.obligations[id];
            let listed = comparison.obligations.iter().any(|change| change.id == *id);
            prop_assert_eq!(listed, (was.status, was.worst, was.best) != (is.status, is.worst, is.best), "{}", id);
        }
        for (id, was) in &before.2.nodes {
            let listed = comparison.nodes.iter().any(|change| change.id == *id);
            prop_assert_eq!(listed, *was != after.2.nodes[id], "{}", id);
        }
        for node in before.1.framework().outcomes() {
            let listed = comparison.answers.iter().any(|change| change.id == node.id);
            prop_assert!(listed || before.1.rating(&node.id) == after.1.rating(&node.id), "{}", node.id);
        }
    }
}
