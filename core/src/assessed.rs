//! An assessment together with what it came to: what every comparison and every second look starts from.

use crate::assessment::Assessment;
use crate::library::Library;
use crate::result::AssessmentResult;

/// An assessment, its result, and the library that both rest on.
#[derive(Clone, Copy, Debug)]
pub struct Assessed<'a> {
    /// Where the documents that the result rests on are kept.
    pub library: &'a Library,
    /// What was answered.
    pub assessment: &'a Assessment,
    /// What it came to; its sets are the sets that are looked at.
    pub result: &'a AssessmentResult,
}
