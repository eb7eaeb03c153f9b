import { expect } from "chai";
import { attr } from "../../src/index.js";
import { attributes, issuesIn, issuesWith, KEYS } from "../support/model-issues.js";

const known = Object.keys(attributes).join(", ");

describe("an index of a model's definition", () => {
  const G = "globalSecondaryIndexes.its";
  const L = "localSecondaryIndexes.its";
  const many = ["pk", "sk", "email", "a", "b"];
  const wide = { ...attributes, a: attr.string(), b: attr.string() };
  const tests: readonly [what: string, list: "G" | "L", index: object, ...issues: string[]][] = [
    ["no partition key", "G", { sortKey: "sk" }, `${G}.partitionKey: is required. name an attribute.`],
    ["no attributes in it", "G", { partitionKey: [] }, `${G}.partitionKey: is required. name an attribute.`],
    ["no sort key", "L", {}, `${L}.sortKey: is required. name an attribute.`],
    [
      "a misspelt attribute",
      "G",
      { partitionKey: "emial" },
      `${G}.partitionKey: there is no attribute "emial". did you mean email?`,
    ],
    [
      "an unknown attribute",
      "L",
      { sortKey: "qqqqqqqq" },
      `${L}.sortKey: there is no attribute "qqqqqqqq". the attributes are ${known}.`,
    ],
    [
      "an attribute of another type",
      "G",
      { partitionKey: "email", sortKey: ["sk", "active"] },
      `${G}.sortKey: attribute "active" of type boolean cannot be a key. ${KEYS}`,
    ],
    [
      "an attribute that can be null",
      "G",
      { partitionKey: "note" },
      `${G}.partitionKey: attribute "note" of type nullable string cannot be a key. ${KEYS}`,
    ],
    [
      "an attribute twice",
      "G",
      { partitionKey: ["email", "pk"], sortKey: "email" },
      `${G}: attribute "email" is in the key twice. use each attribute once in a key.`,
    ],
    ["two sort keys", "L", { sortKey: ["email", "sk"] }, `${L}.sortKey: has 2 attributes. use at most 1.`],
    [
      "the table's partition key",
      "L",
      { sortKey: "pk" },
      `${L}.sortKey: is the table's partition key, which the index has already. name another attribute.`,
    ],
    [
      "an unknown projection",
      "G",
      { partitionKey: "email", projection: "KEYS" },
      `${G}.projection: is no projection. use "ALL", "KEYS_ONLY" or an array of attributes.`,
    ],
    [
      "an empty projection",
      "G",
      { partitionKey: "email", projection: [] },
      `${G}.projection: names no attributes. name one, or use "KEYS_ONLY".`,
    ],
    [
      "a projection of an unknown attribute",
      "L",
      { sortKey: "email", projection: ["tags", "tgas"] },
      `${L}.projection[1]: there is no attribute "tgas". did you mean tags?`,
    ],
    [
      "a member of another library",
      "G",
      { partitionKey: "email", rangeKey: "sk" },
      `${G}.rangeKey: is unknown. did you mean sortKey?`,
    ],
    [
      "a member of global ones",
      "L",
      { sortKey: "email", partitionKey: "sk" },
      `${L}.partitionKey: is unknown. the members are indexName, sortKey, projection.`,
    ],
  ];
  for (const [what, list, index, ...issues] of tests) {
    it(`is refused with ${what}`, () => {
      const name = list === "G" ? "globalSecondaryIndexes" : "localSecondaryIndexes";
      expect(issuesWith({ [name]: { its: index } })).to.deep.equal(issues);
    });
  }

  it("has at most four partition key and four sort key attributes", () => {
    const indexes = { its: { partitionKey: many, sortKey: many } };
    expect(issuesIn({ table: "things", attributes: wide, globalSecondaryIndexes: indexes })).to.deep.equal([
      `${G}.partitionKey: has 5 attributes. use at most 4.`,
      `${G}.sortKey: has 5 attributes. use at most 4.`,
      `${G}: attribute "pk" is in the key twice. use each attribute once in a key.`,
    ]);
  });

  it("is refused with the name of a model's own member", () => {
    const it = { partitionKey: "email" };
    const fix = "give the property another name, and keep the index's own in indexName.";
    const message = `every model has a member of this name. ${fix}`;
    expect(issuesWith({ globalSecondaryIndexes: { syncScan: it, name: it, call: it } })).to.deep.equal([
      `globalSecondaryIndexes.syncScan: ${message}`,
      `globalSecondaryIndexes.name: ${message}`,
      `globalSecondaryIndexes.call: ${message}`,
    ]);
  });

  it("is refused with the name or the property of another index", () => {
    const first = { its: { partitionKey: "email" } };
    expect(
      issuesWith({
        globalSecondaryIndexes: { ...first, that: { indexName: "its", partitionKey: "email" } },
        localSecondaryIndexes: { its: { indexName: "local", sortKey: "email" } },
      }),
    ).to.deep.equal([
      'globalSecondaryIndexes.that: there is an index "its" already. give every index a name of its own.',
      "localSecondaryIndexes.its: there is a global index of this property already. give the property another name.",
    ]);
  });

  it("is refused if it is not an index", () => {
    expect(issuesWith({ globalSecondaryIndexes: { its: "email" } })).to.deep.equal([
      `${G}: is no index. use { partitionKey: … }.`,
    ]);
    expect(issuesWith({ localSecondaryIndexes: { its: undefined } })).to.deep.equal([
      `${L}: is no index. use { sortKey: … }.`,
    ]);
  });

  it("of the table's partition needs a table with a sort key", () => {
    const { sk: _, ...unsorted } = attributes;
    expect(issuesWith({ attributes: unsorted, localSecondaryIndexes: { its: { sortKey: "email" } } })).to.deep.equal([
      "localSecondaryIndexes: local secondary indexes need a table with a sort key. make one attribute .sortKey(), " +
        "or use globalSecondaryIndexes.",
    ]);
  });
});
