import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { defined } from "../../validation/defined.js";
import type { CreateTableRequest } from "./create-table-request.js";
import { boundsOf } from "./normalise-description.js";
import { normaliseReplicas } from "./normalise-replicas.js";
import { normaliseRequest } from "./normalise-request.js";
import type { Bounds, NormalisedIndex, NormalisedTable, NormalisedThroughput } from "./normalised-table.js";
import type { CreateTableOptions } from "./options.js";

/** A part of a table that has a member of its own in the CreateTable request. */
type RequestPart = Exclude<
  keyof NormalisedTable,
  | "timeToLive"
  | "pointInTimeRecovery"
  | "contributorInsights"
  | "region"
  | "replicas"
  | "consistency"
  | "witness"
  | "kinesisStreams"
>;

/** For each part of a table, the options and the member of the request that mention it. */
const MENTIONS: {
  readonly [P in RequestPart]: readonly [
    member: keyof CreateTableCommandInput,
    ...options: (keyof CreateTableOptions)[],
  ];
} = {
  partitionKey: ["KeySchema", "partitionKey"],
  // A key without a sort key says that there is none.
  sortKey: ["KeySchema", "partitionKey", "sortKey"],
  globalSecondaryIndexes: ["GlobalSecondaryIndexes", "globalSecondaryIndexes"],
  localSecondaryIndexes: ["LocalSecondaryIndexes", "localSecondaryIndexes"],
  vectorIndexes: ["VectorIndexes", "vectorIndexes"],
  billingMode: ["BillingMode", "billingMode"],
  capacity: ["ProvisionedThroughput", "readCapacity", "writeCapacity"],
  onDemandThroughput: ["OnDemandThroughput", "onDemandThroughput"],
  warmThroughput: ["WarmThroughput", "warmThroughput"],
  tableClass: ["TableClass", "tableClass"],
  encryption: ["SSESpecification", "encryption"],
  stream: ["StreamSpecification", "stream"],
  deletionProtection: ["DeletionProtectionEnabled", "deletionProtection"],
  tags: ["Tags", "tags"],
  resourcePolicy: ["ResourcePolicy", "resourcePolicy"],
};

/** Normalises a definition. What it does not mention is left out, but for the keys and the projections of its indexes. */
export function normaliseDefinition({
  options,
  input,
}: Pick<CreateTableRequest, "options" | "input">): NormalisedTable {
  const all = normaliseRequest(input);
  const raw = options.input ?? {};
  const isMentioned = ([member, ...names]: (typeof MENTIONS)[RequestPart]) =>
    raw[member] !== undefined || names.some((name) => options[name] !== undefined);
  const parts = (Object.keys(MENTIONS) as RequestPart[]).filter((part) => isMentioned(MENTIONS[part]));
  const mentioned: NormalisedTable = Object.fromEntries(parts.map((part) => [part, all[part]]));
  return {
    ...mentioned,
    ...(mentioned.capacity && { capacity: capacityOf(options, raw.ProvisionedThroughput !== undefined, all) }),
    ...(mentioned.onDemandThroughput && { onDemandThroughput: rawBounds(raw) ?? mentionedBounds(options) }),
    ...(mentioned.globalSecondaryIndexes && { globalSecondaryIndexes: indexesOf(options, all) }),
    ...(mentioned.tags && { tags: { ...all.tags, ...removedTags(options) } }),
    ...settingsAfterCreation(options),
    ...normaliseReplicas(options),
  };
}

function capacityOf(
  options: CreateTableOptions,
  isRaw: boolean,
  all: NormalisedTable,
): NormalisedThroughput["capacity"] {
  return isRaw ? all.capacity : defined({ read: options.readCapacity, write: options.writeCapacity });
}

/** The bounds that an option mentions. `false` removes both. */
function mentionedBounds({ onDemandThroughput }: Pick<CreateTableOptions, "onDemandThroughput">): Bounds | undefined {
  if (onDemandThroughput === undefined) return undefined;
  if (onDemandThroughput === false) return { maxRead: false, maxWrite: false };
  return defined({ maxRead: onDemandThroughput.maxRead, maxWrite: onDemandThroughput.maxWrite });
}

/** The bounds that a member of a request mentions. */
function rawBounds({
  OnDemandThroughput: raw,
}: Pick<CreateTableCommandInput, "OnDemandThroughput"> = {}): Bounds | undefined {
  if (raw === undefined) return undefined;
  const { maxRead, maxWrite } = boundsOf(raw);
  return defined({
    maxRead: raw.MaxReadRequestUnits === undefined ? undefined : maxRead,
    maxWrite: raw.MaxWriteRequestUnits === undefined ? undefined : maxWrite,
  });
}

/** The global secondary indexes of a definition, with the throughput that they mention. */
function indexesOf(options: CreateTableOptions, all: NormalisedTable): Readonly<Record<string, NormalisedIndex>> {
  const indexes = all.globalSecondaryIndexes ?? {};
  const raw = options.input?.GlobalSecondaryIndexes;
  if (raw) {
    const byName = new Map(raw.map((index) => [index.IndexName, index]));
    return Object.fromEntries(
      Object.entries(indexes).map(([name, { onDemandThroughput: _, ...index }]) => {
        return [name, defined({ ...index, onDemandThroughput: rawBounds(byName.get(name)) })];
      }),
    );
  }
  const byOption = new Map((options.globalSecondaryIndexes ?? []).map((index) => [index.indexName, index]));
  return Object.fromEntries(
    Object.entries(indexes).map(([name, { partitionKey, sortKey, projection }]) => {
      const { readCapacity, writeCapacity, onDemandThroughput, warmThroughput } = byOption.get(name) ?? {};
      const capacity = defined({ read: readCapacity, write: writeCapacity });
      const throughput = defined({
        capacity: Object.keys(capacity).length > 0 ? capacity : undefined,
        onDemandThroughput: mentionedBounds({ onDemandThroughput }),
        warmThroughput,
      });
      return [name, { partitionKey, sortKey, projection, ...throughput }];
    }),
  );
}

function removedTags({ tags = {} }: CreateTableOptions): Readonly<Record<string, false>> {
  const removed = Object.entries(tags).filter(([, value]) => value === false);
  return Object.fromEntries(removed.map(([key]) => [key, false as const]));
}

/** The settings that have requests of their own. */
function settingsAfterCreation(options: CreateTableOptions): NormalisedTable {
  const { timeToLive, pointInTimeRecovery: backups, contributorInsights } = options;
  return defined<NormalisedTable>({
    timeToLive,
    pointInTimeRecovery: backups === true ? {} : backups,
    contributorInsights,
  });
}
