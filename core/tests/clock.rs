//! Due times, counted by hand at the ends of months and years, at weekends and holidays, and beside a calendar crate.
#![cfg(all(feature = "embedded", feature = "yaml"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests stop at the first surprise")]

#[path = "clock/calendar.rs"]
mod calendar;
#[path = "clock/national.rs"]
mod national;

use csf_assess::Library;
use csf_assess::clock::{Basis, Clock, Due, Entry, Incident, Owed, clock};
use jiff::civil::{DateTime, Weekday};
use jiff::{Span, Timestamp, tz::TimeZone};
use proptest::prelude::*;
use std::sync::LazyLock;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::embedded().unwrap());

fn aware(time: &str) -> Incident {
    Incident { aware: time.to_owned(), ..Incident::default() }
}

fn nis2(incident: &Incident) -> Clock {
    clock(&LIBRARY, "nis2", incident).unwrap_or_else(|error| panic!("{incident:?}\n{error}"))
}

fn entry<'a>(clock: &'a Clock, title: &str) -> &'a Entry {
    clock.entries.iter().find(|entry| entry.title == title).unwrap_or_else(|| panic!("no {title}"))
}

/// Both readings of an entry in UTC.
fn both(clock: &Clock, title: &str) -> (String, String) {
    let utc = |due: &Option<Due>| due.as_ref().map(|due| due.at.utc.clone()).unwrap_or_default();
    let entry = entry(clock, title);
    (utc(&entry.cautious), utc(&entry.by_rule))
}

fn notified(time: &str) -> Incident {
    Incident { notified: Some(time.to_owned()), ..aware("1999-01-01T00:00:00Z") }
}

#[test]
fn hours_run_from_awareness() {
    for (time, early, early_by_rule, notification, notification_by_rule) in [
        // A Friday: neither the weekend nor a full hour on the clock matters to the cautious reading.
        (
            "2026-11-06T14:37:00Z",
            "2026-11-07T14:37:00Z",
            "2026-11-07T15:00:00Z",
            "2026-11-09T14:37:00Z",
            "2026-11-09T15:00:00Z",
        ),
        // At the full hour: the hour that begins is not counted.
        (
            "2026-11-23T10:00:00Z",
            "2026-11-24T10:00:00Z",
            "2026-11-24T11:00:00Z",
            "2026-11-26T10:00:00Z",
            "2026-11-26T11:00:00Z",
        ),
        // Over the end of a year, into a leap day and past none.
        (
            "2026-12-31T23:59:59Z",
            "2027-01-01T23:59:59Z",
            "2027-01-02T00:00:00Z",
            "2027-01-03T23:59:59Z",
            "2027-01-04T00:00:00Z",
        ),
        (
            "2028-02-28T06:30:00Z",
            "2028-02-29T06:30:00Z",
            "2028-02-29T07:00:00Z",
            "2028-03-02T06:30:00Z",
            "2028-03-02T07:00:00Z",
        ),
        (
            "2027-02-27T06:30:00Z",
            "2027-02-28T06:30:00Z",
            "2027-02-28T07:00:00Z",
            "2027-03-02T06:30:00Z",
            "2027-03-02T07:00:00Z",
        ),
        (
            "1900-02-28T06:30:00Z",
            "1900-03-01T06:30:00Z",
            "1900-03-01T07:00:00Z",
            "1900-03-03T06:30:00Z",
            "1900-03-03T07:00:00Z",
        ),
        // On the nights in which Europe puts its clocks on and back.
        (
            "2026-03-28T12:00:00+01:00",
            "2026-03-29T11:00:00Z",
            "2026-03-29T12:00:00Z",
            "2026-03-31T11:00:00Z",
            "2026-03-31T12:00:00Z",
        ),
        (
            "2026-10-24T12:00:00+02:00",
            "2026-10-25T10:00:00Z",
            "2026-10-25T11:00:00Z",
            "2026-10-27T10:00:00Z",
            "2026-10-27T11:00:00Z",
        ),
    ] {
        let clock = nis2(&aware(time));
        let said = |early: &str, late: &str| (early.to_owned(), late.to_owned());
        assert_eq!(both(&clock, "Early warning"), said(early, early_by_rule), "{time}");
        assert_eq!(both(&clock, "Incident notification"), said(notification, notification_by_rule), "{time}");
    }
}

#[test]
fn a_month_ends_on_its_last_day_where_it_lacks_the_date() {
    for (time, cautious, by_rule, moved_from) in [
        ("2026-11-09T09:15:00Z", "2026-12-09T09:15:00Z", "2026-12-09T23:59:59Z", None),
        ("2026-10-31T09:15:00Z", "2026-11-30T09:15:00Z", "2026-11-30T23:59:59Z", None),
        ("2026-03-31T00:00:00Z", "2026-04-30T00:00:00Z", "2026-04-30T23:59:59Z", None),
        ("2026-12-31T23:59:59Z", "2027-01-31T23:59:59Z", "2027-02-01T23:59:59Z", Some("2027-01-31")),
        // 28 February 2027 is a Sunday, 29 February 2028 a Tuesday.
        ("2027-01-28T08:00:00Z", "2027-02-28T08:00:00Z", "2027-03-01T23:59:59Z", Some("2027-02-28")),
        ("2027-01-31T08:00:00Z", "2027-02-28T08:00:00Z", "2027-03-01T23:59:59Z", Some("2027-02-28")),
        ("2028-01-29T08:00:00Z", "2028-02-29T08:00:00Z", "2028-02-29T23:59:59Z", None),
        ("2028-01-31T08:00:00Z", "2028-02-29T08:00:00Z", "2028-02-29T23:59:59Z", None),
        ("2028-02-29T08:00:00Z", "2028-03-29T08:00:00Z", "2028-03-29T23:59:59Z", None),
        ("2100-01-30T08:00:00Z", "2100-02-28T08:00:00Z", "2100-03-01T23:59:59Z", Some("2100-02-28")),
        ("2000-01-30T08:00:00Z", "2000-02-29T08:00:00Z", "2000-02-29T23:59:59Z", None),
        // 26 December 2026 is a Saturday.
        ("2026-11-26T10:00:00Z", "2026-12-26T10:00:00Z", "2026-12-28T23:59:59Z", Some("2026-12-26")),
        // In UTC it is still January, at the offset February already.
        ("2027-02-01T00:30:00+01:00", "2027-02-28T23:30:00Z", "2027-03-01T23:59:59Z", Some("2027-02-28")),
    ] {
        let clock = nis2(&notified(time));
        assert_eq!(both(&clock, "Final report"), (cautious.to_owned(), by_rule.to_owned()), "{time}");
        assert_eq!(both(&clock, "Progress report"), (cautious.to_owned(), by_rule.to_owned()), "{time}");
        let moved = entry(&clock, "Final report").by_rule.as_ref().unwrap().moved_from.clone();
        assert_eq!(moved.as_deref(), moved_from, "{time}");
    }
}

#[test]
fn holidays_move_the_end_of_a_month_and_of_nothing_else() {
    let mut incident = Incident { notified: Some("2026-11-25T09:00:00Z".to_owned()), ..aware("2026-11-24T09:00:00Z") };
    let friday = nis2(&incident);
    assert_eq!(both(&friday, "Final report").1, "2026-12-25T23:59:59Z");
    incident.holidays = ["2026-12-28", "2026-12-25", "2026-11-25", "2026-11-25"].map(str::to_owned).to_vec();
    let moved = nis2(&incident);
    assert_eq!(moved.holidays, ["2026-11-25", "2026-12-25", "2026-12-28"]);
    // Friday and Monday are holidays, Saturday and Sunday are what they are.
    assert_eq!(both(&moved, "Final report"), ("2026-12-25T09:00:00Z".to_owned(), "2026-12-29T23:59:59Z".to_owned()));
    assert_eq!(both(&moved, "Early warning"), both(&friday, "Early warning"));
    let due = entry(&moved, "Final report").by_rule.as_ref().unwrap();
    assert_eq!(due.provisions, ["2", "3(1), second subparagraph", "3(2)(c)", "3(4)"]);
    let due = entry(&friday, "Final report").by_rule.as_ref().unwrap();
    assert_eq!(due.provisions, ["3(1), second subparagraph", "3(2)(c)"]);
    let due = entry(&friday, "Early warning").by_rule.as_ref().unwrap();
    assert_eq!(due.provisions, ["3(1), first subparagraph", "3(2)(a)"]);
    assert!(entry(&friday, "Early warning").cautious.as_ref().unwrap().provisions.is_empty());
}

#[test]
fn trust_service_providers_notify_within_24_hours() {
    let mut incident = aware("2026-11-06T14:37:00Z");
    incident.roles = vec!["trust-service-provider".to_owned()];
    let clock = nis2(&incident);
    let notification = entry(&clock, "Incident notification");
    assert_eq!(both(&clock, "Incident notification").0, "2026-11-07T14:37:00Z");
    assert_eq!(notification.period.as_deref(), Some("PT24H"));
    assert_eq!(notification.role.as_deref(), Some("trust-service-provider"));
    assert!(notification.when.as_ref().unwrap().contains("trust services"));
    // What follows the notification is at the latest a month after the earlier time.
    assert_eq!(both(&clock, "Final report").0, "2026-12-07T14:37:00Z");
    incident.roles = vec!["dns-service-provider".to_owned()];
    let clock = nis2(&incident);
    assert_eq!(
        (both(&clock, "Incident notification").0.as_str(), &entry(&clock, "Incident notification").role),
        ("2026-11-09T14:37:00Z", &None)
    );
}

#[test]
fn without_a_notification_the_month_has_a_latest_end_and_no_more() {
    let clock = nis2(&aware("2026-11-23T10:00:00Z"));
    let report = entry(&clock, "Final report");
    assert_eq!((report.basis, report.owed), (Basis::Latest, Owed::Depends));
    // A month from the due time of the notification, each reading from its own.
    assert_eq!(both(&clock, "Final report"), ("2026-12-26T10:00:00Z".to_owned(), "2026-12-28T23:59:59Z".to_owned()));
    assert_eq!(report.cautious.as_ref().unwrap().from.utc, "2026-11-26T10:00:00Z");
    assert_eq!(report.by_rule.as_ref().unwrap().from.utc, "2026-11-26T11:00:00Z");
    let after = entry(&clock, "Final report after handling");
    assert_eq!((after.basis, &after.cautious, &after.by_rule), (Basis::Open, &None, &None));
    let request = entry(&clock, "Intermediate report");
    assert_eq!((request.basis, request.owed, &request.cautious), (Basis::NoPeriod, Owed::Yes, &None));
    let text = clock.to_text();
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("Final report, at the latest Sat 2026-12-26 10:00:00 Mon 2026-12-28 23:59:59"), "{text}");
    assert!(
        words.contains("Counted from submitting the notification, which is not told: the time shown is the latest")
    );
    let told = nis2(&Incident { notified: Some("2026-11-24T08:00:00Z".to_owned()), ..aware("2026-11-23T10:00:00Z") });
    assert_eq!(entry(&told, "Final report").basis, Basis::Event);
    assert_eq!(both(&told, "Final report").0, "2026-12-24T08:00:00Z");
    assert_eq!(entry(&told, "Incident notification").done.as_ref().unwrap().utc, "2026-11-24T08:00:00Z");
}

#[test]
fn the_end_of_the_incident_decides_which_report_is_owed() {
    // One month after 10 November is 10 December 2026, 09:00, and by the rule the end of that Thursday.
    let owed = |handled: Option<&str>, title: &str| {
        let mut incident = notified("2026-11-10T09:00:00Z");
        incident.handled = handled.map(str::to_owned);
        entry(&nis2(&incident), title).owed
    };
    let all =
        |handled| ["Final report", "Progress report", "Final report after handling"].map(|title| owed(handled, title));
    assert_eq!(all(None), [Owed::Depends, Owed::Depends, Owed::Depends]);
    assert_eq!(all(Some("2026-11-20T09:00:00Z")), [Owed::Yes, Owed::No, Owed::No]);
    assert_eq!(all(Some("2026-12-10T09:00:00Z")), [Owed::Yes, Owed::No, Owed::No]);
    // Between the two readings it stays open.
    assert_eq!(all(Some("2026-12-10T09:00:01Z")), [Owed::Depends, Owed::Depends, Owed::Depends]);
    assert_eq!(all(Some("2026-12-11T00:00:00Z")), [Owed::No, Owed::Yes, Owed::Yes]);
    let mut incident = notified("2026-11-10T09:00:00Z");
    incident.handled = Some("2027-01-15T10:00:00Z".to_owned());
    let clock = nis2(&incident);
    assert_eq!(
        both(&clock, "Final report after handling"),
        ("2027-02-15T10:00:00Z".to_owned(), "2027-02-15T23:59:59Z".to_owned())
    );
    assert!(clock.to_text().contains("Final report (23(4)(d), NIS2-23.4.d): not owed, as the incident went"));
    // How the incident went says nothing as long as the notification is not told.
    let clock = nis2(&Incident { handled: Some("1999-01-01T05:00:00Z".to_owned()), ..aware("1999-01-01T00:00:00Z") });
    assert_eq!(entry(&clock, "Final report").owed, Owed::Depends);
}

#[test]
fn days_and_hours_can_be_counted_at_another_offset() {
    let mut incident = notified("2027-01-31T23:30:00Z");
    assert_eq!(both(&nis2(&incident), "Final report").0, "2027-02-28T23:30:00Z");
    incident.offset = Some("+01:00".to_owned());
    let clock = nis2(&incident);
    assert_eq!(clock.counted_in, "+01:00");
    // There it is half past midnight on Monday, 1 February.
    assert_eq!(both(&clock, "Final report"), ("2027-02-28T23:30:00Z".to_owned(), "2027-03-01T22:59:59Z".to_owned()));
    let due = entry(&clock, "Final report").by_rule.as_ref().unwrap();
    assert_eq!((due.at.local.as_str(), due.at.local_weekday.name()), ("2027-03-01T23:59:59+01:00", "Monday"));
    incident.offset = Some("-03:30".to_owned());
    let early = nis2(&Incident { aware: "2026-11-06T14:37:00Z".to_owned(), notified: None, ..incident.clone() });
    // 11:07 there, so the hour ends at 12:00.
    assert_eq!(both(&early, "Early warning").1, "2026-11-07T15:30:00Z");
    for offset in ["Z", "+00:00", "-00:00"] {
        incident.offset = Some(offset.to_owned());
        assert_eq!(nis2(&incident).counted_in, "UTC");
    }
}

#[test]
fn times_are_shown_in_utc_and_as_given() {
    let clock = nis2(&aware("2026-11-23t23:30:00.987-05:00"));
    let events = &clock.events.awareness;
    assert_eq!((events.local.as_str(), events.local_weekday.name()), ("2026-11-23T23:30:00-05:00", "Monday"));
    assert_eq!((events.utc.as_str(), events.utc_weekday.name()), ("2026-11-24T04:30:00Z", "Tuesday"));
    let due = entry(&clock, "Early warning").cautious.as_ref().unwrap();
    assert_eq!((due.at.local.as_str(), due.at.utc.as_str()), ("2026-11-24T23:30:00-05:00", "2026-11-25T04:30:00Z"));
    // A leap second is the second before it.
    assert_eq!(nis2(&aware("2016-12-31T23:59:60Z")).events.awareness.utc, "2016-12-31T23:59:59Z");
    assert_eq!(nis2(&aware("2017-01-01T00:59:60+01:00")).events.awareness.utc, "2016-12-31T23:59:59Z");
}

#[test]
fn nis1_says_without_undue_delay_and_sets_no_hours() {
    let clock = clock(&LIBRARY, "nis1", &aware("2018-06-01T10:00:00Z")).unwrap();
    let ids: Vec<&str> = clock.entries.iter().map(|entry| entry.obligation.as_str()).collect();
    assert_eq!(ids, ["NIS1-14.3", "NIS1-16.3", "NIS1-16.5"]);
    assert!(clock.entries.iter().all(|entry| entry.basis == Basis::NoPeriod && entry.cautious.is_none()));
    assert_eq!(clock.entries[0].standard.as_deref(), Some("without undue delay"));
    assert_eq!(clock.rule, None);
    let text = clock.to_text();
    assert!(text.contains("sets no period") && text.contains("repealed from 2024-10-18"), "{text}");
    let error = clock.to_ics().unwrap_err();
    assert_eq!(
        error.to_string(),
        "error[clock/no-deadline]: `nis1` sets no period for these reports, so a calendar has no event"
    );
}

fn refused(set: &str, incident: &Incident) -> Vec<(String, String)> {
    let error = clock(&LIBRARY, set, incident).unwrap_err();
    error.problems().map(|problem| (problem.code().to_owned(), problem.path().to_owned())).collect()
}

#[test]
fn what_cannot_be_read_is_told_all_at_once() {
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<String>>();
    let wrong = Incident {
        aware: "2026-11-23 at ten".to_owned(),
        notified: Some("2026-11-23T10:00:00".to_owned()),
        handled: Some("2026-02-29T10:00:00Z".to_owned()),
        requested: Some("tomorrow".to_owned()),
        roles: texts(&["trust-service-provider", "trust-service-providr"]),
        holidays: texts(&["2026-12-25", "2026-12-32"]),
        offset: Some("CET".to_owned()),
    };
    let places: Vec<(String, String)> = [
        ("clock/instant", "aware"),
        ("clock/instant", "notified"),
        ("clock/instant", "handled"),
        ("clock/instant", "requested"),
        ("document/reference", "roles[1]"),
        ("document/date", "holidays[1]"),
        ("clock/instant", "offset"),
    ]
    .map(|(code, path)| (code.to_owned(), path.to_owned()))
    .to_vec();
    assert_eq!(refused("nis2", &wrong), places);
    let shown = clock(&LIBRARY, "nis2", &wrong).unwrap_err().to_string();
    assert!(
        shown.contains("`trust-service-providr` is not a role of `nis2`; did you mean `trust-service-provider`?"),
        "{shown}"
    );
    let role = Incident { roles: texts(&["hospital"]), ..aware("2018-06-01T10:00:00Z") };
    let shown = clock(&LIBRARY, "nis1", &role).unwrap_err().to_string();
    assert!(shown.contains("`hospital` is not a role of `nis1`, which has none"), "{shown}");
    let shown = clock(&LIBRARY, "nis2", &role).unwrap_err().to_string();
    assert!(shown.contains("not a role of `nis2`; there is `trust-service-provider`, "), "{shown}");
    for time in [
        "",
        "2026-11-23",
        "2026-11-23T10:00Z",
        "2026-11-23T24:00:00Z",
        "2026-11-23T10:60:00Z",
        "2026-11-23T10:00:61Z",
        "2026-11-23T10:00:60Z",
        "2026-11-23T10:00:00.Z",
        "2026-11-23T10:00:00+0100",
        "2026-11-23T10:00:00+24:00",
        "2026-11-23T10:00:00 Z",
        "2026-11-23T10:00:00ZZ",
        "+2026-11-23T10:00:00Z",
        "2026-11-23T1:00:00Z",
        "0000-01-01T00:30:00+01:00",
        "9999-12-31T23:30:00-01:00",
        "２026-11-23T10:00:00Z",
        "2026-11-2é10:00:00Z",
    ] {
        assert_eq!(refused("nis2", &aware(time)), [("clock/instant".to_owned(), "aware".to_owned())], "{time}");
    }
}

#[test]
fn impossible_orders_and_sets_are_refused() {
    let early = Incident { notified: Some("2026-11-23T11:59:59+02:00".to_owned()), ..aware("2026-11-23T10:00:00Z") };
    assert_eq!(refused("nis2", &early), [("clock/order".to_owned(), "notified".to_owned())]);
    let early =
        Incident { handled: early.notified.clone(), requested: early.notified, ..aware("2026-11-23T10:00:00Z") };
    let both = ["handled", "requested"].map(|path| ("clock/order".to_owned(), path.to_owned()));
    assert_eq!(refused("nis2", &early), both);
    let code = |set: &str, time: &str| refused(set, &aware(time)).remove(0).0;
    assert_eq!(code("nis2", "9999-12-30T00:00:00Z"), "clock/range");
    assert_eq!(code("nis2", "9999-12-31T23:59:59Z"), "clock/range");
    assert_eq!(code("nis3", "2026-11-23T10:00:00Z"), "document/not-found");
    let error = clock(&LIBRARY, "ir-2024-2690", &aware("2026-11-23T10:00:00Z")).unwrap_err();
    assert!(error.to_string().ends_with("; it does in `nis1` or `nis2`"), "{error}");
    assert_eq!(error.code(), "clock/no-deadline");
}

#[test]
fn the_json_has_sorted_keys_and_says_null() {
    let clock = nis2(&aware("2026-11-23T10:00:00Z"));
    let json = clock.to_json();
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(value.to_string(), json, "a map of serde_json is sorted");
    assert_eq!(value["schema"], "csf-assess/clock/1");
    assert_eq!(value["events"]["notification"], serde_json::Value::Null);
    assert_eq!(value["entries"][2]["cautious"]["at"]["utc"], "2026-11-24T10:00:00Z");
    assert_eq!(value["rule"]["provisions"][3]["read"], "not_read");
    assert_eq!(value["set"]["hash"].as_str().unwrap().len(), 64);
}

#[test]
fn the_text_fits_a_terminal() {
    for incident in [aware("2026-11-23T12:00:00+02:00"), notified("2026-11-24T08:00:00-05:00")] {
        let text = nis2(&incident).to_text();
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
        assert!(text.contains("not legal advice"), "{text}");
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains("Art. 3(5), not read: ") && words.contains("Art. 3(2)(a) (not read)."), "{text}");
    }
}

fn plain(time: DateTime) -> String {
    format!("{}Z", time.strftime("%Y-%m-%dT%H:%M:%S"))
}

/// What the crate `jiff` makes of the same rules: the last day and the next working day.
fn months_end(start: DateTime, holidays: &[jiff::civil::Date]) -> DateTime {
    let mut day = start.date().saturating_add(Span::new().months(1));
    while matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) || holidays.contains(&day) {
        day = day.tomorrow().unwrap();
    }
    day.at(23, 59, 59, 0)
}

proptest! {
    #[test]
    fn a_calendar_crate_counts_alike(
        seconds in -62_000_000_000_i64..253_000_000_000,
        offset in -1_439_i64..=1_439,
        holidays in proptest::collection::btree_set(20_i64..45, 0..8),
    ) {
        let start = Timestamp::from_second(seconds).unwrap().to_zoned(TimeZone::UTC).datetime();
        let local = start.saturating_add(Span::new().minutes(offset));
        let sign = if offset < 0 { '-' } else { '+' };
        let text = format!("{}{sign}{:02}:{:02}", local.strftime("%Y-%m-%dT%H:%M:%S"), offset.abs() / 60, offset.abs() % 60);
        let holidays: Vec<_> = holidays.iter().map(|days| start.date().saturating_add(Span::new().days(*days))).collect();
        let clock = nis2(&Incident {
            notified: Some(text.clone()),
            holidays: holidays.iter().map(ToString::to_string).collect(),
            ..aware(&text)
        });
        prop_assert_eq!(&clock.events.awareness.utc, &plain(start));
        prop_assert_eq!(&clock.events.awareness.local, &text.replace("+00:00", "Z"));
        let hour = start.date().at(start.hour(), 0, 0, 0);
        let hours = |from: DateTime, hours: i64| plain(from.saturating_add(Span::new().hours(hours)));
        prop_assert_eq!(both(&clock, "Early warning"), (hours(start, 24), hours(hour, 25)));
        prop_assert_eq!(both(&clock, "Incident notification"), (hours(start, 72), hours(hour, 73)));
        let month = plain(start.saturating_add(Span::new().months(1)));
        prop_assert_eq!(both(&clock, "Final report"), (month, plain(months_end(start, &holidays))));
    }

    #[test]
    fn nothing_is_due_before_its_event_and_no_rule_before_the_cautious_reading(
        seconds in 0_i64..4_000_000_000,
        waits in 0_i64..10_000_000,
        offset in -1_439_i64..=1_439,
        role in any::<bool>(),
    ) {
        let text = |seconds: i64| plain(Timestamp::from_second(seconds).unwrap().to_zoned(TimeZone::UTC).datetime());
        let sign = if offset < 0 { '-' } else { '+' };
        let clock = nis2(&Incident {
            notified: Some(text(seconds + waits)),
            handled: Some(text(seconds + 2 * waits)),
            roles: if role { vec!["trust-service-provider".to_owned()] } else { Vec::new() },
            offset: Some(format!("{sign}{:02}:{:02}", offset.abs() / 60, offset.abs() % 60)),
            ..aware(&text(seconds))
        });
        let mut due = 0;
        for entry in &clock.entries {
            if let (Some(cautious), Some(by_rule)) = (&entry.cautious, &entry.by_rule) {
                due += 1;
                prop_assert!(cautious.at.utc > cautious.from.utc && by_rule.at.utc >= cautious.at.utc, "{:?}", entry);
            }
        }
        prop_assert_eq!(due, 5);
    }
}
