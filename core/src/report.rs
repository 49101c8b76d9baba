//! Reports: what a result means, for people, in text, Markdown, HTML, CSV and JSON.
//!
//! Every number that a report shows was made by the engine; nothing is rounded or decided here.

pub(crate) mod chapter;
mod contested;
pub mod coverage;
pub mod csv;
mod facts;
mod html;
pub mod item;
pub mod json;
pub(crate) mod layout;
pub mod markdown;
mod official;
pub(crate) mod phrases;
pub mod scope;
mod summary;
pub mod text;
mod tiers;
pub mod words;

pub use chapter::Chapter;
pub use html::html;
pub use official::{Official, official};

use crate::assessment::Assessment;
use crate::library::Library;
use crate::result::AssessmentResult;

/// Whom a report is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Audience {
    /// What a board decides on: the picture, the weakest places, what is open.
    Board,
    /// Everything, down to each answer with its note and evidence.
    #[default]
    Auditor,
    /// What an authority asks for: article by article, with the evidence behind each.
    Regulator,
}

/// What a report is made from.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// Where the documents that the result rests on are kept.
    pub library: &'a Library,
    /// What was answered.
    pub assessment: &'a Assessment,
    /// What it came to; its sets are the sets that the report shows.
    pub result: &'a AssessmentResult,
    /// Whom it is for.
    pub audience: Audience,
    /// What stands beside the scores, such as a comparison with last year; shown after the report's own sections.
    pub chapters: &'a [Chapter],
}
