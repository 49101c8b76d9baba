//! The two readings of a period: the instant plus the duration, and the rules that the act's own counting gives.

use super::instant::{DAY, is_in_range, weekday};
use crate::day::{Day, Span};
use crate::obligation::{Counted, Counting, DaysEnd, HoursFrom};
use crate::period::Period;

/// A due time that lies beyond the year 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Beyond;

/// What a rule makes of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ruled {
    pub(super) utc: i64,
    /// The last day before it moved on from a day that is no working day.
    pub(super) moved_from: Option<Day>,
    /// What the rule had to decide.
    pub(super) decided: Vec<Counted>,
}

fn in_range(utc: i64) -> Result<i64, Beyond> {
    if is_in_range(utc) { Ok(utc) } else { Err(Beyond) }
}

/// The day that many years, months, weeks and days later; where a month lacks the day, its last day.
fn later(day: Day, period: Period) -> Day {
    let months = Span::Months(period.years * 12 + period.months);
    day.plus(months).plus(Span::Days(period.weeks * 7 + period.days))
}

fn seconds(period: Period) -> i64 {
    i64::from(period.hours) * 3_600 + i64::from(period.minutes) * 60
}

/// The instant plus the duration; days and months are those at `offset`.
pub(super) fn cautious(from: i64, period: Period, offset: i64) -> Result<i64, Beyond> {
    let local = from + offset;
    let day = later(Day::numbered(local.div_euclid(DAY)), period);
    in_range(day.number() * DAY + local.rem_euclid(DAY) + seconds(period) - offset)
}

/// By the rules of the act's counting; none for a period of several units or of minutes, about which they say nothing.
pub(super) fn by_rule(
    from: i64,
    period: Period,
    offset: i64,
    counting: &Counting,
    holidays: &[Day],
) -> Result<Option<Ruled>, Beyond> {
    let Some(unit) = unit(period) else { return Ok(None) };
    let local = from + offset;
    if unit == Counted::Hours {
        let start = match counting.hours_from {
            HoursFrom::Event => local,
            HoursFrom::NextFullHour => (local.div_euclid(3_600) + 1) * 3_600,
        };
        let utc = in_range(start + seconds(period) - offset)?;
        return Ok(Some(Ruled { utc, moved_from: None, decided: vec![unit] }));
    }
    let last = later(Day::numbered(local.div_euclid(DAY)), period);
    let mut end = last;
    let rests = |day: Day| weekday(day).is_some_and(|it| counting.rest_days.contains(&it)) || holidays.contains(&day);
    while counting.moves() && rests(end) {
        end = end.plus(Span::Days(1));
    }
    let time = match counting.days_end {
        DaysEnd::SameTime => local.rem_euclid(DAY),
        DaysEnd::EndOfDay => DAY - 1,
    };
    let utc = in_range(end.number() * DAY + time - offset)?;
    let has_moved = end != last;
    let decided = if has_moved { vec![unit, Counted::RestDay] } else { vec![unit] };
    Ok(Some(Ruled { utc, moved_from: Some(last).filter(|_| has_moved), decided }))
}

/// The one unit of a period.
fn unit(period: Period) -> Option<Counted> {
    let units = [
        (period.years, Some(Counted::Years)),
        (period.months, Some(Counted::Months)),
        (period.weeks, Some(Counted::Weeks)),
        (period.days, Some(Counted::Days)),
        (period.hours, Some(Counted::Hours)),
        (period.minutes, None),
    ];
    let mut used = units.iter().filter(|(number, _)| *number > 0);
    match (used.next(), used.next()) {
        (Some((_, unit)), None) => *unit,
        _ => None,
    }
}
