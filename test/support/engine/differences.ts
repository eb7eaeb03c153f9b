import { key, onDemand } from "../table-requests.js";
import type { Need } from "./engine.js";

/** The documentation that decides where two engines differ. */
export const AWS_DOCUMENTATION = "https://docs.aws.amazon.com/amazondynamodb/latest/";

/** A request that dynalite answers differently from DynamoDB. */
export interface Difference {
  readonly what: string;
  /** What tests that depend on it declare. */
  readonly need?: Need;
  /** Sent before, in order. */
  readonly before?: readonly (readonly [operation: string, input: object])[];
  readonly operation: string;
  readonly input: object;
  /** A part of the emulator's answer, which dynalite's does not have. */
  readonly ours: string;
  /** A part of dynalite's answer. */
  readonly dynalite: string;
  /** The page of AWS' documentation that says what is right, below {@link AWS_DOCUMENTATION}. */
  readonly source: string;
}

const TableName = "differences";
const pk = { S: "a" };
const N = (text: string) => ({ N: text });
const put = (Item: object) => ["PutItem", { TableName, Item: { pk, ...Item } }] as const;
const values = (ExpressionAttributeValues: object) => ({ ExpressionAttributeValues });
const matches = (FilterExpression: string, given?: object) => ({
  operation: "Scan",
  input: { TableName, Select: "COUNT", FilterExpression, ...(given && values(given)) },
});
const update = (UpdateExpression: string, given?: object) => ({
  operation: "UpdateItem",
  input: { TableName, Key: { pk }, UpdateExpression, ReturnValues: "ALL_NEW", ...(given && values(given)) },
});

/** The table of the requests. */
export const TABLE = {
  TableName,
  ...onDemand,
  AttributeDefinitions: ["pk", "word"].map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
  GlobalSecondaryIndexes: [
    { IndexName: "by-word", KeySchema: key("word"), Projection: { ProjectionType: "KEYS_ONLY" } },
  ],
};

const CONDITIONS = "developerguide/Expressions.OperatorsAndFunctions.html";
const UPDATES = "developerguide/example_dynamodb_Scenario_UpdateExpressionOrder_section.html";
const CONSTRAINTS = "developerguide/Constraints.html";
const INDEXES = "developerguide/GSI.html";

/** Where the two engines of our tests differ. In all of these the documentation of AWS says that the emulator is right. */
export const DIFFERENCES: readonly Difference[] = [
  {
    what: "transactions",
    need: "transactions",
    operation: "TransactWriteItems",
    input: { TransactItems: [{ Put: { TableName, Item: { pk } } }] },
    ours: "{}",
    dynalite: "UnknownOperationException",
    source: "APIReference/API_TransactWriteItems.html",
  },
  {
    what: "vector indexes and searches",
    need: "vectors",
    operation: "SearchVectors",
    input: { TableName, IndexName: "near", SearchVector: [N("1")], TopK: 1 },
    ours: "The table does not have the specified index: near",
    dynalite: "UnknownOperationException",
    source: "APIReference/API_SearchVectors.html",
  },
  {
    what: "the existing item in the error of a failed condition",
    need: "existingItems",
    before: [put({ n: N("1") })],
    operation: "DeleteItem",
    input: {
      TableName,
      Key: { pk },
      ConditionExpression: "n = :n",
      ...values({ ":n": N("2") }),
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    },
    ours: '"Item":{',
    dynalite: '"message":"The conditional request failed"}',
    source: "APIReference/API_DeleteItem.html",
  },
  {
    what: "equal lists are equal",
    before: [put({ l: { L: [N("1")] } })],
    ...matches("l = :l", { ":l": { L: [N("1")] } }),
    ours: '"Count":1',
    dynalite: '"Count":0',
    source: CONDITIONS,
  },
  {
    what: "two missing attributes are not equal",
    before: [put({})],
    ...matches("one = two"),
    ours: '"Count":0',
    dynalite: '"Count":1',
    source: CONDITIONS,
  },
  {
    what: "the value false has a type",
    before: [put({ b: { BOOL: false } })],
    ...matches("attribute_type(b, :t)", { ":t": { S: "BOOL" } }),
    ours: '"Count":1',
    dynalite: '"Count":0',
    source: CONDITIONS,
  },
  {
    what: "an empty string has the size 0",
    before: [put({ s: { S: "" } })],
    ...matches("size(s) = :n", { ":n": N("0") }),
    ours: '"Count":1',
    dynalite: '"Count":0',
    source: CONDITIONS,
  },
  {
    what: "a sum of more than 38 digits is refused",
    before: [put({ n: N("1e37") })],
    ...update("SET n = n + :n", { ":n": N("0.001") }),
    ours: "ValidationException",
    dynalite: '"Attributes"',
    source: CONSTRAINTS,
  },
  {
    what: "the places of a list in one update are those before it",
    before: [put({ l: { L: ["a", "b", "c", "d"].map((S) => ({ S })) } })],
    ...update("REMOVE l[1] SET l[3] = :x", { ":x": { S: "x" } }),
    ours: '{"L":[{"S":"a"},{"S":"c"},{"S":"x"}]}',
    dynalite: '{"L":[{"S":"a"},{"S":"c"},{"S":"d"},{"S":"x"}]}',
    source: UPDATES,
  },
  {
    what: "an empty string as the key of an index is refused",
    operation: "PutItem",
    input: { TableName, Item: { pk, word: { S: "" } } },
    ours: "ValidationException",
    dynalite: "{}",
    source: CONSTRAINTS,
  },
  {
    what: "a consistent scan of a global secondary index is refused",
    operation: "Scan",
    input: { TableName, IndexName: "by-word", ConsistentRead: true },
    ours: "ValidationException",
    dynalite: '"Count":0',
    source: INDEXES,
  },
  {
    what: "an index can be added to a table on demand",
    operation: "UpdateTable",
    input: {
      TableName,
      AttributeDefinitions: [{ AttributeName: "other", AttributeType: "S" }],
      GlobalSecondaryIndexUpdates: [
        { Create: { IndexName: "new", KeySchema: key("other"), Projection: { ProjectionType: "ALL" } } },
      ],
    },
    ours: '"IndexName":"new"',
    dynalite: "provisionedThroughput",
    source: "APIReference/API_UpdateTable.html",
  },
  {
    what: "the table class is stored",
    before: [["UpdateTable", { TableName, TableClass: "STANDARD_INFREQUENT_ACCESS" }]],
    operation: "DescribeTable",
    input: { TableName },
    ours: '"TableClassSummary"',
    dynalite: '"Table":{',
    source: "APIReference/API_UpdateTable.html",
  },
];

/** What tests cannot use on dynalite. */
export const DYNALITE_LACKS: readonly Need[] = DIFFERENCES.flatMap(({ need }) => need ?? []);
