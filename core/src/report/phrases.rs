//! Small phrases that explanations and reports share: levels, deadlines, relationships, counts.

use super::words;
use crate::assessment::{Answer, Evidence, Level, LevelValue, Said, SupplementaryAnswer};
use crate::crosswalk::{Reach, Relationship, Review};
use crate::fraction::{Figure, Fraction};
use crate::obligation::{Addressee, Deadline, DeadlineEvent, Kind};
use crate::result::{ObligationResult, ObligationStatus, StatusCounts};

/// The same text with a capital letter first.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// `1 open item`, `2 open items`.
#[must_use]
pub fn count(number: u64, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}

/// A figure with two decimals, or a dash where there is none.
#[must_use]
pub fn figure(figure: Option<&Figure>) -> String {
    figure.map_or_else(|| "-".to_owned(), |figure| figure.0.to_string())
}

/// A share exactly and rounded: `18/35 (0.51)`.
#[must_use]
pub fn exact(fraction: &Fraction) -> String {
    if fraction.is_integer() { fraction.written() } else { format!("{} ({fraction})", fraction.written()) }
}

/// A level as it was written; levels by dimension in one line.
#[must_use]
pub fn written(level: &Level) -> String {
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

/// What was said to a question, in words.
#[must_use]
pub fn said(said: Option<Said>) -> &'static str {
    match said {
        Some(Said::Yes) => "yes",
        Some(Said::No) => "no",
        Some(Said::Unknown) => "unknown (\u{201c}I don't know\u{201d})",
        Some(Said::NotApplicable) => "not applicable",
        None => "not answered",
    }
}

/// A piece of evidence in one line: what, when, a remark, the author's own keys.
#[must_use]
pub fn evidence(evidence: &Evidence) -> String {
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
#[must_use]
pub fn said_of(answer: &Answer) -> Vec<(&'static str, String)> {
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
#[must_use]
pub fn said_to(answer: &SupplementaryAnswer) -> Vec<(&'static str, String)> {
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

/// The author's own keys as JSON.
#[must_use]
pub fn own(x: &std::collections::BTreeMap<String, serde_json::Value>) -> String {
    // Maps of JSON values with string keys cannot be refused.
    serde_json::to_string(x).unwrap_or_default()
}

/// How far a framework reaches an obligation, in a phrase.
#[must_use]
pub fn reach(reach: Reach) -> &'static str {
    match reach {
        Reach::Substantial => "the framework speaks about nearly all of it",
        Reach::Partial => "the framework speaks about part of it",
        Reach::None => "the framework does not speak about it",
    }
}

/// A relationship, read from the outcome to the obligation.
#[must_use]
pub fn relationship(relationship: Relationship) -> &'static str {
    match relationship {
        Relationship::Equal => "asks the same",
        Relationship::SubsetOf => "lies inside the duty",
        Relationship::SupersetOf => "contains the duty",
        Relationship::IntersectsWith => "overlaps with the duty",
    }
}

/// Whether a mapping was checked.
#[must_use]
pub fn review(review: Review) -> &'static str {
    match review {
        Review::Proposed => "proposed, not yet checked by a second person",
        Review::Verified => "checked",
    }
}

/// Who has to act.
#[must_use]
pub fn addressee(addressee: Addressee) -> &'static str {
    match addressee {
        Addressee::Entity => "the entity",
        Addressee::ManagementBody => "the management body",
        Addressee::Operator => "the operator of essential services",
        Addressee::DigitalServiceProvider => "the digital service provider",
        Addressee::Authority => "the national authority",
        Addressee::MemberState => "the Member State",
        Addressee::Commission => "the European Commission",
    }
}

/// What an entry is about.
#[must_use]
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::RiskManagement => "risk management",
        Kind::IncidentReporting => "incident reporting",
        Kind::Governance => "governance",
        Kind::Evidence => "evidence for authorities",
        Kind::National => "national duty",
        Kind::Information => "information, never graded",
    }
}

/// An ISO 8601 duration in words, such as `24 hours`; as it stands where it is of another shape.
#[must_use]
pub fn duration(text: &str) -> String {
    spelled(text).unwrap_or_else(|| text.to_owned())
}

fn spelled(text: &str) -> Option<String> {
    let mut parts = Vec::new();
    let (mut digits, mut in_time) = (String::new(), false);
    for c in text.strip_prefix('P')?.chars() {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        if c == 'T' && digits.is_empty() && !in_time {
            in_time = true;
            continue;
        }
        let (one, many) = match (c, in_time) {
            ('Y', false) => ("year", "years"),
            ('M', false) => ("month", "months"),
            ('W', false) => ("week", "weeks"),
            ('D', false) => ("day", "days"),
            ('H', true) => ("hour", "hours"),
            ('M', true) => ("minute", "minutes"),
            _ => return None,
        };
        parts.push(count(digits.parse().ok()?, one, many));
        digits.clear();
    }
    (digits.is_empty() && !parts.is_empty()).then(|| parts.join(" "))
}

fn event(event: DeadlineEvent) -> &'static str {
    match event {
        DeadlineEvent::Awareness => "becoming aware",
        DeadlineEvent::Notification => "the incident notification",
        DeadlineEvent::Handling => "handling the incident",
        DeadlineEvent::Change => "a change",
        DeadlineEvent::Request => "a request",
        DeadlineEvent::Order => "an order",
        DeadlineEvent::Adoption => "adoption",
        DeadlineEvent::Designation => "designation",
        DeadlineEvent::Date => "the date",
    }
}

/// A deadline in a line.
#[must_use]
pub fn deadline(deadline: &Deadline) -> String {
    let started = deadline.event.filter(|start| *start != DeadlineEvent::Date).map(event);
    let mut parts = Vec::new();
    match (&deadline.within, started) {
        (Some(within), Some(start)) => parts.push(format!("within {} of {start}", duration(within))),
        (Some(within), None) => parts.push(format!("within {}", duration(within))),
        (None, _) => {}
    }
    parts.extend(deadline.by.iter().map(|date| format!("by {date}")));
    match (&deadline.standard, started) {
        (Some(standard), Some(start)) if deadline.within.is_none() => parts.push(format!("{standard} after {start}")),
        (Some(standard), _) => parts.push(standard.clone()),
        (None, _) => {}
    }
    if let Some(unless) = &deadline.unless {
        let when = unless.when.as_ref().map(|when| format!(" ({when})")).unwrap_or_default();
        parts.push(format!("for {}: within {}{when}", unless.roles.join(", "), duration(&unless.within)));
    }
    parts.extend(deadline.note.as_ref().map(|note| note.trim_end_matches('.').to_owned()));
    parts.join("; ")
}

/// What a status rests on, in a phrase.
#[must_use]
pub fn foundation(result: &ObligationResult) -> String {
    match result.reach {
        Reach::None if result.supplement.is_some() => "only questions speak to it".to_owned(),
        Reach::None => "the framework does not speak to it, and no question applies".to_owned(),
        reach => format!("{}; reach {}", words::rests_on(&result.rests_on), reach.text()),
    }
}

/// Both ends of a status in words.
#[must_use]
pub fn ends(worst: Option<u8>, best: Option<u8>) -> String {
    match (worst, best) {
        (Some(worst), Some(best)) if worst == best => words::grade(worst).to_owned(),
        (Some(worst), Some(best)) => {
            format!("Open: between \u{201c}{}\u{201d} and \u{201c}{}\u{201d}", words::grade(worst), words::grade(best))
        }
        _ => "No status".to_owned(),
    }
}

/// A status with its ends, without a count of what is open.
#[must_use]
pub fn status(status: ObligationStatus, worst: Option<u8>, best: Option<u8>) -> String {
    match status {
        ObligationStatus::Undetermined => ends(worst, best),
        other => words::status(other).to_owned(),
    }
}

/// How many have which status, those with none left out.
#[must_use]
pub fn statuses(counts: &StatusCounts) -> String {
    let parts: Vec<String> = ObligationStatus::ALL
        .into_iter()
        .filter(|status| counts.of(*status) > 0)
        .map(|status| format!("{}: {}", words::status(status), counts.of(status)))
        .collect();
    if parts.is_empty() { "nothing graded".to_owned() } else { parts.join(", ") }
}
