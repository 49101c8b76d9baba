//! `csf-profile-csv`: the CSV export of csf_profile, a tool of CPAtoCybersecurity.
//!
//! A file has a row for each subcategory, or for each implementation example of one (`DE.AE-02 Ex1`), with scores
//! from 0 to 10 in half points for four quarters. One quarter becomes one assessment. Columns may stand in any
//! order; `ID`, `Subcategory ID`, `In Scope?` and the quarter's `Actual Score` and `Testing Status` must be there.
//!
//! # How rows become an answer
//!
//! - Rows in scope decide. Where an outcome has several, it is as good as the weakest of them: the lowest score is
//!   its level, and one row without a score leaves it unanswered.
//! - A row has no score when the cell is empty, or when it is 0 and the testing status is `Not Started`, which is
//!   how the tool exports what nobody has looked at. A 0 with any other status is level 0.
//! - An outcome with all rows out of scope is not applicable, and the reason names the rows. An outcome without any
//!   row is unanswered.
//! - The target is the lowest target of the rows in scope: the level that the outcome has once each row has reached
//!   its own. A target of 0 on a row without a score is no target.
//! - The note is the quarter's observations. With several rows it says of each row its `ID`, its score, or that it
//!   is out of scope.
//! - Owner, artifacts (as evidence), methods and the day come from the rows in scope, or from all where none is.
//!   Examine, interview and test are named where they say `Yes`, and quoted where they say more, together with the
//!   auditor. The day is the latest observation date that is a calendar day, `2026-03-10`; a date such as `10-Jan`
//!   has no year and is only kept as text. The latest of all days is the assessment's.
//! - Respondents are not invented: owners, stakeholders and auditors are not known to have answered.
//!
//! Nothing is lost: each row stands whole, as typed, in its answer's `x` under `csf-profile`, in `rows`, by column,
//! empty cells left out; the document's `x` has the quarter and the header. Scores of the other quarters are text
//! there and are not judged.
//!
//! # What is refused
//!
//! A row with another number of cells than the header, a score or target off the scale, an unknown subcategory, an
//! `ID` used before, or a scope that is neither yes nor no. All such rows are reported at once, or left out and
//! listed. What is left then decides, so an outcome may look better without its bad row: read the list.
//! A file is refused whole when it is empty, not UTF-8, beyond 8 MiB, 200 000 rows or 10 000 columns, lacks a column or has one
//! twice, has a quote that never closes, or would make a document too large to be read back.

mod answer;
mod row;
mod table;

use super::readable;
use crate::assessment::{Answer, AssessmentContent};
use crate::document::{Document, DocumentKind, LONGEST, MOST_VALUES};
use crate::error::{Code, Error, Problem};
use crate::framework::Framework;
use crate::id::{is_valid, one_of, quoted};
use crate::scale::Scale;
use row::Sheet;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// The id of the format.
pub const ID: &str = "csf-profile-csv";
/// The most rows that one file may have.
pub const MOST_ROWS: usize = 200_000;
/// The most columns that one file may have.
pub const MOST_COLUMNS: usize = 10_000;
/// What helps where the assessment would be too large.
const LEAVE_OUT: &str = "leave out columns or rows";
/// The key of what is kept under `x`.
const KEPT: &str = "csf-profile";

/// The quarter of a file that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quarter {
    /// The first.
    Q1,
    /// The second.
    Q2,
    /// The third.
    Q3,
    /// The fourth.
    Q4,
}

impl Quarter {
    /// All quarters.
    pub const ALL: [Self; 4] = [Self::Q1, Self::Q2, Self::Q3, Self::Q4];

    /// The name, as columns start with it.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::Q1 => "Q1",
            Self::Q2 => "Q2",
            Self::Q3 => "Q3",
            Self::Q4 => "Q4",
        }
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text())
    }
}

impl FromStr for Quarter {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::ALL.into_iter().find(|quarter| quarter.text().eq_ignore_ascii_case(text)).ok_or_else(|| {
            let message = format!("{} is not a quarter; use {}", quoted(text), one_of(&Self::ALL.map(Self::text)));
            Problem::new(Code::ImportQuarter, message).into()
        })
    }
}

/// What to read and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// The quarter.
    pub quarter: Quarter,
    /// Whether bad rows are left out and listed instead of refusing the file.
    pub skip_bad_rows: bool,
    /// The id of the assessment; `csf-profile-q1` where none is given, after the quarter.
    pub id: Option<String>,
}

/// What came out of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The assessment.
    pub content: AssessmentContent,
    /// What is wrong with the rows that were left out.
    pub skipped: Vec<Problem>,
}

/// Reads one quarter of an export as an assessment of `framework` on `scale`, which is `score-0-10`.
///
/// ```
/// # #[cfg(feature = "embedded")] {
/// use csf_assess::Library;
/// use csf_assess::exchange::csf_profile::{Options, Quarter, import};
///
/// let library = Library::embedded()?;
/// let framework = library.framework("nist-csf-2.0").expect("it is embedded");
/// let scale = library.scale("score-0-10").expect("it is embedded");
/// let file = b"ID,Subcategory ID,In Scope?,Q1 Actual Score,Q1 Target Score,Q1 Testing Status
/// PR.AA-03 Ex1,PR.AA-03,Yes,4.5,6,Complete
/// PR.AA-03 Ex2,PR.AA-03,Yes,3,5,Complete
/// ";
/// let options = Options { quarter: Quarter::Q1, skip_bad_rows: false, id: None };
/// let imported = import(file, framework, scale, &options)?;
/// let assessment = library.assessment_of(imported.content)?;
/// assert_eq!(assessment.rating("PR.AA-03").level(), Some(&3.into()));
/// assert_eq!(assessment.target("PR.AA-03"), Some(5.into()));
/// # }
/// # Ok::<(), csf_assess::Error>(())
/// ```
///
/// # Errors
/// Every problem of the file, each with the line on which its row starts and the column; with `skip_bad_rows` only
/// those of the file as a whole, and those of all rows where no good one is left.
pub fn import(text: &[u8], framework: &Framework, scale: &Scale, options: &Options) -> Result<Imported, Error> {
    let id = options.id.clone().unwrap_or_else(|| format!("{KEPT}-{}", options.quarter.text().to_ascii_lowercase()));
    if !is_valid(&id) {
        return Err(Problem::new(Code::DocumentId, format!("{} cannot be an id", quoted(&id))).into());
    }
    if !scale.dimensions.is_empty() {
        let message = format!("a score is one number, and the scale {} has dimensions; use score-0-10", scale.id);
        return Err(Problem::new(Code::AnswerDimensions, message).into());
    }
    let table = table::read(text)?;
    let mut problems = Vec::new();
    let sheet = Sheet::new(&table, framework, scale, options.quarter, &mut problems);
    let unreadable = !problems.is_empty() || table.unclosed.is_some();
    let rows = sheet.rows(&mut problems);
    problems.extend(table.unclosed.clone());
    let refused = unreadable || !options.skip_bad_rows || rows.is_empty();
    let (refusals, skipped) = if refused { (problems, Vec::new()) } else { (Vec::new(), problems) };
    if let Some(error) = Error::listing(refusals, 0) {
        return Err(error);
    }
    // Each cell is kept beside the name of its column, so a long name would multiply a small file.
    if rows.values().flatten().map(|row| sheet.weight(row)).sum::<usize>() > LONGEST {
        return Err(too_large());
    }
    let answers: BTreeMap<String, Answer> =
        rows.iter().map(|(outcome, rows)| ((*outcome).to_owned(), sheet.answer(rows))).collect();
    let content = AssessmentContent {
        schema: DocumentKind::Assessment.schema().to_owned(),
        id,
        framework: framework.id().to_owned(),
        scale: Some(scale.id.clone()),
        model: None,
        organization: None,
        assessed_on: answers.values().filter_map(|answer| answer.on.clone()).max(),
        respondents: Vec::new(),
        tiers: BTreeMap::new(),
        answers,
        supplementary: BTreeMap::new(),
        x: kept(json!({"quarter": options.quarter.text(), "columns": table.header})),
    };
    Ok(Imported { content: readable(content)?, skipped })
}

fn kept(value: Value) -> BTreeMap<String, Value> {
    BTreeMap::from([(KEPT.to_owned(), value)])
}

/// The content again, unless its document would be beyond what can be read back.
fn readable(content: AssessmentContent) -> Result<AssessmentContent, Error> {
    let document = Document::Assessment(Box::new(content.clone()));
    readable::check(&content, &document, LEAVE_OUT)?;
    Ok(content)
}

fn too_large() -> Error {
    let message = format!(
        "the assessment would be beyond {LONGEST} bytes or {MOST_VALUES} values, and could not be read back; \
         {LEAVE_OUT}"
    );
    Problem::new(Code::DocumentTooLarge, message).into()
}
