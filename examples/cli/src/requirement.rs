//! What a pipeline requires: `GV.OC>=3` of a score, `NIS2-21.2.f=evidenced` of a status.

use crate::failure::{Failure, Outcome};
use csf_assess::assessment::LevelValue;
use csf_assess::id::nearest;
use csf_assess::obligation::Kind;
use csf_assess::report::{phrases, words};
use csf_assess::result::{AssessmentResult, ObligationStatus};
use csf_assess::{Assessment, Fraction, Library};
use std::str::FromStr;

/// `ID>=LEVEL`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ScoreRequirement {
    id: String,
    level: LevelValue,
}

impl FromStr for ScoreRequirement {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let shape = || "expected ID>=LEVEL, such as `GV.OC>=3` or `total>=2.5`".to_owned();
        let (id, level) = text.split_once(">=").ok_or_else(shape)?;
        let (id, level) = (id.trim(), level.trim());
        if id.is_empty() || level.is_empty() {
            return Err(shape());
        }
        let level = level.parse().map_or_else(|_| LevelValue::Code(level.to_owned()), LevelValue::Number);
        Ok(Self { id: id.to_owned(), level })
    }
}

/// `ID=STATUS`, the status as its grade.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct StatusRequirement {
    id: String,
    grade: u8,
}

const GRADES: [ObligationStatus; 3] =
    [ObligationStatus::NotEvidenced, ObligationStatus::PartlyEvidenced, ObligationStatus::Evidenced];

impl FromStr for StatusRequirement {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (id, status) =
            text.split_once('=').ok_or("expected ID=STATUS, such as `NIS2-21.2.f=evidenced`".to_owned())?;
        let (id, status) = (id.trim(), status.trim());
        if id.is_empty() || id.ends_with('>') {
            return Err("expected ID=STATUS, such as `NIS2-21.2.f=evidenced`".to_owned());
        }
        let grade = (0..).zip(GRADES).find(|(_, known)| known.text() == status).map(|(grade, _)| grade);
        let grade = grade.ok_or("the status is `evidenced`, `partly_evidenced` or `not_evidenced`".to_owned())?;
        Ok(Self { id: id.to_owned(), grade })
    }
}

/// Checks scores; every requirement that does not hold is told.
pub(crate) fn check_scores(
    requirements: &[ScoreRequirement],
    assessment: &Assessment,
    result: &AssessmentResult,
) -> Outcome {
    let (mut unknown, mut unmet) = (Vec::new(), Vec::new());
    for ScoreRequirement { id, level } in requirements {
        let Some(node) = result.nodes.get(id) else {
            let known = result.nodes.keys().map(String::as_str);
            unknown.push(not_known(id, &format!("a node of {}", result.framework.id), known));
            continue;
        };
        let wanted = match on_scale(level, assessment) {
            Ok(wanted) => wanted,
            Err(problem) => {
                unknown.push(problem);
                continue;
            }
        };
        match &node.low {
            Some(low) if low.0 >= wanted => {}
            Some(low) => {
                let open = node.counts.unknown + node.counts.unanswered;
                let why = match open {
                    0 => String::new(),
                    1 => " with its open outcome at the lowest level".to_owned(),
                    open => format!(" with its {open} open outcomes at the lowest level"),
                };
                let exact = if low.0.to_string() == wanted.to_string() {
                    format!(", exactly {}", low.0.written())
                } else {
                    String::new()
                };
                unmet.push(format!("`{id}` is at {}{why}{exact}, below {}", low.0, wanted.plain()));
            }
            None => unmet.push(format!("`{id}` has no score, since nothing below it applies")),
        }
    }
    settle(unknown, &unmet)
}

fn on_scale(level: &LevelValue, assessment: &Assessment) -> Result<Fraction, String> {
    let scale = assessment.scale();
    let wanted = level.on(scale).filter(|wanted| (scale.min()..=scale.max()).contains(wanted));
    wanted.ok_or_else(|| {
        let written = match level {
            LevelValue::Number(number) => number.plain(),
            LevelValue::Code(code) => code.clone(),
        };
        let ends = format!("{} to {}", scale.min().plain(), scale.max().plain());
        format!("error[require/level]: `{written}` is not on the scale {}, which goes from {ends}", scale.id)
    })
}

/// Checks statuses on their worst end; every requirement that does not hold is told.
pub(crate) fn check_statuses(
    requirements: &[StatusRequirement],
    library: &Library,
    result: &AssessmentResult,
) -> Outcome {
    let (mut unknown, mut unmet) = (Vec::new(), Vec::new());
    for StatusRequirement { id, grade } in requirements {
        let (worst, binds, found) = if let Some(obligation) = result.obligations.get(id) {
            let binds = obligation.status != ObligationStatus::NotApplicable;
            (obligation.worst, binds, words::verdict(obligation))
        } else if let Some(group) = result.groups.get(id) {
            let statuses = group.statuses;
            let below: u64 = ObligationStatus::ALL.into_iter().map(|status| statuses.of(status)).sum();
            let found = match (group.worst, group.best) {
                (None, _) | (_, None) => "no grade: nothing that was answered speaks to it".to_owned(),
                (worst, best) => phrases::ends(worst, best),
            };
            (group.worst, below == 0 || statuses.not_applicable < below, found)
        } else {
            unknown.push(not_graded(id, library, result));
            continue;
        };
        if binds && worst.is_none_or(|worst| worst < *grade) {
            unmet.push(format!("`{id}` is not surely at \u{201c}{}\u{201d} ({found})", words::grade(*grade)));
        }
    }
    settle(unknown, &unmet)
}

fn not_graded(id: &str, library: &Library, result: &AssessmentResult) -> String {
    let sets: Vec<&str> = result.sets.keys().map(String::as_str).collect();
    let mut obligations = sets.iter().filter_map(|set| library.obligation_set(set)?.obligation(id));
    if obligations.any(|obligation| obligation.kind == Kind::Information) {
        return format!("error[require/unknown-id]: `{id}` is information and is never graded");
    }
    let known = result.obligations.keys().chain(result.groups.keys()).map(String::as_str);
    not_known(id, &format!("an obligation or group of {}", sets.join(", ")), known)
}

fn not_known<'a>(id: &str, what: &str, known: impl Iterator<Item = &'a str>) -> String {
    let hint = nearest(id, known).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    format!("error[require/unknown-id]: `{id}` is not {what}{hint}")
}

fn settle(unknown: Vec<String>, unmet: &[String]) -> Outcome {
    if !unknown.is_empty() {
        return Err(Failure::CommandLine(unknown));
    }
    if !unmet.is_empty() {
        return Err(Failure::Unmet(unmet.iter().map(|line| format!("error[require/unmet]: {line}")).collect()));
    }
    Ok(())
}
