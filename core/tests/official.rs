//! Official wording beside our texts: labelled, in every place, harmless, and nowhere without a wording.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests stop at the first surprise")]

mod common;

use csf_assess::explain::{Subject, explain};
use csf_assess::report::{Audience, Report, html, markdown, official};
use csf_assess::template;
use csf_assess::{Assessment, AssessmentResult, Library};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::{Value, json};

const NASTY: &str = "<script>alert('x')</script> & \u{1b}[31m **bold**\n- id: X";

fn wording() -> Value {
    json!({
        "schema": "csf-assess/wording/1", "id": "small--test", "framework": "small",
        "source": {"reference": "The <Small> Framework"},
        "texts": {
            "A": {"title": "FIRST", "statement": "All of the first function"},
            "A.X": {"statement": "All of category X"},
            "A.X-01": {"statement": "X one is done", "examples": [
                {"id": "A.X-01.001", "text": "Do the first thing"}, {"text": "Do the second thing"}]},
            "A.Y-01": {"statement": NASTY, "examples": [{"id": "Ex1", "text": NASTY}]},
            "B.Z": {"title": "A title alone"}
        }
    })
}

struct Case {
    library: Library,
    assessment: Assessment,
    result: AssessmentResult,
}

fn case(with_wording: bool) -> Case {
    let mut documents = common::small();
    documents.extend(with_wording.then(wording));
    let library = common::library(&documents);
    let assessment = json!({
        "schema": "csf-assess/assessment/1", "id": "t", "framework": "small",
        "organization": {"class": {"set": "big"}}, "answers": {"A.X-01": {"level": 3}}
    });
    let assessment = library.assessment(assessment.to_string().as_bytes()).unwrap();
    let result = library.assess(&assessment, &["set"]).unwrap();
    Case { library, assessment, result }
}

impl Case {
    fn report(&self, audience: Audience) -> Report<'_> {
        Report { library: &self.library, assessment: &self.assessment, result: &self.result, audience }
    }

    fn explained(&self, id: &str) -> (String, Value) {
        let explanation = explain(&self.library, &self.assessment, &self.result, id).unwrap();
        assert!(matches!(explanation.of, Subject::Node(_)));
        (explanation.to_text(), serde_json::to_value(&explanation).unwrap())
    }
}

/// The text of a well-formed page.
fn text_of(page: &str) -> String {
    let mut reader = Reader::from_str(page);
    let mut text = String::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Text(part) => text.push_str(&part.xml10_content()),
            Event::GeneralRef(name) => {
                let name: &str = name.as_ref();
                text.push_str(match name {
                    "lt" => "<",
                    "gt" => ">",
                    "amp" => "&",
                    "#39" | "apos" => "'",
                    other => other,
                });
            }
            Event::Eof => return text,
            _ => {}
        }
    }
}

#[test]
fn one_function_gives_the_words_and_their_label() {
    let case = case(true);
    let found = official(&case.library, "small", "A.X-01").unwrap();
    assert_eq!(found.label(), "Official wording (The <Small> Framework)");
    assert_eq!(found.text.statement.as_deref(), Some("X one is done"));
    for id in ["B.Z", "B.Z-01", "none"] {
        assert_eq!(official(&case.library, "small", id), None, "{id}");
    }
    assert_eq!(official(&case.library, "other", "A.X-01"), None);
}

#[test]
fn the_page_of_an_auditor_has_a_block_beside_each_outcome() {
    let page = html(&case(true).report(Audience::Auditor));
    let text = text_of(&page);
    let block = "<summary>Official wording (The &lt;Small&gt; Framework)</summary><p class=\"said\">X one is done</p>";
    assert_eq!(page.matches(block).count(), 1);
    assert_eq!(page.matches("<summary>Official wording").count(), 4);
    for words in ["All of the first function", "All of category X", "A.X-01.001 Do the first thing", "Do the second"] {
        assert!(text.contains(words), "{words}");
    }
    assert!(text.contains("<script>alert('x')</script> & "));
    assert!(!page.contains("<script") && !page.contains('\u{1b}'));
}

#[test]
fn the_page_of_a_regulator_has_every_text_once_and_links_to_it() {
    let page = html(&case(true).report(Audience::Regulator));
    text_of(&page);
    assert_eq!(page.matches("X one is done").count(), 1);
    assert!(page.contains("id=\"official:A.X-01\""));
    assert!(page.contains("href=\"#official:A.X-01\""));
    assert!(!page.contains("href=\"#official:B.Z-01\""));
    assert_eq!(page.matches("All of the first function").count(), 1);
    assert!(page.contains("<h2 id=\"official-heading\">Official wording</h2>"));
    assert!(!html(&case(true).report(Audience::Board)).contains("fficial wording"));
}

#[test]
fn markdown_has_a_section_of_its_own() {
    for audience in [Audience::Auditor, Audience::Regulator] {
        let text = markdown::report(&case(true).report(audience));
        let section = text.split("\n## Official wording\n").nth(1).unwrap().split("\n## ").next().unwrap();
        assert!(section.contains("Source: The &lt;Small&gt; Framework."), "{section}");
        assert!(section.contains("### A.X-01 Outcome A.X-01\n\nX one is done\n\n- A.X-01.001: Do the first thing\n"));
        assert!(section.contains("&lt;script&gt;") && !section.contains("**bold**"), "{section}");
        assert!(!section.contains('\u{1b}') && !section.contains("B.Z"), "{section}");
    }
    assert!(!markdown::report(&case(true).report(Audience::Board)).contains("Official wording"));
}

#[test]
fn explanations_say_what_the_publisher_says() {
    let case = case(true);
    let (text, value) = case.explained("A.X-01");
    let expected = "Official wording (The <Small> Framework):\nX one is done\n- A.X-01.001: Do the first thing\n- Do the \
                    second thing\n";
    assert!(text.contains(expected), "{text}");
    assert_eq!(
        value["of"]["node"]["official"],
        json!({
            "examples": [{"id": "A.X-01.001", "text": "Do the first thing"}, {"text": "Do the second thing"}],
            "source": "The <Small> Framework", "statement": "X one is done"
        })
    );
    assert!(case.explained("A.X").0.contains("All of category X"));
    let (text, _) = case.explained("A.Y-01");
    assert!(text.contains("<script>") && !text.contains('\u{1b}'), "{text}");
}

#[test]
fn an_empty_assessment_has_the_statements_in_its_comments() {
    let case = case(true);
    let framework = case.library.framework("small").unwrap();
    let scale = case.library.scale("s").unwrap();
    let wording = case.library.wording_of("small");
    let text = template::with_wording(framework, scale, None, None, wording);
    let above = "\n  # Outcome A.X-01\n  # Official: X one is done\n  A.X-01:\n";
    assert!(text.contains(above), "{text}");
    assert!(text.contains("  # ===== A First =====\n  # Official: All of the first function\n"), "{text}");
    assert!(text.contains("\n# `Official:` is the publisher's own wording, from The <Small> Framework.\n"), "{text}");
    let is_comment = |line: &&str| line.contains("alert") || line.contains("id: X");
    assert!(text.lines().filter(is_comment).all(|line| line.trim_start().starts_with('#')), "{text}");
    #[cfg(feature = "yaml")]
    case.library.assessment(text.as_bytes()).unwrap();
    let plain = template::assessment(framework, scale, None, None);
    assert_eq!(template::with_wording(framework, scale, None, None, None), plain);
    assert!(!plain.contains("fficial"));
}

#[test]
fn without_a_wording_nothing_speaks_of_it() {
    let case = case(false);
    for audience in [Audience::Board, Audience::Auditor, Audience::Regulator] {
        assert!(!html(&case.report(audience)).contains("fficial"));
        assert!(!markdown::report(&case.report(audience)).contains("fficial"));
    }
    let (text, value) = case.explained("A.X-01");
    assert!(!text.contains("fficial") && value["of"]["node"].get("official").is_none());
    let shown = case.library.framework_beside("small").unwrap();
    assert_eq!(shown.content(), case.library.framework("small").unwrap().content());
}

#[test]
fn the_words_change_no_figure_and_no_hash() {
    assert_eq!(case(true).result.to_json(), case(false).result.to_json());
}
