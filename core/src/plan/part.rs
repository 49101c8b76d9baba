//! What each wanted status asks of the items, as sums that have to reach a bar.

use super::item::Item;
use crate::assessment::{Assessment, Rating, Said};
use crate::crosswalk::{Crosswalk, Reach, Thresholds};
use crate::fraction::Fraction;
use crate::framework::Node;
use crate::obligation::Obligation;
use std::collections::BTreeMap;

/// One bar that a sum over items has to reach: `have` is the sum as things stand, and `gains` what each choice of an
/// item adds to it.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) have: Fraction,
    pub(super) need: Fraction,
    pub(super) gains: BTreeMap<usize, Vec<Fraction>>,
    /// The wanted obligation or gate.
    pub(super) target: String,
}

impl Part {
    pub(super) fn new(target: &str, need: Fraction) -> Self {
        Self { have: Fraction::zero(), need, gains: BTreeMap::new(), target: target.to_owned() }
    }

    pub(super) fn is_reached(&self) -> bool {
        self.have >= self.need
    }

    /// The sum with these choices.
    pub(super) fn sum(&self, chosen: &[usize]) -> Fraction {
        let gained = |(item, gains): (&usize, &Vec<Fraction>)| gains.get(*chosen.get(*item)?).cloned();
        self.gains.iter().filter_map(gained).fold(self.have.clone(), |sum, gain| &sum + &gain)
    }

    /// Adds a constant.
    pub(super) fn add(&mut self, value: &Fraction) {
        self.have = &self.have + value;
    }

    /// Adds an item, each of its choices worth what `worth` says of its value.
    pub(super) fn add_item(&mut self, items: &[Item], position: usize, worth: impl Fn(&Fraction) -> Fraction) {
        let Some(item) = items.get(position) else { return };
        let worths: Vec<Fraction> = item.choices.iter().map(|choice| worth(&choice.value)).collect();
        let Some(now) = worths.first() else { return };
        self.have = &self.have + now;
        let gains = self.gains.entry(position).or_insert_with(|| vec![Fraction::zero(); worths.len()]);
        for (gain, worth) in gains.iter_mut().zip(&worths) {
            *gain = &*gain + &(worth - now);
        }
    }
}

/// The items by id, and what the sums are made over.
pub(super) struct Terms<'a> {
    pub(super) assessment: &'a Assessment,
    pub(super) items: &'a [Item],
    places: BTreeMap<&'a str, usize>,
}

impl<'a> Terms<'a> {
    pub(super) fn new(assessment: &'a Assessment, items: &'a [Item]) -> Self {
        let places = items.iter().enumerate().map(|(position, item)| (item.id.as_str(), position)).collect();
        Self { assessment, items, places }
    }

    pub(super) fn place(&self, id: &str) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// The outcomes at or below a node that are not not-applicable.
    fn applicable(&self, node: &'a Node) -> Vec<usize> {
        let nodes = self.assessment.framework().nodes();
        let answered: Vec<&Node> = match node.outcome {
            Some(_) => vec![node],
            None => node.children.iter().filter_map(|child| nodes.get(*child)).collect(),
        };
        answered.into_iter().filter_map(|node| self.place(&node.id)).collect()
    }

    /// Adds `weight` times the plain mean of the normalized levels.
    fn add_mean(&self, part: &mut Part, outcomes: &[usize], weight: &Fraction) {
        let count = Fraction::from(i64::try_from(outcomes.len()).unwrap_or(1));
        let Some(each) = weight.checked_div(&count) else { return };
        for position in outcomes {
            part.add_item(self.items, *position, |level| &each * &self.assessment.scale().normalized(level));
        }
    }

    /// What brings the worst end of an obligation to the grade `want`, 1 or 2. Nothing of it may be out of reach.
    pub(super) fn of_obligation(
        &self,
        crosswalk: Option<&'a Crosswalk>,
        obligation: &Obligation,
        want: u8,
    ) -> Vec<Part> {
        let reach = crosswalk.map_or(Reach::None, |crosswalk| crosswalk.reach_of(&obligation.id));
        let mut mapped: Vec<(Vec<usize>, i64)> = Vec::new();
        for mapping in crosswalk.iter().flat_map(|crosswalk| crosswalk.mappings_to(&obligation.id)) {
            let Some(node) = self.assessment.framework().node(&mapping.from) else { continue };
            let outcomes = self.applicable(node);
            if !outcomes.is_empty() {
                mapped.push((outcomes, mapping.strength));
            }
        }
        let framework = crosswalk.filter(|_| !mapped.is_empty()).map(|crosswalk| &crosswalk.thresholds);
        let questions = self.questions(obligation);
        let id = obligation.id.as_str();
        let mut parts = match (framework, want) {
            (None, 2) => self.all_yes(id, &questions),
            (None, _) => vec![self.some_yes(id, &questions)],
            (Some(thresholds), 2) => {
                let floors = mapped.iter().filter(|(_, strength)| *strength >= thresholds.floor_strength);
                let floors = floors.map(|(outcomes, _)| {
                    let mut part = Part::new(id, thresholds.floor_at.clone());
                    self.add_mean(&mut part, outcomes, &Fraction::one());
                    part
                });
                let evidence = self.evidence(id, &mapped, thresholds.evidenced_at.clone());
                std::iter::once(evidence).chain(floors).chain(self.all_yes(id, &questions)).collect()
            }
            (Some(thresholds), _) if reach == Reach::Partial && !questions.is_empty() => {
                vec![self.either(id, &mapped, &questions, thresholds)]
            }
            (Some(thresholds), _) => vec![self.evidence(id, &mapped, thresholds.partly_at.clone())],
        };
        parts.retain(|part| !part.is_reached());
        parts
    }

    /// The questions that apply: those that can be brought to yes, and none for one that is yes.
    fn questions(&self, obligation: &Obligation) -> Vec<Option<usize>> {
        let asked = obligation.supplementary.iter().map(|question| question.id.as_str());
        let said = |id: &str| self.assessment.supplementary(id).and_then(|answer| answer.answer);
        asked.filter(|id| said(id) != Some(Said::NotApplicable)).map(|id| self.place(id)).collect()
    }

    fn all_yes(&self, id: &str, questions: &[Option<usize>]) -> Vec<Part> {
        questions.iter().map(|question| self.some_yes(id, std::slice::from_ref(question))).collect()
    }

    fn some_yes(&self, id: &str, questions: &[Option<usize>]) -> Part {
        let mut part = Part::new(id, Fraction::one());
        self.add_yes(&mut part, questions);
        part
    }

    fn add_yes(&self, part: &mut Part, questions: &[Option<usize>]) {
        for question in questions {
            match question {
                Some(position) => part.add_item(self.items, *position, Fraction::clone),
                None => part.add(&Fraction::one()),
            }
        }
    }

    /// Σ s·n ÷ Σ s has to reach the bar.
    fn evidence(&self, id: &str, mapped: &[(Vec<usize>, i64)], bar: Fraction) -> Part {
        let all = Fraction::from(mapped.iter().map(|(_, strength)| strength).sum::<i64>());
        let mut part = Part::new(id, bar);
        for (outcomes, strength) in mapped {
            if let Some(weight) = Fraction::from(*strength).checked_div(&all) {
                self.add_mean(&mut part, outcomes, &weight);
            }
        }
        part
    }

    /// Enough evidence, or one yes: the evidence as a share of its bar, plus the number of yeses, has to reach 1.
    fn either(&self, id: &str, mapped: &[(Vec<usize>, i64)], questions: &[Option<usize>], bars: &Thresholds) -> Part {
        let mut part = self.evidence(id, mapped, bars.partly_at.clone());
        // A bar of 0 is reached by nothing at all, and then so is this part.
        if let Some(scaled) = Fraction::one().checked_div(&bars.partly_at) {
            part.have = &part.have * &scaled;
            part.need = Fraction::one();
            for gain in part.gains.values_mut().flatten() {
                *gain = &*gain * &scaled;
            }
        }
        self.add_yes(&mut part, questions);
        part
    }

    /// What an outcome counts as while nothing of it changes; none: it does not take part.
    pub(super) fn rating(&self, id: &str) -> Option<Rating> {
        let item = self.assessment.framework().item(id)?;
        self.assessment.model().takes_part(&item.tags).then(|| self.assessment.rating(id))
    }
}
