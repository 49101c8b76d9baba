//! Where the respondents of a merged assessment disagree.

use super::super::contested::{CONTESTED, contested};
use super::super::words;
use super::markup::Markup;
use super::view::View;

pub(super) fn is_there(view: &View<'_>) -> bool {
    !contested(view.assessment).is_empty()
}

pub(super) fn section(view: &View<'_>, m: &mut Markup) {
    m.leaf("p", &[], CONTESTED);
    m.table("cards", "Contested outcomes", &["Outcome", "Respondents", "Merged"], |m| {
        for one in contested(view.assessment) {
            m.within("tr", &[], |m| {
                m.row_head(|m| {
                    view.outcome(m, one.node);
                    m.leaf("span", &[("class", "minor")], &words::capital(&one.agreement.why()));
                });
                m.cell("Respondents", |m| {
                    m.within("dl", &[("class", "extra")], |m| {
                        one.voices.iter().for_each(|(respondent, said)| m.text_fact(respondent, Some(said)));
                    });
                });
                m.text_cell("Merged", &words::rating(view.assessment, &one.node.id));
            });
        }
    });
}
