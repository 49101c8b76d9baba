//! CSV text to rows of cells, each with the line on which it starts.

use super::{MOST_COLUMNS, MOST_ROWS};
use crate::document::{LONGEST, not_utf8};
use crate::error::{Code, Error, Problem};
use csv::{ReaderBuilder, StringRecord};
use std::collections::BTreeSet;

/// One row.
pub(super) struct Record {
    pub(super) line: u64,
    pub(super) cells: StringRecord,
}

/// The header and the rows, without those that are empty.
pub(super) struct Table {
    /// The header as typed.
    pub(super) header: Vec<String>,
    /// The names of the columns: trimmed, and `column 54` where there is none.
    pub(super) names: Vec<String>,
    pub(super) header_line: u64,
    pub(super) records: Vec<Record>,
    /// The row that has swallowed the rest of the file, which is not among the records.
    pub(super) unclosed: Option<Problem>,
}

pub(super) fn read(bytes: &[u8]) -> Result<Table, Error> {
    if bytes.len() > LONGEST {
        let message = format!("the file has {} bytes; at most {LONGEST} are read", bytes.len());
        return Err(Problem::new(Code::DocumentTooLarge, message).into());
    }
    let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(bytes, error.valid_up_to()))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() {
        return Err(Problem::new(Code::DocumentEmpty, "the file is empty").position(1, 1).into());
    }
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut lines = Lines { text, offset: 0, line: 1 };
    let mut table =
        Table { header: Vec::new(), names: Vec::new(), header_line: 1, records: Vec::new(), unclosed: None };
    let mut count = 0;
    for cells in reader.records() {
        let cells = cells.map_err(|error| Problem::new(Code::DocumentSyntax, error.to_string()))?;
        let line = lines.start(&cells);
        if table.header.is_empty() {
            if cells.len() > MOST_COLUMNS {
                let message = format!("more than {MOST_COLUMNS} columns");
                return Err(Problem::new(Code::DocumentTooLarge, message).on_line(line).into());
            }
            table.header = cells.iter().map(str::to_owned).collect();
            table.names = names(&table.header);
            table.header_line = line;
            continue;
        }
        count += 1;
        if count > MOST_ROWS {
            let message = format!("more than {MOST_ROWS} rows");
            return Err(Problem::new(Code::DocumentTooLarge, message).on_line(line).into());
        }
        if cells.iter().any(|cell| !cell.is_empty()) {
            table.records.push(Record { line, cells });
        }
    }
    if let Some(problem) = lines.unclosed() {
        if lines.line == table.header_line {
            return Err(problem.into());
        }
        table.records.pop_if(|record| record.line == lines.line);
        table.unclosed = Some(problem);
    }
    Ok(table)
}

/// Names for all columns. Those that are there twice stay so; that is judged with the rest of the header.
fn names(header: &[String]) -> Vec<String> {
    let taken: BTreeSet<&str> = header.iter().map(|name| name.trim()).collect();
    let unnamed = |position: usize| {
        let mut name = format!("column {}", position + 1);
        while taken.contains(name.as_str()) {
            name.push('\'');
        }
        name
    };
    let named = |(position, name): (usize, &String)| match name.trim() {
        "" => unnamed(position),
        name => name.to_owned(),
    };
    header.iter().enumerate().map(named).collect()
}

/// Counts physical lines while records are read: the reader's own position stands before blank lines and before the
/// second half of a line end.
struct Lines<'a> {
    text: &'a str,
    offset: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line on which a record starts.
    fn start(&mut self, record: &StringRecord) -> u64 {
        let offset = record.position().and_then(|place| usize::try_from(place.byte()).ok()).unwrap_or(self.offset);
        let after = self.text.get(offset..).unwrap_or_default();
        let start = self.text.len().saturating_sub(after.trim_start_matches(['\r', '\n']).len());
        let passed = self.text.as_bytes().get(self.offset..start).unwrap_or_default();
        let ends = passed.iter().filter(|byte| **byte == b'\n').count();
        let lone = passed
            .iter()
            .zip(passed.iter().skip(1).chain(&[0]))
            .filter(|pair| matches!(pair, (b'\r', after) if **after != b'\n'));
        self.line += (ends + lone.count()) as u64;
        self.offset = start.max(self.offset);
        self.line
    }

    /// What is wrong if the last record ends inside a quote: then it has swallowed what follows its opening.
    fn unclosed(&self) -> Option<Problem> {
        let last = format!("{}\nx", self.text.get(self.offset..).unwrap_or_default());
        let reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(last.as_bytes());
        if reader.into_records().count() > 1 {
            return None;
        }
        let message = "a quote opens in this row and never closes, so where the row ends is not known";
        Some(Problem::new(Code::ImportQuote, message).on_line(self.line))
    }
}
