//! A serde deserializer over the tree, with sentences for people and places for every fault.

use super::tree::{Entry, Node, Shape};
use crate::error::{Code, LISTED, Path, Problem, Step};
use crate::id::{did_you_mean, one_of, quoted};
use serde::de::value::{StrDeserializer, StringDeserializer};
use serde::de::{
    self, DeserializeSeed, Deserializer, Expected, IntoDeserializer, MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde::forward_to_deserialize_any;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;

/// What is wrong at a place. The path grows while the fault travels up.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) path: Path,
    /// The key whose absence is the fault.
    pub(super) missing: Option<&'static str>,
}

impl Fault {
    fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), path: Path::default(), missing: None }
    }

    fn within(mut self, step: Step) -> Self {
        self.path.insert_front(step);
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Fault {}

fn noun(found: &Unexpected<'_>) -> String {
    match found {
        Unexpected::Bool(value) => format!("the boolean {}", quoted(&value.to_string())),
        Unexpected::Unsigned(number) => format!("the number {}", quoted(&number.to_string())),
        Unexpected::Signed(number) => format!("the number {}", quoted(&number.to_string())),
        Unexpected::Float(number) => format!("the number {}", quoted(&number.to_string())),
        Unexpected::Str(text) => format!("the text {}", quoted(text)),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map => "a map".to_owned(),
        Unexpected::Unit | Unexpected::Option => "nothing".to_owned(),
        other => other.to_string(),
    }
}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(Code::DocumentValue, message.to_string())
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(Code::DocumentType, format!("expected {expected}, found {}", noun(&found)))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(Code::DocumentValue, format!("expected {expected}, found {}", noun(&found)))
    }

    fn unknown_variant(word: &str, known: &'static [&'static str]) -> Self {
        let nearest = did_you_mean(word, known.iter().copied());
        Self::new(Code::DocumentValue, format!("{} is not one of {}{nearest}", quoted(word), one_of(known)))
    }

    fn unknown_field(key: &str, known: &'static [&'static str]) -> Self {
        Self::new(Code::DocumentUnknownKey, unknown_key(key, known))
    }

    fn missing_field(key: &'static str) -> Self {
        Self { missing: Some(key), ..Self::new(Code::DocumentMissingKey, format!("the key `{key}` is missing")) }
    }
}

fn unknown_key(key: &str, known: &[&str]) -> String {
    let hint = match crate::id::nearest(key, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("keys here are {}", one_of(known)),
    };
    format!("{} is not a key here; {hint}", quoted(key))
}

/// Keys that do not belong where they are, each noted once in however many passes.
#[derive(Debug, Default)]
pub(super) struct UnknownKeys {
    seen: BTreeSet<(u64, u64)>,
    are_passed_over: bool,
    pub(super) problems: Vec<Problem>,
    pub(super) unlisted: usize,
}

impl UnknownKeys {
    /// For files whose shape is not ours to judge.
    pub(super) fn passed_over() -> Self {
        Self { are_passed_over: true, ..Self::default() }
    }

    fn note(&mut self, entry: &Entry, problem: impl FnOnce() -> Problem) {
        if self.are_passed_over || !self.seen.insert((entry.line, entry.column)) {
            return;
        }
        if self.problems.len() < LISTED {
            self.problems.push(problem().position(entry.line, entry.column));
        } else {
            self.unlisted += 1;
        }
    }
}

/// The way to a reader, as links to the readers above.
#[derive(Clone, Copy)]
struct Trail<'a> {
    above: Option<&'a Trail<'a>>,
    step: StepRef<'a>,
}

#[derive(Clone, Copy)]
enum StepRef<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

impl Trail<'_> {
    fn path(&self) -> Path {
        let above = self.above.map(Trail::path).unwrap_or_default();
        match self.step {
            StepRef::Root => above,
            StepRef::Key(key) => above.key(key),
            StepRef::Index(index) => above.index(index),
        }
    }
}

/// Reads one node; a blind node answers with something harmless.
pub(super) struct Reader<'a> {
    node: &'a Node,
    trail: Trail<'a>,
    unknown: &'a RefCell<UnknownKeys>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(root: &'a Node, unknown: &'a RefCell<UnknownKeys>) -> Self {
        Self { node: root, trail: Trail { above: None, step: StepRef::Root }, unknown }
    }

    fn wrong(&self, expected: &str) -> Fault {
        let hint = match &self.node.shape {
            Shape::Number(_) | Shape::Bool(_) if expected == "text" => "; put it in quotes",
            _ => "",
        };
        Fault::new(Code::DocumentType, format!("expected {expected}, found {}{hint}", self.node.shape.noun()))
    }

    fn items(&self, list: &'a [Node]) -> Items<'a> {
        Items { list: list.iter().enumerate(), trail: self.trail, unknown: self.unknown }
    }

    /// The entries of a map, those with unknown keys noted and left out.
    fn members(&self, entries: &'a [Entry], known: Option<&'static [&'static str]>) -> Members<'a> {
        let belongs = |entry: &&Entry| match known {
            Some(known) if !known.contains(&entry.key.as_str()) => {
                self.unknown.borrow_mut().note(entry, || {
                    let path = self.trail.path().key(entry.key.as_str());
                    Problem::new(Code::DocumentUnknownKey, unknown_key(&entry.key, known)).at(&path)
                });
                false
            }
            _ => true,
        };
        let members: Vec<&Entry> = entries.iter().filter(belongs).collect();
        Members { members: members.into_iter(), value: None, trail: self.trail, unknown: self.unknown }
    }
}

fn number<'de, V: Visitor<'de>>(text: &str, visitor: V) -> Result<V::Value, Fault> {
    if let Ok(integer) = text.parse() {
        return visitor.visit_i64(integer);
    }
    if let Ok(integer) = text.parse() {
        return visitor.visit_u64(integer);
    }
    if [".nan", ".inf", "-.inf"].contains(&text) {
        return Err(Fault::new(Code::DocumentValue, format!("{} is not a number", quoted(text))));
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let significand = text.split(['e', 'E']).next().unwrap_or_default();
    // 1e-400 must not pass as 0.
    let is_zero = !significand.bytes().any(|byte| (b'1'..=b'9').contains(&byte));
    let is_kept = |float: f64| float.is_finite() && (float != 0.0 || is_zero) && digits <= 17;
    match text.parse::<f64>() {
        Ok(float) if is_kept(float) && text.contains(['.', 'e', 'E']) => visitor.visit_f64(float),
        _ => {
            let message = format!("the number {} cannot be kept exactly; put it in quotes", quoted(text));
            Err(Fault::new(Code::DocumentValue, message))
        }
    }
}

impl<'de> Deserializer<'de> for Reader<'_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.shape {
            Shape::Blind | Shape::Null => visitor.visit_unit(),
            Shape::Bool(value) => visitor.visit_bool(*value),
            Shape::Number(text) => number(text, visitor),
            Shape::Text(text) => visitor.visit_str(text),
            Shape::List(list) => visitor.visit_seq(self.items(list)),
            Shape::Map(entries) => visitor.visit_map(self.members(entries, None)),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.shape {
            Shape::Blind | Shape::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.shape {
            Shape::Blind => visitor.visit_str(""),
            Shape::Text(text) => visitor.visit_str(text),
            _ => Err(self.wrong("text")),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.shape {
            Shape::Blind => visitor.visit_bool(false),
            Shape::Bool(value) => visitor.visit_bool(*value),
            _ => Err(self.wrong("true or false")),
        }
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.shape {
            Shape::Blind => visitor.visit_i64(1),
            Shape::Number(text) if text.parse::<i64>().is_ok() => number(text, visitor),
            _ => Err(self.wrong("a whole number")),
        }
    }

    fn deserialize_u64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.shape {
            Shape::Blind => visitor.visit_u64(1),
            Shape::Number(text) if text.parse::<u64>().is_ok() => number(text, visitor),
            _ => Err(self.wrong("a whole number, 0 or more")),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let list: &[Node] = match &self.node.shape {
            Shape::Blind => &[],
            Shape::List(list) => list,
            _ => return Err(self.wrong("a list")),
        };
        visitor.visit_seq(self.items(list))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let entries: &[Entry] = match &self.node.shape {
            Shape::Blind => &[],
            Shape::Map(entries) => entries,
            _ => return Err(self.wrong("a map")),
        };
        visitor.visit_map(self.members(entries, None))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let entries: &[Entry] = match &self.node.shape {
            Shape::Blind => &[],
            Shape::Map(entries) => entries,
            _ => return Err(self.wrong("a map")),
        };
        visitor.visit_map(self.members(entries, Some(fields)))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let word: &str = match &self.node.shape {
            Shape::Blind => variants.first().copied().unwrap_or_default(),
            Shape::Text(word) => word,
            _ => return Err(self.wrong(&one_of(variants))),
        };
        let word: StrDeserializer<'_, Fault> = word.into_deserializer();
        visitor.visit_enum(word)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i128 u8 u16 u32 u128 f32 f64 char bytes byte_buf unit unit_struct newtype_struct tuple
        tuple_struct identifier ignored_any
    }
}

struct Items<'a> {
    list: std::iter::Enumerate<std::slice::Iter<'a, Node>>,
    trail: Trail<'a>,
    unknown: &'a RefCell<UnknownKeys>,
}

impl<'de> SeqAccess<'de> for Items<'_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        let Some((index, node)) = self.list.next() else { return Ok(None) };
        let trail = Trail { above: Some(&self.trail), step: StepRef::Index(index) };
        let reader = Reader { node, trail, unknown: self.unknown };
        seed.deserialize(reader).map(Some).map_err(|fault| fault.within(Step::Index(index)))
    }
}

struct Members<'a> {
    members: std::vec::IntoIter<&'a Entry>,
    value: Option<&'a Entry>,
    trail: Trail<'a>,
    unknown: &'a RefCell<UnknownKeys>,
}

impl<'de> MapAccess<'de> for Members<'_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        self.value = self.members.next();
        let Some(entry) = self.value else { return Ok(None) };
        let key: StringDeserializer<Fault> = entry.key.clone().into_deserializer();
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let Some(entry) = self.value.take() else {
            return Err(Fault::new(Code::DocumentValue, "a value was asked for before its key"));
        };
        let trail = Trail { above: Some(&self.trail), step: StepRef::Key(&entry.key) };
        let reader = Reader { node: &entry.value, trail, unknown: self.unknown };
        seed.deserialize(reader).map_err(|fault| fault.within(Step::Key(entry.key.clone())))
    }
}
