//! Any bytes as a publisher's file, the first one choosing the format: what is read is a valid wording that survives
//! being written and stands beside its framework.
#![no_main]

use csf_assess::exchange::overlay::{Format, overlay};
use csf_assess::{Document, Library, document};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::embedded().unwrap_or_default());

fuzz_target!(|bytes: &[u8]| {
    let Some((first, file)) = bytes.split_first() else { return };
    let Some(format) = Format::ALL.get(usize::from(*first) % Format::ALL.len()) else { return };
    let Ok(wording) = overlay(&LIBRARY, "nist-csf-2.0", *format, file) else { return };
    let document = Document::Wording(Box::new(wording.clone()));
    let (Ok(json), Ok(yaml)) = (document.to_json(), document.to_yaml()) else { panic!("cannot be written") };
    for text in [json, yaml] {
        match document::read(text.as_bytes()) {
            Ok(Document::Wording(back)) => assert_eq!(*back, wording),
            other => panic!("what was written cannot be read: {other:?}"),
        }
        let mut library = LIBRARY.clone();
        assert!(library.add(text.as_bytes()).is_ok(), "it does not fit its framework");
        assert!(library.framework_beside("nist-csf-2.0").is_ok());
    }
});
