//! Embeddable engine for NIST Cybersecurity Framework self-assessment.
//!
//! It reads frameworks, scales, models, obligation sets and crosswalks as documents, scores maturity answers
//! with exact fractions, and says for each duty of the EU NIS directives what the answers are evidence of.
//!
//! ```
//! # #[cfg(all(feature = "embedded", feature = "yaml"))] {
//! use csf_assess::Library;
//!
//! let library = Library::embedded()?;
//! let assessment = library.assessment(b"
//! schema: csf-assess/assessment/1
//! id: first
//! framework: nist-csf-2.0
//! answers:
//!   PR.AA-03: {level: 3, target: 4}
//!   PR.AA-04: {state: unknown}
//! ")?;
//! let result = library.assess(&assessment, &["nis2"])?;
//! assert_eq!(result.nodes["PR.AA"].score.as_ref().map(|score| score.0.to_string()), Some("3.00".to_owned()));
//! # }
//! # Ok::<(), csf_assess::Error>(())
//! ```
//!
//! Unanswered is not zero, not applicable has a reason, and every status is an interval while something is open.
//! The result is a self-assessment and not legal advice.

#![forbid(unsafe_code)]

pub mod agreement;
pub mod assessed;
pub mod assessment;
pub mod clock;
pub mod compare;
pub mod consensus;
pub mod costs;
pub mod coverage;
pub mod crosswalk;
mod day;
pub mod document;
pub mod error;
pub mod exchange;
pub mod explain;
pub mod fraction;
pub mod framework;
pub mod freshness;
mod hash;
pub mod id;
pub mod library;
pub mod migrate;
pub mod model;
pub mod obligation;
mod period;
#[cfg(feature = "plan")]
pub mod plan;
pub mod report;
pub mod result;
pub mod scale;
#[cfg(feature = "schema")]
pub mod schema;
pub mod scope;
mod score;
pub mod sensitivity;
#[cfg(feature = "schema")]
mod shape;
mod status;
pub mod template;
pub mod transition;
pub mod translation;
pub mod trend;
pub mod wording;

pub use assessment::Assessment;
pub use document::Document;
pub use error::{Error, Problem};
pub use fraction::Fraction;
pub use library::Library;
pub use result::AssessmentResult;

#[cfg(all(doctest, feature = "embedded", feature = "yaml"))]
#[doc = include_str!("../../README.md")]
struct Readme;
