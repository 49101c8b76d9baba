import type { Head } from "./comparisons.d.ts";
import type { AssessOptions, Figure, NodeResult } from "./results.d.ts";

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
