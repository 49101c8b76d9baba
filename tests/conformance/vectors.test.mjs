// Runs every vector through the npm package in Node.js and compares the bytes.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { Library } from "csf-assess";
import { expected, run } from "./vectors.mjs";

const folder = new URL("vectors/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".json"));

test("there are vectors", () => assert.ok(files.length >= 65));

for (const name of files) {
  test(name, () => {
    const text = readFileSync(new URL(name, folder), "utf8");
    assert.equal(run(Library, JSON.parse(text)), expected(text));
  });
}
