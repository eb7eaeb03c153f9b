import { checkOptions } from "../../validation/check-options.js";
import { Issues, type Report } from "../../validation/issues.js";
import { objectOf } from "../../validation/object-readers.js";
import { booleanOr, listOf, oneOf, type Reader, signal } from "../../validation/readers.js";
import { reportRepeated } from "../../validation/repeated.js";
import { checkCall, tableSubject } from "../check-call.js";
import { region, replicaSettingReaders, replicas } from "../definition/replica-readers.js";
import { checkTableName } from "../definition/rules/names.js";
import { checkReplicaSettings } from "../definition/rules/replicas.js";
import { strongCountProblem, strongRegionsProblem } from "../definition/strong-regions.js";
import { destroyReaders } from "../update/options.js";
import { waitOptions } from "../wait/option-readers.js";
import type { AddReplicaOptions, GlobalTableOptions, RemoveReplicaOptions } from "./options.js";

const wait = booleanOr(waitOptions);
const globalTableOptions = objectOf<GlobalTableOptions>(
  {
    regions: listOf(region, (path) => `?${path}`),
    consistency: oneOf("EVENTUAL", "STRONG"),
    witness: region,
    replicas,
    ...destroyReaders,
    wait,
    signal,
  },
  { regions: { fix: 'list all regions, like ["us-east-1", "eu-west-1"].', instead: () => ["?regions", "??regions"] } },
);
const addReplicaOptions = objectOf<AddReplicaOptions>({ ...replicaSettingReaders, ...destroyReaders, wait, signal });
const removeReplicaOptions = objectOf<RemoveReplicaOptions>({ wait, signal });

/** Reads the options of `createGlobalTable`. Throws a {@link TableDefinitionError} with all issues. */
export function readGlobalTable(tableName: string, options: GlobalTableOptions): GlobalTableOptions {
  // Without options, the reader says which are required.
  const read = checkCall(tableName, options ?? ({} as GlobalTableOptions), globalTableOptions);
  const issues = new Issues();
  checkRegions(read, issues.report);
  for (const [place, replica] of (read.replicas ?? []).entries())
    checkReplicaSettings(replica, (path, ...issue) => issues.report(`replicas[${place}].${path}`, ...issue));
  issues.throwIfAny(tableSubject(tableName));
  return read;
}

function checkRegions({ regions, consistency, witness, replicas: own = [] }: GlobalTableOptions, report: Report): void {
  reportRepeated(
    regions,
    (place) => `regions[${place}]`,
    (path, name) => report(path, `${name} is given twice.`, "give each region once."),
  );
  reportRepeated(
    own.map((replica) => replica.region),
    (place) => `replicas[${place}].region`,
    (path, name) => report(path, `${name} has settings already.`, "give each region once."),
  );
  for (const [place, replica] of own.entries())
    if (!regions.includes(replica.region))
      report(
        `replicas[${place}].region`,
        `${replica.region} is not one of regions.`,
        "add it to regions, or leave it out.",
      );
  if (witness !== undefined && regions.includes(witness))
    report("witness", `${witness} is one of regions.`, "name a third region, or leave it out.");
  if (consistency === "STRONG") {
    for (const problem of [strongCountProblem(regions, witness), strongRegionsProblem(regions, witness)])
      if (problem) report("regions", problem.message, problem.fix);
    return;
  }
  if (witness !== undefined)
    report("witness", "only a strongly consistent global table has a witness.", 'set consistency to "STRONG".');
  if (regions.length < 2)
    report("regions", "a global table has at least two regions.", "list the table's own region and one more.");
}

/** Reads the arguments of `addReplica`. */
export function readAddReplica(tableName: string, name: string, options?: AddReplicaOptions): AddReplicaOptions {
  const read = readRegional(tableName, name, options, addReplicaOptions);
  const issues = new Issues();
  checkReplicaSettings({ region: name, ...read }, issues.report);
  issues.throwIfAny(tableSubject(tableName));
  return read;
}

/** Reads the arguments of `removeReplica`. */
export function readRemoveReplica(
  tableName: string,
  name: string,
  options?: RemoveReplicaOptions,
): RemoveReplicaOptions {
  return readRegional(tableName, name, options, removeReplicaOptions);
}

function readRegional<T>(tableName: string, name: string, options: T | undefined, read: Reader<T>): T {
  const issues = new Issues();
  checkTableName(tableName, "tableName", issues.report);
  region(name, "region", issues.report);
  return checkOptions(tableSubject(tableName), options, read, issues);
}
