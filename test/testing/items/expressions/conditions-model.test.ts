import { expect } from "chai";
import fc from "fast-check";
import { evaluate } from "../../../../src/testing/items/expressions/evaluate.js";
import { parseCondition } from "../../../../src/testing/items/expressions/parse-condition.js";
import { Placeholders } from "../../../../src/testing/items/expressions/placeholders.js";
import { readItem } from "../../../../src/testing/items/values/read-value.js";
import type { WireItem, WireValue } from "../../../../src/testing/items/values/wire-value.js";
import { RUNS } from "./expression-cases.js";
import { conditions, items, type RandomCondition, type RandomOperand, written } from "./random-expressions.js";

/** The text of a value in which equal values have equal texts. Its numbers are exact as binary fractions. */
function canonical(value: WireValue): string {
  if (value.N != null) return `N ${Number(value.N) + 0}`;
  if (value.NS != null) return `NS ${value.NS.map(Number).sort().join()}`;
  if (value.SS != null) return `SS ${[...value.SS].sort().join()}`;
  if (value.BS != null) return `BS ${[...value.BS].sort().join()}`;
  if (value.L != null) return `L [${value.L.map((each) => canonical(each ?? {})).join()}]`;
  if (value.M == null) return JSON.stringify(value);
  const entries = Object.entries(value.M).map(([name, each]) => `${name}: ${canonical(each ?? {})}`);
  return `M {${entries.sort().join()}}`;
}

function bytes(value: WireValue): Buffer | undefined {
  if (value.S != null) return Buffer.from(value.S);
  return value.B == null ? undefined : Buffer.from(value.B, "base64");
}

/** Negative, zero or positive; NaN without an order. */
function order(a: WireValue, b: WireValue): number {
  if (Object.keys(a)[0] !== Object.keys(b)[0]) return Number.NaN;
  if (a.N != null) return Number(a.N) - Number(b.N);
  const [one, other] = [bytes(a), bytes(b)];
  return one && other ? Buffer.compare(one, other) : Number.NaN;
}

/** Follows a path one step after the other. */
function resolve(operand: RandomOperand, item: WireItem): WireValue | undefined {
  if (operand.type === "value") return operand.value;
  if (operand.type === "size") return size(resolve(operand.of, item));
  let value: WireValue | null | undefined = { M: item };
  for (const [, name, place] of operand.text.matchAll(/([a-z]+)|\[(\d+)\]/g))
    value = name === undefined ? value?.L?.[Number(place)] : value?.M?.[name];
  return value ?? undefined;
}

function size(value: WireValue | undefined): WireValue | undefined {
  const content = value && Object.values(value)[0];
  if (value?.N != null || content == null || typeof content === "boolean") return undefined;
  if (value?.B != null) return { N: String(Buffer.from(value.B, "base64").length) };
  return { N: String(typeof content === "string" ? content.length : Object.keys(content).length) };
}

function isContained(part: WireValue, whole: WireValue): boolean {
  if (whole.L) return whole.L.some((each) => canonical(each ?? {}) === canonical(part));
  if (whole.SS && part.S != null) return whole.SS.includes(part.S);
  if (whole.NS && part.N != null) return whole.NS.some((each) => Number(each) === Number(part.N));
  if (whole.BS && part.B != null) return whole.BS.includes(part.B);
  const isOneType = Object.keys(whole)[0] === Object.keys(part)[0];
  return isOneType && bytes(whole)?.includes(bytes(part) ?? "none") === true;
}

function compares(operator: string, a: WireValue | undefined, b: WireValue | undefined): boolean {
  if (operator === "<>") return !compares("=", a, b);
  if (a === undefined || b === undefined) return false;
  if (operator === "=") return canonical(a) === canonical(b);
  const difference = order(a, b);
  return { "<": difference < 0, "<=": difference <= 0, ">": difference > 0, ">=": difference >= 0 }[operator] ?? false;
}

function calls(name: string, value: WireValue | undefined, other: WireValue | undefined): boolean {
  if (name === "attribute_exists") return value !== undefined;
  if (name === "attribute_not_exists") return value === undefined;
  if (value === undefined || other === undefined) return false;
  if (name === "attribute_type") return Object.keys(value)[0] === other.S;
  if (name === "contains") return isContained(other, value);
  if (Object.keys(value)[0] !== Object.keys(other)[0]) return false;
  const [whole, part] = [bytes(value), bytes(other)];
  return whole !== undefined && part !== undefined && whole.subarray(0, part.length).equals(part);
}

/** What a condition means, in the words of the documentation. */
function obvious(condition: RandomCondition, item: WireItem): boolean {
  if (condition.type === "NOT") return !obvious(condition.condition, item);
  if ("conditions" in condition) {
    const results = condition.conditions.map((each) => obvious(each, item));
    return condition.type === "AND" ? !results.includes(false) : results.includes(true);
  }
  const [first, second, third, ...others] = condition.operands.map((operand) => resolve(operand, item));
  if (condition.type === "call") return calls(condition.name, first, second);
  if (condition.operator === "BETWEEN") return compares(">=", first, second) && compares("<=", first, third);
  if (condition.operator === "IN") return [second, third, ...others].some((each) => compares("=", first, each));
  return compares(condition.operator, first, second);
}

describe("conditions, beside a slow evaluator", () => {
  it("have the same meaning for any item", () => {
    const kinds = { all: true };
    let compared = 0;
    const agrees = fc.property(conditions(kinds), items(kinds), (condition, item) => {
      const { text, values } = written(condition);
      const ExpressionAttributeValues = Object.keys(values).length > 0 ? values : undefined;
      let parsed: ReturnType<typeof parseCondition>;
      try {
        parsed = parseCondition("FilterExpression", text, new Placeholders({ ExpressionAttributeValues }));
      } catch (error) {
        expect((error as Error).message).to.match(/must be distinct|The BETWEEN operator requires/);
        return;
      }
      compared++;
      expect(evaluate(parsed, readItem(item)), `${text} ${JSON.stringify(values)}`).to.equal(obvious(condition, item));
    });
    fc.assert(agrees, { ...RUNS, numRuns: 2_000 });
    expect(compared).to.be.above(1_000);
  });
});
