import { expect } from "chai";
import { parseCondition } from "../../../../src/testing/items/expressions/parse-condition.js";
import type { WireItem } from "../../../../src/testing/items/values/wire-value.js";
import { conditionError, errorOf, matches, placeholders, VALUES } from "./expression-cases.js";

const REDUNDANT = "The expression has redundant parentheses;";

function wrongType(name: string, type: string, label = "operator or function"): string {
  return `Incorrect operand type for operator or function; ${label}: ${name}, operand type: ${type}`;
}

describe("checks of conditions", () => {
  it("reject parentheses around parentheses", () => {
    for (const text of [
      "((a = :n))",
      "a = :n AND ((b = :n))",
      "NOT ((a = :n))",
      "((a)) = :n",
      "a IN (((:n)))",
      "(( a = :n AND b = :n ))",
    ])
      expect(conditionError(text), text).to.equal(REDUNDANT);
  });

  it("accept every other pair", () => {
    const item = { a: { N: "1" }, b: { N: "2" }, m: { M: { x: { N: "1" } } } };
    for (const text of [
      "(a = :n)",
      "(a) = (:n)",
      "(a = :n) AND (b = :two)",
      "((a = :n) AND (b = :two))",
      "(size(m)) = :n",
      "((size(m)) = :n)",
      "(attribute_exists(a))",
      "attribute_exists((a))",
      "a IN ((:n), (:two))",
      "b BETWEEN (a) AND (:two)",
      "(m).x = :n",
      "((m).x) = :n",
    ])
      expect(matches(text, item), text).to.equal(true);
  });

  it("reject functions that are unknown, or used where they have no meaning", () => {
    const misused = "The function is not allowed to be used this way in an expression; function: ";
    expect(conditionError("foo(a)")).to.equal("Invalid function name; function: foo");
    expect(conditionError("Begins_With(a, :s)")).to.equal("Invalid function name; function: Begins_With");
    expect(conditionError("if_not_exists(a, :s) = :s")).to.equal(
      "The function is not allowed in a condition expression; function: if_not_exists",
    );
    expect(conditionError("size(a)")).to.equal(`${misused}size`);
    expect(conditionError("NOT size(a)")).to.equal(`${misused}size`);
    expect(conditionError("contains(a, :s) = :true")).to.equal(`${misused}contains`);
    expect(conditionError("size(attribute_exists(a)) = :n")).to.equal(`${misused}attribute_exists`);
    expect(conditionError("a IN (begins_with(a, :s))")).to.equal(`${misused}begins_with`);
  });

  it("reject reserved words in any part of a path", () => {
    const text = "Attribute name is a reserved keyword; reserved keyword: ";
    expect(conditionError("name = :s")).to.equal(`${text}name`);
    expect(conditionError("a.b[1].Status = :s")).to.equal(`${text}Status`);
    expect(conditionError("a = :s OR attribute_exists(abort)")).to.equal(`${text}abort`);
    expect(matches("#name = :s", { name: { S: "abc" } })).to.equal(true);
  });

  it("reject placeholders that are not defined", () => {
    const name = "An expression attribute name used in the document path is not defined; attribute name: ";
    const value = "An expression attribute value used in expression is not defined; attribute value: ";
    expect(conditionError("#other = :s")).to.equal(`${name}#other`);
    expect(conditionError("a.#other[0] = :s")).to.equal(`${name}#other`);
    expect(conditionError("a = :other")).to.equal(`${value}:other`);
    expect(conditionError("a IN (:s, :other, #other)")).to.equal(`${value}:other`);
    expect(conditionError("size(#other) = :other")).to.equal(`${name}#other`);
    expect(conditionError("a = :toString")).to.equal(`${value}:toString`);
  });

  it("reject a wrong number of operands", () => {
    const text = "Incorrect number of operands for operator or function; operator or function: ";
    expect(conditionError("attribute_exists(a, b)")).to.equal(`${text}attribute_exists, number of operands: 2`);
    expect(conditionError("contains(a)")).to.equal(`${text}contains, number of operands: 1`);
    expect(conditionError("size(a, b) = :n")).to.equal(`${text}size, number of operands: 2`);
    const list = (count: number) => `a IN (${Array(count).fill(":n").join()})`;
    expect(conditionError(list(101))).to.equal(
      "The IN operator is provided with too many operands; number of operands: 101",
    );
    expect(matches(list(100), { a: { N: "1" } })).to.equal(true);
  });

  it("reject a first operand that is compared with itself", () => {
    const text =
      "The first operand must be distinct from the remaining operands for this operator or function; operator: ";
    expect(conditionError("a = a")).to.equal(`${text}=, first operand: [a]`);
    expect(conditionError("contains(#name[1].b, #name[1].b)")).to.equal(
      `${text}contains, first operand: [name, [1], b]`,
    );
    expect(conditionError("a IN (:n, a)")).to.equal(`${text}IN, first operand: [a]`);
    expect(conditionError("a BETWEEN :n AND a")).to.equal(`${text}BETWEEN, first operand: [a]`);
    expect(matches("a = a[0]", {})).to.equal(false);
  });

  it("reject operands of types that have no order", () => {
    const types = { ":l": "L", ":m": "M", ":ss": "SS", ":ns": "NS", ":bs": "BS", ":true": "BOOL", ":null": "NULL" };
    for (const [value, type] of Object.entries(types)) {
      for (const operator of ["<", "<=", ">", ">="]) {
        expect(conditionError(`a ${operator} ${value}`)).to.equal(wrongType(operator, type, "operator"));
        expect(conditionError(`${value} ${operator} a`)).to.equal(wrongType(operator, type, "operator"));
      }
      expect(conditionError(`a BETWEEN :n AND ${value}`)).to.equal(wrongType("BETWEEN", type, "operator"));
    }
    const filter = () => parseCondition("FilterExpression", "a < :l", placeholders());
    expect(errorOf(filter)).to.equal(`Invalid FilterExpression: ${wrongType("<", "L", "operator")}`);
  });

  it("reject bounds of BETWEEN in the wrong order, or of two types", () => {
    const bounds = (low: string, high: string) =>
      `lower bound operand: AttributeValue: {${low}}, upper bound operand: AttributeValue: {${high}}`;
    const order = "The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ";
    expect(conditionError("a BETWEEN :two AND :n")).to.equal(order + bounds("N:2", "N:1"));
    expect(conditionError("a BETWEEN :s AND :n")).to.equal(
      `The BETWEEN operator requires same data type for lower and upper bounds; ${bounds("S:abc", "N:1")}`,
    );
    const astral: WireItem = { ":low": { S: "😀" }, ":high": { S: "\uffff" } };
    expect(conditionError("a BETWEEN :low AND :high", astral)).to.equal(order + bounds("S:😀", "S:\uffff"));
    expect(matches("a BETWEEN :n AND :n", { a: { N: "1" } })).to.equal(true);
  });

  it("reject operands that a function does not accept", () => {
    expect(conditionError("begins_with(a, :n)")).to.equal(wrongType("begins_with", "N"));
    expect(conditionError("begins_with(:ss, a)")).to.equal(wrongType("begins_with", "SS"));
    expect(conditionError("begins_with(size(a), :s)")).to.equal(wrongType("begins_with", "N"));
    for (const [value, type] of [
      [":n", "N"],
      [":true", "BOOL"],
      [":null", "NULL"],
    ])
      expect(conditionError(`size(${value}) = :n`)).to.equal(wrongType("size", String(type)));
    expect(conditionError("size(size(a)) = :n")).to.equal(wrongType("size", "N"));
    expect(conditionError("attribute_type(a, :n)")).to.equal(wrongType("attribute_type", "N"));
    expect(conditionError("attribute_type(a, b)")).to.equal(
      wrongType("attribute_type", "{NS,SS,L,BS,N,M,B,BOOL,NULL,S}"),
    );
    expect(conditionError("attribute_type(a, :s)")).to.equal(
      "Invalid attribute type name found; type: abc, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}",
    );
    for (const name of ["attribute_exists", "attribute_not_exists"])
      expect(conditionError(`${name}(:s)`)).to.equal(
        `Operator or function requires a document path; operator or function: ${name}`,
      );
  });

  it("come in an order: parentheses, functions, reserved words, then each comparison in turn", () => {
    const all = "((foo(a))) OR size(a) OR name = :s OR a = :other";
    expect(conditionError(all)).to.equal(REDUNDANT);
    expect(conditionError("size(a) OR name = :s OR foo(a)")).to.match(/^Invalid function name/);
    expect(conditionError("a = :other OR name = :s OR size(a)")).to.match(/^The function is not allowed/);
    expect(conditionError("a = :other OR name = :s")).to.match(/^Attribute name is a reserved/);
    expect(conditionError("contains(a) OR b = :other")).to.match(/^Incorrect number of operands/);
    expect(conditionError("a < :l OR b = :other")).to.match(/^Incorrect operand type/);
    expect(conditionError("contains(a, b, :other)")).to.match(/^An expression attribute value/);
    expect(conditionError("a IN (a, :n) AND a < :l")).to.match(/^The first operand/);
  });

  it("reject more than 300 operators and functions", () => {
    const text = "The expression contains too many operators; operator count: 301";
    const values = { ":n": VALUES[":n"] };
    const chain = (count: number) => `a=:n${" OR a=:n".repeat((count - 1) / 2)}`;
    expect(conditionError(chain(301), values)).to.equal(text);
    expect(conditionError(chain(511), values)).to.equal(text);
    expect(matches(chain(299), { a: { N: "1" } })).to.equal(true);
    expect(conditionError(`NOT ${chain(299)} OR attribute_exists(a)`)).to.equal(text);
    expect(conditionError(`${"NOT ".repeat(1000)}a=:n`)).to.equal(text);
    expect(conditionError(`${"NOT(".repeat(800)}a=:n${")".repeat(800)}`)).to.equal(text);
    expect(conditionError(`${"size(".repeat(600)}a${")".repeat(600)}=:n`)).to.equal(text);
  });

  it("take linear time in the depth of parentheses", () => {
    const nested = (depth: number): string => (depth === 0 ? "a = :n" : `(${nested(depth - 1)} OR b = :n)`);
    // With exponential time, none of these would end before the time limit of the test.
    expect(matches(nested(140), { a: { N: "1" } })).to.equal(true);
    for (const parentheses of ["(".repeat(4000), `${"(".repeat(2000)}a = :n${")".repeat(2000)}`])
      expect(conditionError(parentheses)).to.equal(REDUNDANT);
  });
});
