//! Where the voices of a merged assessment disagree.

use super::words;
use crate::agreement::{Agreement, of_voices, worst_first};
use crate::assessment::Assessment;
use crate::framework::Node;

/// What stands above the list.
pub(crate) const CONTESTED: &str = "Several people answered, and on these outcomes they are far apart, the farthest \
                                    first. It is a list to talk about and not a vote.";

/// An outcome that respondents disagree on.
pub(crate) struct Contested<'a> {
    pub(crate) node: &'a Node,
    pub(crate) agreement: Agreement,
    /// Each respondent and what this one said.
    pub(crate) voices: Vec<(&'a str, String)>,
}

/// The contested outcomes of an assessment.
pub(crate) fn contested(assessment: &Assessment) -> Vec<Contested<'_>> {
    let outcomes = assessment.framework().outcomes();
    let found = outcomes.filter_map(|node| {
        let agreement = of_voices(assessment, &node.id).filter(Agreement::is_contested)?;
        let voices = assessment.answer(&node.id)?.voices.iter();
        let voices = voices.map(|(respondent, voice)| (respondent.as_str(), words::rating_of(assessment, voice)));
        Some(Contested { node, agreement, voices: voices.collect() })
    });
    let mut found: Vec<Contested<'_>> = found.collect();
    worst_first(&mut found, |one| &one.agreement);
    found
}
