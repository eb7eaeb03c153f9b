import type { CreateTableCommandInput, TableDescription } from "@aws-sdk/client-dynamodb";
import { differencesOf } from "./differences.js";
import { normaliseObserved } from "./normalise-description.js";
import { normaliseRequest } from "./normalise-request.js";
import type { NormalisedTable } from "./normalised-table.js";

/** The maximum difference between the clocks of this machine and of the service. */
const CLOCK_SKEW_MS = 60_000;

/**
 * Whether a table was created by a CreateTable request: its definition is the same, and it is not older than the request.
 *
 * @param table - The table's description.
 * @param input - The request.
 * @param requestedAt - When the request was first sent.
 */
export function isOwnTable(table: TableDescription, input: CreateTableCommandInput, requestedAt: Date): boolean {
  const createdAt = table.CreationDateTime?.getTime() ?? Number.POSITIVE_INFINITY;
  if (table.TableStatus === "DELETING" || createdAt < requestedAt.getTime() - CLOCK_SKEW_MS) return false;
  const [asked, made] = [described(normaliseRequest(input)), described(normaliseObserved({ description: table }))];
  // In both directions: what one of them has and the other does not is a difference, too.
  return [differencesOf(asked, made, ALL), differencesOf(made, asked, ALL)].every(({ length }) => length === 0);
}

const ALL = { prune: true };

/** What the description of a table that is being created shows in any case. Warm throughput is more than was asked for. */
function described(table: NormalisedTable): NormalisedTable {
  const {
    partitionKey,
    sortKey,
    localSecondaryIndexes,
    globalSecondaryIndexes = {},
    vectorIndexes,
    billingMode,
    capacity,
    stream,
  } = table;
  const indexes = Object.entries(globalSecondaryIndexes).map(([name, index]) => {
    const { warmThroughput: _, onDemandThroughput: __, ...shown } = index;
    return [name, shown] as const;
  });
  return {
    partitionKey,
    sortKey,
    localSecondaryIndexes,
    globalSecondaryIndexes: Object.fromEntries(indexes),
    vectorIndexes,
    billingMode,
    capacity,
    stream,
  };
}
