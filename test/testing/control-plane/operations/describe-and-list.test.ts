import { expect } from "chai";
import type { Json } from "../../../../src/testing/control-plane/wire.js";
import { EmulatedTables, withIndexes } from "../../../support/emulated-tables.js";
import { onDemand } from "../../../support/table-requests.js";

describe("DescribeTable on the wire", () => {
  let emulated: EmulatedTables;

  before(async () => {
    emulated = await EmulatedTables.start();
    await emulated.table("here", withIndexes(onDemand, "z", "a"));
  });
  after(() => emulated.close());

  it("refuses a request without a table, and a table that is not there", async () => {
    const words = "The parameter 'TableName' is required but was not present in the request";
    await emulated.refuses("DescribeTable", {}, "ValidationException", words);
    await emulated.refuses(
      "DescribeTable",
      { TableName: "nowhere" },
      "ResourceNotFoundException",
      "Requested resource not found: Table: nowhere not found",
    );
    await emulated.refuses(
      "DescribeTable",
      { TableName: "no where" },
      "ValidationException",
      "1 validation error detected: Value 'no where' at 'tableName' failed to satisfy constraint: " +
        "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
    );
  });

  it("has definitions in order, indexes as they were asked for, and what everybody has on demand", async () => {
    const description = await emulated.describe("here");
    const names = (list: unknown, name: string) => (list as Json[]).map((each) => each[name]);
    expect(names(description["AttributeDefinitions"], "AttributeName")).deep.equal(["a", "pk", "z"]);
    expect(names(description["GlobalSecondaryIndexes"], "IndexName")).deep.equal(["by-z", "by-a"]);
    expect(description).deep.nested.include({
      "GlobalSecondaryIndexes[0].ProvisionedThroughput": {
        NumberOfDecreasesToday: 0,
        ReadCapacityUnits: 0,
        WriteCapacityUnits: 0,
      },
      "GlobalSecondaryIndexes[0].WarmThroughput": {
        ReadUnitsPerSecond: 12_000,
        WriteUnitsPerSecond: 4_000,
        Status: "ACTIVE",
      },
    });
    expect(description).not.have.any.keys("TableClassSummary", "SSEDescription", "StreamSpecification");
  });

  it("counts the items and bytes of a table and of its indexes at this moment", async () => {
    await emulated.table("counted", withIndexes(onDemand, "z"));
    const totals = async () => {
      const { ItemCount, TableSizeBytes, GlobalSecondaryIndexes } = await emulated.describe("counted");
      const [index] = GlobalSecondaryIndexes as Json[];
      return [ItemCount, TableSizeBytes, index?.["ItemCount"], index?.["IndexSizeBytes"]];
    };
    expect(await totals()).deep.equal([0, 0, 0, 0]);
    for (const Item of [{ pk: { S: "1" } }, { pk: { S: "2" }, z: { S: "abc" }, other: { S: "de" } }])
      await emulated.ask("PutItem", { TableName: "counted", Item });
    const ofOther = "other".length + 2;
    const ofIndexed = "pk".length + 1 + "z".length + 3;
    expect(await totals()).deep.equal([2, 3 + ofIndexed + ofOther, 1, ofIndexed + ofOther]);
    await emulated.ask("DeleteItem", { TableName: "counted", Key: { pk: { S: "2" } } });
    expect(await totals()).deep.equal([1, 3, 0, 0]);
  });

  describe("accepts an ARN for a table's name, and so does", () => {
    const arn = "arn:aws:dynamodb:us-east-1:000000000000:table/here";

    it("itself", async () => {
      expect(await emulated.describe(arn)).deep.equal(await emulated.describe("here"));
    });

    it("UpdateTable", async () => {
      expect(await emulated.update(arn, { DeletionProtectionEnabled: true })).deep.include({ TableName: "here" });
    });

    it("whatever there is to do with items", async () => {
      const Item = { pk: { S: "1" } };
      await emulated.ask("PutItem", { TableName: arn, Item });
      await emulated.ask("BatchWriteItem", { RequestItems: { [arn]: [{ PutRequest: { Item: { pk: { S: "2" } } } }] } });
      await emulated.ask("TransactWriteItems", {
        TransactItems: [{ ConditionCheck: { TableName: arn, Key: Item, ConditionExpression: "attribute_exists(pk)" } }],
      });
      expect(await emulated.ask("GetItem", { TableName: arn, Key: Item })).deep.equal({ Item });
      expect(await emulated.ask("BatchGetItem", { RequestItems: { [arn]: { Keys: [Item] } } })).deep.equal({
        Responses: { [arn]: [Item] },
        UnprocessedKeys: {},
      });
      expect(
        await emulated.ask("Query", {
          TableName: arn,
          KeyConditionExpression: "pk = :pk",
          ExpressionAttributeValues: { ":pk": { S: "2" } },
        }),
      ).deep.include({ Count: 1 });
    });

    it("DeleteTable, which looks for it", () =>
      emulated.refuses("DeleteTable", { TableName: arn }, "ValidationException", "Disable deletion protection first."));

    it("no operation if it is of another account, region or resource", async () => {
      const refusals = {
        [arn.replace("us-east-1", "eu-west-1")]: ["ValidationException", "Invalid AWS region in"],
        [arn.replace("000000000000", "123456789012")]: ["ResourceNotFoundException", "Requested resource not found"],
        [`${arn}/index/by-a`]: ["ValidationException", "Invalid resource type in"],
      } as const;
      for (const [TableName, [error, words]] of Object.entries(refusals))
        await emulated.refuses("DescribeTable", { TableName }, error, words);
    });
  });

  it("knows no legacy global tables: they are refused in AWS' words", async () => {
    for (const operation of ["CreateGlobalTable", "UpdateGlobalTable"]) {
      await emulated.refuses(
        operation,
        { GlobalTableName: "here", ReplicationGroup: [{ RegionName: "us-east-1" }] },
        "ValidationException",
        "DynamoDB global tables version 2017.11.29 is not supported.",
      );
    }
  });
});

describe("ListTables on the wire", () => {
  let emulated: EmulatedTables;
  const names = Array.from({ length: 103 }, (_, place) => `table-${String(place).padStart(3, "0")}`);

  before(async () => {
    emulated = await EmulatedTables.start({ limits: { tables: 200, changingTables: 200 } });
    for (const TableName of names.toReversed()) await emulated.ask("CreateTable", { TableName, ...onDemand });
  });
  after(() => emulated.close());

  it("lists tables in whatever state, in order, up to a hundred at a time", async () => {
    const first = await emulated.ask("ListTables", {});
    expect(first).deep.equal({ TableNames: names.slice(0, 100), LastEvaluatedTableName: "table-099" });
    const second = await emulated.ask("ListTables", { ExclusiveStartTableName: first["LastEvaluatedTableName"] });
    expect(second).deep.equal({ TableNames: names.slice(100) });
  });

  it("lists so many as are asked for, after a name that need not be there", async () => {
    expect(await emulated.ask("ListTables", { Limit: 2, ExclusiveStartTableName: "table-0015" })).deep.equal({
      TableNames: ["table-002", "table-003"],
      LastEvaluatedTableName: "table-003",
    });
  });

  it("refuses limits and names that nothing has", async () => {
    const refusals: readonly (readonly [Json, string])[] = [
      [
        { Limit: 0 },
        "Value '0' at 'limit' failed to satisfy constraint: Member must have value greater than or equal to 1",
      ],
      [
        { Limit: 101 },
        "Value '101' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 100",
      ],
      [
        { ExclusiveStartTableName: "a" },
        "at 'exclusiveStartTableName' failed to satisfy constraint: Member must have length",
      ],
      [{ ExclusiveStartTableName: "a b c" }, "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+"],
    ];
    for (const [input, words] of refusals) await emulated.refuses("ListTables", input, "ValidationException", words);
  });
});
