//! `migrate`: an assessment carried over to the next version of its framework.

mod common;

use common::Folder;

const OLD: &str = "\
schema: csf-assess/assessment/1
id: acme-2023
framework: nist-csf-1.1
organization: {name: Acme, class: important}
answers:
  ID.AM-1: {level: 3, note: counted}   # moves as it is
  PR.AC-1: {level: 2}                  # one of several that become one
  PR.PT-5: {state: not_applicable, reason: one site only}
";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("old.yaml", OLD);
    folder
}

#[test]
fn the_new_assessment_is_valid_and_the_summary_stands_beside_it() {
    let folder = folder();
    let run = folder.run(&["migrate", "old.yaml", "--to", "nist-csf-2.0", "-o", "new.yaml", "--report", "list.md"]);
    assert_eq!((run.code(), run.out(), folder.names().len()), (0, "", 3));
    let summary = run.err();
    assert!(summary.starts_with("acme-2023: from nist-csf-1.1 to nist-csf-2.0 by nist-oscal."), "{summary}");
    assert!(summary.contains("- exact: 2 outcomes\n") && summary.contains("not comparable one to one"), "{summary}");
    assert!(summary.lines().all(|line| line.chars().count() <= 80), "{summary}");
    let new = folder.read("new.yaml");
    assert!(new.contains("framework: nist-csf-2.0") && new.contains("counted"), "{new}");
    assert_eq!(folder.run(&["check", "new.yaml"]).done(), "");
    let list = folder.read("list.md");
    assert!(list.contains("## Exact: the same outcome") && list.contains("| ID.AM-01 "), "{list}");

    let run = folder.run(&["migrate", "old.yaml", "--to", "nist-csf-2.0", "--source", "nist-olir"]);
    assert!(run.code() == 0 && run.out().contains("source: nist-olir"), "{}", run.out());
    let run = folder.run(&["migrate", "old.yaml", "--to", "nist-csf-2.0", "-o", "n.json", "--report", "list.json"]);
    assert_eq!(run.code(), 0, "{}", run.err());
    let list: serde_json::Value = serde_json::from_str(&folder.read("list.json")).unwrap();
    assert_eq!((&list["schema"], &list["counts"]["exact"]), (&"csf-assess/migration/1".into(), &2.into()));
    let new: serde_json::Value = serde_json::from_str(&folder.read("n.json")).unwrap();
    assert_eq!(new, list["content"]);
}

#[test]
fn what_cannot_be_done_is_said_and_nothing_is_written() {
    let folder = folder();
    let to = ["migrate", "old.yaml", "--to"];
    for (rest, code, part) in [
        (&["nist-csf-3.0"][..], 2, "there is no framework `nist-csf-3.0`; did you mean `nist-csf-2.0`?"),
        (&["cyfun-2025"], 2, "there is no transition from `nist-csf-1.1` to `cyfun-2025`"),
        (&["nist-csf-2.0", "--source", "nist"], 2, "`nist` is not a source of nist-csf-1.1--nist-csf-2.0"),
        (&["nist-csf-2.0", "-o", "x.yaml", "--report", "x.pdf"], 2, "there is `.md` and `.json`"),
        (&["nist-csf-2.0", "-o", "x.md", "--report", "x.md"], 2, "cannot be the new assessment and its report"),
        (&["nist-csf-2.0", "-o", "old.yaml"], 2, "`old.yaml` is read by this command"),
        (&["nist-csf-2.0", "--report", "./old.yaml"], 2, "is read by this command"),
    ] {
        let run = folder.run(&[&to[..], rest].concat());
        assert_eq!(run.code(), code, "{rest:?}: {}", run.err());
        assert!(run.err().contains(part), "{rest:?}: {}", run.err());
        assert_eq!(folder.names(), ["old.yaml"]);
    }
    assert_eq!(folder.read("old.yaml"), OLD);
}
