//! Imports go down only: every file of the core uses what stands above it in one declared order, and nothing of
//! the world outside.
#![allow(clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests stop at the first surprise")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The modules from the ground up. A module may use those before it, never one after it.
const ORDER: [&str; 40] = [
    "error",
    "fraction",
    "id",
    "day",
    "period",
    "shape",
    "scale",
    "framework",
    "obligation",
    "scope",
    "crosswalk",
    "coverage",
    "transition",
    "translation",
    "wording",
    "model",
    "assessment",
    "agreement",
    "costs",
    "document",
    "result",
    "score",
    "status",
    "hash",
    "library",
    "assessed",
    "template",
    "report",
    "explain",
    "compare",
    "trend",
    "sensitivity",
    "freshness",
    "migrate",
    "clock",
    "consensus",
    "plan",
    "exchange",
    "schema",
    "lib",
];

/// What would make a result depend on more than the documents, or write where nobody asked.
const OUTSIDE: [&str; 18] = [
    "std::fs",
    "std::net",
    "std::env",
    "std::time",
    "std::process",
    "std::thread",
    "std::os",
    "io::stdin",
    "io::stdout",
    "io::stderr",
    "SystemTime",
    "Instant::now",
    "rand::",
    "HashMap",
    "HashSet",
    "print!",
    "println!",
    "dbg!",
];

struct File {
    /// The module with all that it lies in, such as `document`, `yaml`.
    path: Vec<String>,
    code: String,
}

impl File {
    fn shown(&self) -> String {
        self.path.join("/")
    }
}

/// Every file of the core with its comments taken out.
fn files() -> Vec<File> {
    let root = common::repository("core/src");
    let read = |path: &Path| {
        let relative = path.strip_prefix(&root).unwrap_or(path).with_extension("");
        let mut parts: Vec<String> =
            relative.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
        if parts.last().is_some_and(|last| last == "mod") {
            parts.pop();
        }
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        let code = lines.collect::<Vec<_>>().join("\n");
        // A file's own tests may look at what they like.
        let code = code.split("#[cfg(test)]\nmod ").next().unwrap_or_default().to_owned();
        File { path: parts, code }
    };
    let files: Vec<File> = common::files("core/src", "rs").iter().map(|path| read(path)).collect();
    assert!(files.len() > 20, "only {} files found", files.len());
    files
}

fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// Adds each path that `text` starts with, lists written out, and gives back what comes after them.
fn written_out<'a>(text: &'a str, before: &[String], paths: &mut BTreeSet<Vec<String>>) -> &'a str {
    if let Some(mut rest) = text.strip_prefix('{') {
        loop {
            rest = written_out(rest.trim_start(), before, paths).trim_start();
            match rest.strip_prefix(',') {
                Some(more) => rest = more,
                None => return rest.strip_prefix('}').unwrap_or(rest),
            }
        }
    }
    let (word, rest) = text.split_at(text.find(|c| !is_of_word(c)).unwrap_or(text.len()));
    let mut path = before.to_vec();
    path.extend(Some(word.to_owned()).filter(|word| !word.is_empty()));
    if let Some(rest) = rest.strip_prefix("::") {
        return written_out(rest, &path, paths);
    }
    if !path.is_empty() {
        paths.insert(path);
    }
    match rest.strip_prefix(" as ") {
        Some(name) => name.trim_start_matches(is_of_word),
        None if word.is_empty() => rest.strip_prefix('*').unwrap_or(rest),
        None => rest,
    }
}

/// What stands after each `root` in the code: `crate::{id::quoted, error::{Code, Path}}` has three paths.
fn paths_after(code: &str, root: &str) -> BTreeSet<Vec<String>> {
    let mut paths = BTreeSet::new();
    for (start, _) in code.match_indices(root) {
        if !code[..start].ends_with(|c| is_of_word(c) || c == ':') {
            written_out(&code[start + root.len()..], &[], &mut paths);
        }
    }
    paths
}

/// `crate::Library` stands for `crate::library`: the crate's root only shows again what is below it.
fn home(name: &str) -> String {
    let module = match name {
        "Error" | "Problem" => "error",
        "AssessmentResult" => "result",
        other => return other.to_lowercase(),
    };
    module.to_owned()
}

#[test]
fn names_are_found_wherever_they_stand() {
    let code = "use crate::{id::quoted, error::{Code, Path}, score};\n x = crate::result::SCHEMA; subcrate::no();";
    let found: Vec<String> = paths_after(code, "crate::").iter().map(|path| path.join("::")).collect();
    assert_eq!(found, ["error::Code", "error::Path", "id::quoted", "result::SCHEMA", "score"]);
    let code = "use super::super::{words, html::{self, view as v, svg::*}, Report};\nsuper::sum();";
    let found: Vec<String> = paths_after(code, "super::").iter().map(|path| path.join("::")).collect();
    let within = ["self", "svg", "view"].map(|name| format!("super::html::{name}"));
    assert_eq!(
        found,
        [&["sum", "super::Report"].map(str::to_owned)[..], &within, &["super::words".to_owned()]].concat()
    );
}

#[test]
fn every_import_goes_down() {
    let place = |module: &str, file: &str| {
        ORDER.iter().position(|known| *known == module).unwrap_or_else(|| panic!("{file}: `{module}` is not in ORDER"))
    };
    let mut seen = 0;
    for file in files() {
        let (module, shown) = (&file.path[0], file.shown());
        let own = place(module, &shown);
        for path in paths_after(&file.code, "crate::") {
            let used = home(&path[0]);
            seen += 1;
            let at = place(&used, &shown);
            assert!(at < own || used == *module, "{shown}: `{module}` must not use `{used}`, which stands above it");
        }
    }
    assert!(seen > 50, "only {seen} imports found: is the search broken?");
}

/// The module that a path of `file` leads to, where it is another part of a folder that both are in: the two parts.
///
/// A folder's own file may use what is in the folder and be used by it; it only holds them together.
fn parts_apart(file: &File, target: &[String]) -> Option<(String, String)> {
    let common = file.path.iter().zip(target).take_while(|(own, other)| own == other).count();
    let part = |path: &[String]| Some(path.get(..=common)?.join("/"));
    if common == 0 { None } else { Some((part(&file.path)?, part(target)?)) }
}

/// The parts of folders that use each other, with what they use of the circle.
fn circles(files: &[File]) -> BTreeMap<String, BTreeSet<String>> {
    let known: BTreeSet<&[String]> = files.iter().map(|file| file.path.as_slice()).collect();
    // `super::Flip` may be `super::flip::Flip`, shown again by the folder's file.
    let mut shown_again = BTreeMap::new();
    for file in files {
        for path in paths_after(&file.code, "use ") {
            let inner = [&file.path[..], &path[..1]].concat();
            if let (true, Some(name)) = (known.contains(&inner[..]), path.last()) {
                shown_again.insert([&file.path[..], std::slice::from_ref(name)].concat(), inner);
            }
        }
    }
    let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in files {
        let upward = paths_after(&file.code, "super::").into_iter().filter_map(|path| {
            let further = path.iter().take_while(|word| *word == "super").count();
            let folder = file.path.len().checked_sub(further + 1)?;
            Some([&file.path[..folder], &path[further..]].concat())
        });
        for path in upward.chain(paths_after(&file.code, "crate::")) {
            for end in 1..=path.len() {
                let target = shown_again.get(&path[..end]).map_or(&path[..end], Vec::as_slice);
                if let Some((own, other)) = parts_apart(file, target).filter(|_| known.contains(target)) {
                    uses.entry(own).or_default().insert(other);
                }
            }
        }
    }
    // Whatever uses nothing that is left, or is used by nothing that is left, can be taken away; a circle stays.
    loop {
        let before = uses.len();
        let users: BTreeSet<String> = uses.keys().cloned().collect();
        let used: BTreeSet<String> = uses.values().flatten().cloned().collect();
        uses.retain(|own, others| {
            others.retain(|other| users.contains(other));
            !others.is_empty() && used.contains(own)
        });
        if uses.len() == before {
            return uses;
        }
    }
}

#[test]
fn a_planted_circle_is_found_at_any_depth() {
    let file = |(path, code): &(&str, &str)| File {
        path: path.split('/').map(str::to_owned).collect(),
        code: (*code).to_owned(),
    };
    let found = |planted: &[(&str, &str)]| {
        let house = [
            ("report", "mod html;\nmod words;\npub use html::page;\nuse crate::result::Figure;"),
            ("report/words", "use super::Report;"),
            ("report/html", "mod view;\nmod svg;\nuse super::words;\nuse view::View;"),
            ("report/html/view", "use super::super::{Report, words};\nuse super::{limit, svg};"),
            ("report/html/svg", "use super::limit;"),
        ];
        let kept = house.iter().filter(|(path, _)| planted.iter().all(|(other, _)| other != path));
        let files: Vec<File> = kept.chain(planted).map(file).collect();
        circles(&files).into_keys().collect::<Vec<String>>()
    };
    let nothing: [&str; 0] = [];
    assert_eq!(found(&[]), nothing);
    let below = ["report/html/svg", "report/html/view"];
    assert_eq!(found(&[("report/html/svg", "use super::view::count;")]), below);
    assert_eq!(found(&[("report/html/svg", "use super::{limit, view};")]), below);
    assert_eq!(found(&[("report/html/svg", "fn it() { crate::report::html::view::count() }")]), below);
    assert_eq!(found(&[("report/html/svg", "use super::View;")]), below);
    assert_eq!(found(&[("report/html/svg", "use super::super::html::view::count;")]), below);
    let above = ["report/html", "report/words"];
    assert_eq!(found(&[("report/words", "use super::html;")]), above);
    assert_eq!(found(&[("report/words", "use super::page;")]), above);
    assert_eq!(found(&[("report/words", "use super::html::svg;")]), above);
    assert_eq!(
        found(&[("report/html/svg", "use super::axis;"), ("report/html/axis", "use super::svg;")]),
        ["report/html/axis", "report/html/svg"]
    );
}

#[test]
fn files_of_one_module_do_not_go_in_circles() {
    let circles = circles(&files());
    assert!(circles.is_empty(), "these files use each other: {circles:#?}");
}

#[test]
fn the_core_knows_nothing_of_the_world_outside() {
    for file in files() {
        for word in OUTSIDE {
            assert!(!file.code.contains(word), "{}: uses `{word}`", file.shown());
        }
    }
}

#[test]
fn the_core_forbids_unsafe_code() {
    let root = fs::read_to_string(common::repository("core/src/lib.rs")).unwrap_or_default();
    assert!(root.contains("#![forbid(unsafe_code)]"));
    for file in files() {
        assert!(!file.code.contains("unsafe "), "{}: has unsafe code", file.shown());
    }
}

#[test]
fn every_file_is_short_and_says_what_it_is() {
    for path in common::files("core/src", "rs") {
        let text = fs::read_to_string(&path).unwrap_or_default();
        assert!(text.starts_with("//! "), "{}: has no first line that says what it is", path.display());
        assert!(text.lines().count() <= 500, "{}: more than 500 lines", path.display());
    }
}
