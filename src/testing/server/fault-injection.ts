import { tableNameIn } from "../../dynamodb/arns.js";
import { CHANGING_TABLE_QUOTA, TABLE_QUOTA } from "../../dynamodb/limits.js";
import { AwsError, accessDenied, throttled } from "../control-plane/aws-error.js";
import { changingTablesExceed, tableNotFound, tablesExceed } from "../control-plane/tables.js";
import { isObject, type Json } from "../control-plane/wire.js";
import type { Fault } from "../options.js";
import { tableNamesIn } from "./named-tables.js";

interface Entry {
  readonly fault: Fault;
  /** When it was added. */
  readonly since: number;
  seen: number;
}

/** The configured faults, and how many requests each of them has matched. */
export class FaultInjector {
  #entries: Entry[] = [];

  /** @param now - The emulator's clock, in milliseconds. */
  constructor(private readonly now: () => number) {}

  add(faults: readonly Fault[]): void {
    const since = this.now();
    this.#entries.push(...faults.map((fault) => ({ fault, since, seen: 0 })));
  }

  clear(): void {
    this.#entries = [];
  }

  /** Returns the first fault that matches a request. */
  match(operation: string, input: Json): Fault | undefined {
    if (this.#entries.length === 0) return undefined;
    const now = this.now();
    const tables = tableNamesIn(input);
    return this.#entries.find((entry) => {
      const { operation: only = operation, tableName, skip = 0, afterMs = 0, forMs } = entry.fault;
      if (only !== operation || (tableName !== undefined && !tables.includes(tableNameIn(tableName)))) return false;
      const start = entry.since + afterMs;
      if (now < start || (forMs !== undefined && now >= start + forMs)) return false;
      const { times = forMs === undefined ? 1 : Number.POSITIVE_INFINITY } = entry.fault;
      return entry.seen++ >= skip && entry.seen <= skip + times;
    })?.fault;
  }
}

/** The error of a fault, if its kind is an error. */
export function faultError({ kind, error }: Fault, operation: string, input: Json): AwsError | undefined {
  const [tableName = "*"] = tableNamesIn(input);
  switch (kind) {
    case "throttled":
      return throttled("The rate of control plane requests made by this account is too high");
    case "limitExceeded":
      return changingTablesExceed(CHANGING_TABLE_QUOTA);
    case "quotaExceeded":
      return tablesExceed(TABLE_QUOTA);
    case "notFound":
      return tableNotFound(tableName);
    case "denied":
      return accessDenied(`User is not authorized to perform: dynamodb:${operation} on resource: ${tableName}`);
    case "serverError":
      return new AwsError("InternalServerError", "The request processing has failed because of an unknown error", 500);
    case "error":
      return new AwsError(error?.name ?? "InternalServerError", error?.message ?? "", error?.status);
    case "badGateway":
    case "dropped":
    case "slow":
    case "answer":
      return undefined;
  }
}

/** Merges the members of one answer over those of another, at every depth. */
export function merge(real: unknown, over: unknown): unknown {
  if (Array.isArray(real) && Array.isArray(over)) {
    return [...over.map((member, place) => merge(real[place], member)), ...real.slice(over.length)];
  }
  if (!isObject(real) || !isObject(over)) return over;
  const merged = Object.entries(over).map(([name, value]) => [name, merge(real[name], value)]);
  return { ...real, ...Object.fromEntries(merged) };
}
