import { USUAL_SECONDS } from "../../dynamodb/durations.js";
import { type DefinitionIssue, TableDefinitionError } from "../../errors.js";
import { Issues, issueOf } from "../../validation/issues.js";
import { tableSubject } from "../check-call.js";
import { createOptionsOf, isModel, type TableModel, tableNameOf } from "../definition/from-model.js";
import type { NormalisedTable } from "../definition/normalised-table.js";
import { createTableOptions } from "../definition/option-readers.js";
import type { TableSettings } from "../definition/options.js";
import { onlyAtCreation, readChanges } from "../update/read-changes.js";
import { resolveWait, type WaitSettings } from "../wait/wait-settings.js";
import { type NamedSource, restoreSettings, restoreSource } from "./option-readers.js";
import type { RestoreSource } from "./options.js";

/** AWS restores 95 of 100 tables within an hour. */
const DEFAULT_TIMEOUT_SECONDS = Math.max(7_200, USUAL_SECONDS.restoreTable[1]);

/** A `restoreTable` call that was checked. */
export interface RestoreCall {
  readonly tableName: string;
  readonly source: NamedSource;
  /** The settings of the restored table; `undefined` for those of the source. */
  readonly wanted: NormalisedTable | undefined;
  readonly wait: WaitSettings;
  /** Whether the time of the call grows with what its changes usually take, as nobody has chosen it. */
  readonly growsWithSteps: boolean;
}

/** Checks a `restoreTable` call. Throws a {@link TableDefinitionError} with all issues. */
export function readRestore(
  table: string | TableModel,
  source: RestoreSource<object>,
  settings: TableSettings | undefined,
): RestoreCall {
  const tableName = tableNameOf(table);
  const issues = new Issues();
  const named = restoreSource(source, "source", issues.report);
  const read = readSettings(table, settings, issues);
  if (named === undefined || read === undefined || issues.list.length > 0)
    throw new TableDefinitionError(tableSubject(tableName), issues.list);
  const { wait, signal } = read.options;
  const given = typeof wait === "object" ? wait : {};
  return {
    tableName,
    source: named,
    wanted: Object.values(read.wanted).some((part) => part !== undefined) ? read.wanted : undefined,
    wait: resolveWait({ timeoutSeconds: DEFAULT_TIMEOUT_SECONDS, ...given }, signal),
    growsWithSteps: given.timeoutSeconds === undefined,
  };
}

interface ReadSettings {
  readonly options: TableSettings;
  readonly wanted: NormalisedTable;
}

/** Reads the settings: of a model with its own. Adds what is wrong to the issues. */
function readSettings(table: string | TableModel, settings: unknown, issues: Issues): ReadSettings | undefined {
  const tableName = tableNameOf(table);
  try {
    const options = isModel(table) ? createOptionsOf(table, settings ?? {}) : settings;
    const read = isModel(table)
      ? readChanges(tableName, options, createTableOptions)
      : readChanges(tableName, options, restoreSettings);
    for (const issue of issuesOf(read.options)) issues.list.push(issue);
    return read;
  } catch (error) {
    if (!(error instanceof TableDefinitionError)) throw error;
    issues.list.push(...error.issues);
    return undefined;
  }
}

function issuesOf(options: TableSettings): DefinitionIssue[] {
  return onlyAtCreation(options).map((path) =>
    issueOf(path, "is only for the creation of a table; a restore does not accept it.", "leave it out."),
  );
}
