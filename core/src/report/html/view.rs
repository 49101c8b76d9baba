//! What every section looks things up in.

use super::super::{Audience, Report, official, words};
use super::markup::Markup;
use crate::assessment::{Assessment, Evidence};
use crate::crosswalk::Crosswalk;
use crate::framework::{Framework, Node};
use crate::obligation::{Obligation, ObligationSet};
use crate::result::{AssessmentResult, ObligationResult, ObligationStatus, SetStamp};
use crate::scale::Scale;
use serde_json::Value;
use std::collections::BTreeMap;

/// One obligation set of the result.
#[derive(Clone, Copy, Debug)]
pub(super) struct SetView<'a> {
    pub(super) set: &'a ObligationSet,
    pub(super) crosswalk: Option<&'a Crosswalk>,
    pub(super) stamp: &'a SetStamp,
}

impl SetView<'_> {
    /// The page's id for an obligation or group of this set.
    pub(super) fn anchor(&self, id: &str) -> String {
        format!("{}:{id}", self.set.id())
    }
}

/// A report and its documents.
#[derive(Debug)]
pub(super) struct View<'a> {
    pub(super) library: &'a crate::library::Library,
    pub(super) assessment: &'a Assessment,
    pub(super) result: &'a AssessmentResult,
    pub(super) audience: Audience,
    pub(super) sets: Vec<SetView<'a>>,
}

impl<'a> View<'a> {
    pub(super) fn new(report: &Report<'a>) -> Self {
        let Report { library, assessment, result, audience } = *report;
        let sets = result.sets.iter().filter_map(|(id, stamp)| {
            let crosswalk = stamp.crosswalk.as_deref().and_then(|id| library.crosswalk(id));
            Some(SetView { set: library.obligation_set(id)?, crosswalk, stamp })
        });
        Self { library, assessment, result, audience, sets: sets.collect() }
    }

    pub(super) fn has_sets(&self) -> bool {
        !self.sets.is_empty()
    }

    pub(super) fn framework(&self) -> &'a Framework {
        self.assessment.framework()
    }

    pub(super) fn scale(&self) -> &'a Scale {
        self.assessment.scale()
    }

    /// The graded obligations of a set with their results, in the set's order.
    pub(super) fn graded(&self, set: &SetView<'a>) -> impl Iterator<Item = (&'a Obligation, &'a ObligationResult)> {
        let result = self.result;
        set.set.graded().filter_map(|obligation| Some((obligation, result.obligations.get(&obligation.id)?)))
    }

    /// Those of [`View::graded`] that bind.
    pub(super) fn binding(&self, set: &SetView<'a>) -> impl Iterator<Item = (&'a Obligation, &'a ObligationResult)> {
        self.graded(set).filter(|(_, result)| result.status != ObligationStatus::NotApplicable)
    }

    /// Whether a duty is shown with all that it rests on: to an auditor each, to an authority those that bind.
    pub(super) fn has_article(&self, result: &ObligationResult) -> bool {
        match self.audience {
            Audience::Board => false,
            Audience::Auditor => true,
            Audience::Regulator => result.status != ObligationStatus::NotApplicable,
        }
    }

    /// What is answered at or below the node with this id; nothing when the framework lacks it.
    pub(super) fn answered_at(&self, id: &str) -> Vec<&'a Node> {
        let framework = self.framework();
        let Some(node) = framework.node(id) else { return Vec::new() };
        if node.outcome.is_some() {
            return vec![node];
        }
        node.children.iter().filter_map(|child| framework.nodes().get(*child)).collect()
    }

    /// For each answered outcome the binding duties that it is mapped to.
    pub(super) fn bears_on(&self) -> BTreeMap<&'a str, Vec<(SetView<'a>, &'a Obligation)>> {
        let mut bears_on: BTreeMap<&str, Vec<(SetView<'_>, &Obligation)>> = BTreeMap::new();
        for set in &self.sets {
            for (obligation, _) in self.binding(set) {
                for mapping in set.crosswalk.into_iter().flat_map(|crosswalk| crosswalk.mappings_to(&obligation.id)) {
                    for node in self.answered_at(&mapping.from) {
                        bears_on.entry(&node.id).or_default().push((*set, obligation));
                    }
                }
            }
        }
        bears_on
    }

    /// An outcome's id, linked where all answers are shown, and its title.
    pub(super) fn outcome(&self, m: &mut Markup, node: &Node) {
        m.within("span", &[("class", "id")], |m| match self.audience {
            Audience::Auditor => m.link(&answer_anchor(&node.id), &node.id),
            Audience::Regulator if official(self.library, self.framework().id(), &node.id).is_some() => {
                m.link(&official_anchor(&node.id), &node.id);
            }
            _ => m.text(&node.id),
        });
        m.text(" ");
        m.text(&node.title);
    }

    /// The answer to an outcome in words, with a mark that an open one has too.
    pub(super) fn rating(&self, m: &mut Markup, outcome: &str) {
        let is_open = self.assessment.rating(outcome).is_open();
        if is_open {
            super::svg::mark(m, "undetermined");
        }
        m.text(&words::rating(self.assessment, outcome));
        if let Some(reason) = self.assessment.answer(outcome).and_then(|answer| answer.reason.as_ref()) {
            m.leaf("p", &[("class", "said")], reason);
        }
    }

    /// The page's name for an article of a set.
    pub(super) fn article(&self, m: &mut Markup, set: &SetView<'_>, obligation: &Obligation) {
        let text = words::article(&obligation.article);
        let text = if self.sets.len() > 1 { format!("{} {text}", set.set.id()) } else { text };
        m.link(&set.anchor(&obligation.id), &text);
    }
}

/// The page's id for an answer in the appendix.
pub(super) fn answer_anchor(outcome: &str) -> String {
    format!("answer:{outcome}")
}

/// The page's id for the official wording of a node, where all of it stands together.
pub(super) fn official_anchor(id: &str) -> String {
    format!("official:{id}")
}

/// References with date, note and whatever else their author kept.
pub(super) fn evidence(m: &mut Markup, evidence: &[Evidence]) {
    if evidence.is_empty() {
        return;
    }
    m.within("ul", &[("class", "evidence")], |m| {
        for one in evidence {
            m.within("li", &[], |m| {
                m.text(&one.reference);
                if let Some(date) = &one.date {
                    m.text(&format!(" ({date})"));
                }
                if let Some(note) = &one.note {
                    m.leaf("p", &[("class", "said")], note);
                }
                extra(m, &one.x);
            });
        }
    });
}

/// What an author kept under `x`.
pub(super) fn extra(m: &mut Markup, x: &BTreeMap<String, Value>) {
    if x.is_empty() {
        return;
    }
    m.within("dl", &[("class", "extra")], |m| {
        for (key, value) in x {
            m.fact(key, |m| extra_value(m, value));
        }
    });
}

fn extra_value(m: &mut Markup, value: &Value) {
    match value {
        Value::String(text) => m.text(text),
        Value::Array(values) => m.within("ul", &[], |m| {
            for value in values {
                m.within("li", &[], |m| extra_value(m, value));
            }
        }),
        Value::Object(members) => m.within("dl", &[], |m| {
            for (key, value) in members {
                m.fact(key, |m| extra_value(m, value));
            }
        }),
        other => m.text(&other.to_string()),
    }
}
