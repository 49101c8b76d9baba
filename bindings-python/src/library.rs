//! The classes of the module.

use crate::convert;
use csf_assess::Document;
use csf_assess::assessed::Assessed;
use csf_assess::clock::{Incident, clock};
use csf_assess::compare::compare;
use csf_assess::consensus::{self, consensus};
use csf_assess::document::read_facts;
use csf_assess::exchange::overlay;
use csf_assess::freshness::freshness;
use csf_assess::migrate::migrate;
use csf_assess::plan::{self, Options};
use csf_assess::sensitivity::sensitivity;
use csf_assess::trend::{Entry, trend};
use pyo3::prelude::*;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

type Core = csf_assess::Library;

/// Frameworks, scales, models, obligation sets and crosswalks by id.
///
/// Safe to share between threads: a call works on the documents that were there when it began.
#[pyclass(frozen, module = "csf_assess")]
#[derive(Debug, Default)]
pub struct Library {
    documents: Mutex<Arc<Core>>,
}

impl Library {
    fn documents(&self) -> Arc<Core> {
        self.documents.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

#[pymethods]
impl Library {
    /// A library without any document.
    #[new]
    fn new() -> Self {
        Self::default()
    }

    /// The library of everything that comes with csf-assess.
    #[staticmethod]
    fn embedded(py: Python<'_>) -> PyResult<Self> {
        static EMBEDDED: OnceLock<Result<Arc<Core>, csf_assess::Error>> = OnceLock::new();
        match py.detach(|| EMBEDDED.get_or_init(|| Core::embedded().map(Arc::new))) {
            Ok(documents) => Ok(Self { documents: Mutex::new(documents.clone()) }),
            Err(error) => Err(convert::exception(py, error.clone(), None)),
        }
    }

    /// Reads a document and keeps it, in place of one of the same kind and id; says which it was.
    #[pyo3(signature = (document, *, name=None))]
    fn add(&self, py: Python<'_>, document: &Bound<'_, PyAny>, name: Option<&str>) -> PyResult<(&'static str, String)> {
        let text = convert::text(document)?;
        let added = py.detach(|| {
            let mut documents = self.documents.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::make_mut(&mut documents).add(&text)
        });
        let (kind, id) = added.map_err(|error| convert::exception(py, error, name))?;
        Ok((kind.text(), id))
    }

    /// The official wording of a framework, from the publisher's own file, as a document that `add` takes.
    #[pyo3(signature = (framework, format, data, *, name=None))]
    fn overlay<'py>(
        &self,
        py: Python<'py>,
        framework: &str,
        format: &str,
        data: &Bound<'py, PyAny>,
        name: Option<&str>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let data = convert::text(data)?;
        let json = py.detach(|| {
            let wording = overlay::overlay(&self.documents(), framework, format.parse()?, &data)?;
            Document::Wording(Box::new(wording)).to_json()
        });
        convert::dict(py, &json.map_err(|error| convert::exception(py, error, name))?)
    }

    /// A framework's document, with its official wording under `x` where the library has one.
    fn framework<'py>(&self, py: Python<'py>, id: &str) -> PyResult<Bound<'py, PyAny>> {
        let json = py.detach(|| Document::Framework(Box::new(self.documents().framework_beside(id)?)).to_json());
        convert::dict(py, &json.map_err(|error| convert::exception(py, error, None))?)
    }

    /// Reads an assessment and joins it with the framework, scale and model that it names.
    #[pyo3(signature = (document, *, name=None))]
    fn assessment(&self, py: Python<'_>, document: &Bound<'_, PyAny>, name: Option<&str>) -> PyResult<Assessment> {
        let text = convert::text(document)?;
        let assessment = py.detach(|| self.documents().assessment(&text));
        assessment.map(Assessment).map_err(|error| convert::exception(py, error, name))
    }

    /// Scores an assessment and grades the obligations of the named sets.
    #[pyo3(signature = (assessment, sets=Vec::new()), text_signature = "($self, assessment, sets=())")]
    #[allow(clippy::needless_pass_by_value, reason = "a list of strings is extracted by value only")]
    fn assess(&self, py: Python<'_>, assessment: &Assessment, sets: Vec<String>) -> PyResult<AssessmentResult> {
        let result = py.detach(|| {
            let sets: Vec<&str> = sets.iter().map(String::as_str).collect();
            let result = self.documents().assess(&assessment.0, &sets)?;
            Ok(AssessmentResult { about: about(&result), json: result.to_json() })
        });
        result.map_err(|error| convert::exception(py, error, None))
    }

    /// Lists what changed from one assessment to another, as a `dict` of the kind `csf-assess/comparison/1`.
    #[pyo3(signature = (before, after, sets=Vec::new()), text_signature = "($self, before, after, sets=())")]
    #[allow(clippy::needless_pass_by_value, reason = "a list of strings is extracted by value only")]
    fn compare<'py>(
        &self,
        py: Python<'py>,
        before: &Assessment,
        after: &Assessment,
        sets: Vec<String>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let found = py.detach(|| {
            let library = self.documents();
            let [first, second] = [results(&library, &before.0, &sets)?, results(&library, &after.0, &sets)?];
            Ok(compare(assessed(&library, &before.0, &first), assessed(&library, &after.0, &second)).to_json())
        });
        convert::found(py, found)
    }

    /// Puts dated assessments in a row, as a `dict` of the kind `csf-assess/trend/1`.
    #[pyo3(signature = (assessments, sets=Vec::new()), text_signature = "($self, assessments, sets=())")]
    #[allow(clippy::needless_pass_by_value, reason = "lists are extracted by value only")]
    fn trend<'py>(
        &self,
        py: Python<'py>,
        assessments: Vec<Py<Assessment>>,
        sets: Vec<String>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let assessments: Vec<&csf_assess::Assessment> = assessments.iter().map(|one| &one.get().0).collect();
        let found = py.detach(|| {
            let library = self.documents();
            let all: Result<Vec<_>, _> = assessments.iter().map(|one| results(&library, one, &sets)).collect();
            let all = all?;
            let entries: Vec<Entry<'_>> = assessments
                .iter()
                .zip(&all)
                .map(|(one, result)| Entry { name: &one.content().id, assessed: assessed(&library, one, result) })
                .collect();
            trend(&entries).map(|found| found.to_json())
        });
        convert::found(py, found)
    }

    /// Finds what each status hangs on, as a `dict` of the kind `csf-assess/sensitivity/1`.
    #[allow(clippy::needless_pass_by_value, reason = "a list of strings is extracted by value only")]
    fn sensitivity<'py>(
        &self,
        py: Python<'py>,
        assessment: &Assessment,
        sets: Vec<String>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let found = py.detach(|| {
            let library = self.documents();
            let result = results(&library, &assessment.0, &sets)?;
            sensitivity(assessed(&library, &assessment.0, &result)).map(|found| found.to_json())
        });
        convert::found(py, found)
    }

    /// Looks at the evidence on a day, `YYYY-MM-DD`, as a `dict` of the kind `csf-assess/freshness/1`.
    #[pyo3(signature = (assessment, on, sets=Vec::new()), text_signature = "($self, assessment, on, sets=())")]
    #[allow(clippy::needless_pass_by_value, reason = "a list of strings is extracted by value only")]
    fn freshness<'py>(
        &self,
        py: Python<'py>,
        assessment: &Assessment,
        on: &str,
        sets: Vec<String>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let found = py.detach(|| {
            let library = self.documents();
            let result = results(&library, &assessment.0, &sets)?;
            freshness(assessed(&library, &assessment.0, &result), on).map(|found| found.to_json())
        });
        convert::found(py, found)
    }

    /// Carries an assessment over to another framework, as a `dict` of the kind `csf-assess/migration/1`.
    #[pyo3(signature = (assessment, to, *, source=None))]
    fn migrate<'py>(
        &self,
        py: Python<'py>,
        assessment: &Assessment,
        to: &str,
        source: Option<&str>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let found = py.detach(|| migrate(&self.documents(), &assessment.0, to, source).map(|found| found.to_json()));
        convert::found(py, found)
    }

    /// Counts when the reports of an incident fall due, as a `dict` of the kind `csf-assess/clock/1`; times are RFC 3339
    /// with their offset.
    #[pyo3(
        signature = (set, aware, *, notified=None, handled=None, requested=None, roles=Vec::new(), holidays=Vec::new(), offset=None),
        text_signature = "($self, set, aware, *, notified=None, handled=None, requested=None, roles=(), holidays=(), offset=None)"
    )]
    #[allow(clippy::too_many_arguments, reason = "they are named in Python")]
    fn clock<'py>(
        &self,
        py: Python<'py>,
        set: &str,
        aware: String,
        notified: Option<String>,
        handled: Option<String>,
        requested: Option<String>,
        roles: Vec<String>,
        holidays: Vec<String>,
        offset: Option<String>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let incident = Incident { aware, notified, handled, requested, roles, holidays, offset };
        let found = py.detach(|| clock(&self.documents(), set, &incident).map(|found| found.to_json()));
        convert::found(py, found)
    }

    /// Says whether an act binds an entity, as what, and by which rule, as a `dict` of the kind
    /// `csf-assess/scope-answer/1`.
    #[pyo3(signature = (facts, set="nis2", overlay=None))]
    fn scope<'py>(
        &self,
        py: Python<'py>,
        facts: &Bound<'py, PyAny>,
        set: &str,
        overlay: Option<String>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let facts = convert::text(facts)?;
        let found = py.detach(|| {
            let facts = read_facts(&facts)?;
            self.documents().scope(set, &facts.under(overlay)).map(|found| found.to_json())
        });
        convert::found(py, found)
    }

    /// Sets the assessments of several respondents beside one another, as a `dict` of the kind
    /// `csf-assess/consensus/1`.
    #[pyo3(
        signature = (assessments, *, merge="median", lead=None, between=Vec::new()),
        text_signature = "($self, assessments, *, merge='median', lead=None, between=())"
    )]
    #[allow(clippy::needless_pass_by_value, reason = "lists are extracted by value only")]
    fn consensus<'py>(
        &self,
        py: Python<'py>,
        assessments: Vec<Py<Assessment>>,
        merge: &str,
        lead: Option<&str>,
        between: Vec<(String, String)>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let assessments: Vec<&csf_assess::Assessment> = assessments.iter().map(|one| &one.get().0).collect();
        let found = py.detach(|| {
            let entries: Vec<consensus::Entry<'_>> = assessments
                .iter()
                .map(|assessment| consensus::Entry { name: &assessment.content().id, assessment })
                .collect();
            let between: Vec<(&str, &str)> = between.iter().map(|(of, than)| (of.as_str(), than.as_str())).collect();
            let options = consensus::Options { merge: merge.parse()?, lead, between: &between };
            consensus(&self.documents(), &entries, &options).map(|found| found.to_json())
        });
        convert::found(py, found)
    }

    /// Finds the cheapest changes that bring everything wanted about, as a `dict` of the kind `csf-assess/plan/1`.
    /// With `next_steps` that many next best steps, of the kind `csf-assess/next-steps/1`.
    #[pyo3(
        signature = (
            assessment, sets=Vec::new(), *, want="evidenced", targets=Vec::new(), gates=Vec::new(), costs=None,
            only=Vec::new(), fixed=Vec::new(), owners=Vec::new(), at_most=None, alternatives=plan::ALTERNATIVES,
            next_steps=None
        ),
        text_signature = "($self, assessment, sets=(), *, want='evidenced', targets=(), gates=(), costs=None, only=(), \
                          fixed=(), owners=(), at_most=None, alternatives=3, next_steps=None)"
    )]
    #[allow(clippy::needless_pass_by_value, reason = "a list of strings is extracted by value only")]
    #[allow(clippy::too_many_arguments, reason = "they are keywords in Python")]
    fn plan<'py>(
        &self,
        py: Python<'py>,
        assessment: &Assessment,
        sets: Vec<String>,
        want: &str,
        targets: Vec<String>,
        gates: Vec<String>,
        costs: Option<&str>,
        only: Vec<String>,
        fixed: Vec<String>,
        owners: Vec<String>,
        at_most: Option<usize>,
        alternatives: usize,
        next_steps: Option<usize>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let found = py.detach(|| {
            let library = self.documents();
            let result = results(&library, &assessment.0, &sets)?;
            let costs = costs.map(|text| library.costs(text.as_bytes(), &assessment.0)).transpose()?;
            let want = want.parse()?;
            let options = Options { want, targets, gates, costs, only, fixed, owners, at_most, alternatives };
            let assessed = assessed(&library, &assessment.0, &result);
            match next_steps {
                Some(count) => plan::next_steps(assessed, &options, count).map(|found| found.to_json()),
                None => plan::plan(assessed, &options).map(|found| found.to_json()),
            }
        });
        convert::found(py, found)
    }
}

fn results(
    library: &Core,
    assessment: &csf_assess::Assessment,
    sets: &[String],
) -> Result<csf_assess::AssessmentResult, csf_assess::Error> {
    library.assess(assessment, &sets.iter().map(String::as_str).collect::<Vec<_>>())
}

fn assessed<'a>(
    library: &'a Core,
    assessment: &'a csf_assess::Assessment,
    result: &'a csf_assess::AssessmentResult,
) -> Assessed<'a> {
    Assessed { library, assessment, result }
}

/// A valid assessment together with the framework, scale and model that it names.
#[pyclass(frozen, module = "csf_assess")]
#[derive(Debug)]
pub struct Assessment(csf_assess::Assessment);

#[pymethods]
impl Assessment {
    /// Its id.
    #[getter]
    fn id(&self) -> &str {
        &self.0.content().id
    }

    /// The id of its framework.
    #[getter]
    fn framework(&self) -> &str {
        self.0.framework().id()
    }

    /// The id of its scale.
    #[getter]
    fn scale(&self) -> &str {
        &self.0.scale().id
    }

    /// The id of the model that scores it.
    #[getter]
    fn model(&self) -> &str {
        &self.0.model().id
    }

    fn __repr__(&self) -> String {
        format!("<Assessment {} of {}>", self.id(), self.framework())
    }
}

/// The scores and statuses of one assessment.
#[pyclass(frozen, eq, hash, name = "Result", module = "csf_assess")]
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct AssessmentResult {
    about: String,
    json: String,
}

/// What a result is about, for who looks at it in a shell.
fn about(result: &csf_assess::AssessmentResult) -> String {
    let sets: Vec<&str> = result.sets.keys().map(String::as_str).collect();
    let parts = [&[result.framework.id.as_str()], sets.as_slice()].concat();
    parts.join(" and ")
}

#[pymethods]
impl AssessmentResult {
    /// The canonical JSON: the same documents give the same bytes in every language.
    fn to_json(&self) -> &str {
        &self.json
    }

    /// The same as a `dict`, made anew by each call.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        convert::dict(py, &self.json)
    }

    fn __repr__(&self) -> String {
        format!("<Result for {}>", self.about)
    }
}
