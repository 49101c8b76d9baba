//! Article by article: what a duty asks, what the answers are evidence of, and what that rests on.

use super::super::words;
use super::answers::{self, basis};
use super::duties::{Entry, group_mark, group_words, outline};
use super::markup::Markup;
use super::svg;
use super::view::{SetView, View, extra};
use crate::assessment::Said;
use crate::crosswalk::{Crosswalk, Mapping};
use crate::obligation::{Group, Obligation, Question};
use crate::result::{Ends, ObligationResult, ObligationStatus};

pub(super) fn articles(view: &View<'_>, m: &mut Markup) {
    for set in &view.sets {
        m.leaf("h3", &[], &set.set.content().title);
        if let Some(crosswalk) = set.crosswalk {
            m.leaf("p", &[], &thresholds(crosswalk));
        }
        for entry in outline(view, set, |result| view.has_article(result)) {
            match entry {
                Entry::Group(group, depth) => heading(view, m, set, group, depth),
                Entry::Duty(obligation, result, depth) => duty(view, m, set, obligation, result, depth),
            }
        }
    }
}

fn thresholds(crosswalk: &Crosswalk) -> String {
    let thresholds = &crosswalk.thresholds;
    format!(
        "Evidence is the mean of the mapped outcomes, weighted by strength. It is enough from {} on if no outcome of \
         strength {} or more lies below {}, and part of what is needed from {} on.",
        thresholds.evidenced_at.plain(),
        thresholds.floor_strength,
        thresholds.floor_at.plain(),
        thresholds.partly_at.plain()
    )
}

fn tag(depth: usize) -> &'static str {
    match depth {
        0 => "h4",
        1 => "h5",
        _ => "h6",
    }
}

fn heading(view: &View<'_>, m: &mut Markup, set: &SetView<'_>, group: &Group, depth: usize) {
    let Some(result) = view.result.groups.get(&group.id) else { return };
    let (ends, counts) = group_words(result);
    m.within("div", &[("class", "group"), ("id", &set.anchor(&group.id))], |m| {
        m.leaf(tag(depth), &[], &format!("{} {}", words::article(&group.article), group.title));
        m.within("p", &[], |m| {
            svg::mark(m, group_mark(result));
            m.leaf("strong", &[], &ends);
            m.text(&format!(" ({counts})"));
        });
    });
}

fn duty(
    view: &View<'_>,
    m: &mut Markup,
    set: &SetView<'_>,
    obligation: &Obligation,
    result: &ObligationResult,
    depth: usize,
) {
    m.within("article", &[("id", &set.anchor(&obligation.id)), ("class", "duty")], |m| {
        m.leaf(tag(depth), &[], &format!("{} {}", words::article(&obligation.article), obligation.title));
        m.within("p", &[("class", "verdict")], |m| {
            svg::mark(m, result.status.text());
            m.leaf("strong", &[], &words::verdict(result));
            if obligation.voluntary {
                m.text(". Encouraged, not owed: it counts in no heading.");
            }
        });
        m.leaf("p", &[], &obligation.summary);
        deadlines(m, set, obligation);
        facts(m, obligation, result);
        m.leaf("p", &[("class", "minor")], &format!("How the article was checked: {}", obligation.verification));
        let binds = result.status != ObligationStatus::NotApplicable;
        if binds {
            outcomes(view, m, set, obligation);
        }
        let questions: Vec<&Question> = obligation
            .supplementary
            .iter()
            .filter(|question| binds || view.assessment.supplementary(&question.id).is_some())
            .collect();
        supplementary(view, m, &questions);
        extra(m, &obligation.x);
    });
}

fn deadlines(m: &mut Markup, set: &SetView<'_>, obligation: &Obligation) {
    if obligation.deadlines.is_empty() {
        return;
    }
    m.leaf("p", &[("class", "strong")], "Time limits");
    m.within("ul", &[], |m| {
        for deadline in &obligation.deadlines {
            m.leaf("li", &[], &words::deadline(deadline, &set.set.content().roles));
        }
    });
}

fn facts(m: &mut Markup, obligation: &Obligation, result: &ObligationResult) {
    m.within("dl", &[("class", "facts")], |m| {
        m.text_fact("Id", Some(&obligation.id));
        m.text_fact("Addressed to", Some(&words::capital(words::addressee(obligation.addressee))));
        m.text_fact("About", Some(&words::capital(words::kind(obligation.kind))));
        m.text_fact("Owed after", obligation.trigger.as_deref());
        m.text_fact("Reach of the framework", Some(&words::capital(words::reach(result.reach))));
        m.text_fact("Rests on", Some(rests_on(result)).as_deref());
        let share = |figure: &Option<_>, low: &Option<_>, high: &Option<_>| {
            let interval = words::interval(Option::as_ref(low), Option::as_ref(high));
            match figure {
                Some(_) if low == high => Some(words::figure(Option::as_ref(figure))),
                Some(_) => Some(format!("{}; with open outcomes {interval}", words::figure(Option::as_ref(figure)))),
                None if low.is_some() => Some(format!("none yet; with open outcomes {interval}")),
                None => None,
            }
        };
        let evidence = share(&result.evidence, &result.evidence_low, &result.evidence_high);
        m.text_fact("Evidence, 0 to 1", evidence.as_deref());
        let weakest = share(&result.weakest, &result.weakest_low, &result.weakest_high);
        m.text_fact("Weakest strong outcome, 0 to 1", weakest.as_deref());
        m.text_fact("Outcomes alone", result.framework.map(ends).as_deref());
        m.text_fact("Questions alone", result.supplement.map(ends).as_deref());
    });
}

fn rests_on(result: &ObligationResult) -> String {
    let rests_on = words::rests_on(&result.rests_on);
    rests_on.strip_prefix("rests on ").unwrap_or(&rests_on).to_owned()
}

fn ends(ends: Ends) -> String {
    words::ends(Some(ends.worst), Some(ends.best))
}

/// The mapped outcomes of a duty with their answers.
fn outcomes(view: &View<'_>, m: &mut Markup, set: &SetView<'_>, obligation: &Obligation) {
    let Some(crosswalk) = set.crosswalk else { return };
    let mappings: Vec<&Mapping> = crosswalk.mappings_to(&obligation.id).collect();
    if mappings.is_empty() {
        return;
    }
    m.details(&format!("{} behind it", words::count(mappings.len(), "outcome", "outcomes")), |m| {
        let columns = ["Outcome", "What it says about the duty", "Answer", "Basis"];
        let caption = format!("Outcomes behind {} {}", words::article(&obligation.article), obligation.title);
        m.table("cards behind", &caption, &columns, |m| {
            for mapping in mappings {
                let answered = view.answered_at(&mapping.from);
                m.within("tr", &[], |m| {
                    m.row_head(|m| match view.framework().node(&mapping.from) {
                        Some(node) => view.outcome(m, node),
                        None => m.text(&mapping.from),
                    });
                    m.cell("What it says about the duty", |m| link(m, mapping));
                    m.cell("Answer", |m| {
                        if answered.is_empty() {
                            m.text("Not asked by this framework");
                        }
                        for node in &answered {
                            if node.id != mapping.from {
                                m.leaf("span", &[("class", "id")], &node.id);
                                m.text(" ");
                            }
                            answers::level(view, m, &node.id);
                        }
                    });
                    m.cell("Basis", |m| {
                        for node in &answered {
                            if let Some(answer) = view.assessment.answer(&node.id) {
                                basis(m, answer.into());
                            }
                        }
                    });
                });
            }
        });
    });
}

fn link(m: &mut Markup, mapping: &Mapping) {
    m.leaf("strong", &[], &format!("Strength {} of 10", mapping.strength));
    m.text(&format!(", {}. {} ", words::relationship(mapping.relationship), mapping.rationale));
    let review = words::review(mapping.review);
    let note = match mapping.sources.as_slice() {
        [] => format!("Link {review}."),
        sources => format!("Link {review}; sources: {}.", sources.join(", ")),
    };
    m.leaf("span", &[("class", "minor")], &note);
    extra(m, &mapping.x);
}

/// Supplementary questions with their answers.
fn supplementary(view: &View<'_>, m: &mut Markup, questions: &[&Question]) {
    if questions.is_empty() {
        return;
    }
    let said = |wanted: Option<Said>| {
        let is = |question: &&&Question| view.assessment.supplementary(&question.id).and_then(|it| it.answer) == wanted;
        questions.iter().filter(is).count()
    };
    let counts: Vec<String> = [Some(Said::Yes), Some(Said::No), Some(Said::Unknown), Some(Said::NotApplicable), None]
        .into_iter()
        .filter(|wanted| said(*wanted) > 0)
        .map(|wanted| format!("{} {}", said(wanted), words::said(wanted).to_lowercase()))
        .collect();
    let questions_in_words = words::count(questions.len(), "question", "questions");
    m.details(&format!("{questions_in_words} beside the framework: {}", counts.join(", ")), |m| {
        m.table("cards asked", "Questions beside the framework", &["Question", "Answer", "Basis"], |m| {
            for question in questions {
                m.within("tr", &[], |m| answers::question(view, m, question));
            }
        });
    });
}
