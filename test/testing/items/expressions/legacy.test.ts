import { expect } from "chai";
import { applyUpdate } from "../../../../src/testing/items/expressions/apply-update.js";
import { evaluate } from "../../../../src/testing/items/expressions/evaluate.js";
import type { LegacyCondition, LegacyOperator } from "../../../../src/testing/items/expressions/legacy-comparison.js";
import {
  type ExpectedAttribute,
  readExpected,
  readFilter,
  readKeyConditions,
} from "../../../../src/testing/items/expressions/legacy-conditions.js";
import {
  type LegacyAttributeUpdate,
  readAttributesToGet,
  readAttributeUpdates,
} from "../../../../src/testing/items/expressions/legacy-updates.js";
import { project } from "../../../../src/testing/items/expressions/projection.js";
import { readItem } from "../../../../src/testing/items/values/read-value.js";
import type { WireItem, WireValue } from "../../../../src/testing/items/values/wire-value.js";
import { errorOf, VALUES } from "./expression-cases.js";

const INVALID = "One or more parameter values were invalid: ";

function condition(ComparisonOperator: LegacyOperator, ...AttributeValueList: WireValue[]): LegacyCondition {
  return { ComparisonOperator, AttributeValueList };
}

function isFound(name: string, operator: LegacyOperator, values: readonly WireValue[], item: WireItem): boolean {
  const filter = readFilter({ [name]: condition(operator, ...values) }, undefined);
  return filter !== undefined && evaluate(filter, readItem(item));
}

function filterError(operator: LegacyOperator, ...values: WireValue[]): string {
  return errorOf(() => readFilter({ a: condition(operator, ...values) }, undefined));
}

function expectedError(expected: Readonly<Record<string, ExpectedAttribute>>): string {
  return errorOf(() => readExpected(expected, undefined));
}

describe("the legacy filters", () => {
  const [one, two] = [{ N: "1" }, { N: "2" }];

  it("have the meaning of conditions", () => {
    const item: WireItem = { a: { N: "1.0" }, s: { S: "abc" }, l: { L: [one] }, ss: { SS: ["x"] }, f: { BOOL: false } };
    const cases: [string, LegacyOperator, WireValue[], boolean][] = [
      ["a", "EQ", [one], true],
      ["a", "NE", [one], false],
      ["a", "NE", [{ S: "1" }], true],
      ["a", "LT", [two], true],
      ["a", "LE", [one], true],
      ["a", "GT", [one], false],
      ["a", "GE", [one], true],
      ["a", "BETWEEN", [one, two], true],
      ["a", "IN", [two, one], true],
      ["a", "NULL", [], false],
      ["a", "NOT_NULL", [], true],
      ["f", "NOT_NULL", [], true],
      ["f", "EQ", [{ BOOL: false }], true],
      ["l", "EQ", [{ L: [one] }], true],
      ["l", "CONTAINS", [one], true],
      ["l", "NOT_CONTAINS", [one], false],
      ["ss", "NOT_CONTAINS", [{ S: "y" }], true],
      ["s", "CONTAINS", [{ S: "bc" }], true],
      ["s", "BEGINS_WITH", [{ S: "bc" }], false],
      ["absent", "NULL", [], true],
      ["absent", "NE", [one], true],
      ["absent", "IN", [one], false],
      ["absent", "NOT_CONTAINS", [one], false],
      ["absent", "CONTAINS", [one], false],
      ["a.b", "NULL", [], true],
    ];
    for (const [name, operator, values, expected] of cases)
      expect(isFound(name, operator, values, item), `${name} ${operator}`).to.equal(expected);
  });

  it("are joined by AND, or by OR on request", () => {
    const filter = { a: condition("EQ", one), b: condition("EQ", one) };
    const found = (operator?: "AND" | "OR") => {
      const joined = readFilter(filter, operator);
      return joined && evaluate(joined, { a: { N: "1" } });
    };
    expect([found(), found("AND"), found("OR")]).to.deep.equal([false, false, true]);
    expect(readFilter({}, undefined)).to.equal(undefined);
    expect(readFilter(undefined, null)).to.equal(undefined);
    expect(errorOf(() => readFilter(undefined, "AND"))).to.equal(
      "ConditionalOperator cannot be used without Filter or Expected",
    );
    expect(errorOf(() => readExpected({ a: { Exists: false } }, "OR"))).to.equal(
      "ConditionalOperator can only be used when Filter or Expected has two or more elements",
    );
  });

  it("have as many values as the operator compares with", () => {
    const text = (operator: string) => `${INVALID}Invalid number of argument(s) for the ${operator} ComparisonOperator`;
    const singles = ["EQ", "NE", "LE", "LT", "GE", "GT", "CONTAINS", "NOT_CONTAINS", "BEGINS_WITH"] as const;
    for (const operator of singles) {
      expect(filterError(operator)).to.equal(text(operator));
      expect(filterError(operator, one, two)).to.equal(text(operator));
    }
    for (const operator of ["NULL", "NOT_NULL"] as const) expect(filterError(operator, one)).to.equal(text(operator));
    expect(filterError("BETWEEN", one)).to.equal(text("BETWEEN"));
    expect(filterError("IN")).to.equal(text("IN"));
  });

  it("have values that the operator accepts", () => {
    const type = (operator: string, name: string) =>
      `${INVALID}ComparisonOperator ${operator} is not valid for ${name} AttributeValue type`;
    expect(filterError("BETWEEN", one, { S: "1" })).to.equal(
      `${INVALID}AttributeValues inside AttributeValueList must be of same type`,
    );
    for (const operator of ["LT", "LE", "GT", "GE", "CONTAINS", "NOT_CONTAINS", "IN"] as const) {
      expect(filterError(operator, VALUES[":ss"])).to.equal(type(operator, "SS"));
      expect(filterError(operator, VALUES[":l"])).to.equal(type(operator, "L"));
      expect(filterError(operator, VALUES[":true"])).to.equal(type(operator, "BOOL"));
    }
    expect(filterError("BEGINS_WITH", one)).to.equal(type("BEGINS_WITH", "N"));
    expect(filterError("BETWEEN", two, one)).to.equal(
      "The BETWEEN condition was provided a range where the lower bound is greater than the upper bound",
    );
    expect(filterError("EQ", { N: "x" })).to.equal("The parameter cannot be converted to a numeric value: x");
  });
});

describe("Expected", () => {
  const value = { S: "x" };

  it("compares, in full or in short", () => {
    const cases: [ExpectedAttribute, boolean, boolean][] = [
      [{ Value: value }, true, false],
      [{ Value: value, Exists: true }, true, false],
      [{ Exists: false }, false, true],
      [{ ComparisonOperator: "NE", Value: value }, false, true],
      [{ ComparisonOperator: "BEGINS_WITH", AttributeValueList: [value] }, true, false],
      [{ ComparisonOperator: "NULL" }, false, true],
    ];
    for (const [expected, present, absent] of cases) {
      const read = readExpected({ a: expected }, undefined);
      expect(read && evaluate(read, { a: value }), JSON.stringify(expected)).to.equal(present);
      expect(read && evaluate(read, {}), JSON.stringify(expected)).to.equal(absent);
    }
    expect(readExpected({}, undefined)).to.equal(undefined);
  });

  it("has members that go together", () => {
    const text = (message: string) => `${INVALID}${message} for Attribute: a`;
    expect(expectedError({ a: { Value: value, AttributeValueList: [value] } })).to.equal(
      text("Value and AttributeValueList cannot be used together"),
    );
    expect(expectedError({ a: { Exists: true, ComparisonOperator: "EQ" } })).to.equal(
      text("Exists and ComparisonOperator cannot be used together"),
    );
    expect(expectedError({ a: { ComparisonOperator: "EQ" } })).to.equal(
      text("Value or AttributeValueList must be used with ComparisonOperator: EQ"),
    );
    expect(expectedError({ a: { AttributeValueList: [] } })).to.equal(
      text("AttributeValueList can only be used with a ComparisonOperator"),
    );
    expect(expectedError({ a: {} })).to.equal(text("Value must be provided when Exists is null"));
    expect(expectedError({ a: { Exists: true } })).to.equal(text("Value must be provided when Exists is true"));
    expect(expectedError({ a: { Exists: false, Value: value } })).to.equal(
      text("Value cannot be used when Exists is false"),
    );
    expect(expectedError({ a: { ComparisonOperator: "NULL", Value: value } })).to.match(/Invalid number of argument/);
    expect(expectedError({ a: { Value: {} } })).to.match(/^Supplied AttributeValue is empty/);
  });
});

describe("KeyConditions", () => {
  it("are key conditions", () => {
    const read = readKeyConditions({
      pk: condition("EQ", { S: "a" }),
      sk: condition("BETWEEN", { N: "1" }, { N: "2" }),
    });
    expect(read).to.deep.equal([
      { name: "pk", operator: "=", values: [{ S: "a" }] },
      { name: "sk", operator: "BETWEEN", values: [{ N: "1" }, { N: "2" }] },
    ]);
    expect(readKeyConditions({ a: condition("CONTAINS", { S: "a" }) })).to.have.nested.property(
      "0.operator",
      "not indexable",
    );
    expect(errorOf(() => readKeyConditions({}))).to.equal("Conditions can be of length 1 or 2 only");
  });
});

describe("AttributeUpdates", () => {
  function updated(updates: Readonly<Record<string, LegacyAttributeUpdate>>, item: WireItem) {
    return applyUpdate(readAttributeUpdates(updates), readItem(item)).item;
  }

  it("put, add and delete", () => {
    const item: WireItem = {
      a: { N: "1" },
      b: { N: "1" },
      l: { L: [{ S: "x" }] },
      s: { SS: ["a", "b"] },
      "d.e": { N: "1" },
    };
    expect(
      updated(
        {
          a: { Value: { N: "5" } },
          b: { Action: "ADD", Value: { N: "2" } },
          c: { Action: "ADD", Value: { L: [{ S: "z" }] } },
          l: { Action: "ADD", Value: { L: [{ S: "y" }] } },
          s: { Action: "DELETE", Value: { SS: ["b", "c"] } },
          "d.e": { Action: "DELETE" },
          absent: { Action: "DELETE", Value: { NS: ["1"] } },
        },
        item,
      ),
    ).to.deep.equal({
      a: { N: "5" },
      b: { N: "3" },
      c: { L: [{ S: "z" }] },
      l: { L: [{ S: "x" }, { S: "y" }] },
      s: { SS: ["a"] },
    });
  });

  it("are checked, before and with the item", () => {
    const error = (update: LegacyAttributeUpdate, item: WireItem = {}) => errorOf(() => updated({ a: update }, item));
    expect(error({})).to.equal(`${INVALID}Only DELETE action is allowed when no attribute value is specified`);
    expect(error({ Action: "DELETE", Value: { S: "x" } })).to.equal(
      `${INVALID}DELETE action with value is not supported for the type S`,
    );
    expect(error({ Action: "ADD", Value: { BOOL: true } })).to.equal(
      `${INVALID}ADD action is not supported for the type BOOL`,
    );
    const mismatch = "Type mismatch for attribute to update";
    expect(error({ Action: "ADD", Value: { N: "1" } }, { a: { S: "x" } })).to.equal(mismatch);
    expect(error({ Action: "ADD", Value: { L: [] } }, { a: { SS: ["x"] } })).to.equal(mismatch);
    expect(error({ Action: "DELETE", Value: { SS: ["x"] } }, { a: { NS: ["1"] } })).to.equal(mismatch);
  });
});

describe("AttributesToGet", () => {
  it("leave whole attributes, whatever their names", () => {
    const item = { "a.b": { N: "1" }, "c[0]": { N: "2" }, d: { N: "3" } };
    expect(project(readAttributesToGet(["a.b", "c[0]", "absent"]), item)).to.deep.equal({
      "a.b": { N: "1" },
      "c[0]": { N: "2" },
    });
    expect(errorOf(() => readAttributesToGet(["a", "b", "a"]))).to.equal(
      `${INVALID}Duplicate value in attribute name: a`,
    );
  });
});
