import { expect } from "chai";
import fc from "fast-check";
import { RUNS } from "../../expressions/expression-cases.js";
import { StatementRequests } from "./statement-requests.js";

const STATEMENTS = [
  "SELECT * FROM indexed WHERE pk = 'a' AND sk = 1",
  "SELECT pk , x [ 0 ] . y FROM indexed . global WHERE gpk = ? AND a IS NOT MISSING",
  "SELECT * FROM indexed WHERE pk IN ( 'a' , 'b' ) AND ( sk < 3 OR sk BETWEEN 4 AND 5 ) ORDER BY pk DESC , sk",
  "INSERT INTO indexed VALUE { 'pk' : ? , 'sk' : 1 , 'x' : [ 1 , << 1 , 2 >> , { 'a' : null } ] }",
  "UPDATE indexed SET x = x + 1 SET y = list_append ( y , ? ) REMOVE z [ 0 ] WHERE pk = 'a' AND sk = 1 RETURNING ALL NEW *",
  "DELETE FROM indexed WHERE pk = 'a' AND sk = 1 RETURNING ALL OLD *",
  "EXISTS ( SELECT * FROM indexed WHERE pk = 'a' AND sk = 1 AND begins_with ( x , 'a' ) )",
].map((statement) => statement.split(" "));

const WORDS = [
  ...new Set(STATEMENTS.flat()),
  "NOT",
  "<>",
  "1e400",
  '"__proto__"',
  "''",
  "'",
  '"',
  "--",
  "/*",
  "\0",
  "😀",
];

/** A statement with some words removed, added or replaced. */
const mutated: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(...STATEMENTS),
    fc.array(fc.record({ place: fc.nat(40), removes: fc.nat(1), words: fc.subarray(WORDS, { maxLength: 2 }) }), {
      maxLength: 3,
    }),
    fc.constantFrom(" ", ""),
  )
  .map(([statement, changes, separator]) => {
    const words = [...statement];
    for (const { place, removes, words: added } of changes) words.splice(place % words.length, removes, ...added);
    return words.join(separator);
  });

const value = fc.constantFrom(
  { S: "a" },
  { S: "" },
  { N: "1" },
  { N: "x" },
  { L: [{ NULL: true }] },
  { SS: [] },
  {},
  1,
  null,
);
const members = fc.record(
  { Statement: mutated, Parameters: fc.array(value, { maxLength: 2 }), Limit: fc.constantFrom(0, 1, "1") },
  { requiredKeys: ["Statement"] },
);

describe("mutated statements", () => {
  it("are answered in a short time", () => {
    const requests = new StatementRequests();
    let done = 0;
    const isAnswered = fc.property(fc.array(members, { minLength: 1, maxLength: 3 }), (parts) => {
      for (const [operation, input] of [
        ["ExecuteStatement", parts[0] ?? {}],
        ["BatchExecuteStatement", { Statements: parts }],
        ["ExecuteTransaction", { TransactStatements: parts }],
      ] as const) {
        const start = performance.now();
        const { status } = requests.emulator.answer(operation, input);
        expect(status).to.be.oneOf([200, 400]);
        expect(performance.now() - start).to.be.below(1_000);
        if (status === 200) done++;
      }
    });
    fc.assert(isAnswered, RUNS);
    expect(done).to.be.above(100);
  });
});
