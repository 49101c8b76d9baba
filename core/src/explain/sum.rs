//! The evidence of an obligation as a sum that can be checked by hand.

use super::Context;
use crate::assessment::Rating;
use crate::crosswalk::Mapping;
use crate::fraction::{Figure, Fraction};
use crate::report::words;
use serde::Serialize;

/// Σ strength·n ÷ Σ strength, written out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Sum {
    /// `rated`: over what is rated; `low` and `high`: with every open outcome at its worst or best.
    pub end: &'static str,
    /// The sum in one line, in exact fractions.
    pub formula: String,
    /// Its summands.
    pub terms: Vec<Term>,
    /// What it comes to, 0 to 1.
    pub value: Figure,
}

/// One summand of a [`Sum`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Term {
    /// The mapped outcome.
    pub id: String,
    /// Its level as a share of the scale.
    pub share: Figure,
    /// The mapping's strength.
    pub strength: i64,
}

/// A mapped outcome as a share of the scale; none of it applies where there is no reading.
pub(super) struct Reading {
    pub(super) low: Fraction,
    pub(super) high: Fraction,
    pub(super) is_rated: bool,
}

impl Context<'_> {
    pub(super) fn reading(&self, mapped: &str) -> Option<Reading> {
        let scale = self.assessment.scale();
        let mut reading = Reading { low: Fraction::zero(), high: Fraction::zero(), is_rated: true };
        let mut applicable = 0;
        for outcome in self.answering(mapped) {
            let (low, high) = match self.assessment.rating(outcome) {
                Rating::NotApplicable => continue,
                Rating::Rated(level) => (scale.normalized(&level), scale.normalized(&level)),
                Rating::Unknown | Rating::Unanswered => {
                    reading.is_rated = false;
                    (Fraction::zero(), Fraction::one())
                }
            };
            applicable += 1;
            reading.low = &reading.low + &low;
            reading.high = &reading.high + &high;
        }
        let applicable = Fraction::from(applicable);
        reading.low = reading.low.checked_div(&applicable)?;
        reading.high = reading.high.checked_div(&applicable)?;
        Some(reading)
    }

    /// The sums behind an obligation's evidence: over what is rated, and at both ends where something is open.
    pub(super) fn sums(&self, mappings: &[&Mapping]) -> Vec<Sum> {
        let readings: Vec<(&Mapping, Reading)> =
            mappings.iter().filter_map(|mapping| Some((*mapping, self.reading(&mapping.from)?))).collect();
        let rated = sum("rated", readings.iter().filter(|(_, reading)| reading.is_rated), |reading| &reading.low);
        let is_open = readings.iter().any(|(_, reading)| !reading.is_rated);
        let ends = is_open
            .then(|| [sum("low", &readings, |reading| &reading.low), sum("high", &readings, |reading| &reading.high)]);
        rated.into_iter().chain(ends.into_iter().flatten().flatten()).collect()
    }
}

fn sum<'a>(
    end: &'static str,
    readings: impl IntoIterator<Item = &'a (&'a Mapping, Reading)>,
    share: impl Fn(&Reading) -> &Fraction,
) -> Option<Sum> {
    let terms: Vec<Term> = readings
        .into_iter()
        .map(|(mapping, reading)| Term {
            id: mapping.from.clone(),
            share: Figure(share(reading).clone()),
            strength: mapping.strength,
        })
        .collect();
    let strength = Fraction::from(terms.iter().map(|term| term.strength).sum::<i64>());
    let shares =
        terms.iter().fold(Fraction::zero(), |sum, term| &sum + &(&Fraction::from(term.strength) * &term.share.0));
    let value = shares.checked_div(&strength)?;
    let products: Vec<String> =
        terms.iter().map(|term| format!("{}\u{d7}{}", term.strength, term.share.0.written())).collect();
    let formula = format!("({}) \u{f7} {} = {}", products.join(" + "), strength.written(), words::exact(&value));
    Some(Sum { end, formula, terms, value: Figure(value) })
}
