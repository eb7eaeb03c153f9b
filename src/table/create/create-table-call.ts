import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { TableDefinitionError } from "../../errors.js";
import { issueOf } from "../../validation/issues.js";
import { tableSubject } from "../check-call.js";
import type { CreateTableRequest } from "../definition/create-table-request.js";
import { normaliseReplicas } from "../definition/normalise-replicas.js";
import type { NormalisedTable } from "../definition/normalised-table.js";
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
  /** The replicas to add once the table is ACTIVE, with their consistency. */
  readonly replicas: NormalisedTable | undefined;
  /** Whether what is added last is waited for, too. */
  readonly waitsAtEnd: boolean;
  /** Whether the time of the call grows with what the replicas usually take, as nobody has chosen it. */
  readonly growsWithSteps: boolean;
}

/** Checks a `createTable` call against every rule. Throws a {@link TableDefinitionError} with all issues. */
export function readCreateTable(tableName: string, options: CreateTableOptions): CreateTableCall {
  const { request } = readDefinition(tableName, options, createTableOptions, (given) => given);
  const call = createTableCall(tableName, request);
  refuseUnscaled(call);
  return call;
}

/** Throws for replicas of a new table with provisioned capacity: nothing scales the capacity of a table that is not there yet. */
export function refuseUnscaled({ tableName, input, replicas }: CreateTableCall): void {
  if (replicas === undefined || input.BillingMode === "PAY_PER_REQUEST") return;
  const message =
    "DynamoDB replicates a table with provisioned capacity only if Application Auto Scaling scales its writes.";
  const fix =
    'use "PAY_PER_REQUEST", or create the table without replicas, set scaling up, and add them with addReplica.';
  throw new TableDefinitionError(tableSubject(tableName), [issueOf("billingMode", message, fix)]);
}

/** The requests of a `createTable` call with a definition that was checked. */
export function createTableCall(tableName: string, { options, input }: CreateTableRequest): CreateTableCall {
  const name = input.TableName ?? tableName;
  const settings = settingsAfterCreation(name, options);
  // Settings after creation only require an ACTIVE table; a wait in the options takes precedence.
  const replicas = (options.replicas ?? []).length > 0 ? normaliseReplicas(options) : undefined;
  const isAwaited = settings !== undefined || replicas !== undefined;
  const defaults: WaitOptions = isAwaited ? { until: "table" } : { timeoutSeconds: CALL_SECONDS };
  const limits = resolveWait(options.wait || defaults, options.signal);
  const wait = options.wait || isAwaited ? limits : undefined;
  return {
    tableName: name,
    input,
    wait,
    limits,
    settingsAfterCreation: settings,
    replicas,
    waitsAtEnd: Boolean(options.wait),
    growsWithSteps: typeof options.wait !== "object" || options.wait.timeoutSeconds === undefined,
  };
}
