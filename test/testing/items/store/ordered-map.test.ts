import { expect } from "chai";
import fc from "fast-check";
import { OrderedMap } from "../../../../src/testing/items/store/ordered-map.js";
import type { Place } from "../../../../src/testing/items/store/tree-node.js";

const RUNS = { seed: 20_120_810, numRuns: 30 };

/** Few numbers with many texts, or many numbers: partitions with many items, or with one each. */
const placeAt = (number: number, hashes: number): Place => ({
  hash: (number * 7_919) % hashes,
  text: String(number).padStart(5, "0"),
});

/** Runs of writes, long enough that nodes split, and are emptied, on several levels. */
const anyRun = fc.record({
  kind: fc.constantFrom("set", "set", "delete", "copy"),
  start: fc.nat(9_999),
  step: fc.constantFrom(1, 3, 3_333),
  count: fc.integer({ min: 1, max: 4_000 }),
});

describe("an ordered map", () => {
  it("has what a plain map has, in order, and so have its copies", () => {
    const agrees = fc.property(fc.array(anyRun, { maxLength: 12 }), fc.constantFrom(3, 10_007), (runs, hashes) => {
      const map = new OrderedMap<number>();
      const model = new Map<number, number>();
      const copies: [OrderedMap<number>, Map<number, number>][] = [];
      for (const { kind, start, step, count } of runs) {
        if (kind === "copy") copies.push([map.copy(), new Map(model)]);
        else
          for (let round = 0; round < count; round += 1) {
            const number = (start + round * step) % 10_000;
            if (kind === "set") map.set(placeAt(number, hashes), number + round);
            else map.delete(placeAt(number, hashes));
            if (kind === "set") model.set(number, number + round);
            else model.delete(number);
          }
      }
      for (const [copy, copied] of [[map, model] as const, ...copies]) expectContent(copy, copied, hashes);
    });
    fc.assert(agrees, RUNS);
  });

  it("separates a copy from the map in both directions, and a copy from its own copy", () => {
    const map = new OrderedMap<string>();
    const place = placeAt(1, 3);
    map.set(place, "first");
    const copy = map.copy();
    copy.set(place, "second");
    const second = copy.copy();
    copy.delete(place);
    map.set(place, "third");
    expect([map, copy, second].map((each) => each.get(place))).to.deep.equal(["third", undefined, "second"]);
    expect([map, copy, second].map((each) => each.size)).to.deep.equal([1, 0, 1]);
  });

  it("is empty again after everything is deleted", () => {
    const map = new OrderedMap<number>();
    for (let number = 0; number < 5_000; number += 1) map.set(placeAt(number, 3), number);
    for (let number = 0; number < 5_000; number += 1) map.delete(placeAt(number, 3));
    expectContent(map, new Map(), 3);
    map.set(placeAt(7, 3), 7);
    expectContent(map, new Map([[7, 7]]), 3);
  });
});

/** Compares all values, each value, and ranges of every kind, with a sorted list. */
function expectContent(map: OrderedMap<number>, model: ReadonlyMap<number, number>, hashes: number): void {
  const sorted = [...model]
    .map(([number, value]) => ({ place: placeAt(number, hashes), value }))
    .sort((a, b) => compare(a.place, b.place));
  expect(map.size).to.equal(model.size);
  for (const number of [0, 1, 77, 5_000, 9_999]) expect(map.get(placeAt(number, hashes))).to.equal(model.get(number));
  const bounds = [placeAt(0, hashes), placeAt(77, hashes), placeAt(5_000, hashes), { hash: 1, text: "" }];
  for (const from of [{ hash: -1, text: "" }, ...bounds])
    for (const to of [undefined, ...bounds]) {
      const isIn = ({ place }: { place: Place }) => compare(place, from) >= 0 && (!to || compare(place, to) < 0);
      const expected = sorted.filter(isIn).map(({ value }) => value);
      expect([...map.ascending({ from, to })].join()).to.equal(expected.join());
      expect([...map.descending({ from, to })].join()).to.equal(expected.reverse().join());
    }
}

function compare(a: Place, b: Place): number {
  return a.hash - b.hash || (a.text < b.text ? -1 : Number(a.text > b.text));
}
