import { Command } from "commander";
import { DynatwinError } from "../errors.js";
import type { Fault } from "../testing/options.js";
import {
  type NamedLatency,
  readAllowedHost,
  readDelay,
  readFault,
  readHost,
  readLatency,
  readPort,
} from "./emulator-arguments.js";
import { painted } from "./paint.js";
import { logRequest } from "./request-log.js";

interface Options {
  readonly port: number;
  readonly host: string;
  readonly allowHost?: readonly string[];
  readonly latency: NamedLatency;
  readonly timeToLiveDelayMs?: number;
  readonly region: string;
  readonly fault?: readonly Fault[];
  readonly log?: true;
}

const EXAMPLES = `
Examples:
  $ npx dynatwin emulator
  $ npx dynatwin emulator --port 0 --latency 0.01 --log
  $ npx dynatwin emulator --fault '{"kind":"throttled","operation":"CreateTable","times":2}'
`;

/** `dynatwin emulator`: the embedded DynamoDB in a separate process, for clients in any language. */
export function emulatorCommand(): Command {
  return new Command("emulator")
    .summary("run an embedded DynamoDB on this machine")
    .description(
      "Run an embedded DynamoDB on this machine, with durations of table changes as on AWS. All data is in memory, " +
        "and lost when the command ends.",
    )
    .option("-p, --port <number>", "the port to listen on; 0 selects a free port", readPort, 8000)
    .option("--host <address>", "the loopback address to listen on", readHost, "127.0.0.1")
    .option(
      "--allow-host <name>",
      "a host name accepted in the Host header of requests; can be repeated",
      readAllowedHost,
    )
    .option("-l, --latency <how>", "instant, realistic, or a factor of realistic", readLatency, "instant")
    .option(
      "--time-to-live-delay-ms <number>",
      "how long after its expiry an item is deleted (default: 600000, times the latency if that is a factor)",
      readDelay,
    )
    .option("--region <name>", "the region in ARNs", "us-east-1")
    .option("--fault <json>", "a fault to simulate, as in the `faults` of dynatwin/testing; can be repeated", readFault)
    .option("--log", "print a line for each request")
    .addHelpText("after", EXAMPLES)
    .action(serve);
}

async function serve(options: Options): Promise<void> {
  const { loadServer } = await import("../testing/server/emulator-thread.js");
  const { EmulatorServer } = await loadServer();
  ignoreOutputErrors();
  const { port, host, allowHost = [], latency, timeToLiveDelayMs, region, fault, log } = options;
  const server = new EmulatorServer({ latency, timeToLiveDelayMs, region, faults: fault });
  for (const name of allowHost) server.allowedHosts.add(name);
  // By default the server records all requests, without a limit.
  server.onRequest = log ? logRequest : () => {};
  const actualPort = await server.listen(port, host).catch((error: NodeJS.ErrnoException) => {
    throw new DynatwinError(whyNot(error, port, host));
  });
  announce(`http://${host.includes(":") ? `[${host}]` : host}:${actualPort}`, region);
  await signalled();
  // Not a close of the server: it would wait for the connections.
  process.exit(0);
}

function whyNot({ code, message }: NodeJS.ErrnoException, port: number, host: string): string {
  if (code !== "EADDRINUSE") return `Cannot listen on ${host}, port ${port}: ${message}`;
  return (
    `Port ${port} is in use on ${host}. Stop the server that uses it, or choose another port: --port 0 selects ` +
    "a free port."
  );
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

/** Resolves at the first signal to end. */
function signalled(): Promise<unknown> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, resolve);
  });
}
