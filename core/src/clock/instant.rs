//! Instants: RFC 3339 text to a point in time and back.

use crate::day::Day;
use crate::obligation::Weekday;
use serde::Serialize;

/// The seconds of a day.
pub(super) const DAY: i64 = 86_400;

/// A point in time, shown in UTC and at another offset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Stamp {
    /// At the offset that it was given in; for a due time at the one that was asked for, or that of its event.
    pub local: String,
    /// The day of the week of `local`.
    pub local_weekday: Weekday,
    /// In UTC.
    pub utc: String,
    /// The day of the week of `utc`.
    pub utc_weekday: Weekday,
}

/// A point in time and the offset that it was given in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Instant {
    /// The seconds since March 1 of the year 0, in UTC.
    pub(super) utc: i64,
    /// The seconds by which the local time is ahead.
    pub(super) offset: i64,
}

impl Instant {
    /// Reads an RFC 3339 date and time with its offset. Fractions of a second are dropped, and a leap second is the
    /// second before it, so that nothing falls due later than it should.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (day, rest) = text.split_at_checked(10)?;
        let (clock, rest) = rest.strip_prefix(['T', 't', ' '])?.split_at_checked(8)?;
        let midnight = Day::parse(day)?.number() * DAY;
        let [hour, minute, second] = numbers(clock)?;
        let offset = offset(without_fraction(rest)?)?;
        let is_leap = second == 60;
        let local = midnight + hour * 3_600 + minute * 60 + second - i64::from(is_leap);
        let utc = local - offset;
        let leaps_rightly = !is_leap || utc.rem_euclid(DAY) == DAY - 1;
        let exists = hour < 24 && minute < 60 && second <= 60 && leaps_rightly;
        (exists && is_in_range(utc)).then_some(Self { utc, offset })
    }

    /// As it is shown; none where a year has more or fewer than four digits.
    pub(super) fn stamp(self) -> Option<Stamp> {
        let (local, local_weekday) = shown(self.utc + self.offset)?;
        let (utc, utc_weekday) = shown(self.utc)?;
        let zone = match self.offset {
            0 => "Z".to_owned(),
            offset => offset_text(offset),
        };
        Some(Stamp { local: local + &zone, local_weekday, utc: utc + "Z", utc_weekday })
    }
}

/// An offset as RFC 3339 has it, `+02:00` or `Z`, in seconds.
pub(super) fn offset(text: &str) -> Option<i64> {
    if matches!(text, "Z" | "z") {
        return Some(0);
    }
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let [hours, minutes] = numbers(text.get(1..)?)?;
    (hours < 24 && minutes < 60).then_some(sign * (hours * 3_600 + minutes * 60))
}

/// `+02:00`; offsets have no seconds.
pub(super) fn offset_text(offset: i64) -> String {
    let minutes = offset.abs() / 60;
    format!("{}{:02}:{:02}", if offset < 0 { '-' } else { '+' }, minutes / 60, minutes % 60)
}

/// Whether the year has four digits.
pub(super) fn is_in_range(seconds: i64) -> bool {
    (0..=9_999).contains(&Day::numbered(seconds.div_euclid(DAY)).year())
}

pub(super) fn weekday(day: Day) -> Option<Weekday> {
    Weekday::ALL.get(usize::try_from(day.since_monday()).ok()?).copied()
}

fn shown(seconds: i64) -> Option<(String, Weekday)> {
    let (day, time) = (Day::numbered(seconds.div_euclid(DAY)), seconds.rem_euclid(DAY));
    let weekday = weekday(day).filter(|_| is_in_range(seconds))?;
    Some((format!("{day}T{:02}:{:02}:{:02}", time / 3_600, time / 60 % 60, time % 60), weekday))
}

/// Numbers of two digits with a colon between them.
fn numbers<const N: usize>(text: &str) -> Option<[i64; N]> {
    let is_number = |part: &&str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    let found: Option<Vec<i64>> =
        text.split(':').map(|part| Some(part).filter(is_number).and_then(|part| part.parse().ok())).collect();
    found?.try_into().ok()
}

fn without_fraction(text: &str) -> Option<&str> {
    let Some(fraction) = text.strip_prefix('.') else { return Some(text) };
    let zone = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
    (zone.len() < fraction.len()).then_some(zone)
}
