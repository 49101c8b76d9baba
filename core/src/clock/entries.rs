//! The deadlines of a set that an incident starts, each in its two readings.

use super::count::{Beyond, Ruled, by_rule, cautious};
use super::instant::{Instant, Stamp};
use crate::day::Day;
use crate::obligation::{Addressee, Counted, Counting, Deadline, DeadlineEvent, Kind, Obligation, ObligationSet};
use crate::period::Period;
use crate::report::words;
use serde::Serialize;

/// How many deadlines a start may hang on, one after the other.
const LONGEST_CHAIN: usize = 4;

/// What a due time rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Basis {
    /// On the time of its event.
    Event,
    /// The event is not told: on the due time of what the event is, so it is the latest possible due time.
    Latest,
    /// The event is not told, and nothing says when it is due; there is no due time.
    Open,
    /// The act sets no period; there is no due time.
    NoPeriod,
}

/// Whether an entry is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Owed {
    /// Whatever happens.
    Yes,
    /// Not, as the incident went.
    No,
    /// It depends on how long the incident goes on.
    Depends,
}

/// A due time in one reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Due {
    /// The due time. The end of a day is its last second.
    pub at: Stamp,
    /// What it is counted from.
    pub from: Stamp,
    /// The last day before it moved on to the next working day, `YYYY-MM-DD`; null where it did not move.
    pub moved_from: Option<String>,
    /// The provisions of the rule that decide it; empty in the cautious reading.
    pub provisions: Vec<String>,
}

/// One deadline that an incident starts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Entry {
    /// Who has to act.
    pub addressee: Addressee,
    /// The article.
    pub article: String,
    /// What its due time rests on.
    pub basis: Basis,
    /// By the set's rules of counting; null without a due time, without rules, and where they say nothing of such a
    /// period.
    pub by_rule: Option<Due>,
    /// The instant plus the duration; null without a due time.
    pub cautious: Option<Due>,
    /// Its place among the obligation's deadlines, from 0.
    pub deadline: usize,
    /// When it was done, where it is an event that was told.
    pub done: Option<Stamp>,
    /// What starts it.
    pub event: DeadlineEvent,
    /// The obligation's id.
    pub obligation: String,
    /// Only where the incident still goes on when the report after the notification is due (true), or no longer does
    /// (false); null where that is no matter.
    pub ongoing: Option<bool>,
    /// Whether it is owed.
    pub owed: Owed,
    /// The period that was counted, as an ISO 8601 duration.
    pub period: Option<String>,
    /// The role that has this period, where the set's usual one is another.
    pub role: Option<String>,
    /// The deadline in words.
    pub says: String,
    /// The standard beside or instead of a period, such as "without undue delay".
    pub standard: Option<String>,
    /// What is due.
    pub title: String,
    /// In which cases the role has its own period.
    pub when: Option<String>,
}

/// The events of an incident.
#[derive(Clone, Copy, Debug)]
pub(super) struct Told {
    pub(super) awareness: Instant,
    pub(super) notification: Option<Instant>,
    pub(super) handling: Option<Instant>,
    pub(super) request: Option<Instant>,
}

impl Told {
    pub(super) fn of(&self, event: DeadlineEvent) -> Option<Instant> {
        match event {
            DeadlineEvent::Awareness => Some(self.awareness),
            DeadlineEvent::Notification => self.notification,
            DeadlineEvent::Handling => self.handling,
            DeadlineEvent::Request => self.request,
            _ => None,
        }
    }
}

/// The deadlines of a set that an incident starts, in its order.
fn clocked(set: &ObligationSet) -> impl Iterator<Item = (&Obligation, usize, &Deadline, DeadlineEvent)> {
    let reports = |one: &&Obligation| one.kind == Kind::IncidentReporting && one.addressee.is_organization();
    set.content().obligations.iter().filter(reports).flat_map(|obligation| {
        obligation.deadlines.iter().enumerate().filter_map(move |(position, deadline)| {
            use DeadlineEvent::{Awareness, Handling, Notification, Request};
            let event = deadline.event.filter(|it| matches!(it, Awareness | Handling | Notification | Request))?;
            Some((obligation, position, deadline, event))
        })
    })
}

/// Whether an incident starts any deadline of the set.
pub(super) fn has_any(set: &ObligationSet) -> bool {
    clocked(set).next().is_some()
}

pub(super) fn entries(
    set: &ObligationSet,
    told: &Told,
    roles: &[String],
    holidays: &[Day],
    asked: Option<i64>,
) -> Result<Vec<Entry>, Beyond> {
    let count = Count { set, counting: set.content().counting.as_ref(), told, roles, holidays, asked };
    clocked(set)
        .map(|(obligation, position, deadline, event)| count.entry(obligation, position, deadline, event))
        .collect()
}

/// One of the two readings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reading {
    Cautious,
    ByRule,
}

/// A due time before it is shown.
struct Found {
    from: i64,
    ruled: Ruled,
}

/// The period of a deadline for an entity with these roles.
struct Chosen<'a> {
    text: &'a str,
    period: Period,
    role: Option<&'a str>,
}

struct Count<'a> {
    set: &'a ObligationSet,
    counting: Option<&'a Counting>,
    told: &'a Told,
    roles: &'a [String],
    holidays: &'a [Day],
    asked: Option<i64>,
}

impl<'a> Count<'a> {
    fn entry(
        &self,
        obligation: &Obligation,
        position: usize,
        deadline: &'a Deadline,
        event: DeadlineEvent,
    ) -> Result<Entry, Beyond> {
        let chosen = self.chosen(deadline)?;
        let found = self.due(deadline, Reading::Cautious, 0)?;
        let basis = match (&chosen, self.told.of(event), &found) {
            (None, ..) => Basis::NoPeriod,
            (Some(_), Some(_), _) => Basis::Event,
            (Some(_), None, Some(_)) => Basis::Latest,
            (Some(_), None, None) => Basis::Open,
        };
        let offset = self.asked.or(self.told.of(event).map(|it| it.offset)).unwrap_or(self.told.awareness.offset);
        let show = |found: Option<Found>| found.map(|found| self.shown(&found, offset)).transpose();
        let role = chosen.as_ref().and_then(|chosen| chosen.role);
        let unless = deadline.unless.as_ref().filter(|_| role.is_some());
        let done = deadline.starts.and_then(|event| self.told.of(event));
        Ok(Entry {
            addressee: obligation.addressee,
            article: obligation.article.clone(),
            basis,
            by_rule: show(self.due(deadline, Reading::ByRule, 0)?)?,
            cautious: show(found)?,
            deadline: position,
            done: done.map(|done| done.stamp().ok_or(Beyond)).transpose()?,
            event,
            obligation: obligation.id.clone(),
            ongoing: deadline.ongoing,
            owed: self.owed(obligation, deadline)?,
            period: chosen.as_ref().map(|chosen| chosen.text.to_owned()),
            role: role.map(str::to_owned),
            says: words::limit(deadline, &self.set.content().roles),
            standard: deadline.standard.clone(),
            title: deadline.title.clone().unwrap_or_else(|| obligation.title.clone()),
            when: unless.and_then(|unless| unless.when.clone()),
        })
    }

    /// The period that counts. Where a role has its own in some cases only, the one that ends earlier counts.
    fn chosen(&self, deadline: &'a Deadline) -> Result<Option<Chosen<'a>>, Beyond> {
        let read = |text: &'a String, role| Some(Chosen { text, period: Period::parse(text)?, role });
        let own = deadline.within.as_ref().and_then(|within| read(within, None));
        let Some(unless) = &deadline.unless else { return Ok(own) };
        let Some(role) = self.roles.iter().find(|role| unless.roles.contains(role)) else { return Ok(own) };
        let of_role = read(&unless.within, Some(role.as_str()));
        let (Some(usual), Some(other)) = (&own, &of_role) else { return Ok(of_role.or(own)) };
        let end = |chosen: &Chosen<'_>| cautious(self.told.awareness.utc, chosen.period, 0);
        let is_sure = unless.when.is_none();
        let is_of_role = is_sure || end(other)? <= end(usual)?;
        Ok(if is_of_role { of_role } else { own })
    }

    /// When a deadline ends in a reading; none where it has no period, or no start is known.
    fn due(&self, deadline: &'a Deadline, reading: Reading, depth: usize) -> Result<Option<Found>, Beyond> {
        let (Some(chosen), Some(event)) = (self.chosen(deadline)?, deadline.event) else { return Ok(None) };
        let from = match self.told.of(event) {
            Some(instant) => Some(instant.utc),
            None => self.latest(event, reading, depth)?,
        };
        let Some(from) = from else { return Ok(None) };
        let offset = self.asked.unwrap_or_default();
        let ruled = match (reading, self.counting) {
            (Reading::Cautious, _) => {
                let utc = cautious(from, chosen.period, offset)?;
                Some(Ruled { utc, moved_from: None, decided: Vec::new() })
            }
            (Reading::ByRule, Some(counting)) => by_rule(from, chosen.period, offset, counting, self.holidays)?,
            (Reading::ByRule, None) => None,
        };
        Ok(ruled.map(|ruled| Found { from, ruled }))
    }

    /// The latest time of an event that was not told: when what it is falls due.
    fn latest(&self, event: DeadlineEvent, reading: Reading, depth: usize) -> Result<Option<i64>, Beyond> {
        if depth == LONGEST_CHAIN {
            return Ok(None);
        }
        let mut latest = None;
        for (_, _, deadline, _) in clocked(self.set).filter(|(_, _, deadline, _)| deadline.starts == Some(event)) {
            latest = latest.max(self.due(deadline, reading, depth + 1)?.map(|found| found.ruled.utc));
        }
        Ok(latest)
    }

    fn shown(&self, found: &Found, offset: i64) -> Result<Due, Beyond> {
        let stamp = |utc| Instant { utc, offset }.stamp().ok_or(Beyond);
        let provisions = self.counting.iter().flat_map(|counting| &counting.provisions);
        let decides = |decided: &[Counted]| found.ruled.decided.iter().any(|one| decided.contains(one));
        Ok(Due {
            at: stamp(found.ruled.utc)?,
            from: stamp(found.from)?,
            moved_from: found.ruled.moved_from.map(|day| day.to_string()),
            provisions: provisions.filter(|one| decides(&one.decides)).map(|one| one.article.clone()).collect(),
        })
    }

    /// Compares the end of the incident with the due time of the report that follows the notification. Between the two
    /// readings of that time it stays open which report is owed.
    fn owed(&self, obligation: &'a Obligation, deadline: &Deadline) -> Result<Owed, Beyond> {
        let Some(still) = deadline.ongoing else { return Ok(Owed::Yes) };
        let report = obligation
            .deadlines
            .iter()
            .find(|one| one.ongoing.is_some() && one.event.is_some_and(|event| event != DeadlineEvent::Handling));
        let Some(report) = report.filter(|one| one.event.is_some_and(|event| self.told.of(event).is_some())) else {
            return Ok(Owed::Depends);
        };
        let (Some(handled), Some(first)) = (self.told.handling, self.due(report, Reading::Cautious, 0)?) else {
            return Ok(Owed::Depends);
        };
        let first = first.ruled.utc;
        let last = self.due(report, Reading::ByRule, 0)?.map_or(first, |found| found.ruled.utc);
        let is_over = match handled.utc {
            handled if handled <= first.min(last) => true,
            handled if handled > first.max(last) => false,
            _ => return Ok(Owed::Depends),
        };
        Ok(if is_over == still { Owed::No } else { Owed::Yes })
    }
}
