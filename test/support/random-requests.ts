import { indexed, plain } from "./item-tables.js";
import type { KnownStreams } from "./known-streams.js";
import type { RandomChoices } from "./random-choices.js";
import { RandomExpressions } from "./random-expressions.js";
import { randomItem as randomAttributes, randomKey, randomName, randomValue } from "./random-values.js";
import { definition, global, provisioned, searchSchema, tableArn, units, vectorIndex } from "./table-requests.js";

/** Creates the input of a valid request: valid by itself, not necessarily for the state of the tables. */
type Template = (random: RandomChoices, table: string) => object;
/** The same, also for requests on streams. */
type StreamTemplate = (random: RandomChoices, table: string, streams: KnownStreams) => object;

/** The tables that the requests name. Two are there from the start. */
const TABLES = ["plain", "plain", "indexed", "indexed", "other", "third"];

const DEFINITIONS = [{}, global(), { ...provisioned, ...units }, { VectorIndexes: [vectorIndex("by-v")] }];
const STREAM = { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" };
const KINESIS = "arn:aws:kinesis:us-east-1:000000000000:stream/s";

const named: Template = (_, TableName) => ({ TableName });
const onResource: Template = (_, table) => ({ ResourceArn: tableArn(table) });

/** Numbers of a vector, mostly of three. */
const randomNumbers = (random: RandomChoices) =>
  Array.from({ length: random.oneIn(9) ? 2 : 3 }, () => ({ N: random.of("0", "1", "-2.5", "1e-3", "3e38") }));

function randomItem(random: RandomChoices, table: string): object {
  return { ...randomAttributes(random, table), ...(random.oneIn(2) && { v: { L: randomNumbers(random) } }) };
}

const search: Template = (random, TableName) => ({
  TableName,
  IndexName: random.of("by-v", "by-v", "of-b", "by-a"),
  SearchVector: randomNumbers(random),
  TopK: 1 + random.below(5),
  ...(random.oneIn(3) && {
    SearchConditionExpression: "b = :b",
    ExpressionAttributeValues: { ":b": randomValue(random) },
  }),
  ...random.some({ ProjectionExpression: random.of("pk, v", "a"), ReturnConsumedCapacity: "TOTAL" }),
});

function returned(random: RandomChoices): object {
  return random.some({
    ReturnConsumedCapacity: random.of("NONE", "TOTAL", "INDEXES"),
    ReturnValues: random.of("NONE", "ALL_OLD"),
  });
}

const read: Template = (random, TableName) => {
  const expressions = new RandomExpressions(random);
  return {
    TableName,
    ...(random.oneIn(2) && { ProjectionExpression: expressions.projection() }),
    ...(random.oneIn(2) && { FilterExpression: expressions.condition() }),
    ...(random.oneIn(2) && { Limit: 1 + random.below(5) }),
    ...expressions.placeholders,
  };
};

const scan: Template = (random, table) => ({
  ...read(random, table),
  ...(random.oneIn(3) && { TotalSegments: 4, Segment: random.below(4) }),
  ...(random.oneIn(3) && table === "indexed" && { IndexName: random.of("global", "local") }),
});

const query: Template = (random, TableName) => {
  const expressions = new RandomExpressions(random);
  const keys = TableName === "indexed" ? random.of(["pk", "sk"], ["gpk"], ["pk", "lsk"]) : ["pk"];
  const index = { gpk: "global", lsk: "local" }[String(keys.at(-1))];
  return {
    TableName,
    ...(index && { IndexName: index }),
    KeyConditionExpression: expressions.keyCondition(String(keys[0]), keys[1]),
    ...(random.oneIn(2) && { FilterExpression: expressions.condition() }),
    ...random.some({ ScanIndexForward: random.oneIn(2), Limit: 1 + random.below(3), Select: "COUNT" }),
    ...expressions.placeholders,
  };
};

const write: (members: (random: RandomChoices, table: string) => object) => Template =
  (members) => (random, TableName) => {
    const expressions = new RandomExpressions(random);
    const condition = random.oneIn(2) ? { ConditionExpression: expressions.condition() } : {};
    return { TableName, ...members(random, TableName), ...condition, ...returned(random), ...expressions.placeholders };
  };

const updateItem: Template = (random, TableName) => {
  const expressions = new RandomExpressions(random);
  return {
    TableName,
    Key: randomKey(random, TableName),
    UpdateExpression: expressions.update(),
    ...expressions.placeholders,
    ...random.some({ ReturnValues: random.of("ALL_OLD", "ALL_NEW", "UPDATED_OLD", "UPDATED_NEW") }),
  };
};

const legacyCondition = (random: RandomChoices) => ({
  ComparisonOperator: random.of("EQ", "NE", "IN", "LE", "NULL", "BETWEEN", "CONTAINS", "BEGINS_WITH"),
  AttributeValueList: random.list(3, () => randomValue(random)),
});

const put = write((random, table) => ({ Item: randomItem(random, table) }));
const remove = write((random, table) => ({ Key: randomKey(random, table) }));

const transactWrite: Template = (random) => ({
  TransactItems: [0, ...random.list(4, () => 0)].map(() => {
    const table = random.from(TABLES);
    const {
      ReturnValues: _1,
      ReturnConsumedCapacity: _2,
      ...part
    } = random.of(put, remove, updateItem)(random, table) as Record<string, unknown>;
    if ("Item" in part) return { Put: part };
    return "UpdateExpression" in part ? { Update: part } : { Delete: part };
  }),
  ...random.some({ ClientRequestToken: random.of("t1", "t2", "t".repeat(36)), ReturnConsumedCapacity: "TOTAL" }),
});

const updates: readonly Template[] = [
  (random) => ({ ProvisionedThroughput: { ReadCapacityUnits: 1 + random.below(9), WriteCapacityUnits: 5 } }),
  (random) => ({ BillingMode: random.of("PAY_PER_REQUEST", "PROVISIONED"), ...units }),
  () => ({ BillingMode: "PAY_PER_REQUEST" }),
  (random) => ({ StreamSpecification: random.of<object>(STREAM, { StreamEnabled: false }) }),
  (random) => ({ DeletionProtectionEnabled: random.oneIn(2) }),
  (random) => ({ TableClass: random.of("STANDARD", "STANDARD_INFREQUENT_ACCESS") }),
  (random) => ({ SSESpecification: { Enabled: random.oneIn(2) } }),
  (random) => ({ GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: random.of("by-a", "global", "by-b") } }] }),
  (random) => ({
    AttributeDefinitions: [{ AttributeName: "b", AttributeType: random.of("S", "N", "B") }],
    GlobalSecondaryIndexUpdates: [
      {
        Create: {
          IndexName: random.of("by-b", "by-a"),
          KeySchema: [{ AttributeName: "b", KeyType: "HASH" }],
          Projection: { ProjectionType: random.of("ALL", "KEYS_ONLY") },
        },
      },
    ],
  }),
  (random) => ({ VectorIndexUpdates: [{ Delete: { IndexName: random.of("by-v", "of-b") } }] }),
  (random) => ({
    VectorIndexUpdates: [{ Create: vectorIndex("by-v", { DistanceFunction: random.of("COSINE", "EUCLIDEAN") }) }],
  }),
  (random) => ({
    AttributeDefinitions: [{ AttributeName: "b", AttributeType: random.of("S", "N") }],
    VectorIndexUpdates: [{ Create: vectorIndex("of-b", searchSchema("b")) }],
  }),
  (random) => ({
    ReplicaUpdates: [{ [random.of("Create", "Delete")]: { RegionName: random.of("eu-west-1", "us-west-2") } }],
  }),
];

const statement: Template = (random, table) => {
  const name = random.oneIn(4) ? `"${table}"."global"` : `"${table}"`;
  const Statement = random.of(
    `SELECT * FROM ${name} WHERE pk = ?`,
    `SELECT a, b.c FROM ${name} WHERE pk IN [?, 'b'] AND (a > 1 OR begins_with(b, 'x'))`,
    `INSERT INTO "${table}" VALUE {'pk': ?, 'sk': 1, 'a': [1, {'b': <<'x'>>}]}`,
    `UPDATE "${table}" SET a = a + 1 REMOVE b WHERE pk = ? AND sk = 1 RETURNING ALL NEW *`,
    `DELETE FROM "${table}" WHERE pk = ? AND sk = 2`,
    `EXISTS(SELECT * FROM "${table}" WHERE pk = ?)`,
  );
  return { Statement, Parameters: [{ S: random.of("a", "b") }] };
};

/** Valid requests by operation, also of operations that are not supported yet: a test uses those that are. */
export const TEMPLATES: Readonly<Record<string, StreamTemplate>> = {
  BatchExecuteStatement: (random, table) => ({ Statements: random.list(4, () => statement(random, table)) }),
  BatchGetItem: (random, table) => ({
    RequestItems: { [table]: { Keys: [randomKey(random, table)] }, plain: { Keys: [randomKey(random, "plain")] } },
  }),
  BatchWriteItem: (random, table) => ({
    RequestItems: {
      [table]: [0, ...random.list(1, () => 0)].map(() =>
        random.oneIn(3)
          ? { DeleteRequest: { Key: randomKey(random, table) } }
          : { PutRequest: { Item: randomItem(random, table) } },
      ),
    },
  }),
  CreateTable: (random, table) => ({
    ...({ plain, indexed }[table] ?? definition(table, random.from(DEFINITIONS))),
    ...random.some({ StreamSpecification: STREAM, Tags: [{ Key: "k", Value: "v" }] }),
  }),
  DeleteItem: remove,
  DeleteTable: (random, table) => ({ TableName: random.oneIn(3) ? table : "third" }),
  DescribeStream: (random, _, { arns }) => ({ StreamArn: random.from(arns) }),
  EnableKinesisStreamingDestination: (_, TableName) => ({ TableName, StreamArn: KINESIS }),
  DisableKinesisStreamingDestination: (_, TableName) => ({ TableName, StreamArn: KINESIS }),
  UpdateKinesisStreamingDestination: (_, TableName) => ({
    TableName,
    StreamArn: KINESIS,
    UpdateKinesisStreamingConfiguration: { ApproximateCreationDateTimePrecision: "MICROSECOND" },
  }),
  ExecuteStatement: statement,
  ExecuteTransaction: (random, table) => ({ TransactStatements: random.list(4, () => statement(random, table)) }),
  GetItem: (random, TableName) => ({
    TableName,
    Key: randomKey(random, TableName),
    ...random.some({ AttributesToGet: [randomName(random)], ConsistentRead: true }),
  }),
  GetRecords: (random, _, { iterators }) => ({
    ShardIterator: random.from(iterators),
    ...random.some({ Limit: 1 + random.below(5) }),
  }),
  GetShardIterator: (random, _, { shards }) => ({
    ...random.from(shards),
    ShardIteratorType: random.of("TRIM_HORIZON", "LATEST", "AT_SEQUENCE_NUMBER", "AFTER_SEQUENCE_NUMBER"),
    ...random.some({ SequenceNumber: "100000000000000000001" }),
  }),
  ListStreams: (random, TableName) => random.some({ TableName, Limit: 1 + random.below(3) }),
  ListTables: (random) => random.some({ Limit: 1 + random.below(3), ExclusiveStartTableName: "other" }),
  ListBackups: (random, TableName) => random.some({ TableName, Limit: 2 }),
  ListTagsOfResource: onResource,
  PutItem: (random, table) =>
    random.oneIn(4)
      ? { TableName: table, Item: randomItem(random, table), Expected: { a: legacyCondition(random) } }
      : put(random, table),
  PutResourcePolicy: (random, table) => ({ ...onResource(random, table), Policy: '{"Version":"2012-10-17"}' }),
  GetResourcePolicy: onResource,
  DeleteResourcePolicy: onResource,
  Query: (random, TableName) =>
    random.oneIn(5)
      ? { TableName, KeyConditions: { pk: { ComparisonOperator: "EQ", AttributeValueList: [{ S: "a" }] } } }
      : query(random, TableName),
  Scan: (random, TableName) =>
    random.oneIn(5) ? { TableName, ScanFilter: { a: legacyCondition(random) } } : scan(random, TableName),
  SearchVectors: search,
  TagResource: (random, table) => ({ ResourceArn: tableArn(table), Tags: [{ Key: random.of("a", "b"), Value: "x" }] }),
  UntagResource: (random, table) => ({ ResourceArn: tableArn(table), TagKeys: [random.of("a", "b")] }),
  TransactGetItems: (random) => ({
    TransactItems: [0, ...random.list(3, () => 0)].map(() => {
      const TableName = random.from(TABLES);
      return { Get: { TableName, Key: randomKey(random, TableName) } };
    }),
  }),
  TransactWriteItems: transactWrite,
  UpdateContinuousBackups: (random, TableName) => ({
    TableName,
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: random.oneIn(2) },
  }),
  UpdateContributorInsights: (random, TableName) => ({
    TableName,
    ContributorInsightsAction: random.of("ENABLE", "DISABLE"),
    ...random.some({ IndexName: "global" }),
  }),
  UpdateItem: (random, TableName) =>
    random.oneIn(5)
      ? {
          TableName,
          Key: randomKey(random, TableName),
          AttributeUpdates: {
            [randomName(random)]: { Action: random.of("PUT", "ADD", "DELETE"), Value: randomValue(random) },
          },
        }
      : updateItem(random, TableName),
  UpdateTable: (random, TableName) => ({ TableName, ...random.from(updates)(random, TableName) }),
  UpdateTimeToLive: (random, TableName) => ({
    TableName,
    TimeToLiveSpecification: { Enabled: random.oneIn(2), AttributeName: random.of("ttl", "a") },
  }),
};

/** A valid request of an operation. One without a template has the name of a table. */
export function randomRequest(random: RandomChoices, operation: string, streams: KnownStreams): object {
  const template = Object.hasOwn(TEMPLATES, operation) ? TEMPLATES[operation] : named;
  return (template ?? named)(random, random.from(TABLES), streams);
}
