import { setReplicas } from "./global-tables.js";
import type { Description, Lock, Table } from "./tables.js";
import { usedDefinitions } from "./used-definitions.js";

/** A table as it is saved in a file, as JSON: without the changes that are in progress. */
export interface SavedTable {
  readonly description: Description;
  readonly settings: SavedSettings;
  readonly locks: readonly (readonly [Lock, number])[];
  readonly spent: Table["spent"];
}

type Settings = Table["separateSettings"];
type EntriesOf<M> = M extends ReadonlyMap<infer K, infer V> ? readonly (readonly [K, V])[] : never;
type SavedSettings = Pick<Settings, "timeToLive" | "recovery" | "policy"> & {
  readonly [K in "tags" | "insights" | "kinesisDestinations"]: EntriesOf<Settings[K]>;
};

/**
 * A table as it is after the changes that are in progress. Their new values, such as another capacity, are not included: DynamoDB
 * describes them when a change is complete. `undefined` for a table that is being deleted.
 */
export function saveTable({ description, separateSettings, locks, spent }: Table): SavedTable | undefined {
  if (description.TableStatus === "DELETING") return undefined;
  const { tags, pendingTags, timeToLive, recovery, policy, insights, kinesisDestinations } = separateSettings;
  return {
    description: settled(description),
    settings: {
      tags: [...(pendingTags ?? { tags }).tags],
      timeToLive:
        timeToLive?.status === "ENABLING" || timeToLive?.status === "ENABLED"
          ? { ...timeToLive, status: "ENABLED" }
          : undefined,
      recovery,
      policy,
      insights: Array.from(insights, ([name, each]) => [
        name,
        { ...each, status: STATUS_AFTER[each.status] ?? each.status },
      ]),
      kinesisDestinations: Array.from(kinesisDestinations, ([arn, each]) => [
        arn,
        { ...each, status: KINESIS_STATUS_AFTER[each.status] ?? each.status },
      ]),
    },
    locks: [...locks],
    spent,
  };
}

/** The table of a saved one. */
export function loadTable({ description, settings, locks, spent }: SavedTable): Table {
  return {
    name: String(description.TableName),
    description,
    separateSettings: {
      ...settings,
      isVisible: true,
      hasBackups: true,
      tags: new Map(settings.tags),
      insights: new Map(settings.insights),
      kinesisDestinations: new Map(settings.kinesisDestinations),
    },
    changes: new Set(),
    locks: new Map(locks),
    spent,
  };
}

const STATUS_AFTER: Partial<Record<string, "ENABLED" | "DISABLED">> = { ENABLING: "ENABLED", DISABLING: "DISABLED" };
const KINESIS_STATUS_AFTER: Partial<Record<string, "ACTIVE" | "DISABLED">> = {
  ENABLING: "ACTIVE",
  UPDATING: "ACTIVE",
  DISABLING: "DISABLED",
};

function settled(description: Description): Description {
  const table = structuredClone(description);
  table.TableStatus = "ACTIVE";
  if (table.SSEDescription?.SSEType) table.SSEDescription.Status = "ENABLED";
  else delete table.SSEDescription;
  settleIndexes(table);
  settleReplicas(table);
  for (const { WarmThroughput } of [table, ...(table.GlobalSecondaryIndexes ?? [])])
    if (WarmThroughput) WarmThroughput.Status = "ACTIVE";
  return table;
}

function settleIndexes(table: Description): void {
  const { GlobalSecondaryIndexes = [], VectorIndexes = [], LocalSecondaryIndexes = [] } = table;
  const globals = GlobalSecondaryIndexes.filter(({ IndexStatus }) => IndexStatus !== "DELETING");
  const vectors = VectorIndexes.filter(({ IndexStatus }) => IndexStatus !== "DELETING");
  for (const index of [...globals, ...vectors]) {
    index.IndexStatus = "ACTIVE";
    delete index.Backfilling;
  }
  if (globals.length > 0) table.GlobalSecondaryIndexes = globals;
  else delete table.GlobalSecondaryIndexes;
  if (vectors.length > 0) table.VectorIndexes = vectors;
  else delete table.VectorIndexes;
  const users = [table, ...globals, ...vectors, ...LocalSecondaryIndexes];
  table.AttributeDefinitions = usedDefinitions(table.AttributeDefinitions, users);
}

function settleReplicas(table: Description): void {
  const replicas = table.Replicas?.filter(({ ReplicaStatus }) => ReplicaStatus !== "DELETING") ?? [];
  for (const replica of replicas) replica.ReplicaStatus = "ACTIVE";
  for (const witness of table.GlobalTableWitnesses ?? []) witness.WitnessStatus = "ACTIVE";
  setReplicas(table, replicas);
}
