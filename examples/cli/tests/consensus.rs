//! `consensus`: several respondents beside one another, and one merged assessment.

mod common;

use common::Folder;
use serde_json::{Value, json};

fn file(who: &str, lead: bool, answers: &str) -> String {
    format!(
        "schema: csf-assess/assessment/1\nid: acme-{who}\nframework: nist-csf-2.0\n\
         respondents: [{{id: {who}, lead: {lead}}}]\nanswers: {answers}\n"
    )
}

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("it.yaml", file("it", true, "{PR.AA-03: {level: 1, note: only far away}, PR.AA-04: {level: 3}}"));
    folder.write(
        "board.yaml",
        file("board", false, "{PR.AA-03: {level: 4}, PR.AA-04: {level: 2}, GV.RR-01: {level: 3}}"),
    );
    folder
}

#[test]
fn what_to_talk_about_is_shown_and_nothing_is_written() {
    let folder = folder();
    let run = folder.run(&["consensus", "it.yaml", "board.yaml"]);
    let text = run.done();
    assert!(text.starts_with("2 respondents to nist-csf-2.0, merged by the lower median\n"), "{text}");
    assert!(text.contains("Consensus below one half, two or more levels apart (consensus 0.40); merged: 1"), "{text}");
    assert!(text.contains("  - it: 1. only far away\n"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    assert_eq!(folder.names(), ["board.yaml", "it.yaml"]);
    assert_eq!(folder.run(&["consensus", "board.yaml", "it.yaml"]).done(), text);
    let run = folder.run(&["consensus", "it.yaml", "board.yaml", "--between", "board, it", "--format", "json"]);
    let found: Value = serde_json::from_str(run.done()).unwrap();
    assert_eq!((&found["schema"], &found["worklist"]), (&json!("csf-assess/consensus/1"), &json!(["PR.AA-03"])));
    assert_eq!(found["views"][0]["higher"][0]["id"], "PR.AA-03");
    assert_eq!(found["views"][0]["lower"][0]["id"], "PR.AA-04");
}

#[test]
fn the_merged_file_is_valid_and_keeps_every_voice() {
    let folder = folder();
    for (merge, level) in [("median", 1), ("minimum", 1), ("lead", 4)] {
        let run = folder.run(&[
            "consensus",
            "it.yaml",
            "board.yaml",
            "--merge",
            merge,
            "--lead",
            "board",
            "-o",
            "merged.json",
        ]);
        assert!(run.done().contains("TO TALK ABOUT"), "{}", run.out());
        let merged: Value = serde_json::from_str(&folder.read("merged.json")).unwrap();
        assert_eq!(merged["answers"]["PR.AA-03"]["level"], level);
        assert_eq!(merged["answers"]["PR.AA-03"]["voices"]["it"], json!({"level": 1, "note": "only far away"}));
        assert_eq!(folder.run(&["check", "merged.json"]).done(), "");
    }
    let score = folder.run(&["score", "merged.json", "--format", "json"]);
    let score: Value = serde_json::from_str(score.done()).unwrap();
    assert_eq!(score["nodes"]["PR.AA-03"]["score"]["n"], 4, "{score}");
    assert!(folder.run(&["explain", "merged.json", "PR.AA-03"]).done().contains("Contested: consensus below one half"));
    let run = folder.run(&["consensus", "it.yaml", "board.yaml", "-o", "-"]);
    assert_eq!(run.code(), 0);
    assert!(run.out().starts_with("schema: csf-assess/assessment/1\n"), "{}", run.out());
    assert!(run.err().contains("TO TALK ABOUT"), "{}", run.err());
}

#[test]
fn what_cannot_be_done_is_said_and_nothing_is_written() {
    let folder = folder();
    folder.write("old.yaml", file("ops", false, "{}").replace("csf-2.0", "csf-1.1"));
    folder.write("again.yaml", file("it", false, "{}"));
    folder.write("wrong.yaml", file("x", false, "{GV.OC-99: {level: 1}}"));
    let files = folder.names();
    for (rest, code, parts) in [
        (&["it.yaml"][..], 2, &["2 values required"][..]),
        (&["it.yaml", "wrong.yaml", "nowhere.yaml"], 1, &["`GV.OC-99` is not an outcome", "there is no such file"]),
        (
            &["it.yaml", "board.yaml", "old.yaml", "again.yaml"],
            1,
            &["error[consensus/same-respondent]", "error[consensus/other-framework]", "--> old.yaml"],
        ),
        (&["again.yaml", "board.yaml", "--merge", "lead"], 2, &["name the lead (`--lead ID`): `board` or `it`"]),
        (&["it.yaml", "board.yaml", "--lead", "boss"], 2, &["`boss` is not one of the respondents"]),
        (&["it.yaml", "board.yaml", "--between", "it,ops"], 2, &["`ops` is not one of the respondents"]),
        (&["it.yaml", "board.yaml", "--between", "it"], 2, &["with a comma between them"]),
        (&["it.yaml", "board.yaml", "--merge", "mean"], 2, &["median"]),
        (&["it.yaml", "board.yaml", "-o", "it.yaml"], 2, &["`it.yaml` is read by this command"]),
    ] {
        let run = folder.run(
            &[&["consensus"][..], rest, &["-o", "merged.yaml"][..if rest.contains(&"-o") { 0 } else { 2 }]].concat(),
        );
        assert_eq!(run.code(), code, "{rest:?}: {}", run.err());
        for part in parts {
            assert!(run.err().contains(part), "{part}: {}", run.err());
        }
        assert_eq!(folder.names(), files);
    }
}
