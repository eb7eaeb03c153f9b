import { expect } from "chai";
import { updateError } from "./expression-cases.js";

function wrongType(name: string, type: string, label = "operator or function"): string {
  return `Incorrect operand type for operator or function; ${label}: ${name}, operand type: ${type}`;
}

function pathError(verb: string, one: string, two: string): string {
  return `Two document paths ${verb} with each other; must remove or rewrite one of these paths; path one: ${one}, path two: ${two}`;
}

describe("checks of updates", () => {
  it("reject parentheses around parentheses", () => {
    for (const operand of ["((a))", "((:n))", "((b + :n))", "b - ((c))", "if_not_exists(b, ((c)))"])
      expect(updateError(`SET a = ${operand}`), operand).to.equal("The expression has redundant parentheses;");
  });

  it("reject reserved words and placeholders that are not defined", () => {
    expect(updateError("SET name = :n")).to.equal("Attribute name is a reserved keyword; reserved keyword: name");
    expect(updateError("SET a.b = if_not_exists(b.Abort, :n)")).to.match(/reserved keyword: Abort$/);
    expect(updateError("SET #other = :n")).to.equal(
      "An expression attribute name used in the document path is not defined; attribute name: #other",
    );
    expect(updateError("DELETE a :other")).to.equal(
      "An expression attribute value used in expression is not defined; attribute value: :other",
    );
  });

  it("reject functions that are unknown, or have no meaning in an update", () => {
    expect(updateError("SET a = foo(b)")).to.equal("Invalid function name; function: foo");
    for (const name of ["size", "contains", "attribute_exists"])
      expect(updateError(`SET a = ${name}(b)`)).to.equal(
        `The function is not allowed in an update expression; function: ${name}`,
      );
  });

  it("reject a section that comes twice", () => {
    for (const [section, action] of Object.entries({ SET: "a = :n", REMOVE: "a", ADD: "a :n", DELETE: "a :ss" })) {
      const text = `${section} ${action} ${section.toLowerCase()} ${action.replace("a", "b")}`;
      expect(updateError(text)).to.equal(`The "${section}" section can only be used once in an update expression;`);
    }
  });

  it("reject paths that overlap, wherever they are", () => {
    expect(updateError("SET a = :n, a = :n")).to.equal(pathError("overlap", "[a]", "[a]"));
    expect(updateError("SET a = :n REMOVE a.b[1].c")).to.equal(pathError("overlap", "[a]", "[a, b, [1], c]"));
    expect(updateError("REMOVE a.b[1].c, x SET a.b = :n")).to.equal(pathError("overlap", "[a, b, [1], c]", "[a, b]"));
    expect(updateError("SET #name = :n ADD #name :n")).to.equal(pathError("overlap", "[name]", "[name]"));
    expect(updateError("REMOVE a[1], a[1].b")).to.equal(pathError("overlap", "[a, [1]]", "[a, [1], b]"));
    expect(updateError("SET #dotted = :n, a.b = :n, a.b.c = :n")).to.equal(pathError("overlap", "[a, b]", "[a, b, c]"));
  });

  it("reject paths of which one has a name where the other has a place", () => {
    expect(updateError("SET a.b = :n, a[1] = :n")).to.equal(pathError("conflict", "[a, b]", "[a, [1]]"));
    expect(updateError("REMOVE x.a[3].c, x.a.c")).to.equal(pathError("conflict", "[x, a, [3], c]", "[x, a, c]"));
    expect(updateError("SET a.b = :n, a[1] = :n, c = :n, c = :n")).to.match(/^Two document paths overlap/);
  });

  it("reject operands that ADD and DELETE do not accept", () => {
    const types = { ":s": "STRING", ":b": "BINARY", ":true": "BOOLEAN", ":null": "NULL", ":l": "LIST", ":m": "MAP" };
    for (const [value, type] of Object.entries(types)) {
      expect(updateError(`ADD a ${value}`)).to.equal(wrongType("ADD", type, "operator"));
      expect(updateError(`DELETE a ${value}`)).to.equal(wrongType("DELETE", type, "operator"));
    }
    expect(updateError("DELETE a :n")).to.equal(wrongType("DELETE", "NUMBER", "operator"));
  });

  it("reject operands that a function or an operator does not accept", () => {
    expect(updateError("SET a = list_append(a, :m)")).to.equal(wrongType("list_append", "M"));
    expect(updateError("SET a = list_append(:ss, a)")).to.equal(wrongType("list_append", "SS"));
    expect(updateError("SET a = a + :s")).to.equal(wrongType("+", "S"));
    expect(updateError("SET a = :l - a")).to.equal(wrongType("-", "L"));
    expect(updateError("SET a = b + (b - :true)")).to.equal(wrongType("-", "BOOL"));
    const count = "Incorrect number of operands for operator or function; operator or function: ";
    expect(updateError("SET a = if_not_exists(b)")).to.equal(`${count}if_not_exists, number of operands: 1`);
    expect(updateError("SET a = list_append(b, c, :l)")).to.equal(`${count}list_append, number of operands: 3`);
    const path = "Operator or function requires a document path; operator or function: if_not_exists";
    expect(updateError("SET a = if_not_exists(:n, :n)")).to.equal(path);
    expect(updateError("SET a = if_not_exists(list_append(a, b), :n)")).to.equal(path);
  });

  it("come in an order", () => {
    const parts = [
      ["SET abort = :n", /^Attribute name is a reserved/],
      ["SET a = foo(b)", /^Invalid function name/],
      ["SET a = :n SET b = :n", /^The "SET" section/],
      ["SET #other = :n", /^An expression attribute name/],
      ["SET a = :other", /^An expression attribute value/],
      ["SET x = :n, x = :n", /^Two document paths overlap/],
      ["SET y.z = :n, y[1] = :n", /^Two document paths conflict/],
      ["ADD add :s", /^Incorrect operand type for operator or function; operator: ADD/],
      ["SET v = list_append(:n)", /^Incorrect number of operands/],
    ] as const;
    const actions = parts.map(([text]) => text.replace("ADD add :s", "").replace(/^SET /, ""));
    for (const [place, [, expected]] of parts.entries()) {
      const sets = actions.slice(place).filter((action) => action !== "" && !action.includes(" SET "));
      const repeated = place <= 2 ? " SET b2 = :n" : "";
      const added = place <= 7 ? " ADD added :s" : "";
      expect(updateError(`SET ${[...sets, "q = :n"].join()}${repeated}${added}`)).to.match(expected);
    }
  });

  it("reject more than 300 operators and functions, and take linear time", () => {
    const sums = (count: number) => `SET ${Array.from({ length: count }, (_, place) => `a${place}=a+:n`).join()}`;
    expect(updateError(sums(301))).to.equal("The expression contains too many operators; operator count: 301");
    expect(updateError(`${sums(300)} REMOVE a0`)).to.match(/^Two document paths overlap/);
    const start = performance.now();
    const removed = Array.from({ length: 800 }, (_, place) => `a${place}`).join();
    expect(updateError(`REMOVE ${removed},a799`)).to.match(/overlap .* path one: \[a799\]/);
    expect(updateError(`SET a = ${"(".repeat(3000)}`)).to.equal("The expression has redundant parentheses;");
    expect(performance.now() - start).to.be.below(100);
  });
});
