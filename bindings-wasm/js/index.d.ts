/** An exact fraction `n/d` with the text to show. Integers beyond 2^53 are `bigint`. */
export interface Figure {
  readonly d: number | bigint;
  readonly n: number | bigint;
  /** Two decimals, rounded half away from zero. */
  readonly text: string;
}

/** The two ends of a grade: 0 not, 1 partly, 2 evidenced. */
export interface Ends {
  readonly best: Grade;
  readonly worst: Grade;
}

export type Grade = 0 | 1 | 2;
export type GateStatus = "met" | "not_applicable" | "not_met" | "undetermined";
export type ObligationStatus =
  | "evidenced"
  | "not_applicable"
  | "not_evidenced"
  | "outside_framework"
  | "partly_evidenced"
  | "undetermined";

export interface NodeResult {
  readonly counts: {
    readonly not_applicable: number;
    readonly rated: number;
    readonly total: number;
    readonly unanswered: number;
    readonly unknown: number;
  };
  readonly coverage: Figure | null;
  readonly gap: Figure | null;
  readonly high: Figure | null;
  readonly low: Figure | null;
  readonly score: Figure | null;
  readonly target: Figure | null;
}

export interface GroupResult {
  readonly best: Grade | null;
  readonly statuses: { readonly [status in ObligationStatus]: number };
  readonly worst: Grade | null;
}

export interface ObligationResult {
  readonly best: Grade | null;
  readonly evidence: Figure | null;
  readonly evidence_high: Figure | null;
  readonly evidence_low: Figure | null;
  readonly framework: Ends | null;
  readonly not_asked: readonly string[];
  readonly open: readonly string[];
  readonly reach: "none" | "partial" | "substantial";
  readonly reason: { readonly article: string; readonly code: "addressee" | "class" | "role" | "sector" } | null;
  readonly rests_on: {
    readonly applicable: number;
    readonly mapped: number;
    readonly not_applicable: number;
    readonly rated: number;
  };
  readonly status: ObligationStatus;
  readonly supplement: Ends | null;
  readonly weakest: Figure | null;
  readonly weakest_high: Figure | null;
  readonly weakest_low: Figure | null;
  readonly worst: Grade | null;
}

export interface DocumentStamp {
  readonly hash: string;
  readonly id: string;
}

export interface SetStamp {
  readonly class: string | null;
  readonly crosswalk: string | null;
  readonly crosswalk_hash: string | null;
  readonly hash: string;
  readonly in_force: { readonly from: string; readonly until: string | null };
}

/** The result of one assessment. */
export interface AssessmentResult {
  readonly framework: DocumentStamp & { readonly version: string };
  readonly gates: { readonly [id: string]: GateStatus };
  readonly groups: { readonly [id: string]: GroupResult };
  readonly model: DocumentStamp;
  readonly nodes: { readonly [id: string]: NodeResult };
  readonly obligations: { readonly [id: string]: ObligationResult };
  readonly scale: DocumentStamp;
  readonly schema: "csf-assess/result/1";
  readonly sets: { readonly [id: string]: SetStamp };
  readonly warnings: readonly { readonly code: "not-applicable-never"; readonly id: string }[];
}

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

/** What may be asked of an assessment. */
export interface AssessOptions {
  /** The ids of the obligation sets to grade; none if left out. */
  readonly sets?: readonly string[];
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
}
