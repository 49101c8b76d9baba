//! Where an assessment comes from: the commented empty one, last year's, or another tool's file.

use crate::args::{Import, New};
use crate::documents::{Documents, hint};
use crate::failure::{Failure, Outcome, problems};
use crate::{output, surface};
use csf_assess::document::Document;
use csf_assess::framework::Framework;
use csf_assess::{Assessment, Error, Library, exchange, template};

pub(super) fn new(documents: &Documents, new: &New) -> Outcome {
    let library = &documents.library;
    let Some(framework) = library.framework(&new.framework) else {
        let known: Vec<&str> = library.frameworks().map(Framework::id).collect();
        let message = format!("there is no framework `{}`; {}", new.framework, hint(&new.framework, &known));
        return Err(Failure::of_argument("document/not-found", message));
    };
    documents.wording_fits(new.wording.as_ref(), framework.id())?;
    if let Some(stem) = new.output.as_deref().and_then(without_json) {
        let message = format!("an assessment to fill in is YAML, which has comments; name it `{stem}.yaml`");
        return Err(Failure::of_argument("new/unknown-format", message));
    }
    if let Some(path) = new.output.as_deref().filter(|path| !new.force && is_filled(path)) {
        let message = "there is already a file with content; `--force` replaces it";
        return Err(Failure::of_file("io/exists", message, path));
    }
    let from = match &new.from {
        Some(file) => {
            let from = documents.assessment(file)?;
            if from.framework().id() != framework.id() {
                let message = format!(
                    "these answers are to `{}`, not to `{}`; migrate them first",
                    from.framework().id(),
                    framework.id()
                );
                return Err(Failure::of_file("new/other-framework", message, file.name()));
            }
            Some(from)
        }
        None => None,
    };
    let scale_id = &framework.content().scale;
    let scale = match &from {
        Some(from) => from.scale(),
        None => library.scale(scale_id).ok_or_else(|| {
            let message = format!(
                "the framework `{}` speaks about the scale `{scale_id}`, which is not there; add it with `--with`",
                framework.id()
            );
            Failure::of_argument("document/not-found", message)
        })?,
    };
    let today = jiff::Zoned::now().date().to_string();
    let content = from.as_ref().map(Assessment::content);
    let wording = library.wording_of(framework.id());
    let text = template::with_wording(framework, scale, content, Some(&today), wording);
    output::write(&text, new.output.as_deref())
}

/// The name of a JSON file without its extension.
fn without_json(path: &str) -> Option<&str> {
    path.rsplit_once('.').filter(|(_, extension)| extension.eq_ignore_ascii_case("json")).map(|(stem, _)| stem)
}

/// Whether something would be lost by writing to `path`.
fn is_filled(path: &str) -> bool {
    std::fs::metadata(path).is_ok_and(|file| file.is_file() && file.len() > 0)
}

/// What the CSV export of csf_profile is about.
const CSF_PROFILE: (&str, &str) = ("nist-csf-2.0", "score-0-10");

pub(super) fn import(library: &Library, import: &Import) -> Outcome {
    let formats = exchange::formats();
    let readable: Vec<&str> = formats.iter().filter(|format| format.reads).map(|format| format.id).collect();
    if !readable.contains(&import.format.as_str()) {
        let is_wording = formats.iter().any(|format| format.overlays && format.id == import.format);
        let message = if is_wording {
            format!("`{}` is official wording and no assessment; read it with `overlay`", import.format)
        } else {
            format!("`{}` is not a format that can be read; {}", import.format, hint(&import.format, &readable))
        };
        return Err(Failure::of_argument("import/unknown-format", message));
    }
    let (framework, scale) = CSF_PROFILE;
    let (Some(framework), Some(scale)) = (library.framework(framework), library.scale(scale)) else {
        let message = format!("the format needs the framework `{framework}` and the scale `{scale}`");
        return Err(Failure::of_argument("document/not-found", message));
    };
    let named = |error: Error| problems(&error.in_document(import.file.name()));
    let bytes = import.file.read()?;
    let (content, skipped) =
        surface::import_csf_profile(&bytes, framework, scale, import.quarter, import.skip_bad_rows)
            .map_err(|error| Failure::Input(named(error)))?;
    let document = Document::Assessment(Box::new(content));
    let is_json = import.output.as_deref().and_then(without_json).is_some();
    let text = if is_json { document.to_json()? } else { document.to_yaml()? };
    output::write(&text, import.output.as_deref())?;
    output::warnings(skipped.into_iter().flat_map(|problem| named(problem.into())));
    Ok(())
}
