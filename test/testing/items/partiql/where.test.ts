import { expect } from "chai";
import fc from "fast-check";
import { evaluate } from "../../../../src/testing/items/expressions/evaluate.js";
import { parseCondition } from "../../../../src/testing/items/expressions/parse-condition.js";
import { Placeholders } from "../../../../src/testing/items/expressions/placeholders.js";
import { readItem } from "../../../../src/testing/items/values/read-value.js";
import type { WireValue } from "../../../../src/testing/items/values/wire-value.js";
import { RUNS } from "../expressions/expression-cases.js";
import { conditions, items, written } from "../expressions/random-expressions.js";
import { matches, syntaxError, where } from "./statement-cases.js";

/** A value as a literal: `undefined` for a binary one. */
function literal(value: WireValue): string | undefined {
  const quoted = (text: unknown) => `'${String(text).replaceAll("'", "''")}'`;
  const all = (values: readonly (WireValue | null)[]) => values.map((each) => literal(each ?? {}) ?? "?");
  if (value.S != null) return quoted(value.S);
  if (value.N != null) return value.N;
  if (value.BOOL != null) return String(value.BOOL);
  if (value.NULL != null) return "null";
  if (value.SS != null) return `<<${value.SS.map(quoted).join()}>>`;
  if (value.NS != null) return `<<${value.NS.join()}>>`;
  if (value.L != null) return all(value.L).includes("?") ? undefined : `[${all(value.L).join()}]`;
  if (value.M == null || all(Object.values(value.M)).includes("?")) return undefined;
  return `{${Object.entries(value.M)
    .map(([name, each]) => `${quoted(name)}: ${literal(each ?? {})}`)
    .join()}}`;
}

function whereError(text: string): string {
  return syntaxError(`SELECT * FROM t WHERE ${text}`);
}

describe("PartiQL conditions", () => {
  const item = {
    n: { N: "1" },
    s: { S: "abc" },
    l: { L: [{ N: "1" }, { S: "x" }] },
    z: { NULL: true },
    ss: { SS: ["a"] },
  };

  it("compare attributes and values", () => {
    for (const text of [
      "n = 1",
      "1 = n",
      "n <> 2 AND n != 2",
      "n < 2 AND n <= 1 AND n > 0 AND n >= 1",
      "n = 2 OR n = 1 AND s = 'abc'",
      "NOT n = 2",
      "NOT NOT n = 1",
      "NOT (n = 2 OR nosuch = 1)",
      "(n) = (1)",
      "((n = 1))",
      "n BETWEEN 0 AND 1",
      "n IN (3, 1)",
      "n IN [3, 1]",
      "s IN ('x', ?)",
      "l[1] = 'x'",
      "l = [1, 'x']",
      "ss = <<'a'>>",
      "z IS NULL AND n IS NOT NULL",
      "nosuch IS MISSING AND n IS NOT MISSING",
      "begins_with(s, 'ab') AND BEGINS_WITH(\"s\", 'ab')",
      "contains(s, 'bc') = true",
      "contains(s, 'x') = FALSE AND contains(s, 'x') <> true",
      "contains(s, 'bc') <> 5",
      "attribute_type(n, 'N')",
      "attribute_exists(n) AND attribute_not_exists(nosuch)",
      "size(s) = 3 AND size(l) > 1",
    ])
      expect(matches(text, item, ...(text.includes("?") ? [{ S: "abc" }] : [])), text).to.equal(true);
    for (const text of [
      "nosuch <> nosuch2 AND n = 2",
      "contains(s, 'bc') = 5",
      "nosuch IS NULL",
      "z IS MISSING",
      "nosuch = nosuch",
    ])
      expect(matches(text, item), text).to.equal(false);
  });

  it("name attributes like functions", () => {
    expect(matches('size = 1 AND "contains" = 2', { size: { N: "1" }, contains: { N: "2" } })).to.equal(true);
  });

  it("have AWS' errors", () => {
    const wrongType = "Incorrect operand type for operator or function; operator or function";
    const types = "{N,BS,L,B,NULL,M,S,SS,NS,BOOL}";
    for (const [text, message] of [
      ["n < [1]", `${wrongType}: <, operand type: L`],
      ["n BETWEEN true AND 2", `${wrongType}: BETWEEN, operand type: BOOL`],
      ["begins_with(s, 1)", `${wrongType}: begins_with, operand type: N`],
      ["attribute_type(s, s)", `${wrongType}: attribute_type, operand type: ${types}`],
      ["attribute_type(s, 'X')", `Invalid attribute type name found; type: X, valid types: ${types}`],
      ["n", "Malformed: Unexpected term"],
      ["n AND s = 1", "Malformed: Unexpected keyword"],
      ["(n)", "Malformed: Unexpected term"],
      ["NOT n", "Malformed: Unexpected term"],
      ["n = 1 AND", "Malformed: Unexpected term"],
      ["n IN ()", "Malformed: Unexpected term"],
      ["n IN 1", "Malformed: Expected ("],
      ["n BETWEEN 1", "Malformed: Expected AND"],
      ["n IS 1", "Malformed: Expected MISSING"],
      ["1 IS MISSING", "Malformed: Unexpected term"],
      ["select = 1", "Malformed: Unexpected keyword"],
      ["nosuch(n)", "Malformed: Unexpected term"],
      ["n = 1 = 2 = 3", "Malformed: Unexpected token after expression"],
    ] as const)
      expect(whereError(text), text).to.equal(message);
  });

  it("compare conditions with other values in linear time", () => {
    const nested = `${"(".repeat(200)}n = 1${") = 5".repeat(200)}`;
    expect(matches(nested, item)).to.equal(false);
  });

  it("mean the same as expressions, with parameters and with literals", () => {
    const kinds = { all: true };
    let compared = 0;
    const agrees = fc.property(conditions(kinds), items(kinds), (condition, wire) => {
      const { text, values } = written(condition);
      const ExpressionAttributeValues = Object.keys(values).length > 0 ? values : undefined;
      let expression: ReturnType<typeof parseCondition>;
      try {
        expression = parseCondition("FilterExpression", text, new Placeholders({ ExpressionAttributeValues }));
      } catch {
        return;
      }
      compared++;
      const given = Object.values(values).map((value) => value ?? {});
      const read = readItem(wire);
      const expected = evaluate(expression, read);
      expect(evaluate(where(text.replaceAll(/:v\d+/g, "?"), ...given), read), text).to.equal(expected);
      const binaries = given.filter((value) => literal(value) === undefined);
      const spelled = text.replaceAll(/:v(\d+)/g, (_, place) => literal(given[Number(place)] ?? {}) ?? "?");
      expect(evaluate(where(spelled, ...binaries), read), spelled).to.equal(expected);
    });
    fc.assert(agrees, RUNS);
    expect(compared).to.be.above(500);
  });
});
