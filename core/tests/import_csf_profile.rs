//! The importer of csf_profile's CSV export.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests stop at the first surprise")]
#![cfg(all(feature = "embedded", feature = "yaml"))]

#[path = "import_csf_profile/properties.rs"]
mod properties;

use csf_assess::assessment::{Answer, AnswerState, AssessmentContent, Rating};
use csf_assess::exchange::csf_profile::{Imported, MOST_COLUMNS, MOST_ROWS, Options, Quarter, import};
use csf_assess::{Document, Error, Fraction, Library, Problem};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::embedded().unwrap());

fn read(text: &[u8], quarter: Quarter, skip_bad_rows: bool) -> Result<Imported, Error> {
    let framework = LIBRARY.framework("nist-csf-2.0").unwrap();
    let scale = LIBRARY.scale("score-0-10").unwrap();
    import(text, framework, scale, &Options { quarter, skip_bad_rows, id: None })
}

fn good(text: &[u8], quarter: Quarter) -> AssessmentContent {
    let imported = read(text, quarter, false).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(imported.skipped, []);
    imported.content
}

fn fixture(name: &str) -> Vec<u8> {
    fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/import").join(name)).unwrap()
}

/// The problems as `code line column: message`.
fn listed<'a>(problems: impl IntoIterator<Item = &'a Problem>) -> String {
    let one = |problem: &Problem| {
        let line = problem.line().map_or("-".to_owned(), |line| line.to_string());
        format!("{} | {line} | {} | {}\n", problem.code(), problem.path(), problem.message())
    };
    problems.into_iter().map(one).collect()
}

fn refused(text: &[u8]) -> String {
    listed(read(text, Quarter::Q1, false).unwrap_err().problems())
}

/// A file with one row below the required columns and one more.
fn file(extra: &str, rows: &[&str]) -> String {
    format!("ID,Subcategory ID,In Scope?,Q1 Actual Score,Q1 Testing Status,{extra}\n{}\n", rows.join("\n"))
}

/// Both ways to write it down, read again, are the same content and fit the library.
fn survives(content: &AssessmentContent) {
    let document = Document::Assessment(Box::new(content.clone()));
    for text in [document.to_yaml().unwrap(), document.to_json().unwrap()] {
        let back = LIBRARY.assessment(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"));
        assert_eq!(back.content(), content, "{text}");
    }
    LIBRARY.assessment_of(content.clone()).unwrap_or_else(|error| panic!("{error}"));
}

fn ratings(content: &AssessmentContent) -> (usize, usize, usize) {
    let assessment = LIBRARY.assessment_of(content.clone()).unwrap();
    let of = |wanted: fn(&Rating) -> bool| {
        assessment.framework().outcomes().filter(|node| wanted(&assessment.rating(&node.id))).count()
    };
    (
        of(|rating| rating.level().is_some()),
        of(|rating| *rating == Rating::Unanswered),
        of(|rating| *rating == Rating::NotApplicable),
    )
}

fn rows(answer: &Answer) -> &Vec<Value> {
    answer.x["csf-profile"]["rows"].as_array().unwrap()
}

/// Every cell that holds anything, in the rows kept under the outcome of its row.
fn keeps_all(text: &[u8], content: &AssessmentContent) {
    let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
    let mut reader = csv::ReaderBuilder::new().from_reader(text);
    let header = reader.headers().unwrap().clone();
    assert_eq!(content.x["csf-profile"]["columns"], Value::from(header.iter().collect::<Vec<_>>()));
    let of = |record: &csv::StringRecord, name: &str| {
        let position = header.iter().position(|column| column.trim() == name).unwrap();
        record[position].trim().to_owned()
    };
    let mut cells = 0;
    for record in reader.records() {
        let record = record.unwrap();
        let answer = &content.answers[&of(&record, "Subcategory ID")];
        let id = of(&record, "ID");
        let row = rows(answer).iter().find(|row| row["ID"].as_str().unwrap().trim() == id).unwrap();
        for (name, cell) in header.iter().zip(&record).filter(|(_, cell)| !cell.is_empty()) {
            assert_eq!(row[name.trim()], cell, "{id}, {name}");
            cells += 1;
        }
        assert_eq!(row.as_object().unwrap().len(), record.iter().filter(|cell| !cell.is_empty()).count());
    }
    assert!(cells > 0);
}

fn real(name: &str) -> Option<Vec<u8>> {
    let shared = std::env::var_os("CSF_ASSESS_SHARED")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared"), PathBuf::from);
    let path = shared.join("data/real").join(name);
    let text = fs::read(&path).ok();
    if text.is_none() {
        println!("skipped: {} is not there; CSF_ASSESS_SHARED may name the folder above data", path.display());
    }
    text
}

#[test]
fn a_file_with_everything() {
    let text = fixture("csf-profile-good.csv");
    let content = good(&text, Quarter::Q1);
    insta::assert_snapshot!(Document::Assessment(Box::new(content.clone())).to_yaml().unwrap());
    for quarter in [Quarter::Q1, Quarter::Q2] {
        let content = good(&text, quarter);
        keeps_all(&text, &content);
        survives(&content);
    }
    assert_eq!(ratings(&content), (3, 101, 2));
    assert_eq!(ratings(&good(&text, Quarter::Q2)), (2, 102, 2));
}

#[test]
fn every_bad_row_is_reported_at_once() {
    insta::assert_snapshot!(refused(&fixture("csf-profile-bad.csv")));
    let error = read(&fixture("csf-profile-bad.csv"), Quarter::Q1, false).unwrap_err().in_document("export.csv");
    let shown = error.to_string();
    assert!(shown.contains("\n  --> export.csv:4 (Q1 Actual Score)\n"), "{shown}");
    assert!(shown.contains("\n  --> export.csv:10\n"), "{shown}");
}

#[test]
fn bad_rows_are_left_out_and_listed() {
    let text = fixture("csf-profile-bad.csv");
    let imported = read(&text, Quarter::Q1, true).unwrap();
    assert_eq!(listed(&imported.skipped), refused(&text));
    assert_eq!(imported.content.answers.keys().collect::<Vec<_>>(), ["GV.OC-01", "GV.RM-01"]);
    assert_eq!(rows(&imported.content.answers["GV.OC-01"]).len(), 1);
    survives(&imported.content);
}

#[test]
fn without_one_good_row_nothing_is_imported() {
    let text = file("Owner", &["a,GV.OC-99,Yes,5,Complete,", "b,GV.OC-01,Yes,11,Complete,"]);
    let all = listed(read(text.as_bytes(), Quarter::Q1, true).unwrap_err().problems());
    assert_eq!(all, refused(text.as_bytes()));
    assert_eq!(all.lines().count(), 2);
}

#[test]
fn files_that_cannot_be_read() {
    let full = "import/column | 1 |  | the column";
    for (text, expected) in [
        (&b""[..], "document/empty | 1 |  | the file is empty\n".to_owned()),
        (b"\xef\xbb\xbf\r\n \n", "document/empty | 1 |  | the file is empty\n".to_owned()),
        (b"ID,Owner\nx,\xe9\n", "document/encoding | 2 |  | the text is not UTF-8; save it as UTF-8\n".to_owned()),
        (b"\xff\xfeI\0D\0", "document/encoding | 1 |  | the text is not UTF-8; save it as UTF-8\n".to_owned()),
        (
            b"ID,Subcategory ID,In Scope?,Q1 Actual Score,Q1 Testing Status\n",
            "import/no-rows | 1 |  | the file has a header and no rows below it\n".to_owned(),
        ),
        (
            b"\n\nID,Subcategory ID,in scope,Q2 Actual Score,Q2 Testing Status\nx,GV.OC-99,Yes,5,Complete\n",
            format!(
                "{0} `In Scope?` is missing; did you mean `in scope`?\n{0} `Q1 Actual Score` is missing; did you mean \
                 `Q2 Actual Score`?\n{0} `Q1 Testing Status` is missing; did you mean `Q2 Testing Status`?\n\
                 import/unknown-outcome | 4 | Subcategory ID | `GV.OC-99` is not an outcome of nist-csf-2.0; did you \
                 mean `GV.OC-05`?\n",
                full.replace('1', "3")
            ),
        ),
        (
            b"ID,Subcategory ID,In Scope?,Q1 Actual Score,Q1 Testing Status,ID , Note,Note\na,GV.OC-01,Yes,5,x,,,\n",
            "import/column | 1 | ID | the column `ID` is there twice\n\
             import/column | 1 | Note | the column `Note` is there twice\n"
                .to_owned(),
        ),
        (
            b"ID,Subcategory ID,In Scope?,Q1 Actual Score,Q1 Testing Status\na,GV.OC-01,Yes,5,x\nb,GV.OC-02,Yes,\"5,x\n\nc",
            "import/quote | 3 |  | a quote opens in this row and never closes, so where the row ends is not known\n"
                .to_owned(),
        ),
        (
            b"ID,Subcategory ID,In Scope?,Q1 Actual Score,Q1 Testing Status\na,GV.OC-01,Yes,11,x\nb,GV.OC-02,Yes,5,\"x\n",
            "import/off-scale | 2 | Q1 Actual Score | `11` is not a level of score-0-10; levels are 0 to 10 in steps of \
             0.5\nimport/quote | 3 |  | a quote opens in this row and never closes, so where the row ends is not known\n"
                .to_owned(),
        ),
        (
            b"ID,Subcategory ID,In Scope?,Q1 Actual Score,Q1 Testing Status\na,GV.OC-01,Yes,11,x\n\"",
            "import/off-scale | 2 | Q1 Actual Score | `11` is not a level of score-0-10; levels are 0 to 10 in steps of \
             0.5\nimport/quote | 3 |  | a quote opens in this row and never closes, so where the row ends is not known\n"
                .to_owned(),
        ),
        (
            b"ID,Subcategory ID,\"In Scope?,Q1 Actual Score,Q1 Testing Status\na,GV.OC-01,Yes,11,x\n",
            "import/quote | 1 |  | a quote opens in this row and never closes, so where the row ends is not known\n"
                .to_owned(),
        ),
        (
            b"The minutes of March\nNobody came.\nThe door was shut.\n",
            "import/column | 1 |  | this is no export of csf_profile; columns are `ID`, `Subcategory ID`, `In Scope?`, \
             `Q1 Actual Score` and `Q1 Testing Status`, separated by commas\n"
                .to_owned(),
        ),
    ] {
        assert_eq!(refused(text), expected, "{}", String::from_utf8_lossy(text));
        assert_eq!(listed(read(text, Quarter::Q1, true).unwrap_err().problems()), expected);
    }
}

#[test]
fn limits() {
    let long = vec![b'x'; 8 * 1024 * 1024 + 1];
    assert_eq!(refused(&long), "document/too-large | - |  | the file has 8388609 bytes; at most 8388608 are read\n");
    let many = format!("ID\n{}", "x\n".repeat(MOST_ROWS + 1));
    assert_eq!(refused(many.as_bytes()), "document/too-large | 200002 |  | more than 200000 rows\n");
    let columns = file(&",".repeat(MOST_COLUMNS), &[]);
    assert_eq!(refused(columns.as_bytes()), "document/too-large | 1 |  | more than 10000 columns\n");
    let beyond = "document/too-large | - |  | the assessment would be beyond 8388608 bytes or 500000 values, and could \
                  not be read back; leave out columns or rows\n";
    // A long column name stands in the document once for each row.
    let rows: Vec<String> = (0..200).map(|row| format!("r{row},GV.OC-01,Yes,5,Complete,x")).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    assert_eq!(refused(file(&"n".repeat(100_000), &rows).as_bytes()), beyond);
    survives(&good(file(&"n".repeat(1_000), &rows).as_bytes(), Quarter::Q1));
    // Many short lines are longer as YAML than as JSON.
    let lines = format!("a,GV.OC-01,Yes,5,Complete,\"{}\"", "x\n".repeat(700_000));
    assert_eq!(refused(file("Owner", &[&lines]).as_bytes()), beyond);
    // Small cells are many values before they are many bytes.
    let names: Vec<String> = (0..1_000).map(|column| format!("{column}")).collect();
    let cells = vec!["1"; 1_000].join(",");
    let rows: Vec<String> = (0..260).map(|row| format!("r{row},GV.OC-01,Yes,5,Complete,{cells}")).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    assert_eq!(refused(file(&names.join(","), &rows).as_bytes()), beyond);
    let rows = file(&names.join(","), &rows[..10]);
    survives(&good(rows.as_bytes(), Quarter::Q1));
}

#[test]
fn problems_beyond_a_thousand_are_counted() {
    let rows: Vec<String> = (0..1_500).map(|row| format!("r{row},GV.OC-01,Yes,99,Complete,")).collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let text = file("Owner", &rows);
    let all = refused(text.as_bytes());
    assert_eq!(all.lines().count(), 1_001);
    assert!(all.ends_with("document/too-many-problems | - |  | 500 more problems are not listed\n"));
    let text = text + "good,GV.OC-01,Yes,9,Complete,\n";
    assert_eq!(read(text.as_bytes(), Quarter::Q1, true).unwrap().skipped.len(), 1_500);
}

#[test]
fn options_are_checked() {
    assert_eq!(["q1", "Q2", "q3", "Q4"].map(|text| text.parse::<Quarter>().unwrap()), Quarter::ALL);
    let error = "Q5".parse::<Quarter>().unwrap_err();
    assert_eq!(error.to_string(), "error[import/quarter]: `Q5` is not a quarter; use `Q1`, `Q2`, `Q3` or `Q4`");
    let text = file("Owner", &["a,GV.OC-01,Yes,5,Complete,"]);
    let framework = LIBRARY.framework("nist-csf-2.0").unwrap();
    let scale = LIBRARY.scale("score-0-10").unwrap();
    let options = |id: &str| Options { quarter: Quarter::Q1, skip_bad_rows: false, id: Some(id.to_owned()) };
    let imported = import(text.as_bytes(), framework, scale, &options("2026-q1")).unwrap();
    assert_eq!(imported.content.id, "2026-q1");
    assert_eq!(good(text.as_bytes(), Quarter::Q1).id, "csf-profile-q1");
    let error = import(text.as_bytes(), framework, scale, &options("a b")).unwrap_err();
    assert_eq!(error.code(), "document/id");
    let mut apart = scale.clone();
    apart.dimensions = serde_json::from_str(r#"[{"id":"a","title":"A"},{"id":"b","title":"B"}]"#).unwrap();
    let error = import(text.as_bytes(), framework, &apart, &options("x")).unwrap_err();
    assert_eq!(error.code(), "answer/dimensions");
}

#[test]
fn zero_unanswered_and_out_of_scope_are_three_things() {
    let text = file(
        "Q1 Target Score",
        &[
            "a,GV.OC-01,Yes,0,Not Started,0",
            "b,GV.OC-02,Yes,0,In Progress,0",
            "c,GV.OC-03,Yes,,Complete,4",
            "d,GV.OC-04,No,0,Not Started,0",
            "e,GV.OC-05,Yes,3,not started,5",
            "f,GV.RM-01,Yes,0.0,NOT STARTED,5",
            "g,GV.RM-02,Yes,0,,",
        ],
    );
    let content = good(text.as_bytes(), Quarter::Q1);
    let assessment = LIBRARY.assessment_of(content.clone()).unwrap();
    let rated = |level: i64| Rating::Rated(Fraction::from(level));
    for (id, rating, target) in [
        ("GV.OC-01", Rating::Unanswered, None),
        ("GV.OC-02", rated(0), Some(0)),
        ("GV.OC-03", Rating::Unanswered, Some(4)),
        ("GV.OC-04", Rating::NotApplicable, None),
        ("GV.OC-05", rated(3), Some(5)),
        ("GV.RM-01", Rating::Unanswered, Some(5)),
        ("GV.RM-02", rated(0), None),
    ] {
        assert_eq!(assessment.rating(id), rating, "{id}");
        assert_eq!(assessment.target(id), target.map(Fraction::from), "{id}");
    }
    assert_eq!(content.answers["GV.OC-04"].state, Some(AnswerState::NotApplicable));
    assert!(content.respondents.is_empty());
}

#[test]
fn only_calendar_days_are_dates() {
    let days =
        ["2026-02-29", "2024-02-29", "2026-13-01", "2026-04-31", "10-Jan", "2026-1-2", "2026-12-31", "1900-02-29"];
    let rows: Vec<String> = days
        .iter()
        .enumerate()
        .map(|(row, day)| format!("{row},GV.RM-0{},Yes,5,Complete,{day}", row % 7 + 1))
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let content = good(file("Q1 Observation Date", &rows).as_bytes(), Quarter::Q1);
    let on: Vec<&str> = content.answers.values().filter_map(|answer| answer.on.as_deref()).collect();
    assert_eq!(on, ["2024-02-29", "2026-12-31"]);
    assert_eq!(content.assessed_on.as_deref(), Some("2026-12-31"));
}

#[test]
fn line_ends_columns_and_blank_rows_do_not_matter() {
    let text = String::from_utf8(fixture("csf-profile-good.csv")).unwrap();
    let plain = good(text.as_bytes(), Quarter::Q1);
    let marked = format!("\u{feff}\n{text}\n\n{}\n", ",".repeat(29));
    assert_eq!(good(marked.as_bytes(), Quarter::Q1), plain);

    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    let mut turned = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for record in reader.records() {
        turned.write_record(record.unwrap().iter().rev()).unwrap();
    }
    let turned = good(&turned.into_inner().unwrap(), Quarter::Q1);
    assert_eq!(turned.answers, plain.answers);
}

#[test]
fn lines_are_physical_lines() {
    let head = "ID,Subcategory ID,In Scope?,Q1 Actual Score,Q1 Testing Status,Owner";
    let bad = "b,GV.OC-01,Yes,11,x,";
    for (text, line) in [
        (format!("{head}\n{bad}\n"), 2),
        (format!("{head}\r\n{bad}\r\n"), 2),
        (format!("{head}\r{bad}\r"), 2),
        (format!("\u{feff}{head}\n\n\r\n{bad}"), 4),
        (format!("{head}\na,GV.OC-01,Yes,1,x,\"one\ntwo\r\nthree\rfour\n\n\"\r\n\r\n{bad}"), 9),
        (format!("\"ID\n\",{}\n{bad}\n", head.replace("ID,Sub", "Sub")), 3),
    ] {
        let error = read(text.as_bytes(), Quarter::Q1, false).unwrap_err();
        assert_eq!(error.problems().map(Problem::line).collect::<Vec<_>>(), [Some(line)], "{text:?}\n{error}");
    }
}

#[test]
fn columns_without_a_name_are_kept() {
    let content = good(file(",x,column 6, ", &["a,GV.OC-01,Yes,5,x,one,,three,four"]).as_bytes(), Quarter::Q1);
    let row = &rows(&content.answers["GV.OC-01"])[0];
    assert_eq!(
        (&row["column 6'"], &row["column 6"], &row["column 9"]),
        (&"one".into(), &"three".into(), &"four".into())
    );
    survives(&content);
}

#[test]
fn the_formats_are_listed() {
    let formats = csf_assess::exchange::formats();
    let ids: Vec<(&str, bool, bool, bool)> =
        formats.iter().map(|format| (format.id, format.reads, format.writes, format.overlays)).collect();
    assert_eq!(
        ids,
        [
            ("cprt", false, false, true),
            ("csf-profile-csv", true, false, false),
            ("nist-reference-tool", false, false, true),
            ("oscal", false, false, true)
        ]
    );
}

#[test]
fn real_ciso_assessment() {
    let Some(text) = real("alma-ciso-assessment-2026.csv") else { return };
    for (quarter, expected) in Quarter::ALL.into_iter().zip([(37, 69, 0), (106, 0, 0), (106, 0, 0), (106, 0, 0)]) {
        let content = good(&text, quarter);
        assert_eq!(ratings(&content), expected, "{quarter}");
        keeps_all(&text, &content);
        survives(&content);
    }
}

#[test]
fn real_sample_export() {
    let Some(text) = real("csf_profile-sample-export.csv") else { return };
    for quarter in Quarter::ALL {
        let content = good(&text, quarter);
        assert_eq!(ratings(&content), (37, 0, 69), "{quarter}");
        keeps_all(&text, &content);
        survives(&content);
        let scoped = content.answers.values().flat_map(rows).filter(|row| row["In Scope?"] == "Yes").count();
        assert_eq!(scoped, 38);
    }
    let content = good(&text, Quarter::Q1);
    assert_eq!(content.answers.values().map(|answer| rows(answer).len()).sum::<usize>(), 362);
}
