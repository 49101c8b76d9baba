//! The commands, one file each where there is more to say than a few lines.

mod clock;
mod compare;
mod consensus;
mod documents;
mod migrate;
mod overlay;
mod plan;
mod results;
mod scope;
mod show;
mod start;

use crate::args::{self, Arguments, Command};
use crate::documents::Documents;
use crate::failure::{Failure, Outcome};
use crate::output;

/// Does what the command line says.
pub(crate) fn run(arguments: Arguments) -> Outcome {
    match arguments.command {
        Command::ListFormats => return documents::list_formats(),
        Command::Completions { shell } => return completions(shell),
        _ => {}
    }
    if let Some(path) = arguments.overwritten() {
        let message = format!("`{path}` is read by this command and cannot be its output too; name another file");
        return Err(Failure::of_argument("io/same-file", message));
    }
    let mut documents = Documents::with(&arguments.with)?;
    if let Some(file) = arguments.wording() {
        documents.take_wording(file)?;
    }
    match arguments.command {
        Command::List(list) => documents::list(&documents.library, list.format),
        Command::Show(show) => show::show(&documents, &show),
        Command::New(new) => start::new(&documents, &new),
        Command::Check(check) => {
            let found = documents.check(&check.files)?;
            if found.is_empty() { Ok(()) } else { Err(Failure::Input(found)) }
        }
        Command::Score(score) => results::score(&mut documents, &score),
        Command::Obligations(obligations) => results::obligations(&mut documents, &obligations),
        Command::Report(report) => results::report(&documents, &report),
        Command::Explain(explain) => results::explain(&documents, &explain),
        Command::Consensus(consensus) => consensus::consensus_of(&documents, &consensus),
        Command::Migrate(migrate) => migrate::migrate(&documents, &migrate),
        Command::Compare(compare) => compare::compare(&mut documents, &compare),
        Command::Trend(trend) => compare::trend(&mut documents, &trend),
        Command::Sensitivity(sensitivity) => compare::sensitivity(&mut documents, &sensitivity),
        Command::Freshness(freshness) => compare::freshness(&documents, &freshness),
        Command::Clock(arguments) => clock::clock(&documents.library, &arguments),
        Command::Scope(scope) => scope::scope(&mut documents, &scope),
        Command::Plan(plan) => plan::plan(&mut documents, &plan),
        Command::Import(import) => start::import(&documents.library, &import),
        Command::Overlay(overlay) => overlay::overlay(&documents.library, &overlay),
        Command::ListFormats | Command::Completions { .. } => Ok(()),
    }
}

fn completions(shell: clap_complete::Shell) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut args::command(), "csf-assess", &mut script);
    output::print(&String::from_utf8_lossy(&script))
}
