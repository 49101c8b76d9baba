//! The rows of one outcome as its answer.

use super::kept;
use super::row::{Row, Sheet};
use crate::assessment::{Answer, AnswerState, Evidence, Level, LevelValue};
use crate::fraction::Fraction;
use crate::id::is_day;
use serde_json::{Map, Value, json};
use std::borrow::Borrow;
use std::collections::{BTreeMap, BTreeSet};

impl Sheet<'_> {
    /// The answer that the rows of one outcome give together.
    pub(super) fn answer(&self, rows: &[Row<'_>]) -> Answer {
        let in_scope: Vec<&Row<'_>> = rows.iter().filter(|row| row.in_scope).collect();
        let applies = !in_scope.is_empty();
        let speaking = if applies { in_scope.clone() } else { rows.iter().collect() };
        let scores: Option<Vec<&Fraction>> = in_scope.iter().map(|row| row.score.as_ref()).collect();
        let level = |value: Option<&Fraction>| value.cloned().map(|value| Level::One(LevelValue::Number(value)));
        let dates = speaking.iter().filter_map(|row| self.cell(row.cells, self.columns.date));
        Answer {
            level: level(scores.unwrap_or_default().into_iter().min()),
            state: (!applies).then_some(AnswerState::NotApplicable),
            reason: (!applies).then(|| out_of_scope(rows)),
            target: level(in_scope.iter().filter_map(|row| row.target.as_ref()).min()),
            note: self.note(rows),
            owner: joined(&self.distinct(&speaking, self.columns.owner), "; "),
            on: dates.filter(|date| is_day(date)).max().map(str::to_owned),
            method: self.method(&speaking),
            evidence: self.distinct(&speaking, self.columns.artifact).into_iter().map(evidence).collect(),
            x: kept(json!({"rows": rows.iter().map(|row| self.whole(row)).collect::<Vec<_>>()})),
            ..Answer::default()
        }
    }

    /// Every cell of a row that holds anything, as typed, with the name of its column.
    fn filled<'r>(&self, row: &Row<'r>) -> impl Iterator<Item = (&String, &'r str)> {
        self.table.names.iter().zip(row.cells).filter(|(_, cell)| !cell.is_empty())
    }

    fn whole(&self, row: &Row<'_>) -> Value {
        Value::Object(self.filled(row).map(|(name, cell)| (name.clone(), Value::from(cell))).collect::<Map<_, _>>())
    }

    /// How many bytes of names and cells a row brings into the document.
    pub(super) fn weight(&self, row: &Row<'_>) -> usize {
        self.filled(row).map(|(name, cell)| name.len() + cell.len()).sum()
    }

    /// The observations: of a single row as typed, of several each with what the row says besides.
    fn note(&self, rows: &[Row<'_>]) -> Option<String> {
        let typed = |row: &Row<'_>| {
            self.cell(row.cells, self.columns.observations)?;
            self.columns.observations.and_then(|column| row.cells.get(column)).map(str::to_owned)
        };
        if let [row] = rows {
            return typed(row);
        }
        let silent = |row: &&Row<'_>| !row.in_scope && typed(row).is_none();
        let mut parts: Vec<String> = rows.iter().filter(|row| !silent(row)).map(|row| said(row, typed(row))).collect();
        let others: Vec<&str> = rows.iter().filter(silent).map(|row| row.id).collect();
        // Where no row is in scope, the reason names them all.
        if !others.is_empty() && !parts.is_empty() {
            parts.push(format!("Out of scope: {}", others.join(", ")));
        }
        joined(&parts, "\n\n")
    }

    /// How the quarter's scores were found out, and by which auditor.
    fn method(&self, rows: &[&Row<'_>]) -> Option<String> {
        let (mut parts, mut seen) = (Vec::new(), BTreeSet::new());
        let mut add = |part: String| {
            if seen.insert(part.clone()) {
                parts.push(part);
            }
        };
        for (method, column) in self.columns.methods {
            let method = method.to_ascii_lowercase();
            for cell in rows.iter().filter_map(|row| self.found(row, column)) {
                add(if cell.eq_ignore_ascii_case("yes") { method.clone() } else { format!("{method}: {cell}") });
            }
        }
        let methods = || self.columns.methods.iter().map(|(_, column)| *column);
        let audited = |row: &&&Row<'_>| methods().any(|column| self.found(row, column).is_some());
        for auditor in rows.iter().filter(audited).filter_map(|row| self.cell(row.cells, self.columns.auditor)) {
            add(format!("auditor: {auditor}"));
        }
        joined(&parts, "; ")
    }

    /// What the cell of a method says, unless it is `No`.
    fn found<'r>(&self, row: &Row<'r>, column: Option<usize>) -> Option<&'r str> {
        self.cell(row.cells, column).filter(|cell| !cell.eq_ignore_ascii_case("no"))
    }

    /// What stands in a column, each once, in the order of the rows.
    fn distinct<'r>(&self, rows: &[&Row<'r>], column: Option<usize>) -> Vec<&'r str> {
        let mut seen = BTreeSet::new();
        rows.iter().filter_map(|row| self.cell(row.cells, column)).filter(|cell| seen.insert(*cell)).collect()
    }
}

fn said(row: &Row<'_>, observation: Option<String>) -> String {
    let standing = match &row.score {
        _ if !row.in_scope => "out of scope".to_owned(),
        Some(score) => format!("score {}", score.plain()),
        None => "no score".to_owned(),
    };
    let observation = observation.map(|text| format!(": {text}")).unwrap_or_default();
    format!("{} ({standing}){observation}", row.id)
}

fn out_of_scope(rows: &[Row<'_>]) -> String {
    let ids: Vec<&str> = rows.iter().map(|row| row.id).collect();
    format!("out of scope in the imported csf_profile file: `In Scope?` is No for {}", ids.join(", "))
}

fn evidence(reference: &str) -> Evidence {
    Evidence { reference: reference.to_owned(), date: None, note: None, x: BTreeMap::new() }
}

fn joined<T: Borrow<str>>(parts: &[T], between: &str) -> Option<String> {
    (!parts.is_empty()).then(|| parts.join(between))
}
