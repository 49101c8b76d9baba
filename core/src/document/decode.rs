//! A tree to a type, finding every problem of its shape and not only the first.
//!
//! Serde stops at the first error. So after each one the place is made blind, so that it answers whatever it is
//! asked with something harmless, and the tree is read again until nothing new is found.

use super::tree::Node;
use super::value::{Reader, UnknownKeys};
use crate::error::{Code, Path, Problem};
use serde::de::DeserializeOwned;
use std::cell::RefCell;

/// How many times one document is read again.
const MOST: usize = 100;

/// What is wrong with the shape of a document.
#[derive(Debug, Default)]
pub(super) struct Faults {
    /// The places whose content must not be trusted.
    pub(super) blind: Vec<Path>,
    pub(super) problems: Vec<Problem>,
    /// How many problems there are beyond those.
    pub(super) unlisted: usize,
}

/// Reads `T`, and everything that is wrong with its shape.
pub(super) fn decode<T: DeserializeOwned>(root: &mut Node) -> (Option<T>, Faults) {
    decode_with(root, UnknownKeys::default())
}

/// The same, with unknown keys passed over.
pub(super) fn decode_foreign<T: DeserializeOwned>(root: &mut Node) -> (Option<T>, Faults) {
    decode_with(root, UnknownKeys::passed_over())
}

fn decode_with<T: DeserializeOwned>(root: &mut Node, unknown: UnknownKeys) -> (Option<T>, Faults) {
    let unknown = RefCell::new(unknown);
    let mut faults = Faults::default();
    root.without_duplicates(&Path::default(), &mut faults.problems);
    let value = faults.read(root, &unknown);
    let unknown = unknown.into_inner();
    faults.problems.extend(unknown.problems);
    faults.unlisted = unknown.unlisted;
    (value, faults)
}

impl Faults {
    fn read<T: DeserializeOwned>(&mut self, root: &mut Node, unknown: &RefCell<UnknownKeys>) -> Option<T> {
        for _ in 0..MOST {
            let fault = match T::deserialize(Reader::new(root, unknown)) {
                Ok(value) => return Some(value),
                Err(fault) => fault,
            };
            let place = match (root.blind_above(&fault.path), fault.missing) {
                // Nothing harmless fits there: give up what it belongs to.
                (Some(place), _) => place.parent()?,
                (None, missing) => {
                    self.problems.push(placed(root, &fault.path, fault.code, fault.message));
                    match missing {
                        Some(key) => fault.path.key(key),
                        None => fault.path,
                    }
                }
            };
            root.make_blind(&place);
            self.blind.push(place);
        }
        let message = format!("reading stopped after {MOST} problems; there may be more");
        self.problems.push(Problem::new(Code::DocumentTooManyProblems, message));
        None
    }
}

fn placed(root: &Node, path: &Path, code: Code, message: String) -> Problem {
    let problem = Problem::new(code, message).at(path);
    match root.locate(path, false) {
        Some((line, column)) => problem.position(line, column),
        None => problem,
    }
}
