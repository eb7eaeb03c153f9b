import { expect } from "chai";
import { DynatwinError } from "../../src/errors.js";
import { packCursor, unpackCursor } from "../../src/model/cursor.js";

const text = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

describe("a cursor", () => {
  it("brings back keys of every type", () => {
    const key = {
      pk: { S: "ä€ 😀/+?" },
      place: { N: "-12345678901234567890123456789012345678" },
      token: { B: new Uint8Array([0, 255, 128]) },
      nothing: { B: new Uint8Array() },
    };
    const cursor = packCursor(key);
    expect(cursor).to.match(/^[\w-]+$/);
    expect(unpackCursor(cursor)).to.deep.equal(key);
  });

  const garbage: readonly [what: string, cursor: string][] = [
    ["nothing", ""],
    ["any text", "page 2"],
    ["text of another kind", text("a")],
    ["an object", text({ pk: ["S", "a"] })],
    ["no parts", text([])],
    ["a part too short", text([["pk", "S"]])],
    ["a part too long", text([["pk", "S", "a", "b"]])],
    ["a type that no key has", text([["pk", "BOOL", "true"]])],
    ["a value that is not text", text([["pk", "N", 5]])],
    ["null", text(null)],
    ["half of one", packCursor({ pk: { S: "a" } }).slice(0, 8)],
  ];
  for (const [what, cursor] of garbage) {
    it(`is refused where it is ${what}`, () => {
      expect(() => unpackCursor(cursor)).to.throw(DynatwinError, "Pass page.cursor unchanged");
    });
  }
});
