import { existsSync } from "node:fs";
import { MessageChannel, type MessagePort, type Worker, type WorkerOptions } from "node:worker_threads";

/**
 * Starts a thread that does not keep the process alive.
 *
 * @param start - Creates the worker. Bundlers recognise a worker only if its file name is a literal beside
 * `new Worker`.
 * @param fail - Creates the error if no thread can be started, from the reason and its cause.
 */
export function startThread(
  start: (options: WorkerOptions) => Worker,
  options: WorkerOptions,
  fail: (reason: string, cause: unknown) => Error,
): Worker {
  try {
    const worker = start({ ...options, execArgv: [] });
    worker.unref();
    return worker;
  } catch (cause) {
    throw fail(reasonOf(cause), cause);
  }
}

/**
 * The likely reason why a thread ended during its start: such a thread sends no message, and a blocked thread receives
 * no event.
 */
export function startFailureReason(): string {
  if (!isThere(process.cwd)) {
    return "The current directory was deleted, and Node starts no thread there: change it with process.chdir().";
  }
  return "Something in the process ends it: a module that --import or NODE_OPTIONS loads, or too little memory.";
}

/** Also checks the disk, because Node caches the directory. */
function isThere(cwd: () => string): boolean {
  try {
    return existsSync(cwd());
  } catch {
    return false;
  }
}

/**
 * Posts a message, and returns whether the other end of the port exists. Node's `postMessage` returns `true`; `false`
 * if the other end is closed, and `undefined` after this end was notified of that. This is not documented, but it is
 * the only way for a blocked thread to detect that the other thread was terminated, ended during its start or ran out
 * of memory. Without it a wait for that thread lasts until its timeout.
 */
export function tryPost(port: MessagePort, message: unknown): boolean {
  const isDelivered: unknown = port.postMessage(message);
  return isDelivered === true || !reportsDelivery();
}

let reportsResult: boolean | undefined;

/** Whether `postMessage` of this Node returns whether a message was delivered. */
function reportsDelivery(): boolean {
  if (reportsResult === undefined) {
    const { port1 } = new MessageChannel();
    const isDelivered: unknown = port1.postMessage(0);
    reportsResult = isDelivered === true;
    port1.close();
  }
  return reportsResult;
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code !== "ERR_ACCESS_DENIED") return `${message}.`;
  return "Node's permission model forbids it. Start node with --allow-worker in addition to its other --allow flags.";
}
