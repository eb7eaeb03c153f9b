import {
  DynamoDBClient,
  type DynamoDBClientConfig,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import fc from "fast-check";
import { DynamoClient } from "../../../src/index.js";
import { compileCondition } from "../../../src/model/expressions/compile-condition.js";
import type { Condition } from "../../../src/model/expressions/condition.js";
import type { Fields } from "../../../src/model/expressions/field-types.js";
import { readKeyCondition, writeKeyCondition } from "../../../src/model/expressions/key-condition.js";
import { Placeholders } from "../../../src/model/expressions/placeholders.js";
import { compileProjection } from "../../../src/model/expressions/projection.js";
import type { ChangesOf } from "../../../src/model/expressions/update.js";
import { syncStartDynamoDB, type TestDynamoDB, tableName } from "../../support/engine/start.js";
import { type Attributes, schema, updateText } from "./orders.js";

const KEY = { customer: "c-1", placedAt: new Date("2024-05-01T00:00:00.000Z") };
const ITEM = {
  ...KEY,
  status: "open",
  email: "a@b.c",
  count: 3,
  tags: new Set(["a", "b"]),
  address: { street: "Gata", city: "Oslo" },
  limits: { low: 1 },
  lines: [{ product: "p", amount: 2 }],
  dates: [new Date("2024-04-01T00:00:00.000Z"), KEY.placedAt],
};

type Item = Fields<Attributes>;

/** A condition, and whether it is true for the item. */
interface Claim {
  readonly build: (item: Item) => Condition;
  readonly holds: boolean;
}

const SINGLE: readonly Claim[] = [
  { build: (item) => item.count.eq(3), holds: true },
  { build: (item) => item.count.between(4, 5), holds: false },
  { build: (item) => item.count.in([1, 3]), holds: true },
  { build: (item) => item.placedAt.lt(new Date("2024-06-01")), holds: true },
  { build: (item) => item.email.beginsWith("b"), holds: false },
  { build: (item) => item.status.contains("pe"), holds: true },
  { build: (item) => item.note.exists(), holds: false },
  { build: (item) => item.note.notExists(), holds: true },
  { build: (item) => item.note.ne("a"), holds: true },
  { build: (item) => item.tags.contains("b"), holds: true },
  { build: (item) => item.tags.size().gt(2), holds: false },
  { build: (item) => item.tags.hasType("SS"), holds: true },
  { build: (item) => item.address.key("city").eq("Oslo"), holds: true },
  { build: (item) => item.limits.key("low").gt(1), holds: false },
  { build: (item) => item.lines.at(0).key("amount").gte(2), holds: true },
  { build: (item) => item.dates.contains(KEY.placedAt), holds: true },
];

const { claim } = fc.letrec<{ claim: Claim }>((tie) => ({
  claim: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(...SINGLE),
    tie("claim").map(({ build, holds }) => ({ build: (item: Item) => build(item).not(), holds: !holds })),
    fc.tuple(tie("claim"), tie("claim")).map(([one, other]) => ({
      build: (item: Item) => one.build(item).and(other.build(item)),
      holds: one.holds && other.holds,
    })),
    fc.tuple(tie("claim"), tie("claim")).map(([one, other]) => ({
      build: (item: Item) => one.build(item).or(other.build(item)),
      holds: one.holds || other.holds,
    })),
  ),
}));

describe("expressions, evaluated by an emulator", function () {
  this.timeout(60_000);
  const TableName = tableName("orders");
  let server: TestDynamoDB;
  let client: DynamoDBClient;

  before(async () => {
    server = syncStartDynamoDB();
    client = new DynamoDBClient(server.config as DynamoDBClientConfig);
    await new DynamoClient({ client }).createTable(TableName, {
      partitionKey: ["customer", "S"],
      sortKey: ["placedAt", "S"],
      wait: true,
    });
  });

  beforeEach(() => client.send(new PutItemCommand({ TableName, Item: schema.encode(ITEM) })));

  after(() => {
    client.destroy();
    server.syncClose();
  });

  async function updated(changes: ChangesOf<Attributes>): Promise<Record<string, unknown>> {
    const placeholders = new Placeholders();
    const UpdateExpression = updateText(changes, placeholders);
    const { Attributes: stored = {} } = await client.send(
      new UpdateItemCommand({
        TableName,
        Key: schema.encodeKey(KEY),
        UpdateExpression,
        ExpressionAttributeNames: placeholders.names,
        ExpressionAttributeValues: placeholders.values,
        ReturnValues: "ALL_NEW",
      }),
    );
    return schema.decode(stored);
  }

  it("have the same result as JavaScript's operators, in any combination", async () => {
    const agrees = fc.asyncProperty(claim, async ({ build, holds }) => {
      const placeholders = new Placeholders();
      const FilterExpression = compileCondition<Attributes>(schema, build, placeholders);
      const { Count } = await client.send(
        new ScanCommand({
          TableName,
          FilterExpression,
          ExpressionAttributeNames: placeholders.names,
          ExpressionAttributeValues: placeholders.values,
        }),
      );
      expect(Count).to.equal(holds ? 1 : 0);
    });
    await fc.assert(agrees, { seed: 20_120_810, numRuns: 300 });
  });

  for (const [what, placedAt] of Object.entries({
    "a value": KEY.placedAt,
    "a bound": { gte: KEY.placedAt },
    "both ends": { between: [KEY.placedAt, KEY.placedAt] as const },
  })) {
    it(`find an item by ${what}, and read the requested attributes`, async () => {
      const placeholders = new Placeholders();
      const { Items } = await client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: writeKeyCondition(
            readKeyCondition(schema, undefined, { customer: "c-1", placedAt }, placeholders),
            placeholders,
          ),
          ProjectionExpression: compileProjection(schema, ["count", "email"], [], placeholders),
          ExpressionAttributeNames: placeholders.names,
          ExpressionAttributeValues: placeholders.values,
        }),
      );
      expect(Items).to.deep.equal([{ count: { N: "3" }, email: { S: "a@b.c" } }]);
    });
  }

  it("set values by name", async () => {
    expect(await updated({ count: 4, note: null })).to.deep.equal({ ...ITEM, count: 4, note: null });
  });

  it("change existing values", async () => {
    const item = await updated(({ count, email, tags, address, limits, lines }) => [
      count.add(2),
      email.remove(),
      tags.delete(new Set(["a"])),
      address.key("city").set("Bergen"),
      limits.key("low").add(-3),
      lines.append([{ product: "q", amount: 1 }]),
    ]);
    const { email: _, ...rest } = ITEM;
    expect(item).to.deep.equal({
      ...rest,
      count: 5,
      tags: new Set(["b"]),
      address: { street: "Gata", city: "Bergen" },
      limits: { low: -2 },
      lines: [...ITEM.lines, { product: "q", amount: 1 }],
    });
  });

  it("create a missing list, and extend a list at both ends", async () => {
    const [first, second, third] = [new Date(1), new Date(2), new Date(3)];
    await updated(({ dates }) => [dates.remove()]);
    await updated(({ dates }) => [dates.append([second])]);
    await updated(({ dates }) => [dates.prepend([first])]);
    expect(await updated(({ dates }) => [dates.append([third])])).to.deep.equal({
      ...ITEM,
      dates: [first, second, third],
    });
  });

  it("create missing values", async () => {
    const item = await updated(({ total, status, sizes, limits, note }) => [
      total.add(5n),
      status.setIfMissing("sent"),
      sizes.add(new Set([1])),
      limits.key("high").add(9),
      note.setIfMissing("new"),
    ]);
    expect(item).to.deep.equal({
      ...ITEM,
      total: 5n,
      sizes: new Set([1]),
      limits: { low: 1, high: 9 },
      note: "new",
    });
  });
});
