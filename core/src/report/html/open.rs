//! What is open, what the framework cannot speak to, what does not apply, and what is only for information.

use super::super::words;
use super::markup::Markup;
use super::svg;
use super::view::{SetView, View};
use crate::assessment::{Rating, Said};
use crate::crosswalk::Reach;
use crate::obligation::{Kind, Obligation};
use crate::result::ObligationStatus;

/// The articles of duties, each linked.
pub(super) fn articles(view: &View<'_>, m: &mut Markup, duties: Option<&Vec<(SetView<'_>, &Obligation)>>) {
    let Some(duties) = duties else {
        m.text("\u{2013}");
        return;
    };
    for (position, (set, obligation)) in duties.iter().enumerate() {
        if position > 0 {
            m.text(", ");
        }
        view.article(m, set, obligation);
    }
}

pub(super) fn open(view: &View<'_>, m: &mut Markup) {
    let outcomes: Vec<_> =
        view.framework().outcomes().filter(|node| view.assessment.rating(&node.id).is_open()).collect();
    let questions: Vec<_> = view
        .sets
        .iter()
        .flat_map(|set| view.binding(set).map(move |(obligation, result)| (set, obligation, result)))
        .flat_map(|(set, obligation, result)| {
            let open = obligation.supplementary.iter().filter(|question| result.open.contains(&question.id));
            open.map(move |question| (set, obligation, question))
        })
        .collect();
    if outcomes.is_empty() && questions.is_empty() {
        m.leaf("p", &[], "Nothing is open: every outcome and every question of a binding duty has its answer.");
        return;
    }
    m.leaf("p", &[], "Open is neither zero nor not applicable. It is why scores and statuses can still move.");
    if !outcomes.is_empty() {
        let bears_on = view.bears_on();
        m.details(&words::count(outcomes.len(), "open outcome", "open outcomes"), |m| {
            m.table("cards", "Open outcomes", &["Outcome", "State", "Owner", "Bears on"], |m| {
                for node in outcomes {
                    m.within("tr", &[], |m| {
                        m.row_head(|m| {
                            view.outcome(m, node);
                            let question = view.framework().item(&node.id).and_then(|item| item.question.as_deref());
                            m.leaf("span", &[("class", "minor")], question.unwrap_or_default());
                        });
                        m.cell("State", |m| view.rating(m, &node.id));
                        let owner = view.assessment.answer(&node.id).and_then(|answer| answer.owner.as_deref());
                        m.text_cell("Owner", owner.unwrap_or("\u{2013}"));
                        m.cell("Bears on", |m| articles(view, m, bears_on.get(node.id.as_str())));
                    });
                }
            });
        });
    }
    if !questions.is_empty() {
        m.details(&words::count(questions.len(), "open question", "open questions"), |m| {
            let columns = ["Question", "State", "Owner", "Duty"];
            m.table("cards", "Open questions of binding duties", &columns, |m| {
                for (set, obligation, question) in questions {
                    let answer = view.assessment.supplementary(&question.id);
                    m.within("tr", &[], |m| {
                        m.row_head(|m| {
                            m.leaf("span", &[("class", "id")], &question.id);
                            m.text(" ");
                            m.text(&question.question);
                        });
                        m.cell("State", |m| {
                            svg::mark(m, "undetermined");
                            m.text(words::said(answer.and_then(|answer| answer.answer)));
                        });
                        let owner = answer.and_then(|answer| answer.owner.as_deref());
                        m.text_cell("Owner", owner.unwrap_or("\u{2013}"));
                        m.cell("Duty", |m| {
                            view.article(m, set, obligation);
                            m.text(&format!(" {}", obligation.title));
                        });
                    });
                }
            });
        });
    }
}

pub(super) fn limits(view: &View<'_>, m: &mut Markup) {
    for set in &view.sets {
        m.leaf("h3", &[], &set.set.content().title);
        let unreached: Vec<_> = view
            .binding(set)
            .filter(|(_, result)| result.reach == Reach::None || result.status == ObligationStatus::OutsideFramework)
            .collect();
        if unreached.is_empty() {
            m.leaf("p", &[], "The framework reaches every binding duty at least in part.");
        } else {
            m.table("cards", "Duties that no outcome speaks to", &["Duty", "Status", "What speaks instead"], |m| {
                for (obligation, result) in unreached {
                    m.within("tr", &[], |m| {
                        m.row_head(|m| {
                            view.article(m, set, obligation);
                            m.text(&format!(" {}", obligation.title));
                        });
                        m.cell("Status", |m| {
                            svg::mark(m, result.status.text());
                            m.text(&words::verdict(result));
                        });
                        let questions = words::count(obligation.supplementary.len(), "question", "questions");
                        m.text_cell("What speaks instead", &questions);
                    });
                }
            });
        }
        not_asked(view, m, set);
        let Some(crosswalk) = set.crosswalk else { continue };
        if !crosswalk.not_counted.is_empty() {
            let links = words::count(crosswalk.not_counted.len(), "link", "links");
            m.details(&format!("{links} shown and never weighed"), |m| {
                m.table("cards", "Outcomes that help without being evidence", &["Outcome", "Duty", "Why"], |m| {
                    for link in &crosswalk.not_counted {
                        m.within("tr", &[], |m| {
                            m.row_head(|m| outcome(view, m, &link.from));
                            m.cell("Duty", |m| match set.set.obligation(&link.to) {
                                Some(obligation) => {
                                    view.article(m, set, obligation);
                                    m.text(&format!(" {}", obligation.title));
                                }
                                None => m.text(&link.to),
                            });
                            m.text_cell("Why", &link.reason);
                        });
                    }
                });
            });
        }
        if !crosswalk.no_relationship.is_empty() {
            m.leaf("h4", &[], "Outcomes that were looked at and relate to no duty");
            m.within("ul", &[], |m| {
                for id in &crosswalk.no_relationship {
                    m.within("li", &[], |m| outcome(view, m, id));
                }
            });
        }
    }
}

fn outcome(view: &View<'_>, m: &mut Markup, id: &str) {
    match view.framework().node(id) {
        Some(node) if node.outcome.is_some() => view.outcome(m, node),
        Some(node) => m.text(&format!("{id} {}", node.title)),
        None => m.text(id),
    }
}

fn not_asked(view: &View<'_>, m: &mut Markup, set: &SetView<'_>) {
    let lacking: Vec<_> = view.binding(set).filter(|(_, result)| !result.not_asked.is_empty()).collect();
    if lacking.is_empty() {
        return;
    }
    m.leaf("h4", &[], &format!("Mapped outcomes that {} does not ask", view.framework().id()));
    m.within("ul", &[], |m| {
        for (obligation, result) in lacking {
            m.within("li", &[], |m| {
                view.article(m, set, obligation);
                m.text(&format!(": {}", result.not_asked.join(", ")));
            });
        }
    });
}

pub(super) fn not_applicable(view: &View<'_>, m: &mut Markup) {
    let outcomes: Vec<_> =
        view.framework().outcomes().filter(|node| view.assessment.rating(&node.id) == Rating::NotApplicable).collect();
    let questions: Vec<_> = view
        .assessment
        .content()
        .supplementary
        .iter()
        .filter(|(_, answer)| answer.answer == Some(Said::NotApplicable))
        .collect();
    if outcomes.is_empty() && questions.is_empty() {
        m.leaf("p", &[], "No outcome and no question was called not applicable.");
    }
    if !outcomes.is_empty() {
        m.table("cards", "Outcomes that do not apply", &["Outcome", "Reason"], |m| {
            for node in outcomes {
                let answer = view.assessment.answer(&node.id);
                m.within("tr", &[], |m| {
                    m.row_head(|m| view.outcome(m, node));
                    m.text_cell("Reason", answer.and_then(|answer| answer.reason.as_deref()).unwrap_or_default());
                });
            }
        });
    }
    if !questions.is_empty() {
        m.table("cards", "Questions that do not apply", &["Question", "Reason"], |m| {
            for (id, answer) in questions {
                let question = view.sets.iter().find_map(|set| set.set.question(id)).map(|(_, question)| question);
                m.within("tr", &[], |m| {
                    m.row_head(|m| {
                        m.leaf("span", &[("class", "id")], id);
                        m.text(" ");
                        m.text(question.map_or("", |question| &question.question));
                    });
                    m.text_cell("Reason", answer.reason.as_deref().unwrap_or_default());
                });
            }
        });
    }
    for set in &view.sets {
        let unbound: Vec<_> =
            view.graded(set).filter(|(_, result)| result.status == ObligationStatus::NotApplicable).collect();
        if unbound.is_empty() {
            continue;
        }
        let entries = words::count(unbound.len(), "entry", "entries");
        m.details(&format!("{entries} of {} not binding this organization", set.set.content().title), |m| {
            m.table("cards", "What does not bind, and why", &["Entry", "Why"], |m| {
                for (obligation, result) in unbound {
                    m.within("tr", &[], |m| {
                        m.row_head(|m| {
                            m.leaf("span", &[("class", "id")], &words::article(&obligation.article));
                            m.text(&format!(" {} ({})", obligation.title, obligation.id));
                        });
                        let reason = result.reason.as_ref().map(words::not_bound);
                        m.text_cell("Why", reason.as_deref().unwrap_or_default());
                    });
                }
            });
        });
    }
}

fn facts<'a>(set: &SetView<'a>) -> impl Iterator<Item = &'a Obligation> {
    set.set.content().obligations.iter().filter(|obligation| obligation.kind == Kind::Information)
}

pub(super) fn has_information(view: &View<'_>) -> bool {
    view.sets.iter().any(|set| facts(set).next().is_some())
}

pub(super) fn information(view: &View<'_>, m: &mut Markup) {
    m.leaf("p", &[], "Facts of the acts, such as powers and fines. They ask nothing and have no status.");
    for set in view.sets.iter().filter(|set| facts(set).next().is_some()) {
        m.leaf("h3", &[], &set.set.content().title);
        let columns = ["Entry", "What it says", "How the article was checked"];
        m.table("cards", &format!("Facts of {}", set.set.content().title), &columns, |m| {
            for fact in facts(set) {
                m.within("tr", &[("id", &set.anchor(&fact.id))], |m| {
                    m.row_head(|m| {
                        m.leaf("span", &[("class", "id")], &words::article(&fact.article));
                        m.text(&format!(" {} ({})", fact.title, fact.id));
                    });
                    m.cell("What it says", |m| {
                        m.text(&fact.summary);
                        for deadline in &fact.deadlines {
                            let deadline = words::deadline(deadline, &set.set.content().roles);
                            m.leaf("span", &[("class", "minor")], &format!("Time limit: {deadline}"));
                        }
                        if let Some(trigger) = &fact.trigger {
                            m.leaf("span", &[("class", "minor")], &format!("Comes with: {trigger}"));
                        }
                    });
                    m.text_cell("How the article was checked", &fact.verification);
                });
            }
        });
    }
}
