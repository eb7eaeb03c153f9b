import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import type { CreateTableRequest } from "../definition/create-table-request.js";
import { createTableOptions } from "../definition/option-readers.js";
import type { CreateTableOptions } from "../definition/options.js";
import { readDefinition } from "../definition/read-definition.js";
import type { WaitOptions } from "../wait/options.js";
import { CALL_SECONDS, resolveWait, type WaitSettings } from "../wait/wait-settings.js";
import { type SettingsAfterCreation, settingsAfterCreation } from "./settings-after-creation.js";

/** A `createTable` call that was checked, as the requests that it sends. */
export interface CreateTableCall {
  readonly tableName: string;
  readonly input: CreateTableCommandInput;
  /** How to wait; `undefined` if the call does not wait. */
  readonly wait: WaitSettings | undefined;
  /** The limits of the requests, also without a wait. */
  readonly limits: WaitSettings;
  readonly settingsAfterCreation: SettingsAfterCreation | undefined;
}

/** Checks a `createTable` call against every rule. Throws a {@link TableDefinitionError} with all issues. */
export function readCreateTable(tableName: string, options: CreateTableOptions): CreateTableCall {
  return createTableCall(tableName, readDefinition(tableName, options, createTableOptions, (given) => given).request);
}

/** The requests of a `createTable` call with a definition that was checked. */
export function createTableCall(tableName: string, { options, input }: CreateTableRequest): CreateTableCall {
  const name = input.TableName ?? tableName;
  const settings = settingsAfterCreation(name, options);
  // Settings after creation only require an ACTIVE table; a wait in the options takes precedence.
  const defaults: WaitOptions = settings ? { until: "table" } : { timeoutSeconds: CALL_SECONDS };
  const limits = resolveWait(options.wait || defaults, options.signal);
  const wait = options.wait || settings ? limits : undefined;
  return { tableName: name, input, wait, limits, settingsAfterCreation: settings };
}
