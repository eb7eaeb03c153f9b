import { ownMember } from "../../../validation/own-member.js";
import type { NormalisedIndex, NormalisedVectorIndex } from "../../definition/normalised-table.js";
import type { Changes } from "./changes.js";

/** Capacity units of a PROVISIONED table that names none. */
const DEFAULT_CAPACITY = 5;

/** Capacity units of both kinds. */
export interface FullCapacity {
  readonly read: number;
  readonly write: number;
}

/** What happens to the indexes of one kind of a table, by name. */
export interface IndexChanges {
  /** Deleted, and not created again. */
  readonly removed: readonly string[];
  /** Deleted and created again, as only the throughput of an index can be changed. */
  readonly rebuilt: readonly string[];
  readonly added: readonly string[];
  /** There before and after. Their throughput may change. */
  readonly kept: readonly string[];
}

/** The kinds of indexes that are added to and deleted from a table that is there. */
export type IndexKind = "globalSecondaryIndexes" | "vectorIndexes";

/** Sorts the indexes of one kind by what happens to them. */
export function indexChangesOf(
  { actual, differences }: Pick<Changes, "actual" | "differences">,
  kind: IndexKind = "globalSecondaryIndexes",
): IndexChanges {
  const ofIndexes = differences.filter(({ part }) => part === kind);
  const whole = ofIndexes.filter(({ member }) => member === undefined);
  const names = (list: typeof ofIndexes) => [...new Set(list.map(({ indexName = "" }) => indexName))];
  const removed = names(whole.filter(({ expected }) => expected === undefined));
  const rebuilt = names(ofIndexes.filter(({ member = "capacity" }) => FIXED.has(member)));
  const added = names(whole.filter(({ expected }) => expected !== undefined));
  const there = Object.keys(actual[kind] ?? {});
  return { removed, rebuilt, added, kept: there.filter((name) => !removed.includes(name) && !rebuilt.includes(name)) };
}

const FIXED: ReadonlySet<keyof NormalisedIndex | keyof NormalisedVectorIndex> = new Set([
  ...(["partitionKey", "sortKey", "projection"] as const),
  ...(["vector", "dimensions", "distance", "filters"] as const),
]);

/** The billing mode after the changes. */
export function finalMode({ wanted, actual }: Changes): string | undefined {
  return wanted.billingMode ?? actual.billingMode;
}

/** The capacity of the table after the changes: what is not mentioned stays. */
export function finalCapacity({ wanted, actual }: Changes): FullCapacity {
  return {
    read: wanted.capacity?.read ?? actual.capacity?.read ?? DEFAULT_CAPACITY,
    write: wanted.capacity?.write ?? actual.capacity?.write ?? DEFAULT_CAPACITY,
  };
}

/** The capacity of an index after the changes. One that neither mentions nor has any gets the table's. */
export function finalIndexCapacity(changes: Changes, name: string): FullCapacity {
  const [wanted, actual] = [changes.wanted, changes.actual].map(
    (table) => ownMember(table.globalSecondaryIndexes, name)?.capacity,
  );
  const ofTable = finalCapacity(changes);
  return {
    read: wanted?.read ?? actual?.read ?? ofTable.read,
    write: wanted?.write ?? actual?.write ?? ofTable.write,
  };
}

/**
 * The capacity of an index that is built: what is not mentioned is the table's, also where it had another one before. A call
 * that is cut off after the deletion could not know that.
 */
export function newIndexCapacity(changes: Changes, name: string): FullCapacity {
  const { capacity } = ownMember(changes.wanted.globalSecondaryIndexes, name) ?? {};
  const ofTable = finalCapacity(changes);
  return { read: capacity?.read ?? ofTable.read, write: capacity?.write ?? ofTable.write };
}

/** Capacity units as a request has them. */
export function provisioned({ read, write }: FullCapacity) {
  return { ReadCapacityUnits: read, WriteCapacityUnits: write };
}
