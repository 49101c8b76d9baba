//! The charts, drawn here so that a page needs no script. Coordinates are for drawing only; every number that a
//! reader sees comes from the result.

use super::markup::Markup;
use crate::fraction::{Figure, Fraction};
use crate::result::NodeResult;
use crate::scale::Scale;
use std::f64::consts::PI;
use std::fmt::Write;

/// Shapes that the page's other drawings use by id.
pub(super) const SHAPES: &str = concat!(
    "<svg class=\"shapes\" aria-hidden=\"true\" focusable=\"false\" width=\"0\" height=\"0\"><defs>",
    "<path id=\"shape-target\" d=\"M0 -9L9 0L0 9L-9 0Z\"/>",
    "<g id=\"mark-evidenced\"><circle cx=\"8\" cy=\"8\" r=\"6.5\" class=\"solid\"/><path class=\"cut\" d=\"M4.8 8.2L7.2 10.6L11.4 5.8\"/></g>",
    "<g id=\"mark-partly_evidenced\"><circle cx=\"8\" cy=\"8\" r=\"6.5\" class=\"line\"/><path class=\"solid\" d=\"M8 1.5A6.5 6.5 0 0 0 8 14.5Z\"/></g>",
    "<g id=\"mark-not_evidenced\"><circle cx=\"8\" cy=\"8\" r=\"6.5\" class=\"line\"/></g>",
    "<g id=\"mark-undetermined\"><circle cx=\"8\" cy=\"8\" r=\"6.5\" class=\"line dots\"/><path class=\"line\" d=\"M6 6.3C6 3.6 10.2 3.8 10.2 6.3C10.2 8 8 8 8 9.6M8 11.2V12.4\"/></g>",
    "<g id=\"mark-outside_framework\"><rect x=\"2\" y=\"2\" width=\"12\" height=\"12\" class=\"line dots\"/></g>",
    "<g id=\"mark-not_applicable\"><path class=\"line\" d=\"M2.5 8H13.5\"/></g>",
    "</defs></svg>",
);

/// The mark of a status, gate or answer; the word always stands beside it.
pub(super) fn mark(m: &mut Markup, name: &str) {
    m.within("svg", &[("class", &format!("mark {name}")), ("viewBox", "0 0 16 16"), ("aria-hidden", "true")], |m| {
        m.void("use", &[("href", &format!("#mark-{name}"))]);
    });
}

/// Where a value lies on the scale, 0 to 1.
fn share(scale: &Scale, figure: &Figure) -> f64 {
    share_of(scale, &figure.0)
}

fn share_of(scale: &Scale, value: &Fraction) -> f64 {
    let share = scale.normalized(value).to_f64();
    if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 }
}

/// Left and right of a row's plot stay free for the markers.
const MARGIN: f64 = 3.0;

fn across(share: f64) -> String {
    format!("{:.2}%", MARGIN + (100.0 - 2.0 * MARGIN) * share)
}

/// One row: the interval as a bar, the score as a dot, the target as a diamond, the way between as a dashed line.
pub(super) fn dumbbell(m: &mut Markup, scale: &Scale, node: &NodeResult) {
    m.within("svg", &[("class", "plot"), ("aria-hidden", "true"), ("focusable", "false")], |m| {
        rule(m, scale, "14");
        let line = |m: &mut Markup, class: &str, from: f64, to: f64| {
            m.void("line", &[("class", class), ("x1", &across(from)), ("x2", &across(to)), ("y1", "14"), ("y2", "14")]);
        };
        if let (Some(low), Some(high)) = (&node.low, &node.high) {
            let (low, high) = (share(scale, low), share(scale, high));
            line(m, "whisker", low, high);
            for end in [low, high] {
                let x = across(end);
                m.void("line", &[("class", "cap"), ("x1", &x), ("x2", &x), ("y1", "8"), ("y2", "20")]);
            }
        }
        let (score, target) =
            (node.score.as_ref().map(|it| share(scale, it)), node.target.as_ref().map(|it| share(scale, it)));
        if let (Some(score), Some(target)) = (score, target) {
            line(m, "way", score, target);
        }
        if let Some(target) = target {
            m.void("use", &[("class", "target"), ("href", "#shape-target"), ("x", &across(target)), ("y", "14")]);
        }
        // Over the target, so that both are seen where the target is reached.
        if let Some(score) = score {
            m.void("circle", &[("class", "score"), ("cx", &across(score)), ("cy", "14"), ("r", "4.5")]);
        }
    });
}

fn rule(m: &mut Markup, scale: &Scale, y: &str) {
    m.void("line", &[("class", "rule"), ("x1", &across(0.0)), ("x2", &across(1.0)), ("y1", y), ("y2", y)]);
    for level in &scale.levels {
        let x = across(share_of(scale, &level.value));
        m.void("line", &[("class", "rule"), ("x1", &x), ("x2", &x), ("y1", "9"), ("y2", "19")]);
    }
}

/// The numbers of the levels over the rows of [`dumbbell`].
pub(super) fn axis(m: &mut Markup, scale: &Scale) {
    m.within("svg", &[("class", "plot axis"), ("aria-hidden", "true"), ("focusable", "false")], |m| {
        for level in &scale.levels {
            let x = across(share_of(scale, &level.value));
            m.leaf("text", &[("x", &x), ("y", "13"), ("text-anchor", "middle")], &level.value.plain());
        }
    });
}

/// A bar from nothing to everything.
pub(super) fn bar(m: &mut Markup, name: &str, count: u64, of: u64) {
    let share = if of == 0 { 0.0 } else { count as f64 / of as f64 };
    m.within("svg", &[("class", &format!("bar {name}")), ("aria-hidden", "true"), ("focusable", "false")], |m| {
        m.void("rect", &[("class", "ground"), ("width", "100%"), ("height", "100%")]);
        m.void("rect", &[("class", "count"), ("width", &format!("{:.2}%", 100.0 * share)), ("height", "100%")]);
    });
}

/// One axis of the radar.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spoke<'a> {
    /// The function's id.
    pub(super) id: &'a str,
    /// Its figures; one with nothing applicable below has no interval and is left out of the chart.
    pub(super) node: &'a NodeResult,
}

const CENTER: (f64, f64) = (210.0, 178.0);
const RADIUS: f64 = 128.0;

/// The functions on spokes: the score as a solid line, the interval as a band, the target as a dashed outline.
pub(super) fn radar(m: &mut Markup, scale: &Scale, spokes: &[Spoke<'_>], title: &str, description: &str) {
    let point = |position: usize, share: f64| {
        let angle = 2.0 * PI * position as f64 / spokes.len() as f64;
        (CENTER.0 + RADIUS * share * sine(angle), CENTER.1 - RADIUS * share * sine(angle + PI / 2.0))
    };
    let ring = |of: &dyn Fn(&NodeResult) -> Option<f64>| -> Vec<Option<(f64, f64)>> {
        spokes.iter().enumerate().map(|(i, spoke)| of(spoke.node).map(|share| point(i, share))).collect()
    };
    let attributes = [
        ("class", "radar"),
        ("viewBox", "0 0 420 356"),
        ("role", "img"),
        ("aria-labelledby", "radar-title radar-description"),
    ];
    m.within("svg", &attributes, |m| {
        m.leaf("title", &[("id", "radar-title")], title);
        m.leaf("desc", &[("id", "radar-description")], description);
        for level in &scale.levels {
            let share = share_of(scale, &level.value);
            m.void("path", &[("class", "rule"), ("d", &outline(&ring(&|_| Some(share))))]);
        }
        for (x, y) in ring(&|_| Some(1.0)).into_iter().flatten() {
            let (cx, cy) = (at(CENTER.0), at(CENTER.1));
            m.void("line", &[("class", "rule"), ("x1", &cx), ("y1", &cy), ("x2", &at(x)), ("y2", &at(y))]);
        }
        let high = outline(&ring(&|node| node.high.as_ref().map(|it| share_of(scale, &it.0))));
        let low = outline(&ring(&|node| node.low.as_ref().map(|it| share_of(scale, &it.0))));
        m.void("path", &[("class", "band"), ("fill-rule", "evenodd"), ("d", &format!("{high}{low}"))]);
        let target = ring(&|node| node.target.as_ref().map(|it| share_of(scale, &it.0)));
        m.void("path", &[("class", "aim"), ("d", &outline(&target))]);
        let score = ring(&|node| node.score.as_ref().map(|it| share_of(scale, &it.0)));
        m.void("path", &[("class", "shape"), ("d", &outline(&score))]);
        for (x, y) in target.into_iter().flatten() {
            m.void("use", &[("class", "target"), ("href", "#shape-target"), ("x", &at(x)), ("y", &at(y))]);
        }
        for (x, y) in score.into_iter().flatten() {
            m.void("circle", &[("class", "score"), ("cx", &at(x)), ("cy", &at(y)), ("r", "4.5")]);
        }
        for level in scale.levels.iter().skip(1) {
            let (x, y) = point(0, share_of(scale, &level.value));
            m.leaf("text", &[("class", "level"), ("x", &at(x + 5.0)), ("y", &at(y - 3.0))], &level.value.plain());
        }
        for (position, spoke) in spokes.iter().enumerate() {
            let (x, y) = point(position, 1.15);
            let aside = x - CENTER.0;
            let anchor = if aside.abs() < 1.0 {
                "middle"
            } else if aside > 0.0 {
                "start"
            } else {
                "end"
            };
            m.within("text", &[("class", "name"), ("x", &at(x)), ("y", &at(y + 5.0)), ("text-anchor", anchor)], |m| {
                m.text(spoke.id);
                let score = spoke.node.score.as_ref().map(|score| score.0.rounded(2));
                m.leaf("tspan", &[("class", "value"), ("dx", "6")], score.as_deref().unwrap_or("\u{2013}"));
            });
        }
    });
}

/// A closed line through the points; where one is missing, the line has a gap.
fn outline(points: &[Option<(f64, f64)>]) -> String {
    let mut path = String::new();
    let is_whole = points.iter().all(Option::is_some);
    let mut is_down = false;
    for (position, point) in points.iter().chain(points.first()).enumerate() {
        let Some((x, y)) = point else {
            is_down = false;
            continue;
        };
        if is_whole && position == points.len() {
            path.push('Z');
            continue;
        }
        let pen = if is_down { 'L' } else { 'M' };
        // Writing to a String cannot fail.
        let _ = write!(path, "{pen}{} {}", at(*x), at(*y));
        is_down = true;
    }
    path
}

fn at(coordinate: f64) -> String {
    format!("{coordinate:.2}")
}

/// The sine from plain arithmetic: the platforms' own differ in the last bit, and a report is the same everywhere.
fn sine(angle: f64) -> f64 {
    let turns = (angle / (2.0 * PI)).round();
    let x = angle - turns * 2.0 * PI;
    let (mut term, mut sum) = (x, x);
    for n in 1..14 {
        let n = 2.0 * f64::from(n);
        term *= -x * x / (n * (n + 1.0));
        sum += term;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sine_is_the_sine() {
        for step in -40..80 {
            let angle = f64::from(step) / 5.0;
            assert!((sine(angle) - angle.sin()).abs() < 1e-9, "{angle}");
        }
    }

    #[test]
    fn an_outline_has_a_gap_where_a_point_is_missing() {
        let (a, b, c) = (Some((0.0, 1.0)), Some((2.0, 3.0)), Some((4.0, 5.0)));
        assert_eq!(outline(&[a, b, c]), "M0.00 1.00L2.00 3.00L4.00 5.00Z");
        assert_eq!(outline(&[a, None, c]), "M0.00 1.00M4.00 5.00L0.00 1.00");
        assert_eq!(outline(&[None, None]), "");
    }
}
