//! Several answers to one outcome, question or side of the organization as one answer.

use super::Merge;
use super::head::whole;
use super::speakers::Speaker;
use crate::assessment::gather::{self, Pick};
use crate::assessment::{
    Answer, AnswerState, Assessment, Evidence, Level, Rating, Said, SupplementaryAnswer, TierAnswer,
};
use crate::library::Library;
use crate::scale::Scale;
use serde::Serialize;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

pub(super) struct Merging<'a, 'b> {
    pub(super) merge: Merge,
    pub(super) lead: Option<&'b str>,
    /// The merged assessment before its first answer, for its scale and its model's dimensions.
    pub(super) base: &'b Assessment,
    pub(super) speakers: &'b [Speaker<'a>],
}

/// What a respondent said, by respondent.
type Voices<'a, T> = BTreeMap<&'a str, &'a T>;

impl<'a> Merging<'a, '_> {
    /// Everything of one kind that somebody said something to, by id.
    fn each<T: Default + PartialEq + 'a>(
        &self,
        of: impl Fn(&'a Assessment) -> &'a BTreeMap<String, T>,
    ) -> BTreeMap<&'a str, BTreeMap<String, &'a T>> {
        let mut each: BTreeMap<&str, BTreeMap<String, &T>> = BTreeMap::new();
        for speaker in self.speakers {
            for (id, said) in of(speaker.assessment).iter().filter(|(_, said)| **said != T::default()) {
                each.entry(id).or_default().insert(speaker.id.clone(), said);
            }
        }
        each
    }

    pub(super) fn answers(&self) -> BTreeMap<String, Answer> {
        let each = self.each(|assessment| &assessment.content().answers);
        each.iter().map(|(id, voices)| ((*id).to_owned(), self.answer(&borrowed(voices)))).collect()
    }

    pub(super) fn questions(&self) -> BTreeMap<String, SupplementaryAnswer> {
        let each = self.each(|assessment| &assessment.content().supplementary);
        each.iter().map(|(id, voices)| ((*id).to_owned(), self.question(&borrowed(voices)))).collect()
    }

    pub(super) fn tiers(&self, library: &Library) -> BTreeMap<String, TierAnswer> {
        let scale = tier_scale(library, self.base);
        let each = self.each(|assessment| &assessment.content().tiers);
        each.iter().map(|(id, voices)| ((*id).to_owned(), self.tier(&borrowed(voices), scale))).collect()
    }

    /// The level that counts of those that were given.
    fn level<'l>(&self, given: impl Iterator<Item = (&'l str, &'l Level)>, scale: &Scale) -> Option<Level> {
        let given: Vec<(&str, &Level)> = given.collect();
        let levels: Vec<&Level> = given.iter().map(|(_, level)| *level).collect();
        match self.merge {
            Merge::Median => gather::level(&levels, scale, Pick::LowerMedian),
            Merge::Minimum => gather::level(&levels, scale, Pick::Lowest),
            Merge::Lead => given.into_iter().find(|(id, _)| Some(*id) == self.lead).map(|(_, level)| level.clone()),
        }
    }

    fn answer(&self, voices: &Voices<'_, Answer>) -> Answer {
        let ratings: BTreeMap<&str, Rating> =
            voices.iter().map(|(id, voice)| (*id, self.base.rating_of(voice))).collect();
        let mut answer = Answer::default();
        let rated = || voices.iter().filter(|(id, _)| ratings.get(*id).and_then(Rating::level).is_some());
        let said: Vec<&Rating> = ratings.values().filter(|rating| **rating != Rating::Unanswered).collect();
        // Whose reasons stand as the reason, and not in the note.
        let mut reasons: BTreeSet<&str> = BTreeSet::new();
        if rated().next().is_some() && self.merge == Merge::Lead {
            if let Some((lead, own)) = self.lead.and_then(|lead| voices.get_key_value(lead)) {
                answer.level.clone_from(&own.level);
                answer.state = own.state;
                answer.reason.clone_from(&own.reason);
                reasons.insert(lead);
            }
        } else if rated().next().is_some() {
            let levels = rated().filter_map(|(id, voice)| Some((*id, voice.level.as_ref()?)));
            answer.level = self.level(levels, self.base.scale());
        } else if said.iter().any(|rating| **rating != Rating::NotApplicable) {
            answer.state = Some(AnswerState::Unknown);
        } else if !said.is_empty() {
            answer.state = Some(AnswerState::NotApplicable);
            reasons.extend(ratings.iter().filter(|(_, rating)| **rating == Rating::NotApplicable).map(|(id, _)| *id));
            let given = reasons.iter().filter_map(|id| Some((*id, voices.get(id)?.reason.as_deref()?)));
            answer.reason = Some(attributed(given).join("; "));
        }
        let targets = voices.iter().filter_map(|(id, voice)| Some((*id, voice.target.as_ref()?)));
        answer.target = self.level(targets, self.base.scale());
        let left_out = |id: &str| !reasons.contains(id) && ratings.get(id) == Some(&Rating::NotApplicable);
        let notes = voices.iter().flat_map(|(id, voice)| {
            let reason = voice.reason.as_deref().filter(|_| left_out(id));
            let reason = reason.map(|reason| gather::attributed(id, &format!("not applicable: {reason}")));
            reason.into_iter().chain(voice.note.as_deref().map(|note| gather::attributed(id, note)))
        });
        answer.note = gather::paragraphs(&notes.collect::<Vec<_>>());
        answer.owner = gather::agreed(voices.values().map(|voice| &voice.owner));
        answer.by = gather::agreed(voices.values().map(|voice| &voice.by));
        answer.on = gather::agreed(voices.values().map(|voice| &voice.on));
        answer.method = gather::agreed(voices.values().map(|voice| &voice.method));
        answer.evidence = evidence(voices.iter().map(|(id, voice)| (*id, voice.evidence.as_slice())));
        answer.x = gather::agreed_keys(voices.values().map(|voice| &voice.x));
        answer.voices = voices.iter().map(|(id, voice)| ((*id).to_owned(), (*voice).clone())).collect();
        answer
    }

    fn question(&self, voices: &Voices<'_, SupplementaryAnswer>) -> SupplementaryAnswer {
        let knowing = knowing(voices.values().filter_map(|voice| voice.answer));
        let said = match (self.merge, knowing.as_slice()) {
            (_, []) => voices.values().find_map(|voice| voice.answer),
            (Merge::Lead, _) => self.lead.and_then(|lead| voices.get(lead)?.answer),
            (Merge::Median | Merge::Minimum, [one]) => Some(*one),
            (Merge::Median | Merge::Minimum, _) => Some(Said::Unknown),
        };
        let reasons = voices.iter().filter_map(|(id, voice)| {
            let is_reason = said == Some(Said::NotApplicable) && voice.answer == said;
            Some((*id, voice.reason.as_deref().filter(|_| is_reason)?))
        });
        let reasons = attributed(reasons);
        SupplementaryAnswer {
            answer: said,
            reason: (!reasons.is_empty()).then(|| reasons.join("; ")),
            note: notes(voices.iter().map(|(id, voice)| (*id, &voice.note))),
            owner: gather::agreed(voices.values().map(|voice| &voice.owner)),
            by: gather::agreed(voices.values().map(|voice| &voice.by)),
            on: gather::agreed(voices.values().map(|voice| &voice.on)),
            evidence: evidence(voices.iter().map(|(id, voice)| (*id, voice.evidence.as_slice()))),
            x: kept(voices, |voice| &voice.x),
        }
    }

    fn tier(&self, voices: &Voices<'_, TierAnswer>, scale: Option<&Scale>) -> TierAnswer {
        let level = |of: fn(&TierAnswer) -> &Option<Level>| {
            let given = voices.iter().filter_map(|(id, voice)| Some((*id, of(voice).as_ref()?)));
            scale.and_then(|scale| self.level(given, scale))
        };
        TierAnswer {
            level: level(|voice| &voice.level),
            target: level(|voice| &voice.target),
            note: notes(voices.iter().map(|(id, voice)| (*id, &voice.note))),
            by: gather::agreed(voices.values().map(|voice| &voice.by)),
            on: gather::agreed(voices.values().map(|voice| &voice.on)),
            evidence: evidence(voices.iter().map(|(id, voice)| (*id, voice.evidence.as_slice()))),
            x: kept(voices, |voice| &voice.x),
        }
    }
}

fn borrowed<'v, T>(voices: &'v BTreeMap<String, &'v T>) -> Voices<'v, T> {
    voices.iter().map(|(id, voice)| (id.as_str(), *voice)).collect()
}

fn attributed<'a>(texts: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<String> {
    texts.map(|(id, text)| gather::attributed(id, text)).collect()
}

fn notes<'a>(notes: impl Iterator<Item = (&'a str, &'a Option<String>)>) -> Option<String> {
    gather::paragraphs(&attributed(notes.filter_map(|(id, note)| Some((id, note.as_deref()?)))))
}

fn evidence<'a>(given: impl Iterator<Item = (&'a str, &'a [Evidence])>) -> Vec<Evidence> {
    given.flat_map(|(id, pieces)| gather::evidence(id, pieces)).collect()
}

/// The keys that all agree on, and under `consensus` what each said, since there is no other place for it.
fn kept<T: Serialize>(voices: &Voices<'_, T>, x: fn(&T) -> &BTreeMap<String, Value>) -> BTreeMap<String, Value> {
    let mut kept = gather::agreed_keys(voices.values().map(|voice| x(voice)));
    let all: Map<String, Value> = voices.iter().map(|(id, voice)| ((*id).to_owned(), whole(voice))).collect();
    kept.insert("consensus".to_owned(), json!({"voices": all}));
    kept
}

/// The different answers of those who know: `unknown` is left out.
pub(super) fn knowing(said: impl Iterator<Item = Said>) -> Vec<Said> {
    let mut knowing = Vec::new();
    for said in said.filter(|said| *said != Said::Unknown) {
        if !knowing.contains(&said) {
            knowing.push(said);
        }
    }
    knowing
}

pub(super) fn word(said: Said) -> &'static str {
    match said {
        Said::Yes => "yes",
        Said::No => "no",
        Said::Unknown => "unknown",
        Said::NotApplicable => "not_applicable",
    }
}

pub(super) fn tier_scale<'a>(library: &'a Library, assessment: &Assessment) -> Option<&'a Scale> {
    library.scale(&assessment.framework().content().tiers.as_ref()?.scale)
}
