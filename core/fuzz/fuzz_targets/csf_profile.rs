//! Any bytes as an export of csf_profile: what is imported is a valid assessment that survives being written.
#![no_main]

use csf_assess::exchange::csf_profile::{Options, Quarter, import};
use csf_assess::{Document, Library, document};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::embedded().unwrap_or_default());

fuzz_target!(|text: &[u8]| {
    let (Some(framework), Some(scale)) = (LIBRARY.framework("nist-csf-2.0"), LIBRARY.scale("score-0-10")) else {
        panic!("the embedded content lacks what the importer needs")
    };
    for skip_bad_rows in [false, true] {
        let options = Options { quarter: Quarter::Q1, skip_bad_rows, id: None };
        let Ok(imported) = import(text, framework, scale, &options) else { continue };
        if let Err(error) = LIBRARY.assessment_of(imported.content.clone()) {
            panic!("imported and not valid: {error}");
        }
        let Ok(yaml) = Document::Assessment(Box::new(imported.content.clone())).to_yaml() else {
            panic!("cannot be written")
        };
        match document::read(yaml.as_bytes()) {
            Ok(Document::Assessment(back)) => assert_eq!(*back, imported.content),
            other => panic!("what was written cannot be read: {other:?}"),
        }
    }
});
