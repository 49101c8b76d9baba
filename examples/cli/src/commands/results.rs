//! What an assessment comes to: scores, statuses, reports and reasons.

use crate::args::{Explain, ListFormat, Obligations, ObligationsFormat, ReportArguments, Score, ScoreFormat};
use crate::documents::Documents;
use crate::failure::{Failure, Outcome};
use crate::input::Source;
use crate::output;
use crate::requirement::{check_scores, check_statuses};
use crate::surface::{self, ReportFormat};
use csf_assess::assessed::Assessed;
use csf_assess::document::DocumentKind;
use csf_assess::obligation::ObligationSet;
use csf_assess::report::{Audience, Chapter, Report};
use csf_assess::{Assessment, AssessmentResult, Error, Library};
use std::path::Path;

/// Assesses with sets, and a crosswalk, that stood on the command line.
pub(super) fn assess(
    library: &Library,
    assessment: &Assessment,
    sets: &[String],
    crosswalk: Option<&str>,
) -> Outcome<AssessmentResult> {
    let through = crosswalk.and_then(|id| library.crosswalk(id));
    if let Some(crosswalk) = through.filter(|crosswalk| !sets.contains(&crosswalk.to)) {
        let message = format!(
            "the crosswalk `{}` leads to `{}`, which is not among the sets asked for",
            crosswalk.id, crosswalk.to
        );
        return Err(Failure::of_argument("document/reference", message));
    }
    let named = sets.iter().map(|set| {
        let own = through.filter(|crosswalk| crosswalk.to == *set).map(|crosswalk| crosswalk.id.as_str());
        (set.as_str(), own)
    });
    library.assess_through(assessment, &named.collect::<Vec<_>>()).map_err(|error| Failure::of_name(&error))
}

fn canonical(result: &AssessmentResult) -> String {
    result.to_json() + "\n"
}

/// Prints first and then says what does not hold; a wrong requirement prints nothing.
fn print_and_require(text: impl FnOnce() -> String, required: Outcome) -> Outcome {
    if let Err(Failure::CommandLine(_)) = &required {
        return required;
    }
    output::print(&text())?;
    required
}

/// Why a model of the command line cannot score an assessment that was right before, told of the model's file.
fn misfit(error: &Error, file: &str) -> Failure {
    let lines =
        error.problems().map(|problem| format!("error[{}]: {}\n  --> {file}", problem.code(), problem.message()));
    Failure::Input(lines.collect())
}

/// An assessment, scored by a model of the command line where one is named.
pub(super) fn scored_by(documents: &Documents, file: &Source, model: Option<&str>) -> Outcome<Assessment> {
    let assessment = documents.assessment(file)?;
    let Some(model) = model else { return Ok(assessment) };
    let mut content = assessment.content().clone();
    content.model = Some(model.to_owned());
    let name = documents.file_of(DocumentKind::Model, model).unwrap_or(file.name());
    documents.library.assessment_of(content).map_err(|error| misfit(&error, name))
}

pub(super) fn score(documents: &mut Documents, score: &Score) -> Outcome {
    let model = score.model.as_deref().map(|model| documents.named(DocumentKind::Model, model)).transpose()?;
    let assessment = scored_by(documents, &score.file, model.as_deref())?;
    let library = &documents.library;
    let result = assess(library, &assessment, &[], None)?;
    let report =
        Report { library, assessment: &assessment, result: &result, audience: Audience::default(), chapters: &[] };
    let text = || match score.format {
        ScoreFormat::Text => surface::scores_text(&report, score.outcomes),
        ScoreFormat::Json => canonical(&result),
        ScoreFormat::Csv => surface::scores_csv(&report),
    };
    print_and_require(text, check_scores(&score.require, &assessment, &result))
}

pub(super) fn obligations(documents: &mut Documents, obligations: &Obligations) -> Outcome {
    let named = obligations.crosswalk.as_deref().map(|name| documents.named(DocumentKind::Crosswalk, name));
    let crosswalk = named.transpose()?;
    let library = &documents.library;
    let assessment = documents.assessment(&obligations.file)?;
    let result = assess(library, &assessment, &obligations.sets, crosswalk.as_deref())?;
    let report =
        Report { library, assessment: &assessment, result: &result, audience: Audience::default(), chapters: &[] };
    let text = || match obligations.format {
        ObligationsFormat::Text => surface::obligations_text(&report),
        ObligationsFormat::Json => canonical(&result),
        ObligationsFormat::Md => surface::obligations_markdown(&report),
        ObligationsFormat::Csv => surface::obligations_csv(&report),
    };
    print_and_require(text, check_statuses(&obligations.require, library, &result))
}

pub(super) fn report(documents: &Documents, report: &ReportArguments) -> Outcome {
    let format = format_of(report.output.as_deref())?;
    let library = &documents.library;
    let assessment = documents.assessment(&report.file)?;
    documents.wording_fits(report.wording.as_ref(), assessment.framework().id())?;
    let result = assess(library, &assessment, &report.sets, None)?;
    let assessed = Assessed { library, assessment: &assessment, result: &result };
    let chapters = chapters(documents, report, assessed)?;
    if format == ReportFormat::Csv && !chapters.is_empty() {
        let message = "a report as `.csv` holds the answers and has no place for --before, --on, --plan and --sensitivity; use another format";
        return Err(Failure::of_argument("report/unknown-format", message));
    }
    let audience = report.kind.into();
    let view = Report { library, assessment: &assessment, result: &result, audience, chapters: &chapters };
    output::write(&surface::report_in(format, &view), report.output.as_deref())
}

/// What stands beside the scores, where it was asked for.
fn chapters(documents: &Documents, report: &ReportArguments, assessed: Assessed<'_>) -> Outcome<Vec<Chapter>> {
    let library = assessed.library;
    let mut chapters = Vec::new();
    if let Some(before) = &report.before {
        let assessment = documents.assessment(before)?;
        let sets: Vec<String> =
            report.sets.iter().filter(|set| reached(library, &assessment).contains(set)).cloned().collect();
        let result = assess(library, &assessment, &sets, None)?;
        let before = Assessed { library, assessment: &assessment, result: &result };
        chapters.push(surface::compare_chapter(before, assessed));
    }
    if let Some(on) = &report.on {
        chapters.push(surface::freshness_chapter(assessed, on).map_err(|error| Failure::of_name(&error))?);
    }
    if report.plan {
        chapters.push(surface::plan_chapter(assessed).map_err(|error| Failure::of_name(&error))?);
    }
    if report.sensitivity {
        chapters.push(surface::sensitivity_chapter(assessed).map_err(|error| Failure::of_name(&error))?);
    }
    Ok(chapters)
}

/// The format that the extension of a report's file names.
fn format_of(output: Option<&str>) -> Outcome<ReportFormat> {
    let Some(path) = output.filter(|path| *path != "-") else { return Ok(ReportFormat::Text) };
    let extension = Path::new(path).extension().map(|extension| extension.to_string_lossy().to_ascii_lowercase());
    let known = ReportFormat::EXTENSIONS;
    if let Some((_, format)) = known.iter().find(|(name, _)| extension.as_deref() == Some(name)) {
        return Ok(*format);
    }
    let known = known.map(|(name, _)| format!("`.{name}`")).join(", ");
    let found = extension.map_or_else(
        || format!("`{path}` has no extension"),
        |extension| format!("a report cannot be written as `.{extension}`"),
    );
    Err(Failure::of_argument("report/unknown-format", format!("{found}; there is {known}")))
}

pub(super) fn explain(documents: &Documents, explain: &Explain) -> Outcome {
    let library = &documents.library;
    let assessment = documents.assessment(&explain.file)?;
    documents.wording_fits(explain.wording.as_ref(), assessment.framework().id())?;
    let sets = if explain.sets.is_empty() { reached(library, &assessment) } else { explain.sets.clone() };
    let result = assess(library, &assessment, &sets, None)?;
    let say = match explain.format {
        ListFormat::Text => surface::explain_text,
        ListFormat::Json => surface::explain_json,
    };
    let text = say(library, &assessment, &result, &explain.id).map_err(|error| Failure::of_name(&error))?;
    output::print(&text)
}

/// Every set that a crosswalk leads to from the assessment's framework.
pub(super) fn reached(library: &Library, assessment: &Assessment) -> Vec<String> {
    let leads = |set: &&str| library.crosswalk_between(assessment.framework(), set).is_some();
    library.obligation_sets().map(ObligationSet::id).filter(leads).map(str::to_owned).collect()
}
