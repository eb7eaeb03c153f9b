import { BatchWriteItemCommand, ScanCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { attr, defineModel, defineTable, type StoredItem, TableDefinitionError } from "../../src/index.js";
import { rejects } from "../support/both.js";
import { startDynamoDB, type TestDynamoDB, tableName } from "../support/engine/start.js";

const TABLE = tableName("people");
const people = defineTable({
  table: TABLE,
  partitionKey: ["pk", "S"],
  globalSecondaryIndexes: { byName: { partitionKey: ["gpk", "S"] } },
});

/** Called when an item is upgraded. */
let onUpgrade = (_stored: StoredItem): void => {};

class Person extends defineModel({
  table: people,
  entity: "person",
  attributes: { id: attr.number(), name: attr.string() },
  keys: { pk: "PERSON#{id}", gpk: "NAME#{name}" },
  entityVersion: 2,
  upgrade: (stored) => {
    onUpgrade(stored);
    const { first, last, ...rest } = stored;
    return { ...rest, name: { S: `${first?.S} ${last?.S}` } };
  },
}) {}
class Pet extends defineModel({
  table: people,
  entity: "pet",
  attributes: { id: attr.number() },
  keys: { pk: "PET#{id}" },
}) {}

const COUNT = 60;

function oldItem(id: number): StoredItem {
  const [first, last] = [{ S: "Ada" }, { S: `No ${id}` }];
  return {
    pk: { S: `PERSON#${id}` },
    entity: { S: "person" },
    id: { N: String(id) },
    first,
    last,
    note: { S: "kept" },
  };
}

describe("migrateItems", () => {
  let dynamodb: TestDynamoDB;

  before(async () => {
    dynamodb = await startDynamoDB(Person, Pet);
  });

  beforeEach(async () => {
    onUpgrade = () => {};
    await dynamodb.reset();
    const items = Array.from({ length: COUNT }, (_, id) => oldItem(id));
    for (let from = 0; from < COUNT; from += 25) {
      const requests = items.slice(from, from + 25).map((Item) => ({ PutRequest: { Item } }));
      await dynamodb.client.send(new BatchWriteItemCommand({ RequestItems: { [TABLE]: requests } }));
    }
    await Person.put({ id: 1000, name: "New" });
    await Pet.put({ id: 1 });
  });

  after(() => dynamodb.close());

  async function storedItems() {
    const { Items = [] } = await dynamodb.client.send(new ScanCommand({ TableName: TABLE }));
    return new Map(Items.map((item) => [item["pk"]?.S, item]));
  }

  it("stores the items of earlier versions as an upgrade returns them, with the keys of indexes", async () => {
    const counts: number[] = [];
    const onProgress = ({ items }: { readonly items: number }) => void counts.push(items);
    expect(await dynamodb.client.migrateItems(Person, { segments: 3, onProgress })).to.deep.equal({ migrated: COUNT });
    expect(counts.at(-1)).to.equal(COUNT);
    const items = await storedItems();
    expect(items.get("PERSON#7")).to.deep.equal({
      pk: { S: "PERSON#7" },
      gpk: { S: "NAME#Ada No 7" },
      entity: { S: "person" },
      entityVersion: { N: "2" },
      id: { N: "7" },
      name: { S: "Ada No 7" },
      note: { S: "kept" },
    });
    expect(items.get("PET#1")).to.deep.equal({ pk: { S: "PET#1" }, entity: { S: "pet" }, id: { N: "1" } });
    expect((await Person.byName.query({ name: "Ada No 59" }).first())?.id).to.equal(59);
    expect(await dynamodb.client.migrateItems(Person)).to.deep.equal({ migrated: 0 });
  });

  it("reads an item again that was changed meanwhile", async () => {
    const changed = new Set<string | undefined>();
    onUpgrade = ({ id }) => {
      if (id?.N !== "5" || changed.has("5")) return;
      changed.add("5");
      const Key = { pk: { S: "PERSON#5" } };
      const names = { "#last": "last", "#note": "note" };
      dynamodb.client.syncSend(
        new UpdateItemCommand({
          TableName: TABLE,
          Key,
          UpdateExpression: "SET #last = :last, #note = :note",
          ExpressionAttributeNames: names,
          ExpressionAttributeValues: { ":last": { S: "Changed" }, ":note": { S: "also" } },
        }),
      );
    };
    expect(await dynamodb.client.migrateItems(Person)).to.deep.equal({ migrated: COUNT });
    expect((await storedItems()).get("PERSON#5")).to.deep.include({ name: { S: "Ada Changed" }, note: { S: "also" } });
  });

  it("ends at an item that does not fit, or passes it to the caller; what was done stays, and the call continues", async () => {
    const Key = { pk: { S: "PERSON#9" } };
    const names = { "#id": "id" };
    const broken = { UpdateExpression: "SET #id = :id", ExpressionAttributeNames: names };
    const values = { ":id": { S: "nine" } };
    await dynamodb.client.send(
      new UpdateItemCommand({ TableName: TABLE, Key, ...broken, ExpressionAttributeValues: values }),
    );
    const error = await rejects(() => dynamodb.client.migrateItems(Person));
    expect(error.message).to.contain("id: expected N in the table, found S");
    const misfits: string[] = [];
    await dynamodb.client.migrateItems(Person, { onMisfit: ({ message }) => void misfits.push(message) });
    expect(misfits).to.have.length(1);
    expect(await Person.count()).to.equal(COUNT + 1);
    const versions = [...(await storedItems()).values()].filter((item) => item["entityVersion"]?.N === "2");
    expect(versions).to.have.length(COUNT);
  });

  it("never changes the table's key", async () => {
    const moved = ({ id }: StoredItem) => {
      if (id?.N === "3") id.N = "4";
    };
    onUpgrade = moved;
    const error = await rejects(() => dynamodb.client.migrateItems(Person));
    expect(error.message).to.contain("pk: the upgrade changes it, and the table's key never changes.");
  });

  it("needs a model with versions, and known options", async () => {
    const error = await rejects(() => dynamodb.client.migrateItems(Pet));
    expect(error).to.be.instanceOf(TableDefinitionError);
    expect(error.message).to.contain("entityVersion: the model has no versions");
    const wrong = await rejects(() => dynamodb.client.migrateItems(Person, { segmnts: 3 } as never));
    expect(wrong.message).to.contain("segmnts");
  });
});
