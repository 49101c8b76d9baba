//! The publisher's own words, apart from ours.

use super::{Page, escape};
use crate::report::{Report, official};

/// A heading for each function, category and outcome that has words; nothing where there are none.
pub(super) fn section(report: &Report<'_>, page: &mut Page) {
    let framework = report.assessment.framework();
    let Some(wording) = report.library.wording_of(framework.id()) else { return };
    page.heading(2, "Official wording");
    page.paragraph(&format!("The publisher's own sentences. Source: {}.", escape(wording.source_text())));
    for node in framework.nodes() {
        let Some(official) = official(report.library, framework.id(), &node.id) else { continue };
        page.heading(3, &format!("{} {}", node.id, node.title));
        if let Some(statement) = &official.text.statement {
            page.paragraph(&escape(statement));
        }
        for example in &official.text.examples {
            let id = example.id.as_deref().map(|id| format!("{}: ", escape(id))).unwrap_or_default();
            page.item(&format!("{id}{}", escape(&example.text)));
        }
    }
}
