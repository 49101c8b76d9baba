//! The duties of each act in one table, in the act's order and under its headings.

use super::super::{Audience, words};
use super::markup::Markup;
use super::svg;
use super::view::{SetView, View, count};
use crate::obligation::{Group, Obligation};
use crate::result::{GroupResult, ObligationResult, ObligationStatus};
use std::collections::{BTreeMap, BTreeSet};

/// A place in the outline of a set, with how many headings stand above it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Entry<'a> {
    Group(&'a Group, usize),
    Duty(&'a Obligation, &'a ObligationResult, usize),
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
        (Some(worst), Some(best)) if worst == best => words::grade(worst).to_owned(),
        (Some(worst), Some(best)) => {
            format!("Open: between \u{201c}{}\u{201d} and \u{201c}{}\u{201d}", words::grade(worst), words::grade(best))
        }
        _ => "No grade: nothing below it binds and can be graded".to_owned(),
    };
    let counts = ObligationStatus::ALL.iter().filter_map(|status| match group.statuses.of(*status) {
        0 => None,
        count => Some(format!("{count} {}", words::status(*status).to_lowercase())),
    });
    (ends, counts.collect::<Vec<_>>().join(", "))
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
            let entries = count(hidden, "entry does", "entries do");
            m.leaf("p", &[], &format!("{entries} not bind this organization and are left out here."));
        }
        let columns = ["Duty", "Status", "Evidence", "Weakest", "Rests on", "Reach"];
        m.table("cards duties", &format!("Duties of {}", set.set.content().title), &columns, |m| {
            for entry in outline(view, set, is_shown) {
                match entry {
                    Entry::Group(group, depth) => heading(view, m, set, group, depth),
                    Entry::Duty(obligation, result, depth) => row(view, m, set, obligation, result, depth),
                }
            }
        });
    }
}

fn heading(view: &View<'_>, m: &mut Markup, set: &SetView<'_>, group: &Group, depth: usize) {
    let Some(result) = view.result.groups.get(&group.id) else { return };
    let (ends, counts) = group_words(result);
    m.within("tr", &[("class", &format!("group depth-{}", depth.min(3)))], |m| {
        m.row_head(|m| name(view, m, set, (&group.id, &group.article, &group.title)));
        m.within("td", &[("data-label", "Status"), ("colspan", "5")], |m| {
            svg::mark(m, group_mark(result));
            m.leaf("strong", &[], &ends);
            m.leaf("span", &[("class", "minor")], &counts);
        });
    });
}

fn row(
    view: &View<'_>,
    m: &mut Markup,
    set: &SetView<'_>,
    obligation: &Obligation,
    result: &ObligationResult,
    depth: usize,
) {
    m.within("tr", &[("class", &format!("depth-{}", depth.min(3)))], |m| {
        m.row_head(|m| {
            name(view, m, set, (&obligation.id, &obligation.article, &obligation.title));
            if obligation.voluntary {
                m.leaf("span", &[("class", "minor")], "Encouraged, not owed");
            }
        });
        m.cell("Status", |m| {
            svg::mark(m, result.status.text());
            m.text(&words::verdict(result));
        });
        if result.status == ObligationStatus::NotApplicable {
            m.within("td", &[("class", "void"), ("colspan", "4")], |_| {});
            return;
        }
        m.figure_cell("Evidence", &words::figure(result.evidence.as_ref()));
        m.figure_cell("Weakest", &words::figure(result.weakest.as_ref()));
        m.text_cell("Rests on", &rests_on(result));
        m.text_cell("Reach", words::reach(result.reach));
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

fn name(view: &View<'_>, m: &mut Markup, set: &SetView<'_>, (id, article, title): (&str, &str, &str)) {
    let text = format!("Art. {article}");
    // In a report without the articles this row is where links to the duty lead.
    match view.audience {
        Audience::Board => m.leaf("span", &[("class", "id"), ("id", &set.anchor(id))], &text),
        _ => m.within("span", &[("class", "id")], |m| m.link(&set.anchor(id), &text)),
    }
    m.text(" ");
    m.text(title);
}
