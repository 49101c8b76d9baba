//! The content of csf-assess as JSON: frameworks, obligation sets, crosswalks, transitions, scales, models and
//! rules of scope.
//!
//! The YAML in this crate's folder is the source; the build script only changes its form.

#![forbid(unsafe_code)]
#![no_std]

/// One embedded document.
#[derive(Clone, Copy, Debug)]
pub struct Document {
    /// What it is: `scale`, `model`, `framework`, `obligations`, `crosswalk`, `transition`,
    /// `translation` or `scope`.
    pub kind: &'static str,
    /// Its id, such as `nist-csf-2.0`.
    pub id: &'static str,
    /// The document as compact JSON.
    pub json: &'static str,
}

/// Every embedded document; what others refer to comes first.
pub const DOCUMENTS: &[Document] = include!(concat!(env!("OUT_DIR"), "/documents.rs"));
