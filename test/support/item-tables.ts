import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";

/** A table with a partition key only. */
export const plain: CreateTableCommandInput = {
  TableName: "plain",
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
  KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
};

const define = (...attributes: readonly string[]) =>
  attributes.map((each) => {
    const [AttributeName, AttributeType] = each.split(":") as [string, "S" | "N" | "B"];
    return { AttributeName, AttributeType };
  });

/** A table with a sort key, a global index that holds `a`, and a local index that holds keys. */
export const indexed: CreateTableCommandInput = {
  TableName: "indexed",
  BillingMode: "PAY_PER_REQUEST",
  AttributeDefinitions: define("pk:S", "sk:N", "gpk:S", "lsk:B"),
  KeySchema: [
    { AttributeName: "pk", KeyType: "HASH" },
    { AttributeName: "sk", KeyType: "RANGE" },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: "global",
      KeySchema: [{ AttributeName: "gpk", KeyType: "HASH" }],
      Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["a"] },
    },
  ],
  LocalSecondaryIndexes: [
    {
      IndexName: "local",
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "lsk", KeyType: "RANGE" },
      ],
      Projection: { ProjectionType: "KEYS_ONLY" },
    },
  ],
};
