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

/** Which assessment one side of a comparison is, or one point of a trend. */
export interface Head {
  readonly assessed_on: string | null;
  readonly framework: string;
  readonly id: string;
  readonly organization: string | null;
}

/** A part of a comparison. */
export type Section = "answers" | "gates" | "groups" | "nodes" | "obligations" | "supplementary" | "tiers";

/** A document behind two results that is not the same. */
export interface DocumentDifference {
  readonly after: (DocumentStamp & { readonly version: string | null }) | null;
  readonly before: (DocumentStamp & { readonly version: string | null }) | null;
  readonly kind: string;
  readonly not_compared: readonly Section[];
  readonly set: string | null;
  readonly touches: readonly Section[];
}

/** A status with its ends. */
export interface Standing {
  readonly best: Grade | null;
  readonly status: ObligationStatus;
  readonly worst: Grade | null;
}

/** What became of an answer. */
export type ChangeKind =
  | "became_applicable"
  | "became_not_applicable"
  | "closed"
  | "details"
  | "opened"
  | "rated_down"
  | "rated_up"
  | "still_open";

/** Where the ends of a status went. */
export type Direction = "down" | "narrower" | "other" | "up" | "wider";

/** What is known about one outcome. */
export interface OutcomeFound {
  readonly answer: { readonly [key: string]: unknown } | null;
  readonly id: string;
  readonly level: Figure | null;
  readonly level_name: string | null;
  readonly state: "not_applicable" | "rated" | "unanswered" | "unknown";
  readonly target: Figure | null;
  readonly title: string;
}

/** The two sides of a change; null where one side has no such thing. */
export interface Change<T> {
  readonly after: T | null;
  readonly before: T | null;
  readonly id: string;
  readonly title: string;
}

/** A piece of evidence as it was given. */
export interface Evidence {
  readonly date?: string;
  readonly note?: string;
  readonly ref: string;
  readonly x?: { readonly [key: string]: unknown };
}

/** All that differs between two assessments. */
export interface Comparison {
  readonly after: Head;
  readonly answers: readonly {
    readonly after: OutcomeFound;
    readonly before: OutcomeFound;
    readonly change: Figure | null;
    readonly evidence_added: readonly Evidence[];
    readonly evidence_removed: readonly Evidence[];
    readonly fields: readonly string[];
    readonly id: string;
    readonly kind: ChangeKind;
    readonly title: string;
  }[];
  readonly before: Head;
  readonly differences: readonly DocumentDifference[];
  readonly gates: readonly Change<GateStatus>[];
  readonly groups: readonly (Change<GroupResult> & {
    readonly article: string;
    readonly direction: Direction | null;
    readonly set: string;
  })[];
  readonly migration: { readonly from: string; readonly to: string } | null;
  readonly nodes: readonly (Change<NodeResult> & {
    readonly change: Figure | null;
    readonly is_outcome: boolean;
    readonly kind: string;
  })[];
  readonly not_compared: readonly Section[];
  readonly obligations: readonly (Change<Standing> & {
    readonly article: string;
    readonly direction: Direction;
    readonly set: string;
  })[];
  readonly only_after: readonly OutcomeFound[];
  readonly only_before: readonly OutcomeFound[];
  readonly organization: readonly { readonly after: unknown; readonly before: unknown; readonly field: string }[];
  readonly schema: "csf-assess/comparison/1";
  readonly supplementary: readonly {
    readonly after: { readonly [key: string]: unknown } | null;
    readonly before: { readonly [key: string]: unknown } | null;
    readonly evidence_added: readonly Evidence[];
    readonly evidence_removed: readonly Evidence[];
    readonly fields: readonly string[];
    readonly id: string;
    readonly kind: ChangeKind;
    readonly question: string | null;
  }[];
  readonly tiers: readonly Change<{ readonly [key: string]: unknown }>[];
}

/** One thing over time: its points, in pieces that no break goes through. */
export interface Series<T> {
  readonly id: string;
  readonly runs: readonly (readonly (T & { readonly date: string })[])[];
  readonly title: string;
}

/** Scores and statuses over time. */
export interface Trend {
  readonly assessments: readonly Head[];
  readonly breaks: readonly {
    readonly because: readonly DocumentDifference[];
    readonly between: readonly [string, string];
  }[];
  readonly gates: readonly Series<{ readonly status: GateStatus }>[];
  readonly groups: readonly (Series<{ readonly best: Grade | null; readonly worst: Grade | null }> & {
    readonly article: string;
    readonly set: string;
  })[];
  readonly nodes: readonly (Series<Pick<NodeResult, "coverage" | "high" | "low" | "score">> & {
    readonly is_outcome: boolean;
    readonly kind: string;
  })[];
  readonly obligations: readonly (Series<Standing> & { readonly article: string; readonly set: string })[];
  readonly schema: "csf-assess/trend/1";
}

/** A strength at which a status would be another; null: without the mapping. */
export type StrengthFlip = Standing & { readonly strength: number | null };

/** What each status hangs on. */
export interface Sensitivity {
  readonly assessment: Head;
  readonly obligations: readonly (Standing & {
    readonly answers: readonly (Standing & {
      readonly answer: "no" | "yes" | null;
      readonly id: string;
      readonly level: Figure | null;
    })[];
    readonly article: string;
    readonly closest: Figure | null;
    readonly floor_strengths: readonly StrengthFlip[];
    readonly id: string;
    readonly set: string;
    readonly strengths: readonly {
      readonly flips: readonly StrengthFlip[];
      readonly from: string;
      readonly strength: number;
      readonly title: string;
    }[];
    readonly thresholds: readonly (Standing & {
      readonly at: Figure;
      readonly distance: Figure;
      readonly edge: "above" | "at_most";
      readonly now: Figure;
      readonly threshold: "evidenced_at" | "floor_at" | "partly_at";
    })[];
    readonly title: string;
  })[];
  readonly questions_only: readonly string[];
  readonly schema: "csf-assess/sensitivity/1";
  readonly sets: readonly {
    readonly crosswalk: string;
    readonly set: string;
    readonly thresholds: { readonly [name: string]: number | string };
  }[];
}

/** One piece of evidence on a day. */
export interface Piece {
  readonly date: string | null;
  readonly expires_on: string | null;
  readonly id: string;
  readonly ref: string;
  readonly state: "ahead" | "fresh" | "stale" | "undated";
  readonly wanted: string;
}

/** The evidence of an assessment on a day, and which answers to verify first. */
export interface Freshness {
  readonly assessment: Head;
  readonly counts: {
    readonly ahead: number;
    readonly fresh: number;
    readonly stale: number;
    readonly undated: number;
  };
  readonly expires: readonly Piece[];
  readonly on: string;
  readonly schema: "csf-assess/freshness/1";
  readonly stale: readonly Piece[];
  readonly verify: readonly {
    readonly doubt: number;
    readonly effect: number;
    readonly id: string;
    readonly obligations: readonly string[];
    readonly reasons: readonly ("contested" | "high_without_evidence" | "no_evidence" | "stale" | "undated")[];
    readonly score: number;
    readonly title: string;
  }[];
  readonly without: readonly string[];
}

/** What is wanted, and what may change. */
export interface PlanOptions extends AssessOptions {
  /** The status to reach at the worst end; `evidenced` where nothing is said. */
  readonly want?: "evidenced" | "partly_evidenced";
  /** Obligations and groups; without any, and without gates, all that bind and are owed. */
  readonly targets?: readonly string[];
  /** Gates of the model. */
  readonly gates?: readonly string[];
  /** A document of kind `csf-assess/costs/1`. */
  readonly costs?: object | string;
  /** Only these outcomes and questions may change; a node stands for all below it. */
  readonly only?: readonly string[];
  /** These may not change. */
  readonly fixed?: readonly string[];
  /** Only what one of these owns may change. */
  readonly owners?: readonly string[];
}

/** One change of a plan: an outcome raised, or a question brought to yes. */
export interface PlanStep {
  readonly answer: "yes" | null;
  readonly cost: number;
  readonly from: Figure | null;
  readonly helps: readonly string[];
  readonly id: string;
  readonly levels: Readonly<Record<string, Figure>> | null;
  readonly owner: string | null;
  readonly title: string;
  readonly to: Figure | null;
}

/** Something wanted that cannot be brought about. */
export interface Unreachable {
  readonly id: string;
  readonly kind: "gate" | "group" | "obligation";
  readonly why: "held" | "not_applicable" | "not_binding" | "nothing";
}

/** The cheapest way to wanted statuses. */
export interface Plan {
  readonly already: readonly string[];
  readonly alternatives: readonly {
    readonly cost: number;
    readonly proven: boolean;
    readonly steps: readonly PlanStep[];
    readonly without: string;
  }[];
  readonly assessment: Head;
  readonly at_most: number | null;
  readonly bound: number | null;
  readonly cost: number | null;
  readonly proven: boolean;
  readonly reached: readonly {
    readonly after: 1 | 2 | null;
    readonly before: 0 | 1 | 2 | null;
    readonly id: string;
    readonly kind: "gate" | "group" | "obligation";
    readonly title: string;
  }[];
  readonly schema: "csf-assess/plan/1";
  readonly steps: readonly PlanStep[];
  readonly unreachable: readonly Unreachable[];
  readonly want: "evidenced" | "partly_evidenced";
}

/** The next best steps, each after those before it. */
export interface NextSteps {
  readonly already: readonly string[];
  readonly assessment: Head;
  readonly missing: Figure;
  readonly schema: "csf-assess/next-steps/1";
  readonly steps: readonly { readonly gain: Figure; readonly missing: Figure; readonly step: PlanStep }[];
  readonly unreachable: readonly Unreachable[];
  readonly want: "evidenced" | "partly_evidenced";
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
  /** Lists what changed from one assessment to another. */
  compare(before: object | string, after: object | string, options?: AssessOptions): Comparison;
  /** Puts dated assessments in a row, whatever their order. */
  trend(assessments: readonly (object | string)[], options?: AssessOptions): Trend;
  /** Finds the thresholds, strengths and answers that each status of the sets hangs on. */
  sensitivity(assessment: object | string, options: AssessOptions): Sensitivity;
  /** Looks at the evidence on a day, `YYYY-MM-DD`; there is no clock in the library. */
  freshness(assessment: object | string, on: string, options?: AssessOptions): Freshness;
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
