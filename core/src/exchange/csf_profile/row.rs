//! Rows judged: their outcome, scope, score and target.

use super::Quarter;
use super::table::{Record, Table};
use crate::error::{Code, Problem};
use crate::fraction::Fraction;
use crate::framework::Framework;
use crate::id::{did_you_mean, quoted};
use crate::scale::Scale;
use csv::StringRecord;
use std::collections::{BTreeMap, BTreeSet};

/// Beyond so many problems no nearest id is looked for, which would take seconds on a long file of another tool.
const HINTED: usize = 1_000;

/// A good row.
pub(super) struct Row<'a> {
    pub(super) id: &'a str,
    pub(super) in_scope: bool,
    pub(super) score: Option<Fraction>,
    pub(super) target: Option<Fraction>,
    pub(super) cells: &'a StringRecord,
}

/// The places of the columns that are understood; none for one that is not there.
pub(super) struct Columns {
    id: Option<usize>,
    subcategory: Option<usize>,
    in_scope: Option<usize>,
    score: Option<usize>,
    status: Option<usize>,
    target: Option<usize>,
    pub(super) observations: Option<usize>,
    pub(super) date: Option<usize>,
    pub(super) methods: [(&'static str, Option<usize>); 3],
    pub(super) owner: Option<usize>,
    pub(super) auditor: Option<usize>,
    pub(super) artifact: Option<usize>,
}

impl Columns {
    fn needed(&self) -> [Option<usize>; 5] {
        [self.id, self.subcategory, self.in_scope, self.score, self.status]
    }
}

/// A table beside the framework and the scale that it is read with.
pub(super) struct Sheet<'a> {
    pub(super) table: &'a Table,
    pub(super) columns: Columns,
    /// Whether not one needed column is there: then rows are not judged either.
    is_foreign: bool,
    framework: &'a Framework,
    scale: &'a Scale,
}

impl<'a> Sheet<'a> {
    /// Finds the columns, and notes those that are missing or there twice.
    pub(super) fn new(
        table: &'a Table,
        framework: &'a Framework,
        scale: &'a Scale,
        quarter: Quarter,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let names: Vec<&str> = table.names.iter().map(String::as_str).collect();
        let mut seen = BTreeSet::new();
        for name in names.iter().filter(|name| !seen.insert(**name)) {
            let message = format!("the column {} is there twice", quoted(name));
            problems.push(Problem::new(Code::ImportColumn, message).on_line(table.header_line).column_name(name));
        }
        let find = |name: &str| names.iter().position(|known| *known == name);
        let of_quarter = |name: &str| format!("{quarter} {name}");
        let mut needed = |name: &str| {
            let place = find(name);
            if place.is_none() {
                let message =
                    format!("the column {} is missing{}", quoted(name), did_you_mean(name, names.iter().copied()));
                problems.push(Problem::new(Code::ImportColumn, message).on_line(table.header_line));
            }
            place
        };
        let columns = Columns {
            id: needed("ID"),
            subcategory: needed("Subcategory ID"),
            in_scope: needed("In Scope?"),
            score: needed(&of_quarter("Actual Score")),
            status: needed(&of_quarter("Testing Status")),
            target: find(&of_quarter("Target Score")),
            observations: find(&of_quarter("Observations")),
            date: find(&of_quarter("Observation Date")),
            methods: ["Examine", "Interview", "Test"].map(|method| (method, find(&of_quarter(method)))),
            owner: find("Owner"),
            auditor: find("Auditor"),
            artifact: find("Artifact Name"),
        };
        let is_foreign = columns.needed().iter().all(Option::is_none);
        if is_foreign {
            let message = format!(
                "this is no export of csf_profile; columns are `ID`, `Subcategory ID`, `In Scope?`, `{quarter} Actual \
                 Score` and `{quarter} Testing Status`, separated by commas"
            );
            *problems = vec![Problem::new(Code::ImportColumn, message).on_line(table.header_line)];
        }
        Self { table, columns, is_foreign, framework, scale }
    }

    /// The good rows by outcome, in the order of the file; what is wrong with the others goes to `problems`.
    pub(super) fn rows(&self, problems: &mut Vec<Problem>) -> BTreeMap<&'a str, Vec<Row<'a>>> {
        let table = self.table;
        if self.is_foreign {
            return BTreeMap::new();
        }
        if table.records.is_empty() && table.unclosed.is_none() {
            let message = "the file has a header and no rows below it";
            problems.push(Problem::new(Code::ImportNoRows, message).on_line(table.header_line));
        }
        let mut ids = BTreeMap::new();
        let mut rows: BTreeMap<&str, Vec<Row<'_>>> = BTreeMap::new();
        for record in &table.records {
            let hints = problems.len() < HINTED;
            let mut judge = Judge { sheet: self, record, hints, problems: Vec::new() };
            let row = judge.row(&mut ids);
            if judge.problems.is_empty()
                && let Some((outcome, row)) = row
            {
                rows.entry(outcome).or_default().push(row);
            }
            problems.append(&mut judge.problems);
        }
        rows
    }

    /// The cell of a column, without white space around it; none where there is nothing.
    pub(super) fn cell<'r>(&self, cells: &'r StringRecord, column: Option<usize>) -> Option<&'r str> {
        cells.get(column?).map(str::trim).filter(|cell| !cell.is_empty())
    }
}

/// One row while it is judged.
struct Judge<'s, 'a> {
    sheet: &'s Sheet<'a>,
    record: &'a Record,
    hints: bool,
    problems: Vec<Problem>,
}

impl<'a> Judge<'_, 'a> {
    /// The row and its outcome; without meaning where problems were found.
    fn row(&mut self, ids: &mut BTreeMap<&'a str, u64>) -> Option<(&'a str, Row<'a>)> {
        let (wide, width) = (self.record.cells.len(), self.sheet.table.names.len());
        if wide != width {
            let message = format!("the row has {wide} cells and the header {width}");
            self.problems.push(Problem::new(Code::ImportRagged, message).on_line(self.record.line));
            return None;
        }
        let columns = &self.sheet.columns;
        let id = self.id(ids);
        let outcome = self.outcome();
        let in_scope = self.in_scope();
        let score = self.number(columns.score);
        let target = self.number(columns.target);
        let status = self.cell(columns.status).unwrap_or_default();
        let unstarted = status.eq_ignore_ascii_case("Not Started");
        let score = score.filter(|score| !(score.is_zero() && unstarted));
        let target = target.filter(|target| !(target.is_zero() && score.is_none()));
        Some((outcome?, Row { id: id?, in_scope: in_scope?, score, target, cells: &self.record.cells }))
    }

    fn cell(&self, column: Option<usize>) -> Option<&'a str> {
        self.sheet.cell(&self.record.cells, column)
    }

    fn problem(&mut self, column: Option<usize>, code: Code, message: impl Into<String>) {
        let name = column.and_then(|column| self.sheet.table.names.get(column)).map_or("", String::as_str);
        self.problems.push(Problem::new(code, message).on_line(self.record.line).column_name(name));
    }

    fn id(&mut self, ids: &mut BTreeMap<&'a str, u64>) -> Option<&'a str> {
        let column = self.sheet.columns.id;
        column?;
        let Some(id) = self.cell(column) else {
            self.problem(column, Code::ImportCell, "the row has no `ID`");
            return None;
        };
        if let Some(first) = ids.get(id) {
            let message = format!("the row {} is there twice; it first stands on line {first}", quoted(id));
            self.problem(column, Code::ImportDuplicateRow, message);
            return None;
        }
        ids.insert(id, self.record.line);
        Some(id)
    }

    fn outcome(&mut self) -> Option<&'a str> {
        let column = self.sheet.columns.subcategory;
        column?;
        let framework = self.sheet.framework;
        let Some(id) = self.cell(column) else {
            self.problem(column, Code::ImportCell, "the row has no `Subcategory ID`");
            return None;
        };
        let message = match framework.node(id) {
            Some(node) if node.outcome.is_some() => return Some(id),
            Some(_) => format!("{} is a heading of {} and is not rated itself", quoted(id), framework.id()),
            None => {
                let known = framework.outcomes().filter(|_| self.hints).map(|node| node.id.as_str());
                let nearest = did_you_mean(id, known);
                format!("{} is not an outcome of {}{nearest}", quoted(id), framework.id())
            }
        };
        self.problem(column, Code::ImportUnknownOutcome, message);
        None
    }

    fn in_scope(&mut self) -> Option<bool> {
        let column = self.sheet.columns.in_scope;
        column?;
        let word = self.cell(column).unwrap_or_default();
        if word.eq_ignore_ascii_case("yes") {
            return Some(true);
        }
        if word.eq_ignore_ascii_case("no") {
            return Some(false);
        }
        let message = match word {
            "" => "the cell is empty; it is `Yes` or `No`".to_owned(),
            word => format!("{} is neither `Yes` nor `No`", quoted(word)),
        };
        self.problem(column, Code::ImportCell, message);
        None
    }

    /// A score or target, if there is one.
    fn number(&mut self, column: Option<usize>) -> Option<Fraction> {
        let text = self.cell(column)?;
        let scale = self.sheet.scale;
        // A score is a decimal; `5/10` is more likely five out of ten than a half.
        let number: Option<Fraction> = text.parse().ok().filter(|number| !text.contains('/') && scale.has(number));
        if number.is_none() {
            let message = format!("{} is not a level of {}; levels are {}", quoted(text), scale.id, scale.range());
            self.problem(column, Code::ImportOffScale, message);
        }
        number
    }
}
