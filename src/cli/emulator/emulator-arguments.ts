import { isIP } from "node:net";
import { InvalidArgumentError } from "commander";
import { plainName } from "../../testing/server/host-names.js";

/** The latency of table changes, as a command line argument. */
export type NamedLatency = "instant" | "realistic" | number;

/** Reads `--port`. */
export function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError("A port is a number from 0 to 65535; 0 selects a free port.");
}

/** Reads `--host`. */
export function readHost(text: string): string {
  if (/^[\w.-]*\w\.?$/.test(text) || isIP(text) !== 0) return text;
  throw new InvalidArgumentError("It is an address or the name of this machine, without protocol, port and path.");
}

/** Reads `--state`. */
export function readStateFile(text: string): string {
  if (text.trim() !== "") return text;
  throw new InvalidArgumentError("It is the path of a file: --state ./dynamodb.state.");
}

/** Reads one `--allow-host`, and appends it to the earlier ones. */
export function readAllowedHost(text: string, before: readonly string[] = []): readonly string[] {
  if (/^[\w.-]*\w\.?$/.test(text) || isIP(text) !== 0) return [...before, plainName(text)];
  throw new InvalidArgumentError(
    "It is a host name as clients write it, without protocol, port and path, such as db.test. Repeat the option for " +
      "several names.",
  );
}

/** Reads `--latency`. */
export function readLatency(text: string): NamedLatency {
  if (text === "instant" || text === "realistic") return text;
  const factor = Number(text);
  if (text.trim() !== "" && factor >= 0 && Number.isFinite(factor)) return factor;
  throw new InvalidArgumentError("It is instant, realistic, or a factor of realistic: 0 or above, such as 0.01.");
}

/** Reads `--time-to-live-delay-ms`. */
export function readDelay(text: string): number {
  const ms = Number(text);
  if (text.trim() !== "" && ms >= 0) return ms;
  throw new InvalidArgumentError("It is a number of milliseconds, 0 or above; Infinity deletes no item.");
}

/** Reads one `--models` with a file, and appends it to the earlier ones. */
export function collectModels(text: string, before?: true | readonly string[]): readonly string[] {
  return [...(before === true ? [] : (before ?? [])), text];
}
