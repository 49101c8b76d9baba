//! The publisher's own words: a block beside an outcome, or all of them where no answers are shown.

use super::super::{Official, official as of_node, words};
use super::markup::Markup;
use super::view::{View, official_anchor};
use crate::framework::{Node, NodeKind};

/// The words of a node in a block to open; nothing where there are none.
pub(super) fn block(view: &View<'_>, m: &mut Markup, id: &str) {
    if let Some(official) = of_node(view.library, view.framework().id(), id) {
        m.details(&official.label(), |m| text(m, &official));
    }
}

fn text(m: &mut Markup, official: &Official<'_>) {
    if let Some(statement) = &official.text.statement {
        m.leaf("p", &[("class", "said")], statement);
    }
    if official.text.examples.is_empty() {
        return;
    }
    m.leaf("p", &[("class", "strong")], "Implementation examples");
    m.within("ul", &[], |m| {
        for example in &official.text.examples {
            m.within("li", &[("class", "said")], |m| {
                if let Some(id) = &example.id {
                    m.leaf("span", &[("class", "id")], id);
                    m.text(" ");
                }
                m.text(&example.text);
            });
        }
    });
}

pub(super) fn is_there(view: &View<'_>) -> bool {
    view.library.wording_of(view.framework().id()).is_some()
}

/// Every text once, by category, where other sections link to it.
pub(super) fn section(view: &View<'_>, m: &mut Markup) {
    let Some(wording) = view.library.wording_of(view.framework().id()) else { return };
    let words = "The publisher's own sentences, as the reader's copy has them; titles and questions elsewhere are not.";
    m.leaf("p", &[], &format!("Source: {}. {words}", wording.source_text()));
    let nodes = view.framework().nodes();
    for category in nodes.iter().filter(|node| node.kind == NodeKind::Category) {
        let below: Vec<&Node> = category.children.iter().filter_map(|child| nodes.get(*child)).collect();
        let outcomes = words::count(below.len(), "outcome", "outcomes");
        m.details(&format!("{} {}: {outcomes}", category.id, category.title), |m| {
            let above = category.parent.and_then(|parent| nodes.get(parent));
            let is_first = |function: &&Node| function.children.first().and_then(|it| nodes.get(*it)) == Some(category);
            for node in above.filter(is_first).into_iter().chain([category]).chain(below) {
                let Some(official) = of_node(view.library, view.framework().id(), &node.id) else { continue };
                m.within("div", &[("id", &official_anchor(&node.id))], |m| {
                    m.leaf("p", &[("class", "strong")], &format!("{} {}", node.id, node.title));
                    text(m, &official);
                });
            }
        });
    }
}
