//! Many dated assessments in a row: what each score and status was on each day.
//!
//! A line goes only through what can be compared. Where a document behind two neighboring results differs, there is
//! a break, and every series that it touches starts anew.

mod text;

use crate::assessed::Assessed;
use crate::compare::{DocumentDifference, Head, Section, differences, kind, touching};
use crate::error::{Code, Error, Problem};
use crate::fraction::Figure;
use crate::obligation::ObligationSet;
use crate::result::{GateStatus, ObligationStatus};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// The `schema` of a trend.
pub const SCHEMA: &str = "csf-assess/trend/1";

/// One assessment of a trend.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// What the caller calls it, such as the name of its file; only errors show it.
    pub name: &'a str,
    /// The assessment and its result.
    pub assessed: Assessed<'a>,
}

/// Scores and statuses over time (`csf-assess/trend/1`).
///
/// Nodes stand in the framework's order and obligations and groups in the act's, those of the last assessment first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Trend {
    /// The assessments, the oldest first.
    pub assessments: Vec<Head>,
    /// Where documents differ from one assessment to the next.
    pub breaks: Vec<Break>,
    /// Gates.
    pub gates: Vec<GateSeries>,
    /// Groups of obligations.
    pub groups: Vec<GroupSeries>,
    /// Functions, categories, outcomes and the total.
    pub nodes: Vec<NodeSeries>,
    /// Obligations.
    pub obligations: Vec<ObligationSeries>,
    /// `csf-assess/trend/1`.
    pub schema: &'static str,
}

/// A place that lines do not cross.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Break {
    /// What differs.
    pub because: Vec<DocumentDifference>,
    /// The days before and after.
    pub between: [String; 2],
}

/// The figures of one node on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct NodePoint {
    /// Rated ÷ (rated + open), 0 to 1.
    pub coverage: Option<Figure>,
    /// The day.
    pub date: String,
    /// The score if every open outcome were at the scale's maximum.
    pub high: Option<Figure>,
    /// The score if every open outcome were at the scale's minimum.
    pub low: Option<Figure>,
    /// The score, on the scale.
    pub score: Option<Figure>,
}

/// One node over time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct NodeSeries {
    /// The node, or `total`.
    pub id: String,
    /// Whether it is answered itself.
    pub is_outcome: bool,
    /// `function`, `category`, `subcategory`, `requirement` or `total`.
    pub kind: &'static str,
    /// Its points, in pieces that no break goes through.
    pub runs: Vec<Vec<NodePoint>>,
    /// Its title in the last assessment that has it.
    pub title: String,
}

/// The verdict of a gate on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct VerdictPoint {
    /// The day.
    pub date: String,
    /// The verdict.
    pub status: GateStatus,
}

/// One gate over time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct GateSeries {
    /// The gate.
    pub id: String,
    /// Its points, in pieces that no break goes through.
    pub runs: Vec<Vec<VerdictPoint>>,
    /// Its title in the last assessment that has it.
    pub title: String,
}

/// The status of an obligation on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct StatusPoint {
    /// The best end.
    pub best: Option<u8>,
    /// The day.
    pub date: String,
    /// The status.
    pub status: ObligationStatus,
    /// The worst end.
    pub worst: Option<u8>,
}

/// One obligation over time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ObligationSeries {
    /// Its article.
    pub article: String,
    /// The obligation.
    pub id: String,
    /// Its points, in pieces that no break goes through.
    pub runs: Vec<Vec<StatusPoint>>,
    /// Its set.
    pub set: String,
    /// Its title in the last assessment that has it.
    pub title: String,
}

/// The ends of a group on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct EndsPoint {
    /// The best end.
    pub best: Option<u8>,
    /// The day.
    pub date: String,
    /// The worst end.
    pub worst: Option<u8>,
}

/// One group over time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct GroupSeries {
    /// Its article.
    pub article: String,
    /// The group.
    pub id: String,
    /// Its points, in pieces that no break goes through.
    pub runs: Vec<Vec<EndsPoint>>,
    /// Its set.
    pub set: String,
    /// Its title in the last assessment that has it.
    pub title: String,
}

/// Puts dated assessments in a row, whatever the order in which they are given.
///
/// # Errors
/// An assessment without `assessed_on`, and two of the same day.
pub fn trend(entries: &[Entry<'_>]) -> Result<Trend, Error> {
    let row = Row::new(entries)?;
    Ok(Trend {
        assessments: row.dated.iter().map(|(_, side)| Head::of(*side)).collect(),
        breaks: row.breaks(),
        gates: row.gates(),
        groups: row.groups(),
        nodes: row.nodes(),
        obligations: row.obligations(),
        schema: SCHEMA,
    })
}

/// The assessments by day, and what differs before each.
struct Row<'a> {
    dated: Vec<(&'a str, Assessed<'a>)>,
    before: Vec<Vec<DocumentDifference>>,
}

impl<'a> Row<'a> {
    fn new(entries: &[Entry<'a>]) -> Result<Self, Error> {
        let mut named: Vec<(Option<&str>, &str, Assessed<'a>)> = entries
            .iter()
            .map(|entry| (entry.assessed.assessment.content().assessed_on.as_deref(), entry.name, entry.assessed))
            .collect();
        named.sort_by_key(|(day, name, _)| (*day, *name));
        let mut problems = Vec::new();
        for (place, (day, name, _)) in named.iter().enumerate() {
            let Some(day) = day else {
                let message = "a trend needs the day that each assessment describes; write it as `assessed_on`";
                problems.push(Problem::new(Code::TrendNoDay, message).in_document(name));
                continue;
            };
            let first =
                place.checked_sub(1).and_then(|place| named.get(place)).filter(|(other, ..)| *other == Some(day));
            if let Some((_, other, _)) = first {
                let message = format!("it describes {day}, as {other} does; a trend has one assessment for each day");
                problems.push(Problem::new(Code::TrendSameDay, message).in_document(name));
            }
        }
        if let Some(error) = Error::of(problems) {
            return Err(error);
        }
        let dated: Vec<(&str, Assessed<'_>)> =
            named.into_iter().filter_map(|(day, _, assessed)| Some((day?, assessed))).collect();
        let neighbors = dated.iter().zip(dated.iter().skip(1));
        let later = neighbors.map(|((_, before), (_, after))| differences(*before, *after));
        let before = std::iter::once(Vec::new()).chain(later).collect();
        Ok(Self { dated, before })
    }

    fn breaks(&self) -> Vec<Break> {
        let days = self.dated.iter().zip(self.dated.iter().skip(1)).map(|((before, _), (after, _))| [*before, *after]);
        let found = days.zip(self.before.iter().skip(1)).filter(|(_, because)| !because.is_empty());
        found
            .map(|(between, because)| Break { because: because.clone(), between: between.map(str::to_owned) })
            .collect()
    }

    /// The points of one series in pieces: a new one after a break that touches it, and after a day without a point.
    fn runs<T>(
        &self,
        section: Section,
        set: Option<&str>,
        point: impl Fn(&'a str, Assessed<'a>) -> Option<T>,
    ) -> Vec<Vec<T>> {
        let mut runs: Vec<Vec<T>> = Vec::new();
        let mut goes_on = false;
        for ((day, side), before) in self.dated.iter().zip(&self.before) {
            goes_on &= touching(before, section, set).next().is_none();
            let point = point(day, *side);
            let is_there = point.is_some();
            match (runs.last_mut().filter(|_| goes_on), point) {
                (Some(run), Some(point)) => run.push(point),
                (None, Some(point)) => runs.push(vec![point]),
                (_, None) => {}
            }
            goes_on = is_there;
        }
        runs
    }

    /// Everything that any assessment has, those of the last one first, each with the last one that has it.
    fn each<'b, T>(&'b self, of: impl Fn(Assessed<'a>) -> Vec<(&'a str, T)>) -> Vec<(&'a str, T)> {
        let mut seen = BTreeSet::new();
        let all = self.dated.iter().rev().flat_map(|(_, side)| of(*side));
        all.filter(|(id, _)| seen.insert(*id)).collect()
    }

    fn nodes(&self) -> Vec<NodeSeries> {
        let mut nodes = self.each(|side| {
            let framework = side.assessment.framework();
            framework.nodes().iter().map(|node| (node.id.as_str(), framework)).collect()
        });
        nodes.extend(self.dated.last().map(|(_, side)| ("total", side.assessment.framework())));
        let series = nodes.into_iter().map(|(id, framework)| {
            let node = framework.node(id);
            let runs = self.runs(Section::Nodes, None, |day, side| {
                let figures = side.result.nodes.get(id)?;
                Some(NodePoint {
                    coverage: figures.coverage.clone(),
                    date: day.to_owned(),
                    high: figures.high.clone(),
                    low: figures.low.clone(),
                    score: figures.score.clone(),
                })
            });
            NodeSeries {
                id: id.to_owned(),
                is_outcome: node.is_some_and(|node| node.outcome.is_some()),
                kind: kind(framework, id),
                runs,
                title: node.map_or("Total", |node| &node.title).to_owned(),
            }
        });
        series.collect()
    }

    fn gates(&self) -> Vec<GateSeries> {
        let mut titles = BTreeMap::new();
        for (_, side) in &self.dated {
            for id in side.result.gates.keys() {
                let gate = side.assessment.model().gates.iter().find(|gate| gate.id == *id);
                titles.insert(id.as_str(), gate.and_then(|gate| gate.title.clone()).unwrap_or_else(|| id.clone()));
            }
        }
        let series = titles.into_iter().map(|(id, title)| {
            let runs = self.runs(Section::Gates, None, |day, side| {
                Some(VerdictPoint { date: day.to_owned(), status: *side.result.gates.get(id)? })
            });
            GateSeries { id: id.to_owned(), runs, title }
        });
        series.collect()
    }

    /// The sets of any assessment, by id.
    fn sets(&self) -> BTreeSet<&'a str> {
        self.dated.iter().flat_map(|(_, side)| side.result.sets.keys()).map(String::as_str).collect()
    }

    fn obligations(&self) -> Vec<ObligationSeries> {
        let mut all = Vec::new();
        for set in self.sets() {
            let obligations = self.each(|side| {
                let known = side.library.obligation_set(set).filter(|_| side.result.sets.contains_key(set));
                known.into_iter().flat_map(ObligationSet::graded).map(|one| (one.id.as_str(), one)).collect()
            });
            all.extend(obligations.into_iter().map(|(id, obligation)| {
                let runs = self.runs(Section::Obligations, Some(set), |day, side| {
                    let result = side.result.obligations.get(id)?;
                    Some(StatusPoint {
                        best: result.best,
                        date: day.to_owned(),
                        status: result.status,
                        worst: result.worst,
                    })
                });
                let (article, title) = (obligation.article.clone(), obligation.title.clone());
                ObligationSeries { article, id: id.to_owned(), runs, set: set.to_owned(), title }
            }));
        }
        all
    }

    fn groups(&self) -> Vec<GroupSeries> {
        let mut all = Vec::new();
        for set in self.sets() {
            let groups = self.each(|side| {
                let known = side.library.obligation_set(set).filter(|_| side.result.sets.contains_key(set));
                let mut groups: Vec<_> = known.into_iter().flat_map(|set| &set.content().groups).collect();
                groups.sort_by_key(|group| known.map(|set| set.first_below(&group.id)));
                groups.into_iter().map(|group| (group.id.as_str(), group)).collect()
            });
            all.extend(groups.into_iter().map(|(id, group)| {
                let runs = self.runs(Section::Groups, Some(set), |day, side| {
                    let result = side.result.groups.get(id)?;
                    Some(EndsPoint { best: result.best, date: day.to_owned(), worst: result.worst })
                });
                let (article, title) = (group.article.clone(), group.title.clone());
                GroupSeries { article, id: id.to_owned(), runs, set: set.to_owned(), title }
            }));
        }
        all
    }
}
