import { expect } from "chai";
import { TableStore } from "../../../src/testing/items/store/table-store.js";
import { expiredItems, isExpired } from "../../../src/testing/items/time-to-live.js";
import type { AttributeValue } from "../../../src/testing/items/values/attribute-value.js";

const NOW = Date.UTC(2026, 0, 1);
const SECONDS = NOW / 1000;
const FIVE_YEARS = 5 * 365 * 86_400;

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
    [{ S: String(SECONDS - 1) }, false],
    [undefined, false],
  ];
  for (const [value, expected] of values)
    it(`${expected ? "deletes" : "keeps"} an item with ${JSON.stringify(value)} at ${SECONDS}`, () => {
      expect(isExpired({ id: { S: "a" }, ...(value && { ttl: value }) }, "ttl", NOW)).to.equal(expected);
    });

  it("finds the items of a table that have expired", () => {
    const store = new TableStore({ key: { partition: [{ name: "id", type: "S" }], sort: [] }, indexes: [] });
    for (const [id, ttl] of Object.entries({ a: SECONDS - 1, b: SECONDS + 1, c: SECONDS - 9 }))
      store.put({ id: { S: id }, ttl: { N: String(ttl) } });
    const ids = expiredItems(store, "ttl", NOW).map(({ id }) => id);
    expect(ids).to.have.deep.members([{ S: "a" }, { S: "c" }]);
    expect(expiredItems(store, "other", NOW)).to.deep.equal([]);
  });
});
