import type { Comparison, Freshness, Sensitivity, Trend } from "./comparisons.d.ts";
import type {
  Clock,
  Consensus,
  ConsensusOptions,
  EntityFacts,
  Incident,
  Migration,
  NextSteps,
  Plan,
  PlanOptions,
  ScopeAnswer,
} from "./decisions.d.ts";
import type { AssessmentResult, AssessOptions } from "./results.d.ts";

export type * from "./comparisons.d.ts";
export type * from "./decisions.d.ts";
export type * from "./results.d.ts";

/** One thing that is wrong with an input. */
export interface Problem {
  /** The stable code, such as `answer/unknown-outcome`. */
  readonly code: string;
  /** The sentence for people, without the place. */
  readonly message: string;
  /** The document's name, where it has one. */
  readonly document: string | null;
  /** The path inside the document, empty for the document itself. */
  readonly path: string;
  /** The line, counted from 1, where it is known. */
  readonly line: number | null;
  /** The column in characters, counted from 1, where it is known. */
  readonly column: number | null;
}

/** Why an input was refused: all of its problems at once. Nothing of a refused input is kept. */
export class CsfAssessError extends Error {
  private constructor();
  readonly name: "CsfAssessError";
  /** The stable code of the first problem. */
  get code(): string;
  /** All problems, in the order of the document. */
  readonly problems: readonly Problem[];
}

/** What the publisher says of one function, category or subcategory. */
export interface OfficialText {
  readonly title?: string;
  readonly statement?: string;
  /** The implementation examples, in the publisher's order. */
  readonly examples?: readonly { readonly id?: string; readonly text: string }[];
}

/** Where the publisher's own text is found. */
export interface Source {
  readonly reference?: string;
  readonly published?: string;
  readonly doi?: string;
  readonly note?: string;
}

/** Official wording, laid over a framework by id. */
export interface Wording {
  readonly schema: "csf-assess/wording/1";
  readonly id: string;
  readonly framework: string;
  readonly source: Source;
  readonly language?: string;
  readonly texts: { readonly [id: string]: OfficialText };
  /** Nodes of the framework for which the file has no statement. */
  readonly without_text?: readonly string[];
  /** Ids of the file that the publisher marks as withdrawn. */
  readonly withdrawn?: readonly string[];
  /** Other ids of the file that the framework does not have. */
  readonly unmatched?: readonly string[];
}

/** A subcategory or requirement: what is asked, in our words, and what the publisher says, under `x.official`. */
export interface Item {
  readonly id: string;
  readonly title: string;
  readonly question?: string;
  readonly requirements?: readonly Item[];
  readonly x?: { readonly official?: OfficialText; readonly [key: string]: unknown };
  readonly [key: string]: unknown;
}

/** A framework's document; its JSON Schema says all of it. */
export interface Framework {
  readonly schema: "csf-assess/framework/1";
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly functions: readonly {
    readonly id: string;
    readonly title: string;
    readonly categories: readonly {
      readonly id: string;
      readonly title: string;
      readonly subcategories: readonly Item[];
    }[];
  }[];
  readonly [key: string]: unknown;
}

/** Frameworks, scales, models, obligation sets and crosswalks by id. Documents are objects or JSON text. */
export class Library {
  /** A library without any document. */
  constructor();
  /** The library of everything that comes with csf-assess. */
  static embedded(): Library;
  /** Reads a document and keeps it, in place of one of the same kind and id. */
  add(document: object | string): this;
  /**
   * The official wording of a framework, from the publisher's own file (an object or JSON text), as a document that
   * `add` takes. Workbooks (`nist-reference-tool`) are not read here: the error has the code `overlay/format`.
   */
  overlay(framework: string, format: "cprt" | "oscal" | "nist-reference-tool", file: object | string): Wording;
  /** A framework's document, with its official wording under `x.official` where the library has one. */
  framework(id: string): Framework;
  /** Scores an assessment and grades the obligations of the sets. */
  assess(assessment: object | string, options?: AssessOptions): AssessmentResult;
  /** The same as canonical JSON: the same documents give the same bytes in every language. */
  assessJson(assessment: object | string, options?: AssessOptions): string;
  /** Lists what changed from one assessment to another. */
  compare(before: object | string, after: object | string, options?: AssessOptions): Comparison;
  /** Puts dated assessments in a row, whatever their order. */
  trend(assessments: readonly (object | string)[], options?: AssessOptions): Trend;
  /** Finds the thresholds, strengths and answers that each status of the sets hangs on. */
  sensitivity(assessment: object | string, options: AssessOptions): Sensitivity;
  /** Looks at the evidence on a day, `YYYY-MM-DD`; there is no clock in the library. */
  freshness(assessment: object | string, on: string, options?: AssessOptions): Freshness;
  /** Carries an assessment over to another framework, by the named table of the transition or by its first. */
  migrate(assessment: object | string, to: string, options?: { readonly source?: string }): Migration;
  /** Counts when the reports of an incident fall due under a set, in both readings. */
  clock(set: string, incident: Incident): Clock;
  /** Says whether an act binds an entity, as what, and by which rule; under `nis2` where no set is named. */
  scope(facts: EntityFacts | string, options?: { readonly set?: string; readonly overlay?: string }): ScopeAnswer;
  /** Sets the assessments of several respondents beside one another, whatever their order, and merges them. */
  consensus(assessments: readonly (object | string)[], options?: ConsensusOptions): Consensus;
  /** Finds the cheapest changes that bring everything wanted about. */
  plan(
    assessment: object | string,
    options?: PlanOptions & { readonly atMost?: number; readonly alternatives?: number },
  ): Plan;
  /** Finds the next best steps, ten where no count is given. */
  nextSteps(
    assessment: object | string,
    options?: PlanOptions & { readonly atMost?: number; readonly count?: number },
  ): NextSteps;
}
