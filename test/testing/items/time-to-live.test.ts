import { expect } from "chai";
import fc from "fast-check";
import { Expiries } from "../../../src/testing/items/expiries.js";
import type { TableDefinition } from "../../../src/testing/items/store/definition.js";
import { TableStore } from "../../../src/testing/items/store/table-store.js";
import { TIME_TO_LIVE_DELAY_MS, timeToLiveDelayOf } from "../../../src/testing/items/time-to-live.js";
import type { AttributeValue, Item } from "../../../src/testing/items/values/attribute-value.js";

const NOW = Date.UTC(2026, 0, 1);
const SECONDS = NOW / 1000;
const FIVE_YEARS = 5 * 365 * 86_400;
const BY_ID: TableDefinition = { key: { partition: [{ name: "id", type: "S" }], sort: [] }, indexes: [] };

const itemOf = (id: string, ttl?: AttributeValue): Item => ({ id: { S: id }, ...(ttl && { ttl }) });
const idsOf = (items: readonly Item[]) => items.map(({ id }) => id && "S" in id && id.S);

/** The items of a table, followed from a time on. */
function expiriesOf(delayMs: number, now = NOW, ...items: readonly Item[]): Expiries {
  const store = new TableStore(BY_ID);
  for (const item of items) store.put(item);
  return new Expiries({ attributeName: "ttl", delayMs }, store.items, now);
}

describe("time to live", () => {
  const values: [AttributeValue | undefined, boolean][] = [
    [{ N: String(SECONDS - 1) }, true],
    [{ N: String(SECONDS - 0.5) }, true],
    [{ N: String(SECONDS) }, false],
    [{ N: String(SECONDS + 1) }, false],
    [{ N: String(NOW) }, false],
    [{ N: String(SECONDS - FIVE_YEARS) }, true],
    [{ N: String(SECONDS - FIVE_YEARS - 1) }, false],
    [{ N: "0" }, false],
    [{ N: "-1" }, false],
    [{ N: "9.9E+125" }, false],
    [{ S: String(SECONDS - 1) }, false],
    [undefined, false],
  ];
  for (const [value, expected] of values)
    it(`${expected ? "deletes" : "keeps"} an item with ${JSON.stringify(value)} at ${SECONDS}`, () => {
      expect(expiriesOf(0, NOW - 1, itemOf("a", value)).takeDue(NOW)).to.have.lengthOf(expected ? 1 : 0);
    });

  it("finds the items of a table that are due, the first of them first, and each of them once", () => {
    const at = (seconds: number) => ({ N: String(SECONDS + seconds) });
    const expiries = expiriesOf(0, NOW, itemOf("a", at(9)), itemOf("b", at(20)), itemOf("c", at(1)), itemOf("d"));
    expect(idsOf(expiries.takeDue(NOW + 10_000))).to.deep.equal(["c", "a"]);
    expect(expiries.takeDue(NOW + 10_000)).to.deep.equal([]);
    expect(idsOf(expiries.takeDue(NOW + 20_001))).to.deep.equal(["b"]);
  });

  it("waits for its delay after the expiry, and after the write of an item that has expired", () => {
    const expiries = expiriesOf(5_000);
    expiries.follow({ after: itemOf("old", { N: String(SECONDS - 60) }) }, NOW);
    expiries.follow({ after: itemOf("new", { N: String(SECONDS + 60) }) }, NOW);
    const dueAt = (ms: number) => idsOf(expiries.takeDue(NOW + ms));
    expect([dueAt(5_000), dueAt(5_001), dueAt(65_000), dueAt(65_001)]).to.deep.equal([[], ["old"], [], ["new"]]);
  });

  it("has a delay that a factor scales, and that is never 0 by itself", () => {
    const delays = (["instant", "realistic", 0, 0.01, { createTableMs: 5 }] as const).map(timeToLiveDelayOf);
    const full = TIME_TO_LIVE_DELAY_MS;
    expect(delays).to.deep.equal([full, full, full, full / 100, full]);
  });

  it("agrees with a search of all items, whatever is written", () => {
    const step = fc.record({ id: fc.nat(3), ttl: fc.option(fc.integer({ min: -5, max: 20 })), wait: fc.nat(5) });
    const agrees = fc.property(fc.array(step, { maxLength: 40 }), fc.nat(5), (steps, delay) => {
      const expiries = expiriesOf(delay * 1000);
      const present = new Map<string, { readonly item: Item; readonly due: number }>();
      let now = NOW;
      for (const { id, ttl, wait } of steps) {
        const name = String(id);
        const value = ttl === null ? undefined : { N: String(SECONDS + ttl) };
        const [before, after] = [present.get(name)?.item, itemOf(name, value)];
        expiries.follow({ before, after }, now);
        const due = ttl === null ? Number.POSITIVE_INFINITY : Math.max(NOW + ttl * 1000, now) + delay * 1000;
        present.set(name, { item: after, due });
        now += wait * 1000;
        const expected = [...present].filter(([, each]) => each.due < now).map(([each]) => each);
        expect(idsOf(expiries.takeDue(now))).to.have.members(expected);
        for (const each of expected) present.delete(each);
      }
    });
    fc.assert(agrees, { seed: 20_120_810, numRuns: 200 });
  });
});
