//! The two frameworks: ids and titles are NIST's, every item is complete.

use super::{library, shared};
use csf_assess::Library;
use csf_assess::framework::{Framework, NodeKind};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

fn csf(library: &Library) -> &Framework {
    library.framework("nist-csf-2.0").unwrap()
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

pub(super) struct Catalog {
    /// Title by id of what is in force.
    nodes: BTreeMap<String, String>,
    withdrawn: BTreeSet<String>,
    pub(super) prose: Vec<String>,
}

impl Catalog {
    pub(super) fn read(path: PathBuf) -> Self {
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

#[test]
fn csf_1_1_agrees_with_nists_own_core() {
    let library = library();
    let framework = library.framework("nist-csf-1.1").unwrap();
    let count = |kind| framework.nodes().iter().filter(|node| node.kind == kind).count();
    assert_eq!((count(NodeKind::Function), count(NodeKind::Category), count(NodeKind::Subcategory)), (5, 23, 108));
    let Some(path) = shared("data/nist/csf-1.1-core.json") else { return };
    let core: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    let official: Vec<&str> =
        core["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap()).collect();
    let ours: Vec<&str> = framework.nodes().iter().map(|node| node.id.as_str()).collect();
    assert_eq!(ours, official, "in NIST's order");
    for item in core["items"].as_array().unwrap() {
        if let Some(title) = item["title"].as_str() {
            assert_eq!(framework.node(item["id"].as_str().unwrap()).unwrap().title, title);
        }
    }
}

#[test]
fn every_item_is_complete_and_its_concept_means_the_same_in_both() {
    let library = library();
    let origin = csf(&library);
    let mut shared_texts = 0;
    // The sentences of CyFun's requirements are CCB's and come from the user's own workbook.
    for framework in library.frameworks().filter(|framework| framework.id() != "cyfun-2025") {
        for item in framework.items() {
            let id = &item.id;
            assert!(item.question.is_some() && item.why.is_some() && item.not_applicable.is_some(), "{id}");
            assert!(item.counts.is_some() && item.does_not_count.is_some() && !item.tags.is_empty(), "{id}");
            assert_eq!(item.levels.keys().map(String::as_str).collect::<String>(), "012345", "{id}");
            assert!((2..=4).contains(&item.evidence.len()) && (1..=3).contains(&item.ask.len()), "{id}");
            let Some(concept) = &item.concept else { continue };
            shared_texts += 1;
            let same = origin.item(concept).unwrap();
            assert_eq!(
                (&item.title, &item.question, &item.levels),
                (&same.title, &same.question, &same.levels),
                "{id}"
            );
        }
    }
    println!("items: 214, of which {shared_texts} of CSF 1.1 share their texts with CSF 2.0");
    assert!(shared_texts > 0);
}

#[test]
fn references_are_those_of_the_reference_tool() {
    let library = library();
    let framework = csf(&library);
    let third: Vec<&str> =
        framework.content().references.iter().filter(|it| it.third_party).map(|it| it.id.as_str()).collect();
    assert_eq!(third, ["iso-27001-2022", "cis-controls-8.1"]);
    let count =
        |catalog: &str| framework.items().iter().filter_map(|item| item.references.get(catalog)).flatten().count();
    let counts = ["sp-800-53-r5", "iso-27001-2022", "cis-controls-8.1", "nist-csf-1.1"].map(count);
    println!("references: {counts:?}");
    assert_eq!(counts, [740, 390, 62, 156]);
    let Some(path) = shared("data/nist/csf-2.0-informative-references.csv") else { return };
    let table = fs::read_to_string(path).unwrap();
    let names = [
        ("SP 800-53 Rev 5.2.0", "sp-800-53-r5"),
        ("ISO/IEC 27001:2022", "iso-27001-2022"),
        ("CIS Controls v8.1", "cis-controls-8.1"),
        ("CSF v1.1", "nist-csf-1.1"),
    ];
    for line in table.lines() {
        let [element, source, reference] = line.splitn(3, ',').collect::<Vec<_>>()[..] else { continue };
        let Some((_, catalog)) = names.iter().find(|(name, _)| *name == source) else { continue };
        let Some(item) = framework.item(element) else { continue };
        let reference = reference.trim_matches('"');
        assert!(item.references[*catalog].iter().any(|known| known == reference), "{element}: {source} {reference}");
    }
}

#[test]
fn tiers_stand_beside_the_scores() {
    let library = library();
    for (framework, axes) in [("nist-csf-1.1", 3), ("nist-csf-2.0", 2)] {
        let tiers = library.framework(framework).unwrap().content().tiers.as_ref().unwrap();
        assert_eq!((tiers.scale.as_str(), tiers.axes.len()), ("tiers-1-4", axes));
        assert!(
            tiers.axes.iter().all(|axis| axis.levels.keys().map(String::as_str).collect::<String>() == "1234"),
            "{framework}"
        );
    }
    let with = |tiers: &str| {
        let text = format!(
            "schema: csf-assess/assessment/1\nid: a\nframework: nist-csf-2.0\n{tiers}answers: {{GV.OC-01: {{level: 3}}}}\n"
        );
        let assessment = library.assessment(text.as_bytes())?;
        library.assess(&assessment, &["nis2"]).map(|result| result.to_json())
    };
    let told =
        with("tiers: {governance: {level: 2, target: 3, note: last workshop}, management: {level: 1}}\n").unwrap();
    assert_eq!(told, with("").unwrap(), "a tier changes nothing");
    for (wrong, code) in [
        ("tiers: {governance: {level: 5}}\n", "answer/off-scale"),
        ("tiers: {govern: {level: 1}}\n", "assessment/unknown-tier-axis"),
    ] {
        assert_eq!(with(wrong).unwrap_err().problems().next().unwrap().code(), code);
    }
}
