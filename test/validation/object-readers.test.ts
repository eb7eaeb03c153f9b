import { expect } from "chai";
import { TableDefinitionError } from "../../src/errors.js";
import { checkOptions } from "../../src/validation/check-options.js";
import { Issues } from "../../src/validation/issues.js";
import { objectOf, readUsableOptions, requestOf } from "../../src/validation/object-readers.js";
import { boolean, oneOf, string, wholeNumber } from "../../src/validation/readers.js";

interface Options {
  readonly name?: string | undefined;
  readonly count?: number | undefined;
  readonly mode?: "on" | "off" | undefined;
}

const optionReaders = { name: string, count: wholeNumber, mode: oneOf("on", "off") };
const options = objectOf<Options>(optionReaders, { name: { fix: "name it.", instead: () => "?" } });
const listOf = ({ list }: Issues) => list.map(({ path, message, fix }) => `${path}: ${message} ${fix ?? ""}`.trimEnd());

function read(value: unknown, path = ""): { value: unknown; issues: readonly string[] } {
  const issues = new Issues();
  return { value: options(value, path, issues.report), issues: listOf(issues) };
}

describe("objectOf", () => {
  it("returns the options that are given, without those that are undefined", () => {
    expect(read({ name: "a", count: undefined, mode: "on" })).to.deep.equal({
      value: { name: "a", mode: "on" },
      issues: [],
    });
  });

  it("reports each issue with its path", () => {
    expect(read({ name: "a", count: "1", mode: "oof", couunt: 1 }, "it").issues).to.deep.equal([
      'it.count: expected a whole number, got "1".',
      'it.mode: expected one of "on", "off", got "oof". write "off".',
      "it.couunt: there is no such option. did you mean count?",
    ]);
  });

  it("lists the options where none is similar", () => {
    expect(read({ name: "a", zzzzzz: 1 }).issues).to.deep.equal([
      "zzzzzz: there is no such option. the options are name, count, mode.",
    ]);
  });

  it("replaces a required option that is missing or wrong, and reports it once", () => {
    expect(read({})).to.deep.equal({ value: { name: "?" }, issues: ["name: is required. name it."] });
    expect(read({ name: 1 })).to.deep.equal({ value: { name: "?" }, issues: ["name: expected a string, got 1."] });
    expect(read({ Name: "a" })).to.deep.equal({
      value: { name: "a" },
      issues: ["Name: there is no such option. did you mean name?"],
    });
  });

  it("reports what is no object", () => {
    expect(read([]).issues).to.deep.equal(["options: expected an object, got a list."]);
    expect(read(null, "wait").issues).to.deep.equal(["wait: expected an object, got null."]);
  });
});

describe("readUsableOptions", () => {
  function usable(given: object): { value: object; issues: readonly string[] } {
    const issues = new Issues();
    return { value: readUsableOptions(optionReaders, given, issues.report), issues: listOf(issues) };
  }

  it("returns the same object when all options are right", () => {
    const given = { name: "a", count: undefined };
    expect(usable(given).value).to.equal(given);
  });

  it("returns the right options alone, and leaves the given object as it was", () => {
    const given = { name: "a", count: "1", mode: "of", colour: 1 };
    const { value, issues } = usable(given);
    expect(value).to.deep.equal({ name: "a" });
    expect(given).to.have.keys("name", "count", "mode", "colour");
    expect(issues).to.have.length(3);
  });

  it("reads inherited options too, which the call would use", () => {
    expect(usable(Object.create({ count: "1" })).issues).to.deep.equal(['count: expected a whole number, got "1".']);
  });

  it("lists the options to who gives no object", () => {
    expect(usable("a" as unknown as object)).to.deep.equal({
      value: {},
      issues: ['options: expected an object, got "a". the options are name, count, mode.'],
    });
  });
});

describe("requestOf", () => {
  const request = requestOf({ Enabled: boolean, Name: string }, ["Name"]);

  function found(value: unknown): readonly string[] {
    const issues = new Issues();
    request(value, "input", issues.report);
    return listOf(issues);
  }

  it("accepts members that it does not know", () => {
    expect(found({ Name: "a", NewMember: 1 })).to.deep.equal([]);
  });

  it("reports a known member in another spelling, and not that it is missing", () => {
    expect(found({ name: "a" })).to.deep.equal([
      "input.name: there is no such member in the request. did you mean Name?",
    ]);
  });

  it("reports wrong and missing members", () => {
    expect(found({ Enabled: 1 })).to.deep.equal([
      "input.Enabled: expected true or false, got 1.",
      "input.Name: is required.",
    ]);
  });
});

describe("checkOptions", () => {
  it("returns the options, also where none are given", () => {
    const read = objectOf<Options>(optionReaders);
    expect(checkOptions("call", { count: 1 }, read)).to.deep.equal({ count: 1 });
    expect(checkOptions("call", undefined, read)).to.deep.equal({});
  });

  it("throws all issues, those that were found before first", () => {
    const issues = new Issues();
    issues.report("tableName", "is wrong.");
    expect(() => checkOptions("call", { name: "a", mode: "of" } as unknown as Options, options, issues)).to.throw(
      TableDefinitionError,
      /^call: 2 problems, nothing was sent\.\n {2}- tableName: is wrong\.\n {2}- mode: expected one of/,
    );
  });
});
