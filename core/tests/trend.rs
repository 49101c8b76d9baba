//! A line goes through what can be compared, and nowhere else.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests stop at the first surprise")]

mod cases;
mod common;

use common::random::{ANY, Documents, Tape};
use csf_assess::assessed::Assessed;
use csf_assess::fraction::Figure;
use csf_assess::trend::{Entry, Trend, trend};
use csf_assess::{Assessment, AssessmentResult, Error, Fraction, Library};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

type Case = (Library, Assessment, AssessmentResult);

fn row(named: &[(&str, &Case)]) -> Result<Trend, Error> {
    let entries: Vec<Entry<'_>> = named
        .iter()
        .map(|(name, (library, assessment, result))| Entry { name, assessed: Assessed { library, assessment, result } })
        .collect();
    trend(&entries)
}

fn on(day: Option<&str>, level: i64, documents: &[Value]) -> Case {
    let mut assessment = cases::small_assessment();
    match day {
        Some(day) => assessment["assessed_on"] = json!(day),
        None => drop(assessment.as_object_mut().unwrap().remove("assessed_on")),
    }
    assessment["answers"]["B.X-01"]["level"] = json!(level);
    cases::case(documents, &assessment, &["duties"])
}

fn changed(schema: &str, change: impl Fn(&mut Value)) -> Vec<Value> {
    let mut documents = cases::small_documents();
    let of_kind = documents.iter_mut().filter(|one| one["schema"].as_str().unwrap().contains(schema));
    of_kind.for_each(change);
    documents
}

fn figure(n: i64, d: i64) -> Option<Figure> {
    Fraction::new(n, d).map(Figure)
}

/// The total is (2·2 + 3·level + 3·3) ÷ 8.
#[test]
fn points_stand_in_the_order_of_their_days() {
    let documents = cases::small_documents();
    let days = ["2024-03-01", "2025-03-01", "2026-02-28"];
    let cases: Vec<Case> = days.iter().zip(0..).map(|(day, level)| on(Some(day), level, &documents)).collect();
    let trend = row(&[("c", &cases[2]), ("a", &cases[0]), ("b", &cases[1])]).unwrap();
    assert!(trend.breaks.is_empty());
    let total = trend.nodes.last().unwrap();
    assert_eq!((total.id.as_str(), total.kind, total.runs.len()), ("total", "total", 1));
    let points: Vec<_> = total.runs[0].iter().map(|point| (point.date.as_str(), point.score.clone())).collect();
    assert_eq!(points, [(days[0], figure(13, 8)), (days[1], figure(2, 1)), (days[2], figure(19, 8))]);
    assert_eq!(total.runs[0][0].coverage, figure(3, 5));
    let duty = trend.obligations.iter().find(|one| one.id == "D-1.a.2").unwrap();
    let ends: Vec<_> = duty.runs[0].iter().map(|point| (point.worst, point.best)).collect();
    // Outcomes 0 to 1, 0 to 1, 1 to 2 (14/30 and 23/30 of evidence, 2/3 of floor); questions 0 to 1.
    assert_eq!(ends, [(Some(0), Some(1)), (Some(0), Some(1)), (Some(1), Some(1))]);
    let gate = trend.gates.iter().find(|gate| gate.id == "watch").unwrap();
    assert_eq!(gate.runs[0].len(), 3);
    let group = trend.groups.iter().find(|group| group.id == "D-1").unwrap();
    assert_eq!(group.runs[0].last().unwrap().worst, Some(1));
    let text = trend.to_text();
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    insta::assert_snapshot!("three_years", text);
    let json = serde_json::to_string(&trend).unwrap();
    assert_eq!(json, serde_json::from_str::<Value>(&json).unwrap().to_string());
}

#[test]
fn no_line_goes_through_a_break() {
    let plain = cases::small_documents();
    let heavier = changed("/model/", |model| model["weights"]["B"] = json!(4));
    let linked = changed("/crosswalk/", |crosswalk| crosswalk["mappings"][3]["strength"] = json!(5));
    let runs = |documents: &[Value]| {
        let (before, after) = (on(Some("2025-01-01"), 1, &plain), on(Some("2026-01-01"), 1, documents));
        let trend = row(&[("a", &before), ("b", &after)]).unwrap();
        let counts = |mut runs: Vec<usize>| {
            runs.sort_unstable();
            runs.dedup();
            runs
        };
        let of_nodes = counts(trend.nodes.iter().map(|one| one.runs.len()).collect());
        let of_gates = counts(trend.gates.iter().map(|one| one.runs.len()).collect());
        let of_duties = counts(trend.obligations.iter().map(|one| one.runs.len()).collect());
        let of_groups = counts(trend.groups.iter().map(|one| one.runs.len()).collect());
        (trend.breaks.len(), of_nodes, of_gates, of_duties, of_groups)
    };
    assert_eq!(runs(&plain), (0, vec![1], vec![1], vec![1], vec![1]));
    assert_eq!(runs(&heavier), (1, vec![2], vec![2], vec![1], vec![1]));
    assert_eq!(runs(&linked), (1, vec![1], vec![1], vec![2], vec![2]));
    let longer = changed("/framework/", |framework| {
        let below = &mut framework["functions"][0]["categories"][1]["subcategories"];
        below.as_array_mut().unwrap().push(json!({"id": "A.Y-02", "title": "drills"}));
    });
    let (breaks, nodes, ..) = runs(&longer);
    assert_eq!((breaks, nodes), (1, vec![1, 2]));
    let text = row(&[("a", &on(Some("2025-01-01"), 1, &plain)), ("b", &on(Some("2026-01-01"), 1, &heavier))])
        .unwrap()
        .to_text();
    assert!(text.contains("The model weighted-mean is not the same"), "{text}");
    assert!(text.contains("--- break: what comes before and after is not one line ---"), "{text}");
}

#[test]
fn days_are_needed_and_each_is_there_once() {
    let documents = cases::small_documents();
    let (dated, again) = (on(Some("2025-01-01"), 1, &documents), on(Some("2025-01-01"), 2, &documents));
    let (undated, other) = (on(None, 1, &documents), on(None, 1, &documents));
    let problems = |named: &[(&str, &Case)]| -> Vec<(String, String)> {
        let error = row(named).unwrap_err();
        let all = error.problems().map(|one| (one.code().to_owned(), one.document().unwrap_or_default().to_owned()));
        all.collect()
    };
    let of = |code: &str, name: &str| (code.to_owned(), name.to_owned());
    let named = [("z.yaml", &dated), ("n.yaml", &undated), ("b.yaml", &again), ("m.yaml", &other)];
    let expected = [of("trend/no-day", "m.yaml"), of("trend/no-day", "n.yaml"), of("trend/same-day", "z.yaml")];
    assert_eq!(problems(&named), expected);
    let [a, b, c, d] = named;
    assert_eq!(problems(&[d, c, b, a]), expected);
    assert!(row(&[("a", &dated)]).unwrap().breaks.is_empty());
    assert!(row(&[]).unwrap().nodes.is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_the_files_changes_no_byte(numbers in vec(any::<u16>(), 0..900), turn in 0_usize..4) {
        let mut tape = Tape::new(&numbers);
        let documents = Documents::random(&mut tape, ANY);
        let mut cases = Vec::new();
        for year in 2021..2025 {
            let mut one = documents.clone();
            one.assessment = documents.another_assessment(&mut tape);
            one.assessment["assessed_on"] = json!(format!("{year}-06-30"));
            if tape.often(40) {
                one.model["weights"]["F0"] = json!(9);
            }
            if tape.often(40) {
                one.framework["functions"].as_array_mut().unwrap().reverse();
            }
            let all = one.documents().map(Clone::clone);
            let (assessment, others) = all.split_last().unwrap();
            cases.push(cases::case(others, assessment, &["o"]));
        }
        let mut named: Vec<(&str, &Case)> = ["a", "b", "c", "d"].into_iter().zip(&cases).collect();
        let first = serde_json::to_string(&row(&named).unwrap()).unwrap();
        named.rotate_left(turn);
        named.reverse();
        let second = row(&named).unwrap();
        prop_assert_eq!(&first, &serde_json::to_string(&second).unwrap());
        // Every figure of every result is on exactly one line.
        for (_, (_, assessment, result)) in &named {
            let day = assessment.content().assessed_on.as_deref().unwrap();
            for (id, figures) in &result.nodes {
                let series = second.nodes.iter().find(|one| one.id == *id).unwrap();
                let points: Vec<_> = series.runs.iter().flatten().filter(|point| point.date == day).collect();
                prop_assert_eq!(points.len(), 1);
                prop_assert_eq!((&points[0].score, &points[0].low), (&figures.score, &figures.low));
            }
        }
    }
}
