// What the npm package adds to the core: conversions, errors, big integers.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { CsfAssessError, Library } from "csf-assess";

const DOCUMENT = {
  schema: "csf-assess/assessment/1",
  id: "first",
  framework: "nist-csf-2.0",
  answers: { "PR.AA-03": { level: 3, target: 4 }, "PR.AA-04": { state: "unknown" } },
};

const embedded = Library.embedded();

test("an object and its text give the same result", () => {
  const json = embedded.assessJson(DOCUMENT, { sets: ["nis2"] });
  assert.equal(embedded.assessJson(JSON.stringify(DOCUMENT), { sets: ["nis2"] }), json);
  const result = embedded.assess(DOCUMENT, { sets: ["nis2"] });
  assert.deepEqual(result, JSON.parse(json));
  assert.deepEqual(result.nodes["PR.AA"].score, { d: 1, n: 3, text: "3.00" });
  assert.ok(result.obligations["NIS2-21.2.j.1"].rests_on.rated >= 1);
});

test("without a set no obligation is graded", () => {
  assert.deepEqual(embedded.assess(DOCUMENT).obligations, {});
});

test("an error lists every problem with its place", () => {
  const text = JSON.stringify(DOCUMENT, null, 1).replace("PR.AA-03", "GV.OC-99").replace("unknown", "not_applicable");
  assert.throws(
    () => embedded.assess(text),
    (error) => {
      assert.ok(error instanceof CsfAssessError && error instanceof Error);
      assert.equal(error.name, "CsfAssessError");
      assert.equal(error.code, "answer/unknown-outcome");
      assert.deepEqual(
        error.problems.map((problem) => problem.code),
        ["answer/unknown-outcome", "answer/reason-missing"],
      );
      const { path, line, column, document } = error.problems[0];
      assert.deepEqual(
        { path, line, column, document },
        {
          path: 'answers."GV.OC-99"',
          line: 6,
          column: 3,
          document: null,
        },
      );
      assert.match(error.message, /^error\[answer\/unknown-outcome\]: `GV\.OC-99` is not/);
      return true;
    },
  );
});

test("an unknown set is an error", () => {
  assert.throws(() => embedded.assess(DOCUMENT, { sets: ["nis3"] }), { code: "document/not-found" });
});

test("an empty library knows nothing", () => {
  assert.throws(() => new Library().assess(DOCUMENT), { code: "document/not-found" });
});

test("other values are no documents, and sets are a list", () => {
  for (const wrong of [undefined, null, 3]) assert.throws(() => embedded.assess(wrong), TypeError);
  for (const sets of ["nis2", [3]]) assert.throws(() => embedded.assess(DOCUMENT, { sets }), TypeError);
});

test("YAML is refused with a sentence", () => {
  assert.throws(() => embedded.assess("schema: csf-assess/assessment/1"), {
    code: "document/syntax",
    message: /reads no YAML/,
  });
});

test("a library still works after an error", () => {
  const library = Library.embedded();
  assert.throws(() => library.add("{"), { code: "document/syntax" });
  assert.equal(library.assessJson(DOCUMENT), embedded.assessJson(DOCUMENT));
});

test("integers beyond 2^53 stay exact", () => {
  const file = new URL("../../tests/conformance/vectors/057-big-fractions.json", import.meta.url);
  const vector = JSON.parse(readFileSync(file, "utf8"));
  const library = new Library();
  const { scales, models, frameworks } = vector.documents;
  for (const document of [...scales, ...models, ...frameworks]) library.add(document);
  const figures = Object.values(library.assess(vector.assessment).nodes).map((node) => node.score);
  const big = figures.filter((figure) => typeof figure.d === "bigint");
  assert.ok(big.some((figure) => figure.d > 2n ** 128n));
  const json = library.assessJson(vector.assessment);
  for (const { d, n, text } of big) assert.ok(json.includes(`{"d":${d},"n":${n},"text":"${text}"}`));
});

test("two assessments are compared and put in a row", () => {
  const before = { ...DOCUMENT, id: "before", assessed_on: "2025-11-23" };
  const answers = { "PR.AA-03": { level: 4 }, "PR.AA-04": { level: 1 } };
  const after = { ...DOCUMENT, answers, assessed_on: "2026-11-23" };
  const comparison = embedded.compare(before, after, { sets: ["nis2"] });
  assert.equal(comparison.schema, "csf-assess/comparison/1");
  assert.deepEqual(
    comparison.answers.map((change) => change.kind),
    ["rated_up", "closed"],
  );
  const trend = embedded.trend([after, before], { sets: ["nis2"] });
  assert.deepEqual(trend, embedded.trend([before, after], { sets: ["nis2"] }));
  assert.deepEqual(
    trend.assessments.map((one) => one.id),
    ["before", "first"],
  );
  assert.throws(() => embedded.trend([before, before]), { code: "trend/same-day" });
});

test("a status says what it hangs on, and evidence has an age", () => {
  const evidence = [{ ref: "export", date: "2026-01-01" }];
  const assessment = { ...DOCUMENT, answers: { "PR.AA-03": { level: 3, evidence } } };
  const found = embedded.sensitivity(assessment, { sets: ["nis2"] });
  assert.equal(found.schema, "csf-assess/sensitivity/1");
  assert.ok(found.obligations.some((duty) => duty.thresholds.length > 0));
  const { counts } = embedded.freshness(assessment, "2030-01-01");
  assert.deepEqual(counts, { ahead: 0, fresh: 0, stale: 1, undated: 0 });
  assert.throws(() => embedded.freshness(assessment, "soon"), { code: "document/date" });
});

test("an assessment is carried over to the next version", () => {
  const answers = { "ID.AM-1": { level: 3, note: "counted" }, "PR.AC-1": { level: 2 } };
  const old = { ...DOCUMENT, framework: "nist-csf-1.1", answers };
  const migration = embedded.migrate(old, "nist-csf-2.0", { source: "nist-oscal" });
  const marks = Object.fromEntries(migration.items.map((item) => [item.id, item.mark]));
  assert.equal(`${marks["ID.AM-01"]} ${marks["PR.AA-01"]}`, "exact partial");
  assert.deepEqual(embedded.assess(migration.content).nodes.total, migration.scores[0].after);
  assert.throws(() => embedded.migrate(old, "nist-csf-2.0", { source: "hearsay" }), { code: "migrate/unknown-source" });
});

test("reports of an incident fall due", () => {
  const clock = embedded.clock("nis2", {
    aware: "2026-11-23T12:00:00+02:00",
    notified: "2026-11-25T09:00:00Z",
    roles: ["trust-service-provider"],
    holidays: ["2026-12-25"],
  });
  assert.equal(clock.schema, "csf-assess/clock/1");
  const due = (title) => clock.entries.find((entry) => entry.title === title);
  assert.equal(due("Incident notification").cautious.at.utc, "2026-11-24T10:00:00Z");
  assert.equal(due("Final report").by_rule.at.utc, "2026-12-28T23:59:59Z");
  assert.throws(() => embedded.clock("nis2", { aware: "at ten" }), { code: "clock/instant" });
  assert.throws(() => embedded.clock("nis2", { aware: "2026-11-23T12:00:00Z", roles: "x" }), TypeError);
});

test("scope says who is bound, by which rule, and what is missing", () => {
  const found = embedded.scope({ sectors: ["annex-i/energy"], size: "large" });
  assert.equal(found.schema, "csf-assess/scope-answer/1");
  assert.deepEqual([found.class, found.rule.article], ["essential", "3(1)(a)"]);
  const open = embedded.scope({ roles: ["managed-service-provider"] }, { set: "ir-2024-2690" });
  assert.deepEqual([open.outcome, open.missing, open.possible], ["undetermined", ["size"], ["in_scope", "none"]]);
  assert.throws(() => embedded.scope({ sectors: ["annex-i/enrgy"] }), { code: "scope/unknown-sector" });
  assert.throws(() => embedded.scope({}, { overlay: "nis2-examplia" }), { code: "document/not-found" });
});

test("several respondents are set beside one another", () => {
  const file = (id, level) => ({ ...DOCUMENT, respondents: [{ id }], answers: { "PR.AA-03": { level } } });
  const files = [file("it", 1), file("board", 4)];
  const options = { merge: "lead", lead: "board", between: [["board", "it"]] };
  const found = embedded.consensus(files, options);
  assert.deepEqual(found, embedded.consensus(files.toReversed(), options));
  assert.deepEqual(found.worklist, ["PR.AA-03"]);
  assert.equal(found.views[0].higher[0].difference.n, 3);
  assert.equal(embedded.assess(found.content).nodes["PR.AA-03"].score.n, 4);
  assert.equal(embedded.consensus(files).items[0].level.n, 1);
  assert.throws(() => embedded.consensus(files, { merge: "mean" }), { code: "consensus/merge" });
  assert.throws(() => embedded.consensus(files, { lead: "ops" }), { code: "consensus/lead" });
  assert.throws(() => embedded.consensus(files, { between: [["it", "ops"]] }), { code: "consensus/between" });
});

test("a plan is the cheapest way to a wanted status", () => {
  const options = { sets: ["nis2"], targets: ["NIS2-21.2.i.2"] };
  const plan = embedded.plan(DOCUMENT, options);
  assert.equal(plan.schema, "csf-assess/plan/1");
  assert.equal(plan.proven, true);
  assert.deepEqual(
    plan.reached.map((one) => [one.id, one.after]),
    [["NIS2-21.2.i.2", 2]],
  );
  const costs = { schema: "csf-assess/costs/1", id: "ours", default: 10 };
  assert.equal(embedded.plan(DOCUMENT, { ...options, costs }).cost, plan.cost * 10);
  assert.equal(embedded.plan(DOCUMENT, { ...options, atMost: 0 }).cost, null);
  assert.equal(embedded.nextSteps(DOCUMENT, { ...options, count: 2 }).steps.length, 2);
  assert.throws(() => embedded.plan(DOCUMENT, { sets: ["nis2"], targets: ["NIS2-99"] }), { code: "plan/unknown-target" });
  assert.throws(() => embedded.plan(DOCUMENT, { ...options, atMost: -1 }), TypeError);
});
