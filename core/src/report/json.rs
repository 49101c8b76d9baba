//! A report as one JSON document: everything that was typed, the canonical result, and the state of the law.

use super::{Audience, Chapter, Report, words};
use crate::obligation::LegalState;
use crate::result::InForceStamp;
use serde::Serialize;
use serde_json::value::RawValue;

/// The `schema` of a report.
pub const SCHEMA: &str = "csf-assess/report/1";

#[derive(Serialize)]
struct Document<'a> {
    assessment: Box<RawValue>,
    audience: &'static str,
    chapters: &'a [Chapter],
    disclaimer: &'static str,
    result: Box<RawValue>,
    schema: &'static str,
    sets: Vec<Set<'a>>,
}

#[derive(Serialize)]
struct Set<'a> {
    class: String,
    id: &'a str,
    in_force: &'a InForceStamp,
    legal_state: Option<&'a LegalState>,
    title: &'a str,
}

/// The report as JSON. `result` is byte for byte the canonical result, and `assessment` holds everything that was
/// typed, so that reading it back gives the same assessment.
#[must_use]
pub fn report(report: &Report<'_>) -> String {
    let sets = report.sets();
    let sets = sets.iter().map(|facts| Set {
        class: words::class_found(facts.stamp),
        id: facts.set.id(),
        in_force: &facts.stamp.in_force,
        legal_state: facts.set.content().legal_state.as_ref(),
        title: &facts.set.content().title,
    });
    let assessment = serde_json::to_string(report.assessment.content()).map(|text| harmless(&text));
    let parts = assessment
        .and_then(RawValue::from_string)
        .and_then(|assessment| RawValue::from_string(report.result.to_json()).map(|result| (assessment, result)));
    let document = parts.and_then(|(assessment, result)| {
        let document = Document {
            assessment,
            audience: audience(report.audience),
            chapters: report.chapters,
            disclaimer: words::DISCLAIMER,
            result,
            schema: SCHEMA,
            sets: sets.collect(),
        };
        serde_json::to_string(&document)
    });
    // Strings, numbers, lists and maps with string keys only: the writer refuses none of them.
    document.unwrap_or_default()
}

/// The same JSON with the control characters that JSON allows in a string escaped too: a terminal obeys them.
fn harmless(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        if c.is_control() {
            out.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            out.push(c);
        }
    }
    out
}

fn audience(audience: Audience) -> &'static str {
    match audience {
        Audience::Board => "board",
        Audience::Auditor => "auditor",
        Audience::Regulator => "regulator",
    }
}
