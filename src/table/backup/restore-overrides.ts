import { isDeepStrictEqual } from "node:util";
import type {
  GlobalSecondaryIndex,
  LocalSecondaryIndexInfo,
  OnDemandThroughput,
  ProvisionedThroughput,
  RestoreTableFromBackupCommandInput,
  VectorIndex,
  VectorIndexInfo,
} from "@aws-sdk/client-dynamodb";
import { defined } from "../../validation/defined.js";
import { ownMember } from "../../validation/own-member.js";
import { DEFAULT_CAPACITY } from "../definition/create-table-request.js";
import { boundsOf, indexOf } from "../definition/normalise-description.js";
import { vectorIndexOf } from "../definition/normalise-vector-index.js";
import type {
  Bounds,
  NormalisedIndex,
  NormalisedTable,
  NormalisedVectorIndex,
  Units,
} from "../definition/normalised-table.js";
import { encryptionRequest } from "../update/steps/table-steps.js";
import type { RestorableTable } from "./restorable-table.js";

/** The members of a restore request that replace settings of the source. */
export type Overrides = Omit<RestoreTableFromBackupCommandInput, "TargetTableName" | "BackupArn">;

/** What a restore request overrides, so that the table is as wanted from the start. What it cannot override is changed afterwards. */
export function restoreOverrides(source: RestorableTable, wanted: NormalisedTable): Overrides {
  const mode = wanted.billingMode ?? source.billingMode;
  const switches = mode !== source.billingMode;
  const isProvisioned = mode === "PROVISIONED";
  const capacity = capacityOf(wanted.capacity, source.capacity);
  const globals = source.globalIndexes.filter((index) => isWanted(index, wanted.globalSecondaryIndexes, shapeOf));
  const locals = source.localIndexes.filter((index) => isWanted(index, wanted.localSecondaryIndexes, localShapeOf));
  const vectors = source.vectorIndexes.filter((index) => isWantedVector(index, wanted));
  const indexes = globals.map((index): GlobalSecondaryIndex => {
    const { capacity: units, onDemandThroughput } =
      ownMember(wanted.globalSecondaryIndexes, index.IndexName ?? "") ?? {};
    const { ProvisionedThroughput: present, OnDemandThroughput, ...others } = index;
    const bounds = boundsRequest(onDemandThroughput, boundsOf(OnDemandThroughput));
    if (!isProvisioned) return { ...others, ...(bounds && { OnDemandThroughput: bounds }) };
    const own = { read: present?.ReadCapacityUnits, write: present?.WriteCapacityUnits };
    const ofTable = { read: capacity.ReadCapacityUnits, write: capacity.WriteCapacityUnits };
    return { ...others, ProvisionedThroughput: capacityOf(units, { ...ofTable, ...defined(own) }) };
  });
  const bounds = boundsRequest(wanted.onDemandThroughput, source.bounds);
  return {
    ...(switches && { BillingModeOverride: mode }),
    ...(isProvisioned && (switches || wanted.capacity) && { ProvisionedThroughputOverride: capacity }),
    ...(!isProvisioned && wanted.onDemandThroughput && bounds && { OnDemandThroughputOverride: bounds }),
    ...(wanted.encryption && { SSESpecificationOverride: encryptionRequest(wanted.encryption) }),
    ...(!isDeepStrictEqual(indexes, source.globalIndexes) && { GlobalSecondaryIndexOverride: indexes }),
    ...(locals.length < source.localIndexes.length && { LocalSecondaryIndexOverride: locals }),
    // The same members as in a backup; a request has all of them.
    ...(vectors.length < source.vectorIndexes.length && { VectorIndexOverride: vectors as VectorIndex[] }),
  };
}

/** Whether a source's index is among those that are wanted, with the same keys and projection. Without a mention, all are. */
function isWanted(
  index: LocalSecondaryIndexInfo,
  wanted: Readonly<Record<string, NormalisedIndex>> | undefined,
  shape: (index: NormalisedIndex) => unknown,
): boolean {
  if (wanted === undefined) return true;
  const asked = ownMember(wanted, index.IndexName ?? "");
  return asked !== undefined && isDeepStrictEqual(shape(asked), shape(indexOf(index, [])));
}

/** Whether a source's vector index is among those that are wanted, as far as a backup tells it. */
export function isWantedVector(index: VectorIndexInfo, { vectorIndexes: wanted }: NormalisedTable): boolean {
  if (wanted === undefined) return true;
  const asked = ownMember(wanted, index.IndexName ?? "");
  const shape = ({ partitionKey, filters, ...others }: NormalisedVectorIndex) => {
    return { ...others, partitionKey: keyNames(partitionKey), filters: keyNames(filters) };
  };
  return asked !== undefined && isDeepStrictEqual(shape(asked), shape(vectorIndexOf(index, [])));
}

/** Keys without their types, which a backup does not tell. */
export function keyNames(keys: NormalisedTable["partitionKey"]): string[] {
  return (keys ?? []).map(([name]) => name);
}

/** A global secondary index as far as a backup tells it. */
function shapeOf({ partitionKey, ...index }: NormalisedIndex): unknown {
  return { partitionKey: keyNames(partitionKey), ...localShapeOf(index) };
}

/** A local secondary index as far as a backup tells it. Its partition key is the table's, which settings do not mention. */
export function localShapeOf({ sortKey, projection }: Pick<NormalisedIndex, "sortKey" | "projection">) {
  return { sortKey: keyNames(sortKey), projection };
}

function capacityOf(wanted: Units | undefined, present: Units): ProvisionedThroughput {
  return {
    ReadCapacityUnits: wanted?.read ?? present.read ?? DEFAULT_CAPACITY,
    WriteCapacityUnits: wanted?.write ?? present.write ?? DEFAULT_CAPACITY,
  };
}

/** The bounds as a request has them: without those that are none. `undefined` if all are, as DynamoDB refuses an empty override. */
function boundsRequest(wanted: Bounds | undefined, present: Bounds): OnDemandThroughput | undefined {
  const [read, write] = [wanted?.maxRead ?? present.maxRead, wanted?.maxWrite ?? present.maxWrite];
  const bounds = {
    ...(typeof read === "number" && { MaxReadRequestUnits: read }),
    ...(typeof write === "number" && { MaxWriteRequestUnits: write }),
  };
  return Object.keys(bounds).length > 0 ? bounds : undefined;
}
