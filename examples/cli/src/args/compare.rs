//! Arguments of what sets assessments beside one another or looks at one for a second time.

use super::ListFormat;
use crate::input::Source;
use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct Compare {
    /// The assessment before
    #[arg(value_name = "A")]
    pub(crate) before: Source,
    /// The assessment after
    #[arg(value_name = "B")]
    pub(crate) after: Source,
    /// The obligation sets to look at (repeatable); none: all that both frameworks have a crosswalk to
    #[arg(long = "set", value_name = "ID")]
    pub(crate) sets: Vec<String>,
    /// The scoring model for both, in place of their own
    #[arg(long, value_name = "ID-OR-FILE")]
    pub(crate) model: Option<String>,
    /// How to write it
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: ListFormat,
}

#[derive(Debug, Args)]
pub(crate) struct Trend {
    /// The assessments, each with its own `assessed_on`
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<Source>,
    /// The obligation sets to look at (repeatable); none: all that every framework has a crosswalk to
    #[arg(long = "set", value_name = "ID")]
    pub(crate) sets: Vec<String>,
    /// The scoring model for all, in place of their own
    #[arg(long, value_name = "ID-OR-FILE")]
    pub(crate) model: Option<String>,
    /// How to write it
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: ListFormat,
}

#[derive(Debug, Args)]
pub(crate) struct Sensitivity {
    /// The assessment
    pub(crate) file: Source,
    /// The obligation set (repeatable)
    #[arg(long = "set", value_name = "ID", required = true)]
    pub(crate) sets: Vec<String>,
    /// The crosswalk, in place of the usual one
    #[arg(long, value_name = "ID-OR-FILE")]
    pub(crate) crosswalk: Option<String>,
    /// How to write it
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: ListFormat,
}

#[derive(Debug, Args)]
pub(crate) struct Freshness {
    /// The assessment
    pub(crate) file: Source,
    /// The day to look at it, such as 2027-01-01; today where nothing is said
    #[arg(long, value_name = "DAY")]
    pub(crate) on: Option<String>,
    /// The obligation sets whose duties weigh (repeatable); none: all that the framework has a crosswalk to
    #[arg(long = "set", value_name = "ID")]
    pub(crate) sets: Vec<String>,
    /// How to write it
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: ListFormat,
}
