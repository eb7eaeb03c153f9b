import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import fc from "fast-check";
import { attr } from "../../../src/index.js";
import type { AttributeSpec } from "../../../src/model/attribute.js";
import type { TextCondition } from "../../../src/model/templates/key-range.js";
import { KeyTemplate } from "../../../src/model/templates/key-template.js";
import type { TemplatePart } from "../../../src/model/templates/parse-template.js";
import { rangeCondition, type StoredRange, startCondition } from "../../../src/model/templates/template-range.js";

type Stored = Record<string, AttributeValue>;
type Kind = "text" | "number" | "date" | "boolean";

const SPECS: Record<Kind, AttributeSpec> = {
  text: attr.string().spec,
  number: attr.number().spec,
  date: attr.date().spec,
  boolean: attr.boolean().spec,
};
/** Texts near the separators, so that escapes matter. */
const text = fc.oneof(
  fc.string({
    unit: fc.constantFrom("\0", " ", "!", "#", "$", "%", "a", "z", "\u{10ffff}", "\uffff", "é"),
    maxLength: 4,
  }),
  fc.string({ unit: "grapheme", maxLength: 6 }),
);
const VALUES: Record<Kind, fc.Arbitrary<AttributeValue>> = {
  text: text.map((S) => ({ S: Buffer.from(S).toString() })),
  number: fc.oneof(fc.nat({ max: 12 }), fc.nat({ max: 99_999_999 })).map((value) => ({ N: String(value) })),
  date: fc
    .oneof(fc.nat({ max: 20 }), fc.nat({ max: 2_000_000_000_000 }))
    .map((at) => ({ S: new Date(at).toISOString() })),
  boolean: fc.boolean().map((BOOL) => ({ BOOL })),
};

interface Case {
  readonly template: KeyTemplate;
  readonly names: readonly string[];
  readonly kinds: readonly Kind[];
  readonly items: readonly Stored[];
}

const cases: fc.Arbitrary<Case> = fc
  .record({
    kinds: fc.array(fc.constantFrom<Kind>("text", "number", "date", "boolean"), { minLength: 1, maxLength: 3 }),
    separator: fc.constantFrom("#", "#X#", "|", ":", "/", "}", "!"),
    start: fc.constantFrom("", "ORDER#", "\u{ffff}"),
    end: fc.boolean(),
  })
  .chain(({ kinds, separator, start, end }) => {
    const names = kinds.map((kind, place) => `${kind}${place}`);
    const specs = Object.fromEntries(kinds.map((kind, place) => [names[place] ?? "", SPECS[kind]]));
    const parts: TemplatePart[] = start === "" ? [] : [{ kind: "literal", text: start }];
    for (const [place, name] of names.entries()) {
      if (place > 0) parts.push({ kind: "literal", text: separator });
      parts.push({ kind: "attribute", name, width: kinds[place] === "number" ? 8 : undefined });
    }
    if (end) parts.push({ kind: "literal", text: separator });
    const template = new KeyTemplate("", parts, "S", specs, true);
    const item = fc.record(Object.fromEntries(kinds.map((kind, place) => [names[place] ?? "", VALUES[kind]])));
    return fc.record({
      template: fc.constant(template),
      names: fc.constant(names),
      kinds: fc.constant(kinds),
      items: fc.array(item as fc.Arbitrary<Stored>, { minLength: 2, maxLength: 12 }),
    });
  });

function compareText(a: string, b: string): number {
  return Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

function compareValues(a: AttributeValue | undefined, b: AttributeValue | undefined): number {
  if (a?.N !== undefined) return Math.sign(Number(a.N) - Number(b?.N));
  if (a?.BOOL !== undefined) return Number(a.BOOL) - Number(b?.BOOL);
  return compareText(a?.S ?? "", b?.S ?? "");
}

function compareItems(names: readonly string[], a: Stored, b: Stored): number {
  for (const name of names) {
    const order = compareValues(a[name], b[name]);
    if (order !== 0) return order;
  }
  return 0;
}

/** Evaluates a condition as DynamoDB does. */
function matches(condition: TextCondition | undefined, key: string): boolean {
  if (condition === undefined) return false;
  const order = compareText(key, condition.value);
  switch (condition.operator) {
    case "=":
      return order === 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    case "begins_with":
      return key.startsWith(condition.value);
    case "BETWEEN":
      return order >= 0 && compareText(key, condition.high) <= 0;
  }
}

function isInRange(value: AttributeValue, range: StoredRange): boolean {
  const order = compareValues(value, range.value);
  if (range.operator === "beginsWith") return String(value.S).startsWith(String(range.value.S));
  if (range.operator === "lt") return order < 0;
  if (range.operator === "lte") return order <= 0;
  if (range.operator === "gt") return order > 0;
  if (range.operator === "gte") return order >= 0;
  return order >= 0 && range.operator === "between" && compareValues(value, range.high) <= 0;
}

function keyOf(template: KeyTemplate, item: Stored): string {
  return template.keyOf(item)?.S ?? "";
}

describe("keys of templates", () => {
  it("are equal and sorted exactly as the values, and read back to them", () => {
    fc.assert(
      fc.property(cases, ({ template, names, items }) => {
        const [first = {}, ...others] = items;
        for (const other of others) {
          const order = compareText(keyOf(template, first), keyOf(template, other));
          expect(order).to.equal(compareItems(names, first, other));
        }
        for (const item of items) expect(template.read(template.keyOf(item))).to.deep.equal(item);
      }),
      { numRuns: 2_000 },
    );
  });

  it("have conditions on a start, or a range after it, that find exactly the items that a filter finds", () => {
    const operators = ["beginsWith", "lt", "lte", "gt", "gte", "between"] as const;
    fc.assert(
      fc.property(
        cases,
        fc.nat({ max: 3 }),
        fc.constantFrom(undefined, ...operators),
        ({ template, names, kinds, items }, count, operator) => {
          const [low = {}, high = {}] = items;
          const given = names.slice(0, count);
          const start = template.startOf(Object.fromEntries(given.map((name) => [name, low[name] as AttributeValue])));
          const isGiven = (item: Stored) => given.every((name) => compareValues(item[name], low[name]) === 0);
          const name = start.next?.name ?? "";
          if (
            start.next === undefined ||
            operator === undefined ||
            (operator === "beginsWith" && kinds[count] !== "text")
          ) {
            const condition = startCondition(start);
            for (const item of items)
              expect(condition === undefined || matches(condition, keyOf(template, item))).to.equal(isGiven(item));
            return;
          }
          const range = { operator, value: low[name], high: high[name] } as StoredRange;
          const condition = rangeCondition(template, start.text, start.next, range);
          expect(condition?.value).to.not.equal(""); // DynamoDB refuses it
          for (const item of items) {
            if (keyOf(template, item) === "") continue; // DynamoDB cannot store it
            const isExpected = isGiven(item) && isInRange(item[name] as AttributeValue, range);
            expect(matches(condition, keyOf(template, item))).to.equal(isExpected);
          }
        },
      ),
      { numRuns: 5_000 },
    );
  });
});
