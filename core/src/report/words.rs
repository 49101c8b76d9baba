//! The sentences of a report, each in one place, so that every format says the same.

use crate::assessment::{Assessment, Class, Level, LevelValue, Rating, Said};
use crate::crosswalk::{Reach, Relationship, Review};
use crate::fraction::Figure;
use crate::obligation::{Deadline, DeadlineEvent, Term};
use crate::result::{GateStatus, NotBound, ObligationResult, ObligationStatus, Reason, RestsOn, Warning, WarningCode};
use crate::scale::Scale;

/// Stands in every report.
pub const DISCLAIMER: &str = "This is a self-assessment and not legal advice. It shows what the given answers are evidence of; \
it decides nothing about whether a duty is fulfilled.";

/// How a status is called.
#[must_use]
pub fn status(status: ObligationStatus) -> &'static str {
    match status {
        ObligationStatus::Evidenced => "Evidence available",
        ObligationStatus::PartlyEvidenced => "Partly evidenced",
        ObligationStatus::NotEvidenced => "Not evidenced",
        ObligationStatus::Undetermined => "Open",
        ObligationStatus::OutsideFramework => "Outside the framework",
        ObligationStatus::NotApplicable => "Does not bind",
    }
}

/// How a grade, 0 to 2, is called.
#[must_use]
pub fn grade(grade: u8) -> &'static str {
    status(ObligationStatus::of_grade(grade))
}

/// The status of an obligation in a phrase, with both ends where it is open.
#[must_use]
pub fn verdict(result: &ObligationResult) -> String {
    match (result.status, result.worst, result.best) {
        (ObligationStatus::Undetermined, Some(worst), Some(best)) => {
            let count = result.open.len();
            let items = if count == 1 { "1 open item" } else { &format!("{count} open items") };
            format!(
                "Open: between \u{201c}{}\u{201d} and \u{201c}{}\u{201d}; {items} can change this",
                grade(worst),
                grade(best)
            )
        }
        (ObligationStatus::NotApplicable, _, _) => match &result.reason {
            Some(reason) => format!("{}: {}", status(ObligationStatus::NotApplicable), not_bound(reason)),
            None => status(ObligationStatus::NotApplicable).to_owned(),
        },
        (other, _, _) => status(other).to_owned(),
    }
}

/// Why an obligation does not bind, in a phrase.
#[must_use]
pub fn not_bound(reason: &Reason) -> String {
    let why = match reason.code {
        NotBound::Addressee => "addressed to public bodies",
        NotBound::Class => "binds other entity classes",
        NotBound::Role => "binds entities in other roles",
        NotBound::Sector => "binds entities in other sectors",
    };
    format!("{why} (Art. {})", reason.article)
}

/// How many mapped outcomes a status rests on, in a phrase.
#[must_use]
pub fn rests_on(rests_on: &RestsOn) -> String {
    let RestsOn { applicable, mapped, not_applicable, rated } = rests_on;
    if *mapped == 0 {
        return "rests on no mapped outcome".to_owned();
    }
    format!("rests on {applicable} of {mapped} mapped outcomes, {rated} rated, {not_applicable} not applicable")
}

/// How the verdict of a gate is called.
#[must_use]
pub fn gate(status: GateStatus) -> &'static str {
    match status {
        GateStatus::Met => "Met",
        GateStatus::NotMet => "Not met",
        GateStatus::Undetermined => "Open",
        GateStatus::NotApplicable => "Does not apply",
    }
}

/// What an unknown class means for a set.
#[must_use]
pub fn class(class: Option<&str>) -> String {
    match class {
        Some("none") => "The entity is said to be outside this act: nothing binds.".to_owned(),
        Some(class) => format!("Entity class: {} (as given in the assessment).", class.replace('_', " ")),
        None => "Class unknown: every duty of entities is graded as if it bound.".to_owned(),
    }
}

/// The classes that an assessment gives, as they were typed.
#[must_use]
pub fn classes(class: &Class) -> String {
    match class {
        Class::Nis2(class) => class.clone(),
        Class::BySet(classes) => {
            classes.iter().map(|(set, class)| format!("{set}: {class}")).collect::<Vec<_>>().join(", ")
        }
    }
}

/// How far a framework reaches a duty.
#[must_use]
pub fn reach(reach: Reach) -> &'static str {
    match reach {
        Reach::Substantial => "Nearly all of it",
        Reach::Partial => "Part of it",
        Reach::None => "Nothing of it",
    }
}

/// How an outcome relates to a duty.
#[must_use]
pub fn relationship(relationship: Relationship) -> &'static str {
    match relationship {
        Relationship::Equal => "asks the same as the duty",
        Relationship::SubsetOf => "lies inside the duty",
        Relationship::SupersetOf => "contains the duty",
        Relationship::IntersectsWith => "overlaps with the duty",
    }
}

/// Whether a mapping was checked.
#[must_use]
pub fn review(review: Review) -> &'static str {
    match review {
        Review::Proposed => "proposed, not yet reviewed",
        Review::Verified => "reviewed",
    }
}

/// What was said to a supplementary question.
#[must_use]
pub fn said(said: Option<Said>) -> &'static str {
    match said {
        Some(Said::Yes) => "Yes",
        Some(Said::No) => "No",
        Some(Said::Unknown) => "Unknown",
        Some(Said::NotApplicable) => "Not applicable",
        None => "Unanswered",
    }
}

/// When an act is in force.
#[must_use]
pub fn in_force(from: &str, until: Option<&str>) -> String {
    match until {
        Some(until) => format!("In force from {from}, repealed from {until}."),
        None => format!("In force from {from}."),
    }
}

/// A figure with two decimals, or a dash.
#[must_use]
pub fn figure(figure: Option<&Figure>) -> String {
    figure.map_or_else(|| "\u{2013}".to_owned(), |figure| figure.0.rounded(2))
}

/// Two figures as an interval, or one where both are the same.
#[must_use]
pub fn interval(low: Option<&Figure>, high: Option<&Figure>) -> String {
    if low == high { figure(low) } else { format!("{} to {}", figure(low), figure(high)) }
}

/// What a warning says.
#[must_use]
pub fn warning(warning: &Warning) -> String {
    let id = &warning.id;
    match warning.code {
        WarningCode::NotApplicableNever => {
            format!(
                "{id} was called not applicable, although the framework's content says that it applies to everyone."
            )
        }
    }
}

/// What is known about an outcome: the level with its name, or the state.
#[must_use]
pub fn rating(assessment: &Assessment, outcome: &str) -> String {
    let given = assessment.answer(outcome).and_then(|answer| answer.level.as_ref());
    match (assessment.rating(outcome), given) {
        (Rating::Rated(value), Some(given @ Level::ByDimension(_))) => {
            format!("{}; together {}", level(assessment.scale(), given), value.rounded(2))
        }
        (Rating::Rated(_), Some(given)) => level(assessment.scale(), given),
        (Rating::Rated(value), None) => value.plain(),
        (Rating::Unknown, _) => "Unknown".to_owned(),
        (Rating::Unanswered, Some(given)) => {
            format!("Unanswered in part: {}", level(assessment.scale(), given))
        }
        (Rating::Unanswered, None) => "Unanswered".to_owned(),
        (Rating::NotApplicable, Some(given)) => format!("Not applicable: {}", level(assessment.scale(), given)),
        (Rating::NotApplicable, None) => "Not applicable".to_owned(),
    }
}

/// A level with its name, dimension by dimension where there are several.
#[must_use]
pub fn level(scale: &Scale, level: &Level) -> String {
    match level {
        Level::One(value) => level_value(scale, value),
        Level::ByDimension(dimensions) => {
            let title = |id: &str| {
                let known = scale.dimensions.iter().find(|dimension| dimension.id == id);
                known.map_or_else(|| id.to_owned(), |dimension| dimension.title.clone())
            };
            let each = dimensions.iter().map(|(id, level)| {
                let value = level.level().map_or("not applicable".to_owned(), |value| level_value(scale, value));
                format!("{} {value}", title(id))
            });
            each.collect::<Vec<_>>().join(", ")
        }
    }
}

fn level_value(scale: &Scale, value: &LevelValue) -> String {
    let Some(number) = value.on(scale) else {
        return match value {
            LevelValue::Code(code) => code.clone(),
            LevelValue::Number(number) => number.plain(),
        };
    };
    match (scale.name(&number), value) {
        (Some(name), LevelValue::Code(code)) => format!("{code} = {} ({name})", number.plain()),
        (None, LevelValue::Code(code)) => format!("{code} = {}", number.plain()),
        (Some(name), LevelValue::Number(_)) => format!("{} ({name})", number.plain()),
        (None, LevelValue::Number(_)) => number.plain(),
    }
}

/// A deadline in a phrase; roles are named by their titles.
#[must_use]
pub fn deadline(deadline: &Deadline, roles: &[Term]) -> String {
    let event = deadline.event.and_then(event);
    let mut parts: Vec<String> = deadline.by.iter().map(|by| format!("by {by}")).collect();
    match (&deadline.within, event) {
        (Some(within), Some(event)) => parts.push(format!("within {} of {event}", duration(within))),
        (Some(within), None) => parts.push(format!("within {}", duration(within))),
        (None, _) => {}
    }
    match (&deadline.standard, event) {
        (Some(standard), Some(event)) if deadline.within.is_none() => parts.push(format!("{standard} after {event}")),
        (Some(standard), _) => parts.push(standard.clone()),
        (None, Some(event)) if deadline.within.is_none() => parts.push(format!("after {event}")),
        (None, _) => {}
    }
    if let Some(unless) = &deadline.unless {
        let title =
            |id: &String| roles.iter().find(|role| role.id == *id).map_or(id.clone(), |role| role.title.clone());
        let who: Vec<String> = unless.roles.iter().map(title).collect();
        let when = unless.when.as_ref().map(|when| format!(" where {when}")).unwrap_or_default();
        parts.push(format!("{} for {}{when}", duration(&unless.within), who.join(", ")));
    }
    let limit = parts.join("; ");
    match &deadline.note {
        Some(note) if limit.is_empty() => note.clone(),
        Some(note) => format!("{limit}. {note}"),
        None => limit,
    }
}

fn event(event: DeadlineEvent) -> Option<&'static str> {
    Some(match event {
        DeadlineEvent::Awareness => "becoming aware",
        DeadlineEvent::Notification => "submitting the notification",
        DeadlineEvent::Handling => "handling the incident",
        DeadlineEvent::Change => "the change",
        DeadlineEvent::Request => "the request",
        DeadlineEvent::Order => "the order",
        DeadlineEvent::Adoption => "the adoption",
        DeadlineEvent::Designation => "the designation",
        DeadlineEvent::Date => return None,
    })
}

/// An ISO 8601 duration of one unit in words; any other as it is written.
#[must_use]
pub fn duration(text: &str) -> String {
    let (rest, is_time) = match (text.strip_prefix("PT"), text.strip_prefix('P')) {
        (Some(rest), _) => (rest, true),
        (None, Some(rest)) => (rest, false),
        (None, None) => return text.to_owned(),
    };
    let number = rest.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match (rest.strip_prefix(number), is_time) {
        (Some("H"), true) => "hour",
        (Some("M"), true) => "minute",
        (Some("D"), false) => "day",
        (Some("W"), false) => "week",
        (Some("M"), false) => "month",
        (Some("Y"), false) => "year",
        _ => return text.to_owned(),
    };
    match number.parse::<u32>() {
        Ok(1) => format!("1 {unit}"),
        Ok(number) => format!("{number} {unit}s"),
        Err(_) => text.to_owned(),
    }
}
