// Runs every vector of what stands beside scoring through the npm package in Node.js and compares the bytes.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { Library } from "csf-assess";
import { expected } from "./vectors.mjs";

const KINDS = ["scales", "models", "frameworks", "obligations", "scopes", "crosswalks", "transitions"];
const CALLS = {
  clock: (library, { incident, sets: [set] }) => library.clock(set, incident),
  compare: (library, { assessments: [before, after], sets }) => library.compare(before, after, { sets }),
  consensus: (library, { assessments, between, lead, merge }) =>
    library.consensus(assessments, { between, lead, merge }),
  freshness: (library, { assessments: [one], on, sets }) => library.freshness(one, on, { sets }),
  migrate: (library, { assessments: [one], to, source }) => library.migrate(one, to, { source }),
  plan: (library, { assessments: [one], costs, fixed, gates, next_steps: count, sets, targets }) => {
    const options = { costs, fixed, gates, sets, targets };
    return count === undefined ? library.plan(one, options) : library.nextSteps(one, { ...options, count });
  },
  scope: (library, { facts, overlay, sets: [set] }) => library.scope(facts, { set, overlay }),
  sensitivity: (library, { assessments: [one], sets }) => library.sensitivity(one, { sets }),
  trend: (library, { assessments, sets }) => library.trend(assessments, { sets }),
};

const folder = new URL("decisions/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".json"));

test("there are vectors", () => assert.ok(files.length >= 39));

for (const name of files) {
  test(name, () => {
    const text = readFileSync(new URL(name, folder), "utf8");
    const vector = JSON.parse(text);
    const library = new Library();
    for (const kind of KINDS) {
      for (const document of vector.documents[kind] ?? []) library.add(document);
    }
    // Keys keep their order and every number is small, so writing the answer again gives the core's bytes.
    assert.equal(JSON.stringify(CALLS[vector.call](library, vector)), expected(text));
  });
}
