//! A folder of its own for each test, and the program run in it.
#![allow(dead_code, reason = "each test file uses its part of this one")]
#![allow(clippy::unwrap_used, reason = "a test that cannot start has failed")]

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), content).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    pub(crate) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = std::fs::read_dir(self.0.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_csf-assess"));
        command.args(arguments).current_dir(self.0.path()).stdin(Stdio::null());
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        Run(self.command(arguments).output().unwrap())
    }

    pub(crate) fn run_with_input(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut child = self.command(arguments).stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        Run(child.wait_with_output().unwrap())
    }
}

pub(crate) struct Run(Output);

impl Run {
    pub(crate) fn code(&self) -> i32 {
        self.0.status.code().unwrap()
    }

    pub(crate) fn out(&self) -> &str {
        std::str::from_utf8(&self.0.stdout).unwrap()
    }

    pub(crate) fn err(&self) -> &str {
        std::str::from_utf8(&self.0.stderr).unwrap()
    }

    /// The standard output of a run that did what it was asked to and said nothing else.
    #[track_caller]
    pub(crate) fn done(&self) -> &str {
        assert_eq!((self.code(), self.err()), (0, ""), "{}", self.out());
        self.out()
    }

    /// The standard error of a run that ended with `code` and wrote no result.
    #[track_caller]
    pub(crate) fn refused(&self, code: i32) -> &str {
        assert_eq!((self.code(), self.out()), (code, ""), "{}", self.err());
        self.err()
    }
}

pub(crate) const ACME: &str = "\
schema: csf-assess/assessment/1
id: acme
framework: nist-csf-2.0
organization: {name: Acme, class: important}
answers:
  PR.AA-03: {level: 3, target: 4, note: with tokens}
  PR.AA-04: {state: unknown}
  GV.RR-01: {level: 5}
supplementary:
  NIS2-20.1/1: {answer: \"yes\"}
";
