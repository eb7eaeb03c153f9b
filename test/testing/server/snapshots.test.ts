import { expect } from "chai";
import { contentsOf, type ItemsSnapshot } from "../../../src/testing/items/snapshot.js";
import type { Contents } from "../../../src/testing/server/protocol.js";
import { ItemRequests } from "../../support/item-requests.js";
import { indexed, plain } from "../../support/item-tables.js";

describe("a snapshot", () => {
  let requests: ItemRequests;

  beforeEach(() => {
    requests = new ItemRequests(plain, indexed);
  });

  const put = (pk: string, text = "") => requests.put("plain", { pk: { S: pk }, text: { S: text } });
  const count = (TableName: string, IndexName?: string) =>
    requests.ask("Scan", { TableName, ...(IndexName && { IndexName }), Select: "COUNT" })["Count"];

  it("contains all items of one moment", () => {
    for (let n = 0; n < 12; n++) put(`${n}`, "x".repeat(390_000)); // several pages
    const snapshot = contentsOf(requests.emulator.snapshot());
    put("late");
    expect(snapshot["plain"]).to.have.lengthOf(12);
  });

  it("replaces the items of all tables, in the indexes too", () => {
    requests.put("indexed", { pk: { S: "a" }, sk: { N: "1" }, gpk: { S: "g" } });
    const snapshot = contentsOf(requests.emulator.snapshot());
    requests.put("indexed", { pk: { S: "b" }, sk: { N: "1" }, gpk: { S: "g" } });
    put("late");
    requests.emulator.restore(JSON.parse(JSON.stringify(snapshot)) as Contents);
    expect([count("plain"), count("indexed"), count("indexed", "global")]).to.deep.equal([0, 1, 1]);
  });

  it("changes nothing if an item is no item of its table", () => {
    put("a");
    for (const item of [{ pk: { N: "1" } }, { other: { S: "a" } }, { pk: { S: "" } }, { pk: "a" }]) {
      expect(() => requests.emulator.restore({ plain: [item] })).to.throw(
        /^The table "plain" cannot store these items: .*Nothing has changed\.$/,
      );
    }
    expect(count("plain")).to.equal(1);
  });

  it("leaves an item out of an index that it does not fit", () => {
    requests.emulator.restore({ indexed: [{ pk: { S: "a" }, sk: { N: "1" }, gpk: { N: "1" } }] });
    expect([count("indexed"), count("indexed", "global")]).to.deep.equal([1, 0]);
  });

  it("takes as long for many items as for few, and so does restoring it", () => {
    for (let n = 0; n < 20_000; n++) put(`${n}`);
    const timeOf = (action: () => void) => {
      const start = performance.now();
      action();
      return performance.now() - start;
    };
    const snapshots = Array.from({ length: 10 }, () => requests.emulator.snapshot());
    const [snapshot] = snapshots as [ItemsSnapshot];
    const copying = timeOf(() => contentsOf(snapshot));
    const best = (action: () => void) => Math.min(...snapshots.map(() => timeOf(action)));
    expect(best(() => void requests.emulator.snapshot())).to.be.below(copying / 5);
    expect(best(() => requests.emulator.restore(snapshot))).to.be.below(copying / 5);
    expect(count("plain")).to.equal(20_000);
  });
});
