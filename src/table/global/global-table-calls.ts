import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { regionIn } from "../../dynamodb/arns.js";
import { isRetryable } from "../../dynamodb/error-predicates.js";
import type { Procedure } from "../../procedure/procedure.js";
import { retry } from "../../procedure/retry.js";
import { Issues } from "../../validation/issues.js";
import { tableSubject } from "../check-call.js";
import type { TableContext } from "../context.js";
import type { Removals } from "../definition/differences.js";
import { normaliseReplica } from "../definition/normalise-replicas.js";
import type { NormalisedTable } from "../definition/normalised-table.js";
import { describeTable } from "../describe.js";
import type { TableCall } from "../table-call.js";
import { changeOf, changeTable } from "../update/update-table.js";
import type { WaitOptions } from "../wait/options.js";
import { resolveWait } from "../wait/wait-settings.js";
import type { AddReplicaOptions, GlobalTableOptions, RemoveReplicaOptions } from "./options.js";
import { readAddReplica, readGlobalTable, readRemoveReplica } from "./read-global-table.js";

/** Makes a table a global table: adds the replicas that it does not have. */
export function createGlobalTable(tableName: string, options: GlobalTableOptions): TableCall<TableDescription> {
  const {
    regions,
    consistency,
    witness,
    replicas: given = [],
    allowDestroy,
    wait,
    signal,
  } = readGlobalTable(tableName, options);
  const settings = new Map(given.map(({ region, ...own }) => [region, normaliseReplica(own)]));
  const replicas = Object.fromEntries(regions.map((region) => [region, settings.get(region) ?? {}]));
  const wanted: NormalisedTable = {
    replicas,
    ...(consistency !== undefined && { consistency }),
    ...(witness !== undefined && { witness }),
  };
  return replicaCall(tableName, { wanted, allowDestroy, wait, signal }, (own, report) => {
    if (!regions.includes(own))
      report(
        "regions",
        `the table is in ${own}, which is not one of them.`,
        `add "${own}", or use a client of another region.`,
      );
  });
}

/** Adds a replica, or gives the one that is there these settings. */
export function addReplica(
  tableName: string,
  region: string,
  options?: AddReplicaOptions,
): TableCall<TableDescription> {
  const { allowDestroy, wait, signal, ...settings } = readAddReplica(tableName, region, options);
  const wanted = { replicas: { [region]: normaliseReplica(settings) } };
  return replicaCall(tableName, { wanted, allowDestroy, wait, signal }, (own, report) => {
    if (region === own) report("region", `${region} is the region of the table itself.`, "name another region.");
  });
}

/** Removes a replica, if it is there. */
export function removeReplica(
  tableName: string,
  region: string,
  options?: RemoveReplicaOptions,
): TableCall<TableDescription> {
  const { wait = true, signal } = readRemoveReplica(tableName, region, options);
  const removals = { dropReplicas: [region] };
  const allowDestroy = [`replica ${region}`];
  return replicaCall(tableName, { wanted: {}, removals, allowDestroy, wait, signal }, (own, report) => {
    if (region === own)
      report(
        "region",
        `${region} is the region of the table itself.`,
        "remove the replica by a client of another of its regions, or delete the table with deleteTable.",
      );
  });
}

interface ReplicaChange {
  readonly wanted: NormalisedTable;
  readonly removals?: Removals;
  readonly allowDestroy: readonly string[] | undefined;
  readonly wait: boolean | WaitOptions | undefined;
  readonly signal: AbortSignal | undefined;
}

type RegionCheck = (own: string, report: Issues["report"]) => void;

function replicaCall(
  tableName: string,
  { wanted, removals = {}, allowDestroy, wait, signal }: ReplicaChange,
  check: RegionCheck,
): TableCall<TableDescription> {
  return {
    tableName,
    signal: resolveWait(wait, signal).signal,
    begin(context) {
      const change = changeOf(context, tableName, { wanted, removals }, { wait, signal, allowDestroy });
      context.allowFor(change.deadline.timeoutMs);
      return changeReplicas(context, change, check);
    },
  };
}

function* changeReplicas(
  context: TableContext,
  change: ReturnType<typeof changeOf>,
  check: RegionCheck,
): Procedure<TableDescription> {
  const { tableName, deadline } = change;
  const describe = () => describeTable(context, tableName, deadline.readTimeoutMs);
  const description = yield* retry(describe, { mayRetry: isRetryable, deadline });
  const issues = new Issues();
  const own = regionIn(description.TableArn);
  if (own !== undefined) check(own, issues.report);
  issues.throwIfAny(tableSubject(tableName));
  const { table } = yield* changeTable(context, change, description);
  return table;
}
