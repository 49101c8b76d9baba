//! An OSCAL catalog: groups and controls in one another, with their texts as parts.
//!
//! The arrays of NIST's file are in alphabetical order and its `sort-id` is not unique, so neither is used for
//! anything: a text belongs to the id that it stands below. `metadata.version` is the version of the catalog and not
//! of the framework, which is in the property `framework-version-identifier`, or else in the title.

use super::found::{Entry, Found, Ids, day, kind, line, text, version_in_identifier, versions_in};
use crate::document;
use crate::error::{Code, Error, Path, Problem, Problems};
use crate::framework::Source;
use crate::wording::Example;
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    catalog: Option<Catalog>,
}

#[derive(Deserialize)]
struct Catalog {
    metadata: Metadata,
    #[serde(default)]
    groups: Vec<Node>,
    #[serde(default)]
    controls: Vec<Node>,
}

#[derive(Deserialize)]
struct Metadata {
    title: String,
    version: Option<String>,
    published: Option<String>,
    #[serde(rename = "last-modified")]
    last_modified: Option<String>,
    #[serde(rename = "oscal-version")]
    oscal_version: Option<String>,
    language: Option<String>,
    #[serde(default)]
    props: Vec<Property>,
}

#[derive(Deserialize)]
struct Property {
    name: String,
    value: String,
}

/// A group or a control.
#[derive(Deserialize)]
struct Node {
    id: Option<String>,
    class: Option<String>,
    title: Option<String>,
    #[serde(default)]
    props: Vec<Property>,
    #[serde(default)]
    parts: Vec<Part>,
    #[serde(default)]
    groups: Vec<Node>,
    #[serde(default)]
    controls: Vec<Node>,
}

#[derive(Deserialize)]
struct Part {
    id: Option<String>,
    name: String,
    prose: Option<String>,
}

pub(super) fn read(file: &[u8]) -> Result<Found, Error> {
    let (content, place) = document::read_foreign::<File>(file)?;
    let mut reader = Reader::default();
    let Some(catalog) = content.catalog else {
        place.finish(Problems::default())?;
        let message = "this is not an OSCAL catalog: it has no key `catalog`";
        return Err(Problem::new(Code::OverlayFormat, message).into());
    };
    let path = Path::default().key("catalog");
    reader.nodes(&catalog.groups, &path.key("groups"), false);
    reader.nodes(&catalog.controls, &path.key("controls"), true);
    place.finish(reader.problems)?;
    Ok(Found { entries: reader.entries, ..about(&catalog.metadata) })
}

fn about(metadata: &Metadata) -> Found {
    let title = line(&metadata.title);
    let identifier = metadata.props.iter().find(|property| property.name == "framework-version-identifier");
    let versions = match identifier.and_then(|property| version_in_identifier(&property.value)) {
        Some(version) => vec![version],
        None => versions_in(&title),
    };
    let reference = match text(metadata.version.as_deref()) {
        Some(version) => format!("{title}, version {}", line(&version)),
        None => title.clone(),
    };
    let written = metadata.oscal_version.as_deref().map(|version| format!(" ({})", line(version))).unwrap_or_default();
    let modified = day(metadata.last_modified.as_deref());
    let modified = modified.map(|day| format!(", last modified {day}")).unwrap_or_default();
    let source = Source {
        reference: Some(reference),
        published: day(metadata.published.as_deref()),
        doi: None,
        note: Some(format!("Read from an OSCAL catalog{written}{modified}.")),
    };
    Found { title, versions, source, language: text(metadata.language.as_deref()), ..Found::default() }
}

#[derive(Default)]
struct Reader {
    entries: Vec<Entry>,
    ids: Ids,
    problems: Problems,
}

impl Reader {
    fn nodes(&mut self, nodes: &[Node], path: &Path, are_controls: bool) {
        for (position, node) in nodes.iter().enumerate() {
            let path = path.index(position);
            self.node(node, &path, are_controls);
            self.nodes(&node.groups, &path.key("groups"), false);
            self.nodes(&node.controls, &path.key("controls"), true);
        }
    }

    fn node(&mut self, node: &Node, path: &Path, is_control: bool) {
        let Some(id) = &node.id else {
            if is_control {
                self.problems.value(path, Code::DocumentMissingKey, "the key `id` is missing");
            }
            return;
        };
        self.ids.note(id, &path.key("id"), &mut self.problems);
        let is_withdrawn = |property: &Property| property.name == "status" && property.value == "withdrawn";
        let mut entry = Entry {
            id: id.clone(),
            kind: node.class.as_deref().and_then(kind),
            title: text(node.title.as_deref()).filter(|title| title != id),
            withdrawn: node.props.iter().any(is_withdrawn),
            ..Entry::default()
        };
        for (position, part) in node.parts.iter().enumerate() {
            let Some(prose) = text(part.prose.as_deref()) else { continue };
            match part.name.as_str() {
                "overview" | "statement" => {
                    entry.statement = Some(match entry.statement.take() {
                        Some(before) => format!("{before}\n{prose}"),
                        None => prose,
                    });
                }
                "example" => {
                    if let Some(id) = &part.id {
                        let path = path.key("parts").index(position).key("id");
                        self.ids.note(id, &path, &mut self.problems);
                    }
                    entry.examples.push(Example { id: part.id.clone(), text: prose });
                }
                _ => {}
            }
        }
        self.entries.push(entry);
    }
}
