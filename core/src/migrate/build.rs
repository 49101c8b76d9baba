//! The new assessment and the list of how each of its answers came to be.

use super::merge::{Origin, merged, whole};
use super::table::{Table, below};
use super::{Dropped, Mark, MigratedItem, Migration, MigrationCounts, Remark, RemarkCode, SCHEMA, ScorePair};
use crate::assessment::gather;
use crate::assessment::{Answer, Assessment, AssessmentContent, TierAnswer};
use crate::error::{Error, Problems};
use crate::fraction::Figure;
use crate::framework::{Framework, NodeKind};
use crate::id::quoted;
use crate::library::{DEFAULT_MODEL, Library};
use crate::report::{phrases, words};
use crate::transition::Transition;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// A step of an answered outcome to a heading.
pub(super) struct ToHeading<'a> {
    pub(super) origin: Origin<'a>,
    pub(super) heading: &'a str,
}

pub(super) struct Builder<'a> {
    pub(super) old: &'a Assessment,
    pub(super) from: &'a Framework,
    pub(super) to: &'a Framework,
    pub(super) transition: &'a Transition,
    pub(super) source: &'a str,
    pub(super) table: Table<'a>,
}

pub(super) fn migration(
    library: &Library,
    old: &Assessment,
    to: &Framework,
    (transition, source): (&Transition, &str),
) -> Result<Migration, Error> {
    let from = old.framework();
    let table = Table::new(from, to, transition, source);
    let builder = Builder { old, from, to, transition, source, table };
    let noted = builder.noted();
    let mut answers = BTreeMap::new();
    let mut marks = Vec::new();
    let (mut unanswered, mut without_predecessor) = (Vec::new(), Vec::new());
    for node in to.outcomes() {
        let origins = builder.origins(&node.id);
        let notes = noted.get(node.id.as_str()).map(Vec::as_slice).unwrap_or_default();
        if origins.is_empty() {
            without_predecessor.push(node.id.clone());
        }
        if notes.is_empty() && !origins.iter().any(Origin::says_something) {
            unanswered.extend((!origins.is_empty()).then(|| node.id.clone()));
            continue;
        }
        let (mark, why) = builder.judged(&node.id, &origins, notes);
        answers.insert(node.id.clone(), builder.answer(&origins, notes, mark));
        marks.push((node, origins, mark, why));
    }
    let dropped = builder.dropped();
    let mut remarks = Vec::new();
    let content = builder.content(answers, &dropped, &mut remarks);
    let new = library.assessment_of(content)?;
    let items: Vec<MigratedItem> = marks
        .into_iter()
        .map(|(node, origins, mark, why)| {
            let rating = new.rating(&node.id);
            MigratedItem {
                from: origins.iter().map(|origin| origin.id.to_owned()).collect(),
                id: node.id.clone(),
                level: rating.level().cloned().map(Figure),
                mark,
                state: rating.text(),
                title: node.title.clone(),
                why,
            }
        })
        .collect();
    let marked = |mark| items.iter().filter(|item| item.mark == mark).count();
    let counts = MigrationCounts {
        dropped: dropped.len(),
        exact: marked(Mark::Exact),
        partial: marked(Mark::Partial),
        review: marked(Mark::Review),
        unanswered: unanswered.len(),
        without_predecessor: without_predecessor.len(),
    };
    let text = format!(
        "Scores before and after are not comparable one to one: {} and {} ask different outcomes, and a level that \
         came from several is the lowest of them.",
        from.id(),
        to.id()
    );
    remarks.insert(0, Remark { code: RemarkCode::NotComparable, text });
    Ok(Migration {
        assessment: old.content().id.clone(),
        scores: scores(library, old, &new)?,
        content: new.content().clone(),
        counts,
        dropped,
        from: from.id().to_owned(),
        items,
        remarks,
        schema: SCHEMA,
        source: source.to_owned(),
        to: to.id().to_owned(),
        transition: transition.id.clone(),
        unanswered,
        without_predecessor,
    })
}

impl<'a> Builder<'a> {
    fn origin(&self, id: &'a str) -> Origin<'a> {
        Origin { id, answer: self.old.answer(id) }
    }

    fn origins(&self, target: &str) -> Vec<Origin<'a>> {
        self.table.steps_to(target).iter().map(|edge| self.origin(&edge.from)).collect()
    }

    /// The answered outcomes that went to a heading, by each outcome below it that is not a successor of its own.
    fn noted(&self) -> BTreeMap<&'a str, Vec<ToHeading<'a>>> {
        let mut noted: BTreeMap<&str, Vec<ToHeading<'a>>> = BTreeMap::new();
        for node in self.from.outcomes() {
            let origin = self.origin(&node.id);
            if !origin.says_something() {
                continue;
            }
            let successors: BTreeSet<&str> =
                self.table.steps_from(&node.id).iter().map(|edge| edge.to.as_str()).collect();
            for edge in self.table.headings(&node.id) {
                for outcome in below(self.to, &edge.to).into_iter().filter(|id| !successors.contains(id)) {
                    noted.entry(outcome).or_default().push(ToHeading { origin, heading: &edge.to });
                }
            }
        }
        noted
    }

    fn answer(&self, origins: &[Origin<'a>], noted: &[ToHeading<'a>], mark: Mark) -> Answer {
        let mut answer = merged(self.old, origins);
        let mut notes: Vec<String> = answer.note.take().into_iter().collect();
        notes.extend(noted.iter().map(|step| self.heading_note(step)));
        answer.note = gather::paragraphs(&notes);
        if let Some(Value::Object(migration)) = answer.x.get_mut("migration") {
            migration.insert("mark".to_owned(), Value::from(mark.text()));
            if !noted.is_empty() {
                let mut headings: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
                for step in noted {
                    headings.entry(step.origin.id).or_default().push(step.heading);
                }
                migration.insert("headings".to_owned(), json!(headings));
            }
        }
        answer
    }

    fn heading_note(&self, step: &ToHeading<'a>) -> String {
        let said = step.origin.answer.cloned().unwrap_or_default();
        let found = match (&said.level, step.origin.rating(self.old).text()) {
            (Some(level), "rated") => format!("level {}", phrases::written(level)),
            (_, state) => state.replace('_', " "),
        };
        let own = said.note.map(|note| format!(": {note}")).unwrap_or_default();
        let named = step.origin.named(self.old);
        format!("{named} went to {} as a whole, and its answer ({found}) is not taken over here{own}", step.heading)
    }

    fn dropped(&self) -> Vec<Dropped> {
        let outcomes = self.from.outcomes();
        outcomes
            .filter(|node| self.table.steps_from(&node.id).is_empty() && self.origin(&node.id).says_something())
            .map(|node| {
                let rating = self.old.rating(&node.id);
                Dropped {
                    headings: self.table.headings(&node.id).iter().map(|edge| edge.to.clone()).collect(),
                    id: node.id.clone(),
                    level: rating.level().cloned().map(Figure),
                    state: rating.text(),
                    title: node.title.clone(),
                }
            })
            .collect()
    }

    /// The document: what belongs to the organization is kept whole, what the new version has no place for under `x`.
    fn content(
        &self,
        answers: BTreeMap<String, Answer>,
        dropped: &[Dropped],
        remarks: &mut Vec<Remark>,
    ) -> AssessmentContent {
        let old = self.old.content();
        let mut migration = Map::new();
        let mut keep = |key: &str, value: Value| migration.insert(key.to_owned(), value);
        keep("from", json!(self.from.id()));
        keep("source", json!(self.source));
        keep("transition", json!(self.transition.id));
        let lost: Map<String, Value> =
            dropped.iter().filter_map(|it| Some((it.id.clone(), whole(self.old.answer(&it.id)?)))).collect();
        if !lost.is_empty() {
            keep("dropped", Value::Object(lost));
        }
        let (tiers, other): (BTreeMap<String, TierAnswer>, BTreeMap<String, TierAnswer>) =
            old.tiers.clone().into_iter().partition(|(axis, _)| self.has_axis(axis));
        if !other.is_empty() {
            let axes = other.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
            let text = format!(
                "{} gives tiers to other sides of the organization than {}; those given to {axes} are kept under \
                 x.migration.tiers.",
                self.to.id(),
                self.from.id(),
            );
            keep("tiers", whole(&other));
            keep("tiers_note", json!(text));
            remarks.push(Remark { code: RemarkCode::TiersKept, text });
        }
        let mut model = old.model.clone();
        let mut misfit = Problems::default();
        self.old.model().check_against(self.to, self.old.scale(), &mut misfit);
        if misfit.into_result().is_err() {
            let text = format!(
                "The scoring model {} names what {} does not have; {DEFAULT_MODEL} takes its place.",
                quoted(&self.old.model().id),
                self.to.id()
            );
            keep("model", json!(model.take()));
            remarks.push(Remark { code: RemarkCode::ModelReplaced, text });
        }
        let mut x = old.x.clone();
        if let Some(before) = x.remove("migration") {
            keep("before", before);
        }
        x.insert("migration".to_owned(), Value::Object(migration));
        AssessmentContent {
            framework: self.to.id().to_owned(),
            scale: Some(self.old.scale().id.clone()),
            model,
            tiers,
            answers,
            x,
            ..old.clone()
        }
    }

    /// Whether a tier can stay where it is: the axis is there, with the same scale.
    fn has_axis(&self, axis: &str) -> bool {
        let (Some(before), Some(after)) = (&self.from.content().tiers, &self.to.content().tiers) else { return false };
        before.scale == after.scale && after.axes.iter().any(|known| known.id == axis)
    }
}

/// The total and the functions of both, in the order of the new version and then of the old.
fn scores(library: &Library, old: &Assessment, new: &Assessment) -> Result<Vec<ScorePair>, Error> {
    let (before, after) = (library.assess(old, &[])?, library.assess(new, &[])?);
    let frameworks = [new.framework(), old.framework()];
    let functions = frameworks.iter().flat_map(|it| it.nodes()).filter(|node| node.kind == NodeKind::Function);
    let mut nodes = vec![("total", "Total")];
    for node in functions {
        if nodes.iter().all(|(id, _)| *id != node.id) {
            nodes.push((&node.id, &node.title));
        }
    }
    let pair = |(id, title): (&str, &str)| ScorePair {
        after: after.nodes.get(id).cloned(),
        before: before.nodes.get(id).cloned(),
        id: id.to_owned(),
        title: words::capital(title),
    };
    Ok(nodes.into_iter().map(pair).collect())
}
