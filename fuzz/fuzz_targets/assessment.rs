//! Any bytes as an assessment of the embedded content: whatever is accepted has a result, and its bounds hold.
#![no_main]

use csf_assess::Library;
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
});
