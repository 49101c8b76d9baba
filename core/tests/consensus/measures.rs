//! Leik's consensus, Krippendorff's alpha, and what is contested.

use super::{file, found, of_one, small};
use crate::common;
use csf_assess::Fraction;
use csf_assess::agreement::{agreement, alpha, levels_apart};
use csf_assess::assessment::Rating;
use csf_assess::consensus::Options;
use csf_assess::scale::Scale;
use proptest::prelude::*;
use serde_json::{Value, json};

fn fraction(text: &str) -> Fraction {
    text.parse().unwrap()
}

fn rated(levels: &[&str]) -> Vec<Rating> {
    levels.iter().map(|level| Rating::Rated(fraction(level))).collect()
}

fn scale(document: &Value) -> Scale {
    common::library(std::slice::from_ref(document)).scale(document["id"].as_str().unwrap()).unwrap().clone()
}

fn codes(scale: &Scale, ratings: &[Rating]) -> Vec<String> {
    let found = agreement(scale, ratings).contested;
    found.iter().map(|code| serde_json::to_value(code).unwrap().as_str().unwrap().to_owned()).collect()
}

#[test]
fn both_measures_are_those_of_the_independent_computation() {
    let cases = std::fs::read_to_string(common::repository("tests/fixtures/agreement.jsonl")).unwrap();
    for line in cases.lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let (min, max) = (case["scale"]["min"].as_i64().unwrap(), case["scale"]["max"].as_i64().unwrap());
        let scale = scale(&common::scale("s", min, max, case["scale"]["step"].as_str().unwrap()));
        let units: Vec<Vec<Fraction>> = case["units"]
            .as_array()
            .unwrap()
            .iter()
            .map(|unit| unit.as_array().unwrap().iter().map(|level| fraction(level.as_str().unwrap())).collect())
            .collect();
        assert_eq!(json!(alpha(&units).map(|alpha| alpha.written())), case["alpha"], "{line}");
        for (unit, expected) in units.iter().zip(case["leik"].as_array().unwrap()) {
            let ratings: Vec<Rating> = unit.iter().cloned().map(Rating::Rated).collect();
            let found = agreement(&scale, &ratings);
            assert_eq!(json!(found.consensus.map(|consensus| consensus.0.written())), *expected, "{line}");
            assert_eq!(found.n, unit.len());
        }
    }
    assert_eq!(cases.lines().count(), 120);
}

/// Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011: four observers, twelve units, values missing.
#[test]
fn alpha_of_the_published_example() {
    let rows = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."];
    let units: Vec<Vec<Fraction>> = (0..12)
        .map(|unit| {
            let values = rows.iter().filter_map(|row| row.chars().nth(unit)?.to_digit(10));
            values.map(|value| Fraction::from(i64::from(value))).collect()
        })
        .collect();
    assert_eq!(alpha(&units).unwrap().rounded(3), "0.815");
}

#[test]
fn alpha_is_nothing_where_nothing_varies_or_nobody_is_paired() {
    let unit = |levels: &[i64]| levels.iter().copied().map(Fraction::from).collect::<Vec<_>>();
    assert_eq!(alpha(&[]), None);
    assert_eq!(alpha(&[unit(&[1]), unit(&[4]), unit(&[])]), None);
    assert_eq!(alpha(&[unit(&[3, 3]), unit(&[3, 3, 3])]), None);
    assert_eq!(alpha(&[unit(&[0, 0]), unit(&[5, 5])]), Some(Fraction::one()));
    // n0 = 1, n1 = 3: 1 - 3 · (2 · 4) ÷ (2 · 3 · 4) = 0.
    assert_eq!(alpha(&[unit(&[0, 1]), unit(&[1, 1])]), Some(Fraction::zero()));
}

#[test]
fn what_is_contested_on_six_levels() {
    let scale = scale(&common::scale("s", 0, 5, "1"));
    for (levels, expected) in [
        (&["2", "3"][..], &[][..]),
        (&["2", "2", "2"], &[]),
        (&["4"], &[]),
        // F is 1/2 on two of the steps: 1 - 2 · 1 ÷ 5 = 3/5.
        (&["1", "3"], &["two_levels_apart"]),
        // 1 - 2 · 3/2 ÷ 5 = 2/5.
        (&["0", "3"], &["leik_below_half", "two_levels_apart"]),
        // One of four far away: 1 - 2 · (5 · 1/4) ÷ 5 = 1/2, which is not below.
        (&["0", "5", "5", "5"], &["two_levels_apart"]),
    ] {
        assert_eq!(codes(&scale, &rated(levels)), expected, "{levels:?}");
    }
    let beside = |other: Rating| codes(&scale, &[Rating::Rated(Fraction::one()), other]);
    assert_eq!(beside(Rating::NotApplicable), ["not_applicable_beside_level"]);
    assert!(beside(Rating::Unknown).is_empty() && beside(Rating::Unanswered).is_empty());
    assert!(codes(&scale, &[Rating::NotApplicable, Rating::NotApplicable]).is_empty());
    assert!(codes(&scale, &[Rating::NotApplicable, Rating::Unknown]).is_empty());
}

#[test]
fn levels_are_counted_by_their_names_and_half_steps_by_their_share() {
    let few = small().scale("few").unwrap().clone();
    let apart = |lower: &str, higher: &str| levels_apart(&few, &fraction(lower), &fraction(higher)).written();
    assert_eq!((apart("0", "4"), apart("1", "3"), apart("1", "2")), ("3".into(), "1".into(), "1/2".into()));
    assert_eq!((apart("2", "4"), apart("3", "1")), ("3/2".into(), "-1".into()));
    // 1 to 3 is one level, although it is two on the scale; 1/2 to 3 is one and a half.
    assert!(codes(&few, &rated(&["1", "3"])).is_empty());
    assert_eq!(codes(&few, &rated(&["0", "3"])), ["leik_below_half", "two_levels_apart"]);
    let halves = scale(&common::scale("h", 0, 10, "1/2"));
    assert!(codes(&halves, &rated(&["3.5", "5"])).is_empty());
    assert_eq!(codes(&halves, &rated(&["3.5", "5.5"])), ["two_levels_apart"]);
    let yes_no = scale(&common::scale("y", 0, 1, "1"));
    assert_eq!(codes(&yes_no, &rated(&["0", "1"])), ["leik_below_half"]);
    assert!(codes(&yes_no, &rated(&["0", "1", "1", "1"])).is_empty());
    // Four tiers: 1 - 2 · 1/2 ÷ 3 = 2/3 for neighbors, 1/3 for those two apart.
    let tiers = scale(&common::scale("t", 1, 4, "1"));
    assert_eq!(agreement(&tiers, &rated(&["2", "3"])).consensus.unwrap().0.written(), "2/3");
    assert_eq!(codes(&tiers, &rated(&["2", "4"])), ["leik_below_half", "two_levels_apart"]);
}

#[test]
fn dimensions_are_combined_as_the_model_does() {
    let level = |paper: f64, practice: f64| json!({"level": {"paper": paper, "practice": practice}});
    let pair = [("board", level(5.0, 2.0)), ("it", level(1.0, 2.5))];
    let mean = of_one(&pair, json!({"scale": "two"}), &Options::default());
    // 3.5 and 1.75: 1 - 2 · (1.75 ÷ 2) ÷ 5 = 13/20, and less than two levels.
    let item = &mean.items[0];
    assert_eq!(item.agreement.consensus.as_ref().unwrap().0.written(), "13/20");
    assert_eq!(item.agreement.spread.as_ref().unwrap().0.written(), "7/4");
    assert!(!item.agreement.is_contested());
    // Merged dimension by dimension: 1 and 2, the lower of two each.
    assert_eq!(item.level.as_ref().unwrap().0.written(), "3/2");
    let mut library = small();
    let mut model = common::model("paper", "weighted_mean");
    model["dimensions"] = json!("paper");
    library.add(model.to_string().as_bytes()).unwrap();
    let files: Vec<Value> = pair
        .iter()
        .map(|(id, answer)| file(id, json!({"A.X-01": answer}), json!({"scale": "two", "model": "paper"})))
        .collect();
    let named = found(&library, &files, &Options::default());
    assert_eq!(named.items[0].agreement.spread.as_ref().unwrap().0.written(), "4");
    assert_eq!(named.worklist, ["A.X-01"]);
}

fn any_rating() -> impl Strategy<Value = Rating> {
    prop_oneof![
        5 => (0..6i64).prop_map(|level| Rating::Rated(Fraction::from(level))),
        1 => Just(Rating::Unknown),
        1 => Just(Rating::NotApplicable),
        1 => Just(Rating::Unanswered),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn measures_keep_their_bounds_in_any_order(
        units in prop::collection::vec(prop::collection::vec(any_rating(), 0..7), 0..8),
    ) {
        let scale = scale(&common::scale("s", 0, 5, "1"));
        let levels = |unit: &Vec<Rating>| unit.iter().filter_map(|one| one.level().cloned()).collect::<Vec<_>>();
        for unit in &units {
            let found = agreement(&scale, unit);
            let reversed: Vec<Rating> = unit.iter().rev().cloned().collect();
            prop_assert_eq!(&found, &agreement(&scale, &reversed));
            let levels = levels(unit);
            prop_assert_eq!(found.consensus.is_some(), levels.len() > 1);
            if let Some(consensus) = found.consensus {
                prop_assert!(consensus.0 >= Fraction::zero() && consensus.0 <= Fraction::one());
                prop_assert_eq!(consensus.0 == Fraction::one(), levels.iter().min() == levels.iter().max());
            }
        }
        let all: Vec<Vec<Fraction>> = units.iter().map(levels).collect();
        let mut turned: Vec<Vec<Fraction>> = all.iter().rev().cloned().collect();
        turned.iter_mut().for_each(|unit| unit.reverse());
        let found = alpha(&all);
        prop_assert_eq!(&found, &alpha(&turned));
        prop_assert!(found.is_none_or(|alpha| alpha <= Fraction::one()));
        let doubled: Vec<Vec<Fraction>> = all
            .iter()
            .map(|unit| unit.iter().map(|level| level * &Fraction::from(2)).collect())
            .collect();
        prop_assert_eq!(alpha(&all), alpha(&doubled), "only the order of levels matters");
    }
}
