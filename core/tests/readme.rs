//! What the README, the design and the sample promise.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests stop at the first surprise")]

use csf_assess::Library;
use csf_assess::document::{DocumentKind, read};
use csf_assess::report::{Audience, Report, item, text};
use csf_assess::result::{GateStatus, ObligationStatus};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

fn file(path: &str) -> String {
    fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").join(path)).unwrap()
}

/// The blocks of a Markdown text that are fenced as `language`.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut open: Option<String> = None;
    for line in text.lines() {
        match &mut open {
            Some(block) if line == "```" => {
                blocks.push(std::mem::take(block));
                open = None;
            }
            Some(block) => *block = format!("{block}{line}\n"),
            None if line.strip_prefix("```") == Some(language) => open = Some(String::new()),
            None => {}
        }
    }
    blocks
}

#[test]
fn the_yaml_of_the_readme_works_together() {
    let mut library = Library::embedded().unwrap();
    let mut result = None;
    for block in blocks(&file("README.md"), "yaml") {
        let kind = read(block.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{block}")).kind();
        if kind == DocumentKind::Assessment {
            let assessment = library.assessment(block.as_bytes()).unwrap();
            result = Some(library.assess(&assessment, &["nis2"]).unwrap());
        } else {
            library.add(block.as_bytes()).unwrap();
        }
    }
    let result = result.unwrap();
    assert_eq!(result.nodes["total"].score.as_ref().unwrap().0.to_string(), "2.50");
    assert_eq!(result.gates["key-measures"], GateStatus::NotMet);
    assert_eq!(result.gates["total"], GateStatus::Met);
    assert_eq!(result.gates["not_applicable"], GateStatus::Met);
    assert_eq!(result.obligations["NIS2-21.2.i.2"].rests_on.mapped, 1);
}

#[test]
fn the_yaml_of_the_design_loads() {
    let blocks = blocks(&file("DESIGN.md"), "yaml");
    let mut library = Library::embedded().unwrap();
    let kinds: Vec<DocumentKind> =
        blocks.iter().map(|block| library.add(block.as_bytes()).unwrap_or_else(|error| panic!("{error}")).0).collect();
    assert_eq!(kinds, [DocumentKind::Scale, DocumentKind::Obligations]);
}

#[test]
fn the_error_of_the_readme_is_what_the_file_gives() {
    let draft = "schema: csf-assess/assessment/1\nid: draft\nframework: nist-csf-2.0\nanswers:\n  PR.AA-03: {level: 7}\n  GV.OC-99: {level: 3}\n  PR.PS-06: {state: not_applicable}\n";
    let error = Library::embedded().unwrap().assessment(draft.as_bytes()).unwrap_err().in_document("draft.yaml");
    let shown = blocks(&file("README.md"), "text");
    let shown = shown.iter().find(|block| block.starts_with("error[")).unwrap();
    assert_eq!(shown.trim_end(), error.to_string());
}

#[test]
fn the_output_of_the_readme_is_what_the_command_prints() {
    let library = Library::embedded().unwrap();
    let assessment = library.assessment(file("examples/assessments/northgrid-2026.yaml").as_bytes()).unwrap();
    let result = library.assess(&assessment, &["nis2"]).unwrap();
    let report = Report { library: &library, assessment: &assessment, result: &result, audience: Audience::default() };
    let blocks = blocks(&file("README.md"), "text");
    for (start, printed) in [
        ("PR.DS-11: ", item::text(&library, "PR.DS-11").unwrap()),
        ("Directive (EU) 2022/2555", text::obligations(&report)),
    ] {
        let block = blocks.iter().find(|block| block.starts_with(start)).unwrap();
        let mut rest = printed.lines();
        for line in block.lines() {
            match line.strip_prefix('[').and_then(|line| line.strip_suffix(" lines left out]")) {
                Some(count) => assert_eq!(rest.by_ref().take(count.parse().unwrap()).count().to_string(), count),
                None => assert_eq!(Some(line), rest.next()),
            }
        }
        assert_eq!(rest.next(), None);
    }
}

#[test]
fn the_readme_counts_right() {
    let library = Library::embedded().unwrap();
    let readme = file("README.md");
    let of = |set: &str| {
        let set = library.obligation_set(set).unwrap();
        (set.content().obligations.len(), set.graded().count(), set.question_ids().count())
    };
    let links = |crosswalk: &str| library.crosswalk(crosswalk).unwrap().mappings.len();
    let outcomes = |framework: &str| library.framework(framework).unwrap().outcome_count();
    let (entries, graded, questions) = of("nis2");
    for claim in [
        format!("all {} outcomes and all {}", outcomes("nist-csf-2.0"), outcomes("nist-csf-1.1")),
        format!("its {} requirements", outcomes("cyfun-2025")),
        format!("{entries} entries in our own words: {graded} graded, {} for information", entries - graded),
        format!("{questions} supplementary questions"),
        format!("**Statuses** of {graded} entries"),
        format!("{} entries, {} graded. Repealed", of("nis1").0, of("nis1").1),
        format!("the {} sections of its annex", of("ir-2024-2690").1),
        format!("{} links from CSF 2.0 to NIS2", links("nist-csf-2.0--nis2")),
        format!("{} to the Implementing Regulation", links("nist-csf-2.0--ir-2024-2690")),
        format!("{} of ENISA's own", links("nist-csf-2.0--ir-2024-2690--enisa")),
        format!("{} from CSF 1.1 to NIS1 and {} to NIS2", links("nist-csf-1.1--nis1"), links("nist-csf-1.1--nis2")),
    ] {
        assert!(readme.contains(&claim), "the README does not say `{claim}`");
    }
}

#[test]
fn the_sample_shows_every_state_and_every_status() {
    let library = Library::embedded().unwrap();
    let assessment = library.assessment(file("examples/assessments/northgrid-2026.yaml").as_bytes()).unwrap();
    let result = library.assess(&assessment, &["nis2"]).unwrap();
    let counts = &result.nodes["total"].counts;
    assert!([counts.rated, counts.unknown, counts.unanswered, counts.not_applicable].iter().all(|count| *count > 0));
    let mut levels = BTreeMap::new();
    for answer in assessment.content().answers.keys() {
        if let Some(level) = assessment.rating(answer).level() {
            *levels.entry(level.to_string()).or_insert(0) += 1;
        }
    }
    assert_eq!(levels.keys().map(String::as_str).collect::<Vec<_>>(), ["0.00", "1.00", "2.00", "3.00", "4.00", "5.00"]);
    for status in ObligationStatus::ALL {
        assert!(result.obligations.values().any(|it| it.status == status), "{} does not occur", status.text());
    }
}
