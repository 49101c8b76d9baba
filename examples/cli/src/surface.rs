//! The library's reports, explanations and imports, each called in one place.

use crate::args::QuarterName;
use crate::output;
use csf_assess::assessment::AssessmentContent;
use csf_assess::document;
use csf_assess::exchange::csf_profile;
use csf_assess::framework::Framework;
use csf_assess::report::{Report, csv, html, json, markdown, scope, text};
use csf_assess::scale::Scale;
use csf_assess::scope::ScopeAnswer;
use csf_assess::{Assessment, AssessmentResult, Error, Library, Problem};

/// The formats of a report, by the extension of its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ReportFormat {
    Html,
    Markdown,
    Json,
    Csv,
    Text,
}

impl ReportFormat {
    /// Every extension and what it stands for.
    pub(crate) const EXTENSIONS: [(&'static str, Self); 5] =
        [("html", Self::Html), ("md", Self::Markdown), ("json", Self::Json), ("csv", Self::Csv), ("txt", Self::Text)];
}

pub(crate) fn scores_text(report: &Report<'_>, outcomes: bool) -> String {
    text::scores(report, output::width(), outcomes)
}

pub(crate) fn scores_csv(report: &Report<'_>) -> String {
    csv::nodes(report)
}

pub(crate) fn obligations_text(report: &Report<'_>) -> String {
    text::obligations(report)
}

pub(crate) fn obligations_markdown(report: &Report<'_>) -> String {
    markdown::report(report)
}

pub(crate) fn obligations_csv(report: &Report<'_>) -> String {
    csv::obligations(report)
}

pub(crate) fn report_in(format: ReportFormat, report: &Report<'_>) -> String {
    match format {
        ReportFormat::Html => html(report),
        ReportFormat::Markdown => markdown::report(report),
        ReportFormat::Json => json::report(report),
        ReportFormat::Csv => csv::report(report),
        ReportFormat::Text => text::report(report),
    }
}

/// An explanation as text.
pub(crate) fn explain_text(
    library: &Library,
    assessment: &Assessment,
    result: &AssessmentResult,
    id: &str,
) -> Result<String, Error> {
    csf_assess::explain::explain(library, assessment, result, id).map(|explanation| explanation.to_text())
}

/// An explanation as indented JSON.
pub(crate) fn explain_json(
    library: &Library,
    assessment: &Assessment,
    result: &AssessmentResult,
    id: &str,
) -> Result<String, Error> {
    let explanation = csf_assess::explain::explain(library, assessment, result, id)?;
    // It is made of text, numbers, lists and structures, which the writer cannot refuse.
    Ok(serde_json::to_string_pretty(&explanation).unwrap_or_default() + "\n")
}

pub(crate) fn scope_text(answer: &ScopeAnswer) -> String {
    scope::text(answer, output::width())
}

pub(crate) fn scope_json(answer: &ScopeAnswer) -> Result<String, Error> {
    document::to_json(answer)
}

/// An assessment from the CSV export of csf_profile, and what was left out.
pub(crate) fn import_csf_profile(
    bytes: &[u8],
    framework: &Framework,
    scale: &Scale,
    quarter: QuarterName,
    skip_bad_rows: bool,
) -> Result<(AssessmentContent, Vec<Problem>), Error> {
    let quarter = match quarter {
        QuarterName::Q1 => csf_profile::Quarter::Q1,
        QuarterName::Q2 => csf_profile::Quarter::Q2,
        QuarterName::Q3 => csf_profile::Quarter::Q3,
        QuarterName::Q4 => csf_profile::Quarter::Q4,
    };
    let options = csf_profile::Options { quarter, skip_bad_rows, id: None };
    let imported = csf_profile::import(bytes, framework, scale, &options)?;
    Ok((imported.content, imported.skipped))
}
