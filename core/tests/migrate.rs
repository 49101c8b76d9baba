//! Answers to CSF 1.1 as answers to CSF 2.0, and between small frameworks worked by hand.
#![cfg(all(feature = "embedded", feature = "yaml"))]
#![allow(
    clippy::needless_pass_by_value,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "tests stop at the first surprise"
)]

mod common;
#[path = "migrate/kept.rs"]
mod kept;

use csf_assess::document::Document;
use csf_assess::migrate::{Mark, Migration, MigrationReasonCode, RemarkCode, migrate};
use csf_assess::{Assessment, Library};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

fn assessment(library: &Library, framework: &str, answers: Value, more: Value) -> Assessment {
    let mut document = json!({"schema": "csf-assess/assessment/1", "id": "a", "framework": framework});
    document["answers"] = answers;
    for (key, value) in more.as_object().unwrap() {
        document[key] = value.clone();
    }
    library.assessment(document.to_string().as_bytes()).unwrap_or_else(|error| panic!("{error}"))
}

fn of_csf_1_1(answers: Value, source: Option<&str>) -> Migration {
    let library = Library::embedded().unwrap();
    migrate(&library, &assessment(&library, "nist-csf-1.1", answers, json!({})), "nist-csf-2.0", source).unwrap()
}

fn content(migration: &Migration) -> Value {
    serde_json::to_value(&migration.content).unwrap()
}

fn mark(migration: &Migration, id: &str) -> Option<Mark> {
    migration.items.iter().find(|item| item.id == id).map(|item| item.mark)
}

fn codes(migration: &Migration, id: &str) -> Vec<MigrationReasonCode> {
    let item = migration.items.iter().find(|item| item.id == id).unwrap();
    item.why.iter().map(|reason| reason.code).collect()
}

/// Every outcome of CSF 1.1 with the same level.
fn all(library: &Library) -> Value {
    let outcomes = library.framework("nist-csf-1.1").unwrap().outcomes();
    Value::Object(outcomes.map(|node| (node.id.clone(), json!({"level": 3}))).collect())
}

#[test]
fn one_outcome_that_became_one_is_exact_and_keeps_everything() {
    let answer = json!({
        "level": 3, "target": 4, "note": "counted", "owner": "ops", "on": "2026-01-02", "method": "interview",
        "evidence": [{"ref": "register", "date": "2026-01-01", "note": "page 2"}, {"ref": "export"}],
        "x": {"ticket": 7}
    });
    let migration = of_csf_1_1(json!({"ID.AM-1": answer}), None);
    assert_eq!((migration.source.as_str(), mark(&migration, "ID.AM-01")), ("nist-oscal", Some(Mark::Exact)));
    assert_eq!(codes(&migration, "ID.AM-01"), [MigrationReasonCode::OneToOne]);
    let expected = json!({
        "level": 3, "target": 4, "note": "From ID.AM-1 (nist-csf-1.1): counted", "owner": "ops", "on": "2026-01-02",
        "method": "interview",
        "evidence": [
            {"ref": "register", "date": "2026-01-01", "note": "From ID.AM-1 (nist-csf-1.1): page 2"},
            {"ref": "export", "note": "From ID.AM-1 (nist-csf-1.1)"}
        ],
        "x": {"migration": {"mark": "exact", "from": {"ID.AM-1": {
            "level": 3, "target": 4, "owner": "ops", "on": "2026-01-02", "method": "interview", "x": {"ticket": 7}
        }}}}
    });
    assert_eq!(content(&migration)["answers"], json!({"ID.AM-01": expected}));
    assert_eq!(migration.counts.exact, 1);
}

#[test]
fn the_sources_differ_where_nist_does() {
    let answers = json!({"ID.GV-4": {"level": 4}, "ID.RM-2": {"level": 2}, "ID.AM-2": {"level": 1}});
    let oscal = of_csf_1_1(answers.clone(), Some("nist-oscal"));
    let olir = of_csf_1_1(answers, Some("nist-olir"));
    let level = |migration: &Migration, id: &str| content(migration)["answers"][id]["level"].clone();
    assert_eq!((level(&oscal, "GV.RM-04"), level(&oscal, "GV.RM-03")), (json!(2), Value::Null));
    assert_eq!((level(&olir, "GV.RM-04"), level(&olir, "GV.RM-03")), (json!(2), json!(4)));
    assert!(codes(&oscal, "GV.RM-04").contains(&MigrationReasonCode::Disputed));
    assert_eq!(codes(&olir, "GV.RM-03"), [MigrationReasonCode::OnlyRelated, MigrationReasonCode::Disputed]);
    assert!(oscal.without_predecessor.contains(&"GV.RM-03".to_owned()));
    // The Reference Tool's table links and does not say how; only a concept of the content can make it exact.
    assert_eq!((mark(&oscal, "ID.AM-02"), mark(&olir, "ID.AM-02")), (Some(Mark::Exact), Some(Mark::Partial)));
    assert_eq!(mark(&of_csf_1_1(json!({"RS.MI-1": {"level": 1}}), Some("nist-olir")), "RS.MI-01"), Some(Mark::Exact));
    assert_eq!(mark(&of_csf_1_1(json!({"PR.IP-5": {"level": 1}}), None), "PR.IR-02"), Some(Mark::Partial));
}

#[test]
fn the_marks_of_a_full_assessment() {
    let library = Library::embedded().unwrap();
    // Counted from the table by hand: steps that are alone at both ends, headings, and what has no step at all.
    for (source, exact, partial, review, new) in [("nist-oscal", 22, 55, 12, 20), ("nist-olir", 6, 74, 12, 16)] {
        let migration = of_csf_1_1(all(&library), Some(source));
        let counts = &migration.counts;
        assert_eq!((counts.exact, counts.partial, counts.review), (exact, partial, review), "{source}");
        assert_eq!((counts.without_predecessor, counts.unanswered), (new, 0), "{source}");
        let dropped: Vec<&str> = migration.dropped.iter().map(|dropped| dropped.id.as_str()).collect();
        assert_eq!(dropped, if source == "nist-oscal" { &["DE.DP-2"][..] } else { &["DE.DP-2", "RC.CO-2"] });
    }
}

#[test]
fn several_become_one_by_the_lowest_and_what_is_open_stays_open() {
    // ID.BE-2 and ID.BE-3 became part of GV.OC-01.
    for (first, second, expected) in [
        (json!({"level": 4}), json!({"level": 2}), json!({"level": 2})),
        (json!({"level": 4}), json!({"state": "unknown"}), json!({"state": "unknown"})),
        (json!({"level": 4}), json!({"note": "later"}), json!({})),
        (json!({"state": "unknown"}), json!({"note": "later"}), json!({"state": "unknown"})),
        (json!({"level": 4}), json!({"state": "not_applicable", "reason": "none here"}), json!({"level": 4})),
        (
            json!({"state": "not_applicable", "reason": "no mission"}),
            json!({"state": "not_applicable", "reason": "none here"}),
            json!({
                "state": "not_applicable",
                "reason": "From ID.BE-2 (nist-csf-1.1): no mission; From ID.BE-3 (nist-csf-1.1): none here"
            }),
        ),
    ] {
        let migration = of_csf_1_1(json!({"ID.BE-2": first, "ID.BE-3": second}), None);
        let mut answer = content(&migration)["answers"]["GV.OC-01"].clone();
        let note = answer.as_object_mut().unwrap().remove("note");
        answer.as_object_mut().unwrap().remove("x");
        assert_eq!(answer, expected);
        if second.get("reason").is_some() && expected.get("level").is_some() {
            let left_out = "From ID.BE-3 (nist-csf-1.1): not applicable, and left out here: none here";
            assert_eq!(note.unwrap(), left_out);
            assert!(codes(&migration, "GV.OC-01").contains(&MigrationReasonCode::LeftOut));
        }
        assert_eq!(mark(&migration, "GV.OC-01"), Some(Mark::Partial));
    }
    // ID.BE-3 was not answered at all.
    let migration = of_csf_1_1(json!({"ID.BE-2": {"level": 4, "target": 5}}), None);
    let answer = &content(&migration)["answers"]["GV.OC-01"];
    assert_eq!((&answer["level"], &answer["target"]), (&Value::Null, &json!(5)));
    assert_eq!(
        codes(&migration, "GV.OC-01"),
        [MigrationReasonCode::Merged, MigrationReasonCode::LeftOpen],
        "{:?}",
        migration.items
    );
}

#[test]
fn owners_and_days_stand_where_all_agree_and_are_kept_in_any_case() {
    let migration = of_csf_1_1(
        json!({
            "ID.BE-2": {"level": 4, "target": 5, "owner": "ann", "method": "test", "on": "2026-01-01", "note": "one"},
            "ID.BE-3": {"level": 3, "target": 4, "owner": "ann", "method": "interview", "note": "two"}
        }),
        None,
    );
    let answer = &content(&migration)["answers"]["GV.OC-01"];
    assert_eq!((&answer["target"], &answer["owner"], &answer["on"]), (&json!(4), &json!("ann"), &json!("2026-01-01")));
    assert_eq!(answer["note"], "From ID.BE-2 (nist-csf-1.1): one\nFrom ID.BE-3 (nist-csf-1.1): two");
    assert!(answer.get("method").is_none());
    assert_eq!(answer["x"]["migration"]["from"]["ID.BE-2"]["method"], "test");
    assert_eq!(
        answer["x"]["migration"]["from"]["ID.BE-3"],
        json!({
            "level": 3, "target": 4, "owner": "ann", "method": "interview"
        })
    );
}

#[test]
fn one_becomes_several_as_a_copy() {
    let migration = of_csf_1_1(json!({"PR.DS-3": {"level": 2}}), None);
    // PR.PS-03 also takes in PR.MA-1, which is not answered.
    assert_eq!(content(&migration)["answers"]["PR.PS-03"].get("level"), None);
    let migration = of_csf_1_1(json!({"PR.DS-3": {"level": 2}, "PR.MA-1": {"level": 4}}), None);
    assert_eq!(content(&migration)["answers"]["PR.PS-03"]["level"], 2);
    assert_eq!(codes(&migration, "PR.PS-03"), [MigrationReasonCode::Merged, MigrationReasonCode::Divided]);
}

#[test]
fn a_heading_takes_no_level_and_asks_for_a_look() {
    let answers = json!({"DE.DP-2": {"level": 3, "note": "audited", "x": {"k": "v"}}, "DE.AE-2": {"level": 5}});
    let migration = of_csf_1_1(answers, None);
    let answers = &content(&migration)["answers"];
    let told =
        "DE.DP-2 (nist-csf-1.1) went to DE.AE as a whole, and its answer (level 3) is not taken over here: audited";
    assert_eq!((&answers["DE.AE-02"]["level"], &answers["DE.AE-02"]["note"]), (&json!(5), &json!(told)));
    assert_eq!((answers["DE.AE-07"].get("level"), &answers["DE.AE-07"]["note"]), (None, &json!(told)));
    assert_eq!(answers["DE.AE-07"]["x"]["migration"]["headings"], json!({"DE.DP-2": ["DE.AE"]}));
    for id in ["DE.AE-02", "DE.AE-03", "DE.AE-04", "DE.AE-06", "DE.AE-07", "DE.AE-08"] {
        assert_eq!(mark(&migration, id), Some(Mark::Review), "{id}");
        assert!(codes(&migration, id).contains(&MigrationReasonCode::Heading), "{id}");
    }
    assert_eq!(migration.counts.review, 6);
    let [dropped] = migration.dropped.as_slice() else { panic!("{:?}", migration.dropped) };
    assert_eq!((dropped.id.as_str(), dropped.headings.as_slice()), ("DE.DP-2", &["DE.AE".to_owned()][..]));
    let kept = &content(&migration)["x"]["migration"]["dropped"]["DE.DP-2"];
    assert_eq!(kept, &json!({"level": 3, "note": "audited", "x": {"k": "v"}}));
    // What is a successor already gets no second note: ID.GV-2 went to GV.RR, and to GV.RR-02 below it.
    let migration = of_csf_1_1(json!({"ID.GV-2": {"level": 3}}), None);
    let below: Vec<&str> =
        migration.items.iter().filter(|item| item.mark == Mark::Review).map(|item| item.id.as_str()).collect();
    assert_eq!(below, ["GV.RR-01", "GV.RR-03", "GV.RR-04"]);
}

#[test]
fn every_outcome_of_the_new_version_is_in_one_list() {
    let library = Library::embedded().unwrap();
    for answers in [json!({}), json!({"DE.DP-2": {"level": 3}, "ID.BE-2": {"level": 1}}), all(&library)] {
        for source in ["nist-oscal", "nist-olir"] {
            let migration = of_csf_1_1(answers.clone(), Some(source));
            let items: Vec<&String> = migration.items.iter().map(|item| &item.id).collect();
            let apart = migration.without_predecessor.iter().filter(|id| !items.contains(id));
            let mut listed: Vec<&String> = apart.chain(&migration.unanswered).chain(items.clone()).collect();
            let mut outcomes: Vec<&String> =
                library.framework("nist-csf-2.0").unwrap().outcomes().map(|node| &node.id).collect();
            listed.sort();
            outcomes.sort();
            assert_eq!(listed, outcomes);
            let answered: Vec<&String> = migration.content.answers.keys().collect();
            assert_eq!(answered, items.into_iter().collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>());
        }
    }
}

#[test]
fn scores_stand_side_by_side_and_are_said_not_to_be_comparable() {
    let migration =
        of_csf_1_1(json!({"ID.AM-1": {"level": 3}, "ID.AM-2": {"level": 4}, "PR.DS-4": {"level": 1}}), None);
    let ids: Vec<&str> = migration.scores.iter().map(|pair| pair.id.as_str()).collect();
    assert_eq!(ids, ["total", "GV", "ID", "PR", "DE", "RS", "RC"]);
    let score = |id: &str| {
        let pair = migration.scores.iter().find(|pair| pair.id == id).unwrap();
        let shown = |node: &Option<csf_assess::result::NodeResult>| Some(node.as_ref()?.score.as_ref()?.0.to_string());
        (shown(&pair.before), shown(&pair.after))
    };
    assert_eq!(score("total"), (Some("2.67".to_owned()), Some("2.67".to_owned())));
    assert_eq!(score("GV"), (None, None));
    assert!(migration.scores[1].before.is_none() && migration.scores[1].after.is_some(), "1.1 has no Govern");
    assert_eq!(migration.remarks[0].code, RemarkCode::NotComparable);
    assert!(migration.to_text().contains("not comparable one to one"), "{}", migration.to_text());
}

/// A small framework `new`, and the small one as `small`, with a transition between them.
fn small(edges: Value) -> Library {
    let mut documents = common::small();
    let mut new = common::framework();
    new["id"] = json!("new");
    new["scale"] = json!("two");
    let sources = json!([{"id": "one", "title": "One"}, {"id": "other", "title": "Other"}]);
    documents.push(new);
    documents.push(json!({
        "schema": "csf-assess/transition/1", "id": "small--new", "from": "small", "to": "new", "sources": sources,
        "edges": edges
    }));
    common::library(&documents)
}

fn edge(from: &str, to: &str, kind: &str) -> Value {
    json!({"from": from, "to": to, "says": {"one": kind, "other": kind}})
}

#[test]
fn dimensions_go_one_by_one() {
    let library = small(json!([
        edge("A.X-01", "A.X-01", "moved_to"),
        edge("A.X-02", "A.X-01", "moved_to"),
        edge("B.Z-01", "B.Z-01", "same_id"),
        edge("B.Z-02", "B.Z-02", "same_id"),
        edge("B.Z-03", "B.Z-02", "incorporated_into")
    ]));
    let answers = json!({
        "A.X-01": {"level": {"paper": 4, "practice": 2}, "target": {"paper": 5, "practice": 5}},
        "A.X-02": {"level": {"paper": 1, "practice": 5}, "target": {"paper": 5, "practice": 3}},
        "B.Z-01": {"level": {"paper": 3}},
        "B.Z-02": {"level": {"paper": 3}},
        "B.Z-03": {"level": {"paper": "not_applicable", "practice": 3}, "reason": "no paper"}
    });
    let old = assessment(&library, "small", answers, json!({"scale": "two"}));
    let migration = migrate(&library, &old, "new", None).unwrap();
    let answers = content(&migration)["answers"].clone();
    assert_eq!(answers["A.X-01"]["level"], json!({"paper": 1, "practice": 2}));
    assert_eq!(answers["A.X-01"]["target"], json!({"paper": 5, "practice": 3}));
    assert_eq!(answers["B.Z-01"]["level"], json!({"paper": 3}), "one outcome alone stays as it was");
    assert_eq!(answers["B.Z-02"]["level"], json!({"paper": 3}), "the other does not apply and is left out");
    assert_eq!(
        migration.items.iter().map(|item| item.state).collect::<Vec<_>>(),
        ["rated", "unanswered", "unanswered"]
    );
    assert_eq!(migration.content.scale.as_deref(), Some("two"));
}

#[test]
fn a_model_that_names_the_old_version_gives_way() {
    let mut library = small(json!([edge("A.X-01", "A.X-01", "same_id")]));
    let mut model = common::model("mine", "weighted_mean");
    model["weights"] = json!({"A.X-01": 3});
    library.add(model.to_string().as_bytes()).unwrap();
    let old = assessment(&library, "small", json!({"A.X-01": {"level": 3}}), json!({"model": "mine"}));
    let kept = migrate(&library, &old, "new", None).unwrap();
    assert_eq!((kept.content.model.as_deref(), kept.remarks.len()), (Some("mine"), 1));
    let mut other = common::framework();
    other["id"] = json!("other");
    other["functions"][0]["categories"][0]["subcategories"][0]["id"] = json!("A.X-07");
    library.add(other.to_string().as_bytes()).unwrap();
    let transition = json!({
        "schema": "csf-assess/transition/1", "id": "t", "from": "small", "to": "other",
        "sources": [{"id": "one", "title": "One"}], "edges": [{"from": "A.X-01", "to": "A.X-07", "says": {"one": "moved_to"}}]
    });
    library.add(transition.to_string().as_bytes()).unwrap();
    let replaced = migrate(&library, &old, "other", None).unwrap();
    assert_eq!(replaced.content.model, None);
    assert_eq!(content(&replaced)["x"]["migration"]["model"], "mine");
    assert!(replaced.remarks.iter().any(|remark| remark.code == RemarkCode::ModelReplaced));
}

#[test]
fn an_unknown_way_is_an_error_that_lists_the_known_ones() {
    let library = Library::embedded().unwrap();
    let old = assessment(&library, "nist-csf-1.1", json!({}), json!({}));
    let new = assessment(&library, "nist-csf-2.0", json!({}), json!({}));
    for (assessment, to, source, expected) in [
        (
            &old,
            "nist-csf-2.1",
            None,
            "error[document/not-found]: there is no framework `nist-csf-2.1`; did you mean `nist-csf-2.0`?",
        ),
        (&new, "nist-csf-2.0", None, "error[migrate/no-transition]: these are answers to `nist-csf-2.0` already"),
        (
            &new,
            "nist-csf-1.1",
            None,
            "error[migrate/no-transition]: there is no transition from `nist-csf-2.0` to `nist-csf-1.1`; no transition starts at `nist-csf-2.0`",
        ),
        (
            &old,
            "nist-csf-2.0",
            Some("nist"),
            "error[migrate/unknown-source]: `nist` is not a source of nist-csf-1.1--nist-csf-2.0; there is `nist-oscal` or `nist-olir`",
        ),
    ] {
        assert_eq!(migrate(&library, assessment, to, source).unwrap_err().to_string(), expected);
    }
}

#[test]
fn it_serializes_with_sorted_keys_and_reads_in_markdown() {
    let library = Library::embedded().unwrap();
    let migration = of_csf_1_1(all(&library), None);
    let json = migration.to_json();
    assert_eq!(json, serde_json::from_str::<Value>(&json).unwrap().to_string());
    let page = migration.to_markdown();
    for item in &migration.items {
        assert!(page.contains(&format!("| {} ", item.id)), "{} is missing", item.id);
    }
    for shown in ["## Dropped", "- DE.DP-2 ", "GV.RM-07", "not comparable one to one", "It went to DE.AE as a whole."] {
        assert!(page.contains(shown), "{shown} is missing");
    }
    assert!(migration.to_text().lines().all(|line| line.chars().count() <= 80), "{}", migration.to_text());
}

fn any_answer() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => (0..6i64).prop_map(|level| json!({"level": level})),
        1 => Just(json!({"state": "unknown"})),
        1 => Just(json!({"state": "not_applicable", "reason": "r"})),
        1 => Just(json!({})),
    ]
}

const NODES: [&str; 11] = ["A.X-01", "A.X-02", "A.Y-01", "B.Z-01", "B.Z-02", "B.Z-03", "A", "A.X", "A.Y", "B", "B.Z"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_order_matters_and_a_higher_level_lowers_none(
        answers in prop::collection::btree_map(prop::sample::select(&NODES[..6]), any_answer(), 0..6),
        pairs in prop::collection::btree_set((prop::sample::select(&NODES[..]), prop::sample::select(&NODES[..])), 0..20),
        raised in prop::sample::select(&NODES[..6]),
    ) {
        let edges: Vec<Value> = pairs.iter().map(|(from, to)| edge(from, to, "related")).collect();
        let answers = |raise: bool| {
            let each = answers.iter().map(|(id, answer)| {
                let mut answer = answer.clone();
                if let Some(level) = answer.get("level").and_then(Value::as_i64).filter(|_| raise && *id == raised) {
                    answer["level"] = json!((level + 1).min(5));
                }
                ((*id).to_owned(), answer)
            });
            Value::Object(each.collect())
        };
        let migrated = |edges: Vec<Value>, raise: bool| {
            let library = small(Value::from(edges));
            migrate(&library, &assessment(&library, "small", answers(raise), json!({"scale": "s"})), "new", None).unwrap()
        };
        let first = migrated(edges.clone(), false);
        let reversed = edges.iter().rev().cloned().collect();
        prop_assert_eq!(first.to_json(), migrated(reversed, false).to_json());
        let higher = migrated(edges, true);
        for (before, after) in first.items.iter().zip(&higher.items) {
            prop_assert_eq!(&before.id, &after.id);
            prop_assert!(before.level.as_ref().map(|level| &level.0) <= after.level.as_ref().map(|level| &level.0));
        }
        for (before, after) in first.scores.iter().zip(&higher.scores) {
            let score = |pair: &csf_assess::migrate::ScorePair| pair.after.as_ref().and_then(|node| Some(node.score.as_ref()?.0.clone()));
            prop_assert!(score(before) <= score(after));
        }
    }
}
