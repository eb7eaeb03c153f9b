import { isRegionName } from "../../dynamodb/regions.js";
import { TABLE_CLASSES } from "../../dynamodb/values.js";
import { type OptionReaders, objectOf } from "../../validation/object-readers.js";
import {
  boolean,
  either,
  falseOr,
  listOf,
  oneOf,
  plainObject,
  type Reader,
  recordOf,
  shown,
  string,
  wholeNumber,
} from "../../validation/readers.js";
import { pointInTimeRecovery } from "./backup-reader.js";
import type {
  GlobalTableSettings,
  ReplicaIndexOptions,
  ReplicaOnDemandThroughput,
  ReplicaOptions,
  ReplicaSettings,
} from "./replica-options.js";

const FIX = 'write one like "eu-west-1".';

/** The name of a region. */
export const region: Reader<string> = (value, path, report) => {
  if (typeof value === "string" && isRegionName(value)) return value;
  report(path, `expected the name of a region, got ${shown(value)}.`, FIX);
  return undefined;
};

const unreadableRegion = (path: string) => `?${path}`;
const onDemandThroughput = objectOf<ReplicaOnDemandThroughput>(
  { maxRead: wholeNumber },
  { maxRead: { fix: "write the read request units per second.", instead: () => 1 } },
);
const index = objectOf<ReplicaIndexOptions>(
  { indexName: string, readCapacity: wholeNumber, onDemandThroughput },
  { indexName: { fix: "name the index.", instead: unreadableRegion } },
);

/** The readers of the settings of a replica. */
export const replicaSettingReaders: OptionReaders<ReplicaSettings> = {
  kmsKeyId: string,
  tableClass: oneOf(...TABLE_CLASSES),
  readCapacity: wholeNumber,
  onDemandThroughput,
  globalSecondaryIndexes: listOf(index, (path) => ({ indexName: unreadableRegion(path) })),
  deletionProtection: boolean,
  pointInTimeRecovery,
  contributorInsights: boolean,
  tags: recordOf(falseOr(string)),
  resourcePolicy: falseOr(either((value) => typeof value === "string", string, plainObject)),
};

const replica = objectOf<ReplicaOptions>(
  { region, ...replicaSettingReaders },
  { region: { fix: FIX, instead: unreadableRegion } },
);

/** A list of replicas. */
export const replicas: Reader<readonly ReplicaOptions[]> = listOf(replica, (path) => ({
  region: unreadableRegion(path),
}));

/** The readers of the settings of a global table. */
export const globalTableReaders: OptionReaders<GlobalTableSettings> = {
  replicas,
  consistency: oneOf("EVENTUAL", "STRONG"),
  witness: region,
};
