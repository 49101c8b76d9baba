//! The cheapest way to a wanted status, and the next best steps.

use super::results::{assess, scored_by};
use crate::args::{ListFormat, Plan};
use crate::documents::Documents;
use crate::failure::{Failure, Outcome};
use crate::{output, surface};
use csf_assess::assessed::Assessed;
use csf_assess::document::DocumentKind;
use csf_assess::plan::Options;

pub(super) fn plan(documents: &mut Documents, plan: &Plan) -> Outcome {
    let mut named = |kind, name: Option<&str>| name.map(|name| documents.named(kind, name)).transpose();
    let crosswalk = named(DocumentKind::Crosswalk, plan.crosswalk.as_deref())?;
    let model = named(DocumentKind::Model, plan.model.as_deref())?;
    let library = &documents.library;
    let assessment = scored_by(documents, &plan.file, model.as_deref())?;
    let costs = match &plan.costs {
        None => None,
        Some(file) => {
            let costs = library.costs(&file.read()?, &assessment);
            Some(costs.map_err(|error| Failure::from(error.in_document(file.name())))?)
        }
    };
    let options = Options {
        want: plan.want.into(),
        targets: plan.targets.clone(),
        gates: plan.gates.clone(),
        costs,
        only: plan.only.clone(),
        fixed: plan.fixed.clone(),
        owners: plan.owners.clone(),
        at_most: plan.at_most,
        alternatives: plan.alternatives,
    };
    let result = assess(library, &assessment, &plan.sets, crosswalk.as_deref())?;
    let assessed = Assessed { library, assessment: &assessment, result: &result };
    let text = match (plan.next, plan.format) {
        (None, ListFormat::Text) => surface::plan_text(assessed, &options),
        (None, ListFormat::Json) => surface::plan_json(assessed, &options),
        (Some(count), ListFormat::Text) => surface::next_steps_text(assessed, &options, count),
        (Some(count), ListFormat::Json) => surface::next_steps_json(assessed, &options, count),
    };
    output::print(&text.map_err(|error| Failure::of_name(&error))?)
}
