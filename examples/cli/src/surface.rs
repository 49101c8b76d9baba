//! The library's reports, explanations and imports, each called in one place.

use crate::args::QuarterName;
use crate::output;
use csf_assess::assessed::Assessed;
use csf_assess::assessment::AssessmentContent;
use csf_assess::clock::{Incident, clock};
use csf_assess::compare::compare;
use csf_assess::consensus::Consensus;
use csf_assess::document;
use csf_assess::exchange::csf_profile;
use csf_assess::framework::Framework;
use csf_assess::freshness::freshness;
use csf_assess::plan::{Options, next_steps, plan};
use csf_assess::report::{Chapter, Report, csv, html, json, markdown, scope, text};
use csf_assess::scale::Scale;
use csf_assess::scope::ScopeAnswer;
use csf_assess::sensitivity::sensitivity;
use csf_assess::trend::{Entry, trend};
use csf_assess::{Assessment, AssessmentResult, Error, Library, Problem};
use serde::Serialize;

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
    csf_assess::explain::explain(library, assessment, result, id).map(|explanation| indented(&explanation))
}

/// Something of the library's as indented JSON.
fn indented(value: &impl Serialize) -> String {
    // It is made of text, numbers, lists and structures, which the writer cannot refuse.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

/// What changed, as text.
pub(crate) fn compare_text(before: Assessed<'_>, after: Assessed<'_>) -> String {
    compare(before, after).to_text()
}

/// What changed, as a part of a report.
pub(crate) fn compare_chapter(before: Assessed<'_>, after: Assessed<'_>) -> Chapter {
    compare(before, after).chapter()
}

/// What changed, as indented JSON.
pub(crate) fn compare_json(before: Assessed<'_>, after: Assessed<'_>) -> String {
    indented(&compare(before, after))
}

/// Scores and statuses over time, as text.
pub(crate) fn trend_text(entries: &[Entry<'_>]) -> Result<String, Error> {
    trend(entries).map(|found| found.to_text())
}

/// Scores and statuses over time, as indented JSON.
pub(crate) fn trend_json(entries: &[Entry<'_>]) -> Result<String, Error> {
    trend(entries).map(|found| indented(&found))
}

/// What the statuses hang on, as text.
pub(crate) fn sensitivity_text(assessed: Assessed<'_>) -> Result<String, Error> {
    sensitivity(assessed).map(|found| found.to_text())
}

/// What the statuses hang on, as indented JSON.
pub(crate) fn sensitivity_json(assessed: Assessed<'_>) -> Result<String, Error> {
    sensitivity(assessed).map(|found| indented(&found))
}

/// How old the evidence is, as text.
pub(crate) fn freshness_text(assessed: Assessed<'_>, on: &str) -> Result<String, Error> {
    freshness(assessed, on).map(|found| found.to_text())
}

/// How old the evidence is, as a part of a report.
pub(crate) fn freshness_chapter(assessed: Assessed<'_>, on: &str) -> Result<Chapter, Error> {
    freshness(assessed, on).map(|found| found.chapter())
}

/// How old the evidence is, as indented JSON.
pub(crate) fn freshness_json(assessed: Assessed<'_>, on: &str) -> Result<String, Error> {
    freshness(assessed, on).map(|found| indented(&found))
}

/// When the reports of an incident fall due, as text.
pub(crate) fn clock_text(library: &Library, set: &str, incident: &Incident) -> Result<String, Error> {
    clock(library, set, incident).map(|found| found.to_text())
}

/// When the reports of an incident fall due, as indented JSON.
pub(crate) fn clock_json(library: &Library, set: &str, incident: &Incident) -> Result<String, Error> {
    clock(library, set, incident).map(|found| indented(&found))
}

/// When the reports of an incident fall due, as a calendar.
pub(crate) fn clock_ics(library: &Library, set: &str, incident: &Incident) -> Result<String, Error> {
    clock(library, set, incident).and_then(|found| found.to_ics())
}

pub(crate) fn scope_text(answer: &ScopeAnswer) -> String {
    scope::text(answer, output::width())
}

pub(crate) fn scope_json(answer: &ScopeAnswer) -> Result<String, Error> {
    document::to_json(answer)
}

/// Several respondents side by side, as indented JSON.
pub(crate) fn consensus_json(found: &Consensus) -> String {
    indented(found)
}

/// The cheapest plan, as text.
pub(crate) fn plan_text(assessed: Assessed<'_>, options: &Options) -> Result<String, Error> {
    plan(assessed, options).map(|found| found.to_text())
}

/// The cheapest plan, as indented JSON.
pub(crate) fn plan_json(assessed: Assessed<'_>, options: &Options) -> Result<String, Error> {
    plan(assessed, options).map(|found| indented(&found))
}

/// The next best steps, as text.
pub(crate) fn next_steps_text(assessed: Assessed<'_>, options: &Options, count: usize) -> Result<String, Error> {
    next_steps(assessed, options, count).map(|found| found.to_text())
}

/// The next best steps, as indented JSON.
pub(crate) fn next_steps_json(assessed: Assessed<'_>, options: &Options, count: usize) -> Result<String, Error> {
    next_steps(assessed, options, count).map(|found| indented(&found))
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
