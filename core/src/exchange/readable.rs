//! Whether a document that was made here could be read back.

use crate::document::{Document, LONGEST, MOST_VALUES};
use crate::error::{Code, Error, Problem};
use serde::Serialize;
use serde_json::Value;

/// An error that asks to `leave_out` something, where the document of `content` would be beyond what is read.
pub(super) fn check(content: &impl Serialize, document: &Document, leave_out: &str) -> Result<(), Error> {
    if serde_json::to_value(content).map_or(usize::MAX, |content| values(&content)) > MOST_VALUES {
        return Err(too_large(document, leave_out));
    }
    let bytes = document.to_json()?.len();
    #[cfg(feature = "yaml")]
    let bytes = bytes.max(document.to_yaml()?.len());
    if bytes > LONGEST { Err(too_large(document, leave_out)) } else { Ok(()) }
}

/// How many values and keys there are, at any depth.
fn values(value: &Value) -> usize {
    1 + match value {
        Value::Array(list) => list.iter().map(values).sum(),
        Value::Object(map) => map.values().map(|value| 1 + values(value)).sum(),
        _ => 0,
    }
}

fn too_large(document: &Document, leave_out: &str) -> Error {
    let message = format!(
        "the {} would be beyond {LONGEST} bytes or {MOST_VALUES} values, and could not be read back; {leave_out}",
        document.kind().text()
    );
    Problem::new(Code::DocumentTooLarge, message).into()
}
