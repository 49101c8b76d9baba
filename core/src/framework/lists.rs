//! The closed lists of a framework: roles, tags, catalogs and tiers, and what items name of them.

use super::content::{FrameworkContent, Item};
use crate::error::{Code, Path, Problems};
use crate::id::{check_language, check_text, did_you_mean, is_valid, quoted};
use crate::scale::Scale;
use std::collections::{BTreeMap, BTreeSet};

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

/// Every subcategory and requirement with its place, each before those below it.
fn items(content: &FrameworkContent) -> Vec<(&Item, Path)> {
    let mut items = Vec::new();
    for (f, function) in content.functions.iter().enumerate() {
        for (c, category) in function.categories.iter().enumerate() {
            let path = Path::default().key("functions").index(f).key("categories").index(c);
            for (s, item) in category.subcategories.iter().enumerate() {
                let path = path.key("subcategories").index(s);
                let below = item.requirements.iter().enumerate();
                let below: Vec<(&Item, Path)> =
                    below.map(|(r, requirement)| (requirement, path.key("requirements").index(r))).collect();
                items.push((item, path));
                items.extend(below);
            }
        }
    }
    items
}

/// The language is one, and what is asked says something.
pub(super) fn check_texts(content: &FrameworkContent, problems: &mut Problems) {
    let root = Path::default();
    check_language(content.language.as_ref(), &root.key("language"), problems);
    for (position, axis) in content.tiers.iter().flat_map(|tiers| &tiers.axes).enumerate() {
        let path = root.key("tiers").key("axes").index(position).key("question");
        check_text(axis.question.as_ref(), &path, problems);
    }
    for (item, path) in items(content) {
        check_text(item.question.as_ref(), &path.key("question"), problems);
        check_text(item.not_applicable.as_ref(), &path.key("not_applicable"), problems);
    }
}

/// Every text about a level is about one of the scale, for items and for tiers, each where the scale is known.
pub(super) fn check_levels(
    content: &FrameworkContent,
    scale: Option<&Scale>,
    tiers: Option<&Scale>,
    problems: &mut Problems,
) {
    let mut check = |scale: &Scale, levels: &BTreeMap<String, String>, path: &Path| {
        for level in levels.keys().filter(|level| !scale.is_level(level)) {
            problems.key(&path.key("levels").key(level), Code::FrameworkLevels, scale.no_level(level));
        }
    };
    if let (Some(scale), Some(tiers)) = (tiers, &content.tiers) {
        for (position, axis) in tiers.axes.iter().enumerate() {
            check(scale, &axis.levels, &Path::default().key("tiers").key("axes").index(position));
        }
    }
    if let Some(scale) = scale {
        items(content).iter().for_each(|(item, path)| check(scale, &item.levels, path));
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

/// What items name stands in the document's lists. At the places `taken`, the names come from the item's concept.
pub(super) fn check(content: &FrameworkContent, taken: &BTreeSet<Path>, problems: &mut Problems) {
    let roles: Vec<&str> = content.roles.iter().map(|role| role.id.as_str()).collect();
    let tags: Vec<&str> = content.tags.iter().map(|tag| tag.id.as_str()).collect();
    let catalogs: Vec<&str> = content.references.iter().map(|source| source.id.as_str()).collect();
    for (item, path) in items(content) {
        for (names, key, list, what, known) in
            [(&item.ask, "ask", "roles", "role", &roles), (&item.tags, "tags", "tags", "tag", &tags)]
        {
            let place = path.key(key);
            let is_unlisted = |name: &String| !known.is_empty() && !known.contains(&name.as_str());
            for (position, name) in names.iter().enumerate().filter(|(_, name)| is_unlisted(name)) {
                match (&item.concept, &content.concepts_of) {
                    (Some(concept), Some(origin)) if taken.contains(&place) => {
                        let message = format!(
                            "{} is taken from {concept} of {origin}; list it under `{list}` or give `{key}` here",
                            quoted(name)
                        );
                        problems.value(&path.key("concept"), Code::FrameworkUnlisted, message);
                    }
                    _ => unlisted(name, what, known, &place.index(position), problems),
                }
            }
        }
        for catalog in item.references.keys().filter(|catalog| !catalogs.contains(&catalog.as_str())) {
            unlisted(catalog, "catalog", &catalogs, &path.key("references").key(catalog), problems);
        }
        if let (Some(concept), None) = (&item.concept, &content.concepts_of) {
            let message =
                format!("{} is a concept of no framework; say which one under `concepts_of`", quoted(concept));
            problems.value(&path.key("concept"), Code::FrameworkConcept, message);
        }
    }
}

fn unlisted(name: &str, what: &str, known: &[&str], path: &Path, problems: &mut Problems) {
    let hint = problems.hint(|| did_you_mean(name, known.iter().copied()));
    let message = format!("{} is not a {what} that this framework lists{hint}", quoted(name));
    problems.value(path, Code::FrameworkUnlisted, message);
}
