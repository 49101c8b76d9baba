//! How far an answer can be trusted, and why.

use super::build::{Builder, ToHeading};
use super::merge::Origin;
use super::{Mark, MigrationReason, MigrationReasonCode};
use crate::transition::Edge;
use std::collections::BTreeSet;

impl<'a> Builder<'a> {
    pub(super) fn judged(
        &self,
        target: &str,
        origins: &[Origin<'a>],
        noted: &[ToHeading<'a>],
    ) -> (Mark, Vec<MigrationReason>) {
        let mut why = Vec::new();
        let edges = self.table.steps_to(target);
        let mut mark = Mark::Partial;
        if let [edge] = edges
            && self.table.is_alone(edge)
        {
            let (is_exact, reason) = self.alone(edge);
            why.push(reason);
            if is_exact {
                mark = Mark::Exact;
            }
        }
        let ids = |keep: &dyn Fn(&Origin<'a>) -> bool| -> Vec<String> {
            origins.iter().filter(|origin| keep(origin)).map(|origin| origin.id.to_owned()).collect()
        };
        let mut say = |code, of: Vec<String>, text: &dyn Fn(&str) -> String| {
            if !of.is_empty() {
                let text = text(&of.join(", "));
                why.push(MigrationReason { code, of, text });
            }
        };
        let not_applicable = |origin: &Origin<'a>| origin.rating(self.old).text() == "not_applicable";
        let left_out = ids(&not_applicable);
        let all_left_out = left_out.len() == origins.len();
        if origins.len() > 1 {
            say(MigrationReasonCode::Merged, ids(&|_| true), &|of| {
                format!("{of} became one outcome; the lowest level counts")
            });
        }
        say(MigrationReasonCode::Divided, ids(&|origin| self.table.is_divided(origin.id)), &|of| {
            format!("{of} went to other places too; the answer is copied to each outcome")
        });
        let disputed: Vec<String> = edges
            .iter()
            .filter(|edge| edge.says.len() < self.transition.sources.len())
            .map(|edge| edge.from.clone())
            .collect();
        say(MigrationReasonCode::Disputed, disputed, &|of| {
            format!("not every source of {} sends {of} here", self.transition.id)
        });
        if !all_left_out {
            say(MigrationReasonCode::LeftOut, left_out, &|of| format!("{of}: not applicable, and left out"));
        }
        let open = ids(&|origin| origin.rating(self.old).is_open());
        say(MigrationReasonCode::LeftOpen, open, &|of| format!("{of}: not known or not answered, so this is open"));
        let to_headings: Vec<String> = noted.iter().map(|step| step.origin.id.to_owned()).collect();
        let headings: BTreeSet<&str> = noted.iter().map(|step| step.heading).collect();
        let headings = headings.into_iter().collect::<Vec<_>>().join(", ");
        say(MigrationReasonCode::Heading, to_headings, &|of| {
            format!("{of} went to {headings} as a whole; decide what of it belongs here")
        });
        if !noted.is_empty() {
            mark = Mark::Review;
        }
        (mark, why)
    }

    /// Whether two outcomes that have no other counterpart are the same.
    fn alone(&self, edge: &Edge) -> (bool, MigrationReason) {
        let shares_concept = self.from.content().concepts_of.as_deref() == Some(self.to.id())
            && self.from.item(&edge.from).and_then(|item| item.concept.as_deref()) == Some(edge.to.as_str());
        let says_same = self.table.says_same(edge);
        let of = vec![edge.from.clone()];
        if !says_same && !shares_concept {
            let text = format!(
                "{} and {} have no other counterpart, and {} does not say that they are the same",
                edge.from, edge.to, self.source
            );
            return (false, MigrationReason { code: MigrationReasonCode::OnlyRelated, of, text });
        }
        let by = if says_same { format!("{} says", self.source) } else { "both have one concept, which says".into() };
        let text = format!("{} and {} have no other counterpart, and {by} that they are the same", edge.from, edge.to);
        (true, MigrationReason { code: MigrationReasonCode::OneToOne, of, text })
    }
}
