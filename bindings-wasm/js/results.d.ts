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
  /** What the scope rules say of the class; not there where the assessment gives it, or nothing derives it. */
  readonly scope?: {
    readonly article: string | null;
    /** The set whose class it is, where this one has none of its own. */
    readonly class_of: string | null;
    readonly document: string | null;
    readonly documents: readonly DocumentStamp[];
    readonly missing: readonly string[];
    readonly outcome: "determined" | "national_decision" | "undetermined";
    readonly possible: readonly string[];
    readonly rule: string | null;
  };
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

/** What may be asked of an assessment. */
export interface AssessOptions {
  /** The ids of the obligation sets to grade; none if left out. */
  readonly sets?: readonly string[];
}
