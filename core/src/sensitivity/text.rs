//! A sensitivity analysis for a terminal: what is close first, in plain words, eighty columns.

use super::{Bar, Edge, ObligationSensitivity, Sensitivity, StrengthFlip, ThresholdFlip};
use crate::compare::head;
use crate::explain::flips;
use crate::report::layout::{WIDTH, wrap};
use crate::report::words;

impl Bar {
    /// What it is called in a sentence.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::EvidencedAt => "the bar for \u{201c}Evidence available\u{201d}",
            Self::FloorAt => "the floor for strong outcomes",
            Self::PartlyAt => "the bar for \u{201c}Partly evidenced\u{201d}",
        }
    }
}

impl Sensitivity {
    /// The analysis as JSON: UTF-8, keys sorted, no white space.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Every field is text, a number, a list or a structure, which the writer cannot refuse.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The analysis in plain text, wrapped at 80 columns.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut page = Page(String::new());
        page.line("", &format!("What the statuses of {} hang on", head(&self.assessment)));
        page.0.push('\n');
        let how = "Each line changes one number and leaves all else as it is. Thresholds and strengths are the \
                   crosswalk's choice, not the law's; a status that a small change would turn is to be read with care. \
                   The closest to another status come first.";
        page.line("", how);
        for set in &self.sets {
            let at = &set.thresholds;
            let bars = format!(
                "{}: evidence counts from {}, in part from {}; outcomes of strength {} or more must reach {}.",
                set.crosswalk,
                at.evidenced_at.written(),
                at.partly_at.written(),
                at.floor_strength,
                at.floor_at.written()
            );
            page.line("", &bars);
        }
        for obligation in &self.obligations {
            page.obligation(obligation);
        }
        if !self.questions_only.is_empty() {
            page.0.push('\n');
            let text = format!(
                "Only questions speak about these, so that no threshold or strength reaches them: {}.",
                self.questions_only.join(", ")
            );
            page.line("", &text);
        }
        page.0.push('\n');
        page.line("", words::DISCLAIMER);
        page.0
    }
}

struct Page(String);

/// How taking a mapping away is called.
const WITHOUT: &str = "without it";

fn then(flip: &StrengthFlip) -> String {
    words::status_with_ends(flip.status, flip.worst, flip.best)
}

impl Page {
    fn line(&mut self, first: &str, text: &str) {
        self.0.push_str(&wrap(first, text, WIDTH));
    }

    fn item(&mut self, text: &str) {
        self.line("- ", text);
    }

    fn obligation(&mut self, of: &ObligationSensitivity) {
        self.0.push('\n');
        let status = words::status_with_ends(of.status, of.worst, of.best);
        self.line("", &format!("{} {} ({}): {status}", of.article, of.title, of.id));
        if of.is_firm() {
            self.item("No single threshold, strength or answer would change it.");
        }
        for flip in &of.thresholds {
            self.item(&threshold(flip));
        }
        for (run, then) in runs(&of.floor_strengths) {
            self.item(&format!("Outcomes counted as strong from strength {run} on: {then}"));
        }
        for mapping in &of.strengths {
            for (run, then) in runs(&mapping.flips) {
                let at = if run == WITHOUT { String::new() } else { "at ".to_owned() };
                let text = format!(
                    "{} ({}), strength {} now, {at}{run}: {then}",
                    mapping.from, mapping.title, mapping.strength
                );
                self.item(&text);
            }
        }
        for (change, then) in flips(&of.answers) {
            self.item(&format!("{change}: {then}"));
        }
    }
}

fn threshold(flip: &ThresholdFlip) -> String {
    let edge = match flip.edge {
        Edge::Above => "above",
        Edge::AtMost => "at or below",
    };
    format!(
        "{}, {} now, {edge} {}, which is {} away: {}",
        words::capital(flip.threshold.words()),
        flip.now.0.written(),
        words::exact(&flip.at.0),
        words::exact(&flip.distance.0),
        words::status_with_ends(flip.status, flip.worst, flip.best)
    )
}

/// Neighboring strengths that come to the same, joined, with what comes of them.
fn runs(flips: &[StrengthFlip]) -> Vec<(String, String)> {
    let mut runs: Vec<(Option<i64>, Option<i64>, String)> = Vec::new();
    for flip in flips {
        let comes = then(flip);
        match runs.last_mut() {
            Some((_, last, known))
                if *known == comes && last.zip(flip.strength).is_some_and(|(last, here)| last + 1 == here) =>
            {
                *last = flip.strength;
            }
            _ => runs.push((flip.strength, flip.strength, comes)),
        }
    }
    let shown = |(from, to, then): (Option<i64>, Option<i64>, String)| {
        let run = match (from, to) {
            (Some(from), Some(to)) if from == to => from.to_string(),
            (Some(from), Some(to)) => format!("{from} to {to}"),
            _ => WITHOUT.to_owned(),
        };
        (run, then)
    };
    runs.into_iter().map(shown).collect()
}
