//! The cheapest choices by integer programming, and a bound that says how much cheaper any others could be.

use super::item::Item;
use super::lp::Lp;
use super::row::{Range, Row};
use super::search::Task;
use std::collections::{BTreeMap, BTreeSet};

/// How much is searched: nodes of branch and bound, since a number of seconds would not be the same everywhere.
pub(super) const NODES: u64 = 5_000;

/// Choices that reach every row, and what is known about all others.
#[derive(Clone, Debug)]
pub(super) struct Solved {
    pub(super) chosen: Vec<usize>,
    pub(super) cost: u64,
    /// No choices that reach every row cost less than this.
    pub(super) bound: u64,
}

/// What came of a search.
#[derive(Clone, Debug)]
pub(super) enum Found {
    Plan(Solved),
    /// There is nothing to be found.
    Nothing,
    /// Nothing was found, and there may be something.
    Unknown,
}

/// The variables of one item: one for every step, or one that counts equal steps.
enum Steps {
    Counted(usize),
    Each(Vec<usize>),
}

/// The cheapest choices within a range, each group of items that share no row on its own.
pub(super) fn solve(task: Task<'_>, range: &Range, nodes: u64) -> Found {
    let mut range = range.clone();
    if range.tighten(task.rows).is_none() {
        return Found::Nothing;
    }
    range.drop_twins(task.items, task.rows);
    let mut chosen = range.low.clone();
    let mut bound = 0;
    for group in groups(task, &range) {
        let rows: Vec<Row> = group.iter().filter_map(|row| task.rows.get(*row)).cloned().collect();
        let part = Task { rows: &rows, ..task };
        match of_group(part, &range, nodes) {
            Found::Plan(solved) => {
                for (known, new) in chosen.iter_mut().zip(&solved.chosen) {
                    *known = (*known).max(*new);
                }
                bound += solved.bound.saturating_sub(task.cost(&range.low));
            }
            other => return other,
        }
    }
    if !task.is_reached(&chosen) {
        return Found::Unknown;
    }
    let (cost, bound) = (task.cost(&chosen), bound + task.cost(&range.low));
    Found::Plan(Solved { chosen, cost, bound })
}

/// Rows that share an item, directly or through others. With a limit on the number of items all of them do.
fn groups(task: Task<'_>, range: &Range) -> Vec<Vec<usize>> {
    let open = |row: &Row| row.sum(&range.low) < row.need;
    let rows = || task.rows.iter().enumerate().filter(|(_, row)| open(row));
    if task.at_most.is_some() {
        return vec![rows().map(|(position, _)| position).collect()];
    }
    let is_free = |item: &usize| range.low.get(*item) < range.high.get(*item);
    let mut groups: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
    for (position, row) in rows() {
        let items: Vec<usize> = row.gains.keys().copied().filter(is_free).collect();
        let (near, far): (Vec<_>, Vec<_>) =
            groups.into_iter().partition(|(_, known)| known.iter().any(|item| items.contains(item)));
        let mut joined = (vec![position], items);
        for (rows, items) in near {
            joined.0.extend(rows);
            joined.1.extend(items);
        }
        groups = far;
        groups.push(joined);
    }
    groups.into_iter().map(|(rows, _)| rows).collect()
}

fn of_group(task: Task<'_>, range: &Range, nodes: u64) -> Found {
    let start = task.climb(range).map(|chosen| task.polish(chosen, range));
    let least = task.cost(&range.low);
    let (chosen, bound, is_impossible) = Program::new(task, range).run(start, nodes);
    match chosen {
        Some(chosen) => {
            let cost = task.cost(&chosen);
            Found::Plan(Solved { chosen, cost, bound: (least + bound.unwrap_or(0)).min(cost) })
        }
        None if is_impossible => Found::Nothing,
        None => Found::Unknown,
    }
}

struct Program<'a> {
    task: Task<'a>,
    range: &'a Range,
    lp: Lp,
    steps: BTreeMap<usize, Steps>,
    /// With a limit on the number of items: whether an item changes.
    changes: BTreeMap<usize, usize>,
}

impl<'a> Program<'a> {
    fn new(task: Task<'a>, range: &'a Range) -> Self {
        let mut program = Self { task, range, lp: Lp::default(), steps: BTreeMap::new(), changes: BTreeMap::new() };
        let used: BTreeSet<usize> = task.rows.iter().flat_map(|row| row.gains.keys().copied()).collect();
        for item in used {
            program.add_item(item);
        }
        for row in task.rows {
            program.add_row(row);
        }
        program.limit();
        program
    }

    fn low(&self, item: usize) -> usize {
        self.range.low.get(item).copied().unwrap_or(0)
    }

    fn high(&self, item: usize) -> usize {
        self.range.high.get(item).copied().unwrap_or(0)
    }

    fn add_item(&mut self, position: usize) {
        let (low, high) = (self.low(position), self.high(position));
        let Some(item) = self.task.items.get(position).filter(|_| low < high) else { return };
        let costs: Vec<u64> =
            (low..high).map(|choice| item.cost(choice + 1).saturating_sub(item.cost(choice))).collect();
        let steps_in = |row: &Row| -> Vec<i64> {
            (low..high).map(|choice| row.gain(position, choice + 1) - row.gain(position, choice)).collect()
        };
        let is_even = all_same(&costs) && self.task.rows.iter().all(|row| all_same(&steps_in(row)));
        let most = i64::try_from(high - low).unwrap_or(i64::MAX);
        let steps = match costs.first() {
            Some(cost) if is_even => Steps::Counted(self.lp.variable(*cost, most)),
            _ => {
                let each: Vec<usize> = costs.iter().map(|cost| self.lp.variable(*cost, 1)).collect();
                for pair in each.windows(2) {
                    if let [first, next] = pair {
                        self.lp.add(vec![(*first, 1), (*next, -1)], 0);
                    }
                }
                Steps::Each(each)
            }
        };
        if self.task.at_most.is_some() && low == 0 {
            let change = match &steps {
                Steps::Each(each) => each.first().copied(),
                Steps::Counted(count) => {
                    let change = self.lp.variable(0, 1);
                    self.lp.add(vec![(change, most), (*count, -1)], 0);
                    Some(change)
                }
            };
            self.changes.extend(change.map(|change| (position, change)));
        }
        self.steps.insert(position, steps);
    }

    /// The row above the lower ends, gains beyond its bar cut to it.
    fn add_row(&mut self, row: &Row) {
        let need = row.loose - row.sum(&self.range.low);
        if need <= 0 {
            return;
        }
        let mut terms: Vec<(usize, i64)> = Vec::new();
        for (item, steps) in &self.steps {
            let low = self.low(*item);
            let above = |choice: usize| (row.gain(*item, choice) - row.gain(*item, low)).min(need);
            match steps {
                Steps::Counted(count) => terms.push((*count, above(low + 1))),
                Steps::Each(each) => {
                    for (step, variable) in each.iter().enumerate() {
                        terms.push((*variable, above(low + step + 1) - above(low + step)));
                    }
                }
            }
        }
        self.lp.add(terms, need);
    }

    /// No more items may change than the limit says.
    fn limit(&mut self) {
        let Some(most) = self.task.at_most else { return };
        let forced = self.range.low.iter().filter(|low| **low > 0).count();
        let left = i64::try_from(most).unwrap_or(i64::MAX).min(1 << 30) - i64::try_from(forced).unwrap_or(0);
        self.lp.add(self.changes.values().map(|change| (*change, -1)).collect(), -left);
    }

    fn run(&mut self, start: Option<Vec<usize>>, nodes: u64) -> (Option<Vec<usize>>, Option<u64>, bool) {
        let split = self.lp.cut();
        let near = split.and_then(|split| self.lp.solve_near(&split, nodes / 4)).map(|values| self.chosen(&values));
        let near =
            near.filter(|chosen| self.task.is_reached(chosen)).map(|chosen| self.task.polish(chosen, self.range));
        let best = self.cheaper(start, near);
        let from = best.as_ref().map(|chosen| self.start(chosen));
        let solution = self.lp.solve(from.as_deref(), nodes);
        let found = solution.values.as_ref().map(|values| self.chosen(values));
        let found = found.filter(|chosen| self.task.is_reached(chosen)).map(|mut chosen| {
            self.task.descend(&mut chosen, self.range);
            chosen
        });
        (self.cheaper(best, found), solution.bound, solution.is_impossible)
    }

    fn cheaper(&self, one: Option<Vec<usize>>, other: Option<Vec<usize>>) -> Option<Vec<usize>> {
        match (one, other) {
            (Some(one), Some(other)) if self.task.cost(&other) < self.task.cost(&one) => Some(other),
            (None, other) => other,
            (one, _) => one,
        }
    }

    fn chosen(&self, values: &[i64]) -> Vec<usize> {
        let value = |variable: &usize| usize::try_from(values.get(*variable).copied().unwrap_or(0)).unwrap_or(0);
        let mut chosen = self.range.low.clone();
        for (item, steps) in &self.steps {
            let above = match steps {
                Steps::Counted(count) => value(count),
                Steps::Each(each) => each.iter().take_while(|step| value(step) > 0).count(),
            };
            if let Some(choice) = chosen.get_mut(*item) {
                *choice = (*choice + above).min(self.high(*item));
            }
        }
        chosen
    }

    /// The values of the variables for choices that are known.
    fn start(&self, chosen: &[usize]) -> Vec<i64> {
        let mut values: BTreeMap<usize, i64> = BTreeMap::new();
        for (item, steps) in &self.steps {
            let above = chosen.get(*item).copied().unwrap_or(0).saturating_sub(self.low(*item));
            match steps {
                Steps::Counted(count) => {
                    values.insert(*count, i64::try_from(above).unwrap_or(0));
                    values.extend(self.changes.get(item).map(|change| (*change, i64::from(above > 0))));
                }
                Steps::Each(each) => {
                    values.extend(each.iter().enumerate().map(|(step, variable)| (*variable, i64::from(step < above))));
                }
            }
        }
        values.into_values().collect()
    }
}

fn all_same<T: PartialEq>(list: &[T]) -> bool {
    list.windows(2).all(|pair| matches!(pair, [a, b] if a == b))
}

/// The items of a task with one of them as it is.
pub(super) fn without(range: &Range, item: usize) -> Range {
    let mut range = range.clone();
    if let Some(high) = range.high.get_mut(item) {
        *high = 0;
    }
    range
}

/// Items that are changed.
pub(super) fn changed<'a>(items: &'a [Item], chosen: &'a [usize]) -> impl Iterator<Item = (usize, &'a Item, usize)> {
    let pairs = items.iter().zip(chosen).enumerate();
    pairs.filter(|(_, (_, choice))| **choice > 0).map(|(position, (item, choice))| (position, item, *choice))
}
