// In the browser: runs the vectors that the address names and shows what came out of each.
import { CsfAssessError, Library } from "../../bindings-wasm/js/index.js";
import { expected, run } from "../conformance/vectors.mjs";

const report = { equal: [], different: [], refused: null };

for (const name of new URLSearchParams(location.search).getAll("vector")) {
  const response = await fetch(`../conformance/vectors/${name}`);
  const text = await response.text();
  const equal = run(Library, JSON.parse(text)) === expected(text);
  report[equal ? "equal" : "different"].push(name);
}

try {
  Library.embedded().assess({ schema: "csf-assess/assessment/1" });
} catch (error) {
  report.refused = error instanceof CsfAssessError ? error.code : String(error);
}

const output = document.querySelector("output");
output.textContent = JSON.stringify(report);
output.dataset.state = "done";
