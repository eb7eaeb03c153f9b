import { GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { attr, defineModel, defineTable, failedConditions, type StoredItem } from "../../src/index.js";
import { rejects } from "../support/both.js";
import { needs } from "../support/engine/needs.js";
import { startDynamoDB, type TestDynamoDB, tableName } from "../support/engine/start.js";

const TABLE = tableName("people");
const people = defineTable({ table: TABLE, partitionKey: ["pk", "S"], entityAttribute: "kind" });

/** Since version 3 a person has one name; version 2 had two, and version 1 had the key "P#…" and no age. */
class Person extends defineModel({
  table: people,
  entity: "person",
  attributes: { id: attr.string(), name: attr.string(), age: attr.number() },
  keys: { pk: "PERSON#{id}" },
  entityVersion: 3,
  upgrade: ({ first, last, ...rest }, from) => ({
    ...(from < 2 ? { age: { N: "0" } } : {}),
    ...rest,
    name: { S: `${first?.S} ${last?.S}` },
  }),
}) {}

const OLD: StoredItem = {
  pk: { S: "PERSON#1" },
  kind: { S: "person" },
  id: { S: "1" },
  first: { S: "Ada" },
  last: { S: "Lovelace" },
};

describe("the version of an entity", () => {
  let dynamodb: TestDynamoDB;

  before(async () => {
    dynamodb = await startDynamoDB(Person);
  });

  beforeEach(async () => {
    await dynamodb.reset();
    await dynamodb.client.send(new PutItemCommand({ TableName: TABLE, Item: OLD }));
  });

  after(() => dynamodb.close());

  async function stored(id: string) {
    const Key = { pk: { S: `PERSON#${id}` } };
    return (await dynamodb.client.send(new GetItemCommand({ TableName: TABLE, Key }))).Item;
  }

  it("is stored in each item", async () => {
    await Person.put({ id: "2", name: "Grace Hopper", age: 85 });
    expect(await stored("2")).to.deep.include({ kind: { S: "person" }, kindVersion: { N: "3" } });
  });

  it("brings older items up to date when they are read", async () => {
    const expected = { id: "1", name: "Ada Lovelace", age: 0 };
    expect({ ...(await Person.get({ id: "1" })) }).to.deep.equal(expected);
    expect((await Person.scan().toArray()).map((each) => ({ ...each }))).to.deep.equal([expected]);
    expect(await Person.get({ id: "1" }, { attributes: ["name"] })).to.deep.equal({ name: "Ada Lovelace" });
    expect((await people.scan({ models: [Person] }).toArray())[0]?.name).to.equal("Ada Lovelace");
    expect(Person.parse(OLD).age).to.equal(0);
  });

  it("is that of the model after a save", async () => {
    const person = await Person.get({ id: "1" });
    await person?.save();
    expect(await stored("1")).to.deep.equal({
      pk: { S: "PERSON#1" },
      kind: { S: "person" },
      kindVersion: { N: "3" },
      id: { S: "1" },
      name: { S: "Ada Lovelace" },
      age: { N: "0" },
    });
  });

  needs("existingItems").it("has to be that of the model in an update, which would mix two versions", async () => {
    const error = await rejects(() => Person.update({ id: "1" }, { age: 36 }));
    expect(error.message).to.contain("The existing item has version 1 of its entity, and this model has 3");
    expect(failedConditions(error)[0]?.reason).to.equal("entityVersion");
    expect(await stored("1")).to.deep.equal(OLD);
    await (await Person.get({ id: "1" }))?.save();
    expect((await Person.update({ id: "1" }, { age: 36 })).age).to.equal(36);
    expect((await Person.update({ id: "3" }, { name: "New", age: 1 }, { upsert: true })).name).to.equal("New");
  });

  it("is refused above that of the model, which may not know all of the item", async () => {
    await dynamodb.client.send(new PutItemCommand({ TableName: TABLE, Item: { ...OLD, kindVersion: { N: "4" } } }));
    const error = await rejects(() => Person.get({ id: "1" }));
    expect(error.message).to.contain("the item has version 4 of its entity, and this model knows 3");
  });
});
