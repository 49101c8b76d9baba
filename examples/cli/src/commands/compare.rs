//! Assessments beside one another, and one looked at for a second time.

use super::results::{assess, reached, scored_by};
use crate::args::{Compare, ListFormat, Sensitivity};
use crate::documents::Documents;
use crate::failure::{Failure, Outcome};
use crate::{output, surface};
use csf_assess::assessed::Assessed;
use csf_assess::document::DocumentKind;

pub(super) fn compare(documents: &mut Documents, compare: &Compare) -> Outcome {
    let model = compare.model.as_deref().map(|model| documents.named(DocumentKind::Model, model)).transpose()?;
    let library = &documents.library;
    let before = scored_by(documents, &compare.before, model.as_deref())?;
    let after = scored_by(documents, &compare.after, model.as_deref())?;
    let mut sets = compare.sets.clone();
    if sets.is_empty() {
        sets = reached(library, &before);
        let of_after = reached(library, &after);
        sets.retain(|set| of_after.contains(set));
    }
    let results = (assess(library, &before, &sets, None)?, assess(library, &after, &sets, None)?);
    let before = Assessed { library, assessment: &before, result: &results.0 };
    let after = Assessed { library, assessment: &after, result: &results.1 };
    output::print(&match compare.format {
        ListFormat::Text => surface::compare_text(before, after),
        ListFormat::Json => surface::compare_json(before, after),
    })
}

pub(super) fn sensitivity(documents: &mut Documents, sensitivity: &Sensitivity) -> Outcome {
    let named = sensitivity.crosswalk.as_deref().map(|name| documents.named(DocumentKind::Crosswalk, name));
    let crosswalk = named.transpose()?;
    let library = &documents.library;
    let assessment = documents.assessment(&sensitivity.file)?;
    let result = assess(library, &assessment, &sensitivity.sets, crosswalk.as_deref())?;
    let assessed = Assessed { library, assessment: &assessment, result: &result };
    let text = match sensitivity.format {
        ListFormat::Text => surface::sensitivity_text(assessed),
        ListFormat::Json => surface::sensitivity_json(assessed),
    };
    output::print(&text.map_err(|error| Failure::of_name(&error))?)
}
