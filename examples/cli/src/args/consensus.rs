//! Arguments of `consensus`.

use super::ListFormat;
use crate::input::Source;
use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub(crate) struct Consensus {
    /// The assessments, one for each respondent
    #[arg(required = true, num_args = 2.., value_name = "FILE")]
    pub(crate) files: Vec<Source>,
    /// Which level counts where respondents differ: the lower median, the lowest, or the lead's
    #[arg(long, value_enum, default_value = "median")]
    pub(crate) merge: MergeName,
    /// The respondent who leads; the one whose file says `lead: true` where nothing is said
    #[arg(long, value_name = "RESPONDENT")]
    pub(crate) lead: Option<String>,
    /// Two respondents to set against one another, such as board,it (repeatable)
    #[arg(long, value_name = "A,B", value_parser = pair)]
    pub(crate) between: Vec<(String, String)>,
    /// How to write what to talk about
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: ListFormat,
    /// Where to write the merged assessment: JSON where the name ends in .json, else YAML
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum MergeName {
    Median,
    Minimum,
    Lead,
}

fn pair(text: &str) -> Result<(String, String), String> {
    let two = text.split_once(',').map(|(of, than)| (of.trim().to_owned(), than.trim().to_owned()));
    two.filter(|(of, than)| !of.is_empty() && !than.is_empty() && !than.contains(','))
        .ok_or_else(|| "name two respondents with a comma between them, such as board,it".to_owned())
}
