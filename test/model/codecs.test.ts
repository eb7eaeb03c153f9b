import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { attr } from "../../src/model/attr.js";
import type { AnyAttribute } from "../../src/model/attribute.js";
import { read, refusal, stored } from "../support/stored.js";

const DAY = new Date("2024-05-01T10:20:30.456Z");
const bytes = new Uint8Array([1, 2, 255]);
const euros = attr.custom<number>({
  storage: "N",
  encode: (value) => value * 100,
  decode: (cents) => Number(cents) / 100,
});
const upper = attr.custom<string>({
  storage: "S",
  encode: (value) => value.toUpperCase(),
  decode: (found) => found.toLowerCase(),
});
const reversed = attr.custom<Uint8Array>({
  storage: "B",
  encode: (value) => value.toReversed(),
  decode: (found) => found.toReversed(),
});
const address = attr.map({
  city: attr.string(),
  floor: attr.number().optional(),
  country: attr.string().default("NO"),
  lines: attr.list(attr.map({ text: attr.string().nullable() })).optional(),
});

describe("a value of each attribute type", () => {
  const both: readonly [what: string, attribute: AnyAttribute, value: unknown, found: AttributeValue][] = [
    ["text", attr.string(), "ä€😀", { S: "ä€😀" }],
    ["empty text", attr.string(), "", { S: "" }],
    ["a number", attr.number(), 12.5, { N: "12.5" }],
    ["a negative number", attr.number(), -7, { N: "-7" }],
    ["the largest number", attr.number(), Number.MAX_SAFE_INTEGER, { N: "9007199254740991" }],
    ["a small number", attr.number(), 1e-130, { N: "1e-130" }],
    ["a bigint of 38 digits", attr.bigint(), 10n ** 38n - 1n, { N: "9".repeat(38) }],
    ["a negative bigint of 38 digits", attr.bigint(), 1n - 10n ** 38n, { N: `-${"9".repeat(38)}` }],
    ["a long bigint that ends in zeros", attr.bigint(), 12n * 10n ** 60n, { N: `12${"0".repeat(60)}` }],
    ["a bigint of zero", attr.bigint(), 0n, { N: "0" }],
    ["bytes", attr.binary(), bytes, { B: bytes }],
    ["true", attr.boolean(), true, { BOOL: true }],
    ["false", attr.boolean(), false, { BOOL: false }],
    ["a date", attr.date(), DAY, { S: "2024-05-01T10:20:30.456Z" }],
    ["seconds", attr.timestamp("s"), new Date("2024-05-01T10:20:30Z"), { N: "1714558830" }],
    ["seconds before 1970", attr.timestamp("s"), new Date(-2_000), { N: "-2" }],
    ["milliseconds", attr.timestamp("ms"), DAY, { N: "1714558830456" }],
    ["microseconds", attr.timestamp("us"), 1714558830456789n, { N: "1714558830456789" }],
    ["nanoseconds", attr.timestamp("ns"), 1714558830456789123n, { N: "1714558830456789123" }],
    ["a list", attr.list(attr.number()), [1, 2], { L: [{ N: "1" }, { N: "2" }] }],
    ["an empty list", attr.list(attr.number()), [], { L: [] }],
    ["a list of nulls", attr.list(attr.string().nullable()), ["a", null], { L: [{ S: "a" }, { NULL: true }] }],
    ["a map", address, { city: "Oslo", country: "SE" }, { M: { city: { S: "Oslo" }, country: { S: "SE" } } }],
    ["a record", attr.record(attr.boolean()), { a: true }, { M: { a: { BOOL: true } } }],
    ["an empty record", attr.record(attr.boolean()), {}, { M: {} }],
    ["a set of strings", attr.stringSet(), new Set(["a", "b"]), { SS: ["a", "b"] }],
    ["a set of numbers", attr.numberSet(), new Set([1, 2.5]), { NS: ["1", "2.5"] }],
    ["a set of bytes", attr.binarySet(), new Set([bytes]), { BS: [bytes] }],
    ["a literal", attr.literal("a", "b"), "b", { S: "b" }],
    ["an enum", attr.enum(["a", "b"]), "a", { S: "a" }],
    ["JSON", attr.json(), { a: [1, null] }, { S: '{"a":[1,null]}' }],
    ["JSON's null", attr.json(), null, { S: "null" }],
    ["null", attr.string().nullable(), null, { NULL: true }],
    ["a nullable value", attr.string().nullable(), "a", { S: "a" }],
    ["a custom number", euros, 2.5, { N: "250" }],
    ["custom text", upper, "a", { S: "A" }],
    ["custom bytes", reversed, bytes, { B: bytes.toReversed() }],
  ];
  for (const [what, attribute, value, found] of both) {
    it(`is stored and read: ${what}`, () => {
      expect(stored(attribute, value)).to.deep.equal(found);
      expect(read(attribute, found)).to.deep.equal(value);
    });
  }

  it("loses the sign of zero, which DynamoDB does not store", () => {
    expect(stored(attr.number(), -0)).to.deep.equal({ N: "0" });
    expect(stored(attr.numberSet(), new Set([-0]))).to.deep.equal({ NS: ["0"] });
  });

  it("is rounded down to seconds", () => {
    expect(stored(attr.timestamp("s"), DAY)).to.deep.equal({ N: "1714558830" });
    expect(stored(attr.timestamp("s"), new Date(-1))).to.deep.equal({ N: "-1" });
  });

  it("is not written if it is undefined", () => {
    expect(stored(attr.string().optional(), undefined)).to.equal(undefined);
    expect(stored(attr.record(attr.string().optional()), { a: undefined })).to.deep.equal({ M: {} });
  });

  it("is read in the forms of other programs too", () => {
    expect(read(attr.date(), { S: "2024-05-01T12:20:30.456789+02:00" })).to.deep.equal(DAY);
    expect(read(attr.number(), { N: "1E-7" })).to.equal(1e-7);
    expect(read(address, { M: { city: { S: "Oslo" }, other: { S: "ignored" } } })).to.deep.equal({
      city: "Oslo",
      country: "NO",
    });
  });
});

describe("a value that does not fit its attribute type", () => {
  const cyclic: Record<string, unknown> = {};
  cyclic["itself"] = cyclic;
  const refused: readonly [what: string, attribute: AnyAttribute, value: unknown, problem: string][] = [
    ["a number for text", attr.string(), 5, "it: expected a string, got a number."],
    ["null for text", attr.string(), null, "it: expected a string, got null."],
    ["undefined", attr.string(), undefined, "it: is required."],
    ["text for a number", attr.number(), "5", "it: expected a number, got a string."],
    ["a bigint for a number", attr.number(), 5n, "it: expected a number, got a bigint."],
    ["a number beyond 2^53", attr.number(), 2 ** 53, "it: numbers beyond 2^53 are not exact; use attr.bigint()."],
    ["one below -2^53", attr.number(), -(2 ** 53), "it: numbers beyond 2^53 are not exact; use attr.bigint()."],
    ["NaN", attr.number(), Number.NaN, "it: NaN is not a number that DynamoDB can store."],
    ["infinity", attr.number(), -1 / 0, "it: -Infinity is not a number that DynamoDB can store."],
    ["a number too small", attr.number(), 1e-131, "it: numbers below 1e-130 cannot be stored."],
    ["a number for a bigint", attr.bigint(), 5, "it: expected a bigint, got a number."],
    [
      "a bigint of 39 digits",
      attr.bigint(),
      10n ** 38n + 1n,
      "it: DynamoDB keeps 38 digits of a number, and this one has more.",
    ],
    ["a bigint beyond the range", attr.bigint(), 10n ** 126n, "it: DynamoDB stores numbers below 10^126."],
    ["an array for bytes", attr.binary(), [1], "it: expected a Uint8Array, got an array."],
    ["a number for a boolean", attr.boolean(), 1, "it: expected a boolean, got a number."],
    ["text for a date", attr.date(), "2024-05-01", "it: expected a Date, got a string."],
    ["an invalid date", attr.date(), new Date("?"), "it: the Date is invalid."],
    [
      "a date without an order as text",
      attr.date(),
      new Date("+010000-01-01"),
      "it: only the years 0 to 9999 sort by time as text; use attr.timestamp().",
    ],
    ["a number for a timestamp", attr.timestamp("s"), 5, "it: expected a Date, got a number."],
    ["an invalid timestamp", attr.timestamp("ms"), new Date("?"), "it: the Date is invalid."],
    ["a Date for microseconds", attr.timestamp("us"), DAY, "it: expected a bigint, got a Date."],
    ["an object for a list", attr.list(attr.number()), {}, "it: expected an array, got an object."],
    ["a wrong element", attr.list(attr.number()), [1, "2"], "it[1]: expected a number, got a string."],
    ["a hole", attr.list(attr.number()), [undefined], "it[0]: expected a number, got undefined."],
    ["an array for a map", address, [], "it: expected an object, got an array."],
    ["a Map for a map", attr.map({}), new Map([["a", 1]]), "it: expected an object, got a Map."],
    ["a missing member", address, {}, "it.city: is required."],
    [
      "a misspelt member",
      address,
      { city: "Oslo", flor: 1 },
      "it.flor: is not a member of this map; the nearest is floor.",
    ],
    [
      "an unknown member",
      address,
      { city: "Oslo", zzzzzz: 1 },
      "it.zzzzzz: is not a member of this map; known are city, floor, country, lines.",
    ],
    [
      "a deeply nested value",
      address,
      { city: "Oslo", lines: [{ text: null }, { text: 5 }] },
      "it.lines[1].text: expected a string, got a number.",
    ],
    ["a Map for a record", attr.record(attr.number()), new Map(), "it: expected an object, got a Map."],
    ["a Date for a record", attr.record(attr.number()), DAY, "it: expected an object, got a Date."],
    ["a wrong member", attr.record(attr.number()), { a: true }, "it.a: expected a number, got a boolean."],
    ["an array for a set", attr.stringSet(), ["a"], "it: expected a Set, got an array."],
    ["an empty set", attr.numberSet(), new Set(), "it: a set cannot be empty; leave the attribute undefined."],
    ["a number among strings", attr.stringSet(), new Set([1]), "it: expected a set of strings, got a number."],
    ["text among numbers", attr.numberSet(), new Set(["1"]), "it: expected a number, got a string."],
    ["text among bytes", attr.binarySet(), new Set(["1"]), "it: expected a set of Uint8Arrays, got a string."],
    ["another literal", attr.literal("a", "b"), "c", 'it: expected one of "a", "b".'],
    ["a number for an enum", attr.enum(["a"]), 1, 'it: expected one of "a".'],
    ["a function for JSON", attr.json(), () => {}, "it: a function is not a JSON value."],
    ["a bigint in JSON", attr.json(), { a: 1n }, "it.a: a bigint is not a JSON value."],
    ["an object that contains itself", attr.json(), cyclic, "it.itself: contains itself."],
    [
      "a value that a custom codec makes too large",
      euros,
      2 ** 50,
      "it: numbers beyond 2^53 are not exact; use attr.bigint().",
    ],
  ];
  for (const [what, attribute, value, problem] of refused) {
    it(`is refused: ${what}`, () => {
      expect(refusal(() => stored(attribute, value))).to.equal(problem);
    });
  }
});

describe("a stored value that does not fit the attribute type", () => {
  const refused: readonly [
    what: string,
    attribute: AnyAttribute,
    found: AttributeValue | undefined,
    problem: string,
  ][] = [
    ["another storage type", attr.string(), { N: "5" }, "it: expected S in the table, found N."],
    ["null", attr.string(), { NULL: true }, "it: expected S in the table, found NULL."],
    ["nothing", attr.string(), undefined, "it: is required."],
    ["text for a number", attr.number(), { S: "5" }, "it: expected N in the table, found S."],
    [
      "a number beyond 2^53",
      attr.number(),
      { N: "9007199254740993" },
      "it: the stored number is beyond 2^53; use attr.bigint().",
    ],
    [
      "one of those in a set",
      attr.numberSet(),
      { NS: ["1e40"] },
      "it: the stored number is beyond 2^53; use attr.bigint().",
    ],
    ["a fraction", attr.bigint(), { N: "1.5" }, "it: the stored number is not a whole number; use attr.number()."],
    ["text for bytes", attr.binary(), { S: "AQ==" }, "it: expected B in the table, found S."],
    ["text for a boolean", attr.boolean(), { S: "true" }, "it: expected BOOL in the table, found S."],
    ["any text for a date", attr.date(), { S: "page 5" }, "it: the stored text is not a date."],
    ["a day that does not exist", attr.date(), { S: "2024-13-01" }, "it: the stored text is not a date."],
    ["a number for a date", attr.date(), { N: "5" }, "it: expected S in the table, found N."],
    [
      "a time beyond Dates",
      attr.timestamp("s"),
      { N: "9000000000000" },
      "it: the stored number is not a time that a Date can represent.",
    ],
    ["a list of others", attr.list(attr.string()), { L: [{ N: "1" }] }, "it[0]: expected S in the table, found N."],
    ["a map for a list", attr.list(attr.string()), { M: {} }, "it: expected L in the table, found M."],
    ["a map without a member", address, { M: {} }, "it.city: is required."],
    ["a list for a map", address, { L: [] }, "it: expected M in the table, found L."],
    ["a list for a record", attr.record(attr.string()), { L: [] }, "it: expected M in the table, found L."],
    [
      "a record of others",
      attr.record(attr.string()),
      { M: { a: { N: "1" } } },
      "it.a: expected S in the table, found N.",
    ],
    ["a list for a set", attr.stringSet(), { L: [] }, "it: expected SS in the table, found L."],
    ["strings for numbers", attr.numberSet(), { SS: ["1"] }, "it: expected NS in the table, found SS."],
    ["strings for bytes", attr.binarySet(), { SS: ["1"] }, "it: expected BS in the table, found SS."],
    ["another literal", attr.literal("a"), { S: "b" }, 'it: expected one of "a".'],
    ["text that is not JSON", attr.json(), { S: "{" }, "it: the stored text is not JSON."],
    ["a map for JSON", attr.json(), { M: {} }, "it: expected S in the table, found M."],
    ["text for a custom number", euros, { S: "5" }, "it: expected N in the table, found S."],
    ["another type than null", attr.string().nullable(), { BOOL: true }, "it: expected S in the table, found BOOL."],
  ];
  for (const [what, attribute, found, problem] of refused) {
    it(`is reported: ${what}`, () => {
      expect(refusal(() => read(attribute, found))).to.equal(problem);
    });
  }
});
