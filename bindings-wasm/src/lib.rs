//! The WebAssembly module under the npm package `csf-assess`: converts, calls the core, converts back.
//!
//! Values cross as JSON text. A refused input is thrown as the JSON text of its problems, from which the package
//! makes its error object.

#![forbid(unsafe_code)]

use csf_assess::Document;
use csf_assess::assessed::Assessed;
use csf_assess::compare::compare;
use csf_assess::exchange::overlay;
use csf_assess::freshness::freshness;
use csf_assess::plan::{self, Options};
use csf_assess::sensitivity::sensitivity;
use csf_assess::trend::{Entry, trend};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// Frameworks, scales, models, obligation sets and crosswalks by id.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Library(csf_assess::Library);

#[wasm_bindgen]
impl Library {
    /// A library without any document.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The library of everything that comes with csf-assess.
    ///
    /// # Errors
    /// Never with the content of a release, which is tested.
    pub fn embedded() -> Result<Self, JsValue> {
        csf_assess::Library::embedded().map(Self).map_err(|error| refused(&error))
    }

    /// Reads a document and keeps it, in place of one of the same kind and id.
    ///
    /// # Errors
    /// Every problem of the document.
    pub fn add(&mut self, text: &str) -> Result<(), JsValue> {
        self.0.add(text.as_bytes()).map(drop).map_err(|error| refused(&error))
    }

    /// The official wording of a framework, from the publisher's own file, as the JSON of a document.
    ///
    /// # Errors
    /// Every problem of the file; workbooks are not read here.
    pub fn overlay(&self, framework: &str, format: &str, text: &str) -> Result<String, JsValue> {
        let wording = format.parse().and_then(|format| overlay::overlay(&self.0, framework, format, text.as_bytes()));
        let json = wording.and_then(|wording| Document::Wording(Box::new(wording)).to_json());
        json.map_err(|error| refused(&error))
    }

    /// A framework's document as JSON, with its official wording under `x` where the library has one.
    ///
    /// # Errors
    /// A framework that is not in the library.
    pub fn framework(&self, id: &str) -> Result<String, JsValue> {
        let shown = self.0.framework_beside(id);
        let json = shown.and_then(|shown| Document::Framework(Box::new(shown)).to_json());
        json.map_err(|error| refused(&error))
    }

    /// The canonical result of an assessment against the named sets.
    ///
    /// # Errors
    /// Every problem of the assessment, or a set that is not in the library.
    #[wasm_bindgen(js_name = assessJson)]
    #[allow(clippy::needless_pass_by_value, reason = "a list of strings crosses by value only")]
    pub fn assess_json(&self, assessment: &str, sets: Vec<String>) -> Result<String, JsValue> {
        let sets: Vec<&str> = sets.iter().map(String::as_str).collect();
        let result = self.0.assessment(assessment.as_bytes()).and_then(|assessment| self.0.assess(&assessment, &sets));
        result.map(|result| result.to_json()).map_err(|error| refused(&error))
    }

    /// What changed from one assessment to another.
    ///
    /// # Errors
    /// Every problem of an assessment, or a set that is not in the library.
    #[wasm_bindgen(js_name = compareJson)]
    #[allow(clippy::needless_pass_by_value, reason = "a list of strings crosses by value only")]
    pub fn compare_json(&self, before: &str, after: &str, sets: Vec<String>) -> Result<String, JsValue> {
        let sides = self.read(before, &sets).and_then(|before| Ok((before, self.read(after, &sets)?)));
        let (before, after) = sides.map_err(|error| refused(&error))?;
        Ok(compare(self.assessed(&before), self.assessed(&after)).to_json())
    }

    /// Dated assessments in a row, whatever their order.
    ///
    /// # Errors
    /// Every problem of an assessment, a missing day, two of the same day, or a set that is not in the library.
    #[wasm_bindgen(js_name = trendJson)]
    #[allow(clippy::needless_pass_by_value, reason = "lists of strings cross by value only")]
    pub fn trend_json(&self, assessments: Vec<String>, sets: Vec<String>) -> Result<String, JsValue> {
        let all: Result<Vec<Read>, _> = assessments.iter().map(|text| self.read(text, &sets)).collect();
        let all = all.map_err(|error| refused(&error))?;
        let entries: Vec<Entry<'_>> = all
            .iter()
            .map(|read| Entry { name: &read.assessment.content().id, assessed: self.assessed(read) })
            .collect();
        trend(&entries).map(|found| found.to_json()).map_err(|error| refused(&error))
    }

    /// What each status hangs on.
    ///
    /// # Errors
    /// Every problem of the assessment, or a set that is not in the library.
    #[wasm_bindgen(js_name = sensitivityJson)]
    #[allow(clippy::needless_pass_by_value, reason = "a list of strings crosses by value only")]
    pub fn sensitivity_json(&self, assessment: &str, sets: Vec<String>) -> Result<String, JsValue> {
        let found = self.read(assessment, &sets).and_then(|read| sensitivity(self.assessed(&read)));
        found.map(|found| found.to_json()).map_err(|error| refused(&error))
    }

    /// The evidence on a day, `YYYY-MM-DD`.
    ///
    /// # Errors
    /// Every problem of the assessment, a day that does not exist, or a set that is not in the library.
    #[wasm_bindgen(js_name = freshnessJson)]
    #[allow(clippy::needless_pass_by_value, reason = "a list of strings crosses by value only")]
    pub fn freshness_json(&self, assessment: &str, on: &str, sets: Vec<String>) -> Result<String, JsValue> {
        let found = self.read(assessment, &sets).and_then(|read| freshness(self.assessed(&read), on));
        found.map(|found| found.to_json()).map_err(|error| refused(&error))
    }

    /// The cheapest changes that bring everything wanted about, or that many next best steps.
    ///
    /// # Errors
    /// Every problem of the assessment or of the costs, or something wanted, held or owned that is not there.
    #[wasm_bindgen(js_name = planJson)]
    #[allow(clippy::needless_pass_by_value, reason = "lists of strings cross by value only")]
    #[allow(clippy::too_many_arguments, reason = "the package has them by name")]
    pub fn plan_json(
        &self,
        assessment: &str,
        sets: Vec<String>,
        want: &str,
        targets: Vec<String>,
        gates: Vec<String>,
        costs: Option<String>,
        only: Vec<String>,
        fixed: Vec<String>,
        owners: Vec<String>,
        at_most: Option<usize>,
        alternatives: Option<usize>,
        next_steps: Option<usize>,
    ) -> Result<String, JsValue> {
        let found = self.read(assessment, &sets).and_then(|read| {
            let costs = costs.map(|text| self.0.costs(text.as_bytes(), &read.assessment)).transpose()?;
            let (want, alternatives) = (want.parse()?, alternatives.unwrap_or(plan::ALTERNATIVES));
            let options = Options { want, targets, gates, costs, only, fixed, owners, at_most, alternatives };
            match next_steps {
                Some(count) => plan::next_steps(self.assessed(&read), &options, count).map(|found| found.to_json()),
                None => plan::plan(self.assessed(&read), &options).map(|found| found.to_json()),
            }
        });
        found.map_err(|error| refused(&error))
    }
}

impl Library {
    fn read(&self, assessment: &str, sets: &[String]) -> Result<Read, csf_assess::Error> {
        let assessment = self.0.assessment(assessment.as_bytes())?;
        let sets: Vec<&str> = sets.iter().map(String::as_str).collect();
        let result = self.0.assess(&assessment, &sets)?;
        Ok(Read { assessment, result })
    }

    fn assessed<'a>(&'a self, read: &'a Read) -> Assessed<'a> {
        Assessed { library: &self.0, assessment: &read.assessment, result: &read.result }
    }
}

/// An assessment and its result.
struct Read {
    assessment: csf_assess::Assessment,
    result: csf_assess::AssessmentResult,
}

/// A core error as it crosses.
#[derive(Serialize)]
struct Refused<'a> {
    message: String,
    problems: Vec<Place<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    code: &'a str,
    message: &'a str,
    document: Option<&'a str>,
    path: &'a str,
    line: Option<u64>,
    column: Option<u64>,
}

impl<'a> From<&'a csf_assess::Problem> for Place<'a> {
    fn from(problem: &'a csf_assess::Problem) -> Self {
        Self {
            code: problem.code(),
            message: problem.message(),
            document: problem.document(),
            path: problem.path(),
            line: problem.line(),
            column: problem.column(),
        }
    }
}

fn refused(error: &csf_assess::Error) -> JsValue {
    let refused = Refused { message: error.to_string(), problems: error.problems().map(Place::from).collect() };
    // Strings and numbers, which the writer cannot refuse.
    JsValue::from_str(&serde_json::to_string(&refused).unwrap_or_default())
}
