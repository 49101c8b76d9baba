//! One document whole, or one part of a document.

use super::documents::{Entry, entries};
use crate::args::{Show, ShowFormat};
use crate::documents::{Documents, hint};
use crate::failure::{Failure, Outcome};
use crate::output;
use csf_assess::Library;
use csf_assess::coverage::Coverage;
use csf_assess::crosswalk::Crosswalk;
use csf_assess::document::{self, Document, DocumentKind};
use csf_assess::framework::{Framework, FrameworkContent};
use csf_assess::id::nearest;
use csf_assess::obligation::{Obligation, ObligationSet};
use csf_assess::report;
use csf_assess::translation::{Translated, Untranslated};
use serde::Serialize;

pub(super) fn show(documents: &Documents, show: &Show) -> Outcome {
    let library = &documents.library;
    let entries = entries(library);
    // The rules of scope have the id of their set, which is what its id alone means.
    let is_set = library.obligation_set(&show.id).is_some();
    let of_kind = |entry: &&Entry| match show.kind {
        Some(kind) => DocumentKind::from(kind) == entry.document.kind(),
        None => !is_set || entry.document.kind() != DocumentKind::Scope,
    };
    let found: Vec<&Entry> = entries.iter().filter(of_kind).filter(|entry| entry.document.id() == show.id).collect();
    match found.as_slice() {
        [one] => whole(documents, &one.document, show),
        [] => part(documents, show).unwrap_or_else(|| {
            let known: Vec<&str> = entries.iter().filter(of_kind).map(|entry| entry.document.id()).collect();
            Err(Failure::of_argument("document/not-found", unknown(library, show, &known)))
        }),
        several => {
            let kinds: Vec<&str> = several.iter().map(|entry| entry.document.kind().text()).collect();
            let message = format!("`{}` is several documents; choose one with `--kind`: {}", show.id, kinds.join(", "));
            Err(Failure::of_argument("document/ambiguous", message))
        }
    }
}

/// How many documents are named to someone who asked for nothing that is near one.
const SHOWN: usize = 5;

fn unknown(library: &Library, show: &Show, documents: &[&str]) -> String {
    let id = show.id.as_str();
    if show.kind.is_some() {
        return format!("there is no document `{id}` of this kind; {}", hint(id, documents));
    }
    let nodes = library.frameworks().flat_map(Framework::nodes).map(|node| node.id.as_str());
    let parts: Vec<&str> = nodes.chain(library.obligation_sets().flat_map(ObligationSet::ids)).collect();
    let questions = library.obligation_sets().flat_map(ObligationSet::question_ids);
    let is_below = |part: &&str| part.strip_prefix(id).is_some_and(|rest| rest.starts_with(['.', '-', '/']));
    let near = nearest(id, documents.iter().copied())
        .or_else(|| parts.iter().copied().find(is_below))
        .or_else(|| nearest(id, parts.iter().copied().chain(questions)));
    let hint = match (near, documents.split_at_checked(SHOWN)) {
        (Some(near), _) => format!("did you mean `{near}`?"),
        (None, Some((first, more))) if !more.is_empty() => {
            let first: Vec<String> = first.iter().map(|id| format!("`{id}`")).collect();
            format!("there is {} and {} more, which `list` shows", first.join(", "), more.len())
        }
        (None, _) => hint(id, documents),
    };
    format!("there is no document, item or obligation `{id}`; {hint}")
}

fn whole(documents: &Documents, document: &Document, show: &Show) -> Outcome {
    let library = &documents.library;
    if show.wording.is_some() {
        let Document::Framework(framework) = document else {
            let message = format!("official wording stands beside a framework, and `{}` is none", document.id());
            return Err(Failure::of_argument("document/kind", message));
        };
        documents.wording_fits(show.wording.as_ref(), framework.id())?;
        let beside = library.framework_beside(framework.id())?;
        return print(beside.content(), show.format);
    }
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
fn part(documents: &Documents, show: &Show) -> Option<Outcome> {
    let library = &documents.library;
    if let Some(language) = &show.lang {
        let text = in_language(library, &show.id, language).or_else(|| {
            report::item::text(library, &show.id)?;
            let message = format!("obligations have no translation; show `{}` without `--lang`", show.id);
            Some(Err(Failure::of_argument("document/kind", message)))
        });
        return text.map(|text| text.and_then(|text| output::print(&text)));
    }
    let text = report::item::text(library, &show.id)?;
    Some(match show.format {
        None | Some(ShowFormat::Text) => output::print(&text),
        Some(_) => match library.frameworks().find_map(|framework| framework.item(&show.id)) {
            Some(item) => print(item, show.format),
            None => match library.obligation_sets().find_map(|set| obligation(set, &show.id)) {
                Some(obligation) => print(obligation, show.format),
                None => output::print(&text),
            },
        },
    })
}

/// The obligation with this id or with a question of this id.
fn obligation<'a>(set: &'a ObligationSet, id: &str) -> Option<&'a Obligation> {
    set.obligation(id).or_else(|| Some(set.question(id)?.0))
}

fn in_language(library: &Library, id: &str, language: &str) -> Option<Outcome<String>> {
    let frameworks = library.frameworks().filter(|framework| framework.node(id).is_some());
    let with = frameworks.filter(|framework| library.translated(framework.id(), language).is_ok());
    let all: Outcome<Vec<String>> = with
        .map(|framework| {
            let all = library.translated(framework.id(), language).map_err(|error| Failure::of_name(&error))?;
            let missing = report::item::untranslated(&all, id);
            let what = if let [_] = missing.as_slice() { "text shown here is" } else { "texts shown here are" };
            warn(&missing, &format!("{} {what}", missing.len()), language);
            Ok(report::item::of_framework(&all.content, id).unwrap_or_default())
        })
        .collect();
    match all {
        Ok(texts) if texts.is_empty() => {
            let with = library.frameworks().filter(|framework| framework.node(id).is_some());
            // The framework whose ids they are, before those that share them.
            let framework = with.min_by_key(|framework| framework.content().outcomes_of.is_some())?;
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
    let missing: Vec<&Untranslated> = untranslated.iter().collect();
    warn(&missing, &format!("{} of {texts} texts of {framework} are", missing.len()), language);
    Ok(content)
}

fn warn(missing: &[&Untranslated], what: &str, language: &str) {
    if missing.is_empty() {
        return;
    }
    let named: Vec<String> =
        missing.iter().take(NAMED).map(|missing| format!("{} {}", missing.id, missing.key)).collect();
    let more = if missing.len() > NAMED { ", …" } else { "" };
    output::warnings([format!(
        ": {what} not in `{language}` but in the framework's own language: {}{more}",
        named.join(", ")
    )]);
}

fn print(value: &impl Serialize, format: Option<ShowFormat>) -> Outcome {
    output::print(&match format {
        Some(ShowFormat::Json) => document::to_json(value)?,
        _ => document::to_yaml(value)?,
    })
}
