//! The JSON export of CPRT: elements of all kinds in one list, and relationships between them.
//!
//! The lists stand in `response.elements`, or at the top as in NIST's own schema. Titles of examples (`Ex1`) repeat,
//! so ids are what counts, and the order of examples is that of the elements.

use super::found::{Entry, Found, Ids, kind, line, text, version_in_identifier, versions_in};
use crate::document;
use crate::error::{Code, Error, Path, Problem, Problems};
use crate::framework::Source;
use crate::wording::Example;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Deserialize)]
struct File {
    response: Option<Response>,
    #[serde(default)]
    documents: Vec<Publication>,
    elements: Option<Vec<Element>>,
    #[serde(default)]
    relationships: Vec<Relationship>,
}

#[derive(Deserialize)]
struct Response {
    elements: Lists,
}

#[derive(Deserialize)]
struct Lists {
    #[serde(default)]
    documents: Vec<Publication>,
    elements: Vec<Element>,
    #[serde(default)]
    relationships: Vec<Relationship>,
}

#[derive(Deserialize)]
struct Publication {
    doc_identifier: String,
    name: Option<String>,
    version: Option<String>,
}

#[derive(Deserialize)]
struct Element {
    element_type: String,
    element_identifier: String,
    title: Option<String>,
    text: Option<String>,
}

#[derive(Deserialize)]
struct Relationship {
    source_element_identifier: String,
    dest_element_identifier: String,
    relationship_identifier: String,
}

pub(super) fn read(file: &[u8]) -> Result<Found, Error> {
    let (content, place) = document::read_foreign::<File>(file)?;
    let root = Path::default();
    let (lists, path) = match (content.response, content.elements) {
        (Some(response), _) => (response.elements, root.key("response").key("elements").key("elements")),
        (None, Some(elements)) => {
            let (documents, relationships) = (content.documents, content.relationships);
            (Lists { documents, elements, relationships }, root.key("elements"))
        }
        (None, None) => {
            place.finish(Problems::default())?;
            let message = "this is not a CPRT export: it has neither a key `response` nor a key `elements`";
            return Err(Problem::new(Code::OverlayFormat, message).into());
        }
    };
    let mut problems = Problems::default();
    let mut ids = Ids::default();
    for (position, element) in lists.elements.iter().enumerate() {
        ids.note(&element.element_identifier, &path.index(position).key("element_identifier"), &mut problems);
    }
    place.finish(problems)?;
    let (entries, orphans) = entries(&lists);
    Ok(Found { entries, orphans, ..about(&lists.documents) })
}

fn about(documents: &[Publication]) -> Found {
    let name = |publication: &Publication| {
        let name = publication.name.as_deref().map(line).filter(|name| !name.is_empty());
        let name = name.unwrap_or_else(|| publication.doc_identifier.clone());
        match publication.version.as_deref().map(line).filter(|version| !version.is_empty()) {
            Some(version) => format!("{name}, {version}"),
            None => name,
        }
    };
    let versions = documents.iter().flat_map(|publication| {
        let said = publication.version.as_deref().map(versions_in).unwrap_or_default();
        if said.is_empty() { version_in_identifier(&publication.doc_identifier).into_iter().collect() } else { said }
    });
    let title = match documents {
        [] => "a CPRT export without a document".to_owned(),
        some => some.iter().map(name).collect::<Vec<_>>().join("; "),
    };
    let source = Source {
        reference: Some(title.clone()),
        published: None,
        doi: None,
        note: Some("Read from a JSON export of CPRT.".to_owned()),
    };
    Found { title, versions: versions.collect(), source, ..Found::default() }
}

/// The entries with their examples, and the examples that no entry has.
fn entries(lists: &Lists) -> (Vec<Entry>, Vec<String>) {
    let types: BTreeMap<&str, &str> = lists
        .elements
        .iter()
        .map(|element| (element.element_identifier.as_str(), element.element_type.as_str()))
        .collect();
    let type_of = |id: &str| types.get(id).copied();
    let mut withdrawn: BTreeSet<&str> = BTreeSet::new();
    let mut owners: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for edge in lists.relationships.iter().filter(|edge| edge.relationship_identifier == "projection") {
        let (from, to) = (edge.source_element_identifier.as_str(), edge.dest_element_identifier.as_str());
        match type_of(to) {
            Some("withdraw_reason") => {
                withdrawn.insert(from);
            }
            Some("implementation_example") if type_of(from).and_then(kind).is_some() => {
                owners.entry(to).or_default().insert(from);
            }
            _ => {}
        }
    }
    let mut examples: BTreeMap<&str, Vec<Example>> = BTreeMap::new();
    let mut orphans = Vec::new();
    for element in lists.elements.iter().filter(|element| element.element_type == "implementation_example") {
        let id = element.element_identifier.as_str();
        let Some(text) = text(element.text.as_deref()) else { continue };
        match owners.get(id) {
            Some(owners) => {
                for owner in owners {
                    let example = Example { id: Some(id.to_owned()), text: text.clone() };
                    examples.entry(owner).or_default().push(example);
                }
            }
            None => orphans.push(id.to_owned()),
        }
    }
    let entries = lists.elements.iter().filter_map(|element| {
        let id = element.element_identifier.as_str();
        Some(Entry {
            id: id.to_owned(),
            kind: Some(kind(&element.element_type)?),
            title: text(element.title.as_deref()),
            statement: text(element.text.as_deref()),
            examples: examples.remove(id).unwrap_or_default(),
            withdrawn: withdrawn.contains(id),
        })
    });
    (entries.collect(), orphans)
}
