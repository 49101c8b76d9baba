//! An integer program in whole numbers, handed to the solver, and cuts that bring its bound closer to the truth.

use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOptions, Variable};
use num_integer::Integer;
use std::collections::BTreeMap;

/// Σ of whole numbers times variables has to be at least a whole number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sum {
    /// Variables rising.
    pub(super) terms: Vec<(usize, i64)>,
    pub(super) least: i64,
}

impl Sum {
    fn is_small(&self) -> bool {
        self.terms.iter().all(|(_, factor)| factor.abs() <= LARGEST) && self.least.abs() <= LARGEST
    }
}

/// What is to be made as cheap as it can be: whole variables from 0 up to their limits, and sums over them.
#[derive(Clone, Debug, Default)]
pub(super) struct Lp {
    costs: Vec<u64>,
    limits: Vec<i64>,
    sums: Vec<Sum>,
}

/// What the solver came to.
#[derive(Debug, Default)]
pub(super) struct Solution {
    pub(super) values: Option<Vec<i64>>,
    /// No values cost less.
    pub(super) bound: Option<u64>,
    pub(super) is_impossible: bool,
}

/// How often cuts are looked for.
const ROUNDS: usize = 12;
/// The most cuts of one round.
const MOST_CUTS: usize = 40;
/// Larger coefficients are divided by themselves only.
const SMALL: i64 = 48;
/// Sums with larger numbers are not cut: what is made of them has to stay within 64 bits.
const LARGEST: i64 = 1 << 32;

impl Lp {
    pub(super) fn variable(&mut self, cost: u64, limit: i64) -> usize {
        self.costs.push(cost);
        self.limits.push(limit);
        self.costs.len() - 1
    }

    /// Adds a sum, divided by what its terms have in common.
    pub(super) fn add(&mut self, mut terms: Vec<(usize, i64)>, least: i64) {
        terms.retain(|(_, factor)| *factor != 0);
        terms.sort_unstable();
        let common = terms.iter().fold(0, |common: i64, (_, factor)| common.gcd(factor)).max(1);
        let terms = terms.into_iter().map(|(variable, factor)| (variable, factor / common)).collect();
        self.sums.push(Sum { terms, least: Integer::div_ceil(&least, &common) });
    }

    /// The solver's own form.
    fn problem(&self, is_whole: bool) -> (Problem, Vec<Variable>) {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let mut variables = Vec::new();
        for (cost, limit) in self.costs.iter().zip(&self.limits) {
            let most = i32::try_from(*limit).unwrap_or(i32::MAX);
            variables.push(match is_whole {
                true => problem.add_integer_var(price(*cost), (0, most)),
                false => problem.add_var(price(*cost), (0.0, f64::from(most))),
            });
        }
        for sum in &self.sums {
            let terms: Vec<(Variable, f64)> = sum
                .terms
                .iter()
                .filter_map(|(variable, factor)| Some((*variables.get(*variable)?, number(*factor))))
                .collect();
            problem.add_constraint(terms, ComparisonOp::Ge, number(sum.least));
        }
        (problem, variables)
    }

    /// Adds sums that every whole solution keeps and the solution in fractions does not.
    /// Gives the last solution in fractions.
    pub(super) fn cut(&mut self) -> Option<Vec<f64>> {
        let mut last = None;
        let own = self.sums.len();
        for _ in 0..ROUNDS {
            let (problem, variables) = self.problem(false);
            let Ok(outcome) = problem.solve() else { break };
            let Some(solution) = outcome.solution() else { break };
            let at: Vec<f64> = variables.iter().map(|variable| solution.var_value(*variable)).collect();
            last = Some(at.clone());
            // A cut that does not bind has done its part.
            let mut position = 0;
            self.sums.retain(|sum| {
                position += 1;
                position <= own || slack(sum, &at) < 1e-6
            });
            let mut cuts: Vec<(f64, Sum)> = Vec::new();
            let usable = || self.sums.iter().filter(|sum| sum.is_small());
            let tight: Vec<&Sum> = usable().filter(|sum| slack(sum, &at) < 1e-6).collect();
            for sum in usable() {
                let found = self.cuts_of(sum, &at).max_by(|(a, _), (b, _)| a.total_cmp(b));
                cuts.extend(found);
            }
            for (position, one) in tight.iter().enumerate() {
                for other in tight.iter().skip(position + 1) {
                    let Some(joined) = joined(one, other, &at) else { continue };
                    let found = self.cuts_of(&joined, &at).max_by(|(a, _), (b, _)| a.total_cmp(b));
                    cuts.extend(found);
                }
            }
            cuts.sort_by(|(a, _), (b, _)| b.total_cmp(a));
            cuts.dedup_by(|(_, a), (_, b)| a == b);
            cuts.retain(|(_, cut)| !self.sums.contains(cut));
            if cuts.is_empty() {
                break;
            }
            self.sums.extend(cuts.into_iter().take(MOST_CUTS).map(|(_, cut)| cut));
        }
        last
    }

    /// The cheapest whole values next to a solution in fractions: each rounded down or up.
    pub(super) fn solve_near(&self, at: &[f64], nodes: u64) -> Option<Vec<i64>> {
        let mut near = self.clone();
        for (variable, value) in at.iter().enumerate() {
            let (low, high) = (whole((value + 1e-6).floor()), whole((value - 1e-6).ceil()));
            if let Some(limit) = near.limits.get_mut(variable) {
                *limit = high.clamp(0, *limit);
            }
            if low > 0 {
                near.sums.push(Sum { terms: vec![(variable, 1)], least: low });
            }
        }
        near.solve(None, nodes).values
    }

    /// Cuts of one sum that a solution in fractions breaks, each with how far.
    fn cuts_of<'s>(&'s self, sum: &'s Sum, at: &'s [f64]) -> impl Iterator<Item = (f64, Sum)> + 's {
        let mut divisors: Vec<i64> = sum.terms.iter().map(|(_, factor)| factor.abs()).collect();
        divisors.extend(2..=divisors.iter().copied().max().unwrap_or(0).min(SMALL));
        divisors.sort_unstable();
        divisors.dedup();
        let is_high = |variable: usize| {
            let limit = self.limits.get(variable).copied().unwrap_or(0);
            at.get(variable).is_some_and(|value| *value > number(limit) / 2.0)
        };
        divisors.into_iter().filter(|divisor| *divisor > 1).flat_map(move |divisor| {
            let plain = self.rounded(sum, divisor, |_| false);
            let turned = self.rounded(sum, divisor, is_high);
            plain.into_iter().chain(turned).filter_map(|cut| {
                let length = cut.terms.iter().map(|(_, factor)| number(*factor).powi(2)).sum::<f64>().sqrt();
                let broken = -slack(&cut, at) / length.max(1.0);
                (broken > 1e-4).then_some((broken, cut))
            })
        })
    }

    /// Mixed-integer rounding of a sum by a divisor, with some variables counted down from their limits. With
    /// r = least mod divisor, the factor a becomes r·⌊a ÷ divisor⌋ + min(r, a mod divisor), and the bar
    /// r·⌈least ÷ divisor⌉, which all whole values from 0 on keep.
    fn rounded(&self, sum: &Sum, divisor: i64, is_turned: impl Fn(usize) -> bool) -> Option<Sum> {
        let limit = |variable: usize| self.limits.get(variable).copied().unwrap_or(0);
        let turned = sum.terms.iter().filter(|(variable, _)| is_turned(*variable));
        let least = turned.fold(sum.least, |least, (variable, factor)| least - factor * limit(*variable));
        let rest = least.mod_floor(&divisor);
        if rest == 0 {
            return None;
        }
        let round = |factor: i64| rest * Integer::div_floor(&factor, &divisor) + rest.min(factor.mod_floor(&divisor));
        let mut bar = rest * Integer::div_ceil(&least, &divisor);
        let mut terms = Vec::new();
        for (variable, factor) in &sum.terms {
            if is_turned(*variable) {
                let down = round(-factor);
                bar -= down * limit(*variable);
                terms.push((*variable, -down));
            } else {
                terms.push((*variable, round(*factor)));
            }
        }
        terms.retain(|(_, factor)| *factor != 0);
        let common = terms.iter().fold(bar.abs(), |common: i64, (_, factor)| common.gcd(factor)).max(1);
        for (_, factor) in &mut terms {
            *factor /= common;
        }
        let cut = Sum { terms, least: bar / common };
        Some(cut).filter(Sum::is_small)
    }

    /// The cheapest whole values, from a start that is known to be one, within so many nodes.
    pub(super) fn solve(&self, start: Option<&[i64]>, nodes: u64) -> Solution {
        let (problem, variables) = self.problem(true);
        let mut options = SolveOptions::default();
        options.node_limit = Some(nodes);
        options.warm_start =
            start.map(|start| variables.iter().copied().zip(start.iter().map(|value| number(*value))).collect());
        let outcome = match problem.solve_with(options) {
            Ok(outcome) => outcome,
            Err(error) => {
                let is_impossible = error == microlp::Error::Infeasible && start.is_none();
                return Solution { is_impossible, ..Solution::default() };
            }
        };
        let values = outcome
            .solution()
            .map(|solution| variables.iter().map(|variable| whole(solution.var_value(*variable))).collect());
        Solution { values, bound: outcome.stats().best_bound.map(raised), is_impossible: false }
    }
}

/// Two sums together, if they share a variable that is not whole.
fn joined(one: &Sum, other: &Sum, at: &[f64]) -> Option<Sum> {
    let is_split = |variable: usize| at.get(variable).is_some_and(|value| (value - value.round()).abs() > 1e-6);
    let mut factors: BTreeMap<usize, i64> = one.terms.iter().copied().collect();
    let is_near = other.terms.iter().any(|(variable, _)| is_split(*variable) && factors.contains_key(variable));
    if !is_near {
        return None;
    }
    for (variable, factor) in &other.terms {
        *factors.entry(*variable).or_default() += factor;
    }
    Some(Sum { terms: factors.into_iter().collect(), least: one.least + other.least })
}

fn slack(sum: &Sum, at: &[f64]) -> f64 {
    let value = |(variable, factor): &(usize, i64)| number(*factor) * at.get(*variable).copied().unwrap_or(0.0);
    sum.terms.iter().map(value).sum::<f64>() - number(sum.least)
}

/// How far a floating-point bound may lie above the true one.
const SLACK: f64 = 1e-6;

/// Costs are whole, so that a bound rises to the next whole number, unless it is only a hair above one.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is whole and at least 0")]
fn raised(bound: f64) -> u64 {
    let safe = (bound - SLACK * bound.abs().max(1.0)).ceil();
    if safe > 0.0 { safe as u64 } else { 0 }
}

#[expect(clippy::cast_possible_truncation, reason = "values lie within the limits of their variables")]
fn whole(value: f64) -> i64 {
    value.round() as i64
}

#[expect(clippy::cast_precision_loss, reason = "sums are cut to what is exact in floating point")]
fn number(whole: i64) -> f64 {
    whole as f64
}

#[expect(clippy::cast_precision_loss, reason = "costs are far below what is exact in floating point")]
fn price(cost: u64) -> f64 {
    cost as f64
}
