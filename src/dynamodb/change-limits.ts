import type { SecondsRange } from "./durations.js";

/** How many changes DynamoDB accepts in a period. */
interface Budget {
  readonly changes: number;
  readonly hours: number;
}

/** How soon and how often DynamoDB accepts another change of a setting of the same table. A recreated table starts with none of them used. */
interface ChangeLimit {
  /** After a change: the next one is refused until the first time, and accepted from the second time on. */
  readonly cooldownSeconds?: SecondsRange;
  /** The changes that are accepted without a pause. */
  readonly budget?: Budget;
  /** The changes that are accepted after the budget is used up. Absent where none is, until its period is over. */
  readonly afterBudget?: Budget;
}

/** From the creation of a replica until DynamoDB deletes the table that it was copied from, in hours. */
export const REPLICA_SOURCE_HOURS = 24;

/** The limits of single settings. Those of an account, and of the requests per second, are not among them. */
export const CHANGE_LIMITS = {
  deletionProtection: { cooldownSeconds: [15, 15] },
  resourcePolicy: { cooldownSeconds: [15, 15] },
  /** Shorter than the hour of AWS' documentation. */
  timeToLive: { cooldownSeconds: [1_811, 1_871] },
  tags: { cooldownSeconds: [1.5, 1.8] },
  tableClass: { budget: { changes: 2, hours: 30 * 24 } },
  encryption: { budget: { changes: 4, hours: 24 }, afterBudget: { changes: 1, hours: 6 } },
  /** Per day in UTC. The table and each of its indexes count separately; both units in one request count once. */
  capacityDecrease: { budget: { changes: 4, hours: 24 }, afterBudget: { changes: 1, hours: 1 } },
} as const satisfies Readonly<Record<string, ChangeLimit>>;
