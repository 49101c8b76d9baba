//! A migration for people: a summary for a terminal, and the whole list in Markdown.

use super::{Mark, MigratedItem, Migration, ScorePair};
use crate::fraction::Figure;
use crate::report::layout::{Side, WIDTH, columns, wrap};
use crate::report::markdown::{Page, escape};
use crate::report::words;

impl Migration {
    /// The summary in plain text, wrapped at 80 columns.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = wrap("", &format!("{}.", self.title()), WIDTH);
        for line in self.counted() {
            text.push_str(&wrap("- ", &line, WIDTH));
        }
        let mut rows = vec![["", "Before", "After", "Coverage before", "after"].map(str::to_owned).to_vec()];
        rows.extend(self.scores.iter().map(|pair| row(pair).to_vec()));
        let sides = [Side::Left, Side::Right, Side::Right, Side::Right, Side::Right];
        text.push('\n');
        text.push_str(&columns(&rows, &sides, 0, WIDTH));
        text.push('\n');
        for remark in &self.remarks {
            text.push_str(&wrap("", &remark.text, WIDTH));
        }
        text
    }

    /// The whole list in Markdown: every outcome with its mark and the reasons, and what has no counterpart.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let mut page = Page::titled(&self.title());
        self.counted().iter().for_each(|line| page.item(&escape(line)));
        page.paragraph(&format!("**{}**", words::DISCLAIMER));
        page.heading(2, "Scores before and after");
        let rows = self.scores.iter().map(|pair| row(pair).iter().map(|cell| escape(cell)).collect());
        page.table(&["", "Before", "After", "Coverage before", "Coverage after"], rows);
        self.remarks.iter().for_each(|remark| page.paragraph(&escape(&remark.text)));
        for (mark, heading) in [
            (Mark::Review, "Review: a person has to decide"),
            (Mark::Partial, "Partial: merged, divided or only related"),
            (Mark::Exact, "Exact: the same outcome"),
        ] {
            let items: Vec<&MigratedItem> = self.items.iter().filter(|item| item.mark == mark).collect();
            if items.is_empty() {
                continue;
            }
            page.heading(2, heading);
            page.table(&["Outcome", "Now", "From", "Why"], items.into_iter().map(cells));
        }
        page.heading(2, "Dropped: answered before, and taken over by no outcome");
        if self.dropped.is_empty() {
            page.paragraph("Nothing.");
        }
        for dropped in &self.dropped {
            let state = said(dropped.state, dropped.level.as_ref());
            let to = match dropped.headings.as_slice() {
                [] => String::new(),
                headings => format!(" It went to {} as a whole.", headings.join(", ")),
            };
            let text = format!("{} {}: {state}.{to}", dropped.id, dropped.title);
            page.item(&escape(&text));
        }
        page.heading(2, "Without a predecessor: not asked before");
        page.paragraph(&listed(&self.without_predecessor));
        page.heading(2, "Not answered before either");
        page.paragraph(&listed(&self.unanswered));
        page.0
    }

    fn title(&self) -> String {
        format!("{}: from {} to {} by {}", self.assessment, self.from, self.to, self.source)
    }

    fn counted(&self) -> Vec<String> {
        let counts = &self.counts;
        let outcomes = |count: usize| words::count(count as u64, "outcome", "outcomes");
        let named = |ids: &[String]| if ids.is_empty() { String::new() } else { format!(": {}", ids.join(", ")) };
        let of = |mark: Mark| -> Vec<String> {
            self.items.iter().filter(|item| item.mark == mark).map(|item| item.id.clone()).collect()
        };
        let dropped: Vec<String> = self.dropped.iter().map(|dropped| dropped.id.clone()).collect();
        vec![
            format!("exact: {}", outcomes(counts.exact)),
            format!("partial: {}", outcomes(counts.partial)),
            format!("review: {}{}", outcomes(counts.review), named(&of(Mark::Review))),
            format!("dropped: {}{}", outcomes(counts.dropped), named(&dropped)),
            format!("new: {}{}", outcomes(counts.without_predecessor), named(&self.without_predecessor)),
            format!("not answered before either: {}", outcomes(counts.unanswered)),
        ]
    }
}

fn row(pair: &ScorePair) -> [String; 5] {
    let score =
        |node: &Option<crate::result::NodeResult>| words::figure(node.as_ref().and_then(|node| node.score.as_ref()));
    let coverage =
        |node: &Option<crate::result::NodeResult>| words::figure(node.as_ref().and_then(|node| node.coverage.as_ref()));
    let name = if pair.id == "total" { pair.title.clone() } else { format!("{} {}", pair.id, pair.title) };
    [name, score(&pair.before), score(&pair.after), coverage(&pair.before), coverage(&pair.after)]
}

fn said(state: &str, level: Option<&Figure>) -> String {
    level.map_or_else(|| state.replace('_', " "), |level| format!("level {}", level.0.plain()))
}

fn cells(item: &MigratedItem) -> Vec<String> {
    let why: Vec<String> = item.why.iter().map(|reason| words::capital(&reason.text) + ".").collect();
    let from = if item.from.is_empty() { "\u{2013}".to_owned() } else { item.from.join(", ") };
    [format!("{} {}", item.id, item.title), said(item.state, item.level.as_ref()), from, why.join(" ")]
        .iter()
        .map(|cell| escape(cell))
        .collect()
}

fn listed(ids: &[String]) -> String {
    if ids.is_empty() { "None.".to_owned() } else { escape(&ids.join(", ")) }
}
