//! The coverage of a crosswalk in Markdown.

use super::markdown::{Page, escape};
use super::words;
use crate::coverage::{Coverage, DutyCoverage};

/// How many outcomes the table of shares shows.
const SHOWN: usize = 15;

/// What a crosswalk covers, in Markdown.
#[must_use]
pub fn markdown(coverage: &Coverage) -> String {
    let mut page = Page::titled(&format!("Coverage of {}", coverage.crosswalk));
    let of = coverage.outcomes.len() + coverage.no_relationship.len() + coverage.unused.len();
    page.paragraph(&format!(
        "{} from {} of {of} outcomes of {} to {} of {} graded obligations of {}. Checked by a second person: {}.",
        words::count(coverage.mappings as u64, "link", "links"),
        coverage.outcomes.len(),
        escape(&coverage.from),
        coverage.obligations.len() - coverage.without_evidence().count(),
        coverage.obligations.len(),
        escape(&coverage.to),
        coverage.verified,
    ));
    page.paragraph("A link says that an outcome is evidence for a duty. No number of links makes a duty met.");
    let listed = |ids: &[String]| if ids.is_empty() { "none".to_owned() } else { escape(&ids.join(", ")) };
    page.heading(2, "Outcomes without a link");
    page.item(&format!("Said to have none: {}", listed(&coverage.no_relationship)));
    page.item(&format!("Nothing said: {}", listed(&coverage.unused)));
    page.heading(2, "Obligations by reach");
    let reach = ["substantial", "partial", "none"]
        .map(|word| vec![word.to_owned(), coverage.reach.get(word).copied().unwrap_or_default().to_string()]);
    page.table(&["Reach", "Obligations"], reach);
    page.heading(2, "Obligations without evidence from the framework");
    page.paragraph("Only their supplementary questions speak.");
    coverage.without_evidence().for_each(|duty| page.item(&escape(&named(duty))));
    page.heading(2, "Groups by number of links");
    let rows = coverage.groups.iter().map(|group| row(group, &[]));
    page.table(&["Group", "Links", "Strong", "Outcomes"], rows);
    page.heading(2, "Obligations with evidence");
    let with = coverage.obligations.iter().filter(|duty| duty.mappings > 0);
    let rows = with.map(|duty| row(duty, &[duty.reach.unwrap_or_default().text()]));
    page.table(&["Obligation", "Links", "Strong", "Outcomes", "Reach"], rows);
    page.heading(2, "Outcomes by share of all strength");
    let rows = coverage.outcomes.iter().take(SHOWN).map(|outcome| {
        let name = escape(&format!("{} {}", outcome.id, outcome.title));
        let share = format!("{} of {}", outcome.strength, coverage.strength);
        vec![name, format!("{} of {}", outcome.mappings, coverage.mappings), share]
    });
    page.table(&["Outcome", "Links", "Strength"], rows);
    if coverage.outcomes.len() > SHOWN {
        let more = words::count((coverage.outcomes.len() - SHOWN) as u64, "outcome has", "outcomes have");
        page.paragraph(&format!("{more} a smaller share."));
    }
    page.heading(2, "Links by strength");
    let rows = coverage.strengths.iter().rev().map(|(strength, links)| vec![strength.to_string(), links.to_string()]);
    page.table(&["Strength", "Links"], rows);
    page.0
}

fn named(duty: &DutyCoverage) -> String {
    format!("{}, {}: {}", duty.id, words::article(&duty.article), duty.title)
}

fn row(duty: &DutyCoverage, more: &[&str]) -> Vec<String> {
    let numbers = [duty.mappings, duty.strong, duty.outcomes].map(|number| number.to_string());
    let more = more.iter().map(|&text| text.to_owned());
    [escape(&named(duty))].into_iter().chain(numbers).chain(more).collect()
}
