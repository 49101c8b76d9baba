//! What was assessed and against what: the top of the report and its foot.

use super::super::words;
use super::markup::Markup;
use super::view::{SetView, View, extra};
use crate::crosswalk::Review;

/// The page's title.
pub(super) fn title(view: &View<'_>) -> String {
    let content = view.assessment.content();
    let name = content.organization.as_ref().and_then(|organization| organization.name.as_deref());
    format!("{}: {} self-assessment", name.unwrap_or(&content.id), view.framework().content().title)
}

pub(super) fn header(view: &View<'_>, m: &mut Markup) {
    let content = view.assessment.content();
    let organization = content.organization.as_ref();
    let framework = view.framework().content();
    let name = organization.and_then(|organization| organization.name.as_deref());
    m.leaf("p", &[("class", "over")], &format!("{} {} self-assessment", framework.title, framework.version));
    m.leaf("h1", &[], name.unwrap_or(&content.id));
    m.leaf("p", &[("class", "disclaimer")], words::DISCLAIMER);
    m.within("dl", &[("class", "facts")], |m| {
        m.text_fact("Assessment", Some(&content.id));
        m.text_fact("Date", content.assessed_on.as_deref());
        m.text_fact("Framework", Some(&format!("{} ({})", framework.title, framework.id)));
        m.text_fact("Scale", Some(&format!("{} ({})", view.scale().title, view.scale().id)));
        let model = view.assessment.model();
        m.text_fact("Model", Some(&format!("{} ({})", model.title, model.id)));
        if let Some(organization) = organization {
            m.text_fact("Country", organization.country.as_deref());
            let sector = organization.sector.as_deref().map(|sector| self::sector(view, sector));
            m.text_fact("Sector", sector.as_deref());
            m.text_fact("Size", organization.size.as_deref());
            let roles = organization.roles.as_ref().map(|roles| match roles.as_slice() {
                [] => "None of those that duties name".to_owned(),
                roles => roles.iter().map(|role| self::role(view, role)).collect::<Vec<_>>().join(", "),
            });
            m.text_fact("Roles", roles.as_deref());
            m.text_fact("Class", organization.class.as_ref().map(words::classes).as_deref());
        }
    });
    warnings(view, m);
    for set in &view.sets {
        legal_state(view, m, set);
    }
}

fn sector(view: &View<'_>, sector: &str) -> String {
    let terms = view.sets.iter().flat_map(|set| &set.set.content().sectors);
    terms
        .into_iter()
        .find(|term| term.id == sector)
        .map_or(sector.to_owned(), |term| format!("{} ({sector})", term.title))
}

fn role(view: &View<'_>, role: &str) -> String {
    let mut terms = view.sets.iter().flat_map(|set| &set.set.content().roles);
    terms.find(|term| term.id == role).map_or(role.to_owned(), |term| term.title.clone())
}

fn warnings(view: &View<'_>, m: &mut Markup) {
    if view.result.warnings.is_empty() {
        return;
    }
    m.within("div", &[("class", "note"), ("role", "note")], |m| {
        m.leaf("p", &[("class", "strong")], "Worth a look");
        m.within("ul", &[], |m| {
            for warning in &view.result.warnings {
                m.leaf("li", &[], &words::warning(warning));
            }
        });
    });
}

fn legal_state(view: &View<'_>, m: &mut Markup, set: &SetView<'_>) {
    let content = set.set.content();
    m.within("div", &[("class", "law")], |m| {
        m.within("p", &[], |m| {
            m.leaf("strong", &[], &content.title);
            m.text(" ");
            let in_force = words::in_force(&set.stamp.in_force.from, set.stamp.in_force.until.as_deref());
            let emphasis = if set.stamp.in_force.until.is_some() { "strong" } else { "span" };
            m.leaf(emphasis, &[], &in_force);
            m.text(" ");
            m.text(&words::class_found(set.stamp));
        });
        if let Some(state) = &content.legal_state {
            m.leaf("p", &[], &format!("State of the law as of {}. {}", state.as_of, state.statement));
            if !state.pending.is_empty() {
                m.details(&format!("Changes on their way ({})", state.pending.len()), |m| {
                    m.within("ul", &[], |m| {
                        for pending in &state.pending {
                            m.within("li", &[], |m| {
                                m.leaf("strong", &[], &pending.reference);
                                let dated = pending.dated.as_ref().map(|dated| format!(" ({dated})"));
                                m.text(&format!("{}: {} ", dated.unwrap_or_default(), pending.content));
                                m.leaf("em", &[], &format!("Status: {}", pending.status));
                            });
                        }
                    });
                });
            }
            if !state.not_verified.is_empty() {
                m.details(&format!("Not verified ({})", state.not_verified.len()), |m| {
                    m.within("ul", &[], |m| {
                        for text in &state.not_verified {
                            m.leaf("li", &[], text);
                        }
                    });
                });
            }
        }
        m.leaf("p", &[], &crosswalk(view, set));
    });
}

fn crosswalk(view: &View<'_>, set: &SetView<'_>) -> String {
    let Some(crosswalk) = set.crosswalk else {
        return format!(
            "No crosswalk leads from {} to this act: only the questions beside the framework speak to it.",
            view.framework().id()
        );
    };
    let all = crosswalk.mappings.len();
    let reviewed = crosswalk.mappings.iter().filter(|mapping| mapping.review == Review::Verified).count();
    format!(
        "Read through the crosswalk {}: {}, of which {reviewed} reviewed and {} proposed.",
        crosswalk.id,
        words::count(all, "link", "links"),
        all - reviewed
    )
}

/// What the result rests on, exactly.
pub(super) fn footer(view: &View<'_>, m: &mut Markup) {
    let result = view.result;
    m.leaf("h2", &[], "Documents and hashes");
    m.within("p", &[], |m| {
        m.text(concat!("Made by csf-assess ", env!("CARGO_PKG_VERSION"), ". "));
        m.text(
            "Each hash is the SHA-256 of a document's normal form without its texts: reports with the same hashes \
             follow the same rules, whatever the wording.",
        );
    });
    let columns = ["Document", "Id", "Hash"];
    m.table("cards hashes", "What this report rests on", &columns, |m| {
        let mut row = |what: &str, id: &str, hash: &str| {
            m.within("tr", &[], |m| {
                m.row_head(|m| m.text(what));
                m.text_cell("Id", id);
                m.cell("Hash", |m| m.leaf("code", &[], hash));
            });
        };
        row("Framework", &format!("{} {}", result.framework.id, result.framework.version), &result.framework.hash);
        row("Scale", &result.scale.id, &result.scale.hash);
        row("Model", &result.model.id, &result.model.hash);
        for (id, stamp) in &result.sets {
            row("Obligation set", id, &stamp.hash);
            for document in stamp.scope.iter().flat_map(|scope| &scope.documents) {
                row("Scope document", &document.id, &document.hash);
            }
            if let (Some(id), Some(hash)) = (&stamp.crosswalk, &stamp.crosswalk_hash) {
                row("Crosswalk", id, hash);
            }
        }
    });
    if view.audience == super::Audience::Board {
        return;
    }
    for crosswalk in view.sets.iter().filter_map(|set| set.crosswalk) {
        if crosswalk.source.is_none() && crosswalk.x.is_empty() {
            continue;
        }
        m.details(&format!("Sources of {}", crosswalk.id), |m| {
            if let Some(source) = &crosswalk.source {
                m.within("dl", &[("class", "facts")], |m| {
                    m.text_fact("Reference", source.reference.as_deref());
                    m.text_fact("Published", source.published.as_deref());
                    m.text_fact("DOI", source.doi.as_deref());
                    m.text_fact("Note", source.note.as_deref());
                });
            }
            extra(m, &crosswalk.x);
        });
    }
}
