import { DynamoDB } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocument, paginateQuery } from "@aws-sdk/lib-dynamodb";
import { expect } from "chai";
import { Entity as ToolboxEntity } from "dynamodb-toolbox/entity";
import { GetItemCommand } from "dynamodb-toolbox/entity/actions/get";
import { PutItemCommand } from "dynamodb-toolbox/entity/actions/put";
import { $add, UpdateItemCommand } from "dynamodb-toolbox/entity/actions/update";
import { item } from "dynamodb-toolbox/schema/item";
import { number } from "dynamodb-toolbox/schema/number";
import { string } from "dynamodb-toolbox/schema/string";
import { Table } from "dynamodb-toolbox/table";
import { QueryCommand } from "dynamodb-toolbox/table/actions/query";
import { Entity } from "electrodb";
import { attr, defineModel } from "../../../src/index.js";
import { type MockDynamoDB, mockDynamoDB } from "../../../src/testing/index.js";

class Order extends defineModel({
  table: "orders",
  attributes: {
    pk: attr.string().partitionKey(),
    sk: attr.string().sortKey(),
    status: attr.string().optional(),
  },
  globalSecondaryIndexes: { byStatus: { indexName: "by-status", partitionKey: "status", sortKey: "sk" } },
}) {}

const keys = ["1", "2", "3"];

describe("items of other clients in the emulator", () => {
  let db: MockDynamoDB;
  let documents: DynamoDBDocument;

  before(async () => {
    db = await mockDynamoDB(Order);
    documents = DynamoDBDocument.from(new DynamoDB(db.config));
  });

  after(async () => {
    documents.destroy();
    await db.close();
  });

  beforeEach(() => db.reset());

  it("lib-dynamodb's", async () => {
    const requests = keys.map((sk) => ({
      PutRequest: { Item: { pk: "p", sk, status: "new", parts: [{ count: 1 }] } },
    }));
    await documents.batchWrite({ RequestItems: { orders: requests } });
    await documents.update({
      TableName: "orders",
      Key: { pk: "p", sk: "2" },
      UpdateExpression: "SET parts[0].#count = parts[0].#count + :one",
      ExpressionAttributeNames: { "#count": "count" },
      ExpressionAttributeValues: { ":one": 1 },
    });
    const found: unknown[] = [];
    const pages = paginateQuery(
      { client: documents, pageSize: 2 },
      {
        TableName: "orders",
        IndexName: "by-status",
        KeyConditionExpression: "#status = :new",
        ExpressionAttributeNames: { "#status": "status" },
        ExpressionAttributeValues: { ":new": "new" },
      },
    );
    for await (const { Items = [] } of pages) found.push(Items.map(({ sk, parts }) => [sk, parts[0].count]));
    expect(found).to.deep.equal([
      [
        ["1", 1],
        ["2", 2],
      ],
      [["3", 1]],
    ]);
  });

  it("ElectroDB's", async () => {
    const entity = new Entity(
      {
        model: { entity: "order", version: "1", service: "shop" },
        attributes: {
          customer: { type: "string", required: true },
          id: { type: "string", required: true },
          status: { type: "string", required: true },
          total: { type: "number", default: 0 },
        },
        indexes: {
          primary: { pk: { field: "pk", composite: ["customer"] }, sk: { field: "sk", composite: ["id"] } },
        },
      },
      { table: "orders", client: documents },
    );
    await entity.put(keys.map((id) => ({ customer: "c", id, status: "new" }))).go();
    await entity.patch({ customer: "c", id: "2" }).add({ total: 5 }).go();
    const { data } = await entity.query.primary({ customer: "c" }).gte({ id: "2" }).go();
    expect(data).to.deep.equal([
      { customer: "c", id: "2", status: "new", total: 5 },
      { customer: "c", id: "3", status: "new", total: 0 },
    ]);
  });

  it("DynamoDB-Toolbox's", async () => {
    const table = new Table({
      name: "orders",
      documentClient: documents,
      partitionKey: { name: "pk", type: "string" },
      sortKey: { name: "sk", type: "string" },
      indexes: {
        "by-status": {
          type: "global",
          partitionKey: { name: "status", type: "string" },
          sortKey: { name: "sk", type: "string" },
        },
      },
    });
    const schema = item({ pk: string().key(), sk: string().key(), status: string(), total: number().default(0) });
    const entity = new ToolboxEntity({ name: "order", table, schema });
    for (const sk of keys) await entity.build(PutItemCommand).item({ pk: "p", sk, status: "new" }).send();
    await entity
      .build(UpdateItemCommand)
      .item({ pk: "p", sk: "3", total: $add(7) })
      .send();
    expect((await entity.build(GetItemCommand).key({ pk: "p", sk: "3" }).send()).Item?.total).to.equal(7);
    const query = table.build(QueryCommand).query({ index: "by-status", partition: "new", range: { lte: "2" } });
    const { Items = [] } = await query.entities(entity).send();
    expect(Items.map(({ sk }) => sk)).to.deep.equal(["1", "2"]);
  });
});
