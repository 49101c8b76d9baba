//! The command line of `report`.

use crate::input::Source;
use clap::{Args, ValueEnum};
use csf_assess::report::Audience;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportKind {
    /// The picture, the weakest places, what is open
    Board,
    /// Everything, down to each answer
    Auditor,
    /// Article by article, with the evidence
    Regulator,
}

impl From<ReportKind> for Audience {
    fn from(kind: ReportKind) -> Self {
        match kind {
            ReportKind::Board => Self::Board,
            ReportKind::Auditor => Self::Auditor,
            ReportKind::Regulator => Self::Regulator,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct ReportArguments {
    /// The assessment
    pub(crate) file: Source,
    /// The obligation sets to report on (repeatable); none: scores alone
    #[arg(long = "set", value_name = "ID")]
    pub(crate) sets: Vec<String>,
    /// Where to write it: .html, .md, .json, .csv or .txt; without it, text to standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<String>,
    /// Whom it is for
    #[arg(long, value_enum, default_value = "auditor")]
    pub(crate) kind: ReportKind,
    /// Add what changed since this earlier assessment
    #[arg(long, value_name = "FILE")]
    pub(crate) before: Option<Source>,
    /// Add how old the evidence is on this day, and which answers to verify first
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) on: Option<String>,
    /// Add the cheapest way to everything that the sets ask for, as `plan` finds it
    #[arg(long, requires = "sets")]
    pub(crate) plan: bool,
    /// Add what each status hangs on
    #[arg(long, requires = "sets")]
    pub(crate) sensitivity: bool,
    /// Show this official wording, made by `overlay`, beside our texts
    #[arg(long, value_name = "FILE")]
    pub(crate) wording: Option<Source>,
}
