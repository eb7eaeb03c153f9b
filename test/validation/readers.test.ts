import { expect } from "chai";
import type { DefinitionIssue } from "../../src/errors.js";
import { Issues } from "../../src/validation/issues.js";
import {
  type AnyReader,
  booleanOr,
  either,
  falseOr,
  listOf,
  oneOf,
  plainObject,
  readerOf,
  recordOf,
  shown,
  signal,
  string,
  wholeNumber,
  wholeNumberFrom,
  withFix,
} from "../../src/validation/readers.js";

/** What a reader returns of a value at the path "it", and what it reports. */
function read(reader: AnyReader, value: unknown): { value: unknown; issues: readonly DefinitionIssue[] } {
  const issues = new Issues();
  return { value: reader(value, "it", issues.report), issues: issues.list };
}

const messagesOf = (reader: AnyReader, value: unknown) =>
  read(reader, value).issues.map(({ path, message, fix }) => `${path}: ${message}${fix ? ` ${fix}` : ""}`);

describe("a reader", () => {
  it("returns a value that it accepts, and reports nothing", () => {
    for (const value of ["", "text"]) expect(read(string, value)).to.deep.equal({ value, issues: [] });
  });

  it("returns nothing for another value, and reports what it is", () => {
    expect(read(string, 5)).to.deep.equal({
      value: undefined,
      issues: [{ path: "it", message: "expected a string, got 5." }],
    });
  });

  it("has a fix where it is given one, and keeps one of its own", () => {
    expect(messagesOf(withFix(string, "write a text."), null)).to.deep.equal([
      "it: expected a string, got null. write a text.",
    ]);
    expect(messagesOf(withFix(oneOf("table"), "write one."), "tabel")[0]).to.match(/ write "table"\.$/);
  });
});

describe("the description of a value", () => {
  const values: readonly [value: unknown, text: string][] = [
    [undefined, "nothing"],
    [null, "null"],
    [0, "0"],
    [false, "false"],
    ["a", '"a"'],
    [[], "a list"],
    [{}, "an object"],
    [() => 1, "a function"],
    [1n, "a bigint"],
  ];
  for (const [value, text] of values) {
    it(`is ${text}`, () => expect(shown(value)).to.equal(text));
  }

  it("is short, however long a text is", () => {
    expect(shown("a".repeat(60))).to.equal(`"${"a".repeat(60)}"`);
    expect(shown("a".repeat(61))).to.equal(`"${"a".repeat(57)}..."`);
  });
});

describe("readers of values", () => {
  const cases: readonly [
    what: string,
    reader: AnyReader,
    accepted: readonly unknown[],
    rejected: readonly unknown[],
  ][] = [
    ["whole numbers", wholeNumber, [0, -1, 2 ** 53 - 1], [0.5, 2 ** 53, Number.NaN, "1", 1n]],
    ["whole numbers from 1", wholeNumberFrom(1), [1, 1_000_000], [0, 1.5, "1"]],
    ["whole numbers from 1 to 3", wholeNumberFrom(1, 3), [1, 3], [0, 4]],
    ["objects", plainObject, [{}, new Map()], [null, [], "{}"]],
    ["signals", signal, [new AbortController().signal], [{}, { aborted: false }, null]],
    ["records of texts", recordOf(string), [{}, { a: "b" }], [{ a: 1 }, [], "a"]],
    ["one of a few texts", oneOf("a", "b"), ["a", "b"], ["c", 1, undefined]],
    ["what can be switched off", falseOr(string), [false, "a"], [true, null, 0]],
    ["what can be switched on and off", booleanOr(wholeNumber), [true, false, 1], ["true", null]],
  ];
  for (const [what, reader, accepted, rejected] of cases) {
    it(`accept ${what} only`, () => {
      for (const value of accepted) expect(read(reader, value), shown(value)).to.deep.equal({ value, issues: [] });
      for (const value of rejected) expect(read(reader, value).issues, shown(value)).to.have.length(1);
    });
  }

  it("name the range of a number", () => {
    expect(messagesOf(wholeNumberFrom(1, 1_000_000), 0)).to.deep.equal([
      "it: expected a whole number from 1 to 1,000,000, got 0.",
    ]);
  });

  it("suggest the text that is similar to a wrong one, and return the wrong one", () => {
    const { value, issues } = read(oneOf("PAY_PER_REQUEST", "PROVISIONED"), "PROVISONED");
    expect([value, issues[0]?.fix]).to.deep.equal(["PROVISONED", 'write "PROVISIONED".']);
  });
});

describe("composed readers", () => {
  it("report each wrong member of a list with its place, and keep the places of the others", () => {
    const { value, issues } = read(
      listOf(string, (path) => `?${path}`),
      ["a", 1, "c"],
    );
    expect(value).to.deep.equal(["a", "?it[1]", "c"]);
    expect(issues.map(({ path }) => path)).to.deep.equal(["it[1]"]);
  });

  it("use the reader that a value asks for", () => {
    const reader = either((value) => typeof value === "string", string, wholeNumber);
    expect([read(reader, "a").value, read(reader, 1).value]).to.deep.equal(["a", 1]);
    expect(messagesOf(reader, 0.5)).to.deep.equal(["it: expected a whole number, got 0.5."]);
  });

  it("report a wrong value with the words of the details", () => {
    expect(messagesOf(falseOr(string), 5)).to.deep.equal(["it: expected a string, got 5."]);
    expect(messagesOf(booleanOr(readerOf((value) => value === 7, "seven")), 5)).to.deep.equal([
      "it: expected seven, got 5.",
    ]);
  });
});
