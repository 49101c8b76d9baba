//! The tiers of the organization.

use super::super::tiers::{self, TIERS};
use super::markup::Markup;
use super::view::View;

pub(super) fn has_tiers(view: &View<'_>) -> bool {
    !tiers::tiers(view.library, view.assessment).is_empty()
}

pub(super) fn tiers(view: &View<'_>, m: &mut Markup) {
    m.leaf("p", &[], TIERS);
    for tier in tiers::tiers(view.library, view.assessment) {
        m.leaf("h3", &[], &format!("{}: {}", tier.title, tier.level));
        if let Some(looks) = &tier.looks {
            m.leaf("p", &[], looks);
        }
        m.within("dl", &[("class", "facts")], |m| {
            tier.fields.iter().for_each(|(name, value)| m.text_fact(name, Some(value)));
        });
    }
}
