//! Groups, sets and gates in an explanation.

use super::super::{GateExplanation, GateItem, GroupChild, GroupExplanation, SetExplanation};
use super::Page;
use crate::report::words;
use crate::result::GateStatus;

/// How many single outcomes that would meet a gate are named.
const NAMED: usize = 5;

impl Page {
    pub(super) fn group(&mut self, group: &GroupExplanation) {
        self.line("", &format!("{}, {}. A heading, not a duty.", words::article(&group.article), group.set));
        match group.figures.worst {
            Some(_) => self.heading(&format!("Weakest duty: {}.", group.verdict)),
            None => self.heading("Nothing below it is graded and binds."),
        }
        self.line("", "A group is no better than the weakest duty below it that binds and is owed.");
        self.line("", &format!("Duties below it: {}.", words::statuses(&group.figures.statuses)));
        self.gap();
        self.children(&group.children, true);
    }

    fn children(&mut self, children: &[GroupChild], of_group: bool) {
        for child in children {
            self.item(&format!("{}, {}: {}.", child.id, words::article(&child.article), child.title));
            self.detail(&format!("{}.", child.verdict));
            let decides = match (child.decides_worst, child.decides_best) {
                (true, true) => "It decides both ends of the group.",
                (true, false) => "It decides the group's worst end.",
                (false, true) => "It decides the group's best end.",
                (false, false) => "",
            };
            if !decides.is_empty() {
                self.detail(decides);
            }
            if let Some(why) = child.left_out.as_ref().filter(|_| of_group) {
                self.detail(&format!("It does not count for the group: {why}."));
            }
        }
    }

    pub(super) fn set(&mut self, set: &SetExplanation) {
        let until = set.in_force.until.as_ref().map(|until| format!(", repealed from {until}")).unwrap_or_default();
        self.line("", &format!("In force from {}{until}.", set.in_force.from));
        self.line("", &set.class);
        let through = set.crosswalk.as_deref().map_or_else(
            || "No crosswalk leads here from this framework: only supplementary questions speak.".to_owned(),
            |crosswalk| format!("Read through the crosswalk {crosswalk}."),
        );
        self.line("", &through);
        self.line("", &format!("Duties: {}.", words::statuses(&set.statuses)));
        if let Some(legal) = &set.legal_state {
            self.heading(&format!("State of the law on {}: {}", legal.as_of, legal.statement));
            for pending in &legal.pending {
                let dated = pending.dated.as_ref().map(|date| format!(" of {date}")).unwrap_or_default();
                self.item(&format!("{}{dated}: {} ({})", pending.reference, pending.content, pending.status));
            }
            for doubt in &legal.not_verified {
                self.item(&format!("Not verified: {doubt}"));
            }
        }
        self.gap();
        self.children(&set.children, false);
    }

    pub(super) fn gate(&mut self, gate: &GateExplanation) {
        self.line("", &format!("Gate: {}.", words::gate(gate.status)));
        if let Some(at_least) = &gate.at_least {
            let bar = at_least.0.plain();
            self.line("", &format!("It asks for at least {bar} on {}.", gate.on));
            self.gap();
            for item in &gate.items {
                let (low, high) = (&item.low.0, &item.high.0);
                let text = match (item.status, &item.missing) {
                    (GateStatus::Met, _) => format!("even the low bound {low} reaches {bar}"),
                    (_, Some(missing)) => format!("even the high bound {high} is {} short of {bar}", missing.0),
                    _ => format!("{bar} lies between the bounds {low} and {high}"),
                };
                self.item(&format!("{}: {}. {}; {text}.", item.id, item.title, words::gate(item.status)));
                if item.status != GateStatus::Met {
                    self.detail(&raises(item));
                }
            }
        }
        if let Some(at_most) = gate.at_most {
            let found = gate.not_applicable.len();
            let most = words::count(at_most, "outcome", "outcomes");
            self.line("", &format!("At most {most} may be not applicable; there are {found}."));
        }
        if !gate.never_on.is_empty() {
            self.line("", &format!("None of them may be marked {}.", gate.never_on.join(" or ")));
        }
        for left_out in &gate.not_applicable {
            let reason = left_out.reason.as_deref().unwrap_or("no reason given");
            self.item(&format!("{}: {}. Reason: {reason}", left_out.id, left_out.title));
        }
        if gate.too_many > 0 {
            let text = words::count(gate.too_many, "of them needs an answer", "of them need an answer");
            self.heading(&format!("To meet it, {text}."));
        }
        if !gate.barred.is_empty() {
            self.heading(&format!("To meet it, these need an answer: {}.", gate.barred.join(", ")));
        }
        if !gate.open.is_empty() {
            self.heading(&format!("Open outcomes that can decide it: {}.", gate.open.join(", ")));
        }
    }
}

/// Which one outcome would meet it, and at which level.
fn raises(item: &GateItem) -> String {
    if item.raises.is_empty() {
        return "No single outcome would meet it.".to_owned();
    }
    let named: Vec<String> = item
        .raises
        .iter()
        .take(NAMED)
        .map(|raise| format!("{} at level {}", raise.id, raise.level.0.plain()))
        .collect();
    let more = match item.raises.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(", or {more} others"),
    };
    format!("Each of these alone would meet it: {}{more}.", named.join(", "))
}
