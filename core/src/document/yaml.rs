//! YAML text to a tree, through serde-saphyr.

use super::tree::{Entry, Node, Shape, too_deep, too_many};
use super::{DEEPEST, MOST_VALUES};
use crate::error::{Code, Error, Problem};
use serde::Serialize;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::budget::BudgetBreach;
use serde_saphyr::{DuplicateKeyPolicy, MergeKeyPolicy, NonFiniteFloatPolicy, Spanned};
use std::fmt;

pub(super) fn parse(text: &str) -> Result<Node, Error> {
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_depth: DEEPEST,
            max_nodes: MOST_VALUES,
            max_events: 4 * MOST_VALUES,
            max_aliases: 0,
            max_anchors: 0,
            max_reader_input_bytes: None,
            enforce_alias_anchor_ratio: false,
        },
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::AsOrdinary,
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
        strict_booleans: true,
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        with_snippet: false,
    };
    serde_saphyr::from_str_with_options(text, options).map_err(|error| explain(&error))
}

fn explain(error: &serde_saphyr::Error) -> Error {
    let location = error.location();
    let (line, column) = location.map_or((1, 1), |place| (place.line(), place.column()));
    let message = match error {
        serde_saphyr::Error::Budget { breach: BudgetBreach::Depth { .. }, .. } => return too_deep(line, column),
        serde_saphyr::Error::Budget { breach: BudgetBreach::Nodes { .. } | BudgetBreach::Events { .. }, .. } => {
            return too_many(line, column);
        }
        serde_saphyr::Error::Budget { breach: BudgetBreach::Aliases { .. } | BudgetBreach::Anchors { .. }, .. } => {
            "anchors and aliases are not read; write the value out".to_owned()
        }
        serde_saphyr::Error::MultipleDocuments { .. } => {
            "only one document to a file; remove what follows `---`".to_owned()
        }
        other => match other.to_string() {
            // The parser has a limit of its own for flow lists, which it meets before ours.
            text if text.contains("recursion limit") => return too_deep(line, column),
            text => plain(&text).to_owned(),
        },
    };
    Problem::new(Code::DocumentSyntax, message).position(line, column).into()
}

/// The parser's sentence without the position, which is given apart.
fn plain(message: &str) -> &str {
    let first = message.lines().next().unwrap_or_default();
    first.rsplit_once(" at line ").map_or(first, |(sentence, _)| sentence)
}

pub(super) fn write(value: &impl Serialize) -> Result<String, Error> {
    serde_saphyr::to_string(value).map_err(|error| Problem::new(Code::DocumentValue, error.to_string()).into())
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Spanned { value: shape, referenced, .. } = Spanned::<Shape>::deserialize(deserializer)?;
        Ok(Self { shape, line: referenced.line(), column: referenced.column() })
    }
}

impl<'de> Deserialize<'de> for Shape {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ShapeReader)
    }
}

struct ShapeReader;

impl<'de> Visitor<'de> for ShapeReader {
    type Value = Shape;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_unit<E>(self) -> Result<Shape, E> {
        Ok(Shape::Null)
    }

    fn visit_none<E>(self) -> Result<Shape, E> {
        Ok(Shape::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Shape, E> {
        Ok(Shape::Bool(value))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Shape, E> {
        Ok(Shape::Number(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Shape, E> {
        Ok(Shape::Number(number.to_string()))
    }

    fn visit_i128<E>(self, number: i128) -> Result<Shape, E> {
        Ok(Shape::Number(number.to_string()))
    }

    fn visit_u128<E>(self, number: u128) -> Result<Shape, E> {
        Ok(Shape::Number(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Shape, E> {
        if !number.is_finite() {
            let sign = if number < 0.0 { "-" } else { "" };
            return Ok(Shape::Number(format!("{sign}{}", if number.is_nan() { ".nan" } else { ".inf" })));
        }
        // The debug form keeps what is written: 1.0 stays a decimal, and 1e300 stays short.
        Ok(Shape::Number(format!("{number:?}")))
    }

    fn visit_str<E>(self, text: &str) -> Result<Shape, E> {
        Ok(Shape::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Shape, E> {
        Ok(Shape::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Shape, A::Error> {
        let mut nodes = Vec::new();
        while let Some(node) = list.next_element()? {
            nodes.push(node);
        }
        Ok(Shape::List(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Shape, A::Error> {
        let mut entries = Vec::new();
        while let Some((key, value)) = map.next_entry::<Spanned<String>, Node>()? {
            let (line, column) = (key.referenced.line(), key.referenced.column());
            entries.push(Entry { key: key.value, line, column, value });
        }
        Ok(Shape::Map(entries))
    }
}
