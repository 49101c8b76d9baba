//! The duties of each act in one table, in the act's order and under its headings.

use super::super::{Audience, words};
use super::markup::Markup;
use super::svg;
use super::view::{SetView, View};
use crate::obligation::{Group, Obligation};
use crate::result::{GroupResult, ObligationResult, ObligationStatus};
use std::collections::{BTreeMap, BTreeSet};

/// A place in the outline of a set, with how many headings stand above it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Entry<'a> {
    Group(&'a Group, usize),
    Duty(&'a Obligation, &'a ObligationResult, usize),
}

impl<'a> Entry<'a> {
    fn id(&self) -> &'a str {
        match self {
            Entry::Group(group, _) => &group.id,
            Entry::Duty(obligation, _, _) => &obligation.id,
        }
    }
}

/// The graded obligations that `is_shown` and the headings over them, in the order of the act.
pub(super) fn outline<'a>(
    view: &View<'a>,
    set: &SetView<'a>,
    is_shown: impl Fn(&ObligationResult) -> bool,
) -> Vec<Entry<'a>> {
    let mut below: BTreeMap<Option<&str>, Vec<Entry<'_>>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for (obligation, result) in view.graded(set).filter(|(_, result)| is_shown(result)) {
        let mut parent = obligation.group.as_deref();
        below.entry(parent).or_default().push(Entry::Duty(obligation, result, 0));
        while let Some(group) = parent.filter(|id| seen.insert(*id)).and_then(|id| set.set.group(id)) {
            parent = group.group.as_deref();
            below.entry(parent).or_default().push(Entry::Group(group, 0));
        }
    }
    let mut entries = Vec::new();
    let mut waiting: Vec<(Entry<'_>, usize)> = Vec::new();
    let children = |below: &mut BTreeMap<Option<&'a str>, Vec<Entry<'a>>>, of: Option<&'a str>, depth: usize| {
        below.remove(&of).unwrap_or_default().into_iter().rev().map(move |entry| (entry, depth))
    };
    waiting.extend(children(&mut below, None, 0));
    while let Some((entry, depth)) = waiting.pop() {
        match entry {
            Entry::Group(group, _) => {
                entries.push(Entry::Group(group, depth));
                waiting.extend(children(&mut below, Some(&group.id), depth + 1));
            }
            Entry::Duty(obligation, result, _) => entries.push(Entry::Duty(obligation, result, depth)),
        }
    }
    entries
}

/// The ends of a group's grade, and how many duties below it have which status.
pub(super) fn group_words(group: &GroupResult) -> (String, String) {
    let ends = match (group.worst, group.best) {
        (Some(_), Some(_)) => words::ends(group.worst, group.best),
        _ if !binds(group) => "Nothing below it binds".to_owned(),
        _ => "No grade: nothing below it that binds can be graded".to_owned(),
    };
    (ends, words::statuses(&group.statuses))
}

/// Whether anything below a group binds.
fn binds(group: &GroupResult) -> bool {
    ObligationStatus::ALL
        .iter()
        .any(|status| *status != ObligationStatus::NotApplicable && group.statuses.of(*status) > 0)
}

/// The mark of a group: that of its grade, if it has one.
pub(super) fn group_mark(group: &GroupResult) -> &'static str {
    match (group.worst, group.best) {
        (Some(worst), Some(best)) if worst == best => ObligationStatus::of_grade(worst).text(),
        (Some(_), Some(_)) => "undetermined",
        _ => "not_applicable",
    }
}

pub(super) fn duties(view: &View<'_>, m: &mut Markup) {
    m.leaf(
        "p",
        &[],
        "Each status says what the answers are evidence of. The figures are shares of the scale, from 0 to 1: they \
         weigh evidence and measure nothing else. A heading is no better than the weakest binding duty below it.",
    );
    for set in &view.sets {
        m.leaf("h3", &[], &set.set.content().title);
        // A board decides on what binds; the rest is a number to it and a list to everyone else.
        let is_shown = |result: &ObligationResult| {
            view.audience != Audience::Board || result.status != ObligationStatus::NotApplicable
        };
        let hidden = view.graded(set).filter(|(_, result)| !is_shown(result)).count();
        if hidden > 0 {
            let entries = words::count(hidden, "entry does", "entries do");
            m.leaf("p", &[], &format!("{entries} not bind this organization and are left out here."));
        }
        let linked: BTreeSet<&str> =
            outline(view, set, |result| view.has_article(result)).iter().map(Entry::id).collect();
        let columns = ["Duty", "Status", "Evidence", "Weakest", "Rests on", "Reach"];
        m.table("cards duties", &format!("Duties of {}", set.set.content().title), &columns, |m| {
            for entry in outline(view, set, is_shown) {
                match entry {
                    Entry::Group(group, depth) => heading(view, m, set, group, depth, &linked),
                    // The heading says how many there are, and each has an article of its own further down.
                    Entry::Duty(obligation, _, _)
                        if linked.contains(&*obligation.id) && is_silent(view, obligation) => {}
                    Entry::Duty(obligation, result, depth) => row(m, set, (obligation, result), depth, &linked),
                }
            }
        });
    }
}

/// Whether a duty stands under a heading below which nothing binds.
fn is_silent(view: &View<'_>, obligation: &Obligation) -> bool {
    let group = obligation.group.as_ref().and_then(|id| view.result.groups.get(id));
    group.is_some_and(|group| !binds(group))
}

fn heading(view: &View<'_>, m: &mut Markup, set: &SetView<'_>, group: &Group, depth: usize, linked: &BTreeSet<&str>) {
    let Some(result) = view.result.groups.get(&group.id) else { return };
    let (ends, counts) = group_words(result);
    m.within("tr", &[("class", &format!("group depth-{}", depth.min(3)))], |m| {
        m.row_head(|m| name(m, set, linked, (&group.id, &group.article, &group.title)));
        m.within("td", &[("data-label", "Status"), ("colspan", "5")], |m| {
            svg::mark(m, group_mark(result));
            m.leaf("strong", &[], &ends);
            m.leaf("span", &[("class", "minor")], &counts);
        });
    });
}

fn row(
    m: &mut Markup,
    set: &SetView<'_>,
    (obligation, result): (&Obligation, &ObligationResult),
    depth: usize,
    linked: &BTreeSet<&str>,
) {
    m.within("tr", &[("class", &format!("depth-{}", depth.min(3)))], |m| {
        m.row_head(|m| {
            name(m, set, linked, (&obligation.id, &obligation.article, &obligation.title));
            if obligation.voluntary {
                m.leaf("span", &[("class", "minor")], "Encouraged, not owed");
            }
        });
        let status = |m: &mut Markup| {
            svg::mark(m, result.status.text());
            m.text(&words::verdict(result));
        };
        if result.status == ObligationStatus::NotApplicable {
            m.within("td", &[("data-label", "Status"), ("colspan", "5")], status);
            return;
        }
        m.cell("Status", status);
        m.figure_cell("Evidence", &words::figure(result.evidence.as_ref()));
        m.figure_cell("Weakest", &words::figure(result.weakest.as_ref()));
        m.text_cell("Rests on", &rests_on(result));
        m.text_cell("Reach", &words::capital(words::reach(result.reach)));
    });
}

fn rests_on(result: &ObligationResult) -> String {
    let rests_on = words::rests_on(&result.rests_on);
    let phrase = rests_on.strip_prefix("rests on ").unwrap_or(&rests_on);
    match result.status {
        // "Outside the framework" says that already, and more exactly.
        ObligationStatus::OutsideFramework => "\u{2013}".to_owned(),
        _ => phrase.to_owned(),
    }
}

/// The article, which leads to what stands behind it, or is where links to it lead.
fn name(m: &mut Markup, set: &SetView<'_>, linked: &BTreeSet<&str>, (id, article, title): (&str, &str, &str)) {
    let text = words::article(article);
    if linked.contains(id) {
        m.within("span", &[("class", "id")], |m| m.link(&set.anchor(id), &text));
    } else {
        m.leaf("span", &[("class", "id"), ("id", &set.anchor(id))], &text);
    }
    m.text(" ");
    m.text(title);
}
