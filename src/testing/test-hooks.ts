import { DynatwinError } from "../index.js";
import { requireHere } from "../transport/here.js";

/** Has something run at a point of a test run. */
export type TestHook = (run: () => Promise<void>) => unknown;

/** The hooks of a test runner, by the names that vitest and jest give them. */
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
/** What runners make global: vitest with `globals` and jest; mocha; mocha with `--ui tdd`. */
const GLOBAL: readonly Names[] = [COMMON, NODE, ["suiteSetup", "suiteTeardown", "setup", "teardown"]];

/** The hooks of the test runner that is there. */
export function findHooks(): TestHooks {
  const globals = globalThis as unknown as Functions; // a runner's globals are functions of that form
  const names = GLOBAL.find((each) => each.every((name) => typeof globals[name] === "function"));
  if (names) return hooksIn(globals, names);
  if (isUnderNodeTest()) return hooksIn(requireHere("node:test") as Functions, NODE);
  throw new DynatwinError(
    "useDynamoDB finds no hooks of a test runner. Give it the runner's own: " +
      "useDynamoDB(User, { hooks: { beforeAll, afterAll, beforeEach } }).",
  );
}

function hooksIn(functions: Functions, [beforeAll, afterAll, beforeEach, afterEach]: Names): TestHooks {
  // All four were found there, or are there in every Node.
  const hook = (name: string) => functions[name] as TestHook;
  return {
    beforeAll: hook(beforeAll),
    afterAll: hook(afterAll),
    beforeEach: hook(beforeEach),
    afterEach: hook(afterEach),
  };
}

/** Started by `node --test`, or a file that has loaded node:test and is run by itself. */
function isUnderNodeTest(): boolean {
  if (process.env["VITEST"] !== undefined || process.env["JEST_WORKER_ID"] !== undefined) return false;
  // Node has this list for its own tests, and no other answer to the question.
  const { moduleLoadList = [] } = process as { readonly moduleLoadList?: readonly string[] };
  const isLoaded = moduleLoadList.some((name) => name.startsWith("NativeModule internal/test_runner/"));
  return isLoaded || process.env["NODE_TEST_CONTEXT"] !== undefined;
}
