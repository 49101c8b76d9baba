//! The WebAssembly module under the npm package `csf-assess`: converts, calls the core, converts back.
//!
//! Values cross as JSON text. A refused input is thrown as the JSON text of its problems, from which the package
//! makes its error object.

#![forbid(unsafe_code)]

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

    /// An assessment carried over to another framework.
    ///
    /// # Errors
    /// Every problem of the assessment, no transition to that framework, or a source that the transition does not have.
    #[wasm_bindgen(js_name = migrateJson)]
    #[allow(clippy::needless_pass_by_value, reason = "a text that may be missing crosses by value only")]
    pub fn migrate_json(&self, assessment: &str, to: &str, source: Option<String>) -> Result<String, JsValue> {
        let read = self.0.assessment(assessment.as_bytes());
        let found = read.and_then(|assessment| migrate(&self.0, &assessment, to, source.as_deref()));
        found.map(|found| found.to_json()).map_err(|error| refused(&error))
    }

    /// When the reports of an incident fall due.
    ///
    /// # Errors
    /// Every time, day, role and offset that cannot be read; a set that has no such deadline or is not in the library.
    #[wasm_bindgen(js_name = clockJson)]
    #[allow(clippy::too_many_arguments, reason = "they are fields of one object in JavaScript")]
    pub fn clock_json(
        &self,
        set: &str,
        aware: String,
        notified: Option<String>,
        handled: Option<String>,
        requested: Option<String>,
        roles: Vec<String>,
        holidays: Vec<String>,
        offset: Option<String>,
    ) -> Result<String, JsValue> {
        let incident = Incident { aware, notified, handled, requested, roles, holidays, offset };
        clock(&self.0, set, &incident).map(|found| found.to_json()).map_err(|error| refused(&error))
    }

    /// Whether an act binds an entity, as what, and by which rule.
    ///
    /// # Errors
    /// Facts that the rules do not know, a set without rules of scope, or an overlay that is not in the library.
    #[wasm_bindgen(js_name = scopeJson)]
    pub fn scope_json(&self, facts: &str, set: &str, overlay: Option<String>) -> Result<String, JsValue> {
        let found = read_facts(facts.as_bytes()).and_then(|facts| self.0.scope(set, &facts.under(overlay)));
        found.map(|found| found.to_json()).map_err(|error| refused(&error))
    }

    /// Several respondents beside one another. `between` has the respondents of each pair one after the other.
    ///
    /// # Errors
    /// Every problem of an assessment; what [`consensus`] refuses; a way to merge that there is not.
    #[wasm_bindgen(js_name = consensusJson)]
    #[allow(clippy::needless_pass_by_value, reason = "lists and texts that may be missing cross by value only")]
    pub fn consensus_json(
        &self,
        assessments: Vec<String>,
        merge: &str,
        lead: Option<String>,
        between: Vec<String>,
    ) -> Result<String, JsValue> {
        let found = merge.parse().and_then(|merge| {
            let read: Result<Vec<_>, _> = assessments.iter().map(|text| self.0.assessment(text.as_bytes())).collect();
            let read = read?;
            let entries: Vec<consensus::Entry<'_>> =
                read.iter().map(|assessment| consensus::Entry { name: &assessment.content().id, assessment }).collect();
            let pairs = between.chunks_exact(2).filter_map(|pair| match pair {
                [of, than] => Some((of.as_str(), than.as_str())),
                _ => None,
            });
            let between: Vec<(&str, &str)> = pairs.collect();
            let options = consensus::Options { merge, lead: lead.as_deref(), between: &between };
            consensus(&self.0, &entries, &options)
        });
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
