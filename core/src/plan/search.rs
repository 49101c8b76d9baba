//! Choices that reach every row, found step by step: always feasible, and often not the cheapest.

use super::item::Item;
use super::row::{Range, Row};

/// Items, the rows over them, and how many items may change.
#[derive(Clone, Copy, Debug)]
pub(super) struct Task<'a> {
    pub(super) items: &'a [Item],
    pub(super) rows: &'a [Row],
    pub(super) at_most: Option<usize>,
}

impl Task<'_> {
    pub(super) fn cost(&self, chosen: &[usize]) -> u64 {
        self.items.iter().zip(chosen).map(|(item, choice)| item.cost(*choice)).sum()
    }

    fn cost_of(&self, item: usize, choice: usize) -> u64 {
        self.items.get(item).map_or(0, |item| item.cost(choice))
    }

    pub(super) fn is_reached(&self, chosen: &[usize]) -> bool {
        self.rows.iter().all(|row| row.is_reached(chosen))
            && self.at_most.is_none_or(|most| chosen.iter().filter(|choice| **choice > 0).count() <= most)
    }

    /// From the lower ends up, always the step that closes the most of what is missing for its cost; then down again
    /// wherever a step was not needed. None: the rows cannot be reached, or not with so few items.
    pub(super) fn climb(&self, range: &Range) -> Option<Vec<usize>> {
        let mut chosen = range.low.clone();
        while let Some((item, choice)) = self.best_step(&chosen, range) {
            *chosen.get_mut(item)? = choice;
        }
        let reached = self.rows.iter().all(|row| row.is_reached(&chosen));
        if !reached {
            return None;
        }
        self.descend(&mut chosen, range);
        self.is_reached(&chosen).then_some(chosen)
    }

    fn best_step(&self, chosen: &[usize], range: &Range) -> Option<(usize, usize)> {
        let missing: Vec<(&Row, i64)> =
            self.rows.iter().map(|row| (row, row.need - row.sum(chosen))).filter(|(_, missing)| *missing > 0).collect();
        let changed = chosen.iter().filter(|choice| **choice > 0).count();
        let is_full = self.at_most.is_some_and(|most| changed >= most);
        let mut worth: Vec<Vec<f64>> = chosen.iter().map(|_| Vec::new()).collect();
        for (row, missing) in &missing {
            for (item, gains) in &row.gains {
                let (Some(now), Some(high)) = (chosen.get(*item).copied(), range.high.get(*item).copied()) else {
                    continue;
                };
                let Some(worth) = worth.get_mut(*item) else { continue };
                if now >= high || (is_full && now == 0) {
                    continue;
                }
                worth.resize(high - now, 0.0);
                let base = gains.get(now).copied().unwrap_or(0);
                for (worth, gain) in worth.iter_mut().zip(gains.iter().skip(now + 1)) {
                    *worth += share((gain - base).min(*missing), row.need.max(1));
                }
            }
        }
        let mut best: Option<(f64, usize, usize)> = None;
        for (item, worth) in worth.iter().enumerate() {
            let now = chosen.get(item).copied().unwrap_or(0);
            for (step, worth) in worth.iter().enumerate().filter(|(_, worth)| **worth > 0.0) {
                let choice = now + 1 + step;
                let cost = self.cost_of(item, choice).saturating_sub(self.cost_of(item, now));
                let rate = worth / (as_float(cost) + 1e-3);
                if best.is_none_or(|(known, _, _)| rate > known) {
                    best = Some((rate, item, choice));
                }
            }
        }
        best.map(|(_, item, choice)| (item, choice))
    }

    /// Brings every item down as far as the rows allow, the dearest first.
    pub(super) fn descend(&self, chosen: &mut [usize], range: &Range) {
        let mut order: Vec<usize> = (0..chosen.len()).collect();
        let dear = |item: &usize| self.cost_of(*item, chosen.get(*item).copied().unwrap_or(0));
        order.sort_by_key(|item| (std::cmp::Reverse(dear(item)), *item));
        for item in order {
            let low = range.low.get(item).copied().unwrap_or(0);
            while let Some(now) = chosen.get(item).copied().filter(|now| *now > low) {
                let holds = |row: &Row| row.sum(chosen) - row.gain(item, now) + row.gain(item, now - 1) >= row.need;
                if !self.rows.iter().filter(|row| row.gains.contains_key(&item)).all(holds) {
                    break;
                }
                if let Some(choice) = chosen.get_mut(item) {
                    *choice = now - 1;
                }
            }
        }
    }

    /// Takes one step back at a time and closes the gap otherwise, as long as that is cheaper.
    pub(super) fn polish(&self, mut chosen: Vec<usize>, range: &Range) -> Vec<usize> {
        for _ in 0..ROUNDS {
            let before = self.cost(&chosen);
            for item in 0..chosen.len() {
                let Some(now) = chosen.get(item).copied() else { continue };
                let low = range.low.get(item).copied().unwrap_or(0);
                if now <= low {
                    continue;
                }
                let mut other = range.clone();
                if let Some(high) = other.high.get_mut(item) {
                    *high = now - 1;
                }
                let mut tried = chosen.clone();
                if let Some(choice) = tried.get_mut(item) {
                    *choice = now - 1;
                }
                while let Some((item, choice)) = self.best_step(&tried, &other) {
                    if let Some(place) = tried.get_mut(item) {
                        *place = choice;
                    }
                }
                if !self.is_reached(&tried) {
                    continue;
                }
                self.descend(&mut tried, range);
                if self.cost(&tried) < self.cost(&chosen) {
                    chosen = tried;
                }
            }
            if self.cost(&chosen) == before {
                break;
            }
        }
        chosen
    }
}

/// How often the choices are gone over.
const ROUNDS: usize = 4;

#[expect(clippy::cast_precision_loss, reason = "it only ranks steps")]
fn share(part: i64, whole: i64) -> f64 {
    part as f64 / whole as f64
}

#[expect(clippy::cast_precision_loss, reason = "it only ranks steps")]
fn as_float(cost: u64) -> f64 {
    cost as f64
}
