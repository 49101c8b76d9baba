//! Freshness as a chapter: what to verify first, what is old, what will be.

use super::{Freshness, Piece, PieceState, Verify};
use crate::compare::head;
use crate::report::chapter::Chapter;
use crate::report::words;

/// How many answers and dates are shown; JSON has all.
const SHOWN: usize = 20;

impl Freshness {
    /// The look as JSON: UTF-8, keys sorted, no white space.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Every field is text, a number, a list or a structure, which the writer cannot refuse.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The look in plain text, wrapped at 80 columns.
    #[must_use]
    pub fn to_text(&self) -> String {
        self.chapter().to_text()
    }

    /// The look as a part of a report.
    #[must_use]
    pub fn chapter(&self) -> Chapter {
        let mut page = Chapter::titled(format!("The evidence of {} on {}", head(&self.assessment), self.on));
        let counts = self.counts;
        page.paragraph(format!(
            "{} fresh, {} stale, {} without a date, {} dated after that day. {} no evidence.",
            words::count(counts.fresh, "piece", "pieces"),
            counts.stale,
            counts.undated,
            counts.ahead,
            words::count(self.without.len() as u64, "answer names", "answers name")
        ));
        page.section(counted("Verify first", self.verify.len()));
        self.verify.iter().take(SHOWN).for_each(|one| verify(&mut page, one));
        page.section(counted("Stale, or without a usable date", self.stale.len()));
        self.stale.iter().for_each(|one| page.item(piece(one)));
        page.section(counted("Expires next", self.expires.len()));
        self.expires.iter().take(SHOWN).for_each(|one| page.item(piece(one)));
        if !self.without.is_empty() {
            page.section(counted("Answered without evidence", self.without.len()));
            page.paragraph(format!("{}.", self.without.join(", ")));
        }
        page
    }
}

fn counted(title: &str, count: usize) -> String {
    format!("{title} ({count})")
}

fn verify(page: &mut Chapter, one: &Verify) {
    page.item(format!("{} {}: {}", one.id, one.title, one.score));
    let reasons: Vec<&str> = one.reasons.iter().map(|reason| reason_words(reason)).collect();
    let why = if reasons.is_empty() { "its evidence is fresh".to_owned() } else { reasons.join(", ") };
    page.detail(format!("Effect {} \u{d7} doubt {}: {why}.", one.effect, one.doubt));
    if !one.obligations.is_empty() {
        page.detail(format!("Another answer would turn {}.", one.obligations.join(", ")));
    }
}

fn piece(piece: &Piece) -> String {
    let until = piece.expires_on.as_deref().unwrap_or_default();
    match piece.state {
        PieceState::Fresh => format!("{until}: {}, {}", piece.id, piece.reference),
        PieceState::Stale => format!("{}, {}: fresh until {until} ({})", piece.id, piece.reference, piece.wanted),
        PieceState::Ahead => {
            let date = piece.date.as_deref().unwrap_or_default();
            format!("{}, {}: dated {date}, which is still to come", piece.id, piece.reference)
        }
        PieceState::Undated => format!("{}, {}: no date", piece.id, piece.reference),
    }
}

fn reason_words(reason: &str) -> &str {
    match reason {
        "no_evidence" => "no evidence is named",
        "undated" => "no piece has a usable date",
        "stale" => "all evidence is stale",
        "contested" => "the respondents disagree",
        "high_without_evidence" => "a high answer without evidence",
        other => other,
    }
}
