import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { type } from "arktype";
import { expect } from "chai";
import * as v from "valibot";
import { z } from "zod";
import { attr } from "../../src/model/attr.js";
import type { AnyAttribute } from "../../src/model/attribute.js";
import { read, refusal, stored } from "../support/stored.js";

type Kind = "S" | "N" | "BOOL" | "M" | "L";

/** The same attributes, in the syntax of each library. */
const libraries: Readonly<Record<string, Readonly<Record<Kind, AnyAttribute>>>> = {
  zod: {
    S: attr.schema(z.string().min(3), "S"),
    N: attr.schema(z.number().int(), "N"),
    BOOL: attr.schema(z.boolean(), "BOOL"),
    M: attr.schema(z.object({ city: z.object({ name: z.string() }), floor: z.number().optional() }), "M"),
    L: attr.schema(z.array(z.string()), "L"),
  },
  valibot: {
    S: attr.schema(v.pipe(v.string(), v.minLength(3)), "S"),
    N: attr.schema(v.pipe(v.number(), v.integer()), "N"),
    BOOL: attr.schema(v.boolean(), "BOOL"),
    M: attr.schema(v.object({ city: v.object({ name: v.string() }), floor: v.optional(v.number()) }), "M"),
    L: attr.schema(v.array(v.string()), "L"),
  },
  arktype: {
    S: attr.schema(type("string >= 3"), "S"),
    N: attr.schema(type("number.integer"), "N"),
    BOOL: attr.schema(type("boolean"), "BOOL"),
    M: attr.schema(type({ city: { name: "string" }, "floor?": "number" }), "M"),
    L: attr.schema(type("string[]"), "L"),
  },
};

const values: Readonly<Record<Kind, readonly [value: unknown, found: AttributeValue]>> = {
  S: ["abc", { S: "abc" }],
  N: [5, { N: "5" }],
  BOOL: [true, { BOOL: true }],
  M: [{ city: { name: "Oslo" } }, { M: { city: { M: { name: { S: "Oslo" } } } } }],
  L: [["a", "b"], { L: [{ S: "a" }, { S: "b" }] }],
};
const wrong = { S: "ab", N: 5.5, BOOL: "true", M: { city: { name: 5 } }, L: ["a", 5] } as const;
const wrongStored = {
  S: { S: "ab" },
  N: { N: "5.5" },
  BOOL: { BOOL: true },
  M: { M: { city: { M: { name: { N: "5" } } } } },
  L: { L: [{ S: "a" }, { N: "5" }] },
};
const places = {
  S: /^it: \S/,
  N: /^it: \S/,
  BOOL: /^it: \S/,
  M: /^it\.city\.name: /,
  L: /^it\[1\]: /,
};

for (const [library, attributes] of Object.entries(libraries)) {
  describe(`a schema of ${library}`, () => {
    for (const [storage, attribute] of Object.entries(attributes)) {
      const kind = storage as Kind; // the names of the objects above
      it(`checks values stored as ${storage}, when written and when read`, () => {
        const [value, found] = values[kind];
        expect(stored(attribute, value)).to.deep.equal(found);
        expect(read(attribute, found)).to.deep.equal(value);
        expect(refusal(() => stored(attribute, wrong[kind]))).to.match(places[kind]);
        if (kind !== "BOOL") expect(refusal(() => read(attribute, wrongStored[kind]))).to.match(places[kind]);
        const other: AttributeValue = kind === "S" ? { N: "5" } : { S: "5" };
        expect(refusal(() => read(attribute, other))).to.equal(
          `it: expected ${kind} in the table, found ${Object.keys(other)[0]}.`,
        );
      });
    }

    it("can be omitted if the attribute is optional", () => {
      expect(stored(attributes.S.optional(), undefined)).to.equal(undefined);
      expect(refusal(() => stored(attributes.S, undefined))).to.equal("it: is required.");
    });
  });
}

describe("a schema of another library", () => {
  const problem = "it: its schema is asynchronous, which models do not support.";

  it("is refused if it is asynchronous, also if its promise is rejected later", async () => {
    const isFree = (name: string) => Promise.resolve(name !== "taken");
    const throws = () => Promise.reject<boolean>(new Error("the network is down"));
    expect(refusal(() => stored(attr.schema(z.string().refine(isFree), "S"), "a"))).to.equal(problem);
    expect(refusal(() => stored(attr.schema(z.string().refine(throws), "S"), "a"))).to.equal(problem);
    const pipe = v.pipeAsync(v.string(), v.checkAsync(throws));
    expect(refusal(() => stored(attr.schema(pipe, "S"), "a"))).to.equal(problem);
    await new Promise(setImmediate); // an unhandled rejection would fail the test here
  });

  it("returns a converted value, which is stored", () => {
    const trimmed = attr.schema(z.string().trim().toLowerCase(), "S");
    expect(stored(trimmed, " A ")).to.deep.equal({ S: "a" });
    const filled = attr.schema(z.object({ country: z.string().default("NO") }), "M");
    expect(read(filled, { M: {} })).to.deep.equal({ country: "NO" });
  });

  it("must return a value of the given storage type", () => {
    expect(refusal(() => stored(attr.schema(z.number(), "S"), 5))).to.equal("it: expected a string, got a number.");
    expect(refusal(() => stored(attr.schema(z.string(), "M"), "a"))).to.equal("it: expected M in the table, found S.");
    expect(refusal(() => stored(attr.schema(z.unknown(), "M"), new Map()))).to.equal(
      "it: expected a plain value, got a Map.",
    );
    expect(refusal(() => stored(attr.schema(z.array(z.bigint()), "L"), [5n]))).to.equal(
      "it[0]: expected a plain value, got a bigint.",
    );
  });

  it("reports all of its issues", () => {
    const both = attr.schema(z.object({ a: z.string(), b: z.string() }), "M");
    expect(refusal(() => stored(both, {}))).to.match(/^it\.a: .*\.\nit\.b: .*\.$/);
  });

  it("keeps bytes, nulls and nested values", () => {
    const value = { bytes: new Uint8Array([1]), nothing: null, list: [true, { a: 1 }] };
    const any = attr.schema(z.unknown(), "M");
    expect(read(any, stored(any, value))).to.deep.equal(value);
    expect(refusal(() => read(any, { M: { a: { SS: ["a"] } } }))).to.equal(
      "it.a: the stored value is of a type that is not supported for schemas.",
    );
    const bytes = attr.schema(z.instanceof(Uint8Array), "B");
    expect(read(bytes, stored(bytes, new Uint8Array([1])))).to.deep.equal(new Uint8Array([1]));
  });
});
