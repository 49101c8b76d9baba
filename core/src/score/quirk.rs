//! Named departures that reproduce another tool's arithmetic to the digit.

use super::{Rollup, Value, Values};
use crate::assessment::Rating;
use crate::fraction::Fraction;
use crate::framework::{Node, NodeKind};
use crate::model::{Quirk, TotalOf};

/// Subcategories whose requirements one cell of the workbook averages together.
const POOLED: [[&str; 2]; 2] = [["GV.OV-02", "GV.OV-03"], ["PR.IR-03", "PR.IR-04"]];
/// A category whose cell averages requirements and not subcategories.
const APART: &str = "RC.CO";
/// A subcategory that the cell of one dimension does not read.
const UNREAD: (&str, &str) = ("PR.AA-06", "implementation");

type Ratings = Vec<Option<Rating>>;

impl Rollup<'_> {
    /// The values as the tool behind the quirk has them.
    pub(super) fn depart(&self, quirk: Quirk, values: Values, value: Value<'_>) -> Values {
        match quirk {
            Quirk::CisoAssistantTruncation => self.truncated(values, value),
            Quirk::CsfProfileRounding => self.rounded(value),
            Quirk::Cyfun2025WorkbookCells => self.workbook(values, value),
        }
    }

    /// The total of each dimension cut to one decimal, and their mean cut again.
    fn truncated(&self, mut values: Values, value: Value<'_>) -> Values {
        let total = |ratings: &Ratings| self.rolled_up(ratings, value).pop().flatten();
        let dimensions = self.dimensions();
        let layers: Vec<Fraction> = if dimensions.is_empty() {
            values.last().cloned().flatten().into_iter().collect()
        } else {
            dimensions.iter().filter_map(|(_, ratings)| total(ratings)).collect()
        };
        let layers = layers.iter().map(Fraction::truncated_to_tenths);
        if let Some(last) = values.last_mut() {
            *last = plain_mean(layers).map(|mean| mean.truncated_to_tenths());
        }
        values
    }

    /// Functions and categories as means of the outcomes below, the total as the mean of the categories, each rounded
    /// to one decimal.
    fn rounded(&self, value: Value<'_>) -> Values {
        let leaf = |node: &Node| value(self.rating(node)?);
        let nodes = self.framework.nodes();
        let mut values: Values = self.weighted_mean(leaf);
        for (node, value) in nodes.iter().zip(&mut values) {
            if matches!(node.kind, NodeKind::Function | NodeKind::Category) {
                *value = value.take().map(|mean| mean.rounded_to_tenths());
            }
        }
        let mut categories = nodes.iter().zip(&values).filter(|(node, _)| node.kind == NodeKind::Category);
        let total = self.mean(&mut categories).map(|mean| mean.rounded_to_tenths());
        if let Some(last) = values.last_mut() {
            *last = total;
        }
        values
    }

    /// Categories from the cells that the workbook's formulas read, and what is above from them.
    fn workbook(&self, mut values: Values, value: Value<'_>) -> Values {
        let nodes = self.framework.nodes();
        let dimensions = self.dimensions();
        for (position, node) in nodes.iter().enumerate().filter(|(_, node)| node.kind == NodeKind::Category) {
            let sides = dimensions.iter().filter_map(|(id, ratings)| self.cell(node, id, ratings, value));
            if let Some(place) = values.get_mut(position) {
                *place = plain_mean(sides);
            }
        }
        let tops = nodes.iter().enumerate().filter(|(_, node)| node.kind == NodeKind::Function);
        for (position, node) in tops {
            let mut below = node.children.iter().filter_map(|child| Some((nodes.get(*child)?, values.get(*child)?)));
            let mean = self.mean(&mut below);
            drop(below);
            if let Some(place) = values.get_mut(position) {
                *place = mean;
            }
        }
        let top = match self.model.total_of {
            TotalOf::Functions => NodeKind::Function,
            TotalOf::Categories => NodeKind::Category,
        };
        let total = self.mean(&mut nodes.iter().zip(&values).filter(|(node, _)| node.kind == top));
        if let Some(last) = values.last_mut() {
            *last = total;
        }
        values
    }

    /// A category's cell in one dimension: the mean of the cells that it reads.
    fn cell(&self, category: &Node, dimension: &str, ratings: &Ratings, value: Value<'_>) -> Option<Fraction> {
        let nodes = self.framework.nodes();
        let leaf = |node: &Node| value(ratings.get(node.outcome?)?.as_ref()?);
        let mut cells: Vec<(String, Vec<Fraction>)> = Vec::new();
        for subcategory in category.children.iter().filter_map(|child| nodes.get(*child)) {
            if (subcategory.id.as_str(), dimension) == UNREAD {
                continue;
            }
            let below = subcategory.children.iter().filter_map(|child| nodes.get(*child));
            for outcome in std::iter::once(subcategory).chain(below).filter(|node| node.outcome.is_some()) {
                let Some(value) = leaf(outcome) else { continue };
                let pool = POOLED.iter().find(|pool| pool.contains(&subcategory.id.as_str()));
                let name = match pool {
                    Some([first, _]) => first,
                    None if category.id == APART => outcome.id.as_str(),
                    None => subcategory.id.as_str(),
                };
                match cells.iter_mut().find(|(known, _)| known == name) {
                    Some((_, cell)) => cell.push(value),
                    None => cells.push((name.to_owned(), vec![value])),
                }
            }
        }
        plain_mean(cells.into_iter().filter_map(|(_, cell)| plain_mean(cell.into_iter())))
    }

    /// The ratings in each dimension of the scale, in its order.
    fn dimensions(&self) -> Vec<(&str, Ratings)> {
        let one = |dimension: &str, node: &Node, rating: &Option<Rating>| match rating {
            Some(Rating::Rated(_)) => self.assessment.level_in(&node.id, dimension).map(Rating::Rated),
            other => other.clone(),
        };
        let dimensions = self.assessment.scale().dimensions.iter();
        dimensions
            .map(|dimension| {
                let outcomes = self.framework.outcomes().zip(&self.ratings);
                (dimension.id.as_str(), outcomes.map(|(node, rating)| one(&dimension.id, node, rating)).collect())
            })
            .collect()
    }
}

fn plain_mean(values: impl Iterator<Item = Fraction>) -> Option<Fraction> {
    let zero = (Fraction::zero(), Fraction::zero());
    let (sum, count) = values.fold(zero, |(sum, count), value| (&sum + &value, &count + &Fraction::one()));
    sum.checked_div(&count)
}
