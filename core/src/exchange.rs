//! Files of other tools: read into assessments, written from them, and read for their publisher's own words.

pub mod csf_profile;
pub mod overlay;
mod readable;

use overlay::Format;

/// A file format of another tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExchangeFormat {
    /// The id, such as `csf-profile-csv`.
    pub id: &'static str,
    /// The name for people.
    pub title: &'static str,
    /// Whether it can be imported as an assessment.
    pub reads: bool,
    /// Whether it can be exported.
    pub writes: bool,
    /// Whether it holds official wording, which [`overlay::overlay`] reads. It is no assessment then.
    pub overlays: bool,
}

const fn of_wording(format: Format) -> ExchangeFormat {
    ExchangeFormat { id: format.id(), title: format.title(), reads: false, writes: false, overlays: true }
}

const FORMATS: &[ExchangeFormat] = &[
    of_wording(Format::Cprt),
    ExchangeFormat {
        id: csf_profile::ID,
        title: "CSV export of csf_profile",
        reads: true,
        writes: false,
        overlays: false,
    },
    of_wording(Format::ReferenceTool),
    of_wording(Format::Oscal),
];

/// Every format that can be read or written, by id.
///
/// ```
/// let formats = csf_assess::exchange::formats();
/// assert!(formats.iter().any(|format| format.id == "csf-profile-csv" && format.reads));
/// assert!(formats.iter().any(|format| format.id == "oscal" && format.overlays && !format.reads));
/// ```
#[must_use]
pub fn formats() -> &'static [ExchangeFormat] {
    FORMATS
}
