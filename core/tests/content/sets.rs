//! The obligation sets: who is bound, what is asked, how it was checked.

use super::library;
use csf_assess::Library;
use csf_assess::obligation::{Kind, ObligationSet};
use serde_json::Value;

fn nis2(library: &Library) -> &ObligationSet {
    library.obligation_set("nis2").unwrap()
}

#[test]
fn nis2_has_every_group_obligation_and_question() {
    let library = library();
    let content = nis2(&library).content();
    let count = |kind: Kind| content.obligations.iter().filter(|obligation| obligation.kind == kind).count();
    assert_eq!((content.groups.len(), content.obligations.len()), (25, 121));
    assert_eq!(nis2(&library).question_ids().count(), 288);
    assert_eq!(nis2(&library).graded().count(), 109);
    let kinds = [
        (Kind::RiskManagement, 34),
        (Kind::Governance, 17),
        (Kind::IncidentReporting, 12),
        (Kind::Evidence, 5),
        (Kind::National, 41),
        (Kind::Information, 12),
    ];
    for (kind, expected) in kinds {
        assert_eq!(count(kind), expected, "{kind:?}");
    }
}

/// How a question that yes or no answers starts.
const CLOSED: [&str; 12] = ["is", "are", "do", "does", "did", "have", "has", "can", "was", "were", "will", "could"];

#[test]
fn every_duty_says_what_it_asks_how_it_was_checked_and_what_the_framework_cannot_see() {
    let library = library();
    for set in library.obligation_sets() {
        let content = set.content();
        let (graded, questions) = (set.graded().count(), set.question_ids().count());
        println!("{}: {} entries, {graded} graded, {questions} questions", set.id(), content.obligations.len());
        assert!(content.legal_state.as_ref().is_some_and(|state| !state.not_verified.is_empty()), "{}", set.id());
        for obligation in &content.obligations {
            let id = &obligation.id;
            assert!(!obligation.verification.trim().is_empty(), "{id}: nothing says how the article was checked");
            let length = obligation.title.split_whitespace().count();
            assert!(!obligation.summary.trim().is_empty() && length <= 8, "{id}: a title of {length} words");
            assert!(agrees(id, &obligation.article), "{id} is not article {}", obligation.article);
            for (number, question) in (1..).zip(&obligation.supplementary) {
                assert_eq!(question.id, format!("{id}/{number}"));
                let length = question.question.split_whitespace().count();
                assert!((4..=25).contains(&length), "{}: a question of {length} words", question.id);
                assert!(question.question.ends_with('?'), "{}", question.id);
                let first = question.question.split_whitespace().next().unwrap().to_lowercase();
                assert!(CLOSED.contains(&first.as_str()), "{}: not answered by yes or no", question.id);
                assert!(!question.evidence.is_empty(), "{}: nothing would show it", question.id);
            }
            for other in &obligation.implements {
                let nis2 = nis2(&library);
                assert!(nis2.obligation(other).is_some() || nis2.group(other).is_some(), "{id} implements {other}");
            }
        }
        for obligation in set.graded() {
            assert!(!obligation.supplementary.is_empty(), "{}: whoever can owe it is asked about it", obligation.id);
        }
        for group in &content.groups {
            let id = Some(&group.id);
            let has_children = content.obligations.iter().any(|obligation| obligation.group.as_ref() == id)
                || content.groups.iter().any(|below| below.group.as_ref() == id);
            assert!(has_children, "{}: nothing below", group.id);
        }
    }
}

/// Whether the numbers and letters of an id are those that its article begins with.
///
/// `NIS2-21.2.d.1` is a limb of 21(2)(d), `IR2690-3.4` is section 3.4 of the annex.
fn agrees(id: &str, article: &str) -> bool {
    let Some((_, place)) = id.split_once('-') else { return false };
    let parts = |text: &str| -> Vec<String> {
        let apart = text.replace("Art.", "").replace("Annex, ", "");
        let apart = apart.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
        apart.map(str::to_owned).collect()
    };
    let (place, article) = (parts(place), parts(article));
    place.first() == article.first() || !place.first().is_some_and(|part| part.chars().all(|c| c.is_ascii_digit()))
}

#[test]
fn an_id_that_says_another_article_is_found() {
    assert!(agrees("NIS2-21.2.d.1", "21(2)(d)") && agrees("IR2690-3.4", "Annex, 3.4") && agrees("NIS2-SCOPE", "2, 3"));
    assert!(!agrees("NIS2-21.2.d.1", "22(2)(d)") && !agrees("IR2690-3.4", "Annex, 4.3") && !agrees("nis2", "1"));
}

#[test]
fn nis1_is_repealed_and_binds_operators_and_digital_service_providers() {
    let library = library();
    let set = library.obligation_set("nis1").unwrap();
    assert_eq!(set.content().celex.as_deref(), Some("32016L1148"));
    assert_eq!(set.content().in_force.until.as_deref(), Some("2024-10-18"));
    let of = |class: &str| set.graded().filter(|it| it.binds.classes.iter().any(|known| known == class)).count();
    assert_eq!((of("operator"), of("digital_service_provider"), of("member_state")), (8, 13, 28));
    let unread = set.graded().filter(|it| it.verification.contains("own knowledge")).count();
    assert!(unread >= 10, "{unread} entries say that their text was not read: the marks are gone");
}

#[test]
fn the_implementing_regulation_has_its_chapters_sections_and_points() {
    let library = library();
    let set = library.obligation_set("ir-2024-2690").unwrap();
    assert_eq!(set.content().groups.len(), 13);
    assert_eq!((set.graded().count(), set.content().obligations.len()), (53, 65));
    assert_eq!(set.graded().map(|section| section.points.len()).sum::<usize>(), 153);
    for section in set.graded() {
        assert!(!section.implements.is_empty(), "{}: no letter of 21(2)", section.id);
        assert!(section.binds.roles.len() >= 11, "{}: binds more than the kinds that are named", section.id);
        let number = section.article.trim_start_matches("Annex, ");
        assert!(section.points.iter().all(|point| point.starts_with(number)), "{}: {:?}", section.id, section.points);
    }
}

#[test]
fn nis2_article_23_has_its_deadlines() {
    let library = library();
    let deadlines = |id: &str| -> Vec<(Value, Option<String>)> {
        let deadlines = &nis2(&library).obligation(id).unwrap().deadlines;
        let event = |deadline| serde_json::to_value(deadline).unwrap_or_default();
        deadlines.iter().map(|deadline| (event(deadline.event), deadline.within.clone())).collect()
    };
    let within = |event: &str, period: &str| (Value::from(event), Some(period.to_owned()));
    assert_eq!(deadlines("NIS2-23.4.a"), [within("awareness", "PT24H")]);
    assert_eq!(deadlines("NIS2-23.4.b"), [within("awareness", "PT72H")]);
    assert_eq!(deadlines("NIS2-23.4.d"), [within("notification", "P1M")]);
    assert_eq!(deadlines("NIS2-23.4.e"), [within("notification", "P1M"), within("handling", "P1M")]);
    let notification = &nis2(&library).obligation("NIS2-23.4.b").unwrap().deadlines[0];
    let unless = notification.unless.as_ref().unwrap();
    assert_eq!(unless.within, "PT24H");
    assert!(unless.roles.iter().any(|role| role == "trust-service-provider"));
}

#[test]
fn nis2_says_which_law_it_describes() {
    let library = library();
    let content = nis2(&library).content();
    assert_eq!(content.celex.as_deref(), Some("32022L2555"));
    assert_eq!((content.in_force.from.as_str(), content.in_force.until.as_deref()), ("2023-01-16", None));
    let state = content.legal_state.as_ref().unwrap();
    assert!(state.as_of.len() == 10 && !state.statement.is_empty());
    assert!(!state.pending.is_empty() && !state.not_verified.is_empty());
}

#[test]
fn letters_with_limbs_are_groups() {
    let library = library();
    let set = nis2(&library);
    for letter in ["a", "b", "c", "d", "e", "g", "i", "j"] {
        let id = format!("NIS2-21.2.{letter}");
        assert_eq!(set.group(&id).unwrap().group.as_deref(), Some("NIS2-21"), "{id}");
        let limbs = set.graded().filter(|obligation| obligation.group.as_deref() == Some(id.as_str())).count();
        assert!(limbs >= 2, "{id}: {limbs} limbs");
    }
    for letter in ["f", "h"] {
        assert!(set.obligation(&format!("NIS2-21.2.{letter}")).is_some(), "{letter}");
    }
}
