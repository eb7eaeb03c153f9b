import { checkOptions } from "../table/check.js";
import {
  boolean,
  either,
  listOf,
  objectOf,
  oneOf,
  plainObject,
  type Reader,
  string,
  wholeNumber,
} from "../table/shape.js";
import type { Fault, MockOptions, RestartOptions } from "./options.js";
import { type Durations, type Latency, REALISTIC } from "./plane/durations.js";
import type { Limits } from "./plane/tables.js";

const atLeastZero: Reader<number> = (value, path, report) => {
  if (typeof value === "number" && value >= 0) return value;
  report(path, "expected a number, 0 or above.");
  return undefined;
};

const durations = objectOf<Partial<Durations>>(
  // One reader for every name there is.
  Object.fromEntries(Object.keys(REALISTIC).map((name) => [name, atLeastZero])) as Record<
    keyof Durations,
    Reader<number>
  >,
);

const latency = either<Latency, Latency>(
  (value) => typeof value === "object",
  durations,
  either<Latency, Latency>((value) => typeof value === "number", atLeastZero, oneOf("instant", "realistic")),
);

const faultMembers = objectOf<Fault>(
  {
    kind: oneOf(
      "throttled",
      "limitExceeded",
      "quotaExceeded",
      "notFound",
      "denied",
      "serverError",
      "badGateway",
      "dropped",
      "slow",
      "error",
      "answer",
    ),
    operation: string,
    tableName: string,
    skip: atLeastZero,
    times: atLeastZero,
    afterMs: atLeastZero,
    forMs: atLeastZero,
    commit: boolean,
    delayMs: atLeastZero,
    error: objectOf<NonNullable<Fault["error"]>>(
      { name: string, message: string as Reader<string>, status: wholeNumber as Reader<number> },
      { name: { fix: 'name it: error: { name: "ValidationException" }.', instead: () => "?" } },
    ),
    answer: plainObject,
  },
  { kind: { fix: 'say what goes wrong: kind: "throttled".', instead: () => "throttled" } },
);

const fault: Reader<Fault> = (value, path, report) => {
  const read = faultMembers(value, path, report);
  if (read?.kind === "error" && !read.error)
    report(path, "is an error without a name.", 'name it: error: { name: "ValidationException" }.');
  if (read?.kind === "answer" && !read.answer)
    report(path, "is a changed answer without a change.", "say it: answer: { … }.");
  return read;
};

const faults = listOf<Fault>(fault, () => ({ kind: "throttled" }));

/** Checks faults that are scripted later. */
export function checkFaults(given: readonly Fault[]): readonly Fault[] {
  return checkOptions("addFaults", { faults: given }, objectOf({ faults })).faults ?? [];
}

const restartShape = {
  latency,
  faults,
  limits: objectOf<Partial<Limits>>({ tables: wholeNumber, changingTables: wholeNumber }),
};

/** Reads the options of a mock. */
export const mockOptions = objectOf<MockOptions>({
  ...restartShape,
  time: oneOf("running", "manual"),
  region: string,
});

/** Reads what can be other when a mock starts over. */
export const restartOptions = objectOf<RestartOptions>(restartShape);
