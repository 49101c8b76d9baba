//! Several answers as one: what they agree on, and what each of them said with where it came from.

use super::content::{DimensionLevel, Evidence, Level, LevelValue};
use crate::fraction::Fraction;
use crate::scale::Scale;
use serde_json::Value;
use std::collections::BTreeMap;

/// Which of several levels counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pick {
    /// The lowest.
    Lowest,
    /// The one in the middle; of two in the middle the lower.
    LowerMedian,
}

/// What is in the middle of a sorted list, or at its start.
pub(crate) fn picked<T>(sorted: Vec<T>, pick: Pick) -> Option<T> {
    let position = match pick {
        Pick::Lowest => 0,
        Pick::LowerMedian => sorted.len().saturating_sub(1) / 2,
    };
    sorted.into_iter().nth(position)
}

/// One level for several, dimension by dimension; none where a level or a dimension of one is missing.
pub(crate) fn level(levels: &[&Level], scale: &Scale, pick: Pick) -> Option<Level> {
    if scale.dimensions.is_empty() {
        let values: Option<Vec<&LevelValue>> = levels
            .iter()
            .map(|level| match level {
                Level::One(value) => Some(value),
                Level::ByDimension(_) => None,
            })
            .collect();
        return value(values?, scale, pick).map(Level::One);
    }
    let mut dimensions = BTreeMap::new();
    for dimension in &scale.dimensions {
        let values: Option<Vec<&LevelValue>> = levels
            .iter()
            .map(|level| match level {
                Level::One(_) => None,
                Level::ByDimension(given) => given.get(&dimension.id)?.level(),
            })
            .collect();
        dimensions.insert(dimension.id.clone(), DimensionLevel::Level(value(values?, scale, pick)?));
    }
    Some(Level::ByDimension(dimensions))
}

/// One of several values as it was written; of equal ones a code goes before a number, so that no order matters.
fn value(values: Vec<&LevelValue>, scale: &Scale, pick: Pick) -> Option<LevelValue> {
    let keyed: Option<Vec<(Fraction, &str, &LevelValue)>> = values
        .into_iter()
        .map(|value| {
            let code = match value {
                LevelValue::Code(code) => code.as_str(),
                LevelValue::Number(_) => "\u{7f}",
            };
            Some((value.on(scale)?, code, value))
        })
        .collect();
    let mut keyed = keyed?;
    keyed.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
    picked(keyed, pick).map(|(_, _, value)| value.clone())
}

/// The value on which all agree who give one.
pub(crate) fn agreed<'a, T: Clone + PartialEq + 'a>(values: impl IntoIterator<Item = &'a Option<T>>) -> Option<T> {
    let mut given = values.into_iter().flatten();
    let first = given.next()?;
    given.all(|other| other == first).then(|| first.clone())
}

/// The keys of the authors' own on whose value all agree who give one.
pub(crate) fn agreed_keys<'a>(maps: impl IntoIterator<Item = &'a BTreeMap<String, Value>>) -> BTreeMap<String, Value> {
    let mut found: BTreeMap<&String, Option<&Value>> = BTreeMap::new();
    for (key, value) in maps.into_iter().flatten() {
        found.entry(key).and_modify(|known| *known = known.filter(|known| *known == value)).or_insert(Some(value));
    }
    found.into_iter().filter_map(|(key, value)| Some((key.clone(), value?.clone()))).collect()
}

/// A text with where it came from.
pub(crate) fn attributed(origin: &str, text: &str) -> String {
    format!("From {origin}: {text}")
}

/// Evidence with where it came from in its note.
pub(crate) fn evidence<'a>(origin: &'a str, pieces: &'a [Evidence]) -> impl Iterator<Item = Evidence> + 'a {
    pieces.iter().map(move |piece| {
        let note = piece.note.as_deref().map_or_else(|| format!("From {origin}"), |note| attributed(origin, note));
        Evidence { note: Some(note), ..piece.clone() }
    })
}

/// Texts as paragraphs of one; none where there are none.
pub(crate) fn paragraphs(texts: &[String]) -> Option<String> {
    (!texts.is_empty()).then(|| texts.join("\n"))
}
