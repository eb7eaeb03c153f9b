import { extname } from "node:path";

/** A place in a program where a blocking call can be made. */
export interface Context {
  readonly name: string;
  /** Its program in fixtures/. */
  readonly file: string;
  /** How its program is started. @defaultValue `node file` */
  readonly runner?: "mocha" | "repl";
  /** Whether it cannot share a process with other contexts. */
  readonly hasOwnProcess?: true;
  /** Whether the deasync engine can block there; if not, it must throw an error that says why. */
  readonly deasync: "works" | "unavailable";
}

/**
 * Every context, and whether deasync can block there: it can unless a promise job is on the stack. The other engines
 * work everywhere.
 */
export const CONTEXTS: readonly Context[] = [
  { name: "top level of CommonJS", file: "top-level-commonjs.cjs", deasync: "works" },
  { name: "top level of an ES module", file: "top-level-esm.mjs", deasync: "unavailable" },
  { name: "after a top-level await", file: "top-level-await.mjs", deasync: "unavailable" },
  { name: "after an await", file: "after-await.cjs", deasync: "unavailable" },
  { name: ".then", file: "then.cjs", deasync: "unavailable" },
  { name: "async generator", file: "async-generator.cjs", deasync: "unavailable" },
  { name: "queueMicrotask", file: "queue-microtask.cjs", deasync: "unavailable" },
  { name: "process.nextTick", file: "next-tick.cjs", deasync: "works" },
  { name: "setTimeout", file: "set-timeout.cjs", deasync: "works" },
  { name: "setInterval", file: "set-interval.cjs", deasync: "works" },
  { name: "setImmediate", file: "set-immediate.cjs", deasync: "works" },
  { name: "callback of fs", file: "fs-callback.cjs", deasync: "works" },
  { name: "handler of an HTTP request", file: "http-request-handler.cjs", deasync: "works" },
  { name: "listener of an EventEmitter", file: "event-emitter.cjs", deasync: "works" },
  { name: "handler of a MessagePort", file: "message-port.cjs", deasync: "works" },
  { name: "worker thread", file: "worker-thread.cjs", hasOwnProcess: true, deasync: "works" },
  { name: "script of node:vm", file: "vm-script.cjs", hasOwnProcess: true, deasync: "works" },
  { name: "REPL", file: "repl.cjs", runner: "repl", hasOwnProcess: true, deasync: "works" },
  { name: "synchronous mocha test", file: "mocha-sync-test.cjs", runner: "mocha", deasync: "works" },
  { name: "after an await in a mocha test", file: "mocha-after-await.cjs", runner: "mocha", deasync: "unavailable" },
];

export const ENGINES = ["auto", "worker", "deasync"] as const;
export type Engine = (typeof ENGINES)[number];

/** Contexts by the processes that they can share: those of CommonJS, of ES modules and of mocha. */
export function sharedProcesses(contexts: readonly Context[]): readonly (readonly Context[])[] {
  const keyOf = ({ file, runner, hasOwnProcess }: Context) => (hasOwnProcess ? file : (runner ?? extname(file)));
  const keys = new Set(contexts.map(keyOf));
  return [...keys].map((key) => contexts.filter((context) => keyOf(context) === key));
}
