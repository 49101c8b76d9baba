//! Imports go down only: every file of the core uses what stands above it in one declared order, and nothing of
//! the world outside.
#![allow(clippy::panic, clippy::string_slice, reason = "tests stop at the first surprise")]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The modules from the ground up. A module may use those before it, never one after it.
const ORDER: [&str; 22] = [
    "error",
    "fraction",
    "id",
    "shape",
    "scale",
    "framework",
    "obligation",
    "crosswalk",
    "model",
    "assessment",
    "document",
    "result",
    "score",
    "status",
    "hash",
    "library",
    "template",
    "report",
    "explain",
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
    shown: String,
    /// The module, such as `document`.
    module: String,
    /// The path below the module, such as `yaml`; empty for the module's own file.
    below: String,
    code: String,
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
        File { shown: relative.display().to_string(), module: parts.remove(0), below: parts.join("/"), code }
    };
    let files: Vec<File> = common::files("core/src", "rs").iter().map(|path| read(path)).collect();
    assert!(files.len() > 20, "only {} files found", files.len());
    files
}

/// The first words after each `root` in the code: `crate::{id::quoted, error::{Code, Path}}` names `id` and `error`.
fn named_after(code: &str, root: &str) -> BTreeSet<String> {
    let word = |text: &str| -> String {
        text.trim_start().chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect()
    };
    let mut names = BTreeSet::new();
    for (start, _) in code.match_indices(root) {
        if code[..start].ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &code[start + root.len()..];
        let Some(list) = rest.strip_prefix('{') else {
            names.insert(word(rest));
            continue;
        };
        let (mut depth, mut item) = (0, 0);
        for (position, c) in list.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth > 0 => depth -= 1,
                ',' | '}' if depth == 0 => {
                    names.insert(word(&list[item..position]));
                    item = position + 1;
                    if c == '}' {
                        break;
                    }
                }
                _ => {}
            }
        }
    }
    names.remove("");
    names
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
    let found: Vec<String> = named_after(code, "crate::").into_iter().collect();
    assert_eq!(found, ["error", "id", "result", "score"]);
}

#[test]
fn every_import_goes_down() {
    let place = |module: &str, file: &str| {
        ORDER.iter().position(|known| *known == module).unwrap_or_else(|| panic!("{file}: `{module}` is not in ORDER"))
    };
    let mut seen = 0;
    for file in files() {
        let own = place(&file.module, &file.shown);
        for name in named_after(&file.code, "crate::") {
            let used = home(&name);
            seen += 1;
            let at = place(&used, &file.shown);
            let is_own = used == file.module;
            assert!(
                at < own || is_own,
                "{}: `{}` must not use `{used}`, which stands above it",
                file.shown,
                file.module
            );
        }
    }
    assert!(seen > 50, "only {seen} imports found: is the search broken?");
}

#[test]
fn files_of_one_module_do_not_go_in_circles() {
    let mut uses: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    let files = files();
    for file in files.iter().filter(|file| !file.below.is_empty()) {
        let siblings = files.iter().filter(|other| other.module == file.module && other.below != file.below);
        let names = named_after(&file.code, "super::");
        let names: BTreeSet<String> =
            names.into_iter().chain(named_after(&file.code, &format!("crate::{}::", file.module))).collect();
        let used = siblings.map(|other| other.below.clone()).filter(|other| names.contains(other)).collect();
        uses.insert((file.module.clone(), file.below.clone()), used);
    }
    // Whatever uses nothing that is left can be taken away; a circle stays.
    loop {
        let left: BTreeSet<(String, String)> = uses.keys().cloned().collect();
        let before = uses.len();
        uses.retain(|(module, _), used| used.iter().any(|other| left.contains(&(module.clone(), other.clone()))));
        if uses.len() == before {
            break;
        }
    }
    assert!(uses.is_empty(), "these files use each other: {uses:?}");
}

#[test]
fn the_core_knows_nothing_of_the_world_outside() {
    for file in files() {
        for word in OUTSIDE {
            assert!(!file.code.contains(word), "{}: uses `{word}`", file.shown);
        }
    }
}

#[test]
fn the_core_forbids_unsafe_code() {
    let root = fs::read_to_string(common::repository("core/src/lib.rs")).unwrap_or_default();
    assert!(root.contains("#![forbid(unsafe_code)]"));
    for file in files() {
        assert!(!file.code.contains("unsafe "), "{}: has unsafe code", file.shown);
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
