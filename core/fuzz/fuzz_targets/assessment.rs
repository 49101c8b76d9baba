//! Any bytes as an assessment of the embedded content: whatever is accepted has a result whose bounds hold,
//! and can be explained and reported in every format.
#![no_main]

use csf_assess::report::{self, Audience, Report};
use csf_assess::{Library, explain};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::embedded().unwrap_or_default());

fuzz_target!(|text: &[u8]| {
    let Ok(assessment) = LIBRARY.assessment(text) else { return };
    let Ok(result) = LIBRARY.assess(&assessment, &["nis2"]) else { panic!("a valid assessment has no result") };
    for (id, node) in &result.nodes {
        if let (Some(low), Some(score), Some(high)) = (&node.low, &node.score, &node.high) {
            assert!(low.0 <= score.0 && score.0 <= high.0, "{id}");
        }
    }
    for (id, obligation) in &result.obligations {
        assert!(obligation.worst <= obligation.best, "{id}");
    }
    assert!(!result.to_json().is_empty());
    for id in ["total", "nis2", "NIS2-21"] {
        assert!(explain::explain(&LIBRARY, &assessment, &result, id).is_ok_and(|why| !why.to_text().is_empty()), "{id}");
    }
    for audience in [Audience::Board, Audience::Auditor, Audience::Regulator] {
        let report = Report { library: &LIBRARY, assessment: &assessment, result: &result, audience };
        for written in [
            report::html(&report),
            report::markdown::report(&report),
            report::text::report(&report),
            report::csv::report(&report),
            report::json::report(&report),
        ] {
            assert!(!written.is_empty());
        }
    }
});
