/** A way to have an embedded DynamoDB in a test. */
export interface Way {
  /** Starts it, with two tables that are ready. */
  start(): Promise<Started>;
}

/** An embedded DynamoDB that is there. */
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

/** What a process measured, in milliseconds. */
export interface Times {
  /** The first start of the process: the code is loaded, from files that the system has in memory. */
  readonly firstStart: number;
  /** Further starts. */
  readonly starts: readonly number[];
  readonly resets: readonly number[];
}

export const ITEMS = 100;
