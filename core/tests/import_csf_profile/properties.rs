//! What holds for every file.

use super::{LIBRARY, fixture, good, keeps_all, read, survives};
use csf_assess::Fraction;
use csf_assess::assessment::Rating;
use csf_assess::exchange::csf_profile::Quarter;
use proptest::prelude::*;

/// Text as people and spreadsheets leave it in cells, and worse.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        "[ -~]{0,12}",
        "[-=+@#&*!|>%'\"`:,?{}\\[\\] \t\r\n\\\\~0-9a-z]{0,16}",
        "\\PC{0,8}",
        any::<String>(),
        prop::sample::select(vec![
            "=1+1",
            "- a\n- b",
            "null",
            "~",
            "yes",
            "1e3",
            "0x1F",
            "2026-01-01",
            "#x",
            "a: b",
            "a #b",
            "|",
            ">",
            "---",
            "...",
            "\n",
            "\r\n",
            " \n x",
            "x\n\n",
            "\ttab",
            "end \n",
            "\u{feff}x",
            "\u{85}",
            "a\u{2028}b",
            "'",
            "\"",
            "{}",
            "[a",
            "%TAG",
            "*a",
            "&a",
            "!b",
            "@c",
            "`d",
            ".inf",
            ".nan",
            "1_000",
            "010",
            "?",
            ": ",
            "-",
            "\0",
            "\u{7f}",
            "\u{1b}[0m",
            "\u{fffe}",
            "\u{1f600}",
        ])
        .prop_map(str::to_owned),
    ]
}

const TYPED: [&str; 7] =
    ["Owner", "Auditor", "Q1 Observations", "Q1 Observation Date", "Q1 Examine", "Artifact Name", "Of our own"];

fn written(rows: &[(bool, Option<u8>, Vec<String>)]) -> Vec<u8> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = ["ID", "Subcategory ID", "In Scope?", "Q1 Actual Score", "Q1 Testing Status"];
    writer.write_record(head.iter().chain(&TYPED)).unwrap();
    let ids: Vec<&str> = LIBRARY.framework("nist-csf-2.0").unwrap().outcomes().map(|node| node.id.as_str()).collect();
    for (position, (scope, halves, cells)) in rows.iter().enumerate() {
        let id = ids[position / 3];
        let score = halves.map(|halves| f64::from(halves) / 2.0).map(|score| score.to_string()).unwrap_or_default();
        let scope = if *scope { "Yes" } else { "No" };
        let fixed = [format!("{id} Ex{position}"), id.to_owned(), scope.to_owned(), score, "Complete".to_owned()];
        writer.write_record(fixed.iter().chain(cells)).unwrap();
    }
    writer.into_inner().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost(
        rows in prop::collection::vec(
            (any::<bool>(), prop::option::of(0..=20_u8), prop::collection::vec(cell(), TYPED.len())), 1..6)
    ) {
        let text = written(&rows);
        let content = good(&text, Quarter::Q1);
        keeps_all(&text, &content);
        survives(&content);
        for (outcome, rows_of) in content.answers.iter().zip(rows.chunks(3)) {
            let halves: Vec<Option<u8>> = rows_of.iter().filter(|row| row.0).map(|row| row.1).collect();
            let lowest = halves.iter().copied().collect::<Option<Vec<u8>>>().and_then(|all| all.into_iter().min());
            let assessment = LIBRARY.assessment_of(content.clone()).unwrap();
            let expected = match lowest {
                _ if halves.is_empty() => Rating::NotApplicable,
                Some(lowest) => Rating::Rated(Fraction::new(i64::from(lowest), 2).unwrap()),
                None => Rating::Unanswered,
            };
            prop_assert_eq!(assessment.rating(outcome.0), expected);
        }
    }

    #[test]
    fn any_bytes_are_answered(text in prop::collection::vec(any::<u8>(), 0..300), skip in any::<bool>()) {
        if let Err(error) = read(&text, Quarter::Q3, skip) {
            prop_assert!(error.problems().count() > 0);
        }
    }

    #[test]
    fn a_damaged_file_is_answered(
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0..40_usize, "[\",\r\n a-zA-Z0-9\u{e9}-]{0,12}"), 1..5),
        skip in any::<bool>(),
    ) {
        let mut text = fixture("csf-profile-good.csv");
        for (place, length, put) in cuts {
            let from = place.index(text.len());
            let to = (from + length).min(text.len());
            text.splice(from..to, put.into_bytes());
        }
        match read(&text, Quarter::Q2, skip) {
            Ok(imported) => survives(&imported.content),
            Err(error) => {
                let last = text.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() as u64 + 1;
                prop_assert!(error.problems().all(|problem| problem.line().unwrap_or(1) <= last));
            }
        }
    }
}
