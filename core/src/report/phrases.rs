//! What was said to an outcome or a question, as names and values, in the form in which it was typed.

use crate::assessment::{Answer, Evidence, Level, LevelValue, SupplementaryAnswer, TierAnswer};

/// A level as it was written; levels by dimension in one line.
pub(crate) fn written(level: &Level) -> String {
    let one = |value: &LevelValue| match value {
        LevelValue::Number(number) => number.plain(),
        LevelValue::Code(code) => code.clone(),
    };
    match level {
        Level::One(value) => one(value),
        Level::ByDimension(dimensions) => {
            let parts = dimensions.iter().map(|(name, level)| {
                let value = level.level().map_or_else(|| "not applicable".to_owned(), one);
                format!("{name}: {value}")
            });
            parts.collect::<Vec<_>>().join(", ")
        }
    }
}

/// A piece of evidence in one line: what, when, a remark, the author's own keys.
pub(crate) fn evidence(evidence: &Evidence) -> String {
    let mut line = evidence.reference.clone();
    if let Some(date) = &evidence.date {
        line.push_str(&format!(" ({date})"));
    }
    if let Some(note) = &evidence.note {
        line.push_str(&format!(": {note}"));
    }
    if !evidence.x.is_empty() {
        line.push_str(&format!(" [x: {}]", own(&evidence.x)));
    }
    line
}

fn named(fields: &[(&'static str, &Option<String>)]) -> Vec<(&'static str, String)> {
    fields.iter().filter_map(|(name, value)| Some((*name, (*value).clone()?))).collect()
}

/// Everything of an answer beside its state, as names and values.
pub(crate) fn said_of(answer: &Answer) -> Vec<(&'static str, String)> {
    let mut fields = Vec::new();
    if let Some(level @ Level::ByDimension(_)) = &answer.level {
        fields.push(("Levels", written(level)));
    }
    fields.extend(answer.target.as_ref().map(|target| ("Target", written(target))));
    fields.extend(named(&[
        ("Reason", &answer.reason),
        ("Note", &answer.note),
        ("Owner", &answer.owner),
        ("Answered by", &answer.by),
        ("On", &answer.on),
        ("Method", &answer.method),
    ]));
    fields.extend(answer.evidence.iter().map(|piece| ("Evidence", evidence(piece))));
    for (respondent, voice) in &answer.voices {
        // Maps with string keys only: the writer refuses none of them.
        let voice = serde_json::to_string(voice).unwrap_or_default();
        fields.push(("Voice", format!("{respondent}: {voice}")));
    }
    fields.extend((!answer.x.is_empty()).then(|| ("More", own(&answer.x))));
    fields
}

/// Everything of an answer to a question beside what was said, as names and values.
pub(crate) fn said_to(answer: &SupplementaryAnswer) -> Vec<(&'static str, String)> {
    let mut fields = named(&[
        ("Reason", &answer.reason),
        ("Note", &answer.note),
        ("Owner", &answer.owner),
        ("Answered by", &answer.by),
        ("On", &answer.on),
    ]);
    fields.extend(answer.evidence.iter().map(|piece| ("Evidence", evidence(piece))));
    fields.extend((!answer.x.is_empty()).then(|| ("More", own(&answer.x))));
    fields
}

/// Everything of a tier beside its level, as names and values.
pub(crate) fn said_of_tier(answer: &TierAnswer) -> Vec<(&'static str, String)> {
    let mut fields = named(&[("Note", &answer.note), ("Answered by", &answer.by), ("On", &answer.on)]);
    fields.extend(answer.evidence.iter().map(|piece| ("Evidence", evidence(piece))));
    fields.extend((!answer.x.is_empty()).then(|| ("More", own(&answer.x))));
    fields
}

/// The author's own keys as JSON.
pub(crate) fn own(x: &std::collections::BTreeMap<String, serde_json::Value>) -> String {
    // Maps of JSON values with string keys cannot be refused.
    serde_json::to_string(x).unwrap_or_default()
}
