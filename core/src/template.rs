//! An assessment to fill in: YAML with every outcome in its place and what to know about it in comments.

mod emit;

use crate::assessment::AssessmentContent;
use crate::document::DocumentKind;
use crate::framework::{Framework, NodeKind};
use crate::library::DEFAULT_MODEL;
use crate::scale::Scale;
use crate::wording::Wording;
use emit::{Comment, block, scalar};
use serde_json::Value;
use std::collections::BTreeSet;

/// The commented YAML of an assessment against `framework` on `scale`, with every outcome still to be answered.
///
/// Everything that `from` holds is carried over as it stands, apart from its id and the day that it describes.
/// With `today` (`YYYY-MM-DD`) evidence from more than twelve months before is marked `stale` in comments.
/// The text is valid as it stands.
#[must_use]
pub fn assessment(
    framework: &Framework,
    scale: &Scale,
    from: Option<&AssessmentContent>,
    today: Option<&str>,
) -> String {
    with_wording(framework, scale, from, today, None)
}

/// The same, with the publisher's statement in the comment of each outcome that `wording` has one for.
#[must_use]
pub fn with_wording(
    framework: &Framework,
    scale: &Scale,
    from: Option<&AssessmentContent>,
    today: Option<&str>,
    wording: Option<&Wording>,
) -> String {
    let fresh_from = today.and_then(a_year_before);
    let mut text = String::new();
    head(&mut text, framework, scale, from, fresh_from.as_deref());
    if let Some(wording) = wording {
        let mut comment = Comment::at(&mut text, 0);
        comment.blank();
        comment.line(&format!("`Official:` is the publisher's own wording, from {}.", wording.source_text()));
    }
    keys(&mut text, framework, scale, from, today);
    text.push_str("\nanswers:\n");
    let mut headings = Vec::new();
    for node in framework.nodes() {
        if node.outcome.is_none() {
            headings.push((node.kind, format!("{} {}", node.id, node.title), statement(wording, &node.id)));
            continue;
        }
        for (kind, title, statement) in headings.drain(..) {
            heading(&mut text, kind, &title);
            if let Some(statement) = statement {
                Comment::at(&mut text, 2).line(&format!("Official: {statement}"));
            }
        }
        text.push('\n');
        let mut comment = Comment::at(&mut text, 2);
        comment.line(&node.title);
        if let Some(item) = framework.item(&node.id) {
            comment.line(item.question.as_deref().unwrap_or_default());
            // The texts speak about the framework's own scale and say nothing on another.
            if framework.content().scale == scale.id {
                item.levels.iter().for_each(|(level, text)| comment.hanging(&format!("  {level}  "), text));
            }
            if item.always_applies() {
                comment.line("Applies to every organization.");
            }
        }
        if let Some(statement) = statement(wording, &node.id) {
            comment.line(&format!("Official: {statement}"));
        }
        outcome(&mut text, &node.id, scale, from, fresh_from.as_deref());
    }
    if let Some(from) = from {
        rest(&mut text, framework, from, fresh_from.as_deref());
    }
    supplementary(&mut text, from, fresh_from.as_deref());
    if let Some(from) = from
        && !from.x.is_empty()
    {
        text.push('\n');
        block(&mut text, 0, "x", &json(&from.x));
    }
    text
}

fn statement<'a>(wording: Option<&'a Wording>, id: &str) -> Option<&'a str> {
    wording?.text(id)?.statement.as_deref()
}

fn head(
    text: &mut String,
    framework: &Framework,
    scale: &Scale,
    from: Option<&AssessmentContent>,
    fresh_from: Option<&str>,
) {
    let content = framework.content();
    let mut comment = Comment::at(text, 0);
    let count = framework.outcome_count();
    comment.line(&format!(
        "A self-assessment against {} {}: {count} outcomes, none of which has to be answered at once.",
        content.title, content.version
    ));
    if let Some(from) = from {
        comment.line(&format!("The answers of {} are carried over; check each before you keep it.", from.id));
        let stale = fresh_from.map_or(0, |day| stale_in(from, day));
        if let Some(day) = fresh_from
            && stale > 0
        {
            let pieces = if stale == 1 { "1 piece" } else { &format!("{stale} pieces") };
            comment.line(&format!("{pieces} of evidence dated before {day}: look for `stale`."));
        }
    }
    comment.blank();
    comment.line(&format!("Levels of {}, in steps of {}:", scale.id, scale.step.plain()));
    for level in &scale.levels {
        let code = level.code.as_deref().map(|code| format!(" ({code})")).unwrap_or_default();
        let meaning = level.meaning.as_deref().map(|meaning| format!(": {meaning}")).unwrap_or_default();
        comment.hanging(&format!("  {}{code}  ", level.value.plain()), &format!("{}{meaning}", level.name));
    }
    if !scale.dimensions.is_empty() {
        let names: Vec<&str> = scale.dimensions.iter().map(|dimension| dimension.id.as_str()).collect();
        comment.line(&format!("A level or target is given for each of: {}.", names.join(", ")));
    }
    comment.blank();
    comment.line("An outcome left as it is stays unanswered, which is not a zero. Beside `level` there is");
    comment.line("  state: unknown            nobody could say");
    comment.line("  state: not_applicable     with `reason: ...`, which a reader must be able to follow");
    comment.line("and for any outcome, all optional:");
    comment.line("  target: a level           note: free text         owner: who is responsible");
    comment.line("  by: a respondent's id     on: 2026-01-31          method: interview, examine, test");
    comment.line("  evidence: [{ref: \"what and where\", date: 2026-01-31}]");
}

fn keys(
    text: &mut String,
    framework: &Framework,
    scale: &Scale,
    from: Option<&AssessmentContent>,
    today: Option<&str>,
) {
    let id = today.map_or_else(|| "assessment".to_owned(), |day| format!("assessment-{day}"));
    text.push('\n');
    for (key, value) in [
        ("schema", DocumentKind::Assessment.schema()),
        ("id", &id),
        ("framework", framework.id()),
        ("scale", &scale.id),
    ] {
        text.push_str(&format!("{key}: {}\n", scalar(&Value::from(value))));
    }
    match from.and_then(|from| from.model.as_deref()) {
        Some(model) => text.push_str(&format!("model: {}\n", scalar(&Value::from(model)))),
        None => text.push_str(&format!("# model: {DEFAULT_MODEL}\n")),
    }
    text.push_str(&format!("# assessed_on: {}\n\n", today.unwrap_or("2026-01-31")));
    match from.and_then(|from| from.organization.as_ref()) {
        Some(organization) => block(text, 0, "organization", &json(organization)),
        None => text.push_str(
            "# What is left out counts as not known; duties are then graded as if they bound.\n\
             # organization:\n\
             #   name: Example Ltd\n\
             #   country: BE\n\
             #   sector: annex-i/energy/electricity\n\
             #   size: medium\n\
             #   roles: []                # none of the roles that an act names\n\
             #   class: important         # essential, important, or none: outside the act\n",
        ),
    }
    text.push('\n');
    match from.map(|from| &from.respondents).filter(|respondents| !respondents.is_empty()) {
        Some(respondents) => block(text, 0, "respondents", &json(respondents)),
        None => text.push_str(
            "# respondents:\n\
             #   - {id: it, role: IT lead, lead: true}\n\
             #   - {id: board, role: Board sponsor}\n",
        ),
    }
    tiers(text, framework, from);
}

/// The tiers of the organization, where the framework has any; what last year's file says is kept in any case.
fn tiers(text: &mut String, framework: &Framework, from: Option<&AssessmentContent>) {
    if let Some(given) = from.map(|from| &from.tiers).filter(|given| !given.is_empty()) {
        text.push('\n');
        block(text, 0, "tiers", &json(given));
        return;
    }
    let Some(tiers) = &framework.content().tiers else { return };
    text.push_str(&format!(
        "\n# Tiers of the organization as a whole, on the scale {}.\n\
         # They stand beside the scores and change none.\n# tiers:\n",
        tiers.scale
    ));
    for axis in &tiers.axes {
        text.push_str(&format!("#   {}: {{level: 1, target: 2}}    # {}\n", axis.id, axis.title));
    }
}

fn heading(text: &mut String, kind: NodeKind, title: &str) {
    let rule = if kind == NodeKind::Function { "=====" } else { "---" };
    text.push('\n');
    Comment::at(text, 2).line(&format!("{rule} {title} {rule}"));
}

fn outcome(text: &mut String, id: &str, scale: &Scale, from: Option<&AssessmentContent>, fresh_from: Option<&str>) {
    let id_text = scalar(&Value::from(id));
    let carried = from.and_then(|from| from.answers.get(id));
    let answer = carried.map(json).unwrap_or_default();
    if answer.as_object().is_some_and(|answer| !answer.is_empty()) {
        mark_stale(text, &answer, fresh_from);
        block(text, 2, id, &answer);
        return;
    }
    let levels = if scale.dimensions.is_empty() {
        String::new()
    } else {
        let each: Vec<String> =
            scale.dimensions.iter().map(|dimension| format!("{}: {}", dimension.id, scale.min().plain())).collect();
        format!(" # {{{}}}", each.join(", "))
    };
    text.push_str(&format!("  {id_text}:\n    level:{levels}\n    target:\n    note:\n"));
}

/// Answers to what the framework does not ask: they cannot be valid, and are still not lost.
fn rest(text: &mut String, framework: &Framework, from: &AssessmentContent, fresh_from: Option<&str>) {
    let known: BTreeSet<&str> = framework.outcomes().map(|node| node.id.as_str()).collect();
    for (id, answer) in from.answers.iter().filter(|(id, _)| !known.contains(id.as_str())) {
        Comment::at(text, 2).line(&format!("{id} is not an outcome of {}.", framework.id()));
        let answer = json(answer);
        mark_stale(text, &answer, fresh_from);
        block(text, 2, id, &answer);
    }
}

fn supplementary(text: &mut String, from: Option<&AssessmentContent>, fresh_from: Option<&str>) {
    text.push_str(
        "\n# What an act asks beside the framework, by the id of the question in its obligation set:\n\
         # yes, no, unknown, or not_applicable with a reason.\n",
    );
    let Some(from) = from.filter(|from| !from.supplementary.is_empty()) else {
        text.push_str(
            "# supplementary:\n\
             #   ID-OF-A-QUESTION: {answer: \"yes\", evidence: [{ref: \"minutes\", date: 2026-01-31}]}\n",
        );
        return;
    };
    text.push_str("supplementary:\n");
    for (id, answer) in &from.supplementary {
        let answer = json(answer);
        mark_stale(text, &answer, fresh_from);
        block(text, 2, id, &answer);
    }
}

fn json(value: &impl serde::Serialize) -> Value {
    // Answers hold text, numbers, lists and maps with text keys, which the writer cannot refuse.
    serde_json::to_value(value).unwrap_or_default()
}

fn mark_stale(text: &mut String, answer: &Value, fresh_from: Option<&str>) {
    let Some(fresh_from) = fresh_from else { return };
    for (date, reference) in stale(answer, fresh_from) {
        Comment::at(text, 2).line(&format!("stale: the evidence of {date}, {reference}"));
    }
}

fn stale<'a>(answer: &'a Value, fresh_from: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    let evidence = answer.get("evidence").and_then(Value::as_array).into_iter().flatten();
    evidence.filter_map(move |piece| {
        let date = piece.get("date")?.as_str().filter(|date| is_date(date) && *date < fresh_from)?;
        Some((date, piece.get("ref")?.as_str()?))
    })
}

fn stale_in(from: &AssessmentContent, fresh_from: &str) -> usize {
    let answers = from.answers.values().map(json).chain(from.supplementary.values().map(json));
    answers.map(|answer| stale(&answer, fresh_from).count()).sum()
}

fn is_date(text: &str) -> bool {
    let shape = text.bytes().map(|byte| if byte.is_ascii_digit() { b'0' } else { byte });
    shape.eq(*b"0000-00-00")
}

/// The same day of the year before, the last of February for a leap day.
fn a_year_before(today: &str) -> Option<String> {
    let (year, day) = today.split_once('-').filter(|_| is_date(today))?;
    let year = year.parse::<u32>().ok()?.checked_sub(1)?;
    Some(format!("{year:04}-{}", if day == "02-29" { "02-28" } else { day }))
}
