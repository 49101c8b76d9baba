//! What several outcomes said, as the answer to the one that they became part of.

use crate::assessment::gather::{self, Pick};
use crate::assessment::{Answer, AnswerState, Assessment, Level, Rating};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// An outcome of the old version and what was said to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Origin<'a> {
    pub(super) id: &'a str,
    pub(super) answer: Option<&'a Answer>,
}

impl Origin<'_> {
    pub(super) fn says_something(&self) -> bool {
        self.answer.is_some_and(|answer| *answer != Answer::default())
    }

    pub(super) fn rating(&self, old: &Assessment) -> Rating {
        self.answer.map_or(Rating::Unanswered, |answer| old.rating_of(answer))
    }

    /// How texts name it: `ID.AM-1 (nist-csf-1.1)`.
    pub(super) fn named(&self, old: &Assessment) -> String {
        format!("{} ({})", self.id, old.framework().id())
    }
}

/// The answer to what all of these became part of. Whatever cannot stand in it as it was is in `x.migration.from`.
pub(super) fn merged(old: &Assessment, origins: &[Origin<'_>]) -> Answer {
    let applies = |origin: &&Origin<'_>| origin.rating(old) != Rating::NotApplicable;
    let applying: Vec<&Origin<'_>> = origins.iter().filter(applies).collect();
    let all_not_applicable = applying.is_empty() && !origins.is_empty();
    let counting: Vec<&Origin<'_>> = if all_not_applicable { origins.iter().collect() } else { applying };
    let mut answer = Answer::default();
    match counting.as_slice() {
        [one] => {
            answer.level = one.answer.and_then(|answer| answer.level.clone());
            answer.state = one.answer.and_then(|answer| answer.state);
        }
        _ if all_not_applicable => answer.state = Some(AnswerState::NotApplicable),
        several => several_rated(old, several, &mut answer),
    }
    if all_not_applicable {
        let reasons = origins.iter().filter_map(|origin| {
            let reason = origin.answer?.reason.as_deref()?;
            Some(gather::attributed(&origin.named(old), reason))
        });
        answer.reason = Some(reasons.collect::<Vec<_>>().join("; "));
    }
    let targets: Vec<&Level> = counting.iter().filter_map(|origin| origin.answer?.target.as_ref()).collect();
    answer.target = match targets.as_slice() {
        [one] => Some((*one).clone()),
        several => gather::level(several, old.scale(), Pick::Lowest),
    };
    answer.note = gather::paragraphs(&notes(old, origins, all_not_applicable));
    answer.evidence = origins
        .iter()
        .flat_map(|origin| {
            let named = origin.named(old);
            let evidence = origin.answer.map(|answer| gather::evidence(&named, &answer.evidence).collect::<Vec<_>>());
            evidence.unwrap_or_default()
        })
        .collect();
    let answers = || origins.iter().filter_map(|origin| origin.answer);
    answer.owner = gather::agreed(answers().map(|answer| &answer.owner));
    answer.by = gather::agreed(answers().map(|answer| &answer.by));
    answer.on = gather::agreed(answers().map(|answer| &answer.on));
    answer.method = gather::agreed(answers().map(|answer| &answer.method));
    let respondents: BTreeSet<&String> = answers().flat_map(|answer| answer.voices.keys()).collect();
    for respondent in respondents {
        let voices = origins.iter().map(|origin| {
            let voice = origin.answer.and_then(|answer| answer.voices.get(respondent));
            Origin { id: origin.id, answer: voice }
        });
        let voices: Vec<Origin<'_>> = voices.collect();
        answer.voices.insert(respondent.clone(), merged(old, &voices));
    }
    let from: Map<String, Value> = origins.iter().map(|it| (it.id.to_owned(), as_it_was(it.answer))).collect();
    let migration = Map::from_iter([("from".to_owned(), Value::Object(from))]);
    answer.x = BTreeMap::from([("migration".to_owned(), Value::Object(migration))]);
    answer
}

/// Several that apply: unknown if one is, else unanswered if one is, else the lowest.
fn several_rated(old: &Assessment, several: &[&Origin<'_>], answer: &mut Answer) {
    let ratings: Vec<Rating> = several.iter().map(|origin| origin.rating(old)).collect();
    if ratings.contains(&Rating::Unknown) {
        answer.state = Some(AnswerState::Unknown);
    } else if !ratings.contains(&Rating::Unanswered) {
        let levels: Vec<&Level> = several.iter().filter_map(|origin| origin.answer?.level.as_ref()).collect();
        answer.level = gather::level(&levels, old.scale(), Pick::Lowest);
    }
}

fn notes(old: &Assessment, origins: &[Origin<'_>], all_not_applicable: bool) -> Vec<String> {
    let mut notes = Vec::new();
    for origin in origins {
        let Some(answer) = origin.answer else { continue };
        let named = origin.named(old);
        if !all_not_applicable
            && origin.rating(old) == Rating::NotApplicable
            && let Some(reason) = &answer.reason
        {
            notes.push(gather::attributed(&named, &format!("not applicable, and left out here: {reason}")));
        }
        notes.extend(answer.note.as_ref().map(|note| gather::attributed(&named, note)));
    }
    notes
}

/// An answer without what stands in the new one word for word: note, evidence and voices.
fn as_it_was(answer: Option<&Answer>) -> Value {
    let Some(answer) = answer else { return Value::Object(Map::new()) };
    let rest = Answer { note: None, evidence: Vec::new(), voices: BTreeMap::new(), ..answer.clone() };
    whole(&rest)
}

/// A part of a document as a value; text, numbers and maps with string keys, which the writer cannot refuse.
pub(super) fn whole(part: &impl serde::Serialize) -> Value {
    serde_json::to_value(part).unwrap_or_default()
}
