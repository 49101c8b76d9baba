//! JSON text to a tree, through serde_json, whose raw values tell where each value stands.

use super::tree::{Entry, Node, Shape, too_deep, too_many};
use super::{DEEPEST, MOST_VALUES};
use crate::error::{Code, Error, Problem};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

pub(super) fn parse(text: &str) -> Result<Node, Error> {
    let raw: &RawValue = serde_json::from_str(text).map_err(|error| explain(text, &error))?;
    Reader { text, offset: 0, line: 1, column: 1, values: 0 }.node(raw, 1)
}

fn explain(text: &str, error: &serde_json::Error) -> Error {
    let line = error.line().max(1);
    let before = text.split('\n').nth(line - 1).unwrap_or_default().bytes().take(error.column());
    let column = before.filter(|byte| byte & 0xC0 != 0x80).count().max(1);
    let (line, column) = (line as u64, column as u64);
    let message = error.to_string();
    if message.starts_with("recursion limit") || nesting(text) > DEEPEST {
        return too_deep(line, column);
    }
    let sentence = message.rsplit_once(" at line ").map_or(message.as_str(), |(sentence, _)| sentence);
    let sentence = match sentence.strip_prefix("EOF while parsing ") {
        Some(what) => format!("the text ends inside {what}"),
        None => sentence.to_owned(),
    };
    Problem::new(Code::DocumentSyntax, sentence).position(line, column).into()
}

/// How deep brackets nest, those in strings aside.
fn nesting(text: &str) -> usize {
    let (mut depth, mut deepest, mut in_string, mut escaped) = (0_usize, 0, false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => depth += 1,
            b'}' | b']' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// Walks the values in the order of the text, so that lines and columns are counted only once.
struct Reader<'a> {
    text: &'a str,
    offset: usize,
    line: u64,
    column: u64,
    values: usize,
}

impl<'a> Reader<'a> {
    fn place(&mut self, part: &str) -> (u64, u64) {
        let offset = (part.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        for c in self.text.get(self.offset..offset).unwrap_or_default().chars() {
            (self.line, self.column) = if c == '\n' { (self.line + 1, 1) } else { (self.line, self.column + 1) };
        }
        self.offset = offset.max(self.offset);
        (self.line, self.column)
    }

    fn node(&mut self, raw: &'a RawValue, depth: usize) -> Result<Node, Error> {
        let text = raw.get();
        let (line, column) = self.place(text);
        self.values += 1;
        if self.values > MOST_VALUES {
            return Err(too_many(line, column));
        }
        if depth > DEEPEST {
            return Err(too_deep(line, column));
        }
        let syntax = |error: serde_json::Error| -> Error {
            Problem::new(Code::DocumentSyntax, error.to_string()).position(line, column).into()
        };
        let shape = match text.as_bytes().first() {
            Some(b'{') => {
                let entries: Entries<'a> = serde_json::from_str(text).map_err(syntax)?;
                let mut read = Vec::with_capacity(entries.0.len());
                for (key, value) in entries.0 {
                    let (line, column) = self.place(key.get());
                    let key = serde_json::from_str(key.get()).map_err(syntax)?;
                    read.push(Entry { key, line, column, value: self.node(value, depth + 1)? });
                }
                Shape::Map(read)
            }
            Some(b'[') => {
                let list: Vec<&'a RawValue> = serde_json::from_str(text).map_err(syntax)?;
                Shape::List(list.into_iter().map(|below| self.node(below, depth + 1)).collect::<Result<_, _>>()?)
            }
            Some(b'"') => Shape::Text(serde_json::from_str(text).map_err(syntax)?),
            Some(b't') => Shape::Bool(true),
            Some(b'f') => Shape::Bool(false),
            Some(b'n') => Shape::Null,
            _ => Shape::Number(text.to_owned()),
        };
        Ok(Node { shape, line, column })
    }
}

/// The members of an object in order, duplicates kept.
struct Entries<'a>(Vec<(&'a RawValue, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Entries<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;

        impl<'de> Visitor<'de> for Members {
            type Value = Vec<(&'de RawValue, &'de RawValue)>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(members)
            }
        }

        deserializer.deserialize_map(Members).map(Entries)
    }
}
