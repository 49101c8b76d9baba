//! When the reports of an incident fall due: an act's own deadlines, counted from times that are passed in.
//!
//! Nothing here knows what time it is. Each due time has two readings: the *cautious* one is the instant plus the
//! duration; the other one follows the rules of counting that the set names, such as Regulation 1182/71.

mod count;
mod entries;
mod ics;
mod instant;
mod text;

pub use entries::{Basis, Due, Entry, Owed};
pub use instant::Stamp;

use crate::day::Day;
use crate::document::DocumentKind;
use crate::error::{Code, Error, Path, Problem, Problems};
use crate::id::{check_day, did_you_mean, one_of, quoted};
use crate::library::Library;
use crate::obligation::{Counting, DeadlineEvent, ObligationSet, Provision};
use crate::result::InForceStamp;
use entries::{Told, entries};
use instant::{Instant, offset, offset_text};
use serde::Serialize;

/// The `schema` of a list of due times.
pub const SCHEMA: &str = "csf-assess/clock/1";

/// What is known of an incident. Times are RFC 3339 with any offset, such as `2026-11-23T10:00:00+01:00`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Incident {
    /// When the entity became aware of it.
    pub aware: String,
    /// When the incident notification was submitted.
    pub notified: Option<String>,
    /// When the incident was handled.
    pub handled: Option<String>,
    /// When the authority asked for a report.
    pub requested: Option<String>,
    /// The entity's roles, by the ids of the set; they may shorten a period.
    pub roles: Vec<String>,
    /// Public holidays, `YYYY-MM-DD`, beside those that the set's counting names.
    pub holidays: Vec<String>,
    /// The offset from UTC at which hours, days and months are counted, such as `+01:00`; UTC where nothing is said.
    pub offset: Option<String>,
}

/// The due times of an incident under one act (`csf-assess/clock/1`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Clock {
    /// Where hours, days and months are counted: `UTC`, or the offset that was asked for.
    pub counted_in: String,
    /// The deadlines that an incident starts, in the act's order.
    pub entries: Vec<Entry>,
    /// The events that were told.
    pub events: Events,
    /// The public holidays that count, sorted.
    pub holidays: Vec<String>,
    /// The roles that were told.
    pub roles: Vec<String>,
    /// The rules of the second reading; null where the set names none.
    pub rule: Option<Rule>,
    /// `csf-assess/clock/1`.
    pub schema: &'static str,
    /// The act.
    pub set: SetHead,
}

/// The events that start deadlines; null for those that were not told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Events {
    /// Becoming aware of the incident.
    pub awareness: Stamp,
    /// Having handled it.
    pub handling: Option<Stamp>,
    /// Submitting the notification.
    pub notification: Option<Stamp>,
    /// The authority's request.
    pub request: Option<Stamp>,
}

/// The rules of the second reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Rule {
    /// Its CELEX number.
    pub celex: Option<String>,
    /// Its short id, such as `1182/71`.
    pub id: String,
    /// Whether and how far it applies.
    pub note: Option<String>,
    /// What it rests on, and how far each provision was read.
    pub provisions: Vec<Provision>,
    /// The regulation or law.
    pub title: String,
}

/// The obligation set whose deadlines are counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SetHead {
    /// Its hash.
    pub hash: String,
    /// Its id.
    pub id: String,
    /// When the act is in force.
    pub in_force: InForceStamp,
    /// The act.
    pub title: String,
}

/// Counts the deadlines of a set that an incident starts: those of its duties to report incidents that run from
/// awareness, the notification, the handling or a request.
///
/// # Errors
/// Every time, day, role and offset that cannot be read; an event before awareness; a set that the library does not
/// have or that has no such deadline; a due time beyond the year 9999.
pub fn clock(library: &Library, set: &str, incident: &Incident) -> Result<Clock, Error> {
    let Some(set) = library.obligation_set(set) else { return Err(unknown_set(library, set).into()) };
    let mut problems = Problems::default();
    let told = told(incident, &mut problems);
    check_roles(set, &incident.roles, &mut problems);
    let counting = set.content().counting.as_ref();
    let mut holidays = holidays(incident, counting, &mut problems);
    let asked = incident.offset.as_ref().map(|text| {
        offset(text).ok_or_else(|| {
            let message = format!("{} is not an offset from UTC; write it as `+01:00` or `Z`", quoted(text));
            problems.value(&Path::default().key("offset"), Code::ClockInstant, message);
        })
    });
    problems.into_result()?;
    let told = told.ok_or_else(beyond)?;
    holidays.sort_unstable();
    holidays.dedup();
    let asked = asked.and_then(Result::ok);
    let entries = entries(set, &told, &incident.roles, &holidays, asked).map_err(|_| beyond())?;
    if entries.is_empty() {
        let message = format!("no deadline of {} starts with an incident{}", quoted(set.id()), sets_with(library));
        return Err(Problem::new(Code::ClockNoDeadline, message).into());
    }
    let content = set.content();
    let stamp = |event| told.of(event).map(|instant| instant.stamp().ok_or_else(beyond)).transpose();
    Ok(Clock {
        counted_in: asked.filter(|offset| *offset != 0).map_or_else(|| "UTC".to_owned(), offset_text),
        entries,
        events: Events {
            awareness: told.awareness.stamp().ok_or_else(beyond)?,
            handling: stamp(DeadlineEvent::Handling)?,
            notification: stamp(DeadlineEvent::Notification)?,
            request: stamp(DeadlineEvent::Request)?,
        },
        holidays: holidays.iter().map(ToString::to_string).collect(),
        roles: incident.roles.clone(),
        rule: counting.map(rule),
        schema: SCHEMA,
        set: SetHead {
            hash: library.hash(DocumentKind::Obligations, set.id()).unwrap_or_default().to_owned(),
            id: set.id().to_owned(),
            in_force: InForceStamp { from: content.in_force.from.clone(), until: content.in_force.until.clone() },
            title: content.title.clone(),
        },
    })
}

fn beyond() -> Error {
    Problem::new(Code::ClockRange, "a time lies outside the years 0 to 9999").into()
}

fn rule(counting: &Counting) -> Rule {
    Rule {
        celex: counting.celex.clone(),
        id: counting.id.clone(),
        note: counting.note.clone(),
        provisions: counting.provisions.clone(),
        title: counting.title.clone(),
    }
}

fn unknown_set(library: &Library, set: &str) -> Problem {
    let known: Vec<&str> = library.obligation_sets().map(ObligationSet::id).collect();
    let hint = match did_you_mean(set, known.iter().copied()) {
        hint if hint.is_empty() => format!("; there is {}", one_of(&known)),
        hint => hint,
    };
    Problem::new(Code::DocumentNotFound, format!("there is no obligation set {}{hint}", quoted(set)))
}

fn sets_with(library: &Library) -> String {
    let known: Vec<&str> =
        library.obligation_sets().filter(|set| entries::has_any(set)).map(ObligationSet::id).collect();
    if known.is_empty() { String::new() } else { format!("; it does in {}", one_of(&known)) }
}

/// The events that can be read; none where awareness cannot.
fn told(incident: &Incident, problems: &mut Problems) -> Option<Told> {
    let mut read = |key: &str, text: &str| {
        let instant = Instant::parse(text);
        if instant.is_none() {
            let message = format!(
                "{} is not a time with its offset; write it as `2026-11-23T10:00:00Z` or `2026-11-23T11:00:00+01:00`",
                quoted(text)
            );
            problems.value(&Path::default().key(key), Code::ClockInstant, message);
        }
        instant
    };
    let awareness = read("aware", &incident.aware);
    let mut later = |key: &str, text: &Option<String>| text.as_deref().and_then(|text| read(key, text));
    let notification = later("notified", &incident.notified);
    let handling = later("handled", &incident.handled);
    let request = later("requested", &incident.requested);
    let told = Told { awareness: awareness?, notification, handling, request };
    let events = [
        ("notified", "the notification", notification),
        ("handled", "the handling", handling),
        ("requested", "the request", request),
    ];
    for (key, what, event) in events {
        if event.is_some_and(|event| event.utc < told.awareness.utc) {
            let message = format!("{what} is earlier than the awareness of the incident; check both times");
            problems.value(&Path::default().key(key), Code::ClockOrder, message);
        }
    }
    Some(told)
}

fn check_roles(set: &ObligationSet, roles: &[String], problems: &mut Problems) {
    let known: Vec<&str> = set.content().roles.iter().map(|role| role.id.as_str()).collect();
    for (position, role) in roles.iter().enumerate().filter(|(_, role)| !known.contains(&role.as_str())) {
        let hint = match did_you_mean(role, known.iter().copied()) {
            hint if !hint.is_empty() => hint,
            _ if known.is_empty() => ", which has none".to_owned(),
            _ => format!("; there is {}", one_of(&known)),
        };
        let message = format!("{} is not a role of {}{hint}", quoted(role), quoted(set.id()));
        problems.value(&Path::default().key("roles").index(position), Code::DocumentReference, message);
    }
}

fn holidays(incident: &Incident, counting: Option<&Counting>, problems: &mut Problems) -> Vec<Day> {
    for (position, day) in incident.holidays.iter().enumerate() {
        check_day(Some(day), &Path::default().key("holidays").index(position), problems);
    }
    let of_set = counting.iter().flat_map(|counting| &counting.holidays);
    incident.holidays.iter().chain(of_set).filter_map(|day| Day::parse(day)).collect()
}
