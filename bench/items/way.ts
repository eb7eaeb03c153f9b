import type { DynamoDB, DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import type { Sample } from "./sample.js";

export const OPERATIONS = ["put", "get", "query"] as const;
export type Operation = (typeof OPERATIONS)[number];

/** One way to store an item, to read it, and to read a page of 25. */
export interface Way {
  /** Writes the item, from its plain values. */
  put(item: Sample): Promise<unknown>;
  get(): Promise<unknown>;
  query(): Promise<readonly unknown[]>;
}

/** Opens a way with a client of the SDK, or with its settings if the library creates its own, as its users would. */
export type Open = (client: DynamoDB, config: DynamoDBClientConfig) => Way;

/** The raw SDK first: all others are compared with it. */
export const WAYS = [
  { name: "raw-sdk", by: "sdk", title: "the SDK, `AttributeValue`s by hand" },
  { name: "dynatwin", by: "us", title: "dynatwin" },
  { name: "dynatwin-on-yours", by: "us", title: "dynatwin, on an SDK client that you made" },
  { name: "lib-dynamodb", by: "others", title: "@aws-sdk/lib-dynamodb" },
  { name: "dynamodb-toolbox", by: "others", title: "dynamodb-toolbox 2" },
  { name: "electrodb", by: "others", title: "ElectroDB 3" },
  { name: "onetable", by: "others", title: "dynamodb-onetable 2" },
  { name: "dynamoose", by: "others", title: "dynamoose 4" },
] as const;

export type WayName = (typeof WAYS)[number]["name"];
