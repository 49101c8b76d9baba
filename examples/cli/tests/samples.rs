//! The samples are valid, and every command that `examples/README.md` names does its work on them.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot start has failed")]

mod common;

use common::Folder;
use std::path::{Path, PathBuf};

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn files(folder: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(examples().join(folder)).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// A folder in which the samples lie where the repository's root has them.
fn root() -> Folder {
    let root = Folder::new();
    for folder in ["assessments", "costs", "scope"] {
        std::fs::create_dir_all(root.path("examples").join(folder)).unwrap();
        for file in files(folder) {
            let to = root.path("examples").join(folder).join(file.file_name().unwrap());
            std::fs::copy(file, to).unwrap();
        }
    }
    root
}

#[test]
fn every_sample_is_valid() {
    let folder = Folder::new();
    let samples = [files("assessments"), files("costs"), files("scope"), files("translations")].concat();
    assert!(samples.len() > 7, "{samples:?}");
    for sample in samples {
        assert_eq!(folder.run(&["check", sample.to_str().unwrap()]).done(), "", "{}", sample.display());
    }
}

#[test]
fn every_command_of_the_readme_works() {
    let root = root();
    let readme = std::fs::read_to_string(examples().join("README.md")).unwrap();
    let blocks = readme.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next());
    let joined: String = blocks.collect::<String>().replace("\\\n", " ");
    let mut names = Vec::new();
    for line in joined.lines() {
        let line = line.replace("cargo run --release -p csf-assess-cli --", "csf-assess");
        let words: Vec<&str> = line.split_whitespace().collect();
        let Some(("csf-assess", arguments)) = words.split_first().map(|(first, rest)| (*first, rest)) else {
            panic!("`{line}` is not a command of this program");
        };
        let run = root.run(arguments);
        assert_eq!(run.code(), 0, "{line}: {}", run.err());
        names.push(arguments.first().copied().unwrap_or_default().to_owned());
    }
    for name in ["report", "compare", "trend", "freshness", "migrate", "consensus", "plan", "scope", "clock"] {
        assert!(names.iter().any(|known| known == name), "{name} is not shown: {names:?}");
    }
}
