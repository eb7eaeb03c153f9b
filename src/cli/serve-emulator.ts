import { EmulatorLink } from "../testing/server/emulator-link.js";
import { isLoopbackName } from "../testing/server/host-names.js";
import { setTimeout } from "../transport/clock.js";
import type { NamedLatency } from "./emulator-arguments.js";
import { painted } from "./paint.js";
import { readFault } from "./read-fault.js";
import { printRequest } from "./request-log.js";
import { UsageError } from "./usage-error.js";

/** The options of `dynatwin emulator`. */
export interface EmulatorOptions {
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
}

/** Exit codes of programs that a signal ends. */
const SIGNAL_CODES = { SIGINT: 130, SIGTERM: 143 } as const;
type Signal = keyof typeof SIGNAL_CODES;

/** How long the last lines of the log are waited for. */
const MAX_LOG_WAIT_MS = 200;
/** How long the emulator's thread may be busy with one thing while the state is saved at the end. */
const MAX_SILENCE_MS = 8_000;

/** The server is on its own thread, so that this one can end the process whatever the server is doing. */
export async function serveEmulator(options: EmulatorOptions): Promise<void> {
  const { port, host, allowRemote = false, allowHost = [], state, log = false, fault = [], ...others } = options;
  const faults = fault.map(readFault);
  const isRemote = !isLoopbackName(host);
  if (isRemote && !allowRemote) throw new UsageError(refusalOf(host));
  const { latency, timeToLiveDelayMs, replicationDelayMs, region } = others;
  ignoreOutputErrors();
  const link = new EmulatorLink({ latency, timeToLiveDelayMs, replicationDelayMs, region, faults });
  const control = link.asyncControl;
  link.onEvent = ({ request, problem }) => {
    if (request) printRequest(request, region);
    if (problem !== undefined) warn(problem);
  };
  let isReady = false;
  endAtSignals(async () => {
    if (!isReady) return undefined;
    // The lines of the requests that were answered.
    if (log) await Promise.race([control.ask("tables"), pause(MAX_LOG_WAIT_MS)]);
    if (state === undefined) return undefined;
    link.refuseRequests();
    return saved(control);
  });
  const settings = { port, host, allowedHosts: allowHost, allowAddresses: isRemote, state, log };
  const actualPort = await control.ask("serve", settings);
  isReady = true;
  if (isRemote) {
    warn(
      `The emulator accepts any credentials: everyone who can reach port ${actualPort} of ${host} can read and write all data.`,
    );
  }
  announce(`http://${reachable(host)}:${actualPort}`, region);
  await control.ask("untilEnd"); // rejected when the thread ends
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

/** Ends the process at a signal after a last action, and at a second one without it. */
function endAtSignals(finish: () => Promise<string | undefined>): void {
  let signals = 0;
  const end = async (signal: Signal) => {
    signals += 1;
    if (signals > 1) process.exit(SIGNAL_CODES[signal]);
    const problem = await finish().catch((error: Error) => error.message);
    if (problem !== undefined) process.stderr.write(`error: ${problem}\n`);
    // Not a close of the server: it would wait for the connections.
    process.exit(problem === undefined ? 0 : 1);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void end(signal));
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

function announce(endpoint: string, region: string): void {
  const endpoints = `AWS_ENDPOINT_URL_DYNAMODB=${endpoint} AWS_ENDPOINT_URL_DYNAMODB_STREAMS=${endpoint}`;
  const settings = `${endpoints} AWS_REGION=${region} AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any`;
  process.stdout.write(
    `The emulator is ready at ${painted("bold", endpoint)}\nConfigure clients with: export ${settings}\n`,
  );
}

/** Keeps the server running when its output is closed: `dynatwin emulator --log | head`. */
function ignoreOutputErrors(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
}
