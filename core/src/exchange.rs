//! Files of other tools, read into assessments and written from them.

pub mod csf_profile;

/// A file format of another tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ExchangeFormat {
    /// The id, such as `csf-profile-csv`.
    pub id: &'static str,
    /// The name for people.
    pub title: &'static str,
    /// Whether it can be imported.
    pub reads: bool,
    /// Whether it can be exported.
    pub writes: bool,
}

const FORMATS: &[ExchangeFormat] =
    &[ExchangeFormat { id: csf_profile::ID, title: "CSV export of csf_profile", reads: true, writes: false }];

/// Every format that can be read or written, by id.
///
/// ```
/// let formats = csf_assess::exchange::formats();
/// assert!(formats.iter().any(|format| format.id == "csf-profile-csv" && format.reads));
/// ```
#[must_use]
pub fn formats() -> &'static [ExchangeFormat] {
    FORMATS
}
