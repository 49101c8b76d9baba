// The publisher's own words, from the publisher's own files, beside ours.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { Library } from "csf-assess";

const CATALOG = {
  catalog: {
    metadata: { title: "Our own catalog 2.0" },
    controls: [
      {
        id: "PR.AA-03",
        class: "subcategory",
        parts: [
          { name: "statement", prose: "Words of the publisher" },
          { id: "PR.AA-03.001", name: "example", prose: "Something to do" },
        ],
      },
      { id: "PR.ZZ-01", class: "subcategory" },
    ],
  },
};

const SHARED = process.env.CSF_ASSESS_SHARED ?? fileURLToPath(new URL("../../../shared", import.meta.url));

function items(framework) {
  const categories = framework.functions.flatMap((it) => it.categories);
  return new Map(categories.flatMap((it) => it.subcategories).map((item) => [item.id, item]));
}

test("a wording is a document and stands beside its framework", () => {
  const library = Library.embedded();
  const plain = library.framework("nist-csf-2.0");
  const wording = library.overlay("nist-csf-2.0", "oscal", CATALOG);
  assert.deepEqual(library.overlay("nist-csf-2.0", "oscal", JSON.stringify(CATALOG)), wording);
  assert.deepEqual(wording.unmatched, ["PR.ZZ-01"]);
  assert.deepEqual(library.framework("nist-csf-2.0"), plain);
  const shown = items(library.add(wording).framework("nist-csf-2.0")).get("PR.AA-03");
  assert.deepEqual(shown.x.official, {
    statement: "Words of the publisher",
    examples: [{ id: "PR.AA-03.001", text: "Something to do" }],
  });
  assert.equal(shown.question, items(plain).get("PR.AA-03").question);
});

test("what is wrong is an error", () => {
  const library = Library.embedded();
  assert.throws(() => library.overlay("nist-csf-3.0", "oscal", CATALOG), { code: "document/not-found" });
  assert.throws(() => library.overlay("nist-csf-2.0", "xml", CATALOG), { code: "overlay/unknown-format" });
  assert.throws(() => library.overlay("nist-csf-2.0", "cprt", CATALOG), { code: "overlay/format" });
  assert.throws(() => library.overlay("nist-csf-2.0", "nist-reference-tool", "PK\u0003\u0004"), {
    code: "overlay/format",
    message: /this build reads no workbooks/,
  });
  assert.throws(() => library.overlay("nist-csf-2.0", "oscal", 3), TypeError);
  assert.throws(() => library.framework("nist-csf-3.0"), { code: "document/not-found" });
});

for (const [format, name] of [
  ["oscal", "NIST_CSF_v2.0_catalog.json"],
  ["cprt", "cprt_CSF_2_0_0_04-24-2024.json"],
]) {
  const file = join(SHARED, "data", "nist", name);
  const skip = existsSync(file) ? false : `there is no ${name} in the shared folder`;
  test(`NIST's own ${format} file fills every outcome`, { skip }, () => {
    const library = Library.embedded();
    library.add(library.overlay("nist-csf-2.0", format, readFileSync(file, "utf8")));
    const shown = [...items(library.framework("nist-csf-2.0")).values()].map((item) => item.x.official);
    assert.equal(shown.filter((official) => official.statement).length, 106);
    assert.equal(
      shown.map((official) => official.examples.length).reduce((sum, count) => sum + count),
      363,
    );
  });
}
