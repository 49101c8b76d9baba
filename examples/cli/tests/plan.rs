//! `plan`: the cheapest way, next steps, costs of one's own, and what is refused.
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "tests stop at the first surprise")]

mod common;

use common::{ACME, Folder};
use serde_json::Value;

const DUTY: &str = "NIS2-21.2.i.2";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("acme.yaml", ACME);
    folder
}

fn plan(folder: &Folder, more: &[&str]) -> Value {
    let start = ["plan", "acme.yaml", "--set", "nis2", "--for", DUTY, "--format", "json"];
    serde_json::from_str(folder.run(&[&start, more].concat()).done()).unwrap()
}

fn ids(plan: &Value) -> Vec<&str> {
    plan["steps"].as_array().unwrap().iter().map(|step| step["id"].as_str().unwrap()).collect()
}

#[test]
fn the_cheapest_way_is_told_and_proven() {
    let folder = folder();
    let run = folder.run(&["plan", "acme.yaml", "--set", "nis2", "--for", DUTY]);
    let text = run.done();
    assert!(text.starts_with("The cheapest way for acme\n"), "{text}");
    for part in ["No plan is cheaper.", "STEPS\n- ", "answered yes", "Evidence available at worst", "not legal advice"]
    {
        assert!(text.contains(part), "{part} is missing: {text}");
    }
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    let found = plan(&folder, &[]);
    assert_eq!((&found["schema"], &found["proven"]), (&"csf-assess/plan/1".into(), &true.into()));
    assert_eq!((&found["cost"], &found["reached"][0]["after"]), (&found["bound"], &2.into()));
    let partly = plan(&folder, &["--want", "partly_evidenced", "--alternatives", "0"]);
    assert!(partly["cost"].as_u64() < found["cost"].as_u64() && partly["alternatives"].as_array().unwrap().is_empty());
}

#[test]
fn what_may_change_and_what_it_costs_is_the_users() {
    let folder = folder();
    let found = plan(&folder, &[]);
    let first = ids(&found)[0].to_owned();
    let without = plan(&folder, &["--fixed", &first]);
    assert!(!ids(&without).contains(&first.as_str()));
    let held = plan(&folder, &["--only", "DE"]);
    assert_eq!((&held["unreachable"][0]["why"], &held["cost"]), (&"held".into(), &0.into()));
    let few = plan(&folder, &["--at-most", "1"]);
    assert_eq!((&few["cost"], &few["proven"]), (&Value::Null, &true.into()));
    folder.write("costs.yaml", "schema: csf-assess/costs/1\nid: ours\ndefault: 10\n");
    let dear = plan(&folder, &["--costs", "costs.yaml"]);
    assert_eq!(dear["cost"].as_u64(), found["cost"].as_u64().map(|cost| cost * 10));
    folder.run(&["check", "costs.yaml"]).done();
}

#[test]
fn next_steps_stand_one_after_the_other() {
    let folder = folder();
    let run = folder.run(&["plan", "acme.yaml", "--set", "nis2", "--next"]);
    assert_eq!(run.done().matches("    closes ").count(), 10, "{}", run.out());
    let run = folder.run(&["plan", "acme.yaml", "--set", "nis2", "--next=3", "--format", "json"]);
    let next: Value = serde_json::from_str(run.done()).unwrap();
    assert_eq!((&next["schema"], next["steps"].as_array().unwrap().len()), (&"csf-assess/next-steps/1".into(), 3));
}

#[test]
fn gates_are_planned_for_without_a_set() {
    let folder = folder();
    folder.write(
        "bar.yaml",
        "schema: csf-assess/model/1\nid: bar\ntitle: Bar\ngates: [{id: access, on: PR.AA, at_least: 1}]\n",
    );
    let run = folder.run(&["plan", "acme.yaml", "--gate", "access", "--model", "bar.yaml"]);
    assert!(run.done().contains("- access: met"), "{}", run.out());
}

#[test]
fn what_cannot_be_planned_is_refused() {
    let folder = folder();
    let start = ["plan", "acme.yaml", "--set", "nis2"];
    let told = folder.run(&[&start[..], &["--for", "NIS2-21.2.i.9"]].concat());
    assert!(told.refused(2).starts_with("error[plan/unknown-target]: `NIS2-21.2.i.9` is not"), "{}", told.err());
    let told = folder.run(&[&start[..], &["--owner", "nobody"]].concat());
    assert!(told.refused(2).starts_with("error[plan/unknown-owner]"), "{}", told.err());
    assert_eq!(folder.run(&start[..2]).code(), 2);
    folder.write("costs.yaml", "schema: csf-assess/costs/1\nid: ours\noutcomes: {PR.AA-99: 2}\n");
    let told = folder.run(&[&start[..], &["--costs", "costs.yaml"]].concat());
    assert!(told.refused(1).contains("--> costs.yaml:3:12 (outcomes.\"PR.AA-99\")"), "{}", told.err());
    let told = folder.run(&["list", "--with", "costs.yaml"]);
    assert!(told.refused(1).contains("these are costs; `plan` takes them with `--costs`"), "{}", told.err());
}
