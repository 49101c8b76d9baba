//! The publisher's own words of a node, where the library has them.

use crate::library::Library;
use crate::wording::OfficialText;

/// What the publisher says of a node, and where that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Official<'a> {
    /// The statement and the implementation examples.
    pub text: &'a OfficialText,
    /// The publisher's name of the file.
    pub source: &'a str,
}

impl Official<'_> {
    /// What stands over the words, so that nobody takes them for ours.
    #[must_use]
    pub fn label(&self) -> String {
        format!("Official wording ({})", self.source)
    }
}

/// The official wording of a function, category or subcategory; none without a statement or an example.
#[must_use]
pub fn official<'a>(library: &'a Library, framework: &str, id: &str) -> Option<Official<'a>> {
    let wording = library.wording_of(framework)?;
    let text = wording.text(id).filter(|text| text.statement.is_some() || !text.examples.is_empty())?;
    Some(Official { text, source: wording.source_text() })
}
