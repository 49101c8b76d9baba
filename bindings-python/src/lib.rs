//! The native module `csf_assess._native`: converts, calls the core, converts back.

#![forbid(unsafe_code)]

mod convert;
mod library;

/// The native part of `csf_assess`.
#[pyo3::pymodule]
mod _native {
    #[pymodule_export]
    use crate::library::{Assessment, AssessmentResult, Library};

    #[pymodule_export]
    #[allow(non_upper_case_globals, reason = "Python's name for it")]
    const __version__: &str = env!("CARGO_PKG_VERSION");
}
