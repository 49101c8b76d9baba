//! Why an obligation has its status, from the law down to each answer.

use super::{Context, Flip, OutcomeFound, SetFacts};
use crate::assessment::{Assessment, Rating, Said, SupplementaryAnswer};
use crate::crosswalk::{Crosswalk, Mapping, Reach, Relationship, Review, Thresholds};
use crate::explain::Sum;
use crate::fraction::{Figure, Fraction};
use crate::obligation::{Obligation, Question};
use crate::report::words;
use crate::result::{ObligationResult, ObligationStatus};
use serde::Serialize;

/// Which rule made the status out of the grades.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Rule {
    /// Information is never graded.
    Information,
    /// It does not bind the entity.
    NotBinding,
    /// Nothing that applies speaks to it.
    Outside,
    /// There is no question: the mapped outcomes decide.
    OutcomesOnly,
    /// No mapped outcome applies: the questions decide.
    QuestionsOnly,
    /// The mapped outcomes decide, and a no holds the status down.
    CappedByQuestions,
    /// Outcomes and questions decide together.
    Both,
}

impl Rule {
    /// The rule in a sentence.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Information => "This entry is information: it is shown and never graded.",
            Self::NotBinding => "It does not bind this entity, so it is not graded.",
            Self::Outside => {
                "No mapped outcome applies and no question is answered yes or no, so nothing can be said yet."
            }
            Self::OutcomesOnly => "There is no question that applies: the grade of the mapped outcomes is the status.",
            Self::QuestionsOnly => {
                "No mapped outcome speaks to it: the grade of the supplementary questions is the status."
            }
            Self::CappedByQuestions => {
                "The framework speaks about nearly all of it: the grade of the mapped outcomes is the status, \
                 but it is at most \u{201c}Partly evidenced\u{201d} while a question is answered no; at the worst end every open one is."
            }
            Self::Both => {
                "The framework speaks about part of it: the status is \u{201c}Evidence available\u{201d} or \
                 \u{201c}Not evidenced\u{201d} only when outcomes and questions agree on it, and else \
                 \u{201c}Partly evidenced\u{201d}."
            }
        }
    }
}

/// An obligation and all that its status rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ObligationExplanation {
    /// Who has to act, in words.
    pub addressee: &'static str,
    /// The article.
    pub article: String,
    /// Whom it binds, in words.
    pub binds: String,
    /// The entity's class under the act, and how it was found or why it stays open, in words.
    pub class: String,
    /// The crosswalk that was read.
    pub crosswalk: Option<String>,
    /// Its deadlines, in words.
    pub deadlines: Vec<String>,
    /// Outcomes that help and never weigh.
    pub enablers: Vec<Enabler>,
    /// Single changes that would change the status.
    pub flips: Vec<Flip>,
    /// How the mapped outcomes were graded, a sentence for each end.
    pub grades: Vec<String>,
    /// The group above.
    pub group: Option<String>,
    /// Whether the entity's class under the act is known.
    pub is_class_known: bool,
    /// What it is about, in words.
    pub kind: &'static str,
    /// The day of the law that the set describes.
    pub law_as_of: Option<String>,
    /// The mapped outcomes, the strongest first.
    pub links: Vec<Link>,
    /// The supplementary questions.
    pub questions: Vec<QuestionFound>,
    /// Its result; none for information.
    pub result: Option<ObligationResult>,
    /// The rule that made the status.
    pub rule: Rule,
    /// The set.
    pub set: String,
    /// What it asks.
    pub summary: String,
    /// The evidence as sums.
    pub sums: Vec<Sum>,
    /// From where on evidence counts.
    #[serde(serialize_with = "super::sorted")]
    pub thresholds: Option<Thresholds>,
    /// What has to happen before it bites.
    pub trigger: Option<String>,
    /// The status in words.
    pub verdict: String,
    /// Whether it is encouraged and not owed.
    pub voluntary: bool,
}

/// One mapped outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Link {
    /// The mapped node.
    pub from: String,
    /// Whether the framework asks it.
    pub is_asked: bool,
    /// Whether it is strong enough for the floor.
    pub is_strong: bool,
    /// The answers: its own, or those of its requirements.
    pub outcomes: Vec<OutcomeFound>,
    /// Why it speaks to the obligation.
    pub rationale: String,
    /// How they relate.
    pub relationship: Relationship,
    /// Whether the mapping was checked.
    pub review: Review,
    /// Its level as a share of the scale with everything open at its best; none where it does not apply.
    pub share_high: Option<Figure>,
    /// The same with everything open at its worst.
    pub share_low: Option<Figure>,
    /// Who else says so.
    pub sources: Vec<String>,
    /// How much it weighs, 1 to 10.
    pub strength: i64,
    /// Its title.
    pub title: String,
}

/// An outcome that helps with an obligation without being evidence of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Enabler {
    /// The outcome.
    pub from: String,
    /// Why it does not weigh.
    pub reason: String,
}

/// A supplementary question with its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct QuestionFound {
    /// The answer as it was given.
    #[serde(serialize_with = "super::sorted")]
    pub answer: Option<SupplementaryAnswer>,
    /// What would show a yes.
    pub evidence: Vec<String>,
    /// The question's id.
    pub id: String,
    /// The question.
    pub question: String,
    /// `yes`, `no`, `unknown`, `not_applicable` or `unanswered`.
    pub state: &'static str,
}

/// A supplementary question and what it does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct QuestionExplanation {
    /// The article of its obligation.
    pub article: String,
    /// The answers that would change the status of its obligation.
    pub flips: Vec<Flip>,
    /// Its obligation.
    pub obligation: String,
    /// The obligation's title.
    pub obligation_title: String,
    /// The question and its answer.
    pub question: QuestionFound,
    /// The set.
    pub set: String,
    /// The obligation's status in words.
    pub verdict: String,
}

impl Context<'_> {
    pub(super) fn obligation(&self, facts: &SetFacts<'_>, obligation: &Obligation) -> ObligationExplanation {
        let result = self.result.obligations.get(&obligation.id);
        let mappings = strongest_first(facts.crosswalk, &obligation.id);
        let thresholds = facts.crosswalk.map(|crosswalk| crosswalk.thresholds.clone());
        let is_binding = result.is_some_and(|result| result.reason.is_none());
        let not_counted = facts.crosswalk.map(|crosswalk| crosswalk.not_counted.as_slice()).unwrap_or_default();
        let mut flips = Vec::new();
        if is_binding {
            flips = self.single_changes(&mut self.assessment.clone(), facts, obligation, &mappings);
        }
        ObligationExplanation {
            addressee: words::addressee(obligation.addressee),
            article: obligation.article.clone(),
            binds: binds(obligation),
            class: words::class_found(facts.stamp),
            crosswalk: facts.stamp.crosswalk.clone(),
            deadlines: obligation
                .deadlines
                .iter()
                .map(|one| words::deadline(one, &facts.set.content().roles))
                .collect(),
            enablers: not_counted
                .iter()
                .filter(|link| link.to == obligation.id)
                .map(|link| Enabler { from: link.from.clone(), reason: link.reason.clone() })
                .collect(),
            flips,
            grades: result.zip(thresholds.as_ref()).map(|(result, at)| grades(result, at)).unwrap_or_default(),
            group: obligation.group.clone(),
            is_class_known: facts.stamp.class.is_some(),
            kind: words::kind(obligation.kind),
            law_as_of: facts.set.content().legal_state.as_ref().map(|legal| legal.as_of.clone()),
            links: mappings.iter().map(|mapping| self.link(mapping, thresholds.as_ref())).collect(),
            questions: obligation.supplementary.iter().map(|question| self.asked(question)).collect(),
            result: result.cloned(),
            rule: rule(result),
            set: facts.set.id().to_owned(),
            summary: obligation.summary.clone(),
            sums: if is_binding { self.sums(&mappings) } else { Vec::new() },
            thresholds: thresholds.filter(|_| !mappings.is_empty()),
            trigger: obligation.trigger.clone(),
            verdict: result.map_or_else(|| "Information only".to_owned(), words::verdict),
            voluntary: obligation.voluntary,
        }
    }

    /// Everything that a single answer can change: outcomes in the order of their mappings, then questions.
    pub(super) fn single_changes(
        &self,
        trial: &mut Assessment,
        facts: &SetFacts<'_>,
        obligation: &Obligation,
        mappings: &[&Mapping],
    ) -> Vec<Flip> {
        let mut flips = self.flips_of_outcomes(trial, facts, obligation, mappings);
        for question in &obligation.supplementary {
            flips.extend(self.flips_by_answer(trial, facts, &obligation.id, &question.id));
        }
        flips
    }

    /// One outcome at another level; what does not apply stays so.
    fn flips_of_outcomes(
        &self,
        trial: &mut Assessment,
        facts: &SetFacts<'_>,
        obligation: &Obligation,
        mappings: &[&Mapping],
    ) -> Vec<Flip> {
        let mut flips = Vec::new();
        for outcome in mappings.iter().flat_map(|mapping| self.answering(&mapping.from)) {
            if self.assessment.rating(outcome) != Rating::NotApplicable {
                let found = self.flips_by_level(trial, outcome, &[(*facts, &obligation.id)]);
                flips.extend(found.into_iter().flatten());
            }
        }
        flips
    }

    fn link(&self, mapping: &Mapping, thresholds: Option<&Thresholds>) -> Link {
        let reading = self.reading(&mapping.from);
        let node = self.assessment.framework().node(&mapping.from);
        let (low, high) = reading.map(|reading| (Figure(reading.low), Figure(reading.high))).unzip();
        Link {
            from: mapping.from.clone(),
            is_asked: node.is_some(),
            is_strong: thresholds.is_some_and(|thresholds| mapping.strength >= thresholds.floor_strength),
            outcomes: self.answering(&mapping.from).into_iter().map(|id| self.outcome(id)).collect(),
            rationale: mapping.rationale.clone(),
            relationship: mapping.relationship,
            review: mapping.review,
            share_high: high,
            share_low: low,
            sources: mapping.sources.clone(),
            strength: mapping.strength,
            title: node.map(|node| node.title.clone()).unwrap_or_default(),
        }
    }

    fn asked(&self, question: &Question) -> QuestionFound {
        let answer = self.assessment.supplementary(&question.id);
        QuestionFound {
            answer: answer.cloned(),
            evidence: question.evidence.clone(),
            id: question.id.clone(),
            question: question.question.clone(),
            state: match answer.and_then(|answer| answer.answer) {
                Some(Said::Yes) => "yes",
                Some(Said::No) => "no",
                Some(Said::Unknown) => "unknown",
                Some(Said::NotApplicable) => "not_applicable",
                None => "unanswered",
            },
        }
    }

    pub(super) fn question(
        &self,
        facts: &SetFacts<'_>,
        obligation: &Obligation,
        question: &Question,
    ) -> QuestionExplanation {
        let result = self.result.obligations.get(&obligation.id);
        QuestionExplanation {
            article: obligation.article.clone(),
            flips: self.flips_by_answer(&mut self.assessment.clone(), facts, &obligation.id, &question.id),
            obligation: obligation.id.clone(),
            obligation_title: obligation.title.clone(),
            question: self.asked(question),
            set: facts.set.id().to_owned(),
            verdict: result.map(words::verdict).unwrap_or_default(),
        }
    }
}

/// The mappings to an obligation, the strongest first.
pub(crate) fn strongest_first<'a>(crosswalk: Option<&'a Crosswalk>, obligation: &str) -> Vec<&'a Mapping> {
    let all = crosswalk.map(|crosswalk| crosswalk.mappings.as_slice()).unwrap_or_default();
    let mut mappings: Vec<&Mapping> = all.iter().filter(|mapping| mapping.to == obligation).collect();
    mappings.sort_by(|a, b| b.strength.cmp(&a.strength).then_with(|| a.from.cmp(&b.from)));
    mappings
}

fn rule(result: Option<&ObligationResult>) -> Rule {
    let Some(result) = result else { return Rule::Information };
    match (result.status, &result.framework, &result.supplement) {
        (ObligationStatus::NotApplicable, _, _) => Rule::NotBinding,
        (ObligationStatus::OutsideFramework, _, _) => Rule::Outside,
        (_, None, _) => Rule::QuestionsOnly,
        (_, Some(_), None) => Rule::OutcomesOnly,
        (_, Some(_), Some(_)) if result.reach == Reach::Substantial => Rule::CappedByQuestions,
        (_, Some(_), Some(_)) => Rule::Both,
    }
}

fn binds(obligation: &Obligation) -> String {
    let binds = &obligation.binds;
    let lists = [("class", &binds.classes), ("sector", &binds.sectors), ("role", &binds.roles)];
    let parts: Vec<String> = lists
        .iter()
        .filter(|(_, list)| !list.is_empty())
        .map(|(name, list)| format!("{name} {}", list.join(" or ").replace('_', " ")))
        .collect();
    if parts.is_empty() { "everyone under the act".to_owned() } else { parts.join("; ") }
}

/// How each end of the mapped outcomes' grade came about.
fn grades(result: &ObligationResult, thresholds: &Thresholds) -> Vec<String> {
    let Some(ends) = &result.framework else { return Vec::new() };
    let is_open = result.evidence_low != result.evidence_high || result.weakest_low != result.weakest_high;
    let (worst, best) = if is_open {
        ("With every open outcome at its worst, evidence", "With every open outcome at its best, evidence")
    } else {
        ("Evidence", "Evidence")
    };
    let low = grade(worst, ends.worst, result.evidence_low.as_ref(), result.weakest_low.as_ref(), thresholds);
    let high = grade(best, ends.best, result.evidence_high.as_ref(), result.weakest_high.as_ref(), thresholds);
    low.into_iter().chain(high.filter(|_| is_open)).collect()
}

fn grade(
    lead: &str,
    grade: u8,
    evidence: Option<&Figure>,
    weakest: Option<&Figure>,
    thresholds: &Thresholds,
) -> Option<String> {
    let evidence = &evidence?.0;
    let Thresholds { evidenced_at, floor_at, partly_at, .. } = thresholds;
    let against = |value: &Fraction, bar: &Fraction| {
        let word = if value >= bar { "reaches" } else { "is below" };
        format!("{} {word} {}", words::exact(value), bar.written())
    };
    let why = if evidence < evidenced_at {
        let reaches = if evidence >= partly_at { "reaches" } else { "is below" };
        format!("{} and {reaches} {}", against(evidence, evidenced_at), partly_at.written())
    } else {
        match weakest {
            None => format!("{}, and no mapping is strong enough for a floor", against(evidence, evidenced_at)),
            Some(weakest) => format!(
                "{}, and the weakest strong outcome {}",
                against(evidence, evidenced_at),
                against(&weakest.0, floor_at)
            ),
        }
    };
    Some(format!("{lead} {why}: {}.", words::grade(grade)))
}
