//! The text cells of a workbook, read within limits.
//!
//! calamine trusts what a workbook says of itself: it would reserve memory for as many strings as are announced, and
//! unpack whatever is there. So every part is unpacked once before, within a limit, and the announcement is looked
//! at; a panic inside of it is an error here.

use super::{MOST_COLUMNS, MOST_PARTS, MOST_ROWS, MOST_SHEETS, MOST_UNPACKED};
use crate::document::LONGEST;
use crate::error::{Code, Error, Problem};
use crate::id::quoted;
use calamine::{DataRef, Reader, Xlsx};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::panic::catch_unwind;
use zip::ZipArchive;

/// The most strings that a workbook may announce.
const MOST_STRINGS: usize = 1_000_000;
/// The most bytes of styles, of which calamine makes two hundred times as many.
const MOST_STYLES: usize = 512 * 1024;

/// One sheet: the cells that are not empty.
pub(super) struct Sheet {
    pub(super) name: String,
    /// Row numbers as people count them, each with its cells by column, from 0.
    pub(super) rows: BTreeMap<u32, BTreeMap<u32, String>>,
}

/// All sheets of a workbook, in its order.
pub(super) fn read(file: &[u8]) -> Result<Vec<Sheet>, Error> {
    unpack(file)?;
    catch_unwind(|| sheets(file)).unwrap_or_else(|_| Err(broken(&"its parts do not fit together")))
}

fn broken(reason: &dyn std::fmt::Display) -> Error {
    let reason = quoted(&reason.to_string());
    Problem::new(Code::OverlayWorkbook, format!("the workbook cannot be read: {reason}")).into()
}

fn too_large(what: &str) -> Error {
    Problem::new(Code::DocumentTooLarge, format!("the workbook has more than {what}")).into()
}

/// Unpacks every part within the limits. What a part announces as its size is not believed.
fn unpack(file: &[u8]) -> Result<(), Error> {
    let mut archive = ZipArchive::new(Cursor::new(file)).map_err(|error| broken(&error))?;
    if archive.len() > MOST_PARTS {
        return Err(too_large(&format!("{MOST_PARTS} parts")));
    }
    let mut room = MOST_UNPACKED;
    for position in 0..archive.len() {
        let part = archive.by_index(position).map_err(|error| broken(&error))?;
        let name = part.name().map_err(|error| broken(&error))?.to_ascii_lowercase();
        let mut bytes = Vec::new();
        part.take(room as u64 + 1).read_to_end(&mut bytes).map_err(|error| broken(&error))?;
        let Some(left) = room.checked_sub(bytes.len()) else {
            return Err(too_large(&format!("{MOST_UNPACKED} bytes once it is unpacked")));
        };
        room = left;
        if name.ends_with("styles.xml") && bytes.len() > MOST_STYLES {
            return Err(too_large(&format!("{MOST_STYLES} bytes of styles")));
        }
        if name.ends_with("sharedstrings.xml") {
            check_strings(&bytes)?;
        }
    }
    Ok(())
}

/// Refuses strings that are not plain UTF-8, where the number that they announce could hide, and too large a number.
fn check_strings(bytes: &[u8]) -> Result<(), Error> {
    let text = std::str::from_utf8(bytes).ok().filter(|text| {
        let is_odd = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r');
        !text.contains(is_odd)
    });
    let Some(text) = text else { return Err(broken(&"its strings are not plain UTF-8")) };
    for (start, _) in text.match_indices("uniqueCount") {
        let after = text.get(start..).unwrap_or_default();
        let is_number = |c: char| c.is_ascii_digit() || c == '+';
        let digits = after.trim_start_matches(|c: char| !is_number(c) && c != '>');
        let number: String = digits.chars().take_while(|c| is_number(*c)).filter(char::is_ascii_digit).collect();
        if !number.is_empty() && number.parse::<usize>().map_or(true, |number| number > MOST_STRINGS) {
            return Err(too_large(&format!("{MOST_STRINGS} strings")));
        }
    }
    Ok(())
}

fn sheets(file: &[u8]) -> Result<Vec<Sheet>, Error> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(file)).map_err(|error| broken(&error))?;
    let names = workbook.sheet_names();
    // Many sheets may be one and the same part.
    if names.len() > MOST_SHEETS {
        return Err(too_large(&format!("{MOST_SHEETS} sheets")));
    }
    let mut room = LONGEST;
    let mut sheets = Vec::new();
    for name in names {
        // A sheet may be a chart, which has no cells.
        let Ok(cells) = workbook.worksheet_cells_reader(&name) else { continue };
        let rows = rows(cells, &mut room)?;
        sheets.push(Sheet { name, rows });
    }
    Ok(sheets)
}

type Rows = BTreeMap<u32, BTreeMap<u32, String>>;

fn rows<R: Read + std::io::Seek>(mut cells: calamine::XlsxCellReader<'_, R>, room: &mut usize) -> Result<Rows, Error> {
    let mut rows = Rows::new();
    while let Some(cell) = cells.next_cell().map_err(|error| broken(&error))? {
        let (row, column) = cell.get_position();
        let Some(text) = text(cell.get_value()) else { continue };
        if column as usize >= MOST_COLUMNS {
            return Err(too_large(&format!("{MOST_COLUMNS} columns in a sheet")));
        }
        *room = room.checked_sub(text.len()).ok_or_else(|| too_large(&format!("{LONGEST} bytes of text")))?;
        rows.entry(row.saturating_add(1)).or_default().insert(column, text);
        if rows.len() > MOST_ROWS {
            return Err(too_large(&format!("{MOST_ROWS} rows in a sheet")));
        }
    }
    Ok(rows)
}

fn text(value: &DataRef<'_>) -> Option<String> {
    let text = match value {
        DataRef::String(text) => text.trim().to_owned(),
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.trim().to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(value) => value.to_string(),
        DataRef::Error(_) | DataRef::Empty => return None,
    };
    Some(text).filter(|text| !text.is_empty())
}
