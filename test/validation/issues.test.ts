import { expect } from "chai";
import { TableDefinitionError } from "../../src/errors.js";
import { Issues } from "../../src/validation/issues.js";
import { memberPath } from "../../src/validation/member-path.js";

describe("Issues", () => {
  it("keep the order of the reports, and leave out a fix that there is none of", () => {
    const issues = new Issues();
    issues.report("b", "is wrong.", "correct it.");
    issues.report("a", "is wrong.");
    expect(issues.list).to.deep.equal([
      { path: "b", message: "is wrong.", fix: "correct it." },
      { path: "a", message: "is wrong." },
    ]);
  });

  it("cover a reported path and its parts, and no others", () => {
    const issues = new Issues();
    issues.report("index", "is wrong.");
    for (const path of ["index", "index.name", "index[0]"]) expect(issues.covers(path), path).to.equal(true);
    for (const path of ["indexes", "name", ""]) expect(issues.covers(path), path).to.equal(false);
  });

  it("throw when there are any", () => {
    const issues = new Issues();
    expect(() => issues.throwIfAny("call")).not.to.throw();
    issues.report("a", "is wrong.");
    expect(() => issues.throwIfAny("call", "nothing was started")).to.throw(
      TableDefinitionError,
      "call: 1 problem, nothing was started.\n  - a: is wrong.",
    );
  });
});

describe("memberPath", () => {
  const paths: readonly [path: string, name: string, expected: string][] = [
    ["", "tags", "tags"],
    ["tags", "team", "tags.team"],
    ["tags", "cost-centre", 'tags["cost-centre"]'],
    ["tags", "", 'tags[""]'],
    ["tags", 'a"b', 'tags["a\\"b"]'],
  ];
  for (const [path, name, expected] of paths) {
    it(`is written as in code: ${expected}`, () => expect(memberPath(path, name)).to.equal(expected));
  }
});
