import { type OptionReaders, objectOf } from "../validation/object-readers.js";
import { callback, either, listOf, notNegative, oneOf, type Reader, string } from "../validation/readers.js";
import { type Durations, REALISTIC } from "./control-plane/durations.js";
import type { Limits } from "./control-plane/tables.js";
import { count, fault } from "./fault-reader.js";
import type { Fault, MockOptions, RestartOptions, UseDynamoDBOptions } from "./options.js";
import type { TestHook, TestHooks } from "./test-hooks.js";

const durations = objectOf<Partial<Durations>>(
  // One reader for every name.
  Object.fromEntries(Object.keys(REALISTIC).map((name) => [name, notNegative])) as Record<
    keyof Durations,
    Reader<number>
  >,
);

const latency = either(
  (value) => typeof value === "object",
  durations,
  either((value) => typeof value === "number", notNegative, oneOf("instant", "realistic")),
);

const faults = listOf<Fault>(fault, () => ({ kind: "throttled" }));

const restartShape = {
  latency,
  timeToLiveDelayMs: notNegative,
  replicationDelayMs: notNegative,
  faults,
  limits: objectOf<Partial<Limits>>({ tables: count, changingTables: count, changesPerSecond: count }),
};

const mockShape: OptionReaders<MockOptions> = {
  ...restartShape,
  time: oneOf("running", "manual"),
  region: string,
};

const hook = callback<TestHook>();

/** Reads faults that are added later. */
export const addedFaults = objectOf<Pick<MockOptions, "faults">>({ faults });

/** Reads the options of a mock. */
export const mockOptions = objectOf<MockOptions>(mockShape);

/** Reads the options of `useDynamoDB`. */
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

/** Reads the options of `restart`. */
export const restartOptions = objectOf<RestartOptions>(restartShape);

function ignore(): void {}
