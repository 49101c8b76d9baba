//! The workbook of the Reference Tool: a row for each function, category and subcategory.
//!
//! The sheet is the first with the columns `Function`, `Category` and `Subcategory`; what stands above them is a
//! banner. A function stands a second time, without its text, below its last row.

use super::found::{Entry, Found, day, line, text, twice, versions_in};
use super::workbook::{self, Sheet};
use crate::error::{Code, Error, Problem};
use crate::framework::{NodeKind, Source};
use crate::id::{is_valid, quoted};
use crate::wording::Example;
use std::collections::BTreeMap;

const COLUMNS: [(&str, NodeKind); 3] =
    [("Function", NodeKind::Function), ("Category", NodeKind::Category), ("Subcategory", NodeKind::Subcategory)];
const EXAMPLES: &str = "Implementation Examples";
/// The rows in which the header may stand.
const HEADER_WITHIN: u32 = 20;

pub(super) fn read(file: &[u8]) -> Result<Found, Error> {
    let sheets = workbook::read(file)?;
    let Some((sheet, header)) = sheets.iter().find_map(|sheet| Some((sheet, Header::of(sheet)?))) else {
        let message = "this is not a workbook of the Reference Tool: no sheet has the columns `Function`, `Category` \
                       and `Subcategory`";
        return Err(Problem::new(Code::OverlayFormat, message).into());
    };
    let mut reader = Reader::default();
    for (row, cells) in sheet.rows.range(header.row + 1..) {
        reader.row(*row, cells, &header);
    }
    if let Some(error) = Error::listing(reader.problems, 0) {
        return Err(error);
    }
    Ok(Found { entries: reader.entries, ..about(&sheets, sheet) })
}

struct Header {
    row: u32,
    columns: [u32; 3],
    examples: Option<u32>,
}

impl Header {
    fn of(sheet: &Sheet) -> Option<Self> {
        sheet.rows.range(..=HEADER_WITHIN).find_map(|(row, cells)| {
            let find = |name: &str| cells.iter().find(|(_, cell)| *cell == name).map(|(column, _)| *column);
            let [function, category, subcategory] = COLUMNS.map(|(name, _)| find(name));
            Some(Self { row: *row, columns: [function?, category?, subcategory?], examples: find(EXAMPLES) })
        })
    }
}

/// What the other sheets say of the workbook, as names and values side by side.
fn about(sheets: &[Sheet], sheet: &Sheet) -> Found {
    let fact = |name: &str| {
        let others = sheets.iter().filter(|other| other.name != sheet.name);
        let mut cells = others.flat_map(|other| other.rows.values());
        cells.find_map(|cells| (cells.get(&0)? == name).then(|| cells.get(&1).cloned())?)
    };
    let title = fact("Title").map_or_else(|| sheet.name.clone(), |title| line(&title));
    let mut versions = versions_in(&title);
    if versions.is_empty() {
        versions = versions_in(&sheet.name);
    }
    let generated = day(fact("Generated Date").as_deref());
    let generated = generated.map(|day| format!(", generated {day}")).unwrap_or_default();
    let note = format!("Read from the sheet \u{201c}{}\u{201d} of a Reference Tool workbook{generated}.", sheet.name);
    let source = Source { reference: Some(title.clone()), published: None, doi: None, note: Some(note) };
    Found { title, versions, source, ..Found::default() }
}

#[derive(Default)]
struct Reader {
    entries: Vec<Entry>,
    places: BTreeMap<String, usize>,
    problems: Vec<Problem>,
}

impl Reader {
    fn row(&mut self, row: u32, cells: &BTreeMap<u32, String>, header: &Header) {
        let mut last = None;
        for (column, (name, kind)) in header.columns.iter().zip(COLUMNS) {
            let Some(cell) = cells.get(column) else { continue };
            let Some(entry) = entry(cell, kind) else {
                let shape = if kind == NodeKind::Subcategory { "ID: text" } else { "Title (ID): text" };
                let message = format!("{} is not written as {}", quoted(cell), quoted(shape));
                self.problem(row, name, Code::OverlayCell, message);
                continue;
            };
            last = self.keep(entry, row, name);
        }
        let examples = header.examples.and_then(|column| cells.get(&column));
        let (Some(place), Some(cell)) = (last, examples) else { return };
        let mut examples = examples_in(cell);
        let ids: Vec<String> = examples.iter().filter_map(|example| example.id.clone()).collect();
        for (position, id) in ids.iter().enumerate() {
            if ids.iter().take(position).any(|before| before == id) {
                self.problem(row, EXAMPLES, Code::OverlayDuplicateId, twice(id));
            }
        }
        if let Some(entry) = self.entries.get_mut(place) {
            entry.examples.append(&mut examples);
        }
    }

    /// Keeps an entry, and says where. One without a statement repeats another, or waits for it.
    fn keep(&mut self, entry: Entry, row: u32, column: &str) -> Option<usize> {
        let is_bare = |entry: &Entry| entry.statement.is_none() && !entry.withdrawn;
        if let Some(place) = self.places.get(&entry.id).copied() {
            let known = self.entries.get_mut(place)?;
            if is_bare(known) {
                *known = entry;
            } else if !is_bare(&entry) {
                self.problem(row, column, Code::OverlayDuplicateId, twice(&entry.id));
            }
            return Some(place);
        }
        self.places.insert(entry.id.clone(), self.entries.len());
        self.entries.push(entry);
        Some(self.entries.len() - 1)
    }

    fn problem(&mut self, row: u32, column: &str, code: Code, message: String) {
        self.problems.push(Problem::new(code, message).on_line(u64::from(row)).column_name(column));
    }
}

/// `GV.OC-01: text`, or for what has a title `Organizational Context (GV.OC): text`.
fn entry(cell: &str, kind: NodeKind) -> Option<Entry> {
    let (title, id, rest) = if kind == NodeKind::Subcategory {
        let (id, rest) = cell.split_once(':')?;
        (None, id.trim(), rest)
    } else {
        titled(cell)?
    };
    if !is_valid(id) {
        return None;
    }
    let withdrawn = rest.trim_start().starts_with("[Withdrawn");
    Some(Entry {
        id: id.to_owned(),
        kind: Some(kind),
        title: text(title),
        statement: text(Some(rest)).filter(|_| !withdrawn),
        withdrawn,
        ..Entry::default()
    })
}

/// A title may have parentheses of its own; those of the id stand before a colon or at the end.
fn titled(cell: &str) -> Option<(Option<&str>, &str, &str)> {
    cell.match_indices(" (").find_map(|(start, _)| {
        let (id, rest) = cell.get(start + 2..)?.split_once(')')?;
        let rest = rest.strip_prefix(':').or_else(|| rest.trim().is_empty().then_some(""))?;
        Some((cell.get(..start), id, rest))
    })
}

/// The examples of a cell, a line each; a line that starts without `Ex1: ` goes on with the one before it.
fn examples_in(cell: &str) -> Vec<Example> {
    let mut examples: Vec<Example> = Vec::new();
    for line in cell.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let numbered = line.split_once(':').filter(|(id, _)| {
            let number = id.strip_prefix("Ex").unwrap_or_default();
            !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
        });
        match (numbered, examples.last_mut()) {
            (Some((id, text)), _) => {
                examples.push(Example { id: Some(id.to_owned()), text: text.trim().to_owned() });
            }
            (None, Some(before)) => {
                before.text.push('\n');
                before.text.push_str(line);
            }
            (None, None) => examples.push(Example { id: None, text: line.to_owned() }),
        }
    }
    examples
}
