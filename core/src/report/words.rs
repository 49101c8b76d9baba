//! The sentences of a report, each in one place, so that every format says the same.

use crate::assessment::{Answer, Assessment, Class, Level, LevelValue, Rating, Said};
use crate::crosswalk::{Reach, Relationship, Review};
use crate::fraction::{Figure, Fraction};
use crate::obligation::{Addressee, Deadline, DeadlineEvent, Kind, Term};
use crate::period::Period;
use crate::result::{
    GateStatus, NotBound, ObligationResult, ObligationStatus, Reason, RestsOn, SetStamp, StatusCounts, Warning,
    WarningCode,
};
use crate::scale::Scale;
use crate::scope::ScopeOutcome;
use std::fmt::Display;

/// Stands in every report.
pub const DISCLAIMER: &str = "This is a self-assessment and not legal advice. It shows what the given answers are evidence of; \
it decides nothing about whether a duty is fulfilled.";

/// The same text with a capital letter first.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// `1 open item`, `2 open items`.
#[must_use]
pub fn count<N: Copy + Display + PartialEq + From<u8>>(number: N, one: &str, many: &str) -> String {
    if number == N::from(1) { format!("1 {one}") } else { format!("{number} {many}") }
}

/// A share exactly and rounded: `18/35 (0.51)`.
#[must_use]
pub fn exact(fraction: &Fraction) -> String {
    if fraction.is_integer() { fraction.written() } else { format!("{} ({fraction})", fraction.written()) }
}

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
            let items = count(result.open.len() as u64, "open item", "open items");
            format!("{}; {items} can change this", ends(Some(worst), Some(best)))
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
    format!("{why} ({})", article(&reason.article))
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

/// What the class under a set means, and how it was found or why it stays open where the assessment does not give it.
#[must_use]
pub fn class_found(stamp: &SetStamp) -> String {
    const AS_IF: &str = "every duty of entities is graded as if it bound.";
    let Some(scope) = &stamp.scope else { return class(stamp.class.as_deref()) };
    let by = match (&scope.article, &scope.rule, &scope.document) {
        (Some(place), Some(rule), Some(document)) => {
            format!("{} (rule {rule} of the scope document {document})", article(place))
        }
        _ => String::new(),
    };
    let possible: Vec<&str> = scope.possible.iter().map(|word| scope_word(word)).collect();
    let of = scope.class_of.as_ref().map_or_else(String::new, |set| format!(", that of {set}"));
    match (stamp.class.as_deref(), scope.outcome) {
        (Some("none"), _) => {
            format!(
                "The entity is outside this act{of}, and nothing binds: derived from sector, size and roles by {by}."
            )
        }
        (Some(class), _) => {
            format!("Entity class: {}{of}, derived from sector, size and roles by {by}.", scope_word(class))
        }
        (None, ScopeOutcome::Determined) if scope.class_of.is_some() => {
            format!("The act binds the entity by {by}. Its class{of}, is unknown: {AS_IF}")
        }
        (None, ScopeOutcome::Determined) => {
            format!("The act binds the entity by {by}, which gives it no class: {AS_IF}")
        }
        (None, ScopeOutcome::NationalDecision) => {
            format!("Class open: a Member State decides by {by}. Possible: {}; {AS_IF}", possible.join(", "))
        }
        (None, ScopeOutcome::Undetermined) => {
            let missing: Vec<&str> = scope.missing.iter().map(|word| scope_missing(word)).collect();
            let (missing, possible) = (missing.join(", "), possible.join(", "));
            format!(
                "Class unknown, since the assessment does not give what decides: {missing}. Possible: {possible}; {AS_IF}"
            )
        }
    }
}

/// A class or other word of the scope rules, for readers.
#[must_use]
pub fn scope_word(word: &str) -> &str {
    match word {
        "none" => "not in scope",
        "in_scope" => "in scope without a class",
        "national_decision" => "a Member State decides",
        "digital_service_provider" => "digital service provider",
        "member_state" => "Member State",
        class => class,
    }
}

/// What was not said, for readers.
#[must_use]
pub fn scope_missing(word: &str) -> &str {
    match word {
        "balance_sheet" => "balance sheet total",
        "turnover" => "annual turnover",
        "roles" => "roles (an empty list where there are none)",
        other => other,
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

/// The name of a place in an act: `Article 21(2)`, or `Annex, 1.1` as it stands.
#[must_use]
pub fn article(place: &str) -> String {
    if place.starts_with(|first: char| first.is_ascii_digit()) { format!("Article {place}") } else { place.to_owned() }
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
    assessment.answer(outcome).map_or_else(|| "Unanswered".to_owned(), |answer| rating_of(assessment, answer))
}

/// What an answer says, of which an outcome has one, and each respondent one more: the level with its name, or the
/// state.
#[must_use]
pub fn rating_of(assessment: &Assessment, answer: &Answer) -> String {
    match (assessment.rating_of(answer), answer.level.as_ref()) {
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

/// What the level of a rated outcome looks like, in the framework's words; none on a scale that they do not speak of.
#[must_use]
pub fn level_text<'a>(assessment: &'a Assessment, outcome: &str) -> Option<&'a str> {
    let framework = assessment.framework();
    let item = framework.item(outcome).filter(|_| framework.content().scale == assessment.scale().id)?;
    item.levels.get(&assessment.rating(outcome).level()?.plain()).map(String::as_str)
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

/// A deadline in a phrase, after what is due; roles are named by their titles.
#[must_use]
pub fn deadline(deadline: &Deadline, roles: &[Term]) -> String {
    let limit = limit(deadline, roles);
    match &deadline.title {
        Some(title) if limit.is_empty() => title.clone(),
        Some(title) => format!("{title}: {limit}"),
        None => limit,
    }
}

/// A deadline in a phrase, without what is due.
#[must_use]
pub fn limit(deadline: &Deadline, roles: &[Term]) -> String {
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
    parts.extend(deadline.ongoing.map(|still| ongoing(still).to_owned()));
    let limit = parts.join("; ");
    match &deadline.note {
        Some(note) if limit.is_empty() => note.clone(),
        Some(note) => format!("{limit}. {note}"),
        None => limit,
    }
}

/// What starts a deadline, as in "within 24 hours of …"; none for a calendar date.
#[must_use]
pub fn event(event: DeadlineEvent) -> Option<&'static str> {
    Some(match event {
        DeadlineEvent::Awareness => "becoming aware",
        DeadlineEvent::Threat => "becoming aware of the threat",
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

/// An ISO 8601 duration in words, such as `24 hours`; as it stands where it is of another shape.
#[must_use]
pub fn duration(text: &str) -> String {
    Period::parse(text).map_or_else(|| text.to_owned(), Period::words)
}

/// When a deadline with this `ongoing` is owed.
#[must_use]
pub fn ongoing(still: bool) -> &'static str {
    if still {
        "only if the incident still goes on when the report after the notification is due"
    } else {
        "only if the incident no longer goes on then"
    }
}

/// How much of a duty a framework speaks about.
#[must_use]
pub fn reach(reach: Reach) -> &'static str {
    match reach {
        Reach::Substantial => "nearly all of it",
        Reach::Partial => "part of it",
        Reach::None => "none of it",
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

/// What a status rests on, in a phrase.
#[must_use]
pub fn foundation(result: &ObligationResult) -> String {
    match result.reach {
        Reach::None if result.supplement.is_some() => "only questions speak to it".to_owned(),
        Reach::None => "the framework does not speak to it, and no question applies".to_owned(),
        reach => format!("{}; reach {}", rests_on(&result.rests_on), reach.text()),
    }
}

/// Both ends of a status in words.
#[must_use]
pub fn ends(worst: Option<u8>, best: Option<u8>) -> String {
    match (worst, best) {
        (Some(worst), Some(best)) if worst == best => grade(worst).to_owned(),
        (Some(worst), Some(best)) => {
            format!("Open: between \u{201c}{}\u{201d} and \u{201c}{}\u{201d}", grade(worst), grade(best))
        }
        _ => "No status".to_owned(),
    }
}

/// A status with its ends, without a count of what is open.
#[must_use]
pub fn status_with_ends(of: ObligationStatus, worst: Option<u8>, best: Option<u8>) -> String {
    match of {
        ObligationStatus::Undetermined => ends(worst, best),
        other => status(other).to_owned(),
    }
}

/// How many have which status, those with none left out.
#[must_use]
pub fn statuses(counts: &StatusCounts) -> String {
    let parts: Vec<String> = ObligationStatus::ALL
        .into_iter()
        .filter(|one| counts.of(*one) > 0)
        .map(|one| format!("{}: {}", status(one), counts.of(one)))
        .collect();
    if parts.is_empty() { "nothing graded".to_owned() } else { parts.join(", ") }
}
