//! Arguments of `migrate`.

use crate::input::Source;
use clap::Args;

#[derive(Debug, Args)]
pub(crate) struct Migrate {
    /// The assessment
    pub(crate) file: Source,
    /// The framework to carry it over to
    #[arg(long, value_name = "FRAMEWORK")]
    pub(crate) to: String,
    /// The table to follow, such as nist-oscal or nist-olir; the transition's first where nothing is said
    #[arg(long, value_name = "ID")]
    pub(crate) source: Option<String>,
    /// Where to write the new assessment: JSON where the name ends in .json, else YAML
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<String>,
    /// Where to write the whole list, outcome by outcome: .md or .json
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<String>,
}
