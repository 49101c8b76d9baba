//! The calendar, read back by the rules of RFC 5545.

use super::{aware, nis2};
use csf_assess::Library;
use csf_assess::clock::{Clock, Incident, clock};
use std::collections::BTreeMap;

/// Unfolds, checks the form of every line, and gives each event's properties with their texts unescaped.
fn events(ics: &str) -> Vec<BTreeMap<String, String>> {
    assert!(ics.ends_with("\r\n") && !ics.replace("\r\n", "").contains(['\r', '\n']), "{ics:?}");
    assert!(ics.split("\r\n").all(|line| line.len() <= 75), "{ics}");
    let unfolded = ics.replace("\r\n ", "");
    let lines: Vec<(&str, &str)> = unfolded.lines().map(|line| line.split_once(':').unwrap()).collect();
    assert_eq!(&lines[..2], [("BEGIN", "VCALENDAR"), ("VERSION", "2.0")]);
    assert_eq!(lines.last(), Some(&("END", "VCALENDAR")));
    let mut events = Vec::new();
    let mut open: Option<BTreeMap<String, String>> = None;
    for (name, value) in lines {
        match (name, value, &mut open) {
            ("BEGIN", "VEVENT", None) => open = Some(BTreeMap::new()),
            ("END", "VEVENT", Some(_)) => events.extend(open.take()),
            (name, value, Some(event)) => {
                assert_eq!(event.insert(name.to_owned(), unescaped(value)), None, "{name} twice");
            }
            (_, _, None) => {}
        }
    }
    assert!(open.is_none());
    events
}

fn unescaped(value: &str) -> String {
    let mut text = String::new();
    let mut rest = value.chars();
    while let Some(c) = rest.next() {
        match (c, if c == '\\' { rest.next() } else { None }) {
            ('\\', Some('n')) => text.push('\n'),
            ('\\', Some(escaped @ ('\\' | ';' | ','))) => text.push(escaped),
            ('\\', other) => panic!("a stray backslash before {other:?} in {value}"),
            (';' | ',', _) => assert!(value.len() < 20, "{c} is not escaped in {value}"),
            (c, _) => text.push(c),
        }
    }
    text
}

fn statuses(clock: &Clock) -> Vec<(String, String, String)> {
    let get = |event: &BTreeMap<String, String>, key: &str| event[key].clone();
    events(&clock.to_ics().unwrap())
        .iter()
        .map(|event| (get(event, "UID"), get(event, "DTSTART"), get(event, "STATUS")))
        .collect()
}

#[test]
fn every_due_time_is_an_event() {
    let clock = nis2(&aware("2026-11-23T12:00:00+02:00"));
    let uid = |deadline: &str| format!("nis2-NIS2-23.4.{deadline}-20261123T100000Z@csf-assess");
    let expected = [
        ("a-0", "20261124T100000Z", "CONFIRMED"),
        ("b-0", "20261126T100000Z", "CONFIRMED"),
        ("d-0", "20261226T100000Z", "TENTATIVE"),
        ("e-0", "20261226T100000Z", "TENTATIVE"),
    ];
    let expected = expected.map(|(id, start, status)| (uid(id), start.to_owned(), status.to_owned()));
    assert_eq!(statuses(&clock), expected);
    let ics = clock.to_ics().unwrap();
    for event in events(&ics) {
        assert_eq!((event["DTSTAMP"].as_str(), event["SEQUENCE"].as_str()), ("20261123T100000Z", "0"));
        assert!(event["DESCRIPTION"].contains("\nRegulation (EEC, Euratom) No 1182/71: "), "{event:?}");
        assert!(event["DESCRIPTION"].ends_with("counted otherwise."), "{event:?}");
    }
    let last = &events(&ics)[2];
    assert_eq!(last["SUMMARY"], "Due: Final report, nis2 23(4)(d) (see description)");
    assert!(last["DESCRIPTION"].contains("if the notification is submitted at its due time; only if"), "{last:?}");
    assert_eq!(clock.to_ics().unwrap(), ics);
}

#[test]
fn a_later_file_is_a_newer_edition_of_the_same_events() {
    let before = statuses(&nis2(&aware("2026-11-23T10:00:00Z")));
    let incident = Incident {
        notified: Some("2026-11-25T08:00:00Z".to_owned()),
        handled: Some("2026-12-01T08:00:00Z".to_owned()),
        ..aware("2026-11-23T10:00:00Z")
    };
    let clock = nis2(&incident);
    let after = statuses(&clock);
    let ids = |list: &[(String, String, String)]| list.iter().map(|(uid, ..)| uid.clone()).collect::<Vec<_>>();
    assert_eq!(ids(&before), ids(&after)[..4]);
    let said: Vec<(&str, &str)> = after.iter().map(|(_, start, status)| (start.as_str(), status.as_str())).collect();
    assert_eq!(
        said[2..],
        [("20261225T080000Z", "CONFIRMED"), ("20261225T080000Z", "CANCELLED"), ("20270101T080000Z", "CANCELLED")]
    );
    assert!(events(&clock.to_ics().unwrap()).iter().all(|event| event["SEQUENCE"] == "2"));
}

#[test]
fn texts_are_escaped_and_folded_between_characters() {
    let title = "Früh; warn, \\ \u{7}".to_owned() + &"日本語".repeat(30);
    let set = serde_json::json!({
        "schema": "csf-assess/obligations/1", "id": "mine", "title": "Mine", "in_force": {"from": "2024-01-01"},
        "obligations": [{
            "id": "M-1", "article": "1", "addressee": "entity", "kind": "incident_reporting", "title": title,
            "summary": "S", "verification": "V",
            "deadlines": [{"event": "awareness", "within": "PT4H", "note": "First line\nsecond; line"}]
        }]
    });
    let mut library = Library::empty();
    library.add(set.to_string().as_bytes()).unwrap();
    let clock = clock(&library, "mine", &aware("2026-11-23T10:00:00Z")).unwrap();
    let ics = clock.to_ics().unwrap();
    let event = events(&ics).remove(0);
    assert_eq!(event["SUMMARY"], format!("Due: {}, mine 1", title.replace('\u{7}', "")));
    assert!(
        event["DESCRIPTION"].starts_with("Within 4 hours of becoming aware. First line\nsecond; line.\n"),
        "{event:?}"
    );
    assert!(ics.contains("SUMMARY:Due: Früh\\; warn\\, \\\\ "), "{ics}");
}
