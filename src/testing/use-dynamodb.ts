import { DynatwinError, type ModelClass } from "../index.js";
import { mockDynamoDB } from "./async/start.js";
import { readArguments } from "./mock-arguments.js";
import { requestsFor } from "./model-tables.js";
import { useOptions } from "./option-readers.js";
import type { UseDynamoDBOptions } from "./options.js";
import { MockDynamoDB } from "./sync/mock.js";
import { findHooks, type TestHook } from "./test-hooks.js";

/** Models, and at last the options. */
export type UseArguments = readonly ModelClass[] | readonly [...models: ModelClass[], options: UseDynamoDBOptions];

/** The outermost suites of mocha that have one already. */
const taken = new WeakSet<object>();

/**
 * Has the tests of a suite, or of a file, run with an embedded DynamoDB of their own: it is started before the first of
 * them, empty again before each, and closed after the last.
 *
 * Registers hooks of the test runner that is there: mocha, vitest with `globals`, jest or node:test. Before each test the
 * items of the one before are gone, `requests` is empty, and of faults those of the options are left.
 *
 * @param given - Models whose tables are made, and at last options.
 * @returns What {@link mockDynamoDB} returns, from the first test on. Before that its members throw.
 * @throws `DynatwinError` when no hooks are found, the options are wrong, or models that share a table describe it
 * differently.
 *
 * @example
 * ```ts
 * import { test } from "node:test";
 * import assert from "node:assert/strict";
 * import { attr, defineModel } from "dynatwin";
 * import { useDynamoDB } from "dynatwin/testing";
 *
 * class User extends defineModel({
 *   table: "users",
 *   attributes: { id: attr.string().partitionKey(), name: attr.string() },
 * }) {}
 *
 * const db = useDynamoDB(User);
 *
 * test("a user is found by id", async () => {
 *   await db.put(new User({ id: "u1", name: "Alice" }));
 *   assert.equal((await User.get({ id: "u1" }))?.name, "Alice");
 * });
 * ```
 */
export function useDynamoDB(...given: UseArguments): MockDynamoDB {
  const { models, options } = readArguments("useDynamoDB", given, useOptions);
  requestsFor(models); // what is wrong with them is said where they are named, and not by a hook
  const { hooks = findHooks(), reset = "beforeEach", ...mockOptions } = options;
  const atReset = reset === "never" ? undefined : hookFor(reset, hooks[reset]);
  let db: MockDynamoDB | undefined;
  const registered = hooks.beforeAll(async () => {
    db = await mockDynamoDB(...models, mockOptions);
  });
  requireOwnSuite(registered);
  atReset?.(async () => {
    await db?.reset();
    db?.clearRequests();
    db?.clearFaults();
    db?.addFaults(...(mockOptions.faults ?? []));
  });
  hooks.afterAll(async () => {
    await db?.close();
  });
  return handleOf(() => db);
}

function hookFor(name: string, hook: TestHook | undefined): TestHook {
  if (hook) return hook;
  throw new DynatwinError(`useDynamoDB resets in hooks.${name}, which is missing. Give it, or reset: "never".`);
}

/** mocha's hooks at the top of a file are for all files: of two mocks, the tests of one would see the other's tables. */
function requireOwnSuite(registered: unknown): void {
  const { parent = registered } = Object(registered) as { readonly parent?: unknown }; // mocha's hook, or its suite
  const suite = Object(parent) as { readonly root?: unknown };
  if (suite.root !== true) return;
  if (taken.has(suite)) {
    throw new DynatwinError(
      "useDynamoDB was called at the top of two files, and mocha runs such hooks for all files. " +
        "Call it inside of describe(…), or once for all tests.",
    );
  }
  taken.add(suite);
}

/** An object with the members of another one that is there only later. */
function handleOf(current: () => MockDynamoDB | undefined): MockDynamoDB {
  const shape = Object.create(MockDynamoDB.prototype) as MockDynamoDB;
  return new Proxy(shape, {
    get: (_, name) => {
      const db = current();
      if (db === undefined) return absent(name);
      const value: unknown = Reflect.get(db, name);
      return typeof value === "function" ? value.bind(db) : value;
    },
  });
}

function absent(name: string | symbol): undefined {
  // Whoever looks for these looks at any object: await, and what prints values.
  if (typeof name === "symbol" || name === "then") return undefined;
  throw new DynatwinError(
    `The embedded DynamoDB has not started: \`${name}\` of what useDynamoDB returns is for tests and their hooks.`,
  );
}
