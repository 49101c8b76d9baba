// Compiled, never run: the hand-written types are usable and refuse what the package refuses.
import {
  type AssessmentResult,
  CsfAssessError,
  type Direction,
  type Figure,
  type Item,
  Library,
  type ObligationStatus,
  type Problem,
  type Wording,
} from "csf-assess";

const library: Library = new Library().add({ schema: "csf-assess/scale/1" }).add("{}");
const result: AssessmentResult = library.assess("{}", { sets: ["nis2"] });
const json: string = Library.embedded().assessJson({});
const status: ObligationStatus | undefined = result.obligations["NIS2-20.1"]?.status;
const score: string | undefined = result.nodes.total?.score?.text;
const exact: number | bigint | undefined = result.nodes.total?.score?.n;

const wording: Wording = library.overlay("nist-csf-2.0", "oscal", "{}");
const words: string | undefined = wording.texts["GV.OC-01"]?.statement;
const item: Item | undefined = library.framework("nist-csf-2.0").functions[0]?.categories[0]?.subcategories[0];
const examples: number | undefined = item?.x?.official?.examples?.length;

export function problems(thrown: unknown): readonly Problem[] {
  return thrown instanceof CsfAssessError ? thrown.problems : [];
}

// @ts-expect-error a document is an object or text
library.add(3);
// @ts-expect-error there is no such format
library.overlay("nist-csf-2.0", "xml", "{}");
// @ts-expect-error sets are a list
library.assess("{}", { sets: "nis2" });
// @ts-expect-error results are read-only
result.schema = "csf-assess/result/1";
// @ts-expect-error only the package makes its errors
new CsfAssessError();

const direction: Direction | undefined = library.compare("{}", {}, { sets: ["nis2"] }).obligations[0]?.direction;
const low: string | undefined = library.trend(["{}", {}]).nodes[0]?.runs[0]?.[0]?.low?.text;
const distance: Figure | undefined = library.sensitivity({}, { sets: [] }).obligations[0]?.thresholds[0]?.distance;
const first: number | undefined = library.freshness("{}", "2026-11-23").verify[0]?.score;
const article: string | undefined = library.scope({ roles: ["dns-service-provider"] }, { set: "nis2" }).rule?.article;
// @ts-expect-error a size is one of four
library.scope({ size: "huge" });
// @ts-expect-error the day is passed in
library.freshness("{}");
const mark: string | undefined = library.migrate("{}", "nist-csf-2.0", { source: "nist-olir" }).items[0]?.mark;
const alpha: string | undefined = library.consensus(["{}", {}], { between: [["it", "board"]] }).alpha?.text;
// @ts-expect-error there is no such way to merge
library.consensus([], { merge: "mean" });

const due: string | undefined = library.clock("nis2", { aware: "2026-11-23T12:00:00Z" }).entries[0]?.cautious?.at.utc;
// @ts-expect-error the time is passed in
library.clock("nis2", {});

const cost: number | null = library.plan({}, { sets: ["nis2"], want: "evidenced", atMost: 3 }).cost;
const next: string | undefined = library.nextSteps({}, { gates: ["total"], count: 3 }).steps[0]?.step.id;
// @ts-expect-error a status that can be wanted
library.plan({}, { want: "undetermined" });

export const used = [cost, next, json, status, score, exact, words, examples, direction, low, distance, first, mark, due, article, alpha];
