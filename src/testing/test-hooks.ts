import { DynatwinError } from "../index.js";
import { ownRequire } from "../transport/own-files.js";

/** Registers a function to run at a point of a test run. */
export type TestHook = (run: () => Promise<void>) => unknown;

/** The hooks of a test runner, by their names in vitest and jest. */
export interface TestHooks {
  /** Before the first test of the suite or the file. */
  readonly beforeAll: TestHook;
  /** After the last one. */
  readonly afterAll: TestHook;
  /** Before each test. */
  readonly beforeEach?: TestHook | undefined;
  /** After each test. */
  readonly afterEach?: TestHook | undefined;
}

type Names = readonly [beforeAll: string, afterAll: string, beforeEach: string, afterEach: string];
type Functions = Readonly<Record<string, TestHook>>;

const COMMON: Names = ["beforeAll", "afterAll", "beforeEach", "afterEach"];
const NODE: Names = ["before", "after", "beforeEach", "afterEach"];
/** The global hooks of runners: vitest with `globals` and jest; mocha; mocha with `--ui tdd`. */
const GLOBAL: readonly Names[] = [COMMON, NODE, ["suiteSetup", "suiteTeardown", "setup", "teardown"]];

/** Finds the hooks of the current test runner. */
export function findHooks(): TestHooks {
  const globals = globalThis as unknown as Functions; // a runner's globals are functions of that form
  const names = GLOBAL.find((each) => each.every((name) => typeof globals[name] === "function"));
  if (names) return hooksIn(globals, names);
  if (isUnderNodeTest()) return hooksIn(ownRequire("node:test") as Functions, NODE);
  throw new DynatwinError(
    "useDynamoDB found no hooks of a test runner. Pass the runner's hooks: " +
      "useDynamoDB(User, { hooks: { beforeAll, afterAll, beforeEach } }).",
  );
}

function hooksIn(functions: Functions, [beforeAll, afterAll, beforeEach, afterEach]: Names): TestHooks {
  // All four were found, or exist in every Node version.
  const hook = (name: string) => functions[name] as TestHook;
  return {
    beforeAll: hook(beforeAll),
    afterAll: hook(afterAll),
    beforeEach: hook(beforeEach),
    afterEach: hook(afterEach),
  };
}

/** Whether the file was started by `node --test`, or has loaded node:test. */
function isUnderNodeTest(): boolean {
  if (process.env["VITEST"] !== undefined || process.env["JEST_WORKER_ID"] !== undefined) return false;
  // Node has no public API for this; it keeps the list for its own tests.
  const { moduleLoadList = [] } = process as { readonly moduleLoadList?: readonly string[] };
  const isLoaded = moduleLoadList.some((name) => name.startsWith("NativeModule internal/test_runner/"));
  return isLoaded || process.env["NODE_TEST_CONTEXT"] !== undefined;
}
