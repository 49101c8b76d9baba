//! Every report that uses a repealed act says so, in every form and for everyone.
#![cfg(all(feature = "embedded", feature = "yaml"))]
#![allow(clippy::unwrap_used, reason = "tests stop at the first surprise")]

use csf_assess::Library;
use csf_assess::report::{Audience, Report, csv, html, json, markdown, text};

const OLD: &[u8] = b"schema: csf-assess/assessment/1\nid: old\nframework: nist-csf-1.1\norganization: {class: {nis1: operator}}\nanswers: {ID.AM-2: {level: 3}}\n";

#[test]
fn nis1_is_called_repealed_wherever_it_is_used_and_nis2_is_not() {
    let library = Library::embedded().unwrap();
    let assessment = library.assessment(OLD).unwrap();
    for (set, is_repealed) in [("nis1", true), ("nis2", false)] {
        let result = library.assess(&assessment, &[set]).unwrap();
        for audience in [Audience::Board, Audience::Auditor, Audience::Regulator] {
            let report = Report { library: &library, assessment: &assessment, result: &result, audience };
            for (form, shown) in [
                ("html", html(&report)),
                ("Markdown", markdown::report(&report)),
                ("text", text::obligations(&report)),
                ("CSV of statuses", csv::obligations(&report)),
                ("CSV of answers", csv::report(&report)),
                ("JSON", json::report(&report)),
            ] {
                let says_so = shown.contains("2024-10-18");
                assert!(says_so || !is_repealed, "{form} for {audience:?}: nothing says that {set} is repealed");
                let head = shown.lines().take(4).collect::<String>();
                assert!(is_repealed || !head.contains("repealed from"), "{form}: {set} is in force: {head}");
            }
        }
    }
}
