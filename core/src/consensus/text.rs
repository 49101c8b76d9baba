//! A consensus for a terminal: first what to talk about, then how the rest was merged.

use super::{Consensus, ConsensusItem, ConsensusRespondent, Merge, QuestionItem, RoleView, TierItem, ViewItem, Voice};
use crate::fraction::Figure;
use crate::report::layout::{Side, WIDTH, columns, wrap};
use crate::report::words;
use serde_json::Value;
use std::collections::BTreeMap;

impl Consensus {
    /// The consensus in plain text, wrapped at 80 columns.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut page = Page(String::new());
        self.head(&mut page);
        page.section("To talk about");
        let has_tiers = self.tiers.iter().any(|tier| tier.agreement.is_contested());
        if self.worklist.is_empty() && self.counts.contested_questions == 0 && !has_tiers {
            page.line("", "Nothing is contested.");
        }
        for id in &self.worklist {
            if let Some(item) = self.items.iter().find(|item| item.id == *id) {
                self.contested(&mut page, item);
            }
        }
        for tier in self.tiers.iter().filter(|tier| tier.agreement.is_contested()) {
            self.contested_tier(&mut page, tier);
        }
        let contested: Vec<&QuestionItem> = self.questions.iter().filter(|question| question.contested).collect();
        if !contested.is_empty() {
            page.section("Questions that were answered differently");
        }
        for question in contested {
            page.line("- ", &format!("{} {}", question.id, question.question));
            let said: Vec<String> = question.voices.iter().map(|(id, said)| format!("{id}: {}", plain(said))).collect();
            page.line(
                "  ",
                &format!("{}; merged: {}", said.join(", "), plain(question.answer.unwrap_or("unanswered"))),
            );
        }
        if !self.differences.is_empty() {
            page.section("The files differ in");
        }
        for difference in &self.differences {
            let said: Vec<String> =
                difference.values.iter().map(|(id, value)| format!("{id}: {}", shown(value))).collect();
            let taken = difference.taken.as_ref().map_or_else(|| "left out".to_owned(), shown);
            page.line("- ", &format!("{}: {}; merged: {taken}", difference.field, said.join(", ")));
        }
        for view in &self.views {
            page.view(view);
        }
        self.others(&mut page);
        page.0.push('\n');
        page.line("", words::DISCLAIMER);
        page.0
    }

    fn head(&self, page: &mut Page) {
        let respondents = words::count(self.respondents.len() as u64, "respondent", "respondents");
        let how = match (self.merge, &self.lead) {
            (Merge::Median, _) => "merged by the lower median".to_owned(),
            (Merge::Minimum, _) => "merged by the minimum".to_owned(),
            (Merge::Lead, lead) => format!("merged by what {} said", lead.as_deref().unwrap_or("the lead")),
        };
        page.line("", &format!("{respondents} to {}, {how}", self.framework));
        for respondent in &self.respondents {
            page.line("- ", &introduced(respondent));
        }
        let counts = &self.counts;
        let outcomes = |count: usize| words::count(count as u64, "outcome", "outcomes");
        let alpha = self.alpha.as_ref().map_or_else(
            || "cannot be said: no outcome was rated by two, or all levels are the same".to_owned(),
            |alpha| format!("{} over {} that two or more rated", alpha.0, outcomes(counts.compared)),
        );
        page.0.push('\n');
        page.line("", &format!("Agreement (Krippendorff's alpha, ordinal; 1 is full, 0 is chance): {alpha}."));
        let questions = words::count(counts.contested_questions as u64, "question", "questions");
        page.line(
            "",
            &format!(
                "Contested: {} of {} that somebody answered, and {questions}. What is contested is a list to talk \
                 about and not a vote.",
                counts.contested,
                outcomes(counts.said),
            ),
        );
    }

    fn contested(&self, page: &mut Page, item: &ConsensusItem) {
        page.line("- ", &format!("{} {}", item.id, item.title));
        page.line(
            "  ",
            &format!("{}; merged: {}", words::capital(&item.agreement.why()), said(item.state, item.level.as_ref())),
        );
        page.voices(&item.voices);
    }

    fn contested_tier(&self, page: &mut Page, tier: &TierItem) {
        page.line("- ", &format!("Tier of {}", tier.title));
        let level = tier.level.as_ref().map_or_else(|| "open".to_owned(), |level| level.0.plain());
        page.line("  ", &format!("{}; merged: {level}", words::capital(&tier.agreement.why())));
        page.voices(&tier.voices);
    }

    fn others(&self, page: &mut Page) {
        let others: Vec<&ConsensusItem> = self.items.iter().filter(|item| !item.agreement.is_contested()).collect();
        if others.is_empty() {
            return;
        }
        page.section("Not contested");
        let header = ["Outcome", "", "Rated", "Levels", "Consensus", "Merged"].map(str::to_owned).to_vec();
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
        let rows: Vec<Vec<String>> = std::iter::once(header).chain(rows).collect();
        let sides = [Side::Left, Side::Left, Side::Right, Side::Right, Side::Right, Side::Left];
        page.0.push_str(&columns(&rows, &sides, 1, WIDTH));
        page.line("", "Rated says how many gave a level. A dash says that there is no value.");
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

struct Page(String);

impl Page {
    fn line(&mut self, first: &str, text: &str) {
        self.0.push_str(&wrap(first, text, WIDTH));
    }

    fn section(&mut self, title: &str) {
        self.0.push('\n');
        self.line("", &title.to_uppercase());
    }

    fn voices(&mut self, voices: &BTreeMap<String, Voice>) {
        for (id, voice) in voices {
            let note = voice.note.as_ref().map(|note| format!(". {note}")).unwrap_or_default();
            self.line("  - ", &format!("{id}: {}{note}", said(voice.state, voice.level.as_ref())));
        }
    }

    fn view(&mut self, view: &RoleView) {
        self.side("higher", view, &view.higher);
        self.side("lower", view, &view.lower);
    }

    fn side(&mut self, how: &str, view: &RoleView, items: &[ViewItem]) {
        self.0.push('\n');
        self.line("", &format!("WHAT {} RATES {} THAN {}", view.of, how.to_uppercase(), view.than));
        if items.is_empty() {
            self.line("", "Nothing by a level or more.");
            return;
        }
        let header =
            vec!["Outcome".to_owned(), String::new(), view.of.clone(), view.than.clone(), "Levels apart".into()];
        let rows = items.iter().map(|item| {
            let figures = [&item.of, &item.than, &item.difference].map(|figure| figure.0.plain());
            [item.id.clone(), item.title.clone()].into_iter().chain(figures).collect()
        });
        let rows: Vec<Vec<String>> = std::iter::once(header).chain(rows).collect();
        self.0.push_str(&columns(&rows, &[Side::Left, Side::Left, Side::Right, Side::Right, Side::Right], 1, WIDTH));
    }
}
