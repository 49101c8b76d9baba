//! Size from headcount, turnover and balance sheet, where they are known.

use super::content::{EntityFacts, SizeClass, SizeNote, Sizes};
use crate::fraction::Fraction;
use serde::Serialize;

/// A figure of the entity against a ceiling.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SizeTest {
    /// The figure: `headcount`, `turnover` or `balance_sheet`.
    pub figure: &'static str,
    /// Whether it holds; none: the figure is not known.
    pub holds: Option<bool>,
    /// The ceiling, in annual work units or euros.
    pub limit: u64,
    /// Whether the figure must be below the ceiling, rather than at most equal to it.
    pub must_be_below: bool,
    /// The figure as it was given.
    pub value: Option<String>,
}

/// A size class against the entity's figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SizeStep {
    /// Whether headcount and one of the two sums of money hold; none: not known.
    pub holds: Option<bool>,
    /// The class.
    pub id: String,
    /// Each figure against its ceiling.
    pub tests: Vec<SizeTest>,
}

/// The size of an entity and how it was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SizeFound {
    /// Where the ceilings stand.
    pub article: String,
    /// The size; none: not known.
    pub class: Option<String>,
    /// Figures that are not known and could tell which of the possible sizes it is.
    pub missing: Vec<&'static str>,
    /// What the figures do not show.
    pub notes: Vec<SizeNote>,
    /// Every size that it can be, the smallest first.
    pub possible: Vec<String>,
    /// The figures against each class, the smallest first; empty where the size was given as a word.
    pub steps: Vec<SizeStep>,
    /// How the ceilings were checked.
    pub verification: String,
}

impl Sizes {
    /// Every size, the smallest first.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.classes.iter().map(|class| class.id.as_str()).chain([self.above.as_str()])
    }

    /// The size of an entity. A size that was given as a word stands as it is, if it is one of these.
    #[must_use]
    pub fn found(&self, facts: &EntityFacts) -> SizeFound {
        let mut steps = Vec::new();
        let figures =
            [("headcount", &facts.headcount), ("turnover", &facts.turnover), ("balance_sheet", &facts.balance_sheet)];
        if figures.iter().any(|(_, figure)| figure.is_some()) {
            steps = self.classes.iter().map(|class| step(class, facts)).collect();
        }
        let mut possible: Vec<String> = match facts.size.as_deref() {
            Some(size) if steps.is_empty() => self.ids().filter(|id| *id == size).map(str::to_owned).collect(),
            _ => self.fitting(&steps),
        };
        if let Some(size) = facts.size.as_deref().filter(|size| possible.iter().any(|id| id == size)) {
            possible = vec![size.to_owned()];
        }
        let class = match possible.as_slice() {
            [one] => Some(one.clone()),
            _ => None,
        };
        let missing = figures.iter().filter(|(_, figure)| figure.is_none()).map(|(name, _)| *name);
        SizeFound {
            article: self.article.clone(),
            missing: if class.is_some() { Vec::new() } else { missing.collect() },
            class,
            notes: self.notes.clone(),
            possible,
            steps,
            verification: self.verification.clone(),
        }
    }

    /// The sizes from the first class that can hold to the first that surely does.
    fn fitting(&self, steps: &[SizeStep]) -> Vec<String> {
        let mut possible = Vec::new();
        for step in steps {
            if step.holds != Some(false) {
                possible.push(step.id.clone());
            }
            if step.holds == Some(true) {
                return possible;
            }
        }
        if steps.is_empty() {
            return self.ids().map(str::to_owned).collect();
        }
        possible.push(self.above.clone());
        possible
    }
}

fn step(class: &SizeClass, facts: &EntityFacts) -> SizeStep {
    let mut tests = Vec::new();
    let mut test = |figure: &'static str, value: Option<&Fraction>, limit: Option<u64>, must_be_below: bool| {
        let Some(limit) = limit else { return Some(true) };
        let ceiling = Fraction::from(i64::try_from(limit).unwrap_or(i64::MAX));
        let holds = value.map(|value| if must_be_below { *value < ceiling } else { *value <= ceiling });
        tests.push(SizeTest { figure, holds, limit, must_be_below, value: value.map(Fraction::plain) });
        holds
    };
    let headcount = test("headcount", facts.headcount.as_ref(), class.headcount_below, true);
    let turnover = test("turnover", facts.turnover.as_ref(), class.turnover_at_most, false);
    let balance_sheet = test("balance_sheet", facts.balance_sheet.as_ref(), class.balance_sheet_at_most, false);
    let money = match (turnover, balance_sheet) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        _ => None,
    };
    let holds = match (headcount, money) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    };
    SizeStep { holds, id: class.id.clone(), tests }
}
