/** The start of most of DynamoDB's messages. */
export const P = "One or more parameter values were invalid: ";

/** The members of a table on demand with a partition key `pk`, a string. */
export const onDemand = {
  AttributeDefinitions: attributes("pk"),
  KeySchema: key("pk"),
  BillingMode: "PAY_PER_REQUEST",
};

/** A CreateTable request: on demand, with the partition key `pk`, unless other members change that. */
export function definition(tableName: string, members: object = {}): Record<string, unknown> {
  return { TableName: tableName, ...onDemand, ...members };
}

/** Definitions of string attributes. */
export function attributes(...names: readonly string[]): object[] {
  return names.map((AttributeName) => ({ AttributeName, AttributeType: "S" }));
}

/** The same, as a member of a request. */
export function on(...names: readonly string[]): object {
  return { AttributeDefinitions: attributes(...names) };
}

/** A key: partition key attributes, and after a `"/"` sort key attributes. */
export function key(...names: readonly string[]): object[] {
  const slash = names.includes("/") ? names.indexOf("/") : names.length;
  return names
    .map((AttributeName, place) => ({ AttributeName, KeyType: place < slash ? "HASH" : "RANGE" }))
    .filter(({ AttributeName }) => AttributeName !== "/");
}

/** An index that projects all attributes, unless other members change that. */
export function index(IndexName: string, KeySchema: object[], members: object = {}): object {
  return { IndexName, KeySchema, Projection: { ProjectionType: "ALL" }, ...members };
}

/** The members of a table with one global secondary index, `by-a` on `a`. */
export function global(members: object = {}): object {
  return { ...on("pk", "a"), GlobalSecondaryIndexes: [index("by-a", key("a"), members)] };
}

/** The members of a table with one global secondary index, `wide`, on these attributes. */
export function wide(...names: readonly string[]): object {
  return {
    ...on("pk", ...names.filter((name) => name !== "/")),
    GlobalSecondaryIndexes: [index("wide", key(...names))],
  };
}

/** The members of a table on `pk` and `sk` with local secondary indexes. */
export function local(...keySchemas: readonly object[][]): object {
  return {
    ...on("pk", "sk", "a"),
    KeySchema: key("pk", "/", "sk"),
    LocalSecondaryIndexes: keySchemas.map((keySchema, place) => index(`local-${place}`, keySchema)),
  };
}

/** A vector index on `v`, of 3 dimensions, that projects all attributes, unless other members change that. */
export function vectorIndex(IndexName: string, members: object = {}): object {
  return {
    IndexName,
    VectorAttribute: { AttributeName: "v" },
    Dimensions: 3,
    DistanceFunction: "COSINE",
    Projection: { ProjectionType: "ALL" },
    ...members,
  };
}

/** The search schema of a vector index: a partition key attribute, and attributes to filter by. */
export function searchSchema(hash: string | undefined, ...filters: readonly string[]): object {
  const element = (AttributeName: string, SearchSchemaElementType: string) => ({
    AttributeName,
    SearchSchemaElementType,
  });
  return {
    SearchSchema: [
      ...(hash === undefined ? [] : [element(hash, "HASH")]),
      ...filters.map((name) => element(name, "INLINE_FILTER")),
    ],
  };
}

/** The projection of named attributes. */
export function held(NonKeyAttributes: readonly string[]): object {
  return { Projection: { ProjectionType: "INCLUDE", NonKeyAttributes } };
}

/** A number of different names. */
export function named(count: number): string[] {
  return Array.from({ length: count }, (_, place) => `n${place}`);
}

/** Capacity units. */
export const units = { ProvisionedThroughput: { ReadCapacityUnits: 5, WriteCapacityUnits: 5 } };

/** The billing mode PROVISIONED, with capacity units. */
export const provisioned = { BillingMode: "PROVISIONED" };

/** The ARN of a table. */
export function tableArn(tableName: string): string {
  return `arn:aws:dynamodb:us-east-1:000000000000:table/${tableName}`;
}
