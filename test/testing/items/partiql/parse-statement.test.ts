import { expect } from "chai";
import { parseStatement } from "../../../../src/testing/items/partiql/parse-statement.js";
import { select, syntaxError } from "./statement-cases.js";

describe("PartiQL statements", () => {
  it("select attributes of a table or of an index", () => {
    expect(parseStatement("SELECT * FROM t")).to.deep.equal({
      type: "select",
      tableName: "t",
      indexName: undefined,
      columns: undefined,
      where: undefined,
      orderBy: [],
    });
    const { tableName, indexName, columns } = select('select "a b", c.d[1], "x""y"[2][0] from "my.table"."by-name"');
    expect([tableName, indexName]).to.deep.equal(["my.table", "by-name"]);
    expect(columns).to.deep.equal([
      { name: "a b", path: ["a b"] },
      { name: "d[1]", path: ["c", "d", 1] },
      { name: 'x"y[2][0]', path: ['x"y', 2, 0] },
    ]);
  });

  it("order by attributes", () => {
    expect(select('SELECT * FROM t ORDER BY a, "b" DESC, c ASC').orderBy).to.deep.equal([
      { name: "a", isDescending: false },
      { name: "b", isDescending: true },
      { name: "c", isDescending: false },
    ]);
  });

  it("have words in any case, comments, spaces and a semicolon", () => {
    const text = "sElEcT -- all\n *\tFROM /* the\n table */ Straße$_1 wHeRe a=1aNd b=2;";
    expect(select(text).tableName).to.equal("Straße$_1");
    expect(select(text).where).to.have.property("type", "and");
  });

  it("insert, update and delete items", () => {
    expect(parseStatement("INSERT INTO \"t\" VALUE {'pk': 'a'}")).to.deep.equal({
      type: "insert",
      tableName: "t",
      item: { pk: { S: "a" } },
    });
    const compare = {
      type: "compare",
      comparator: "=",
      left: { type: "path", path: ["pk"] },
      right: { type: "value", value: { S: "a" } },
    };
    expect(parseStatement("DELETE FROM t WHERE pk = 'a' RETURNING ALL OLD *")).to.deep.equal({
      type: "delete",
      tableName: "t",
      indexName: undefined,
      where: compare,
      returning: "ALL_OLD",
    });
    expect(parseStatement("UPDATE t SET a = 1 SET b = 2 REMOVE c, d[0] WHERE pk = 'a'")).to.deep.equal({
      type: "update",
      tableName: "t",
      indexName: undefined,
      update: {
        actions: [
          { type: "SET", path: ["a"], operand: { type: "value", value: { N: "1" } } },
          { type: "SET", path: ["b"], operand: { type: "value", value: { N: "2" } } },
          { type: "REMOVE", path: ["c"] },
          { type: "REMOVE", path: ["d", 0] },
        ],
        isLegacy: false,
      },
      where: compare,
      returning: undefined,
    });
  });

  it("return the item that they write", () => {
    for (const [words, returning] of [
      ["ALL OLD", "ALL_OLD"],
      ["all new", "ALL_NEW"],
      ["MODIFIED OLD", "UPDATED_OLD"],
      ["MODIFIED NEW", "UPDATED_NEW"],
    ] as const) {
      const statement = parseStatement(`UPDATE t SET a = 1 WHERE pk = 'a' RETURNING ${words} *`);
      expect(statement).to.have.property("returning", returning);
    }
    expect(syntaxError("DELETE FROM t WHERE pk = 'a' RETURNING MODIFIED NEW *")).to.equal(
      "Invalid returning clause: RETURNING MODIFIED NEW *. Only RETURNING ALL OLD * is allowed in DELETE statements.",
    );
    expect(syntaxError("UPDATE t SET a = 1 RETURNING a")).to.equal("Malformed: Expected MODIFIED");
    expect(syntaxError("UPDATE t SET a = 1 RETURNING ALL *")).to.equal("Malformed: Expected NEW");
    expect(syntaxError("UPDATE t SET a = 1 RETURNING ALL OLD a")).to.equal("Malformed: Expected *");
  });

  it("check that an item exists", () => {
    const statement = parseStatement("EXISTS(SELECT * FROM t WHERE pk = 'a' AND b = 1)");
    expect(statement).to.deep.include({ type: "exists", tableName: "t" });
    expect(syntaxError("EXISTS(DELETE FROM t)")).to.equal("Malformed: Unexpected keyword");
  });

  it("have AWS' errors for what is no statement", () => {
    for (const [text, message] of [
      ["", "Malformed: Expected data manipulation"],
      ["EXPLAIN SELECT * FROM t", "Malformed: Expected data manipulation"],
      ["CREATE TABLE t", "Malformed: Expected data manipulation"],
      ["UPDATE t WHERE pk = 'a'", "Malformed: Unexpected keyword"],
      ["UPDATE t", "Malformed: Expected data manipulation"],
      ["SELECT * FROM t LIMIT 5", "Malformed: Unexpected token after expression"],
      ["SELECT * FROM t; SELECT * FROM t", "Malformed: Unexpected token after expression"],
      ["SELECT * FROM t WHERE", "Malformed: Unexpected term"],
      ["SELECT * FROM t WHERE a =", "Malformed: Unexpected term"],
      ["SELECT * FROM t WHERE a = 'open", "Malformed: Unexpected term"],
      ["SELECT * FROM WHERE a = 1", "Malformed: Unexpected keyword"],
      ["SELECT FROM t", "Malformed: Unexpected keyword"],
      ["SELECT a b FROM t", "Malformed: Expected FROM"],
      ["SELECT a[x] FROM t", "Malformed: Expected list index"],
      ["SELECT a[1.5] FROM t", "Malformed: Expected list index"],
      ["SELECT * FROM t ORDER a", "Malformed: Expected BY"],
      ["INSERT t VALUE {}", "Malformed: Expected INTO"],
      ["INSERT INTO t VALUES {}", "Malformed: Unexpected keyword"],
      ["SELECT a[-1] FROM t", "List index is not within the allowable range; index: [-1] at 1:11:1"],
      [
        "SELECT *\nFROM t\n WHERE a[2147483648] = 1",
        "List index is not within the allowable range; index: [2147483648] at 3:10:10",
      ],
      ['SELECT * FROM ""', "Path component cannot be an empty string"],
      ["SELECT * FROM a.b.c", "A path may contain at most 2 components in the FROM clause"],
      ["INSERT INTO a.b VALUE {'pk': 'a'}", "FROM clause may only contain a single table name"],
    ] as const)
      expect(syntaxError(text), text).to.equal(message);
  });

  it("take as many parameters as they have", () => {
    const message = "Number of parameters in request and statement don't match.";
    expect(syntaxError("SELECT * FROM t WHERE a = ? AND b = ?", { N: "1" })).to.equal(message);
    expect(syntaxError("SELECT * FROM t WHERE a = ?", { N: "1" }, { N: "2" })).to.equal(message);
    expect(syntaxError("SELECT * FROM t WHERE a = '?'", { N: "1" })).to.equal(message);
    expect(select("SELECT * FROM t WHERE a BETWEEN ? AND ?", { N: "1" }, { S: "x" }).where).to.deep.equal({
      type: "between",
      operand: { type: "path", path: ["a"] },
      low: { type: "value", value: { N: "1" } },
      high: { type: "value", value: { S: "x" } },
    });
  });

  it("refuse updates of overlapping paths", () => {
    expect(syntaxError("UPDATE t SET a.b = 1 REMOVE a WHERE pk = 'a'")).to.equal(
      "Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a, b], path two: [a]",
    );
  });

  it("are read in linear time, however deep their parentheses are", () => {
    const deep = (levels: number) => `SELECT * FROM t WHERE ${"(".repeat(levels)}a = 1${")".repeat(levels)}`;
    const started = performance.now();
    for (const levels of [13, 300]) expect(select(deep(levels)).where).to.have.property("type", "compare");
    expect(syntaxError(deep(4_000))).to.equal("Malformed: Unexpected term");
    for (const open of ["/*", "'", '"', "(", "[", "<<", "NOT ", "- "])
      syntaxError(`SELECT * FROM t WHERE a = ${open.repeat(2_001)}`);
    expect(performance.now() - started).to.be.below(1_000);
  });
});
