//! The hash of a document: SHA-256 of its normal form, in which no text and no order of lists matters.

use serde::Serialize;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Keys whose values are texts: a typo in them changes no result and so no hash.
const TEXTS: [&str; 26] = [
    "ask",
    "concept",
    "concepts_of",
    "content",
    "counts",
    "does_not_count",
    "evidence",
    "language",
    "legal_state",
    "meaning",
    "name",
    "note",
    "not_counted",
    "not_verified",
    "publisher",
    "question",
    "rationale",
    "references",
    "small_firm",
    "source",
    "sources",
    "summary",
    "title",
    "verification",
    "why",
    "x",
];

/// The lower-case hexadecimal SHA-256 of a document's normal form.
pub(crate) fn hash(document: &impl Serialize) -> String {
    let normal = serde_json::to_value(document).ok().and_then(normal).unwrap_or(Value::Null);
    let digest = Sha256::digest(normal.to_string());
    digest.iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// Without texts, defaults and empty values, with sorted keys and lists; none where nothing is left.
fn normal(value: Value) -> Option<Value> {
    match value {
        Value::Null => None,
        Value::Object(map) => {
            let mut members: Vec<(String, Value)> =
                map.into_iter().filter_map(|(key, value)| member(key, value)).collect();
            members.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
            (!members.is_empty()).then(|| Value::Object(members.into_iter().collect()))
        }
        Value::Array(list) => {
            let mut list: Vec<Value> = list.into_iter().filter_map(normal).collect();
            sort(&mut list);
            (!list.is_empty()).then_some(Value::Array(list))
        }
        plain => Some(plain),
    }
}

fn member(key: String, value: Value) -> Option<(String, Value)> {
    let is_text = TEXTS.contains(&key.as_str()) || (key == "levels" && value.is_object());
    if is_text {
        return None;
    }
    let value = match (key.as_str(), value) {
        ("weights", Value::Object(weights)) => entries(weights, &Value::from(1)),
        ("reach", Value::Object(reach)) => entries(reach, &Value::from("none")),
        ("thresholds", Value::Object(thresholds)) => {
            let defaults = serde_json::to_value(crate::crosswalk::Thresholds::default()).unwrap_or_default();
            let changed = thresholds.into_iter().filter(|(key, value)| defaults.get(key) != Some(value)).collect();
            normal(Value::Object(changed))
        }
        // The first rule that holds decides, so their order is part of what they say.
        ("rules", Value::Array(rules)) => {
            let rules: Vec<Value> = rules.into_iter().filter_map(normal).collect();
            (!rules.is_empty()).then_some(Value::Array(rules))
        }
        (_, value) => normal(value),
    };
    Some((key, value?))
}

/// A map from ids, its keys kept whatever they are called, its default entries left out.
fn entries(map: serde_json::Map<String, Value>, default: &Value) -> Option<Value> {
    let mut entries: Vec<(String, Value)> = map.into_iter().filter(|(_, value)| value != default).collect();
    entries.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    (!entries.is_empty()).then(|| Value::Object(entries.into_iter().collect()))
}

/// Things with ids by id, mappings by their two ends, words by themselves; other lists keep their order.
fn sort(list: &mut [Value]) {
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    if list.iter().all(Value::is_string) {
        list.sort_unstable_by(|a, b| a.as_str().cmp(&b.as_str()));
    } else if list.iter().all(|value| text(value, "id").is_some()) {
        list.sort_by_key(|value| text(value, "id"));
    } else if list.iter().all(|value| text(value, "from").is_some() && text(value, "to").is_some()) {
        list.sort_by_key(|value| (text(value, "from"), text(value, "to")));
    }
}
