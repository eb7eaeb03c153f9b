import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { type DefinitionIssue, TableDefinitionError } from "../../errors.js";
import { Issues } from "../../validation/issues.js";
import { tableSubject } from "../check-call.js";
import { type CreateTableRequest, createTableRequest } from "../definition/create-table-request.js";
import { createTableOptions } from "../definition/option-readers.js";
import type { CreateTableOptions } from "../definition/options.js";
import { rules } from "../definition/rules/index.js";
import { checkTableName } from "../definition/rules/names.js";
import type { WaitOptions } from "../wait/options.js";
import { CALL_SECONDS, resolveWait, type WaitSettings } from "../wait/wait-settings.js";
import { type SettingsAfterCreation, settingsAfterCreation } from "./settings-after-creation.js";

/** A `createTable` call that was checked, as the requests that it sends. */
export interface CreateTableCall {
  readonly tableName: string;
  readonly input: CreateTableCommandInput;
  /** How to wait; `undefined` when nothing asks for a wait. */
  readonly wait: WaitSettings | undefined;
  /** The limits of the requests, also where nothing waits. */
  readonly limits: WaitSettings;
  readonly settingsAfterCreation: SettingsAfterCreation | undefined;
}

/** Checks a `createTable` call against every rule. Throws a {@link TableDefinitionError} with all that is wrong. */
export function readCreateTable(tableName: string, options: CreateTableOptions): CreateTableCall {
  const { request, issues } = check(tableName, options);
  if (request === undefined || issues.length > 0) throw new TableDefinitionError(tableSubject(tableName), issues);

  const read = request.options;
  const name = request.input.TableName ?? tableName;
  const settings = settingsAfterCreation(name, read);
  // Settings after creation need an ACTIVE table and no more; a wait that was asked for knows better.
  const unasked: WaitOptions = settings ? { until: "table" } : { timeoutSeconds: CALL_SECONDS };
  const limits = resolveWait(read.wait || unasked, read.signal);
  const wait = read.wait || settings ? limits : undefined;
  return { tableName: name, input: request.input, wait, limits, settingsAfterCreation: settings };
}

/** Every mistake of a call, in the order in which its options were written. */
function check(
  tableName: string,
  options: CreateTableOptions,
): { request?: CreateTableRequest; issues: readonly DefinitionIssue[] } {
  const malformed = new Issues();
  const read = createTableOptions(options ?? {}, "", malformed.report);
  if (read === undefined) {
    checkTableName(tableName, "tableName", malformed.report);
    return { issues: malformed.list };
  }
  const request = createTableRequest(tableName, read);
  const broken = new Issues();
  for (const rule of rules) {
    rule.check(request, (path, message, fix) => {
      const isKnown = broken.list.some((issue) => issue.path === path && issue.message === message);
      if (!isKnown && !malformed.covers(path)) broken.report(path, message, fix);
    });
  }
  const order = ["tableName", ...Object.keys(options ?? {})];
  const rank = ({ path }: DefinitionIssue) => {
    const place = order.indexOf(path.split(/[.[]/, 1)[0] ?? "");
    return place < 0 ? order.length : place;
  };
  return { request, issues: [...malformed.list, ...broken.list].toSorted((a, b) => rank(a) - rank(b)) };
}
