import { GetItemCommand, PutItemCommand, QueryCommand } from "@aws-sdk/client-dynamodb";
import { key, sample, stored, TABLE } from "../sample.js";
import type { Open } from "../way.js";

/** Reads do not convert the AttributeValues, which makes the comparison harder for the others. */
export const open: Open = (client) => ({
  put: (item) => client.send(new PutItemCommand({ TableName: TABLE, Item: stored(item) })),
  get: async () => {
    const Key = { customer: { S: key.customer }, order: { S: key.order } };
    return (await client.send(new GetItemCommand({ TableName: TABLE, Key }))).Item;
  },
  query: async () => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: TABLE,
        KeyConditionExpression: "#customer = :customer",
        ExpressionAttributeNames: { "#customer": "customer" },
        ExpressionAttributeValues: { ":customer": { S: sample.customer } },
      }),
    );
    return Items;
  },
});
