//! The scores: in numbers, by function, by category, the weakest places, and the model's gates.

use super::super::words;
use super::markup::Markup;
use super::svg::{self, Spoke};
use super::view::View;
use crate::framework::{Node, NodeKind};
use crate::model::GateOn;
use crate::result::{Counts, GateStatus, NodeResult, ObligationStatus, StatusCounts};
use std::cmp::Reverse;

/// How many of the weakest places are shown.
const WEAKEST: usize = 10;

pub(super) fn summary(view: &View<'_>, m: &mut Markup) {
    if let Some(total) = view.result.nodes.get("total") {
        tiles(view, m, total);
        answered(m, &total.counts);
    }
    for set in &view.sets {
        let (mut owed, mut voluntary) = (StatusCounts::default(), 0);
        for (obligation, result) in view.graded(set) {
            if obligation.voluntary { voluntary += 1 } else { owed.add(result.status) }
        }
        let all = ObligationStatus::ALL.iter().map(|status| owed.of(*status)).sum();
        m.within("figure", &[("class", "counts")], |m| {
            let voluntary = if voluntary == 0 { String::new() } else { format!("; {voluntary} voluntary ones apart") };
            let caption = format!("{all} duties of {} by status{voluntary}", set.set.content().title);
            m.leaf("figcaption", &[], &caption);
            for status in ObligationStatus::ALL {
                bar(m, status.text(), words::status(status), owed.of(status), all);
            }
        });
    }
}

fn tiles(view: &View<'_>, m: &mut Markup, total: &NodeResult) {
    let scale = view.scale();
    let tile = |m: &mut Markup, name: &str, value: &str, note: &str| {
        m.within("div", &[("class", "tile")], |m| {
            m.leaf("dt", &[], name);
            m.within("dd", &[], |m| {
                m.leaf("strong", &[], value);
                m.leaf("span", &[], note);
            });
        });
    };
    m.within("dl", &[("class", "tiles")], |m| {
        let ends = format!("on a scale from {} to {}", scale.min().plain(), scale.max().plain());
        let score = total.score.as_ref().map_or("None".to_owned(), |score| score.0.rounded(2));
        tile(m, "Total score", &score, &ends);
        let interval = words::interval(total.low.as_ref(), total.high.as_ref());
        tile(m, "Lowest to highest", &interval, "with every open outcome at the bottom, and at the top");
        let applicable = total.counts.rated + total.counts.unknown + total.counts.unanswered;
        let rated = format!("{} of {applicable}", total.counts.rated);
        let coverage = format!("outcomes that apply (coverage {})", words::figure(total.coverage.as_ref()));
        tile(m, "Rated", &rated, &coverage);
        if total.target.is_some() {
            let gap = format!("gap {}, over rated outcomes with a target", words::figure(total.gap.as_ref()));
            tile(m, "Target", &words::figure(total.target.as_ref()), &gap);
        }
    });
}

fn answered(m: &mut Markup, counts: &Counts) {
    m.within("figure", &[("class", "counts")], |m| {
        m.leaf("figcaption", &[], &format!("{} outcomes by state", counts.total));
        let states = [
            ("evidenced", "Rated", counts.rated),
            ("undetermined", "Unknown", counts.unknown),
            ("outside_framework", "Unanswered", counts.unanswered),
            ("not_applicable", "Not applicable", counts.not_applicable),
        ];
        for (name, label, count) in states {
            bar(m, name, label, count, counts.total);
        }
    });
}

fn bar(m: &mut Markup, name: &str, label: &str, count: u64, of: u64) {
    m.within("div", &[("class", "row")], |m| {
        m.within("span", &[("class", "label")], |m| {
            svg::mark(m, name);
            m.text(label);
        });
        m.leaf("span", &[("class", "n")], &count.to_string());
        svg::bar(m, name, count, of);
    });
}

fn nodes<'a>(view: &View<'a>, kind: NodeKind) -> Vec<(&'a Node, &'a NodeResult)> {
    let nodes = view.framework().nodes().iter().filter(|node| node.kind == kind);
    nodes.filter_map(|node| Some((node, view.result.nodes.get(&node.id)?))).collect()
}

pub(super) fn functions(view: &View<'_>, m: &mut Markup) {
    let functions = nodes(view, NodeKind::Function);
    let spokes: Vec<Spoke<'_>> = functions
        .iter()
        .filter(|(_, node)| node.low.is_some())
        .map(|(function, node)| Spoke { id: &function.id, node })
        .collect();
    m.within("div", &[("class", "beside")], |m| {
        // With fewer spokes there is no area to see.
        if spokes.len() >= 3 {
            let has_target = functions.iter().any(|(_, node)| node.target.is_some());
            m.within("figure", &[], |m| {
                let description: Vec<String> = functions.iter().map(|(f, node)| in_words(f, node)).collect();
                svg::radar(m, view.scale(), &spokes, "Score of each function", &description.join(" "));
                m.within("figcaption", &[("class", "legend")], |m| legend(m, has_target, true));
            });
        }
        table(view, m, "Functions: the same numbers", "Function", &functions, false);
    });
}

fn in_words(function: &Node, node: &NodeResult) -> String {
    let score = node.score.as_ref().map_or("no score".to_owned(), |score| format!("score {}", score.0.rounded(2)));
    let interval = words::interval(node.low.as_ref(), node.high.as_ref());
    let target = node.target.as_ref().map(|target| format!(", target {}", target.0.rounded(2)));
    format!("{}: {score}, lowest to highest {interval}{}.", function.title, target.unwrap_or_default())
}

fn legend(m: &mut Markup, has_target: bool, is_radar: bool) {
    let mut entry = |kind: &str, text: &str| {
        m.within("span", &[("class", "entry")], |m| {
            m.within("svg", &[("class", "plot sample"), ("aria-hidden", "true"), ("focusable", "false")], |m| match kind {
                "score" => {
                    if is_radar {
                        m.void("line", &[("class", "shape"), ("x1", "0"), ("x2", "32"), ("y1", "10"), ("y2", "10")]);
                    }
                    m.void("circle", &[("class", "score"), ("cx", "16"), ("cy", "10"), ("r", "4.5")]);
                }
                "target" => {
                    if is_radar {
                        m.void("line", &[("class", "aim"), ("x1", "0"), ("x2", "32"), ("y1", "10"), ("y2", "10")]);
                    }
                    m.void("use", &[("class", "target"), ("href", "#shape-target"), ("x", "16"), ("y", "10")]);
                }
                "band" => m.void(
                    "rect",
                    &[("class", "band"), ("x", "1"), ("y", "4"), ("width", "30"), ("height", "12")],
                ),
                _ => m.raw(
                    "<line class=\"whisker\" x1=\"3\" x2=\"29\" y1=\"10\" y2=\"10\"/><line class=\"cap\" x1=\"3\" x2=\"3\" \
                     y1=\"4\" y2=\"16\"/><line class=\"cap\" x1=\"29\" x2=\"29\" y1=\"4\" y2=\"16\"/>",
                ),
            });
            m.text(text);
        });
    };
    entry("score", "score");
    if has_target {
        entry("target", "target");
    }
    entry(if is_radar { "band" } else { "whisker" }, "lowest to highest, while outcomes are open");
}

/// Each node a row; with a plot where `is_plotted`.
fn table(view: &View<'_>, m: &mut Markup, caption: &str, what: &str, nodes: &[(&Node, &NodeResult)], is_plotted: bool) {
    let columns = ["Score", "Lowest to highest", "Target", "Gap", "Rated"];
    let class = if is_plotted { "cards figures plotted" } else { "cards figures" };
    m.within("table", &[("class", class)], |m| {
        m.leaf("caption", &[], caption);
        m.within("thead", &[], |m| {
            m.within("tr", &[], |m| {
                m.leaf("th", &[("scope", "col")], what);
                if is_plotted {
                    m.within("th", &[("scope", "col"), ("class", "wide")], |m| {
                        m.leaf("span", &[("class", "hidden")], "Chart");
                        svg::axis(m, view.scale());
                    });
                }
                for column in columns {
                    m.leaf("th", &[("scope", "col"), ("class", "n")], column);
                }
            });
        });
        m.within("tbody", &[], |m| {
            for (node, figures) in nodes {
                m.within("tr", &[], |m| {
                    m.row_head(|m| {
                        m.leaf("span", &[("class", "id")], &node.id);
                        m.text(" ");
                        m.text(&node.title);
                    });
                    if is_plotted {
                        m.within("td", &[("class", "wide")], |m| svg::dumbbell(m, view.scale(), figures));
                    }
                    let [score, ends, target, gap, rated] = columns;
                    m.figure_cell(score, &words::figure(figures.score.as_ref()));
                    m.figure_cell(ends, &words::interval(figures.low.as_ref(), figures.high.as_ref()));
                    m.figure_cell(target, &words::figure(figures.target.as_ref()));
                    m.figure_cell(gap, &words::figure(figures.gap.as_ref()));
                    m.figure_cell(rated, &rated_of(&figures.counts));
                });
            }
        });
    });
}

fn rated_of(counts: &Counts) -> String {
    let applicable = counts.total - counts.not_applicable;
    let not_applicable = match counts.not_applicable {
        0 => String::new(),
        count => format!(", {count} n/a"),
    };
    format!("{} of {applicable}{not_applicable}", counts.rated)
}

pub(super) fn categories(view: &View<'_>, m: &mut Markup) {
    let mut categories = nodes(view, NodeKind::Category);
    categories.sort_by_key(|(_, node)| Reverse(node.gap.as_ref().map(|gap| gap.0.clone())));
    let has_target = categories.iter().any(|(_, node)| node.target.is_some());
    let explained = if has_target {
        "Largest gap first. The gap is the mean of what each outcome is short of its own target, so strength in one \
         outcome does not hide weakness in another."
    } else {
        "No outcome has a target, so there is no gap to sort by; the order is the framework's."
    };
    m.leaf("p", &[], explained);
    m.within("p", &[("class", "legend")], |m| legend(m, has_target, false));
    table(view, m, "Categories: score now and target", "Category", &categories, true);
}

pub(super) fn has_rated(view: &View<'_>) -> bool {
    view.framework().outcomes().any(|node| view.assessment.rating(&node.id).level().is_some())
}

pub(super) fn weakest(view: &View<'_>, m: &mut Markup) {
    let rated = || view.framework().outcomes().filter(|node| view.assessment.rating(&node.id).level().is_some());
    let gap =
        |node: &Node| view.result.nodes.get(&node.id).and_then(|node| node.gap.clone()).filter(|gap| !gap.0.is_zero());
    let mut outcomes: Vec<&Node> = rated().filter(|node| gap(node).is_some()).collect();
    outcomes.sort_by_key(|node| Reverse(gap(node).map(|gap| gap.0)));
    let by_gap = !outcomes.is_empty();
    if !by_gap {
        outcomes = rated().collect();
        outcomes.sort_by_key(|node| view.assessment.rating(&node.id).level().cloned());
    }
    outcomes.truncate(WEAKEST);
    let caption = if by_gap {
        "The outcomes that are furthest from their target"
    } else {
        "The outcomes with the lowest level; none is short of a target"
    };
    let bears_on = view.bears_on();
    let columns = ["Outcome", "Now", "Target", "Gap", "Owner", "Bears on"];
    m.table("cards", caption, &columns, |m| {
        for node in outcomes {
            m.within("tr", &[], |m| {
                m.row_head(|m| view.outcome(m, node));
                m.cell("Now", |m| view.rating(m, &node.id));
                let answer = view.assessment.answer(&node.id);
                let target = answer.and_then(|answer| answer.target.as_ref());
                m.text_cell("Target", &target.map_or("\u{2013}".to_owned(), |it| words::level(view.scale(), it)));
                m.figure_cell("Gap", &words::figure(gap(node).as_ref()));
                m.text_cell("Owner", answer.and_then(|answer| answer.owner.as_deref()).unwrap_or("\u{2013}"));
                m.cell("Bears on", |m| super::open::articles(view, m, bears_on.get(node.id.as_str())));
            });
        }
    });
}

pub(super) fn has_gates(view: &View<'_>) -> bool {
    !view.result.gates.is_empty()
}

pub(super) fn gates(view: &View<'_>, m: &mut Markup) {
    let model = view.assessment.model();
    let columns = ["Gate", "Looks at", "At least", "Verdict"];
    m.table("cards", &format!("Gates of {}", model.title), &columns, |m| {
        let mut row = |title: &str, on: &str, at_least: &str, id: &str| {
            let Some(status) = view.result.gates.get(id) else { return };
            m.within("tr", &[], |m| {
                m.row_head(|m| m.text(title));
                m.text_cell("Looks at", on);
                m.text_cell("At least", at_least);
                m.cell("Verdict", |m| {
                    svg::mark(m, gate_mark(*status));
                    m.text(words::gate(*status));
                });
            });
        };
        for gate in &model.gates {
            let on = match &gate.on {
                GateOn::Node(id) => id.clone(),
                GateOn::Each(kind) => format!("each {kind}"),
            };
            row(gate.title.as_deref().unwrap_or(&gate.id), &on, &gate.at_least.plain(), &gate.id);
        }
        let policy = &model.not_applicable;
        let quota = policy.at_most.map(|at_most| format!("at most {at_most}"));
        let barred = (!policy.never_on.is_empty()).then(|| format!("none on {}", policy.never_on.join(", ")));
        let limits: Vec<String> = quota.into_iter().chain(barred).collect();
        row("Not applicable answers", &limits.join("; "), "\u{2013}", "not_applicable");
    });
}

fn gate_mark(status: GateStatus) -> &'static str {
    match status {
        GateStatus::Met => "evidenced",
        GateStatus::NotMet => "not_evidenced",
        GateStatus::Undetermined => "undetermined",
        GateStatus::NotApplicable => "not_applicable",
    }
}
