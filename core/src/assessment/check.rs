//! What can be wrong with an assessment beside its framework, scale, model and obligation sets.

use super::content::{
    Answer, AnswerState, AssessmentContent, Class, DimensionLevel, Evidence, Level, LevelValue, Said,
    SupplementaryAnswer, TierAnswer,
};
use super::{Assessment, Hashes};
use crate::error::{Code, Path, Problems};
use crate::framework::Framework;
use crate::id::{check_day, did_you_mean, one_of, quoted, says_something};
use crate::model::ScoringModel;
use crate::obligation::{ObligationSet, below};
use crate::scale::Scale;
use std::collections::BTreeSet;
use std::sync::Arc;

impl Assessment {
    /// Joins an assessment with what it names. Its tiers are checked against their scale, and supplementary ids,
    /// classes, sectors and roles against all sets that are known.
    pub(crate) fn new(
        content: AssessmentContent,
        hashes: Hashes,
        framework: Arc<Framework>,
        scale: Arc<Scale>,
        model: Arc<ScoringModel>,
        (tier_scale, sets): (Option<&Scale>, &[&ObligationSet]),
        problems: &mut Problems,
    ) -> Self {
        check_day(content.assessed_on.as_ref(), &Path::default().key("assessed_on"), problems);
        let check = Check { framework: &framework, scale: &scale, respondents: respondents(&content, problems) };
        for (id, answer) in &content.answers {
            let path = Path::default().key("answers").key(id);
            check.outcome(id, &path, problems);
            check.answer(answer, &path, problems);
        }
        for (id, answer) in &content.supplementary {
            let path = Path::default().key("supplementary").key(id);
            question(id, sets, &path, problems);
            check.supplementary(answer, &path, problems);
        }
        let tiers = Check { scale: tier_scale.unwrap_or(&scale), ..check };
        for (id, answer) in &content.tiers {
            tiers.tier(id, answer, tier_scale.is_some(), &Path::default().key("tiers").key(id), problems);
        }
        organization(&content, sets, problems);
        Self { content, hashes, framework, scale, model }
    }
}

/// Sets that an assessment may give a class for although they are not loaded.
const KNOWN_SETS: [&str; 3] = ["nis1", "nis2", "ir-2024-2690"];

fn respondents(content: &AssessmentContent, problems: &mut Problems) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for (position, respondent) in content.respondents.iter().enumerate() {
        if !ids.insert(respondent.id.clone()) {
            let path = Path::default().key("respondents").index(position).key("id");
            let message = format!("the respondent {} is there twice", quoted(&respondent.id));
            problems.value(&path, Code::DocumentDuplicateId, message);
        }
    }
    ids
}

struct Check<'a> {
    framework: &'a Framework,
    scale: &'a Scale,
    respondents: BTreeSet<String>,
}

impl Check<'_> {
    fn outcome(&self, id: &str, path: &Path, problems: &mut Problems) {
        let Some(node) = self.framework.node(id) else {
            let outcomes = || self.framework.outcomes().map(|node| node.id.as_str());
            let nearest = problems.hint(|| did_you_mean(id, outcomes()));
            let message = format!("{} is not an outcome of {}{nearest}", quoted(id), self.framework.id());
            problems.key(path, Code::AnswerUnknownOutcome, message);
            return;
        };
        if node.outcome.is_none() {
            let first = self.first_outcome(node.children.first().copied());
            let below =
                first.map(|first| format!("; answer what is below it, such as {}", quoted(first))).unwrap_or_default();
            let message =
                format!("{} is a heading of {} and is not answered itself{below}", quoted(id), self.framework.id());
            problems.key(path, Code::AnswerUnknownOutcome, message);
        }
    }

    fn first_outcome(&self, position: Option<usize>) -> Option<&str> {
        let node = self.framework.nodes().get(position?)?;
        if node.outcome.is_some() { Some(&node.id) } else { self.first_outcome(node.children.first().copied()) }
    }

    fn answer(&self, answer: &Answer, path: &Path, problems: &mut Problems) {
        let no_reason = !answer.reason.as_deref().is_some_and(says_something);
        let dimension_not_applicable = answer.level.as_ref().is_some_and(Level::any_not_applicable);
        match (answer.state, &answer.level) {
            (Some(state @ (AnswerState::Unknown | AnswerState::NotApplicable)), Some(_)) => {
                let word = if state == AnswerState::Unknown { "unknown" } else { "not_applicable" };
                let message = format!("a level and the state {word} exclude each other; keep one");
                problems.value(&path.key("level"), Code::AnswerLevelAndState, message);
            }
            (Some(AnswerState::Rated), None) => {
                let message = "the state rated needs a level; leave both out for an unanswered outcome";
                problems.value(&path.key("state"), Code::AnswerStateWithoutLevel, message);
            }
            _ => {}
        }
        if (answer.state == Some(AnswerState::NotApplicable) || dimension_not_applicable) && no_reason {
            let message = "not applicable needs a `reason` that a reader can follow";
            problems.value(path, Code::AnswerReasonMissing, message);
        }
        if let Some(level) = &answer.level {
            self.level(level, &path.key("level"), false, problems);
        }
        if let Some(target) = &answer.target {
            self.level(target, &path.key("target"), true, problems);
        }
        self.by(answer.by.as_deref(), &path.key("by"), problems);
        days(answer.on.as_ref(), &answer.evidence, path, problems);
        for (respondent, voice) in &answer.voices {
            let path = path.key("voices").key(respondent);
            self.by(Some(respondent), &path, problems);
            self.answer(voice, &path, problems);
        }
    }

    fn tier(&self, id: &str, answer: &TierAnswer, has_scale: bool, path: &Path, problems: &mut Problems) {
        let axes: Vec<&str> =
            self.framework.content().tiers.iter().flat_map(|tiers| &tiers.axes).map(|axis| axis.id.as_str()).collect();
        if !axes.contains(&id) {
            let hint = match axes.as_slice() {
                [] => "; it has no tiers".to_owned(),
                known => format!("; they are {}", one_of(known)),
            };
            let message = format!("{} is nothing that {} gives a tier to{hint}", quoted(id), self.framework.id());
            problems.key(path, Code::AssessmentTier, message);
            return;
        }
        for (key, level) in [("level", &answer.level), ("target", &answer.target)] {
            if let Some(level) = level.as_ref().filter(|_| has_scale) {
                self.level(level, &path.key(key), true, problems);
            }
        }
        self.by(answer.by.as_deref(), &path.key("by"), problems);
        days(answer.on.as_ref(), &answer.evidence, path, problems);
    }

    fn level(&self, level: &Level, path: &Path, is_target: bool, problems: &mut Problems) {
        let names: Vec<&str> = self.scale.dimensions.iter().map(|dimension| dimension.id.as_str()).collect();
        match level {
            Level::One(value) if names.is_empty() => self.value(value, path, problems),
            Level::One(_) => {
                let message =
                    format!("the scale {} has dimensions; give a level for each of {}", self.scale.id, one_of(&names));
                problems.value(path, Code::AnswerDimensions, message);
            }
            Level::ByDimension(_) if names.is_empty() => {
                let message =
                    format!("the scale {} has no dimensions; give one level, {}", self.scale.id, self.scale.range());
                problems.value(path, Code::AnswerDimensions, message);
            }
            Level::ByDimension(dimensions) => {
                for (name, level) in dimensions {
                    let path = path.key(name);
                    if !names.contains(&name.as_str()) {
                        let nearest = problems.hint(|| did_you_mean(name, names.iter().copied()));
                        let message =
                            format!("{} is not a dimension of the scale {}{nearest}", quoted(name), self.scale.id);
                        problems.key(&path, Code::AnswerDimensions, message);
                    }
                    match level {
                        DimensionLevel::Level(value) => self.value(value, &path, problems),
                        DimensionLevel::NotApplicable(_) if is_target => {
                            problems.value(
                                &path,
                                Code::AnswerDimensions,
                                "a target is a level; it cannot be not applicable",
                            );
                        }
                        DimensionLevel::NotApplicable(_) => {}
                    }
                }
                if let Some(missing) = names.iter().find(|name| is_target && !dimensions.contains_key(**name)) {
                    let message = format!("the target has no level for {}", quoted(missing));
                    problems.value(path, Code::AnswerDimensions, message);
                }
            }
        }
    }

    fn value(&self, value: &LevelValue, path: &Path, problems: &mut Problems) {
        let written = match value {
            LevelValue::Number(number) if self.scale.has(number) => return,
            LevelValue::Number(number) => number.plain(),
            LevelValue::Code(code) if self.scale.coded(code).is_some() => return,
            LevelValue::Code(code) => code.clone(),
        };
        problems.value(path, Code::AnswerOffScale, self.scale.no_level(&written));
    }

    fn by(&self, by: Option<&str>, path: &Path, problems: &mut Problems) {
        if let Some(by) = by
            && !self.respondents.is_empty()
            && !self.respondents.contains(by)
        {
            let nearest = problems.hint(|| did_you_mean(by, self.respondents.iter().map(String::as_str)));
            let message = format!("{} is not one of the respondents{nearest}", quoted(by));
            problems.value(path, Code::AnswerUnknownRespondent, message);
        }
    }

    fn supplementary(&self, answer: &SupplementaryAnswer, path: &Path, problems: &mut Problems) {
        let no_reason = !answer.reason.as_deref().is_some_and(says_something);
        if answer.answer == Some(Said::NotApplicable) && no_reason {
            let message = "not applicable needs a `reason` that a reader can follow";
            problems.value(path, Code::AnswerReasonMissing, message);
        }
        self.by(answer.by.as_deref(), &path.key("by"), problems);
        days(answer.on.as_ref(), &answer.evidence, path, problems);
    }
}

fn days(on: Option<&String>, evidence: &[Evidence], path: &Path, problems: &mut Problems) {
    check_day(on, &path.key("on"), problems);
    for (position, item) in evidence.iter().enumerate() {
        check_day(item.date.as_ref(), &path.key("evidence").index(position).key("date"), problems);
    }
}

fn question(id: &str, sets: &[&ObligationSet], path: &Path, problems: &mut Problems) {
    if sets.iter().all(|set| set.question(id).is_none()) {
        let nearest = problems.hint(|| did_you_mean(id, sets.iter().flat_map(|set| set.question_ids())));
        let names: Vec<&str> = sets.iter().map(|set| set.id()).collect();
        let message = format!("{} is not a supplementary question of {}{nearest}", quoted(id), one_of(&names));
        problems.key(path, Code::AnswerUnknownQuestion, message);
    }
}

fn organization(content: &AssessmentContent, sets: &[&ObligationSet], problems: &mut Problems) {
    let Some(organization) = &content.organization else { return };
    let root = Path::default().key("organization");
    if let Some(Class::BySet(classes)) = &organization.class {
        for id in
            classes.keys().filter(|id| !KNOWN_SETS.contains(&id.as_str()) && sets.iter().all(|set| set.id() != *id))
        {
            let known = sets.iter().map(|set| set.id()).chain(KNOWN_SETS);
            let message = format!("{} is not an obligation set{}", quoted(id), did_you_mean(id, known));
            problems.key(&root.key("class").key(id), Code::AssessmentClass, message);
        }
    }
    for set in sets {
        let Some(given) = &organization.class else { continue };
        let Some(class) = given.under(set.id()) else { continue };
        let known: Vec<&str> = set.content().classes.iter().map(String::as_str).chain(["none"]).collect();
        if !known.contains(&class) {
            let message = format!("{} is not a class of {}; classes are {}", quoted(class), set.id(), one_of(&known));
            let path = match given {
                Class::Nis2(_) => root.key("class"),
                Class::BySet(_) => root.key("class").key(set.id()),
            };
            problems.value(&path, Code::AssessmentClass, message);
        }
    }
    let sectors = || sets.iter().flat_map(|set| &set.content().sectors).map(|sector| sector.id.as_str());
    if let Some(sector) = &organization.sector
        && !sets.is_empty()
        && !sectors().any(|known| below(known, sector))
    {
        let message = format!("{} is not a sector of any set{}", quoted(sector), did_you_mean(sector, sectors()));
        problems.value(&root.key("sector"), Code::AssessmentSector, message);
    }
    let roles = || sets.iter().flat_map(|set| &set.content().roles).map(|role| role.id.as_str());
    for (position, role) in organization.roles.iter().flatten().enumerate() {
        if !sets.is_empty() && roles().all(|known| known != role) {
            let message =
                format!("{} is not a role of any set{}", quoted(role), problems.hint(|| did_you_mean(role, roles())));
            problems.value(&root.key("roles").index(position), Code::AssessmentRole, message);
        }
    }
}
