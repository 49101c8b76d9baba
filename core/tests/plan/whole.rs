//! The whole Directive, from the sample and from nothing; a framework read through another's crosswalk.

use super::{Case, common, of, words};
use csf_assess::Library;
use csf_assess::assessed::Assessed;
use csf_assess::plan::{Options, Want, plan};

fn assessed(text: &[u8]) -> Case {
    let library = Library::embedded().unwrap();
    let assessment = library.assessment(text).unwrap();
    let result = library.assess(&assessment, &["nis2"]).unwrap();
    (library, assessment, result)
}

fn sample() -> Case {
    assessed(&std::fs::read(common::repository("examples/assessments/northgrid-2026.yaml")).unwrap())
}

#[test]
fn the_sample_has_a_proven_plan() {
    let case = sample();
    for want in [Want::Evidenced, Want::PartlyEvidenced] {
        let found = of(&case, &Options { want, ..Options::default() });
        assert!(
            found.proven && found.cost > Some(0) && found.cost == found.bound,
            "{:?} {:?}",
            found.cost,
            found.bound
        );
        assert!(found.unreachable.is_empty(), "{:?}", found.unreachable);
        assert!(
            !found.alternatives.is_empty() && found.alternatives.iter().all(|other| other.cost >= found.cost.unwrap())
        );
        assert_eq!(found, of(&case, &Options { want, ..Options::default() }));
    }
}

/// From nothing the search may stop before the proof; then the bound says how far off the plan can be at most.
#[test]
fn from_nothing_the_plan_is_nearly_or_wholly_proven() {
    let case = assessed(b"schema: csf-assess/assessment/1\nid: empty\nframework: nist-csf-2.0\n");
    for want in [Want::Evidenced, Want::PartlyEvidenced] {
        let found = of(&case, &Options { want, alternatives: 0, ..Options::default() });
        let (cost, bound) = (found.cost.unwrap(), found.bound.unwrap());
        assert!(bound <= cost && cost - bound <= cost / 20, "{cost} {bound}");
        assert_eq!(found.proven, cost == bound);
        assert!(found.unreachable.is_empty() && found.reached.len() > 60, "{:?}", found.unreachable);
    }
}

#[test]
fn requirements_are_raised_for_the_subcategories_that_the_crosswalk_knows() {
    let case =
        assessed(b"schema: csf-assess/assessment/1\nid: c\nframework: cyfun-2025\nmodel: cyfun-2025-essential\n");
    let found = of(&case, &Options { targets: words(&["NIS2-21.2.i.2"]), ..Options::default() });
    assert!(found.proven && found.reached.len() == 1, "{found:?}");
    assert!(found.steps.iter().filter(|step| step.answer.is_none()).all(|step| step.levels.is_some()));
    let gates: Vec<String> = case.2.gates.keys().filter(|id| *id != "not_applicable").cloned().collect();
    let found = of(&case, &Options { gates: gates.clone(), alternatives: 0, ..Options::default() });
    assert!(found.reached.len() == gates.len() && found.cost > Some(0), "{found:?}");
    let text = b"schema: csf-assess/assessment/1\nid: c\nframework: cyfun-2025\nmodel: cyfun-2025-essential-workbook\n";
    let (library, assessment, result) = &assessed(text);
    let options = Options { gates, ..Options::default() };
    let error = plan(Assessed { library, assessment, result }, &options).unwrap_err();
    assert_eq!(error.code(), "plan/quirk");
}
