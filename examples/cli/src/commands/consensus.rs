//! What several respondents said, beside one another and as one assessment.

use super::start::write;
use crate::args::{self, ListFormat, MergeName};
use crate::documents::Documents;
use crate::failure::{Failure, Outcome};
use crate::{output, surface};
use csf_assess::Problem;
use csf_assess::consensus::{Entry, Merge, Options, consensus};

pub(super) fn consensus_of(documents: &Documents, asked: &args::Consensus) -> Outcome {
    let assessments = documents.assessments(&asked.files)?;
    let entries = asked.files.iter().zip(&assessments);
    let entries: Vec<Entry<'_>> = entries.map(|(file, assessment)| Entry { name: file.name(), assessment }).collect();
    let between: Vec<(&str, &str)> = asked.between.iter().map(|(of, than)| (of.as_str(), than.as_str())).collect();
    let merge = match asked.merge {
        MergeName::Median => Merge::Median,
        MergeName::Minimum => Merge::Minimum,
        MergeName::Lead => Merge::Lead,
    };
    let options = Options { merge, lead: asked.lead.as_deref(), between: &between };
    let found = consensus(&documents.library, &entries, &options).map_err(|error| {
        let is_of_file = error.problems().any(|problem| Problem::document(problem).is_some());
        if is_of_file { Failure::from(error) } else { Failure::of_name(&error) }
    })?;
    if let Some(path) = asked.output.as_deref() {
        write(found.content.clone(), Some(path))?;
    }
    let list = match asked.format {
        ListFormat::Text => found.to_text(),
        ListFormat::Json => surface::consensus_json(&found),
    };
    if asked.output.as_deref() == Some("-") {
        output::remark(&list);
        return Ok(());
    }
    output::print(&list)
}
