//! Answers as they were given, with everything that was kept beside them.

use super::super::words;
use super::markup::Markup;
use super::official;
use super::svg;
use super::view::{View, answer_anchor, evidence, extra};
use crate::assessment::{Answer, Evidence, Respondent, Said, SupplementaryAnswer};
use crate::framework::{Node, NodeKind};
use crate::obligation::Question;
use serde_json::Value;
use std::collections::BTreeMap;

/// What an answer rests on and who stands behind it, whether to an outcome or to a question.
#[derive(Clone, Copy, Debug)]
pub(super) struct Basis<'a> {
    note: Option<&'a str>,
    evidence: &'a [Evidence],
    owner: Option<&'a str>,
    by: Option<&'a str>,
    on: Option<&'a str>,
    method: Option<&'a str>,
    x: &'a BTreeMap<String, Value>,
}

impl<'a> From<&'a Answer> for Basis<'a> {
    fn from(answer: &'a Answer) -> Self {
        Self {
            note: answer.note.as_deref(),
            evidence: &answer.evidence,
            owner: answer.owner.as_deref(),
            by: answer.by.as_deref(),
            on: answer.on.as_deref(),
            method: answer.method.as_deref(),
            x: &answer.x,
        }
    }
}

impl<'a> From<&'a SupplementaryAnswer> for Basis<'a> {
    fn from(answer: &'a SupplementaryAnswer) -> Self {
        Self {
            note: answer.note.as_deref(),
            evidence: &answer.evidence,
            owner: answer.owner.as_deref(),
            by: answer.by.as_deref(),
            on: answer.on.as_deref(),
            method: None,
            x: &answer.x,
        }
    }
}

pub(super) fn basis(m: &mut Markup, basis: Basis<'_>) {
    if let Some(note) = basis.note {
        m.leaf("p", &[("class", "said")], note);
    }
    evidence(m, basis.evidence);
    let who = [("owner", basis.owner), ("by", basis.by), ("on", basis.on), ("method", basis.method)];
    let who: Vec<String> =
        who.into_iter().filter_map(|(what, value)| value.map(|value| format!("{what}: {value}"))).collect();
    if !who.is_empty() {
        m.leaf("span", &[("class", "minor")], &who.join("; "));
    }
    extra(m, basis.x);
}

/// The level or state of an outcome, and its target.
pub(super) fn level(view: &View<'_>, m: &mut Markup, outcome: &str) {
    m.within("div", &[], |m| view.rating(m, outcome));
    if let Some(target) = view.assessment.answer(outcome).and_then(|answer| answer.target.as_ref()) {
        m.leaf("div", &[("class", "minor")], &format!("target {}", words::level(view.scale(), target)));
    }
}

/// The cells of a supplementary question and its answer.
pub(super) fn question(view: &View<'_>, m: &mut Markup, question: &Question) {
    m.row_head(|m| {
        m.leaf("span", &[("class", "id")], &question.id);
        m.text(" ");
        m.text(&question.question);
        if !question.evidence.is_empty() {
            m.leaf("span", &[("class", "minor")], &format!("Would show it: {}", question.evidence.join("; ")));
        }
    });
    supplementary(m, view.assessment.supplementary(&question.id));
}

fn supplementary(m: &mut Markup, answer: Option<&SupplementaryAnswer>) {
    let said = answer.and_then(|answer| answer.answer);
    m.cell("Answer", |m| {
        let mark = match said {
            Some(Said::Yes) => "evidenced",
            Some(Said::No) => "not_evidenced",
            Some(Said::NotApplicable) => "not_applicable",
            Some(Said::Unknown) | None => "undetermined",
        };
        svg::mark(m, mark);
        m.text(words::said(said));
        if let Some(reason) = answer.and_then(|answer| answer.reason.as_ref()) {
            m.leaf("p", &[("class", "said")], reason);
        }
    });
    m.cell("Basis", |m| {
        if let Some(answer) = answer {
            basis(m, answer.into());
        }
    });
}

pub(super) fn answers(view: &View<'_>, m: &mut Markup) {
    respondents(m, &view.assessment.content().respondents);
    let below = |parent: &Node| -> Vec<&Node> {
        parent.children.iter().filter_map(|child| view.framework().nodes().get(*child)).collect()
    };
    for function in view.framework().nodes().iter().filter(|node| node.kind == NodeKind::Function) {
        m.leaf("h3", &[], &format!("{} {}", function.id, function.title));
        official::block(view, m, &function.id);
        for category in below(function) {
            let subcategories = below(category);
            let outcomes: usize = subcategories.iter().map(|node| node.children.len().max(1)).sum();
            let outcomes = words::count(outcomes, "outcome", "outcomes");
            m.details(&format!("{} {}: {outcomes}", category.id, category.title), |m| {
                official::block(view, m, &category.id);
                let caption = format!("Answers to {} {}", category.id, category.title);
                m.table("cards answers", &caption, &["Outcome", "Answer", "Basis"], |m| {
                    for subcategory in subcategories {
                        if subcategory.outcome.is_some() {
                            row(view, m, subcategory);
                            continue;
                        }
                        m.within("tr", &[("class", "group"), ("id", &answer_anchor(&subcategory.id))], |m| {
                            m.within("th", &[("scope", "rowgroup"), ("colspan", "3")], |m| {
                                m.text(&format!("{} {}", subcategory.id, subcategory.title));
                                official::block(view, m, &subcategory.id);
                            });
                        });
                        for requirement in below(subcategory) {
                            row(view, m, requirement);
                        }
                    }
                });
            });
        }
    }
    elsewhere(view, m);
    let content = view.assessment.content();
    let of_organization = content.organization.as_ref().map(|organization| &organization.x);
    for (title, x) in [("Kept beside the organization", of_organization), ("Kept beside the answers", Some(&content.x))]
    {
        if let Some(x) = x.filter(|x| !x.is_empty()) {
            m.leaf("h3", &[], title);
            extra(m, x);
        }
    }
}

fn row(view: &View<'_>, m: &mut Markup, node: &Node) {
    let item = view.framework().item(&node.id);
    let answer = view.assessment.answer(&node.id);
    m.within("tr", &[("id", &answer_anchor(&node.id))], |m| {
        m.row_head(|m| {
            m.leaf("span", &[("class", "id")], &node.id);
            m.text(" ");
            m.text(&node.title);
            m.leaf("span", &[("class", "minor")], item.and_then(|item| item.question.as_deref()).unwrap_or_default());
            official::block(view, m, &node.id);
        });
        m.cell("Answer", |m| {
            level(view, m, &node.id);
            m.leaf("span", &[("class", "minor")], words::level_text(view.assessment, &node.id).unwrap_or_default());
        });
        m.cell("Basis", |m| {
            let Some(answer) = answer else { return };
            basis(m, answer.into());
            voices(view, m, answer);
        });
    });
}

/// What each respondent said, in a merged file.
fn voices(view: &View<'_>, m: &mut Markup, answer: &Answer) {
    if answer.voices.is_empty() {
        return;
    }
    m.within("dl", &[("class", "extra")], |m| {
        for (respondent, voice) in &answer.voices {
            m.fact(respondent, |m| {
                let state = match voice.state {
                    Some(crate::assessment::AnswerState::Unknown) => Some("Unknown"),
                    Some(crate::assessment::AnswerState::NotApplicable) => Some("Not applicable"),
                    Some(crate::assessment::AnswerState::Rated) | None => None,
                };
                let level = voice.level.as_ref().map(|level| words::level(view.scale(), level));
                m.text(state.or(level.as_deref()).unwrap_or("Unanswered"));
                if let Some(target) = &voice.target {
                    m.text(&format!(", target {}", words::level(view.scale(), target)));
                }
                if let Some(reason) = &voice.reason {
                    m.leaf("p", &[("class", "said")], reason);
                }
                basis(m, voice.into());
                voices(view, m, voice);
            });
        }
    });
}

fn respondents(m: &mut Markup, respondents: &[Respondent]) {
    if respondents.is_empty() {
        return;
    }
    m.table("cards", "Respondents", &["Id", "Role", "Name", "Decides"], |m| {
        for respondent in respondents {
            m.within("tr", &[], |m| {
                m.row_head(|m| m.text(&respondent.id));
                m.text_cell("Role", respondent.role.as_deref().unwrap_or("\u{2013}"));
                m.text_cell("Name", respondent.name.as_deref().unwrap_or("\u{2013}"));
                m.text_cell("Decides", if respondent.lead { "Yes, where respondents differ" } else { "\u{2013}" });
            });
        }
    });
}

/// Answers to questions of acts that this report does not grade: nothing that was said is left out.
fn elsewhere(view: &View<'_>, m: &mut Markup) {
    let is_elsewhere = |id: &str| !view.sets.iter().any(|set| set.set.question(id).is_some());
    let answers = view.assessment.content().supplementary.iter();
    let answers: Vec<_> = answers.filter(|(id, _)| is_elsewhere(id)).collect();
    if answers.is_empty() {
        return;
    }
    m.leaf("h3", &[], "Answers to questions of other acts");
    m.table("cards asked", "Questions that this report does not grade", &["Question", "Answer", "Basis"], |m| {
        for (id, answer) in answers {
            let question = view.library.obligation_sets().find_map(|set| set.question(id));
            m.within("tr", &[], |m| {
                m.row_head(|m| {
                    m.leaf("span", &[("class", "id")], id);
                    m.text(" ");
                    m.text(question.map_or("", |(_, question)| &question.question));
                });
                supplementary(m, Some(answer));
            });
        }
    });
}
