//! Explanations agree with the result that they explain.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests stop at the first surprise")]

mod cases;

use csf_assess::assessment::{Level, LevelValue, Said};
use csf_assess::explain::{Explanation, Flip, Rule, Subject, explain};
use csf_assess::fraction::{Figure, Fraction};
use csf_assess::result::{GateStatus, ObligationResult, ObligationStatus};
use csf_assess::{Assessment, AssessmentResult, Library};

type Case = (Library, Assessment, AssessmentResult);

fn of((library, assessment, result): &Case, id: &str) -> Explanation {
    explain(library, assessment, result, id).unwrap_or_else(|error| panic!("{id}: {error}"))
}

fn every_id((library, assessment, result): &Case) -> Vec<String> {
    let sets = result.sets.keys().map(|id| library.obligation_set(id).unwrap());
    let in_sets = sets.flat_map(|set| set.ids().chain(set.question_ids()).map(str::to_owned).collect::<Vec<_>>());
    let nodes = assessment.framework().nodes().iter().map(|node| node.id.clone());
    let of_result = result.gates.keys().chain(result.nodes.keys()).chain(result.sets.keys()).cloned();
    nodes.chain(of_result).chain(in_sets).collect()
}

#[test]
fn every_id_of_a_small_result_can_be_explained() {
    let case = cases::small();
    let shown: Vec<String> = every_id(&case).iter().map(|id| of(&case, id).to_text()).collect();
    insta::assert_snapshot!("small", shown.join("\n=====\n"));
}

#[test]
fn an_explanation_serializes_with_sorted_keys() {
    let case = cases::small();
    insta::assert_snapshot!("small_json", serde_json::to_string_pretty(&of(&case, "D-1.a.1")).unwrap());
    for id in every_id(&case) {
        let text = serde_json::to_string(&of(&case, &id)).unwrap();
        let sorted: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(text, sorted.to_string(), "{id}");
    }
}

#[test]
fn everything_said_beside_a_level_is_shown() {
    let case = cases::dimensions();
    let text = of(&case, "P-1").to_text();
    for shown in [
        "Levels: policy: 1, practice: 2",
        "Target: policy: 2, practice: 2",
        "reason beside a level",
        "what the lawyer said",
        "what was heard",
        "own key",
    ] {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains(shown), "{shown} is missing: {text}");
    }
    assert!(of(&case, "P-4").to_text().contains("reason beside unknown"));
}

#[test]
fn lines_fit_eighty_columns() {
    let case = cases::small();
    for id in every_id(&case) {
        for line in of(&case, &id).to_text().lines() {
            assert!(line.chars().count() <= 80 || !line.trim().contains(' '), "{id}: {line}");
        }
    }
}

#[test]
fn sums_come_to_the_evidence_of_the_result() {
    let cases = [
        cases::small(),
        #[cfg(feature = "embedded")]
        cases::large(),
    ];
    let mut checked = 0;
    for case in &cases {
        for (id, result) in &case.2.obligations {
            let Subject::Obligation(explained) = of(case, id).of else { panic!("{id} is an obligation") };
            let sum = |end: &str| explained.sums.iter().find(|sum| sum.end == end).map(|sum| sum.value.clone());
            assert_eq!(sum("rated"), result.evidence, "{id}");
            let is_open = explained.sums.len() > 1 || (sum("rated").is_none() && sum("low").is_some());
            if is_open {
                assert_eq!(
                    (sum("low"), sum("high")),
                    (result.evidence_low.clone(), result.evidence_high.clone()),
                    "{id}"
                );
            } else {
                assert_eq!((&result.evidence, &result.evidence), (&result.evidence_low, &result.evidence_high), "{id}");
            }
            assert_eq!(explained.result.as_ref(), Some(result), "{id}");
            checked += explained.sums.len();
        }
    }
    assert!(checked > 5, "only {checked} sums were there to check");
}

/// Every shared vector as a case with its own documents: dimensions, requirements, other models and more.
fn vectors() -> Vec<Case> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/conformance/vectors");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let case = |path: &std::path::PathBuf| {
        let case: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let mut library = Library::empty();
        for kind in ["scales", "models", "frameworks", "obligations", "crosswalks"] {
            for document in case["documents"][kind].as_array().into_iter().flatten() {
                library.add(document.to_string().as_bytes()).unwrap();
            }
        }
        let assessment = library.assessment(case["assessment"].to_string().as_bytes()).unwrap();
        let sets: Vec<&str> = case["sets"].as_array().unwrap().iter().map(|set| set.as_str().unwrap()).collect();
        let result = library.assess(&assessment, &sets).unwrap();
        (library, assessment, result)
    };
    files.iter().map(case).collect()
}

#[test]
fn every_vector_can_be_explained_and_its_sums_agree() {
    let cases = vectors();
    assert!(cases.len() >= 60);
    let (mut sums, mut flips) = (0, 0);
    for case in &cases {
        for id in every_id(case) {
            let explained = of(case, &id);
            assert!(explained.to_text().starts_with(&id));
            let Subject::Obligation(obligation) = explained.of else { continue };
            let Some(result) = &obligation.result else { continue };
            let sum = |end: &str| obligation.sums.iter().find(|sum| sum.end == end).map(|sum| sum.value.clone());
            assert_eq!(sum("rated"), result.evidence, "{}: {id}", case.1.content().id);
            if let Some(low) = sum("low") {
                assert_eq!(
                    (Some(low), sum("high")),
                    (result.evidence_low.clone(), result.evidence_high.clone()),
                    "{id}"
                );
            }
            sums += obligation.sums.len();
            flips += obligation.flips.len();
        }
    }
    assert!(sums > 50 && flips > 50, "{sums} sums, {flips} flips");
}

#[test]
fn shares_and_values_of_children_come_to_the_score() {
    let (mut library, assessment, _) = cases::small();
    let models = [
        r#""aggregate":"mean_of_means""#,
        r#""aggregate":"mean_of_means","total_of":"categories""#,
        r#""aggregate":"weighted_mean","open":"minimum""#,
        r#""aggregate":"weighted_mean","not_applicable":{"value":1}"#,
        r#""aggregate":"target_coverage","open":"minimum""#,
    ];
    for (position, rule) in models.iter().enumerate() {
        let text = format!(
            r#"{{"schema":"csf-assess/model/1","id":"m{position}","title":"M","weights":{{"A.X-01":2,"B":3}},{rule}}}"#
        );
        library.add(text.as_bytes()).unwrap();
    }
    let ids = (0..models.len()).map(|position| format!("m{position}")).chain(["weighted-mean".to_owned()]);
    for model in ids {
        let mut content = assessment.content().clone();
        content.model = Some(model.clone());
        let assessment = library.assessment_of(content).unwrap();
        let result = library.assess(&assessment, &["duties"]).unwrap();
        for id in result.nodes.keys().filter(|id| assessment.framework().item(id).is_none()) {
            let Subject::Node(node) = explain(&library, &assessment, &result, id).unwrap().of else { panic!("{id}") };
            let parts = node.children.iter().filter_map(|child| Some((child.share.as_ref()?, child.value.as_ref())));
            let sum = parts.fold(Fraction::zero(), |sum, (share, value)| match value {
                Some(value) => sum + &share.0 * &value.0,
                None => {
                    assert!(share.0.is_zero(), "{model}: a part of {id} without a score has a share");
                    sum
                }
            });
            let score = node.figures.score.clone();
            assert_eq!(score.clone().map(|_| Figure(sum)), score, "{model}: {id}");
        }
    }
}

/// The status after the one change that a flip names.
fn changed((library, assessment, result): &Case, flip: &Flip, obligation: &str) -> ObligationResult {
    let mut content = assessment.content().clone();
    match (&flip.level, flip.answer) {
        (Some(level), None) => {
            let answer = content.answers.entry(flip.id.clone()).or_default();
            answer.state = None;
            answer.level = Some(Level::One(LevelValue::Number(level.0.clone())));
        }
        (None, Some(word)) => {
            let said = if word == "yes" { Said::Yes } else { Said::No };
            content.supplementary.entry(flip.id.clone()).or_default().answer = Some(said);
        }
        other => panic!("a flip changes one thing, not {other:?}"),
    }
    let sets: Vec<&str> = result.sets.keys().map(String::as_str).collect();
    let assessment = library.assessment_of(content).unwrap();
    library.assess(&assessment, &sets).unwrap().obligations[obligation].clone()
}

fn ends(result: &ObligationResult) -> (ObligationStatus, Option<u8>, Option<u8>) {
    (result.status, result.worst, result.best)
}

fn check_flips(case: &Case, flips: &[Flip], obligation: &str) {
    for flip in flips {
        let then = changed(case, flip, obligation);
        assert_eq!((flip.status, flip.worst, flip.best), ends(&then), "{obligation}: {flip:?}");
        assert_ne!(ends(&case.2.obligations[obligation]), ends(&then), "{obligation}: {flip:?} changes nothing");
    }
}

#[test]
fn claimed_flips_happen_and_no_other_level_flips() {
    let case = cases::small();
    let mut count = 0;
    for id in case.2.obligations.keys() {
        let Subject::Obligation(explained) = of(&case, id).of else { panic!("{id} is an obligation") };
        check_flips(&case, &explained.flips, id);
        count += explained.flips.len();
        for link in explained.links.iter().filter(|_| explained.rule != Rule::NotBinding) {
            for level in 0..=3 {
                let level = Some(Figure(Fraction::from(level)));
                let is_claimed = explained.flips.iter().any(|flip| flip.id == link.from && flip.level == level);
                let applies = link.outcomes[0].state != "not_applicable";
                let mut tried = flip_of(&link.from);
                tried.level = level;
                let flips = ends(&changed(&case, &tried, id)) != ends(&case.2.obligations[id]);
                assert_eq!(is_claimed, flips && applies, "{id}: {tried:?}");
            }
        }
    }
    assert!(count > 4, "only {count} flips were claimed");
}

/// A flip of an outcome taken from an explanation, to be changed by the test.
fn flip_of(outcome: &str) -> Flip {
    let case = cases::small();
    let Subject::Obligation(explained) = of(&case, "D-1.a.1").of else { panic!("D-1.a.1 is an obligation") };
    let mut flip = explained.flips[0].clone();
    outcome.clone_into(&mut flip.id);
    flip
}

#[test]
fn an_outcome_leads_up_to_every_obligation_that_it_is_mapped_to() {
    let case = cases::small();
    let Subject::Node(node) = of(&case, "B.X-01").of else { panic!("B.X-01 is a node") };
    let ids: Vec<&str> = node.obligations.iter().map(|touched| touched.id.as_str()).collect();
    assert_eq!(ids, ["D-1.a.2"]);
    for touched in &node.obligations {
        check_flips(&case, &touched.flips, &touched.id);
    }
    assert!(node.obligations.iter().any(|touched| !touched.flips.is_empty()));
}

#[test]
fn a_gate_says_by_how_much_it_is_missed() {
    let case = cases::small();
    let Subject::Gate(gate) = of(&case, "watch").of else { panic!("watch is a gate") };
    assert_eq!(gate.status, GateStatus::NotMet);
    let missing: Vec<_> = gate.items.iter().map(|item| (item.id.as_str(), item.missing.clone())).collect();
    assert_eq!(missing, [("B.X-01", Some(Figure(Fraction::one())))]);
    let Subject::Gate(quota) = of(&case, "not_applicable").of else { panic!("not_applicable is a gate") };
    assert_eq!((quota.at_most, quota.not_applicable.len(), quota.status), (Some(0), 1, GateStatus::NotMet));
}

/// The small case under another model, and the explanation of a node.
fn node_under(rule: &str, id: &str) -> (String, csf_assess::explain::NodeExplanation) {
    let case = vectors().into_iter().find(|case| case.1.model().id == rule).unwrap();
    let explained = of(&case, id);
    let text = explained.to_text();
    let Subject::Node(node) = explained.of else { panic!("{id} is a node") };
    (text, *node)
}

#[test]
fn a_level_of_practices_names_what_keeps_the_next_one_away() {
    let (text, node) = node_under("demo-practices", "AB");
    let levels: Vec<_> = node.levels.iter().map(|level| (level.level, level.reached, level.practices)).collect();
    assert_eq!(levels, [(1, true, 1), (2, true, 2), (3, false, 1)]);
    assert_eq!(node.levels[2].failing, ["AB.CD-03"]);
    let in_the_way: Vec<_> = node.children.iter().map(|child| (child.id.as_str(), child.decides)).collect();
    assert_eq!(in_the_way, [("AB.CD", true), ("AB.EF", false)]);
    assert!(text.contains("Level 3: not reached, 1 practice applies; in the way: AB.CD-03."), "{text}");
    assert!(text.contains("keeps the next level away"), "{text}");
    let (_, node) = node_under("demo-practices-open", "AB");
    assert_eq!((node.levels[1].open.as_slice(), node.levels[1].reached), (&["AB.CD-02".to_owned()][..], true));
    let (_, node) = node_under("demo-practices-minimum", "AB.CD");
    assert_eq!((node.levels[1].failing.as_slice(), node.levels[1].reached), (&["AB.CD-03".to_owned()][..], false));
    assert_eq!(node.levels[0].practices, 1, "what does not apply is no practice");
}

#[test]
fn the_levels_explained_are_those_of_the_score() {
    let mut seen = 0;
    for case in vectors() {
        for id in case.2.nodes.keys() {
            let Subject::Node(node) = of(&case, id).of else { panic!("{id} is a node") };
            if node.levels.is_empty() || node.figures.score.is_none() {
                continue;
            }
            let reached = node.levels.iter().filter(|level| level.reached).count();
            let reached = Fraction::from(i64::try_from(reached).unwrap());
            assert_eq!(node.figures.score, Some(Figure(reached)), "{}: {id}", case.1.model().id);
            seen += 1;
        }
    }
    assert!(seen > 8, "only {seen} nodes with levels");
}

#[test]
fn what_can_still_decide_a_gate_is_what_is_open_below_its_undecided_nodes() {
    let mut decided = 0;
    for case in vectors() {
        for id in case.2.gates.keys() {
            let Subject::Gate(gate) = of(&case, id).of else { continue };
            let undecided = gate.items.iter().filter(|item| item.status == GateStatus::Undetermined);
            let mut open = Vec::new();
            for item in undecided {
                let Subject::Node(node) = of(&case, &item.id).of else { panic!("{} is a node", item.id) };
                open.extend(node.open);
            }
            open.sort();
            open.dedup();
            assert_eq!(gate.open, open, "{}: {id}", case.1.content().id);
            decided += open.len();
        }
    }
    assert!(decided > 2, "only {decided} open outcomes could decide a gate");
}

#[test]
fn a_group_names_the_child_that_decides() {
    let case = cases::small();
    let Subject::Group(group) = of(&case, "D-1.a").of else { panic!("D-1.a is a group") };
    let deciding: Vec<&str> =
        group.children.iter().filter(|child| child.decides_worst).map(|child| child.id.as_str()).collect();
    assert!(!deciding.is_empty());
    for child in &group.children {
        assert_eq!(child.decides_worst, deciding.contains(&child.id.as_str()));
        assert!(child.worst.is_none() || child.worst >= group.figures.worst);
        assert!(child.best.is_none() || child.best >= group.figures.best);
    }
}

#[test]
fn an_unknown_id_gets_the_nearest_known_one() {
    let (library, assessment, result) = cases::small();
    let error = explain(&library, &assessment, &result, "D-1.a.9").unwrap_err();
    assert_eq!(error.code(), "explain/unknown-id");
    assert!(error.to_string().contains("did you mean `D-1.a.2`?"), "{error}");
    let nothing = library.assess(&assessment, &[]).unwrap();
    let error = explain(&library, &assessment, &nothing, "D-2/1").unwrap_err();
    assert!(error.to_string().contains("belongs to the set `duties`"), "{error}");
    let error = explain(&Library::empty(), &assessment, &result, "A").unwrap_err();
    assert_eq!(error.code(), "document/not-found");
}

#[cfg(feature = "embedded")]
#[test]
fn every_id_of_the_embedded_content_can_be_explained() {
    let case = cases::large();
    for id in every_id(&case) {
        let explained = of(&case, &id);
        let text = explained.to_text();
        assert!(text.starts_with(&id) && text.contains("not legal advice"), "{text}");
        if let Subject::Obligation(obligation) = &explained.of
            && id.starts_with("NIS2-21.2.f")
        {
            assert!(!obligation.flips.is_empty(), "{text}");
            check_flips(&case, &obligation.flips, &id);
        }
    }
}
