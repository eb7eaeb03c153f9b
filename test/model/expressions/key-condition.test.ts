import { expect } from "chai";
import { ExpressionError, ItemValidationError } from "../../../src/errors.js";
import { readKeyCondition, writeKeyCondition } from "../../../src/model/expressions/key-condition.js";
import { compiled, schema } from "./orders.js";

const DAY = new Date("2024-05-01T00:00:00.000Z");
const NIGHT = new Date("2024-05-02T00:00:00.000Z");

type Key = Readonly<Record<string, unknown>>;

function indexOf(property: string | undefined) {
  return property === undefined ? undefined : schema.indexes.find((index) => index.property === property);
}

function conditionOf(key: Key, index?: string) {
  return compiled((placeholders) =>
    writeKeyCondition(readKeyCondition(schema, indexOf(index), key, placeholders), placeholders),
  );
}

function issuesOf(key: Key, index?: string): string[] {
  try {
    conditionOf(key, index);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return error.issues.map(({ path, message, fix }) => `${path}: ${message} ${fix}`);
  }
  return [];
}

describe("key conditions", () => {
  it("name the partition key", () => {
    expect(conditionOf({ customer: "c-1" })).to.deep.equal({
      text: "#0 = :0",
      names: { "#0": "customer" },
      values: { ":0": { S: "c-1" } },
    });
  });

  it("encode a sort key with its attribute's codec", () => {
    expect(conditionOf({ customer: "c-1", placedAt: DAY })).to.deep.equal({
      text: "#0 = :0 AND #1 = :1",
      names: { "#0": "customer", "#1": "placedAt" },
      values: { ":0": { S: "c-1" }, ":1": { S: "2024-05-01T00:00:00.000Z" } },
    });
  });

  for (const [operator, sign] of Object.entries({ lt: "<", lte: "<=", gt: ">", gte: ">=" })) {
    it(`write ${operator} as ${sign}`, () => {
      const { text, values } = conditionOf({ customer: "c-1", placedAt: { [operator]: DAY } });
      expect(text).to.equal(`#0 = :0 AND #1 ${sign} :1`);
      expect(values?.[":1"]).to.deep.equal({ S: "2024-05-01T00:00:00.000Z" });
    });
  }

  it("accept ranges with two bounds", () => {
    const { text, values } = conditionOf({ customer: "c-1", placedAt: { between: [DAY, NIGHT] } });
    expect(text).to.equal("#0 = :0 AND #1 BETWEEN :1 AND :2");
    expect(values?.[":2"]).to.deep.equal({ S: "2024-05-02T00:00:00.000Z" });
  });

  it("accept prefixes of text and of bytes", () => {
    const text = conditionOf({ email: "a", customer: { beginsWith: "c-" } }, "byCustomer");
    expect(text.text).to.equal("#0 = :0 AND begins_with(#1, :1)");
    const bytes = conditionOf({ email: "a", token: { beginsWith: new Uint8Array([1]) } }, "byToken");
    expect(bytes.values?.[":1"]).to.deep.equal({ B: new Uint8Array([1]) });
  });

  it("accept bytes as a value, also a Buffer", () => {
    expect(conditionOf({ email: "a", token: Buffer.from([1]) }, "byToken").text).to.equal("#0 = :0 AND #1 = :1");
  });

  it("use a local index's own sort key", () => {
    expect(conditionOf({ customer: "c-1", total: { gt: 5n } }, "byTotal").values?.[":1"]).to.deep.equal({ N: "5" });
  });

  it("accept the sort key's attributes from the left, the last as a range", () => {
    const place = { country: "NO", region: "03" };
    expect(conditionOf(place, "byPlace").text).to.equal("#0 = :0 AND #1 = :1");
    expect(conditionOf({ ...place, level: { gte: 2 } }, "byPlace").text).to.equal("#0 = :0 AND #1 = :1 AND #2 >= :2");
    expect(conditionOf({ ...place, count: 1, level: 2, placedAt: { lt: DAY } }, "byPlace")).to.deep.equal({
      text: "#0 = :0 AND #1 = :1 AND #2 = :2 AND #3 = :3 AND #4 < :4",
      names: { "#0": "country", "#1": "region", "#2": "level", "#3": "count", "#4": "placedAt" },
      values: {
        ":0": { S: "NO" },
        ":1": { S: "03" },
        ":2": { N: "2" },
        ":3": { N: "1" },
        ":4": { S: "2024-05-01T00:00:00.000Z" },
      },
    });
  });

  it("ignore undefined values", () => {
    expect(conditionOf({ customer: "c-1", placedAt: undefined, email: undefined }).text).to.equal("#0 = :0");
    expect(conditionOf({ customer: "c-1", placedAt: { lt: DAY, gt: undefined } }).text).to.equal("#0 = :0 AND #1 < :1");
  });

  const customer = "c-1";
  const refused: readonly [what: string, key: Key, index: string | undefined, issues: string[]][] = [
    ["a missing partition key", {}, undefined, ["customer: is required: it is in the partition key. give its value."]],
    [
      "one of several partition keys missing",
      { country: "NO" },
      "byPlace",
      ["region: is required: it is in the partition key. give its value."],
    ],
    [
      "a range of the partition key",
      { customer: { beginsWith: "c" } },
      undefined,
      ["customer: a partition key has no ranges. give its value, or scan with a filter."],
    ],
    [
      "a misspelt attribute",
      { customer, placdAt: DAY },
      undefined,
      ['placdAt: there is no attribute "placdAt". did you mean placedAt?'],
    ],
    [
      "a name that every object has",
      { customer, constructor: 1 },
      undefined,
      ['constructor: there is no attribute "constructor". the attributes are customer, placedAt.'],
    ],
    [
      "an attribute outside the key",
      { customer, count: 1 },
      "byTotal",
      ['count: is not in the key of index "byTotal". the key is customer, total; use a filter for the rest.'],
    ],
    [
      "a lower and an upper bound",
      { customer, placedAt: { gt: DAY, lt: NIGHT } },
      undefined,
      ["placedAt: has 2 operators: gt, lt. use between, which includes both ends."],
    ],
    [
      "two other operators",
      { customer, placedAt: { gt: DAY, beginsWith: "2" } },
      undefined,
      ["placedAt: has 2 operators: gt, beginsWith. give one of beginsWith, between, lt, lte, gt, gte, or a value."],
    ],
    [
      "no operator",
      { customer, placedAt: {} },
      undefined,
      ["placedAt: has no operator. give one of beginsWith, between, lt, lte, gt, gte, or a value."],
    ],
    [
      "a misspelt operator",
      { customer, placedAt: { betwen: [DAY, NIGHT] } },
      undefined,
      ["placedAt.betwen: there is no such operator. did you mean between?"],
    ],
    [
      "the start of a number",
      { customer, total: { beginsWith: 1n } },
      "byTotal",
      ["total.beginsWith: an attribute of type bigint has no prefixes. use between, lt, lte, gt or gte."],
    ],
    [
      "the start of a date",
      { customer, placedAt: { beginsWith: "2024" } },
      undefined,
      ["placedAt.beginsWith: an attribute of type date has no prefixes. use between, lt, lte, gt or gte."],
    ],
    [
      "a gap in the sort key",
      { country: "NO", region: "03", count: 1 },
      "byPlace",
      ["count: needs level before it. give level: sort keys are used from the left."],
    ],
    [
      "a range before the last sort key",
      { country: "NO", region: "03", level: { gt: 1 }, count: 1 },
      "byPlace",
      ["count: comes after a range of level. give a value of level: only the last can be a range."],
    ],
    [
      "a range of one value",
      { customer, placedAt: { between: [DAY] } },
      undefined,
      ["placedAt.between: needs two values. give [low, high]."],
    ],
    [
      "a range with swapped bounds",
      { customer, placedAt: { between: [NIGHT, DAY] } },
      undefined,
      ["placedAt.between: the first value is greater than the second. swap them."],
    ],
  ];
  for (const [what, key, index, issues] of refused) {
    it(`refuse ${what}`, () => expect(issuesOf(key, index)).to.deep.equal(issues));
  }

  it("report all issues at once, with the table", () => {
    expect(() => conditionOf({ placedAt: {}, mail: "a" })).to.throw(
      ExpressionError,
      [
        'Table "orders": 3 problems, nothing was sent.',
        "  - customer: is required: it is in the partition key. Fix: give its value.",
        "  - placedAt: has no operator. Fix: give one of beginsWith, between, lt, lte, gt, gte, or a value.",
        '  - mail: there is no attribute "mail". Fix: the attributes are customer, placedAt.',
      ].join("\n"),
    );
  });

  it("report values that do not fit the attribute", () => {
    expect(() => conditionOf({ customer: 1 })).to.throw(
      ItemValidationError,
      "customer: expected a string, got a number",
    );
    expect(() => conditionOf({ customer: null })).to.throw(
      ItemValidationError,
      "customer: expected a string, got null",
    );
    expect(() => conditionOf({ customer, placedAt: { gt: "2024" } })).to.throw(ItemValidationError, "expected a Date");
    expect(() => conditionOf({ customer: 1, placedAt: { between: ["2024", 5] } })).to.throw(
      ItemValidationError,
      [
        'Item of table "orders": 3 problems, nothing was sent.',
        "  - customer: expected a string, got a number.",
        "  - placedAt: expected a Date, got a string.",
        "  - placedAt: expected a Date, got a number.",
      ].join("\n"),
    );
  });
});
