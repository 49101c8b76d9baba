//! A tree to a type, finding every problem of its shape and not only the first.
//!
//! Serde stops at the first error. So after each one the place is made *blind*, which then answers whatever
//! it is asked with something harmless, and the tree is read again until nothing new is found.

use super::tree::Node;
use super::value::{Pass, Reader};
use crate::error::{Code, Path, Problems};
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;

/// How many times one document is read again.
const MOST: usize = 100;

/// Reads `T`; `blind` receives the places whose content must not be trusted.
pub(super) fn decode<T: DeserializeOwned>(root: &Node, blind: &mut Vec<Path>, problems: &mut Problems) -> Option<T> {
    let mut unknown = BTreeSet::new();
    for _ in 0..MOST {
        let pass = Pass { blind, ..Pass::default() };
        let read = T::deserialize(Reader::new(root, &pass));
        for (path, message) in pass.unknown.into_inner() {
            if unknown.insert(path.clone()) {
                problems.key(&path, Code::DocumentUnknownKey, message);
            }
        }
        let fault = match read {
            Ok(value) => return Some(value),
            Err(fault) => fault,
        };
        let inside = blind.iter().find(|place| fault.path.steps().starts_with(place.steps())).cloned();
        let place = match (inside, fault.missing) {
            // Nothing harmless fits there: give up what it belongs to.
            (Some(place), _) => place.parent()?,
            (None, missing) => {
                problems.value(&fault.path, fault.code, fault.message);
                match missing {
                    Some(key) => fault.path.key(key),
                    None => fault.path,
                }
            }
        };
        blind.retain(|known| !known.steps().starts_with(place.steps()));
        blind.push(place);
    }
    None
}
