//! Cases of the independent oracle in `tests/oracle`, and what the engine makes of them.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests stop at the first surprise")]

use csf_assess::Library;
use csf_assess::assessed::Assessed;
use csf_assess::freshness::freshness;
use csf_assess::sensitivity::sensitivity;
use serde::Deserialize;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Documents by kind.
#[derive(Deserialize)]
struct Documents<'a>(#[serde(borrow)] BTreeMap<&'a str, Vec<&'a RawValue>>);

/// The first line of a file: the documents that all its cases share.
#[derive(Deserialize)]
struct First<'a> {
    #[serde(borrow)]
    shared: Documents<'a>,
}

/// Any other line.
#[derive(Deserialize)]
struct Case<'a> {
    #[serde(borrow)]
    assessment: &'a RawValue,
    /// What is asked of the engine; an assessment where nothing is said.
    call: Option<&'a str>,
    #[serde(borrow)]
    documents: Documents<'a>,
    expected: String,
    name: &'a str,
    /// The day of a look at freshness.
    on: Option<&'a str>,
    sets: Vec<&'a str>,
}

fn add(library: &mut Library, documents: &Documents<'_>, name: &str) {
    for kind in ["scales", "models", "frameworks", "obligations", "crosswalks"] {
        for document in documents.0.get(kind).into_iter().flatten() {
            library.add(document.get().as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    }
}

/// The canonical answer to a case with exactly its own documents and the shared ones.
fn run(mut library: Library, case: &Case<'_>) -> String {
    add(&mut library, &case.documents, case.name);
    let assessment = library.assessment(case.assessment.get().as_bytes());
    let assessment = assessment.unwrap_or_else(|error| panic!("{}: {error}", case.name));
    let result = library.assess(&assessment, &case.sets).unwrap();
    let assessed = Assessed { library: &library, assessment: &assessment, result: &result };
    match case.call {
        None => result.to_json(),
        Some("sensitivity") => sensitivity(assessed).unwrap().to_json(),
        Some("freshness") => freshness(assessed, case.on.unwrap()).unwrap().to_json(),
        Some(other) => panic!("{}: no call {other}", case.name),
    }
}

/// Where two texts part, with what stands around it.
fn parting(ours: &str, theirs: &str) -> String {
    let at = ours.bytes().zip(theirs.bytes()).take_while(|(a, b)| a == b).count();
    let around = |text: &str| {
        String::from_utf8_lossy(&text.as_bytes()[at.saturating_sub(120)..text.len().min(at + 120)]).into_owned()
    };
    format!("the engine\n  {}\nthe oracle\n  {}", around(ours), around(theirs))
}

/// How many cases of a file agree, and the first words of those that do not.
fn check(path: &Path) -> (usize, Vec<String>) {
    let mut lines = BufReader::new(File::open(path).unwrap()).lines().map(Result::unwrap);
    let mut library = Library::empty();
    let first = lines.next().unwrap();
    add(&mut library, &serde_json::from_str::<First<'_>>(&first).unwrap().shared, &path.display().to_string());
    let (mut agree, mut differ) = (0, Vec::new());
    for line in lines {
        let case: Case<'_> = serde_json::from_str(&line).unwrap();
        let ours = run(library.clone(), &case);
        if ours == case.expected {
            agree += 1;
        } else {
            differ.push(format!("{}: {}", case.name, parting(&ours, &case.expected)));
        }
    }
    (agree, differ)
}

#[test]
fn every_case_of_the_oracle_gives_the_same_bytes() {
    let Ok(folder) = std::env::var("CSF_ASSESS_ORACLE_CASES") else {
        println!("skipped: CSF_ASSESS_ORACLE_CASES names no folder; tests/run makes one");
        return;
    };
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty());
    let (next, differing) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let (agree, differ) = check(file);
                    println!("{}: {agree} agree, {} differ", file.file_stem().unwrap().display(), differ.len());
                    assert!(agree + differ.len() > 0, "{}: no case", file.display());
                    differing.lock().unwrap().extend(differ);
                }
            });
        }
    });
    let differing = differing.into_inner().unwrap();
    assert!(
        differing.is_empty(),
        "{} differ, among them\n{}",
        differing.len(),
        differing[..differing.len().min(5)].join("\n")
    );
}
