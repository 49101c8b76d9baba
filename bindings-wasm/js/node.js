// For Node.js, whose fetch reads no files.
import { readFileSync } from "node:fs";
import { initSync } from "../pkg/csf_assess.js";

const module = new URL("../pkg/csf_assess_bg.wasm", import.meta.url);
initSync({ module: readFileSync(module) });

export { CsfAssessError, Library } from "./library.js";
