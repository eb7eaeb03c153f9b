import { expect } from "chai";
import { ExpressionError, ItemValidationError } from "../../../src/errors.js";
import { type ConditionOf, compileCondition } from "../../../src/model/expressions/compile-condition.js";
import { type Attributes, compiled, schema } from "./orders.js";

type Build = ConditionOf<Attributes>;

const conditionOf = (build: Build) => compiled((placeholders) => compileCondition(schema, build, placeholders));

/** A field without types, as in JavaScript. */
type Loose = Readonly<Record<string, Wild>>;
interface Wild
  extends Readonly<
    Record<"eq" | "gt" | "between" | "in" | "beginsWith" | "contains" | "hasType", (...values: unknown[]) => unknown>
  > {
  key(name: string): Wild;
  at(index: number): Wild;
}

function issuesOf(build: (item: Loose) => unknown): string[] {
  try {
    conditionOf(build as unknown as Build); // as in JavaScript, without types
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return error.issues.map(({ path, message, fix }) => `${path}: ${message} ${fix}`);
  }
  return [];
}

describe("conditions", () => {
  const DAY = new Date("2024-05-01T00:00:00.000Z");
  const day = { S: "2024-05-01T00:00:00.000Z" };
  const bytes = new Uint8Array([1]);

  const single: readonly [what: string, build: Build, text: string, names: string[], values: object[]][] = [
    ["eq", (item) => item.email.eq("a"), "#0 = :0", ["email"], [{ S: "a" }]],
    ["eq null", (item) => item.note.eq(null), "#0 = :0", ["note"], [{ NULL: true }]],
    ["eq of a set", (item) => item.tags.eq(new Set(["a"])), "#0 = :0", ["tags"], [{ SS: ["a"] }]],
    ["eq of JSON", (item) => item.extra.eq({ a: 1 }), "#0 = :0", ["extra"], [{ S: '{"a":1}' }]],
    ["ne", (item) => item.gift.ne(true), "#0 <> :0", ["gift"], [{ BOOL: true }]],
    ["lt of a key", (item) => item.placedAt.lt(DAY), "#0 < :0", ["placedAt"], [day]],
    ["lte of a bigint", (item) => item.total.lte(5n), "#0 <= :0", ["total"], [{ N: "5" }]],
    ["gt of a time", (item) => item.paidAt.gt(new Date(5_000)), "#0 > :0", ["paidAt"], [{ N: "5" }]],
    ["gte", (item) => item.count.gte(3), "#0 >= :0", ["count"], [{ N: "3" }]],
    ["gt of a custom type", (item) => item.price.gt(2), "#0 > :0", ["price"], [{ N: "200" }]],
    ["lt of bytes", (item) => item.token.lt(bytes), "#0 < :0", ["token"], [{ B: bytes }]],
    ["between", (item) => item.count.between(1, 3), "#0 BETWEEN :0 AND :1", ["count"], [{ N: "1" }, { N: "3" }]],
    ["in", (item) => item.status.in(["open", "paid"]), "#0 IN (:0, :1)", ["status"], [{ S: "open" }, { S: "paid" }]],
    ["beginsWith", (item) => item.email.beginsWith("a"), "begins_with(#0, :0)", ["email"], [{ S: "a" }]],
    ["the start of an enum", (item) => item.status.beginsWith("o"), "begins_with(#0, :0)", ["status"], [{ S: "o" }]],
    ["the start of bytes", (item) => item.token.beginsWith(bytes), "begins_with(#0, :0)", ["token"], [{ B: bytes }]],
    ["contains in text", (item) => item.email.contains("@"), "contains(#0, :0)", ["email"], [{ S: "@" }]],
    ["contains in a set", (item) => item.tags.contains("a"), "contains(#0, :0)", ["tags"], [{ S: "a" }]],
    ["contains in numbers", (item) => item.sizes.contains(4), "contains(#0, :0)", ["sizes"], [{ N: "4" }]],
    ["contains in byte arrays", (item) => item.parts.contains(bytes), "contains(#0, :0)", ["parts"], [{ B: bytes }]],
    ["contains in a list", (item) => item.dates.contains(DAY), "contains(#0, :0)", ["dates"], [day]],
    ["exists", (item) => item.email.exists(), "attribute_exists(#0)", ["email"], []],
    ["notExists", (item) => item.customer.notExists(), "attribute_not_exists(#0)", ["customer"], []],
    ["hasType", (item) => item.note.hasType("NULL"), "attribute_type(#0, :0)", ["note"], [{ S: "NULL" }]],
    ["size", (item) => item.tags.size().gt(2), "size(#0) > :0", ["tags"], [{ N: "2" }]],
    [
      "size in a range",
      (item) => item.email.size().between(1, 2),
      "size(#0) BETWEEN :0 AND :1",
      ["email"],
      [{ N: "1" }, { N: "2" }],
    ],
    [
      "size of several",
      (item) => item.lines.size().in([1, 2]),
      "size(#0) IN (:0, :1)",
      ["lines"],
      [{ N: "1" }, { N: "2" }],
    ],
    [
      "a map's member",
      (item) => item.address.key("city").eq("Oslo"),
      "#0.#1 = :0",
      ["address", "city"],
      [{ S: "Oslo" }],
    ],
    ["a map's date", (item) => item.address.key("since").lt(DAY), "#0.#1 < :0", ["address", "since"], [day]],
    ["a record's member", (item) => item.limits.key("a.b").gt(1), "#0.#1 > :0", ["limits", "a.b"], [{ N: "1" }]],
    ["a list's element", (item) => item.dates.at(2).eq(DAY), "#0[2] = :0", ["dates"], [day]],
    [
      "nested members",
      (item) => item.lines.at(0).key("amount").gt(1),
      "#0[0].#1 > :0",
      ["lines", "amount"],
      [{ N: "1" }],
    ],
  ];
  for (const [what, build, text, names, values] of single) {
    it(`write ${what}`, () => {
      const numbered = <T>(sign: string, all: readonly T[]) =>
        all.length === 0 ? undefined : Object.fromEntries(all.map((each, place) => [`${sign}${place}`, each]));
      expect(conditionOf(build)).to.deep.equal({ text, names: numbered("#", names), values: numbered(":", values) });
    });
  }

  describe("combined", () => {
    const combined: readonly [build: Build, text: string][] = [
      [({ count: c }) => c.gt(1).and(c.lt(5)), "#0 > :0 AND #0 < :1"],
      [({ count: c }) => c.gt(1).or(c.lt(5)).or(c.eq(3)), "#0 > :0 OR #0 < :1 OR #0 = :2"],
      [({ count: c }) => c.gt(1).and(c.lt(5).and(c.ne(3))), "#0 > :0 AND #0 < :1 AND #0 <> :2"],
      [({ count: c }) => c.gt(1).or(c.lt(5)).and(c.ne(3)), "(#0 > :0 OR #0 < :1) AND #0 <> :2"],
      [({ count: c }) => c.ne(3).and(c.gt(1).or(c.lt(5))), "#0 <> :0 AND (#0 > :1 OR #0 < :2)"],
      [({ count: c }) => c.gt(1).and(c.lt(5)).or(c.eq(9)), "#0 > :0 AND #0 < :1 OR #0 = :2"],
      [({ count: c }) => c.gt(1).not(), "NOT #0 > :0"],
      [({ count: c }) => c.gt(1).not().not(), "#0 > :0"],
      [({ count: c }) => c.gt(1).and(c.lt(5)).not(), "NOT (#0 > :0 AND #0 < :1)"],
      [({ count: c }) => c.gt(1).not().and(c.lt(5)), "NOT #0 > :0 AND #0 < :1"],
      [({ count: c }) => c.gt(1).or(c.lt(5).not()).not(), "NOT (#0 > :0 OR NOT #0 < :1)"],
    ];
    for (const [build, text] of combined) it(`are ${text}`, () => expect(conditionOf(build).text).to.equal(text));

    it("share names, and can be reused", () => {
      const build: Build = (item) => {
        const paid = item.status.eq("paid");
        return paid.and(item.count.gt(1)).or(paid.not());
      };
      const first = conditionOf(build);
      expect(first.text).to.equal("#0 = :0 AND #1 > :1 OR NOT #0 = :2");
      expect(conditionOf(build)).to.deep.equal(first);
    });
  });

  describe("refuse", () => {
    const dates = "text, numbers, bytes, dates and times";
    const refused: readonly [what: string, build: (item: Loose) => unknown, issues: string[]][] = [
      [
        "a misspelt attribute",
        (item) => item["emial"]?.eq("a"),
        ['emial: there is no attribute "emial". did you mean email?'],
      ],
      [
        "a name that every object has",
        (item) => item["valueOf"]?.eq("a"),
        [`valueOf: there is no attribute "valueOf". the attributes are ${Object.keys(schema.attributes).join(", ")}.`],
      ],
      [
        "the start of a number",
        (item) => item["count"]?.beginsWith(1),
        ["count.beginsWith: an attribute of type number has no beginsWith. it is for text and bytes."],
      ],
      [
        "the content of a number",
        (item) => item["count"]?.contains(1),
        ["count.contains: an attribute of type number has no contains. it is for text, sets and lists."],
      ],
      [
        "the order of a boolean",
        (item) => item["gift"]?.gt(true),
        [`gift.gt: an attribute of type boolean has no gt. it is for ${dates}.`],
      ],
      [
        "the order of JSON",
        (item) => item["extra"]?.between(1, 2),
        [`extra.between: an attribute of type json has no between. it is for ${dates}.`],
      ],
      [
        "a range with swapped bounds",
        (item) => item["count"]?.between(3, 1),
        ["count.between: the first value is greater than the second. swap them."],
      ],
      [
        "no values",
        (item) => item["count"]?.in([]),
        ["count.in: expects an array of 1 to 100 values. this one has 0."],
      ],
      [
        "too many values",
        (item) => item["count"]?.in(Array.from({ length: 101 }, (_, index) => index)),
        ["count.in: expects an array of 1 to 100 values. this one has 101."],
      ],
      [
        "an unknown type",
        (item) => item["count"]?.hasType("number"),
        ["count.hasType: there is no such type. the types are S, N, B, BOOL, NULL, L, M, SS, NS, BS."],
      ],
      [
        "a member that a map does not have",
        (item) => item["address"]?.key("citty").eq("a"),
        ['address.citty: there is no member "citty". did you mean city?'],
      ],
      [
        "members of a number, and members of these",
        (item) => item["count"]?.key("a").at(0).eq(1),
        ["count.key: an attribute of type number has no members. compare or change it as a whole."],
      ],
      [
        "elements of a set",
        (item) => item["tags"]?.at(0).eq("a"),
        ["tags.at: an attribute of type stringSet has no elements. compare or change it as a whole."],
      ],
      [
        "a negative index",
        (item) => item["dates"]?.at(-1).eq(DAY),
        ["dates.at: an index is a whole number from 0. count from the start of the list."],
      ],
      [
        "no condition",
        () => undefined,
        ["condition: the function returned no condition. return one that was created by the item's fields."],
      ],
    ];
    for (const [what, build, issues] of refused) it(what, () => expect(issuesOf(build)).to.deep.equal(issues));

    it("several mistakes at once", () => {
      expect(() =>
        conditionOf((item) =>
          item.count
            .between(3, 1)
            .and(item.status.in([]))
            .and(undefined as never),
        ),
      ).to.throw(ExpressionError, 'Table "orders": 3 problems, nothing was sent.');
    });

    it("values that do not fit, with their paths", () => {
      const wrong = 1 as unknown as string; // as in JavaScript
      expect(() => conditionOf((item) => item.email.eq(wrong))).to.throw(
        ItemValidationError,
        "email: expected a string, got a number",
      );
      expect(() => conditionOf((item) => item.lines.at(2).key("product").eq(wrong))).to.throw(
        ItemValidationError,
        "lines[2].product: expected a string, got a number",
      );
      expect(() => conditionOf((item) => item.note.gt(null as never))).to.throw(
        ItemValidationError,
        "note: expected a value, got null",
      );
      expect(() => conditionOf((item) => item.status.eq("closed" as "open"))).to.throw(
        ItemValidationError,
        'status: expected one of "open", "paid", "sent"',
      );
    });
  });
});
