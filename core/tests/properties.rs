//! What every build must hold, for any documents: section 4 of the semantics.
//!
//! `PROPTEST_CASES` sets how many random cases each property is tried on; 64 where nothing is said.
#![cfg(feature = "yaml")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests stop at the first surprise")]
#![allow(clippy::needless_pass_by_value, reason = "two figures side by side read better by value")]

mod common;

use common::random::{
    ANY, Documents, Limits, Tape, any_level, outcome_ids, question_ids, shuffled, steps, walk, written,
};
use csf_assess::fraction::{Figure, Fraction};
use csf_assess::result::{AssessmentResult, GateStatus, ObligationStatus};
use csf_assess::{Library, document};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::fmt::Debug;

fn cases() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(64);
    ProptestConfig { cases, max_global_rejects: 20 * cases, failure_persistence: None, ..ProptestConfig::default() }
}

/// The result of documents, the crosswalk loaded last.
fn assess(texts: &[String]) -> AssessmentResult {
    let mut library = Library::empty();
    let (assessment, others) = texts.split_last().unwrap();
    for text in others {
        library.add(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"));
    }
    let assessment = library.assessment(assessment.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{assessment}"));
    library.assess(&assessment, &["o"]).unwrap()
}

fn result(documents: &Documents) -> AssessmentResult {
    assess(&documents.documents().map(Value::to_string))
}

fn value(figure: Option<&Figure>) -> Option<Fraction> {
    figure.map(|figure| figure.0.clone())
}

/// Puts another answer in the place of an outcome's; a target stays.
fn complete(documents: &mut Documents, outcome: &str, mut answer: Value) {
    let place = &mut documents.assessment["answers"][outcome];
    if let Some(target) = place.get("target") {
        answer["target"] = target.clone();
    }
    *place = answer;
}

/// The ids of open outcomes and questions.
fn open_items(documents: &Documents) -> (Vec<String>, Vec<String>) {
    let dimensions = documents.scale.get("dimensions").is_some();
    let is_open = |id: &String| {
        let answer = &documents.assessment["answers"][id];
        let level = &answer["level"];
        let lacks_one = dimensions && level.as_object().is_some_and(|level| level.len() < 2);
        answer["state"] == "unknown" || (answer["state"].is_null() && (level.is_null() || lacks_one))
    };
    let is_asked = |id: &String| {
        let said = &documents.assessment["supplementary"][id]["answer"];
        said.is_null() || said == "unknown"
    };
    let outcomes = outcome_ids(&documents.framework).into_iter().filter(is_open).collect();
    let questions = question_ids(&documents.set).into_iter().filter(is_asked).collect();
    (outcomes, questions)
}

/// That `after` is no lower than `before`; a value is there in both or in neither.
fn no_lower<T: PartialOrd + Debug>(what: &str, before: Option<T>, after: Option<T>) {
    assert_eq!(before.is_some(), after.is_some(), "{what}");
    assert!(after >= before, "{what}: {before:?} fell to {after:?}");
}

/// That `inner` lies within `outer`, or is not there.
fn inside<T: PartialOrd + Debug>(what: &str, outer: (Option<T>, Option<T>), inner: (Option<T>, Option<T>)) {
    let (Some(low), Some(high)) = inner else { return };
    let (Some(least), Some(most)) = outer else { panic!("{what}: {low:?} to {high:?} out of nothing") };
    assert!(low <= high && least <= low && high <= most, "{what}: {low:?} to {high:?} leaves {least:?} to {most:?}");
}

fn gate_rank(status: GateStatus) -> Option<u8> {
    match status {
        GateStatus::NotMet => Some(0),
        GateStatus::Undetermined => Some(1),
        GateStatus::Met => Some(2),
        GateStatus::NotApplicable => None,
    }
}

/// What holds in every result; `documents` are those of the result.
fn bounds_hold(documents: &Documents, result: &AssessmentResult) {
    let mut all_whole = true;
    walk(&documents.framework, &mut |_, depth| all_whole &= depth < 3);
    for (id, node) in &result.nodes {
        let (low, high) = (value(node.low.as_ref()), value(node.high.as_ref()));
        let score = value(node.score.as_ref());
        inside(id, (low.clone(), high.clone()), (score.clone(), score));
        assert_eq!(low.is_some(), high.is_some(), "{id}");
        assert!(low <= high, "{id}");
        let counts = node.counts;
        let all = counts.rated + counts.unknown + counts.unanswered + counts.not_applicable;
        assert_eq!(all, counts.total, "{id}");
        assert!(node.gap.as_ref().is_none_or(|gap| gap.0 >= Fraction::zero()), "{id}");
        assert_eq!(node.gap.is_some(), node.target.is_some(), "{id}");
    }
    for (id, obligation) in &result.obligations {
        let ends = (obligation.worst, obligation.best);
        assert!(obligation.worst <= obligation.best, "{id}");
        assert_eq!(obligation.worst.is_some(), obligation.best.is_some(), "{id}");
        let (low, high) = (value(obligation.evidence_low.as_ref()), value(obligation.evidence_high.as_ref()));
        assert!(low <= high && low.is_some() == high.is_some(), "{id}");
        // A subcategory with some requirements open is in the ends with what is rated of it, and not in the
        // figure between them, which can then lie outside.
        if all_whole {
            let evidence = value(obligation.evidence.as_ref());
            inside(id, (low, high), (evidence.clone(), evidence));
        }
        let status = match ends {
            (Some(worst), Some(best)) if worst != best => ObligationStatus::Undetermined,
            (Some(2), _) => ObligationStatus::Evidenced,
            (Some(1), _) => ObligationStatus::PartlyEvidenced,
            (Some(_), _) => ObligationStatus::NotEvidenced,
            (None, _) if obligation.reason.is_some() => ObligationStatus::NotApplicable,
            (None, _) => ObligationStatus::OutsideFramework,
        };
        assert_eq!(obligation.status, status, "{id}");
        if status == ObligationStatus::Undetermined {
            assert!(!obligation.open.is_empty(), "{id}: undetermined with nothing open");
        }
        let rests = obligation.rests_on;
        assert_eq!(rests.applicable + rests.not_applicable, rests.mapped, "{id}");
        assert!(rests.rated <= rests.applicable, "{id}");
    }
    for (id, group) in &result.groups {
        assert!(group.worst <= group.best, "{id}");
    }
}

/// That a result with more answers lies inside one with fewer. A status that has no ends has none to leave.
fn completed(before: &AssessmentResult, after: &AssessmentResult) {
    for (id, node) in &before.nodes {
        let later = &after.nodes[id];
        let outer = (value(node.low.as_ref()), value(node.high.as_ref()));
        inside(id, outer.clone(), (value(later.low.as_ref()), value(later.high.as_ref())));
        inside(id, outer, (value(later.score.as_ref()), value(later.score.as_ref())));
    }
    for (id, obligation) in before.obligations.iter().filter(|(_, obligation)| obligation.worst.is_some()) {
        let later = &after.obligations[id];
        inside(id, (obligation.worst, obligation.best), (later.worst, later.best));
    }
    for (id, group) in &before.groups {
        let later = &after.groups[id];
        inside(id, (group.worst, group.best), (later.worst, later.best));
    }
    for (id, gate) in &before.gates {
        if [GateStatus::Met, GateStatus::NotMet].contains(gate) && id != "not_applicable" {
            assert!([*gate, GateStatus::NotApplicable].contains(&after.gates[id]), "{id}: a decided gate changed");
        }
    }
}

proptest! {
    #![proptest_config(cases())]

    /// 1. Permuting answers, mappings, questions or files changes no byte of the result.
    #[test]
    fn order_changes_no_byte(numbers in vec(any::<u16>(), 0..400), order in vec(any::<u16>(), 0..600)) {
        let documents = Documents::random(&mut Tape::new(&numbers), ANY);
        let expected = result(&documents).to_json();
        let mut tape = Tape::new(&order);
        let mut texts = documents.documents().map(|document| shuffled(document, &mut tape)).to_vec();
        let turn = tape.below(4);
        texts[..4].rotate_left(turn);
        assert_eq!(assess(&texts).to_json(), expected);
    }

    /// 2. Raising one level, or turning "no" to "yes", lowers no score and neither end of any status.
    #[test]
    fn better_answers_lower_nothing(numbers in vec(any::<u16>(), 0..400), which in any::<prop::sample::Index>()) {
        let mut documents = Documents::random(&mut Tape::new(&numbers), ANY);
        let before = result(&documents);
        let (quarters, count) = steps(&documents.scale);
        let raised = |level: &Value| {
            let fraction: Fraction = level.as_str().map_or_else(|| level.to_string(), str::to_owned).parse().unwrap();
            let four = &fraction * &Fraction::from(4);
            let next = four.parts().0.parse::<i64>().unwrap() + quarters;
            let most = common::random::min(&documents.scale) * 4 + quarters * (count as i64 - 1);
            (next <= most).then(|| written(next))
        };
        let mut better: Vec<(String, Value)> = Vec::new();
        for id in outcome_ids(&documents.framework) {
            let level = &documents.assessment["answers"][&id]["level"];
            let place = format!("/answers/{id}/level");
            for (key, one) in level.as_object().into_iter().flatten() {
                better.extend((one != "not_applicable").then(|| raised(one)).flatten().map(|up| (format!("{place}/{key}"), up)));
            }
            if level.is_number() || level.is_string() {
                better.extend(raised(level).map(|up| (place, up)));
            }
        }
        for id in question_ids(&documents.set) {
            if documents.assessment["supplementary"][&id]["answer"] == "no" {
                better.push((format!("/supplementary/{}/answer", id.replace('/', "~1")), json!("yes")));
            }
        }
        prop_assume!(!better.is_empty());
        let (place, up) = &better[which.index(better.len())];
        *documents.assessment.pointer_mut(place).unwrap() = up.clone();
        let after = result(&documents);
        for (id, node) in &before.nodes {
            let later = &after.nodes[id];
            no_lower(id, value(node.score.as_ref()), value(later.score.as_ref()));
            no_lower(id, value(node.low.as_ref()), value(later.low.as_ref()));
            no_lower(id, value(node.high.as_ref()), value(later.high.as_ref()));
        }
        for (id, obligation) in &before.obligations {
            let later = &after.obligations[id];
            no_lower(id, obligation.worst, later.worst);
            no_lower(id, obligation.best, later.best);
        }
        for (id, group) in &before.groups {
            no_lower(id, group.worst, after.groups[id].worst);
            no_lower(id, group.best, after.groups[id].best);
        }
        for (id, gate) in &before.gates {
            no_lower(id, gate_rank(*gate), gate_rank(after.gates[id]));
        }
    }

    /// 3. `low <= score <= high`, `worst <= best`; completing with levels, yes and no stays inside.
    #[test]
    fn completing_stays_inside(numbers in vec(any::<u16>(), 0..400), more in vec(any::<u16>(), 0..200)) {
        let mut documents = Documents::random(&mut Tape::new(&numbers), ANY);
        let before = result(&documents);
        bounds_hold(&documents, &before);
        let mut tape = Tape::new(&more);
        let (outcomes, questions) = open_items(&documents);
        let scale = documents.scale.clone();
        for id in outcomes.iter().filter(|_| tape.below(10) < 7).cloned().collect::<Vec<_>>() {
            complete(&mut documents, &id, json!({"level": any_level(&mut tape, &scale)}));
        }
        for id in questions {
            if tape.below(10) < 7 {
                documents.assessment["supplementary"][&id] = json!({"answer": tape.one(&["yes", "no"])});
            }
        }
        let after = result(&documents);
        bounds_hold(&documents, &after);
        completed(&before, &after);
        for (id, node) in &before.nodes {
            assert_eq!(node.low.is_some(), after.nodes[id].low.is_some(), "{id}");
        }
    }

    /// 3. Completing with N/A as well stays inside or leaves no value.
    #[test]
    fn completing_with_not_applicable_stays_inside_or_leaves_nothing(
        numbers in vec(any::<u16>(), 0..400), more in vec(any::<u16>(), 0..200),
    ) {
        let mut documents = Documents::random(&mut Tape::new(&numbers), ANY);
        let before = result(&documents);
        let mut tape = Tape::new(&more);
        let (outcomes, questions) = open_items(&documents);
        let scale = documents.scale.clone();
        for id in outcomes {
            match tape.below(3) {
                0 => complete(&mut documents, &id, json!({"state": "not_applicable", "reason": "r"})),
                1 => complete(&mut documents, &id, json!({"level": any_level(&mut tape, &scale)})),
                _ => {}
            }
        }
        for id in questions {
            let said = *tape.one(&["not_applicable", "yes", "no", "unknown"]);
            documents.assessment["supplementary"][&id] = json!({"answer": said, "reason": "r"});
        }
        let after = result(&documents);
        bounds_hold(&documents, &after);
        completed(&before, &after);
    }

    /// 4. N/A under `exclude` is the same as a framework and a crosswalk without the outcome.
    #[test]
    fn not_applicable_is_as_if_it_were_not_there(
        numbers in vec(any::<u16>(), 0..400), which in any::<prop::sample::Index>(),
    ) {
        let mut documents = Documents::random(&mut Tape::new(&numbers), Limits { plain: true, ..ANY });
        let removable = removable(&documents.framework);
        prop_assume!(!removable.is_empty());
        let id = removable[which.index(removable.len())].clone();
        complete(&mut documents, &id, json!({"state": "not_applicable", "reason": "r"}));
        let marked = result(&documents);
        let mut without = documents.clone();
        remove(&mut without.framework["functions"], &id);
        without.assessment["answers"].as_object_mut().unwrap().remove(&id);
        without.model["weights"].as_object_mut().unwrap().remove(&id);
        without.crosswalk["mappings"].as_array_mut().unwrap().retain(|mapping| mapping["from"] != id.as_str());
        let gone = result(&without);
        assert_eq!(marked.nodes.len(), gone.nodes.len() + 1);
        for (id, node) in &gone.nodes {
            let mut as_marked = marked.nodes[id].clone();
            as_marked.counts = node.counts;
            assert_eq!(&as_marked, node, "{id}");
        }
        for (id, obligation) in &gone.obligations {
            let mut as_marked = marked.obligations[id].clone();
            as_marked.rests_on = obligation.rests_on;
            assert_eq!(&as_marked, obligation, "{id}");
        }
        assert_eq!(marked.groups, gone.groups);
        assert_eq!(marked.gates, gone.gates);
    }

    /// 4. Multiplying every weight, defaults included, changes nothing where all outcomes are equally deep.
    #[test]
    fn only_the_ratio_of_weights_counts(numbers in vec(any::<u16>(), 0..400), factor in 2i64..=10) {
        let limits = Limits { requirements: false, weights: 10, ..ANY };
        let mut documents = Documents::random(&mut Tape::new(&numbers), limits);
        let mut before = result(&documents);
        for id in common::random::node_ids(&documents.framework) {
            let weight = documents.model["weights"][&id].as_i64().unwrap_or(1);
            documents.model["weights"][&id] = json!(weight * factor);
        }
        let after = result(&documents);
        before.model.hash.clone_from(&after.model.hash);
        assert_eq!(after.to_json(), before.to_json());
    }

    /// 5. The form of the documents changes no byte.
    #[test]
    fn yaml_and_json_give_the_same_bytes(numbers in vec(any::<u16>(), 0..400)) {
        let documents = Documents::random(&mut Tape::new(&numbers), ANY);
        let json = documents.documents().map(Value::to_string);
        let read = json.each_ref().map(|text| document::read(text.as_bytes()).unwrap());
        let expected = assess(&json).to_json();
        assert_eq!(assess(&read.each_ref().map(|document| document.to_yaml().unwrap())).to_json(), expected);
        assert_eq!(assess(&read.each_ref().map(|document| document.to_json().unwrap())).to_json(), expected);
        // YAML in its flow style is JSON with any first sign but a brace.
        assert_eq!(assess(&json.each_ref().map(|text| format!("---\n{text}"))).to_json(), expected);
    }
}

/// The outcomes that can be taken out without making their subcategory an outcome itself, or leaving none.
fn removable(framework: &Value) -> Vec<String> {
    let mut ids = Vec::new();
    walk(framework, &mut |node, depth| match node["requirements"].as_array() {
        Some(requirements) if requirements.len() > 1 => {
            ids.extend(requirements.iter().map(|below| below["id"].as_str().unwrap().to_owned()));
        }
        None if depth == 2 => ids.push(node["id"].as_str().unwrap().to_owned()),
        _ => {}
    });
    if outcome_ids(framework).len() > 1 { ids } else { Vec::new() }
}

fn remove(list: &mut Value, id: &str) {
    let Some(list) = list.as_array_mut() else { return };
    list.retain(|node| node["id"] != id);
    for node in list {
        for key in ["categories", "subcategories", "requirements"] {
            if let Some(below) = node.get_mut(key) {
                remove(below, id);
            }
        }
    }
}

/// Random cases are worth nothing if they are all alike.
#[test]
fn random_cases_show_every_status_and_verdict() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut statuses = std::collections::BTreeSet::new();
    let mut gates = Vec::new();
    let mut scores = 0;
    for _ in 0..300 {
        let numbers = vec(any::<u16>(), 300..400).new_tree(&mut runner).unwrap().current();
        let result = result(&Documents::random(&mut Tape::new(&numbers), ANY));
        statuses.extend(result.obligations.values().map(|obligation| obligation.status));
        gates.extend(result.gates.values().copied());
        scores += usize::from(result.nodes["total"].score.is_some());
    }
    assert_eq!(statuses.len(), ObligationStatus::ALL.len(), "{statuses:?}");
    for gate in [GateStatus::Met, GateStatus::NotMet, GateStatus::Undetermined, GateStatus::NotApplicable] {
        assert!(gates.contains(&gate), "{gate:?} never came");
    }
    assert!(scores > 90, "only {scores} of 300 have a score");
}
