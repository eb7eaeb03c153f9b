import type { Fault } from "../options.js";
import { AwsError } from "../plane/aws-error.js";

/** The scripted faults, and how many requests each of them has seen. */
export class Faults {
  #entries: { readonly fault: Fault; seen: number }[] = [];

  constructor(faults: readonly Fault[] = []) {
    this.add(faults);
  }

  add(faults: readonly Fault[]): void {
    this.#entries.push(...faults.map((fault) => ({ fault, seen: 0 })));
  }

  clear(): void {
    this.#entries = [];
  }

  /** The first fault that this request meets. */
  next(operation: string, tableName: unknown): Fault | undefined {
    return this.#entries.find((entry) => {
      const { fault } = entry;
      if (fault.operation !== undefined && fault.operation !== operation) return false;
      if (fault.tableName !== undefined && fault.tableName !== tableName) return false;
      const { skip = 0, times = 1 } = fault;
      return entry.seen++ >= skip && entry.seen <= skip + times;
    })?.fault;
  }
}

/** The error that a fault answers with, where it is one. */
export function errorOf(fault: Fault, operation: string, tableName: unknown): AwsError | undefined {
  switch (fault.kind) {
    case "throttled":
      return new AwsError(
        "ThrottlingException",
        "The rate of control plane requests made by this account is too high",
        400,
        "com.amazon.coral.availability",
      );
    case "limitExceeded":
      return new AwsError(
        "LimitExceededException",
        "Subscriber limit exceeded: Only 500 tables can be created, updated, or deleted simultaneously",
      );
    case "notFound":
      return new AwsError("ResourceNotFoundException", `Requested resource not found: Table: ${tableName} not found`);
    case "denied":
      return new AwsError(
        "AccessDeniedException",
        `User is not authorized to perform: dynamodb:${operation} on resource: ${tableName}`,
        400,
        "com.amazon.coral.service",
      );
    case "serverError":
      return new AwsError("InternalServerError", "The request processing has failed because of an unknown error", 500);
    case "error":
      return new AwsError(fault.error?.name ?? "InternalServerError", fault.error?.message ?? "", fault.error?.status);
    default:
      return undefined;
  }
}

/** Puts the members of one answer over those of another, at every depth. */
export function merge(real: unknown, over: unknown): unknown {
  if (!isObject(real) || !isObject(over)) return over;
  const merged = Object.entries(over).map(([name, value]) => [name, merge(real[name], value)]);
  return { ...real, ...Object.fromEntries(merged) };
}

/** Tells a JSON object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
