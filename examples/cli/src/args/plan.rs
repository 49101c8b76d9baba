//! The command line of `plan`.

use super::ListFormat;
use crate::input::Source;
use clap::{Args, ValueEnum};
use csf_assess::plan::Want;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(crate) enum WantName {
    /// Evidence available
    Evidenced,
    /// At least partly evidenced
    PartlyEvidenced,
}

impl From<WantName> for Want {
    fn from(name: WantName) -> Self {
        match name {
            WantName::Evidenced => Self::Evidenced,
            WantName::PartlyEvidenced => Self::PartlyEvidenced,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Plan {
    /// The assessment
    pub(crate) file: Source,
    /// The obligation set (repeatable); may be left out where only gates are wanted
    #[arg(long = "set", value_name = "ID", required_unless_present = "gates")]
    pub(crate) sets: Vec<String>,
    /// The status to reach, whatever the open answers turn out to be
    #[arg(long, value_enum, default_value = "evidenced")]
    pub(crate) want: WantName,
    /// The obligations and groups to bring there; none, and no gate: all that bind and are owed
    #[arg(long = "for", value_name = "ID", num_args = 1..)]
    pub(crate) targets: Vec<String>,
    /// The gates of the model to meet
    #[arg(long = "gate", value_name = "ID", num_args = 1..)]
    pub(crate) gates: Vec<String>,
    /// Only these may change: outcomes, questions, or a category or function for all below it
    #[arg(long, value_name = "ID", num_args = 1..)]
    pub(crate) only: Vec<String>,
    /// These may not change
    #[arg(long, value_name = "ID", num_args = 1..)]
    pub(crate) fixed: Vec<String>,
    /// Only what one of these owns may change
    #[arg(long = "owner", value_name = "NAME", num_args = 1..)]
    pub(crate) owners: Vec<String>,
    /// Change at most so many outcomes and questions
    #[arg(long, value_name = "COUNT")]
    pub(crate) at_most: Option<usize>,
    /// What a step costs, as a document of kind costs; without it every step and question costs 1
    #[arg(long, value_name = "FILE")]
    pub(crate) costs: Option<Source>,
    /// How many alternatives to list
    #[arg(long, value_name = "COUNT", default_value_t = csf_assess::plan::ALTERNATIVES)]
    pub(crate) alternatives: usize,
    /// Show the next best single steps instead, ten unless a number is given
    #[arg(long, value_name = "COUNT", num_args = 0..=1, require_equals = true, default_missing_value = "10")]
    pub(crate) next: Option<usize>,
    /// The crosswalk, in place of the usual one
    #[arg(long, value_name = "ID-OR-FILE")]
    pub(crate) crosswalk: Option<String>,
    /// The scoring model, in place of the assessment's own
    #[arg(long, value_name = "ID-OR-FILE")]
    pub(crate) model: Option<String>,
    /// How to write it
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: ListFormat,
}
