import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { expect } from "chai";
import type { Suite } from "mocha";
import { AsyncClient } from "../../src/async/client/client.js";
import { AsyncModel } from "../../src/async/model/model.js";
import { AsyncModelIndex } from "../../src/async/model/model-index.js";
import { AsyncModelVectorIndex } from "../../src/async/model/vector-index.js";
import { attr, DynamoClient, defineModel, isDynatwinError, Model } from "../../src/index.js";
import { ModelIndex } from "../../src/sync/model/model-index.js";
import { ModelVectorIndex } from "../../src/sync/model/vector-index.js";
import { rejects, throws } from "../support/both.js";

/** Members that do not wait, so they have no twin. */
const WITHOUT_TWIN = ["destroy", "syncContext"];

const twinOf = (name: string) => `sync${name.charAt(0).toUpperCase()}${name.slice(1)}`;

/** The members of an object and its prototypes, up to `end`: classes are split by topic. */
function membersOf(holder: object, end: object): [name: string, member: PropertyDescriptor][] {
  if (holder === end) return [];
  const own = Object.entries(Object.getOwnPropertyDescriptors(holder));
  return [...own.filter(([name]) => name !== "constructor"), ...membersOf(Object.getPrototypeOf(holder), end)];
}
const namesOf = (holder: object, end: object) => membersOf(holder, end).map(([name]) => name);
const asyncNames = namesOf(AsyncClient.prototype, Object.prototype).filter((name) => !WITHOUT_TWIN.includes(name));
const syncNames = namesOf(DynamoClient.prototype, AsyncClient.prototype);

type Method = (...args: unknown[]) => unknown;

/** The methods of a class, or of its items. */
const methodsOf = (holder: object, end: object) =>
  membersOf(holder, end)
    .filter(([, { value }]) => typeof value === "function")
    .map(([name]) => name);
const MODELS: readonly [what: string, ofAsync: object, ofSync: object, end: object, first: string][] = [
  ["a model", AsyncModel, Model, Function.prototype, "createTable"],
  ["an item", AsyncModel.prototype, Model.prototype, Object.prototype, "save"],
  ["an index", AsyncModelIndex.prototype, ModelIndex.prototype, Object.prototype, "query"],
  ["a vector index", AsyncModelVectorIndex.prototype, ModelVectorIndex.prototype, Object.prototype, "search"],
];
/** Methods that create parts of transactions and batches, and methods that send nothing, do not wait. */
const AT_ONCE = ["batchPut", "batchDelete", "batchRead", "parse", "validate", "toItem", "toJSON"];
const waits = (name: string) => !name.startsWith("transact") && !AT_ONCE.includes(name);

describe("the twins of models at run time", () => {
  for (const [what, ofAsync, ofSync, end, first] of MODELS) {
    it(`exist for each async method of ${what}, with the same number of parameters, and for no other`, () => {
      const names = methodsOf(ofAsync, end).filter(waits);
      expect(names).to.include(first);
      expect(methodsOf(ofSync, ofAsync)).to.have.members(names.map(twinOf));
      for (const name of names) {
        const [original, twin] = [Reflect.get(ofAsync, name), Reflect.get(ofSync, twinOf(name))] as Method[];
        expect(twin?.length, name).to.equal(original?.length);
      }
    });
  }

  class Thing extends defineModel({
    table: "things",
    attributes: { id: attr.string().partitionKey(), size: attr.number().optional(), at: attr.vector(2).optional() },
    globalSecondaryIndexes: { bySize: { partitionKey: "size" } },
    vectorIndexes: { near: { vector: "at", distance: "COSINE" } },
    // No server listens there, and nothing is sent.
    client: new DynamoClient({ region: "us-east-1", endpoint: "http://127.0.0.1:1" }),
  }) {}
  const item = () => new Thing({ id: "a", size: Number.NaN });
  // Wrong arguments, as in JavaScript.
  const wrong = { id: 5 } as never;
  const refused: readonly [what: string, ofAsync: () => Promise<unknown>, ofSync: () => unknown][] = [
    ["get", () => Thing.get(wrong), () => Thing.syncGet(wrong)],
    ["batchGet", () => Thing.batchGet([wrong]), () => Thing.syncBatchGet([wrong])],
    ["batchWrite", () => Thing.batchWrite({ put: [item()] }), () => Thing.syncBatchWrite({ put: [item()] })],
    ["save", () => item().save(), () => item().syncSave()],
    ["put", () => Thing.put(item()), () => Thing.syncPut(item())],
    ["update by key", () => Thing.update(wrong, {}), () => Thing.syncUpdate(wrong, {})],
    ["delete by key", () => Thing.delete(wrong), () => Thing.syncDelete(wrong)],
    ["count", () => Thing.count(wrong), () => Thing.syncCount(wrong)],
    ["update", () => item().update({ size: Number.NaN }), () => item().syncUpdate({ size: Number.NaN })],
    ["query", () => Thing.query(wrong).first(), () => Thing.syncQuery(wrong).first()],
    [
      "query of an index",
      () => Thing.bySize.query({ size: Number.NaN }).toArray(),
      () => Thing.bySize.syncQuery({ size: Number.NaN }).toArray(),
    ],
    ["search", () => Thing.near.search([1]), () => Thing.near.syncSearch([1])],
    ["scan", () => Thing.scan({ cursor: "?" }).toArray(), () => Thing.syncScan({ cursor: "?" }).toArray()],
    ["createTable", () => Thing.createTable(wrong), () => Thing.syncCreateTable(wrong)],
  ];
  for (const [what, ofAsync, ofSync] of refused) {
    it(`refuse the same arguments as ${what}, with the same message`, async () => {
      const original = await rejects(ofAsync);
      const blocking = throws(ofSync);
      expect(isDynatwinError(original)).to.equal(true);
      expect(blocking.constructor).to.equal(original.constructor);
      expect(blocking.message).to.equal(original.message);
    });
  }
});

describe("the twins at run time", () => {
  const client = new DynamoClient({ region: "us-east-1", endpoint: "http://127.0.0.1:1" });

  after(() => client.destroy());

  function method(name: string): Method {
    const member: unknown = Reflect.get(client, name);
    if (typeof member !== "function") throw new TypeError(`${name} is not a method`);
    return member.bind(client);
  }

  /** An iterable does its work when its first element is requested. */
  const firstOf = (value: unknown): unknown => {
    const { [Symbol.asyncIterator]: begin = undefined, [Symbol.iterator]: beginBlocking = begin } = Object(value);
    const iterator = typeof beginBlocking === "function" ? beginBlocking.call(value) : value;
    return isIterator(iterator) ? iterator.next() : value;
  };

  it("exist for each async method, and for no other", () => {
    expect(asyncNames).to.include.members(["createTable", "listTables"]);
    expect(syncNames).to.have.members(asyncNames.map(twinOf));
  });

  for (const name of asyncNames) {
    it(`refuse the same arguments as ${name}, with the same message, at once`, async () => {
      const blocking = throws(() => firstOf(method(twinOf(name))("", "")));
      const returned = firstOf(method(name)("", ""));
      expect(returned).to.be.instanceOf(Promise);
      const original = await rejects(() => Promise.resolve(returned));
      expect(isDynatwinError(blocking)).to.equal(true);
      expect(blocking.constructor).to.equal(original.constructor);
      expect(blocking.message).to.equal(original.message);
      expect(method(twinOf(name)).length).to.equal(method(name).length);
    });
  }
});

describe("the tests of both sides", () => {
  const files = (folder: string) => readdirSync(join("test", folder)).filter((name) => name.endsWith(".test.ts"));

  it("are the same files", () => {
    expect(files("async")).to.include("client.test.ts");
    expect(files("sync")).to.have.members(files("async"));
  });

  it("have the same titles, except those marked as async only", function () {
    // The test is always in a suite of a file, which is in the suite of all files that mocha has loaded.
    const titles = titlesByFile(this.test?.parent?.parent);
    for (const [file, ofAsync] of titles) {
      if (!file.startsWith(`async${sep}`)) continue;
      const mirror = titles.get(file.replace("async", "sync")) ?? [];
      const source = readFileSync(join("test", file.replace(/\.js$/, ".ts")), "utf8");
      const expected = ofAsync.filter((title) => !isAsyncOnly(source, title));
      expect(mirror.map(forComparison), file).to.deep.equal(expected.map(forComparison));
    }
  });
});

function isIterator(value: unknown): value is { next(): unknown } {
  return typeof value === "object" && value !== null && "next" in value && typeof value.next === "function";
}

/** The titles of all tests that mocha will run, by their file in `test`. */
function titlesByFile(suite: Suite | undefined, found = new Map<string, string[]>()): Map<string, string[]> {
  for (const test of suite?.tests ?? []) {
    const file = relative(join("build", "test"), test.file ?? "");
    found.set(file, [...(found.get(file) ?? []), test.title]);
  }
  for (const child of suite?.suites ?? []) titlesByFile(child, found);
  return found;
}

function isAsyncOnly(source: string, title: string): boolean {
  return source
    .split("// async only:")
    .slice(1)
    .some((marked) => /\bit\(\s*(["'`])(.*?)\1/s.exec(marked)?.[2] === title);
}

/** A title can contain the name of the method that is called. */
function forComparison(title: string): string {
  return title.replace(/\bsync([A-Z])/g, (_, letter: string) => letter.toLowerCase());
}
