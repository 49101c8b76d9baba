//! The merged assessment: which answer counts, what is kept, and the worklist.

use super::{content, file, found, of_one, read, small};
use crate::common;
use csf_assess::consensus::{Consensus, Entry, Merge, Options, consensus};
use csf_assess::document::Document;
use csf_assess::report::{self, Audience};
use csf_assess::{Assessment, Library, explain};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

const ALL: [Merge; 3] = Merge::ALL;

fn by(merge: Merge) -> Options<'static> {
    Options { merge, lead: Some("b"), ..Options::default() }
}

/// The merged answer of `a`, `b` (the lead), `c` and so on to one outcome, without its voices.
fn answer(said: &[Value], merge: Merge) -> Value {
    let ids = ["a", "b", "c", "d"];
    let answers: Vec<(&str, Value)> = ids.into_iter().zip(said.iter().cloned()).collect();
    let merged = of_one(&answers, json!({"scale": "s"}), &by(merge));
    let mut answer = content(&merged)["answers"]["A.X-01"].clone();
    if let Some(answer) = answer.as_object_mut() {
        let voices = answer.remove("voices").unwrap();
        let spoken = said.iter().filter(|said| **said != json!({})).count();
        assert_eq!(voices.as_object().unwrap().len(), spoken);
        for (id, said) in ids.into_iter().zip(said).filter(|(_, said)| **said != json!({})) {
            assert_eq!(voices[id], *said, "voices are whole");
        }
    }
    answer
}

#[test]
fn the_lower_median_the_minimum_and_the_lead() {
    let level = |level: i64| json!({"level": level});
    let (unknown, absent) = (json!({"state": "unknown"}), json!({}));
    for (said, expected) in [
        ([level(4), level(1), level(2), absent.clone()], [json!(2), json!(1), json!(1)]),
        ([level(4), level(5), level(1), level(2)], [json!(2), json!(1), json!(5)]),
        ([level(4), level(3), unknown.clone(), absent.clone()], [json!(3), json!(3), json!(3)]),
        ([level(4), unknown.clone(), level(5), absent.clone()], [json!(4), json!(4), Value::Null]),
        ([level(4), absent.clone(), absent.clone(), absent.clone()], [json!(4), json!(4), Value::Null]),
    ] {
        for (merge, expected) in ALL.into_iter().zip(expected) {
            assert_eq!(answer(&said, merge)["level"], expected, "{merge:?} of {said:?}");
        }
    }
    let own = |said: Value| answer(&[level(4), said, level(5)], Merge::Lead);
    assert_eq!(own(unknown), json!({"state": "unknown"}));
    assert_eq!(own(absent), json!({}), "the lead said nothing, so it is open");
    assert_eq!(
        own(json!({"state": "not_applicable", "reason": "no plant"})),
        json!({"state": "not_applicable", "reason": "no plant"})
    );
}

#[test]
fn where_nobody_rated_all_have_to_say_not_applicable() {
    let not = |reason: &str| json!({"state": "not_applicable", "reason": reason});
    let (unknown, noted, absent) = (json!({"state": "unknown"}), json!({"note": "later"}), json!({}));
    let all = json!({"state": "not_applicable", "reason": "From a: one site; From b: no plant"});
    for merge in ALL {
        let of = |said: &[Value]| answer(said, merge);
        assert_eq!(of(&[not("one site"), not("no plant")]), all);
        assert_eq!(of(&[not("one site"), not("no plant"), absent.clone()]), all, "silence says nothing");
        assert_eq!(
            of(&[not("one site"), unknown.clone()]),
            json!({"state": "unknown", "note": "From a: not applicable: one site"})
        );
        assert_eq!(of(&[unknown.clone(), absent.clone()]), json!({"state": "unknown"}));
        assert_eq!(of(&[noted.clone(), absent.clone()]), json!({"note": "From a: later"}), "still unanswered");
        assert_eq!(of(&[absent.clone(), absent.clone()]), Value::Null, "nothing was said");
    }
    let beside = answer(&[json!({"level": 3}), not("no plant")], Merge::Median);
    assert_eq!(beside, json!({"level": 3, "note": "From b: not applicable: no plant"}));
}

#[test]
fn what_stands_beside_a_level_is_kept_with_who_said_it() {
    let said = [
        json!({
            "level": 2, "target": 5, "note": "counted", "owner": "ops", "on": "2026-01-02", "method": "interview",
            "evidence": [{"ref": "register", "note": "page 2"}], "x": {"ticket": 7, "own": 1}
        }),
        json!({
            "level": 4, "target": 3, "note": "heard", "owner": "ops", "on": "2026-01-03",
            "evidence": [{"ref": "register"}], "x": {"ticket": 7, "own": 2}
        }),
    ];
    let rest = json!({
        "note": "From a: counted\nFrom b: heard", "owner": "ops", "method": "interview",
        "evidence": [{"ref": "register", "note": "From a: page 2"}, {"ref": "register", "note": "From b"}],
        "x": {"ticket": 7}
    });
    for (merge, level, target) in [(Merge::Median, 2, 3), (Merge::Minimum, 2, 3), (Merge::Lead, 4, 3)] {
        let mut expected = rest.clone();
        (expected["level"], expected["target"]) = (json!(level), json!(target));
        assert_eq!(answer(&said, merge), expected);
    }
}

#[test]
fn dimensions_go_one_by_one() {
    let level = |paper: Value, practice: i64| json!({"level": {"paper": paper, "practice": practice}, "reason": "r"});
    let said = [("a", level(json!(5), 1)), ("b", level(json!(2), 4)), ("c", level(json!(3), 2))];
    let of = |said: &[(&str, Value)], merge| {
        content(&of_one(said, json!({"scale": "two"}), &by(merge)))["answers"]["A.X-01"]["level"].clone()
    };
    assert_eq!(of(&said, Merge::Median), json!({"paper": 3, "practice": 2}));
    assert_eq!(of(&said, Merge::Minimum), json!({"paper": 2, "practice": 1}));
    assert_eq!(of(&said, Merge::Lead), json!({"paper": 2, "practice": 4}));
    let left_out = [("a", level(json!("not_applicable"), 1)), ("b", level(json!(2), 4))];
    assert_eq!(of(&left_out, Merge::Minimum), json!({"paper": 2, "practice": 4}));
}

#[test]
fn questions_are_decided_by_those_who_know() {
    let said = |answers: &[&str]| {
        let files: Vec<Value> = ["a", "b", "c"]
            .into_iter()
            .zip(answers)
            .map(|(id, said)| {
                let answer = match *said {
                    "-" => json!({"note": "asked"}),
                    "not_applicable" => json!({"answer": said, "reason": format!("{id} has none")}),
                    said => json!({"answer": said}),
                };
                file(id, json!({}), json!({"supplementary": {"S-1/1": answer}}))
            })
            .collect();
        ALL.map(|merge| {
            let merged = found(&small(), &files, &by(merge));
            let kept = &content(&merged)["supplementary"]["S-1/1"]["x"]["consensus"]["voices"];
            for (file, id) in files.iter().zip(["a", "b", "c"]) {
                assert_eq!(kept[id], file["supplementary"]["S-1/1"]);
            }
            let question = &merged.questions[0];
            assert_eq!((question.id.as_str(), question.question.as_str()), ("S-1/1", "Is it?"));
            (question.answer, question.contested)
        })
    };
    let all = |answer: Option<&'static str>, contested: bool| [(answer, contested); 3];
    assert_eq!(said(&["yes", "yes", "unknown"]), all(Some("yes"), false));
    assert_eq!(said(&["unknown", "unknown", "-"]), all(Some("unknown"), false));
    assert_eq!(said(&["-", "-", "-"]), all(None, false));
    assert_eq!(said(&["not_applicable", "not_applicable", "-"]), all(Some("not_applicable"), false));
    let differ = |lead: Option<&'static str>| [(Some("unknown"), true), (Some("unknown"), true), (lead, true)];
    assert_eq!(said(&["yes", "no", "yes"]), differ(Some("no")));
    assert_eq!(said(&["yes", "not_applicable", "yes"]), differ(Some("not_applicable")));
    assert_eq!(said(&["yes", "unknown", "no"]), differ(Some("unknown")));
    assert_eq!(said(&["yes", "-", "no"]), differ(None));
}

#[test]
fn what_the_files_differ_in_is_the_leads_and_is_listed() {
    let head = |id: &str, size: &str, day: &str, more: Value| {
        let organization = json!({"name": "Acme", "size": size, "x": {"same": 1, "own": id}});
        let mut document = file(id, json!({"A.X-01": {"level": 2}}), more);
        (document["organization"], document["assessed_on"]) = (organization, json!(day));
        document["x"] = json!({"same": [1], "own": id});
        document
    };
    let files = [
        head("a", "small", "2026-01-31", json!({})),
        head("b", "medium", "2026-02-01", json!({})),
        head("c", "small", "2025-12-31", json!({})),
    ];
    let without = found(&small(), &files, &Options::default());
    let led = found(&small(), &files, &by(Merge::Median));
    for (merged, size) in [(&without, Value::Null), (&led, json!("medium"))] {
        let document = content(merged);
        assert_eq!(document["organization"]["size"], size);
        assert_eq!(document["organization"]["name"], "Acme");
        assert_eq!(document["organization"]["x"], json!({"same": 1}));
        assert_eq!(document["assessed_on"], "2026-02-01");
        assert_eq!(document["x"]["same"], json!([1]));
        assert_eq!(document["x"].get("own"), None);
        assert_eq!(document["x"]["consensus"]["files"]["c"]["x"]["own"], "c");
        let differences = serde_json::to_value(&merged.differences).unwrap();
        let values = json!({"a": "small", "b": "medium", "c": "small"});
        assert_eq!(differences, json!([{"field": "organization.size", "taken": size, "values": values}]));
    }
    let mut library = small();
    library.add(common::model("other", "minimum").to_string().as_bytes()).unwrap();
    let models = [file("a", json!({}), json!({"model": "other"})), file("b", json!({}), json!({}))];
    let taken = |options| {
        let merged = found(&library, &models, &options);
        (merged.content.model.clone(), merged.differences[0].taken.clone())
    };
    let usual = (Some("weighted-mean".to_owned()), Some(json!("weighted-mean")));
    assert_eq!(taken(Options::default()), usual);
    let lead = Options { lead: Some("a"), ..Options::default() };
    assert_eq!(taken(lead), (Some("other".to_owned()), Some(json!("other"))));
}

fn samples() -> (Library, Vec<Assessment>) {
    let library = Library::embedded().unwrap();
    let read = |who: &str| {
        let path = common::repository(&format!("examples/assessments/northgrid-2026-{who}.yaml"));
        library.assessment(&std::fs::read(path).unwrap()).unwrap()
    };
    let samples = ["it", "ops", "board"].map(read).to_vec();
    (library, samples)
}

fn of(library: &Library, assessments: &[&Assessment], options: &Options<'_>) -> Consensus {
    let entries: Vec<Entry<'_>> =
        assessments.iter().map(|assessment| Entry { name: &assessment.content().id, assessment }).collect();
    consensus(library, &entries, options).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn the_samples_give_a_worklist_and_a_valid_assessment() {
    let (library, samples) = samples();
    let all: Vec<&Assessment> = samples.iter().collect();
    let between = [("board", "it"), ("it", "board")];
    let merged = of(&library, &all, &Options { between: &between, ..Options::default() });
    assert_eq!((merged.content.id.as_str(), merged.lead.as_deref()), ("northgrid-2026", Some("it")));
    assert!(merged.differences.is_empty(), "{:?}", merged.differences);
    let by_all = merged.items.iter().filter(|item| item.voices.len() == 3).count();
    assert_eq!(by_all, 54);
    let reasons = |id: &str| {
        let item = merged.items.iter().find(|item| item.id == id).unwrap();
        serde_json::to_value(&item.agreement.contested).unwrap()
    };
    assert_eq!(reasons("DE.CM-01"), json!(["two_levels_apart"]));
    assert_eq!(reasons("GV.SC-05"), json!(["leik_below_half", "two_levels_apart"]));
    assert_eq!(reasons("PR.AA-04"), json!(["not_applicable_beside_level"]));
    assert_eq!(reasons("PR.IR-03"), json!([]));
    assert_eq!(merged.worklist.last().map(String::as_str), Some("PR.AA-04"), "one level has no consensus");
    let consensus = |id: &String| {
        let item = merged.items.iter().find(|item| item.id == *id).unwrap();
        item.agreement.consensus.as_ref().map(|consensus| consensus.0.clone())
    };
    let measured: Vec<_> = merged.worklist.iter().filter_map(consensus).collect();
    assert!(measured.is_sorted() && measured.len() + 1 == merged.worklist.len());
    assert_eq!(merged.tiers.iter().map(|tier| tier.agreement.is_contested()).collect::<Vec<_>>(), [true, false]);

    let [higher, lower] = merged.views.as_slice() else { panic!("{:?}", merged.views) };
    assert_eq!((&higher.higher, higher.higher.len()), (&lower.lower.iter().map(turned).collect(), lower.lower.len()));
    assert_eq!((higher.higher[0].id.as_str(), higher.higher[0].difference.0.to_string()), ("GV.SC-05", "3.00".into()));
    assert!(
        higher.higher.iter().any(|item| item.id == "PR.DS-11") && higher.lower.iter().any(|item| item.id == "RS.MA-04")
    );

    let document = Document::Assessment(Box::new(merged.content.clone())).to_yaml().unwrap();
    let back = library.assessment(document.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(*back.content(), merged.content);
    let result = library.assess(&back, &["nis2"]).unwrap();
    assert!(result.nodes["total"].score.is_some());
}

fn turned(item: &csf_assess::consensus::ViewItem) -> csf_assess::consensus::ViewItem {
    let mut item = item.clone();
    std::mem::swap(&mut item.of, &mut item.than);
    item
}

#[test]
fn text_and_json_hold_all_of_it() {
    let (library, samples) = samples();
    let all: Vec<&Assessment> = samples.iter().collect();
    let merged = of(&library, &all, &Options { between: &[("board", "it")], ..Options::default() });
    let json = merged.to_json();
    let again = serde_json::from_str::<Value>(&json).unwrap().to_string();
    assert!(json == again, "keys are sorted");
    let text = merged.to_text();
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    for item in &merged.items {
        assert!(text.contains(&item.id), "{}", item.id);
    }
    insta::assert_snapshot!("northgrid", text);
}

#[test]
fn the_order_of_files_changes_no_byte() {
    let (library, samples) = samples();
    let [it, ops, board] = samples.as_slice() else { panic!("three samples") };
    for merge in ALL {
        let options = Options { merge, lead: Some("ops"), between: &[("it", "ops")] };
        let shown = |order: &[&Assessment]| {
            let merged = of(&library, order, &options);
            let yaml = Document::Assessment(Box::new(merged.content.clone())).to_yaml().unwrap();
            (merged.to_json(), merged.to_text(), yaml)
        };
        let first = shown(&[it, ops, board]);
        for order in [[it, board, ops], [ops, it, board], [ops, board, it], [board, it, ops], [board, ops, it]] {
            assert_eq!(shown(&order), first);
        }
    }
}

#[test]
fn reports_and_explanations_say_what_is_contested() {
    let (library, samples) = samples();
    let all: Vec<&Assessment> = samples.iter().collect();
    let merged = of(&library, &all, &Options::default());
    let assessment = library.assessment_of(merged.content.clone()).unwrap();
    let result = library.assess(&assessment, &["nis2"]).unwrap();
    let report = |audience| report::Report {
        library: &library,
        assessment: &assessment,
        result: &result,
        audience,
        chapters: &[],
    };
    let page = report::html(&report(Audience::Auditor));
    let start = page.find(">Where respondents disagree</h2>").unwrap_or_else(|| panic!("{page}"));
    let place = |id: &str| page[start..].find(&format!("\"#answer:{id}\"")).unwrap_or_else(|| panic!("{id}"));
    assert!(merged.worklist.is_sorted_by_key(|id| place(id)), "the worst first, as in the list");
    assert!(!report::html(&report(Audience::Regulator)).contains("Where respondents disagree"));
    let page = report::markdown::report(&report(Audience::Auditor));
    let row = "| GV.SC-05 Security terms in contracts | Consensus below one half, two or more levels apart (consensus \
               0.40) | board: 3 (Defined and done)<br>it: 0 (Not done)<br>ops: Unknown | 0 (Not done) |";
    assert!(page.contains("## Where respondents disagree (19)") && page.contains(row), "{page}");
    let why = "Contested: two or more levels apart (consensus 0.73)";
    assert!(report::text::report(&report(Audience::Auditor)).contains(why));
    let explained = |id: &str| explain::explain(&library, &assessment, &result, id).unwrap();
    assert!(explained("DE.CM-01").to_text().contains(why), "{}", explained("DE.CM-01").to_text());
    assert!(!explained("PR.IR-03").to_text().contains("Contested"));
    let lone = library.assess(&samples[0], &["nis2"]).unwrap();
    let lone = report::Report {
        library: &library,
        assessment: &samples[0],
        result: &lone,
        audience: Audience::Auditor,
        chapters: &[],
    };
    assert!(!report::html(&lone).contains("respondents disagree"));
    assert!(!report::markdown::report(&lone).contains("respondents disagree"));
}

/// Every text that is typed into an assessment, each of its kind and place.
struct Typist(Vec<String>);

impl Typist {
    fn text(&mut self) -> Value {
        let text = format!("typed-{:05}", self.0.len());
        self.0.push(text.clone());
        Value::from(text)
    }

    fn evidence(&mut self) -> Value {
        json!([
            {"ref": self.text(), "date": "2026-02-03", "note": self.text(), "x": {"k": self.text()}},
            {"ref": self.text()}
        ])
    }

    fn answer(&mut self, position: usize, by: &str) -> Value {
        let mut answer = json!({
            "note": self.text(), "owner": self.text(), "method": self.text(), "reason": self.text(), "by": by,
            "evidence": self.evidence(), "x": {"own": self.text(), "consensus": {"list": [self.text(), 7]}},
            "target": position % 6
        });
        match position % 4 {
            0 => answer["state"] = json!("unknown"),
            1 => answer["state"] = json!("not_applicable"),
            2 => answer["level"] = json!(position % 6),
            _ => {}
        }
        answer
    }

    fn file(&mut self, library: &Library, who: &str, shift: usize) -> Value {
        let outcomes = library.framework("nist-csf-2.0").unwrap().outcomes();
        let answers: Map<String, Value> = outcomes
            .enumerate()
            .map(|(position, node)| (node.id.clone(), self.answer(position * (shift + 1) + shift, who)))
            .collect();
        let tier = |typist: &mut Self| {
            json!({"level": shift + 1, "note": typist.text(), "by": who, "evidence": typist.evidence(),
                "x": {"k": typist.text()}})
        };
        let said = ["yes", "no", "not_applicable"][shift];
        json!({
            "schema": "csf-assess/assessment/1", "id": self.text(), "framework": "nist-csf-2.0",
            "assessed_on": format!("2026-04-0{}", shift + 1),
            "organization": {"name": self.text(), "size": self.text(), "class": "important", "x": {"k": self.text()}},
            "respondents": [{"id": who, "role": self.text(), "name": self.text(), "lead": true},
                {"id": "guest", "name": self.text()}],
            "tiers": {"governance": tier(self), "management": tier(self)},
            "answers": answers,
            "supplementary": {"NIS2-20.1/1": {"answer": said, "reason": self.text(), "note": self.text(),
                "owner": self.text(), "by": who, "evidence": self.evidence(), "x": {"k": self.text()}}},
            "x": {"mine": self.text(), "consensus": {"earlier": self.text()}}
        })
    }
}

#[test]
fn nothing_that_was_typed_is_lost() {
    let library = Library::embedded().unwrap();
    let mut typist = Typist(Vec::new());
    let files: Vec<Value> =
        ["it", "ops", "board"].into_iter().enumerate().map(|(shift, who)| typist.file(&library, who, shift)).collect();
    for merge in ALL {
        let merged = found(&library, &files, &Options { merge, lead: Some("it"), ..Options::default() });
        let document = Document::Assessment(Box::new(merged.content.clone()));
        for text in [document.to_json().unwrap(), document.to_yaml().unwrap()] {
            let kept: BTreeSet<&str> =
                text.match_indices("typed-").map(|(start, _)| &text[start..start + 11]).collect();
            let lost: Vec<&String> = typist.0.iter().filter(|typed| !kept.contains(typed.as_str())).collect();
            assert!(lost.is_empty(), "{merge:?}: {} of {}: {lost:?}", lost.len(), typist.0.len());
            let back = read(&library, &serde_json::to_value(&merged.content).unwrap());
            assert_eq!(*back.content(), merged.content);
        }
        for (file, who) in files.iter().zip(["it", "ops", "board"]) {
            let document = content(&merged);
            for (id, answer) in file["answers"].as_object().unwrap() {
                assert_eq!(document["answers"][id]["voices"][who], *answer);
            }
            let kept = &document["x"]["consensus"]["files"][who];
            for key in ["id", "assessed_on", "organization", "respondents", "x"] {
                assert_eq!(kept[key], file[key], "{key}");
            }
            for axis in ["governance", "management"] {
                assert_eq!(document["tiers"][axis]["x"]["consensus"]["voices"][who], file["tiers"][axis]);
            }
        }
    }
}

fn any_answer() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => (0..6i64).prop_map(|level| json!({"level": level})),
        1 => Just(json!({"state": "unknown"})),
        1 => Just(json!({"state": "not_applicable", "reason": "r"})),
        1 => Just(json!({})),
    ]
}

const OUTCOMES: [&str; 6] = ["A.X-01", "A.X-02", "A.Y-01", "B.Z-01", "B.Z-02", "B.Z-03"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_order_matters_and_a_higher_level_lowers_none(
        said in prop::collection::vec(prop::collection::btree_map(prop::sample::select(&OUTCOMES[..]), any_answer(), 0..6), 2..6),
        merge in prop::sample::select(&ALL[..]),
        raised in (prop::sample::select(&OUTCOMES[..]), 0..2usize),
    ) {
        let library = small();
        let files = |raise: bool| -> Vec<Value> {
            said.iter().enumerate().map(|(position, answers)| {
                let answers: Map<String, Value> = answers.iter().map(|(id, answer)| {
                    let mut answer = answer.clone();
                    if let Some(level) = answer.get("level").and_then(Value::as_i64).filter(|_| raise && (*id, position) == raised) {
                        answer["level"] = json!((level + 1).min(5));
                    }
                    ((*id).to_owned(), answer)
                }).collect();
                file(&format!("r{position}"), Value::Object(answers), json!({}))
            }).collect()
        };
        let options = Options { merge, lead: Some("r0"), between: &[("r1", "r0")] };
        let plain = files(false);
        let first = found(&library, &plain, &options);
        let reversed: Vec<Value> = plain.iter().rev().cloned().collect();
        prop_assert_eq!(first.to_json(), found(&library, &reversed, &options).to_json());
        let higher = found(&library, &files(true), &options);
        for (before, after) in first.items.iter().zip(&higher.items) {
            prop_assert_eq!((&before.id, before.state), (&after.id, after.state));
            prop_assert!(before.level.as_ref().map(|level| &level.0) <= after.level.as_ref().map(|level| &level.0));
        }
        for item in &first.items {
            if let (Some(level), Some(low), Some(high)) = (&item.level, &item.agreement.lowest, &item.agreement.highest) {
                prop_assert!(low.0 <= level.0 && level.0 <= high.0);
            }
            prop_assert_eq!(item.agreement.is_contested(), first.worklist.contains(&item.id));
        }
    }
}
