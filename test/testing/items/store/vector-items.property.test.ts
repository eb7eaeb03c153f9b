import { expect } from "chai";
import fc from "fast-check";
import type { VectorIndexDefinition } from "../../../../src/testing/items/store/definition.js";
import { TableStore } from "../../../../src/testing/items/store/table-store.js";
import type { Item } from "../../../../src/testing/items/values/attribute-value.js";
import { sizeOf } from "../../../../src/testing/items/values/size.js";

const DISTANCES = ["COSINE", "EUCLIDEAN", "DOT_PRODUCT"] as const;
const key = { partition: [{ name: "pk", type: "S" as const }], sort: [] };
const shop = { name: "shop", type: "S" as const };

function definition(name: string, members: Partial<VectorIndexDefinition>): VectorIndexDefinition {
  const common = { vector: "v", dimensions: 2, distance: "COSINE" as const, filters: [], projection: "ALL" as const };
  return { name, partition: undefined, ...common, ...members };
}

/** An index of each distance with and without partitions, with a filter. */
const vectorIndexes = DISTANCES.flatMap((distance) => [
  definition(`${distance} all`, { distance, filters: [{ name: "lang", type: "S" }] }),
  definition(`${distance} of shops`, { distance, partition: shop }),
]);

/** An item that can lack everything but its key, or have a vector of another length. */
const items = fc.record(
  {
    pk: fc.integer({ min: 0, max: 40 }).map((n) => ({ S: `p${n}` })),
    shop: fc.constantFrom({ S: "x" }, { S: "y" }),
    lang: fc.constantFrom({ S: "en" }, { S: "fr" }),
    v: fc
      .array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 3, size: "max" })
      .map((numbers) => ({ L: numbers.map((number) => ({ N: String(number) })) })),
  },
  { requiredKeys: ["pk"] },
) as fc.Arbitrary<Item>;

const steps = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: items.map((item) => ({ kind: "put" as const, item })) },
    { weight: 3, arbitrary: items.map((item) => ({ kind: "delete" as const, item })) },
    { weight: 1, arbitrary: fc.constant({ kind: "copy" as const }) },
  ),
  { maxLength: 150, size: "max" },
);

/** What an item's vector is to a query; `undefined` if it has none of two numbers. */
function scoreOf(distance: (typeof DISTANCES)[number], item: Item, [q0, q1]: readonly [number, number]) {
  const { v } = item;
  const [v0, v1, ...rest] = v && "L" in v ? v.L.map((each) => Number("N" in each && each.N)) : [];
  if (v0 === undefined || v1 === undefined || rest.length > 0) return undefined;
  if (distance === "DOT_PRODUCT") return v0 * q0 + v1 * q1;
  if (distance === "EUCLIDEAN") return Math.hypot(v0 - q0, v1 - q1);
  const lengths = Math.hypot(v0, v1) * Math.hypot(q0, q1);
  return lengths === 0 ? 1 : 1 - (v0 * q0 + v1 * q1) / lengths;
}

function checkSearches(store: TableStore, query: readonly [number, number], limit: number): void {
  const all = [...store.items.all()].map(({ item }) => item);
  for (const [name, index] of store.vectorIndexes) {
    const { distance = "COSINE", partition } = index.definition;
    const matches = ({ lang }: Item) => lang !== undefined && "S" in lang && lang.S === "en";
    const ofShop = (item: Item) => JSON.stringify(item["shop"]) === '{"S":"x"}';
    const expected = all
      .filter((item) => (partition ? ofShop(item) : matches(item)))
      .map((item) => scoreOf(distance, item, query))
      .filter((score) => score !== undefined)
      .sort((a, b) => (distance === "DOT_PRODUCT" ? b - a : a - b));
    const found = index.search({
      vector: Float32Array.from(query),
      partition: partition && { S: "x" },
      matches: partition ? undefined : matches,
      limit,
    });
    expect(found.length, name).to.equal(Math.min(limit, expected.length));
    for (const [place, { item, score }] of found.entries()) {
      expect(score, name).to.be.closeTo(expected[place] ?? Number.NaN, 1e-5);
      expect(score, name).to.be.closeTo(scoreOf(distance, item, query) ?? Number.NaN, 1e-5);
    }
    expect(new Set(found.map(({ item }) => JSON.stringify(item["pk"]))).size).to.equal(found.length);
    const indexed = all.filter(
      (item) => scoreOf(distance, item, query) !== undefined && (!partition || "shop" in item),
    );
    expect(index.count, name).to.equal(indexed.length);
    const bytes = indexed.map(({ v: _, ...others }) => sizeOf(others) + 1 + 2 * 4);
    expect(index.bytes, name).to.equal(bytes.reduce((sum, each) => sum + each, 0));
  }
}

describe("the vectors of a table", () => {
  it("are found as by comparing all items, after any writes, in copies too", () => {
    const queries = fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }));
    fc.assert(
      fc.property(steps, queries, fc.integer({ min: 1, max: 20 }), (all, query, limit) => {
        const store = new TableStore({ key, indexes: [], vectorIndexes });
        const copies: { copy: TableStore; items: string }[] = [];
        for (const step of all) {
          if (step.kind === "put") store.put(step.item);
          else if (step.kind === "delete") store.delete(step.item);
          else {
            const copy = store.copy();
            copies.push({ copy, items: textOf(copy) });
          }
        }
        checkSearches(store, query, limit);
        for (const { copy, items: before } of copies.slice(-3)) {
          expect(textOf(copy)).to.equal(before);
          checkSearches(copy, query, limit);
          copy.put({ pk: { S: "p0" }, shop: { S: "x" }, lang: { S: "en" }, v: { L: [{ N: "1" }, { N: "1" }] } });
          copy.delete({ pk: { S: "p1" } });
          checkSearches(copy, query, limit);
        }
        checkSearches(store, query, limit);
      }),
      { numRuns: 60 },
    );
  });

  it("are found when they need several blocks, also after the first ones are deleted", () => {
    const store = new TableStore({ key, indexes: [], vectorIndexes: [definition("by-v", { distance: "EUCLIDEAN" })] });
    const itemOf = (n: number): Item => ({ pk: { S: `${n}` }, v: { L: [{ N: `${n}` }, { N: "0" }] } });
    for (let n = 0; n < 2_000; n += 1) store.put(itemOf(n));
    const copy = store.copy();
    for (let n = 0; n < 1_500; n += 1) store.delete(itemOf(n));
    const nearest = (of: TableStore, x: number) =>
      of.vectorIndexes
        .get("by-v")
        ?.search({ vector: Float32Array.from([x, 0]), partition: undefined, matches: undefined, limit: 2 })
        .map(({ item, score }) => [item["pk"], score]);
    expect(nearest(store, 0)).to.deep.equal([
      [{ S: "1500" }, 1500],
      [{ S: "1501" }, 1501],
    ]);
    expect(nearest(store, 1_999)?.[0]).to.deep.equal([{ S: "1999" }, 0]);
    expect(nearest(copy, 0)?.[0]).to.deep.equal([{ S: "0" }, 0]);
    expect([store, copy].map((each) => each.vectorIndexes.get("by-v")?.count)).to.deep.equal([500, 2_000]);
  });
});

function textOf(store: TableStore): string {
  return JSON.stringify([...store.items.all()].map(({ item }) => item));
}
