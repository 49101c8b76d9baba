//! Each command on the embedded content.

mod common;

use common::{ACME, Folder};

fn acme() -> Folder {
    let folder = Folder::new();
    folder.write("acme.yaml", ACME);
    folder
}

#[test]
fn list_shows_what_is_embedded() {
    let folder = Folder::new();
    let run = folder.run(&["list"]);
    let text = run.done();
    for id in ["nist-csf-2.0", "nis2", "nist-csf-2.0--nis2", "maturity-0-5", "weighted-mean"] {
        assert!(text.contains(id), "{text}");
    }
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("nist-csf-2.0 2.0 6 functions, 22 categories, 106 outcomes"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    let run = folder.run(&["list", "--format", "json"]);
    let rows: Vec<serde_json::Value> = serde_json::from_str(run.done()).unwrap();
    let framework = rows.iter().find(|row| row["id"] == "nist-csf-2.0").unwrap();
    assert_eq!((&framework["kind"], &framework["version"]), (&"framework".into(), &"2.0".into()));
    assert_eq!(framework["counts"], serde_json::json!({"categories": 22, "functions": 6, "outcomes": 106}));
    assert_eq!(framework["hash"].as_str().unwrap().len(), 64);
}

#[test]
fn show_prints_every_document_so_that_it_can_be_read_again() {
    let folder = Folder::new();
    let run = folder.run(&["list", "--format", "json"]);
    let rows: Vec<serde_json::Value> = serde_json::from_str(run.done()).unwrap();
    for id in rows.iter().map(|row| row["id"].as_str().unwrap()) {
        for format in ["yaml", "json"] {
            let shown = folder.run(&["show", id, "--format", format]);
            folder.write("shown", shown.done());
            assert_eq!(folder.run(&["check", "shown"]).done(), "", "{id} as {format}");
        }
    }
}

#[test]
fn show_hints_at_what_a_mistyped_id_most_likely_meant() {
    let folder = Folder::new();
    let told = |id: &str, hint: &str| {
        let message = format!("error[document/not-found]: there is no document, item or obligation `{id}`; {hint}\n");
        assert_eq!(folder.run(&["show", id]).refused(2), message);
    };
    told("nis3", "did you mean `nis2`?");
    told("GV.OC-99", "did you mean `GV.OC-05`?");
    told("NIS2-23.4", "did you mean `NIS2-23.4.a`?");
    told("NIS2-20.1/9", "did you mean `NIS2-20.1/4`?");
    let nothing = folder.run(&["show", "something else entirely"]);
    let listed = nothing.refused(2);
    assert!(listed.contains("; there is `") && listed.ends_with(" more, which `list` shows\n"), "{listed}");
    assert!(listed.chars().count() < 250, "{listed}");
    let of_kind = folder.run(&["show", "nis3", "--kind", "obligations"]);
    assert!(of_kind.refused(2).contains("there is no document `nis3` of this kind; did you mean `nis2`?"));
}

#[test]
fn show_takes_the_id_of_a_question_for_its_obligation() {
    let folder = Folder::new();
    for format in ["text", "yaml", "json"] {
        let shown = |id| folder.run(&["show", id, "--format", format]).done().to_owned();
        assert_eq!(shown("NIS2-20.1/1"), shown("NIS2-20.1"));
    }
}

#[test]
fn show_prints_one_item_for_reading_or_as_data() {
    let folder = Folder::new();
    let text = folder.run(&["show", "PR.DS-11"]).done().to_owned();
    assert!(text.starts_with("PR.DS-11: Restores that work (nist-csf-2.0)\n"), "{text}");
    let json = folder.run(&["show", "PR.DS-11", "--format", "json"]).done().to_owned();
    let item: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(item["levels"]["0"], "No copies are made.");
    assert!(folder.run(&["show", "NIS2-20.1", "--format", "yaml"]).done().starts_with("id: NIS2-20.1\n"));
    let coverage = folder.run(&["show", "nist-csf-2.0--nis2", "--format", "md"]);
    assert!(coverage.done().starts_with("# Coverage of nist-csf-2.0--nis2\n"));
    assert!(folder.run(&["show", "nis2", "--format", "md"]).refused(2).contains("coverage of a crosswalk"));
    assert!(folder.run(&["show", "nis2", "--format", "text"]).refused(2).contains("shows one item"));
}

#[test]
fn show_in_a_language_says_what_is_not_translated() {
    let folder = Folder::new();
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/../translations/nist-csf-2.0.de.yaml");
    let with = ["--with", sample];
    let item = folder.run(&[&["show", "PR.DS-11", "--lang", "de"], &with[..]].concat());
    assert!(item.out().starts_with("PR.DS-11: Wiederherstellung, die gelingt"), "{}", item.out());
    assert_eq!(item.err(), "", "everything that is shown is translated");
    let part = folder.run(&[&["show", "PR.DS-01", "--lang", "de"], &with[..]].concat());
    assert!(part.err().starts_with("warning: ") && part.err().contains("PR.DS-01 "), "{}", part.err());
    assert!(!part.err().contains("GV.OC") && !part.err().contains("PR.DS-02"), "{}", part.err());
    let category = folder.run(&[&["show", "PR.DS", "--lang", "de"], &with[..]].concat());
    assert!(category.err().contains("PR.DS-02 title, PR.DS-02 question"), "{}", category.err());
    assert!(!category.err().contains("PR.DS-11") && !category.err().contains("levels"), "{}", category.err());
    let function = folder.run(&[&["show", "PR", "--lang", "de"], &with[..]].concat());
    assert!(function.err().contains("4 texts shown here are not in `de`"), "{}", function.err());
    let duty = folder.run(&[&["show", "NIS2-20.1", "--lang", "de"], &with[..]].concat());
    assert_eq!(
        duty.refused(2),
        "error[document/kind]: obligations have no translation; show `NIS2-20.1` without `--lang`\n"
    );
    let whole = folder.run(&[&["show", "nist-csf-2.0", "--lang", "de"], &with[..]].concat());
    assert!(whole.out().contains("language: de\n"));
    let none = folder.run(&["show", "nist-csf-2.0", "--lang", "de"]);
    assert!(none.refused(2).contains("nist-csf-2.0 is not translated to `de`; there is nothing"));
    let no_framework = folder.run(&["show", "nis2", "--lang", "de"]);
    assert!(no_framework.refused(2).contains("only frameworks have translations"));
}

#[test]
fn show_asks_for_the_kind_where_an_id_is_used_twice() {
    let folder = Folder::new();
    folder.write("scale.yaml", TWO_LEVELS.replace("two-levels", "nis2"));
    let with = ["show", "nis2", "--with", "scale.yaml"];
    assert!(folder.run(&with).refused(2).contains("`--kind`: obligations, scale"));
    let run = folder.run(&[&with[..], &["--kind", "scale"]].concat());
    assert!(run.done().starts_with("schema: csf-assess/scale/1\n"));
}

#[test]
fn new_starts_an_assessment_that_is_valid_and_keeps_one_that_is_there() {
    let folder = Folder::new();
    assert_eq!(folder.run(&["new", "nist-csf-2.0", "-o", "a.yaml"]).done(), "");
    assert_eq!(folder.run(&["check", "a.yaml"]).done(), "");
    assert_eq!(folder.names(), ["a.yaml"]);
    folder.write("a.yaml", "mine");
    let again = ["new", "nist-csf-2.0", "-o", "a.yaml"];
    assert!(folder.run(&again).refused(1).starts_with("error[io/exists]: "));
    assert_eq!(folder.read("a.yaml"), "mine");
    assert_eq!(folder.run(&[&again[..], &["--force"]].concat()).done(), "");
    assert_ne!(folder.read("a.yaml"), "mine");
    assert!(folder.run(&["new", "nist-csf-2.1"]).refused(2).contains("did you mean `nist-csf-2.0`?"));
}

#[test]
fn new_writes_yaml_and_says_so_where_json_is_asked_for() {
    let folder = Folder::new();
    for name in ["x.json", "x.JSON"] {
        assert_eq!(
            folder.run(&["new", "nist-csf-2.0", "-o", name]).refused(2),
            "error[new/unknown-format]: an assessment to fill in is YAML, which has comments; name it `x.yaml`\n"
        );
    }
    assert!(folder.names().is_empty());
}

#[test]
fn new_carries_last_years_answers_over_and_marks_old_evidence() {
    let folder = acme();
    let old = "{level: 5, evidence: [{ref: minutes, date: 2019-05-01}, {ref: log, date: 2999-01-01}]}";
    folder.write("acme.yaml", ACME.replace("{level: 5}", old));
    let run = folder.run(&["new", "nist-csf-2.0", "--from", "acme.yaml"]);
    let marks: Vec<&str> = run.done().lines().filter(|line| line.contains("# stale:")).collect();
    assert_eq!(marks, ["  # stale: the evidence of 2019-05-01, minutes"]);
    folder.write("next.yaml", run.done());
    let score = |file| {
        let run = folder.run(&["score", file, "--format", "json"]);
        run.done().to_owned()
    };
    assert_eq!(score("next.yaml"), score("acme.yaml"));
}

#[test]
fn new_refuses_answers_to_another_framework() {
    let folder = acme();
    let small = r#"{"schema":"csf-assess/framework/1","id":"small","version":"1","title":"S","scale":"yes-no","functions":[
        {"id":"A","title":"a","categories":[{"id":"A.B","title":"b","subcategories":[{"id":"A.B-1","title":"c"}]}]}]}"#;
    folder.write("small.json", small);
    let run = folder.run(&["new", "small", "--with", "small.json", "--from", "acme.yaml"]);
    assert!(run.refused(1).starts_with("error[new/other-framework]: "), "{}", run.err());
    assert!(run.err().contains("migrate") && run.err().ends_with("\n  --> acme.yaml\n"), "{}", run.err());
    assert!(folder.run(&["new", "small", "--with", "small.json"]).done().contains("\n  A.B-1:\n"));
}

const TWO_LEVELS: &str =
    "schema: csf-assess/scale/1\nid: two-levels\ntitle: Two\nlevels: [{value: 0, name: a}, {value: 1, name: b}]\n";
const OUR_FRAMEWORK: &str = "schema: csf-assess/framework/1\nid: ours\nversion: \"1\"\ntitle: Ours\nscale: two-levels\nfunctions:\n  - {id: F, title: F, categories: [{id: F.C, title: C, subcategories: [{id: F.C-1, title: One}]}]}\n";
const OUR_SET: &str = "schema: csf-assess/obligations/1\nid: house\ntitle: House rules\nin_force: {from: 2020-01-01}\nobligations:\n  - {id: H-1, article: \"1\", addressee: entity, kind: governance, title: t, summary: s, verification: v}\n";
const OUR_CROSSWALK: &str = "schema: csf-assess/crosswalk/1\nid: ours--house\nfrom: ours\nto: house\nreach: {H-1: substantial}\nmappings:\n  - {from: F.C-1, to: H-1, relationship: equal, strength: 9, rationale: r, review: proposed}\n";
const OUR_ANSWERS: &str = "schema: csf-assess/assessment/1\nid: a\nframework: ours\nanswers: {F.C-1: {level: 1}}\n";

#[test]
fn files_may_refer_to_one_another_in_any_order() {
    let folder = Folder::new();
    for (name, text) in [
        ("a.yaml", OUR_ANSWERS),
        ("b.yaml", OUR_CROSSWALK),
        ("c.yaml", OUR_SET),
        ("d.yaml", OUR_FRAMEWORK),
        ("e.yaml", TWO_LEVELS),
    ] {
        folder.write(name, text);
    }
    assert_eq!(folder.run(&["check", "a.yaml", "b.yaml", "c.yaml", "d.yaml", "e.yaml"]).done(), "");
    assert!(folder.run(&["check", "a.yaml"]).refused(1).contains("there is no framework `ours`"));
    let before = ["--with", "b.yaml", "--with", "c.yaml", "--with", "d.yaml", "--with", "e.yaml"];
    let asked = ["obligations", "a.yaml", "--set", "house", "--format", "json"];
    let run = folder.run(&[&before[..], &asked].concat());
    assert!(run.done().contains(r#""status":"evidenced""#), "{}", run.out());
    assert_eq!(folder.run(&[&asked[..], &before].concat()).done(), run.done());
    let (first, last) = before.split_at(4);
    assert_eq!(folder.run(&[first, &asked, last].concat()).done(), run.done(), "before and after the command");
    let named = ["--with", "c.yaml", "--with", "d.yaml", "--with", "e.yaml", "--crosswalk", "b.yaml"];
    assert_eq!(folder.run(&[&asked[..], &named].concat()).done(), run.done());
    assert!(folder.run(&["list", "--with", "a.yaml"]).refused(1).contains("this is an assessment"));
    folder.write("f.yaml", OUR_FRAMEWORK);
    let told = folder.run(&["check", "e.yaml", "d.yaml", "f.yaml"]);
    assert!(told.refused(1).contains("is also in d.yaml"), "{}", told.err());
}

#[test]
fn score_takes_another_model_and_standard_input() {
    let folder = acme();
    let run = folder.run_with_input(&["score", "-", "--model", "weakest-link", "--format", "json"], ACME.as_bytes());
    let result: serde_json::Value = serde_json::from_str(run.done()).unwrap();
    assert_eq!(result["model"]["id"], "weakest-link");
    assert_eq!(result["nodes"]["total"]["score"]["text"], "3.00");
    let shown = folder.run(&["show", "weakest-link"]);
    folder.write("model.yaml", shown.done().replace("id: weakest-link", "id: mine"));
    let run = folder.run(&["score", "acme.yaml", "--model", "model.yaml", "--format", "json"]);
    let own: serde_json::Value = serde_json::from_str(run.done()).unwrap();
    assert_eq!((&own["model"]["id"], &own["nodes"]), (&"mine".into(), &result["nodes"]));
    assert!(folder.run(&["score", "acme.yaml", "--model", "weakest-lnk"]).refused(2).contains("`weakest-link`?"));
    assert_eq!(
        folder.run(&["score", "acme.yaml", "--model", "acme.yaml"]).refused(1),
        "error[document/kind]: `--model` takes a scoring model, and this is an assessment\n  --> acme.yaml\n"
    );
    let crosswalk = ["obligations", "acme.yaml", "--set", "nis2", "--crosswalk", "model.yaml"];
    assert!(folder.run(&crosswalk).refused(1).contains("`--crosswalk` takes a crosswalk, and this is a scoring model"));
    let twice = folder.run_with_input(&["score", "-", "--with", "-"], ACME.as_bytes());
    assert_ne!(twice.code(), 0);
    let wrong = folder.run_with_input(&["check", "-"], b"id: x");
    assert!(wrong.refused(1).contains("--> <stdin>:1:1"), "{}", wrong.err());
}

#[test]
fn a_model_that_does_not_fit_is_told_of_its_own_file() {
    let folder = acme();
    let model = folder.run(&["show", "weighted-mean"]).done().replace("id: weighted-mean", "id: mine");
    folder.write("model.yaml", model + "weights: {GX: 2}\n");
    for more in [&["--model", "model.yaml"][..], &["--with", "model.yaml", "--model", "mine"]] {
        let run = folder.run(&[&["score", "acme.yaml"], more].concat());
        let told = run.refused(1);
        assert!(told.starts_with("error[model/unknown-node]: the model `mine` does not fit: "), "{told}");
        assert!(told.ends_with("\n  --> model.yaml\n") && told.contains("(weights.GX)"), "{told}");
    }
}

#[test]
fn every_text_and_table_comes_out() {
    let folder = acme();
    for arguments in [
        &["score", "acme.yaml"][..],
        &["score", "acme.yaml", "--outcomes"],
        &["score", "acme.yaml", "--format", "csv"],
        &["obligations", "acme.yaml", "--set", "nis2"],
        &["obligations", "acme.yaml", "--set", "nis2", "--format", "md"],
        &["obligations", "acme.yaml", "--set", "nis2", "--format", "csv"],
        &["explain", "acme.yaml", "PR.AA-03"],
        &["explain", "acme.yaml", "NIS2-20.1", "--format", "json"],
        &["report", "acme.yaml", "--kind", "board"],
        &["list-formats"],
        &["completions", "bash"],
    ] {
        assert!(folder.run(arguments).done().trim().len() > 5, "{arguments:?}");
    }
    assert!(folder.run(&["obligations", "acme.yaml"]).refused(2).contains("--set"));
    assert!(folder.run(&["obligations", "acme.yaml", "--set", "nis3"]).refused(2).contains("did you mean `nis2`?"));
    assert!(folder.run(&["explain", "acme.yaml", "PR.AA-99"]).refused(2).starts_with("error[explain/unknown-id]"));
}

#[test]
fn a_report_has_the_format_of_its_name() {
    let folder = acme();
    for name in ["r.html", "r.md", "r.json", "r.csv", "r.txt", "R.HTML"] {
        assert_eq!(folder.run(&["report", "acme.yaml", "--set", "nis2", "-o", name]).done(), "");
        assert!(!folder.read(name).is_empty(), "{name}");
    }
    for name in ["r.xlsx", "r"] {
        let run = folder.run(&["report", "gone.yaml", "-o", name]);
        assert!(run.refused(2).contains("`.html`, `.md`, `.json`, `.csv`, `.txt`"), "{}", run.err());
    }
}

#[test]
fn a_report_takes_up_what_changed_and_how_old_the_evidence_is() {
    let folder = acme();
    folder.write("before.yaml", ACME.replace("id: acme", "id: last-year").replace("level: 3", "level: 2"));
    let more = ["--before", "before.yaml", "--on", "2026-11-23", "--plan", "--sensitivity"];
    for name in ["r.html", "r.md", "r.json", "r.txt"] {
        let run = folder.run(&[&["report", "acme.yaml", "--set", "nis2", "-o", name], &more[..]].concat());
        assert_eq!(run.done(), "");
        let report = folder.read(name).to_lowercase();
        assert!(report.contains("what changed from last-year to acme"), "{name}");
        assert!(report.contains("the evidence of acme on 2026-11-23"), "{name}");
        assert!(report.contains("the cheapest way for acme"), "{name}");
        assert!(report.contains("what the statuses of acme hang on"), "{name}");
    }
    let run = folder.run(&[&["report", "acme.yaml", "--set", "nis2", "-o", "r.csv"], &more[..]].concat());
    assert!(folder.run(&["report", "acme.yaml", "--plan"]).refused(2).contains("--set"));
    assert!(run.refused(2).contains("no place for --before, --on, --plan and --sensitivity"), "{}", run.err());
    let run = folder.run(&["report", "acme.yaml", "--on", "soon"]);
    assert!(run.refused(2).contains("`soon` is not a day"), "{}", run.err());
    let run = folder.run(&["report", "acme.yaml", "--before", "before.yaml", "-o", "before.yaml"]);
    assert!(run.refused(2).contains("is read by this command"), "{}", run.err());
}

const EXPORT: &str = "ID,Subcategory ID,In Scope?,Q1 Actual Score,Q1 Target Score,Q1 Testing Status\n\
PR.AA-03 Ex1,PR.AA-03,Yes,4.5,6,Complete\nPR.AA-04 Ex1,PR.AA-04,Yes,11,6,Complete\n";

#[test]
fn import_reads_another_tools_file() {
    let folder = Folder::new();
    folder.write("export.csv", EXPORT);
    let run = folder.run(&["import", "csf-profile-csv", "export.csv", "-o", "a.yaml"]);
    assert!(run.refused(1).contains("--> export.csv:3"), "{}", run.err());
    assert_eq!(folder.names(), ["export.csv"]);
    for name in ["a.yaml", "a.json"] {
        let run = folder.run(&["import", "csf-profile-csv", "export.csv", "--skip-bad-rows", "-o", name]);
        assert_eq!((run.code(), run.out()), (0, ""));
        assert!(run.err().starts_with("warning[") && run.err().contains("--> export.csv:3"), "{}", run.err());
        assert_eq!(folder.run(&["check", name]).done(), "");
        assert!(folder.read(name).contains("4.5"));
    }
    assert!(folder.read("a.json").starts_with('{'));
    assert!(folder.run(&["import", "csf-profile", "export.csv"]).refused(2).contains("`csf-profile-csv`"));
    assert!(folder.run(&["import", "csf-profile-csv", "export.csv", "--quarter", "Q5"]).refused(2).contains("Q4"));
}
