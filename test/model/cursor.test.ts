import { expect } from "chai";
import { ExpressionError } from "../../src/errors.js";
import { attr } from "../../src/model/attr.js";
import { packCursor, unpackCursor } from "../../src/model/cursor.js";
import { Schema } from "../../src/model/schema.js";

const attributes = {
  pk: attr.string().partitionKey(),
  place: attr.bigint().sortKey(),
  token: attr.binary(),
  nothing: attr.binary(),
};
const schema = new Schema(
  {
    table: "things",
    attributes,
    globalSecondaryIndexes: {
      byToken: { partitionKey: "token", sortKey: "nothing" },
      byPlace: { partitionKey: "place", sortKey: "nothing" },
      sameKey: { partitionKey: "place", sortKey: "nothing" },
    },
  },
  { members: new Set(), statics: new Set() },
);
const [byToken, byPlace, sameKey] = schema.indexes;
const home = { schema, index: byToken };
const text = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

describe("a cursor", () => {
  it("restores keys of every type", () => {
    const key = {
      pk: { S: "ä€ 😀/+?" },
      place: { N: "-12345678901234567890123456789012345678" },
      token: { B: new Uint8Array([0, 255, 128]) },
      nothing: { B: new Uint8Array() },
    };
    const cursor = packCursor(key, home);
    expect(cursor).to.match(/^[\w-]+$/);
    expect(unpackCursor(cursor, home)).to.deep.equal(key);
  });

  const garbage: readonly [what: string, cursor: string][] = [
    ["nothing", ""],
    ["any text", "page 2"],
    ["text of another kind", text("a")],
    ["an object", text({ pk: ["S", "a"] })],
    ["no parts", text([])],
    ["no key", text(["things", ""])],
    ["a part too short", text(["things", "", ["pk", "S"]])],
    ["a part too long", text(["things", "", ["pk", "S", "a", "b"]])],
    ["a type that keys cannot have", text(["things", "", ["pk", "BOOL", "true"]])],
    ["a value that is not text", text(["things", "", ["pk", "N", 5]])],
    ["null", text(null)],
    ["half of a cursor", packCursor({ pk: { S: "a" } }, home).slice(0, 8)],
  ];
  for (const [what, cursor] of garbage) {
    it(`is refused if it is ${what}`, () => {
      expect(() => unpackCursor(cursor, home)).to.throw(ExpressionError, "pass page.cursor unchanged");
    });
  }

  it("is refused if it belongs to another table, another index, or an index with another key", () => {
    const key = { pk: { S: "a" }, place: { N: "1" }, nothing: { B: new Uint8Array([1]) } };
    const cursor = packCursor(key, { schema, index: byPlace });
    expect(() => unpackCursor(cursor, { schema, index: sameKey })).to.throw(
      ExpressionError,
      'cursor: belongs to index "byPlace" of table "things", not to index "sameKey" of table "things".',
    );
    expect(() => unpackCursor(cursor, { schema, index: undefined })).to.throw('not to table "things"');
    expect(() => unpackCursor(text(["other", "", ["pk", "S", "a"]]), home)).to.throw('belongs to table "other"');
    const short = text(["things", "", ["pk", "S", "a"]]);
    expect(() => unpackCursor(short, { schema, index: undefined })).to.throw("does not have the key");
  });
});
