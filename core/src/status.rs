//! What the answers are evidence of, obligation by obligation and group by group.

use crate::assessment::{Assessment, Rating, Said};
use crate::crosswalk::{Crosswalk, Reach, Thresholds};
use crate::fraction::{Figure, Fraction};
use crate::framework::Node;
use crate::obligation::{Obligation, ObligationSet, below};
use crate::result::{Ends, GroupResult, NotBound, ObligationResult, ObligationStatus, Reason, RestsOn};
use std::collections::BTreeMap;

/// The statuses of every graded obligation of a set.
pub(crate) fn obligations(
    assessment: &Assessment,
    set: &ObligationSet,
    class: Option<&str>,
    crosswalk: Option<&Crosswalk>,
) -> BTreeMap<String, ObligationResult> {
    let mut mapped: BTreeMap<&str, Vec<(&str, i64)>> = BTreeMap::new();
    for mapping in crosswalk.iter().flat_map(|crosswalk| &crosswalk.mappings) {
        mapped.entry(&mapping.to).or_default().push((&mapping.from, mapping.strength));
    }
    set.graded()
        .map(|obligation| {
            let links = mapped.get(obligation.id.as_str()).map(Vec::as_slice).unwrap_or_default();
            (obligation.id.clone(), of_links(assessment, class, crosswalk, obligation, links))
        })
        .collect()
}

/// The status of one obligation alone.
pub(crate) fn obligation(
    assessment: &Assessment,
    class: Option<&str>,
    crosswalk: Option<&Crosswalk>,
    obligation: &Obligation,
) -> ObligationResult {
    let mappings = crosswalk.iter().flat_map(|crosswalk| crosswalk.mappings_to(&obligation.id));
    let links: Vec<(&str, i64)> = mappings.map(|mapping| (mapping.from.as_str(), mapping.strength)).collect();
    of_links(assessment, class, crosswalk, obligation, &links)
}

fn of_links(
    assessment: &Assessment,
    class: Option<&str>,
    crosswalk: Option<&Crosswalk>,
    obligation: &Obligation,
    links: &[(&str, i64)],
) -> ObligationResult {
    let reach = crosswalk.map_or(Reach::None, |crosswalk| crosswalk.reach_of(&obligation.id));
    let evidence = Evidence::new(assessment, links);
    let reason = not_bound(assessment, class, obligation);
    grade(assessment, obligation, reach, &evidence, crosswalk.map(|crosswalk| &crosswalk.thresholds), reason)
}

/// The entity's class under a set, if the assessment gives it.
pub(crate) fn class<'a>(assessment: &'a Assessment, set: &str) -> Option<&'a str> {
    assessment.content().organization.as_ref()?.class.as_ref()?.under(set)
}

fn not_bound(assessment: &Assessment, class: Option<&str>, obligation: &Obligation) -> Option<NotBound> {
    let binds = &obligation.binds;
    let organization = assessment.content().organization.as_ref();
    match class {
        None if !obligation.addressee.is_organization() => return Some(NotBound::Addressee),
        Some("none") => return Some(NotBound::Class),
        Some(class) if !binds.classes.is_empty() && binds.classes.iter().all(|bound| bound != class) => {
            return Some(NotBound::Class);
        }
        _ => {}
    }
    if let Some(sector) = organization.and_then(|organization| organization.sector.as_ref())
        && !binds.sectors.is_empty()
        && !binds.sectors.iter().any(|bound| below(sector, bound))
    {
        return Some(NotBound::Sector);
    }
    if let Some(roles) = organization.and_then(|organization| organization.roles.as_ref())
        && !binds.roles.is_empty()
        && !binds.roles.iter().any(|bound| roles.contains(bound))
    {
        return Some(NotBound::Role);
    }
    None
}

/// One obligation, its outcomes read once, to be graded by other thresholds or strengths than the crosswalk's.
pub(crate) struct Trial<'a> {
    assessment: &'a Assessment,
    obligation: &'a Obligation,
    reach: Reach,
    evidence: Evidence<'a>,
}

impl<'a> Trial<'a> {
    /// The obligation has to bind: whether it does is not asked again.
    pub(crate) fn new(
        assessment: &'a Assessment,
        crosswalk: &Crosswalk,
        obligation: &'a Obligation,
        links: &[(&'a str, i64)],
    ) -> Self {
        let reach = crosswalk.reach_of(&obligation.id);
        Self { assessment, obligation, reach, evidence: Evidence::new(assessment, links) }
    }

    pub(crate) fn by(&self, thresholds: &Thresholds) -> ObligationResult {
        grade(self.assessment, self.obligation, self.reach, &self.evidence, Some(thresholds), None)
    }

    /// With one mapping at another strength; none: without it.
    pub(crate) fn with(&self, outcome: &str, strength: Option<i64>, thresholds: &Thresholds) -> ObligationResult {
        let mut evidence = self.evidence.clone();
        match strength {
            None => evidence.readings.retain(|reading| reading.from != outcome),
            Some(strength) => {
                for reading in evidence.readings.iter_mut().filter(|reading| reading.from == outcome) {
                    reading.strength = strength;
                }
            }
        }
        grade(self.assessment, self.obligation, self.reach, &evidence, Some(thresholds), None)
    }
}

/// A mapped outcome as a share of the scale; `rated` is set when nothing of it is open.
#[derive(Clone)]
struct Reading<'a> {
    from: &'a str,
    rated: Option<Fraction>,
    low: Fraction,
    high: Fraction,
    strength: i64,
}

/// A mapped outcome as a share of the scale, with what is open of it at both ends.
pub(crate) struct Share {
    pub(crate) low: Fraction,
    pub(crate) high: Fraction,
    pub(crate) is_rated: bool,
}

/// The unweighted mean over what is answered at or below the subcategory; none when nothing of it applies.
pub(crate) fn share(assessment: &Assessment, node: &Node) -> Option<Share> {
    let nodes = assessment.framework().nodes();
    let answered: Vec<&Node> = match node.outcome {
        Some(_) => vec![node],
        None => node.children.iter().filter_map(|child| nodes.get(*child)).collect(),
    };
    let mut share = Share { low: Fraction::zero(), high: Fraction::zero(), is_rated: true };
    let mut count = 0;
    for outcome in answered {
        let (low, high) = match assessment.rating(&outcome.id) {
            Rating::NotApplicable => continue,
            Rating::Rated(level) => {
                let exact = assessment.scale().normalized(&level);
                (exact.clone(), exact)
            }
            Rating::Unknown | Rating::Unanswered => {
                share.is_rated = false;
                (Fraction::zero(), Fraction::one())
            }
        };
        (share.low, share.high) = (&share.low + &low, &share.high + &high);
        count += 1;
    }
    let count = Fraction::from(count);
    (share.low, share.high) = (share.low.checked_div(&count)?, share.high.checked_div(&count)?);
    Some(share)
}

/// All that the mapped outcomes of one obligation say.
#[derive(Clone)]
struct Evidence<'a> {
    readings: Vec<Reading<'a>>,
    rests_on: RestsOn,
    open: Vec<String>,
    not_asked: Vec<String>,
}

impl<'a> Evidence<'a> {
    fn new(assessment: &Assessment, links: &[(&'a str, i64)]) -> Self {
        let mut evidence =
            Self { readings: Vec::new(), rests_on: RestsOn::default(), open: Vec::new(), not_asked: Vec::new() };
        for (outcome, strength) in links {
            let Some(node) = assessment.framework().node(outcome) else {
                evidence.not_asked.push((*outcome).to_owned());
                continue;
            };
            evidence.rests_on.mapped += 1;
            match share(assessment, node) {
                Some(Share { low, high, is_rated }) => {
                    evidence.rests_on.applicable += 1;
                    evidence.rests_on.rated += u64::from(is_rated);
                    if !is_rated {
                        evidence.open.push(node.id.clone());
                    }
                    let rated = is_rated.then(|| low.clone());
                    evidence.readings.push(Reading { from: outcome, rated, low, high, strength: *strength });
                }
                None => evidence.rests_on.not_applicable += 1,
            }
        }
        evidence.not_asked.sort_unstable();
        evidence
    }

    /// Σ strength·n ÷ Σ strength.
    fn mean(&self, share: impl for<'r> Fn(&'r Reading<'a>) -> Option<&'r Fraction>) -> Option<Fraction> {
        let zero = (Fraction::zero(), Fraction::zero());
        let (shares, strengths) = self
            .readings
            .iter()
            .filter_map(|reading| Some((share(reading)?, reading.strength)))
            .fold(zero, |(shares, strengths), (share, strength)| {
                let strength = Fraction::from(strength);
                (&shares + &(&strength * share), &strengths + &strength)
            });
        shares.checked_div(&strengths)
    }

    fn weakest(
        &self,
        floor_strength: i64,
        share: impl for<'r> Fn(&'r Reading<'a>) -> Option<&'r Fraction>,
    ) -> Option<Fraction> {
        let strong = self.readings.iter().filter(|reading| reading.strength >= floor_strength);
        strong.filter_map(share).min().cloned()
    }
}

fn framework_grade(evidence: &Fraction, weakest: Option<&Fraction>, thresholds: &Thresholds) -> u8 {
    if *evidence >= thresholds.evidenced_at && weakest.is_none_or(|weakest| *weakest >= thresholds.floor_at) {
        2
    } else {
        u8::from(*evidence >= thresholds.partly_at)
    }
}

/// The answers to an obligation's supplementary questions, those that do not apply left out.
#[derive(Default)]
struct Supplement {
    yes: usize,
    no: usize,
    open: Vec<String>,
}

impl Supplement {
    fn new(assessment: &Assessment, obligation: &Obligation) -> Self {
        let mut supplement = Self::default();
        for question in &obligation.supplementary {
            match assessment.supplementary(&question.id).and_then(|answer| answer.answer) {
                Some(Said::Yes) => supplement.yes += 1,
                Some(Said::No) => supplement.no += 1,
                Some(Said::NotApplicable) => {}
                Some(Said::Unknown) | None => supplement.open.push(question.id.clone()),
            }
        }
        supplement
    }

    fn ends(&self) -> Option<Ends> {
        let all = self.yes + self.no + self.open.len();
        let grade = |yes: usize| if yes == all { 2 } else { u8::from(yes > 0) };
        (all > 0).then(|| Ends { best: grade(self.yes + self.open.len()), worst: grade(self.yes) })
    }
}

fn grade(
    assessment: &Assessment,
    obligation: &Obligation,
    reach: Reach,
    evidence: &Evidence<'_>,
    thresholds: Option<&Thresholds>,
    reason: Option<NotBound>,
) -> ObligationResult {
    let mut result = ObligationResult {
        best: None,
        evidence: None,
        evidence_high: None,
        evidence_low: None,
        framework: None,
        not_asked: evidence.not_asked.clone(),
        open: Vec::new(),
        reach,
        reason: None,
        rests_on: evidence.rests_on,
        status: ObligationStatus::NotApplicable,
        supplement: None,
        weakest: None,
        weakest_high: None,
        weakest_low: None,
        worst: None,
    };
    if let Some(code) = reason {
        result.reason = Some(Reason { article: obligation.article.clone(), code });
        return result;
    }
    if let Some(thresholds) = thresholds {
        let (low, high) = (evidence.mean(|reading| Some(&reading.low)), evidence.mean(|reading| Some(&reading.high)));
        let floor = thresholds.floor_strength;
        let weakest_low = evidence.weakest(floor, |reading| Some(&reading.low));
        let weakest_high = evidence.weakest(floor, |reading| Some(&reading.high));
        if let (Some(low), Some(high)) = (&low, &high) {
            result.framework = Some(Ends {
                best: framework_grade(high, weakest_high.as_ref(), thresholds),
                worst: framework_grade(low, weakest_low.as_ref(), thresholds),
            });
        }
        result.evidence = evidence.mean(|reading| reading.rated.as_ref()).map(Figure);
        result.weakest = evidence.weakest(floor, |reading| reading.rated.as_ref()).map(Figure);
        (result.evidence_low, result.evidence_high) = (low.map(Figure), high.map(Figure));
        (result.weakest_low, result.weakest_high) = (weakest_low.map(Figure), weakest_high.map(Figure));
    }
    let supplement = Supplement::new(assessment, obligation);
    result.supplement = supplement.ends();
    result.open = evidence.open.iter().chain(&supplement.open).cloned().collect();
    result.open.sort_unstable();
    if result.framework.is_none() && supplement.yes + supplement.no == 0 {
        result.status = ObligationStatus::OutsideFramework;
        return result;
    }
    let ends = combine(reach, result.framework, &supplement);
    result.status =
        if ends.worst == ends.best { ObligationStatus::of_grade(ends.worst) } else { ObligationStatus::Undetermined };
    (result.worst, result.best) = (Some(ends.worst), Some(ends.best));
    result
}

fn combine(reach: Reach, framework: Option<Ends>, supplement: &Supplement) -> Ends {
    let nothing = Ends { best: 0, worst: 0 };
    match (framework, supplement.ends()) {
        (None, ends) => ends.unwrap_or(nothing),
        (Some(framework), None) => framework,
        (Some(framework), Some(asked)) => match reach {
            Reach::Substantial => {
                let capped = |grade: u8, is_no: bool| if is_no { grade.min(1) } else { grade };
                let open = !supplement.open.is_empty();
                Ends {
                    best: capped(framework.best, supplement.no > 0),
                    worst: capped(framework.worst, supplement.no > 0 || open),
                }
            }
            Reach::Partial | Reach::None => {
                let both = |a: u8, b: u8| if a == b { a } else { 1 };
                Ends { best: both(framework.best, asked.best), worst: both(framework.worst, asked.worst) }
            }
        },
    }
}

/// The groups of a set over the statuses of its obligations.
pub(crate) fn groups(
    set: &ObligationSet,
    obligations: &BTreeMap<String, ObligationResult>,
) -> BTreeMap<String, GroupResult> {
    let content = set.content();
    let mut results: BTreeMap<String, GroupResult> =
        content.groups.iter().map(|group| (group.id.clone(), GroupResult::default())).collect();
    for obligation in set.graded().filter(|obligation| !obligation.voluntary) {
        let (Some(parent), Some(result)) = (&obligation.group, obligations.get(&obligation.id)) else { continue };
        let ends = match (result.worst, result.best) {
            (Some(worst), Some(best)) => Some((worst, best)),
            _ if result.status == ObligationStatus::OutsideFramework => result.supplement.map(|_| (0, 2)),
            _ => None,
        };
        let mut above = Some(parent.as_str());
        while let Some((id, group)) = above.and_then(|id| Some((id, results.get_mut(id)?))) {
            group.statuses.add(result.status);
            if let Some((worst, best)) = ends {
                group.worst = Some(group.worst.map_or(worst, |known| known.min(worst)));
                group.best = Some(group.best.map_or(best, |known| known.min(best)));
            }
            above = set.group(id).and_then(|group| group.group.as_deref());
        }
    }
    results
}
