//! A set of one's own counts by its own deadlines and rules.

use super::{aware, both, entry};
use csf_assess::Library;
use csf_assess::clock::{Basis, Clock, Incident, clock};

const SET: &str = "
schema: csf-assess/obligations/1
id: utopia
title: Incident Act of Utopia
in_force: {from: 2025-01-01}
roles: [{id: hospital, title: Hospital}, {id: harbor, title: Harbor}]
counting:
  id: utopia-12
  title: Section 12 of the Incident Act
  hours_from: event
  days_end: same_time
  rest_days: [friday]
  holidays: [2026-11-28]
obligations:
  - id: U-1
    article: '1'
    addressee: entity
    kind: incident_reporting
    title: Reports
    summary: Reports of an incident.
    verification: Made up.
    deadlines:
      - {title: Call, event: awareness, within: PT90M}
      - {title: Notice, event: awareness, within: P3D, unless: {roles: [hospital], within: P4D}, starts: notification}
      - {title: Letter, event: awareness, within: P1DT12H, unless: {roles: [hospital, harbor], within: P2D, when: people are hurt}}
      - {title: Answer, event: request, within: P2W}
      - {title: Review, event: notification, within: P1Y6M}
      - {title: Anniversary, event: notification, within: P1Y, starts: handling}
      - {title: Archive, event: handling, within: P1W}
  - id: U-2
    article: '2'
    addressee: authority
    kind: incident_reporting
    title: Reply
    summary: The authority replies.
    verification: Made up.
    deadlines: [{event: awareness, within: PT1H}]
  - id: U-3
    article: '3'
    addressee: entity
    kind: governance
    title: Registry
    summary: Changes are told.
    verification: Made up.
    deadlines: [{event: request, within: PT72H}]
";

fn utopia(text: &str, incident: &Incident) -> Clock {
    let mut library = Library::embedded().unwrap();
    library.add(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    clock(&library, "utopia", incident).unwrap_or_else(|error| panic!("{error}"))
}

fn said(clock: &Clock, title: &str) -> (String, String) {
    both(clock, title)
}

fn pair(cautious: &str, by_rule: &str) -> (String, String) {
    (cautious.to_owned(), by_rule.to_owned())
}

#[test]
fn a_national_set_replaces_deadlines_and_rules() {
    // A Tuesday; in Utopia the week rests on Friday, and Saturday 28 November is a holiday.
    let mut incident = aware("2026-11-24T10:20:00Z");
    let clock = utopia(SET, &incident);
    assert!(clock.entries.iter().all(|entry| entry.obligation == "U-1"), "not the authority, not the registry");
    assert_eq!(said(&clock, "Call"), pair("2026-11-24T11:50:00Z", ""));
    assert_eq!(said(&clock, "Notice"), pair("2026-11-27T10:20:00Z", "2026-11-29T10:20:00Z"));
    assert_eq!(entry(&clock, "Notice").by_rule.as_ref().unwrap().moved_from.as_deref(), Some("2026-11-27"));
    // A period of two units: the rule says nothing.
    assert_eq!(said(&clock, "Letter"), pair("2026-11-25T22:20:00Z", ""));
    assert_eq!(entry(&clock, "Answer").basis, Basis::Open);
    // From the due time of the notice, each reading from its own, and on from there.
    assert_eq!(said(&clock, "Review"), pair("2028-05-27T10:20:00Z", ""));
    assert_eq!(said(&clock, "Anniversary"), pair("2027-11-27T10:20:00Z", "2027-11-29T10:20:00Z"));
    assert_eq!(said(&clock, "Archive"), pair("2027-12-04T10:20:00Z", "2027-12-06T10:20:00Z"));
    assert_eq!(entry(&clock, "Archive").basis, Basis::Latest);
    assert_eq!(clock.holidays, ["2026-11-28"]);

    incident.holidays = vec!["2026-11-29".to_owned()];
    incident.requested = Some("2026-11-25T00:00:00Z".to_owned());
    let clock = utopia(SET, &incident);
    assert_eq!(said(&clock, "Notice").1, "2026-11-30T10:20:00Z");
    assert_eq!(said(&clock, "Answer"), pair("2026-12-09T00:00:00Z", "2026-12-09T00:00:00Z"));
    assert!(clock.to_text().contains("utopia-12: Section 12 of the Incident Act."), "{}", clock.to_text());
}

#[test]
fn a_role_may_have_more_time_for_certain_and_less_in_doubt() {
    let incident = Incident { roles: vec!["hospital".to_owned()], ..aware("2026-11-24T10:20:00Z") };
    let clock = utopia(SET, &incident);
    assert_eq!(
        (said(&clock, "Notice").0.as_str(), entry(&clock, "Notice").role.as_deref()),
        ("2026-11-28T10:20:00Z", Some("hospital"))
    );
    // Two days are more than a day and a half, and only where people are hurt.
    assert_eq!((said(&clock, "Letter").0.as_str(), &entry(&clock, "Letter").role), ("2026-11-25T22:20:00Z", &None));
}

#[test]
fn without_rules_of_counting_there_is_one_reading() {
    let mut lines: Vec<&str> = SET.lines().collect();
    let (start, end) =
        (lines.iter().position(|line| *line == "counting:"), lines.iter().position(|line| *line == "obligations:"));
    lines.drain(start.unwrap()..end.unwrap());
    let clock = utopia(&lines.join("\n"), &aware("2026-11-24T10:20:00Z"));
    assert_eq!((&clock.rule, said(&clock, "Notice")), (&None, pair("2026-11-27T10:20:00Z", "")));
    let text = clock.to_text();
    assert!(text.contains("What") && !text.contains("cautious reading;"), "{text}");
}
