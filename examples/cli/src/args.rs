//! The command line as it is written.

mod clock;
mod compare;
mod consensus;
mod migrate;
mod plan;
mod scope;

pub(crate) use clock::{ClockArguments, ClockFormat};
pub(crate) use compare::{Compare, Freshness, Sensitivity, Trend};
pub(crate) use consensus::{Consensus, MergeName};
pub(crate) use migrate::Migrate;
pub(crate) use plan::Plan;
pub(crate) use scope::ScopeArguments;

use crate::input::Source;
use crate::output;
use crate::requirement::{ScoreRequirement, StatusRequirement};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use csf_assess::document::DocumentKind;
use csf_assess::exchange::overlay::Format;
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
        let (outputs, sources): (Vec<&Option<String>>, Vec<&Source>) = match &self.command {
            Command::New(new) => (vec![&new.output], new.from.iter().collect()),
            Command::Report(report) => {
                (vec![&report.output], std::iter::once(&report.file).chain(&report.before).collect())
            }
            Command::Import(import) => (vec![&import.output], vec![&import.file]),
            Command::Consensus(consensus) => (vec![&consensus.output], consensus.files.iter().collect()),
            Command::Migrate(migrate) => (vec![&migrate.output, &migrate.report], vec![&migrate.file]),
            Command::Overlay(overlay) => {
                (vec![&overlay.output], overlay.file.named().map(|(_, file)| file).into_iter().collect())
            }
            _ => return None,
        };
        let read = |path: &&str| {
            self.with.iter().chain(sources.iter().copied()).chain(self.wording()).any(|file| file.is_at(path))
        };
        outputs.into_iter().flatten().map(String::as_str).find(|path| *path != "-" && read(path))
    }

    /// The official wording that is to be shown.
    pub(crate) fn wording(&self) -> Option<&Source> {
        match &self.command {
            Command::Show(show) => show.wording.as_ref(),
            Command::New(new) => new.wording.as_ref(),
            Command::Report(report) => report.wording.as_ref(),
            Command::Explain(explain) => explain.wording.as_ref(),
            _ => None,
        }
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
    /// Show what changed from one assessment to another: answers, scores, gates, statuses
    #[command(
        after_help = "Example:\n  csf-assess compare acme-2025.yaml acme-2026.yaml --set nis2\n  csf-assess compare acme-2025.yaml acme-2026.yaml --model weighted-mean --format json"
    )]
    Compare(Compare),
    /// Show scores and statuses over time, from dated assessments in any order
    #[command(after_help = "Example:\n  csf-assess trend acme-2025.yaml acme-2026.yaml acme-2027.yaml --set nis2")]
    Trend(Trend),
    /// Show at which threshold, mapping strength or level each status would be another
    #[command(after_help = "Example:\n  csf-assess sensitivity acme.yaml --set nis2")]
    Sensitivity(Sensitivity),
    /// Show how old the evidence is, what expires when, and which answers to verify first
    #[command(
        after_help = "Example:\n  csf-assess freshness acme.yaml --set nis2\n  csf-assess freshness acme.yaml --on 2027-01-01"
    )]
    Freshness(Freshness),
    /// Show when the reports of an incident fall due, from the time of awareness
    ///
    /// Times are RFC 3339 with their offset. Both readings of a period are shown: the instant plus the duration, and
    /// the rules of counting that the set names. The second of these moves on from the holidays that you name.
    #[command(
        after_help = "Example:\n  csf-assess clock --set nis2 --aware 2026-11-23T10:00:00Z\n  csf-assess clock --set nis2 --aware 2026-11-23T10:00:00Z --notified 2026-11-25T09:00:00Z --format ics"
    )]
    Clock(ClockArguments),
    Scope(Box<ScopeArguments>),
    /// Find the cheapest way to a wanted status: which levels to raise, which questions to bring to yes
    #[command(
        after_help = "Example:\n  csf-assess plan acme.yaml --set nis2\n  csf-assess plan acme.yaml --set nis2 --for NIS2-21 --only PR DE --costs costs.yaml\n  csf-assess plan acme.yaml --set nis2 --next"
    )]
    Plan(Plan),
    /// Read a file of another tool as an assessment
    #[command(after_help = "Example:\n  csf-assess import csf-profile-csv export.csv --quarter Q2 -o acme.yaml")]
    Import(Import),
    /// Set the answers of several respondents beside one another: what to talk about, and one merged assessment
    ///
    /// The list of what to talk about goes to standard output; the merged assessment is written with `-o` only.
    #[command(
        after_help = "Example:\n  csf-assess consensus acme-it.yaml acme-ops.yaml acme-board.yaml --between board,it\n  csf-assess consensus acme-it.yaml acme-board.yaml --merge lead --lead it -o acme.yaml"
    )]
    Consensus(Consensus),
    /// Carry an assessment over to the next version of its framework, and say how far each answer can be trusted
    #[command(
        after_help = "Example:\n  csf-assess migrate acme-1.1.yaml --to nist-csf-2.0 --report migration.md -o acme-2.0.yaml"
    )]
    Migrate(Migrate),
    /// Make a document of the publisher's own words, from your copy of the publisher's file
    ///
    /// `show`, `new`, `explain` and `report` put it beside our texts with `--wording`.
    #[command(
        after_help = "Example:\n  csf-assess overlay nist-csf-2.0 --oscal NIST_CSF_v2.0_catalog.json -o wording.json\n  csf-assess report acme.yaml --wording wording.json -o acme.html"
    )]
    Overlay(OverlayArguments),
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
    /// Put this official wording, made by `overlay`, beside the texts of its framework
    #[arg(long, value_name = "FILE")]
    pub(crate) wording: Option<Source>,
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
    /// Put the statements of this official wording, made by `overlay`, into the comments
    #[arg(long, value_name = "FILE")]
    pub(crate) wording: Option<Source>,
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
    /// Add what changed since this earlier assessment
    #[arg(long, value_name = "FILE")]
    pub(crate) before: Option<Source>,
    /// Add how old the evidence is on this day, and which answers to verify first
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) on: Option<String>,
    /// Show this official wording, made by `overlay`, beside our texts
    #[arg(long, value_name = "FILE")]
    pub(crate) wording: Option<Source>,
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
    /// Show this official wording, made by `overlay`, beside our texts
    #[arg(long, value_name = "FILE")]
    pub(crate) wording: Option<Source>,
}

#[derive(Debug, Args)]
pub(crate) struct OverlayArguments {
    /// The framework's id, as `list` shows it
    pub(crate) framework: String,
    #[command(flatten)]
    pub(crate) file: PublisherFile,
    /// Where to write the wording: JSON where the name ends in .json, else YAML
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<String>,
}

/// The publisher's file, by its format.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct PublisherFile {
    /// NIST's OSCAL catalog
    #[arg(long, value_name = "FILE")]
    oscal: Option<Source>,
    /// The JSON export of NIST's Cybersecurity and Privacy Reference Tool
    #[arg(long, value_name = "FILE")]
    cprt: Option<Source>,
    /// The workbook of NIST's CSF 2.0 Reference Tool
    #[arg(long, value_name = "FILE")]
    reference_tool: Option<Source>,
}

impl PublisherFile {
    /// The format and the file, of which there is one.
    pub(crate) fn named(&self) -> Option<(Format, &Source)> {
        let files =
            [(Format::Oscal, &self.oscal), (Format::Cprt, &self.cprt), (Format::ReferenceTool, &self.reference_tool)];
        files.into_iter().find_map(|(format, file)| Some((format, file.as_ref()?)))
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
