import { expect } from "chai";
import { ItemValidationError } from "../../src/errors.js";
import { attr } from "../../src/model/attr.js";
import { nextItem, versionOf } from "../../src/model/versions.js";
import { refusal, schemaOf } from "../support/stored.js";

function faultOf(action: () => unknown): ItemValidationError {
  try {
    action();
  } catch (error) {
    if (error instanceof ItemValidationError) return error;
    throw error;
  }
  throw new Error("It was accepted.");
}

describe("a new item", () => {
  it("gets defaults for missing attributes, and nothing for optional ones", () => {
    const schema = schemaOf({
      status: attr.string().default("new"),
      at: attr.number().default(() => 5),
      note: attr.string().nullable().default(null),
      age: attr.number().optional(),
      revision: attr.number().version(),
    });
    expect(schema.construct({ id: "1" })).to.deep.equal({ id: "1", status: "new", at: 5, note: null, revision: 0 });
    expect(schema.construct({ id: "1", status: undefined, at: 6, age: undefined })).to.include({
      status: "new",
      at: 6,
    });
  });

  it("has its own copies of the defaults", () => {
    const defaults = {
      list: attr.list(attr.map({ tags: attr.stringSet() })).default([{ tags: new Set(["a"]) }]),
      at: attr.date().default(new Date(0)),
      token: attr.binary().default(new Uint8Array([1])),
    };
    const schema = schemaOf(defaults);
    const change = (item: Record<string, unknown>) => {
      // The values are those of the defaults above.
      const { list, at, token } = item as { list: { tags: Set<string> }[]; at: Date; token: Uint8Array };
      list[0]?.tags.add("b");
      list.push({ tags: new Set(["c"]) });
      at.setTime(1);
      token[0] = 2;
    };
    change(schema.construct({ id: "1" }));
    change(schema.decode({ id: { S: "1" } }));
    expect(schema.construct({ id: "2" })).to.deep.equal({
      id: "2",
      list: [{ tags: new Set(["a"]) }],
      at: new Date(0),
      token: new Uint8Array([1]),
    });
  });

  it("does not copy a default that is an instance of a class", () => {
    class Money {
      readonly cents = 5;
    }
    const money = new Money();
    const price = attr
      .custom<Money>({ storage: "N", encode: ({ cents }) => cents, decode: () => money })
      .default(money);
    expect(schemaOf({ price }).construct({ id: "1" })["price"]).to.equal(money);
  });

  it("is refused with an unknown name, and the nearest known one", () => {
    const schema = schemaOf({ text: attr.string().optional() });
    expect(refusal(() => schema.construct({ id: "1", txet: "a" }))).to.equal(
      "txet: is not an attribute of this model; the nearest is text.",
    );
    expect(refusal(() => schema.construct({ id: "1", qqqqqqq: "a" }))).to.equal(
      "qqqqqqq: is not an attribute of this model; known are id, text.",
    );
    expect(schema.construct({ id: "1", txet: undefined })).to.deep.equal({ id: "1" });
  });
});

describe("an item that does not fit", () => {
  const schema = schemaOf({
    lines: attr.list(attr.map({ names: attr.record(attr.string()) })).optional(),
    size: attr.number().optional(),
  });

  it("is reported with its table, its key and the path", () => {
    const fault = faultOf(() => schema.encode({ id: "a", lines: [{ names: {} }, { names: { en: 5 } }] }));
    expect(fault.message).to.equal(
      'Item of table "things" (id = "a"): 1 problem, nothing was sent.\n' +
        "  - lines[1].names.en: expected a string, got a number.",
    );
    expect(fault).to.deep.include({
      tableName: "things",
      issues: [{ path: "lines[1].names.en", message: "expected a string, got a number." }],
      key: { id: "a" },
    });
  });

  it("is reported with all issues at once, at any depth", () => {
    const lines = [{ names: { en: 5, de: "x", no: null } }, "none", { names: {}, price: 1 }];
    expect(refusal(() => schema.encode({ lines, size: "big" }))).to.equal(
      [
        "id: is required.",
        "lines[0].names.en: expected a string, got a number.",
        "lines[0].names.no: expected a string, got null.",
        "lines[1]: expected an object, got a string.",
        "lines[2].price: is not a member of this map; known are names.",
        "size: expected a number, got a string.",
      ].join("\n"),
    );
    expect(refusal(() => schema.construct({ id: "a", sise: 1, linse: [] }))).to.equal(
      "sise: is not an attribute of this model; the nearest is size.\n" +
        "linse: is not an attribute of this model; the nearest is lines.",
    );
    const stored = { size: { S: "big" }, lines: { L: [{ M: { names: { S: "x" } } }, { N: "5" }] } };
    expect(refusal(() => schema.decode(stored))).to.equal(
      [
        "id: is required.",
        "lines[0].names: expected M in the table, found S.",
        "lines[1]: expected M in the table, found N.",
        "size: expected N in the table, found S.",
      ].join("\n"),
    );
  });

  it("is reported with a limited number of issues in the message, and all of them in a list", () => {
    const fault = faultOf(() => schema.encode({ id: "a", lines: Array.from({ length: 5_000 }, () => 1) }));
    expect(fault.message.split("\n")).to.have.length(27);
    expect(fault.message).to.include(": 5000 problems,").and.include("and 4975 more");
    expect(fault.issues).to.have.length(5_000);
  });

  it("keeps an error of a custom codec unchanged, if there are no other issues", () => {
    const broken = attr.custom<number>({
      storage: "N",
      encode: () => {
        throw new RangeError("mine");
      },
      decode: Number,
    });
    const own = schemaOf({ size: attr.number(), it: broken });
    expect(() => own.encode({ id: "a", size: 1, it: 1 })).to.throw(RangeError, "mine");
    expect(refusal(() => own.encode({ size: "big", it: 1 }))).to.equal(
      "id: is required.\nsize: expected a number, got a string.",
    );
  });

  it("is reported with the decoded key, also if it was read", () => {
    const fault = faultOf(() => schema.decode({ id: { S: "a" }, size: { S: "big" } }));
    expect(fault.message).to.equal(
      'Item of table "things" (id = "a"): 1 problem, the stored item differs from the model.\n' +
        "  - size: expected N in the table, found S.",
    );
    expect(fault.key).to.deep.equal({ id: "a" });
  });

  it("is reported with the known part of a key that does not fit", () => {
    expect(faultOf(() => schema.encode({})).message).to.include('Item of table "things" (id = ?): 1 problem');
    expect(faultOf(() => schema.encodeKey({ id: 5n })).message)
      .to.include('(id = "5")')
      .and.include("got a bigint");
    expect(faultOf(() => schema.decode({ id: { N: "5" } })).message).to.include('(id = {"N":"5"})');
  });

  it("is read in part if only a part was requested", () => {
    const whole = schemaOf({ text: attr.string(), status: attr.string().default("new") });
    expect(whole.decode({ id: { S: "1" } }, true)).to.deep.equal({ id: "1" });
    expect(refusal(() => whole.decode({ id: { S: "1" } }))).to.equal("text: is required.");
  });
});

describe("names of inherited members", () => {
  it("are missing in a map that does not have them", () => {
    const schema = schemaOf({ it: attr.map({ constructor: attr.string().optional(), toString: attr.number() }) });
    const item = { id: "1", it: Object.assign(Object.create(null), { toString: 5 }) };
    expect(schema.encode(item)["it"]).to.deep.equal({ M: { toString: { N: "5" } } });
    expect(refusal(() => schema.encode({ id: "1", it: {} }))).to.equal("it.toString: is required.");
    expect(refusal(() => schema.decode({ id: { S: "1" }, it: { M: {} } }))).to.equal("it.toString: is required.");
  });

  it("are plain names in a record", () => {
    const schema = schemaOf({ it: attr.record(attr.number()) });
    const names = JSON.parse('{"__proto__": 1, "constructor": 2}');
    const found = schema.decode(schema.encode({ id: "1", it: names }))["it"];
    expect(JSON.stringify(found)).to.equal('{"__proto__":1,"constructor":2}');
  });
});

describe("the version of an item", () => {
  const schema = schemaOf({ revision: attr.number().version() });

  it("is expected of the stored item, and increased in the new one", () => {
    const item = { id: "1", revision: 3 };
    expect(nextItem(schema, item)).to.deep.equal({
      expected: { version: 3 },
      stored: { id: { S: "1" }, revision: { N: "4" } },
      counted: { revision: 4 },
    });
    expect(item.revision).to.equal(3);
  });

  it("is undefined if the model has none", () => {
    const next = { expected: {}, stored: { id: { S: "1" } }, counted: {} };
    expect(nextItem(schemaOf({}), { id: "1" })).to.deep.equal(next);
  });

  it("is 0 for a new item, which must not exist, and if it was set to 0, for an item without a version", () => {
    expect(nextItem(schema, schema.construct({ id: "1" })).expected).to.deep.equal({ exists: false, version: 0 });
    expect(nextItem(schema, schema.construct({ id: "1", revision: 0 })).expected).to.deep.equal({ version: 0 });
  });

  for (const revision of [-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, "1"]) {
    it(`is never ${JSON.stringify(revision)}`, () => {
      expect(refusal(() => nextItem(schema, { id: "1", revision }))).to.include("revision: ");
      expect(refusal(() => versionOf(schema, { id: "1", revision }))).to.equal(
        "revision: a version is a whole number from 0.",
      );
    });
  }
});

describe("an item whose values are replaced by stored ones", () => {
  it("loses attributes that are no longer stored, and keeps properties that are not in the model", () => {
    const schema = schemaOf({ a: attr.string().optional(), b: attr.string().optional() });
    const item = { id: "1", a: "x", own: 5 };
    expect(schema.replace(item, { values: { id: "1", b: "y" }, misfit: undefined })).to.equal(item);
    expect(item).to.deep.equal({ id: "1", b: "y", own: 5 });
  });
});
