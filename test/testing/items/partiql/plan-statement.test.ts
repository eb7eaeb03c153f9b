import { expect } from "chai";
import { evaluate } from "../../../../src/testing/items/expressions/evaluate.js";
import type { Item } from "../../../../src/testing/items/values/attribute-value.js";
import { plan, planError } from "./statement-cases.js";

const TRANSACTION = { isTransaction: true };

/** The key of what a statement writes, and whether it writes these items. */
function written(text: string, ...items: readonly Item[]) {
  const found = plan(text);
  if (found.type !== "update" && found.type !== "delete") throw new Error("It is another plan.");
  const { condition } = found;
  return [found.key, ...items.map((item) => condition === undefined || evaluate(condition, item))];
}

describe("the plan of a write", () => {
  const KEY = { pk: { S: "a" }, sk: { N: "1" } };
  const ITEM = { ...KEY, x: { N: "5" } };

  it("inserts an item", () => {
    expect(plan("INSERT INTO t VALUE {'pk': 'a', 'sk': 1, 'x': 5}")).to.deep.equal({
      type: "insert",
      tableName: "t",
      item: ITEM,
    });
  });

  it("updates an item that is there", () => {
    for (const condition of ["pk = 'a' AND sk = 1", "(1 = sk AND (pk IN ('a')))", "sk = 1 AND pk = 'a' AND pk = 'a'"])
      expect(written(`UPDATE t SET x = 1 WHERE ${condition}`, {}, ITEM), condition).to.deep.equal([KEY, false, true]);
    const text = "UPDATE t SET x = 1 WHERE pk = 'a' AND x > 5 AND sk = 1 RETURNING ALL NEW *";
    expect(written(text, {}, ITEM, { ...KEY, x: { N: "6" } })).to.deep.equal([KEY, false, false, true]);
    expect(plan(text)).to.deep.include({ type: "update", tableName: "t", returning: "ALL_NEW" });
  });

  it("deletes an item, if it is there", () => {
    expect(written("DELETE FROM t WHERE pk = 'a' AND sk = 1", {}, ITEM)).to.deep.equal([KEY, true, true]);
    const text = "DELETE FROM t WHERE pk = 'a' AND sk = 1 AND x > 5 RETURNING ALL OLD *";
    expect(written(text, {}, ITEM, { ...KEY, x: { N: "6" } })).to.deep.equal([KEY, true, false, true]);
    expect(plan(text)).to.deep.include({ type: "delete", tableName: "t", returning: "ALL_OLD" });
  });

  it("needs the key of one item", () => {
    const mandatory = "Where clause does not contain a mandatory equality on all key attributes";
    for (const [rest, message] of [
      ["", mandatory],
      ["WHERE pk = 'a'", mandatory],
      ["WHERE pk = 'a' AND sk > 1", mandatory],
      ["WHERE pk = 'a' OR sk = 1", mandatory],
      ["WHERE pk = 'a' AND NOT sk = 1", mandatory],
      ["WHERE pk = 'a' AND sk = x", mandatory],
      ["WHERE pk = 'a' AND sk IN (1, 2)", mandatory],
      [
        "WHERE pk = 'a' AND pk = 'b' AND sk = 1",
        "Multiple conditions on same key pk. Only single item Update/Insert/Delete are supported",
      ],
    ] as const) {
      expect(planError(`DELETE FROM t ${rest}`), rest).to.equal(message);
      expect(planError(`UPDATE t SET x = 1 ${rest}`), rest).to.equal(message);
    }
    expect(planError("DELETE FROM t.byName WHERE name = 'x'")).to.equal("This operation is not supported on an index");
    expect(planError("UPDATE t.byName SET x = 1 WHERE name = 'x'")).to.equal(
      "This operation is not supported on an index",
    );
  });

  it("keeps names like __proto__", () => {
    const found = plan("UPDATE t SET __proto__ = 1 WHERE pk = 'a' AND sk = 1");
    expect(found).to.have.nested.property("update.actions[0].path[0]", "__proto__");
  });

  it("checks an item in a transaction", () => {
    const text = "EXISTS(SELECT * FROM t WHERE pk = 'a' AND x = 5 AND sk = 1)";
    const found = plan(text, TRANSACTION);
    expect(found).to.deep.include({ type: "check", tableName: "t", key: KEY });
    expect(found.type === "check" && evaluate(found.condition, ITEM)).to.equal(true);
    expect(planError(text)).to.equal("EXISTS can only be used in ExecuteTransaction write requests.");
    for (const rest of ["", "WHERE pk = 'a' AND sk = 1", "WHERE pk = 'a' AND x = 1"])
      expect(planError(`EXISTS(SELECT * FROM t ${rest})`, TRANSACTION), rest).to.equal(
        "EXISTS() must contain a single item read with additional condition",
      );
  });

  it("has limits in a transaction", () => {
    const noKey = "Select statements within ExecuteTransaction must specify the primary key in the where clause.";
    for (const [text, message] of [
      ["SELECT * FROM t", noKey],
      ["SELECT * FROM t WHERE pk = 'a'", noKey],
      ["SELECT * FROM t WHERE pk = 'a' AND sk = 1 AND x = 5", noKey],
      ["SELECT * FROM t.byName WHERE name = 'x'", "Reads on indices are not supported within transactions."],
      [
        "UPDATE t SET x = 1 WHERE pk = 'a' AND sk = 1 RETURNING ALL OLD *",
        "RETURNING clause is not supported in ExecuteTransaction.",
      ],
    ] as const)
      expect(planError(text, TRANSACTION), text).to.equal(message);
    const read = plan("SELECT * FROM t WHERE pk = 'a' AND sk = 1", TRANSACTION);
    expect(read.type === "read" && read.ranges?.[0]?.equal).to.deep.equal([{ N: "1" }]);
  });
});
