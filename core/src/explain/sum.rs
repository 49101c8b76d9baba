//! The evidence of an obligation as a sum that can be checked by hand.

use super::Context;
use crate::crosswalk::Mapping;
use crate::fraction::{Figure, Fraction};
use crate::report::words;
use crate::status::{Share, share};
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

impl Context<'_> {
    pub(super) fn reading(&self, mapped: &str) -> Option<Share> {
        share(self.assessment, self.assessment.framework().node(mapped)?)
    }

    /// The sums behind an obligation's evidence: over what is rated, and at both ends where something is open.
    pub(super) fn sums(&self, mappings: &[&Mapping]) -> Vec<Sum> {
        let readings: Vec<(&Mapping, Share)> =
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
    readings: impl IntoIterator<Item = &'a (&'a Mapping, Share)>,
    share: impl Fn(&Share) -> &Fraction,
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
