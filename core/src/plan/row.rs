//! Parts as rows of whole numbers, and what they say about single items before any search.

use super::item::Item;
use super::part::Part;
use crate::fraction::Fraction;
use num_integer::Integer;
use std::collections::BTreeMap;

/// Whole numbers up to here are exact in floating point, and sums over a hundred thousand of them too.
const EXACT: i64 = 1 << 44;

/// A sum of whole numbers over items that has to reach a bar.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// What each choice of an item adds.
    pub(super) gains: BTreeMap<usize, Vec<i64>>,
    /// The bar.
    pub(super) need: i64,
    /// A bar that no choices which reach the exact one fall short of. The same as `need` unless numbers are rounded.
    pub(super) loose: i64,
}

fn at(gains: &[i64], choice: usize) -> i64 {
    gains.get(choice).copied().unwrap_or(0)
}

impl Row {
    /// A part in whole numbers: exactly where they stay small enough, else with gains rounded down.
    pub(super) fn of(part: &Part) -> Option<Self> {
        let need = &part.need - &part.have;
        Self::exactly(part, &need).or_else(|| Self::rounded(part, &need))
    }

    fn exactly(part: &Part, need: &Fraction) -> Option<Self> {
        let mut common = need.denominator()?;
        for gain in part.gains.values().flatten() {
            let other = gain.denominator()?;
            common = (common / common.gcd(&other)).checked_mul(other)?;
        }
        let scale = Fraction::from(common);
        let whole = |value: &Fraction| (value * &scale).floor().filter(|whole| *whole <= EXACT);
        let need = whole(need)?;
        let mut gains = BTreeMap::new();
        for (item, exact) in &part.gains {
            gains.insert(*item, exact.iter().map(whole).collect::<Option<Vec<i64>>>()?);
        }
        Some(Self { gains, need, loose: need })
    }

    fn rounded(part: &Part, need: &Fraction) -> Option<Self> {
        let most = part.gains.values().flatten().chain([need]).max()?;
        let scale = Fraction::from(EXACT / 4).checked_div(&(most + &Fraction::one()))?;
        let whole = |value: &Fraction| (value * &scale).floor();
        let mut gains = BTreeMap::new();
        for (item, exact) in &part.gains {
            gains.insert(*item, exact.iter().map(whole).collect::<Option<Vec<i64>>>()?);
        }
        let need = whole(need)?;
        // Each gain lost less than 1, and so did the bar.
        let lost = i64::try_from(gains.len()).ok()?;
        Some(Self { gains, need: need + 1, loose: need - lost })
    }

    pub(super) fn gain(&self, item: usize, choice: usize) -> i64 {
        self.gains.get(&item).map_or(0, |gains| at(gains, choice))
    }

    /// The sum with these choices.
    pub(super) fn sum(&self, chosen: &[usize]) -> i64 {
        self.gains.iter().map(|(item, gains)| at(gains, chosen.get(*item).copied().unwrap_or(0))).sum()
    }

    pub(super) fn is_reached(&self, chosen: &[usize]) -> bool {
        self.sum(chosen) >= self.need
    }
}

/// The choices between which each item has to lie.
#[derive(Clone, Debug)]
pub(super) struct Range {
    pub(super) low: Vec<usize>,
    pub(super) high: Vec<usize>,
}

impl Range {
    pub(super) fn new(items: &[Item]) -> Self {
        Self { low: items.iter().map(|_| 0).collect(), high: items.iter().map(Item::top).collect() }
    }

    /// Leaves as they are items whose one step alone reaches the only row that they are in, but for the cheapest such
    /// item of the row: no second one is ever needed.
    pub(super) fn drop_twins(&mut self, items: &[Item], rows: &[Row]) {
        let mut uses: BTreeMap<usize, usize> = BTreeMap::new();
        for item in rows.iter().flat_map(|row| row.gains.keys()) {
            *uses.entry(*item).or_default() += 1;
        }
        for row in rows {
            let missing = row.need - row.sum(&self.low);
            let is_twin = |item: &usize| {
                let (low, high) = (self.low.get(*item).copied(), self.high.get(*item).copied());
                (low, high) == (Some(0), Some(1)) && uses.get(item) == Some(&1) && row.gain(*item, 1) >= missing
            };
            let twins: Vec<usize> = row.gains.keys().copied().filter(is_twin).collect();
            let cost = |item: &usize| items.get(*item).map_or(0, |item| item.cost(1));
            let kept = twins.iter().copied().min_by_key(|item| (cost(item), *item));
            for item in twins.into_iter().filter(|item| Some(*item) != kept) {
                if let Some(high) = self.high.get_mut(item) {
                    *high = 0;
                }
            }
        }
    }

    /// Raises the lower end of every item without which a row would not be reached; nothing when a row cannot be
    /// reached at all.
    pub(super) fn tighten(&mut self, rows: &[Row]) -> Option<()> {
        loop {
            let mut is_changed = false;
            for row in rows {
                let spare = row.sum(&self.high) - row.loose;
                if spare < 0 {
                    return None;
                }
                for (item, gains) in &row.gains {
                    let (Some(low), Some(high)) = (self.low.get_mut(*item), self.high.get(*item)) else { continue };
                    while *low < *high && at(gains, *high) - at(gains, *low) > spare {
                        *low += 1;
                        is_changed = true;
                    }
                }
            }
            if !is_changed {
                return Some(());
            }
        }
    }
}
