//! Reports in text, Markdown, CSV and JSON show what was typed and what it came to.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests stop at the first surprise")]

mod cases;

use csf_assess::assessment::AssessmentContent;
use csf_assess::report::{Audience, Report, csv, html, json, markdown, text, words};
use csf_assess::{Assessment, AssessmentResult, Library};
use serde_json::{Value, json as value};
use std::collections::BTreeMap;

const AUDIENCES: [Audience; 3] = [Audience::Board, Audience::Auditor, Audience::Regulator];

fn report((library, assessment, result): &(Library, Assessment, AssessmentResult), audience: Audience) -> Report<'_> {
    Report { library, assessment, result, audience, chapters: &[] }
}

#[test]
fn text_reads_line_by_line() {
    let case = cases::small();
    let report = report(&case, Audience::Auditor);
    insta::assert_snapshot!("scores", text::scores(&report, 80, true));
    insta::assert_snapshot!("obligations", text::obligations(&report));
    insta::assert_snapshot!("report", text::report(&report));
}

#[test]
fn markdown_has_a_form_for_each_audience() {
    let case = cases::small();
    insta::assert_snapshot!("markdown_board", markdown::report(&report(&case, Audience::Board)));
    insta::assert_snapshot!("markdown_auditor", markdown::report(&report(&case, Audience::Auditor)));
    insta::assert_snapshot!("markdown_regulator", markdown::report(&report(&case, Audience::Regulator)));
}

#[test]
fn csv_has_its_tables() {
    let case = cases::small();
    let report = report(&case, Audience::Auditor);
    insta::assert_snapshot!("csv_nodes", csv::nodes(&report));
    insta::assert_snapshot!("csv_obligations", csv::obligations(&report));
    insta::assert_snapshot!("csv_answers", csv::answers(&report));
    insta::assert_snapshot!("csv_report", csv::report(&report));
}

/// Every text that stands anywhere in the assessment as it was typed.
fn typed(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Array(list) => list.iter().for_each(|value| typed(value, texts)),
        Value::Object(map) => map.values().for_each(|value| typed(value, texts)),
        _ => {}
    }
}

fn typed_in_answers(assessment: &Assessment) -> Vec<String> {
    let mut texts = Vec::new();
    let content = serde_json::to_value(assessment.content()).unwrap();
    for key in ["answers", "supplementary"] {
        for answer in content[key].as_object().unwrap().values() {
            let mut answer = answer.as_object().unwrap().clone();
            // These two are words of the document's own, which reports say in theirs.
            answer.remove("state");
            answer.remove("answer");
            typed(&Value::Object(answer), &mut texts);
        }
    }
    texts
}

#[test]
fn nothing_typed_is_missing() {
    let cases = [
        cases::small(),
        #[cfg(feature = "embedded")]
        cases::large(),
    ];
    for case in &cases {
        let report = report(case, Audience::Auditor);
        let texts = typed_in_answers(&case.1);
        assert!(texts.len() >= 15);
        let mut cells = String::new();
        for record in ::csv::Reader::from_reader(csv::report(&report).as_bytes()).records() {
            record.unwrap().iter().for_each(|cell| cells.push_str(&format!("{cell}\n")));
        }
        let document = markdown::report(&report);
        for text in &texts {
            assert!(cells.contains(text.as_str()), "csv lacks {text:?}");
            assert!(document.contains(&markdown::escape(text)), "markdown lacks {text:?}");
        }
        let mut head = serde_json::to_value(case.1.content()).unwrap();
        for key in ["answers", "supplementary"] {
            head.as_object_mut().unwrap().remove(key);
        }
        let mut texts = Vec::new();
        typed(&head, &mut texts);
        for text in &texts {
            assert!(cells.contains(text.as_str()), "csv lacks {text:?}");
        }
    }
}

#[test]
fn json_keeps_the_assessment_and_the_canonical_result() {
    let case = cases::small();
    let text = json::report(&report(&case, Audience::Regulator));
    assert!(text.contains(&format!(r#""result":{}"#, case.2.to_json())));
    let document: BTreeMap<String, Value> = serde_json::from_str(&text).unwrap();
    let content: AssessmentContent = serde_json::from_value(document["assessment"].clone()).unwrap();
    assert_eq!(&content, case.1.content());
    assert_eq!(document["schema"], json::SCHEMA);
    assert_eq!(document["disclaimer"], words::DISCLAIMER);
    assert_eq!(document["audience"], "regulator");
    assert_eq!(document["sets"][0]["legal_state"]["as_of"], "2026-01-01");
}

#[test]
fn cells_that_a_spreadsheet_would_run_are_guarded() {
    let mut case = cases::small();
    let mut content = case.1.content().clone();
    for (note, outcome) in [("=1+1", "A.X-01"), ("+1", "A.X-02"), ("-x", "A.X-03"), ("@a", "B.X-01"), ("\tb", "B.X-02")]
    {
        content.answers.get_mut(outcome).unwrap().note = Some(note.to_owned());
    }
    content.answers.get_mut("A.X-01").unwrap().owner = Some("\rc".to_owned());
    content.answers.get_mut("A.X-01").unwrap().method = Some("-5".to_owned());
    case.1 = case.0.assessment_of(content).unwrap();
    let table = csv::report(&report(&case, Audience::Auditor));
    let mut guarded = Vec::new();
    for record in ::csv::Reader::from_reader(table.as_bytes()).records() {
        for cell in &record.unwrap() {
            assert!(!cell.starts_with(['=', '+', '@', '\t', '\r']), "{cell:?}");
            assert!(!cell.starts_with('-') || cell == "-5", "{cell:?}");
            guarded.extend(cell.starts_with('\'').then(|| cell.to_owned()));
        }
    }
    assert_eq!(guarded, ["'=1+1", "'\nc", "'+1", "'-x", "'@a", "'\tb"]);
}

#[test]
fn typed_markup_stays_text() {
    let case = cases::small();
    for audience in AUDIENCES {
        let document = markdown::report(&report(&case, audience));
        assert!(!document.contains("<Ltd>") && document.contains("Acme \\| Sons &lt;Ltd&gt;"), "{document}");
        let mut columns = None;
        for line in document.lines() {
            let bars = line.replace("\\|", "").matches('|').count();
            if let Some(known) = columns.filter(|_| bars > 0) {
                assert_eq!(bars, known, "{line}");
            }
            columns = (bars > 0).then_some(bars);
        }
    }
}

#[test]
fn text_fits_the_terminal() {
    let case = cases::small();
    for audience in AUDIENCES {
        for line in text::report(&report(&case, audience)).lines() {
            assert!(line.chars().count() <= 80 || line.contains("SHA-256") || !line.trim().contains(' '), "{line}");
        }
    }
}

#[test]
fn a_terminal_gets_no_control_characters() {
    let mut case = cases::small();
    let mut content = case.1.content().clone();
    let note = "\u{1b}[31mred\u{7}\u{9b}".to_owned();
    content.answers.get_mut("A.X-01").unwrap().note = Some(note.clone());
    content.organization.as_mut().unwrap().name = Some(note);
    content.answers.get_mut("A.X-02").unwrap().note = Some("\u{1b}=1+1\r\nnext\tcell\rlast".to_owned());
    case.1 = case.0.assessment_of(content).unwrap();
    let shown = text::report(&report(&case, Audience::Auditor));
    assert!(shown.contains("[31mred"));
    assert!(shown.chars().all(|c| c == '\n' || !c.is_control()));
    let explained = csf_assess::explain::explain(&case.0, &case.1, &case.2, "A.X-01").unwrap().to_text();
    assert!(explained.contains("[31mred") && explained.chars().all(|c| c == '\n' || !c.is_control()));
    let report = report(&case, Audience::Auditor);
    for table in [csv::nodes(&report), csv::obligations(&report), csv::answers(&report), csv::report(&report)] {
        assert!(table.chars().all(|c| matches!(c, '\n' | '\t') || !c.is_control()), "{table:?}");
    }
    assert!(csv::answers(&report).contains("'=1+1\nnext\tcell\nlast"));
    let (document, page, data) = (markdown::report(&report), html(&report), json::report(&report));
    for form in [document, page, data.clone()] {
        assert!(form.contains("[31mred"));
        assert!(form.chars().all(|c| matches!(c, '\n' | '\t') || !c.is_control()), "{form:?}");
    }
    let data: Value = serde_json::from_str(&data).unwrap();
    assert_eq!(data["assessment"]["organization"]["name"], "\u{1b}[31mred\u{7}\u{9b}");
}

#[test]
fn durations_are_spelled_out() {
    let cases = [
        ("PT24H", "24 hours"),
        ("PT1H30M", "1 hour 30 minutes"),
        ("P14D", "14 days"),
        ("P1M", "1 month"),
        ("P1Y6M", "1 year 6 months"),
        ("P2WT1H", "2 weeks 1 hour"),
        ("PT", "PT"),
        ("P5", "P5"),
        ("soon", "soon"),
        ("P3X", "P3X"),
    ];
    for (iso, words) in cases {
        assert_eq!(words::duration(iso), words);
    }
}

#[test]
fn the_state_in_a_table_is_that_of_the_score() {
    let case = cases::dimensions();
    let table = csv::answers(&report(&case, Audience::Auditor));
    let rows = ::csv::Reader::from_reader(table.as_bytes()).records().map(Result::unwrap).collect::<Vec<_>>();
    let states: Vec<[&str; 3]> = rows.iter().map(|row| [&row[1], &row[4], &row[16]]).collect();
    assert_eq!(
        states,
        [["P-1", "rated", "1"], ["P-2", "unanswered", ""], ["P-3", "not_applicable", ""], ["P-4", "unknown", ""]]
    );
}

#[test]
fn a_class_is_named_without_a_set_too() {
    for (class, shown) in [(value!("important"), "important"), (value!({"duties": "tiny"}), "duties: tiny")] {
        let (library, assessment, _) = cases::small();
        let mut content = serde_json::to_value(assessment.content()).unwrap();
        content["organization"]["class"] = class;
        let assessment = library.assessment(content.to_string().as_bytes()).unwrap();
        let result = library.assess(&assessment, &[]).unwrap();
        let case = (library, assessment, result);
        let report = report(&case, Audience::Board);
        assert!(text::report(&report).contains(&format!("\nClass: {shown}\n")));
        assert!(markdown::report(&report).contains(&format!("\n- **Class:** {shown}\n")));
        assert!(html(&report).contains(&format!("<dt>Class</dt><dd>{shown}</dd>")));
    }
}

#[test]
fn a_code_is_shown_as_it_was_typed_beside_its_number() {
    let case = cases::codes();
    let report = report(&case, Audience::Auditor);
    assert!(text::report(&report).contains("C-1 First: HI = 2 (High)"));
    assert!(markdown::report(&report).contains("| C-1 First | HI = 2 (High) |"));
    let explained = csf_assess::explain::explain(&case.0, &case.1, &case.2, "C-1").unwrap().to_text();
    assert!(explained.contains("Answer: level HI = 2 (High)."), "{explained}");
}

#[test]
fn every_form_words_a_deadline_alike() {
    let case = cases::codes();
    let report = report(&case, Audience::Auditor);
    let explained = csf_assess::explain::explain(&case.0, &case.1, &case.2, "R-1").unwrap().to_text();
    for form in [markdown::report(&report), html(&report), explained] {
        let form = form.split_whitespace().collect::<Vec<_>>().join(" ");
        let limit = "within 1 hour 30 minutes of becoming aware; 24 hours for Keeper of keys. Counted from the call.";
        assert!(form.contains(limit) && !form.contains("call.."), "{form}");
    }
}

#[test]
fn a_mapping_that_the_framework_does_not_ask_has_its_row() {
    let case = cases::codes();
    for audience in [Audience::Auditor, Audience::Regulator] {
        let shown = markdown::report(&report(&case, audience));
        assert!(shown.contains("| C-9 | 4 | Not asked by this framework |  |"), "{shown}");
    }
}

#[test]
fn every_form_says_that_it_is_no_legal_advice() {
    let cases = [
        cases::small(),
        #[cfg(feature = "embedded")]
        cases::large(),
    ];
    for case in &cases {
        for audience in AUDIENCES {
            let report = report(case, audience);
            for form in
                [text::report(&report), text::obligations(&report), markdown::report(&report), json::report(&report)]
            {
                let form = form.split_whitespace().collect::<Vec<_>>().join(" ");
                assert!(form.contains(words::DISCLAIMER));
                assert!(!form.to_lowercase().contains("compliant"));
            }
        }
    }
}

#[cfg(feature = "embedded")]
#[test]
fn every_graded_article_is_shown() {
    let case = cases::large();
    let report = report(&case, Audience::Regulator);
    let (shown, table) = (markdown::report(&report), csv::obligations(&report));
    for id in case.2.obligations.keys() {
        assert!(shown.contains(&markdown::escape(id)), "{id}");
        assert!(table.contains(id.as_str()), "{id}");
    }
    let board = markdown::report(&Report { audience: Audience::Board, ..report });
    assert!(board.len() * 3 < shown.len(), "a board's report is {} of {}", board.len(), shown.len());
}
