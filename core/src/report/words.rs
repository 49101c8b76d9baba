//! The sentences of a report, each in one place, so that every format says the same.

use crate::result::{GateStatus, NotBound, ObligationResult, ObligationStatus, Reason, RestsOn};

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
