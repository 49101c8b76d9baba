//! Due times on the command line.

mod common;

use common::Folder;

const AWARE: [&str; 5] = ["clock", "--set", "nis2", "--aware", "2026-11-23T12:00:00+02:00"];

fn run(more: &[&str]) -> common::Run {
    Folder::new().run(&[&AWARE[..], more].concat())
}

#[test]
fn the_table_has_both_readings() {
    let run = run(&[]);
    let text = run.done();
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    assert!(
        text.contains("Early warning                   Tue 2026-11-24 10:00:00  Tue 2026-11-24 11:00:00\n"),
        "{text}"
    );
    assert!(text.contains("Notified   not told\n"), "{text}");
    let told = self::run(&["--notified", "2026-11-25T09:00:00Z", "--holidays", "2026-12-25,2026-12-28"]);
    let text = told.done();
    assert!(
        text.contains("Final report, if it is over     Fri 2026-12-25 09:00:00  Tue 2026-12-29 23:59:59\n"),
        "{text}"
    );
}

#[test]
fn json_has_all_of_it() {
    let run = run(&[
        "--format",
        "json",
        "--trust-service-provider",
        "--offset",
        "-05:00",
        "--handled",
        "2026-11-30T00:00:00Z",
    ]);
    let found: serde_json::Value = serde_json::from_str(run.done()).unwrap();
    assert_eq!((&found["schema"], &found["counted_in"]), (&"csf-assess/clock/1".into(), &"-05:00".into()));
    assert_eq!(found["roles"], serde_json::json!(["trust-service-provider"]));
    assert_eq!(found["entries"][3]["cautious"]["at"]["local"], "2026-11-24T05:00:00-05:00");
    assert_eq!(found["events"]["handling"]["utc"], "2026-11-30T00:00:00Z");
}

#[test]
fn a_calendar_can_be_read() {
    let run = run(&["--format", "ics"]);
    let ics = run.done();
    assert!(ics.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && ics.ends_with("END:VCALENDAR\r\n"), "{ics}");
    assert_eq!(ics.matches("BEGIN:VEVENT\r\n").count(), 4);
    let run = Folder::new().run(&["clock", "--set", "nis1", "--aware", "2018-06-01T10:00:00Z", "--format", "ics"]);
    assert!(run.refused(2).starts_with("error[clock/no-deadline]: `nis1` sets no period"));
}

#[test]
fn what_is_wrong_is_told_with_its_option() {
    let run = run(&["--notified", "yesterday", "--role", "hospital"]);
    let told = run.refused(2);
    assert!(told.contains("error[clock/instant]: `yesterday` is not a time with its offset"), "{told}");
    assert!(told.contains("`hospital` is not a role of `nis2`"), "{told}");
    assert_eq!(Folder::new().run(&["clock", "--set", "nis2"]).code(), 2);
}

#[test]
fn a_set_of_ones_own_is_counted_too() {
    let folder = Folder::new();
    let set = "schema: csf-assess/obligations/1\nid: here\ntitle: Here\nin_force: {from: 2025-01-01}\nobligations:\n  - {id: H-1, article: '1', addressee: entity, kind: incident_reporting, title: Call, summary: S, verification: V, deadlines: [{event: awareness, within: PT4H}]}\n";
    folder.write("here.yaml", set);
    let run = folder.run(&["clock", "--set", "here", "--aware", "2026-11-23T10:00:00Z", "--with", "here.yaml"]);
    assert!(run.done().contains("Call  Mon 2026-11-23 14:00:00\n"), "{}", run.out());
}
