//! The report as one HTML file that needs nothing else: no script, no font, no request.

mod answers;
mod articles;
mod chapters;
mod contested;
mod duties;
mod head;
mod markup;
mod official;
mod open;
mod scores;
mod svg;
mod tiers;
mod view;

use super::{Audience, Report, words};
use markup::Markup;
use view::View;

const STYLE: &str = include_str!("style.css");

/// Nothing may be loaded and nothing may run, whatever a text of the assessment contains.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/// One part of the report below its own heading.
struct Section {
    id: &'static str,
    title: &'static str,
    is_wanted: fn(&View<'_>) -> bool,
    write: fn(&View<'_>, &mut Markup),
}

impl Section {
    fn link(&self, m: &mut Markup) {
        m.within("li", &[], |m| m.link(self.id, self.title));
    }

    fn put(&self, view: &View<'_>, m: &mut Markup) {
        let heading = format!("{}-heading", self.id);
        m.within("section", &[("id", self.id), ("aria-labelledby", &heading)], |m| {
            m.leaf("h2", &[("id", &heading)], self.title);
            (self.write)(view, m);
        });
    }
}

const SUMMARY: Section =
    Section { id: "summary", title: "Summary in numbers", is_wanted: |_| true, write: scores::summary };
const FUNCTIONS: Section =
    Section { id: "functions", title: "Functions", is_wanted: |_| true, write: scores::functions };
const TIERS: Section =
    Section { id: "tiers", title: "Tiers of the organization", is_wanted: tiers::has_tiers, write: tiers::tiers };
const CATEGORIES: Section =
    Section { id: "categories", title: "Categories by gap", is_wanted: |_| true, write: scores::categories };
const WEAKEST: Section =
    Section { id: "weakest", title: "Weakest places", is_wanted: scores::has_rated, write: scores::weakest };
const CONTESTED: Section = Section {
    id: "contested",
    title: "Where respondents disagree",
    is_wanted: contested::is_there,
    write: contested::section,
};
const GATES: Section =
    Section { id: "gates", title: "Gates of the model", is_wanted: scores::has_gates, write: scores::gates };
const DUTIES: Section =
    Section { id: "duties", title: "Duties", is_wanted: |view| view.has_sets(), write: duties::duties };
const ARTICLES: Section = Section {
    id: "articles",
    title: "Article by article",
    is_wanted: |view| view.has_sets(),
    write: articles::articles,
};
const OPEN: Section = Section { id: "open", title: "What is still open", is_wanted: |_| true, write: open::open };
const LIMITS: Section = Section {
    id: "limits",
    title: "What the framework cannot speak to",
    is_wanted: |view| view.has_sets(),
    write: open::limits,
};
const NOT_APPLICABLE: Section =
    Section { id: "not-applicable", title: "Not applicable", is_wanted: |_| true, write: open::not_applicable };
const INFORMATION: Section =
    Section { id: "information", title: "For information", is_wanted: open::has_information, write: open::information };
const OFFICIAL: Section =
    Section { id: "official", title: "Official wording", is_wanted: official::is_there, write: official::section };
const ANSWERS: Section = Section { id: "answers", title: "All answers", is_wanted: |_| true, write: answers::answers };

fn sections(audience: Audience) -> &'static [Section] {
    const BOARD: &[Section] = &[SUMMARY, FUNCTIONS, TIERS, CATEGORIES, WEAKEST, GATES, DUTIES, OPEN];
    const AUDITOR: &[Section] = &[
        SUMMARY,
        FUNCTIONS,
        TIERS,
        CATEGORIES,
        WEAKEST,
        CONTESTED,
        GATES,
        DUTIES,
        ARTICLES,
        OPEN,
        LIMITS,
        NOT_APPLICABLE,
        INFORMATION,
        ANSWERS,
    ];
    const REGULATOR: &[Section] =
        &[SUMMARY, DUTIES, ARTICLES, OPEN, LIMITS, NOT_APPLICABLE, INFORMATION, FUNCTIONS, TIERS, GATES, OFFICIAL];
    match audience {
        Audience::Board => BOARD,
        Audience::Auditor => AUDITOR,
        Audience::Regulator => REGULATOR,
    }
}

/// The report as a self-contained HTML page: light, dark and printed, without script and without references.
#[must_use]
pub fn html(report: &Report<'_>) -> String {
    let view = View::new(report);
    let wanted = sections(report.audience).iter().filter(|section| (section.is_wanted)(&view));
    // Every single answer is for looking up, so it comes after what is for reading.
    let (last, own): (Vec<&Section>, Vec<&Section>) = wanted.partition(|section| section.id == ANSWERS.id);
    let mut m = Markup::default();
    m.raw("<!DOCTYPE html>\n");
    m.within("html", &[("lang", "en")], |m| {
        m.within("head", &[], |m| {
            m.void("meta", &[("charset", "utf-8")]);
            m.void("meta", &[("http-equiv", "Content-Security-Policy"), ("content", POLICY)]);
            m.void("meta", &[("name", "viewport"), ("content", "width=device-width, initial-scale=1")]);
            m.void("meta", &[("name", "color-scheme"), ("content", "light dark")]);
            m.void("meta", &[("name", "generator"), ("content", concat!("csf-assess ", env!("CARGO_PKG_VERSION")))]);
            m.leaf("title", &[], &head::title(&view));
            m.within("style", &[], |m| m.raw(STYLE));
        });
        m.within("body", &[], |m| {
            m.leaf("a", &[("class", "skip"), ("href", "#main")], "Skip to the report");
            m.raw(svg::SHAPES);
            m.within("header", &[], |m| head::header(&view, m));
            m.within("nav", &[("aria-label", "Contents")], |m| {
                m.within("ul", &[], |m| {
                    own.iter().for_each(|section| section.link(m));
                    for (place, chapter) in view.chapters.iter().enumerate() {
                        m.within("li", &[], |m| m.link(&chapters::anchor(place), chapter.title()));
                    }
                    last.iter().for_each(|section| section.link(m));
                    m.within("li", &[], |m| m.link("documents", "Documents and hashes"));
                });
            });
            m.within("main", &[("id", "main"), ("tabindex", "-1")], |m| {
                own.iter().for_each(|section| section.put(&view, m));
                view.chapters.iter().enumerate().for_each(|(place, chapter)| chapters::section(place, chapter, m));
                last.iter().for_each(|section| section.put(&view, m));
            });
            m.within("footer", &[("id", "documents")], |m| {
                head::footer(&view, m);
                m.leaf("p", &[("class", "disclaimer")], words::DISCLAIMER);
            });
        });
    });
    m.raw("\n");
    m.finish()
}
