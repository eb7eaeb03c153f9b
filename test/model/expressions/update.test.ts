import { expect } from "chai";
import { ExpressionError, ItemValidationError } from "../../../src/errors.js";
import type { ChangesOf } from "../../../src/model/expressions/update.js";
import { type Attributes, compiled, schema, updateText } from "./orders.js";

type Changes = ChangesOf<Attributes>;
type Build = Extract<Changes, (...fields: never[]) => unknown>;

const updateOf = (changes: Changes) => compiled((placeholders) => updateText(changes, placeholders));

function issuesOf(changes: Changes): string[] {
  try {
    updateOf(changes);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    return error.issues.map(({ path, message, fix }) => `${path}: ${message} ${fix}`);
  }
  return [];
}

/** Changes without types, as in JavaScript. */
const loose = (changes: unknown) => changes as Changes;

describe("updates", () => {
  it("set new values by name, encoded with the attributes' codecs", () => {
    const paidAt = new Date(5_000);
    expect(updateOf({ status: "paid", paidAt, tags: new Set(["a"]), note: null, email: undefined })).to.deep.equal({
      text: "SET #0 = :0, #1 = :1, #2 = :2, #3 = :3",
      names: { "#0": "status", "#1": "paidAt", "#2": "tags", "#3": "note" },
      values: { ":0": { S: "paid" }, ":1": { N: "5" }, ":2": { SS: ["a"] }, ":3": { NULL: true } },
    });
  });

  it("are empty if nothing changes", () => {
    const nothing = { text: "", names: undefined, values: undefined };
    expect(updateOf({ email: undefined })).to.deep.equal(nothing);
    expect(updateOf(() => [])).to.deep.equal(nothing);
  });

  const single: readonly [what: string, build: Build, text: string, names: string[], values: object[]][] = [
    ["set", (item) => [item.count.set(1)], "SET #0 = :0", ["count"], [{ N: "1" }]],
    [
      "set a part",
      (item) => [item.address.key("city").set("Oslo")],
      "SET #0.#1 = :0",
      ["address", "city"],
      [{ S: "Oslo" }],
    ],
    ["set a null", (item) => [item.note.set(null)], "SET #0 = :0", ["note"], [{ NULL: true }]],
    ["setIfMissing", (item) => [item.count.setIfMissing(0)], "SET #0 = if_not_exists(#0, :0)", ["count"], [{ N: "0" }]],
    ["remove", (item) => [item.email.remove()], "REMOVE #0", ["email"], []],
    ["remove an element", (item) => [item.lines.at(0).remove()], "REMOVE #0[0]", ["lines"], []],
    ["remove a member", (item) => [item.limits.key("a").remove()], "REMOVE #0.#1", ["limits", "a"], []],
    ["add a number", (item) => [item.count.add(-2)], "ADD #0 :0", ["count"], [{ N: "-2" }]],
    ["add a bigint", (item) => [item.total.add(2n)], "ADD #0 :0", ["total"], [{ N: "2" }]],
    ["add to a custom type", (item) => [item.price.add(2)], "ADD #0 :0", ["price"], [{ N: "200" }]],
    [
      "add to a part",
      (item) => [item.limits.key("a").add(2)],
      "SET #0.#1 = if_not_exists(#0.#1, :0) + :1",
      ["limits", "a"],
      [{ N: "0" }, { N: "2" }],
    ],
    ["add to a set", (item) => [item.sizes.add(new Set([4]))], "ADD #0 :0", ["sizes"], [{ NS: ["4"] }]],
    ["delete from a set", (item) => [item.tags.delete(new Set(["a"]))], "DELETE #0 :0", ["tags"], [{ SS: ["a"] }]],
    [
      "append",
      (item) => [item.lines.append([{ product: "p", amount: 1 }])],
      "SET #0 = list_append(if_not_exists(#0, :0), :1)",
      ["lines"],
      [{ L: [] }, { L: [{ M: { product: { S: "p" }, amount: { N: "1" } } }] }],
    ],
    [
      "prepend",
      (item) => [item.dates.prepend([new Date(0)])],
      "SET #0 = list_append(:1, if_not_exists(#0, :0))",
      ["dates"],
      [{ L: [] }, { L: [{ S: "1970-01-01T00:00:00.000Z" }] }],
    ],
  ];
  for (const [what, build, text, names, values] of single) {
    it(`write ${what}`, () => {
      const numbered = <T>(sign: string, all: readonly T[]) =>
        all.length === 0 ? undefined : Object.fromEntries(all.map((each, place) => [`${sign}${place}`, each]));
      expect(updateOf(build)).to.deep.equal({ text, names: numbered("#", names), values: numbered(":", values) });
    });
  }

  it("group changes of each action in one clause", () => {
    const { text } = updateOf((item) => [
      item.tags.delete(new Set(["a"])),
      item.count.add(1),
      item.email.remove(),
      item.status.set("paid"),
      item.note.remove(),
      item.gift.set(true),
    ]);
    expect(text).to.equal("SET #3 = :2, #5 = :3 REMOVE #2, #4 ADD #1 :1 DELETE #0 :0");
  });

  it("accept several parts of one attribute", () => {
    const { text } = updateOf((item) => [
      item.address.key("city").set("Oslo"),
      item.address.key("street").set("Gata"),
      item.lines.at(0).remove(),
      item.lines.at(1).remove(),
    ]);
    expect(text).to.equal("SET #0.#1 = :0, #0.#2 = :1 REMOVE #3[0], #3[1]");
  });

  describe("refuse", () => {
    const key = "is in the table's key, which never changes. save a new item and delete this one.";
    const refused: readonly [what: string, changes: Changes, issues: string[]][] = [
      [
        "the key, and unknown attributes, by name",
        loose({ customer: "c", emial: "a", constructor: 1 }),
        [
          `customer: ${key}`,
          'emial: there is no attribute "emial". did you mean email?',
          `constructor: there is no attribute "constructor". the attributes are ` +
            `${Object.keys(schema.attributes).join(", ")}.`,
        ],
      ],
      ["the key by its field", loose((item: Loose) => [item["placedAt"]?.remove()]), [`placedAt: ${key}`]],
      [
        "an attribute by a misspelt field",
        loose((item: Loose) => [item["emial"]?.remove()]),
        ['emial: there is no attribute "emial". did you mean email?'],
      ],
      [
        "the removal of a required attribute",
        loose((item: Loose) => [item["count"]?.remove()]),
        ["count.remove: an item must have it. make the attribute optional, or set it."],
      ],
      [
        "two changes of one path",
        (item) => [item.count.set(1), item.count.add(1)],
        ["count: count is changed by this update already. change each path of an item once."],
      ],
      [
        "changes of an attribute and a part of it",
        (item) => [item.lines.at(0).key("amount").add(1), item.lines.remove()],
        ["lines: lines[0].amount is changed by this update already. change each path of an item once."],
      ],
      [
        "amounts of text",
        loose((item: Loose) => [item["email"]?.add("a")]),
        ["email.add: an attribute of type string has no add. it is for numbers and sets."],
      ],
      [
        "members of an attribute that is not a set",
        loose((item: Loose) => [item["count"]?.delete(1)]),
        ["count.delete: an attribute of type number has no delete. it is for sets."],
      ],
      [
        "elements of an attribute that is not a list",
        loose((item: Loose) => [item["tags"]?.append(["a"])]),
        ["tags.append: an attribute of type stringSet has no append. it is for lists."],
      ],
      [
        "no array",
        loose(() => undefined),
        ["changes: the function did not return an array. return [ … ] with the changes."],
      ],
      [
        "no change",
        loose(() => [false]),
        ["changes[0]: is not a change. use one that was created by the item's fields."],
      ],
    ];
    for (const [what, changes, issues] of refused) it(what, () => expect(issuesOf(changes)).to.deep.equal(issues));

    it("values that do not fit", () => {
      expect(() => updateOf(loose({ email: null }))).to.throw(
        ItemValidationError,
        "email: expected a string, got null",
      );
      expect(() => updateOf({ count: 2 ** 60 })).to.throw(ItemValidationError, "count: numbers beyond 2^53");
      expect(() => updateOf((item) => [item.tags.add(new Set())])).to.throw(
        ItemValidationError,
        "tags: a set cannot be empty",
      );
      expect(() => updateOf((item) => [item.lines.append([{ product: "p" } as never])])).to.throw(
        ItemValidationError,
        "lines[0].amount: is required",
      );
      expect(() => updateOf(loose((item: Loose) => [item["paidAt"]?.add(new Date(0))]))).to.throw(
        ItemValidationError,
        "paidAt: expected a number to add, got a Date",
      );
    });

    it("values that do not fit, together with all other issues of the update", () => {
      expect(() => updateOf(loose({ email: null, count: "1", cuont: 2 }))).to.throw(
        ItemValidationError,
        [
          'Item of table "orders": 3 problems, nothing was sent.',
          "  - email: expected a string, got null.",
          "  - count: expected a number, got a string.",
          '  - cuont: there is no attribute "cuont". Fix: did you mean count?',
        ].join("\n"),
      );
      const wrong = loose((item: Loose) => [item["email"]?.append([1]), item["count"]?.add("1")]);
      expect(() => updateOf(wrong)).to.throw(ItemValidationError, ": 2 problems");
    });
  });
});

type Loose = Record<string, Record<"add" | "append" | "delete" | "remove", (value?: unknown) => unknown>>;
