//! Any bytes as a document of any kind: read, checked beside the embedded content, written and read again.
#![no_main]

use csf_assess::{Library, document};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::embedded().unwrap_or_default());

fuzz_target!(|text: &[u8]| {
    let Ok(document) = LIBRARY.check(text) else { return };
    let (Ok(json), Ok(yaml)) = (document.to_json(), document.to_yaml()) else { panic!("cannot be written") };
    for written in [json.as_bytes(), yaml.as_bytes()] {
        match document::read(written).map(|back| back.to_json()) {
            Ok(Ok(back)) => assert_eq!(back, json, "what was written reads as something else"),
            other => panic!("what was written cannot be read: {other:?}"),
        }
    }
    let _ = LIBRARY.clone().add(text);
});
