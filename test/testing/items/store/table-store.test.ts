import { expect } from "chai";
import fc from "fast-check";
import type { IndexDefinition, TableDefinition } from "../../../../src/testing/items/store/definition.js";
import type { OrderedItems } from "../../../../src/testing/items/store/ordered-items.js";
import { partitionPlace, rangeOf, segmentRange } from "../../../../src/testing/items/store/places.js";
import { TableStore } from "../../../../src/testing/items/store/table-store.js";
import type { Place } from "../../../../src/testing/items/store/tree-node.js";
import type { AttributeValue, Item } from "../../../../src/testing/items/values/attribute-value.js";
import { compareValues } from "../../../../src/testing/items/values/compare.js";
import { sizeOf } from "../../../../src/testing/items/values/size.js";

const RUNS = { seed: 20_120_810, numRuns: 200 };

const attribute = (name: string, type: "S" | "N" | "B") => ({ name, type });
const [P, S, N] = [attribute("p", "S"), attribute("s", "N"), attribute("n", "N")];
const LOCAL: IndexDefinition = { name: "local", global: false, key: { partition: [P], sort: [N] }, projection: ["x"] };
const WIDE: IndexDefinition = {
  name: "wide",
  global: true,
  key: { partition: [attribute("x", "S"), N], sort: [P, attribute("y", "S")] },
  projection: "ALL",
};
const NARROW: IndexDefinition = { name: "narrow", global: true, key: { partition: [N], sort: [] }, projection: [] };
const TABLE: TableDefinition = { key: { partition: [P], sort: [S] }, indexes: [LOCAL, WIDE] };

/** Items of few keys, with attributes of indexes that are often missing, empty or of another type. */
const anyItem: fc.Arbitrary<Item> = fc
  .record(
    {
      p: fc.record({ S: fc.constantFrom("a", "b") }),
      s: fc.record({ N: fc.constantFrom("1", "2", "10") }),
      n: fc.oneof(fc.record({ N: fc.constantFrom("-1", "5", "40") }), fc.constant({ S: "1" })),
      x: fc.record({ S: fc.constantFrom("", "u", "uv") }),
      y: fc.record({ S: fc.constantFrom("k", "l") }),
      z: fc.record({ S: fc.constantFrom("", "some more text") }),
    },
    { requiredKeys: ["p", "s"] },
  )
  .map((item): Item => ({ ...item }));

const anyAction = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("put" as const), item: anyItem }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("delete" as const), item: anyItem }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom("add", "remove", "copy", "return", "clear") }),
  },
);

describe("the store of a table", () => {
  it("has the items of a slow store, in the table and in every index, after any writes", () => {
    const agrees = fc.property(fc.array(anyAction, { maxLength: 40 }), (actions) => {
      let store = new TableStore(TABLE);
      let model: Item[] = [];
      let copied = { store: store.copy(), model };
      for (const action of actions) {
        if (action.kind === "put") {
          const previous = model.find((each) => sameKey(each, action.item));
          expect(store.put(action.item)?.item).to.equal(previous);
          model = [...model.filter((each) => each !== previous), action.item];
        } else if (action.kind === "delete") {
          const previous = model.find((each) => sameKey(each, action.item));
          expect(store.delete(action.item)?.item).to.equal(previous);
          model = model.filter((each) => each !== previous);
        } else if (action.kind === "add") store.addIndex(NARROW);
        else if (action.kind === "remove") store.removeIndex("narrow");
        else if (action.kind === "copy") copied = { store: store.copy(), model };
        else if (action.kind === "return") [store, model] = [copied.store.copy(), copied.model];
        else [store, model] = [cleared(store), []];
        expectItems(store, model);
      }
      expectItems(copied.store, copied.model);
    });
    fc.assert(agrees, RUNS);
  });

  it("reads in pages of any size, in both directions", () => {
    const pages = fc.property(fc.array(anyItem, { maxLength: 12 }), fc.integer({ min: 1, max: 3 }), (items, size) => {
      const store = new TableStore({ ...TABLE, indexes: [LOCAL, WIDE, NARROW] });
      for (const item of items) store.put(item);
      for (const ordered of orders(store)) {
        const whole = [...ordered.read({ range: segmentRange(0, 1) })];
        for (const forward of [true, false])
          expect(inPages(ordered, size, forward)).to.deep.equal(forward ? whole : whole.reverse());
      }
    });
    fc.assert(pages, RUNS);
  });

  it("counts the writes that an index needs", () => {
    const store = new TableStore(TABLE);
    const local = store.indexes.get("local")?.items ?? store.items;
    const stored = (item: Item) => ({ item, size: sizeOf(item) });
    const base = { p: { S: "a" }, s: { N: "1" }, n: { N: "5" }, x: { S: "u" } };
    const size = sizeOf(base);
    const [one, without] = [stored(base), stored({ p: base.p, s: base.s })];
    expect(local.writes(undefined, one)).to.deep.equal([size]);
    expect(local.writes(one, undefined)).to.deep.equal([size]);
    expect(local.writes(undefined, without)).to.deep.equal([]);
    expect(local.writes(one, without)).to.deep.equal([size]);
    expect(local.writes(one, stored({ ...base, z: { S: "not projected" } }))).to.deep.equal([]);
    expect(local.writes(one, stored({ ...base, x: { S: "uvw" } }))).to.deep.equal([size + 2]);
    expect(local.writes(one, stored({ ...base, n: { N: "6" }, x: { S: "uv" } }))).to.deep.equal([size, size + 1]);
  });

  it("projects the keys and what an index includes", () => {
    const store = new TableStore(TABLE);
    const item = { p: { S: "a" }, s: { N: "1" }, n: { N: "5" }, x: { S: "u" }, y: { S: "k" }, z: { S: "more" } };
    const { p, s, n, x, y } = item;
    const [local, wide] = [...store.indexes.values()].map(({ items }) => items);
    expect(local?.project(item)).to.deep.equal({ p, n, s, x });
    expect(wide?.project(item)).to.equal(item);
    expect(local?.keyOf(item)).to.deep.equal({ p, n, s });
    expect(wide?.keyOf(item)).to.deep.equal({ x, n, p, y, s });
    expect(store.items.keyOf(item)).to.deep.equal({ p, s });
    expect(store.definition).to.deep.equal(TABLE);
  });

  it("works with a key attribute named __proto__", () => {
    const store = new TableStore({ key: { partition: [attribute("__proto__", "S")], sort: [] }, indexes: [LOCAL] });
    const item: Item = JSON.parse('{"__proto__":{"S":"a"},"b":{"S":"c"}}');
    store.put(item);
    expect(store.get(JSON.parse('{"__proto__":{"S":"a"}}'))?.item).to.equal(item);
    expect(JSON.stringify(store.items.keyOf(item))).to.equal('{"__proto__":{"S":"a"}}');
    expect(store.collectionBytes({ S: "a" })).to.equal(sizeOf(item));
  });

  it("refuses a key that nobody has checked", () => {
    expect(() => new TableStore(TABLE).get({ p: { S: "a" } })).to.throw(TypeError);
  });
});

function sameKey(a: Item, b: Item): boolean {
  return ["p", "s"].every((name) => JSON.stringify(a[name]) === JSON.stringify(b[name]));
}

function cleared(store: TableStore): TableStore {
  store.clear();
  return store;
}

function orders(store: TableStore): OrderedItems[] {
  return [store.items, ...[...store.indexes.values()].map(({ items }) => items)];
}

function inPages(ordered: OrderedItems, size: number, forward: boolean): unknown[] {
  const read: unknown[] = [];
  for (let after: Place | undefined, more = true; more; ) {
    const page = [...ordered.read({ range: segmentRange(0, 1), forward, after })].slice(0, size);
    read.push(...page);
    const last = page.at(-1);
    after = last && ordered.placeOf(ordered.keyOf(last.item));
    more = last !== undefined;
  }
  return read;
}

/** Compares a store with a list of its items, by filtering and sorting the list for each partition. */
function expectItems(store: TableStore, model: readonly Item[]): void {
  expectOrder(store.items, model, "ALL");
  for (const { definition, items } of store.indexes.values()) {
    const { key, projection } = definition;
    const indexed = model.filter((item) =>
      [...key.partition, ...key.sort].every(
        ({ name, type }) => item[name] && type in item[name] && !isEmpty(item[name]),
      ),
    );
    expectOrder(items, indexed, projection);
  }
  const local = store.indexes.get("local")?.items;
  for (const value of ["a", "b"]) {
    const collection = model.filter(({ p }) => p && "S" in p && p.S === value);
    const bytes = collection.map((item) => sizeOf(item) + (local?.placeOf(item) ? sizeOf(local.project(item)) : 0));
    expect(store.collectionBytes({ S: value })).to.equal(bytes.reduce((sum, each) => sum + each, 0));
  }
}

function expectOrder(ordered: OrderedItems, model: readonly Item[], projection: "ALL" | readonly string[]): void {
  const { partition } = ordered.key;
  const names = ordered.keyNames.slice(partition.length);
  const sorted = model.toSorted((a, b) => names.map((name) => compare(a[name], b[name])).find((order) => order) ?? 0);
  const held = (item: Item) =>
    [...ordered.keyNames, ...projection].flatMap((name) => (item[name] ? [[name, item[name]]] : []));
  const sizes = model.map((item) => sizeOf(projection === "ALL" ? item : Object.fromEntries(held(item))));
  expect([ordered.count, ordered.bytes]).to.deep.equal([model.length, sizes.reduce((sum, size) => sum + size, 0)]);

  const partitionOf = (item: Item) => partition.flatMap(({ name }) => item[name] ?? []);
  for (const item of model) {
    const expected = sorted.filter((each) => JSON.stringify(partitionOf(each)) === JSON.stringify(partitionOf(item)));
    const read = [...ordered.read({ range: rangeOf(partitionPlace(partitionOf(item)), []) })];
    expect(read.map((each) => each.item)).to.deep.equal(expected);
  }
  const segments = [0, 1, 2].flatMap((segment) => [...ordered.read({ range: segmentRange(segment, 3) })]);
  expect(segments).to.deep.equal([...ordered.read({ range: segmentRange(0, 1) })]);
  expect(segments.map(({ item }) => item)).to.have.members(model);
}

function compare(a: AttributeValue | undefined, b: AttributeValue | undefined): number {
  return (a && b && compareValues(a, b)) ?? 0;
}

function isEmpty(value: AttributeValue): boolean {
  return "S" in value && value.S === "";
}
