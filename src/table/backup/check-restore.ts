import { isDeepStrictEqual } from "node:util";
import { TableDefinitionError, type TableDifference, TableMismatchError } from "../../errors.js";
import { Issues } from "../../validation/issues.js";
import { ownMember } from "../../validation/own-member.js";
import { tableSubject } from "../check-call.js";
import { indexOf, keysOf } from "../definition/normalise-description.js";
import type { NormalisedTable } from "../definition/normalised-table.js";
import type { RestorableTable } from "./restorable-table.js";
import { isWantedVector, keyNames, localShapeOf } from "./restore-overrides.js";

/**
 * Throws for what no restore of this source can have.
 *
 * @throws {@link TableMismatchError} for other keys and local secondary indexes.
 * @throws {@link TableDefinitionError} for throughput of the other billing mode, and vector indexes of a PROVISIONED table.
 */
export function checkRestorable(tableName: string, source: RestorableTable, wanted: NormalisedTable): void {
  const differences = [...keyDifferences(source, wanted), ...localIndexDifferences(source, wanted)];
  if (differences.length > 0) {
    const advice =
      "A restored table has the keys and the local secondary indexes of its source: restore it under another name, and copy " +
      "its items to a table with others.";
    throw new TableMismatchError(tableName, differences, advice);
  }
  checkThroughput(tableName, source, wanted);
}

function keyDifferences({ keySchema }: RestorableTable, wanted: NormalisedTable): TableDifference[] {
  const there = keysOf(keySchema, []);
  return (["partitionKey", "sortKey"] as const).flatMap((path) => {
    const [expected, actual] = [wanted[path] && keyNames(wanted[path]), keyNames(there[path])];
    return expected === undefined || isDeepStrictEqual(expected, actual) ? [] : [{ path, expected, actual }];
  });
}

function localIndexDifferences({ localIndexes }: RestorableTable, wanted: NormalisedTable): TableDifference[] {
  const there = Object.fromEntries(
    localIndexes.map((index) => [index.IndexName ?? "", localShapeOf(indexOf(index, []))]),
  );
  return Object.entries(wanted.localSecondaryIndexes ?? {}).flatMap(([name, index]) => {
    const [expected, actual] = [localShapeOf(index), ownMember(there, name)];
    return isDeepStrictEqual(expected, actual) ? [] : [{ path: `localSecondaryIndexes.${name}`, expected, actual }];
  });
}

function checkThroughput(tableName: string, source: RestorableTable, wanted: NormalisedTable): void {
  const issues = new Issues();
  const mode = wanted.billingMode ?? source.billingMode;
  const [path, units, message, fix] =
    mode === "PROVISIONED"
      ? (["onDemandThroughput", wanted.onDemandThroughput, "bounds on-demand requests", "PAY_PER_REQUEST"] as const)
      : (["readCapacity", wanted.capacity, "gives capacity units", "PROVISIONED"] as const);
  if (Object.values(units ?? {}).some((unit) => typeof unit === "number"))
    issues.report(path, `${message}, and the table is ${mode}.`, `set billingMode to "${fix}", or leave it out.`);
  const vectors = source.vectorIndexes.filter((index) => isWantedVector(index, wanted));
  if (mode === "PROVISIONED" && vectors.length > 0)
    issues.report(
      "billingMode",
      `vector indexes are only supported for PAY_PER_REQUEST tables, and the source has "${vectors.map(({ IndexName }) => IndexName).join('", "')}".`,
      "leave it out, or restore without them: vectorIndexes: [].",
    );
  if (issues.list.length > 0)
    throw new TableDefinitionError(tableSubject(tableName), issues.list, "nothing was restored");
}
