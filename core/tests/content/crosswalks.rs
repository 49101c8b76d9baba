//! The crosswalks and the transition: both ends are there, and nothing is left unsaid.

use super::{common, library};
use csf_assess::coverage::Coverage;
use csf_assess::crosswalk::Reach;
use csf_assess::report::coverage::markdown;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;

/// How many links each crosswalk has, and what it says to have none.
const CROSSWALKS: [(&str, usize, usize); 5] = [
    ("nist-csf-1.1--nis1", 255, 5),
    ("nist-csf-1.1--nis2", 171, 6),
    ("nist-csf-2.0--ir-2024-2690", 248, 1),
    ("nist-csf-2.0--ir-2024-2690--enisa", 279, 20),
    ("nist-csf-2.0--nis2", 215, 1),
];

#[test]
fn every_crosswalk_speaks_about_every_outcome_and_every_graded_obligation() {
    let library = library();
    let found: Vec<_> =
        library.crosswalks().map(|it| (it.id.as_str(), it.mappings.len(), it.no_relationship.len())).collect();
    assert_eq!(found, CROSSWALKS, "crosswalk, links, outcomes that are said to have none");
    for crosswalk in library.crosswalks() {
        let id = &crosswalk.id;
        let set = library.obligation_set(&crosswalk.to).unwrap();
        let framework = library.framework(&crosswalk.from).unwrap();
        let coverage = Coverage::of(framework, set, crosswalk);
        println!(
            "{id}: {} links, {} of {} outcomes, {} of {} obligations",
            coverage.mappings,
            coverage.outcomes.len(),
            framework.outcome_count(),
            coverage.obligations.len() - coverage.without_evidence().count(),
            coverage.obligations.len()
        );
        let graded: BTreeSet<&str> = set.graded().map(|obligation| obligation.id.as_str()).collect();
        let reached: BTreeSet<&str> = crosswalk.reach.keys().map(String::as_str).collect();
        assert_eq!(reached, graded, "{id}: an obligation without reach");
        assert_eq!(coverage.unused, [""; 0], "{id}: outcomes about which nothing is said");
        assert_eq!(
            coverage.no_relationship.len(),
            crosswalk.no_relationship.len(),
            "{id}: said to have none, and linked"
        );
        for obligation in &coverage.obligations {
            let is_linked = obligation.mappings > 0;
            assert_eq!(is_linked, obligation.reach != Some(Reach::None), "{id}: reach and links of {}", obligation.id);
            let addressee = set.obligation(&obligation.id).unwrap().addressee;
            let own = "an organization's outcomes say nothing about a public body's duty";
            assert!(addressee.is_organization() || !is_linked, "{id}: {}: {own}", obligation.id);
            let asks = !set.obligation(&obligation.id).unwrap().supplementary.is_empty();
            assert!(asks || obligation.reach == Some(Reach::Substantial), "{id}: {} asks nothing", obligation.id);
        }
    }
}

#[test]
fn every_link_has_a_reason_of_its_own_and_every_source_is_credited() {
    let library = library();
    for crosswalk in library.crosswalks() {
        let is_enisas = crosswalk.id.ends_with("--enisa");
        let mut reasons = BTreeMap::new();
        for mapping in &crosswalk.mappings {
            let pair = format!("{}: {} -> {}", crosswalk.id, mapping.from, mapping.to);
            assert!((1..=10).contains(&mapping.strength), "{pair}");
            assert!(mapping.rationale.split_whitespace().count() >= 6, "{pair}: {}", mapping.rationale);
            assert!(!mapping.sources.is_empty(), "{pair}: no source");
            if ["ID.IM-01", "ID.IM-02", "ID.IM-03"].contains(&mapping.from.as_str()) && !is_enisas {
                assert!(mapping.strength <= 3, "{pair}: improvement touches everything and tells little");
            }
            if let Some(other) = reasons.insert(&mapping.rationale, pair.clone()) {
                assert!(is_enisas, "{pair} has the reason of {other}");
            }
        }
        let cited: BTreeSet<&String> = crosswalk.mappings.iter().flat_map(|mapping| &mapping.sources).collect();
        let known = crosswalk.x["citations"].as_object().unwrap();
        for source in cited {
            assert!(known.contains_key(source), "{}: {source} is cited and not credited", crosswalk.id);
        }
        for share in Coverage::of(
            library.framework(&crosswalk.from).unwrap(),
            library.obligation_set(&crosswalk.to).unwrap(),
            crosswalk,
        )
        .outcomes
        {
            let most = crosswalk.mappings.len() / 16;
            assert!(is_enisas || share.mappings <= most, "{}: {} has {} links", crosswalk.id, share.id, share.mappings);
        }
    }
}

#[test]
fn the_committed_coverage_is_that_of_the_crosswalks() {
    let library = library();
    let mut stale = Vec::new();
    for crosswalk in library.crosswalks() {
        let framework = library.framework(&crosswalk.from).unwrap();
        let set = library.obligation_set(&crosswalk.to).unwrap();
        let text = markdown(&Coverage::of(framework, set, crosswalk));
        let path = common::repository(&format!("frameworks/coverage/{}.md", crosswalk.id));
        if fs::read_to_string(&path).ok().as_ref() == Some(&text) {
            continue;
        }
        if std::env::var_os("CSF_ASSESS_WRITE").is_some() {
            fs::create_dir_all(common::repository("frameworks/coverage")).unwrap();
            fs::write(&path, text).unwrap();
        } else {
            stale.push(&crosswalk.id);
        }
    }
    let refresh = "CSF_ASSESS_WRITE=1 cargo test -p csf-assess --features embedded,yaml --test content";
    assert!(stale.is_empty(), "not what the crosswalks make: {stale:?}; refresh with: {refresh}");
    assert_eq!(common::files("frameworks/coverage", "md").len(), CROSSWALKS.len(), "a view of no known crosswalk");
}

#[test]
fn the_transition_has_both_tables_and_the_eight_edges_on_which_they_differ() {
    let library = library();
    let transition = library.transition("nist-csf-1.1--nist-csf-2.0").unwrap();
    let from = library.framework(&transition.from).unwrap();
    let to = library.framework(&transition.to).unwrap();
    let is_outcome = |id: &str| from.node(id).is_some_and(|node| node.outcome.is_some());
    let outcomes = |source| transition.edges_of(source).filter(|edge| is_outcome(&edge.from)).count();
    assert_eq!((outcomes("nist-oscal"), outcomes("nist-olir")), (156, 160));
    assert_eq!((transition.edges_of("nist-oscal").count(), transition.edges_of("nist-olir").count()), (175, 185));
    let disputed: Vec<String> = transition
        .disputed(from)
        .map(|edge| {
            assert!(edge.note.is_some(), "{} -> {}: nothing says how the tables differ", edge.from, edge.to);
            format!("{} {} {}", edge.from, edge.to, edge.says.keys().cloned().collect::<String>())
        })
        .collect();
    let expected = [
        "ID.GV-4 GV.RM-03 nist-olir",
        "ID.GV-4 GV.RM-04 nist-oscal",
        "DE.AE-3 DE.AE-07 nist-olir",
        "RS.CO-2 RC.CO-04 nist-olir",
        "RS.CO-3 RS.CO-02 nist-olir",
        "RS.AN-3 RS.AN-06 nist-olir",
        "RC.RP-1 RC.RP-02 nist-olir",
        "RC.CO-2 RC.CO-04 nist-oscal",
    ];
    assert_eq!(disputed, expected);
    for outcome in from.outcomes() {
        assert!(transition.edges_from(&outcome.id).next().is_some(), "{}: nothing says where it went", outcome.id);
    }
    let entered: BTreeSet<&str> = transition.edges.iter().map(|edge| edge.to.as_str()).collect();
    let new = to.outcomes().filter(|outcome| !entered.contains(outcome.id.as_str())).count();
    println!("transition: {} edges, {new} outcomes of 2.0 without a predecessor", transition.edges.len());
    assert_eq!(new, 16);
}
