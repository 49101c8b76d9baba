//! Plans and next steps as chapters: what to do, what it costs and what for.

use super::{Next, Obstacle, Plan, Reached, Step, TargetKind, Unreachable, Want};
use crate::compare::head;
use crate::fraction::Figure;
use crate::report::chapter::Chapter;
use crate::report::words;

impl Want {
    /// What it is called in a sentence.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Evidenced => "\u{201c}Evidence available\u{201d}",
            Self::PartlyEvidenced => "at least \u{201c}Partly evidenced\u{201d}",
        }
    }
}

impl Obstacle {
    /// Why, as the end of a sentence.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Held => "what it needs may not change here",
            Self::NotBinding => "it does not bind",
            Self::NotApplicable => "what is not applicable stands in the way, and a plan never touches that",
            Self::Nothing => "no outcome and no question that applies speaks about it",
        }
    }
}

impl Plan {
    /// The plan as JSON: UTF-8, keys sorted, no white space.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Every field is text, a number, a list or a structure, which the writer cannot refuse.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The plan in plain text, wrapped at 80 columns.
    #[must_use]
    pub fn to_text(&self) -> String {
        self.chapter().to_text()
    }

    /// The plan as a part of a report.
    #[must_use]
    pub fn chapter(&self) -> Chapter {
        let mut page = Chapter::titled(format!("The cheapest way for {}", head(&self.assessment)));
        page.paragraph(self.verdict());
        if !self.steps.is_empty() {
            page.section("Steps");
            self.steps.iter().for_each(|one| step(&mut page, one));
        }
        if !self.reached.is_empty() {
            page.section("What they bring about, whatever the open answers turn out to be");
            self.reached.iter().for_each(|reached| page.item(brought(reached)));
        }
        rest(&mut page, &self.already, &self.unreachable, self.want);
        if !self.alternatives.is_empty() {
            page.section("Other ways, each without one item of the plan");
            for other in &self.alternatives {
                let proven = if other.proven { "" } else { ", perhaps not the cheapest of its kind" };
                page.item(format!("without {}: cost {}{proven}", other.without, other.cost));
                let own: Vec<&Step> = other.steps.iter().filter(|step| !self.has(step)).collect();
                let own: Vec<String> = own.into_iter().map(change).collect();
                if !own.is_empty() {
                    page.detail(format!("instead: {}", own.join("; ")));
                }
            }
        }
        page
    }

    fn has(&self, step: &Step) -> bool {
        self.steps.iter().any(|own| own.id == step.id && own.to == step.to && own.levels == step.levels)
    }

    fn verdict(&self) -> String {
        let limit = self.at_most.map(|most| format!(" that changes at most {most}")).unwrap_or_default();
        let Some(cost) = self.cost else {
            return match self.proven {
                true => format!("There is no plan{limit} for what is wanted."),
                false => format!("No plan{limit} was found; there may be one."),
            };
        };
        if self.reached.is_empty() {
            return match (self.already.is_empty(), self.unreachable.is_empty()) {
                (true, true) => "Nothing is wanted: no duty of these sets binds and is owed.",
                (false, true) => "There is nothing to do: everything wanted is there already.",
                (true, false) => "Nothing that is wanted can be brought about by what may change.",
                (false, false) => "What is wanted is there already, or cannot be brought about by what may change.",
            }
            .to_owned();
        }
        let wanted = words::count(self.reached.len() as u64, "target", "targets");
        let steps = words::count(self.steps.len() as u64, "item", "items");
        let bound = match (self.proven, self.bound) {
            (true, _) => "No plan is cheaper.".to_owned(),
            (false, Some(bound)) => format!("No plan costs less than {bound}; whether one lies between is not known."),
            (false, None) => String::new(),
        };
        format!("{wanted}, {steps} to change, cost {cost}. {bound}")
    }
}

impl Next {
    /// The steps as JSON: UTF-8, keys sorted, no white space.
    #[must_use]
    pub fn to_json(&self) -> String {
        // Every field is text, a number, a list or a structure, which the writer cannot refuse.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The steps in plain text, wrapped at 80 columns.
    #[must_use]
    pub fn to_text(&self) -> String {
        self.chapter().to_text()
    }

    /// The steps as a part of a report.
    #[must_use]
    pub fn chapter(&self) -> Chapter {
        let mut page = Chapter::titled(format!("The next best steps for {}", head(&self.assessment)));
        page.paragraph(
            "Each is the step that closes the most of what is missing for its cost, after those before it. Together \
             they need not be the cheapest way to anything.",
        );
        page.paragraph(format!("Missing now, summed over all parts of what is wanted: {}.", self.missing.0));
        if !self.steps.is_empty() {
            page.section("Steps");
        }
        for next in &self.steps {
            step(&mut page, &next.step);
            page.detail(format!("closes {}, leaves {}", next.gain.0, next.missing.0));
        }
        rest(&mut page, &self.already, &self.unreachable, self.want);
        page
    }
}

fn step(page: &mut Chapter, step: &Step) {
    let owner = step.owner.as_ref().map(|owner| format!(", {owner}")).unwrap_or_default();
    page.item(format!("{} ({}), cost {}{owner}", change(step), step.title, step.cost));
    page.detail(format!("for {}", step.helps.join(", ")));
}

fn rest(page: &mut Chapter, already: &[String], unreachable: &[Unreachable], want: Want) {
    if !already.is_empty() {
        page.section("There already");
        page.paragraph(format!("{}.", already.join(", ")));
    }
    if !unreachable.is_empty() {
        page.section("Out of reach");
        page.paragraph(format!("Wanted was {}, and gates met.", want.words()));
        for one in unreachable {
            page.item(format!("{}: {}", one.id, one.why.words()));
        }
    }
}

/// What a step does: `PR.AA-01 from 2 to 3`.
fn change(step: &Step) -> String {
    let Some(to) = &step.to else { return format!("{} answered yes", step.id) };
    let from = step.from.as_ref().map_or_else(|| "open".to_owned(), |from| from.0.plain());
    let each = |levels: &std::collections::BTreeMap<String, Figure>| {
        let each: Vec<String> = levels.iter().map(|(id, level)| format!("{id} {}", level.0.plain())).collect();
        format!(": {}", each.join(", "))
    };
    let levels = step.levels.as_ref().map(each).unwrap_or_default();
    format!("{} from {from} to {}{levels}", step.id, to.0.plain())
}

fn brought(reached: &Reached) -> String {
    let title = if reached.title.is_empty() { String::new() } else { format!(" ({})", reached.title) };
    let then = match (reached.kind, reached.after) {
        (TargetKind::Gate, _) => "met".to_owned(),
        (_, Some(after)) => {
            let before = reached.before.map_or("open", words::grade);
            format!("{} at worst, now {before}", words::grade(after))
        }
        (_, None) => String::new(),
    };
    format!("{}{title}: {then}", reached.id)
}
