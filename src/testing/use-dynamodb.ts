import { type AnyTable, DynatwinError } from "../index.js";
import { mockDynamoDB } from "./async/start.js";
import { readArguments } from "./mock-arguments.js";
import { tableRequestsFor } from "./model-tables.js";
import { useOptions } from "./option-readers.js";
import type { UseDynamoDBOptions } from "./options.js";
import { MockDynamoDB } from "./sync/mock.js";
import { findHooks, type TestHook } from "./test-hooks.js";

/** Models, and options as the last argument. */
export type UseArguments = readonly AnyTable[] | readonly [...models: AnyTable[], options: UseDynamoDBOptions];

/** mocha's root suites that already have a mock. */
const suitesInUse = new WeakSet<object>();

/**
 * Runs the tests of a suite or file with their own embedded DynamoDB: it is started before the first test, emptied before
 * each, and closed after the last.
 *
 * Registers hooks of the current test runner: mocha, vitest with `globals`, jest or node:test. Before each test all tables
 * and `requests` are empty, and the faults are those of the options.
 *
 * @param given - Models whose tables are created, and options as the last argument.
 * @returns The mock that {@link mockDynamoDB} returns. Its members throw before the first test.
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
  tableRequestsFor(models); // errors of the models are thrown here, not in a hook
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
  return deferredMock(() => db);
}

function hookFor(name: string, hook: TestHook | undefined): TestHook {
  if (hook) return hook;
  throw new DynatwinError(`useDynamoDB resets in hooks.${name}, which is missing. Give it, or reset: "never".`);
}

/** mocha's hooks at the top of a file apply to all files: with two mocks, one's tests would use the other's tables. */
function requireOwnSuite(registered: unknown): void {
  const { parent = registered } = Object(registered) as { readonly parent?: unknown }; // mocha's hook, or its suite
  const suite = Object(parent) as { readonly root?: unknown };
  if (suite.root !== true) return;
  if (suitesInUse.has(suite)) {
    throw new DynatwinError(
      "useDynamoDB was called at the top of two files, and mocha runs such hooks for all files. " +
        "Call it inside of describe(…), or once for all tests.",
    );
  }
  suitesInUse.add(suite);
}

/** A proxy of a mock that is created later. */
function deferredMock(current: () => MockDynamoDB | undefined): MockDynamoDB {
  const target = Object.create(MockDynamoDB.prototype) as MockDynamoDB;
  return new Proxy(target, {
    get: (_, name) => {
      const db = current();
      if (db === undefined) return failBeforeStart(name);
      const value: unknown = Reflect.get(db, name);
      return typeof value === "function" ? value.bind(db) : value;
    },
  });
}

function failBeforeStart(name: string | symbol): undefined {
  // These are read on any object, by await and by code that prints values.
  if (typeof name === "symbol" || name === "then") return undefined;
  throw new DynatwinError(
    `The embedded DynamoDB has not started: \`${name}\` of what useDynamoDB returns is for tests and their hooks.`,
  );
}
