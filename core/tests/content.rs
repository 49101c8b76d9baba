//! The content that comes with csf-assess: complete, in order, in our own plain words.
#![cfg(all(feature = "embedded", feature = "yaml"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests stop at the first surprise")]

mod common;

use common::shared;
use csf_assess::Library;
use csf_assess::crosswalk::{Crosswalk, Reach};
use csf_assess::document::DocumentKind;
use csf_assess::framework::{Framework, NodeKind};
use csf_assess::obligation::{Kind, ObligationSet};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

fn library() -> Library {
    Library::embedded().unwrap_or_else(|error| panic!("{error}"))
}

fn csf(library: &Library) -> &Framework {
    library.framework("nist-csf-2.0").unwrap()
}

fn nis2(library: &Library) -> &ObligationSet {
    library.obligation_set("nis2").unwrap()
}

fn crosswalk(library: &Library) -> &Crosswalk {
    library.crosswalk("nist-csf-2.0--nis2").unwrap()
}

/// The categories of CSF 2.0 in NIST's order, and the numbers of their subcategories.
///
/// The gaps are subcategories of CSF 1.1 that 2.0 gave another place.
const CATEGORIES: [(&str, &[u8]); 22] = [
    ("GV.OC", &[1, 2, 3, 4, 5]),
    ("GV.RM", &[1, 2, 3, 4, 5, 6, 7]),
    ("GV.RR", &[1, 2, 3, 4]),
    ("GV.PO", &[1, 2]),
    ("GV.OV", &[1, 2, 3]),
    ("GV.SC", &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
    ("ID.AM", &[1, 2, 3, 4, 5, 7, 8]),
    ("ID.RA", &[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
    ("ID.IM", &[1, 2, 3, 4]),
    ("PR.AA", &[1, 2, 3, 4, 5, 6]),
    ("PR.AT", &[1, 2]),
    ("PR.DS", &[1, 2, 10, 11]),
    ("PR.PS", &[1, 2, 3, 4, 5, 6]),
    ("PR.IR", &[1, 2, 3, 4]),
    ("DE.CM", &[1, 2, 3, 6, 9]),
    ("DE.AE", &[2, 3, 4, 6, 7, 8]),
    ("RS.MA", &[1, 2, 3, 4, 5]),
    ("RS.AN", &[3, 6, 7, 8]),
    ("RS.CO", &[2, 3]),
    ("RS.MI", &[1, 2]),
    ("RC.RP", &[1, 2, 3, 4, 5, 6]),
    ("RC.CO", &[3, 4]),
];

#[test]
fn csf_2_has_nists_functions_categories_and_subcategories_in_nists_order() {
    let library = library();
    let mut expected = Vec::new();
    let mut function = "";
    for (category, numbers) in CATEGORIES {
        let above = category.split('.').next().unwrap();
        if above != function {
            function = above;
            expected.push(above.to_owned());
        }
        expected.push(category.to_owned());
        expected.extend(numbers.iter().map(|number| format!("{category}-{number:02}")));
    }
    let ids: Vec<&str> = csf(&library).nodes().iter().map(|node| node.id.as_str()).collect();
    assert_eq!(ids, expected);
    let count = |kind| csf(&library).nodes().iter().filter(|node| node.kind == kind).count();
    assert_eq!((count(NodeKind::Function), count(NodeKind::Category), count(NodeKind::Subcategory)), (6, 22, 106));
    assert_eq!(csf(&library).outcome_count(), 106);
}

struct Catalog {
    /// Title by id of what is in force.
    nodes: BTreeMap<String, String>,
    withdrawn: BTreeSet<String>,
    prose: Vec<String>,
}

impl Catalog {
    fn read(path: PathBuf) -> Self {
        let text: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
        let mut catalog = Self { nodes: BTreeMap::new(), withdrawn: BTreeSet::new(), prose: Vec::new() };
        catalog.walk(&text["catalog"]["groups"]);
        catalog
    }

    fn walk(&mut self, list: &Value) {
        for item in list.as_array().into_iter().flatten() {
            let property = |name: &str| {
                let properties = item["props"].as_array().into_iter().flatten();
                properties.filter(|p| p["name"] == name).find_map(|p| p["value"].as_str()).map(str::to_owned)
            };
            let text = |key: &str| item[key].as_str().unwrap_or_default().to_owned();
            if property("status").is_some_and(|status| status == "withdrawn") {
                self.withdrawn.insert(text("id"));
            } else {
                self.nodes.insert(text("id"), text("title"));
            }
            for part in item["parts"].as_array().into_iter().flatten() {
                self.prose.extend(part["prose"].as_str().map(str::to_owned));
            }
            self.walk(&item["groups"]);
            self.walk(&item["controls"]);
        }
    }
}

#[test]
fn csf_2_agrees_with_nists_own_catalog() {
    let Some(path) = shared("data/nist/NIST_CSF_v2.0_catalog.json") else { return };
    let library = library();
    let catalog = Catalog::read(path);
    // Only as sets: the catalog's sort keys put DE.AE before DE.CM, CSWP 29 has them the other way round.
    let official: BTreeSet<&str> = catalog.nodes.keys().map(String::as_str).collect();
    let ours: BTreeSet<&str> = csf(&library).nodes().iter().map(|node| node.id.as_str()).collect();
    assert_eq!(ours, official);
    assert!(!catalog.withdrawn.is_empty() && ours.iter().all(|id| !catalog.withdrawn.contains(*id)));
    for (id, title) in &catalog.nodes {
        let node = csf(&library).node(id).unwrap();
        match node.kind {
            NodeKind::Function => assert_eq!(node.title.to_uppercase(), *title),
            NodeKind::Category => assert_eq!(node.title, *title),
            _ => {}
        }
    }
}

fn words(text: &str) -> Vec<String> {
    let letters = |c: char| !c.is_alphanumeric() && c != '\'';
    text.to_lowercase().split(letters).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[test]
fn no_six_words_in_a_row_are_nists() {
    let Some(path) = shared("data/nist/NIST_CSF_v2.0_catalog.json") else { return };
    let catalog = Catalog::read(path);
    let runs = |text: &str| words(text).windows(6).map(|run| run.join(" ")).collect::<Vec<_>>();
    let official: BTreeSet<String> = catalog.prose.iter().flat_map(|prose| runs(prose)).collect();
    assert!(official.len() > 5_000, "only {} runs read", official.len());
    for (place, text) in texts() {
        let taken: Vec<String> = runs(&text).into_iter().filter(|run| official.contains(run)).collect();
        assert_eq!(taken, [""; 0], "{place}: NIST's words");
    }
}

/// What people read in our content: place and text. Citations and NIST's own titles are left out.
fn texts() -> Vec<(String, String)> {
    fn walk(place: &str, key: &str, value: &Value, found: &mut Vec<(String, String)>) {
        match value {
            Value::Object(map) => {
                let id = map.get("id").and_then(Value::as_str);
                let ends = map.get("from").and_then(Value::as_str).zip(map.get("to").and_then(Value::as_str));
                let place = match (id, ends) {
                    (Some(id), _) => id.to_owned(),
                    (None, Some((from, to))) => format!("{from} -> {to}"),
                    (None, None) => place.to_owned(),
                };
                let official = map.contains_key("categories") || map.contains_key("subcategories");
                for (key, value) in map.iter().filter(|(key, _)| !(official && *key == "title")) {
                    if !["sources", "source", "x", "publisher", "id", "schema"].contains(&key.as_str()) {
                        walk(&place, key, value, found);
                    }
                }
            }
            Value::Array(list) => list.iter().for_each(|value| walk(place, key, value, found)),
            Value::String(text) => found.push((format!("{place} {key}"), text.clone())),
            _ => {}
        }
    }
    let mut found = Vec::new();
    for document in csf_assess_frameworks::DOCUMENTS {
        walk(document.id, "", &serde_json::from_str(document.json).unwrap(), &mut found);
    }
    assert!(found.len() > 1_500, "only {} texts found", found.len());
    found
}

/// Words of the act itself, which a summary, a question or a rationale about it may repeat.
const WORDS_OF_THE_ACT: [&str; 7] =
    ["appropriate", "certified", "periodic", "reasonable", "regular", "state of the art", "suitable"];

#[test]
fn banned_words_stand_nowhere() {
    let list = fs::read_to_string(common::repository("frameworks/words/banned.txt")).unwrap();
    let banned: Vec<&str> = list.lines().collect();
    let mut sorted = banned.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(banned, sorted, "one word per line, sorted, none twice");
    assert!(banned.len() > 20 && banned.iter().all(|word| !word.trim().is_empty()));
    let mut repeated = BTreeSet::new();
    let mut found = Vec::new();
    for (place, text) in texts() {
        let own = format!(" {} ", words(&text).join(" "));
        let about_an_act = place.starts_with("NIS2-") || place.contains(" -> ");
        for word in banned.iter().filter(|word| own.contains(&format!(" {} ", word.replace('-', " ")))) {
            if about_an_act && WORDS_OF_THE_ACT.contains(word) {
                repeated.insert(*word);
            } else {
                found.push(format!("{place}: `{word}` in: {text}"));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert_eq!(repeated.into_iter().collect::<Vec<_>>(), WORDS_OF_THE_ACT, "an exception is not needed anymore");
}

#[test]
fn every_outcome_has_a_short_title_and_an_open_question() {
    let closed = ["Is", "Are", "Do", "Does", "Did", "Have", "Has", "Can", "Could", "Was", "Were", "Will", "Would"];
    let library = library();
    let mut titles = BTreeSet::new();
    let mut questions = BTreeSet::new();
    for item in csf(&library).items() {
        let length = item.title.split_whitespace().count();
        assert!((2..=6).contains(&length), "{}: a title of {length} words", item.id);
        let question = item.question.as_deref().unwrap_or_else(|| panic!("{}: no question", item.id));
        let length = question.split_whitespace().count();
        assert!((4..=20).contains(&length), "{}: a question of {length} words", item.id);
        assert!(question.ends_with('?') && question.matches('?').count() == 1, "{}: {question}", item.id);
        let first = question.split_whitespace().next().unwrap();
        assert!(!closed.contains(&first), "{}: answered by yes or no: {question}", item.id);
        assert!(titles.insert(item.title.to_lowercase()), "{}: its title is there twice", item.id);
        assert!(questions.insert(question), "{}: its question is there twice", item.id);
    }
}

#[test]
fn nis2_has_every_group_obligation_and_question() {
    let library = library();
    let content = nis2(&library).content();
    let count = |kind: Kind| content.obligations.iter().filter(|obligation| obligation.kind == kind).count();
    assert_eq!((content.groups.len(), content.obligations.len()), (25, 109));
    assert_eq!(nis2(&library).question_ids().count(), 160);
    assert_eq!(nis2(&library).graded().count(), 98);
    let kinds = [
        (Kind::RiskManagement, 34),
        (Kind::Governance, 17),
        (Kind::IncidentReporting, 12),
        (Kind::Evidence, 6),
        (Kind::National, 29),
        (Kind::Information, 11),
    ];
    for (kind, expected) in kinds {
        assert_eq!(count(kind), expected, "{kind:?}");
    }
    let words = ["is", "are", "do", "does", "did", "have", "has", "can", "was", "were", "will"];
    for obligation in nis2(&library).graded() {
        let id = &obligation.id;
        assert!(id.starts_with("NIS2-"), "{id}");
        assert!(!obligation.verification.trim().is_empty(), "{id}: nothing says how the article was checked");
        assert!(!obligation.summary.trim().is_empty() && obligation.title.split_whitespace().count() <= 8, "{id}");
        let asks = obligation.addressee.is_organization();
        assert_eq!(asks, !obligation.supplementary.is_empty(), "{id}: whoever can owe it is asked about it");
        for (number, question) in (1..).zip(&obligation.supplementary) {
            assert_eq!(question.id, format!("{id}/{number}"));
            let length = question.question.split_whitespace().count();
            assert!((4..=25).contains(&length), "{}: a question of {length} words", question.id);
            assert!(question.question.ends_with('?'), "{}", question.id);
            let first = question.question.split_whitespace().next().unwrap().to_lowercase();
            assert!(words.contains(&first.as_str()), "{}: not answered by yes or no", question.id);
            assert!(!question.evidence.is_empty(), "{}: nothing would show it", question.id);
        }
    }
    for group in &content.groups {
        let id = Some(&group.id);
        let has_children = content.obligations.iter().any(|obligation| obligation.group.as_ref() == id)
            || content.groups.iter().any(|below| below.group.as_ref() == id);
        assert!(has_children, "{}: nothing below", group.id);
    }
}

#[test]
fn nis2_article_23_has_its_deadlines() {
    let library = library();
    let deadlines = |id: &str| -> Vec<(Value, Option<String>)> {
        let deadlines = &nis2(&library).obligation(id).unwrap().deadlines;
        let event = |deadline| serde_json::to_value(deadline).unwrap_or_default();
        deadlines.iter().map(|deadline| (event(deadline.event), deadline.within.clone())).collect()
    };
    let within = |event: &str, period: &str| (Value::from(event), Some(period.to_owned()));
    assert_eq!(deadlines("NIS2-23.4.a"), [within("awareness", "PT24H")]);
    assert_eq!(deadlines("NIS2-23.4.b"), [within("awareness", "PT72H")]);
    assert_eq!(deadlines("NIS2-23.4.d"), [within("notification", "P1M")]);
    assert_eq!(deadlines("NIS2-23.4.e"), [within("notification", "P1M"), within("handling", "P1M")]);
    let notification = &nis2(&library).obligation("NIS2-23.4.b").unwrap().deadlines[0];
    let unless = notification.unless.as_ref().unwrap();
    assert_eq!(unless.within, "PT24H");
    assert!(unless.roles.iter().any(|role| role == "trust-service-provider"));
}

#[test]
fn nis2_says_which_law_it_describes() {
    let library = library();
    let content = nis2(&library).content();
    assert_eq!(content.celex.as_deref(), Some("32022L2555"));
    assert_eq!((content.in_force.from.as_str(), content.in_force.until.as_deref()), ("2023-01-16", None));
    let state = content.legal_state.as_ref().unwrap();
    assert!(state.as_of.len() == 10 && !state.statement.is_empty());
    assert!(!state.pending.is_empty() && !state.not_verified.is_empty());
}

#[test]
fn the_crosswalk_speaks_about_every_outcome_and_every_graded_obligation() {
    let library = library();
    let (framework, set, crosswalk) = (csf(&library), nis2(&library), crosswalk(&library));
    assert_eq!(crosswalk.mappings.len(), 255);
    let graded: BTreeSet<&str> = set.graded().map(|obligation| obligation.id.as_str()).collect();
    let reached: BTreeSet<&str> = crosswalk.reach.keys().map(String::as_str).collect();
    assert_eq!(reached, graded);
    let silent: Vec<&str> = framework
        .outcomes()
        .map(|node| node.id.as_str())
        .filter(|id| crosswalk.mappings_from(id).next().is_none())
        .collect();
    assert_eq!(silent, ["GV.RM-07"]);
    assert_eq!(crosswalk.no_relationship, silent);
    for id in graded {
        let mapped = crosswalk.mappings_to(id).next().is_some();
        assert_eq!(mapped, crosswalk.reach_of(id) != Reach::None, "{id}: reach and mappings disagree");
        if !set.obligation(id).unwrap().addressee.is_organization() {
            assert!(!mapped, "{id}: an organization's outcomes say nothing about a public body's duty");
        }
    }
    for mapping in &crosswalk.mappings {
        let pair = format!("{} -> {}", mapping.from, mapping.to);
        assert!((1..=10).contains(&mapping.strength), "{pair}");
        assert!(mapping.rationale.split_whitespace().count() >= 4, "{pair}: {}", mapping.rationale);
        assert!(!mapping.sources.is_empty(), "{pair}: no source");
        if ["ID.IM-01", "ID.IM-02", "ID.IM-03"].contains(&mapping.from.as_str()) {
            assert!(mapping.strength <= 3, "{pair}: improvement touches everything and tells little");
        }
    }
    let cited: BTreeSet<&String> = crosswalk.mappings.iter().flat_map(|mapping| &mapping.sources).collect();
    let known = crosswalk.x["citations"].as_object().unwrap();
    for source in cited {
        assert!(known.contains_key(source), "{source}: cited and not credited");
    }
}

#[test]
fn letters_with_limbs_are_groups() {
    let library = library();
    let set = nis2(&library);
    for letter in ["a", "b", "c", "d", "e", "g", "i", "j"] {
        let id = format!("NIS2-21.2.{letter}");
        assert_eq!(set.group(&id).unwrap().group.as_deref(), Some("NIS2-21"), "{id}");
        let limbs = set.graded().filter(|obligation| obligation.group.as_deref() == Some(id.as_str())).count();
        assert!(limbs >= 2, "{id}: {limbs} limbs");
    }
    for letter in ["f", "h"] {
        assert!(set.obligation(&format!("NIS2-21.2.{letter}")).is_some(), "{letter}");
    }
}

#[test]
fn everything_is_there_by_name_and_loads_in_any_order_that_has_crosswalks_last() {
    let names: Vec<(&str, &str)> =
        csf_assess_frameworks::DOCUMENTS.iter().map(|document| (document.kind, document.id)).collect();
    for expected in [
        ("scale", "maturity-0-5"),
        ("scale", "score-0-10"),
        ("scale", "tiers-1-4"),
        ("scale", "yes-no"),
        ("model", "weighted-mean"),
        ("model", "mean-of-means"),
        ("model", "weakest-link"),
        ("framework", "nist-csf-2.0"),
        ("obligations", "nis2"),
        ("crosswalk", "nist-csf-2.0--nis2"),
    ] {
        assert!(names.contains(&expected), "{expected:?}");
    }
    let mut turned = Library::empty();
    let mut documents: Vec<_> = csf_assess_frameworks::DOCUMENTS.iter().rev().collect();
    documents.sort_by_key(|document| document.kind == "crosswalk");
    for document in documents {
        turned.add(document.json.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    }
    let library = library();
    for (kind, id) in names {
        let kind = DocumentKind::ALL.into_iter().find(|known| known.text() == kind).unwrap();
        assert_eq!(turned.hash(kind, id), library.hash(kind, id), "{id}");
        assert_eq!(library.hash(kind, id).map(str::len), Some(64), "{id}");
    }
}
