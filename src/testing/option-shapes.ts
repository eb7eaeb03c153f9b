import {
  boolean,
  callback,
  either,
  listOf,
  notNegative,
  objectOf,
  oneOf,
  plainObject,
  type Reader,
  type Shape,
  string,
  wholeNumber,
} from "../table/shape.js";
import type { Fault, MockOptions, RestartOptions, UseDynamoDBOptions } from "./options.js";
import { type Durations, type Latency, REALISTIC } from "./plane/durations.js";
import type { Limits } from "./plane/tables.js";
import type { TestHook, TestHooks } from "./test-hooks.js";

/** With others a client waits on, or finds no body. */
const errorStatus: Reader<number> = (value, path, report) => {
  if (typeof value === "number" && Number.isInteger(value) && value >= 400 && value <= 599) return value;
  report(path, "expected the status of an error, from 400 to 599.");
  return undefined;
};

const durations = objectOf<Partial<Durations>>(
  // One reader for every name there is.
  Object.fromEntries(Object.keys(REALISTIC).map((name) => [name, notNegative])) as Record<
    keyof Durations,
    Reader<number>
  >,
);

const latency = either<Latency, Latency>(
  (value) => typeof value === "object",
  durations,
  either<Latency, Latency>((value) => typeof value === "number", notNegative, oneOf("instant", "realistic")),
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
    skip: notNegative,
    times: notNegative,
    afterMs: notNegative,
    forMs: notNegative,
    commit: boolean,
    delayMs: notNegative,
    error: objectOf<NonNullable<Fault["error"]>>(
      { name: string, message: string, status: errorStatus },
      { name: { fix: 'name it: error: { name: "ValidationException" }.', instead: () => "?" } },
    ),
    answer: plainObject,
  },
  { kind: { fix: 'say what goes wrong: kind: "throttled".', instead: () => "throttled" } },
);

/** Reads one fault. */
export const fault: Reader<Fault> = (value, path, report) => {
  const read = faultMembers(value, path, report);
  if (read?.kind === "error" && !read.error)
    report(path, "is an error without a name.", 'name it: error: { name: "ValidationException" }.');
  if (read?.kind === "answer" && !read.answer)
    report(path, "is a changed answer without a change.", "say it: answer: { … }.");
  return read;
};

const faults = listOf<Fault>(fault, () => ({ kind: "throttled" }));

const restartShape = {
  latency,
  faults,
  limits: objectOf<Partial<Limits>>({ tables: wholeNumber, changingTables: wholeNumber }),
};

const mockShape: Shape<MockOptions> = {
  ...restartShape,
  time: oneOf("running", "manual"),
  region: string,
};

const hook = callback as Reader<TestHook>;

/** Reads the faults that are added later. */
export const addedFaults = objectOf<Pick<MockOptions, "faults">>({ faults });

/** Reads the options of a mock. */
export const mockOptions = objectOf<MockOptions>(mockShape);

/** Reads the options of a mock that lives in the hooks of a test runner. */
export const useOptions = objectOf<UseDynamoDBOptions>({
  ...mockShape,
  hooks: objectOf<TestHooks>(
    { beforeAll: hook, afterAll: hook, beforeEach: hook, afterEach: hook },
    {
      beforeAll: { fix: "give the runner's beforeAll.", instead: () => ignore },
      afterAll: { fix: "give the runner's afterAll.", instead: () => ignore },
    },
  ),
  reset: oneOf("beforeEach", "afterEach", "never"),
});

/** Reads what can be other when a mock starts over. */
export const restartOptions = objectOf<RestartOptions>(restartShape);

function ignore(): void {}
