import { expect } from "chai";
import { attr, defineModel, defineTable, TableDefinitionError } from "../../../src/index.js";

const shop = defineTable({
  table: "shop",
  partitionKey: ["pk", "S"],
  sortKey: ["sk", "S"],
  globalSecondaryIndexes: {
    byNumber: { partitionKey: ["gpk", "S"], sortKey: ["number", "N"] },
    several: {
      partitionKey: [
        ["a", "S"],
        ["b", "S"],
      ],
      sortKey: ["sk", "S"],
    },
  },
});

const attributes = {
  id: attr.string(),
  other: attr.string(),
  maybe: attr.string().optional(),
  count: attr.number(),
  at: attr.date(),
  bytes: attr.binary(),
  revision: attr.number().version(),
  isOpen: attr.boolean(),
  isMaybe: attr.boolean().nullable(),
  micros: attr.timestamp("us"),
  own: attr.custom<string>({ storage: "S", encode: (value) => value, decode: (text) => text }),
};

let entities = 0;

function issuesOf(keys: object, more: object = {}): string[] {
  entities += 1;
  try {
    defineModel({ table: shop, entity: `e${entities}`, attributes, keys, ...more } as never);
  } catch (error) {
    if (!(error instanceof TableDefinitionError)) throw error;
    return error.issues.map(({ path, message, fix }) => `${path}: ${message} ${fix ?? ""}`.trim());
  }
  return [];
}

/** The issues of one template of a sort key. */
function issuesOfSortKey(sk: string): string[] {
  return issuesOf({ pk: "A#{id}", sk });
}

describe("the templates of a model", () => {
  it("can be texts with any attributes that have a text", () => {
    expect(issuesOf({ pk: "A#{id}#{other}", sk: "B#{at}#{count:8}#{other}" })).to.deep.equal([]);
    expect(issuesOf({ pk: "{id}", sk: "PROFILE", gpk: "{maybe}", number: "{count}" })).to.deep.equal([]);
    expect(issuesOf({ pk: "{count}", sk: "{at}{count:3}" })).to.deep.equal([]);
  });

  it("need the keys of the table, and all keys of an index or none", () => {
    expect(issuesOf({})).to.deep.equal([
      'keys.pk: is required: it is in the key of the table. write a template such as "USER#{id}".',
      'keys.sk: is required: it is in the key of the table. write a template such as "USER#{id}".',
    ]);
    expect(issuesOf({ pk: "{id}", sk: "A", gpk: "G" })).to.deep.equal([
      'keys.number: is required: it is in the key of index "byNumber". write its template too.',
    ]);
    expect(issuesOf({ pk: "{id}", sk: "A", b: "G" })[0]).to.contain(
      'keys.a: is required: it is in the key of index "several"',
    );
  });

  it("name attributes of the model", () => {
    expect(issuesOfSortKey("{idd}")).to.deep.equal(['keys.sk: there is no attribute "idd". did you mean id?']);
    expect(issuesOf({ pk: "{id}", sk: "A", gsi9: "x" })[0]).to.contain(
      "keys.gsi9: is not in the key of the table or of an index.",
    );
    expect(issuesOf({ pk: "{id}", sk: "{pk}" })).to.deep.equal([
      'keys.sk: "pk" is made by a template itself. use the attributes of that template.',
    ]);
  });

  it("have a known syntax", () => {
    for (const text of ["A#{id", "id}", "{{id}}", "{}", ""])
      expect(issuesOfSortKey(text), text).to.have.length.greaterThan(0);
    expect(issuesOf({ pk: "{id}", sk: 5 })).to.deep.equal([
      'keys.sk: expected a text. write a template such as "USER#{id}".',
    ]);
    expect(issuesOfSortKey("{count:99}")[0]).to.contain("asks for 99 digits");
  });

  it("make keys that sort and that can be told apart", () => {
    expect(issuesOfSortKey("{count}")[0]).to.contain('"count" is a number without a number of digits');
    expect(issuesOfSortKey("{id}{other}")[0]).to.contain('"id" and "other" have nothing between them.');
    expect(issuesOfSortKey("{id}→{other}")[0]).to.contain('"→" cannot follow "id".');
    expect(issuesOfSortKey("{id:3}")[0]).to.contain('"id" is not a number');
    expect(issuesOfSortKey("{bytes}")[0]).to.contain('"bytes" of type binary has no text in a key.');
    expect(issuesOfSortKey("{revision:8}")[0]).to.contain('"revision" is the version');
    expect(issuesOfSortKey("{micros}")[0]).to.contain('"micros" is a number without a number of digits');
    expect(issuesOfSortKey("{micros:20}")).to.deep.equal([]);
    expect(issuesOfSortKey("{isOpen}")).to.deep.equal([]);
    expect(issuesOfSortKey("{isMaybe}")[0]).to.contain('"isMaybe" can be null, and every item has this key.');
    expect(issuesOfSortKey("{own}")[0]).to.contain('"own" of type custom cannot be in the key of the table.');
    expect(issuesOfSortKey("{maybe}")[0]).to.contain('"maybe" is optional, and every item has this key.');
    const ofNumber = issuesOf({ pk: "{id}", sk: "A", gpk: "G", number: "N#{count}" });
    expect(ofNumber[0]).to.contain("keys.number: the key is of type N, and a template makes a text.");
  });

  it("are on attributes that the model does not store otherwise", () => {
    const stored = {
      attributes: { ...attributes, pk: attr.string(), entity: attr.string(), at: attr.date().sortKey() },
    };
    const issues = issuesOf({ pk: "{id}", sk: "A" }, stored);
    expect(issues.join("\n")).to.contain("attributes.pk: is made by the template keys.pk.");
    expect(issues.join("\n")).to.contain("attributes.entity: the entity is stored in it.");
    expect(issues.join("\n")).to.contain("attributes.at: the table defines its keys.");
  });

  it("belong to a model with a name of its own, and without what the table has", () => {
    const keys = { pk: "{id}", sk: "A" };
    expect(issuesOf(keys, { entity: undefined })[0]).to.contain("entity: is required");
    expect(issuesOf(keys, { entity: "e1" })[0]).to.contain(
      'entity: another model of table "shop" has this name already.',
    );
    expect(issuesOf(keys, { tableOptions: {} })[0]).to.contain(
      "tableOptions: the table has this, for all of its models.",
    );
    expect(issuesOf(keys, { entityVersion: 2 })[0]).to.contain("upgrade: is required");
    expect(issuesOf(keys, { upgrade: () => ({}) })[0]).to.contain("upgrade: needs an entityVersion.");
  });
});
