import type { BackupDetails } from "@aws-sdk/client-dynamodb";
import { isBackupNotFound, isRetryable } from "../../dynamodb/error-predicates.js";
import { isError } from "../../errors/is-error.js";
import { WaitTimeoutError } from "../../errors.js";
import { callCaller } from "../../procedure/caller-error.js";
import type { Deadline } from "../../procedure/deadline.js";
import { pollDelay } from "../../procedure/delays.js";
import { type Procedure, pause, request } from "../../procedure/procedure.js";
import type { TableContext } from "../context.js";
import type { BackupWaitOptions } from "./options.js";

/** How to wait for a backup of a table. */
export interface BackupWait extends Pick<BackupWaitOptions, "onProgress"> {
  readonly tableName: string;
  readonly deadline: Deadline;
}

/** For how long DynamoDB may not find a backup that it has just created. */
const GRACE_MS = 10_000;

/** Waits until a backup is AVAILABLE. */
export function* waitUntilAvailable(
  context: TableContext,
  created: BackupDetails,
  { tableName, deadline, onProgress }: BackupWait,
): Procedure<BackupDetails> {
  const backupArn = created.BackupArn ?? "";
  const begunMs = deadline.elapsedMs;
  let details = created;
  let error: Error | undefined;
  for (let polls = 0; ; polls++) {
    callCaller(onProgress, {
      backupArn,
      backupStatus: error ? undefined : details.BackupStatus,
      elapsedSeconds: deadline.elapsedMs / 1000,
      remainingSeconds: Math.max(0, deadline.remainingMs / 1000),
      polls,
      ...(error && { error }),
    });
    if (details.BackupStatus === "AVAILABLE") return details;
    if (deadline.isOver) {
      const facts = { tableName, lastStatus: details.BackupStatus, indexStates: [], replicaStates: [], polls };
      const problem = `The backup ${backupArn} was not AVAILABLE within ${deadline.timeoutMs / 1000} s`;
      const advice = "DynamoDB goes on with it. Wait longer with timeoutSeconds.";
      const options = error && { cause: error };
      throw new WaitTimeoutError(problem, { ...facts, elapsedSeconds: deadline.elapsedMs / 1000 }, advice, options);
    }
    const waitedMs = deadline.elapsedMs - begunMs;
    const delay = pollDelay(waitedMs, polls, context.isLoopback, Math.random(), context.isOneOfMany);
    yield* pause(Math.min(delay, deadline.remainingMs));
    try {
      details = yield* describeBackup(backupArn, deadline);
      error = undefined;
    } catch (reason) {
      if (!isRetryable(reason) && !(isBackupNotFound(reason) && waitedMs < GRACE_MS)) throw reason;
      error = isError(reason) ? reason : new Error(String(reason));
    }
  }
}

function* describeBackup(BackupArn: string, deadline: Deadline): Procedure<BackupDetails> {
  const answer = yield* request("DescribeBackup", { BackupArn }, deadline.readTimeoutMs);
  return answer.BackupDescription?.BackupDetails as BackupDetails; // every description has them
}
