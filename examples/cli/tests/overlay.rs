//! The publisher's own words: made into a document, and shown beside ours.

mod common;

use common::{ACME, Folder};

const CATALOG: &str = r#"{"catalog": {
  "metadata": {"title": "Our own catalog 2.0", "version": "9"},
  "groups": [{"id": "PR", "class": "function", "title": "PROTECT", "controls": [
    {"id": "PR.AA-03", "class": "subcategory", "parts": [
      {"name": "statement", "prose": "Words of the publisher"},
      {"id": "PR.AA-03.001", "name": "example", "prose": "Something to do"}]},
    {"id": "PR.AC-01", "class": "subcategory", "props": [{"name": "status", "value": "withdrawn"}]},
    {"id": "PR.ZZ-01\u001b", "class": "subcategory"}]}]
}}"#;

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("acme.yaml", ACME);
    folder.write("catalog.json", CATALOG);
    folder
}

fn with_wording() -> Folder {
    let folder = folder();
    let run = folder.run(&["overlay", "nist-csf-2.0", "--oscal", "catalog.json", "-o", "wording.json"]);
    assert_eq!((run.code(), run.out()), (0, ""), "{}", run.err());
    folder
}

#[test]
fn overlay_writes_a_document_and_says_what_found_no_place() {
    let folder = folder();
    for (name, start) in [("wording.json", "{\n"), ("wording.yaml", "schema: csf-assess/wording/1\n")] {
        let run = folder.run(&["overlay", "nist-csf-2.0", "--oscal", "catalog.json", "-o", name]);
        assert_eq!((run.code(), run.out()), (0, ""), "{}", run.err());
        let told: Vec<&str> = run.err().lines().collect();
        assert_eq!(told[0], "1 of 106 outcomes have their statement, 1 example, 1 withdrawn id, 1 without a match");
        assert_eq!(told[1], "not a part of nist-csf-2.0: PR.ZZ-01");
        assert!(told[2].starts_with("without a statement in the file: GV, GV.OC, GV.OC-01, "), "{}", told[2]);
        assert!(folder.read(name).starts_with(start), "{name}");
        assert_eq!(folder.run(&["check", name]).done(), "");
    }
    let run = folder.run_with_input(&["overlay", "nist-csf-2.0", "--oscal", "-"], CATALOG.as_bytes());
    assert_eq!((run.code(), run.out()), (0, folder.read("wording.yaml").as_str()));
}

#[test]
fn the_wording_is_shown_wherever_it_is_asked_for() {
    let folder = with_wording();
    let words = "Words of the publisher";
    let wording = ["--wording", "wording.json"];
    for arguments in [
        &["show", "nist-csf-2.0"][..],
        &["show", "nist-csf-2.0", "--format", "json"],
        &["new", "nist-csf-2.0"],
        &["explain", "acme.yaml", "PR.AA-03"],
        &["explain", "acme.yaml", "PR.AA-03", "--format", "json"],
    ] {
        assert!(!folder.run(arguments).done().contains(words), "{arguments:?}");
        let run = folder.run(&[arguments, &wording[..]].concat());
        assert!(run.done().contains(words), "{arguments:?}: {}", run.out());
    }
    for (kind, name) in [("auditor", "r.html"), ("regulator", "r.html"), ("auditor", "r.md"), ("regulator", "r.md")] {
        let report = ["report", "acme.yaml", "--set", "nis2", "--kind", kind, "-o", name];
        assert_eq!(folder.run(&[&report[..], &wording[..]].concat()).done(), "");
        let text = folder.read(name);
        assert!(text.contains(words) && text.contains("Official wording"), "{kind} {name}");
    }
    let shown = folder.run(&["show", "nist-csf-2.0", "--wording", "wording.json", "--format", "json"]);
    let shown: serde_json::Value = serde_json::from_str(shown.done()).unwrap();
    let official = &shown["functions"][2]["categories"][0]["subcategories"][2]["x"]["official"];
    assert_eq!(official["examples"][0]["id"], "PR.AA-03.001");
}

#[test]
fn the_publishers_own_file_is_no_wording_yet() {
    let folder = with_wording();
    folder.write("book.xlsx", b"PK\x03\x04 and so on");
    for (file, option) in [("catalog.json", "--oscal"), ("book.xlsx", "--reference-tool")] {
        let run = folder.run(&["new", "nist-csf-2.0", "--wording", file]);
        let told = run.refused(1);
        assert!(told.contains(&format!("`csf-assess overlay FRAMEWORK {option} FILE -o wording.json`")), "{told}");
        assert!(told.ends_with(&format!("--> {file}\n")), "{told}");
    }
    let run = folder.run(&["explain", "acme.yaml", "GV", "--wording", "acme.yaml"]);
    assert!(run.refused(1).contains("`--wording` takes official wording, and this is an assessment"));
    let run = folder.run(&["show", "nis2", "--wording", "wording.json"]);
    assert!(run.refused(2).contains("`nis2` is none"), "{}", run.err());
    let other = folder.read("wording.json").replace("nist-csf-2.0--oscal", "aaa");
    folder.write("other.json", other);
    let run = folder.run(&["new", "nist-csf-2.0", "--with", "other.json", "--wording", "wording.json"]);
    assert!(run.refused(1).contains("leave one of them out"), "{}", run.err());
}

#[test]
fn a_wording_of_another_framework_is_refused() {
    let folder = with_wording();
    let framework = folder.run(&["show", "nist-csf-2.0", "--format", "json"]).done().replace("nist-csf-2.0", "mine");
    folder.write("mine.json", framework);
    folder.write("mine.yaml", ACME.replace("nist-csf-2.0", "mine"));
    for arguments in
        [&["show", "mine"][..], &["new", "mine"], &["explain", "mine.yaml", "GV"], &["report", "mine.yaml"]]
    {
        let more = ["--with", "mine.json", "--wording", "wording.json"];
        let run = folder.run(&[arguments, &more[..]].concat());
        assert!(run.refused(1).contains("this is not the official wording of `mine`"), "{arguments:?}: {}", run.err());
    }
}

#[test]
fn a_wrong_file_or_command_line_writes_nothing() {
    let folder = folder();
    folder.write("wrong.json", CATALOG.replace("PR.AC-01", "PR.AA-03"));
    let run = folder.run(&["overlay", "nist-csf-2.0", "--oscal", "wrong.json", "-o", "w.json"]);
    assert!(run.refused(1).starts_with("error[overlay/duplicate-id]: ") && run.err().contains("--> wrong.json:"));
    let run = folder.run(&["overlay", "nist-csf-2.0", "--cprt", "catalog.json", "-o", "w.json"]);
    assert!(run.refused(1).contains("read it as `oscal`"), "{}", run.err());
    let run = folder.run(&["overlay", "nist-csf-2.0", "--oscal", "catalog.json", "-o", "catalog.json"]);
    assert!(run.refused(2).starts_with("error[io/same-file]"), "{}", run.err());
    for arguments in [&["--oscal", "catalog.json", "--cprt", "catalog.json"][..], &[]] {
        assert!(folder.run(&[&["overlay", "nist-csf-2.0"], arguments].concat()).refused(2).contains("--cprt"));
    }
    let run = folder.run(&["overlay", "nist-csf-2.O", "--oscal", "catalog.json"]);
    assert!(run.refused(2).contains("did you mean `nist-csf-2.0`?"), "{}", run.err());
    let run = folder.run(&["import", "oscal", "catalog.json"]);
    assert!(run.refused(2).contains("`overlay`"), "{}", run.err());
    assert_eq!(folder.names(), ["acme.yaml", "catalog.json", "wrong.json"]);
}

/// NIST's own files, where the shared folder is there.
#[test]
fn the_publishers_own_files_fill_every_outcome() {
    let root = std::env::var_os("CSF_ASSESS_SHARED").map_or_else(
        || std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
        std::path::PathBuf::from,
    );
    let folder = Folder::new();
    for (option, name) in [
        ("--oscal", "NIST_CSF_v2.0_catalog.json"),
        ("--cprt", "cprt_CSF_2_0_0_04-24-2024.json"),
        ("--reference-tool", "csf-2.0-reference-tool-export.2026-07-15.xlsx"),
    ] {
        let file = root.join("data/nist").join(name);
        if !file.is_file() {
            println!("skipped: there is no {name} in the shared folder, which CSF_ASSESS_SHARED can name");
            continue;
        }
        let run = folder.run(&["overlay", "nist-csf-2.0", option, file.to_str().unwrap(), "-o", "w.yaml"]);
        assert_eq!(
            run.err(),
            "106 of 106 outcomes have their statement, 363 examples, 91 withdrawn ids, 0 without a match\n"
        );
        assert_eq!(folder.run(&["check", "w.yaml"]).done(), "");
    }
}
