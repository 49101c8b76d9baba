//! Assessments beside one another, and one looked at for a second time.

use super::results::{assess, reached, scored_by};
use crate::args::{Compare, Freshness, ListFormat, Sensitivity, Trend};
use crate::documents::Documents;
use crate::failure::{Failure, Outcome};
use crate::{output, surface};
use csf_assess::assessed::Assessed;
use csf_assess::document::DocumentKind;
use csf_assess::trend::Entry;
use csf_assess::{Assessment, AssessmentResult, Library};

pub(super) fn compare(documents: &mut Documents, compare: &Compare) -> Outcome {
    let model = compare.model.as_deref().map(|model| documents.named(DocumentKind::Model, model)).transpose()?;
    let library = &documents.library;
    let before = scored_by(documents, &compare.before, model.as_deref())?;
    let after = scored_by(documents, &compare.after, model.as_deref())?;
    let sets = common_sets(library, &compare.sets, &[&before, &after]);
    let results = (assess(library, &before, &sets, None)?, assess(library, &after, &sets, None)?);
    let before = Assessed { library, assessment: &before, result: &results.0 };
    let after = Assessed { library, assessment: &after, result: &results.1 };
    output::print(&match compare.format {
        ListFormat::Text => surface::compare_text(before, after),
        ListFormat::Json => surface::compare_json(before, after),
    })
}

/// The sets that were named, else all that a crosswalk leads to from every one of the assessments.
fn common_sets(library: &Library, named: &[String], assessments: &[&Assessment]) -> Vec<String> {
    if !named.is_empty() {
        return named.to_vec();
    }
    let mut reached = assessments.iter().map(|assessment| reached(library, assessment));
    let first = reached.next().unwrap_or_default();
    reached.fold(first, |mut sets, others| {
        sets.retain(|set| others.contains(set));
        sets
    })
}

pub(super) fn trend(documents: &mut Documents, trend: &Trend) -> Outcome {
    let model = trend.model.as_deref().map(|model| documents.named(DocumentKind::Model, model)).transpose()?;
    let library = &documents.library;
    let mut assessments = Vec::new();
    let mut wrong = Vec::new();
    for file in &trend.files {
        match scored_by(documents, file, model.as_deref()) {
            Ok(assessment) => assessments.push(assessment),
            Err(Failure::Input(lines)) => wrong.extend(lines),
            Err(other) => return Err(other),
        }
    }
    if !wrong.is_empty() {
        return Err(Failure::Input(wrong));
    }
    let sets = common_sets(library, &trend.sets, &assessments.iter().collect::<Vec<_>>());
    let results: Outcome<Vec<AssessmentResult>> =
        assessments.iter().map(|assessment| assess(library, assessment, &sets, None)).collect();
    let results = results?;
    let entries = trend.files.iter().zip(assessments.iter().zip(&results));
    let entries: Vec<Entry<'_>> = entries
        .map(|(file, (assessment, result))| Entry {
            name: file.name(),
            assessed: Assessed { library, assessment, result },
        })
        .collect();
    output::print(&match trend.format {
        ListFormat::Text => surface::trend_text(&entries)?,
        ListFormat::Json => surface::trend_json(&entries)?,
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

pub(super) fn freshness(documents: &Documents, freshness: &Freshness) -> Outcome {
    let library = &documents.library;
    let assessment = documents.assessment(&freshness.file)?;
    let sets = common_sets(library, &freshness.sets, &[&assessment]);
    let result = assess(library, &assessment, &sets, None)?;
    let assessed = Assessed { library, assessment: &assessment, result: &result };
    let on = freshness.on.clone().unwrap_or_else(|| jiff::Zoned::now().date().to_string());
    let text = match freshness.format {
        ListFormat::Text => surface::freshness_text(assessed, &on),
        ListFormat::Json => surface::freshness_json(assessed, &on),
    };
    output::print(&text.map_err(|error| Failure::of_name(&error))?)
}
