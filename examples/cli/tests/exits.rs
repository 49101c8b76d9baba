//! Exit codes, requirements, and files that are whole or untouched.

mod common;

use common::{ACME, Folder};

fn acme() -> Folder {
    let folder = Folder::new();
    folder.write("acme.yaml", ACME);
    folder
}

#[test]
fn a_score_requirement_looks_at_the_low_end() {
    let folder = acme();
    let require = |rule: &str| folder.run(&["score", "acme.yaml", "--require", rule]);
    assert!(!require("PR.AA-03>=3").done().is_empty());
    assert_eq!(require("GV.RR-01 >= 5/2").code(), 0);
    assert_eq!(require("total>=0").code(), 0);
    let unmet = require("PR.AA>=3");
    assert_eq!(unmet.code(), 3);
    assert!(!unmet.out().is_empty(), "the scores are shown all the same");
    assert_eq!(
        unmet.err(),
        "error[require/unmet]: `PR.AA` is at 0.50 with its 5 open outcomes at the lowest level, below 3\n"
    );
    let several =
        folder.run(&["score", "acme.yaml", "--require", "PR.AA-03>=4", "--require", "GV>=1", "--require", "total>=0"]);
    assert_eq!((several.code(), several.err().lines().count()), (3, 2), "{}", several.err());
}

#[test]
fn a_score_that_only_looks_like_the_required_one_is_given_exactly() {
    let folder = Folder::new();
    folder.write("acme.yaml", ACME.replace("answers:\n", "answers:\n  PR.AA-01: {level: 1}\n  PR.AA-02: {level: 1}\n"));
    let run = folder.run(&["score", "acme.yaml", "--require", "PR.AA>=0.835"]);
    assert_eq!(run.code(), 3);
    assert!(run.err().contains("below 0.835"), "{}", run.err());
    let run = folder.run(&["score", "acme.yaml", "--require", "PR.AA>=0.834"]);
    assert!(run.err().contains("at 0.83") && run.err().contains("exactly 5/6"), "{}", run.err());
}

#[test]
fn a_status_requirement_looks_at_the_worst_end() {
    let folder = acme();
    let require = |rule: &str| folder.run(&["obligations", "acme.yaml", "--set", "nis2", "--require", rule]);
    assert_eq!(require("NIS2-20.1=not_evidenced").code(), 0);
    let open = require("NIS2-20.1=evidenced");
    assert_eq!(open.code(), 3);
    let told = |id, worst| {
        let at_worst = "is not surely at \u{201c}Evidence available\u{201d}: at worst it is";
        format!("error[require/unmet]: `{id}` {at_worst} \u{201c}{worst}\u{201d}\n")
    };
    assert_eq!(open.err(), told("NIS2-20.1", "Partly evidenced"));
    let group = require("NIS2-21=evidenced");
    assert_eq!((group.code(), group.err()), (3, told("NIS2-21", "Not evidenced").as_str()));
    let for_information = require("NIS2-34=not_evidenced");
    assert!(for_information.refused(2).contains("`NIS2-34` is for information and is never graded"));
    assert_eq!(require("NIS2-21=not_evidenced").code(), 0);
    folder.write("acme.yaml", ACME.replace("important", "none"));
    for id in ["NIS2-20.1", "NIS2-21"] {
        assert_eq!(require(&format!("{id}=evidenced")).code(), 0, "{id} binds nobody outside the act");
    }
}

#[test]
fn a_requirement_that_cannot_be_read_is_a_wrong_command_line() {
    let folder = acme();
    for rule in ["GV", "GV>3", "GV=3", ">=3", "GV>=", "GV>=x", "GV>=6", "GV>=NaN", "GX>=3"] {
        let run = folder.run(&["score", "acme.yaml", "--require", rule]);
        assert!(run.refused(2).starts_with("error"), "{rule}");
    }
    for rule in [
        "NIS2-20.1",
        "NIS2-20.1=",
        "=evidenced",
        "NIS2-20.1=undetermined",
        "NIS2-20.1>=evidenced",
        "NIS2-99=evidenced",
        "GV=evidenced",
    ] {
        let run = folder.run(&["obligations", "acme.yaml", "--set", "nis2", "--require", rule]);
        assert!(run.refused(2).starts_with("error"), "{rule}");
    }
    for level in ["NaN", "1/0", "1e1"] {
        assert_eq!(
            folder.run(&["score", "acme.yaml", "--require", &format!("total>={level}")]).refused(2),
            format!("error[require/level]: `{level}` is not a number such as `3`, `2.5` or `5/2`\n")
        );
    }
    assert!(folder.run(&["score", "acme.yaml", "--require", "total>=6"]).refused(2).contains("is not on the scale"));
    let near = folder.run(&["score", "acme.yaml", "--require", "GV.OX>=3"]);
    assert!(near.refused(2).contains("did you mean `GV.OC`?"), "{}", near.err());
}

#[test]
fn a_requirement_names_the_codes_of_the_scale() {
    let folder = acme();
    let scale = "schema: csf-assess/scale/1\nid: coded\ntitle: Coded\nlevels:\n  \
        - {value: 0, code: NO, name: no}\n  - {value: 5, code: FI, name: fully}\n";
    folder.write("scale.yaml", scale);
    folder.write(
        "acme.yaml",
        ACME.replace("level: 3, target: 4", "level: FI").replace("id: acme", "id: acme\nscale: coded"),
    );
    let require = |rule: &str| folder.run(&["score", "acme.yaml", "--with", "scale.yaml", "--require", rule]);
    assert_eq!(require("PR.AA-03>=FI").code(), 0);
    let told =
        "error[require/level]: `LI` is not a number such as `3`, `2.5` or `5/2`, nor a code of coded: `NO`, `FI`\n";
    assert_eq!(require("PR.AA-03>=LI").refused(2), told);
}

#[test]
fn a_group_of_voluntary_duties_has_no_grade_to_require() {
    let folder = acme();
    let duty = "article: \"1\", addressee: entity, kind: governance, title: t, summary: s, verification: v";
    let set = format!(
        "schema: csf-assess/obligations/1\nid: house\ntitle: House rules\nin_force: {{from: 2020-01-01}}\n\
        groups: [{{id: H, article: \"1\", title: h}}, {{id: H-2, article: \"1\", title: h, group: H}}]\n\
        obligations:\n  - {{id: H-2.1, group: H-2, voluntary: true, {duty}}}\n"
    );
    folder.write("set.yaml", set);
    for id in ["H", "H-2"] {
        let rule = format!("{id}=not_evidenced");
        let run = folder.run(&["obligations", "acme.yaml", "--with", "set.yaml", "--set", "house", "--require", &rule]);
        assert!(run.refused(2).contains(&format!("`{id}` holds only what is voluntary")), "{}", run.err());
    }
}

#[test]
fn a_wrong_command_line_is_2() {
    let folder = acme();
    for arguments in [&["nothing"][..], &["score"], &["score", "acme.yaml", "--format", "xml"], &["check"], &[]] {
        assert!(folder.run(arguments).refused(2).lines().count() > 1, "{arguments:?}");
    }
}

#[test]
fn every_command_has_help_with_an_example_within_the_terminal() {
    let folder = Folder::new();
    let run = folder.run(&["--help"]);
    let commands = run.done().split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap().to_owned();
    let names: Vec<&str> = commands.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next()).collect();
    let names: Vec<&str> = names.into_iter().filter(|name| !name.is_empty()).collect();
    assert_eq!(
        names,
        [
            "list",
            "show",
            "new",
            "check",
            "score",
            "obligations",
            "report",
            "explain",
            "compare",
            "trend",
            "sensitivity",
            "freshness",
            "clock",
            "scope",
            "plan",
            "import",
            "consensus",
            "migrate",
            "overlay",
            "list-formats",
            "completions"
        ]
    );
    for name in names {
        let run = folder.run(&[name, "--help"]);
        assert!(run.done().contains(&format!("Example:\n  csf-assess {name}")), "{name}");
    }
}

#[test]
fn a_file_is_replaced_whole_or_not_at_all() {
    let folder = acme();
    folder.write("r.html", "before");
    folder.write("wrong.yaml", ACME.replace("level: 5", "level: 6"));
    assert_eq!(folder.run(&["report", "wrong.yaml", "-o", "r.html"]).code(), 1);
    assert_eq!(folder.run(&["report", "acme.yaml", "--set", "nis9", "-o", "r.html"]).code(), 2);
    assert_eq!(folder.read("r.html"), "before");
    assert_eq!(folder.run(&["report", "acme.yaml", "-o", "r.html"]).done(), "");
    assert_ne!(folder.read("r.html"), "before");
    assert_eq!(folder.names(), ["acme.yaml", "r.html", "wrong.yaml"]);
    let nowhere = folder.run(&["report", "acme.yaml", "-o", "no/such/folder.html"]);
    assert_eq!(nowhere.refused(1), "error[io/write]: there is no such folder\n  --> no/such/folder.html\n");
    std::fs::create_dir(folder.path("d.html")).unwrap();
    assert!(folder.run(&["report", "acme.yaml", "-o", "d.html"]).refused(1).contains("this is a directory"));
}

#[test]
fn a_file_that_is_read_is_never_the_one_to_write() {
    let folder = acme();
    let json = folder.run(&["show", "weighted-mean", "--format", "json"]).done().replace("weighted-mean", "mine");
    let export = "ID,Subcategory ID,In Scope?,Q1 Actual Score,Q1 Target Score,Q1 Testing Status\n\
        PR.AA-03 Ex1,PR.AA-03,Yes,4.5,6,Complete\n";
    for (name, text) in [("acme.json", ACME), ("model.json", &json), ("export.csv", export)] {
        folder.write(name, text);
    }
    std::fs::create_dir(folder.path("d")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink("../acme.json", folder.path("d/link.json")).unwrap();
    let before: Vec<String> = ["acme.yaml", "acme.json", "model.json", "export.csv"].map(|it| folder.read(it)).into();
    for arguments in [
        &["report", "acme.json", "-o", "acme.json"][..],
        &["report", "acme.json", "-o", "d/../acme.json"],
        #[cfg(unix)]
        &["report", "acme.json", "-o", "d/link.json"],
        &["report", "acme.yaml", "--with", "model.json", "-o", "./model.json"],
        &["--with", "model.json", "report", "acme.yaml", "-o", "model.json"],
        &["import", "csf-profile-csv", "export.csv", "-o", "export.csv"],
        &["new", "nist-csf-2.0", "--from", "acme.yaml", "-o", "acme.yaml"],
        &["new", "nist-csf-2.0", "--from", "acme.yaml", "-o", "acme.yaml", "--force"],
    ] {
        let run = folder.run(arguments);
        assert!(run.refused(2).starts_with("error[io/same-file]: `"), "{arguments:?}: {}", run.err());
        assert!(run.err().contains("name another file"), "{}", run.err());
    }
    let after: Vec<String> = ["acme.yaml", "acme.json", "model.json", "export.csv"].map(|it| folder.read(it)).into();
    assert_eq!(after, before);
    assert_eq!(folder.run(&["import", "csf-profile-csv", "export.csv", "-o", "-"]).code(), 0);
}

#[cfg(unix)]
#[test]
fn a_written_file_keeps_its_link_and_its_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let folder = acme();
    folder.write("real.html", "before");
    std::fs::set_permissions(folder.path("real.html"), std::fs::Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink("real.html", folder.path("link.html")).unwrap();
    assert_eq!(folder.run(&["report", "acme.yaml", "-o", "link.html"]).done(), "");
    assert!(folder.path("link.html").is_symlink());
    assert_ne!(folder.read("real.html"), "before");
    assert_eq!(std::fs::metadata(folder.path("real.html")).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(folder.run(&["new", "nist-csf-2.0", "-o", "/dev/null"]).code(), 0);
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = acme();
    let mut child = folder.command(&["show", "nis2"]).spawn().unwrap();
    drop(child.stdout.take());
    let run = child.wait_with_output().unwrap();
    assert_eq!((run.status.code(), run.stderr.as_slice()), (Some(0), &b""[..]));
    let mut child = folder.command(&["score", "gone.yaml"]).spawn().unwrap();
    drop(child.stderr.take());
    assert_eq!(child.wait_with_output().unwrap().status.code(), Some(1), "the exit code still tells");
}

#[test]
fn nothing_is_colored_away_from_a_terminal() {
    let folder = acme();
    for arguments in [&["score", "gone.yaml"][..], &["--help"], &["score"]] {
        let run = folder.run(arguments);
        assert!(!run.err().contains('\u{1b}') && !run.out().contains('\u{1b}'), "{arguments:?}");
    }
}
