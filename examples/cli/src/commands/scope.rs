//! What the acts say of an entity: whether they bind it.

use crate::args::{ListFormat, ScopeArguments};
use crate::documents::Documents;
use crate::failure::{Failure, Outcome};
use crate::output;
use crate::surface;
use csf_assess::Error;
use csf_assess::document::DocumentKind;
use csf_assess::scope::EntityFacts;

/// What the library says about arguments, which have no place in a file.
fn of_arguments(error: &Error) -> Failure {
    let lines = error.problems().map(|problem| format!("error[{}]: {}", problem.code(), problem.message()));
    Failure::CommandLine(lines.collect())
}

pub(super) fn scope(documents: &mut Documents, scope: &ScopeArguments) -> Outcome {
    let overlay = scope.overlay.as_deref().map(|name| documents.named(DocumentKind::Scope, name)).transpose()?;
    let sectors = match scope.sector.as_slice() {
        // Whoever names roles alone is in the sectors of these roles.
        [] if !scope.role.is_empty() => Some(Vec::new()),
        [] => None,
        [one] if one == "none" => Some(Vec::new()),
        several => Some(several.to_vec()),
    };
    let facts = EntityFacts {
        balance_sheet: scope.balance_sheet.clone(),
        facts: scope.fact.iter().cloned().collect(),
        headcount: scope.headcount.clone(),
        overlay,
        roles: Some(scope.role.clone()),
        sectors,
        size: scope.size.clone(),
        turnover: scope.turnover.clone(),
    };
    let answer = documents.library.scope(&scope.set, &facts).map_err(|error| of_arguments(&error))?;
    output::print(&match scope.format {
        ListFormat::Text => surface::scope_text(&answer),
        ListFormat::Json => surface::scope_json(&answer)?,
    })
}
