//! Which files are taken, whose they are, and what is said of those that are not.

use super::{content, file, found, small, tried};
use crate::common;
use csf_assess::consensus::{Merge, Options};
use serde_json::{Value, json};

fn refused(files: &[Value], options: &Options<'_>) -> Vec<String> {
    let Err(error) = tried(&small(), files, options) else { panic!("{files:?} are taken") };
    error.split("\nerror[").map(|one| format!("error[{}", one.trim_start_matches("error["))).collect()
}

fn plain(id: &str) -> Value {
    file(id, json!({"A.X-01": {"level": 3}}), json!({}))
}

#[test]
fn one_file_is_no_consensus() {
    let two = "error[consensus/too-few]: a consensus needs the files of two or more respondents";
    assert_eq!(refused(&[plain("it")], &Options::default()), [two]);
    assert_eq!(refused(&[], &Options::default()), [two]);
}

#[test]
fn a_respondent_speaks_once() {
    assert_eq!(
        refused(&[plain("it"), plain("ops"), plain("it")], &Options::default()),
        ["error[consensus/same-respondent]: it is what `it` said, as 1.yaml is; give one file for each respondent\n  \
          --> 3.yaml"]
    );
}

#[test]
fn a_file_is_one_persons() {
    let several = |lead: bool| {
        let respondents = json!([{"id": "it", "lead": lead}, {"id": "board"}]);
        file("it", json!({"A.X-01": {"level": 3, "by": "it"}}), json!({"respondents": respondents}))
    };
    assert_eq!(
        refused(&[plain("ops"), several(false)], &Options::default()),
        ["error[consensus/respondent]: it has 2 respondents, and a consensus takes one person's answers from each \
          file; mark whose they are with `lead: true`\n  --> 2.yaml (respondents)"]
    );
    let taken = found(&small(), &[plain("ops"), several(true)], &Options::default());
    assert_eq!(taken.respondents.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["it", "ops"]);
    assert_eq!(content(&taken)["respondents"], json!([{"id": "board"}, {"id": "it", "lead": true}, {"id": "ops"}]));
    let mut signed = several(true);
    signed["answers"]["B.Z-01"] = json!({"level": 1, "by": "board"});
    signed["supplementary"] = json!({"S-1/1": {"answer": "no", "by": "board"}});
    assert_eq!(
        refused(&[plain("ops"), signed], &Options::default()),
        ["error[consensus/respondent]: this was answered by `board`, and the file is taken as what `it` said; give \
          each respondent a file\n  --> 2.yaml (answers.\"B.Z-01\".by)"]
    );
}

#[test]
fn a_file_that_names_nobody_speaks_for_its_signature_or_itself() {
    let nobody = |answers: Value| file("x", answers, json!({"respondents": []}));
    let signed = nobody(json!({"A.X-01": {"level": 1, "by": "board"}}));
    let taken = found(&small(), &[signed, nobody(json!({"A.X-01": {"level": 2}}))], &Options::default());
    assert_eq!(taken.respondents.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["acme-x", "board"]);
    let two = nobody(json!({"A.X-01": {"level": 1, "by": "board"}, "A.X-02": {"level": 1, "by": "it"}}));
    let problems = refused(&[two, plain("ops")], &Options::default());
    assert!(problems[0].starts_with("error[consensus/respondent]: this was answered by `it`"), "{problems:?}");
}

#[test]
fn what_is_merged_already_is_not_merged_again() {
    let merged = found(&small(), &[plain("it"), plain("ops")], &Options::default());
    let mut again = content(&merged);
    again["respondents"] = json!([{"id": "all", "lead": true}, {"id": "it"}, {"id": "ops"}]);
    assert_eq!(
        refused(&[again, plain("board")], &Options::default()),
        ["error[consensus/merged]: it has the voices of several respondents already, `A.X-01` and 0 more; give each \
          respondent's own file\n  --> 1.yaml (answers.\"A.X-01\".voices)"]
    );
}

#[test]
fn all_problems_are_told_at_once_and_those_that_differ_from_most_are_named() {
    let scale = |id: &str, scale: &str| {
        let level = if scale == "two" { json!({"paper": 1, "practice": 1}) } else { json!(1) };
        file(id, json!({"A.X-01": {"level": level}}), json!({"scale": scale}))
    };
    let files = [scale("a", "coded"), scale("b", "s"), scale("c", "two"), scale("d", "s"), plain("d")];
    assert_eq!(
        refused(&files, &Options { merge: Merge::Lead, ..Options::default() }),
        [
            "error[consensus/same-respondent]: it is what `d` said, as 4.yaml is; give one file for each respondent\n  \
             --> 5.yaml",
            "error[consensus/other-scale]: its levels are of `coded`, and those of 2.yaml of `s`; respondents use one \
             scale\n  --> 1.yaml",
            "error[consensus/other-scale]: its levels are of `two`, and those of 2.yaml of `s`; respondents use one \
             scale\n  --> 3.yaml",
        ]
    );
    let mut library = small();
    let mut other = common::framework();
    other["id"] = json!("other");
    library.add(other.to_string().as_bytes()).unwrap();
    let files = [plain("a"), file("b", json!({}), json!({"framework": "other"})), plain("c")];
    assert_eq!(
        tried(&library, &files, &Options::default()).unwrap_err(),
        "error[consensus/other-framework]: it answers `other`, and 1.yaml `small`; respondents answer the same \
         framework\n  --> 2.yaml"
    );
}

#[test]
fn the_lead_is_the_one_who_is_named_or_the_only_one() {
    let leads =
        |id: &str| file(id, json!({"A.X-01": {"level": 3}}), json!({"respondents": [{"id": id, "lead": true}]}));
    let by_lead = Options { merge: Merge::Lead, ..Options::default() };
    assert_eq!(
        refused(&[plain("it"), plain("ops")], &by_lead),
        ["error[consensus/lead]: the lead's levels cannot be taken, since no file says `lead: true`; name the lead \
          (`--lead ID`): `it` or `ops`"]
    );
    assert_eq!(
        refused(&[leads("it"), leads("ops"), plain("board")], &by_lead),
        ["error[consensus/lead]: the lead's levels cannot be taken, since 2 of the files say `lead: true`; name the \
          lead (`--lead ID`): `board`, `it` or `ops`"]
    );
    assert_eq!(
        refused(&[plain("it"), plain("ops")], &Options { lead: Some("boss"), ..Options::default() }),
        ["error[consensus/lead]: `boss` is not one of the respondents; there is `it` or `ops`"]
    );
    let both = [leads("it"), leads("ops")];
    assert_eq!(found(&small(), &both, &Options::default()).lead, None, "a median needs no lead");
    let named = found(&small(), &both, &Options { lead: Some("ops"), ..by_lead });
    assert_eq!(content(&named)["respondents"], json!([{"id": "it"}, {"id": "ops", "lead": true}]));
    assert_eq!(found(&small(), &[leads("it"), plain("ops")], &by_lead).lead.as_deref(), Some("it"));
}

#[test]
fn a_view_is_between_two_of_the_respondents() {
    let files = [plain("it"), plain("ops")];
    let between = |pair: (&'static str, &'static str)| {
        let between = [pair];
        refused(&files, &Options { between: &between, ..Options::default() })
    };
    assert_eq!(
        between(("board", "it")),
        ["error[consensus/between]: `board` is not one of the respondents; there is `it` or `ops`"]
    );
    assert_eq!(
        between(("it", "it")),
        ["error[consensus/between]: `it` cannot be set against itself; name two respondents"]
    );
}

#[test]
fn the_id_is_what_all_ids_begin_with() {
    for (ids, expected) in [
        (["acme-2026-it", "acme-2026-board"], "acme-2026"),
        (["acme-2026", "acme-2026-board"], "acme-2026"),
        (["acme-2026", "acme-2027"], "acme"),
        (["same", "same"], "same"),
        (["one", "other"], "consensus"),
    ] {
        let files: Vec<Value> =
            ids.iter().zip(["it", "ops"]).map(|(id, who)| file(who, json!({}), json!({"id": id}))).collect();
        assert_eq!(found(&small(), &files, &Options::default()).content.id, expected, "{ids:?}");
    }
}

#[test]
fn a_way_to_merge_has_one_of_three_names() {
    for merge in Merge::ALL {
        assert_eq!(merge.text().parse::<Merge>(), Ok(merge));
    }
    assert_eq!(
        "mean".parse::<Merge>().unwrap_err().to_string(),
        "error[consensus/merge]: `mean` is not a way to merge; there is `median`, `minimum` or `lead`"
    );
}
