//! CyFun 2025: ids, levels and marks are CCB's, its subcategories are those of CSF 2.0, and no sentence is CCB's.

use super::{library, shared};
use csf_assess::framework::NodeKind;
use csf_assess::result::GateStatus;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;

#[test]
fn cyfun_has_its_requirements_levels_and_marks_below_subcategories_of_csf_2() {
    let library = library();
    let framework = library.framework("cyfun-2025").unwrap();
    assert_eq!(framework.content().outcomes_of.as_deref(), Some("nist-csf-2.0"));
    assert_eq!(framework.content().scale, "cyfun-1-5");
    let count = |kind| framework.nodes().iter().filter(|node| node.kind == kind).count();
    assert_eq!((count(NodeKind::Function), count(NodeKind::Category), count(NodeKind::Subcategory)), (6, 22, 90));
    assert_eq!(framework.outcome_count(), 218);
    let tagged = |tag: &str| framework.items().iter().filter(|item| item.tags.iter().any(|it| it == tag)).count();
    assert_eq!(["basic", "important", "essential", "key-measure"].map(tagged), [34, 99, 85, 29]);
    for item in framework.items() {
        let levels = item.tags.iter().filter(|tag| ["basic", "important", "essential"].contains(&tag.as_str()));
        assert_eq!(levels.count(), 1, "{}: one level", item.id);
        assert_eq!(item.title, format!("Requirement {}", item.id), "no sentence but the id");
        assert!(item.question.is_none() && item.levels.is_empty() && item.not_applicable.is_none(), "{}", item.id);
    }
    let origin = library.framework("nist-csf-2.0").unwrap();
    for node in framework.nodes().iter().filter(|node| node.kind != NodeKind::Requirement) {
        assert_eq!(origin.node(&node.id).map(|same| &same.title), Some(&node.title), "{}", node.id);
        for child in &node.children {
            assert!(framework.nodes()[*child].id.starts_with(&node.id), "{}", framework.nodes()[*child].id);
        }
    }
    for category in framework.content().functions.iter().flat_map(|function| &function.categories) {
        for item in &category.subcategories {
            assert_eq!(item.concept.as_ref(), Some(&item.id));
            assert!(item.question.is_some(), "{}: the texts are those of CSF 2.0", item.id);
            assert!(item.levels.is_empty() && item.tags.is_empty(), "{}: they speak of another scale", item.id);
        }
    }
}

#[test]
fn cyfun_agrees_with_the_workbook() {
    let Some(path) = shared("data/eu/cyfun2025-workbook-structure.json") else { return };
    let library = library();
    let framework = library.framework("cyfun-2025").unwrap();
    let workbook: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    let requirements = workbook["requirements"].as_array().unwrap();
    assert_eq!(requirements.len(), framework.outcome_count());
    for requirement in requirements {
        let id = requirement["id"].as_str().unwrap();
        let mut expected = vec![requirement["level"].as_str().unwrap().to_lowercase()];
        for (key, tag) in [("key_measure", "key-measure"), ("management", "management")] {
            expected.extend(requirement[key].as_bool().unwrap().then(|| tag.to_owned()));
        }
        assert_eq!(framework.item(id).map(|item| &item.tags), Some(&expected), "{id}");
    }
}

#[test]
fn cyfun_is_read_through_the_crosswalk_of_csf_2() {
    let library = library();
    let framework = library.framework("cyfun-2025").unwrap();
    for model in ["cyfun-2025-basic", "cyfun-2025-important", "cyfun-2025-essential", "cyfun-2025-essential-workbook"] {
        let mut text =
            format!("schema: csf-assess/assessment/1\nid: a\nframework: cyfun-2025\nmodel: {model}\nanswers:\n");
        for item in framework.items() {
            writeln!(text, "  {}: {{level: {{documentation: 4, implementation: 3}}}}", item.id).unwrap();
        }
        let assessment = library.assessment(text.as_bytes()).unwrap();
        let result = library.assess(&assessment, &["nis2"]).unwrap();
        assert_eq!(result.sets["nis2"].crosswalk.as_deref(), Some("nist-csf-2.0--nis2"));
        assert!(result.gates.values().all(|gate| *gate == GateStatus::Met), "{model}: {:?}", result.gates);
        assert_eq!(result.nodes["total"].score.as_ref().unwrap().0.written(), "7/2", "{model}");
        let not_asked: BTreeSet<&str> =
            result.obligations.values().flat_map(|duty| &duty.not_asked).map(String::as_str).collect();
        assert!(not_asked.contains("GV.SC-04"), "{not_asked:?}");
        assert!(not_asked.iter().all(|id| framework.node(id).is_none()), "{not_asked:?}");
        // PR.DS-11 and RC.RP-03, and CyFun lacks the second: (7/2 - 1) / 4.
        let backup = &result.obligations["NIS2-21.2.c.1"];
        assert_eq!(backup.evidence.as_ref().map(|figure| figure.0.written()), Some("5/8".to_owned()));
        assert_eq!(backup.not_asked, ["RC.RP-03"]);
    }
}
