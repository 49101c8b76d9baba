//! Due times as a calendar: iCalendar (RFC 5545), one event for each cautious due time.

use super::text::{DISCLAIMER, both, doubt};
use super::{Clock, Due, Entry, Owed, Stamp};
use crate::error::{Code, Error, Problem};
use crate::id::quoted;
use crate::report::words;

/// The longest line in octets, without its end.
const LONGEST: usize = 75;

impl Clock {
    /// The due times as an iCalendar file, for a calendar to read.
    ///
    /// Each cautious due time is an event without duration, which says the other reading in its description; one that
    /// is not certain is tentative, and one that is not owed is canceled. The same set, deadline and time of awareness
    /// give the same `UID`, so a calendar takes a later file for a newer edition of the same events.
    ///
    /// # Errors
    /// No due time at all, as where an act sets no period: a calendar has at least one event.
    pub fn to_ics(&self) -> Result<String, Error> {
        let due: Vec<(&Entry, &Due)> =
            self.entries.iter().filter_map(|entry| Some((entry, entry.cautious.as_ref()?))).collect();
        if due.is_empty() {
            let message =
                format!("{} sets no period for these reports, so a calendar has no event", quoted(&self.set.id));
            return Err(Problem::new(Code::ClockNoDeadline, message).into());
        }
        let mut file = File(String::new());
        file.line("BEGIN", "VCALENDAR");
        file.line("VERSION", "2.0");
        file.line("PRODID", "-//csf-assess//clock 1//EN");
        file.line("CALSCALE", "GREGORIAN");
        for (entry, due) in due {
            self.event(&mut file, entry, due);
        }
        file.line("END", "VCALENDAR");
        Ok(file.0)
    }

    fn event(&self, file: &mut File, entry: &Entry, due: &Due) {
        let (aware, events) = (basic(&self.events.awareness), &self.events);
        let told = [&events.notification, &events.handling, &events.request];
        let doubt = doubt(entry);
        let status = match (entry.owed, &doubt) {
            (Owed::No, _) => "CANCELLED",
            (_, Some(_)) => "TENTATIVE",
            (_, None) => "CONFIRMED",
        };
        let mut said = vec![
            format!("{}.", words::capital(entry.says.trim_end_matches('.'))),
            format!("Cautious: {}.", both(&due.at)),
        ];
        if let (Some(by_rule), Some(rule)) = (&entry.by_rule, &self.rule) {
            said.push(format!("{}: {}.", rule.title, both(&by_rule.at)));
        }
        said.extend(doubt.as_ref().map(|doubt| format!("{}.", words::capital(doubt))));
        said.push(DISCLAIMER.to_owned());
        file.line("BEGIN", "VEVENT");
        file.text("UID", &format!("{}-{}-{}-{aware}@csf-assess", self.set.id, entry.obligation, entry.deadline));
        file.line("DTSTAMP", &aware);
        file.line("SEQUENCE", &told.iter().filter(|event| event.is_some()).count().to_string());
        file.line("DTSTART", &basic(&due.at));
        let at_the_latest = if doubt.is_some() { " (see description)" } else { "" };
        file.text("SUMMARY", &format!("Due: {}, {} {}{at_the_latest}", entry.title, self.set.id, entry.article));
        file.text("DESCRIPTION", &said.join("\n"));
        file.line("STATUS", status);
        file.line("TRANSP", "TRANSPARENT");
        file.line("END", "VEVENT");
    }
}

/// `20261123T100000Z`.
fn basic(stamp: &Stamp) -> String {
    stamp.utc.chars().filter(|c| !matches!(c, '-' | ':')).collect()
}

struct File(String);

impl File {
    /// A line whose value needs no escape, folded.
    fn line(&mut self, name: &str, value: &str) {
        let mut octets = 0;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if octets + c.len_utf8() > LONGEST {
                self.0.push_str("\r\n ");
                octets = 1;
            }
            self.0.push(c);
            octets += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    /// A text, with what has a meaning in RFC 5545 escaped and other control characters left out.
    fn text(&mut self, name: &str, value: &str) {
        let mut escaped = String::with_capacity(value.len());
        for c in value.chars() {
            match c {
                '\n' => escaped.push_str("\\n"),
                '\\' | ';' | ',' => escaped.extend(['\\', c]),
                c if c.is_control() => {}
                c => escaped.push(c),
            }
        }
        self.line(name, &escaped);
    }
}
