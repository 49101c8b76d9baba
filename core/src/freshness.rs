//! How old the evidence is on a given day, what expires when, and which answers to verify first.
//!
//! The day is passed in; nothing here knows what day it is.

mod text;
mod verify;

pub use verify::Verify;

use crate::assessed::Assessed;
use crate::assessment::Evidence;
use crate::compare::Head;
use crate::day::{Day, Span};
use crate::error::{Code, Error, Problem};
use crate::framework::Item;
use crate::id::quoted;
use serde::Serialize;
use std::cmp::Reverse;

/// The `schema` of a look at freshness.
pub const SCHEMA: &str = "csf-assess/freshness/1";

/// How long evidence stays fresh where the content names no span.
pub const USUAL: &str = "12 months";

/// The evidence of an assessment on a given day (`csf-assess/freshness/1`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Freshness {
    /// The assessment.
    pub assessment: Head,
    /// How many pieces are in which state.
    pub counts: PieceCounts,
    /// What is fresh and when that ends, the next first.
    pub expires: Vec<Piece>,
    /// The day that it is looked at, `YYYY-MM-DD`.
    pub on: String,
    /// `csf-assess/freshness/1`.
    pub schema: &'static str,
    /// What is stale, dated ahead or without a date, the longest expired first, those without a date last.
    pub stale: Vec<Piece>,
    /// The answers that a second person should look at, the first first.
    pub verify: Vec<Verify>,
    /// Answered outcomes and questions that name no evidence, in the framework's and the sets' order.
    pub without: Vec<String>,
}

/// How many pieces of evidence are in which state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PieceCounts {
    /// Dated after the day.
    pub ahead: u64,
    /// Not older than wanted.
    pub fresh: u64,
    /// Older than wanted.
    pub stale: u64,
    /// Without a date.
    pub undated: u64,
}

/// What a date says of a piece of evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum PieceState {
    /// Not older than wanted.
    Fresh,
    /// Older than wanted.
    Stale,
    /// Dated after the day that it is looked at.
    Ahead,
    /// Without a date.
    Undated,
}

/// One piece of evidence on the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Piece {
    /// Its date.
    pub date: Option<String>,
    /// The last day on which it is fresh.
    pub expires_on: Option<String>,
    /// The outcome or question that it is named for.
    pub id: String,
    /// The document, ticket, link or minutes.
    #[serde(rename = "ref")]
    pub reference: String,
    /// What its date says.
    pub state: PieceState,
    /// How long it stays fresh, in the content's words.
    pub wanted: String,
}

/// Looks at the evidence of an assessment on a day, written `YYYY-MM-DD`.
///
/// # Errors
/// A day that does not exist; a set or crosswalk of the result that the library does not have.
pub fn freshness(assessed: Assessed<'_>, on: &str) -> Result<Freshness, Error> {
    let Some(day) = Day::parse(on) else {
        let message = format!("{} is not a day; write it as `2026-11-23`", quoted(on));
        return Err(Problem::new(Code::DocumentDate, message).into());
    };
    let named = named(assessed, day);
    let (mut counts, mut fresh, mut stale, mut without) = (PieceCounts::default(), Vec::new(), Vec::new(), Vec::new());
    for one in &named {
        if one.pieces.is_empty() && one.is_answered {
            without.push(one.id.to_owned());
        }
        for piece in &one.pieces {
            let (count, list) = match piece.state {
                PieceState::Fresh => (&mut counts.fresh, &mut fresh),
                PieceState::Stale => (&mut counts.stale, &mut stale),
                PieceState::Ahead => (&mut counts.ahead, &mut stale),
                PieceState::Undated => (&mut counts.undated, &mut stale),
            };
            *count += 1;
            list.push(piece.clone());
        }
    }
    fresh.sort_by_key(|piece: &Piece| expiry(piece));
    stale.sort_by_key(|piece: &Piece| (piece.state, expiry(piece)));
    Ok(Freshness {
        assessment: Head::of(assessed),
        counts,
        expires: fresh,
        on: on.to_owned(),
        schema: SCHEMA,
        stale,
        verify: verify::ranking(assessed, &named)?,
        without,
    })
}

fn expiry(piece: &Piece) -> Option<Day> {
    piece.expires_on.as_deref().and_then(Day::parse)
}

/// An outcome or question and what it names.
struct Named<'a> {
    id: &'a str,
    title: &'a str,
    is_answered: bool,
    pieces: Vec<Piece>,
}

/// Every outcome in the framework's order, then every question that was answered, in the order of the sets.
fn named(assessed: Assessed<'_>, day: Day) -> Vec<Named<'_>> {
    let Assessed { library, assessment, .. } = assessed;
    let framework = assessment.framework();
    let mut all = Vec::new();
    for (node, item) in framework.outcomes().zip(framework.items()) {
        let evidence = assessment.answer(&node.id).map(|answer| answer.evidence.as_slice()).unwrap_or_default();
        let pieces = evidence.iter().map(|piece| looked_at(&node.id, piece, Some(item), day)).collect();
        let is_answered = !assessment.rating(&node.id).is_open();
        all.push(Named { id: &node.id, title: &node.title, is_answered, pieces });
    }
    let obligations = library.obligation_sets().flat_map(|set| &set.content().obligations);
    for question in obligations.flat_map(|obligation| &obligation.supplementary) {
        let Some(answer) = assessment.supplementary(&question.id) else { continue };
        let pieces = answer.evidence.iter().map(|piece| looked_at(&question.id, piece, None, day)).collect();
        let is_answered = verify::is_said(answer.answer);
        all.push(Named { id: &question.id, title: &question.question, is_answered, pieces });
    }
    all
}

/// A piece on the day, by the longest span that the item names.
fn looked_at(id: &str, evidence: &Evidence, item: Option<&Item>, day: Day) -> Piece {
    let date = evidence.date.as_deref().and_then(Day::parse);
    let spans = item.into_iter().flat_map(|item| &item.evidence).filter_map(|hint| hint.fresh.as_deref());
    // From the piece's own date on, so that days and months can be told apart in length.
    let from = date.unwrap_or(day);
    let longest = spans
        .filter_map(|text| Some((from.plus(Span::parse(text)?), text)))
        .max_by_key(|(until, text)| (*until, Reverse(*text)))
        .or_else(|| Some((from.plus(Span::parse(USUAL)?), USUAL)));
    let until = longest.map(|(until, _)| until).filter(|_| date.is_some());
    let state = match (date, until) {
        (Some(date), _) if date > day => PieceState::Ahead,
        (Some(_), Some(until)) if day > until => PieceState::Stale,
        (Some(_), _) => PieceState::Fresh,
        (None, _) => PieceState::Undated,
    };
    Piece {
        date: evidence.date.clone(),
        expires_on: until.map(|until| until.to_string()),
        id: id.to_owned(),
        reference: evidence.reference.clone(),
        state,
        wanted: longest.map_or(USUAL, |(_, text)| text).to_owned(),
    }
}
