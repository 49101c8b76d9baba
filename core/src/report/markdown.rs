//! Reports in Markdown: tables and headings that any viewer shows.
//!
//! What people typed is escaped, so that it shows as it was typed and makes no markup of its own.

mod official;

use super::contested::{CONTESTED, contested};
use super::facts::{Entry, SetFacts};
use super::tiers::TIERS;
use super::{Audience, Report, phrases, words};
use crate::crosswalk::Reach;
use crate::obligation::Obligation;
use crate::result::{ObligationResult, ObligationStatus};

/// Text that shows as it is, inside a table cell too: markup and angle brackets escaped, a line break as `<br>`.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().replace("\r\n", "\n").chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' | '\r' => out.push_str("<br>"),
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '~' | '#' | '!' => {
                out.push('\\');
                out.push(c);
            }
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// The report in Markdown. A board gets the picture, a regulator one section for each article, an auditor also
/// every single answer.
#[must_use]
pub fn report(report: &Report<'_>) -> String {
    let is_board = report.audience == Audience::Board;
    let mut page = Page::titled(&report.title());
    page.fields(&report.head());
    page.paragraph(&format!("**{}**", words::DISCLAIMER));
    page.heading(2, "Summary");
    report.sentences().iter().for_each(|sentence| page.item(&escape(sentence)));
    report.warnings().iter().for_each(|warning| page.item(&format!("Worth a look: {}", escape(warning))));
    scores(report, &mut page);
    for facts in report.sets() {
        page.heading(2, &facts.set.content().title);
        page.paragraph(&escape(&words::class_found(facts.stamp)));
        overview(report, &facts, &mut page);
        page.heading(3, "The act and the state of the law");
        page.fields(&report.about(&facts));
        if !is_board {
            articles(report, &facts, &mut page);
        }
        open_questions(report, &facts, &mut page);
        beyond(report, &facts, &mut page);
        if !is_board {
            not_binding(report, &facts, &mut page);
        }
    }
    not_applicable(report, &mut page);
    if report.audience == Audience::Auditor {
        disagreement(report, &mut page);
        appendix(report, &mut page);
    }
    if !is_board {
        official::section(report, &mut page);
    }
    for chapter in report.chapters {
        page.heading(2, chapter.title());
        chapter.write_markdown(&mut page, 3);
    }
    page.heading(2, "Versions");
    let versions = report.versions();
    let rows = versions.iter().map(|[what, id, hash]| vec![what.clone(), id.clone(), format!("`{hash}`")]);
    page.table(&["Document", "Id", "SHA-256 without texts"], rows);
    page.0
}

/// A page in the making.
pub(crate) struct Page(pub(crate) String);

impl Page {
    pub(crate) fn titled(title: &str) -> Self {
        Self(format!("# {}\n", escape(title)))
    }

    pub(crate) fn heading(&mut self, level: usize, text: &str) {
        self.0.push_str(&format!("\n{} {}\n", "#".repeat(level), escape(text)));
    }

    pub(crate) fn paragraph(&mut self, text: &str) {
        self.0.push_str(&format!("\n{text}\n"));
    }

    pub(crate) fn item(&mut self, text: &str) {
        if !self.0.lines().last().is_some_and(|last| last.starts_with("- ")) {
            self.0.push('\n');
        }
        self.0.push_str(&format!("- {text}\n"));
    }

    fn fields(&mut self, fields: &[(String, String)]) {
        for (name, value) in fields {
            self.item(&format!("**{}:** {}", escape(name), escape(value)));
        }
    }

    /// A table of cells that are escaped already.
    pub(crate) fn table(&mut self, header: &[&str], rows: impl IntoIterator<Item = Vec<String>>) {
        self.0.push_str(&format!("\n| {} |\n|{}\n", header.join(" | "), " --- |".repeat(header.len())));
        for row in rows {
            self.0.push_str(&format!("| {} |\n", row.join(" | ")));
        }
    }
}

fn scores(report: &Report<'_>, page: &mut Page) {
    page.heading(2, "Scores");
    let is_board = report.audience == Audience::Board;
    let nodes = report.headings().filter(|node| !is_board || node.parent.is_none());
    let nodes = nodes.map(|node| (node.id.as_str(), node.title.as_str())).chain([("total", "All functions")]);
    let rows = nodes.filter_map(|(id, title)| {
        let figures = report.figures(id)?;
        let counts = figures.counts;
        let shown = |one: &Option<crate::fraction::Figure>| words::figure(one.as_ref());
        let rated = format!("{} of {}", counts.rated, counts.total - counts.not_applicable);
        let cells = [shown(&figures.score), shown(&figures.low), shown(&figures.high), rated];
        let more = [counts.not_applicable.to_string(), shown(&figures.target), shown(&figures.gap)];
        Some([escape(id), escape(title)].into_iter().chain(cells).chain(more).collect())
    });
    let header = ["Id", "Title", "Score", "Low", "High", "Rated", "Not applicable", "Target", "Gap"];
    page.table(&header, rows);
    page.paragraph("Score is over what is rated; low and high put everything open at the lowest and highest level.");
    let tiers = report.tiers();
    if !tiers.is_empty() {
        page.heading(3, "Tiers of the organization");
        page.paragraph(TIERS);
        let rows = tiers.iter().map(|tier| {
            let looks = tier.looks.as_deref().unwrap_or_default();
            vec![escape(&tier.title), escape(&tier.level), escape(looks), listed(&tier.fields)]
        });
        page.table(&["Side", "Tier", "What it looks like", "Note, evidence and more"], rows);
    }
    let gates = report.gates();
    if !gates.is_empty() {
        page.heading(3, "Gates");
        page.table(&["Gate", "Verdict"], gates.iter().map(|(title, verdict)| vec![escape(title), escape(verdict)]));
    }
    let mut gaps = report.gaps();
    if is_board {
        gaps.truncate(5);
    }
    if !gaps.is_empty() {
        page.heading(3, if is_board { "The largest gaps to target" } else { "Gaps to target, the largest first" });
        let rows = gaps.iter().map(|(node, figures)| {
            let figures = [&figures.gap, &figures.target, &figures.score];
            let figures = figures.map(|one| words::figure(one.as_ref()));
            [escape(&node.id), escape(&node.title)].into_iter().chain(figures).collect()
        });
        page.table(&["Id", "Category", "Gap", "Target", "Score"], rows);
    }
}

/// A line for each article.
fn overview(report: &Report<'_>, facts: &SetFacts<'_>, page: &mut Page) {
    let is_board = report.audience == Audience::Board;
    let rows = facts.entries().iter().filter(|(depth, _)| *depth == 0 || !is_board).filter_map(|(depth, entry)| {
        let indent = "&nbsp;".repeat(depth * 4);
        let cells = match entry {
            Entry::Group(group) => {
                let figures = report.result.groups.get(&group.id).filter(|figures| figures.worst.is_some())?;
                let ends = words::ends(figures.worst, figures.best);
                [group.article.clone(), group.title.clone(), ends, words::statuses(&figures.statuses)]
            }
            Entry::Obligation(obligation) => {
                let result = binding(report, obligation)?;
                let voluntary = if obligation.voluntary { "encouraged, not owed; " } else { "" };
                let rests_on = format!("{voluntary}{}", words::foundation(result));
                [obligation.article.clone(), obligation.title.clone(), words::verdict(result), rests_on]
            }
        };
        let [article, title, verdict, rests_on] = cells.map(|cell| escape(&cell));
        Some(vec![format!("{indent}{article}"), title, verdict, rests_on])
    });
    let rows: Vec<Vec<String>> = rows.collect();
    page.heading(3, "Article by article, in short");
    page.table(&["Article", "Title", "Status", "Rests on, or below it"], rows);
    page.paragraph("A group of duties is no better than the weakest of them that binds and is owed.");
    if is_board {
        let missing = facts.graded().filter(|obligation| !obligation.voluntary).filter(|obligation| {
            binding(report, obligation).is_some_and(|result| result.status == ObligationStatus::NotEvidenced)
        });
        let missing: Vec<&Obligation> = missing.collect();
        if !missing.is_empty() {
            page.heading(3, "Duties without evidence");
            for obligation in missing {
                page.item(&format!("{}: {}", escape(&words::article(&obligation.article)), escape(&obligation.title)));
            }
        }
    }
}

fn binding<'a>(report: &Report<'a>, obligation: &Obligation) -> Option<&'a ObligationResult> {
    report.result.obligations.get(&obligation.id).filter(|result| result.reason.is_none())
}

/// A section for each binding duty, with the outcomes and questions behind it.
fn articles(report: &Report<'_>, facts: &SetFacts<'_>, page: &mut Page) {
    page.heading(3, "Article by article");
    for &(depth, entry) in facts.entries() {
        let level = (4 + depth).min(6);
        match entry {
            Entry::Group(group) => {
                if let Some(figures) = report.result.groups.get(&group.id).filter(|figures| figures.worst.is_some()) {
                    page.heading(level, &format!("{}: {}", words::article(&group.article), group.title));
                    let ends = words::ends(figures.worst, figures.best);
                    page.paragraph(&format!("Weakest duty: **{ends}**. {}.", words::statuses(&figures.statuses)));
                }
            }
            Entry::Obligation(obligation) => {
                if let Some(result) = binding(report, obligation) {
                    page.heading(level, &format!("{} {} ({})", obligation.article, obligation.title, obligation.id));
                    duty(report, facts, obligation, result, page);
                }
            }
        }
    }
}

fn duty(
    report: &Report<'_>,
    facts: &SetFacts<'_>,
    obligation: &Obligation,
    result: &ObligationResult,
    page: &mut Page,
) {
    let voluntary = if obligation.voluntary { " Encouraged, not owed." } else { "" };
    page.paragraph(&format!("**{}**.{voluntary} {}", escape(&words::verdict(result)), escape(&obligation.summary)));
    page.item(&format!(
        "Addressed to {}; the framework speaks about {}.",
        words::addressee(obligation.addressee),
        words::reach(result.reach)
    ));
    if result.reach != Reach::None {
        page.item(&format!("The status {}.", words::rests_on(&result.rests_on)));
    }
    for deadline in &obligation.deadlines {
        page.item(&format!("Deadline: {}", escape(&words::deadline(deadline, &facts.set.content().roles))));
    }
    if let Some(trigger) = &obligation.trigger {
        page.item(&format!("It bites on: {}", escape(trigger)));
    }
    if report.audience == Audience::Auditor {
        page.item(&format!("How the article was checked: {}", escape(&obligation.verification)));
    }
    let mappings = facts.mappings(&obligation.id);
    if !mappings.is_empty() {
        let rows = mappings.iter().flat_map(|mapping| {
            let behind = report.outcomes_behind(&mapping.from);
            let strength = mapping.strength;
            let from = escape(&mapping.from);
            let not_asked = "Not asked by this framework".to_owned();
            let not_asked = behind.is_empty().then(|| vec![from, strength.to_string(), not_asked, String::new()]);
            not_asked.into_iter().chain(behind.into_iter().map(move |node| {
                let answer = report.assessment.answer(&node.id);
                let rating = words::rating(report.assessment, &node.id);
                let fields = answer.map(phrases::said_of).unwrap_or_default();
                let outcome = format!("{} {}", escape(&node.id), escape(&node.title));
                vec![outcome, strength.to_string(), escape(&rating), listed(&fields)]
            }))
        });
        page.table(&["Outcome", "Strength", "Answer", "Note, evidence and more"], rows);
    }
    if !obligation.supplementary.is_empty() {
        let rows = obligation.supplementary.iter().map(|question| {
            let answer = report.assessment.supplementary(&question.id);
            let said = words::said(answer.and_then(|answer| answer.answer));
            let fields = answer.map(phrases::said_to).unwrap_or_default();
            let text = format!("{} {}", escape(&question.id), escape(&question.question));
            vec![text, escape(said), listed(&fields)]
        });
        page.table(&["Supplementary question", "Answer", "Note, evidence and more"], rows);
    }
}

/// Names and values in one cell.
fn listed(fields: &[(&'static str, String)]) -> String {
    let parts: Vec<String> = fields.iter().map(|(name, value)| format!("{name}: {}", escape(value))).collect();
    parts.join("<br>")
}

fn open_questions(report: &Report<'_>, facts: &SetFacts<'_>, page: &mut Page) {
    let open = report.open_questions(facts);
    if open.is_empty() {
        return;
    }
    page.heading(3, &format!("Supplementary questions that are open ({})", open.len()));
    if report.audience == Audience::Board {
        page.paragraph(
            "The answers can change the status of the duties that they belong to; the full report lists them.",
        );
        return;
    }
    for (obligation, question) in open {
        let article = escape(&words::article(&obligation.article));
        page.item(&format!("{} ({article}): {}", escape(&question.id), escape(&question.question)));
    }
}

fn beyond(report: &Report<'_>, facts: &SetFacts<'_>, page: &mut Page) {
    let beyond = report.beyond(facts);
    page.heading(3, "What the framework cannot speak to");
    if report.audience == Audience::Board {
        page.paragraph(&format!(
            "For {} the framework gives no evidence; only the supplementary questions speak.",
            words::count(beyond.len() as u64, "binding duty", "binding duties")
        ));
        return;
    }
    for (name, verdict) in beyond {
        page.item(&format!("{}. {}", escape(&name), escape(&verdict)));
    }
    let Some(crosswalk) = facts.crosswalk else { return };
    if !crosswalk.no_relationship.is_empty() {
        let ids = crosswalk.no_relationship.join(", ");
        page.item(&format!("Outcomes without any relation to this act: {}", escape(&ids)));
    }
    for link in &crosswalk.not_counted {
        page.item(&format!(
            "{} for {} helps, and is not counted: {}",
            escape(&link.from),
            escape(&link.to),
            escape(&link.reason)
        ));
    }
}

fn not_binding(report: &Report<'_>, facts: &SetFacts<'_>, page: &mut Page) {
    let all = facts.graded().filter_map(|obligation| {
        let result = report.result.obligations.get(&obligation.id)?;
        Some((obligation, result.reason.as_ref()?))
    });
    let all: Vec<_> = all.collect();
    if !all.is_empty() {
        page.heading(3, "Entries that do not bind this entity");
        for (obligation, reason) in all {
            let text = format!("{} {}: {}", obligation.id, obligation.title, words::not_bound(reason));
            page.item(&escape(&text));
        }
    }
    let information: Vec<&Obligation> = facts.information().collect();
    if !information.is_empty() {
        page.heading(3, "Information without a status");
        for obligation in information {
            let name = format!("{}, {}: {}", obligation.id, words::article(&obligation.article), obligation.title);
            page.item(&format!("{}. {}", escape(&name), escape(&obligation.summary)));
        }
    }
}

fn not_applicable(report: &Report<'_>, page: &mut Page) {
    let all = report.not_applicable();
    if all.is_empty() {
        return;
    }
    page.heading(2, &format!("Outcomes that do not apply ({})", all.len()));
    for (node, answer) in all {
        let reason = answer.reason.as_deref().unwrap_or("no reason given");
        page.item(&format!("{} {}: {}", escape(&node.id), escape(&node.title), escape(reason)));
    }
}

fn disagreement(report: &Report<'_>, page: &mut Page) {
    let all = contested(report.assessment);
    if all.is_empty() {
        return;
    }
    page.heading(2, &format!("Where respondents disagree ({})", all.len()));
    page.paragraph(CONTESTED);
    let rows = all.into_iter().map(|one| {
        let voices = one.voices.iter().map(|(respondent, said)| escape(&format!("{respondent}: {said}")));
        let voices: Vec<String> = voices.collect();
        let outcome = format!("{} {}", one.node.id, one.node.title);
        let merged = words::rating(report.assessment, &one.node.id);
        let why = words::capital(&one.agreement.why());
        vec![escape(&outcome), escape(&why), voices.join("<br>"), escape(&merged)]
    });
    page.table(&["Outcome", "Why", "Respondents", "Merged"], rows);
}

fn appendix(report: &Report<'_>, page: &mut Page) {
    page.heading(2, "All answers");
    let rows = report.assessment.framework().outcomes().map(|node| {
        let rating = words::rating(report.assessment, &node.id);
        let fields = report.assessment.answer(&node.id).map(phrases::said_of).unwrap_or_default();
        vec![format!("{} {}", escape(&node.id), escape(&node.title)), escape(&rating), listed(&fields)]
    });
    page.table(&["Outcome", "Answer", "Note, evidence and more"], rows);
    let mut questions = report.supplementary().peekable();
    if questions.peek().is_some() {
        let rows = questions.map(|(id, answer)| {
            let question = report.asked(id).map(|(_, question)| question.question.as_str()).unwrap_or_default();
            let text = format!("{} {}", escape(id), escape(question));
            vec![text, escape(words::said(answer.answer)), listed(&phrases::said_to(answer))]
        });
        page.table(&["Supplementary question", "Answer", "Note, evidence and more"], rows);
    }
}
