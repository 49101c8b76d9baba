//! The head, the summary and the versions of a report, as names and values that every form lays out.

use super::facts::SetFacts;
use super::{Report, phrases, words};
use crate::crosswalk::Review;
use crate::obligation::{Kind, LegalState};
use crate::result::{ObligationStatus, StatusCounts};

/// A name and its value.
pub(crate) type Field = (String, String);

fn field(name: &str, value: impl Into<String>) -> Field {
    (name.to_owned(), value.into())
}

impl Report<'_> {
    /// The title of the report.
    pub(crate) fn title(&self) -> String {
        let organization = self.assessment.content().organization.as_ref();
        let name = organization.and_then(|organization| organization.name.as_deref());
        format!("Cybersecurity self-assessment: {}", name.unwrap_or(&self.assessment.content().id))
    }

    /// Who was assessed, when, and with what.
    pub(crate) fn head(&self) -> Vec<Field> {
        let content = self.assessment.content();
        let framework = self.assessment.framework().content();
        let mut head = vec![field("Assessment", &content.id)];
        head.extend(content.assessed_on.iter().map(|day| field("Assessed on", day)));
        if let Some(organization) = &content.organization {
            let fields = [
                ("Organization", &organization.name),
                ("Country", &organization.country),
                ("Sector", &organization.sector),
                ("Size", &organization.size),
            ];
            head.extend(fields.iter().filter_map(|(name, value)| Some(field(name, value.as_ref()?))));
            if let Some(roles) = &organization.roles {
                head.push(field("Roles", if roles.is_empty() { "none".to_owned() } else { roles.join(", ") }));
            }
            head.extend(organization.class.as_ref().map(|class| field("Class", words::classes(class))));
            if !organization.x.is_empty() {
                head.push(field("More on the organization", phrases::own(&organization.x)));
            }
        }
        head.push(field("Framework", format!("{}, version {}", framework.title, framework.version)));
        let (scale, model) = (self.assessment.scale(), self.assessment.model());
        head.push(field("Scale", format!("{} ({})", scale.title, scale.id)));
        head.push(field("Scoring model", format!("{} ({})", model.title, model.id)));
        for respondent in &content.respondents {
            let mut about = vec![respondent.id.clone()];
            about.extend([&respondent.role, &respondent.name].into_iter().flatten().cloned());
            about.extend(respondent.lead.then(|| "lead".to_owned()));
            head.push(field("Respondent", about.join(", ")));
        }
        if !content.x.is_empty() {
            head.push(field("More", phrases::own(&content.x)));
        }
        head
    }

    /// What a set says about itself: the act, the state of the law, and what the entity's class means.
    pub(crate) fn about(&self, facts: &SetFacts<'_>) -> Vec<Field> {
        let mut about = Vec::new();
        let force = &facts.stamp.in_force;
        let in_force = match &force.until {
            Some(until) => format!("from {} until {until}, when it was repealed", force.from),
            None => format!("from {}", force.from),
        };
        about.push(field("In force", in_force));
        about.push(field("Class", words::class_found(facts.stamp)));
        let crosswalk = facts.stamp.crosswalk.as_deref();
        about.push(field("Read through", crosswalk.unwrap_or("no crosswalk; only supplementary questions speak")));
        if let Some(crosswalk) = facts.crosswalk {
            let proposed = crosswalk.mappings.iter().filter(|mapping| mapping.review == Review::Proposed).count();
            let all = words::count(crosswalk.mappings.len() as u64, "mapping", "mappings");
            let review = format!("{proposed} of {all} proposed and not yet reviewed");
            about.push(field("Review of the crosswalk", review));
        }
        if let Some(legal) = &facts.set.content().legal_state {
            about.extend(law(legal));
        }
        about
    }

    /// How many duties of a set have which status; those that are encouraged and not owed are left out.
    pub(crate) fn statuses(&self, facts: &SetFacts<'_>) -> StatusCounts {
        let mut counts = StatusCounts::default();
        for obligation in facts.graded().filter(|obligation| !obligation.voluntary) {
            if let Some(result) = self.result.obligations.get(&obligation.id) {
                counts.add(result.status);
            }
        }
        counts
    }

    /// The picture in a few sentences.
    pub(crate) fn sentences(&self) -> Vec<String> {
        let mut sentences = Vec::new();
        if let Some(total) = self.figures("total") {
            let scale = &self.assessment.scale().title;
            let open = total.counts.unknown + total.counts.unanswered;
            sentences.push(match (&total.score, &total.low, &total.high) {
                (Some(score), Some(low), Some(high)) if open > 0 => format!(
                    "The score is {} on the scale \u{201c}{scale}\u{201d}; with what is open it lies between {} and {}.",
                    score.0, low.0, high.0
                ),
                (Some(score), _, _) => {
                    format!("The score is {} on the scale \u{201c}{scale}\u{201d}; nothing is open.", score.0)
                }
                _ => format!("There is no score on the scale \u{201c}{scale}\u{201d} yet."),
            });
            sentences.push(format!(
                "Of {}, {} rated, {open} open and {} not applicable.",
                words::count(total.counts.total, "outcome", "outcomes"),
                words::count(total.counts.rated, "is", "are"),
                total.counts.not_applicable
            ));
            if let (Some(target), Some(gap)) = (&total.target, &total.gap) {
                sentences.push(format!(
                    "The mean target is {}; on average {} is missing to it, where a target is set.",
                    target.0, gap.0
                ));
            }
        }
        for facts in self.sets() {
            let counts = self.statuses(&facts);
            let graded: u64 = ObligationStatus::ALL.iter().map(|status| counts.of(*status)).sum();
            let binding = graded - counts.of(ObligationStatus::NotApplicable);
            sentences.push(format!(
                "{}: {binding} of {} bind the entity, or are graded as if they did. {}.",
                facts.set.content().title,
                words::count(graded, "entry", "entries"),
                words::statuses(&counts)
            ));
        }
        sentences
    }

    /// What is allowed and still worth a look.
    pub(crate) fn warnings(&self) -> Vec<String> {
        self.result.warnings.iter().map(words::warning).collect()
    }

    /// The gates with their verdicts, in words.
    pub(crate) fn gates(&self) -> Vec<Field> {
        let gates = &self.assessment.model().gates;
        let title = |id: &str| {
            let gate = gates.iter().find(|gate| gate.id == id);
            gate.and_then(|gate| gate.title.clone()).unwrap_or_else(|| match id {
                "not_applicable" => "What may be not applicable".to_owned(),
                id => id.to_owned(),
            })
        };
        self.result.gates.iter().map(|(id, status)| (title(id), words::gate(*status).to_owned())).collect()
    }

    /// Which versions of which documents the report rests on.
    pub(crate) fn versions(&self) -> Vec<[String; 3]> {
        let result = self.result;
        let row = |what: &str, id: &str, hash: &str| [what.to_owned(), id.to_owned(), hash.to_owned()];
        let framework = &result.framework;
        let mut versions = vec![
            row("framework", &format!("{} {}", framework.id, framework.version), &framework.hash),
            row("scale", &result.scale.id, &result.scale.hash),
            row("model", &result.model.id, &result.model.hash),
        ];
        for (id, stamp) in &result.sets {
            versions.push(row("obligation set", id, &stamp.hash));
            if let (Some(id), Some(hash)) = (&stamp.crosswalk, &stamp.crosswalk_hash) {
                versions.push(row("crosswalk", id, hash));
            }
        }
        versions
    }

    /// Binding duties that the framework does not speak about, each with its verdict and number of questions.
    pub(crate) fn beyond(&self, facts: &SetFacts<'_>) -> Vec<(String, String)> {
        let graded = facts.graded().filter(|obligation| obligation.kind != Kind::Information);
        let found = graded.filter_map(|obligation| {
            let result = self.result.obligations.get(&obligation.id)?;
            let is_beyond = result.framework.is_none() && result.status != ObligationStatus::NotApplicable;
            let questions = words::count(obligation.supplementary.len() as u64, "question", "questions");
            is_beyond.then(|| {
                let name = format!("{}, {}: {}", obligation.id, words::article(&obligation.article), obligation.title);
                (name, format!("{} ({questions})", words::verdict(result)))
            })
        });
        found.collect()
    }
}

fn law(legal: &LegalState) -> Vec<Field> {
    let mut law = vec![field(&format!("State of the law on {}", legal.as_of), &legal.statement)];
    for pending in &legal.pending {
        let dated = pending.dated.as_ref().map(|day| format!(" of {day}")).unwrap_or_default();
        let text = format!("{}{dated}: {} ({})", pending.reference, pending.content, pending.status);
        law.push(field("Pending", text));
    }
    law.extend(legal.not_verified.iter().map(|doubt| field("Not verified", doubt)));
    law
}
