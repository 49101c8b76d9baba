//! The command line as it is written.

use crate::input::Source;
use crate::output;
use crate::requirement::{ScoreRequirement, StatusRequirement};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use csf_assess::Fraction;
use csf_assess::document::DocumentKind;
use csf_assess::report::Audience;

/// Score a NIST CSF self-assessment, and see what its answers are evidence of under EU NIS law.
///
/// FILE is YAML or JSON, and `-` is standard input. The result is a self-assessment and not legal advice.
#[derive(Debug, Parser)]
#[command(name = "csf-assess", version, propagate_version = true, disable_help_subcommand = true)]
#[command(
    after_help = "Exit codes:\n  0  done\n  1  the input is wrong; every problem is listed\n  2  the command line is wrong\n  3  a --require was not met\n\nExample:\n  csf-assess new nist-csf-2.0 -o acme.yaml\n  csf-assess obligations acme.yaml --set nis2"
)]
pub(crate) struct Arguments {
    /// Also read this framework, scale, model, obligation set, crosswalk, transition, translation, official wording or
    /// scope document (repeatable, in any order)
    #[arg(long, value_name = "FILE")]
    pub(crate) with: Vec<Source>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// The program's command line. Every command takes `--with` too: clap's own global arguments would forget those
/// before a command as soon as one stands after it.
pub(crate) fn command() -> clap::Command {
    let command = Arguments::command();
    let with = command.get_arguments().find(|argument| argument.get_id() == "with").cloned();
    command.mut_subcommands(|command| with.iter().fold(command, clap::Command::arg))
}

/// Reads the command line of this process; ends it where that is wrong or asks for help.
pub(crate) fn parse() -> Arguments {
    let mut command = command().term_width(output::width());
    let matches = command.get_matches_mut();
    let mut arguments = Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.format(&mut command).exit());
    let own = matches.subcommand().and_then(|(_, matches)| matches.get_many::<Source>("with"));
    arguments.with.extend(own.into_iter().flatten().cloned());
    arguments
}

impl Arguments {
    /// The file that is to be written, where it is one of those that are to be read.
    pub(crate) fn overwritten(&self) -> Option<&str> {
        let (output, source) = match &self.command {
            Command::New(new) => (new.output.as_deref(), new.from.as_ref()),
            Command::Report(report) => (report.output.as_deref(), Some(&report.file)),
            Command::Import(import) => (import.output.as_deref(), Some(&import.file)),
            _ => return None,
        };
        output.filter(|path| *path != "-" && self.with.iter().chain(source).any(|file| file.is_at(path)))
    }
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// List the documents that are known: id, kind, version and counts
    #[command(after_help = "Example:\n  csf-assess list --format json")]
    List(List),
    /// Print one document whole, or one item of a document for reading
    #[command(
        after_help = "Example:\n  csf-assess show nis2\n  csf-assess show PR.DS-11\n  csf-assess show nist-csf-2.0--nis2 --format md"
    )]
    Show(Show),
    /// Start an assessment: YAML with every outcome, ready to fill in
    #[command(
        after_help = "Example:\n  csf-assess new nist-csf-2.0 -o acme-2026.yaml\n  csf-assess new nist-csf-2.0 --from acme-2025.yaml -o acme-2026.yaml"
    )]
    New(New),
    /// Check documents of any kind; silent when they are right
    ///
    /// Documents among the files may refer to one another, whatever their order.
    #[command(
        after_help = "Example:\n  csf-assess check acme.yaml\n  csf-assess check our-framework.yaml our-crosswalk.yaml acme.yaml"
    )]
    Check(Check),
    /// Show the scores
    #[command(
        after_help = "Example:\n  csf-assess score acme.yaml\n  csf-assess score acme.yaml --model weakest-link --require 'GV>=2' --require 'total>=2.5'"
    )]
    Score(Score),
    /// Show what the answers are evidence of, duty by duty
    #[command(
        after_help = "Example:\n  csf-assess obligations acme.yaml --set nis2\n  csf-assess obligations acme.yaml --set nis2 --require NIS2-21=partly_evidenced"
    )]
    Obligations(Obligations),
    /// Write a report; its format is that of the file's name
    #[command(after_help = "Example:\n  csf-assess report acme.yaml --set nis2 --kind board -o acme.html")]
    Report(ReportArguments),
    /// Say why a score, status or gate is what it is
    #[command(
        after_help = "Example:\n  csf-assess explain acme.yaml NIS2-21.2.f\n  csf-assess explain acme.yaml PR.AA-03"
    )]
    Explain(Explain),
    /// Say whether an act binds an entity, as what, and by which rule
    ///
    /// What is not said is not guessed: the answer then names what is missing. Without `--role` the entity counts as
    /// having none of the roles that decide; the answer lists those that would change it.
    #[command(
        after_help = "Example:\n  csf-assess scope --sector annex-i/energy/electricity --size medium\n  csf-assess scope --role managed-service-provider --headcount 60 --turnover 9000000 --balance-sheet 4000000"
    )]
    Scope(ScopeArguments),
    /// Read a file of another tool as an assessment
    #[command(after_help = "Example:\n  csf-assess import csf-profile-csv export.csv --quarter Q2 -o acme.yaml")]
    Import(Import),
    /// List the formats of other tools that can be read or written
    #[command(after_help = "Example:\n  csf-assess list-formats")]
    ListFormats,
    /// Print a completion script for a shell
    #[command(
        after_help = "Example:\n  csf-assess completions bash > ~/.local/share/bash-completion/completions/csf-assess"
    )]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    Text,
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct List {
    /// How to write it
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: ListFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ShowFormat {
    /// A document's own form; usual for documents
    Yaml,
    /// The same as JSON
    Json,
    /// For reading; usual for one item
    Text,
    /// The coverage of a crosswalk, in Markdown
    Md,
}

#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The id of a document, as `list` shows it, or of an outcome, category, function, obligation or group
    pub(crate) id: String,
    /// How to write it
    #[arg(long, value_enum)]
    pub(crate) format: Option<ShowFormat>,
    /// What it is, where documents of several kinds have the same id
    #[arg(long, value_enum)]
    pub(crate) kind: Option<KindName>,
    /// Show a framework's texts in this language, and say which are not translated
    #[arg(long, value_name = "LANGUAGE")]
    pub(crate) lang: Option<String>,
}

/// The kinds that a library holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum KindName {
    Framework,
    Obligations,
    Crosswalk,
    Scale,
    Model,
    Transition,
    Translation,
    Wording,
    Scope,
}

impl From<KindName> for DocumentKind {
    fn from(kind: KindName) -> Self {
        match kind {
            KindName::Framework => Self::Framework,
            KindName::Obligations => Self::Obligations,
            KindName::Crosswalk => Self::Crosswalk,
            KindName::Scale => Self::Scale,
            KindName::Model => Self::Model,
            KindName::Transition => Self::Transition,
            KindName::Translation => Self::Translation,
            KindName::Wording => Self::Wording,
            KindName::Scope => Self::Scope,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct New {
    /// The framework's id, as `list` shows it
    pub(crate) framework: String,
    /// Carry over the answers of this assessment, and mark evidence that is older than twelve months
    #[arg(long, value_name = "FILE")]
    pub(crate) from: Option<Source>,
    /// Where to write it, as YAML; an assessment that is already there is kept
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<String>,
    /// Replace the file that is already there
    #[arg(long, requires = "output")]
    pub(crate) force: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The documents
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<Source>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ScoreFormat {
    /// For reading
    Text,
    /// The canonical result
    Json,
    /// A row for each node
    Csv,
}

#[derive(Debug, Args)]
pub(crate) struct Score {
    /// The assessment
    pub(crate) file: Source,
    /// The scoring model, in place of the assessment's own
    #[arg(long, value_name = "ID-OR-FILE")]
    pub(crate) model: Option<String>,
    /// Show every outcome too, not only functions and categories (text; the other formats always do)
    #[arg(long)]
    pub(crate) outcomes: bool,
    /// How to write it
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: ScoreFormat,
    /// ID>=LEVEL: exit with 3 unless the score, open outcomes at the lowest level, is at least this (repeatable)
    #[arg(long, value_name = "REQUIREMENT")]
    pub(crate) require: Vec<ScoreRequirement>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ObligationsFormat {
    /// For reading
    Text,
    /// The canonical result
    Json,
    /// Markdown
    Md,
    /// A row for each obligation
    Csv,
}

#[derive(Debug, Args)]
pub(crate) struct Obligations {
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
    pub(crate) format: ObligationsFormat,
    /// ID=STATUS: exit with 3 unless the status, open items at their worst, is at least `evidenced`,
    /// `partly_evidenced` or `not_evidenced` (repeatable)
    #[arg(long, value_name = "REQUIREMENT")]
    pub(crate) require: Vec<StatusRequirement>,
}

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
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The assessment
    pub(crate) file: Source,
    /// A node, `total`, an obligation, a group, a question or a gate
    pub(crate) id: String,
    /// The obligation sets to look at (repeatable); none: all that the framework has a crosswalk to
    #[arg(long = "set", value_name = "ID")]
    pub(crate) sets: Vec<String>,
    /// How to write it
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: ListFormat,
}

#[derive(Debug, Args)]
pub(crate) struct ScopeArguments {
    /// The obligation set
    #[arg(long, value_name = "ID", default_value = "nis2")]
    pub(crate) set: String,
    /// A sector, such as `annex-i/energy/electricity`, or `none` for an entity of no sector of the act (repeatable)
    #[arg(long, value_name = "SECTOR")]
    pub(crate) sector: Vec<String>,
    /// micro, small, medium or large, in place of the figures
    #[arg(long, value_name = "SIZE", conflicts_with_all = ["headcount", "turnover", "balance_sheet"])]
    pub(crate) size: Option<String>,
    /// Staff in annual work units, partner and linked enterprises added
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    pub(crate) headcount: Option<Fraction>,
    /// Annual turnover in euros, such as 9000000
    #[arg(long, value_name = "EUR", allow_negative_numbers = true)]
    pub(crate) turnover: Option<Fraction>,
    /// Annual balance sheet total in euros
    #[arg(long, value_name = "EUR", allow_negative_numbers = true)]
    pub(crate) balance_sheet: Option<Fraction>,
    /// A role, such as `dns-service-provider` (repeatable)
    #[arg(long, value_name = "ROLE")]
    pub(crate) role: Vec<String>,
    /// ID=yes or ID=no: a further fact that the rules ask for (repeatable)
    #[arg(long, value_name = "FACT", value_parser = fact)]
    pub(crate) fact: Vec<(String, bool)>,
    /// The scope document of a Member State, whose rules come first
    #[arg(long, value_name = "ID-OR-FILE")]
    pub(crate) overlay: Option<String>,
    /// How to write it
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: ListFormat,
}

fn fact(text: &str) -> Result<(String, bool), String> {
    match text.split_once('=') {
        Some((id, "yes")) => Ok((id.to_owned(), true)),
        Some((id, "no")) => Ok((id.to_owned(), false)),
        _ => Err("write it as `sole-provider=yes` or `sole-provider=no`".to_owned()),
    }
}

#[derive(Debug, Args)]
pub(crate) struct Import {
    /// The format, as `list-formats` shows it
    pub(crate) format: String,
    /// The file of the other tool
    pub(crate) file: Source,
    /// Where to write the assessment: JSON where the name ends in .json, else YAML
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<String>,
    /// The quarter to read, Q1 to Q4
    #[arg(long, value_enum, ignore_case = true, default_value = "Q1")]
    pub(crate) quarter: QuarterName,
    /// Leave out rows that are wrong, and list them
    #[arg(long)]
    pub(crate) skip_bad_rows: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "UPPER")]
pub(crate) enum QuarterName {
    Q1,
    Q2,
    Q3,
    Q4,
}
