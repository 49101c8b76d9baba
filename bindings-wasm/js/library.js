import { Library as Native } from "../pkg/csf_assess.js";
import { parseResult } from "./result.js";

/** Why an input was refused: all of its problems at once. */
export class CsfAssessError extends Error {
  constructor(message, problems) {
    super(message);
    this.name = "CsfAssessError";
    this.problems = Object.freeze(problems.map(Object.freeze));
  }

  /** The stable code of the first problem. */
  get code() {
    return this.problems[0].code;
  }
}

/** Frameworks, scales, models, obligation sets and crosswalks by id. */
export class Library {
  #native;

  constructor() {
    this.#native = new Native();
  }

  static embedded() {
    const library = new Library();
    library.#native.free();
    library.#native = refusing(() => Native.embedded());
    return library;
  }

  add(document) {
    refusing(() => this.#native.add(text(document)));
    return this;
  }

  overlay(framework, format, file) {
    return JSON.parse(refusing(() => this.#native.overlay(framework, format, text(file))));
  }

  framework(id) {
    return JSON.parse(refusing(() => this.#native.framework(id)));
  }

  assess(assessment, options) {
    return parseResult(this.assessJson(assessment, options));
  }

  assessJson(assessment, { sets = [] } = {}) {
    return refusing(() => this.#native.assessJson(text(assessment), listOfText(sets)));
  }

  compare(before, after, { sets = [] } = {}) {
    return parseResult(refusing(() => this.#native.compareJson(text(before), text(after), listOfText(sets))));
  }

  trend(assessments, { sets = [] } = {}) {
    return parseResult(refusing(() => this.#native.trendJson(assessments.map(text), listOfText(sets))));
  }

  sensitivity(assessment, { sets = [] } = {}) {
    return parseResult(refusing(() => this.#native.sensitivityJson(text(assessment), listOfText(sets))));
  }

  freshness(assessment, on, { sets = [] } = {}) {
    return parseResult(refusing(() => this.#native.freshnessJson(text(assessment), String(on), listOfText(sets))));
  }

  migrate(assessment, to, { source } = {}) {
    return parseResult(refusing(() => this.#native.migrateJson(text(assessment), String(to), source)));
  }

  clock(set, { aware, notified, handled, requested, roles = [], holidays = [], offset }) {
    const [known, days] = [listOfText(roles, "roles"), listOfText(holidays, "holidays")];
    const told = [String(aware), ...[notified, handled, requested].map(textOrNone)];
    return parseResult(refusing(() => this.#native.clockJson(String(set), ...told, known, days, textOrNone(offset))));
  }

  scope(facts, { set = "nis2", overlay } = {}) {
    return JSON.parse(refusing(() => this.#native.scopeJson(text(facts), String(set), overlay)));
  }

  consensus(assessments, { merge = "median", lead, between = [] } = {}) {
    const pairs = between.flatMap(([of, than]) => [String(of), String(than)]);
    const native = () => this.#native.consensusJson(assessments.map(text), String(merge), lead, pairs);
    return parseResult(refusing(native));
  }

  plan(assessment, options = {}) {
    return this.#planned(assessment, options, undefined);
  }

  nextSteps(assessment, { count = 10, ...options } = {}) {
    return this.#planned(assessment, options, whole(count));
  }

  #planned(assessment, options, steps) {
    const { sets = [], want = "evidenced", targets = [], gates = [], only = [], fixed = [], owners = [] } = options;
    const { costs, atMost, alternatives } = options;
    return parseResult(
      refusing(() =>
        this.#native.planJson(
          text(assessment),
          listOfText(sets),
          String(want),
          listOfText(targets),
          listOfText(gates),
          costs === undefined ? undefined : text(costs),
          listOfText(only),
          listOfText(fixed),
          listOfText(owners),
          whole(atMost),
          whole(alternatives),
          steps,
        ),
      ),
    );
  }
}

function whole(number) {
  if (number === undefined || (Number.isInteger(number) && number >= 0 && number < 2 ** 32)) return number;
  throw new TypeError(`a count is a whole number, 0 or more, not ${String(number)}`);
}

function text(document) {
  if (typeof document === "string") return document;
  if (typeof document === "object" && document !== null) return JSON.stringify(document);
  throw new TypeError(`a document is an object or JSON text, not ${document === null ? "null" : typeof document}`);
}

function listOfText(list, name = "sets") {
  if (Array.isArray(list) && list.every((one) => typeof one === "string")) return list;
  throw new TypeError(`\`${name}\` is a list of texts`);
}

function textOrNone(value) {
  return value === undefined || value === null ? undefined : String(value);
}

function refusing(call) {
  try {
    return call();
  } catch (thrown) {
    if (typeof thrown !== "string") throw thrown;
    const { message, problems } = JSON.parse(thrown);
    throw new CsfAssessError(message, problems);
  }
}
