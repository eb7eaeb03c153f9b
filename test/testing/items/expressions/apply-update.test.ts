import { expect } from "chai";
import type { Item } from "../../../../src/testing/items/values/attribute-value.js";
import type { WireItem, WireValue } from "../../../../src/testing/items/values/wire-value.js";
import { update, updateError, VALUES } from "./expression-cases.js";

const WRONG_TYPE = "An operand in the update expression has an incorrect data type";
const MISSING = "The provided expression refers to an attribute that does not exist in the item";
const INVALID_PATH = "The document path provided in the update expression is invalid for update";

function updated(text: string, item: WireItem, values: WireItem = VALUES): Item {
  return update(text, item, values).item;
}

/** A list of numbers. */
function list(...numbers: number[]): WireValue {
  return { L: numbers.map((number) => ({ N: String(number) })) };
}

describe("applying an update", () => {
  it("sets, removes, adds and deletes", () => {
    expect(updated("SET a = :n, b = :s", { a: { S: "x" }, c: { N: "3" } })).to.deep.equal({
      a: { N: "1" },
      b: { S: "abc" },
      c: { N: "3" },
    });
    expect(
      updated("REMOVE a, b.c, absent", { a: { N: "1" }, b: { M: { c: { N: "1" }, d: { N: "2" } } } }),
    ).to.deep.equal({
      b: { M: { d: { N: "2" } } },
    });
    expect(updated("ADD a :n, b :two, c :ss, d :ns", { a: { N: "-0.5" }, c: { SS: ["b", "c"] } })).to.deep.equal({
      a: { N: "0.5" },
      b: { N: "2" },
      c: { SS: ["a", "b", "c"] },
      d: { NS: ["1", "2"] },
    });
    expect(updated("DELETE a :ss, b :ns, absent :bs", { a: { SS: ["b", "c"] }, b: { NS: ["1", "2"] } })).to.deep.equal({
      a: { SS: ["c"] },
    });
    expect(updated("ADD n :set", { n: { NS: ["10"] } }, { ":set": { NS: ["9", "10.0"] } })).to.deep.equal({
      n: { NS: ["9", "10"] },
    });
    expect(updated("DELETE m.b :bs", { m: { M: { b: { BS: ["AQI=", "AA=="] } } } })).to.deep.equal({
      m: { M: { b: { BS: ["AA=="] } } },
    });
  });

  it("computes every value from the item as it was", () => {
    expect(updated("SET a = b, b = a", { a: { N: "1" }, b: { N: "2" } })).to.deep.equal({
      a: { N: "2" },
      b: { N: "1" },
    });
    expect(updated("SET b = a REMOVE a", { a: { N: "1" } })).to.deep.equal({ b: { N: "1" } });
    expect(updated("REMOVE a SET b = if_not_exists(a, :s)", { a: { N: "1" } })).to.deep.equal({ b: { N: "1" } });
    expect(updated("SET a = a + :n, b = a", { a: { N: "1" } })).to.deep.equal({ a: { N: "2" }, b: { N: "1" } });
    expect(updated("ADD n :n SET was = n", { n: { N: "5" } })).to.deep.equal({ n: { N: "6" }, was: { N: "5" } });
  });

  it("calculates with sums, differences, lists and defaults", () => {
    const item: WireItem = { a: { N: "10" }, l: list(1, 2) };
    expect(updated("SET a = a - :n", item)).to.deep.include({ a: { N: "9" } });
    expect(updated("SET a = (:two) - (a)", item)).to.deep.include({ a: { N: "-8" } });
    expect(updated("SET a = a - (:two - :n)", item)).to.deep.include({ a: { N: "9" } });
    expect(updated("SET b = if_not_exists(b, :two) + :n", item)).to.deep.include({ b: { N: "3" } });
    expect(updated("SET b = if_not_exists(b, if_not_exists(c, a))", item)).to.deep.include({ b: { N: "10" } });
    expect(updated("SET l = list_append(:l, l)", item)["l"]).to.deep.equal({
      L: [{ N: "1" }, { S: "x" }, { N: "1" }, { N: "2" }],
    });
    expect(
      updated("SET l = list_append(if_not_exists(none1, :l), list_append(l, l))", item)["l"],
    ).to.have.nested.property("L.length", 6);
    const precise = { ":small": { N: "1e-20" } };
    expect(updated("SET a = a + :small", item, precise)).to.deep.include({ a: { N: "10.00000000000000000001" } });
  });

  it("refuses sums that DynamoDB cannot store", () => {
    const values: WireItem = {
      ":tiny": { N: "1e-37" },
      ":max": { N: `${"9".repeat(38)}e88` },
      ":minus": { N: "-1e125" },
    };
    const item: WireItem = { a: { N: "10" }, big: values[":max"] ?? null, low: { N: "-9.5e125" } };
    const digits = "Attempting to store more than 38 significant digits in a Number";
    const overflow = "Number overflow. Attempting to store a number with magnitude larger than supported range";
    for (const text of ["SET a = a + :tiny", "ADD a :tiny"]) expect(updateError(text, item, values)).to.equal(digits);
    for (const text of ["SET #name = big + :max", "ADD big :max", "ADD low :minus"])
      expect(updateError(text, item, values)).to.equal(overflow);
  });

  it("refuses values of another type, and ones that are absent", () => {
    const item: WireItem = { s: { S: "x" }, l: list(1), ns: { NS: ["1"] }, n: { N: "1" } };
    for (const text of [
      "SET a = s + :n",
      "SET a = :n - l",
      "SET a = list_append(s, l)",
      "SET a = list_append(l, n)",
      "SET a = :n + if_not_exists(s, :n)",
      "ADD s :n",
      "ADD n :ns",
      "ADD ns :ss",
      "ADD l :ns",
      "DELETE ns :ss",
      "DELETE s :ss",
    ])
      expect(updateError(text, item), text).to.equal(WRONG_TYPE);
    for (const text of ["SET a = b", "SET a = b + :n", "SET a = list_append(l, b)", "SET a = l[1]", "SET a = s.x"])
      expect(updateError(text, item), text).to.equal(MISSING);
    expect(updateError("SET a = if_not_exists(b, c)", item)).to.equal(MISSING);
  });

  it("refuses paths into what is no list, no map or absent", () => {
    const item: WireItem = { s: { S: "x" }, l: list(1), m: { M: { l: list(1) } } };
    for (const path of [
      "absent.a",
      "absent[0]",
      "s.a",
      "s[0]",
      "l.a",
      "m[0]",
      "m.absent.a",
      "l[0].a",
      "l[1].a",
      "m.l.a",
    ]) {
      for (const text of [`SET ${path} = :n`, `REMOVE ${path}`, `ADD ${path} :n`, `DELETE ${path} :ss`])
        expect(updateError(text, item), text).to.equal(INVALID_PATH);
    }
  });

  it("has the places in a list be those before the update", () => {
    const item: WireItem = { a: list(0, 1, 2, 3) };
    expect(updated("REMOVE a[1] SET a[3] = :n", item)["a"]).to.deep.equal(list(0, 2, 1));
    expect(updated("SET a[3] = :n REMOVE a[1]", item)["a"]).to.deep.equal(list(0, 2, 1));
    expect(updated("REMOVE a[0], a[2]", item)["a"]).to.deep.equal(list(1, 3));
    expect(updated("REMOVE a[2], a[0], a[9]", item)["a"]).to.deep.equal(list(1, 3));
    expect(updated("ADD a[0] :two REMOVE a[1], a[2], a[3]", item)["a"]).to.deep.equal(list(2));
    expect(updated("SET a[1] = a[2], a[2] = a[1]", item)["a"]).to.deep.equal(list(0, 2, 1, 3));
  });

  it("appends what is behind the end of a list, in the order of places", () => {
    const item: WireItem = { a: list(0), m: { M: { l: list() } } };
    expect(updated("SET a[9] = :two, a[4] = :n", item)["a"]).to.deep.equal(list(0, 1, 2));
    expect(updated("REMOVE a[0] SET a[7] = :two", item)["a"]).to.deep.equal(list(2));
    expect(updated("ADD a[3] :n", item)["a"]).to.deep.equal(list(0, 1));
    expect(updated("SET m.l[5] = :n", item)["m"]).to.deep.equal({ M: { l: list(1) } });
    expect(updated("DELETE a[3] :ss REMOVE a[4]", item)["a"]).to.deep.equal(list(0));
  });

  it("removes a set in a list with its last member", () => {
    expect(updated("DELETE a[0] :ss", { a: { L: [{ SS: ["a"] }, { N: "1" }] } })["a"]).to.deep.equal(list(1));
  });

  it("leaves the item as it was, and shares what does not change", () => {
    const item = { a: { M: { x: { N: "1" }, y: { L: [{ N: "1" }] } } }, b: { L: [{ S: "b" }] } } satisfies WireItem;
    const before = JSON.stringify(item);
    const changed = updated("SET a.x = :two, c = b REMOVE a.y[0]", item);
    expect(JSON.stringify(item)).to.equal(before);
    expect(changed["c"]).to.equal(changed["b"]);
    expect(update("SET a.x = :two", item).changedPaths).to.deep.equal([["a", "x"]]);
    expect(update("DELETE d :ss SET c = :n", item).changedPaths).to.deep.equal([["d"], ["c"]]);
  });

  it("supports attributes named like members of objects", () => {
    const changed = updated("SET #proto = :m, toString2 = :n", {});
    expect(JSON.stringify(changed)).to.equal('{"__proto__":{"M":{"a":{"N":"1"}}},"toString2":{"N":"1"}}');
    expect(
      JSON.stringify(updated("SET #proto.#proto = :n", JSON.parse('{"__proto__":{"M":{}}}') as WireItem)),
    ).to.equal('{"__proto__":{"M":{"__proto__":{"N":"1"}}}}');
    expect(JSON.stringify(updated("REMOVE #proto", JSON.parse('{"__proto__":{"N":"1"}}') as WireItem))).to.equal("{}");
    expect(updateError("SET #proto.a = :n")).to.equal(INVALID_PATH);
  });
});
