import { expect } from "chai";
import { inserted, syntaxError } from "./statement-cases.js";

function valueError(text: string): string {
  return syntaxError(`INSERT INTO t VALUE {'pk': ${text}}`, { S: "x" });
}

describe("PartiQL values", () => {
  it("are literals of all types but binary ones", () => {
    for (const [text, value] of [
      ["'it''s'", { S: "it's" }],
      ["''", { S: "" }],
      ["'a\n-- b'", { S: "a\n-- b" }],
      ["1.50", { N: "1.5" }],
      ["-0", { N: "0" }],
      ["1E3", { N: "1000" }],
      ["- -+-2", { N: "-2" }],
      ["true", { BOOL: true }],
      ["FALSE", { BOOL: false }],
      ["null", { NULL: true }],
      ["[]", { L: [] }],
      ["[1, ['x'], {}]", { L: [{ N: "1" }, { L: [{ S: "x" }] }, { M: {} }] }],
      ["{'a': {\"b\": null}}", { M: { a: { M: { b: { NULL: true } } } } }],
      ["<<'b', 'a'>>", { SS: ["a", "b"] }],
      ["<<10, -1, 2>>", { NS: ["-1", "2", "10"] }],
    ] as const)
      expect(inserted(`{'pk': ${text}}`), text).to.deep.equal({ pk: value });
  });

  it("are parameters as whole attributes", () => {
    expect(inserted("{'a': ?, 'b': 1, 'c': ?}", { B: "AQ==" }, { L: [] })).to.deep.equal({
      a: { B: "AQ==" },
      b: { N: "1" },
      c: { L: [] },
    });
    expect(valueError("['a', ?]")).to.equal("Unsupported data type: Parameter under key root[1] at 1:34:1");
    expect(valueError("{'a': {'b': ?}}")).to.equal("Unsupported data type: Parameter under key root.a.b at 1:40:1");
  });

  it("have any name", () => {
    const item = inserted("{'__proto__': {'__proto__': 1}, '': 2}");
    expect(Object.entries(item)).to.deep.equal([
      ["__proto__", { M: Object.fromEntries([["__proto__", { N: "1" }]]) }],
      ["", { N: "2" }],
    ]);
  });

  it("have AWS' errors", () => {
    for (const [text, message] of [
      ["<<>>", "Empty bags are not supported"],
      ["<<1, 'a'>>", "Unsupported data type in Bag. DynamoDB only supports either numbers or strings in bags"],
      ["<<true>>", "Unsupported data type in Bag. DynamoDB only supports either numbers or strings in bags"],
      ["<<'a', 'a'>>", "One or more parameter values were invalid: Input collection [a, a] contains duplicates."],
      [
        "<<1, 1.0>>",
        "One or more parameter values were invalid: Input collection [1, 1] contains duplicates! under root",
      ],
      ["-'a'", "Unsupported operator in Condition Expression. Operator: -"],
      ["name", "Malformed: Unexpected term"],
      ["1e999", "Number overflow. Attempting to store a number with magnitude larger than supported range"],
      ["{a: 1}", "Malformed: Expected identifier"],
      ["{'a' 1}", "Malformed: Expected :"],
      ["[1", "Malformed: Expected ]"],
    ] as const)
      expect(valueError(text), text).to.equal(message);
  });

  it("are nested as deep as DynamoDB allows", () => {
    const nested = (levels: number) => `{'pk': ${"[".repeat(levels)}${"]".repeat(levels)}}`;
    expect(inserted(nested(32))).to.have.property("pk");
    expect(syntaxError(`INSERT INTO t VALUE ${nested(3_000)}`)).to.match(
      /^Nesting Levels have exceeded supported limits/,
    );
  });
});
