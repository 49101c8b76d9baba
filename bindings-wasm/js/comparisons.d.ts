import type {
  DocumentStamp,
  Figure,
  GateStatus,
  Grade,
  GroupResult,
  NodeResult,
  ObligationStatus,
} from "./results.d.ts";

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
