import { expect } from "chai";
import { syntaxError, updated } from "./statement-cases.js";

function updateError(text: string): string {
  return syntaxError(`UPDATE t ${text} WHERE pk = 'a'`);
}

describe("PartiQL updates", () => {
  it("set and remove attributes", () => {
    const item = { n: { N: "1" }, l: { L: [{ N: "1" }] }, m: { M: {} }, ss: { SS: ["a", "b"] } };
    for (const [text, changed] of [
      ["SET n = 2", { n: { N: "2" } }],
      ["SET n = n + 2", { n: { N: "3" } }],
      ["SET n = n - 2", { n: { N: "-1" } }],
      ["SET n = (n -2)", { n: { N: "-1" } }],
      ["SET x = n", { x: { N: "1" } }],
      ["SET m.x = 'y'", { m: { M: { x: { S: "y" } } } }],
      ["SET l[5] = 2", { l: { L: [{ N: "1" }, { N: "2" }] } }],
      ["SET l = list_append(l, [2])", { l: { L: [{ N: "1" }, { N: "2" }] } }],
      ["SET l = list_append([2], l) SET n = 5", { l: { L: [{ N: "2" }, { N: "1" }] }, n: { N: "5" } }],
      ["SET x = if_not_exists(x, 7), n = if_not_exists(n, 7)", { x: { N: "7" } }],
      ["SET ss = set_add(ss, <<'c'>>)", { ss: { SS: ["a", "b", "c"] } }],
      ["SET ss = set_delete(ss, <<'a', 'x'>>)", { ss: { SS: ["b"] } }],
      ["REMOVE l[0]", { l: { L: [] } }],
    ] as const)
      expect(updated(text, item), text).to.deep.equal({ ...item, ...changed });
    expect(updated('REMOVE n, ss, "nosuch"', item)).to.have.all.keys("l", "m");
    expect(updated("SET x = ?, ss = set_add(ss, ?)", item, { B: "AQ==" }, { SS: ["z"] })).to.deep.include({
      x: { B: "AQ==" },
      ss: { SS: ["a", "b", "z"] },
    });
  });

  it("have AWS' errors", () => {
    const wrongType = "Incorrect operand type for operator or function; operator or function";
    for (const [text, message] of [
      ["SET a = b + 'x'", `${wrongType}: +, operand type: S`],
      ["SET a = [1] - b", `${wrongType}: -, operand type: L`],
      ["SET a = list_append(a, 1)", `${wrongType}: list_append, operand type: N`],
      ["SET a = set_add(b, <<1>>)", "The first argument to SET_ADD must equal the assignment value at 1:18:7"],
      ["SET a = set_delete(a, 1)", "The second argument to SET_DELETE must be a value with type SET at 1:29:1"],
      ["SET a", "Malformed: Unexpected keyword"],
      ["SET a = 1,", "Malformed: Unexpected keyword"],
      ["SET a = nosuch(1)", "Malformed: Unexpected token after expression"],
    ] as const)
      expect(updateError(text), text).to.equal(message);
  });
});
