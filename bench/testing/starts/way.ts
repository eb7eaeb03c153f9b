/** A way to have an embedded DynamoDB in a test. */
export interface Way {
  /** Starts it, with two tables that are ready. */
  start(): Promise<Started>;
}

/** A running embedded DynamoDB. */
export interface Started {
  /** Stores a hundred items in each of the two tables. */
  fill(): Promise<void>;
  /** Empties both tables. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

/** The ways by name: ours first. */
export const NAMES = ["dynatwin/testing", "dynalite and the SDK"] as const;
export type Name = (typeof NAMES)[number];

/** The measurements of a process, in milliseconds. */
export interface Times {
  /** The first start in the process, which includes loading the code from files in the system's cache. */
  readonly firstStart: number;
  /** Further starts. */
  readonly starts: readonly number[];
  readonly resets: readonly number[];
}

export const ITEMS = 100;
