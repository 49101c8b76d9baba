//! A tree to a type, finding every problem of its shape and not only the first.
//!
//! Serde stops at the first error. So after each one the place is made blind, so that it answers whatever it is
//! asked with something harmless, and the tree is read again until nothing new is found.

use super::tree::Node;
use super::value::{Reader, UnknownKeys};
use crate::error::{Code, Path, Problem};
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;

/// How many times one document is read again.
const MOST: usize = 100;

/// Reads `T`. `blind` receives the places whose content must not be trusted, `problems` what is wrong there.
pub(super) fn decode<T: DeserializeOwned>(
    root: &mut Node,
    blind: &mut Vec<Path>,
    problems: &mut Vec<Problem>,
) -> Option<T> {
    let mut known = BTreeSet::new();
    for _ in 0..MOST {
        let unknown = UnknownKeys::default();
        let read = T::deserialize(Reader::new(root, &unknown));
        for (path, message) in unknown.into_inner() {
            if known.insert(path.clone()) {
                problems.push(placed(root, &path, true, Code::DocumentUnknownKey, message));
            }
        }
        let fault = match read {
            Ok(value) => return Some(value),
            Err(fault) => fault,
        };
        let place = match (root.blind_above(&fault.path), fault.missing) {
            // Nothing harmless fits there: give up what it belongs to.
            (Some(place), _) => place.parent()?,
            (None, missing) => {
                problems.push(placed(root, &fault.path, false, fault.code, fault.message));
                match missing {
                    Some(key) => fault.path.key(key),
                    None => fault.path,
                }
            }
        };
        root.make_blind(&place);
        blind.push(place);
    }
    let message = format!("reading stopped after {MOST} problems; there may be more");
    problems.push(Problem::new(Code::DocumentTooManyProblems, message));
    None
}

fn placed(root: &Node, path: &Path, at_key: bool, code: Code, message: String) -> Problem {
    let problem = Problem::new(code, message).at(path);
    match root.locate(path, at_key) {
        Some((line, column)) => problem.position(line, column),
        None => problem,
    }
}
