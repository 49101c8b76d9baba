//! Reports in plain text: for a terminal of 80 columns and more, and for a screen reader, line by line.

use super::facts::{Entry, SetFacts};
use super::layout::{Side, WIDTH, columns, wrap};
use super::tiers::TIERS;
use super::{Audience, Report, phrases, words};
use crate::agreement::{Agreement, of_voices};
use crate::obligation::{Group, Kind, Obligation};
use crate::result::{NodeResult, ObligationResult, ObligationStatus};
use std::collections::BTreeSet;

/// The scores of functions and categories, and of every outcome where `outcomes` is set, as a table.
#[must_use]
pub fn scores(report: &Report<'_>, width: usize, outcomes: bool) -> String {
    let width = width.max(WIDTH);
    let scale = report.assessment.scale();
    let mut out = wrap("", &format!("Scores, {} (model: {})", scale.title, report.assessment.model().title), width);
    out.push('\n');
    let header = ["Id", "Title", "Score", "Low-High", "Rated", "N/A", "Target", "Gap"];
    let mut rows = vec![header.map(str::to_owned).to_vec()];
    let nodes = report.assessment.framework().nodes().iter();
    let shown: BTreeSet<&str> = report.headings().map(|node| node.id.as_str()).collect();
    for node in nodes.filter(|node| outcomes || shown.contains(node.id.as_str())) {
        rows.extend(report.figures(&node.id).map(|figures| row(&node.id, &node.title, figures)));
    }
    rows.extend(report.figures("total").map(|figures| row("total", "All functions", figures)));
    let mut sides = vec![Side::Left, Side::Left];
    sides.resize(header.len(), Side::Right);
    out.push_str(&columns(&rows, &sides, 1, width));
    out.push('\n');
    let legend = "Score is over what is rated. Low and High put every open outcome at the lowest and the highest \
                  level. Rated is of those that apply, N/A does not apply. A dash says that there is no value.";
    out.push_str(&wrap("", legend, width));
    let tiers = report.tiers();
    if !tiers.is_empty() {
        out.push('\n');
        out.push_str(&wrap("", TIERS, width));
    }
    for tier in tiers {
        out.push_str(&wrap("  ", &format!("{}: {}", tier.title, tier.level), width));
    }
    let gates = report.gates();
    if !gates.is_empty() {
        out.push('\n');
    }
    for (title, verdict) in gates {
        out.push_str(&wrap("", &format!("Gate \u{201c}{title}\u{201d}: {verdict}."), width));
    }
    for warning in report.warnings() {
        out.push_str(&wrap("", &format!("Worth a look: {warning}"), width));
    }
    out
}

fn row(id: &str, title: &str, figures: &NodeResult) -> Vec<String> {
    let counts = figures.counts;
    let interval = match (&figures.low, &figures.high) {
        (Some(low), Some(high)) => format!("{}-{}", low.0, high.0),
        _ => words::figure(None),
    };
    vec![
        id.to_owned(),
        title.to_owned(),
        words::figure(figures.score.as_ref()),
        interval,
        format!("{}/{}", counts.rated, counts.total - counts.not_applicable),
        counts.not_applicable.to_string(),
        words::figure(figures.target.as_ref()),
        words::figure(figures.gap.as_ref()),
    ]
}

/// The statuses of every set of the result, in the order of the articles, then the state of the law.
#[must_use]
pub fn obligations(report: &Report<'_>) -> String {
    let sets: Vec<String> = report.sets().iter().map(|facts| set(report, facts)).collect();
    let mut out = sets.join("\n");
    out.push('\n');
    out.push_str(&wrap("", words::DISCLAIMER, WIDTH));
    out
}

fn set(report: &Report<'_>, facts: &SetFacts<'_>) -> String {
    let mut out = wrap("", &facts.set.content().title, WIDTH);
    let in_force = &facts.stamp.in_force;
    if in_force.until.is_some() {
        out.push_str(&wrap("", &words::in_force(&in_force.from, in_force.until.as_deref()), WIDTH));
    }
    let voluntary = match facts.graded().filter(|obligation| obligation.voluntary).count() {
        0 => String::new(),
        count => format!(" Apart from these: {}.", words::count(count, "voluntary entry", "voluntary entries")),
    };
    let duties = format!("Duties: {}.{voluntary}", words::statuses(&report.statuses(facts)));
    out.push_str(&wrap("", &duties, WIDTH));
    out.push('\n');
    let bound = with_binding(report, facts);
    let mut folded: Option<usize> = None;
    for &(depth, entry) in facts.entries() {
        if folded.is_some_and(|above| depth > above) {
            continue;
        }
        folded = None;
        match entry {
            Entry::Group(group) => {
                let is_bound = bound.contains(group.id.as_str());
                out.push_str(&heading(report, depth, group, is_bound));
                folded = (!is_bound).then_some(depth);
            }
            Entry::Obligation(obligation) if obligation.kind == Kind::Information => {}
            Entry::Obligation(obligation) => {
                if let Some(result) = report.result.obligations.get(&obligation.id) {
                    out.push_str(&duty(depth, obligation, result));
                }
            }
        }
    }
    out.push('\n');
    for (name, value) in report.about(facts) {
        out.push_str(&wrap("", &format!("{name}: {value}"), WIDTH));
    }
    out
}

/// The groups below which something binds, so that their entries are worth a line each.
fn with_binding<'a>(report: &Report<'a>, facts: &SetFacts<'a>) -> BTreeSet<&'a str> {
    let all = ObligationStatus::ALL.into_iter().filter(|status| *status != ObligationStatus::NotApplicable);
    let all: Vec<ObligationStatus> = all.collect();
    let groups = facts.set.content().groups.iter().filter(|group| {
        let figures = report.result.groups.get(&group.id);
        figures.is_some_and(|figures| all.iter().any(|status| figures.statuses.of(*status) > 0))
    });
    let direct = facts.graded().filter(|obligation| {
        report.result.obligations.get(&obligation.id).is_some_and(|result| result.reason.is_none())
    });
    let direct = direct.filter_map(|obligation| obligation.group.as_deref());
    groups.map(|group| group.id.as_str()).chain(direct).collect()
}

fn heading(report: &Report<'_>, depth: usize, group: &Group, is_bound: bool) -> String {
    let indent = "  ".repeat(depth);
    let title = format!("{} {} ({})", group.article, group.title, group.id);
    let mut out = wrap(&indent, &title, WIDTH);
    if let Some(figures) = report.result.groups.get(&group.id) {
        let count = figures.statuses.of(ObligationStatus::NotApplicable);
        let verdict = match figures.worst {
            Some(_) => format!("Weakest duty: {}.", words::ends(figures.worst, figures.best)),
            None if is_bound => "No status: nothing that is owed below it has one.".to_owned(),
            None if count > 0 => {
                format!("Does not bind this entity ({}).", words::count(count, "entry", "entries"))
            }
            None => "Information only.".to_owned(),
        };
        out.push_str(&wrap(&format!("{indent}    "), &verdict, WIDTH));
    }
    out
}

fn duty(depth: usize, obligation: &Obligation, result: &ObligationResult) -> String {
    let indent = "  ".repeat(depth);
    let voluntary = if obligation.voluntary { ", encouraged, not owed" } else { "" };
    let title = format!("{} {} ({}{voluntary})", obligation.article, obligation.title, obligation.id);
    let mut out = wrap(&indent, &title, WIDTH);
    let verdict = format!("{}.", words::verdict(result));
    let rest = if result.status == ObligationStatus::NotApplicable {
        String::new()
    } else {
        format!(" {}{}.", words::capital(&words::foundation(result)), open(result))
    };
    out.push_str(&wrap(&format!("{indent}    "), &format!("{verdict}{rest}"), WIDTH));
    out
}

fn open(result: &ObligationResult) -> String {
    match result.open.len() as u64 {
        0 => String::new(),
        _ if result.status == ObligationStatus::Undetermined => String::new(),
        count => format!("; {}", words::count(count, "open item", "open items")),
    }
}

/// The whole report in plain text.
#[must_use]
pub fn report(report: &Report<'_>) -> String {
    let title = report.title();
    let mut page = Page(wrap("", &title, WIDTH));
    page.text("");
    for (name, value) in report.head() {
        page.text(&format!("{name}: {value}"));
    }
    page.text("");
    page.text(words::DISCLAIMER);
    page.section("Summary");
    for sentence in report.sentences() {
        page.text(&sentence);
    }
    page.section("Scores");
    page.0.push_str(&scores(report, WIDTH, report.audience == Audience::Auditor));
    let gaps = report.gaps();
    if !gaps.is_empty() {
        page.section("Largest gaps to target");
        for (node, figures) in gaps.into_iter().take(10) {
            let (gap, target) = (words::figure(figures.gap.as_ref()), words::figure(figures.target.as_ref()));
            page.item(&format!("{} {}: gap {gap}, target {target}", node.id, node.title));
        }
    }
    for facts in report.sets() {
        page.section("Duties");
        page.0.push_str(&set(report, &facts));
        questions(report, &facts, &mut page);
    }
    let not_applicable = report.not_applicable();
    if !not_applicable.is_empty() {
        page.section("Outcomes that do not apply");
        for (node, answer) in not_applicable {
            let reason = answer.reason.as_deref().unwrap_or("no reason given");
            page.item(&format!("{} {}: {reason}", node.id, node.title));
        }
    }
    if report.audience == Audience::Auditor {
        answers(report, &mut page);
    }
    for chapter in report.chapters {
        page.section(chapter.title());
        page.0.push_str(&chapter.body());
    }
    page.section("Versions");
    for [what, id, hash] in report.versions() {
        page.item(&format!("{what} {id}, SHA-256 {hash}"));
    }
    page.0
}

struct Page(String);

impl Page {
    fn text(&mut self, text: &str) {
        self.0.push_str(&wrap("", text, WIDTH));
    }

    fn item(&mut self, text: &str) {
        self.0.push_str(&wrap("- ", text, WIDTH));
    }

    fn detail(&mut self, text: &str) {
        self.0.push_str(&wrap("    ", text, WIDTH));
    }

    fn section(&mut self, title: &str) {
        self.0.push('\n');
        self.text(&title.to_uppercase());
        self.0.push('\n');
    }
}

fn questions(report: &Report<'_>, facts: &SetFacts<'_>, page: &mut Page) {
    let open = report.open_questions(facts);
    if open.is_empty() {
        return;
    }
    page.section("Supplementary questions that are open");
    if report.audience == Audience::Board {
        let duties: BTreeSet<&str> = open.iter().map(|(obligation, _)| obligation.id.as_str()).collect();
        page.text(&format!(
            "{} of {} have no answer yet.",
            words::count(open.len() as u64, "question", "questions"),
            words::count(duties.len() as u64, "duty", "duties")
        ));
        return;
    }
    for (_, question) in open {
        page.item(&format!("{} {}", question.id, question.question));
    }
}

fn answers(report: &Report<'_>, page: &mut Page) {
    page.section("All answers");
    for (node, answer) in report.answered() {
        let rating = words::rating(report.assessment, &node.id);
        page.item(&format!("{} {}: {rating}", node.id, node.title));
        if let Some(voices) = of_voices(report.assessment, &node.id).filter(Agreement::is_contested) {
            page.detail(&format!("Contested: {}", voices.why()));
        }
        for (name, value) in phrases::said_of(answer) {
            page.detail(&format!("{name}: {value}"));
        }
    }
    for (id, answer) in report.supplementary() {
        let question = report.asked(id).map(|(_, question)| question.question.as_str()).unwrap_or_default();
        page.item(&format!("{id} {question} Answer: {}.", words::said(answer.answer)));
        for (name, value) in phrases::said_to(answer) {
            page.detail(&format!("{name}: {value}"));
        }
    }
}
