//! How the periods of an act are counted: the rules of a regulation or of a national law, as data.

use crate::error::{Code, Path, Problems};
use crate::id::{check_day, is_valid, quoted};
use serde::{Deserialize, Serialize};

/// Where a period in hours begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum HoursFrom {
    /// With the event itself.
    Event,
    /// With the next full hour: the hour of the event is not counted.
    NextFullHour,
}

/// Where a period in days, weeks, months or years ends on its last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DaysEnd {
    /// At the time of day of the event.
    SameTime,
    /// With the end of the day: the day of the event is not counted.
    EndOfDay,
}

/// A day of the week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the names say it")]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl Weekday {
    /// All seven, from Monday on.
    pub const ALL: [Self; 7] =
        [Self::Monday, Self::Tuesday, Self::Wednesday, Self::Thursday, Self::Friday, Self::Saturday, Self::Sunday];

    /// The English name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Monday => "Monday",
            Self::Tuesday => "Tuesday",
            Self::Wednesday => "Wednesday",
            Self::Thursday => "Thursday",
            Self::Friday => "Friday",
            Self::Saturday => "Saturday",
            Self::Sunday => "Sunday",
        }
    }
}

/// What a provision on counting decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Counted {
    /// Periods in hours.
    Hours,
    /// Periods in days.
    Days,
    /// Periods in weeks.
    Weeks,
    /// Periods in months.
    Months,
    /// Periods in years.
    Years,
    /// Periods whose last day is no working day.
    RestDay,
}

/// How far a provision was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Read {
    /// All of it.
    InFull,
    /// A part, or as another act restates it.
    InPart,
    /// Not at all: its content is our own knowledge.
    NotRead,
}

/// One provision on the counting of periods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Provision {
    /// The article, such as `3(4)`.
    pub article: String,
    /// What it decides here; empty for one that is named and not applied.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub decides: Vec<Counted>,
    /// How far it was read.
    pub read: Read,
    /// What it says, in a sentence.
    pub summary: String,
}

/// How the periods of an act are counted, beside the plain reading of instant plus duration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Counting {
    /// A short id for the head of a column, such as `1182/71`.
    pub id: String,
    /// The act or law that says so.
    pub title: String,
    /// Its CELEX number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub celex: Option<String>,
    /// Where a period in hours begins.
    pub hours_from: HoursFrom,
    /// Where a period in days or longer ends on its last day.
    pub days_end: DaysEnd,
    /// The days of the week from which the end of a period in days or longer moves on, as it does from holidays; empty
    /// where it stays, whatever the day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rest_days: Vec<Weekday>,
    /// Public holidays, `YYYY-MM-DD`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<String>,
    /// What it rests on, article by article.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub provisions: Vec<Provision>,
    /// Whether and how far these rules apply to the act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Counting {
    /// Whether the end of a period moves on from a day that is no working day.
    pub(crate) fn moves(&self) -> bool {
        !self.rest_days.is_empty()
    }

    pub(super) fn check(&self, path: &Path, problems: &mut Problems) {
        if !is_valid(&self.id) {
            problems.value(&path.key("id"), Code::DocumentId, format!("{} cannot be an id", quoted(&self.id)));
        }
        for (position, day) in self.holidays.iter().enumerate() {
            check_day(Some(day), &path.key("holidays").index(position), problems);
        }
        if Weekday::ALL.iter().all(|day| self.rest_days.contains(day)) {
            let message = "a week needs a day that is no rest day, or no period would end";
            problems.value(&path.key("rest_days"), Code::DocumentValue, message);
        }
    }
}
