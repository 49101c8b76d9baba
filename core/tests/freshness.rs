//! Evidence grows old by the calendar, and what matters most with the least to show is verified first.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests stop at the first surprise")]

mod cases;

use csf_assess::assessed::Assessed;
use csf_assess::freshness::{Freshness, Piece, PieceState, Verify, freshness};
use csf_assess::{Assessment, AssessmentResult, Library};
use proptest::prelude::*;
use serde_json::{Value, json};

type Case = (Library, Assessment, AssessmentResult);

fn on((library, assessment, result): &Case, day: &str) -> Freshness {
    freshness(Assessed { library, assessment, result }, day).unwrap()
}

/// The small documents, with what the first outcome's evidence hints say.
fn hinted(fresh: &[&str], date: Option<&str>) -> Case {
    let mut documents = cases::small_documents();
    let hints: Vec<Value> = fresh.iter().map(|fresh| json!({"what": "a file", "fresh": fresh})).collect();
    documents[1]["functions"][0]["categories"][0]["subcategories"][0]["evidence"] = json!(hints);
    let mut assessment = cases::small_assessment();
    assessment["answers"]["A.X-01"]["evidence"] = json!([{"ref": "plan", "date": date}]);
    cases::case(&documents, &assessment, &["duties"])
}

fn plan(found: &Freshness) -> &Piece {
    found.expires.iter().chain(&found.stale).find(|piece| piece.reference == "plan").unwrap()
}

fn expiry(fresh: &[&str], date: &str) -> String {
    plan(&on(&hinted(fresh, Some(date)), "2000-01-01")).expires_on.clone().unwrap()
}

#[test]
fn evidence_expires_by_the_calendar() {
    for (fresh, date, until) in [
        (&["12 months"][..], "2025-11-23", "2026-11-23"),
        (&["12 months"], "2024-02-29", "2025-02-28"),
        (&["1 month"], "2026-01-31", "2026-02-28"),
        (&["1 month"], "2024-01-31", "2024-02-29"),
        (&["1 year"], "2026-12-31", "2027-12-31"),
        (&["90 days"], "2026-12-31", "2027-03-31"),
        (&["90 days"], "2024-01-01", "2024-03-31"),
        (&["2 weeks"], "1999-12-31", "2000-01-14"),
        (&["1 days"], "1900-02-28", "1900-03-01"),
        (&["1 days"], "2000-02-28", "2000-02-29"),
        (&["36525 days"], "2000-01-01", "2100-01-01"),
        // The longest counts; from February 1, 29 days are longer than one month.
        (&["30 days", "6 months", "current"], "2026-05-01", "2026-11-01"),
        (&["1 month", "29 days"], "2026-02-01", "2026-03-02"),
        // Nothing that is a span: 12 months.
        (&["current"], "2026-05-01", "2027-05-01"),
        (&["soon", "some days"], "2026-05-01", "2027-05-01"),
        (&[], "2026-05-01", "2027-05-01"),
    ] {
        assert_eq!(expiry(fresh, date), until, "{fresh:?} from {date}");
    }
}

#[test]
fn a_piece_is_fresh_up_to_its_last_day() {
    let case = hinted(&["6 months"], Some("2026-05-31"));
    let state = |day: &str| plan(&on(&case, day)).state;
    assert_eq!(state("2026-05-30"), PieceState::Ahead);
    assert_eq!(state("2026-05-31"), PieceState::Fresh);
    assert_eq!(state("2026-11-30"), PieceState::Fresh);
    assert_eq!(state("2026-12-01"), PieceState::Stale);
    let undated = on(&hinted(&["6 months"], None), "2026-05-31");
    assert_eq!((plan(&undated).state, &plan(&undated).expires_on), (PieceState::Undated, &None));
    let found = on(&case, "2026-12-01");
    // Of the question only the minutes, without a date; not applicable and the other levels name nothing.
    assert_eq!((found.counts.fresh, found.counts.stale, found.counts.undated), (0, 1, 1));
    assert_eq!(found.without, ["A.X-03", "B.X-01", "B.X-02", "D-2/1"]);
    assert_eq!(found.stale.iter().map(|piece| piece.id.as_str()).collect::<Vec<_>>(), ["A.X-01", "D-1.a.2/1"]);
}

#[test]
fn what_expires_next_stands_first() {
    let mut assessment = cases::small_assessment();
    assessment["answers"]["A.X-01"]["evidence"] = json!([{"ref": "b", "date": "2026-05-02"}, {"ref": "a", "date": "2026-05-01"}, {"ref": "c", "date": "2024-01-01"}]);
    assessment["answers"]["B.X-02"]["evidence"] = json!([{"ref": "d", "date": "2026-04-30"}]);
    let found = on(&cases::case(&cases::small_documents(), &assessment, &["duties"]), "2026-06-01");
    let names = |list: &[Piece]| list.iter().map(|piece| piece.reference.clone()).collect::<Vec<_>>();
    assert_eq!(names(&found.expires), ["d", "a", "b"]);
    assert_eq!(names(&found.stale), ["c", "minutes 3"]);
}

fn verify<'a>(found: &'a Freshness, id: &str) -> &'a Verify {
    found.verify.iter().find(|one| one.id == id).unwrap()
}

/// Weights: A.X-01 2, the rest of A 1, B.X-01 and B.X-02 3 each; of eleven in all.
#[test]
fn the_score_is_effect_times_doubt() {
    let mut assessment = cases::small_assessment();
    assessment["answers"]["B.X-01"]["voices"] = json!({"it": {"level": 1}, "board": {"level": 3}});
    assessment["respondents"] = json!([{"id": "it"}, {"id": "board"}]);
    let case = cases::case(&cases::small_documents(), &assessment, &["duties"]);
    let found = on(&case, "2026-06-01");
    let parts = |id: &str| {
        let one = verify(&found, id);
        (one.effect, one.doubt, one.score, one.reasons.clone())
    };
    // Strength 8, turns D-1.a.1: 16, and 2/11; the plan of May is fresh.
    assert_eq!(parts("A.X-01"), (16 + 181, 1, 197, vec![]));
    // Strength 7, turns D-1.a.2; no evidence, and the voices are two levels apart.
    assert_eq!(parts("B.X-01"), (14 + 272, 8, 2288, vec!["no_evidence", "contested"]));
    // Strength 5, turns D-1.b; level 3 of 3 without evidence.
    assert_eq!(parts("B.X-02"), (10 + 272, 7, 1974, vec!["no_evidence", "high_without_evidence"]));
    // Strength 6 and not applicable: nothing is tried.
    assert_eq!(parts("A.X-03"), (6 + 90, 5, 480, vec!["no_evidence"]));
    // The question: its other answer would turn D-1.a.2; the minutes have no date.
    assert_eq!(parts("D-1.a.2/1"), (20, 4, 80, vec!["undated"]));
    assert_eq!(verify(&found, "D-1.a.2/1").obligations, ["D-1.a.2"]);
    let ids: Vec<&str> = found.verify.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["B.X-01", "B.X-02", "A.X-03", "A.X-01", "D-2/1", "D-1.a.2/1"]);
    assert!(found.verify.iter().all(|one| one.score == one.effect * one.doubt));

    let text = found.to_text();
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    insta::assert_snapshot!("small", text);
    let json = serde_json::to_string(&found).unwrap();
    assert_eq!(json, serde_json::from_str::<Value>(&json).unwrap().to_string());
}

#[test]
fn not_applicable_beside_a_level_is_contested() {
    let mut assessment = cases::small_assessment();
    assessment["answers"]["B.X-01"]["voices"] =
        json!({"it": {"level": 1}, "board": {"state": "not_applicable", "reason": "We have none."}});
    assessment["respondents"] = json!([{"id": "it"}, {"id": "board"}]);
    let case = cases::case(&cases::small_documents(), &assessment, &["duties"]);
    assert!(verify(&on(&case, "2026-06-01"), "B.X-01").reasons.contains(&"contested"));
    assessment["answers"]["B.X-01"]["voices"]["board"] = json!({"level": 2});
    let case = cases::case(&cases::small_documents(), &assessment, &["duties"]);
    assert!(!verify(&on(&case, "2026-06-01"), "B.X-01").reasons.contains(&"contested"));
}

#[test]
fn a_day_that_does_not_exist_is_an_error() {
    let (library, assessment, result) = cases::small();
    let assessed = Assessed { library: &library, assessment: &assessment, result: &result };
    for day in ["2026-02-29", "2026-13-01", "today", "", "2026-1-1"] {
        let error = freshness(assessed, day).unwrap_err();
        assert_eq!(error.code(), "document/date");
        assert!(error.to_string().contains("write it as `2026-11-23`"), "{error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    /// Days add up, across months, leap years and centuries.
    #[test]
    fn days_add_up(year in 1_i64..9990, month in 1_u8..=12, day in 1_u8..=28, first in 0_u32..800, second in 0_u32..800) {
        let start = format!("{year:04}-{month:02}-{day:02}");
        let half = expiry(&[&format!("{first} days")], &start);
        prop_assert_eq!(
            expiry(&[&format!("{second} days")], &half),
            expiry(&[&format!("{} days", first + second)], &start)
        );
        if first > 0 {
            prop_assert!(half > start);
        }
        // Twelve months are 365 or 366 days.
        let year_later = expiry(&["12 months"], &start);
        let days = [365, 366].map(|days| expiry(&[&format!("{days} days")], &start));
        prop_assert!(days.contains(&year_later), "{} {}", start, year_later);
    }
}
