import { deepStrictEqual } from "node:assert/strict";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import fc from "fast-check";
import { attr, DynamoClient, defineModel } from "../../src/index.js";
import { Schema } from "../../src/model/schema.js";
import { syncStartDynamoDB, type TestDynamoDB, tableName } from "../support/engine/start.js";
import { ALL_TYPES, SHARED_TYPES, type TypedItem, typedItems } from "../support/typed-values.js";

/** The same schemas and items on every run; a failure prints the seed with the path to its counterexample. */
const SEED = 20_120_810;
const RUNS = 3_000;
const RUNS_THROUGH_A_TABLE = 300;

/** The SDK treats an object with a member "constructor" as an instance of a class. */
const OPTIONS = { convertClassInstanceToMap: true };

const schemaOf = ({ attributes }: TypedItem) =>
  new Schema({ table: "things", attributes }, { members: new Set(), statics: new Set() });

describe("any item of any schema", function () {
  this.timeout(30_000);
  let dynamodb: TestDynamoDB;
  let client: DynamoClient;

  before(async () => {
    dynamodb = syncStartDynamoDB();
    client = new DynamoClient(dynamodb.config);
    await client.createTable(tableName("things"), { partitionKey: ["id", "S"], wait: true });
  });

  after(() => {
    client.destroy();
    dynamodb.syncClose();
  });

  it(`is read as it was written, in ${RUNS} runs`, () => {
    const comesBack = fc.property(typedItems(ALL_TYPES), (item) => {
      const schema = schemaOf(item);
      deepStrictEqual(schema.decode(schema.encode(schema.construct(item.given))), item.expected);
    });
    fc.assert(comesBack, { seed: SEED, numRuns: RUNS });
  });

  it(`is read from its table as it was written, in ${RUNS_THROUGH_A_TABLE} runs`, async () => {
    const comesBack = fc.asyncProperty(typedItems(ALL_TYPES), async ({ attributes, given, expected }) => {
      class Thing extends defineModel({
        table: tableName("things"),
        attributes: { ...attributes, id: attr.string().partitionKey() },
        client,
      }) {}
      const id = String(given["id"]);
      await new Thing({ ...given, id }).save();
      const found = await Thing.get({ id }, { consistentRead: true });
      deepStrictEqual({ ...found }, expected);
    });
    await fc.assert(comesBack, { seed: SEED, numRuns: RUNS_THROUGH_A_TABLE });
  });

  it(`is stored and read like by the SDK's own marshalling, in ${RUNS} runs`, () => {
    const agrees = fc.property(typedItems(SHARED_TYPES), (item) => {
      const schema = schemaOf(item);
      const stored = schema.encode(item.given);
      deepStrictEqual(stored, marshall(item.expected, OPTIONS));
      deepStrictEqual(unmarshall(stored), item.expected);
      deepStrictEqual(schema.decode(marshall(item.expected, OPTIONS)), item.expected);
    });
    fc.assert(agrees, { seed: SEED, numRuns: RUNS });
  });

  it("has numbers and bigints with the same digits as the SDK", () => {
    const agrees = fc.property(fc.bigInt({ min: 1n - 10n ** 38n, max: 10n ** 38n - 1n }), (value) => {
      const schema = schemaOf({ attributes: { id: attr.bigint().partitionKey() }, given: {}, expected: {} });
      deepStrictEqual(schema.encode({ id: value }), marshall({ id: value }));
    });
    fc.assert(agrees, { seed: SEED, numRuns: RUNS });
  });
});
