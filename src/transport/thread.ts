import { type MessagePort, Worker, type WorkerOptions } from "node:worker_threads";
import { SyncUnavailableError } from "../errors.js";

/** Starts a thread that does not keep the process alive, or says why there can be none. */
export function startThread(file: URL, options: WorkerOptions): Worker {
  try {
    const worker = new Worker(file, { ...options, execArgv: [] });
    worker.unref();
    return worker;
  } catch (cause) {
    throw new SyncUnavailableError(`${options.name}: no thread can be started here: ${reasonOf(cause)}`, { cause });
  }
}

/**
 * Posts a message, and tells whether the other end is there. Node answers `false` when it is gone: not in its
 * documentation, and all that a sleeping thread can see of a thread that was terminated, did not survive its start or ran
 * out of memory. Without it a wait for that thread lasts until its timeout.
 */
export function tell(port: MessagePort, message: unknown): boolean {
  const isDelivered: unknown = port.postMessage(message);
  return isDelivered !== false;
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "ERR_ACCESS_DENIED") {
    return (
      "Node's permission model forbids it. Start node with --allow-worker, beside its other --allow flags, or use the " +
      "async method."
    );
  }
  return `${message}. Use the async method.`;
}
