//! The command line of csf-assess.
//!
//! Exit codes: 0 done, 1 the input is wrong, 2 the command line is wrong, 3 a `--require` was not met.

#![forbid(unsafe_code)]

mod args;
mod commands;
mod documents;
mod failure;
mod input;
mod output;
mod requirement;
mod surface;

use args::Arguments;
use clap::{CommandFactory, FromArgMatches};
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut command = Arguments::command().term_width(output::width());
    let matches = command.get_matches_mut();
    let arguments = Arguments::from_arg_matches(&matches).unwrap_or_else(|error| error.format(&mut command).exit());
    match commands::run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            output::errors(failure.lines());
            ExitCode::from(failure.exit_code())
        }
    }
}
