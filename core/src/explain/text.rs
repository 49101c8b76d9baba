//! An explanation for a terminal: plain words, eighty columns, top down.

mod group;
mod official;

use super::{
    Explanation, Flip, Link, NodeExplanation, ObligationExplanation, OutcomeFound, QuestionExplanation, QuestionFound,
    Subject, Touched,
};
use crate::assessment::{Level, LevelValue, Said};
use crate::fraction::Figure;
use crate::model::{Aggregate, OpenPolicy};
use crate::report::layout::{WIDTH, wrap};
use crate::report::{phrases, words};

impl Explanation {
    /// The explanation in plain text, wrapped at 80 columns.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut page = Page::default();
        page.line("", &format!("{}: {}", self.id, self.title));
        match &self.of {
            Subject::Gate(gate) => page.gate(gate),
            Subject::Group(group) => page.group(group),
            Subject::Node(node) => page.node(node),
            Subject::Obligation(obligation) => page.obligation(obligation),
            Subject::Question(question) => page.question(question),
            Subject::Set(set) => page.set(set),
        }
        page.gap();
        page.line("", words::DISCLAIMER);
        page.0
    }
}

#[derive(Default)]
struct Page(String);

fn shown(figure: Option<&Figure>) -> String {
    figure.map_or_else(|| "none".to_owned(), |figure| figure.0.to_string())
}

impl Page {
    fn line(&mut self, first: &str, text: &str) {
        self.0.push_str(&wrap(first, text, WIDTH));
    }

    fn gap(&mut self) {
        self.0.push('\n');
    }

    fn heading(&mut self, text: &str) {
        self.gap();
        self.line("", text);
    }

    fn item(&mut self, text: &str) {
        self.line("- ", text);
    }

    fn detail(&mut self, text: &str) {
        self.line("    ", text);
    }

    fn node(&mut self, node: &NodeExplanation) {
        match &node.outcome {
            Some(outcome) => self.outcome(node, outcome),
            None => self.rolled_up(node),
        }
        if let Some(official) = &node.official {
            self.official(official);
        }
        for touched in &node.obligations {
            self.gap();
            self.touched(touched, node.outcome.is_some());
        }
        if node.outcome.is_some() && node.obligations.is_empty() {
            self.heading("No obligation of the assessed sets is mapped to it.");
        }
    }

    fn rolled_up(&mut self, node: &NodeExplanation) {
        let figures = &node.figures;
        let between = || format!("from {} to {}", shown(figures.low.as_ref()), shown(figures.high.as_ref()));
        let sentence = match (&figures.score, &figures.low) {
            (Some(score), _) => format!("Score {}, {}.", score.0, between()),
            (None, Some(_)) => format!("No score yet; it can be anything {}.", between()),
            (None, None) => "No score: nothing below applies.".to_owned(),
        };
        self.line("", &sentence);
        if figures.target.is_some() {
            let gap = shown(figures.gap.as_ref());
            self.line("", &format!("Target {}, gap {gap}.", shown(figures.target.as_ref())));
        }
        let counts = figures.counts;
        let states = format!(
            "{}: {} rated, {} unknown, {} unanswered, {} not applicable.",
            words::count(counts.total, "outcome takes part", "outcomes take part"),
            counts.rated,
            counts.unknown,
            counts.unanswered,
            counts.not_applicable
        );
        self.line("", &states);
        let how = match node.aggregate {
            Some(Aggregate::MeanOfMeans) => {
                "The score is the mean of the parts below that have a score, each by its weight."
            }
            Some(Aggregate::Minimum) => "The score is that of the lowest rated outcome below.",
            Some(Aggregate::CumulativeLevel) => {
                "The score is the highest level of practices that is reached: it and every level under it has a \
                 practice that applies, and all of them pass."
            }
            Some(Aggregate::TargetCoverage) => {
                "The score is how much of the targets below is there, 0 to 1, each outcome by its weight and target; \
                 what lies above a target counts for nothing, and what has none is left out."
            }
            _ => {
                "The score is the mean of all rated outcomes below, each by its weight; a part with more of them \
                 has a larger share."
            }
        };
        self.heading(how);
        for quirk in &node.quirks {
            self.line("", &format!("With the quirk {}: {}", quirk.name(), quirk.sentence()));
        }
        self.line("", open_policy(node.open_policy));
        self.gap();
        for child in &node.children {
            let share = child.share.as_ref().map(|share| format!(", share {}", words::exact(&share.0)));
            let weight = if child.weight == 1 { String::new() } else { format!(", weight {}", child.weight) };
            let decides = match node.aggregate {
                _ if !child.decides => "",
                Some(Aggregate::CumulativeLevel) => ", keeps the next level away",
                _ => ", the lowest",
            };
            let score =
                child.value.as_ref().map_or_else(|| "no score".to_owned(), |value| format!("score {}", value.0));
            let rated = match child.counts.total {
                0 | 1 => String::new(),
                total => format!(", {} of {total} rated", child.counts.rated),
            };
            let share = share.unwrap_or_default();
            let text = format!("{} {}: {score}{share}{weight}{decides}{rated}", child.id, child.title);
            self.item(&text);
        }
        if !node.levels.is_empty() {
            self.heading("Levels of practices:");
        }
        for level in &node.levels {
            let verdict = if level.reached { "reached" } else { "not reached" };
            let practices = words::count(level.practices, "practice applies", "practices apply");
            let failing = match level.failing.as_slice() {
                [] => String::new(),
                failing => format!("; in the way: {}", failing.join(", ")),
            };
            self.item(&format!("Level {}: {verdict}, {practices}{failing}.", level.level));
        }
        if !node.open.is_empty() {
            self.heading(&format!("Open ({}): {}.", node.open.len(), node.open.join(", ")));
        }
        if !node.not_applicable.is_empty() {
            self.heading("Left out as not applicable:");
            for left_out in &node.not_applicable {
                let reason = left_out.reason.as_deref().unwrap_or("no reason given");
                self.item(&format!("{}: {}. Reason: {reason}", left_out.id, left_out.title));
            }
        }
    }

    fn outcome(&mut self, node: &NodeExplanation, outcome: &OutcomeFound) {
        if let Some(question) = &node.question {
            self.line("", question);
        }
        self.heading(&format!("Answer: {}.", state(outcome)));
        if let Some(text) = &node.level_text {
            self.detail(text);
        }
        self.answer(outcome);
        if !node.takes_part {
            self.line("", "The model leaves this outcome out of the scores; obligations still read it.");
        }
    }

    /// What was said beside the level.
    fn answer(&mut self, outcome: &OutcomeFound) {
        let Some(answer) = &outcome.answer else { return };
        if let Some(agreement) = outcome.agreement.as_ref().filter(|agreement| agreement.is_contested()) {
            self.detail(&format!("Contested: {}", agreement.why()));
        }
        self.fields(phrases::said_of(answer));
    }

    fn fields(&mut self, fields: Vec<(&'static str, String)>) {
        for (name, value) in fields {
            self.detail(&format!("{name}: {value}"));
        }
    }

    fn touched(&mut self, touched: &Touched, is_outcome: bool) {
        self.line("", &format!("{}, {}: {}", touched.id, words::article(&touched.article), touched.title));
        self.detail(&format!("Status: {}.", touched.verdict));
        self.detail(&format!(
            "This outcome {}, strength {} of 10 ({}); the framework speaks about {}.",
            words::relationship(touched.relationship),
            touched.strength,
            words::review(touched.review),
            words::reach(touched.reach)
        ));
        self.detail(&format!("Why: {}", touched.rationale));
        if is_outcome {
            let flips = flips(&touched.flips);
            if flips.is_empty() {
                self.detail("No level of this outcome alone would change this status.");
            }
            for (change, then) in flips {
                let own = touched.flips.first().map(|flip| format!("{} ", flip.id)).unwrap_or_default();
                let change = words::capital(change.strip_prefix(&own).unwrap_or(&change));
                self.detail(&format!("{change} it would be: {then}."));
            }
        }
    }

    fn obligation(&mut self, obligation: &ObligationExplanation) {
        let kind = format!("{}, {}, {}.", words::article(&obligation.article), obligation.set, obligation.kind);
        self.line("", &kind);
        self.heading(&format!("Status: {}.", obligation.verdict));
        self.line("", obligation.rule.sentence());
        self.heading(&obligation.summary);
        self.line("", &format!("Addressed to {}; binds {}.", obligation.addressee, obligation.binds));
        if obligation.voluntary {
            self.line("", "It is encouraged, not owed, and left out of its group's status.");
        }
        if let Some(trigger) = &obligation.trigger {
            self.line("", &format!("It bites on: {trigger}."));
        }
        self.line("", &obligation.class);
        if let Some(day) = &obligation.law_as_of {
            let law =
                format!("The law is described as of {day}; {} says what is pending and not verified.", obligation.set);
            self.line("", &law);
        }
        for deadline in &obligation.deadlines {
            self.line("", &format!("Deadline: {}.", deadline.trim_end_matches('.')));
        }
        self.outcomes(obligation);
        if !obligation.questions.is_empty() {
            self.heading("Supplementary questions:");
            for question in &obligation.questions {
                self.item(&format!("{} {}", question.id, question.question));
                self.asked(question);
            }
            if let Some(grade) = obligation.result.as_ref().and_then(|result| result.supplement.as_ref()) {
                self.line("", &format!("Together: {}.", words::ends(Some(grade.worst), Some(grade.best))));
            }
        }
        if !obligation.enablers.is_empty() {
            self.heading("These outcomes help, and are not counted as evidence:");
            for enabler in &obligation.enablers {
                self.item(&format!("{}: {}", enabler.from, enabler.reason));
            }
        }
        if obligation.result.as_ref().is_some_and(|result| result.reason.is_none()) {
            self.flips(&obligation.flips);
        }
    }

    fn outcomes(&mut self, obligation: &ObligationExplanation) {
        let Some(result) = &obligation.result else { return };
        let about = format!("the framework speaks about {}", words::reach(result.reach));
        let rests_on = words::rests_on(&result.rests_on);
        if obligation.links.is_empty() {
            self.heading(&format!("Outcomes: {about}; no outcome is mapped."));
            return;
        }
        self.heading(&format!("Outcomes: {about}; the status {rests_on}."));
        for link in &obligation.links {
            self.link(link);
        }
        if !obligation.sums.is_empty() {
            self.heading("Evidence, the mean level as a share of the scale, each outcome by its strength:");
        }
        for sum in &obligation.sums {
            let lead = match sum.end {
                "low" => "Open ones at their worst",
                "high" => "Open ones at their best",
                _ => "Rated outcomes",
            };
            self.item(&format!("{lead}: {}", sum.formula));
        }
        for grade in &obligation.grades {
            self.line("", grade);
        }
        if let (Some(at), Some(crosswalk)) = (&obligation.thresholds, &obligation.crosswalk) {
            let rule = format!(
                "The bars are those of {crosswalk}: evidence of at least {} and no outcome of strength {} or more \
                 below {} for \u{201c}Evidence available\u{201d}; evidence of at least {} for \u{201c}Partly \
                 evidenced\u{201d}.",
                at.evidenced_at.written(),
                at.floor_strength,
                at.floor_at.written(),
                at.partly_at.written()
            );
            self.line("", &rule);
        }
    }

    fn link(&mut self, link: &Link) {
        if !link.is_asked {
            self.item(&format!("{}, strength {}: not asked by this framework.", link.from, link.strength));
            return;
        }
        self.item(&format!("{}, strength {}: {}.", link.from, link.strength, link.title));
        for outcome in &link.outcomes {
            let of = if outcome.id == link.from { String::new() } else { format!("{}: ", outcome.id) };
            self.detail(&format!("{of}{}.", words::capital(&state(outcome))));
            self.answer(outcome);
        }
        self.detail(&format!(
            "It {} ({}). {}",
            words::relationship(link.relationship),
            words::review(link.review),
            link.rationale
        ));
    }

    fn asked(&mut self, question: &QuestionFound) {
        let said = question.answer.as_ref().and_then(|answer| answer.answer);
        self.detail(&format!("Answer: {}.", words::said(said)));
        if let Some(answer) = &question.answer {
            self.fields(phrases::said_to(answer));
        }
        if !question.evidence.is_empty() && !matches!(said, Some(Said::Yes | Said::NotApplicable)) {
            self.detail(&format!("A yes could be shown by: {}.", question.evidence.join("; ")));
        }
    }

    fn flips(&mut self, changes: &[Flip]) {
        if changes.is_empty() {
            self.heading("No single change of a mapped outcome or question would change this status.");
            return;
        }
        self.heading("Single changes that would change this status:");
        for (change, then) in flips(changes) {
            self.item(&format!("{change}: {then}."));
        }
    }

    fn question(&mut self, question: &QuestionExplanation) {
        let place = words::article(&question.article);
        self.line("", &format!("It belongs to {}, {place}: {}.", question.obligation, question.obligation_title));
        self.line("", &format!("Status there: {}.", question.verdict));
        self.asked(&question.question);
        if question.flips.is_empty() {
            self.heading("Neither yes nor no to this question alone would change that status.");
        } else {
            self.flips(&question.flips);
        }
    }
}

fn open_policy(policy: OpenPolicy) -> &'static str {
    match policy {
        OpenPolicy::Bounds => {
            "Open outcomes are not in the score; the interval runs from all of them at the lowest level to all at \
             the highest."
        }
        OpenPolicy::Minimum => "Open outcomes count at the lowest level, so the score is the low bound.",
        OpenPolicy::Block => "While an outcome below is open there is no score; the interval stays.",
    }
}

pub(crate) fn state(outcome: &OutcomeFound) -> String {
    let typed = outcome.answer.as_ref().and_then(|answer| answer.level.as_ref());
    let code = match typed {
        Some(Level::One(LevelValue::Code(code))) => format!("{code} = "),
        _ => String::new(),
    };
    match (&outcome.level, &outcome.level_name) {
        (Some(level), Some(name)) => format!("level {code}{} ({name})", level.0.plain()),
        (Some(level), None) => format!("level {code}{}", level.0.plain()),
        (None, _) => match outcome.state {
            "unknown" => "unknown".to_owned(),
            "not_applicable" => "not applicable".to_owned(),
            _ => "unanswered".to_owned(),
        },
    }
}

/// Changes that come to the same, levels of one outcome joined into a range: what changes, and what comes of it.
pub(crate) fn flips(changes: &[Flip]) -> Vec<(String, String)> {
    let mut runs: Vec<Vec<&Flip>> = Vec::new();
    for flip in changes {
        let joins = runs.last().and_then(|run| run.last()).is_some_and(|last| {
            last.id == flip.id
                && last.level.is_some()
                && (last.status, last.worst, last.best) == (flip.status, flip.worst, flip.best)
        });
        match runs.last_mut() {
            Some(run) if joins => run.push(flip),
            _ => runs.push(vec![flip]),
        }
    }
    let run = |run: Vec<&Flip>| {
        let (first, last) = (run.first()?, run.last()?);
        let change = match (&first.level, &last.level, first.answer) {
            (Some(from), Some(to), _) if from == to => format!("{} at level {}", first.id, from.0.plain()),
            (Some(from), Some(to), _) => format!("{} at level {} to {}", first.id, from.0.plain(), to.0.plain()),
            (_, _, answer) => format!("{} answered {}", first.id, answer.unwrap_or_default()),
        };
        Some((change, words::status_with_ends(first.status, first.worst, first.best)))
    };
    runs.into_iter().filter_map(run).collect()
}
