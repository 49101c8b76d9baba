//! Whose words the content uses, and which words it does without.

use super::frameworks::Catalog;
use super::{common, shared};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;

fn words(text: &str) -> Vec<String> {
    let letters = |c: char| !c.is_alphanumeric() && c != '\'';
    text.to_lowercase().split(letters).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

#[test]
fn no_six_words_in_a_row_are_nists() {
    let Some(path) = shared("data/nist/NIST_CSF_v2.0_catalog.json") else { return };
    let mut catalog = Catalog::read(path);
    if let Some(path) = shared("data/nist/csf-1.1-core.json") {
        let core: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
        let items = core["items"].as_array().unwrap();
        catalog.prose.extend(items.iter().filter_map(|item| item["text"].as_str()).map(str::to_owned));
    }
    let runs = |text: &str| words(text).windows(6).map(|run| run.join(" ")).collect::<Vec<_>>();
    let official: BTreeSet<String> = catalog.prose.iter().flat_map(|prose| runs(prose)).collect();
    assert!(official.len() > 5_000, "only {} runs read", official.len());
    for (place, text) in texts() {
        let taken: Vec<String> = runs(&text).into_iter().filter(|run| official.contains(run)).collect();
        assert_eq!(taken, [""; 0], "{place}: NIST's words");
    }
}

/// What people read in our content: place and text. Citations and NIST's own titles are left out.
fn texts() -> Vec<(String, String)> {
    fn walk(place: &str, key: &str, value: &Value, found: &mut Vec<(String, String)>) {
        match value {
            Value::Object(map) => {
                let id = map.get("id").and_then(Value::as_str);
                let ends = map.get("from").and_then(Value::as_str).zip(map.get("to").and_then(Value::as_str));
                let place = match (id, ends) {
                    (Some(id), _) => id.to_owned(),
                    (None, Some((from, to))) => format!("{from} -> {to}"),
                    (None, None) => place.to_owned(),
                };
                let official = map.contains_key("categories") || map.contains_key("subcategories");
                for (key, value) in map.iter().filter(|(key, _)| !(official && *key == "title")) {
                    if !["sources", "source", "x", "publisher", "id", "schema"].contains(&key.as_str()) {
                        walk(&place, key, value, found);
                    }
                }
            }
            Value::Array(list) => list.iter().for_each(|value| walk(place, key, value, found)),
            Value::String(text) => found.push((format!("{place} {key}"), text.clone())),
            _ => {}
        }
    }
    let mut found = Vec::new();
    for document in csf_assess_frameworks::DOCUMENTS {
        walk(document.id, "", &serde_json::from_str(document.json).unwrap(), &mut found);
    }
    assert!(found.len() > 1_500, "only {} texts found", found.len());
    found
}

/// Words of the act itself, which a summary, a question or a rationale about it may repeat.
const WORDS_OF_THE_ACT: [&str; 7] =
    ["appropriate", "certified", "periodic", "reasonable", "regular", "state of the art", "suitable"];

#[test]
fn banned_words_stand_nowhere() {
    let list = fs::read_to_string(common::repository("frameworks/words/banned.txt")).unwrap();
    let banned: Vec<&str> = list.lines().collect();
    let mut sorted = banned.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(banned, sorted, "one word per line, sorted, none twice");
    assert!(banned.len() > 20 && banned.iter().all(|word| !word.trim().is_empty()));
    let mut repeated = BTreeSet::new();
    let mut found = Vec::new();
    for (place, text) in texts() {
        let own = format!(" {} ", words(&text).join(" "));
        let about_an_act =
            ["NIS1-", "NIS2-", "IR2690-"].iter().any(|act| place.starts_with(act)) || place.contains(" -> ");
        for word in banned.iter().filter(|word| own.contains(&format!(" {} ", word.replace('-', " ")))) {
            if about_an_act && WORDS_OF_THE_ACT.contains(word) {
                repeated.insert(*word);
            } else {
                found.push(format!("{place}: `{word}` in: {text}"));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert_eq!(repeated.into_iter().collect::<Vec<_>>(), WORDS_OF_THE_ACT, "an exception is not needed anymore");
}
