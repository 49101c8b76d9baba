//! One item for reading: what is asked of an outcome, what an act asks.
#![cfg(all(feature = "embedded", feature = "yaml"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests stop at the first surprise")]

use csf_assess::Library;
use csf_assess::framework::Framework;
use csf_assess::report::item;

const RESTORES: &str = "\
PR.DS-11: Restores that work (nist-csf-2.0)
What happens when you need to restore a key system from its backup?

  0  No copies are made.
  1  One person copies files when they remember.
  2  Some key systems are copied on an agreed schedule.
  3  Every key system is copied on schedule, and one restore was tried in the
     past 12 months.
  4  Restore time and lost data are measured against set limits at each test.
  5  Findings from a test have changed the backup plan in the past 12 months.

Why: A copy that cannot be restored is found out on the day it is needed.
Counts: A timed restore of real data onto a clean system.
Does not count: A backup job that reports success.
Evidence: backup log (30 days); restore test record (12 months)
Ask: IT lead (small firm: your IT supplier)
Not applicable: never
Marks: Among the few that matter most; Done with technology
NIST SP 800-53 Rev. 5 (release 5.2.0): CP-06, CP-09
ISO/IEC 27001:2022 (third party): A.8.13
CIS Controls v8.1 (third party): 11.2, 11.3, 11.5
NIST CSF 1.1: PR.IP-4
Answered in cyfun-2025 as: PR.DS-11.1; PR.DS-11.2; PR.DS-11.3; PR.DS-11.4;
PR.DS-11.5
";

#[test]
fn an_outcome_reads_from_top_to_bottom() {
    assert_eq!(item::text(&Library::embedded().unwrap(), "PR.DS-11").unwrap(), RESTORES);
}

#[test]
fn every_id_of_every_framework_and_set_can_be_read() {
    let library = Library::embedded().unwrap();
    let nodes = library.frameworks().flat_map(Framework::nodes).map(|node| (node.id.as_str(), &node.title));
    let duties = library.obligation_sets().flat_map(|set| {
        let content = set.content();
        let groups = content.groups.iter().map(|group| (group.id.as_str(), &group.title));
        groups.chain(content.obligations.iter().map(|duty| (duty.id.as_str(), &duty.title)))
    });
    let mut read = 0;
    for (id, title) in nodes.chain(duties) {
        let text = item::text(&library, id).unwrap_or_else(|| panic!("{id} is not shown"));
        assert!(text.contains(&format!("{id}: ")), "{text}");
        assert!(text.split_whitespace().collect::<String>().contains(&title.split_whitespace().collect::<String>()));
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{id}: a line is longer than 80");
        read += 1;
    }
    assert!(read > 500, "only {read} ids");
    assert_eq!(item::text(&library, "PR.DS-99"), None);
}

#[test]
fn an_id_of_two_frameworks_shows_both_and_a_duty_shows_who_is_bound() {
    let library = Library::embedded().unwrap();
    let functions = item::text(&library, "PR.DS").unwrap();
    assert!(functions.contains("(nist-csf-1.1)") && functions.contains("(nist-csf-2.0)"), "{functions}");
    let duty = item::text(&library, "IR2690-3.4").unwrap();
    for part in ["\nAnnex, 3.4\n", "Top-level domain name registry", "Points: 3.4.1, 3.4.2", "Spells out: NIS2-21.2.b"]
    {
        assert!(duty.contains(part), "{part}: {duty}");
    }
    let repealed = item::text(&library, "NIS1-14.1").unwrap();
    assert!(repealed.contains("repealed from 2024-10-18"), "{repealed}");
}

#[test]
fn what_stands_below_a_group_comes_in_the_order_of_the_act() {
    let library = Library::embedded().unwrap();
    let shown = item::text(&library, "NIS2-21").unwrap();
    let ids: Vec<&str> = shown.lines().filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next()).collect();
    let ids: Vec<&str> = ids.into_iter().filter(|id| id.starts_with("NIS2-")).collect();
    assert_eq!(ids[..3], ["NIS2-21.1", "NIS2-21.2", "NIS2-21.2.a"]);
    assert_eq!(ids[ids.len() - 4..], ["NIS2-21.2.j", "NIS2-21.3", "NIS2-21.4", "NIS2-21.5"]);
}

#[test]
fn a_question_is_shown_with_its_obligation() {
    let library = Library::embedded().unwrap();
    assert_eq!(item::text(&library, "NIS2-20.1/1"), item::text(&library, "NIS2-20.1"));
    assert_eq!(item::text(&library, "NIS2-20.1/99"), None);
}
