//! One document whole, or one part of a document.

use super::documents::{Entry, entries};
use crate::args::{Show, ShowFormat};
use crate::documents::hint;
use crate::failure::{Failure, Outcome};
use crate::output;
use csf_assess::Library;
use csf_assess::coverage::Coverage;
use csf_assess::crosswalk::Crosswalk;
use csf_assess::document::{self, Document, DocumentKind};
use csf_assess::framework::FrameworkContent;
use csf_assess::report;
use csf_assess::translation::Translated;
use serde::Serialize;

pub(super) fn show(library: &Library, show: &Show) -> Outcome {
    let entries = entries(library);
    // The rules of scope have the id of their set, which is what its id alone means.
    let is_set = library.obligation_set(&show.id).is_some();
    let of_kind = |entry: &&Entry| match show.kind {
        Some(kind) => DocumentKind::from(kind) == entry.document.kind(),
        None => !is_set || entry.document.kind() != DocumentKind::Scope,
    };
    let found: Vec<&Entry> = entries.iter().filter(of_kind).filter(|entry| entry.document.id() == show.id).collect();
    match found.as_slice() {
        [one] => whole(library, &one.document, show),
        [] => part(library, show).unwrap_or_else(|| {
            let known: Vec<&str> = entries.iter().filter(of_kind).map(|entry| entry.document.id()).collect();
            let message = format!("there is no document `{}`; {}", show.id, hint(&show.id, &known));
            Err(Failure::of_argument("document/not-found", message))
        }),
        several => {
            let kinds: Vec<&str> = several.iter().map(|entry| entry.document.kind().text()).collect();
            let message = format!("`{}` is several documents; choose one with `--kind`: {}", show.id, kinds.join(", "));
            Err(Failure::of_argument("document/ambiguous", message))
        }
    }
}

fn whole(library: &Library, document: &Document, show: &Show) -> Outcome {
    if let (Some(language), Document::Framework(framework)) = (&show.lang, document) {
        let content = translated(library, framework.id(), language)?;
        return print(&content, show.format);
    }
    if show.lang.is_some() {
        let message = format!("only frameworks have translations, and `{}` is something else", show.id);
        return Err(Failure::of_argument("document/kind", message));
    }
    match (show.format, document) {
        (Some(ShowFormat::Json), _) => output::print(&document.to_json()?),
        (Some(ShowFormat::Md), Document::Crosswalk(crosswalk)) => output::print(&coverage(library, crosswalk)),
        (Some(ShowFormat::Md), _) => {
            let message = "`md` is the coverage of a crosswalk; use `yaml` or `json` for other documents";
            Err(Failure::of_argument("document/kind", message))
        }
        (Some(ShowFormat::Text), _) => {
            let message =
                "`text` shows one item, such as `PR.DS-11` or `NIS2-20.1`; use `yaml` or `json` for a document";
            Err(Failure::of_argument("document/kind", message))
        }
        _ => output::print(&document.to_yaml()?),
    }
}

fn coverage(library: &Library, crosswalk: &Crosswalk) -> String {
    // A crosswalk of a library has both its ends there.
    let ends = library.framework(&crosswalk.from).zip(library.obligation_set(&crosswalk.to));
    ends.map(|(framework, set)| report::coverage::markdown(&Coverage::of(framework, set, crosswalk)))
        .unwrap_or_default()
}

/// The parts of documents with this id; none where there are none.
fn part(library: &Library, show: &Show) -> Option<Outcome> {
    if let Some(language) = &show.lang {
        return in_language(library, &show.id, language).map(|text| text.and_then(|text| output::print(&text)));
    }
    let text = report::item::text(library, &show.id)?;
    Some(match show.format {
        None | Some(ShowFormat::Text) => output::print(&text),
        Some(_) => match library.frameworks().find_map(|framework| framework.item(&show.id)) {
            Some(item) => print(item, show.format),
            None => match library.obligation_sets().find_map(|set| set.obligation(&show.id)) {
                Some(obligation) => print(obligation, show.format),
                None => output::print(&text),
            },
        },
    })
}

fn in_language(library: &Library, id: &str, language: &str) -> Option<Outcome<String>> {
    let frameworks = library.frameworks().filter(|framework| framework.node(id).is_some());
    let with = frameworks.filter(|framework| library.translated(framework.id(), language).is_ok());
    let all: Outcome<Vec<String>> = with
        .map(|framework| {
            let content = translated(library, framework.id(), language)?;
            Ok(report::item::of_framework(&content, id).unwrap_or_default())
        })
        .collect();
    match all {
        Ok(texts) if texts.is_empty() => {
            let framework = library.frameworks().find(|framework| framework.node(id).is_some())?;
            Some(translated(library, framework.id(), language).map(|_| String::new()))
        }
        texts => Some(texts.map(|texts| texts.join("\n"))),
    }
}

/// How many missing texts are named one by one.
const NAMED: usize = 10;

fn translated(library: &Library, framework: &str, language: &str) -> Outcome<FrameworkContent> {
    let Translated { content, untranslated, texts, .. } =
        library.translated(framework, language).map_err(|error| Failure::of_name(&error))?;
    if !untranslated.is_empty() {
        let named: Vec<String> =
            untranslated.iter().take(NAMED).map(|missing| format!("{} {}", missing.id, missing.key)).collect();
        let more = if untranslated.len() > NAMED { ", …" } else { "" };
        output::warnings([format!(
            ": {} of {texts} texts of {framework} are not in `{language}` and are shown in the framework's own language: {}{more}",
            untranslated.len(),
            named.join(", ")
        )]);
    }
    Ok(content)
}

fn print(value: &impl Serialize, format: Option<ShowFormat>) -> Outcome {
    output::print(&match format {
        Some(ShowFormat::Json) => document::to_json(value)?,
        _ => document::to_yaml(value)?,
    })
}
