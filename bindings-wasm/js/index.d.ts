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

/** An answer of the old version that no outcome of the new one takes over; kept under `x.migration.dropped`. */
export interface Dropped {
  readonly headings: readonly string[];
  readonly id: string;
  readonly level: Figure | null;
  readonly state: string;
  readonly title: string;
}

/** An assessment carried over to another framework, and how each of its answers came to be. */
export interface Migration {
  readonly assessment: string;
  /** The new assessment, valid as it stands. */
  readonly content: { readonly schema: "csf-assess/assessment/1"; readonly [key: string]: unknown };
  readonly counts: {
    readonly dropped: number;
    readonly exact: number;
    readonly partial: number;
    readonly review: number;
    readonly unanswered: number;
    readonly without_predecessor: number;
  };
  readonly dropped: readonly Dropped[];
  readonly from: string;
  readonly items: readonly {
    readonly from: readonly string[];
    readonly id: string;
    readonly level: Figure | null;
    readonly mark: "exact" | "partial" | "review";
    readonly state: string;
    readonly title: string;
    readonly why: readonly { readonly code: string; readonly of: readonly string[]; readonly text: string }[];
  }[];
  readonly remarks: readonly { readonly code: string; readonly text: string }[];
  readonly schema: "csf-assess/migration/1";
  readonly scores: readonly {
    readonly after: NodeResult | null;
    readonly before: NodeResult | null;
    readonly id: string;
    readonly title: string;
  }[];
  readonly source: string;
  readonly to: string;
  readonly transition: string;
  readonly unanswered: readonly string[];
  readonly without_predecessor: readonly string[];
}

/** What is known of an incident; times are RFC 3339 with their offset. */
export interface Incident {
  /** When the entity became aware of it. */
  readonly aware: string;
  /** When the incident notification was submitted. */
  readonly notified?: string | null;
  /** When the incident was handled. */
  readonly handled?: string | null;
  /** When the authority asked for a report. */
  readonly requested?: string | null;
  /** The entity's roles, by the set's ids, which may shorten a period. */
  readonly roles?: readonly string[];
  /** Public holidays, `YYYY-MM-DD`. */
  readonly holidays?: readonly string[];
  /** The offset at which hours, days and months are counted, such as `+01:00`; UTC if left out. */
  readonly offset?: string | null;
}

export type Weekday = "friday" | "monday" | "saturday" | "sunday" | "thursday" | "tuesday" | "wednesday";

/** A point in time, in UTC and at another offset. */
export interface Stamp {
  readonly local: string;
  readonly local_weekday: Weekday;
  readonly utc: string;
  readonly utc_weekday: Weekday;
}

/** A due time in one reading. */
export interface Due {
  readonly at: Stamp;
  readonly from: Stamp;
  readonly moved_from: string | null;
  readonly provisions: readonly string[];
}

/** The due times of an incident under one act. */
export interface Clock {
  readonly counted_in: string;
  readonly entries: readonly {
    readonly addressee: string;
    readonly article: string;
    readonly basis: "event" | "latest" | "no_period" | "open";
    readonly by_rule: Due | null;
    readonly cautious: Due | null;
    readonly deadline: number;
    readonly done: Stamp | null;
    readonly event: "awareness" | "handling" | "notification" | "request";
    readonly obligation: string;
    readonly ongoing: boolean | null;
    readonly owed: "depends" | "no" | "yes";
    readonly period: string | null;
    readonly role: string | null;
    readonly says: string;
    readonly standard: string | null;
    readonly title: string;
    readonly when: string | null;
  }[];
  readonly events: {
    readonly awareness: Stamp;
    readonly handling: Stamp | null;
    readonly notification: Stamp | null;
    readonly request: Stamp | null;
  };
  readonly holidays: readonly string[];
  readonly roles: readonly string[];
  readonly rule: {
    readonly celex: string | null;
    readonly id: string;
    readonly note: string | null;
    readonly provisions: readonly {
      readonly article: string;
      readonly decides?: readonly ("days" | "hours" | "months" | "rest_day" | "weeks" | "years")[];
      readonly read: "in_full" | "in_part" | "not_read";
      readonly summary: string;
    }[];
    readonly title: string;
  } | null;
  readonly schema: "csf-assess/clock/1";
  readonly set: {
    readonly hash: string;
    readonly id: string;
    readonly in_force: { readonly from: string; readonly until: string | null };
    readonly title: string;
  };
}

/** What is known about an entity. What is left out is unknown; an empty list says that there is none. */
export interface EntityFacts {
  /** Annual balance sheet total in euros, partner and linked enterprises added. */
  readonly balance_sheet?: number | string;
  /** Further facts that the rules ask for; one that is not here counts as not so. */
  readonly facts?: Readonly<Record<string, boolean>>;
  /** Staff in annual work units, partner and linked enterprises added. */
  readonly headcount?: number | string;
  /** The id of the national overlay to read it under. */
  readonly overlay?: string;
  readonly roles?: readonly string[];
  /** Paths such as `annex-i/energy/electricity`. */
  readonly sectors?: readonly string[];
  /** In place of the figures. */
  readonly size?: "large" | "medium" | "micro" | "small";
  /** Annual turnover in euros, partner and linked enterprises added. */
  readonly turnover?: number | string;
}

/** Who an entity is under an act. */
export interface ScopeAnswer {
  /** The class; `none`: the act does not bind; null: not known, or the act gives none. */
  readonly class: string | null;
  readonly given: EntityFacts;
  /** Null: not known. */
  readonly in_scope: boolean | null;
  readonly missing: readonly string[];
  readonly notes: readonly {
    readonly article: string;
    readonly document: string;
    readonly id: string;
    readonly summary: string;
  }[];
  readonly outcome: "determined" | "national_decision" | "undetermined";
  readonly overlay: string | null;
  /** Every class that it can be, with `none` and `in_scope`. */
  readonly possible: readonly string[];
  readonly roles: readonly string[] | null;
  /** The rule that decided; null: what was not said decides. */
  readonly rule: {
    readonly article: string;
    readonly document: string;
    readonly id: string;
    readonly summary: string;
    readonly verification: string;
  } | null;
  readonly schema: "csf-assess/scope-answer/1";
  readonly sectors: readonly string[] | null;
  readonly set: string;
  readonly size: {
    readonly article: string;
    readonly class: string | null;
    readonly missing: readonly string[];
    readonly notes: readonly { readonly article: string; readonly summary: string }[];
    readonly possible: readonly string[];
    readonly steps: readonly {
      readonly holds: boolean | null;
      readonly id: string;
      readonly tests: readonly {
        readonly figure: "balance_sheet" | "headcount" | "turnover";
        readonly holds: boolean | null;
        readonly limit: number;
        readonly must_be_below: boolean;
        readonly value: string | null;
      }[];
    }[];
    readonly verification: string;
  } | null;
  readonly would_change: readonly {
    readonly article: string;
    readonly id: string;
    readonly kind: "fact" | "role";
    readonly question: string | null;
    readonly rule: string;
    readonly then: string;
    readonly value: boolean;
  }[];
}

/** How far several respondents agree. */
export interface Agreement {
  /** Leik's ordinal consensus, 0 to 1; none where fewer than two are rated. */
  readonly consensus: Figure | null;
  readonly contested: readonly ("leik_below_half" | "not_applicable_beside_level" | "two_levels_apart")[];
  readonly highest: Figure | null;
  readonly lowest: Figure | null;
  readonly n: number;
  readonly spread: Figure | null;
}

/** What one respondent said. */
export interface Voice {
  readonly level: Figure | null;
  readonly note: string | null;
  readonly state: string;
}

/** An outcome on which two respondents are a level or more apart. */
export interface ViewItem {
  readonly difference: Figure;
  readonly id: string;
  readonly of: Figure;
  readonly than: Figure;
  readonly title: string;
}

/** How respondents are brought together. */
export interface ConsensusOptions {
  /** Which level counts; `median` where nothing is said. */
  readonly merge?: "median" | "minimum" | "lead";
  /** The respondent who leads; the only one with `lead: true` where nothing is said. */
  readonly lead?: string;
  /** Pairs of respondents whose levels are set against one another. */
  readonly between?: readonly (readonly [string, string])[];
}

/** Several respondents side by side, and merged. */
export interface Consensus {
  /** Krippendorff's alpha, ordinal; 1 is full agreement, 0 what chance would give. */
  readonly alpha: Figure | null;
  /** The merged assessment, valid as it stands. */
  readonly content: { readonly schema: "csf-assess/assessment/1"; readonly [key: string]: unknown };
  readonly counts: {
    readonly compared: number;
    readonly contested: number;
    readonly contested_questions: number;
    readonly outcomes: number;
    readonly said: number;
  };
  readonly differences: readonly {
    readonly field: string;
    readonly taken: unknown;
    readonly values: { readonly [respondent: string]: unknown };
  }[];
  readonly framework: string;
  readonly items: readonly {
    readonly agreement: Agreement;
    readonly id: string;
    readonly level: Figure | null;
    readonly state: string;
    readonly title: string;
    readonly voices: { readonly [respondent: string]: Voice };
  }[];
  readonly lead: string | null;
  readonly merge: "median" | "minimum" | "lead";
  readonly questions: readonly {
    readonly answer: string | null;
    readonly contested: boolean;
    readonly id: string;
    readonly question: string;
    readonly voices: { readonly [respondent: string]: string };
  }[];
  readonly respondents: readonly {
    readonly assessed_on: string | null;
    readonly assessment: string;
    readonly id: string;
    readonly lead: boolean;
    readonly name: string | null;
    readonly rated: number;
    readonly role: string | null;
  }[];
  readonly scale: string;
  readonly schema: "csf-assess/consensus/1";
  readonly tiers: readonly {
    readonly agreement: Agreement;
    readonly id: string;
    readonly level: Figure | null;
    readonly title: string;
    readonly voices: { readonly [respondent: string]: Voice };
  }[];
  readonly views: readonly {
    readonly higher: readonly ViewItem[];
    readonly lower: readonly ViewItem[];
    readonly of: string;
    readonly than: string;
  }[];
  /** The contested outcomes, the lowest consensus first. */
  readonly worklist: readonly string[];
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
  /** Carries an assessment over to another framework, by the named table of the transition or by its first. */
  migrate(assessment: object | string, to: string, options?: { readonly source?: string }): Migration;
  /** Counts when the reports of an incident fall due under a set, in both readings. */
  clock(set: string, incident: Incident): Clock;
  /** Says whether an act binds an entity, as what, and by which rule; under `nis2` where no set is named. */
  scope(facts: EntityFacts | string, options?: { readonly set?: string; readonly overlay?: string }): ScopeAnswer;
  /** Sets the assessments of several respondents beside one another, whatever their order, and merges them. */
  consensus(assessments: readonly (object | string)[], options?: ConsensusOptions): Consensus;
}
