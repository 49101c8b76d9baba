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

use std::process::ExitCode;

fn main() -> ExitCode {
    match commands::run(args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            output::errors(failure.lines());
            ExitCode::from(failure.exit_code())
        }
    }
}
