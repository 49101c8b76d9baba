//! The closed lists of a framework: roles, tags, catalogs and tiers, and what items name of them.

use super::content::{FrameworkContent, Item};
use crate::error::{Code, Path, Problems};
use crate::id::{did_you_mean, is_valid, quoted};
use std::collections::BTreeSet;

/// Visits every subcategory and requirement, each before those below it.
pub(super) fn each_item(content: &mut FrameworkContent, visit: &mut impl FnMut(&mut Item, &Path)) {
    for (f, function) in content.functions.iter_mut().enumerate() {
        for (c, category) in function.categories.iter_mut().enumerate() {
            let path = Path::default().key("functions").index(f).key("categories").index(c);
            for (s, item) in category.subcategories.iter_mut().enumerate() {
                let path = path.key("subcategories").index(s);
                visit(item, &path);
                for (r, requirement) in item.requirements.iter_mut().enumerate() {
                    visit(requirement, &path.key("requirements").index(r));
                }
            }
        }
    }
}

/// Every id of a list is an id, and there once.
pub(super) fn check_unique(content: &FrameworkContent, problems: &mut Problems) {
    let axes = content.tiers.iter().flat_map(|tiers| &tiers.axes).map(|axis| axis.id.as_str());
    let root = Path::default();
    unique(&root.key("roles"), content.roles.iter().map(|role| role.id.as_str()), problems);
    unique(&root.key("tags"), content.tags.iter().map(|tag| tag.id.as_str()), problems);
    unique(&root.key("references"), content.references.iter().map(|source| source.id.as_str()), problems);
    unique(&root.key("tiers").key("axes"), axes, problems);
}

fn unique<'a>(path: &Path, ids: impl Iterator<Item = &'a str>, problems: &mut Problems) {
    let mut seen = BTreeSet::new();
    for (position, id) in ids.enumerate() {
        let path = path.index(position).key("id");
        if !is_valid(id) {
            problems.value(&path, Code::DocumentId, format!("{} cannot be an id", quoted(id)));
        } else if !seen.insert(id) {
            problems.value(&path, Code::DocumentDuplicateId, format!("the id {} is there twice", quoted(id)));
        }
    }
}

/// What items name stands in the document's lists.
pub(super) fn check(content: &FrameworkContent, problems: &mut Problems) {
    let roles: Vec<&str> = content.roles.iter().map(|role| role.id.as_str()).collect();
    let tags: Vec<&str> = content.tags.iter().map(|tag| tag.id.as_str()).collect();
    let catalogs: Vec<&str> = content.references.iter().map(|source| source.id.as_str()).collect();
    let mut found = Vec::new();
    each_item(&mut content.clone(), &mut |item, path| {
        for (position, role) in item.ask.iter().enumerate() {
            found.push((path.key("ask").index(position), role.clone(), "role", &roles, roles.is_empty()));
        }
        for (position, tag) in item.tags.iter().enumerate() {
            found.push((path.key("tags").index(position), tag.clone(), "tag", &tags, tags.is_empty()));
        }
        for catalog in item.references.keys() {
            found.push((path.key("references").key(catalog), catalog.clone(), "catalog", &catalogs, false));
        }
        if let (Some(concept), None) = (&item.concept, &content.concepts_of) {
            let message =
                format!("{} is a concept of no framework; say which one under `concepts_of`", quoted(concept));
            problems.value(&path.key("concept"), Code::FrameworkConcept, message);
        }
    });
    for (path, name, what, known, is_free) in found {
        if !is_free && !known.contains(&name.as_str()) {
            let hint = did_you_mean(&name, known.iter().copied());
            let message = format!("{} is not a {what} that this framework lists{hint}", quoted(&name));
            problems.value(&path, Code::FrameworkUnlisted, message);
        }
    }
}
