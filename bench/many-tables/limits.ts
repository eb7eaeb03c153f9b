/** How many tables each way creates, or plans. */
export const TABLES = 200;

/**
 * AWS' limits for changes of tables, as measured: of 10 CreateTable requests at once 4 are refused, and one retry of the SDK is
 * enough for those. The account can change 500 tables at the same time.
 */
export const LIMITS = { reserve: 6, perSecond: 20, changingTables: 500 };

/** From CreateTable to ACTIVE, the middle of what was measured on AWS. */
export const CREATION_MS = 4_500;

/** From a request to its answer. */
export const ROUND_TRIP_MS = 20;

/** The shortest time in which a number of tables can be created and ACTIVE. */
export function bestCreationMs(tables: number): number {
  return (Math.max(0, tables - LIMITS.reserve) / LIMITS.perSecond) * 1000 + CREATION_MS + ROUND_TRIP_MS;
}

export function tableName(index: number): string {
  return `table-${String(index).padStart(3, "0")}`;
}
