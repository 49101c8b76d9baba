//! Inputs that are wrong on purpose: one clear problem with its place, in under a second, and nothing else.

mod common;

use common::{ACME, Folder};
use std::fmt::Write as _;
use std::time::{Duration, Instant};

/// The one problem of `content`: exit 1, nothing on standard output, code and place as given.
#[track_caller]
fn one_problem(content: &[u8], code: &str, place: &str) {
    let folder = Folder::new();
    folder.write("it.yaml", content);
    for arguments in [&["check", "it.yaml"][..], &["score", "it.yaml"], &["obligations", "it.yaml", "--set", "nis2"]] {
        let start = Instant::now();
        let run = folder.run(arguments);
        let took = start.elapsed();
        let told = run.refused(1);
        assert!(told.starts_with(&format!("error[{code}]: ")), "{told}");
        assert!(told.contains(&format!("\n  --> it.yaml{place}")), "{told}");
        assert_eq!(told.lines().count(), 2, "{told}");
        assert!(told.lines().all(|line| line.chars().count() < 300), "{told}");
        assert!(took < Duration::from_secs(1) * SLOW, "{took:?} for {arguments:?}");
    }
    assert_eq!(folder.names(), ["it.yaml"]);
}

/// How much slower than the released one a program with debug assertions may be.
const SLOW: u32 = if cfg!(debug_assertions) { 10 } else { 1 };

/// `ACME` with one answer more.
fn with_answer(answer: &str) -> Vec<u8> {
    ACME.replace("  GV.RR-01: {level: 5}\n", &format!("  GV.RR-01: {answer}\n")).into_bytes()
}

#[test]
fn a_bomb_of_anchors() {
    let mut bomb = String::from("schema: csf-assess/assessment/1\nid: bomb\nx:\n  a0: &a0 [lol, lol, lol]\n");
    let mut level = 0;
    while bomb.len() < 1 << 20 {
        let aliases = vec![format!("*a{level}"); 9].join(", ");
        writeln!(bomb, "  a{}: &a{} [{aliases}]", level + 1, level + 1).unwrap();
        level += 1;
    }
    one_problem(bomb.as_bytes(), "document/syntax", ":4:");
}

#[test]
fn nesting_without_end() {
    let (open, close) = ("[".repeat(10_000), "]".repeat(10_000));
    one_problem(format!("x: {open}").as_bytes(), "document/too-deep", ":1:");
    one_problem(format!("x: {open}{close}").as_bytes(), "document/too-deep", ":1:");
    one_problem("- ".repeat(10_000).as_bytes(), "document/too-deep", ":1:");
    one_problem(format!("{open}{close}").as_bytes(), "document/too-deep", ":1:");
    one_problem(format!("{{\"x\": {open}{close}}}").as_bytes(), "document/too-deep", ":1:");
    one_problem(format!("{{\"x\": {open}").as_bytes(), "document/too-deep", ":1:10006");
    one_problem("{\"a\":".repeat(10_000).as_bytes(), "document/too-deep", ":1:");
}

#[test]
fn keys_twice() {
    let twice = with_answer("{level: 5}\n  GV.RR-01: {level: 1}");
    one_problem(&twice, "document/duplicate-key", ":9:3 (answers.\"GV.RR-01\")");
    let json = br#"{"schema": "csf-assess/assessment/1", "id": "a", "id": "b", "framework": "nist-csf-2.0"}"#;
    one_problem(json, "document/duplicate-key", ":1:");
}

#[test]
fn ids_that_do_not_exist() {
    let text = ACME.replace("GV.RR-01", "GV.RR-99");
    one_problem(text.as_bytes(), "answer/unknown-outcome", ":8:3 (answers.\"GV.RR-99\")");
    let text = ACME.replace("NIS2-20.1/1", "NIS2-20.1/9");
    one_problem(text.as_bytes(), "answer/unknown-question", ":10:3 (supplementary.\"NIS2-20.1/9\")");
    one_problem(ACME.replace("csf-2.0", "csf-9.0").as_bytes(), "document/not-found", ":3:12 (framework)");
}

#[test]
fn answers_that_cannot_be() {
    one_problem(&with_answer("{level: 6}"), "answer/off-scale", ":8:21 (answers.\"GV.RR-01\".level)");
    one_problem(&with_answer("{level: 2.5}"), "answer/off-scale", ":8:21");
    one_problem(&with_answer("{level: .nan}"), "document/value", ":8:21");
    one_problem(&with_answer("{level: NaN}"), "answer/off-scale", ":8:21");
    one_problem(&with_answer("{state: not_applicable}"), "answer/reason-missing", ":8:13 (answers.\"GV.RR-01\")");
}

#[test]
fn texts_that_are_none() {
    let mut latin = ACME.as_bytes().to_vec();
    let at = latin.windows(4).position(|bytes| bytes == b"Acme").unwrap();
    latin[at + 1] = 0xe7;
    one_problem(&latin, "document/encoding", ":4:23");
    one_problem(b"", "document/empty", ":1:1");
    one_problem(b" \n\n", "document/empty", ":1:1");
    one_problem(b"{\"schema\": NaN}", "document/syntax", ":1:");
    one_problem(&vec![b'#'; (8 << 20) + 1], "document/too-large", "");
}

#[test]
fn files_that_are_none() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path("folder")).unwrap();
    assert_eq!(
        folder.run(&["check", "folder"]).refused(1),
        "error[io/read]: this is a directory, not a file\n  --> folder\n"
    );
    assert_eq!(
        folder.run(&["score", "gone.yaml"]).refused(1),
        "error[io/read]: there is no such file\n  --> gone.yaml\n"
    );
    let both = folder.run(&["check", "gone.yaml", "folder"]);
    assert_eq!(both.refused(1).lines().count(), 4, "{}", both.err());
    assert!(folder.run(&["list", "--with", "gone.yaml"]).refused(1).contains("--> gone.yaml"));
}

#[test]
fn every_problem_of_every_file_is_told_in_the_order_of_the_files() {
    let folder = Folder::new();
    folder.write("a.yaml", with_answer("{level: 6, target: 7}"));
    folder.write("b.yaml", "schema: csf-assess/scale/1\nid: s\ntitle: S\nlevels: [{value: 1, name: a}]\n");
    folder.write("c.yaml", ACME.replace("PR.AA-03", "PR.AA-88"));
    let run = folder.run(&["check", "a.yaml", "b.yaml", "c.yaml"]);
    let places: Vec<&str> = run.refused(1).lines().filter(|line| line.starts_with("  -->")).collect();
    let files: Vec<&str> =
        places.iter().filter_map(|place| place.trim_start_matches("  --> ").split(':').next()).collect();
    assert_eq!(files, ["a.yaml", "a.yaml", "b.yaml", "c.yaml"], "{}", run.err());
}

#[test]
fn a_version_that_steers_the_terminal_is_shown_without_what_steers() {
    let folder = Folder::new();
    let hostile = r#""1\u001b[31m\r\n2\u009b3\tz""#;
    folder.write(
        "it.yaml",
        format!(
            "schema: csf-assess/framework/1\nid: own\nversion: {hostile}\ntitle: T\nscale: maturity-0-5\n\
             functions: [{{id: A, title: A, categories: [{{id: A.B, title: B, subcategories: [{{id: A.B-1, title: C}}]}}]}}]\n"
        ),
    );
    let run = folder.run(&["list", "--with", "it.yaml"]);
    let text = run.done();
    let row = text.lines().find(|line| line.contains(" own ")).unwrap();
    assert!(row.contains(" 1[31m23z "), "{row:?}");
    assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
}
