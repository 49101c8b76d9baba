//! Tables in CSV: one header line, then a line for each node, obligation or answer.
//!
//! A cell that starts with `=`, `+`, `-`, `@`, a tab or a line break gets an apostrophe before it, so that a
//! spreadsheet shows it and runs nothing; plain numbers such as `-1.00` stay as they are. A carriage return becomes a
//! line break, and every other control character but the tab is left out, so that a terminal shows a table and obeys
//! nothing in it. Levels and figures have a point as decimal mark, lists in one cell are one item a line.

use super::{Report, phrases, words};
use crate::assessment::{Answer, Evidence, Level, Rating, Said, SupplementaryAnswer};
use crate::fraction::Figure;
use crate::framework::NodeKind;
use ::csv::Writer;
use serde::Serialize;
use serde_json::Value;

/// A table as it is filled.
struct Table(Writer<Vec<u8>>);

impl Table {
    fn new(header: &[&str]) -> Self {
        let mut table = Self(Writer::from_writer(Vec::new()));
        table.row(header.iter().map(|cell| (*cell).to_owned()));
        table
    }

    fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        let cells: Vec<String> = cells.into_iter().map(|cell| guarded(&cell)).collect();
        // Writing to memory, and every row has the header's length: neither can fail.
        self.0.write_record(&cells).unwrap_or_default();
    }

    fn finish(self) -> String {
        self.0.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

fn guarded(cell: &str) -> String {
    let cell: String = cell
        .replace("\r\n", "\n")
        .chars()
        .map(|c| if c == '\r' { '\n' } else { c })
        .filter(|c| matches!(c, '\n' | '\t') || !c.is_control())
        .collect();
    let is_number = || {
        let digits = cell.strip_prefix('-').unwrap_or(&cell);
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
    };
    if cell.starts_with(['=', '+', '-', '@', '\t', '\n']) && !is_number() { format!("'{cell}") } else { cell }
}

fn figure(figure: Option<&Figure>) -> String {
    figure.map(|figure| figure.0.to_string()).unwrap_or_default()
}

fn grade(grade: Option<u8>) -> String {
    grade.map(|grade| grade.to_string()).unwrap_or_default()
}

fn text(text: Option<&String>) -> String {
    text.cloned().unwrap_or_default()
}

/// The scores: one line for each function, category, subcategory and requirement, and the total.
#[must_use]
pub fn nodes(report: &Report<'_>) -> String {
    let mut table = Table::new(&[
        "id",
        "kind",
        "title",
        "score",
        "low",
        "high",
        "coverage",
        "rated",
        "unknown",
        "unanswered",
        "not_applicable",
        "total",
        "target",
        "gap",
    ]);
    let nodes = report.assessment.framework().nodes().iter().map(|node| {
        let kind = match node.kind {
            NodeKind::Function => "function",
            NodeKind::Category => "category",
            NodeKind::Subcategory => "subcategory",
            NodeKind::Requirement => "requirement",
        };
        (node.id.as_str(), kind, node.title.as_str())
    });
    for (id, kind, title) in nodes.chain([("total", "total", "Total")]) {
        let Some(figures) = report.figures(id) else { continue };
        let counts = figures.counts;
        let of_counts = [counts.rated, counts.unknown, counts.unanswered, counts.not_applicable, counts.total];
        let scores = [&figures.score, &figures.low, &figures.high, &figures.coverage];
        let row = [id, kind, title].map(str::to_owned).into_iter();
        let row = row.chain(scores.map(|score| figure(score.as_ref()))).chain(of_counts.map(|count| count.to_string()));
        table.row(row.chain([figure(figures.target.as_ref()), figure(figures.gap.as_ref())]));
    }
    table.finish()
}

/// The statuses: one line for each graded obligation of every set.
#[must_use]
pub fn obligations(report: &Report<'_>) -> String {
    let mut table = Table::new(&[
        "set",
        "id",
        "article",
        "group",
        "title",
        "voluntary",
        "status",
        "worst",
        "best",
        "reach",
        "evidence",
        "evidence_low",
        "evidence_high",
        "weakest",
        "mapped",
        "applicable",
        "rated",
        "not_applicable",
        "open",
        "not_asked",
        "reason",
        "repealed_from",
    ]);
    for facts in report.sets() {
        for obligation in facts.graded() {
            let Some(result) = report.result.obligations.get(&obligation.id) else { continue };
            let rests_on = &result.rests_on;
            table.row([
                facts.set.id().to_owned(),
                obligation.id.clone(),
                obligation.article.clone(),
                text(obligation.group.as_ref()),
                obligation.title.clone(),
                obligation.voluntary.to_string(),
                result.status.text().to_owned(),
                grade(result.worst),
                grade(result.best),
                result.reach.text().to_owned(),
                figure(result.evidence.as_ref()),
                figure(result.evidence_low.as_ref()),
                figure(result.evidence_high.as_ref()),
                figure(result.weakest.as_ref()),
                rests_on.mapped.to_string(),
                rests_on.applicable.to_string(),
                rests_on.rated.to_string(),
                rests_on.not_applicable.to_string(),
                result.open.join("\n"),
                result.not_asked.join("\n"),
                result.reason.as_ref().map(words::not_bound).unwrap_or_default(),
                text(facts.stamp.in_force.until.as_ref()),
            ]);
        }
    }
    table.finish()
}

/// The answers to outcomes: one line for each outcome of the framework, answered or not.
#[must_use]
pub fn answers(report: &Report<'_>) -> String {
    let mut table = Table::new(&ANSWER);
    outcomes(report, &mut table);
    table.finish()
}

/// Everything that was typed: the head of the assessment, the answers to outcomes, and the answers to questions.
#[must_use]
pub fn report(report: &Report<'_>) -> String {
    let mut table = Table::new(&ANSWER);
    sets(report, &mut table);
    head(report, &mut table);
    outcomes(report, &mut table);
    questions(report, &mut table);
    table.finish()
}

const ANSWER: [&str; 17] = [
    "kind", "id", "title", "question", "answer", "level", "target", "reason", "note", "owner", "by", "on", "method",
    "evidence", "voices", "x", "combined",
];

/// The sets that the report is about and when they are in force, a line for each.
fn sets(report: &Report<'_>, table: &mut Table) {
    for facts in report.sets() {
        let in_force = &facts.stamp.in_force;
        let in_force = words::in_force(&in_force.from, in_force.until.as_deref());
        let title = facts.set.content().title.clone();
        let mut row = vec!["set".to_owned(), facts.set.id().to_owned(), title, String::new(), in_force];
        row.resize(ANSWER.len(), String::new());
        table.row(row);
    }
}

/// The head of the assessment, a line for each value; `answer` holds the value.
fn head(report: &Report<'_>, table: &mut Table) {
    let mut content = serde_json::to_value(report.assessment.content()).unwrap_or_default();
    if let Some(map) = content.as_object_mut() {
        map.remove("answers");
        map.remove("supplementary");
    }
    flat("", &content, &mut |place, value| {
        let mut row = vec!["assessment".to_owned(), place.to_owned(), String::new(), String::new(), value];
        row.resize(ANSWER.len(), String::new());
        table.row(row);
    });
}

/// Every value below `value` with the keys that lead to it, joined by points.
fn flat(place: &str, value: &Value, found: &mut impl FnMut(&str, String)) {
    let below = |key: &str| if place.is_empty() { key.to_owned() } else { format!("{place}.{key}") };
    match value {
        Value::Object(map) if !map.is_empty() => map.iter().for_each(|(key, value)| flat(&below(key), value, found)),
        Value::Array(list) if !list.is_empty() => {
            list.iter().enumerate().for_each(|(position, value)| flat(&below(&position.to_string()), value, found));
        }
        Value::String(text) => found(place, text.clone()),
        other => found(place, other.to_string()),
    }
}

fn outcomes(report: &Report<'_>, table: &mut Table) {
    let framework = report.assessment.framework();
    let unanswered = Answer::default();
    for node in framework.outcomes() {
        let answer = report.assessment.answer(&node.id).unwrap_or(&unanswered);
        let question = framework.item(&node.id).and_then(|item| item.question.clone());
        let combined = report.assessment.rating(&node.id);
        let state = match combined {
            Rating::Rated(_) => "rated",
            Rating::Unknown => "unknown",
            Rating::Unanswered => "unanswered",
            Rating::NotApplicable => "not_applicable",
        };
        table.row([
            "outcome".to_owned(),
            node.id.clone(),
            node.title.clone(),
            question.unwrap_or_default(),
            state.to_owned(),
            level(answer.level.as_ref()),
            level(answer.target.as_ref()),
            text(answer.reason.as_ref()),
            text(answer.note.as_ref()),
            text(answer.owner.as_ref()),
            text(answer.by.as_ref()),
            text(answer.on.as_ref()),
            text(answer.method.as_ref()),
            evidence(&answer.evidence),
            if answer.voices.is_empty() { String::new() } else { json(&answer.voices) },
            if answer.x.is_empty() { String::new() } else { json(&answer.x) },
            combined.level().map(crate::fraction::Fraction::plain).unwrap_or_default(),
        ]);
    }
}

fn questions(report: &Report<'_>, table: &mut Table) {
    let unanswered = SupplementaryAnswer::default();
    let mut ids: Vec<&str> = report.supplementary().map(|(id, _)| id).collect();
    let sets = report.sets();
    ids.extend(sets.iter().flat_map(|facts| facts.set.question_ids()));
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        let answer = report.assessment.supplementary(id).unwrap_or(&unanswered);
        let (obligation, question) = report.asked(id).unzip();
        let said = match answer.answer {
            Some(Said::Yes) => "yes",
            Some(Said::No) => "no",
            Some(Said::Unknown) => "unknown",
            Some(Said::NotApplicable) => "not_applicable",
            None => "unanswered",
        };
        table.row([
            "question".to_owned(),
            id.to_owned(),
            obligation.map(|obligation| obligation.title.clone()).unwrap_or_default(),
            question.map(|question| question.question.clone()).unwrap_or_default(),
            said.to_owned(),
            String::new(),
            String::new(),
            text(answer.reason.as_ref()),
            text(answer.note.as_ref()),
            text(answer.owner.as_ref()),
            text(answer.by.as_ref()),
            text(answer.on.as_ref()),
            String::new(),
            evidence(&answer.evidence),
            String::new(),
            if answer.x.is_empty() { String::new() } else { json(&answer.x) },
            String::new(),
        ]);
    }
}

fn level(level: Option<&Level>) -> String {
    level.map(phrases::written).unwrap_or_default()
}

fn evidence(list: &[Evidence]) -> String {
    list.iter().map(phrases::evidence).collect::<Vec<_>>().join("\n")
}

fn json(value: &impl Serialize) -> String {
    // Maps with string keys only: the writer refuses none of them.
    serde_json::to_string(value).unwrap_or_default()
}
