//! Between Python's values and the core's.

use csf_assess::Problem;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyBytes, PyMapping, PyString};

pyo3::import_exception!(csf_assess.errors, CsfAssessError);

/// The text of a document that was handed over as `str`, `bytes` or a mapping.
pub(crate) fn text(document: &Bound<'_, PyAny>) -> PyResult<Vec<u8>> {
    if let Ok(text) = document.cast::<PyString>() {
        return Ok(text.to_cow()?.as_bytes().to_vec());
    }
    if let Ok(bytes) = document.cast::<PyBytes>() {
        return Ok(bytes.as_bytes().to_vec());
    }
    if let Ok(mapping) = document.cast::<PyMapping>() {
        return function(document.py(), "csf_assess._documents", "to_json", &TO_JSON)?.call1((mapping,))?.extract();
    }
    let found = document.get_type().name()?;
    Err(PyTypeError::new_err(format!("a document is `str`, `bytes` or a mapping, not `{found}`")))
}

/// Canonical JSON as a `dict`.
pub(crate) fn dict<'py>(py: Python<'py>, json: &str) -> PyResult<Bound<'py, PyAny>> {
    function(py, "json", "loads", &LOADS)?.call1((json,))
}

/// What the core found, from its JSON, or its error.
pub(crate) fn found<'py>(py: Python<'py>, found: Result<String, csf_assess::Error>) -> PyResult<Bound<'py, PyAny>> {
    dict(py, &found.map_err(|error| exception(py, error, None))?)
}

/// The Python exception of a core error; `name` is what the caller calls the document.
pub(crate) fn exception(py: Python<'_>, error: csf_assess::Error, name: Option<&str>) -> PyErr {
    let error = match name {
        Some(name) => error.in_document(name),
        None => error,
    };
    let problem = |problem: &Problem| {
        let place = (problem.document(), problem.path(), problem.line(), problem.column());
        let fields = (problem.code(), problem.message(), place.0, place.1, place.2, place.3);
        function(py, "csf_assess.errors", "Problem", &PROBLEM)?.call1(fields)
    };
    match error.problems().map(problem).collect::<PyResult<Vec<_>>>() {
        Ok(problems) => {
            CsfAssessError::new_err((error.to_string(), problems.into_iter().map(Bound::unbind).collect::<Vec<_>>()))
        }
        Err(failed) => failed,
    }
}

static TO_JSON: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
static LOADS: PyOnceLock<Py<PyAny>> = PyOnceLock::new();
static PROBLEM: PyOnceLock<Py<PyAny>> = PyOnceLock::new();

fn function<'py>(
    py: Python<'py>,
    module: &str,
    name: &str,
    kept: &'static PyOnceLock<Py<PyAny>>,
) -> PyResult<&'py Bound<'py, PyAny>> {
    kept.import(py, module, name)
}
