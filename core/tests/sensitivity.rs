//! Every number that a status hangs on is found, and is where the status turns.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests stop at the first surprise")]

mod cases;
mod common;

use common::random::{ANY, Documents, Tape};
use csf_assess::assessed::Assessed;
use csf_assess::fraction::Figure;
use csf_assess::result::{ObligationResult, ObligationStatus};
use csf_assess::sensitivity::{Bar, Edge, ObligationSensitivity, Sensitivity, sensitivity};
use csf_assess::{Assessment, AssessmentResult, Fraction, Library};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

type Case = (Library, Assessment, AssessmentResult);
type Ends = (Option<u8>, Option<u8>);
type AtStrength = (Option<i64>, Ends);

fn of((library, assessment, result): &Case) -> Sensitivity {
    sensitivity(Assessed { library, assessment, result }).unwrap()
}

fn figure(n: i64, d: i64) -> Figure {
    Figure(Fraction::new(n, d).unwrap())
}

fn one<'a>(found: &'a Sensitivity, id: &str) -> &'a ObligationSensitivity {
    found.obligations.iter().find(|one| one.id == id).unwrap()
}

/// D-1.a.1: A.X-01 at 2/3 with strength 8, A.X-02 open with strength 4, A.X-03 not applicable.
/// Evidence from (16/3) ÷ 12 = 4/9 to (16/3 + 4) ÷ 12 = 7/9, the weakest strong outcome 2/3: 1 to 2.
#[test]
fn a_small_duty_worked_by_hand() {
    let found = of(&cases::small());
    let duty = one(&found, "D-1.a.1");
    assert_eq!((duty.status, duty.worst, duty.best), (ObligationStatus::Undetermined, Some(1), Some(2)));
    let bars: Vec<(Bar, Edge, Figure, Figure, Ends)> = duty
        .thresholds
        .iter()
        .map(|flip| (flip.threshold, flip.edge, flip.at.clone(), flip.distance.clone(), (flip.worst, flip.best)))
        .collect();
    let expected = [
        (Bar::EvidencedAt, Edge::AtMost, figure(4, 9), figure(1, 18), (Some(2), Some(2))),
        (Bar::PartlyAt, Edge::Above, figure(4, 9), figure(13, 90), (Some(0), Some(2))),
        (Bar::FloorAt, Edge::Above, figure(2, 3), figure(4, 15), (Some(1), Some(1))),
        (Bar::EvidencedAt, Edge::Above, figure(7, 9), figure(5, 18), (Some(1), Some(1))),
    ];
    assert_eq!(bars, expected);
    assert_eq!(duty.closest, Some(figure(1, 18)));
    assert!(duty.floor_strengths.is_empty());
    let strengths: Vec<(&str, Vec<AtStrength>)> = duty
        .strengths
        .iter()
        .map(|one| {
            let flips = one.flips.iter().map(|flip| (flip.strength, (flip.worst, flip.best)));
            (one.from.as_str(), flips.collect())
        })
        .collect();
    // (16/3) ÷ (8 + s) reaches 1/2 up to s = 2 and 3/10 up to s = 9; (2s/3) ÷ (s + 4) reaches 3/10 from s = 4 on.
    let (sure, wide) = ((Some(2), Some(2)), (Some(0), Some(2)));
    let expected = [
        ("A.X-02", vec![(Some(1), sure), (Some(2), sure), (Some(10), wide), (None, sure)]),
        ("A.X-01", vec![(Some(1), wide), (Some(2), wide), (Some(3), wide), (None, wide)]),
    ];
    assert_eq!(strengths, expected);
    let answers: Vec<(&str, String)> =
        duty.answers.iter().map(|flip| (flip.id.as_str(), flip.level.as_ref().unwrap().0.plain())).collect();
    let expected = [("A.X-02", "0"), ("A.X-02", "1"), ("A.X-02", "2"), ("A.X-02", "3")];
    assert_eq!(answers[..4], expected.map(|(id, level)| (id, level.to_owned())));
    let expected = [("A.X-01", "0"), ("A.X-01", "1"), ("A.X-01", "3")];
    assert_eq!(answers[4..], expected.map(|(id, level)| (id, level.to_owned())));
}

#[test]
fn the_closest_stand_first_and_the_unreached_are_named() {
    let found = of(&cases::small());
    let ids: Vec<&str> = found.obligations.iter().map(|one| one.id.as_str()).collect();
    let distances: Vec<Option<Fraction>> =
        found.obligations.iter().map(|one| one.closest.clone().map(|closest| closest.0)).collect();
    assert!(distances.iter().flatten().is_sorted(), "{distances:?}");
    assert!(distances.iter().skip_while(|distance| distance.is_some()).all(Option::is_none));
    assert_eq!(ids.len() + found.questions_only.len(), 5, "{ids:?} {:?}", found.questions_only);
    assert_eq!(found.questions_only, ["D-2", "D-4"]);
    assert_eq!((found.sets[0].set.as_str(), found.sets[0].crosswalk.as_str()), ("duties", "small--duties"));
}

#[test]
fn text_and_json_are_readable() {
    let found = of(&cases::small());
    let text = found.to_text();
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    insta::assert_snapshot!("small", text);
    let json = serde_json::to_string(&found).unwrap();
    let sorted: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json, sorted.to_string());
}

#[cfg(feature = "embedded")]
#[test]
fn the_directive_takes_no_time_worth_waiting_for() {
    let case = cases::large();
    let start = std::time::Instant::now();
    let found = of(&case);
    let took = start.elapsed();
    assert!(found.obligations.len() > 20);
    assert!(took < std::time::Duration::from_secs(20), "{took:?}");
    eprintln!("sensitivity of nis2: {took:?}");
}

fn assess(documents: &Documents) -> Case {
    let all = documents.documents().map(Clone::clone);
    let (assessment, others) = all.split_last().unwrap();
    cases::case(others, assessment, &["o"])
}

fn ends(result: &ObligationResult) -> (ObligationStatus, Ends) {
    (result.status, (result.worst, result.best))
}

fn name(bar: Bar) -> &'static str {
    match bar {
        Bar::EvidencedAt => "evidenced_at",
        Bar::FloorAt => "floor_at",
        _ => "partly_at",
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// The thresholds that are listed say for any other value of one threshold what the status would be.
    #[test]
    fn any_other_threshold_does_what_the_list_says(numbers in vec(any::<u16>(), 0..600), sixtieths in 0_i64..=60) {
        let documents = Documents::random(&mut Tape::new(&numbers), ANY);
        let case = assess(&documents);
        let found = of(&case);
        let Some(at) = found.sets.first().map(|set| set.thresholds.clone()) else { return Ok(()) };
        let value = Fraction::new(sixtieths, 60).unwrap();
        for bar in [Bar::EvidencedAt, Bar::FloorAt, Bar::PartlyAt] {
            let now = match bar {
                Bar::EvidencedAt => &at.evidenced_at,
                Bar::FloorAt => &at.floor_at,
                _ => &at.partly_at,
            };
            if (bar == Bar::EvidencedAt && value < at.partly_at) || (bar == Bar::PartlyAt && value > at.evidenced_at) {
                continue;
            }
            let mut changed = documents.clone();
            changed.crosswalk["thresholds"][name(bar)] = json!(value.written());
            let then = assess(&changed).2;
            for duty in &found.obligations {
                let holds = |edge: Edge, figure: &Fraction| match edge {
                    Edge::AtMost => value <= *figure,
                    _ => value > *figure,
                };
                let reached = duty.thresholds.iter().filter(|flip| {
                    let is_that_way = (flip.edge == Edge::AtMost) == (value < *now);
                    flip.threshold == bar && is_that_way && holds(flip.edge, &flip.at.0)
                });
                let last = reached.max_by_key(|flip| flip.distance.0.clone());
                let expected = last.map_or(
                    (duty.status, (duty.worst, duty.best)),
                    |flip| (flip.status, (flip.worst, flip.best)),
                );
                prop_assert_eq!(ends(&then.obligations[&duty.id]), expected, "{} {:?} {}", duty.id, bar, value.written());
            }
        }
    }

    #[test]
    fn any_other_strength_does_what_the_list_says(
        numbers in vec(any::<u16>(), 0..600), place in any::<prop::sample::Index>(), strength in 0_i64..=10,
    ) {
        let documents = Documents::random(&mut Tape::new(&numbers), ANY);
        let found = of(&assess(&documents));
        let mappings = documents.crosswalk["mappings"].as_array().unwrap();
        prop_assume!(!mappings.is_empty());
        let place = place.index(mappings.len());
        let (from, to) = (mappings[place]["from"].as_str().unwrap(), mappings[place]["to"].as_str().unwrap());
        let Some(duty) = found.obligations.iter().find(|one| one.id == to) else { return Ok(()) };
        let wanted = (strength > 0).then_some(strength);
        prop_assume!(wanted != mappings[place]["strength"].as_i64());
        let mut changed = documents.clone();
        match wanted {
            Some(strength) => changed.crosswalk["mappings"][place]["strength"] = json!(strength),
            None => drop(changed.crosswalk["mappings"].as_array_mut().unwrap().remove(place)),
        }
        let then = ends(&assess(&changed).2.obligations[to]);
        let listed = duty.strengths.iter().find(|one| one.from == from);
        let flip = listed.and_then(|one| one.flips.iter().find(|flip| flip.strength == wanted));
        let expected =
            flip.map_or((duty.status, (duty.worst, duty.best)), |flip| (flip.status, (flip.worst, flip.best)));
        prop_assert_eq!(then, expected);
    }
}
