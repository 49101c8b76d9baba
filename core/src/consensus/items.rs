//! What each respondent said, and what became of it.

use super::merge::{knowing, tier_scale, word};
use super::speakers::Speaker;
use super::{ConsensusItem, ConsensusRespondent, QuestionItem, TierItem, Voice};
use crate::agreement::agreement;
use crate::assessment::{Assessment, Level, Rating, Said, TierAnswer};
use crate::fraction::Figure;
use crate::library::Library;
use crate::obligation::ObligationSet;

/// The outcomes that somebody said something to, in the framework's order.
pub(super) fn items(merged: &Assessment, speakers: &[Speaker<'_>]) -> Vec<ConsensusItem> {
    let answered = merged.framework().outcomes().filter_map(|node| Some((node, merged.answer(&node.id)?)));
    answered
        .map(|(node, answer)| {
            let said: Vec<(&str, Rating, Option<String>)> = speakers
                .iter()
                .filter_map(|speaker| {
                    let voice = answer.voices.get(&speaker.id)?;
                    let note = voice.note.clone().or_else(|| voice.reason.clone());
                    Some((speaker.id.as_str(), merged.rating_of(voice), note))
                })
                .collect();
            let ratings: Vec<Rating> = said.iter().map(|(_, rating, _)| rating.clone()).collect();
            let rating = merged.rating(&node.id);
            ConsensusItem {
                agreement: agreement(merged.scale(), &ratings),
                id: node.id.clone(),
                level: rating.level().cloned().map(Figure),
                state: rating.text(),
                title: node.title.clone(),
                voices: said.into_iter().map(|(id, rating, note)| (id.to_owned(), voice(&rating, note))).collect(),
            }
        })
        .collect()
}

fn voice(rating: &Rating, note: Option<String>) -> Voice {
    Voice { level: rating.level().cloned().map(Figure), note, state: rating.text() }
}

/// Who answered, by id.
pub(super) fn respondents(
    merged: &Assessment,
    speakers: &[Speaker<'_>],
    lead: Option<&str>,
) -> Vec<ConsensusRespondent> {
    let rated = |id: &str| {
        let voices = merged.content().answers.values().filter_map(|answer| answer.voices.get(id));
        voices.filter(|voice| merged.rating_of(voice).level().is_some()).count()
    };
    speakers
        .iter()
        .map(|speaker| {
            let content = speaker.assessment.content();
            ConsensusRespondent {
                assessment: content.id.clone(),
                assessed_on: content.assessed_on.clone(),
                id: speaker.id.clone(),
                lead: lead == Some(speaker.id.as_str()),
                name: speaker.own.name.clone(),
                rated: rated(&speaker.id),
                role: speaker.own.role.clone(),
            }
        })
        .collect()
}

/// The questions that somebody answered, by id.
pub(super) fn question_items(library: &Library, merged: &Assessment, speakers: &[Speaker<'_>]) -> Vec<QuestionItem> {
    let answered = merged.content().supplementary.iter();
    answered
        .map(|(id, answer)| {
            let said: Vec<(&str, Said)> = speakers
                .iter()
                .filter_map(|speaker| Some((speaker.id.as_str(), speaker.assessment.supplementary(id)?.answer?)))
                .collect();
            let question = library.obligation_sets().find_map(|set: &ObligationSet| set.question(id));
            QuestionItem {
                answer: answer.answer.map(word),
                contested: knowing(said.iter().map(|(_, said)| *said)).len() > 1,
                id: id.clone(),
                question: question.map(|(_, question)| question.question.clone()).unwrap_or_default(),
                voices: said.into_iter().map(|(id, said)| (id.to_owned(), word(said))).collect(),
            }
        })
        .collect()
}

/// The sides of the organization that somebody gave a tier, in the framework's order.
pub(super) fn tier_items(library: &Library, merged: &Assessment, speakers: &[Speaker<'_>]) -> Vec<TierItem> {
    let (Some(tiers), Some(scale)) = (&merged.framework().content().tiers, tier_scale(library, merged)) else {
        return Vec::new();
    };
    let value = |answer: &TierAnswer| match &answer.level {
        Some(Level::One(value)) => value.on(scale),
        _ => None,
    };
    let given = tiers.axes.iter().filter_map(|axis| Some((axis, merged.content().tiers.get(&axis.id)?)));
    given
        .map(|(axis, answer)| {
            let said: Vec<(&str, Rating, Option<String>)> = speakers
                .iter()
                .filter_map(|speaker| {
                    let answer = speaker.assessment.content().tiers.get(&axis.id)?;
                    let rating = value(answer).map_or(Rating::Unanswered, Rating::Rated);
                    Some((speaker.id.as_str(), rating, answer.note.clone()))
                })
                .collect();
            let ratings: Vec<Rating> = said.iter().map(|(_, rating, _)| rating.clone()).collect();
            TierItem {
                agreement: agreement(scale, &ratings),
                id: axis.id.clone(),
                level: value(answer).map(Figure),
                title: axis.title.clone(),
                voices: said.into_iter().map(|(id, rating, note)| (id.to_owned(), voice(&rating, note))).collect(),
            }
        })
        .collect()
}
