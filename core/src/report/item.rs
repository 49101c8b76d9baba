//! One item for a terminal: what is asked of an outcome, or what an act asks.

use super::layout::{WIDTH, wrap};
use super::official::official;
use super::words;
use crate::framework::{Framework, FrameworkContent, Item, NodeKind};
use crate::library::Library;
use crate::obligation::{Group, Obligation, ObligationSet};
use crate::translation::{Translated, Untranslated};
use std::collections::BTreeSet;

/// Everything in the library with this id, in plain text: outcomes, categories and functions of each framework,
/// obligations and groups of each set. The id of a supplementary question shows its obligation. None where there is
/// nothing.
#[must_use]
pub fn text(library: &Library, id: &str) -> Option<String> {
    let is_owner = |framework: &&Framework| {
        let other = framework.content().outcomes_of.as_deref().and_then(|other| library.framework(other));
        other.is_none_or(|other| other.node(id).is_none())
    };
    let (owners, others): (Vec<&Framework>, Vec<&Framework>) = library.frameworks().partition(is_owner);
    let frameworks = owners.into_iter().filter_map(|framework| {
        let text = of_framework(framework.content(), id)?;
        Some(text + &official_text(library, framework.id(), id))
    });
    let sets = library.obligation_sets().filter_map(|set| of_set(set, id));
    let found: Vec<String> = frameworks.chain(sets).collect();
    let mut page = Page(found.join("\n"));
    for framework in others {
        let parts = framework.node(id).filter(|node| node.kind == NodeKind::Subcategory && node.outcome.is_none());
        let parts = parts.into_iter().flat_map(|node| &node.children);
        let ids = parts.filter_map(|part| framework.nodes().get(*part)).map(|node| node.id.clone());
        page.list(&format!("Answered in {} as", framework.id()), ids);
    }
    (!found.is_empty()).then_some(page.0)
}

/// What a framework's content says under this id, in plain text.
#[must_use]
pub fn of_framework(content: &FrameworkContent, id: &str) -> Option<String> {
    let mut page = Page(String::new());
    for function in &content.functions {
        if function.id == id {
            page.title(&function.id, &function.title, &content.id);
            function.categories.iter().for_each(|category| page.entry(&category.id, &category.title));
        }
        for category in &function.categories {
            if category.id == id {
                page.title(&category.id, &category.title, &content.id);
                category.subcategories.iter().for_each(|item| page.item_line(item));
            }
            for item in &category.subcategories {
                for item in [item].into_iter().chain(&item.requirements).filter(|item| item.id == id) {
                    page.item(content, item);
                }
            }
        }
    }
    (!page.0.is_empty()).then_some(page.0)
}

/// The texts without a translation among those that [`of_framework`] shows under this id.
#[must_use]
pub fn untranslated<'a>(translated: &'a Translated, id: &str) -> Vec<&'a Untranslated> {
    let mut below: BTreeSet<&str> = BTreeSet::new();
    for function in &translated.content.functions {
        if function.id == id {
            below.extend(function.categories.iter().map(|category| category.id.as_str()));
        }
        for category in &function.categories {
            if category.id == id {
                below.extend(category.subcategories.iter().map(|item| item.id.as_str()));
            }
            let item = category.subcategories.iter().find(|item| item.id == id);
            below.extend(item.into_iter().flat_map(|item| &item.requirements).map(|item| item.id.as_str()));
        }
    }
    let is_shown = |missing: &&Untranslated| {
        let in_short = ["title", "question"].contains(&missing.key.as_str());
        missing.id == id || (in_short && below.contains(missing.id.as_str()))
    };
    translated.untranslated.iter().filter(is_shown).collect()
}

/// The publisher's own words, where the library has them.
fn official_text(library: &Library, framework: &str, id: &str) -> String {
    let Some(official) = official(library, framework, id) else { return String::new() };
    let mut page = Page(String::from("\n"));
    page.field(&official.label(), official.text.statement.as_deref());
    for example in &official.text.examples {
        page.line("- ", &example.text);
    }
    page.0
}

fn of_set(set: &ObligationSet, id: &str) -> Option<String> {
    let mut page = Page(String::new());
    let obligation = set.obligation(id).or_else(|| Some(set.question(id)?.0));
    match (obligation, set.group(id)) {
        (Some(obligation), _) => page.obligation(set, obligation),
        (None, Some(group)) => page.group(set, group),
        (None, None) => return None,
    }
    Some(page.0)
}

struct Page(String);

impl Page {
    fn line(&mut self, first: &str, text: &str) {
        self.0.push_str(&wrap(first, text, WIDTH));
    }

    fn title(&mut self, id: &str, title: &str, document: &str) {
        self.line("", &format!("{id}: {title} ({document})"));
    }

    fn entry(&mut self, id: &str, title: &str) {
        self.line(&format!("  {id}  "), title);
    }

    fn field(&mut self, name: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.line("", &format!("{name}: {text}"));
        }
    }

    fn list(&mut self, name: &str, entries: impl IntoIterator<Item = String>) {
        let entries: Vec<String> = entries.into_iter().collect();
        self.field(name, (!entries.is_empty()).then(|| entries.join("; ")).as_deref());
    }

    fn item_line(&mut self, item: &Item) {
        self.entry(&item.id, &item.title);
        if let Some(question) = &item.question {
            self.line("      ", question);
        }
    }

    fn item(&mut self, content: &FrameworkContent, item: &Item) {
        self.title(&item.id, &item.title, &content.id);
        if let Some(question) = &item.question {
            self.line("", question);
        }
        item.requirements.iter().for_each(|requirement| self.item_line(requirement));
        if !item.levels.is_empty() {
            self.0.push('\n');
        }
        for (level, text) in &item.levels {
            self.line(&format!("  {level}  "), text);
        }
        self.0.push('\n');
        self.field("Why", item.why.as_deref());
        self.field("Counts", item.counts.as_deref());
        self.field("Does not count", item.does_not_count.as_deref());
        self.list(
            "Evidence",
            item.evidence.iter().map(|hint| match &hint.fresh {
                Some(fresh) => format!("{} ({fresh})", hint.what),
                None => hint.what.clone(),
            }),
        );
        self.list("Ask", item.ask.iter().map(|id| asked(content, id)));
        self.field("Not applicable", item.not_applicable.as_deref());
        let tag =
            |id: &String| content.tags.iter().find(|tag| tag.id == *id).map_or(id.clone(), |tag| tag.title.clone());
        self.list("Marks", item.tags.iter().map(tag));
        for source in &content.references {
            if let Some(ids) = item.references.get(&source.id) {
                let third = if source.third_party { " (third party)" } else { "" };
                self.field(&format!("{}{third}", source.title), Some(&ids.join(", ")));
            }
        }
        if let (Some(concept), Some(framework)) = (&item.concept, &content.concepts_of) {
            self.field("Same meaning as", Some(&format!("{concept} of {framework}")));
        }
    }

    fn obligation(&mut self, set: &ObligationSet, obligation: &Obligation) {
        self.title(&obligation.id, &obligation.title, set.id());
        self.line("", &obligation.summary);
        self.0.push('\n');
        self.line("", &words::article(&obligation.article));
        let voluntary = if obligation.voluntary { ", encouraged and not owed" } else { "" };
        self.field("Addressed to", Some(&format!("{}{voluntary}", words::addressee(obligation.addressee))));
        self.field("About", Some(words::kind(obligation.kind)));
        let binds = &obligation.binds;
        for (name, terms, known) in [
            ("Classes", &binds.classes, None),
            ("Sectors", &binds.sectors, Some(&set.content().sectors)),
            ("Roles", &binds.roles, Some(&set.content().roles)),
        ] {
            let title = |id: &String| {
                let term = known.and_then(|known| known.iter().find(|term| term.id == *id));
                term.map_or_else(|| id.replace('_', " "), |term| term.title.clone())
            };
            self.list(name, terms.iter().map(title));
        }
        self.field("Bites on", obligation.trigger.as_deref());
        let roles = &set.content().roles;
        self.list("Deadlines", obligation.deadlines.iter().map(|deadline| words::deadline(deadline, roles)));
        self.list("Points", (!obligation.points.is_empty()).then(|| obligation.points.join(", ")));
        self.list("Spells out", (!obligation.implements.is_empty()).then(|| obligation.implements.join(", ")));
        for question in &obligation.supplementary {
            self.0.push('\n');
            self.line(&format!("{}  ", question.id), &question.question);
            self.list("  Evidence", question.evidence.iter().cloned());
        }
        self.0.push('\n');
        self.field("How it was checked", Some(&obligation.verification));
        let in_force = &set.content().in_force;
        self.line("", &words::in_force(&in_force.from, in_force.until.as_deref()));
    }

    fn group(&mut self, set: &ObligationSet, group: &Group) {
        self.title(&group.id, &group.title, set.id());
        self.line("", &words::article(&group.article));
        let content = set.content();
        let is_below = |parent: &Option<String>| parent.as_ref() == Some(&group.id);
        let groups = content.groups.iter().filter(|below| is_below(&below.group));
        let groups = groups.map(|below| (set.first_below(&below.id), &below.id, &below.title));
        let obligations = content.obligations.iter().enumerate().filter(|(_, below)| is_below(&below.group));
        let obligations = obligations.map(|(position, below)| (position, &below.id, &below.title));
        let mut below: Vec<(usize, &String, &String)> = groups.chain(obligations).collect();
        below.sort_by_key(|(position, _, _)| *position);
        below.iter().for_each(|(_, id, title)| self.entry(id, title));
    }
}

fn asked(content: &FrameworkContent, id: &str) -> String {
    match content.roles.iter().find(|role| role.id == id) {
        Some(role) => match &role.small_firm {
            Some(small_firm) => format!("{} (small firm: {small_firm})", role.title),
            None => role.title.clone(),
        },
        None => id.to_owned(),
    }
}
