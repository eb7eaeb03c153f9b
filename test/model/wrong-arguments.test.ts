import { expect } from "chai";
import { attr, DynatwinError, defineModel, ExpressionError, Model, TableDefinitionError } from "../../src/index.js";
import { issuesWith } from "../support/model-issues.js";

type Loose = (...given: unknown[]) => unknown;
const loose = attr as unknown as Readonly<Record<string, Loose>>;
const { string } = attr;

describe("wrong arguments of attributes", () => {
  const wrong: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
    string: [["x"], [{ optional: true }]],
    number: [[5]],
    json: [[{}]],
    list: [[], [undefined], ["S"], [attr], [string], [string(), string()]],
    record: [[], [null]],
    map: [[], [[]], ["x"], [{ a: "string" }], [{ a: undefined }], [{}, {}]],
    timestamp: [[], ["m"], [1], ["s", "ms"]],
    literal: [[], [["a"]], [1], ["a", undefined]],
    enum: [[], ["a", "b"], [[]], [[1]], [["a"], ["b"]]],
    custom: [[], [{}], [{ storage: "X", encode: String, decode: String }], [{ storage: "S", encode: String }]],
    vector: [[], [0], [4097], [1.5], ["3"], [3, 3]],
    schema: [[], [{}, "S"], [{ "~standard": { validate: () => ({ value: 1 }) } }], [{ "~standard": {} }, "S"]],
  };
  for (const [name, calls] of Object.entries(wrong)) {
    it(`are refused by attr.${name}`, () => {
      for (const given of calls)
        expect(() => loose[name]?.(...given), JSON.stringify(given)).to.throw(TableDefinitionError, `attr.${name}: `);
    });
  }

  it("are reported with the correct form", () => {
    expect(() => loose["enum"]?.("a", "b")).to.throw('give one array: attr.enum(["a", "b"])');
    expect(() => loose["timestamp"]?.()).to.throw('attr.timestamp("s")');
    expect(() => loose["vector"]?.(5_000)).to.throw("expected a whole number from 1 to 4,096");
    expect(() => loose["list"]?.()).to.throw("attr.list(attr.string())");
  });

  it("are refused by their methods", () => {
    const text = string() as unknown as Readonly<Record<string, Loose>>;
    expect(() => text["optional"]?.(false)).to.throw(TableDefinitionError, "string.optional");
    expect(() => text["nullable"]?.(1)).to.throw(TableDefinitionError);
    expect(() => text["partitionKey"]?.("id")).to.throw(TableDefinitionError);
    expect(() => text["default"]?.()).to.throw(TableDefinitionError, "expected a value");
  });
});

describe("wrong parts of a model's definition", () => {
  it("are refused, of any type", () => {
    for (const definition of [undefined, null, 5, "users", []])
      expect(() => defineModel(definition as never), String(definition)).to.throw(TableDefinitionError);
    expect(issuesWith({ globalSecondaryIndexes: [{ partitionKey: "email" }] })).to.deep.equal([
      "globalSecondaryIndexes: expected an object, got a list.",
    ]);
    expect(issuesWith({ attributes: null }).join()).to.include("attributes: expected an object");
    expect(issuesWith({ client: {} })).to.deep.equal(["client: expected a DynamoClient of dynatwin, got an object."]);
    expect(issuesWith({ tableOptions: "x" })).to.deep.equal(['tableOptions: expected an object, got "x".']);
  });

  it("are index names that DynamoDB does not accept", () => {
    expect(issuesWith({ globalSecondaryIndexes: { by: { partitionKey: "email" } } })).to.deep.equal([
      'globalSecondaryIndexes.by: index name "by" has 2 characters. give it an indexName of 3 to 255.',
    ]);
    expect(
      issuesWith({ localSecondaryIndexes: { byMail: { sortKey: "email", indexName: "by mail" } } }).join(),
    ).to.include("localSecondaryIndexes.byMail.indexName");
    expect(() =>
      defineModel({
        table: "users",
        attributes: { id: string().partitionKey() },
        globalSecondaryIndexes: { by: { indexName: "by-id", partitionKey: "id" } },
      }),
    ).not.to.throw();
  });

  it("are times to live that would never expire", () => {
    const attributes = {
      id: string().partitionKey(),
      seconds: attr.timestamp("s").optional(),
      count: attr.number().optional(),
      milliseconds: attr.timestamp("ms").optional(),
      nanoseconds: attr.timestamp("ns").optional(),
      date: attr.date().optional(),
    };
    const define = (timeToLive: string) => () =>
      defineModel({ table: "users", attributes, tableOptions: { timeToLive } });
    for (const name of ["milliseconds", "nanoseconds", "date", "id"])
      expect(define(name)).to.throw(TableDefinitionError, `attribute "${name}" of type`);
    expect(define("secnds")).to.throw("did you mean seconds?");
    for (const name of ["seconds", "count"]) expect(define(name)).not.to.throw();
  });

  it("are refused if the base class Model is used as a model", () => {
    const base = Model as unknown as { readonly query: Loose; new (input: object): unknown };
    expect(() => base.query({ id: "a" })).to.throw(DynatwinError, "has no table");
    expect(() => new base({})).to.throw(DynatwinError, "has no table");
  });
});

describe("an unknown method of a field", () => {
  class Person extends defineModel({
    table: "people",
    attributes: {
      id: string().partitionKey(),
      age: attr.number().optional(),
      address: attr.map({ city: string() }).optional(),
    },
  }) {}
  const filtered = (filter: (item: never) => unknown) => () => Person.transactCheck({ id: "a" }, filter as never);

  it("may not be in a check without a condition", () => {
    expect(filtered(undefined as never)).to.throw(ExpressionError, "condition: is required.");
    expect(filtered(null as never)).to.throw(
      ExpressionError,
      "condition: expected a function of the item's attributes",
    );
  });

  it("is refused with the correct form", () => {
    expect(filtered((item: { address: { city: { eq: Loose } } }) => item.address.city.eq("x"))).to.throw(
      ExpressionError,
      'address.city: members of maps are selected with key. Fix: write .key("city").',
    );
    expect(filtered((item: { age: { gtt: Loose } }) => item.age.gtt(5))).to.throw(
      ExpressionError,
      "age.gtt: there is no such method. Fix: did you mean gt",
    );
    expect(filtered((item: { address: { size: () => { exists: Loose } } }) => item.address.size().exists())).to.throw(
      ExpressionError,
      "address.size().exists",
    );
  });
});
