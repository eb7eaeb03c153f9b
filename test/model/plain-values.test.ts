import { expect } from "chai";
import { z } from "zod";
import { attr } from "../../src/model/attr.js";
import { read, refusal, stored } from "../support/stored.js";

/** Both store any plain value, in different forms. */
const json = attr.json<unknown>();
const schema = attr.schema(z.unknown(), "M");

class Money {
  cents = 5;
}

const cyclic: Record<string, unknown> = { name: "a" };
cyclic["list"] = [{ back: cyclic }];
const list: unknown[] = [1];
list.push(list);
const sparse = ["a", "b", "c"];
delete sparse[1];
const extra = Object.assign(["a"], { index: 0 });
const shared = { a: 1 };

describe("a plain value", () => {
  const kept: readonly [what: string, value: unknown][] = [
    ["nothing", {}],
    ["every kind", { text: "ä", number: -1.5, flags: [true, false, null], deep: [{ a: [[]] }, {}] }],
    ["the same object twice", { one: shared, two: shared, list: [shared, shared] }],
    ["names of inherited members", { constructor: 1, toString: "a", hasOwnProperty: null }],
    ["the name __proto__", JSON.parse('{ "__proto__": { "a": 1 } }')],
  ];
  for (const [what, value] of kept) {
    it(`is unchanged when written and read: ${what}`, () => {
      expect(read(json, stored(json, value))).to.deep.equal(value);
      expect(read(schema, stored(schema, value))).to.deep.equal(value);
    });
  }

  it("is read without a class's prototype, and without undefined members", () => {
    const bare = Object.assign(Object.create(null), { a: 1, b: undefined });
    expect(read(json, stored(json, bare))).to.deep.equal({ a: 1 });
    expect(read(schema, stored(schema, bare))).to.deep.equal({ a: 1 });
  });

  it("loses the sign of zero", () => {
    expect(stored(json, { a: -0 })).to.deep.equal({ S: '{"a":0}' });
    expect(stored(schema, { a: -0 })).to.deep.equal({ M: { a: { N: "0" } } });
  });

  /** The paths are the same for both codecs; with only one line, so is the message. */
  const refused: readonly [what: string, value: unknown, inJson: string, inSchema?: string][] = [
    ["a hole", { a: sparse }, "it.a[1]: is a hole of the array."],
    [
      "a long hole",
      { a: Object.assign(Array(5), { 0: 1, 2: 3, 4: 5 }) },
      "it.a[1]: is a hole of the array.\nit.a[3]: is a hole of the array.",
    ],
    ["an object that contains itself", cyclic, "it.list[0].back: contains itself."],
    ["an array that contains itself", { list }, "it.list[1]: contains itself."],
    [
      "a symbol as a name",
      { a: { [Symbol("s")]: 1 } },
      "it.a.Symbol(s): is a member whose name is a symbol, which is not stored.",
    ],
    [
      "a getter",
      {
        a: {
          get b() {
            return 1;
          },
        },
      },
      "it.a.b: is a getter or a setter; give a value.",
    ],
    ["a setter", { a: { set b(_: number) {} } }, "it.a.b: is a getter or a setter; give a value."],
    ["a name on an array", { a: extra }, "it.a.index: is a named member of an array, which is not stored."],
    [
      "undefined in an array",
      { a: [undefined] },
      "it.a[0]: undefined is not a JSON value.",
      "it.a[0]: expected a plain value, got undefined.",
    ],
    [
      "a function",
      { a: () => {} },
      "it.a: a function is not a JSON value.",
      "it.a: expected a plain value, got a function.",
    ],
    [
      "a symbol",
      { a: Symbol("s") },
      "it.a: a symbol is not a JSON value.",
      "it.a: expected a plain value, got a symbol.",
    ],
    [
      "a bigint",
      { a: [1n] },
      "it.a[0]: a bigint is not a JSON value.",
      "it.a[0]: expected a plain value, got a bigint.",
    ],
    [
      "a Map",
      { a: new Map([["b", 1]]) },
      "it.a: a Map is not a JSON value.",
      "it.a: expected a plain value, got a Map.",
    ],
    ["a Set", { a: new Set([1]) }, "it.a: a Set is not a JSON value.", "it.a: expected a plain value, got a Set."],
    [
      "a regular expression",
      { a: /b/ },
      "it.a: a RegExp is not a JSON value.",
      "it.a: expected a plain value, got a RegExp.",
    ],
    [
      "an error",
      { a: new Error("b") },
      "it.a: an Error is not a JSON value.",
      "it.a: expected a plain value, got an Error.",
    ],
    [
      "an instance",
      { a: new Money() },
      "it.a: an instance of Money is not a JSON value.",
      "it.a: expected a plain value, got an instance of Money.",
    ],
    [
      "a String object",
      { a: Object("b") },
      "it.a: a String is not a JSON value.",
      "it.a: expected a plain value, got a String.",
    ],
    [
      "NaN",
      { a: [Number.NaN] },
      "it.a[0]: NaN is not a JSON value.",
      "it.a[0]: NaN is not a number that DynamoDB can store.",
    ],
    [
      "infinity",
      { a: -1 / 0 },
      "it.a: -Infinity is not a JSON value.",
      "it.a: -Infinity is not a number that DynamoDB can store.",
    ],
    [
      "an invalid date",
      { a: new Date("?") },
      "it.a: the Date is invalid.",
      "it.a: expected a plain value, got a Date.",
    ],
    [
      "a buffer",
      { a: new ArrayBuffer(2) },
      "it.a: an ArrayBuffer is not a JSON value.",
      "it.a: expected a plain value, got an ArrayBuffer.",
    ],
    [
      "several",
      { a: [1n, undefined], b: new Set() },
      "it.a[0]: a bigint is not a JSON value.\nit.a[1]: undefined is not a JSON value.\nit.b: a Set is not a JSON value.",
      "it.a[0]: expected a plain value, got a bigint.\nit.a[1]: expected a plain value, got undefined.\nit.b: " +
        "expected a plain value, got a Set.",
    ],
  ];
  for (const [what, value, inJson, inSchema = inJson] of refused) {
    it(`is refused with its path: ${what}`, () => {
      expect(refusal(() => stored(json, value))).to.equal(inJson);
      expect(refusal(() => stored(schema, value))).to.equal(inSchema);
    });
  }
});

describe("JSON", () => {
  it("refuses bytes of every kind", () => {
    expect(refusal(() => stored(json, Buffer.from("a")))).to.equal("it: a Uint8Array is not a JSON value.");
    expect(refusal(() => stored(json, [new Float32Array(1)]))).to.equal("it[0]: a Float32Array is not a JSON value.");
  });

  it("stores the result of an object's toJSON, which must be a JSON value", () => {
    const at = new Date("2024-01-01T10:00:00Z");
    const url = new URL("https://example.com/a");
    const own = { secret: 1, toJSON: (name: string) => ({ name }) };
    expect(read(json, stored(json, { at, url, own }))).to.deep.equal({
      at: "2024-01-01T10:00:00.000Z",
      url: "https://example.com/a",
      own: { name: "own" },
    });
    const broken = { toJSON: () => ({ at: [new Map()] }) };
    expect(refusal(() => stored(json, { broken }))).to.equal("it.broken.at[0]: a Map is not a JSON value.");
    const itself = {
      a: 1,
      toJSON() {
        return this;
      },
    };
    expect(refusal(() => stored(json, itself))).to.equal("it.toJSON: a function is not a JSON value.");
  });
});
