//! Why a command did not do what it was asked to, and the exit code that says so.

use csf_assess::Error;
use std::fmt::Display;

/// What goes to standard error, one entry a problem, by the exit code that it leads to.
#[derive(Debug)]
pub(crate) enum Failure {
    /// A file is wrong: 1.
    Input(Vec<String>),
    /// An argument is wrong: 2.
    CommandLine(Vec<String>),
    /// Requirements that do not hold: 3.
    Unmet(Vec<String>),
    /// Nobody reads the output any more, which is the reader's good right: 0.
    NobodyReads,
}

/// The result of a command.
pub(crate) type Outcome<T = ()> = Result<T, Failure>;

impl Failure {
    /// A problem of a file as a whole, in the form of the library's own.
    pub(crate) fn of_file(code: &str, message: impl Display, file: &str) -> Self {
        Self::Input(vec![format!("error[{code}]: {message}\n  --> {file}")])
    }

    /// A problem of an argument.
    pub(crate) fn of_argument(code: &str, message: impl Display) -> Self {
        Self::CommandLine(vec![format!("error[{code}]: {message}")])
    }

    /// What the library says about a name that stood on the command line.
    pub(crate) fn of_name(error: &Error) -> Self {
        Self::CommandLine(problems(error))
    }

    pub(crate) fn exit_code(&self) -> u8 {
        match self {
            Self::NobodyReads => 0,
            Self::Input(_) => 1,
            Self::CommandLine(_) => 2,
            Self::Unmet(_) => 3,
        }
    }

    pub(crate) fn lines(&self) -> &[String] {
        match self {
            Self::Input(lines) | Self::CommandLine(lines) | Self::Unmet(lines) => lines,
            Self::NobodyReads => &[],
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Input(problems(&error))
    }
}

/// Each problem of an error as it is shown.
pub(crate) fn problems(error: &Error) -> Vec<String> {
    error.problems().map(ToString::to_string).collect()
}
