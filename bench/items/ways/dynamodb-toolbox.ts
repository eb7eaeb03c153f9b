import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { Entity } from "dynamodb-toolbox/entity";
import { GetItemCommand } from "dynamodb-toolbox/entity/actions/get";
import { PutItemCommand } from "dynamodb-toolbox/entity/actions/put";
import { boolean } from "dynamodb-toolbox/schema/boolean";
import { item } from "dynamodb-toolbox/schema/item";
import { list } from "dynamodb-toolbox/schema/list";
import { map } from "dynamodb-toolbox/schema/map";
import { number } from "dynamodb-toolbox/schema/number";
import { string } from "dynamodb-toolbox/schema/string";
import { Table } from "dynamodb-toolbox/table";
import { QueryCommand } from "dynamodb-toolbox/table/actions/query";
import { key, sample, TABLE } from "../sample.js";
import type { Open } from "../way.js";

const schema = item({
  customer: string().key(),
  order: string().key(),
  status: string(),
  name: string(),
  email: string(),
  total: number(),
  quantity: number(),
  paid: boolean(),
  createdAt: number(),
  tags: list(string()),
  address: map({ street: string(), city: string(), zip: string(), country: string() }),
  lines: list(map({ product: string(), count: number(), price: number() })),
});

export const open: Open = (client) => {
  const table = new Table({
    name: TABLE,
    documentClient: DynamoDBDocumentClient.from(client),
    partitionKey: { name: "customer", type: "string" },
    sortKey: { name: "order", type: "string" },
  });
  // Without the additional attributes that this library would write, because the others do not write them.
  const order = new Entity({ name: "order", table, schema, timestamps: false, entityAttribute: false });
  return {
    put: (values) => order.build(PutItemCommand).item(values).send(),
    get: async () => (await order.build(GetItemCommand).key(key).send()).Item,
    query: async () => {
      const query = table.build(QueryCommand).query({ partition: sample.customer }).entities(order);
      return (await query.options({ entityAttrFilter: false }).send()).Items ?? [];
    },
  };
};
