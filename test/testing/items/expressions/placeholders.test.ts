import { expect } from "chai";
import { parseCondition } from "../../../../src/testing/items/expressions/parse-condition.js";
import { parseUpdate } from "../../../../src/testing/items/expressions/parse-update.js";
import { Placeholders } from "../../../../src/testing/items/expressions/placeholders.js";
import { parseProjection } from "../../../../src/testing/items/expressions/projection.js";
import type { WireItem } from "../../../../src/testing/items/values/wire-value.js";
import { errorOf } from "./expression-cases.js";

function namesError(names: Readonly<Record<string, string>>): string {
  return errorOf(() => new Placeholders({ ExpressionAttributeNames: names }));
}

function valuesError(values: WireItem): string {
  return errorOf(() => new Placeholders({ ExpressionAttributeValues: values }));
}

describe("placeholders", () => {
  it("have names of their own kind", () => {
    const names = "ExpressionAttributeNames contains invalid key: ";
    const values = "ExpressionAttributeValues contains invalid key: ";
    for (const key of ["a", "#", "#a-b", "##a", ":a", "#a b", "#é", ""]) {
      expect(namesError({ [key]: "x" })).to.equal(`${names}Syntax error; key: "${key}"`);
      const mirrored = key.replaceAll(/[#:]/g, (prefix) => (prefix === "#" ? ":" : "#"));
      expect(valuesError({ [mirrored]: { S: "x" } })).to.equal(`${values}Syntax error; key: "${mirrored}"`);
    }
    const long = "a-".repeat(128);
    const tooLong = "The expression attribute map contains a key that is too long;";
    expect(namesError({ [`#${long}`]: "x" })).to.equal(`${names}${tooLong} size of key: 257`);
    expect(valuesError({ [`:${long}`]: { S: "x" } })).to.equal(`${values}${tooLong}`);
    const accepted = { [`#${"a".repeat(254)}`]: "x", "#0": "y", "#_": "z" };
    expect(() => new Placeholders({ ExpressionAttributeNames: accepted })).not.to.throw();
  });

  it("are not empty", () => {
    expect(namesError({})).to.equal("ExpressionAttributeNames must not be empty");
    expect(valuesError({})).to.equal("ExpressionAttributeValues must not be empty");
    expect(namesError({ "#a": "x", "#b": "" })).to.equal(
      "ExpressionAttributeNames contains invalid value: Empty attribute name for key #b",
    );
    expect(() => new Placeholders({ ExpressionAttributeNames: null })).not.to.throw();
  });

  it("have valid values", () => {
    const text = "ExpressionAttributeValues contains invalid value: ";
    expect(valuesError({ ":a": {} })).to.equal(
      `${text}Supplied AttributeValue is empty, must contain exactly one of the supported datatypes for key :a`,
    );
    expect(valuesError({ ":a": { S: "x" }, ":b": { N: "x" } })).to.equal(
      `${text}The parameter cannot be converted to a numeric value: x for key :b`,
    );
    expect(valuesError({ ":a": { SS: [] } })).to.match(/An string set {2}may not be empty for key :a$/);
    let deep: object = { S: "x" };
    for (let level = 0; level < 33; level++) deep = { L: [deep] };
    expect(valuesError({ ":a": deep })).to.match(
      /^Nesting Levels have exceeded supported limits: .* beyond supported limit$/,
    );
  });

  it("are checked before any value is", () => {
    const both = { ExpressionAttributeNames: { a: "x" }, ExpressionAttributeValues: {} };
    expect(errorOf(() => new Placeholders(both))).to.match(/^ExpressionAttributeNames contains/);
    expect(valuesError({ ":a": {}, b: { S: "x" } })).to.equal(
      'ExpressionAttributeValues contains invalid key: Syntax error; key: "b"',
    );
  });

  it("are used by all expressions of a request together, or reported", () => {
    const placeholders = new Placeholders({
      ExpressionAttributeNames: { "#a": "a", "#b": "b", "#c": "c", "#d": "d" },
      ExpressionAttributeValues: { ":x": { S: "x" }, ":y": { S: "y" }, ":z": { S: "z" } },
    });
    parseUpdate("SET #a = :x", placeholders);
    expect(errorOf(() => placeholders.checkUsed())).to.equal(
      "Value provided in ExpressionAttributeNames unused in expressions: keys: {#b, #c, #d}",
    );
    parseCondition("ConditionExpression", "a.#b = :y", placeholders);
    parseProjection("#c, #d", placeholders);
    expect(errorOf(() => placeholders.checkUsed())).to.equal(
      "Value provided in ExpressionAttributeValues unused in expressions: keys: {:z}",
    );
    parseCondition("FilterExpression", "a = :z OR a = :x", placeholders);
    expect(() => placeholders.checkUsed()).not.to.throw();
  });
});
