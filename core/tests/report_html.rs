//! The HTML report: well-formed, self-contained, complete, and nothing of an assessment is markup in it.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests stop at the first surprise")]

use csf_assess::assessed::Assessed;
use csf_assess::compare::compare;
use csf_assess::freshness::freshness;
use csf_assess::report::{Audience, Chapter, Report, html, json as whole, markdown, text, words};
use csf_assess::result::ObligationStatus;
use csf_assess::sensitivity::sensitivity;
use csf_assess::trend::{Entry, trend};
use csf_assess::{Assessment, AssessmentResult, Library};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const AUDIENCES: [Audience; 3] = [Audience::Board, Audience::Auditor, Audience::Regulator];

/// A framework, scale, set and crosswalk that are small enough to be read whole in the snapshot.
fn small() -> Vec<Value> {
    let subcategory =
        |id: &str, title: &str| json!({"id": id, "title": title, "question": format!("How is {id} done?")});
    let duty = |id: &str, article: &str, group: Option<&str>, title: &str| {
        let mut duty = json!({
            "id": id, "article": article, "addressee": "entity", "kind": "risk_management", "title": title,
            "summary": format!("The entity does what {title} says."), "verification": "Read twice.",
        });
        if let Some(group) = group {
            duty["group"] = json!(group);
        }
        duty
    };
    let mut keys = duty("LAW-1.a", "1(a)", Some("LAW-1"), "Keys");
    keys["deadlines"] = json!([{"event": "awareness", "within": "PT24H", "note": "Counted from the call."}]);
    keys["supplementary"] = json!([
        {"id": "LAW-1.a/1", "question": "Is there a key list?", "evidence": ["the list"]},
        {"id": "LAW-1.a/2", "question": "Is the list read?"},
    ]);
    let mut notice = duty("LAW-1.b", "1(b)", Some("LAW-1"), "Notice");
    notice["supplementary"] = json!([{"id": "LAW-1.b/1", "question": "Is notice given?"}]);
    let mut registry = duty("LAW-2", "2", None, "Registry");
    registry["binds"] = json!({"classes": ["essential"]});
    let mut fine = duty("LAW-9", "9", None, "Fine");
    fine["kind"] = json!("information");
    vec![
        json!({"schema": "csf-assess/scale/1", "id": "four", "title": "Zero to four", "levels": [
            {"value": 0, "name": "None"}, {"value": 2, "name": "Some"}, {"value": 4, "name": "All"}]}),
        json!({"schema": "csf-assess/model/1", "id": "weighted-mean", "title": "Weighted mean",
            "not_applicable": {"at_most": 0}, "gates": [{"id": "doors", "title": "Doors", "on": "A.D", "at_least": 2}]}),
        json!({"schema": "csf-assess/framework/1", "id": "small", "version": "1", "title": "Small <framework>",
            "scale": "four", "functions": [
            {"id": "A", "title": "Act", "categories": [{"id": "A.D", "title": "Doors", "subcategories": [
                subcategory("A.D-1", "Locks & keys"), subcategory("A.D-2", "Windows")]}]},
            {"id": "B", "title": "Build", "categories": [{"id": "B.W", "title": "Walls", "subcategories": [
                subcategory("B.W-1", "Bricks")]}]},
            {"id": "C", "title": "Care", "categories": [{"id": "C.G", "title": "Garden", "subcategories": [
                subcategory("C.G-1", "Hedges"), {"id": "C.G-2", "title": "Trees", "requirements": [
                    {"id": "C.G-2.1", "title": "Oaks"}, {"id": "C.G-2.2", "title": "Firs"}]}]}]}]}),
        json!({"schema": "csf-assess/obligations/1", "id": "law", "title": "The law", "in_force": {"from": "2020-01-01",
            "until": "2030-01-01"}, "legal_state": {"as_of": "2026-01-01", "statement": "It holds.", "pending": [
            {"reference": "Bill 7", "dated": "2025-05-05", "content": "Longer terms.", "status": "Proposal"}],
            "not_verified": ["The annex."]}, "classes": ["essential", "important"],
            "groups": [{"id": "LAW-1", "article": "1", "title": "Doors"}],
            "obligations": [keys, notice, registry, fine]}),
        json!({"schema": "csf-assess/crosswalk/1", "id": "small--law", "from": "small", "to": "law",
            "reach": {"LAW-1.a": "partial"}, "no_relationship": ["B.W-1"],
            "not_counted": [{"from": "C.G-2", "to": "LAW-1.b", "reason": "Trees give no notice."}],
            "mappings": [
            {"from": "A.D-1", "to": "LAW-1.a", "relationship": "subset_of", "strength": 8, "rationale": "Locks.",
                "sources": ["A guide"], "review": "verified"},
            {"from": "C.G-2", "to": "LAW-1.a", "relationship": "intersects_with", "strength": 3,
                "rationale": "Trees.", "review": "proposed"}]}),
    ]
}

/// Every field that holds a text of the user's holds one that would be markup if it were not escaped.
fn answers() -> Value {
    json!({"schema": "csf-assess/assessment/1", "id": "y1", "framework": "small", "assessed_on": "2026-02-03",
        "organization": {"name": "Hut </title><script>1</script> & sons", "country": "BE", "size": "small <b>",
            "class": {"law": "important"}, "x": {"ring": "organization <x>"}},
        "respondents": [{"id": "it", "role": "IT <i>", "name": "R. \"Bob\"", "lead": true}],
        "answers": {
            "A.D-1": {"level": 2, "target": 4, "note": "note <1>\nsecond line", "owner": "owner <1>", "by": "it",
                "on": "2026-02-01", "method": "method <1>", "x": {"row": [1, {"deep": "x <1>"}]},
                "evidence": [{"ref": "ref <1>", "date": "2026-01-01", "note": "evidence note <1>", "x": {"k": "x <2>"}}],
                "reason": "reason <4>",
                "voices": {"it": {"level": 4, "note": "voice <1>", "evidence": [{"ref": "ref <2>"}],
                    "reason": "reason <5>", "voices": {"it": {"level": 0, "note": "voice <2>"}}}}},
            "A.D-2": {"state": "unknown", "owner": "owner <2>", "reason": "reason <3>"},
            "B.W-1": {"state": "not_applicable", "reason": "reason <1>", "note": "note <2>"},
            "C.G-2.1": {"level": 4, "target": 4, "note": "note <3>"}},
        "supplementary": {
            "LAW-1.a/1": {"answer": "yes", "note": "note <4>", "owner": "owner <3>", "by": "it", "on": "2026-02-02",
                "evidence": [{"ref": "ref <3>", "note": "evidence note <2>"}], "x": {"k": "x <3>"}},
            "LAW-1.b/1": {"answer": "not_applicable", "reason": "reason <2>"}},
        "x": {"k": "x <4>"}})
}

fn library() -> Library {
    let mut library = Library::empty();
    for document in small() {
        library.add(document.to_string().as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    }
    library
}

fn page_of(library: &Library, assessment: &Value, sets: &[&str], audience: Audience) -> String {
    let assessment = library.assessment(assessment.to_string().as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    let result = library.assess(&assessment, sets).unwrap();
    page(library, &assessment, &result, audience)
}

fn page(library: &Library, assessment: &Assessment, result: &AssessmentResult, audience: Audience) -> String {
    html(&Report { library, assessment, result, audience, chapters: &[] })
}

/// What stands beside the scores of an assessment, as chapters.
fn chapters(library: &Library, assessment: &Assessment, result: &AssessmentResult) -> Vec<Chapter> {
    let assessed = Assessed { library, assessment, result };
    let mut earlier = assessment.content().clone();
    earlier.assessed_on = Some("2020-01-31".to_owned());
    earlier.answers.pop_first();
    earlier.supplementary.pop_first();
    let earlier = library.assessment_of(earlier).unwrap();
    let mut dated = assessment.content().clone();
    dated.assessed_on = Some("2021-01-31".to_owned());
    let dated = library.assessment_of(dated).unwrap();
    let sets: Vec<&str> = result.sets.keys().map(String::as_str).collect();
    let before = library.assess(&earlier, &sets).unwrap();
    let before = Assessed { library, assessment: &earlier, result: &before };
    let now = Assessed { library, assessment: &dated, result };
    let entries = [Entry { name: "a", assessed: before }, Entry { name: "b", assessed: now }];
    vec![
        compare(before, assessed).chapter(),
        trend(&entries).unwrap().chapter(),
        sensitivity(assessed).unwrap().chapter(),
        freshness(assessed, "2026-11-23").unwrap().chapter(),
    ]
}

/// Half of the outcomes rated, the rest open; some questions answered.
fn large() -> (Library, Assessment, AssessmentResult) {
    let library = Library::embedded().unwrap();
    let framework = library.framework("nist-csf-2.0").unwrap();
    let mut answers = serde_json::Map::new();
    for (position, node) in framework.outcomes().enumerate() {
        let note = format!("note of {} & <more>", node.id);
        let answer = match position % 7 {
            0 => continue,
            1 => json!({"state": "unknown", "note": note}),
            2 => json!({"state": "not_applicable", "reason": "no such thing", "note": note}),
            level => {
                json!({"level": level - 2, "target": 4, "note": note, "evidence": [{"ref": format!("ref {position}")}]})
            }
        };
        answers.insert(node.id.clone(), answer);
    }
    let set = library.obligation_set("nis2").unwrap();
    let said = ["yes", "no", "unknown"];
    let supplementary: serde_json::Map<String, Value> = set
        .question_ids()
        .enumerate()
        .filter(|(position, _)| position % 4 < 3)
        .map(|(position, id)| (id.to_owned(), json!({"answer": said[position % 4], "note": format!("about {id}")})))
        .collect();
    let content = json!({"schema": "csf-assess/assessment/1", "id": "large", "framework": "nist-csf-2.0",
        "organization": {"class": "important", "roles": []}, "answers": answers, "supplementary": supplementary});
    let assessment = library.assessment(content.to_string().as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    let result = library.assess(&assessment, &["nis2"]).unwrap();
    (library, assessment, result)
}

/// Every element of a page, which has to be well-formed.
fn elements(page: &str) -> Vec<BytesStart<'static>> {
    let mut reader = Reader::from_str(page);
    let mut elements = Vec::new();
    let mut depth = 0_i64;
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error} at {}", reader.error_position())) {
            Event::Start(element) => {
                depth += 1;
                elements.push(element.into_owned());
            }
            Event::Empty(element) => elements.push(element.into_owned()),
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
    elements
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.attributes().map(|attribute| attribute.unwrap()).find(|it| it.key.as_ref() == name);
    attribute.map(|attribute| attribute.value.into_owned())
}

/// What holds of every page.
fn check_page(page: &str) {
    let elements = elements(page);
    let mut ids = BTreeSet::new();
    for element in &elements {
        if let Some(id) = attribute(element, "id") {
            assert!(ids.insert(id.clone()), "the id {id} is there twice");
        }
    }
    let mut level = 0;
    for element in &elements {
        let name = element.name().as_ref().to_owned();
        assert!(
            !["script", "link", "img", "iframe", "object", "embed", "form", "base"].contains(&name.as_str()),
            "{name}"
        );
        for attribute in element.attributes().map(|attribute| attribute.unwrap()) {
            let key = attribute.key.as_ref().to_owned();
            let value = attribute.value.to_string();
            assert!(!key.starts_with("on") && key != "src" && key != "style", "{key}");
            if key == "href" {
                assert!(value.strip_prefix('#').is_some_and(|id| ids.contains(id)), "{value} leads nowhere");
            }
            if key == "aria-labelledby" {
                assert!(value.split(' ').all(|id| ids.contains(id)), "{value} names nothing");
            }
            assert!(
                !value.contains("NaN") && !value.contains("inf")
                    || !["d", "x", "y", "cx", "cy"].contains(&key.as_str())
            );
        }
        if let Some(next) = name.strip_prefix('h').and_then(|level| level.parse::<u8>().ok()) {
            assert!(next <= level + 1, "a heading of level {next} after one of level {level}");
            level = next;
        }
    }
    let count = |name: &str| elements.iter().filter(|element| element.name().as_ref() == name).count();
    for landmark in ["h1", "header", "nav", "main", "footer", "title", "style"] {
        let wanted = if landmark == "title" { 1..=2 } else { 1..=1 };
        assert!(wanted.contains(&count(landmark)), "{landmark}");
    }
    assert!(page.contains("http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;;"));
    assert!(page.contains("<html lang=\"en\">"));
    assert_eq!(page.matches("not legal advice. It shows").count(), 2, "the disclaimer stands at the top and the foot");
    let words = page.to_lowercase();
    assert!(!words.contains("<script") && !words.contains("compliant") && !words.contains("url("));
    assert!(!page.contains("NaN") && !page.contains("inf%"));
}

#[test]
fn a_small_report_reads_as_agreed() {
    let page = page_of(&library(), &answers(), &["law"], Audience::Auditor);
    let (head, rest) = page.split_once("<style>").unwrap();
    let (_, rest) = rest.split_once("</style>").unwrap();
    let version = concat!("csf-assess ", env!("CARGO_PKG_VERSION"));
    let text = format!("{head}{rest}").replace(version, "csf-assess VERSION").replace("><", ">\n<");
    insta::assert_snapshot!("small", text);
}

#[test]
fn every_page_is_well_formed_and_needs_nothing_else() {
    let (large_library, assessment, result) = large();
    for audience in AUDIENCES {
        for sets in [&["law"][..], &[]] {
            check_page(&page_of(&library(), &answers(), sets, audience));
        }
        let page = page(&large_library, &assessment, &result, audience);
        check_page(&page);
        assert!(!page.contains("http://") && !page.contains("https://"));
        assert!(page.len() < 1_500_000, "{} bytes", page.len());
    }
}

/// Every text below a value, with the escaping that the page should have.
#[test]
fn chapters_stand_in_every_form_of_a_report() {
    let (library, assessment, result) = large();
    let chapters = chapters(&library, &assessment, &result);
    for audience in AUDIENCES {
        let report =
            Report { library: &library, assessment: &assessment, result: &result, audience, chapters: &chapters };
        let page = html(&report);
        check_page(&page);
        let (plain, marked) = (text::report(&report), markdown::report(&report));
        let document: Value = serde_json::from_str(&whole::report(&report)).unwrap();
        assert_eq!(document["chapters"].as_array().unwrap().len(), chapters.len());
        for (place, chapter) in chapters.iter().enumerate() {
            assert!(page.contains(&format!("<a href=\"#chapter-{}\">", place + 1)), "{}", chapter.title());
            let own = chapter.to_text();
            let line = own.lines().skip(1).find(|line| !line.is_empty()).unwrap();
            assert!(plain.contains(line), "{}", chapter.title());
            let marked_title = format!("\n## {}\n", markdown::escape(chapter.title()));
            assert!(marked.contains(&marked_title), "{}", chapter.title());
            assert_eq!(document["chapters"][place]["title"], chapter.title());
            assert!(chapter.to_markdown().contains(words::DISCLAIMER));
        }
        let (answers, last) = (page.find("id=\"answers\""), page.find("id=\"chapter-4\"").unwrap());
        assert_eq!(answers.is_some(), audience == Audience::Auditor);
        assert!(answers.is_none_or(|answers| last < answers));
    }
}

fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(
            text.replace('&', "&amp;")
                .replace('<', "&lt;")
                .replace('>', "&gt;")
                .replace('"', "&quot;")
                .replace('\'', "&#39;"),
        ),
        Value::Array(values) => values.iter().for_each(|value| texts(value, found)),
        Value::Object(members) => members.values().for_each(|value| texts(value, found)),
        _ => {}
    }
}

#[test]
fn an_auditor_sees_every_text_of_the_assessment_and_none_is_markup() {
    let page = page_of(&library(), &answers(), &["law"], Audience::Auditor);
    let mut found = Vec::new();
    let answers = answers();
    for part in ["id", "assessed_on", "organization", "respondents", "x"] {
        texts(&answers[part], &mut found);
    }
    for part in ["answers", "supplementary"] {
        for (id, answer) in answers[part].as_object().unwrap() {
            found.push(id.clone());
            let mut answer = answer.clone();
            // These two are shown in words.
            for word in ["state", "answer"] {
                answer.as_object_mut().unwrap().remove(word);
            }
            texts(&answer, &mut found);
        }
    }
    assert!(found.len() > 40);
    for text in found {
        assert!(page.contains(&text), "{text} is missing");
    }
    assert!(
        page.contains("2 (Some)")
            && page.contains("target 4 (All)")
            && page.contains("within 24 hours of becoming aware")
    );
}

#[test]
fn an_answer_to_an_act_that_is_not_graded_is_shown_all_the_same() {
    let page = page_of(&library(), &answers(), &[], Audience::Auditor);
    for text in [
        "Answers to questions of other acts",
        "LAW-1.a/1",
        "note &lt;4&gt;",
        "evidence note &lt;2&gt;",
        "reason &lt;2&gt;",
    ] {
        assert!(page.contains(text), "{text} is missing");
    }
    assert!(!page.contains("id=\"duties\""));
}

#[test]
fn every_entry_and_every_figure_of_a_result_is_shown() {
    let (library, assessment, result) = large();
    let page = page(&library, &assessment, &result, Audience::Auditor);
    let set = library.obligation_set("nis2").unwrap();
    for id in set.ids() {
        let obligation = set.obligation(id).is_some();
        assert!(!obligation || page.contains(&format!("id=\"nis2:{id}\"")), "{id} is missing");
    }
    for id in result.obligations.keys() {
        // Below a heading where nothing binds, the heading stands for all.
        let group = set.obligation(id).unwrap().group.as_ref().filter(|group| {
            let statuses = &result.groups[*group].statuses;
            let all = ObligationStatus::ALL.iter().map(|status| statuses.of(*status)).sum::<u64>();
            all == statuses.not_applicable
        });
        let shown = group.unwrap_or(id);
        assert!(page.contains(&format!("href=\"#nis2:{shown}\"")), "{id} is not in the table");
        assert_eq!(group.is_none(), page.contains(&format!("href=\"#nis2:{id}\"")), "{id}");
    }
    for node in assessment.framework().outcomes() {
        assert!(page.contains(&format!("id=\"answer:{}\"", node.id)), "{} is missing", node.id);
        assert_eq!(assessment.answer(&node.id).is_some(), page.contains(&format!("note of {} &amp;", node.id)));
    }
    for (id, node) in &result.nodes {
        let is_shown = id == "total" || id.len() <= 5;
        for figure in [&node.score, &node.low, &node.high].into_iter().flatten().filter(|_| is_shown) {
            assert!(page.contains(&figure.0.rounded(2)), "{id}");
        }
    }
    for hash in [&result.framework.hash, &result.scale.hash, &result.model.hash, &result.sets["nis2"].hash] {
        assert!(page.contains(hash.as_str()));
    }
}

#[test]
fn the_audience_decides_how_much_is_shown() {
    let (library, assessment, result) = large();
    let has = |audience: Audience| {
        let page = page(&library, &assessment, &result, audience);
        ["articles", "categories", "answers", "open", "duties"]
            .map(|id| page.contains(&format!("<section id=\"{id}\"")))
    };
    assert_eq!(has(Audience::Board), [false, true, false, true, true]);
    assert_eq!(has(Audience::Auditor), [true, true, true, true, true]);
    assert_eq!(has(Audience::Regulator), [true, false, false, true, true]);
}

#[test]
fn an_empty_assessment_has_a_report_too() {
    let library = Library::embedded().unwrap();
    let empty = json!({"schema": "csf-assess/assessment/1", "id": "empty", "framework": "nist-csf-2.0"});
    for audience in AUDIENCES {
        let page = page_of(&library, &empty, &["nis2"], audience);
        check_page(&page);
        assert!(page.contains("0 of 106") && page.contains("Class unknown"));
    }
}

#[test]
fn the_same_result_gives_the_same_bytes() {
    let (library, assessment, result) = large();
    let once = page(&library, &assessment, &result, Audience::Auditor);
    assert_eq!(once, page(&library, &assessment, &result, Audience::Auditor));
}
