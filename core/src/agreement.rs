//! How far several respondents agree on one outcome, and on all of them.
//!
//! Levels are ordered and not evenly far apart, so both measures are ordinal: Leik's consensus for one outcome, and
//! Krippendorff's alpha for all.

use crate::assessment::{Assessment, Rating};
use crate::fraction::{Figure, Fraction};
use crate::scale::Scale;
use serde::Serialize;
use std::collections::BTreeMap;

/// How many levels apart is too far to take the middle without a word.
const TOO_FAR: i64 = 2;

/// Why an outcome has to be talked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Contested {
    /// Leik's consensus is below 1/2.
    LeikBelowHalf,
    /// The lowest and the highest level are two or more levels of the scale apart.
    TwoLevelsApart,
    /// One says not applicable where another gives a level.
    NotApplicableBesideLevel,
}

impl Contested {
    /// The same in words.
    #[must_use]
    pub fn text(self) -> &'static str {
        match self {
            Self::LeikBelowHalf => "consensus below one half",
            Self::TwoLevelsApart => "two or more levels apart",
            Self::NotApplicableBesideLevel => "not applicable beside a level",
        }
    }
}

/// How far the respondents to one outcome agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Agreement {
    /// Leik's ordinal consensus of the levels, 0 to 1; none where fewer than two are rated.
    pub consensus: Option<Figure>,
    /// Why it has to be talked about; empty where it has not.
    pub contested: Vec<Contested>,
    /// The highest level.
    pub highest: Option<Figure>,
    /// The lowest level.
    pub lowest: Option<Figure>,
    /// How many rated it.
    pub n: usize,
    /// The highest level less the lowest, on the scale.
    pub spread: Option<Figure>,
}

impl Agreement {
    /// Whether it has to be talked about.
    #[must_use]
    pub fn is_contested(&self) -> bool {
        !self.contested.is_empty()
    }

    /// Why it has to be talked about, in words; empty where it has not.
    #[must_use]
    pub fn why(&self) -> String {
        let why: Vec<&str> = self.contested.iter().map(|reason| reason.text()).collect();
        let consensus = self.consensus.as_ref().filter(|_| self.is_contested());
        why.join(", ") + &consensus.map(|consensus| format!(" (consensus {})", consensus.0)).unwrap_or_default()
    }
}

/// How far these ratings of one outcome agree, in any order. What is open says nothing here.
#[must_use]
pub fn agreement(scale: &Scale, ratings: &[Rating]) -> Agreement {
    let mut levels: Vec<&Fraction> = ratings.iter().filter_map(Rating::level).collect();
    levels.sort_unstable();
    let (lowest, highest) = (levels.first().copied(), levels.last().copied());
    let consensus = leik(scale, &levels);
    let mut contested = Vec::new();
    if consensus.as_ref().zip(Fraction::new(1, 2)).is_some_and(|(consensus, half)| *consensus < half) {
        contested.push(Contested::LeikBelowHalf);
    }
    let is_far = |(lowest, highest)| levels_apart(scale, lowest, highest) >= Fraction::from(TOO_FAR);
    if lowest.zip(highest).is_some_and(is_far) {
        contested.push(Contested::TwoLevelsApart);
    }
    if !levels.is_empty() && ratings.contains(&Rating::NotApplicable) {
        contested.push(Contested::NotApplicableBesideLevel);
    }
    Agreement {
        consensus: consensus.map(Figure),
        contested,
        highest: highest.cloned().map(Figure),
        lowest: lowest.cloned().map(Figure),
        n: levels.len(),
        spread: lowest.zip(highest).map(|(lowest, highest)| Figure(highest - lowest)),
    }
}

/// Puts what has to be talked about first in order: the lowest consensus first, then the largest spread; where fewer
/// than two are rated there is no consensus, and they come last. Equal ones stay as they are.
pub(crate) fn worst_first<T>(list: &mut [T], of: impl Fn(&T) -> &Agreement) {
    list.sort_by(|a, b| {
        let key = |one| {
            let Agreement { consensus, spread, .. } = of(one);
            let (consensus, spread) = (consensus.as_ref().map(|it| &it.0), spread.as_ref().map(|it| &it.0));
            (consensus.is_none(), consensus, std::cmp::Reverse(spread))
        };
        key(a).cmp(&key(b))
    });
}

/// How far the voices of a merged answer agree; none where there are no voices.
#[must_use]
pub fn of_voices(assessment: &Assessment, outcome: &str) -> Option<Agreement> {
    let voices = &assessment.answer(outcome)?.voices;
    let ratings: Vec<Rating> = voices.values().map(|voice| assessment.rating_of(voice)).collect();
    (!ratings.is_empty()).then(|| agreement(assessment.scale(), &ratings))
}

/// How many levels of the scale lie from `lower` to `higher`; negative where they are the other way round.
#[must_use]
pub fn levels_apart(scale: &Scale, lower: &Fraction, higher: &Fraction) -> Fraction {
    &scale.rank(higher) - &scale.rank(lower)
}

fn count(number: usize) -> Fraction {
    Fraction::from(i64::try_from(number).unwrap_or(i64::MAX))
}

/// 1 − 2·Σd ÷ (K − 1) over the K steps of the scale, where d is the share of the levels at or below a step, or above
/// it if that is less. Between two neighboring levels the share stays the same, so their distance stands for the
/// steps between them, and a finer step would give the same.
fn leik(scale: &Scale, sorted: &[&Fraction]) -> Option<Fraction> {
    if sorted.len() < 2 {
        return None;
    }
    let neighbors = sorted.iter().zip(sorted.iter().skip(1)).enumerate();
    let sum = neighbors.fold(Fraction::zero(), |sum, (position, (lower, higher))| {
        let below = position + 1;
        let lesser = count(below.min(sorted.len() - below));
        sum + &(*higher - *lower) * &lesser
    });
    let width = &(&scale.max() - &scale.min()) * &count(sorted.len());
    let dispersion = (sum * Fraction::from(2)).checked_div(&width)?;
    Some(Fraction::one() - dispersion)
}

/// Krippendorff's alpha with the ordinal metric, where each unit is the levels that one outcome was given, in any
/// order. Units with fewer than two are left out. None where no unit is left, or all levels are the same: then there
/// is nothing that chance could have done.
#[must_use]
pub fn alpha(units: &[Vec<Fraction>]) -> Option<Fraction> {
    let paired: Vec<&Vec<Fraction>> = units.iter().filter(|unit| unit.len() > 1).collect();
    let mut counts: BTreeMap<&Fraction, usize> = BTreeMap::new();
    for level in paired.iter().copied().flatten() {
        *counts.entry(level).or_default() += 1;
    }
    // The metric between two levels, Σn − (n₁ + n₂) ÷ 2, is how far the middles of their ranks are apart.
    let mut below = 0;
    let mut ranks: BTreeMap<&Fraction, Fraction> = BTreeMap::new();
    for (level, number) in &counts {
        ranks.insert(level, count(2 * below + number));
        below += number;
    }
    let squared = |one: &Fraction, other: &Fraction| {
        let apart = ranks.get(one).zip(ranks.get(other)).map_or_else(Fraction::zero, |(one, other)| one - other);
        &apart * &apart
    };
    let mut observed = Fraction::zero();
    for unit in &paired {
        let pairs = pairs(unit).fold(Fraction::zero(), |sum, (one, other)| sum + squared(one, other));
        observed = observed + pairs.checked_div(&count(unit.len() - 1))?;
    }
    let all: Vec<(&Fraction, usize)> = counts.iter().map(|(level, number)| (*level, *number)).collect();
    let expected = pairs(&all).fold(Fraction::zero(), |sum, ((one, times), (other, more))| {
        sum + squared(one, other) * (count(*times) * count(*more))
    });
    let share = (observed * count(below.saturating_sub(1))).checked_div(&expected)?;
    Some(Fraction::one() - share)
}

/// Every two of a list.
fn pairs<T>(list: &[T]) -> impl Iterator<Item = (&T, &T)> {
    list.iter().enumerate().flat_map(|(position, one)| list.iter().skip(position + 1).map(move |other| (one, other)))
}
