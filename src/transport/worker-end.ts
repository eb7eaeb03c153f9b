import { SyncUnavailableError } from "../errors.js";
import { moduleName } from "./config-module.js";
import { withLongStack } from "./crossing.js";
import { whyNoStart } from "./thread.js";
import type { WorkerLink } from "./worker-link.js";
import { Stage, type WorkerSource } from "./worker-protocol.js";

/** Why a worker has not sent its last request, if it has not. */
export function whyUnsent({ stage }: WorkerLink, { configModule }: WorkerSource): string | undefined {
  switch (stage) {
    case Stage.starting:
      return "the worker thread has not started. A module that NODE_OPTIONS loads may hang there, or the machine is busy";
    case Stage.importing:
      return (
        `${configModule ? moduleName(configModule) : "sync.configModule"} has not been loaded. It hangs, in an await at ` +
        "its top level perhaps. Nothing was sent"
      );
    case Stage.preparing:
      return "the SDK was still looking for credentials or the region, or waited to try again. A credentials provider may hang";
    default:
      return undefined;
  }
}

/** The error of a call whose worker ended before it answered. */
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
    ? `${ended} while it was sending ${operation}: whether DynamoDB has seen the request is not known. The next blocking ` +
      "call starts a new worker."
    : `${ended} before it could send ${operation}, twice. Nothing was sent. ${whyItEnded(link.stage, configModule)}`;
  return withLongStack(() => new SyncUnavailableError(problem, cause && { cause }));
}

function whyItEnded(stage: number, configModule: WorkerSource["configModule"]): string {
  if (stage === Stage.importing && configModule !== undefined) {
    return `${moduleName(configModule)} ends it while it is loaded: it calls process.exit(), or takes too much memory.`;
  }
  return whyNoStart();
}
