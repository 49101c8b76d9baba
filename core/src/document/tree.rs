//! A parsed text as a tree in which every key and value knows its place.

use crate::error::{Code, Error, Path, Problem, Step};
use crate::id::quoted;
use std::collections::BTreeSet;

/// A value and where it starts, counted from 1.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(super) shape: Shape,
    pub(super) line: u64,
    pub(super) column: u64,
}

/// One key of a map with its value.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) line: u64,
    pub(super) column: u64,
    pub(super) value: Node,
}

#[derive(Clone, Debug)]
pub(super) enum Shape {
    Null,
    Bool(bool),
    /// An integer or decimal as it was written or, from YAML, its shortest form.
    Number(String),
    Text(String),
    List(Vec<Node>),
    Map(Vec<Entry>),
    /// Known to be wrong: it answers whatever it is asked with something harmless.
    Blind,
}

impl Shape {
    pub(super) fn noun(&self) -> String {
        match self {
            Self::Null | Self::Blind => "nothing".to_owned(),
            Self::Bool(value) => format!("the boolean {}", quoted(&value.to_string())),
            Self::Number(number) => format!("the number {}", quoted(number)),
            Self::Text(text) => format!("the text {}", quoted(text)),
            Self::List(_) => "a list".to_owned(),
            Self::Map(_) => "a map".to_owned(),
        }
    }
}

impl Node {
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        let Shape::Map(entries) = &self.shape else { return None };
        entries.iter().find(|entry| entry.key == key).map(|entry| &entry.value)
    }

    /// The path of the blind node at or above `path`.
    pub(super) fn blind_above(&self, path: &Path) -> Option<Path> {
        let mut node = self;
        let mut here = Path::default();
        for step in path.steps() {
            if matches!(node.shape, Shape::Blind) {
                break;
            }
            (node, here) = match (step, &node.shape) {
                (Step::Key(key), Shape::Map(_)) => (node.get(key)?, here.key(key.as_str())),
                (Step::Index(index), Shape::List(list)) => (list.get(*index)?, here.index(*index)),
                _ => return None,
            };
        }
        matches!(node.shape, Shape::Blind).then_some(here)
    }

    /// Makes the node at `path` blind; a key that is missing there is added.
    pub(super) fn make_blind(&mut self, path: &Path) {
        let (line, column) = (self.line, self.column);
        let mut node = self;
        for step in path.steps() {
            let below = match (step, &mut node.shape) {
                (Step::Key(key), Shape::Map(entries)) => {
                    let position = entries.iter().position(|entry| entry.key == *key).unwrap_or_else(|| {
                        let value = Self { shape: Shape::Blind, line, column };
                        entries.push(Entry { key: key.clone(), line, column, value });
                        entries.len() - 1
                    });
                    entries.get_mut(position).map(|entry| &mut entry.value)
                }
                (Step::Index(index), Shape::List(list)) => list.get_mut(*index),
                _ => None,
            };
            let Some(below) = below else { return };
            node = below;
        }
        node.shape = Shape::Blind;
    }

    /// The line and column of the value, or of its key, at `path`; of the nearest thing above if it is not there.
    pub(super) fn locate(&self, path: &Path, at_key: bool) -> Option<(u64, u64)> {
        let mut place = (self.line, self.column);
        let mut node = self;
        let last = path.steps().len();
        for (depth, step) in path.steps().iter().enumerate() {
            match (step, &node.shape) {
                (Step::Key(key), Shape::Map(entries)) => {
                    let Some(entry) = entries.iter().rev().find(|entry| entry.key == *key) else { break };
                    node = &entry.value;
                    let wants_key = at_key && depth + 1 == last;
                    place = if wants_key { (entry.line, entry.column) } else { (node.line, node.column) };
                }
                (Step::Index(index), Shape::List(list)) => {
                    let Some(below) = list.get(*index) else { break };
                    node = below;
                    place = (node.line, node.column);
                }
                _ => break,
            }
        }
        Some(place)
    }

    /// Takes out every key that is there twice and says so.
    pub(super) fn without_duplicates(&mut self, path: &Path, problems: &mut Vec<Problem>) {
        match &mut self.shape {
            Shape::List(list) => {
                for (index, below) in list.iter_mut().enumerate() {
                    if matches!(below.shape, Shape::List(_) | Shape::Map(_)) {
                        below.without_duplicates(&path.index(index), problems);
                    }
                }
            }
            Shape::Map(entries) => {
                let mut keys = BTreeSet::new();
                entries.retain(|entry| {
                    let is_new = keys.insert(entry.key.clone());
                    if !is_new {
                        let message = format!("the key {} is there twice; keep one", quoted(&entry.key));
                        let problem = Problem::new(Code::DocumentDuplicateKey, message);
                        problems.push(problem.at(&path.key(entry.key.as_str())).position(entry.line, entry.column));
                    }
                    is_new
                });
                for entry in entries {
                    if matches!(entry.value.shape, Shape::List(_) | Shape::Map(_)) {
                        entry.value.without_duplicates(&path.key(entry.key.as_str()), problems);
                    }
                }
            }
            _ => {}
        }
    }
}

pub(super) fn too_deep(line: u64, column: u64) -> Error {
    let message = format!("more than {} levels of nesting", super::DEEPEST);
    Problem::new(Code::DocumentTooDeep, message).position(line, column).into()
}

pub(super) fn too_many(line: u64, column: u64) -> Error {
    let message = format!("more than {} values", super::MOST_VALUES);
    Problem::new(Code::DocumentTooLarge, message).position(line, column).into()
}
