import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { key, sample, TABLE } from "../sample.js";
import type { Open } from "../way.js";

export const open: Open = (client) => {
  const documents = DynamoDBDocumentClient.from(client);
  return {
    put: (item) => documents.send(new PutCommand({ TableName: TABLE, Item: item })),
    get: async () => (await documents.send(new GetCommand({ TableName: TABLE, Key: key }))).Item,
    query: async () => {
      const { Items = [] } = await documents.send(
        new QueryCommand({
          TableName: TABLE,
          KeyConditionExpression: "#customer = :customer",
          ExpressionAttributeNames: { "#customer": "customer" },
          ExpressionAttributeValues: { ":customer": sample.customer },
        }),
      );
      return Items;
    },
  };
};
