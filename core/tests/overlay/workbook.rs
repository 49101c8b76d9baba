//! Workbooks of the Reference Tool, and workbooks that mean no good.

use super::{LIBRARY, example, laid, listed, official, refused, small};
use crate::common::xlsx::{sheet, workbook, zip};
use csf_assess::exchange::overlay::{Format, MOST_COLUMNS, MOST_PARTS, MOST_ROWS, MOST_SHEETS, MOST_UNPACKED, overlay};

fn rows() -> Vec<Vec<&'static str>> {
    vec![
        vec!["", "A banner\nof two lines"],
        vec!["Function", "Category", "Subcategory", "Implementation Examples", "Informative References"],
        vec!["FIRST (A): All of A", "", "", "", "Other: 1"],
        vec!["", "Ex (plus more) (A.X): All & more", "", "", "Other: 2"],
        vec!["", "", "A.X-01: X one: done", "Ex1: Do one:\n  and more\nEx2: Do two\n\nEx10: Do ten", "ISO 1:2022: 5.1"],
        vec!["", "", "A.X-02: X two is done", ""],
        vec!["", "", "A.X-08: [Withdrawn: Incorporated into A.X-01, A.X-02]"],
        vec!["", "Gone (A.W): [Withdrawn: Incorporated into A]"],
        vec!["", "", "A.X-09: Not ours", "Do it somehow"],
        vec!["FIRST (A)"],
        vec![],
        vec!["SECOND (B)"],
    ]
}

fn introduction() -> String {
    sheet(&[
        vec!["", "Heading"],
        vec!["Title", "The Small\n Framework (SF) 1.0"],
        vec!["Generated Date", "2026-07-15T12:20:45"],
    ])
}

fn book(rows: &[Vec<&str>]) -> Vec<u8> {
    workbook(&[("Introduction", introduction()), ("Small 1.0", sheet(rows))], &[])
}

#[test]
fn rows_become_texts() {
    let wording = laid(&small(), "small", Format::ReferenceTool, &book(&rows()));
    assert_eq!(wording.id, "small--reference-tool");
    assert_eq!(wording.source.reference.as_deref(), Some("The Small Framework (SF) 1.0"));
    assert_eq!(
        wording.source.note.as_deref(),
        Some("Read from the sheet \u{201c}Small 1.0\u{201d} of a Reference Tool workbook, generated 2026-07-15.")
    );
    assert_eq!(wording.texts["A"], official(Some("FIRST"), "All of A", &[]));
    assert_eq!(wording.texts["A.X"], official(Some("Ex (plus more)"), "All & more", &[]));
    let examples = [example("Ex1", "Do one:\nand more"), example("Ex2", "Do two"), example("Ex10", "Do ten")];
    assert_eq!(wording.texts["A.X-01"], official(None, "X one: done", &examples));
    assert_eq!(wording.texts["A.X-02"], official(None, "X two is done", &[]));
    assert_eq!(wording.texts["B"].title.as_deref(), Some("SECOND"));
    assert_eq!(wording.withdrawn, ["A.X-08", "A.W"]);
    assert_eq!(wording.unmatched, ["A.X-09"]);
    assert_eq!(wording.without_text, ["A.Y", "A.Y-01", "B", "B.Z", "B.Z-01", "B.Z-02", "B.Z-03"]);
}

#[test]
fn a_workbook_says_its_version_in_its_title_or_in_the_name_of_the_sheet() {
    let other = |name: &str| workbook(&[(name, sheet(&rows()))], &[]);
    laid(&small(), "small", Format::ReferenceTool, &other("A sheet"));
    laid(&small(), "small", Format::ReferenceTool, &other("Small 1.0"));
    assert_eq!(refused(Format::ReferenceTool, &other("Small 1.1")).code(), "overlay/other-version");
    let error = overlay(&LIBRARY, "nist-csf-2.0", Format::ReferenceTool, &other("A sheet")).unwrap_err();
    assert_eq!(error.code(), "overlay/no-match");
}

#[test]
fn every_bad_cell_is_told_with_its_row_and_column() {
    let mut rows = rows();
    rows[3][1] = "No id here: text";
    rows[5][2] = "A.X-01: once more";
    rows[8][2] = "a cell without an id";
    rows[4][3] = "Ex1: one\nEx1: two";
    assert_eq!(
        listed(&refused(Format::ReferenceTool, &book(&rows))),
        "overlay/cell 4 Category: `No id here: text` is not written as `Title (ID): text`\n\
         overlay/duplicate-id 5 Implementation Examples: the id `Ex1` is there twice; which text is meant is not known\n\
         overlay/duplicate-id 6 Subcategory: the id `A.X-01` is there twice; which text is meant is not known\n\
         overlay/cell 9 Subcategory: `a cell without an id` is not written as `ID: text`\n"
    );
}

#[test]
fn another_workbook_is_refused() {
    let other = workbook(&[("Sheet1", sheet(&[vec!["Function", "Category"], vec!["a", "b"]]))], &[]);
    let error = refused(Format::ReferenceTool, &other);
    assert_eq!(error.code(), "overlay/format");
    assert!(error.to_string().contains("no sheet has the columns `Function`, `Category` and `Subcategory`"));
    for broken in [&b"PK\x03\x04"[..], b"not a workbook", &book(&rows())[..900]] {
        assert_eq!(refused(Format::ReferenceTool, broken).code(), "overlay/workbook");
    }
    assert_eq!(refused(Format::ReferenceTool, &zip(&[("a.txt", b"b")])).code(), "overlay/workbook");
}

#[test]
fn limits_hold_whatever_a_workbook_says_of_itself() {
    let too_large = |file: &[u8]| {
        let error = refused(Format::ReferenceTool, file);
        assert_eq!(error.code(), "document/too-large", "{error}");
        error.to_string()
    };
    let announced = br#"<sst uniqueCount = '99999999999999'><si><t>a</t></si></sst>"#;
    let file = workbook(&[("S", sheet(&rows()))], &[("xl/sharedStrings.xml", announced)]);
    assert!(too_large(&file).contains("1000000 strings"));
    for hidden in [&b"\xff\xfe<\0s\0s\0t\0"[..], b"<sst uni\x1b(BqueCount=\"9999999999999\"/>"] {
        let file = workbook(&[("S", sheet(&rows()))], &[("xl/sharedStrings.xml", hidden)]);
        assert_eq!(refused(Format::ReferenceTool, &file).code(), "overlay/workbook");
    }
    let styles = vec![b' '; 600_000];
    assert!(too_large(&workbook(&[("S", sheet(&rows()))], &[("xl/styles.xml", &styles)])).contains("styles"));
    let names: Vec<String> = (0..=MOST_PARTS).map(|number| format!("part{number}")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    assert!(too_large(&zip(&parts)).contains("1000 parts"));
    let sheets: Vec<(&str, String)> = (0..=MOST_SHEETS).map(|_| ("S", sheet(&rows()))).collect();
    assert!(too_large(&workbook(&sheets, &[])).contains("32 sheets"));
    let wide = format!(
        "<worksheet><sheetData><row><c r=\"XFD1\" t=\"inlineStr\"><is><t>{MOST_COLUMNS}</t></is></c></row></sheetData></worksheet>"
    );
    assert!(too_large(&workbook(&[("S", wide)], &[])).contains("256 columns"));
    let long = sheet(&vec![vec!["a"]; MOST_ROWS + 1]);
    assert!(too_large(&workbook(&[("S", long)], &[])).contains("20000 rows"));
}

/// A cell that points far away, or nowhere, costs what it holds and no more.
#[test]
fn odd_cells_are_no_reason_to_stop_or_to_reserve_memory() {
    let cells = [
        "<row r=\"1048576\"><c r=\"A1048576\"><v>1</v></c></row>",
        "<row><c r=\"A1\" t=\"s\"><v>7</v></c></row>",
        "<row><c r=\"ZZZZZZZZZZZZ1\"><v>7</v></c></row>",
        "<row r=\"99999999999999\"><c><v>7</v></c></row>",
        "<row><c r=\"A1\" t=\"n\"><v>nothing</v></c></row>",
        "<row><c r=\"A1\" t=\"inlineStr\"><is><t>&lt;",
    ];
    for cell in cells {
        let xml = format!("<worksheet><dimension ref=\"B2:A1\"/><sheetData>{cell}</sheetData></worksheet>");
        let error = refused(Format::ReferenceTool, &workbook(&[("S", xml)], &[]));
        assert!(["overlay/workbook", "overlay/format", "document/too-large"].contains(&error.code()), "{error}");
        let xml = format!("<worksheet><sheetData>{cell}</sheetData></worksheet>");
        refused(Format::ReferenceTool, &workbook(&[("S", xml)], &[]));
    }
}

/// Zeros shrink to a thousandth; what they unpack to is counted, whatever the archive announces.
#[test]
fn a_bomb_is_not_unpacked() {
    use std::io::Write;
    let mut writer = ::zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = ::zip::write::SimpleFileOptions::default().compression_method(::zip::CompressionMethod::Deflated);
    writer.start_file("xl/media/zeros", options).unwrap();
    for _ in 0..=MOST_UNPACKED / 1024 {
        writer.write_all(&[0; 1024]).unwrap();
    }
    let file = writer.finish().unwrap().into_inner();
    assert!(file.len() < 100_000);
    let error = refused(Format::ReferenceTool, &file);
    assert_eq!(error.code(), "document/too-large", "{error}");
}
