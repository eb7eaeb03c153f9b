import { expect } from "chai";
import { keyRangeOf } from "../../../../src/testing/items/expressions/key-range.js";
import { selectColumns } from "../../../../src/testing/items/partiql/select-columns.js";
import { readItem } from "../../../../src/testing/items/values/read-value.js";
import { plan, planError, select, TABLE } from "./statement-cases.js";

function readPlan(text: string) {
  const found = plan(text);
  if (found.type !== "read") throw new Error("It is another plan.");
  return found;
}

/** The ranges that a condition reads, in short: the values of the partition key, and what is read of the sort key. */
function ranges(rest: string, source = "t"): string | undefined {
  return readPlan(`SELECT * FROM ${source} ${rest}`)
    .ranges?.map(({ partition, equal, range }) => {
      const short = (values: readonly object[]) => values.map((value) => Object.values(value).join());
      return [
        ...short(partition),
        ...short(equal).map((value) => `= ${value}`),
        range ? `${range.operator} ${short(range.values).join()}` : [],
      ]
        .flat()
        .join(" ");
    })
    .join("; ");
}

describe("the plan of a SELECT", () => {
  it("reads key ranges", () => {
    for (const [condition, expected] of [
      ["pk = 'a'", "a"],
      ["'a' = pk", "a"],
      ["pk = 'a' AND sk = 1", "a = 1"],
      ["pk = 'a' AND 1 < sk", "a > 1"],
      ["pk = 'a' AND sk <= 1 AND x = 2", "a <= 1"],
      ["pk = 'a' AND sk BETWEEN 1 AND 5", "a BETWEEN 1,5"],
      ["pk = 'a' AND sk > 1 AND sk < 5", "a > 1"],
      ["pk = 'a' AND (sk > 1 AND sk = 5)", "a = 5"],
      ["pk = 'a' AND sk <> 1", "a"],
      ["pk = 'a' AND (x = 1 OR y = 2)", "a"],
      ["pk = 'a' AND (sk = 1 OR y = 2)", "a"],
      ["(pk = 'a' AND sk = 1 AND x = 1) OR (pk = 'a' AND sk = 1.0 AND x = 2)", "a = 1"],
      ["pk IN ('a', 'a')", "a"],
      ["pk IN ('a', 'b')", "a; b"],
      ["pk IN ['a']", "a"],
      ["pk = 'b' OR pk = 'a'", "b; a"],
      ["pk IN ('a', 'b') AND sk IN (1, 2)", "a = 1; a = 2; b = 1; b = 2"],
      ["(pk = 'a' AND sk < 1) OR (pk = 'a' AND sk > 1)", "a < 1; a > 1"],
      ["pk = 'a' AND pk = 'a'", "a"],
    ] as const)
      expect(ranges(`WHERE ${condition}`), condition).to.equal(expected);
    expect(ranges("WHERE pk = 'a' AND begins_with(\"date\", '2026')", "t.byDate")).to.equal("a begins_with 2026");
    expect(ranges("WHERE name = 'x'", "t.byName")).to.equal("x");
  });

  it("reads ranges of keys with several attributes", () => {
    const keys = "country = 'CH' AND city = 'Bern'";
    for (const [condition, expected] of [
      [keys, "CH Bern"],
      ["country = 'CH'", undefined],
      [`${keys} AND street = 'a'`, "CH Bern = a"],
      [`${keys} AND house > '1'`, "CH Bern"],
      [`${keys} AND street = 'a' AND house > '1'`, "CH Bern = a > 1"],
      [`${keys} AND street > 'a' AND house = '1'`, "CH Bern > a"],
    ] as const)
      expect(ranges(`WHERE ${condition}`, "t.byPlace"), condition).to.equal(expected);
  });

  it("scans without a partition key", () => {
    for (const rest of [
      "",
      "WHERE sk = 1",
      "WHERE pk > 'a'",
      "WHERE pk <> 'a'",
      "WHERE NOT pk = 'a'",
      "WHERE pk = 'a' OR x = 1",
    ])
      expect(ranges(rest), rest).to.equal(undefined);
    for (const rest of [
      "WHERE pk = 'a' AND pk = 'b'",
      "WHERE pk.x = 'a'",
      "WHERE pk = x",
      "WHERE pk IN ('a', x)",
      "WHERE size(pk) = 1",
    ])
      expect(ranges(rest), rest).to.equal(undefined);
    const many = Array.from({ length: 100 }, (_, place) => place).join();
    expect(ranges(`WHERE pk = 'a' AND sk IN (${many}) AND sk IN (${many})`)).to.equal(undefined);
  });

  it("describes ranges like a Query", () => {
    const [range] = readPlan("SELECT * FROM t WHERE pk = 'a' AND sk >= 3").ranges ?? [];
    const conditions = [
      { name: "pk", operator: "=", values: [{ S: "a" }] },
      { name: "sk", operator: ">=", values: [{ N: "3" }] },
    ] as const;
    expect(range).to.deep.equal(keyRangeOf(TABLE.key, conditions));
  });

  it("reads in the order that the statement asks for", () => {
    for (const [rest, expected, isForward] of [
      ["WHERE pk IN ('b', 'a')", "b; a", true],
      ["WHERE pk = 'a' ORDER BY sk", "a", true],
      ["WHERE pk = 'a' ORDER BY sk DESC", "a", false],
      ["WHERE pk IN ('b', 'a', 'c') ORDER BY pk", "a; b; c", false],
      ["WHERE pk IN ('b', 'a', 'c') ORDER BY pk DESC, sk", "c; b; a", true],
    ] as const) {
      expect(ranges(rest), rest).to.equal(expected);
      expect(readPlan(`SELECT * FROM t ${rest}`).isForward, rest).to.equal(isForward);
    }
    const hash = "hash key";
    for (const [rest, message] of [
      ["ORDER BY sk", "Must have WHERE clause in the statement when using ORDER BY clause."],
      ["WHERE pk = 'a' ORDER BY x", "Attribute x in ORDER BY clause must be part of the primary key"],
      [
        "WHERE x = 'a' ORDER BY sk",
        `Must have at least one non-optional ${hash} condition in WHERE clause when using ORDER BY clause.`,
      ],
      [
        "WHERE pk IN ('a', 'b') ORDER BY sk",
        `Must have ${hash} in ORDER BY clause when more than one ${hash} condition specified in WHERE clause.`,
      ],
    ] as const)
      expect(planError(`SELECT * FROM t ${rest}`), rest).to.equal(message);
  });

  it("refuses values that no key has", () => {
    for (const [condition, message] of [
      ["pk = 1", "Key attribute's data type should match its data type in table's schema: Key pk"],
      ["pk = 'a' AND sk > 'x'", "Key attribute's data type should match its data type in table's schema: Key sk"],
      ["pk IN ('a', true)", "Key value must be of type S, N, or B. Key name: pk, Key type: BOOL"],
    ] as const)
      expect(planError(`SELECT * FROM t WHERE ${condition}`), condition).to.equal(message);
  });

  it("refuses ranges that overlap", () => {
    const message = "Overlapping conditions with range keys are not supported in where clause";
    for (const condition of [
      "pk = 'a' AND (sk < 3 OR sk > 1)",
      "pk = 'a' AND (sk BETWEEN 1 AND 3 OR sk = 3)",
      "(pk = 'a' AND sk = 1) OR pk = 'a'",
    ])
      expect(planError(`SELECT * FROM t WHERE ${condition}`), condition).to.equal(message);
    expect(ranges("WHERE pk = 'a' AND (sk BETWEEN 1 AND 3 OR sk > 3)")).to.equal("a BETWEEN 1,3; a > 3");
  });

  it("is quick for many ranges", () => {
    const keys = Array.from({ length: 1_000 }, (_, place) => `pk = '${place}'`);
    const started = performance.now();
    expect(readPlan(`SELECT * FROM t WHERE ${keys.join(" OR ")}`).ranges).to.have.length(1_000);
    expect(performance.now() - started).to.be.below(1_000);
  });

  it("refuses too many values of IN", () => {
    const list = (length: number) => Array.from({ length }, (_, place) => `'${place}'`).join();
    const message = (count: number) =>
      `The IN operator is provided with too many operands; number of operands: ${count}`;
    expect(ranges(`WHERE x IN (${list(100)})`)).to.equal(undefined);
    expect(planError(`SELECT * FROM t WHERE x IN (${list(101)})`)).to.equal(message(101));
    expect(readPlan(`SELECT * FROM t WHERE pk IN (${list(50)})`).ranges).to.have.length(50);
    expect(planError(`SELECT * FROM t WHERE x = 1 AND pk IN (${list(51)})`)).to.equal(message(51));
  });

  it("refuses what an index does not have", () => {
    const filter = "does not project one or more filter attributes";
    const invalid = "One or more parameter values were invalid: ";
    for (const [text, message] of [
      ["SELECT * FROM t.nosuch", "The table does not have the specified index"],
      ["SELECT x, name, y.z FROM t.byName", `${invalid}Global secondary index byName does not project [x, y]`],
      ["SELECT * FROM t.byName WHERE x = 1 AND x < 5", `${invalid}Secondary index byName ${filter}: [x]`],
      ["SELECT * FROM t.byDate WHERE x = 1 OR y = 2", `${invalid}Secondary index byDate ${filter}: [x, y]`],
    ] as const)
      expect(planError(text), text).to.equal(message);
    expect(readPlan("SELECT x FROM t.byDate WHERE pk = 'a'").columns).to.have.length(1);
    expect(readPlan("SELECT x FROM t.byPlace WHERE y = 1").indexName).to.equal("byPlace");
  });

  it("refuses consistent reads of global indexes", () => {
    const options = { isConsistent: true };
    const message = "Strongly consistent read is not supported on Global Secondary Indexes";
    expect(planError("SELECT * FROM t.byName", options)).to.equal(message);
    expect(plan("SELECT * FROM t.byDate", options)).to.have.property("indexName", "byDate");
  });

  it("gives columns the last name of their paths", () => {
    const item = readItem({ a: { M: { b: { L: [{ N: "1" }, { N: "2" }] } } }, c: { S: "x" } });
    const { columns } = select("SELECT a.b[1], c, nosuch, c[0] FROM t");
    expect(selectColumns(columns, item)).to.deep.equal({ "b[1]": { N: "2" }, c: { S: "x" } });
    expect(selectColumns(undefined, item)).to.equal(item);
  });

  it("keeps names like __proto__", () => {
    const item = readItem(Object.fromEntries([["__proto__", { S: "y" }]]));
    const selected = selectColumns(select("SELECT __proto__, toString FROM t").columns, item);
    expect(Object.entries(selected)).to.deep.equal([["__proto__", { S: "y" }]]);
  });
});
