// For browsers and bundlers: the module is fetched from beside its glue.
import init from "../pkg/csf_assess.js";

await init();

export { CsfAssessError, Library } from "./library.js";
