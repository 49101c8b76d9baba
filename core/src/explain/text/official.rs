//! The publisher's own words in an explanation.

use super::super::OfficialFound;
use super::Page;

impl Page {
    /// The publisher's own words, which are not ours.
    pub(super) fn official(&mut self, official: &OfficialFound) {
        self.heading(&format!("Official wording ({}):", official.source));
        if let Some(statement) = &official.statement {
            self.line("", statement);
        }
        for example in &official.examples {
            let id = example.id.as_ref().map(|id| format!("{id}: ")).unwrap_or_default();
            self.item(&format!("{id}{}", example.text));
        }
    }
}
