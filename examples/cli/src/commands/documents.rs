//! What is in the library: the list.

use crate::args::ListFormat;
use crate::failure::Outcome;
use crate::output;
use csf_assess::Library;
use csf_assess::document::Document;
use csf_assess::exchange;
use csf_assess::framework::NodeKind;
use serde_json::{Map, Value, json};

/// One line of the list.
pub(super) struct Entry {
    pub(super) document: Document,
    title: String,
    version: Option<String>,
    counts: Vec<(&'static str, usize)>,
}

pub(super) fn entries(library: &Library) -> Vec<Entry> {
    let mut entries = Vec::new();
    for framework in library.frameworks() {
        let of = |kind| framework.nodes().iter().filter(|node| node.kind == kind).count();
        entries.push(Entry {
            title: framework.content().title.clone(),
            version: Some(framework.content().version.clone()),
            counts: vec![
                ("functions", of(NodeKind::Function)),
                ("categories", of(NodeKind::Category)),
                ("outcomes", framework.outcome_count()),
            ],
            document: Document::Framework(Box::new(framework.clone())),
        });
    }
    for set in library.obligation_sets() {
        entries.push(Entry {
            title: set.content().title.clone(),
            version: None,
            counts: vec![
                ("obligations", set.content().obligations.len()),
                ("groups", set.content().groups.len()),
                ("questions", set.question_ids().count()),
            ],
            document: Document::Obligations(Box::new(set.clone())),
        });
    }
    for crosswalk in library.crosswalks() {
        entries.push(Entry {
            title: crosswalk.title.clone().unwrap_or_else(|| format!("{} to {}", crosswalk.from, crosswalk.to)),
            version: None,
            counts: vec![("mappings", crosswalk.mappings.len())],
            document: Document::Crosswalk(Box::new(crosswalk.clone())),
        });
    }
    for transition in library.transitions() {
        entries.push(Entry {
            title: transition.title.clone().unwrap_or_else(|| format!("{} to {}", transition.from, transition.to)),
            version: None,
            counts: vec![("sources", transition.sources.len()), ("edges", transition.edges.len())],
            document: Document::Transition(Box::new(transition.clone())),
        });
    }
    for translation in library.translations() {
        entries.push(Entry {
            title: format!("{} in {}", translation.framework, translation.language),
            version: None,
            counts: vec![("items", translation.texts.len())],
            document: Document::Translation(Box::new(translation.clone())),
        });
    }
    for wording in library.wordings() {
        let examples = wording.texts.values().map(|text| text.examples.len()).sum();
        entries.push(Entry {
            title: format!("Official wording of {}", wording.framework),
            version: None,
            counts: vec![("texts", wording.texts.len()), ("examples", examples)],
            document: Document::Wording(Box::new(wording.clone())),
        });
    }
    for scope in library.scope_documents() {
        entries.push(Entry {
            title: scope.title.clone(),
            version: None,
            counts: vec![("rules", scope.rules.len()), ("facts", scope.facts.len())],
            document: Document::Scope(Box::new(scope.clone())),
        });
    }
    for scale in library.scales() {
        entries.push(Entry {
            title: scale.title.clone(),
            version: None,
            counts: vec![("levels", scale.levels.len())],
            document: Document::Scale(Box::new(scale.clone())),
        });
    }
    for model in library.models() {
        entries.push(Entry {
            title: model.title.clone(),
            version: None,
            counts: vec![("gates", model.gates.len())],
            document: Document::Model(Box::new(model.clone())),
        });
    }
    entries
}

pub(super) fn list(library: &Library, format: ListFormat) -> Outcome {
    let entries = entries(library);
    match format {
        ListFormat::Json => {
            let rows: Vec<Value> = entries.iter().map(|entry| row(library, entry)).collect();
            output::print(&format!("{:#}\n", Value::from(rows)))
        }
        ListFormat::Text => {
            let mut rows = vec![["KIND", "ID", "VERSION", "HOLDS"].map(str::to_owned)];
            rows.extend(entries.iter().map(|entry| {
                let counts: Vec<String> = entry.counts.iter().map(|(name, count)| counted(*count, name)).collect();
                let version = entry.version.clone().unwrap_or_else(|| "-".to_owned());
                [entry.document.kind().text().to_owned(), entry.document.id().to_owned(), version, counts.join(", ")]
            }));
            output::print(&output::table(&rows))
        }
    }
}

/// `1 gate`, `2 categories`.
fn counted(count: usize, plural: &str) -> String {
    match count {
        0 => return format!("no {plural}"),
        1 => {}
        _ => return format!("{count} {plural}"),
    }
    let one = match plural.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None => plural.trim_end_matches('s').to_owned(),
    };
    format!("1 {one}")
}

fn row(library: &Library, entry: &Entry) -> Value {
    let (kind, id) = (entry.document.kind(), entry.document.id());
    let counts: Map<String, Value> =
        entry.counts.iter().map(|(name, count)| ((*name).to_owned(), Value::from(*count))).collect();
    json!({
        "counts": counts,
        "hash": library.hash(kind, id),
        "id": id,
        "kind": kind.text(),
        "title": entry.title,
        "version": entry.version,
    })
}

pub(super) fn list_formats() -> Outcome {
    let mut rows = vec![["ID", "IMPORT", "EXPORT", "FORMAT"].map(str::to_owned)];
    let yes = |it: bool| if it { "yes" } else { "no" }.to_owned();
    for format in exchange::formats() {
        // Official wording is no assessment: `import` does not take it.
        let reads = if format.overlays { "overlay".to_owned() } else { yes(format.reads) };
        rows.push([format.id.to_owned(), reads, yes(format.writes), format.title.to_owned()]);
    }
    output::print(&output::table(&rows))
}
