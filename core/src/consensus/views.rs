//! What one respondent believes that another does not.

use crate::agreement::levels_apart;
use crate::assessment::{Answer, Assessment};
use crate::fraction::{Figure, Fraction};
use serde::Serialize;

/// An outcome on which two respondents are a level or more apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ViewItem {
    /// How many levels of the scale lie between them.
    pub difference: Figure,
    /// The outcome.
    pub id: String,
    /// The level that the one gave.
    pub of: Figure,
    /// The level that the other gave.
    pub than: Figure,
    /// Its title.
    pub title: String,
}

/// The outcomes on which two respondents differ by a level or more: the largest difference first, then the
/// framework's order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RoleView {
    /// Where the one gave the higher level.
    pub higher: Vec<ViewItem>,
    /// Where the one gave the lower level.
    pub lower: Vec<ViewItem>,
    /// The one.
    pub of: String,
    /// The other.
    pub than: String,
}

pub(super) fn view(merged: &Assessment, of: &str, than: &str) -> RoleView {
    let level = |answer: &Answer, id: &str| -> Option<Fraction> {
        answer.voices.get(id).and_then(|voice| merged.rating_of(voice).level().cloned())
    };
    let (mut higher, mut lower) = (Vec::new(), Vec::new());
    for node in merged.framework().outcomes() {
        let Some(answer) = merged.answer(&node.id) else { continue };
        let Some((one, other)) = level(answer, of).zip(level(answer, than)) else { continue };
        let (list, difference) = if one > other {
            (&mut higher, levels_apart(merged.scale(), &other, &one))
        } else {
            (&mut lower, levels_apart(merged.scale(), &one, &other))
        };
        if difference >= Fraction::one() {
            let (of, than) = (Figure(one), Figure(other));
            let (id, title) = (node.id.clone(), node.title.clone());
            list.push(ViewItem { difference: Figure(difference), id, of, than, title });
        }
    }
    for list in [&mut higher, &mut lower] {
        list.sort_by(|a, b| b.difference.0.cmp(&a.difference.0));
    }
    RoleView { higher, lower, of: of.to_owned(), than: than.to_owned() }
}
