//! Commands that look at more than one assessment, or at one for a second time.

mod common;

use common::{ACME, Folder};

const LATER: &str = "\
schema: csf-assess/assessment/1
id: acme-2027
framework: nist-csf-2.0
assessed_on: 2027-11-22
organization: {name: Acme, class: important}
answers:
  PR.AA-03: {level: 4, target: 4, note: with tokens}
  PR.AA-04: {level: 2}
  GV.RR-01: {state: unknown}
supplementary:
  NIS2-20.1/1: {answer: \"no\"}
";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("acme.yaml", ACME);
    folder.write("acme-2027.yaml", LATER);
    folder
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn fits(text: &str) {
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
}

#[test]
fn compare_lists_what_changed() {
    let folder = folder();
    let run = folder.run(&["compare", "acme.yaml", "acme-2027.yaml", "--set", "nis2"]);
    let text = run.done();
    fits(text);
    let said = words(text);
    assert!(said.starts_with("What changed from acme to acme-2027 (2027-11-22)"), "{text}");
    for part in [
        "PR.AA-04",
        "unknown → level 2 (Agreed but patchy)",
        "GV.RR-01",
        "level 5",
        "NIS2-20.1/1",
        "Yes → No",
        "not legal advice",
    ] {
        assert!(said.contains(part), "{part} is missing: {text}");
    }
    let run = folder.run(&["compare", "acme.yaml", "acme-2027.yaml", "--format", "json"]);
    let comparison: serde_json::Value = serde_json::from_str(run.done()).unwrap();
    assert_eq!(comparison["schema"], "csf-assess/comparison/1");
    assert_eq!(comparison["answers"].as_array().unwrap().len(), 3);
    assert_eq!(comparison["answers"][1]["change"]["n"], 1);
    assert_eq!(comparison["not_compared"], serde_json::json!([]));
}

#[test]
fn compare_says_what_it_does_not_compare_and_scores_both_alike_on_request() {
    let folder = folder();
    folder.write("weakest.yaml", LATER.replace("framework: nist", "model: weakest-link\nframework: nist"));
    let arguments = ["compare", "acme.yaml", "weakest.yaml"];
    let run = folder.run(&arguments);
    assert!(words(run.done()).contains("The model is weighted-mean before and weakest-link after."), "{}", run.out());
    assert!(run.out().contains("SCORES AND GATES: NOT COMPARED"), "{}", run.out());
    let run = folder.run(&[&arguments[..], &["--model", "weakest-link"]].concat());
    assert!(!run.done().contains("NOT COMPARED") && run.out().contains("\nSCORES\n"), "{}", run.out());

    folder.write("old.yaml", "schema: csf-assess/assessment/1\nid: old\nframework: nist-csf-1.1\n");
    let run = folder.run(&["compare", "old.yaml", "acme.yaml"]);
    let said = words(run.done());
    assert!(said.contains("migrate the assessment of nist-csf-1.1 to nist-csf-2.0 first"), "{}", run.out());
    assert!(said.contains("The crosswalk to nis2 is nist-csf-1.1--nis2 before and nist-csf-2.0--nis2 after."));

    let run = folder.run(&["compare", "acme.yaml", "nowhere.yaml"]);
    assert!(run.refused(1).contains("--> nowhere.yaml"));
    assert_ne!(folder.run(&["compare", "acme.yaml"]).code(), 0);
    let run = folder.run(&["compare", "acme.yaml", "acme-2027.yaml", "--set", "nis3"]);
    assert!(run.refused(2).contains("there is no obligation set `nis3`"));
}

#[test]
fn sensitivity_says_what_each_status_hangs_on() {
    let folder = folder();
    let run = folder.run(&["sensitivity", "acme.yaml", "--set", "nis2"]);
    let text = run.done();
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    let said = words(text);
    assert!(said.starts_with("What the statuses of acme hang on"), "{text}");
    assert!(said.contains("nist-csf-2.0--nis2: evidence counts from 1/2, in part from 3/10"), "{text}");
    assert!(said.contains("PR.AA-03 at level"), "{text}");
    let run = folder.run(&["sensitivity", "acme.yaml", "--set", "nis2", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(run.done()).unwrap();
    assert_eq!(found["schema"], "csf-assess/sensitivity/1");
    assert!(found["obligations"].as_array().unwrap().len() > 20);
    assert_ne!(folder.run(&["sensitivity", "acme.yaml"]).code(), 0);
}

#[test]
fn trend_puts_dated_files_in_a_row_and_marks_breaks() {
    let folder = folder();
    folder.write("acme-2026.yaml", LATER.replace("2027", "2026").replace("level: 4,", "level: 1,"));
    folder.write(
        "old.yaml",
        "schema: csf-assess/assessment/1\nid: old\nframework: nist-csf-1.1\nassessed_on: 2020-02-29\n",
    );
    let run = folder.run(&["trend", "acme-2027.yaml", "old.yaml", "acme-2026.yaml", "--set", "nis2"]);
    let text = run.done();
    fits(text);
    let said = words(text);
    assert!(said.contains("Between 2020-02-29 and 2026-11-22: The framework is nist-csf-1.1 before"), "{text}");
    assert!(said.contains("Break: what comes before and after is not one line."), "{text}");
    assert!(said.contains("2026-11-22 1.50") && said.contains("2027-11-22 3.00"), "{text}");
    let json = |files: [&str; 3]| folder.run(&[&["trend", "--format", "json"], &files[..]].concat()).done().to_owned();
    let first = json(["acme-2027.yaml", "old.yaml", "acme-2026.yaml"]);
    assert_eq!(first, json(["old.yaml", "acme-2026.yaml", "acme-2027.yaml"]));
    let trend: serde_json::Value = serde_json::from_str(&first).unwrap();
    assert_eq!((&trend["schema"], trend["breaks"].as_array().unwrap().len()), (&"csf-assess/trend/1".into(), 1));

    let told = folder.run(&["trend", "acme.yaml", "acme-2026.yaml"]);
    assert!(told.refused(1).starts_with("error[trend/no-day]: ") && told.err().contains("--> acme.yaml"));
    folder.write("again.yaml", LATER.replace("id: acme-2027", "id: again"));
    let told = folder.run(&["trend", "acme-2027.yaml", "again.yaml"]);
    assert_eq!(
        told.refused(1),
        "error[trend/same-day]: it describes 2027-11-22, as acme-2027.yaml does; a trend has one assessment for each day\n  --> again.yaml\n"
    );
}

#[test]
fn freshness_takes_the_day_and_says_what_to_verify_first() {
    let folder = folder();
    let evidence = "evidence: [{ref: export, date: 2026-01-15}, {ref: ticket}], note: with tokens";
    folder.write("dated.yaml", LATER.replace("note: with tokens", evidence));
    let run = folder.run(&["freshness", "dated.yaml", "--set", "nis2", "--on", "2026-02-01"]);
    let text = run.done();
    fits(text);
    assert!(
        text.starts_with("The evidence of acme-2027 (2027-11-22) on 2026-02-01\n1 piece fresh, 0 stale, 1"),
        "{text}"
    );
    let run = folder.run(&["freshness", "dated.yaml", "--on", "2030-01-01", "--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(run.done()).unwrap();
    assert_eq!(found["schema"], "csf-assess/freshness/1");
    assert_eq!(found["counts"], serde_json::json!({"ahead": 0, "fresh": 0, "stale": 1, "undated": 1}));
    assert!(folder.run(&["freshness", "dated.yaml"]).done().contains("VERIFY FIRST"));
    let told = folder.run(&["freshness", "dated.yaml", "--on", "2026-02-30"]);
    assert_eq!(told.refused(2), "error[document/date]: `2026-02-30` is not a day; write it as `2026-11-23`\n");
}
