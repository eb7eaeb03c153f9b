import { inspect } from "node:util";
import { expect } from "chai";
import { attr, DynatwinError, defineModel, getDefaultClient } from "../../src/index.js";
import { MockDynamoDB, type TestHooks, type UseDynamoDBOptions, useDynamoDB } from "../../src/testing/index.js";

class User extends defineModel({
  table: "users",
  attributes: { id: attr.string().partitionKey() },
}) {}

/** A test runner whose hooks the test calls itself. */
function manualRunner(): TestHooks & { at(point: keyof TestHooks): Promise<void> } {
  const registered = new Map<keyof TestHooks, () => Promise<void>>();
  const hook = (point: keyof TestHooks) => (run: () => Promise<void>) => void registered.set(point, run);
  return {
    beforeAll: hook("beforeAll"),
    afterAll: hook("afterAll"),
    beforeEach: hook("beforeEach"),
    afterEach: hook("afterEach"),
    at: async (point) => registered.get(point)?.(),
  };
}

/** Its hooks, as a user passes them. */
function hooksOf({ beforeAll, afterAll, beforeEach, afterEach }: TestHooks): TestHooks {
  return { beforeAll, afterAll, beforeEach, afterEach };
}

describe("useDynamoDB", () => {
  it("starts, empties and closes in the runner's hooks", async () => {
    const runner = manualRunner();
    const db = useDynamoDB(User, { hooks: hooksOf(runner) });
    await runner.at("beforeAll");
    await db.put(new User({ id: "u1" }));
    expect(getDefaultClient()).to.equal(db.client);
    await runner.at("afterEach");
    expect(await User.scan().toArray()).to.have.length(1);
    await runner.at("beforeEach");
    expect(await User.scan().toArray()).to.deep.equal([]);
    await runner.at("afterAll");
    expect(getDefaultClient).to.throw(DynatwinError);
    expect(() => db.tables).to.throw(DynatwinError, "closed");
  });

  it("empties after each test, or never, with the option", async () => {
    for (const [reset, left] of [
      ["afterEach", 0],
      ["never", 1],
    ] as const) {
      const runner = manualRunner();
      const db = useDynamoDB(User, { hooks: hooksOf(runner), reset });
      await runner.at("beforeAll");
      await db.put(new User({ id: "u1" }));
      await runner.at("beforeEach");
      expect(await User.scan().toArray()).to.have.length(1);
      await runner.at("afterEach");
      expect(await User.scan().toArray()).to.have.length(left);
      await runner.at("afterAll");
    }
  });

  it("starts each test without requests, and with the faults of the options only", async () => {
    const runner = manualRunner();
    const faults = [{ kind: "notFound", operation: "GetItem" }] as const;
    const db = useDynamoDB(User, { hooks: hooksOf(runner), faults });
    await runner.at("beforeAll");
    for (let test = 0; test < 2; test++) {
      await runner.at("beforeEach");
      expect(db.requests).to.deep.equal([]);
      const outcomes = [];
      for (const id of ["u1", "u2"]) outcomes.push(await User.get({ id }).catch((error: Error) => error.name));
      expect(outcomes).to.deep.equal(["ResourceNotFoundException", undefined]);
      db.addFaults({ kind: "denied", times: 100 });
    }
    await runner.at("afterAll");
  });

  it("returns a MockDynamoDB, which throws before it has started", async () => {
    const runner = manualRunner();
    const db = useDynamoDB(User, { hooks: hooksOf(runner) });
    expect(db).to.be.instanceOf(MockDynamoDB);
    for (const use of [() => db.client, () => db.tables, () => db.reset()]) {
      expect(use).to.throw(DynatwinError, "has not started");
    }
    expect(await Promise.resolve(db)).to.equal(db); // reads `then`
    expect(inspect(db)).to.be.a("string");
    await runner.at("afterAll"); // if the first hook failed
  });

  it("uses the hooks of the runner of these tests", () => {
    const registered: string[] = [];
    const replaced = ["before", "after", "beforeEach", "afterEach"].map((name) => [
      name,
      Reflect.get(globalThis, name),
    ]);
    for (const [name] of replaced) Reflect.set(globalThis, name, () => void registered.push(name));
    try {
      useDynamoDB(User);
    } finally {
      for (const [name, hook] of replaced) Reflect.set(globalThis, name, hook);
    }
    expect(registered).to.deep.equal(["before", "beforeEach", "after"]);
  });

  it("reports wrong models, and models that contradict each other, at once", () => {
    const loose = useDynamoDB as (...given: readonly unknown[]) => MockDynamoDB; // as in JavaScript, without types
    class Other extends defineModel({ table: "users", attributes: { key: attr.number().partitionKey() } }) {}
    const hooks = hooksOf(manualRunner());
    for (const [given, message] of [
      [
        ["users", { hooks }],
        "useDynamoDB accepts models, classes that extend defineModel({ … }), as separate arguments, and options",
      ],
      [[[User], { hooks }], "Argument 1 is a list."],
      [[null], "Argument 1 is null."],
      [[User, { hooks: null }], "hooks: expected an object, got null."],
      [[User, Other, { hooks }], "partitionKey: User has"],
    ] as const) {
      expect(() => loose(...given)).to.throw(DynatwinError, message);
    }
  });

  const mistakes: [what: string, options: object, message: string][] = [
    ["a misspelt option", { rest: "never" }, "did you mean reset?"],
    ["a misspelt value of reset", { reset: "beforeeach" }, 'write "beforeEach"'],
    ["a misspelt hook", { hooks: { before: () => {}, afterAll: () => {} } }, "did you mean beforeAll?"],
    ["no hook for the end", { hooks: { beforeAll: () => {} } }, "hooks.afterAll: is required."],
    ["no hook for the reset", { hooks: { beforeAll: () => {}, afterAll: () => {} } }, "resets in hooks.beforeEach"],
  ];
  for (const [what, options, message] of mistakes) {
    it(`reports ${what} at once`, () => {
      expect(() => useDynamoDB(User, options as UseDynamoDBOptions)).to.throw(DynatwinError, message);
    });
  }
});
