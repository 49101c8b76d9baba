//! The tiers of the organization: shown beside the scores, part of none.

use super::{Report, phrases, words};
use crate::assessment::Assessment;
use crate::library::Library;

/// What every form of a report says above the tiers.
pub(crate) const TIERS: &str =
    "Tiers describe the organization as a whole. They stand beside the scores and are part of none.";

/// One side of the organization and its tier.
pub(crate) struct Tier {
    /// What the tier is given to.
    pub(crate) title: String,
    /// The tier now and the one that is wanted.
    pub(crate) level: String,
    /// What the tier looks like, in the framework's words.
    pub(crate) looks: Option<String>,
    /// Everything else that was said.
    pub(crate) fields: Vec<(&'static str, String)>,
}

impl Report<'_> {
    /// The tiers that were given, in the framework's order.
    pub(crate) fn tiers(&self) -> Vec<Tier> {
        tiers(self.library, self.assessment)
    }
}

/// The tiers that an assessment gives, in the framework's order.
pub(crate) fn tiers(library: &Library, assessment: &Assessment) -> Vec<Tier> {
    let Some(tiers) = &assessment.framework().content().tiers else { return Vec::new() };
    let scale = library.scale(&tiers.scale);
    let shown = |level| scale.map_or_else(|| phrases::written(level), |scale| words::level(scale, level));
    let given = tiers.axes.iter().filter_map(|axis| Some((axis, assessment.content().tiers.get(&axis.id)?)));
    given
        .map(|(axis, answer)| {
            let now = answer.level.as_ref().map_or_else(|| "open".to_owned(), shown);
            let wanted = answer.target.as_ref().map(|target| format!("; wanted: {}", shown(target)));
            let looks = answer.level.as_ref().and_then(|level| axis.levels.get(&phrases::written(level)));
            Tier {
                title: axis.title.clone(),
                level: format!("{now}{}", wanted.unwrap_or_default()),
                looks: looks.cloned(),
                fields: phrases::said_of_tier(answer),
            }
        })
        .collect()
}
