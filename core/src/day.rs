//! Days of the calendar, and spans that are added to them; there is no clock here.

use crate::id::is_day;
use std::fmt;

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day {
    year: i64,
    month: i64,
    day: i64,
}

/// How long something stays fresh.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Span {
    Days(u32),
    Months(u32),
}

impl Span {
    /// `90 days`, `2 weeks`, `12 months`, `1 year`; none for any other words.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (number, unit) = text.trim().split_once(' ')?;
        let number: u32 = number.parse().ok()?;
        match unit.trim() {
            "day" | "days" => Some(Self::Days(number)),
            "week" | "weeks" => Some(Self::Days(number.checked_mul(7)?)),
            "month" | "months" => Some(Self::Months(number)),
            "year" | "years" => Some(Self::Months(number.checked_mul(12)?)),
            _ => None,
        }
    }
}

/// The days of the year before each month's first, in a year that begins in March.
fn before_month(month: i64) -> i64 {
    (153 * ((month + 9) % 12) + 2) / 5
}

impl Day {
    /// A day that exists, written `YYYY-MM-DD`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-').filter_map(|part| part.parse().ok());
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        is_day(text).then_some(Self { year, month, day })
    }

    pub(crate) fn plus(self, span: Span) -> Self {
        match span {
            Span::Days(days) => Self::numbered(self.number() + i64::from(days)),
            Span::Months(months) => {
                let months = self.year * 12 + self.month - 1 + i64::from(months);
                let (year, month) = (months.div_euclid(12), months.rem_euclid(12) + 1);
                // One month after the 31st is the last day of the next month.
                Self { year, month, day: self.day.min(last_of(year, month)) }
            }
        }
    }

    /// The days since March 1 of the year 0. A year that begins in March has its leap day at the end.
    fn number(self) -> i64 {
        let year = if self.month < 3 { self.year - 1 } else { self.year };
        year * 365 + year.div_euclid(4) - year.div_euclid(100)
            + year.div_euclid(400)
            + before_month(self.month)
            + self.day
            - 1
    }

    fn numbered(number: i64) -> Self {
        // 146 097 days are 400 years; the last day of a year, a century and an era is its leap day.
        let (era, in_era) = (number.div_euclid(146_097), number.rem_euclid(146_097));
        let year_of_era = (in_era - in_era / 1_460 + in_era / 36_524 - in_era / 146_096) / 365;
        let in_year = in_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let from_march = (5 * in_year + 2) / 153;
        let month = (from_march + 2) % 12 + 1;
        let day = in_year - (153 * from_march + 2) / 5 + 1;
        let year = era * 400 + year_of_era + i64::from(month < 3);
        Self { year, month, day }
    }
}

fn last_of(year: i64, month: i64) -> i64 {
    let is_leap = year.rem_euclid(4) == 0 && (year.rem_euclid(100) != 0 || year.rem_euclid(400) == 0);
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if is_leap => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}
