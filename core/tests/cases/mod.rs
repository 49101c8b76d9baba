//! Two assessments that the tests of explanations and reports share.
#![allow(dead_code, clippy::unwrap_used, reason = "each test uses a part, and stops at the first surprise")]

use csf_assess::{Assessment, AssessmentResult, Library};
use serde_json::{Map, Value, json};

/// A framework, set and crosswalk small enough to check by hand.
pub(crate) fn small() -> (Library, Assessment, AssessmentResult) {
    let mut library = Library::empty();
    for document in small_documents() {
        library.add(document.to_string().as_bytes()).unwrap();
    }
    let assessment = library.assessment(small_assessment().to_string().as_bytes()).unwrap();
    let result = library.assess(&assessment, &["duties"]).unwrap();
    (library, assessment, result)
}

pub(crate) fn small_documents() -> Vec<Value> {
    let item =
        |id: &str, title: &str| json!({"id": id, "title": title, "question": format!("How is it with {title}?")});
    let tagged = json!({"id": "B.X-01", "title": "Alarms are watched", "tags": ["key"]});
    let mapping = |from: &str, to: &str, strength: u64| {
        json!({"from": from, "to": to, "relationship": "intersects_with", "strength": strength,
            "rationale": format!("{from} shows a part."), "sources": ["own"], "review": "proposed"})
    };
    let obligation = |id: &str, article: &str, kind: &str, more: Value| {
        let mut obligation = json!({"id": id, "article": article, "addressee": "entity", "kind": kind,
            "title": format!("Duty {article}"), "summary": format!("What {article} asks."), "verification": "Read."});
        obligation.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        obligation
    };
    vec![
        json!({"schema": "csf-assess/scale/1", "id": "steps", "title": "Steps", "levels": [
            {"value": 0, "name": "None"}, {"value": 1, "name": "Some"}, {"value": 2, "name": "Most"},
            {"value": 3, "name": "All"}]}),
        json!({"schema": "csf-assess/framework/1", "id": "small", "version": "1", "title": "Small framework",
            "scale": "steps", "functions": [
            {"id": "A", "title": "Ahead", "categories": [
                {"id": "A.X", "title": "Before", "subcategories": [
                    item("A.X-01", "a plan"), item("A.X-02", "a list"), item("A.X-03", "a vault")]},
                {"id": "A.Y", "title": "People", "subcategories": [item("A.Y-01", "training")]}]},
            {"id": "B", "title": "Behind", "categories": [
                {"id": "B.X", "title": "After", "subcategories": [tagged, item("B.X-02", "repair")]}]}]}),
        json!({"schema": "csf-assess/model/1", "id": "weighted-mean", "title": "Weighted mean",
            "weights": {"A.X-01": 2, "B": 3}, "not_applicable": {"at_most": 0},
            "gates": [{"id": "floor", "title": "No category below 1", "on": {"each": "category"}, "at_least": 1},
                {"id": "watch", "on": {"each": "key"}, "at_least": 2}]}),
        json!({"schema": "csf-assess/obligations/1", "id": "duties", "title": "Act on duties",
            "in_force": {"from": "2024-01-01"},
            "legal_state": {"as_of": "2026-01-01", "statement": "In force.",
                "pending": [{"reference": "Reform", "content": "More duties.", "status": "Proposal"}],
                "not_verified": ["National law was not read."]},
            "classes": ["big", "tiny"], "groups": [{"id": "D-1", "article": "1", "title": "Measures"},
                {"id": "D-1.a", "article": "1(a)", "title": "Plans", "group": "D-1"}],
            "obligations": [
                obligation("D-0", "0", "information", json!({})),
                obligation("D-1.a.1", "1(a)", "risk_management", json!({"group": "D-1.a"})),
                obligation("D-1.a.2", "1(a)", "risk_management", json!({"group": "D-1.a", "supplementary": [
                    {"id": "D-1.a.2/1", "question": "Is the plan tested?", "evidence": ["test report"]},
                    {"id": "D-1.a.2/2", "question": "Has the board seen it?"}]})),
                obligation("D-1.b", "1(b)", "governance", json!({"group": "D-1", "voluntary": true})),
                obligation("D-2", "2", "incident_reporting", json!({
                    "deadlines": [{"event": "awareness", "within": "PT24H"}],
                    "supplementary": [{"id": "D-2/1", "question": "Is the office told?"}]})),
                obligation("D-3", "3", "governance", json!({"binds": {"classes": ["big"]}})),
                obligation("D-4", "4", "governance", json!({}))]}),
        json!({"schema": "csf-assess/crosswalk/1", "id": "small--duties", "from": "small", "to": "duties",
            "reach": {"D-1.a.1": "substantial", "D-1.a.2": "partial", "D-1.b": "partial"},
            "mappings": [mapping("A.X-01", "D-1.a.1", 8), mapping("A.X-02", "D-1.a.1", 4),
                mapping("A.X-03", "D-1.a.1", 6), mapping("B.X-01", "D-1.a.2", 7), mapping("A.Y-01", "D-1.a.2", 3),
                mapping("B.X-02", "D-1.b", 5)],
            "no_relationship": ["A.Y-01"],
            "not_counted": [{"from": "B.X-02", "to": "D-2", "reason": "Repair is no report."}]}),
    ]
}

pub(crate) fn small_assessment() -> Value {
    json!({"schema": "csf-assess/assessment/1", "id": "small-2026", "framework": "small", "assessed_on": "2026-11-23",
        "organization": {"name": "Acme | Sons <Ltd>", "country": "BE", "class": {"duties": "tiny"},
            "x": {"ticket": "ORG-7"}},
        "respondents": [{"id": "it", "role": "IT lead", "name": "Ann Other", "lead": true}],
        "answers": {
            "A.X-01": {"level": 2, "target": 3, "note": "Plan | of\nlast year", "owner": "Security <office>",
                "by": "it", "on": "2026-11-20", "method": "interview", "x": {"k": "own value"},
                "evidence": [{"ref": "plan.pdf", "date": "2026-05-01", "note": "signed"}, {"ref": "=cmd()"}]},
            "A.X-02": {"state": "unknown", "note": "@ask again"},
            "A.X-03": {"state": "not_applicable", "reason": "There is no vault."},
            "B.X-01": {"level": 1, "target": 2, "voices": {"it": {"level": 1, "note": "what Ann said"}}},
            "B.X-02": {"level": 3}},
        "supplementary": {
            "D-1.a.2/1": {"answer": "no", "note": "Not *yet*", "owner": "Board", "evidence": [{"ref": "minutes 3"}]},
            "D-2/1": {"answer": "not_applicable", "reason": "The office does not exist."}},
        "x": {"origin": "typed by hand"}})
}

pub(crate) fn case(documents: &[Value], assessment: &Value, sets: &[&str]) -> (Library, Assessment, AssessmentResult) {
    let mut library = Library::empty();
    for document in documents {
        library.add(document.to_string().as_bytes()).unwrap();
    }
    let assessment = library.assessment(assessment.to_string().as_bytes()).unwrap();
    let result = library.assess(&assessment, sets).unwrap();
    (library, assessment, result)
}

fn framework(id: &str, scale: &str, outcomes: &Value) -> Value {
    json!({"schema": "csf-assess/framework/1", "id": id, "version": "1", "title": id, "scale": scale,
        "functions": [{"id": "F", "title": "Function", "categories": [
            {"id": "F.C", "title": "Category", "subcategories": outcomes}]}]})
}

/// Levels by dimension: whole, in part, not applicable, and none; one answer with voices and own keys.
pub(crate) fn dimensions() -> (Library, Assessment, AssessmentResult) {
    let outcome = |id: &str| json!({"id": id, "title": format!("Outcome {id}")});
    let documents = [
        json!({"schema": "csf-assess/scale/1", "id": "two-sided", "title": "Two sides", "levels": [
            {"value": 0, "name": "None"}, {"value": 1, "name": "Some"}, {"value": 2, "name": "All"}],
            "dimensions": [{"id": "practice", "title": "Practice"}, {"id": "policy", "title": "Policy"}]}),
        json!({"schema": "csf-assess/model/1", "id": "weighted-mean", "title": "Weighted mean",
            "dimensions": "minimum"}),
        framework("sides", "two-sided", &["P-1", "P-2", "P-3", "P-4"].map(outcome).into_iter().collect()),
    ];
    let assessment = json!({"schema": "csf-assess/assessment/1", "id": "sides-2026", "framework": "sides",
        "respondents": [{"id": "it"}, {"id": "law"}],
        "answers": {
            "P-1": {"level": {"practice": 2, "policy": 1}, "target": {"practice": 2, "policy": 2},
                "reason": "reason beside a level", "x": {"ticket": "own key"},
                "voices": {"law": {"level": {"practice": 1, "policy": 1}, "note": "what the lawyer said",
                    "voices": {"it": {"state": "unknown", "note": "what was heard", "reason": "no time"}}}}},
            "P-2": {"level": {"practice": 2}},
            "P-3": {"level": {"practice": 2, "policy": "not_applicable"}, "reason": "There is no policy."},
            "P-4": {"state": "unknown", "reason": "reason beside unknown"}}});
    case(&documents, &assessment, &[])
}

/// Levels typed as codes, and a crosswalk that also speaks of an outcome that this framework does not ask.
pub(crate) fn codes() -> (Library, Assessment, AssessmentResult) {
    let mapping = |from: &str, strength: u64| {
        json!({"from": from, "to": "R-1", "relationship": "subset_of", "strength": strength,
            "rationale": "A part.", "review": "verified"})
    };
    let documents = [
        json!({"schema": "csf-assess/scale/1", "id": "coded", "title": "Codes", "levels": [
            {"value": 0, "name": "Low", "code": "LO"}, {"value": 2, "name": "High", "code": "HI"}]}),
        json!({"schema": "csf-assess/model/1", "id": "weighted-mean", "title": "Weighted mean"}),
        framework("base", "coded", &json!([{"id": "C-1", "title": "First"}, {"id": "C-9", "title": "Ninth"}])),
        json!({"schema": "csf-assess/framework/1", "id": "part", "version": "1", "title": "part", "scale": "coded",
            "outcomes_of": "base", "functions": [{"id": "F", "title": "Function", "categories": [
            {"id": "F.C", "title": "Category", "subcategories": [{"id": "C-1", "title": "First"}]}]}]}),
        json!({"schema": "csf-assess/obligations/1", "id": "rules", "title": "Rules",
            "in_force": {"from": "2024-01-01"}, "obligations": [{"id": "R-1", "article": "1", "addressee": "entity",
            "kind": "governance", "title": "Rule", "summary": "What it asks.", "verification": "Read.",
            "deadlines": [{"event": "awareness", "within": "PT1H30M", "note": "Counted from the call.",
                "unless": {"roles": ["keeper"], "within": "PT24H"}}]}],
            "roles": [{"id": "keeper", "title": "Keeper of keys"}]}),
        json!({"schema": "csf-assess/crosswalk/1", "id": "base--rules", "from": "base", "to": "rules",
            "reach": {"R-1": "substantial"}, "mappings": [mapping("C-1", 8), mapping("C-9", 4)]}),
    ];
    let assessment = json!({"schema": "csf-assess/assessment/1", "id": "coded-2026", "framework": "part",
        "answers": {"C-1": {"level": "HI"}}});
    case(&documents, &assessment, &["rules"])
}

/// The embedded framework and Directive with every state, several strengths and open places.
#[cfg(feature = "embedded")]
pub(crate) fn large() -> (Library, Assessment, AssessmentResult) {
    let library = Library::embedded().unwrap();
    let framework = library.framework("nist-csf-2.0").unwrap();
    let mut answers = Map::new();
    for (position, node) in framework.outcomes().enumerate() {
        let answer = match position % 11 {
            0 | 7 => continue,
            4 => json!({"state": "unknown", "note": format!("ask about {}", node.id)}),
            9 => json!({"state": "not_applicable", "reason": format!("nothing of {} here", node.title)}),
            other => json!({"level": (position * 7 + other) % 6, "target": 3, "owner": format!("owner {position}"),
                "evidence": [{"ref": format!("file {position}"), "date": "2026-03-02"}]}),
        };
        answers.insert(node.id.clone(), answer);
    }
    let set = library.obligation_set("nis2").unwrap();
    let mut supplementary = Map::new();
    for (position, id) in set.question_ids().enumerate() {
        let answer = match position % 7 {
            0 => continue,
            1 | 2 | 5 => json!({"answer": "yes", "evidence": [{"ref": format!("minutes {position}")}]}),
            3 => json!({"answer": "no", "note": format!("missing {position}")}),
            4 => json!({"answer": "unknown"}),
            _ => json!({"answer": "not_applicable", "reason": format!("reason {position}")}),
        };
        supplementary.insert(id.to_owned(), answer);
    }
    let document = json!({"schema": "csf-assess/assessment/1", "id": "large", "framework": "nist-csf-2.0",
        "assessed_on": "2026-11-23",
        "organization": {"name": "Example Grid", "country": "BE", "sector": "annex-i/energy/electricity",
            "roles": [], "class": "important"},
        "answers": answers, "supplementary": supplementary});
    let assessment = library.assessment(document.to_string().as_bytes()).unwrap();
    let result = library.assess(&assessment, &["nis2"]).unwrap();
    (library, assessment, result)
}
