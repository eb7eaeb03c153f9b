import type { Command } from "commander";
import {
  collectModels,
  readAllowedHost,
  readDelay,
  readHost,
  readLatency,
  readPort,
  readStateFile,
} from "../emulator/emulator-arguments.js";
import type { EmulatorOptions } from "../emulator/serve-emulator.js";
import { collect, withConfiguration, withExamples } from "../options.js";

/** `dynatwin emulator`: the embedded DynamoDB in a separate process, for clients in any language. */
export function emulator(command: Command): void {
  command
    .description(
      "Run an embedded DynamoDB on this machine, with durations of table changes as on AWS. All data is in memory, " +
        "and lost when the command ends, unless --state names a file.",
    )
    .option("-p, --port <number>", "the port to listen on; 0 selects a free port", readPort, 8000)
    .option(
      "--host <address>",
      "the address to listen on: a loopback address, or see --allow-remote",
      readHost,
      "127.0.0.1",
    )
    .option(
      "--allow-remote",
      "permit a --host that other machines can reach, for containers; there is no access control",
    )
    .option(
      "--allow-host <name>",
      "a host name accepted in the Host header of requests; can be repeated",
      readAllowedHost,
    )
    .option("--state <file>", "load the state from a file at the start if it exists, and save it there", readStateFile)
    .option("-l, --latency <how>", "instant, realistic, or a factor of realistic", readLatency, "instant")
    .option(
      "--time-to-live-delay-ms <number>",
      "how long after its expiry an item is deleted (default: 600000, times the latency if that is a factor)",
      readDelay,
    )
    .option(
      "--replication-delay-ms <number>",
      "how long after a write the other regions of a global table have it (default: 0; realistic: 1000, times the latency if that is a factor)",
      readDelay,
    )
    .option("--region <name>", "the region of requests that are signed for none", "us-east-1")
    .option("--fault <json>", "a fault to simulate, as in the `faults` of dynatwin/testing; can be repeated", collect)
    .option("--log", "print a line for each request")
    .option(
      "--models [file]",
      "create the tables of a module, of JSON or of a template first; without a file, those of dynatwin.config; can be repeated",
      collectModels,
    )
    .option(
      "--exec <command>",
      "run a command in a shell with the environment for the emulator, stop when it ends, and end with its exit code; " +
        "the port is a free one unless --port is given",
    );
  withConfiguration(command);
  command.action(async (options: EmulatorOptions) => {
    const { serveEmulator } = await import("../emulator/serve-emulator.js");
    const hasPort = options.exec === undefined || command.getOptionValueSource("port") !== "default";
    await serveEmulator(hasPort ? options : { ...options, port: 0 });
  });
  withExamples(
    command,
    "emulator",
    "emulator --port 0 --latency 0.01 --log --state ./dynamodb.state",
    'emulator --models ./src/models.ts --exec "npm test"',
    `emulator --fault '{"kind":"throttled","operation":"CreateTable","times":2}'`,
  );
}
