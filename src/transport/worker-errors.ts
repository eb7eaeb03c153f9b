import { SyncUnavailableError } from "../errors.js";
import { moduleName } from "./config-module.js";
import { withLongStack } from "./error-transfer.js";
import { startFailureReason } from "./thread.js";
import type { WorkerLink } from "./worker-link.js";
import { Stage, type WorkerSource } from "./worker-protocol.js";

/** Why a worker has not sent its last request; `undefined` if it has. */
export function unsentReason({ stage }: WorkerLink, { configModule }: WorkerSource): string | undefined {
  switch (stage) {
    case Stage.starting:
      return "the worker thread has not started. A module that NODE_OPTIONS loads may hang, or the machine is busy";
    case Stage.importing:
      return (
        `${configModule ? moduleName(configModule) : "sync.configModule"} has not been loaded. It hangs, ` +
        "perhaps in a top-level await. Nothing was sent"
      );
    case Stage.preparing:
      return (
        "the SDK was still resolving credentials or the region, or pausing before a retry. A credentials " +
        "provider may hang"
      );
    default:
      return undefined;
  }
}

/** The error of a call whose worker ended before its answer. */
export function workerEnded(
  operation: string,
  link: WorkerLink,
  id: number,
  { configModule }: WorkerSource,
): SyncUnavailableError {
  const { cause, exitCode } = link;
  const code = exitCode ? ` with code ${exitCode}` : "";
  const ended = `The worker thread ended${cause ? ` (${cause.name}: ${cause.message})` : code}`;
  const problem = link.hasSent(id)
    ? `${ended} while it was sending ${operation}: it is unknown whether DynamoDB has received the request. The next ` +
      `blocking ` +
      "call starts a new worker."
    : `${ended} before it could send ${operation}, twice. Nothing was sent. ${endReason(link.stage, configModule)}`;
  return withLongStack(() => new SyncUnavailableError(problem, cause && { cause }));
}

function endReason(stage: number, configModule: WorkerSource["configModule"]): string {
  if (stage === Stage.importing && configModule !== undefined) {
    return `${moduleName(configModule)} ends it while it is loaded: it calls process.exit(), or uses too much memory.`;
  }
  return startFailureReason();
}
