//! Who is bound, in words: the answer of the scope rules with everything that it rests on.

use super::layout::{WIDTH, wrap};
use super::words;
use crate::scope::{ScopeAnswer, ScopeOutcome, SizeFound, SizeStep, SizeTest, WouldChange};

/// Stands under every answer.
const ADVICE: &str =
    "This is a self-assessment and not legal advice. The law of the Member State and the list of its authority decide.";

/// An answer as text for a terminal of `width` columns.
#[must_use]
pub fn text(answer: &ScopeAnswer, width: usize) -> String {
    let mut page = Page { out: String::new(), width: width.max(WIDTH) };
    page.line("", &verdict(answer));
    if let Some(rule) = &answer.rule {
        page.line("", &format!("{}. {}", words::article(&rule.article), rule.summary));
        page.line(
            "",
            &format!("Rule {} of the scope document {}. Checked: {}", rule.id, rule.document, rule.verification),
        );
    }
    if !answer.missing.is_empty() {
        let missing: Vec<&str> = answer.missing.iter().map(|word| words::scope_missing(word)).collect();
        page.line("", &format!("Not said, and it decides: {}.", missing.join(", ")));
    }
    page.heading("What was given");
    page.list("Sector", answer.sectors.as_deref());
    page.list("Roles", answer.roles.as_deref());
    for (fact, value) in &answer.given.facts {
        page.item(&format!("Fact {fact}: {}", if *value { "yes" } else { "no" }));
    }
    if let Some(overlay) = &answer.overlay {
        page.item(&format!("National overlay: {overlay}"));
    }
    if let Some(size) = &answer.size {
        page.size(size);
    }
    page.changes("Roles that would change it", answer, "role");
    page.changes("Facts that would change it; what was not said counts as no", answer, "fact");
    if !answer.notes.is_empty() {
        page.heading("To know");
        answer.notes.iter().for_each(|note| page.item(&format!("{}: {}", words::article(&note.article), note.summary)));
    }
    page.heading(ADVICE);
    page.out
}

struct Page {
    out: String,
    width: usize,
}

impl Page {
    fn line(&mut self, first: &str, text: &str) {
        self.out.push_str(&wrap(first, text, self.width));
    }

    fn item(&mut self, text: &str) {
        self.line("  - ", text);
    }

    fn heading(&mut self, text: &str) {
        self.out.push('\n');
        self.line("", text);
    }

    fn list(&mut self, what: &str, words: Option<&[String]>) {
        let said = match words {
            None => "not said".to_owned(),
            Some([]) => "none".to_owned(),
            Some(words) => words.join(", "),
        };
        self.item(&format!("{what}: {said}"));
    }

    fn size(&mut self, size: &SizeFound) {
        let found = match (&size.class, size.possible.as_slice()) {
            (Some(class), _) => class.clone(),
            (None, possible) => format!("not known; it can be {}", possible.join(", ")),
        };
        self.heading(&format!("Size: {found}"));
        for step in &size.steps {
            self.item(&tested(step));
        }
        if !size.steps.is_empty() {
            let how =
                "A size holds when the headcount and one of the two sums of money hold; the first that holds counts.";
            self.line("", &format!("{how} {}. Checked: {}", size.article, size.verification));
        }
        for note in &size.notes {
            self.item(&format!("{}: {}", words::article(&note.article), note.summary));
        }
    }

    fn changes(&mut self, heading: &str, answer: &ScopeAnswer, kind: &str) {
        let changes: Vec<&WouldChange> = answer.would_change.iter().filter(|change| change.kind == kind).collect();
        if changes.is_empty() {
            return;
        }
        self.heading(heading);
        for change in changes {
            let said = match (&change.question, change.value) {
                (Some(question), true) => format!("{}: yes. {question}", change.id),
                (Some(question), false) => format!("{}: no. {question}", change.id),
                (None, _) => change.id.clone(),
            };
            self.item(&format!(
                "{} by {}, with {said}",
                words::scope_word(&change.then),
                words::article(&change.article)
            ));
        }
    }
}

fn verdict(answer: &ScopeAnswer) -> String {
    let set = &answer.set;
    let possible: Vec<&str> = answer.possible.iter().map(|word| words::scope_word(word)).collect();
    match (answer.outcome, answer.class.as_deref()) {
        (ScopeOutcome::Determined, Some("none")) => format!("{set}: not in scope"),
        (ScopeOutcome::Determined, Some(class)) => format!("{set}: in scope, class {}", words::scope_word(class)),
        (ScopeOutcome::Determined, None) => format!("{set}: in scope, without a class"),
        (ScopeOutcome::NationalDecision, _) => {
            format!("{set}: a Member State decides; possible: {}", possible.join(", "))
        }
        (ScopeOutcome::Undetermined, _) => format!("{set}: undetermined; possible: {}", possible.join(", ")),
    }
}

fn tested(step: &SizeStep) -> String {
    let tests: Vec<String> = step.tests.iter().map(test).collect();
    let holds = match step.holds {
        Some(true) => "holds",
        Some(false) => "does not hold",
        None => "is open",
    };
    format!("{} {holds}: {}", step.id, tests.join(", "))
}

fn test(test: &SizeTest) -> String {
    let SizeTest { figure, limit, value, .. } = test;
    let limit = match test.must_be_below {
        true => format!("below {}", grouped(&limit.to_string())),
        false => format!("at most EUR {}", grouped(&limit.to_string())),
    };
    let value = value.as_deref().map_or_else(|| "not said".to_owned(), grouped);
    let holds = match test.holds {
        Some(true) => ", yes",
        Some(false) => ", no",
        None => "",
    };
    format!("{} {value} ({limit}{holds})", words::scope_missing(figure))
}

/// Digits before the decimal point in groups of three.
fn grouped(number: &str) -> String {
    let (whole, rest) = number.split_at(number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len()));
    let mut out = String::new();
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position) % 3 == 0 {
            out.push(' ');
        }
        out.push(digit);
    }
    out + rest
}
