//! Due times for a terminal: a table with both readings, then what each rests on, eighty columns.

use super::{Basis, Clock, Due, Entry, Owed, Rule, Stamp};
use crate::obligation::{DeadlineEvent, Read, Weekday};
use crate::report::layout::{Side, WIDTH, columns, wrap};
use crate::report::words;

/// What every form of the due times says.
pub(super) const DISCLAIMER: &str = "These times are computed and not legal advice. The period that binds an entity is that of its \
national law, which may be another one and may be counted otherwise.";

impl Clock {
    /// The due times as JSON: UTF-8, keys sorted, no white space.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Every field is text, a number, a list or a structure, which the writer cannot refuse.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The due times in plain text, wrapped at 80 columns.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut page = Page(String::new());
        page.line("", &format!("Due times under {}", self.set.title));
        let force = &self.set.in_force;
        if force.until.is_some() {
            page.line("", &words::in_force(&force.from, force.until.as_deref()));
        }
        page.0.push('\n');
        let events = &self.events;
        page.event("Aware", Some(&events.awareness));
        page.event("Notified", events.notification.as_ref());
        page.event("Handled", events.handling.as_ref());
        if let Some(request) = &events.request {
            page.event("Requested", Some(request));
        }
        page.line("", &format!("Hours, days and months are counted in {}.", self.place()));
        self.table(&mut page);
        for entry in &self.entries {
            page.entry(entry, self.rule.as_ref());
        }
        self.end(&mut page);
        page.0
    }

    fn place(&self) -> String {
        if self.counted_in == "UTC" { "UTC".to_owned() } else { format!("local time, UTC{}", self.counted_in) }
    }

    fn table(&self, page: &mut Page) {
        let owed = self.entries.iter().filter(|entry| entry.owed != Owed::No);
        let due: Vec<(&Entry, &Due)> = owed.filter_map(|entry| Some((entry, entry.cautious.as_ref()?))).collect();
        page.0.push('\n');
        if due.is_empty() {
            page.line("", "The act sets no period for any of these reports, so there is no due time to count.");
            return;
        }
        let mut rows = vec![vec!["What".to_owned(), "Cautious (UTC)".to_owned()]];
        let rule = self.rule.as_ref();
        rows.iter_mut().for_each(|head| head.extend(rule.map(|rule| format!("{} (UTC)", rule.id))));
        for (entry, cautious) in &due {
            let mut row = vec![name(entry), time(&cautious.at)];
            let by_rule = entry.by_rule.as_ref().map_or_else(|| "says nothing".to_owned(), |due| time(&due.at));
            row.extend(rule.map(|_| by_rule));
            rows.push(row);
        }
        let sides = vec![Side::Left; if rule.is_some() { 3 } else { 2 }];
        page.0.push_str(&columns(&rows, &sides, 0, WIDTH));
        page.0.push('\n');
        page.line("", "A due time is the latest time. \"Without undue delay\" comes first.");
        if let Some(rule) = rule {
            page.line("", &format!("Go by the cautious reading; {} says what rules of counting would allow.", rule.id));
        }
    }

    fn end(&self, page: &mut Page) {
        page.0.push('\n');
        if let Some(rule) = &self.rule {
            let celex = rule.celex.as_ref().map(|celex| format!(", CELEX {celex}")).unwrap_or_default();
            page.line("", &format!("{}: {}{celex}.", rule.id, rule.title));
            for provision in &rule.provisions {
                let said = format!("Art. {}, {}: {}", provision.article, read(provision.read), provision.summary);
                page.line("- ", &said);
            }
            if let Some(note) = &rule.note {
                page.line("", note);
            }
            let holidays = match self.holidays.as_slice() {
                [] => "No public holidays are told, so none is looked at.".to_owned(),
                days => format!("Public holidays: {}.", days.join(", ")),
            };
            page.line("", &holidays);
            page.0.push('\n');
        }
        page.line("", DISCLAIMER);
    }
}

struct Page(String);

impl Page {
    fn line(&mut self, first: &str, text: &str) {
        self.0.push_str(&wrap(first, text, WIDTH));
    }

    fn event(&mut self, name: &str, stamp: Option<&Stamp>) {
        let said = stamp.map_or_else(|| "not told".to_owned(), both);
        self.line(&format!("{name:<11}"), &said);
    }

    fn entry(&mut self, entry: &Entry, rule: Option<&Rule>) {
        self.0.push('\n');
        let owed = if entry.owed == Owed::No { ": not owed, as the incident went" } else { "" };
        self.line("", &format!("{} ({}, {}){owed}", entry.title, entry.article, entry.obligation));
        self.line("  ", &format!("{}.", words::capital(entry.says.trim_end_matches('.'))));
        if entry.owed == Owed::No {
            return;
        }
        if let (Some(role), Some(period)) = (&entry.role, &entry.period) {
            self.line("  ", &format!("Counted with {} for the role {role}.", words::duration(period)));
        }
        if let Some(done) = &entry.done {
            self.line("  ", &format!("Done: {}.", both(done)));
        }
        let start = words::event(entry.event).unwrap_or_default();
        match entry.basis {
            Basis::Latest => {
                let said = format!(
                    "Counted from {start}, which is not told: the time shown is the latest possible, where that is done at \
                     its own due time. Done earlier, this is due earlier."
                );
                self.line("  ", &said);
            }
            Basis::Open => self.line("  ", &format!("Counted from {start}, which is not told.")),
            _ => {}
        }
        if let Some(due) = &entry.cautious {
            self.due("Cautious", due, rule);
        }
        if let (Some(due), Some(rule)) = (&entry.by_rule, rule) {
            self.due(&rule.id, due, Some(rule));
        }
    }

    fn due(&mut self, reading: &str, due: &Due, rule: Option<&Rule>) {
        let mut said = format!("{reading}: {}", both(&due.at));
        if let Some(day) = &due.moved_from {
            said.push_str(&format!(", moved on from {day}"));
        }
        let provisions = rule.iter().flat_map(|rule| &rule.provisions);
        let cited: Vec<String> = provisions
            .filter(|one| due.provisions.contains(&one.article))
            .map(|one| format!("Art. {} ({})", one.article, read(one.read)))
            .collect();
        if !cited.is_empty() {
            said.push_str(&format!("; {}", cited.join(", ")));
        }
        self.line("  ", &format!("{said}."));
    }
}

/// What is due, and with how much doubt.
fn name(entry: &Entry) -> String {
    match (entry.owed, entry.basis, entry.ongoing) {
        (_, Basis::Latest, _) => format!("{}, at the latest", entry.title),
        (Owed::Depends, _, Some(true)) => format!("{}, if it goes on", entry.title),
        (Owed::Depends, _, Some(false)) => format!("{}, if it is over", entry.title),
        _ => entry.title.clone(),
    }
}

/// `Tue 2026-11-24 10:00:00`.
fn time(stamp: &Stamp) -> String {
    plain(stamp.utc_weekday, &stamp.utc).trim_end_matches('Z').to_owned()
}

fn plain(weekday: Weekday, text: &str) -> String {
    let weekday: String = weekday.name().chars().take(3).collect();
    format!("{weekday} {}", text.replacen('T', " ", 1))
}

/// In UTC, and as given where that is another offset.
pub(super) fn both(stamp: &Stamp) -> String {
    let utc = format!("{} UTC", time(stamp));
    if stamp.local == stamp.utc { utc } else { format!("{utc} = {}", plain(stamp.local_weekday, &stamp.local)) }
}

fn read(read: Read) -> &'static str {
    match read {
        Read::InFull => "read",
        Read::InPart => "read in part",
        Read::NotRead => "not read",
    }
}

/// Why an entry may still not be owed, or may be due earlier; none where it stands.
pub(super) fn doubt(entry: &Entry) -> Option<String> {
    let depends = entry.ongoing.filter(|_| entry.owed == Owed::Depends).map(|still| words::ongoing(still).to_owned());
    let latest = (entry.basis == Basis::Latest).then(|| match entry.event {
        DeadlineEvent::Notification => "at the latest, if the notification is submitted at its due time".to_owned(),
        event => format!("at the latest, counted from the due time of {}", words::event(event).unwrap_or_default()),
    });
    let parts: Vec<String> = latest.into_iter().chain(depends).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}
