//! Who is bound by an act: what the command takes, refuses and says.
#![allow(clippy::unwrap_used, reason = "tests stop at the first surprise")]

mod common;

use common::Folder;
use serde_json::{Value, json};

const OVERLAY: &str = include_str!("../../scope/examplia.yaml");

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn answer(arguments: &[&str]) -> Value {
    let folder = Folder::new();
    folder.write("examplia.yaml", OVERLAY);
    let run = folder.run(&[&["scope"], arguments, &["--format", "json"]].concat());
    serde_json::from_str(run.done()).unwrap()
}

#[test]
fn the_answer_has_class_rule_article_and_how_the_size_was_found() {
    let run = Folder::new().run(&[
        "scope",
        "--sector",
        "annex-i/energy/electricity",
        "--headcount",
        "60",
        "--turnover",
        "9000000",
        "--balance-sheet",
        "4000000",
    ]);
    let text = run.done();
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    let said = words(text);
    assert!(said.starts_with("nis2: in scope, class important Article 3(2). "), "{text}");
    for part in [
        "Rule annex-i-medium of the scope document nis2.",
        "Size: medium",
        "small does not hold: headcount 60 (below 50, no)",
        "Recommendation 2003/361/EC, Annex, Article 4(2)",
        "Recommendation 2003/361/EC, Annex, Article 6",
        "Article 3(4) of the annex to Recommendation 2003/361/EC, by which public control",
        "essential by Article 3(1)(f), with critical-entity",
        "not legal advice",
    ] {
        assert!(said.contains(part), "{part} is missing: {text}");
    }
}

#[test]
fn what_is_left_out_is_undetermined_with_what_is_missing_and_what_is_left() {
    let run = Folder::new().run(&["scope", "--sector", "annex-i/energy"]);
    let said = words(run.done());
    assert!(said.starts_with("nis2: undetermined; possible: essential, important, not in scope"), "{}", run.out());
    assert!(said.contains("Not said, and it decides: size."), "{}", run.out());
    let cases: [(&[&str], Value, Value); 4] = [
        (
            &["--sector", "annex-i/energy", "--headcount", "20", "--balance-sheet", "12000000"],
            json!(["turnover"]),
            json!(["important", "none"]),
        ),
        (&["--size", "large"], json!(["sector"]), json!(["essential", "important", "none"])),
        (&["--sector", "annex-ii/food"], json!(["size"]), json!(["important", "none"])),
        (
            &["--set", "nis1", "--role", "online-marketplace"],
            json!(["size"]),
            json!(["digital_service_provider", "none"]),
        ),
    ];
    for (arguments, missing, possible) in cases {
        let answer = answer(arguments);
        assert_eq!(answer["outcome"], "undetermined", "{arguments:?}");
        assert_eq!((&answer["missing"], &answer["possible"]), (&missing, &possible), "{arguments:?}");
        assert_eq!((&answer["class"], &answer["rule"]), (&Value::Null, &Value::Null), "{arguments:?}");
    }
}

#[test]
fn roles_facts_sets_and_an_overlay_decide() {
    let administration = ["--sector", "annex-i/public-administration"];
    let cases: [(&[&str], &str, Value, &str); 8] = [
        (&["--role", "dns-service-provider"], "determined", json!("essential"), "3(1)(b)"),
        (&["--sector", "none", "--size", "large"], "determined", json!("none"), "2(1)"),
        (&["--role", "domain-name-registration-service", "--size", "micro"], "determined", Value::Null, "2(4)"),
        (&administration, "national_decision", Value::Null, "2(5)(a)"),
        (
            &[&administration[..], &["--overlay", "examplia.yaml", "--fact", "large-municipality=yes"]].concat(),
            "determined",
            json!("important"),
            "Cybersecurity Act of Examplia, section 4(1)",
        ),
        (
            &["--set", "ir-2024-2690", "--role", "managed-service-provider", "--size", "medium"],
            "determined",
            Value::Null,
            "1",
        ),
        (
            &["--set", "nis1", "--sector", "annex-i/health", "--size", "large"],
            "national_decision",
            Value::Null,
            "5(1)-(2)",
        ),
        (
            &["--set", "nis1", "--sector", "annex-i/health", "--size", "large", "--fact", "identified-operator=yes"],
            "determined",
            json!("operator"),
            "5(1)-(2)",
        ),
    ];
    for (arguments, outcome, class, article) in cases {
        let answer = answer(arguments);
        assert_eq!((&answer["schema"], &answer["outcome"]), (&json!("csf-assess/scope-answer/1"), &json!(outcome)));
        assert_eq!((&answer["class"], &answer["rule"]["article"]), (&class, &json!(article)), "{arguments:?}");
    }
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let folder = Folder::new();
    let run = folder.run(&[
        "scope",
        "--sector",
        "annex-i/enrgy",
        "--role",
        "dns-service-providr",
        "--fact",
        "sole-provder=yes",
        "--headcount",
        "-4",
    ]);
    let told: Vec<&str> = run.refused(2).lines().collect();
    assert_eq!(
        told,
        [
            "error[scope/unknown-sector]: `annex-i/enrgy` is not a sector of nis2; did you mean `annex-i/energy`?",
            "error[scope/unknown-role]: `dns-service-providr` is not a role of nis2; did you mean `dns-service-provider`?",
            "error[scope/unknown-fact]: `sole-provder` is not a fact that nis2 asks for; did you mean `sole-provider`?",
            "error[scope/figure]: `-4` is below 0; `headcount` is a number that counts people or euros",
        ]
    );
    for (arguments, part) in [
        (["--size", "huge"], "`huge` is not a size"),
        (["--set", "nis3"], "there is no scope document `nis3`"),
        (["--fact", "sole-provider"], "sole-provider=yes"),
        (["--turnover", "much"], "--turnover"),
    ] {
        let run = folder.run(&[&["scope"], &arguments[..]].concat());
        assert!(run.refused(2).contains(part), "{}", run.err());
    }
    folder.run(&["scope", "--size", "large", "--headcount", "4"]).refused(2);
}

#[test]
fn an_overlay_that_is_another_document_is_refused() {
    let folder = Folder::new();
    folder.write("scale.yaml", "schema: csf-assess/scale/1\nid: s\ntitle: S\nlevels: [{code: a, name: A, value: 0}, {code: b, name: B, value: 1}]\n");
    let run = folder.run(&["scope", "--size", "large", "--overlay", "scale.yaml"]);
    assert!(run.refused(1).contains("`--overlay` takes a scope document, and this is a scale"), "{}", run.err());
}

#[test]
fn an_assessment_without_a_class_has_the_derived_one_and_says_why() {
    let folder = Folder::new();
    let acme = "schema: csf-assess/assessment/1\nid: acme\nframework: nist-csf-2.0\norganization: {name: Acme, sector: annex-ii/food, size: large, roles: []}\n";
    folder.write("acme.yaml", acme);
    let derived = "Entity class: important, derived from sector, size and roles by Article 3(2) (rule annex-ii of the scope document nis2).";
    let report = folder.run(&["report", "acme.yaml", "--set", "nis2", "-o", "acme.md"]);
    report.done();
    assert!(words(&folder.read("acme.md")).replace('\\', "").contains(derived));
    let explained = folder.run(&["explain", "acme.yaml", "NIS2-21.2.f"]);
    assert!(words(explained.done()).contains(derived), "{}", explained.out());
    folder.write("open.yaml", acme.replace(", roles: []", ""));
    let explained = folder.run(&["explain", "open.yaml", "NIS2-21.2.f"]);
    let said =
        "Class unknown, since the assessment does not give what decides: roles (an empty list where there are none).";
    assert!(words(explained.done()).contains(said), "{}", explained.out());
}

#[test]
fn the_rules_are_listed_and_shown_beside_their_sets() {
    let folder = Folder::new();
    let list = folder.run(&["list", "--format", "json"]);
    let list: Value = serde_json::from_str(list.done()).unwrap();
    assert_eq!(list.to_string().matches("\"scope\"").count(), 3, "{list}");
    assert!(folder.run(&["show", "nis2"]).done().contains("csf-assess/obligations/1"));
    let rules = folder.run(&["show", "nis2", "--kind", "scope"]);
    assert!(rules.done().contains("csf-assess/scope/1"), "{}", rules.out());
    folder.write("again.yaml", rules.out());
    folder.run(&["check", "again.yaml"]).done();
}
