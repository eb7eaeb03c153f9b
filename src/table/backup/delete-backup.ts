import type { BackupDetails } from "@aws-sdk/client-dynamodb";
import { regionIn } from "../../dynamodb/arns.js";
import { isRetryable } from "../../dynamodb/error-predicates.js";
import { Deadline } from "../../procedure/deadline.js";
import { inRegion, type Procedure, request } from "../../procedure/procedure.js";
import { retry } from "../../procedure/retry.js";
import { checkOptions } from "../../validation/check-options.js";
import { Issues } from "../../validation/issues.js";
import { type CallOptions, callOptions } from "../call-options.js";
import type { TableContext } from "../context.js";
import { CALL_SECONDS } from "../wait/wait-settings.js";
import { backupArn } from "./option-readers.js";

/** A `deleteBackup` call that was checked. */
export interface DeleteBackupCall {
  readonly arn: string;
  readonly signal: AbortSignal | undefined;
}

/** Checks a `deleteBackup` call. Throws a {@link TableDefinitionError} with all issues. */
export function readDeleteBackup(arn: string, options?: CallOptions): DeleteBackupCall {
  const issues = new Issues();
  backupArn(arn, "arn", issues.report);
  return { arn, signal: checkOptions("deleteBackup", options, callOptions, issues).signal };
}

/** Deletes a backup, in its region. */
export function* deleteBackup(context: TableContext, { arn }: DeleteBackupCall): Procedure<BackupDetails> {
  const deadline = new Deadline(CALL_SECONDS * 1000, () => context.now());
  const send = () => request("DeleteBackup", { BackupArn: arn }, deadline.writeTimeoutMs);
  const answer = yield* inRegion(regionIn(arn), retry(send, { mayRetry: isRetryable, deadline }));
  return answer.BackupDescription?.BackupDetails as BackupDetails; // every description has them
}
