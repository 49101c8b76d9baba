//! The publisher's own words as a document, and what of them found no place.

use crate::args::OverlayArguments;
use crate::documents::hint;
use crate::failure::{Failure, Outcome, problems};
use crate::output;
use csf_assess::Library;
use csf_assess::document::Document;
use csf_assess::exchange::overlay;
use csf_assess::framework::Framework;
use csf_assess::report::words::count;
use csf_assess::wording::Wording;

pub(super) fn overlay(library: &Library, arguments: &OverlayArguments) -> Outcome {
    let Some(framework) = library.framework(&arguments.framework) else {
        let known: Vec<&str> = library.frameworks().map(Framework::id).collect();
        let message =
            format!("there is no framework `{}`; {}", arguments.framework, hint(&arguments.framework, &known));
        return Err(Failure::of_argument("document/not-found", message));
    };
    let Some((format, file)) = arguments.file.named() else {
        return Err(Failure::of_argument(
            "overlay/unknown-format",
            "name the file with `--oscal`, `--cprt` or `--reference-tool`",
        ));
    };
    let wording = overlay::overlay(library, framework.id(), format, &file.read()?)
        .map_err(|error| Failure::Input(problems(&error.in_document(file.name()))))?;
    let lines = summary(framework, &wording);
    let document = Document::Wording(Box::new(wording));
    let is_json = arguments.output.as_deref().is_some_and(|path| path.to_ascii_lowercase().ends_with(".json"));
    let text = if is_json { document.to_json()? } else { document.to_yaml()? };
    output::write(&text, arguments.output.as_deref())?;
    output::notes(lines);
    Ok(())
}

fn summary(framework: &Framework, wording: &Wording) -> Vec<String> {
    let counts = wording.counts(framework);
    let of_outcomes = count(counts.subcategories, "outcome has its statement", "outcomes have their statement");
    let mut lines = vec![format!(
        "{} of {of_outcomes}, {}, {}, {} without a match",
        counts.with_statement,
        count(counts.examples, "example", "examples"),
        count(counts.withdrawn, "withdrawn id", "withdrawn ids"),
        counts.unmatched
    )];
    for (ids, what) in [
        (&wording.unmatched, format!("not a part of {}", framework.id())),
        (&wording.without_text, "without a statement in the file".to_owned()),
    ] {
        if !ids.is_empty() {
            lines.push(format!("{what}: {}", ids.join(", ")));
        }
    }
    lines
}
