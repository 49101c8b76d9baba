//! What `clock` is told.

use clap::{Args, ValueEnum};
use csf_assess::clock::Incident;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ClockFormat {
    /// For reading
    Text,
    /// All of it, as JSON
    Json,
    /// For a calendar: iCalendar
    Ics,
}

/// Times are RFC 3339 with their offset, such as 2026-11-23T10:00:00Z or 2026-11-23T11:00:00+01:00.
#[derive(Debug, Args)]
pub(crate) struct ClockArguments {
    /// The obligation set whose deadlines are counted
    #[arg(long, value_name = "ID")]
    pub(crate) set: String,
    /// When you became aware of the incident, such as 2026-11-23T11:00:00+01:00
    #[arg(long, value_name = "TIME")]
    aware: String,
    /// When the incident notification was submitted
    #[arg(long, value_name = "TIME")]
    notified: Option<String>,
    /// When the incident was handled
    #[arg(long, value_name = "TIME")]
    handled: Option<String>,
    /// When the authority asked for a report
    #[arg(long, value_name = "TIME")]
    requested: Option<String>,
    /// You are a trust service provider and the incident affects your trust services; short for
    /// `--role trust-service-provider`
    #[arg(long)]
    trust_service_provider: bool,
    /// A role of yours, by the set's ids, which may shorten a period (repeatable)
    #[arg(long = "role", value_name = "ID")]
    roles: Vec<String>,
    /// A public holiday, such as 2026-12-25 (repeatable, or several with commas)
    #[arg(long = "holiday", visible_alias = "holidays", value_name = "DAY", value_delimiter = ',')]
    holidays: Vec<String>,
    /// The offset at which hours, days and months are counted, such as +01:00; UTC where nothing is said
    #[arg(long, value_name = "OFFSET", allow_hyphen_values = true)]
    offset: Option<String>,
    /// How to write it
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: ClockFormat,
}

impl ClockArguments {
    /// What is known of the incident.
    pub(crate) fn incident(&self) -> Incident {
        let mut roles = self.roles.clone();
        let short = "trust-service-provider";
        if self.trust_service_provider && !roles.iter().any(|role| role == short) {
            roles.push(short.to_owned());
        }
        Incident {
            aware: self.aware.clone(),
            notified: self.notified.clone(),
            handled: self.handled.clone(),
            requested: self.requested.clone(),
            roles,
            holidays: self.holidays.clone(),
            offset: self.offset.clone(),
        }
    }
}
