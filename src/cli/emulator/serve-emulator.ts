import { EmulatorLink } from "../../testing/server/emulator-link.js";
import { isLoopbackName } from "../../testing/server/host-names.js";
import { setTimeout } from "../../transport/clock.js";
import { EXIT } from "../exit-codes.js";
import { painted } from "../output/paint.js";
import { codeOfSignal } from "../session/interruption.js";
import { UsageError } from "../usage-error.js";
import { ChildCommand } from "./child-command.js";
import { type ClientEnvironment, environmentFor, environmentOfCommand } from "./client-environment.js";
import type { NamedLatency } from "./emulator-arguments.js";
import { completeTables, type EmulatorTablesOptions, requestsOf, tablesOf } from "./emulator-tables.js";
import { readFault } from "./read-fault.js";
import { printRequest } from "./request-log.js";

/** The options of `dynatwin emulator`. */
export interface EmulatorOptions extends EmulatorTablesOptions {
  readonly port: number;
  readonly host: string;
  readonly allowRemote?: true;
  readonly allowHost?: readonly string[];
  readonly latency: NamedLatency;
  readonly timeToLiveDelayMs?: number;
  readonly replicationDelayMs?: number;
  readonly region: string;
  readonly state?: string;
  readonly fault?: readonly string[];
  readonly log?: true;
  readonly exec?: string;
}

/** How long the last lines of the log are waited for. */
const MAX_LOG_WAIT_MS = 200;
/** How long the emulator's thread may be busy with one thing while the state is saved at the end. */
const MAX_SILENCE_MS = 8_000;

/** The server is on its own thread, so that this one can end the process whatever the server is doing. */
export async function serveEmulator(options: EmulatorOptions): Promise<void> {
  const { port, host, allowRemote = false, allowHost = [], state, log = false, fault = [], exec } = options;
  const { latency, timeToLiveDelayMs, replicationDelayMs, region } = options;
  const faults = fault.map(readFault);
  const isRemote = !isLoopbackName(host);
  if (isRemote && !allowRemote) throw new UsageError(refusalOf(host));
  ignoreOutputErrors();
  // The output of the command is its own.
  const stream = exec === undefined ? process.stdout : process.stderr;
  const tables = await tablesOf(options, region);
  const link = new EmulatorLink({ latency, timeToLiveDelayMs, replicationDelayMs, region });
  const control = link.asyncControl;
  link.onEvent = ({ request, problem }) => {
    if (request) printRequest(request, region, stream);
    if (problem !== undefined) warn(problem);
  };
  let isReady = false;
  const finish = async () => {
    if (!isReady) return undefined;
    // The lines of the requests that were answered.
    if (log) await Promise.race([control.ask("tables"), pause(MAX_LOG_WAIT_MS)]);
    if (state === undefined) return undefined;
    link.refuseRequests();
    return saved(control);
  };
  const command = exec === undefined ? undefined : new ChildCommand();
  endAtSignals(command, finish);
  const settings = { port, host, allowedHosts: allowHost, allowAddresses: isRemote, state, log };
  const served = await control.ask("serve", { ...settings, tables: tables.map(requestsOf) });
  const endpoint = `http://${reachable(host)}:${served.port}`;
  await completeTables(tables, { endpoint, region, existing: served.existing });
  await control.ask("addFaults", faults);
  isReady = true;
  if (isRemote) {
    warn(
      `The emulator accepts any credentials: everyone who can reach port ${served.port} of ${host} can read and write all data.`,
    );
  }
  const environment = environmentFor(endpoint, region);
  announce(endpoint, environment, stream);
  const ended = control.ask("untilEnd"); // rejected when the thread ends
  if (exec === undefined || command === undefined) return ended;
  const code = await Promise.race([command.run(exec, environmentOfCommand(process.env, environment)), ended]);
  await end(finish, code ?? EXIT.failed);
}

function refusalOf(host: string): string {
  return (
    "The emulator accepts any credentials, so it listens to this machine only: 127.0.0.1, ::1 or localhost. " +
    `To make it reachable for others, as a container has to, start it with --host ${host} --allow-remote: everyone who can ` +
    "reach its port can then read and write all data."
  );
}

/** Saves the state. Returns the problem if that is not possible. */
async function saved(control: EmulatorLink["asyncControl"]): Promise<string | undefined> {
  const finished = control.ask("finish").then(
    () => ({ problem: undefined }),
    (error: Error) => ({ problem: error.message }),
  );
  for (;;) {
    // A thread that saves answers other commands meanwhile.
    const isAlive = control.ask("tables").then(() => pause(500));
    const outcome = await Promise.race([finished, isAlive, pause(MAX_SILENCE_MS).then(() => "silent" as const)]);
    if (outcome === "silent") return "The emulator is busy, so its last changes were not saved.";
    if (outcome) return outcome.problem;
  }
}

function pause(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms));
}

/**
 * Ends the process at a signal after a last action, and at a second one without it. A command that runs gets the signals
 * instead, and that of a terminal that is closed, too.
 */
function endAtSignals(command: ChildCommand | undefined, finish: () => Promise<string | undefined>): void {
  let signals = 0;
  const names = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of command === undefined ? names.slice(0, 2) : names) {
    process.on(signal, () => {
      if (command?.isRunning) return command.signal(signal);
      signals += 1;
      if (signals > 1) process.exit(codeOfSignal(signal));
      void end(finish, command === undefined ? EXIT.done : codeOfSignal(signal));
    });
  }
}

/** Ends the process with a code after a last action. */
async function end(finish: () => Promise<string | undefined>, code: number): Promise<void> {
  const problem = await finish().catch((error: Error) => error.message);
  if (problem !== undefined) process.stderr.write(`error: ${problem}\n`);
  // Not a close of the server: it would wait for the connections.
  process.exit(problem === undefined ? code : code || EXIT.failed);
}

function warn(text: string): void {
  process.stderr.write(`warning: ${text}\n`);
}

/** The address for clients on this machine. */
function reachable(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (/^[0:]+$/.test(host)) return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}

function announce(endpoint: string, environment: ClientEnvironment, stream: NodeJS.WriteStream): void {
  stream.write(`The emulator is ready at ${painted("bold", endpoint, stream)}\n`);
  // A command has these settings.
  if (stream === process.stderr) return;
  const settings = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  stream.write(`Configure clients with: export ${settings.join(" ")}\n`);
}

/** Keeps the server running when its output is closed: `dynatwin emulator --log | head`. */
function ignoreOutputErrors(): void {
  for (const stream of [process.stdout, process.stderr]) stream.removeAllListeners("error").on("error", () => {});
}
