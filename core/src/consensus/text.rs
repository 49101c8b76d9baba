//! A consensus as a chapter: first what to talk about, then how the rest was merged.

use super::{Consensus, ConsensusItem, ConsensusRespondent, Merge, QuestionItem, RoleView, TierItem, ViewItem, Voice};
use crate::fraction::Figure;
use crate::report::chapter::{Chapter, Column};
use crate::report::words;
use serde_json::Value;
use std::collections::BTreeMap;

impl Consensus {
    /// The consensus in plain text, wrapped at 80 columns.
    #[must_use]
    pub fn to_text(&self) -> String {
        self.chapter().to_text()
    }

    /// The consensus as a part of a report.
    #[must_use]
    pub fn chapter(&self) -> Chapter {
        let mut page = self.head();
        let has_items = !self.worklist.is_empty() || self.tiers.iter().any(|tier| tier.agreement.is_contested());
        if has_items || self.counts.contested_questions == 0 {
            page.section("To talk about");
        }
        if !has_items && self.counts.contested_questions == 0 {
            page.paragraph("Nothing is contested.");
        }
        for id in &self.worklist {
            if let Some(item) = self.items.iter().find(|item| item.id == *id) {
                contested(&mut page, item);
            }
        }
        for tier in self.tiers.iter().filter(|tier| tier.agreement.is_contested()) {
            contested_tier(&mut page, tier);
        }
        let contested: Vec<&QuestionItem> = self.questions.iter().filter(|question| question.contested).collect();
        if !contested.is_empty() {
            page.section("Questions that were answered differently");
        }
        for question in contested {
            page.item(format!("{} {}", question.id, question.question));
            let said: Vec<String> = question.voices.iter().map(|(id, said)| format!("{id}: {}", plain(said))).collect();
            let merged = plain(question.answer.unwrap_or("unanswered"));
            page.detail(format!("{}; merged: {merged}", said.join(", ")));
        }
        if !self.differences.is_empty() {
            page.section("The files differ in");
        }
        for difference in &self.differences {
            let said: Vec<String> =
                difference.values.iter().map(|(id, value)| format!("{id}: {}", shown(value))).collect();
            let taken = difference.taken.as_ref().map_or_else(|| "left out".to_owned(), shown);
            page.item(format!("{}: {}; merged: {taken}", difference.field, said.join(", ")));
        }
        for view in &self.views {
            side(&mut page, "higher", view, &view.higher);
            side(&mut page, "lower", view, &view.lower);
        }
        self.others(&mut page);
        page
    }

    fn head(&self) -> Chapter {
        let respondents = words::count(self.respondents.len() as u64, "respondent", "respondents");
        let how = match (self.merge, &self.lead) {
            (Merge::Median, _) => "merged by the lower median".to_owned(),
            (Merge::Minimum, _) => "merged by the minimum".to_owned(),
            (Merge::Lead, lead) => format!("merged by what {} said", lead.as_deref().unwrap_or("the lead")),
        };
        let mut page = Chapter::titled(format!("{respondents} to {}, {how}", self.framework));
        for respondent in &self.respondents {
            page.item(introduced(respondent));
        }
        let counts = &self.counts;
        let outcomes = |count: usize| words::count(count as u64, "outcome", "outcomes");
        let alpha = self.alpha.as_ref().map_or_else(
            || match counts.compared {
                0 => "cannot be said, no outcome was rated by two".to_owned(),
                _ => "cannot be said, all levels are the same".to_owned(),
            },
            |alpha| format!("{} over {} that two or more rated", alpha.0, outcomes(counts.compared)),
        );
        page.section("Agreement");
        page.paragraph(format!("Krippendorff's alpha (ordinal; 1 is full agreement, 0 is chance): {alpha}."));
        let questions = words::count(counts.contested_questions as u64, "question", "questions");
        page.paragraph(format!(
            "Contested: {} of {} that somebody answered, and {questions}. What is contested is a list to talk about \
             and not a vote.",
            counts.contested,
            outcomes(counts.said),
        ));
        page
    }

    fn others(&self, page: &mut Chapter) {
        let others: Vec<&ConsensusItem> = self.items.iter().filter(|item| !item.agreement.is_contested()).collect();
        if others.is_empty() {
            return;
        }
        page.section("Not contested");
        let rows = others.into_iter().map(|item| {
            let agreement = &item.agreement;
            let levels = match (&agreement.lowest, &agreement.highest) {
                (Some(lowest), Some(highest)) if lowest == highest => lowest.0.plain(),
                (Some(lowest), Some(highest)) => format!("{}-{}", lowest.0.plain(), highest.0.plain()),
                _ => words::figure(None),
            };
            let consensus = words::figure(agreement.consensus.as_ref());
            let merged = item.level.as_ref().map_or_else(|| plain(item.state), |level| level.0.plain());
            vec![item.id.clone(), item.title.clone(), agreement.n.to_string(), levels, consensus, merged]
        });
        let mut columns = ["Outcome", "Title"].map(Column::words).to_vec();
        columns.extend(["Rated", "Levels", "Consensus"].map(Column::number));
        columns.push(Column::words("Merged"));
        page.table(columns, rows.collect(), 1);
        page.paragraph("Rated says how many gave a level. A dash says that there is no value.");
    }
}

fn introduced(respondent: &ConsensusRespondent) -> String {
    let who: Vec<&str> = [&respondent.name, &respondent.role].into_iter().flatten().map(String::as_str).collect();
    let who = if who.is_empty() { String::new() } else { format!(", {}", who.join(", ")) };
    let lead = if respondent.lead { ", leads" } else { "" };
    let rated = words::count(respondent.rated as u64, "outcome", "outcomes");
    format!("{}{who}{lead}: rated {rated}", respondent.id)
}

fn plain(word: &str) -> String {
    word.replace('_', " ")
}

fn said(state: &str, level: Option<&Figure>) -> String {
    level.map_or_else(|| plain(state), |level| level.0.plain())
}

fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn contested(page: &mut Chapter, item: &ConsensusItem) {
    page.item(format!("{} {}", item.id, item.title));
    let merged = said(item.state, item.level.as_ref());
    page.detail(format!("{}; merged: {merged}", words::capital(&item.agreement.why())));
    voices(page, &item.voices);
}

fn contested_tier(page: &mut Chapter, tier: &TierItem) {
    page.item(format!("Tier of {}", tier.title));
    let level = tier.level.as_ref().map_or_else(|| "open".to_owned(), |level| level.0.plain());
    page.detail(format!("{}; merged: {level}", words::capital(&tier.agreement.why())));
    voices(page, &tier.voices);
}

fn voices(page: &mut Chapter, voices: &BTreeMap<String, Voice>) {
    for (id, voice) in voices {
        let note = voice.note.as_ref().map(|note| format!(". {note}")).unwrap_or_default();
        page.detail(format!("{id}: {}{note}", said(voice.state, voice.level.as_ref())));
    }
}

fn side(page: &mut Chapter, how: &str, view: &RoleView, items: &[ViewItem]) {
    page.subsection(format!("What {} rates {how} than {}", view.of, view.than));
    if items.is_empty() {
        page.paragraph("Nothing by a level or more.");
        return;
    }
    let rows = items.iter().map(|item| {
        let figures = [&item.of, &item.than, &item.difference].map(|figure| figure.0.plain());
        [item.id.clone(), item.title.clone()].into_iter().chain(figures).collect()
    });
    let mut columns = ["Outcome", "Title"].map(Column::words).to_vec();
    columns.extend([view.of.as_str(), view.than.as_str(), "Levels apart"].map(Column::number));
    page.table(columns, rows.collect(), 1);
}
