//! Freshness for a terminal: what to verify first, what is old, what will be, eighty columns.

use super::{Freshness, Piece, PieceState, Verify};
use crate::compare::head;
use crate::report::layout::{WIDTH, wrap};
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
        let mut page = Page(String::new());
        page.line("", &format!("The evidence of {} on {}", head(&self.assessment), self.on));
        let counts = self.counts;
        let pieces = format!(
            "{} fresh, {} stale, {} without a date, {} dated after that day. {} no evidence.",
            words::count(counts.fresh, "piece", "pieces"),
            counts.stale,
            counts.undated,
            counts.ahead,
            words::count(self.without.len() as u64, "answer names", "answers name")
        );
        page.line("", &pieces);
        page.section("Verify first", self.verify.len());
        for one in self.verify.iter().take(SHOWN) {
            page.verify(one);
        }
        page.section("Stale, or without a usable date", self.stale.len());
        for piece in &self.stale {
            page.piece(piece);
        }
        page.section("Expires next", self.expires.len());
        for piece in self.expires.iter().take(SHOWN) {
            page.piece(piece);
        }
        if !self.without.is_empty() {
            page.section("Answered without evidence", self.without.len());
            page.line("", &format!("{}.", self.without.join(", ")));
        }
        page.0.push('\n');
        page.line("", words::DISCLAIMER);
        page.0
    }
}

struct Page(String);

impl Page {
    fn line(&mut self, first: &str, text: &str) {
        self.0.push_str(&wrap(first, text, WIDTH));
    }

    fn section(&mut self, title: &str, count: usize) {
        self.0.push('\n');
        self.line("", &format!("{} ({count})", title.to_uppercase()));
    }

    fn verify(&mut self, one: &Verify) {
        self.line("- ", &format!("{} {}: {}", one.id, one.title, one.score));
        let reasons: Vec<&str> = one.reasons.iter().map(|reason| reason_words(reason)).collect();
        let why = if reasons.is_empty() { "its evidence is fresh".to_owned() } else { reasons.join(", ") };
        self.line("    ", &format!("Effect {} \u{d7} doubt {}: {why}.", one.effect, one.doubt));
        if !one.obligations.is_empty() {
            self.line("    ", &format!("Another answer would turn {}.", one.obligations.join(", ")));
        }
    }

    fn piece(&mut self, piece: &Piece) {
        let until = piece.expires_on.as_deref().unwrap_or_default();
        let text = match piece.state {
            PieceState::Fresh => format!("{until}: {}, {}", piece.id, piece.reference),
            PieceState::Stale => format!("{}, {}: fresh until {until} ({})", piece.id, piece.reference, piece.wanted),
            PieceState::Ahead => {
                let date = piece.date.as_deref().unwrap_or_default();
                format!("{}, {}: dated {date}, which is still to come", piece.id, piece.reference)
            }
            PieceState::Undated => format!("{}, {}: no date", piece.id, piece.reference),
        };
        self.line("- ", &text);
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
