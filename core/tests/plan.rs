//! Plans: worked by hand, against every combination there is, and on the whole Directive.
#![cfg(all(feature = "embedded", feature = "plan", feature = "yaml"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests stop at the first surprise")]

#[path = "plan/brute.rs"]
mod brute;
mod cases;
mod common;
#[path = "plan/hand.rs"]
mod hand;
#[path = "plan/whole.rs"]
mod whole;

use csf_assess::assessed::Assessed;
use csf_assess::plan::{Options, Plan, plan};
use csf_assess::{Assessment, AssessmentResult, Library};

type Case = (Library, Assessment, AssessmentResult);

fn of((library, assessment, result): &Case, options: &Options) -> Plan {
    plan(Assessed { library, assessment, result }, options).unwrap()
}

fn words(list: &[&str]) -> Vec<String> {
    list.iter().map(|word| (*word).to_owned()).collect()
}
