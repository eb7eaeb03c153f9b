import { expect } from "chai";
import { attr, defineModel } from "../../src/index.js";
import { attributes, issuesWith, KEYS } from "../support/model-issues.js";
import { issuesOf } from "../support/refused.js";

describe("a model's definition", () => {
  const tests: readonly [what: string, changed: object, ...issues: string[]][] = [
    ["no table", { table: undefined }, "table: a table name is required."],
    ["an empty table name", { table: "" }, "table: a table name is required."],
    ["a misspelt member", { tableOption: {} }, "tableOption: is unknown. did you mean tableOptions?"],
    ["a name that other libraries use", { gsi: {} }, "gsi: is unknown. did you mean globalSecondaryIndexes?"],
    [
      "no attributes",
      { attributes: undefined },
      "attributes: no attribute is the partition key. make one .partitionKey().",
    ],
    [
      "no partition key",
      { attributes: { sk: attr.string().sortKey() } },
      "attributes: no attribute is the partition key. make one .partitionKey().",
    ],
    [
      "two partition keys",
      { attributes: { ...attributes, id: attr.string().partitionKey() } },
      "attributes.id: pk is the partition key already. a model has one.",
    ],
    [
      "two sort keys",
      { attributes: { ...attributes, id: attr.string().sortKey() } },
      "attributes.id: sk is the sort key already. a model has one.",
    ],
    [
      "two versions",
      { attributes: { ...attributes, a: attr.number().version(), b: attr.number().version() } },
      "attributes.b: a is the version already. a model has one.",
    ],
    [
      "a key that is null",
      { attributes: { pk: attr.string().partitionKey().nullable() } },
      `attributes.pk: an attribute of type nullable string cannot be a key. ${KEYS}`,
    ],
    [
      "an optional key",
      { attributes: { pk: attr.string().partitionKey().optional() } },
      "attributes.pk: a key cannot be optional. take .optional() away.",
    ],
    [
      "a key that is the version",
      { attributes: { pk: attr.number().partitionKey().version() } },
      "attributes.pk: a key cannot be the version: it never changes. use another attribute.",
    ],
    [
      "a value that is not an attribute type",
      { attributes: { ...attributes, age: "number" } },
      "attributes.age: is no attribute type. use one of attr, such as attr.string().",
    ],
    [
      "a function of attr that was not called",
      { attributes: { ...attributes, age: attr.number } },
      "attributes.age: is no attribute type. use one of attr, such as attr.string().",
    ],
    [
      "the name of a method",
      { attributes: { ...attributes, syncSave: attr.string() } },
      "attributes.syncSave: every item has a member of this name. give the attribute another name.",
    ],
    [
      "a name that every object has",
      { attributes: { ...attributes, toString: attr.string() } },
      "attributes.toString: every item has a member of this name. give the attribute another name.",
    ],
  ];
  for (const [what, changed, ...issues] of tests) {
    it(`is refused with ${what}`, () => {
      expect(issuesWith(changed)).to.deep.equal(issues);
    });
  }

  it("cannot have keys of other types, which are all reported", () => {
    const others = {
      boolean: attr.boolean(),
      list: attr.list(attr.string()),
      map: attr.map({}),
      record: attr.record(attr.string()),
      stringSet: attr.stringSet(),
      numberSet: attr.numberSet(),
      binarySet: attr.binarySet(),
      json: attr.json(),
      custom: attr.custom<string>({ storage: "S", encode: (value) => value, decode: (stored) => stored }),
    };
    for (const [kind, attribute] of Object.entries(others)) {
      // Hidden by the types, but callable at run time.
      const { partitionKey } = attribute as unknown as { partitionKey(): unknown };
      expect(issuesWith({ attributes: { pk: partitionKey.call(attribute) } }), kind).to.deep.equal([
        `attributes.pk: an attribute of type ${kind} cannot be a key. ${KEYS}`,
      ]);
    }
  });

  it("can have keys of every key type", () => {
    const types = [
      attr.string(),
      attr.enum(["a"]),
      attr.literal("a"),
      attr.number(),
      attr.bigint(),
      attr.decimal(),
      attr.binary(),
      attr.date(),
      attr.timestamp("s"),
      attr.timestamp("ns"),
    ];
    for (const type of types) {
      const pk: unknown = type.partitionKey();
      expect(() =>
        (defineModel as (definition: object) => unknown)({ table: "things", attributes: { pk } }),
      ).not.to.throw();
    }
  });

  it("reports all issues at once", () => {
    const paths = issuesOf(() =>
      (defineModel as (definition: object) => unknown)({
        attributes: { a: attr.string().sortKey(), b: attr.string().sortKey().optional(), save: 5 },
        globalSecondaryIndexes: { query: { partitionKey: "c", projection: ["d", "a"] } },
        localSecondaryIndexes: { other: { partitionKey: "a" } },
        client: undefined,
        extra: 1,
      }),
    ).map(({ path }) => path);
    expect(paths).to.deep.equal([
      "extra",
      "table",
      "attributes.save",
      "attributes.save",
      "attributes.b",
      "attributes",
      "attributes.b",
      "globalSecondaryIndexes.query",
      "globalSecondaryIndexes.query.partitionKey",
      "globalSecondaryIndexes.query.projection[0]",
      "localSecondaryIndexes.other.partitionKey",
      "localSecondaryIndexes.other.sortKey",
    ]);
  });
});
