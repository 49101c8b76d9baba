//! A comparison as a chapter: a list of changes in plain words.

use super::{
    AnswerChange, ChangeKind, Comparison, Direction, DocumentDifference, Head, QuestionChange, Section, Standing,
    TierChange, Version, touching,
};
use crate::assessment::{Evidence, TierAnswer};
use crate::document::DocumentKind;
use crate::explain::{OutcomeFound, state};
use crate::fraction::{Figure, Fraction};
use crate::report::chapter::{Chapter, Column};
use crate::report::{phrases, words};
use crate::result::{GroupResult, NodeResult};
use serde_json::Value;

/// How many digits of a hash are enough to tell two apart at a glance.
const DIGITS: usize = 12;

impl DocumentDifference {
    /// The difference in one sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let what = match (self.kind, &self.set) {
            (DocumentKind::Obligations, _) => "obligation set".to_owned(),
            (DocumentKind::Scope, Some(set)) => format!("scope document for {set}"),
            (kind, Some(set)) => format!("{} to {set}", kind.text()),
            (kind, None) => kind.text().to_owned(),
        };
        match (&self.before, &self.after) {
            (Some(before), Some(after)) if before.id == after.id => {
                let version = match (&before.version, &after.version) {
                    (Some(was), Some(is)) if was != is => format!(", version {was} before and {is} after"),
                    _ => String::new(),
                };
                let [was, is] = [before, after].map(short);
                format!("The {what} {} is not the same{version}: SHA-256 {was} before, {is} after.", before.id)
            }
            (Some(before), Some(after)) => format!("The {what} is {} before and {} after.", before.id, after.id),
            (Some(before), None) => format!("The {what} {} is there only before.", before.id),
            (None, Some(after)) => format!("The {what} {} is there only after.", after.id),
            (None, None) => String::new(),
        }
    }
}

fn short(version: &Version) -> String {
    version.hash.chars().take(DIGITS).chain(['\u{2026}']).collect()
}

impl Section {
    /// What it is called in a sentence.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Answers => "answers",
            Self::Gates => "gates",
            Self::Groups => "groups of duties",
            Self::Nodes => "scores",
            Self::Obligations => "statuses of duties",
            Self::Supplementary => "supplementary questions",
            Self::Tiers => "tiers",
        }
    }
}

fn listed(sections: &[Section]) -> String {
    let words: Vec<&str> = sections.iter().map(|section| section.words()).collect();
    match words.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        words => words.concat(),
    }
}

impl Comparison {
    /// The comparison as JSON: UTF-8, keys sorted, no white space.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Every field is text, a number, a list or a structure, which the writer cannot refuse.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The comparison in plain text, wrapped at 80 columns.
    #[must_use]
    pub fn to_text(&self) -> String {
        self.chapter().to_text()
    }

    /// The comparison as a part of a report.
    #[must_use]
    pub fn chapter(&self) -> Chapter {
        let mut page = Chapter::titled(format!("What changed from {} to {}", head(&self.before), head(&self.after)));
        self.documents(&mut page);
        self.duties(&mut page);
        self.scores(&mut page);
        self.gates(&mut page);
        self.answers(&mut page);
        self.questions(&mut page);
        self.others(&mut page);
        if self.is_same() {
            page.paragraph("Nothing: answers, scores, gates and statuses are the same.");
        }
        page
    }

    /// Whether nothing at all differs.
    #[must_use]
    pub fn is_same(&self) -> bool {
        let documents = self.differences.is_empty() && self.only_before.is_empty() && self.only_after.is_empty();
        let answers = self.answers.is_empty() && self.supplementary.is_empty() && self.tiers.is_empty();
        let results = self.nodes.is_empty() && self.gates.is_empty() && self.obligations.is_empty();
        documents && answers && results && self.groups.is_empty() && self.organization.is_empty()
    }

    fn documents(&self, page: &mut Chapter) {
        if self.differences.is_empty() {
            return;
        }
        page.section("What the two rest on is not the same");
        for difference in &self.differences {
            let mut sentence = difference.sentence();
            if !difference.not_compared.is_empty() {
                sentence.push_str(&format!(" Not compared: {}.", listed(&difference.not_compared)));
            }
            if !difference.touches.is_empty() {
                sentence.push_str(&format!(" Read with this in mind: {}.", listed(&difference.touches)));
            }
            page.item(sentence);
        }
        if let Some(migration) = &self.migration {
            let how = format!(
                "To compare answers and scores too, migrate the assessment of {} to {} first.",
                migration.from, migration.to
            );
            page.paragraph(how);
        }
    }

    /// A heading that says again what the section has to be read with.
    fn section(&self, page: &mut Chapter, title: &str, sections: &[Section], set: Option<&str>) {
        page.section(title);
        let mut said = Vec::new();
        for difference in sections.iter().flat_map(|section| touching(&self.differences, *section, set)) {
            if !said.contains(&difference) {
                page.caution(difference.sentence());
                said.push(difference);
            }
        }
    }

    fn duties(&self, page: &mut Chapter) {
        let mut sets: Vec<&str> = self.obligations.iter().map(|one| one.set.as_str()).collect();
        sets.extend(self.groups.iter().map(|one| one.set.as_str()));
        sets.sort_unstable();
        sets.dedup();
        for set in sets {
            self.section(page, &format!("Duties of {set}"), &[Section::Obligations, Section::Groups], Some(set));
            for (direction, title) in [
                (Direction::Up, "Better"),
                (Direction::Down, "Worse"),
                (Direction::Narrower, "Less open"),
                (Direction::Wider, "More open"),
                (Direction::Other, "Other changes"),
            ] {
                let changes = self.obligations.iter().filter(|one| one.set == set && one.direction == direction);
                for (place, change) in changes.enumerate() {
                    if place == 0 {
                        page.subsection(title);
                    }
                    let [was, is] = [change.before, change.after].map(standing);
                    page.item(format!("{} {} ({}): {was} \u{2192} {is}", change.article, change.title, change.id));
                }
            }
            let moved = self.groups.iter().filter(|one| one.set == set && one.direction.is_some());
            for (place, change) in moved.enumerate() {
                if place == 0 {
                    page.subsection("Weakest duty of a group");
                }
                let [was, is] = [&change.before, &change.after].map(|group| weakest(group.as_ref()));
                page.item(format!("{} {} ({}): {was} \u{2192} {is}", change.article, change.title, change.id));
            }
        }
    }

    fn scores(&self, page: &mut Chapter) {
        let is_other = |section| self.not_compared.contains(&section);
        if is_other(Section::Nodes) {
            self.section(page, "Scores and gates: not compared", &[Section::Nodes], None);
            return;
        }
        let shown = self.nodes.iter().filter(|node| !node.is_outcome);
        let rows = shown.map(|node| {
            let of = |figures: &Option<NodeResult>| {
                words::figure(figures.as_ref().and_then(|figures| figures.score.as_ref()))
            };
            let interval = |figures: &Option<NodeResult>| {
                let figures = figures.as_ref();
                let [low, high] = [figures.and_then(|one| one.low.as_ref()), figures.and_then(|one| one.high.as_ref())];
                if low == high { words::figure(low) } else { format!("{}-{}", words::figure(low), words::figure(high)) }
            };
            vec![
                node.id.clone(),
                node.title.clone(),
                of(&node.before),
                of(&node.after),
                signed(node.change.as_ref()),
                format!("{} \u{2192} {}", interval(&node.before), interval(&node.after)),
            ]
        });
        let rows: Vec<Vec<String>> = rows.collect();
        if rows.is_empty() {
            return;
        }
        self.section(page, "Scores", &[Section::Nodes], None);
        let mut named = ["Id", "Title"].map(Column::words).to_vec();
        named.extend(["Before", "After", "Change", "Low-High"].map(Column::number));
        page.table(named, rows, 1);
        let legend = "Low and High put every open outcome at the lowest and the highest level. A dash says that there \
                      is no value. What has the same figures is left out.";
        page.paragraph(legend);
    }

    fn gates(&self, page: &mut Chapter) {
        if self.gates.is_empty() {
            return;
        }
        self.section(page, "Gates", &[Section::Gates], None);
        for gate in &self.gates {
            let [was, is] = [gate.before, gate.after].map(|verdict| verdict.map_or("not there", words::gate));
            page.item(format!("{}: {was} \u{2192} {is}", gate.title));
        }
    }

    fn answers(&self, page: &mut Chapter) {
        if self.not_compared.contains(&Section::Answers) {
            self.section(page, "Answers: not compared", &[Section::Answers], None);
            return;
        }
        if self.answers.is_empty() && self.only_before.is_empty() && self.only_after.is_empty() {
            return;
        }
        self.section(page, "Answers", &[Section::Answers], None);
        by_kind(page, &self.answers, |change| change.kind, answer);
        let only = [(&self.only_before, "Asked only before"), (&self.only_after, "Asked only after")];
        for (outcomes, title) in only.into_iter().filter(|(outcomes, _)| !outcomes.is_empty()) {
            page.subsection(title);
            for outcome in outcomes {
                page.item(format!("{} {}: {}", outcome.id, outcome.title, state(outcome)));
            }
        }
    }

    fn questions(&self, page: &mut Chapter) {
        if self.supplementary.is_empty() {
            return;
        }
        self.section(page, "Supplementary questions", &[Section::Supplementary], None);
        by_kind(page, &self.supplementary, |change| change.kind, question);
    }

    fn others(&self, page: &mut Chapter) {
        if !self.tiers.is_empty() {
            self.section(page, "Tiers", &[Section::Tiers], None);
            for tier in &self.tiers {
                page.item(tier_change(tier));
            }
        }
        if !self.organization.is_empty() {
            page.section("The organization");
            for change in &self.organization {
                let [was, is] = [&change.before, &change.after].map(plain);
                page.item(format!("{}: {was} \u{2192} {is}", words::capital(&change.field)));
            }
        }
    }
}

pub(crate) fn head(head: &Head) -> String {
    match &head.assessed_on {
        Some(day) => format!("{} ({day})", head.id),
        None => head.id.clone(),
    }
}

fn standing(standing: Option<Standing>) -> String {
    standing.map_or_else(
        || "not there".to_owned(),
        |standing| words::status_with_ends(standing.status, standing.worst, standing.best),
    )
}

fn weakest(group: Option<&GroupResult>) -> String {
    group.map_or_else(|| "not there".to_owned(), |group| words::ends(group.worst, group.best))
}

/// A difference with its sign.
fn signed(change: Option<&Figure>) -> String {
    match change {
        Some(change) if change.0 > Fraction::zero() => format!("+{}", change.0),
        other => words::figure(other),
    }
}

fn by_kind<T>(page: &mut Chapter, changes: &[T], kind: impl Fn(&T) -> ChangeKind, say: impl Fn(&mut Chapter, &T)) {
    for (wanted, title) in [
        (ChangeKind::RatedUp, "Higher"),
        (ChangeKind::RatedDown, "Lower"),
        (ChangeKind::Closed, "Open before, answered now"),
        (ChangeKind::Opened, "Answered before, open now"),
        (ChangeKind::BecameNotApplicable, "Not applicable now"),
        (ChangeKind::BecameApplicable, "Not applicable before"),
        (ChangeKind::StillOpen, "Open, and said otherwise"),
        (ChangeKind::Details, "The same level or state, and other details"),
    ] {
        for (place, change) in changes.iter().filter(|change| kind(change) == wanted).enumerate() {
            if place == 0 {
                page.subsection(title);
            }
            say(page, change);
        }
    }
}

fn answer(page: &mut Chapter, change: &AnswerChange) {
    let [was, is] = [&change.before, &change.after].map(state);
    let states = if was == is { was.clone() } else { format!("{was} \u{2192} {is}") };
    page.item(format!("{} {}: {states}", change.id, change.title));
    if change.kind == ChangeKind::BecameNotApplicable
        && let Some(reason) = change.after.answer.as_ref().and_then(|answer| answer.reason.as_ref())
    {
        page.detail(format!("Reason: {reason}"));
    }
    if change.before.target != change.after.target {
        let target = |outcome: &OutcomeFound| {
            outcome.target.as_ref().map_or_else(|| "none".to_owned(), |target| target.0.plain())
        };
        page.detail(format!("Target: {} \u{2192} {}", target(&change.before), target(&change.after)));
    }
    let is_shown = |field: &str| match field {
        "level" => was != is,
        "target" => change.before.target != change.after.target,
        "reason" => change.kind == ChangeKind::BecameNotApplicable,
        "state" => true,
        _ => false,
    };
    details(page, &change.evidence_added, &change.evidence_removed, &change.fields, is_shown);
}

fn question(page: &mut Chapter, change: &QuestionChange) {
    let said = [&change.before, &change.after].map(|answer| answer.as_ref().and_then(|answer| answer.answer));
    let [was, is] = said.map(words::said);
    let states = if was == is { was.to_owned() } else { format!("{was} \u{2192} {is}") };
    let question = change.question.as_deref().unwrap_or("a question of a set that is not there");
    page.item(format!("{} {question} {states}", change.id));
    if change.kind == ChangeKind::BecameNotApplicable
        && let Some(reason) = change.after.as_ref().and_then(|answer| answer.reason.as_ref())
    {
        page.detail(format!("Reason: {reason}"));
    }
    let is_shown = |field: &str| match field {
        "reason" => change.kind == ChangeKind::BecameNotApplicable,
        field => field == "answer",
    };
    details(page, &change.evidence_added, &change.evidence_removed, &change.fields, is_shown);
}

/// Evidence that came and went, then the names of the other parts that differ.
fn details(
    page: &mut Chapter,
    added: &[Evidence],
    removed: &[Evidence],
    fields: &[String],
    is_shown: impl Fn(&str) -> bool,
) {
    for (list, what) in [(added, "Evidence added"), (removed, "Evidence no longer named")] {
        for piece in list {
            page.detail(format!("{what}: {}", phrases::evidence(piece)));
        }
    }
    let others: Vec<&str> =
        fields.iter().map(String::as_str).filter(|field| *field != "evidence" && !is_shown(field)).collect();
    if !others.is_empty() {
        page.detail(format!("Also changed: {}", others.join(", ")));
    }
}

fn tier_change(change: &TierChange) -> String {
    let level = |tier: Option<&TierAnswer>| {
        let level = tier.and_then(|tier| tier.level.as_ref());
        level.map_or_else(|| "open".to_owned(), phrases::written)
    };
    let [was, is] = [change.before.as_ref(), change.after.as_ref()].map(level);
    if was == is {
        return format!("{}: {was}; target or details changed", change.title);
    }
    format!("{}: {was} \u{2192} {is}", change.title)
}

fn plain(value: &Value) -> String {
    match value {
        Value::Null => "not said".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(list) if list.is_empty() => "none".to_owned(),
        Value::Array(list) => list.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Object(members) => {
            members.iter().map(|(key, value)| format!("{key}: {}", plain(value))).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}
