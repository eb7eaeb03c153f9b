import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { isRetryable } from "../../dynamodb/error-predicates.js";
import { TableDefinitionError, TableNotRecreatedError } from "../../errors.js";
import type { Deadline } from "../../procedure/deadline.js";
import type { Procedure } from "../../procedure/procedure.js";
import { retry } from "../../procedure/retry.js";
import { issueOf } from "../../validation/issues.js";
import { tableSubject } from "../check-call.js";
import type { TableContext } from "../context.js";
import { createTable } from "../create/create-table.js";
import { type CreateTableCall, readCreateTable } from "../create/create-table-call.js";
import type { ObservedTable } from "../definition/normalise-description.js";
import type { CreateTableOptions } from "../definition/options.js";
import { deleteTable } from "../delete/delete-table.js";
import { describeTable } from "../describe.js";
import { waitUntilActive } from "../wait/wait-for-table.js";
import { resolveWait } from "../wait/wait-settings.js";
import { definitionOf } from "./definition-of.js";
import { readWholeTable } from "./read-whole-table.js";

/** A table that can be deleted and created again. */
export interface Recreation {
  readonly tableName: string;
  readonly description: TableDescription;
  readonly definition: CreateTableOptions;
  readonly creation: CreateTableCall;
}

/** Reads a table that is to be deleted and created again. Throws if that would lose more than items. */
export function* readRecreation(context: TableContext, tableName: string, deadline: Deadline): Procedure<Recreation> {
  const described = yield* retry(() => describeTable(context, tableName, deadline.readTimeoutMs), {
    mayRetry: isRetryable,
    deadline,
  });
  const wait = resolveWait(true);
  const description = yield* waitUntilActive(context, tableName, wait, deadline, described);
  const observed = yield* readWholeTable(description, deadline);
  refuseLosses(tableName, observed);
  const definition = definitionOf(observed);
  const options = { ...definition, wait: { timeoutSeconds: deadline.timeoutMs / 1000 } };
  return { tableName, description, definition, creation: readCreateTable(tableName, options) };
}

/** Deletes a table and creates it again. What fails after the deletion is an error with the definition. */
export function* recreateTable(
  context: TableContext,
  { tableName, description, definition, creation }: Recreation,
  deadline: Deadline,
): Procedure<TableDescription> {
  yield* deleteTable(context, tableName, {
    ...{ limits: resolveWait(true), deadline, expectTableId: description.TableId },
    ...{ waits: true, ifExists: true, disableProtection: false, keepsFinalBackup: true },
  });
  try {
    return yield* createTable(context, creation, deadline);
  } catch (error) {
    throw new TableNotRecreatedError({ tableName, definition }, { cause: error });
  }
}

function refuseLosses(tableName: string, { description, kinesisStreams = [] }: ObservedTable): void {
  const { DeletionProtectionEnabled: isProtected, Replicas = [] } = description;
  const reasons = [
    ...(isProtected ? ["its deletion protection is on"] : []),
    ...(Replicas.length > 0 ? ["it has replicas in other regions"] : []),
    ...(kinesisStreams.length > 0 ? ["Kinesis streams get its changes"] : []),
  ];
  if (reasons.length === 0) return;
  const issues = reasons.map((reason) =>
    issueOf("how", `the table is not deleted and created again, because ${reason}.`, 'use how: "items".'),
  );
  throw new TableDefinitionError(tableSubject(tableName), issues, "nothing was changed");
}
