import { existsSync } from "node:fs";
import { MessageChannel, type MessagePort, type Worker, type WorkerOptions } from "node:worker_threads";

/**
 * Starts a thread that does not keep the process alive.
 *
 * @param start - Makes the worker. Bundlers recognise it only where its file is written down.
 * @param fail - Makes the error where no thread can be started here, of the reason and of what to do.
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

/** What a thread that did not survive its start died of: it had no word to say itself, and a sleeper hears no event. */
export function whyNoStart(): string {
  if (!isThere(process.cwd)) {
    return "The current directory was deleted, and Node starts no thread there: go to another one with process.chdir().";
  }
  return "Something in the process ends it: a module that --import or NODE_OPTIONS loads, or too little memory.";
}

/** Asked of the disk too: Node remembers the directory. */
function isThere(cwd: () => string): boolean {
  try {
    return existsSync(cwd());
  } catch {
    return false;
  }
}

/**
 * Posts a message, and tells whether the other end is there. Node answers `true`; `false` where the other end is gone, and
 * nothing once this end has heard so. Not in its documentation, and all that a sleeping thread can see of a thread that was
 * terminated, did not survive its start or ran out of memory. Without it a wait for that thread lasts until its timeout.
 */
export function tell(port: MessagePort, message: unknown): boolean {
  const isDelivered: unknown = port.postMessage(message);
  return isDelivered === true || !saysDelivery();
}

let says: boolean | undefined;

/** Whether this Node says of a message that it was delivered. */
function saysDelivery(): boolean {
  if (says === undefined) {
    const { port1 } = new MessageChannel();
    const isDelivered: unknown = port1.postMessage(0);
    says = isDelivered === true;
    port1.close();
  }
  return says;
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code !== "ERR_ACCESS_DENIED") return `${message}.`;
  return "Node's permission model forbids it. Start node with --allow-worker beside its other --allow flags.";
}
