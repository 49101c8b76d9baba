//! Who speaks in each file, and whether the files can be laid beside one another.

use super::{Entry, Merge, Options};
use crate::assessment::{Assessment, Respondent};
use crate::error::{Code, Error, Path, Problem};
use crate::id::{one_of, quoted};
use std::collections::{BTreeMap, BTreeSet};

/// A respondent and this respondent's own assessment.
#[derive(Clone, Debug)]
pub(super) struct Speaker<'a> {
    pub(super) id: String,
    /// What the file says of the respondent.
    pub(super) own: Respondent,
    pub(super) assessment: &'a Assessment,
}

/// The respondents by id, and the one who leads.
pub(super) fn speakers<'a>(
    entries: &[Entry<'a>],
    options: &Options<'_>,
) -> Result<(Vec<Speaker<'a>>, Option<String>), Error> {
    let mut entries = entries.to_vec();
    entries.sort_by_key(|entry| entry.name);
    let mut problems = Vec::new();
    let mut named: Vec<(&str, Speaker<'a>)> = Vec::new();
    for entry in &entries {
        merged_already(entry, &mut problems);
        let Some(speaker) = speaker(entry, &mut problems) else { continue };
        if let Some((first, _)) = named.iter().find(|(_, known)| known.id == speaker.id) {
            let message =
                format!("it is what {} said, as {first} is; give one file for each respondent", quoted(&speaker.id));
            problems.push(Problem::new(Code::ConsensusSameRespondent, message).in_document(entry.name));
        } else {
            named.push((entry.name, speaker));
        }
    }
    of_one_kind(&entries, &mut problems);
    if entries.len() < 2 {
        let message = "a consensus needs the files of two or more respondents";
        problems.push(Problem::new(Code::ConsensusTooFew, message));
    }
    let mut speakers: Vec<Speaker<'_>> = named.into_iter().map(|(_, speaker)| speaker).collect();
    speakers.sort_by(|a, b| a.id.cmp(&b.id));
    let can_be_named = problems.is_empty();
    let lead = lead(&speakers, options, can_be_named, &mut problems);
    if can_be_named {
        between(&speakers, options, &mut problems);
    }
    match Error::of(problems) {
        Some(error) => Err(error),
        None => Ok((speakers, lead)),
    }
}

fn merged_already(entry: &Entry<'_>, problems: &mut Vec<Problem>) {
    let answers = entry.assessment.content().answers.iter();
    let merged: Vec<&String> = answers.filter(|(_, answer)| !answer.voices.is_empty()).map(|(id, _)| id).collect();
    if let Some(first) = merged.first() {
        let message = format!(
            "it has the voices of several respondents already, {} and {} more; give each respondent's own file",
            quoted(first),
            merged.len() - 1
        );
        let path = Path::default().key("answers").key(*first).key("voices");
        problems.push(Problem::new(Code::ConsensusMerged, message).at(&path).in_document(entry.name));
    }
}

/// Everything that says who answered it, and where it stands.
fn signed(assessment: &Assessment) -> impl Iterator<Item = (Path, &String)> {
    let content = assessment.content();
    let at = |key: &str, id: &String| Path::default().key(key).key(id).key("by");
    let answers = content.answers.iter().map(move |(id, answer)| (at("answers", id), &answer.by));
    let questions = content.supplementary.iter().map(move |(id, answer)| (at("supplementary", id), &answer.by));
    let tiers = content.tiers.iter().map(move |(id, answer)| (at("tiers", id), &answer.by));
    answers.chain(questions).chain(tiers).filter_map(|(path, by)| Some((path, by.as_ref()?)))
}

/// Whose file it is: its only respondent, its only lead, or whoever signed the answers; else its own id stands for
/// the respondent.
fn speaker<'a>(entry: &Entry<'a>, problems: &mut Vec<Problem>) -> Option<Speaker<'a>> {
    let content = entry.assessment.content();
    let mut refuse = |path: Path, message: String| {
        problems.push(Problem::new(Code::ConsensusRespondent, message).at(&path).in_document(entry.name));
    };
    let leads = content.respondents.iter().filter(|respondent| respondent.lead);
    let own = match (content.respondents.as_slice(), leads.collect::<Vec<_>>().as_slice()) {
        ([one], _) => one.clone(),
        (_, [lead]) => (*lead).clone(),
        ([], _) => {
            let id = signed(entry.assessment).next().map_or(&content.id, |(_, by)| by).clone();
            Respondent { id, role: None, name: None, lead: false }
        }
        (several, _) => {
            let message = format!(
                "it has {} respondents, and a consensus takes one person's answers from each file; mark whose they are \
                 with `lead: true`",
                several.len()
            );
            refuse(Path::default().key("respondents"), message);
            return None;
        }
    };
    let mut others: BTreeMap<&String, Path> = BTreeMap::new();
    for (path, by) in signed(entry.assessment).filter(|(_, by)| **by != own.id) {
        others.entry(by).or_insert(path);
    }
    for (other, path) in others {
        let message = format!(
            "this was answered by {}, and the file is taken as what {} said; give each respondent a file",
            quoted(other),
            quoted(&own.id)
        );
        refuse(path, message);
    }
    Some(Speaker { id: own.id.clone(), own, assessment: entry.assessment })
}

/// That all answer the same framework on the same scale; the ones that differ from most are named.
fn of_one_kind(entries: &[Entry<'_>], problems: &mut Vec<Problem>) {
    let framework = |assessment: &Assessment| {
        (assessment.framework().id().to_owned(), assessment.hashes().framework.clone(), "framework")
    };
    let scale = |assessment: &Assessment| (assessment.scale().id.clone(), assessment.hashes().scale.clone(), "scale");
    for (entry, other, [own, usual]) in odd_ones(entries, framework) {
        let message = format!("it answers {own}, and {other} {usual}; respondents answer the same framework");
        problems.push(Problem::new(Code::ConsensusOtherFramework, message).in_document(entry));
    }
    for (entry, other, [own, usual]) in odd_ones(entries, scale) {
        let message = format!("its levels are of {own}, and those of {other} of {usual}; respondents use one scale");
        problems.push(Problem::new(Code::ConsensusOtherScale, message).in_document(entry));
    }
}

/// The entries whose document is not that of most, with one of those that have it, and both documents.
fn odd_ones<'a>(
    entries: &[Entry<'a>],
    of: impl Fn(&Assessment) -> (String, String, &'static str),
) -> Vec<(&'a str, &'a str, [String; 2])> {
    let mut kinds: BTreeMap<_, Vec<&Entry<'a>>> = BTreeMap::new();
    for entry in entries {
        kinds.entry(of(entry.assessment)).or_default().push(entry);
    }
    let most = kinds.values().map(Vec::len).max().unwrap_or_default();
    let Some((usual, of_usual)) = kinds.iter().find(|(_, of_kind)| of_kind.len() == most) else { return Vec::new() };
    let Some(example) = of_usual.first() else { return Vec::new() };
    let others = kinds.iter().filter(|(kind, _)| *kind != usual);
    let odd = others.flat_map(|((id, _, what), of_kind)| {
        let own = if *id == usual.0 { format!("another {what} {}", quoted(id)) } else { quoted(id) };
        of_kind.iter().map(move |entry| (entry.name, example.name, [own.clone(), quoted(&usual.0)]))
    });
    odd.collect()
}

fn lead(
    speakers: &[Speaker<'_>],
    options: &Options<'_>,
    can_be_named: bool,
    problems: &mut Vec<Problem>,
) -> Option<String> {
    let ids: Vec<&str> = speakers.iter().map(|speaker| speaker.id.as_str()).collect();
    let mut refuse = |message: String| problems.push(Problem::new(Code::ConsensusLead, message));
    if let Some(named) = options.lead {
        if can_be_named && !ids.contains(&named) {
            refuse(format!("{} is not one of the respondents; there is {}", quoted(named), one_of(&ids)));
        }
        return Some(named.to_owned());
    }
    let leads: BTreeSet<&str> =
        speakers.iter().filter(|speaker| speaker.own.lead).map(|speaker| speaker.id.as_str()).collect();
    let mut found = leads.iter();
    match (found.next(), found.next()) {
        (Some(one), None) => Some((*one).to_owned()),
        (first, _) if can_be_named && options.merge == Merge::Lead => {
            let why = match first {
                None => "no file says `lead: true`".to_owned(),
                Some(_) => format!("{} of the files say `lead: true`", leads.len()),
            };
            refuse(format!(
                "the lead's levels cannot be taken, since {why}; name the lead (`--lead ID`): {}",
                one_of(&ids)
            ));
            None
        }
        _ => None,
    }
}

fn between(speakers: &[Speaker<'_>], options: &Options<'_>, problems: &mut Vec<Problem>) {
    let ids: Vec<&str> = speakers.iter().map(|speaker| speaker.id.as_str()).collect();
    let pairs: BTreeSet<&(&str, &str)> = options.between.iter().collect();
    for (of, than) in pairs {
        let mut refuse = |message: String| problems.push(Problem::new(Code::ConsensusBetween, message));
        let unknown: BTreeSet<&str> = [*of, *than].into_iter().filter(|id| !ids.contains(id)).collect();
        for id in unknown {
            refuse(format!("{} is not one of the respondents; there is {}", quoted(id), one_of(&ids)));
        }
        if of == than {
            refuse(format!("{} cannot be set against itself; name two respondents", quoted(of)));
        }
    }
}
