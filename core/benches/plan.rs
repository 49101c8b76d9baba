//! How long a plan for all of NIS2 takes: from the sample, and from an assessment without any answer.
#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark is no interface, and stops at the first surprise")]

use criterion::{Criterion, criterion_group, criterion_main};
use csf_assess::Library;
use csf_assess::assessed::Assessed;
use csf_assess::plan::{Options, Want, next_steps, plan};
use std::hint::black_box;

const EMPTY: &[u8] = b"schema: csf-assess/assessment/1\nid: empty\nframework: nist-csf-2.0\n";
const SAMPLE: &[u8] = include_bytes!("../../examples/assessments/northgrid-2026.yaml");

fn plans(criterion: &mut Criterion) {
    let library = Library::embedded().unwrap();
    let mut group = criterion.benchmark_group("plan");
    group.sample_size(10);
    for (name, text) in [("sample", SAMPLE), ("empty", EMPTY)] {
        let assessment = library.assessment(text).unwrap();
        let result = library.assess(&assessment, &["nis2"]).unwrap();
        let assessed = Assessed { library: &library, assessment: &assessment, result: &result };
        for (status, want) in [("evidenced", Want::Evidenced), ("partly", Want::PartlyEvidenced)] {
            let options = Options { want, ..Options::default() };
            group.bench_function(format!("{name} to {status}"), |bencher| {
                bencher.iter(|| plan(black_box(assessed), &options).unwrap());
            });
        }
        group.bench_function(format!("{name}, ten next steps"), |bencher| {
            bencher.iter(|| next_steps(black_box(assessed), &Options::default(), 10).unwrap());
        });
    }
}

criterion_group!(benches, plans);
criterion_main!(benches);
