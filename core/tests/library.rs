//! What a library holds together: documents that rest on one another, and results that say what they rest on.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests stop at the first surprise")]

mod common;

use csf_assess::Fraction;
use serde_json::{Value, json};

fn add(library: &mut csf_assess::Library, document: &Value) -> Result<(), csf_assess::Error> {
    library.add(document.to_string().as_bytes()).map(|_| ())
}

#[test]
fn a_result_carries_the_hashes_of_the_documents_it_was_made_with() {
    let mut library = common::library(&common::small());
    let text = json!({"schema": "csf-assess/assessment/1", "id": "a", "framework": "small"}).to_string();
    let assessment = library.assessment(text.as_bytes()).unwrap();
    let before = library.assess(&assessment, &[]).unwrap();
    let mut changed = common::framework();
    changed["functions"][0]["categories"][0]["subcategories"][0]["tags"] = json!(["key", "other", "new"]);
    add(&mut library, &changed).unwrap();
    assert_eq!(library.assess(&assessment, &[]).unwrap().to_json(), before.to_json());
    let joined_anew = library.assessment(text.as_bytes()).unwrap();
    assert_ne!(library.assess(&joined_anew, &[]).unwrap().framework.hash, before.framework.hash);
}

#[test]
fn a_document_on_which_a_crosswalk_rests_cannot_be_replaced_by_one_that_does_not_fit() {
    let mut library = common::library(&common::small());
    let mut smaller = common::framework();
    smaller["functions"].as_array_mut().unwrap().truncate(1);
    smaller["functions"][0]["categories"].as_array_mut().unwrap().truncate(1);
    smaller["functions"][0]["categories"][0]["subcategories"] = json!([{"id": "A.Q-01", "title": "Other"}]);
    let error = add(&mut library, &smaller).unwrap_err();
    assert_eq!(error.code(), "document/reference");
    assert!(error.to_string().contains("of this library would no longer fit"), "{error}");
    assert!(library.framework("small").unwrap().node("B.Z-01").is_some(), "the old one is still there");
}

#[test]
fn two_sets_with_a_common_id_are_not_mixed() {
    let mut library = common::library(&common::small());
    let mut twin = common::obligations();
    twin["id"] = json!("twin");
    add(&mut library, &twin).unwrap();
    let text = json!({"schema": "csf-assess/assessment/1", "id": "a", "framework": "small"}).to_string();
    let assessment = library.assessment(text.as_bytes()).unwrap();
    assert!(library.assess(&assessment, &["set"]).is_ok() && library.assess(&assessment, &["twin"]).is_ok());
    assert_eq!(library.assess(&assessment, &["set", "twin"]).unwrap_err().code(), "document/duplicate-id");
}

#[test]
fn groups_nest_only_so_deep() {
    let mut set = common::obligations();
    for depth in 2..30_000 {
        let above = format!("G.{}", depth - 1);
        set["groups"]
            .as_array_mut()
            .unwrap()
            .push(json!({"id": format!("G.{depth}"), "article": "1", "group": above, "title": "T"}));
    }
    let error = csf_assess::document::read(set.to_string().as_bytes()).unwrap_err();
    assert_eq!(error.code(), "obligation/group-loop");
}

#[test]
fn scales_have_a_size_that_can_be_drawn() {
    let levels =
        |count: usize| -> Vec<Value> { (0..count).map(|value| json!({"value": value, "name": "L"})).collect() };
    let scale =
        |count| json!({"schema": "csf-assess/scale/1", "id": "s", "title": "S", "levels": levels(count)}).to_string();
    assert!(csf_assess::document::read(scale(101).as_bytes()).is_ok());
    assert_eq!(csf_assess::document::read(scale(102).as_bytes()).unwrap_err().code(), "scale/levels");
}

#[test]
fn fractions_at_the_end_of_128_bits_stay_exact() {
    let odd: Fraction = "-34028236692093846346337460743176821145.6".parse().unwrap();
    assert_eq!(Fraction::zero().checked_div(&odd), Some(Fraction::zero()));
    let least: Fraction = i128::MIN.to_string().parse().unwrap();
    assert_eq!(least.parts().0, i128::MIN.to_string());
    let back = &(&least - &Fraction::one()) + &Fraction::one();
    assert_eq!((back.parts(), back == least), (least.parts(), true));
    assert_eq!(
        Fraction::one().checked_div(&least).unwrap().checked_div(&Fraction::one().checked_div(&least).unwrap()),
        Some(Fraction::one())
    );
}

#[test]
fn a_name_that_an_item_takes_from_its_concept_is_reported_at_the_concept() {
    let mut library = common::library(&common::small());
    let mut origin = common::framework();
    origin["id"] = json!("origin");
    origin["functions"][0]["categories"][0]["subcategories"][0]["ask"] = json!(["it-lead"]);
    library.add(origin.to_string().as_bytes()).unwrap();
    let mut mine = json!({
        "schema": "csf-assess/framework/1", "id": "mine", "version": "1", "title": "Mine", "scale": "s",
        "concepts_of": "origin", "roles": [{"id": "board", "title": "Board"}], "tags": [{"id": "x", "title": "X"}],
        "functions": [{"id": "F", "title": "F", "categories": [{"id": "F.C", "title": "C", "subcategories": [
            {"id": "F.C-1", "title": "S", "concept": "A.X-01"}
        ]}]}]
    });
    let error = library.check(mine.to_string().as_bytes()).unwrap_err();
    let told: Vec<_> = error.problems().map(|it| (it.code(), it.path(), it.message())).collect();
    let path = "functions[0].categories[0].subcategories[0].concept";
    assert_eq!(
        told,
        [
            (
                "framework/unlisted",
                path,
                "`it-lead` is taken from A.X-01 of origin; list it under `roles` or give `ask` here"
            ),
            (
                "framework/unlisted",
                path,
                "`key` is taken from A.X-01 of origin; list it under `tags` or give `tags` here"
            ),
        ]
    );
    assert!(error.problems().all(|it| it.line() == Some(1) && it.column().is_some()));
    mine["functions"][0]["categories"][0]["subcategories"][0]["ask"] = json!(["board"]);
    mine["functions"][0]["categories"][0]["subcategories"][0]["tags"] = json!(["x"]);
    library.check(mine.to_string().as_bytes()).unwrap();
}

#[test]
fn level_texts_are_judged_only_beside_their_scale_and_codes_are_levels() {
    let mut library = csf_assess::Library::empty();
    let mut framework = common::framework();
    framework["functions"][0]["categories"][0]["subcategories"][0]["levels"] = json!({"9": "Nine", "yes": "Yes"});
    library.add(framework.to_string().as_bytes()).unwrap();
    let scale = json!({"schema": "csf-assess/scale/1", "id": "s", "title": "S", "levels": [
        {"value": 0, "name": "No"}, {"value": 9, "name": "Yes", "code": "yes"}
    ]});
    library.add(scale.to_string().as_bytes()).unwrap();
    library.check(framework.to_string().as_bytes()).unwrap();
    framework["functions"][0]["categories"][0]["subcategories"][0]["levels"] = json!({"no": "No"});
    let error = library.add(framework.to_string().as_bytes()).unwrap_err();
    assert_eq!(error.code(), "framework/levels");
}
