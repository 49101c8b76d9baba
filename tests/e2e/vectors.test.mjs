// Runs every vector in Chromium, on a page that may run nothing but its own files and WebAssembly.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { after, before, test } from "node:test";
import { launch, ROOT, serve, watch } from "./browser.mjs";

const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src data:";
const FOLDERS = ["bindings-wasm/js", "bindings-wasm/pkg", "tests/conformance", "tests/e2e"];

let browser;
let server;
before(async () => {
  server = await serve(FOLDERS, POLICY);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.close();
});

test("every vector gives its expected bytes in Chromium", async () => {
  const vectors = readdirSync(new URL("tests/conformance/vectors/", ROOT)).filter((name) => name.endsWith(".json"));
  assert.ok(vectors.length >= 65);
  const page = await browser.newPage();
  const complaints = watch(page);
  const query = new URLSearchParams(vectors.map((name) => ["vector", name]));
  const failure = page.waitForEvent("pageerror", { timeout: 0 }).then((error) => assert.fail(error));
  failure.catch(() => {});
  await page.goto(`${server.origin}/tests/e2e/vectors.html?${query}`);
  await Promise.race([failure, page.waitForSelector("output[data-state=done]", { state: "attached" })]);
  const report = JSON.parse(await page.textContent("output"));
  assert.deepEqual(report.different, []);
  assert.deepEqual(report.equal, vectors);
  assert.equal(report.refused, "document/missing-key");
  assert.deepEqual(complaints, []);
});
