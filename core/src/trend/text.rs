//! A trend for a terminal: a table for each function, and the duties whose status moved.

use super::{NodeSeries, ObligationSeries, StatusPoint, Trend};
use crate::compare::head;
use crate::report::layout::{Side, WIDTH, columns, wrap};
use crate::report::words;

/// What stands where a line is broken.
const BREAK: &str = "--- break: what comes before and after is not one line ---";

impl Trend {
    /// The trend as JSON: UTF-8, keys sorted, no white space.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Every field is text, a number, a list or a structure, which the writer cannot refuse.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The trend in plain text, wrapped at 80 columns: functions and the total; JSON has every node.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut page = Page(String::new());
        let count = words::count(self.assessments.len() as u64, "assessment", "assessments");
        page.line("", &format!("Trend over {count}"));
        for assessment in &self.assessments {
            let of = assessment.organization.as_ref().map(|name| format!(", {name}")).unwrap_or_default();
            page.line("- ", &format!("{}, {}{of}", head(assessment), assessment.framework));
        }
        if !self.breaks.is_empty() {
            page.section("Breaks");
            page.line("", "No line goes through these: what the results rest on is not the same on both sides.");
        }
        for one in &self.breaks {
            let [before, after] = &one.between;
            page.line("- ", &format!("Between {before} and {after}:"));
            for difference in &one.because {
                page.line("    ", &difference.sentence());
            }
        }
        page.section("Scores");
        for node in self.nodes.iter().filter(|node| matches!(node.kind, "function" | "total")) {
            page.node(node);
        }
        let legend = "Low and High put every open outcome at the lowest and the highest level. Coverage is rated of \
                      what applies, 0 to 1. A dash says that there is no value.";
        page.line("", legend);
        self.gates(&mut page);
        self.duties(&mut page);
        page.0.push('\n');
        page.line("", words::DISCLAIMER);
        page.0
    }

    fn gates(&self, page: &mut Page) {
        if self.gates.is_empty() {
            return;
        }
        page.section("Gates");
        for gate in &self.gates {
            let run = |run: &Vec<super::VerdictPoint>| {
                let points = run.iter().map(|point| format!("{} {}", point.date, words::gate(point.status)));
                points.collect::<Vec<_>>().join(", ")
            };
            let runs: Vec<String> = gate.runs.iter().map(run).collect();
            page.line("- ", &format!("{}: {}", gate.title, runs.join("; break; ")));
        }
    }

    fn duties(&self, page: &mut Page) {
        let mut sets: Vec<&str> = self.obligations.iter().map(|one| one.set.as_str()).collect();
        sets.dedup();
        for set in sets {
            let all: Vec<&ObligationSeries> = self.obligations.iter().filter(|one| one.set == set).collect();
            let moved: Vec<&&ObligationSeries> = all.iter().filter(|one| has_moved(one)).collect();
            page.section(&format!("Duties of {set} whose status moved"));
            for series in &moved {
                page.duty(series);
            }
            let rest = all.len() - moved.len();
            page.line(
                "",
                &format!("{} stayed as they were or are there once.", words::count(rest as u64, "duty", "duties")),
            );
        }
    }
}

fn standing(point: &StatusPoint) -> String {
    words::status_with_ends(point.status, point.worst, point.best)
}

fn has_moved(series: &ObligationSeries) -> bool {
    let mut points = series.runs.iter().flatten().map(|point| (point.status, point.worst, point.best));
    let first = points.next();
    points.any(|point| Some(point) != first)
}

struct Page(String);

impl Page {
    fn line(&mut self, first: &str, text: &str) {
        self.0.push_str(&wrap(first, text, WIDTH));
    }

    fn section(&mut self, title: &str) {
        self.0.push('\n');
        self.line("", &title.to_uppercase());
    }

    fn node(&mut self, node: &NodeSeries) {
        self.line("", &format!("{} {}", node.id, node.title));
        for (place, run) in node.runs.iter().enumerate() {
            if place > 0 {
                self.line("  ", BREAK);
            }
            let header = ["  Day", "Score", "Low-High", "Coverage"].map(str::to_owned).to_vec();
            let rows = run.iter().map(|point| {
                let interval = match (&point.low, &point.high) {
                    (Some(low), Some(high)) => format!("{}-{}", low.0, high.0),
                    _ => words::figure(None),
                };
                let (score, coverage) = (words::figure(point.score.as_ref()), words::figure(point.coverage.as_ref()));
                vec![format!("  {}", point.date), score, interval, coverage]
            });
            let rows: Vec<Vec<String>> = std::iter::once(header).chain(rows).collect();
            self.0.push_str(&columns(&rows, &[Side::Left, Side::Right, Side::Right, Side::Right], 0, WIDTH));
        }
        self.0.push('\n');
    }

    /// The days on which the status became another.
    fn duty(&mut self, series: &ObligationSeries) {
        self.line("- ", &format!("{} {} ({}):", series.article, series.title, series.id));
        for (place, run) in series.runs.iter().enumerate() {
            if place > 0 {
                self.line("    ", BREAK);
            }
            let mut last = None;
            for point in run {
                let is = standing(point);
                if last.as_ref() != Some(&is) {
                    self.line("    ", &format!("{} {is}", point.date));
                }
                last = Some(is);
            }
        }
    }
}
