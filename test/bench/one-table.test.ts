import { expect } from "chai";
import { type Access, accesses, WAYS } from "../../bench/one-table/shop.js";
import { checkShop } from "../../bench/one-table/shop-check.js";
import { type MockDynamoDB, mockDynamoDB } from "../../src/testing/index.js";

describe("the benchmark of one table", () => {
  const one = Object.fromEntries(accesses.map((access) => [access, 1])) as Record<Access, number>;
  let db: MockDynamoDB;

  before(async () => {
    db = await mockDynamoDB();
  });

  after(() => db.close());

  for (const { name, title } of WAYS) {
    it(`reads the shop's items with one request each, first from the emulator and then without it: ${title}`, async () => {
      const { handler, calls, requests } = await checkShop(name, db.endpoint);
      expect(requests).to.deep.equal(one);
      handler.replay("linesOfOrder");
      const sent = handler.count;
      expect(await calls.linesOfOrder()).to.have.length(10);
      expect(handler.count - sent).to.equal(1);
    });
  }
});
