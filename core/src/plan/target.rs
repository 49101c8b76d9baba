//! What is wanted, what of it is there, and what cannot be.

use super::Options;
use super::item::Item;
use super::part::{Part, Terms};
use crate::assessed::Assessed;
use crate::assessment::Assessment;
use crate::crosswalk::Crosswalk;
use crate::error::{Code, Error, Path, Problem, Problems};
use crate::id::{did_you_mean, one_of, quoted};
use crate::obligation::{Obligation, ObligationSet};
use crate::result::{AssessmentResult, GateStatus, GroupResult, ObligationStatus};
use serde::Serialize;
use std::collections::BTreeMap;
use std::str::FromStr;

/// The status that is wanted at the worst end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Want {
    /// Evidence available.
    #[default]
    Evidenced,
    /// At least partly evidenced.
    PartlyEvidenced,
}

impl Want {
    fn grade(self) -> u8 {
        match self {
            Self::Evidenced => 2,
            Self::PartlyEvidenced => 1,
        }
    }
}

impl FromStr for Want {
    type Err = Error;

    /// The word that a plan uses: `evidenced` or `partly_evidenced`.
    fn from_str(word: &str) -> Result<Self, Error> {
        match word {
            "evidenced" => Ok(Self::Evidenced),
            "partly_evidenced" => Ok(Self::PartlyEvidenced),
            _ => {
                let message = format!("{} cannot be planned for; use `evidenced` or `partly_evidenced`", quoted(word));
                Err(Problem::new(Code::PlanWant, message).into())
            }
        }
    }
}

/// What a target is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum TargetKind {
    /// A gate of the model.
    Gate,
    /// A group of obligations.
    Group,
    /// An obligation.
    Obligation,
}

/// Why no change that is allowed brings a target about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Obstacle {
    /// What it needs may not change: it is fixed, not among what may change, or somebody else's.
    Held,
    /// It does not bind.
    NotBinding,
    /// What is not applicable stands in the way, and a plan never touches that.
    NotApplicable,
    /// Nothing that applies speaks about it: no outcome and no question.
    Nothing,
}

/// Something wanted that cannot be brought about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Unreachable {
    /// The obligation, group or gate.
    pub id: String,
    /// What it is.
    pub kind: TargetKind,
    /// Why.
    pub why: Obstacle,
}

/// Something wanted that the plan brings about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Reached {
    /// The worst end then; none for a gate.
    pub after: Option<u8>,
    /// The worst end now; none for a gate, and where there is none.
    pub before: Option<u8>,
    /// The obligation, group or gate.
    pub id: String,
    /// What it is.
    pub kind: TargetKind,
    /// Its title.
    pub title: String,
}

/// What became of a target before any search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lot {
    Already,
    Open,
    Out(Obstacle),
}

#[derive(Clone, Debug)]
struct Target {
    id: String,
    kind: TargetKind,
    lot: Lot,
}

/// Everything wanted, with the sets and crosswalks that it is in.
pub(super) struct Targets<'a> {
    assessed: Assessed<'a>,
    sets: Vec<(&'a ObligationSet, Option<&'a Crosswalk>)>,
    list: Vec<Target>,
    grade: u8,
}

impl<'a> Targets<'a> {
    /// The targets of the options; those that are there already are marked.
    pub(super) fn new(assessed: Assessed<'a>, options: &Options) -> Result<Self, Error> {
        let Assessed { library, result, assessment } = assessed;
        let mut problems = Problems::default();
        let mut sets = Vec::new();
        for (id, stamp) in &result.sets {
            let crosswalk = stamp.crosswalk.as_deref().map(|id| (id, library.crosswalk(id)));
            match (library.obligation_set(id), crosswalk) {
                (Some(set), None) => sets.push((set, None)),
                (Some(set), Some((_, Some(crosswalk)))) => sets.push((set, Some(crosswalk))),
                (None, _) => lacks(&mut problems, "obligation set", id),
                (_, Some((id, None))) => lacks(&mut problems, "crosswalk", id),
            }
        }
        let mut targets = Self { assessed, sets, list: Vec::new(), grade: options.want.grade() };
        for id in &options.targets {
            match targets.kind(id) {
                Some(kind) => targets.add(id, kind),
                None => {
                    let known = result.obligations.keys().chain(result.groups.keys()).map(String::as_str);
                    let hint = did_you_mean(id, known);
                    let names: Vec<&str> = result.sets.keys().map(String::as_str).collect();
                    let message = format!("{} is not an obligation or group of {}{hint}", quoted(id), one_of(&names));
                    problems.value(&Path::default(), Code::PlanTarget, message);
                }
            }
        }
        let model = assessment.model();
        for id in &options.gates {
            if !result.gates.contains_key(id) {
                let known: Vec<&str> = result.gates.keys().map(String::as_str).collect();
                let there = if known.is_empty() { "no gates".to_owned() } else { one_of(&known) };
                let message = format!("{} is not a gate of {}; it has {there}", quoted(id), model.id);
                problems.value(&Path::default(), Code::PlanTarget, message);
            } else if let Some(quirk) = model.quirks.first() {
                let message = format!(
                    "gates of the model {} cannot be planned for: its quirk {} rounds or regroups what a plan adds up",
                    quoted(&model.id),
                    quoted(quirk.name())
                );
                problems.value(&Path::default(), Code::PlanQuirk, message);
            } else {
                targets.add(id, TargetKind::Gate);
            }
        }
        problems.into_result()?;
        if options.targets.is_empty() && options.gates.is_empty() {
            let binding: Vec<&str> = targets.obligations().map(|(_, obligation)| obligation.id.as_str()).collect();
            binding.into_iter().for_each(|id| targets.add(id, TargetKind::Obligation));
        }
        Ok(targets)
    }

    fn add(&mut self, id: &str, kind: TargetKind) {
        if self
            .list
            .iter()
            .any(|known| known.id == id && (known.kind == TargetKind::Gate) == (kind == TargetKind::Gate))
        {
            return;
        }
        let lot = if self.holds(id, kind, self.assessed.result) { Lot::Already } else { Lot::Open };
        self.list.push(Target { id: id.to_owned(), kind, lot });
    }

    fn kind(&self, id: &str) -> Option<TargetKind> {
        let result = self.assessed.result;
        if result.obligations.contains_key(id) {
            return Some(TargetKind::Obligation);
        }
        result.groups.contains_key(id).then_some(TargetKind::Group)
    }

    pub(super) fn sets(&self) -> impl Iterator<Item = &'a ObligationSet> {
        self.sets.iter().map(|(set, _)| *set)
    }

    /// What binds and is owed, in the order of the sets.
    fn obligations(&self) -> impl Iterator<Item = (&'a ObligationSet, &'a Obligation)> {
        let binds = |obligation: &Obligation| {
            let result = self.assessed.result.obligations.get(&obligation.id);
            result.is_some_and(|result| result.reason.is_none()) && !obligation.voluntary
        };
        self.sets.iter().flat_map(move |(set, _)| {
            set.graded().filter(move |obligation| binds(obligation)).map(move |obligation| (*set, obligation))
        })
    }

    fn holds(&self, id: &str, kind: TargetKind, result: &AssessmentResult) -> bool {
        match kind {
            TargetKind::Gate => result.gates.get(id) == Some(&GateStatus::Met),
            TargetKind::Group => result.groups.get(id).and_then(|group| group.worst) >= Some(self.grade),
            TargetKind::Obligation => result.obligations.get(id).and_then(|one| one.worst) >= Some(self.grade),
        }
    }

    fn assess(&self, assessment: &Assessment) -> Result<AssessmentResult, Error> {
        let stamps = self.assessed.result.sets.iter();
        let sets: Vec<(&str, Option<&str>)> =
            stamps.map(|(id, stamp)| (id.as_str(), stamp.crosswalk.as_deref())).collect();
        self.assessed.library.assess_through(assessment, &sets)
    }

    /// Whether everything that can be brought about is there in another version of the assessment.
    pub(super) fn hold_in(&self, assessment: &Assessment) -> Result<bool, Error> {
        let result = self.assess(assessment)?;
        let open = self.list.iter().filter(|target| target.lot == Lot::Open);
        Ok(open.into_iter().all(|target| self.holds(&target.id, target.kind, &result)))
    }

    /// Marks what not even the highest of everything brings about: `allowed` of what may change, `free` of all that
    /// applies.
    pub(super) fn sort_out(&mut self, allowed: &Assessment, free: &Assessment) -> Result<(), Error> {
        let (allowed, free) = (self.assess(allowed)?, self.assess(free)?);
        let lot = |target: &Target| {
            if target.lot != Lot::Open || self.holds(&target.id, target.kind, &allowed) {
                return target.lot;
            }
            if self.holds(&target.id, target.kind, &free) {
                return Lot::Out(Obstacle::Held);
            }
            Lot::Out(obstacle(target, &free))
        };
        let lots: Vec<Lot> = self.list.iter().map(lot).collect();
        for (target, lot) in self.list.iter_mut().zip(lots) {
            target.lot = lot;
        }
        Ok(())
    }

    /// What everything that can be brought about asks of the items.
    pub(super) fn parts(&self, items: &[Item]) -> Vec<Part> {
        let terms = Terms::new(self.assessed.assessment, items);
        let mut parts: BTreeMap<(bool, &str), Vec<Part>> = BTreeMap::new();
        for target in self.list.iter().filter(|target| target.lot == Lot::Open) {
            if target.kind == TargetKind::Gate {
                let gate = self.assessed.assessment.model().gates.iter().find(|gate| gate.id == target.id);
                parts.insert((true, &target.id), gate.map(|gate| terms.of_gate(gate)).unwrap_or_default());
                continue;
            }
            for (set, crosswalk) in &self.sets {
                let asked: Vec<&Obligation> = match target.kind {
                    TargetKind::Obligation => set.obligation(&target.id).into_iter().collect(),
                    _ => self.below(set, &target.id),
                };
                for obligation in asked {
                    let of = || terms.of_obligation(*crosswalk, obligation, self.grade);
                    parts.entry((false, &obligation.id)).or_insert_with(of);
                }
            }
        }
        parts.into_values().flatten().collect()
    }

    /// The obligations that a group is as good as the worst of.
    fn below(&self, set: &'a ObligationSet, group: &str) -> Vec<&'a Obligation> {
        let counts = |obligation: &Obligation| {
            let result = self.assessed.result.obligations.get(&obligation.id);
            result.is_some_and(|result| result.worst.is_some() || result.supplement.is_some())
        };
        let of_set = self.obligations().filter(|(known, _)| known.id() == set.id()).map(|(_, obligation)| obligation);
        of_set.filter(|obligation| counts(obligation) && set.is_below(obligation, group)).collect()
    }

    pub(super) fn already(&self) -> Vec<String> {
        self.list.iter().filter(|target| target.lot == Lot::Already).map(|target| target.id.clone()).collect()
    }

    pub(super) fn unreachable(&self) -> Vec<Unreachable> {
        let out = |target: &Target| match target.lot {
            Lot::Out(why) => Some(Unreachable { id: target.id.clone(), kind: target.kind, why }),
            Lot::Already | Lot::Open => None,
        };
        self.list.iter().filter_map(out).collect()
    }

    /// What is brought about in another version of the assessment.
    pub(super) fn reached(&self, assessment: &Assessment) -> Result<Vec<Reached>, Error> {
        let (before, after) = (self.assessed.result, self.assess(assessment)?);
        let worst = |target: &Target, result: &AssessmentResult| match target.kind {
            TargetKind::Gate => None,
            TargetKind::Group => result.groups.get(&target.id)?.worst,
            TargetKind::Obligation => result.obligations.get(&target.id)?.worst,
        };
        let open = self.list.iter().filter(|target| target.lot == Lot::Open);
        let reached = |target: &Target| Reached {
            after: worst(target, &after),
            before: worst(target, before),
            id: target.id.clone(),
            kind: target.kind,
            title: self.title(target),
        };
        Ok(open.map(reached).collect())
    }

    fn title(&self, target: &Target) -> String {
        let gates = &self.assessed.assessment.model().gates;
        let title = match target.kind {
            TargetKind::Gate => gates.iter().find(|gate| gate.id == target.id).and_then(|gate| gate.title.clone()),
            TargetKind::Group => self.sets().find_map(|set| Some(set.group(&target.id)?.title.clone())),
            TargetKind::Obligation => self.sets().find_map(|set| Some(set.obligation(&target.id)?.title.clone())),
        };
        title.unwrap_or_default()
    }

    pub(super) fn question(&self, id: &str) -> Option<String> {
        self.sets().find_map(|set| set.question(id)).map(|(_, question)| question.question.clone())
    }

    /// Where a question stands among all questions of the sets.
    pub(super) fn place_of_question(&self, id: &str) -> usize {
        let obligations = self.sets().flat_map(|set| &set.content().obligations);
        let mut questions = obligations.flat_map(|obligation| &obligation.supplementary);
        questions.position(|question| question.id == id).unwrap_or(usize::MAX)
    }
}

fn lacks(problems: &mut Problems, what: &str, id: &str) {
    let message = format!("the result rests on the {what} {}, which is not in the library", quoted(id));
    problems.value(&Path::default(), Code::DocumentNotFound, message);
}

/// Why the highest of everything that applies is not enough.
fn obstacle(target: &Target, free: &AssessmentResult) -> Obstacle {
    match target.kind {
        TargetKind::Gate => Obstacle::NotApplicable,
        TargetKind::Group => match free.groups.get(&target.id) {
            Some(group) if group.worst.is_some() => Obstacle::NotApplicable,
            Some(group) if is_unbound(group) => Obstacle::NotBinding,
            _ => Obstacle::Nothing,
        },
        TargetKind::Obligation => match free.obligations.get(&target.id).map(|one| one.status) {
            Some(ObligationStatus::NotApplicable) => Obstacle::NotBinding,
            _ => Obstacle::Nothing,
        },
    }
}

/// Whether nothing below a group binds.
fn is_unbound(group: &GroupResult) -> bool {
    let is_other = |status: &ObligationStatus| *status != ObligationStatus::NotApplicable;
    ObligationStatus::ALL.into_iter().filter(is_other).all(|status| group.statuses.of(status) == 0)
}
