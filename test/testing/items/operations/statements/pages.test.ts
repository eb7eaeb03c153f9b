import { expect } from "chai";
import { StatementRequests } from "./statement-requests.js";

describe("the pages of a SELECT", () => {
  let requests: StatementRequests;

  before(() => {
    requests = new StatementRequests();
    for (const pk of ["a", "b", "c"])
      for (const sk of [1, 2, 3]) requests.put("indexed", { pk: { S: pk }, sk: { N: `${sk}` }, gpk: { S: "g" } });
  });

  const keys = (statement: string, members = {}) =>
    requests.selectAll(statement, members).map((item) =>
      Object.values(item as object)
        .map((value) => Object.values(value)[0])
        .join(""),
    );

  it("have as many items as the limit, in the order of the statement", () => {
    for (const [rest, expected] of [
      ["indexed WHERE pk = 'b'", "b1 b2 b3"],
      ["indexed WHERE pk = 'b' ORDER BY sk DESC", "b3 b2 b1"],
      ["indexed WHERE pk IN ('c', 'a')", "c1 c2 c3 a1 a2 a3"],
      ["indexed WHERE pk IN ('c', 'a') ORDER BY pk ASC, sk DESC", "a3 a2 a1 c3 c2 c1"],
      ["indexed WHERE pk = 'b' AND sk > 1", "b2 b3"],
      ["indexed WHERE pk = 'b' AND (sk = 3 OR sk = 1)", "b3 b1"],
    ] as const)
      for (const members of [{}, { Limit: 1 }, { Limit: 2 }, { Limit: 100 }])
        expect(keys(`SELECT pk, sk FROM ${rest}`, members).join(" "), rest).to.equal(expected);
  });

  it("cover a scan, and an index", () => {
    const all = ["a1", "a2", "a3", "b1", "b2", "b3", "c1", "c2", "c3"];
    for (const Limit of [1, 2, 4, 100]) {
      expect(keys("SELECT pk, sk FROM indexed", { Limit })).to.have.members(all);
      expect(keys("SELECT pk, sk FROM indexed.global", { Limit })).to.have.members(all);
      expect(keys("SELECT pk, sk FROM indexed.global WHERE gpk = 'g'", { Limit })).to.have.members(all);
    }
  });

  it("count the items that do not match", () => {
    const page = requests.execute("SELECT * FROM indexed WHERE pk = 'b' AND gpk = 'x'", { Limit: 2 });
    expect(page).to.deep.include({ Items: [], LastEvaluatedKey: { pk: { S: "b" }, sk: { N: "2" } } });
    expect(page["NextToken"]).to.be.a("string");
  });

  it("end at 1 MB, which several key ranges share", () => {
    const large = new StatementRequests();
    const x = { S: "x".repeat(300 * 1024) };
    for (const pk of ["a", "b"])
      for (const sk of ["1", "2", "3"]) large.put("indexed", { pk: { S: pk }, sk: { N: sk }, x });
    for (const statement of ["SELECT * FROM indexed WHERE pk IN ('a', 'b')", "SELECT * FROM indexed"]) {
      const page = large.execute(statement);
      expect(page["Items"], statement).to.have.length(4);
      expect(large.execute(statement, { NextToken: page["NextToken"] })["Items"], statement).to.have.length(2);
    }
  });

  it("of several partitions have ten items at most", () => {
    const own = new StatementRequests();
    const keys = Array.from({ length: 15 }, (_, place) => `key ${place}`);
    own.put("plain", ...keys.map((S) => ({ pk: { S } })));
    const statement = `SELECT * FROM plain WHERE pk IN (${keys.map((key) => `'${key}'`).join()})`;
    for (const members of [{}, { Limit: 12 }]) expect(own.execute(statement, members)["Items"]).to.have.length(10);
    expect(own.execute(statement, { Limit: 4 })["Items"]).to.have.length(4);
    expect(own.selectAll(statement)).to.deep.equal(keys.map((S) => ({ pk: { S } })));
    expect(own.execute("SELECT * FROM plain")["Items"]).to.have.length(15);
  });

  it("have tokens of their statement", () => {
    const first = "SELECT * FROM indexed WHERE pk = ?";
    const { NextToken } = requests.execute(first, { Parameters: [{ S: "a" }], Limit: 1 });
    const next = { NextToken, Parameters: [{ S: "a" }] };
    expect(requests.execute(first, { ...next, ConsistentRead: true })["Items"]).to.have.length(2);
    const other = "ValidationException: NextToken does not match request";
    expect(requests.refused(first, { ...next, Parameters: [{ S: "b" }] })).to.equal(other);
    expect(requests.refused(`${first} AND sk > 0`, next)).to.equal(other);
    expect(requests.refused("DELETE FROM indexed WHERE pk = ? AND sk = 1", next)).to.equal(other);
    for (const token of [
      "x",
      "bm8=",
      Buffer.from("[1]").toString("base64"),
      Buffer.from("[1,0,[]]").toString("base64"),
    ])
      expect(requests.refused(first, { ...next, NextToken: token })).to.equal("ValidationException: Invalid NextToken");
  });

  it("go on after an item that was deleted meanwhile", () => {
    const own = new StatementRequests();
    for (const sk of ["1", "2", "3"]) own.put("indexed", { pk: { S: "a" }, sk: { N: sk } });
    const statement = "SELECT sk FROM indexed WHERE pk = 'a'";
    const { NextToken } = own.execute(statement, { Limit: 2 });
    own.execute("DELETE FROM indexed WHERE pk = 'a' AND sk = 2");
    expect(own.execute(statement, { NextToken })).to.deep.equal({ Items: [{ sk: { N: "3" } }] });
  });
});
