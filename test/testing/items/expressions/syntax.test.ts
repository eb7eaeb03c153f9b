import { expect } from "chai";
import { parseCondition } from "../../../../src/testing/items/expressions/parse-condition.js";
import { isReserved } from "../../../../src/testing/items/expressions/reserved-words.js";
import { conditionError, errorOf, placeholders, projectionError, updateError } from "./expression-cases.js";

function syntaxError(token: string, near: string): string {
  return `Syntax error; token: "${token}", near: "${near}"`;
}

describe("the syntax of expressions", () => {
  it("names the first token that the grammar does not allow, with the ones around it", () => {
    const conditions = [
      ["a", "<EOF>", "a"],
      ["a = ", "<EOF>", "="],
      ["NOT #name", "<EOF>", "#name"],
      ["a = :s AND", "<EOF>", "AND"],
      ["a = :s b", "b", ":s b"],
      ["a = = :s", "=", "= = :s"],
      ["a-b", "-", "a-b"],
      ["()", ")", "()"],
      ["a IN ()", ")", "()"],
      ["#name attribute_exists :s", "attribute_exists", "#name attribute_exists :s"],
      ["(a = :s", "<EOF>", ":s"],
      ["a = :s)", ")", ":s)"],
      ["a = (b = :s)", "=", "b = :s"],
      ["a BETWEEN :n OR :two", "OR", ":n OR :two"],
      ["_a = :s", "_", "_a"],
      ["a = _b", "_", "= _b"],
      ["__a = :s", "_", "__"],
      ["a = 'x'", "'", "= 'x"],
      ["a = é", "é", "= é"],
      ["a = 😀", "😀", "= 😀"],
      ["a[:n] = :n", ":n", "[:n]"],
      ["a[-1] = :n", "-", "[-1"],
      ["a = 12", "12", "= 12"],
      [": = :n", ":", ": ="],
      ["and = :n", "and", "and ="],
      ["a == :n", "=", "== :n"],
    ] as const;
    for (const [text, token, near] of conditions) expect(conditionError(text), text).to.equal(syntaxError(token, near));
  });

  it("does so in updates and projections", () => {
    expect(updateError("INVALID SYNTAX HERE")).to.equal(syntaxError("INVALID", "INVALID SYNTAX"));
    expect(updateError("SET _1 = :n")).to.equal(syntaxError("_", "SET _1"));
    expect(updateError("set _something = :n")).to.equal(syntaxError("_", "set _something"));
    expect(updateError("SET  REMOVE #name")).to.equal(syntaxError("REMOVE", "SET  REMOVE #name"));
    expect(updateError("SET a = if_not_exists(a, 0) + :n")).to.equal(syntaxError("0", ", 0)"));
    expect(updateError("SET a = :n,")).to.equal(syntaxError("<EOF>", ","));
    expect(updateError("ADD hits : incr")).to.equal(syntaxError(":", "hits : incr"));
    expect(updateError("ADD a")).to.equal(syntaxError("<EOF>", "a"));
    expect(updateError("ADD a b")).to.equal(syntaxError("b", "a b"));
    expect(updateError("SET a = b + b + b")).to.equal(syntaxError("+", "b + b"));
    expect(updateError("SET a = :n b = :n")).to.equal(syntaxError("b", ":n b ="));
    expect(projectionError("a, #, b")).to.equal(syntaxError("#", ", #,"));
    expect(projectionError("!!!")).to.equal(syntaxError("!", "!!"));
    expect(projectionError("a-type")).to.equal(syntaxError("-", "a-type"));
    expect(projectionError("a, :n")).to.equal(syntaxError(":n", ", :n"));
    expect(projectionError("a[0")).to.equal(syntaxError("<EOF>", "0"));
  });

  it("rejects empty expressions", () => {
    const text = "The expression can not be empty;";
    for (const empty of ["", "  ", "\r\n\t"]) {
      expect(conditionError(empty)).to.equal(text);
      expect(updateError(empty)).to.equal(text);
      expect(projectionError(empty)).to.equal(text);
    }
  });

  it("rejects more than 4096 bytes, and reports the size on request", () => {
    const name = "é".repeat(10);
    const long = (bytes: number) => `${"a".repeat(bytes - 5)} = :n`;
    const text = "Expression size has exceeded the maximum allowed size;";
    expect(conditionError(long(4097))).to.equal(text);
    expect(updateError(`SET ${long(4097)}`)).to.equal(text);
    expect(conditionError(`a = ${name.repeat(205)}`)).to.match(/^Expression size/);
    expect(() => parseCondition("FilterExpression", long(4096), placeholders())).not.to.throw();
    const reported = () => parseCondition("FilterExpression", long(5000), placeholders(), { reportsSize: true });
    expect(errorOf(reported)).to.equal(`Invalid FilterExpression: ${text} expression size: 5000`);
  });

  it("rejects list indexes that no list has", () => {
    const text = "List index is not within the allowable range; index: [4294967295]";
    expect(conditionError("a[4294967295] = :n")).to.equal(text);
    expect(updateError("REMOVE a[4294967295]")).to.equal(text);
    expect(projectionError("a[4294967295]")).to.equal(text);
    expect(projectionError("a[4294967294], a[4294967294]")).to.match(/^Two document paths overlap/);
  });

  it("knows the reserved words in any case, and no others", () => {
    for (const word of ["ABORT", "zone", "Name", "status", "TTL", "hash"])
      expect(isReserved(word), word).to.equal(true);
    for (const word of ["", "pk", "remove", "title", "prototype"]) expect(isReserved(word), word).to.equal(false);
  });
});
