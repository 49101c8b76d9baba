//! Everything that was typed is in the new assessment.

use super::*;

/// Every text that is typed into an assessment, each of its kind and place.
struct Typist(usize, Vec<String>);

impl Typist {
    fn text(&mut self) -> Value {
        self.0 += 1;
        let text = format!("typed-{:05}", self.0);
        self.1.push(text.clone());
        Value::from(text)
    }

    fn evidence(&mut self) -> Value {
        json!([
            {"ref": self.text(), "date": "2026-02-03", "note": self.text(), "x": {"k": self.text()}},
            {"ref": self.text()}
        ])
    }

    fn answer(&mut self, position: usize, depth: usize) -> Value {
        let mut answer = json!({
            "note": self.text(), "owner": self.text(), "method": self.text(), "on": format!("2026-03-{:02}", position % 28 + 1),
            "evidence": self.evidence(), "x": {"own": self.text(), "list": [self.text(), 7]}, "reason": self.text(),
            "target": position % 6, "by": if position.is_multiple_of(2) { "it" } else { "board" }
        });
        match position % 4 {
            0 => answer["state"] = json!("unknown"),
            1 => answer["state"] = json!("not_applicable"),
            2 => answer["level"] = json!(position % 6),
            _ => {}
        }
        if depth > 0 {
            answer["voices"] =
                json!({"it": self.answer(position + 1, depth - 1), "board": self.answer(position + 2, 0)});
        }
        answer
    }
}

#[test]
fn nothing_that_was_typed_is_lost() {
    let library = Library::embedded().unwrap();
    let mut typist = Typist(0, Vec::new());
    let outcomes: Vec<String> =
        library.framework("nist-csf-1.1").unwrap().outcomes().map(|node| node.id.clone()).collect();
    for shift in 0..4 {
        let answers: Map<String, Value> = outcomes
            .iter()
            .enumerate()
            .map(|(position, id)| (id.clone(), typist.answer(position * 3 + shift, if shift == 0 { 2 } else { 1 })))
            .collect();
        let tier = |typist: &mut Typist| json!({"level": 2, "target": 3, "note": typist.text(), "evidence": typist.evidence(), "x": {"k": typist.text()}});
        let document = json!({
            "schema": "csf-assess/assessment/1", "id": "full", "framework": "nist-csf-1.1", "assessed_on": "2026-04-05",
            "organization": {"name": typist.text(), "country": "BE", "class": "important", "size": typist.text(), "x": {"k": typist.text()}},
            "respondents": [{"id": "it", "role": typist.text(), "name": typist.text(), "lead": true}, {"id": "board", "name": typist.text()}],
            "tiers": {"process": tier(&mut typist), "program": tier(&mut typist)},
            "answers": answers,
            "supplementary": {"NIS2-20.1/1": {
                "answer": "not_applicable", "reason": typist.text(), "note": typist.text(), "owner": typist.text(), "by": "it",
                "evidence": typist.evidence(), "x": {"k": typist.text()}
            }},
            "x": {"mine": typist.text(), "migration": {"earlier": typist.text()}}
        });
        let old = library.assessment(document.to_string().as_bytes()).unwrap_or_else(|error| panic!("{error}"));
        for source in ["nist-oscal", "nist-olir"] {
            let migration = migrate(&library, &old, "nist-csf-2.0", Some(source)).unwrap();
            let document = Document::Assessment(Box::new(migration.content.clone()));
            for text in [document.to_json().unwrap(), document.to_yaml().unwrap()] {
                let kept: BTreeSet<&str> =
                    text.match_indices("typed-").map(|(start, _)| &text[start..start + 11]).collect();
                let lost: Vec<&String> = typist.1.iter().filter(|typed| !kept.contains(typed.as_str())).collect();
                assert!(lost.is_empty(), "{source}: {} of {}: {lost:?}", lost.len(), typist.1.len());
                let back = library.check(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
                let Document::Assessment(back) = back else { panic!("not an assessment") };
                assert_eq!(*back, migration.content);
            }
            let new = content(&migration);
            for key in ["organization", "respondents", "supplementary", "assessed_on", "id"] {
                assert_eq!(new[key], serde_json::to_value(old.content()).unwrap()[key], "{key}");
            }
            assert_eq!(new["x"]["mine"], serde_json::to_value(old.content()).unwrap()["x"]["mine"]);
            assert_eq!(new["x"]["migration"]["tiers"].as_object().unwrap().len(), 2);
            assert!(migration.remarks.iter().any(|remark| remark.code == RemarkCode::TiersKept));
        }
        typist.1.clear();
    }
}

#[test]
fn voices_go_the_same_way() {
    let library = Library::embedded().unwrap();
    let answers = json!({
        "ID.BE-2": {"level": 4, "voices": {"it": {"level": 5, "note": "all of it"}, "board": {"level": 3}}},
        "ID.BE-3": {"level": 2, "voices": {"it": {"level": 1}}}
    });
    let more = json!({"respondents": [{"id": "it"}, {"id": "board"}]});
    let old = assessment(&library, "nist-csf-1.1", answers, more);
    let migration = migrate(&library, &old, "nist-csf-2.0", None).unwrap();
    let voices = &content(&migration)["answers"]["GV.OC-01"]["voices"];
    assert_eq!(voices["it"]["level"], 1);
    assert_eq!(voices["it"]["note"], "From ID.BE-2 (nist-csf-1.1): all of it");
    assert_eq!(voices["board"].get("level"), None, "the board did not answer ID.BE-3");
    assert_eq!(voices["board"]["x"]["migration"]["from"]["ID.BE-2"], json!({"level": 3}));
}
